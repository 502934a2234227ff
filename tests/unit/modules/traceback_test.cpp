// The parts of tracebacks that are text only: anchors of carets, plain calls, widths, mistyped keywords.
#include <gtest/gtest.h>

#include "modules/traceback_text.h"

namespace vitrine::traceback {
namespace {

std::vector<std::u32string> lines(std::initializer_list<const char*> texts) {
  std::vector<std::u32string> all;
  for (const char* text : texts) all.push_back(wide(text));
  return all;
}

/// "line:column-line:column" of what lies between the anchors, or "none".
std::string anchorsOf(std::initializer_list<const char*> segment) {
  Anchors a;
  if (!findAnchors(lines(segment), &a)) return "none";
  return std::to_string(a.leftLine) + ":" + std::to_string(a.leftEnd) + "-" + std::to_string(a.rightLine) + ":" + std::to_string(a.rightStart);
}

TEST(Anchors, OperatorBetweenItsOperands) {
  EXPECT_EQ(anchorsOf({"a + b"}), "0:2-0:3");
  EXPECT_EQ(anchorsOf({"a // b"}), "0:2-0:4");
  EXPECT_EQ(anchorsOf({"(a)**(b)"}), "0:3-0:5");
  EXPECT_EQ(anchorsOf({"a +", "b"}), "0:2-0:3");
  EXPECT_EQ(anchorsOf({"é + ü"}), "0:2-0:3");
}

TEST(Anchors, BracketsOfSubscriptAndCall) {
  EXPECT_EQ(anchorsOf({"a[b]"}), "0:1-0:4");
  EXPECT_EQ(anchorsOf({"f (x)"}), "0:2-0:5");
  EXPECT_EQ(anchorsOf({"f(1,", "  2)"}), "0:1-1:4");
}

TEST(Anchors, NoneForOtherExpressionsAndWhatDoesNotParse) {
  EXPECT_EQ(anchorsOf({"a.b"}), "none");
  EXPECT_EQ(anchorsOf({"a < b"}), "none");
  EXPECT_EQ(anchorsOf({"x ="}), "none");
  EXPECT_EQ(anchorsOf({""}), "none");
}

TEST(Anchors, PlainCallsNeedNoCarets) {
  EXPECT_TRUE(isPlainCall(lines({"return f(x)"}), 7, 11));
  EXPECT_TRUE(isPlainCall(lines({"y = f(x)"}), 4, 8));
  EXPECT_FALSE(isPlainCall(lines({"return f(g(x))"}), 9, 13));
  EXPECT_FALSE(isPlainCall(lines({"return a.f(x)"}), 7, 13));
}

TEST(Anchors, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(displayWidth(wide("abc"), 2), 2);
  EXPECT_EQ(displayWidth(wide("日本x"), 2), 4);
}

std::string meant(const char* source, int line) {
  KeywordTypo typo;
  return findKeywordTypo(source, line, &typo) ? typo.keyword + "@" + std::to_string(typo.offset) : "";
}

TEST(KeywordTypos, NamesThatAreNearlyKeywords) {
  EXPECT_EQ(meant("whille True:\n  pass\n", 1), "while@1");
  EXPECT_EQ(meant("x = 1\nfro x in y:\n  pass\n", 2), "for@1");
  EXPECT_EQ(meant("def f():\n  retrun 5\n", 2), "return@3");
  EXPECT_EQ(meant("for x im y: pass", 1), "in@7");
  EXPECT_EQ(meant("from a imprt b", 1), "import@8");
  EXPECT_EQ(meant("clas A: pass", 1), "class@1");
}

TEST(KeywordTypos, NothingWhereNoKeywordHelps) {
  EXPECT_EQ(meant("a b\n", 1), "");
  EXPECT_EQ(meant("x = [1 2 3]\n", 1), "");
  EXPECT_EQ(meant("foo(a b)", 1), "");
  EXPECT_EQ(meant("", 1), "");
}

}  // namespace
}  // namespace vitrine::traceback
