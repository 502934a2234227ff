// What 3.7 has no syntax for: the instructions it becomes, each code object verified.
#include <gtest/gtest.h>

#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_compiler;

TEST(Match, ValuesFallFromCaseToCase) {
  EXPECT_EQ(listing("match a:\n    case 1: b\n    case None: c\n    case _: d\n"),
            "LOAD_NAME a\nDUP_TOP\nLOAD_CONST 1\nCOMPARE_OP ==\nPOP_JUMP_IF_FALSE 18\nPOP_TOP\nLOAD_NAME b\nPOP_TOP\n"
            "JUMP_FORWARD 34\nLOAD_CONST None\nCOMPARE_OP is\nPOP_JUMP_IF_FALSE 30\nLOAD_NAME c\nPOP_TOP\n"
            "JUMP_FORWARD 34\nLOAD_NAME d\nPOP_TOP\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Match, SequencesAreUnpackedAndFailuresPopWhatIsThere) {
  EXPECT_EQ(listing("match a:\n    case [b, 2]: c\n"),
            "LOAD_NAME a\nMATCH_SEQUENCE\nPOP_JUMP_IF_FALSE 32\nGET_LEN\nLOAD_CONST 2\nCOMPARE_OP ==\nPOP_JUMP_IF_FALSE 32\n"
            "UNPACK_SEQUENCE 2\nROT_TWO\nLOAD_CONST 2\nCOMPARE_OP ==\nPOP_JUMP_IF_FALSE 32\nSTORE_NAME b\nLOAD_NAME c\nPOP_TOP\n"
            "JUMP_FORWARD 34\nPOP_TOP\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Match, AStarWithoutANameTakesItemsByIndex) {
  EXPECT_EQ(listing("match a:\n    case [_, *_, 2]: c\n"),
            "LOAD_NAME a\nMATCH_SEQUENCE\nPOP_JUMP_IF_FALSE 38\nGET_LEN\nLOAD_CONST 2\nCOMPARE_OP >=\nPOP_JUMP_IF_FALSE 38\n"
            "DUP_TOP\nGET_LEN\nLOAD_CONST 1\nBINARY_SUBTRACT\nBINARY_SUBSCR\nLOAD_CONST 2\nCOMPARE_OP ==\nPOP_JUMP_IF_FALSE 38\n"
            "POP_TOP\nLOAD_NAME c\nPOP_TOP\nJUMP_FORWARD 40\nPOP_TOP\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Match, EveryKindOfPatternVerifies) {
  const char* patterns[] = {
      "-1", "1+2j", "'a' 'b'", "x.y", "True", "[]", "[*a]", "(a, *b, c)", "[[a, [b]], *_]", "{}", "{**r}", "{'k': a, 1: b, **r}",
      "{x.y: [a, b], 'z': {}}", "C()", "C(1, a, x=b, y=[c, *d])", "[a] | (_, a)", "[a, b, c] | [c, a, b, _] | [b, c, a, _, _]",
      "(1 | 2) as a", "{'a': [a, *_] | {'b': a}} as b", "[C(a, b) as c, *d] | {'c': c, 'a': a, 'b': b, 'd': d}", "[a, b, c, d, e, *f]"};
  for (const char* pattern : patterns) {
    for (const char* guard : {"", " if g(a)"}) {
      std::string text = "for i in s:\n  match q, r:\n    case " + std::string(pattern) + guard + ": continue\n    case [z]: break\n";
      CompileResult result = compileText(text);
      ASSERT_TRUE(result.ok()) << pattern << ": " << result.problem.message;
      EXPECT_EQ(objectionTo(*result.code), "") << pattern;
    }
  }
}

TEST(Match, RefusesWhatCannotBeMeant) {
  EXPECT_EQ(errorOf("match a:\n    case b: 1\n    case c: 2\n"), "name capture 'b' makes remaining patterns unreachable (2:9-2:10)");
  EXPECT_EQ(errorOf("match a:\n    case _: 1\n    case c: 2\n"), "wildcard makes remaining patterns unreachable (2:9-2:10)");
  EXPECT_EQ(errorOf("match a:\n    case [b, b]: 1\n"), "multiple assignments to name 'b' in pattern (2:13-2:14)");
  EXPECT_EQ(errorOf("match a:\n    case [b] | [c]: 1\n"), "alternative patterns bind different names (2:9-2:18)");
  EXPECT_EQ(errorOf("match a:\n    case C(b=1, b=2): 1\n"), "attribute name repeated in class pattern: b (2:18-2:19)");
}

TEST(ExceptStar, SplitsWhatIsLeftFromClauseToClause) {
  EXPECT_EQ(listing("try: a\nexcept* E: b\n"),
            "SETUP_EXCEPT 10\nLOAD_NAME a\nPOP_TOP\nPOP_BLOCK\nJUMP_FORWARD 78\n"
            "POP_TOP\nROT_TWO\nPOP_TOP\nDUP_TOP\nBUILD_LIST 0\nROT_TWO\n"
            "LOAD_NAME E\nCHECK_EG_MATCH\nDUP_TOP\nLOAD_CONST None\nCOMPARE_OP is\nPOP_JUMP_IF_TRUE 56\nPOP_TOP\n"
            "SETUP_EXCEPT 46\nLOAD_NAME b\nPOP_TOP\nPOP_BLOCK\nJUMP_FORWARD 58\n"
            "POP_TOP\nLIST_APPEND 6\nPOP_TOP\nPOP_EXCEPT\nJUMP_FORWARD 58\nPOP_TOP\n"
            "LIST_APPEND 1\nPREP_RERAISE_STAR\nDUP_TOP\nLOAD_CONST None\nCOMPARE_OP is\nPOP_JUMP_IF_TRUE 72\nRERAISE\n"
            "POP_TOP\nPOP_EXCEPT\nJUMP_FORWARD 78\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(ExceptStar, BodiesMayRaiseAndNotLeave) {
  CompileResult result = compileText(
      "def f():\n  for i in s:\n    try: a\n    except* E as e:\n      for j in t: break\n      raise\n    except* (F, G): x = lambda: e\n"
      "    else: continue\n    finally: y\n");
  ASSERT_TRUE(result.ok()) << result.problem.message;
  EXPECT_EQ(objectionTo(*result.code), "");
  const std::string message = "'break', 'continue' and 'return' cannot appear in an except* block";
  for (const char* jump : {"break", "continue", "return"}) {
    std::string text = "def f():\n  for i in s:\n    try: a\n    except* E: " + std::string(jump) + "\n";
    EXPECT_EQ(compileText(text).problem.message, message) << jump;
  }
  EXPECT_EQ(compileText("def f():\n  try: a\n  except* E:\n    for i in s: return\n").problem.message, message);
}

TEST(TypeParameters, AreVariablesOfAFunctionAround) {
  EXPECT_EQ(listing("def f[T](a: T = 1): return T\n"),
            "LOAD_CONST <<generic parameters of f>>\nLOAD_CONST '<generic parameters of f>'\nMAKE_FUNCTION 0\nLOAD_CONST (1,)\n"
            "CALL_FUNCTION 1\nSTORE_NAME f\nLOAD_CONST None\nRETURN_VALUE\n");
  EXPECT_EQ(listing("def f[T](a: T = 1): return T\n", "<generic parameters of f>"),
            "LOAD_CONST 'T'\nCALL_INTRINSIC_1 TYPEVAR\nDUP_TOP\nSTORE_DEREF T\nBUILD_TUPLE 1\nLOAD_FAST .defaults\n"
            "BUILD_TUPLE_UNPACK 1\nLOAD_CLOSURE T\nBUILD_TUPLE 1\nLOAD_CONST <__annotate__>\n"
            "LOAD_CONST '__annotate__'\nMAKE_FUNCTION 8\nLOAD_CLOSURE T\nBUILD_TUPLE 1\nLOAD_CONST <f>\n"
            "LOAD_CONST 'f'\nMAKE_FUNCTION 25\nROT_TWO\nCALL_INTRINSIC_2 SET_FUNCTION_TYPE_PARAMS\nRETURN_VALUE\n");
}

TEST(TypeParameters, EveryFormVerifies) {
  const char* texts[] = {
      "type A = int", "type A[T] = list[T]", "type A[T: int, *Ts, **P] = x[T, *Ts, P]", "class C[T: (int, str) = int]: a: T",
      "class C[T](B, metaclass=M, **k):\n  def m[U: T = T](self, a: U, *b: *Ts, k=1, **c) -> T: return super().m(a)",
      "def f[*Ts = *tuple[int, ...]](*a: *Ts): pass", "async def f[**P = [int]](): pass",
      "class C:\n  type A = B\n  def f[T](a: A): yield T\n  class D[T: A](A): x = A",
      "def f():\n  x = 1\n  class C[T]:\n    nonlocal x\n    y: x\n    x = 2\n  return C", "@d\ndef f[T](a=1, *, b=2): pass"};
  for (const char* text : texts) {
    CompileResult result = compileText(text);
    ASSERT_TRUE(result.ok()) << text << ": " << result.problem.message;
    EXPECT_EQ(objectionTo(*result.code), "") << text;
  }
}

TEST(TypeParameters, QualifiedNamesLeaveTheFunctionAroundOut) {
  CompileResult result = compileText("class C[T]:\n  def f[U](self):\n    def g(): pass\n");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(find(*result.code, "C")->qualName, "C");
  EXPECT_EQ(find(*result.code, "f")->qualName, "C.f");
  EXPECT_EQ(find(*result.code, "g")->qualName, "C.f.<locals>.g");
}

TEST(Annotations, AreMadeWhenAskedFor) {
  EXPECT_EQ(listing("def f(a: int, *b: str) -> None: pass\n", "__annotate__"),
            "LOAD_FAST format\nLOAD_CONST 2\nCOMPARE_OP >\nPOP_JUMP_IF_FALSE 12\nLOAD_COMMON_CONSTANT NotImplementedError\n"
            "RAISE_VARARGS 1\nLOAD_CONST 'a'\nLOAD_GLOBAL int\nLOAD_CONST 'b'\nLOAD_GLOBAL str\nLOAD_CONST 'return'\n"
            "LOAD_CONST None\nBUILD_MAP 3\nRETURN_VALUE\n");
}

TEST(Annotations, OfAClassSeeItsNamesFirst) {
  EXPECT_EQ(listing("class C:\n    x: int = 1\n", "C"),
            "LOAD_NAME __name__\nSTORE_NAME __module__\nLOAD_CONST 'C'\nSTORE_NAME __qualname__\nLOAD_LOCALS\n"
            "STORE_DEREF __classdict__\nLOAD_CONST 1\nSTORE_NAME x\nLOAD_CLOSURE __classdict__\nBUILD_TUPLE 1\n"
            "LOAD_CONST <__annotate__>\nLOAD_CONST 'C.__annotate__'\nMAKE_FUNCTION 8\nSTORE_NAME __annotate_func__\n"
            "LOAD_CLOSURE __classdict__\nSTORE_NAME __classdictcell__\nLOAD_CONST None\nRETURN_VALUE\n");
}

// Name, qualified name, parameter, first line of every annotation scope, in the order of the code objects.
void listScopes(const CodeObject& code, std::string& text) {
  for (const Constant& constant : code.constants) {
    if (constant.kind != ConstantKind::kCode) continue;
    const CodeObject& inner = *constant.code;
    if (inner.posOnlyArgCount == 1)
      text += inner.qualName + " " + inner.varNames[0] + " " + std::to_string(inner.firstLine) + "\n";
    listScopes(inner, text);
  }
}

TEST(Annotations, ScopesAreCalledAsInPython314) {
  CompileResult result = compileText(
      "def f(a: int): pass\nclass C:\n    x: int\n    def m(self, a: int):\n        def g(b: int): pass\n"
      "    class D: y: int\ndef h[T](a: T): pass\nclass G[T]:\n    z: T\n    def m[U](self, a: U): pass\ntype A = int\n"
      "type B[T: int = str] = T\ndef outer():\n    class K: q: int\n    type Z[W: int] = W\n");
  ASSERT_TRUE(result.ok());
  std::string text;
  listScopes(*result.code, text);
  EXPECT_EQ(text,
            "__annotate__ format 1\nC.__annotate__ format 4\nC.m.<locals>.__annotate__ format 5\nC.D.__annotate__ format 6\n"
            "C.__annotate__ format 2\n__annotate__ format 7\nG.__annotate__ format 10\nG.__annotate__ format 8\n"
            "A .format 11\nT .format 12\nT .format 12\nB .format 12\nouter.<locals>.K.__annotate__ format 14\n"
            "outer.<locals>.W .format 15\nouter.<locals>.Z .format 15\n");
}

TEST(Annotations, ConditionsAreNumbered) {
  CompileResult result = compileText("class C:\n  a: int\n  if b: c: int = 1\n  try: pass\n  finally: d: e\n");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(objectionTo(*result.code), "");
  std::string text = listingOf(*find(*result.code, "__annotate__"));
  EXPECT_NE(text.find("LOAD_CONST 0\nLOAD_DEREF __conditional_annotations__\nCOMPARE_OP in\n"), text.npos);
  EXPECT_NE(text.find("LOAD_CONST 1\nLOAD_DEREF __conditional_annotations__\nCOMPARE_OP in\n"), text.npos);
  EXPECT_EQ(text.find("LOAD_CONST 2\nLOAD_DEREF"), text.npos);
}

TEST(Annotations, AreTextWithTheFutureStatement) {
  EXPECT_EQ(listing("from __future__ import annotations\nx: a | b[1, 2] = 1\n"),
            "SETUP_ANNOTATIONS\nLOAD_CONST 0\nLOAD_CONST ('annotations',)\nIMPORT_NAME __future__\nIMPORT_FROM annotations\n"
            "STORE_NAME annotations\nPOP_TOP\nLOAD_CONST 1\nSTORE_NAME x\nLOAD_CONST 'a | b[1, 2]'\nLOAD_NAME __annotations__\n"
            "LOAD_CONST 'x'\nSTORE_SUBSCR\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(TemplateStrings, HaveOneTextMoreThanFields) {
  EXPECT_EQ(listing("t'{a}{b!r:>{c}}x'"),
            "LOAD_CONST ('', '', 'x')\nLOAD_NAME a\nLOAD_CONST 'a'\nBUILD_INTERPOLATION 0\nLOAD_NAME b\nLOAD_CONST 'b'\n"
            "LOAD_CONST '>'\nLOAD_NAME c\nFORMAT_VALUE 0\nBUILD_STRING 2\nBUILD_INTERPOLATION 9\nBUILD_TUPLE 2\nBUILD_TEMPLATE\n"
            "POP_TOP\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Finally, ContinueDropsWhatIsPending) {
  EXPECT_EQ(listing("for i in a:\n  try: b\n  finally: continue\n"),
            "SETUP_LOOP 30\nLOAD_NAME a\nGET_ITER\nFOR_ITER 28\nSTORE_NAME i\nSETUP_FINALLY 20\nLOAD_NAME b\nPOP_TOP\nPOP_BLOCK\n"
            "LOAD_CONST None\nPOP_FINALLY\nJUMP_ABSOLUTE 6\nEND_FINALLY\nJUMP_ABSOLUTE 6\nPOP_BLOCK\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST(Finally, ContinueFromDeepInsideVerifies) {
  const char* text =
      "def f():\n  for i in a:\n    try: b\n    finally:\n      with c as d:\n        try: e\n        except E as x:\n"
      "          try: g\n          finally:\n            if h: continue\n            if k: break\n            if m: return n\n";
  CompileResult result = compileText(text);
  ASSERT_TRUE(result.ok()) << result.problem.message;
  EXPECT_EQ(objectionTo(*result.code), "");
}

}  // namespace
}  // namespace vitrine
