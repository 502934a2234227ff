// What the tests of this room share: compiling a text, and its instructions as text without offsets or prefixes.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "bytecode/constant_repr.h"
#include "bytecode/instructions.h"
#include "bytecode/verifier.h"
#include "compiler/compiler.h"

namespace vitrine::testing_compiler {

/// The directory tests/.
inline std::filesystem::path testsDirectory() { return std::filesystem::path(VITRINE_SOURCE_DIR) / "tests"; }

inline std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

inline CompileResult compileText(std::string_view text, CompileOptions options = {}) { return compileSource(text, options); }

/// "message (line:column-line:column)" of the error, columns from 0; empty where it compiles.
inline std::string errorOf(std::string_view text, CompileOptions options = {}) {
  CompileResult result = compileText(text, options);
  if (result.ok()) return {};
  const syntax::SourceRange& range = result.problem.range;
  return result.problem.message + " (" + std::to_string(range.line) + ":" + std::to_string(range.column) + "-" +
         std::to_string(range.endLine) + ":" + std::to_string(range.endColumn) + ")";
}

/// The verifier's objection; empty where it has none.
inline std::string objectionTo(const CodeObject& code) {
  return verify(code, CodeRole::kModule).value_or("");
}

inline std::string operandText(const CodeObject& code, const Instruction& instruction) {
  const uint32_t operand = instruction.operand;
  switch (opcodeInfo(instruction.opcode).operand) {
    case OperandKind::kNone: return {};
    case OperandKind::kConst: return " " + (code.constants[operand].kind == ConstantKind::kCode
                                                ? "<" + code.constants[operand].code->name + ">"
                                                : reprConstant(code.constants[operand]));
    case OperandKind::kName: return " " + code.names[operand];
    case OperandKind::kLocal: return " " + code.varNames[operand];
    case OperandKind::kFree:
      return " " + (operand < code.cellVars.size() ? code.cellVars[operand] : code.freeVars[operand - code.cellVars.size()]);
    case OperandKind::kCompare: return " " + std::string(compareName(operand));
    case OperandKind::kJumpAbsolute:
    case OperandKind::kJumpRelative: return " " + std::to_string(instruction.target);
    case OperandKind::kIntrinsic1:
    case OperandKind::kIntrinsic2:
    case OperandKind::kCommonConstant:
      return " " + std::string(intrinsicName(opcodeInfo(instruction.opcode).operand, operand));
    default: return " " + std::to_string(operand);
  }
}

/// One instruction a line.
inline std::string listingOf(const CodeObject& code) {
  InstructionList list;
  if (auto reason = checkStructure(code, list)) return *reason;
  std::string text;
  for (const Instruction& instruction : list.instructions)
    text += opcodeName(uint8_t(instruction.opcode)) + operandText(code, instruction) + "\n";
  return text;
}

/// The nested code object of that name, at any depth; null where there is none.
inline const CodeObject* find(const CodeObject& code, std::string_view name) {
  if (code.name == name) return &code;
  for (const Constant& constant : code.constants)
    if (constant.kind == ConstantKind::kCode)
      if (const CodeObject* found = find(*constant.code, name)) return found;
  return nullptr;
}

/// The listing of the module, or of the code object `name` inside it.
inline std::string listing(std::string_view text, std::string_view name = "<module>", CompileOptions options = {}) {
  CompileResult result = compileText(text, options);
  if (!result.ok()) return result.problem.message;
  if (std::string objection = objectionTo(*result.code); !objection.empty()) return objection;
  const CodeObject* code = find(*result.code, name);
  return code ? listingOf(*code) : "no such code object";
}

}  // namespace vitrine::testing_compiler
