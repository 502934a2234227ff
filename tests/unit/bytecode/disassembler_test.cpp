// Listings against what a real CPython 3.7.5 printed, and reprs against Python's.
#include "bytecode/disassembler.h"

#include <gtest/gtest.h>

#include "bytecode/code_rows.h"
#include "bytecode/constant_repr.h"
#include "bytecode/line_table.h"
#include "bytecode/sha256.h"
#include "fixture.h"

namespace vitrine {
namespace {

using namespace testing_data;

TEST(Disassembler, PrintsWhatPython37Prints) {
  for (const char* name : {"bank", "life", "queens", "words"}) {
    const PycFile file = readPyc(readFile(directory() / "pyc" / (std::string(name) + ".cpython-37.pyc")));
    ASSERT_TRUE(file.code) << file.error;
    EXPECT_EQ(disassembleRecursively(*file.code), readFile(directory() / (std::string(name) + ".dis"))) << name;
  }
}

TEST(Disassembler, ShowsPrefixesAsLinesOfTheirOwn) {
  CodeObject code;
  code.code = std::string("\x90\x01\x64\x02\x53\0", 6);
  EXPECT_EQ(disassemble(code), "  1           0 EXTENDED_ARG             1\n              2 LOAD_CONST             258\n              4 RETURN_VALUE\n");
}

TEST(Disassembler, MarksTheCurrentInstruction) {
  DisassemblerOptions options;
  options.currentOffset = 2;
  EXPECT_EQ(disassemble(Assembler("LOAD_CONST 0\nRETURN_VALUE").code(), options),
            "  1           0 LOAD_CONST               0 (None)\n    -->       2 RETURN_VALUE\n");
}

TEST(Disassembler, SurvivesCodeThatNoCompilerWrote) {
  CodeObject code;
  for (int i = 0; i < 512; ++i) code.code += static_cast<char>(i * 37);
  code.lnotab = "\x01\xff\xff\x80\x03";
  EXPECT_FALSE(disassembleRecursively(code).empty());
  EXPECT_FALSE(listingJson(code).empty());
}

TEST(Disassembler, JsonHoldsOperandLineAndTarget) {
  const std::string json = listingJson(Assembler("top: LOAD_NAME 0\nPOP_TOP\nJUMP_ABSOLUTE top").code());
  EXPECT_NE(json.find(R"({"offset": 4, "opcode": 113, "operand": 0, "explanation": "", "line": 1, "beginsLine": false, )"
                      R"("isJumpTarget": false, "jumpTarget": 0, "range": null})"), json.npos) << json;
}

TEST(LineTable, GoesBackForNegativeDeltas) {
  CodeObject code;
  code.firstLine = 10;
  code.lnotab = std::string("\x02\x05\x04\xfe", 4);
  EXPECT_EQ(lineAt(code, 0), 10);
  EXPECT_EQ(lineAt(code, 2), 15);
  EXPECT_EQ(lineAt(code, 5), 15);
  EXPECT_EQ(lineAt(code, 6), 13);
  ASSERT_EQ(lineStarts(code).size(), 3u);
  EXPECT_EQ(lineStarts(code)[2].line, 13);
}

TEST(Repr, ChoosesQuotesAndEscapesAsPython) {
  EXPECT_EQ(reprText("it's"), "\"it's\"");
  EXPECT_EQ(reprText("'\""), "'\\'\"'");
  EXPECT_EQ(reprText("a\tb\\\n\x01"), "'a\\tb\\\\\\n\\x01'");
  EXPECT_EQ(reprText("\xc3\xa9\xc2\xa0\xed\xb2\x80\xe2\x80\xa8"), "'\xc3\xa9\\xa0\\udc80\\u2028'");
  EXPECT_EQ(reprText("\xf3\xa0\x80\x81"), "'\\U000e0001'");
  EXPECT_EQ(reprBytes(std::string("a\0'\xff", 4)), "b\"a\\x00'\\xff\"");
}

TEST(Repr, OfContainersAndNumbers) {
  EXPECT_EQ(reprConstant(Constant::tuple({Constant::floating(1)})), "(1.0,)");
  EXPECT_EQ(reprConstant(Constant::tuple({})), "()");
  EXPECT_EQ(reprConstant(Constant::frozenSet({})), "frozenset()");
  EXPECT_EQ(reprConstant(Constant::complex(0, 2)), "2j");
  ReprStyle sorted;
  sorted.setOrder = ReprStyle::SetOrder::kSortedReprs;
  const Constant set = Constant::frozenSet({Constant::str("b"), Constant::str("a")});
  EXPECT_EQ(reprConstant(set), "frozenset({'b', 'a'})");
  EXPECT_EQ(reprConstant(set, sorted), "frozenset({'a', 'b'})");
}

TEST(CodeRows, NumberNestedCodeObjectsOfOneName) {
  auto lambda = [](int line) {
    CodeObject code;
    code.name = "<lambda>";
    code.firstLine = line;
    return Constant::codeOf(std::make_shared<CodeObject>(code));
  };
  CodeObject module;
  module.name = "<module>";
  module.constants = {lambda(3), Constant::none(), lambda(4)};
  const std::string rows = codeRows(module, "file", "digest");
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 3);
  EXPECT_NE(rows.find(R"("consts": ["<code <lambda>>", "None", "<code <lambda>>"])"), std::string::npos);
  EXPECT_NE(rows.find(R"("firstlineno": 4)"), std::string::npos);
  EXPECT_LT(rows.find(R"("path": "/<lambda>#1")"), rows.find(R"("path": "/<lambda>#2")"));
}

TEST(Sha256, OfKnownMessages) {
  EXPECT_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Hex(std::string(60, 'a')), "11ee391211c6256460b6ed375957fadd8061cafbb31daf967db875aebd5aaad4");
}

}  // namespace
}  // namespace vitrine
