// Values of the wrong type where an instruction needs a particular one, which the verifier cannot know: it says so and nothing breaks
// (fuzz_pyc found the first of these).
#include "../bytecode/fixture.h"
#include "fixture.h"
#include "session.h"

namespace vitrine::test {
namespace {

/// What running a program writes; `raises`: that ends in an exception.
std::string outputOfProgram(const std::string& program, const char* fileName, bool raises = true) {
  Session session("");
  EXPECT_EQ(session.load(program, fileName), SessionStatus::kDone) << session.lastError();
  SessionStatus status;
  do status = session.run(-1, 5);
  while (status == SessionStatus::kBudgetSpent || status == SessionStatus::kUnderWay);
  if (raises) EXPECT_EQ(status, SessionStatus::kUncaughtException);
  return session.takeOutput();
}

/// What running `instructions` (constants: bytecode/fixture.h) writes.
std::string outputOf(const char* instructions) {
  const auto code = std::make_shared<CodeObject>(testing_data::Assembler(instructions).code());
  return outputOfProgram(writePyc(PycHeader{}, code).bytes, "wrong.pyc");
}

void raises(const char* instructions, const std::string& message) {
  SCOPED_TRACE(instructions);
  const std::string output = outputOf(instructions);
  EXPECT_NE(output.find(message), output.npos) << output;
}

TEST(WrongOperands, AFormatIsAString) {
  raises("LOAD_CONST 2\nLOAD_CONST 1\nFORMAT_VALUE 4\nRETURN_VALUE", "SystemError: Format specifier must be a string, not int");
  raises("LOAD_CONST 1\nLOAD_CONST 6\nFORMAT_VALUE 5\nRETURN_VALUE", "SystemError: Format specifier must be a string, not tuple");
}

TEST(WrongOperands, ATemplateIsOfItsParts) {
  raises("LOAD_CONST 6\nLOAD_CONST 6\nBUILD_TEMPLATE\nRETURN_VALUE", "SystemError: BUILD_TEMPLATE");
  raises("LOAD_CONST 3\nLOAD_CONST 6\nBUILD_TEMPLATE\nRETURN_VALUE", "SystemError: BUILD_TEMPLATE");
}

TEST(WrongOperands, TypeParametersHaveNames) {
  for (const char* which : {"7", "8", "9"}) raises(("LOAD_CONST 1\nCALL_INTRINSIC_1 " + std::string(which) + "\nRETURN_VALUE").c_str(), "SystemError: a type parameter");
  raises("LOAD_CONST 1\nLOAD_CONST 1\nCALL_INTRINSIC_2 2\nRETURN_VALUE", "SystemError: a type parameter");
  raises("LOAD_CONST 3\nCALL_INTRINSIC_1 11\nRETURN_VALUE", "SystemError: a type alias");
  raises("LOAD_CONST 1\nCALL_INTRINSIC_1 11\nRETURN_VALUE", "SystemError: a type alias");
  raises("LOAD_CONST 4\nLOAD_CONST 2\nMAKE_FUNCTION 0\nLOAD_CONST 1\nCALL_INTRINSIC_2 4\nRETURN_VALUE", "SystemError: type parameters");
}

TEST(WrongOperands, AProgramIsNoGenerator) {
  const auto code = std::make_shared<CodeObject>(testing_data::Assembler("LOAD_CONST 0\nYIELD_VALUE\nRETURN_VALUE", kCodeNoFree | kCodeGenerator).code());
  Session session("");
  EXPECT_EQ(session.load(writePyc(PycHeader{}, code).bytes, "wrong.pyc"), SessionStatus::kUncaughtException);
  EXPECT_NE(session.lastError().find("a module that is a generator"), std::string::npos) << session.lastError();
}

// What compile() makes of a module that awaits, as a function and as the body of a class.
TEST(WrongOperands, AGeneratorOfAModuleHasANamespace) {
  const char* const uses[] = {
      "LOAD_CONST 7\nLOAD_CONST 2\nMAKE_FUNCTION 0\nCALL_FUNCTION 0\nGET_ITER\nloop: FOR_ITER end\nPOP_TOP\nJUMP_ABSOLUTE loop\nend: LOAD_NAME 1\nRETURN_VALUE",
      "LOAD_CONST 7\nLOAD_CONST 2\nMAKE_FUNCTION 0\nCALL_FUNCTION 0\nLOAD_METHOD 2\nLOAD_CONST 0\nCALL_METHOD 1\nRETURN_VALUE",
      "LOAD_BUILD_CLASS\nLOAD_CONST 7\nLOAD_CONST 2\nMAKE_FUNCTION 0\nLOAD_CONST 2\nCALL_FUNCTION 2\nPOP_TOP\nLOAD_NAME 1\nRETURN_VALUE"};
  for (uint32_t kind : {kCodeGenerator, kCodeCoroutine, kCodeAsyncGenerator}) {
    for (const char* use : uses) {
      SCOPED_TRACE(use);
      CodeObject inner = testing_data::Assembler("LOAD_CONST 1\nSTORE_NAME 1\nLOAD_CONST 1\nYIELD_VALUE\nPOP_TOP\nLOAD_CONST 0\nRETURN_VALUE", kCodeNoFree | kind).code();
      CodeObject outer = testing_data::Assembler(use).code();
      outer.names = {"a", "b", "send"};
      outer.constants.push_back(Constant::codeOf(std::make_shared<CodeObject>(inner)));
      const std::string output = outputOfProgram(writePyc(PycHeader{}, std::make_shared<CodeObject>(outer)).bytes, "wrong.pyc", false);
      EXPECT_EQ(output.find("SystemError"), output.npos) << output;
    }
  }
}

// CPython 3.14 crashes on this one, so it is no golden program.
TEST(WrongOperands, AGroupSplitsIntoExceptions) {
  const std::string output = outputOfProgram("class Odd(ExceptionGroup):\n    def split(self, wanted):\n        return 1, 2\n\ntry:\n    raise Odd('odd', [ValueError()])\n"
                                             "except* ValueError:\n    pass\n", "odd.py");
  EXPECT_NE(output.find("TypeError: Odd.split must return exceptions or None, not int"), output.npos) << output;
}

}  // namespace
}  // namespace vitrine::test
