// What the page shows of the front end's stages.
#include "syntax/stages.h"

#include <gtest/gtest.h>

namespace vitrine::syntax {
namespace {

TEST(Stages, TokensHaveKindsAndPlaces) {
  EXPECT_EQ(listTokens("if x:\n  y = 'a'\n"),
            "[[\"KEYWORD\",1,0,1,2],[\"NAME\",1,3,1,4],[\"OP\",1,4,1,5],[\"NEWLINE\",1,5,1,6],"
            "[\"NAME\",2,2,2,3],[\"OP\",2,4,2,5],[\"STRING\",2,6,2,9],[\"NEWLINE\",2,9,2,10]]");
}

TEST(Stages, TokensEndWhereTheLexerStops) { EXPECT_EQ(listTokens("x = 'a\n"), "[[\"NAME\",1,0,1,1],[\"OP\",1,2,1,3]]"); }

TEST(Stages, TheTreeIsAstDumpsText) {
  EXPECT_EQ(dumpTree("x\n"),
            "Module(body=[Expr(value=Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1), "
            "lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)])");
}

TEST(Stages, ASourceThatDoesNotParseHasNoTree) { EXPECT_EQ(dumpTree("x = = 1\n"), ""); }

}  // namespace
}  // namespace vitrine::syntax
