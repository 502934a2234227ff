// What the tests of this room share: files of tests/bytecode and an assembler, so that a test can say
// which instructions it is about. The lines are those of `dis` without offsets: "top: FOR_ITER end", labels before a colon.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/marshal.h"
#include "bytecode/opcodes.h"
#include "bytecode/pyc.h"

namespace vitrine::testing_data {

/// The directory tests/bytecode.
inline std::filesystem::path directory() { return std::filesystem::path(VITRINE_SOURCE_DIR) / "tests/bytecode"; }

inline std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

inline std::vector<std::filesystem::path> pycFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory() / "pyc")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Assembles instructions into code a module may run: constants None, 1, "text", ("a", "b"), a code object without and one
/// with a free variable; names and locals a, b, c; cells x (own), y (free) only where `closures` asks for them.
class Assembler {
 public:
  explicit Assembler(std::string_view text, uint32_t flags = kCodeNoFree) {
    code_.flags = flags;
    code_.name = code_.qualName = "f";
    code_.fileName = "test";
    code_.stackSize = 30;
    code_.constants = {Constant::none(), Constant::integerOf(int64_t{1}), Constant::str("text"),
                       Constant::tuple({Constant::str("a"), Constant::str("b")}), Constant::codeOf(inner({})), Constant::codeOf(inner({"x"})),
                       Constant::tuple({Constant::integerOf(int64_t{1})})};
    code_.names = {"a", "b", "c"};
    assemble(text);
  }
  Assembler& locals() {
    code_.flags |= kCodeOptimized | kCodeNewLocals;
    code_.varNames = {"a", "b", "c"};
    code_.localCount = 3;
    return *this;
  }
  Assembler& closures() {
    code_.flags &= ~kCodeNoFree;
    code_.cellVars = {"x"};
    code_.freeVars = {"y"};
    return *this;
  }
  Assembler& stackSize(int32_t size) {
    code_.stackSize = size;
    return *this;
  }
  const CodeObject& code() const { return code_; }
  CodeObject& code() { return code_; }

 private:
  static std::shared_ptr<const CodeObject> inner(std::vector<std::string> freeVars) {
    auto code = std::make_shared<CodeObject>();
    code->name = code->qualName = "inner";
    code->flags = kCodeOptimized | kCodeNewLocals | (freeVars.empty() ? kCodeNoFree : 0);
    code->stackSize = 1;
    code->constants = {Constant::none()};
    code->freeVars = std::move(freeVars);
    code->code = std::string("\x64\0\x53\0", 4);
    return code;
  }
  static uint8_t numberOf(const std::string& name) {
    for (int number = 0; number < 256; ++number) {
      if (isOpcode(static_cast<uint8_t>(number)) && opcodeName(static_cast<uint8_t>(number)) == name) return static_cast<uint8_t>(number);
    }
    return 0;
  }

  void assemble(std::string_view text) {
    struct Line {
      std::string opcode, operand;
    };
    std::vector<Line> lines;
    std::map<std::string, size_t> labels;
    std::istringstream words{std::string(text)};
    for (std::string line; std::getline(words, line);) {
      std::istringstream parts(line);
      std::string word;
      while (parts >> word && word.back() == ':') labels[word.substr(0, word.size() - 1)] = lines.size();
      if (word.empty() || word.back() == ':') continue;
      Line& entry = lines.emplace_back();
      entry.opcode = word;
      parts >> entry.operand;
    }
    for (size_t i = 0; i < lines.size(); ++i) {
      const uint8_t number = numberOf(lines[i].opcode);
      size_t operand = 0;
      if (labels.count(lines[i].operand)) {
        operand = 2 * labels[lines[i].operand];
        if (opcodeInfo(number).operand == OperandKind::kJumpRelative) operand -= 2 * (i + 1);
      } else if (!lines[i].operand.empty()) {
        operand = std::stoul(lines[i].operand);
      }
      code_.code += static_cast<char>(number);
      code_.code += static_cast<char>(operand);
    }
  }

  CodeObject code_;
};

}  // namespace vitrine::testing_data
