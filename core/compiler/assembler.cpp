// Layout of jumps, and writing of code and line table. See assembler.h.
#include "compiler/assembler.h"

namespace vitrine::compiler {

namespace {

// Resolves every jump to its operand (CPython 3.7: assemble_jump_offsets). An operand's size only grows from round to
// round, so this ends.
void resolveJumps(FlowGraph& graph) {
  std::vector<Instruction>& instructions = graph.instructions();
  std::vector<uint32_t> offsets(instructions.size() + 1);
  std::vector<uint32_t> jumps;
  for (size_t i = 0; i < instructions.size(); ++i)
    if (instructions[i].target != kNoBlock) jumps.push_back(uint32_t(i));
  bool changed = true;
  while (changed) {
    changed = false;
    uint32_t offset = 0;
    for (size_t i = 0; i < instructions.size(); ++i) {
      offsets[i] = offset;
      offset += uint32_t(unitsFor(instructions[i].arg));
    }
    offsets[instructions.size()] = offset;
    for (uint32_t i : jumps) {
      Instruction& jump = instructions[i];
      int before = unitsFor(jump.arg);
      uint32_t to = offsets[graph.start(jump.target)];
      if (isRelativeJump(jump.op)) to -= offsets[i] + uint32_t(before);
      jump.arg = to * 2;
      changed |= unitsFor(jump.arg) != before;
    }
  }
}

// The line table's writer (CPython 3.7: assemble_lnotab).
class LineTable {
 public:
  explicit LineTable(int32_t firstLine) : line_(firstLine) {}

  void mark(uint32_t unit, int32_t line) {
    uint32_t byteDelta = (unit - unit_) * 2;
    int32_t lineDelta = line - line_;
    if (byteDelta == 0 && lineDelta == 0) return;
    for (; byteDelta > 255; byteDelta -= 255) put(255, 0);
    if (lineDelta < -128 || lineDelta > 127) {
      int32_t step = lineDelta < 0 ? -128 : 127;
      int32_t count = lineDelta / step;
      lineDelta -= count * step;  // may leave an entry of nothing
      for (; count > 0; --count) {
        put(byteDelta, step);
        byteDelta = 0;
      }
    }
    put(byteDelta, lineDelta);
    unit_ = unit;
    line_ = line;
  }
  std::string take() { return std::move(bytes_); }

 private:
  void put(uint32_t byteDelta, int32_t lineDelta) {
    bytes_.push_back(char(byteDelta));
    bytes_.push_back(char(lineDelta));
  }

  std::string bytes_;
  uint32_t unit_ = 0;
  int32_t line_;
};

}  // namespace

AssembledCode assemble(FlowGraph& graph, int32_t firstLine) {
  resolveJumps(graph);
  AssembledCode result;
  LineTable lines(firstLine);
  size_t count = graph.instructions().size();
  result.code.reserve(count * 2 + 16);
  result.positions.reserve(count + 8);
  for (const Instruction& instruction : graph.instructions()) {
    if (instruction.line) lines.mark(uint32_t(result.code.size() / 2), instruction.line);
    const Range& range = instruction.range;
    for (int unit = unitsFor(instruction.arg) - 1; unit >= 0; --unit) {
      result.code.push_back(char(uint8_t(unit ? Opcode::EXTENDED_ARG : instruction.op)));
      result.code.push_back(char(instruction.arg >> (8 * unit)));
      result.positions.push_back({range.line, range.column, range.endLine, range.endColumn});
    }
  }
  result.lnotab = lines.take();
  return result;
}

}  // namespace vitrine::compiler
