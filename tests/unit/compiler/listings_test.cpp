// Whole programs: listings as CPython 3.7's `dis` prints them, and what compiling costs the stacks.
#include <gtest/gtest.h>

#include "bytecode/disassembler.h"
#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_compiler;

// 3.14's assert raises the real class, whatever the program calls by its name: one opcode is ours.
std::string asClassic(std::string text) {
  const std::string_view ours = "LOAD_ASSERTION_ERROR", classic = "LOAD_GLOBAL         ";
  for (size_t at; (at = text.find(ours)) != text.npos;) text.replace(at, ours.size(), classic);
  return text;
}

TEST(Listings, EqualPython37s) {
  for (const char* name : {"bank", "life", "queens", "words"}) {
    const std::filesystem::path stem = testsDirectory() / "programs" / name;
    CompileOptions options;
    options.fileName = std::string(name) + ".py";
    CompileResult result = compileText(readFile(stem.string() + ".py"), options);
    ASSERT_TRUE(result.ok()) << name << ": " << result.problem.message;
    EXPECT_EQ(objectionTo(*result.code), "") << name;
    EXPECT_TRUE(asClassic(disassembleRecursively(*result.code)) == readFile(stem.string() + ".dis")) << name;
  }
}

TEST(Listings, OfAnEmptyModule) { EXPECT_EQ(listing(""), "LOAD_CONST None\nRETURN_VALUE\n"); }

TEST(Listings, OfEachMode) {
  CompileOptions options;
  options.mode = CompileMode::kEval;
  EXPECT_EQ(listing("a + 1", "<module>", options), "LOAD_NAME a\nLOAD_CONST 1\nBINARY_ADD\nRETURN_VALUE\n");
  options.mode = CompileMode::kSingle;
  EXPECT_EQ(listing("a\n", "<module>", options), "LOAD_NAME a\nPRINT_EXPR\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Listings, EveryUnitHasAPosition) {
  CompileResult result = compileText("def f(a):\n    return [i + 1 for i in a]\nwith f(1) as b: pass\n");
  ASSERT_TRUE(result.ok());
  for (const char* name : {"<module>", "f", "<listcomp>"}) {
    const CodeObject* code = find(*result.code, name);
    ASSERT_TRUE(code) << name;
    ASSERT_EQ(code->positions.size(), code->code.size() / 2);
    for (const SourceRange& range : code->positions) {
      EXPECT_GE(range.line, 1) << name;
      EXPECT_LE(range.line, range.endLine) << name;
    }
  }
}

TEST(Listings, OptimizedCodeHasNoAssertsAndNoDocstrings) {
  const char* text = "def f():\n    'doc'\n    assert a, b\n    return __debug__\n";
  CompileOptions options;
  EXPECT_EQ(listing(text, "f"),
            "LOAD_GLOBAL a\nPOP_JUMP_IF_TRUE 12\nLOAD_ASSERTION_ERROR AssertionError\nLOAD_GLOBAL b\nCALL_FUNCTION 1\n"
            "RAISE_VARARGS 1\nLOAD_CONST True\nRETURN_VALUE\n");
  options.optimize = 1;
  EXPECT_EQ(listing(text, "f", options), "LOAD_CONST False\nRETURN_VALUE\n");
  EXPECT_EQ(find(*compileText(text, options).code, "f")->constants[0].text, "doc");
  options.optimize = 2;
  EXPECT_EQ(find(*compileText(text, options).code, "f")->constants[0].kind, ConstantKind::kNone);
}

TEST(Listings, StackSizesAreThoseOfPython37) {
  EXPECT_EQ(compileText("a = b + c * d").code->stackSize, 3);
  EXPECT_EQ(compileText("try:\n    a\nfinally:\n    b\n").code->stackSize, 7);
  EXPECT_EQ(compileText("with a: b").code->stackSize, 9);
}

TEST(Listings, DeepNestingIsAnErrorAndNoCrash) {
  CompileOptions options;
  std::string sum = "x";
  for (int i = 0; i < 200000; ++i) sum += "+x";
  EXPECT_TRUE(compileText(sum, options).ok());
  std::string lists(100000, '[');
  EXPECT_FALSE(compileText(lists + std::string(100000, ']'), options).ok());
  std::string chain = "x";
  for (int i = 0; i < 100000; ++i) chain += ".a()";
  EXPECT_TRUE(compileText(chain, options).ok());
  std::string elifs = "if a: b\n";
  for (int i = 0; i < 20000; ++i) elifs += "elif a: b\n";
  EXPECT_TRUE(compileText(elifs, options).ok());
}

}  // namespace
}  // namespace vitrine
