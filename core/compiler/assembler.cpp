// Layout of jumps, and writing of code and line table. See assembler.h.
#include "compiler/assembler.h"

#include "base/byte_buffer.h"

namespace vitrine::compiler {

namespace {

// Resolves every jump to its operand (CPython 3.7: assemble_jump_offsets). An operand's size only grows from round to
// round, so this ends. Gives the number of units of the whole.
size_t resolveJumps(FlowGraph& graph) {
  std::vector<Instruction>& instructions = graph.instructions();
  const size_t count = instructions.size();
  std::vector<uint32_t> offsets(count + 1);
  for (bool changed = true; changed;) {
    changed = false;
    uint32_t offset = 0;
    for (size_t i = 0; i < count; ++i) {
      offsets[i] = offset;
      offset += uint32_t(unitsFor(instructions[i].arg));
    }
    offsets[count] = offset;
    for (size_t i = 0; i < count; ++i) {
      Instruction& jump = instructions[i];
      if (jump.target == kNoBlock) continue;
      int before = unitsFor(jump.arg);
      uint32_t to = offsets[graph.start(jump.target)];
      if (isRelativeJump(jump.op)) to -= offsets[i] + uint32_t(before);
      jump.arg = to * 2;
      changed |= unitsFor(jump.arg) != before;
    }
  }
  return offsets[count];
}

// The line table's writer (CPython 3.7: assemble_lnotab). A hop over lines takes two bytes per 127 of them: a tree made by
// a program may ask for terabytes.
constexpr size_t kMaxLineTable = size_t(1) << 26;
class LineTable {
 public:
  explicit LineTable(int32_t firstLine) : line_(firstLine) {}

  void mark(uint32_t unit, int32_t line) {
    if (bytes_.size() > kMaxLineTable) return;
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
  bool fits() const { return bytes_.size() <= kMaxLineTable; }
  std::string take() { return bytes_.take(); }

 private:
  void put(uint32_t byteDelta, int32_t lineDelta) {
    char* at = bytes_.room(2);
    *at++ = char(byteDelta);
    *at++ = char(lineDelta);
    bytes_.used(at);
  }

  ByteBuffer bytes_;
  uint32_t unit_ = 0;
  int32_t line_;
};

}  // namespace

AssembledCode assemble(FlowGraph& graph, int32_t firstLine) {
  const size_t units = resolveJumps(graph);
  AssembledCode result;
  LineTable lines(firstLine);
  result.code.resize(units * 2);
  result.positions.resize(units);
  char* code = result.code.data();
  SourceRange* position = result.positions.data();
  for (const Instruction& instruction : graph.instructions()) {
    if (instruction.line) lines.mark(uint32_t(position - result.positions.data()), instruction.line);
    const Range& range = instruction.range;
    for (int unit = unitsFor(instruction.arg) - 1; unit >= 0; --unit) {
      *code++ = char(uint8_t(unit ? Opcode::EXTENDED_ARG : instruction.op));
      *code++ = char(instruction.arg >> (8 * unit));
      *position++ = {range.line, range.column, range.endLine, range.endColumn};
    }
  }
  result.linesFit = lines.fits();
  result.lnotab = lines.take();
  return result;
}

}  // namespace vitrine::compiler
