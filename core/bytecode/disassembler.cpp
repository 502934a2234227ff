// The disassembler; see disassembler.h. Column widths and texts are those that CPython 3.7's Lib/dis.py produces.
#include "bytecode/disassembler.h"

#include <algorithm>

#include "base/depth_guard.h"
#include "bytecode/constant_repr.h"
#include "bytecode/json_text.h"
#include "bytecode/line_table.h"

namespace vitrine {
namespace {

constexpr size_t kNameWidth = 20, kOperandWidth = 5;

std::string padLeft(std::string text, size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}
std::string padRight(std::string text, size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

std::string addressText(const CodeObject& code, const DisassemblerOptions& options) {
  return options.address ? options.address(code) : "0x...";
}

std::string nameAt(const std::vector<std::string>& names, uint32_t index) {
  return index < names.size() ? names[index] : std::string{};
}

std::string freeNameAt(const CodeObject& code, uint32_t index) {
  const size_t cells = code.cellVars.size();
  return index < cells ? code.cellVars[index] : nameAt(code.freeVars, static_cast<uint32_t>(index - cells));
}

std::string explainConstant(const CodeObject& code, uint32_t index, const DisassemblerOptions& options) {
  if (index >= code.constants.size()) return {};
  ReprStyle style;
  style.codeRepr = [&](const CodeObject& nested) { return reprCode(nested, addressText(nested, options)); };
  return reprConstant(code.constants[index], style);
}

/// "repr, with format": the operand of FORMAT_VALUE, and of BUILD_INTERPOLATION likewise.
std::string explainFormat(uint32_t conversion, bool hasFormat) {
  static constexpr const char* kConversions[] = {"", "str", "repr", "ascii"};
  std::string text = conversion < 4 ? kConversions[conversion] : "";
  if (hasFormat) text += text.empty() ? "with format" : ", with format";
  return text;
}

std::string explain(const CodeObject& code, const ListedInstruction& row, OperandKind kind, const DisassemblerOptions& options) {
  const uint32_t operand = *row.operand;
  switch (kind) {
    case OperandKind::kConst: return explainConstant(code, operand, options);
    case OperandKind::kName: return nameAt(code.names, operand);
    case OperandKind::kLocal: return nameAt(code.varNames, operand);
    case OperandKind::kFree: return freeNameAt(code, operand);
    case OperandKind::kJumpRelative: return "to " + std::to_string(row.jumpTarget);
    case OperandKind::kCompare: return std::string(compareName(operand));
    case OperandKind::kFormatFlags: return explainFormat(operand & 3, operand & 4);
    case OperandKind::kInterpolation: return explainFormat(operand >> 2, operand & 1);
    case OperandKind::kIntrinsic1:
    case OperandKind::kIntrinsic2:
    case OperandKind::kCommonConstant: return std::string(intrinsicName(kind, operand));
    default: return {};
  }
}

int32_t jumpTargetOf(OperandKind kind, int32_t offset, uint32_t operand) {
  if (kind == OperandKind::kJumpAbsolute) return static_cast<int32_t>(operand);
  if (kind == OperandKind::kJumpRelative) return static_cast<int32_t>(static_cast<uint32_t>(offset) + 2 + operand);
  return -1;
}

void markLines(const CodeObject& code, std::vector<ListedInstruction>& rows) {
  for (const LineStart& start : lineStarts(code)) {
    const size_t index = static_cast<size_t>(start.offset) / 2;
    if (start.offset % 2 != 0 || index >= rows.size()) continue;
    rows[index].beginsLine = true;
    rows[index].startsLine = start.line;
  }
}

void markTargets(std::vector<ListedInstruction>& rows) {
  for (const ListedInstruction& row : rows) {
    const int32_t target = row.jumpTarget;
    if (target >= 0 && target % 2 == 0 && static_cast<size_t>(target) / 2 < rows.size()) rows[target / 2].isJumpTarget = true;
  }
}

struct Widths {
  size_t line, offset;
};

Widths widthsFor(const CodeObject& code, const std::vector<ListedInstruction>& rows) {
  int32_t maxLine = 0;
  for (const LineStart& start : lineStarts(code)) maxLine = std::max(maxLine, start.line);
  const int64_t maxOffset = 2 * (static_cast<int64_t>(rows.size()) - 1);
  return {maxLine >= 1000 ? std::to_string(maxLine).size() : 3, maxOffset >= 10000 ? std::to_string(maxOffset).size() : 4};
}

std::string formatRow(const ListedInstruction& row, Widths widths, int32_t currentOffset) {
  std::string line = row.beginsLine ? padLeft(std::to_string(row.startsLine), widths.line) : std::string(widths.line, ' ');
  line += row.offset == currentOffset ? " -->" : "    ";
  line += row.isJumpTarget ? " >> " : "    ";
  line += padLeft(std::to_string(row.offset), widths.offset) + " " + padRight(opcodeName(row.number), kNameWidth);
  if (row.operand) {
    line += " " + padLeft(std::to_string(*row.operand), kOperandWidth);
    if (!row.explanation.empty()) line += " (" + row.explanation + ")";
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

void appendRecursively(std::string& out, const CodeObject& code, const DisassemblerOptions& options) {
  out += disassemble(code, options);
  DepthGuard guard;
  if (guard.exceeded()) return;
  DisassemblerOptions nested = options;
  nested.currentOffset = -1;
  for (const Constant& constant : code.constants) {
    if (constant.kind != ConstantKind::kCode) continue;
    out += "\nDisassembly of " + reprCode(*constant.code, addressText(*constant.code, options)) + ":\n";
    appendRecursively(out, *constant.code, nested);
  }
}

void appendRange(std::string& out, const CodeObject& code, int32_t offset) {
  const size_t index = static_cast<size_t>(offset) / 2;
  if (index >= code.positions.size() || code.positions[index].line == 0) {
    out += "null";
    return;
  }
  const SourceRange& range = code.positions[index];
  out += "[" + std::to_string(range.line) + ", " + std::to_string(range.column) + ", " + std::to_string(range.endLine) + ", " +
         std::to_string(range.endColumn) + "]";
}

void appendRowJson(std::string& out, const CodeObject& code, const ListedInstruction& row, int32_t line) {
  JsonObject object(out);
  object.number("offset", row.offset).number("opcode", row.number);
  if (row.operand) object.number("operand", *row.operand); else object.null("operand");
  object.text("explanation", row.explanation).number("line", line).boolean("beginsLine", row.beginsLine);
  object.boolean("isJumpTarget", row.isJumpTarget);
  if (row.jumpTarget >= 0) object.number("jumpTarget", row.jumpTarget); else object.null("jumpTarget");
  appendRange(object.open("range"), code, row.offset);
}

}  // namespace

std::vector<ListedInstruction> listInstructions(const CodeObject& code, const DisassemblerOptions& options) {
  std::vector<ListedInstruction> rows;
  rows.reserve(code.code.size() / 2);
  uint32_t prefix = 0;
  for (size_t offset = 0; offset + 1 < code.code.size(); offset += 2) {
    ListedInstruction row{static_cast<int32_t>(offset), static_cast<uint8_t>(code.code[offset]), std::nullopt, {}};
    if (row.number >= kHaveArgument) {
      const OperandKind kind = opcodeInfo(row.number).operand;
      row.operand = static_cast<uint8_t>(code.code[offset + 1]) | prefix;
      prefix = kind == OperandKind::kPrefix ? *row.operand << 8 : 0;
      row.jumpTarget = jumpTargetOf(kind, row.offset, *row.operand);
      row.explanation = explain(code, row, kind, options);
    }
    rows.push_back(std::move(row));
  }
  markLines(code, rows);
  markTargets(rows);
  return rows;
}

std::string disassemble(const CodeObject& code, const DisassemblerOptions& options) {
  const std::vector<ListedInstruction> rows = listInstructions(code, options);
  const Widths widths = widthsFor(code, rows);
  std::string out;
  for (const ListedInstruction& row : rows) {
    if (row.beginsLine && row.offset > 0) out += '\n';
    out += formatRow(row, widths, options.currentOffset);
    out += '\n';
  }
  return out;
}

std::string disassembleRecursively(const CodeObject& code, const DisassemblerOptions& options) {
  std::string out;
  appendRecursively(out, code, options);
  return out;
}

std::string listingJson(const CodeObject& code, const DisassemblerOptions& options) {
  std::string out;
  {
    JsonObject object(out);
    object.text("name", code.name).text("qualName", code.qualName).number("firstLine", code.firstLine);
    std::string& rows = object.open("instructions");
    rows += '[';
    int32_t line = code.firstLine;
    for (const ListedInstruction& row : listInstructions(code, options)) {
      if (row.beginsLine) line = row.startsLine;
      appendRowJson(rows, code, row, line);
    }
    rows += ']';
  }
  return out;
}

}  // namespace vitrine
