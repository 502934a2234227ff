// The verifier: what it accepts and, one thing at a time, what it refuses (R17).
#include "bytecode/verifier.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_data;

std::string objection(const CodeObject& code, CodeRole role = CodeRole::kAny) { return verify(code, role).value_or("fine"); }
std::string objection(std::string_view text) { return objection(Assembler(text).code()); }
bool refuses(std::string_view text, std::string_view reason) {
  const std::string said = objection(text);
  return said.find(reason) != said.npos;
}
#define EXPECT_REFUSED(text, reason) EXPECT_TRUE(refuses(text, reason)) << objection(text)

TEST(Verifier, AcceptsPlainCode) { EXPECT_EQ(objection("LOAD_CONST 0\nRETURN_VALUE"), "fine"); }

TEST(Verifier, RefusesWhatIsNoInstruction) {
  CodeObject code = Assembler("LOAD_CONST 0\nRETURN_VALUE").code();
  code.code[0] = char(0);
  EXPECT_NE(objection(code), "fine");
  code.code = "\x64";
  EXPECT_NE(objection(code), "fine");
  code.code.clear();
  EXPECT_NE(objection(code), "fine");
}

TEST(Verifier, RefusesOperandsOutOfRange) {
  EXPECT_EQ(objection("LOAD_CONST 6\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("LOAD_CONST 7\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("LOAD_NAME 3\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection(Assembler("LOAD_FAST 3\nRETURN_VALUE").locals().code()), "fine");
  EXPECT_NE(objection(Assembler("LOAD_DEREF 2\nRETURN_VALUE").closures().code()), "fine");
  EXPECT_NE(objection("LOAD_CONST 0\nLOAD_CONST 0\nCOMPARE_OP 11\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("LOAD_CONST 0\nRAISE_VARARGS 3"), "fine");
  EXPECT_NE(objection("LOAD_CONST 0\nCALL_INTRINSIC_1 1\nRETURN_VALUE"), "fine");
}

TEST(Verifier, RefusesJumpsIntoInstructionsAndOut) {
  EXPECT_NE(objection("JUMP_ABSOLUTE 3\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("JUMP_ABSOLUTE 6\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("JUMP_ABSOLUTE 4\nEXTENDED_ARG 0\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_EQ(objection("JUMP_ABSOLUTE 2\nEXTENDED_ARG 0\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
}

TEST(Verifier, RefusesToFallOffTheEnd) { EXPECT_REFUSED("LOAD_CONST 0", "without a return"); }

TEST(Verifier, RefusesStacksThatRunEmptyOrOver) {
  EXPECT_REFUSED("POP_TOP\nLOAD_CONST 0\nRETURN_VALUE", "more values than there are");
  EXPECT_NE(objection(Assembler("LOAD_CONST 0\nLOAD_CONST 0\nRETURN_VALUE").stackSize(1).code()), "fine");
  EXPECT_EQ(objection(Assembler("LOAD_CONST 0\nLOAD_CONST 0\nRETURN_VALUE").stackSize(2).code()), "fine");
  EXPECT_NE(objection("top: LOAD_CONST 0\nJUMP_ABSOLUTE top"), "fine");
}

TEST(Verifier, RefusesPathsThatMeetWithDifferentStacks) {
  EXPECT_REFUSED("LOAD_CONST 0\nPOP_JUMP_IF_TRUE end\nLOAD_CONST 0\nend: LOAD_CONST 0\nRETURN_VALUE", "another evaluation stack");
  EXPECT_REFUSED("LOAD_CONST 0\nPOP_JUMP_IF_TRUE end\nSETUP_LOOP end\nend: LOAD_CONST 0\nRETURN_VALUE", "another block stack");
}

TEST(Verifier, RefusesBlocksThatDoNotNest) {
  EXPECT_REFUSED("POP_BLOCK\nLOAD_CONST 0\nRETURN_VALUE", "no loop or try block");
  EXPECT_REFUSED("POP_EXCEPT\nLOAD_CONST 0\nRETURN_VALUE", "no exception handler");
  EXPECT_REFUSED("BREAK_LOOP\nLOAD_CONST 0\nRETURN_VALUE", "no loop");
  EXPECT_REFUSED("LOAD_CONST 1\nSETUP_LOOP end\nPOP_TOP\nPOP_BLOCK\nend: LOAD_CONST 0\nRETURN_VALUE", "than there are");
  EXPECT_NE(objection("END_FINALLY\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
}

TEST(Verifier, FinallyBodiesReachNothingBelow) {
  EXPECT_EQ(objection("SETUP_FINALLY handler\nPOP_BLOCK\nLOAD_CONST 0\nhandler: LOAD_NAME 0\nPOP_TOP\nEND_FINALLY\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("SETUP_FINALLY handler\nPOP_BLOCK\nLOAD_CONST 0\nhandler: POP_TOP\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("LOAD_CONST 1\nSETUP_FINALLY handler\nPOP_BLOCK\nLOAD_CONST 0\nhandler: COPY 2\nPOP_TOP\nEND_FINALLY\nRETURN_VALUE"), "fine");
}

TEST(Verifier, WithHandlersNeedTheExitFunction) {
  EXPECT_EQ(objection("LOAD_NAME 0\nSETUP_WITH handler\nPOP_TOP\nPOP_BLOCK\nLOAD_CONST 0\nhandler: WITH_CLEANUP_START\nWITH_CLEANUP_FINISH\n"
                      "END_FINALLY\nLOAD_CONST 0\nRETURN_VALUE"), "fine");
  EXPECT_NE(objection("SETUP_FINALLY handler\nPOP_BLOCK\nLOAD_CONST 0\nhandler: WITH_CLEANUP_START\nWITH_CLEANUP_FINISH\nEND_FINALLY\n"
                      "LOAD_CONST 0\nRETURN_VALUE"), "fine");
}

TEST(Verifier, ProvesWhatTheMachineTrusts) {
  EXPECT_EQ(objection("BUILD_LIST 0\nLOAD_CONST 0\nLIST_APPEND 1\nRETURN_VALUE"), "fine");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_CONST 0\nLIST_APPEND 1\nRETURN_VALUE", "wants a list");
  EXPECT_REFUSED("BUILD_SET 0\nLOAD_CONST 0\nLIST_APPEND 1\nRETURN_VALUE", "wants a list");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_METHOD 0\nPOP_TOP\nRETURN_VALUE", "self");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_NAME 0\nCALL_METHOD 0\nRETURN_VALUE", "self");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_NAME 0\nCALL_FUNCTION_KW 0\nRETURN_VALUE", "constant tuple");
  EXPECT_EQ(objection("LOAD_NAME 0\nLOAD_CONST 0\nLOAD_CONST 0\nLOAD_CONST 3\nCALL_FUNCTION_KW 2\nRETURN_VALUE"), "fine");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_CONST 3\nCALL_FUNCTION_KW 0\nRETURN_VALUE", "more keywords than arguments");
}

TEST(Verifier, FunctionsGetTheClosureTheirCodeWants) {
  EXPECT_EQ(objection("LOAD_CONST 4\nLOAD_CONST 2\nMAKE_FUNCTION 0\nRETURN_VALUE"), "fine");
  EXPECT_REFUSED("LOAD_CONST 5\nLOAD_CONST 2\nMAKE_FUNCTION 0\nRETURN_VALUE", "closure of 0 cells");
  EXPECT_EQ(objection(Assembler("LOAD_CLOSURE 0\nBUILD_TUPLE 1\nLOAD_CONST 5\nLOAD_CONST 2\nMAKE_FUNCTION 8\nRETURN_VALUE").closures().code()), "fine");
  EXPECT_REFUSED("LOAD_CONST 3\nLOAD_CONST 5\nLOAD_CONST 2\nMAKE_FUNCTION 8\nRETURN_VALUE", "cells");
  EXPECT_REFUSED("LOAD_NAME 0\nLOAD_CONST 4\nLOAD_CONST 2\nMAKE_FUNCTION 1\nRETURN_VALUE", "wants a tuple");
}

TEST(Verifier, LooksIntoNestedCode) {
  CodeObject code = Assembler("LOAD_CONST 0\nRETURN_VALUE").code();
  CodeObject inner = Assembler("POP_TOP\nLOAD_CONST 0\nRETURN_VALUE").code();
  code.constants.push_back(Constant::codeOf(std::make_shared<CodeObject>(inner)));
  EXPECT_NE(objection(code), "fine");
}

TEST(Verifier, ModulesHaveNoParametersAndNoClosure) {
  Assembler code("LOAD_CONST 0\nRETURN_VALUE");
  EXPECT_EQ(objection(code.code(), CodeRole::kModule), "fine");
  code.closures();
  EXPECT_NE(objection(code.code(), CodeRole::kModule), "fine");
  EXPECT_EQ(objection(code.code(), CodeRole::kAny), "fine");
}

TEST(Verifier, ModulesMayAwait) {
  for (uint32_t kind : {kCodeGenerator, kCodeCoroutine, kCodeAsyncGenerator}) {
    const CodeObject code = Assembler("LOAD_CONST 0\nYIELD_VALUE\nRETURN_VALUE", kCodeNoFree | kind).code();
    EXPECT_EQ(objection(code, CodeRole::kAny), "fine");
    EXPECT_EQ(objection(code, CodeRole::kModule), "fine");
    EXPECT_NE(objection(code, CodeRole::kProgram), "fine");
    EXPECT_NE(objection(Assembler("LOAD_CONST 0\nRETURN_VALUE", kCodeNoFree | kCodeNewLocals | kind).code()), "fine");
  }
}

TEST(Verifier, FindsTheBlockStacksSize) {
  CodeObject code = Assembler("SETUP_LOOP end\nSETUP_EXCEPT handler\nPOP_BLOCK\nBREAK_LOOP\nhandler: POP_TOP\nPOP_TOP\nPOP_TOP\nPOP_EXCEPT\n"
                              "BREAK_LOOP\nend: LOAD_CONST 0\nRETURN_VALUE").code();
  EXPECT_EQ(objection(code), "fine");
  EXPECT_EQ(code.blockStackSize, 2);
}

}  // namespace
}  // namespace vitrine
