// The peephole optimiser; see peephole.h. The algorithm is that of CPython 3.7's Python/peephole.c: one pass over the
// code that overwrites with NOPs in place, then a second that squeezes the NOPs out and mends lines and jumps.
#include "compiler/peephole.h"

#include <algorithm>

#include "base/check.h"
#include "compiler/folded.h"

namespace vitrine::compiler {

namespace {

bool isUnconditional(Opcode op) { return op == Opcode::JUMP_ABSOLUTE || op == Opcode::JUMP_FORWARD; }
bool isConditional(Opcode op) {
  return op == Opcode::POP_JUMP_IF_FALSE || op == Opcode::POP_JUMP_IF_TRUE || op == Opcode::JUMP_IF_FALSE_OR_POP ||
         op == Opcode::JUMP_IF_TRUE_OR_POP;
}
bool jumpsOnTrue(Opcode op) { return op == Opcode::POP_JUMP_IF_TRUE || op == Opcode::JUMP_IF_TRUE_OR_POP; }

enum class Extent { kEverything, kConditionalPairs };

class Peephole {
 public:
  Peephole(AssembledCode& code, std::vector<Constant>& constants)
      : code_(code), constants_(constants), bytes_(code.code.data()), size_(int(code.code.size() / 2)) {}

  void run(Extent extent) {
    extent_ = extent;
    markBlocks();
    int constantsSoFar = 0;
    for (int i = skipPrefixes(0); i < size_;) {
      int start = i;
      while (start > 0 && opAt(start - 1) == Opcode::EXTENDED_ARG) --start;
      next_ = skipPrefixes(i + 1);
      int constantsBefore = constantsSoFar;
      constantsSoFar = 0;
      if (extent == Extent::kEverything)
        constantsSoFar = visit(i, start, constantsBefore);
      else if (opAt(i) == Opcode::JUMP_IF_FALSE_OR_POP || opAt(i) == Opcode::JUMP_IF_TRUE_OR_POP)
        threadConditional(i);
      i = next_;
    }
    if (extent == Extent::kEverything) squeeze();
  }

 private:
  Opcode opAt(int i) const { return Opcode(uint8_t(bytes_[i * 2])); }
  uint8_t byteAt(int i) const { return uint8_t(bytes_[i * 2 + 1]); }
  void put(int i, Opcode op, uint32_t byte) {
    bytes_[i * 2] = char(uint8_t(op));
    bytes_[i * 2 + 1] = char(byte);
  }
  int skipPrefixes(int i) const {
    while (i < size_ && opAt(i) == Opcode::EXTENDED_ARG) ++i;
    return i;
  }
  uint32_t argAt(int i) const {
    uint32_t arg = byteAt(i);
    for (int shift = 8; i > 0 && shift < 32 && opAt(i - 1) == Opcode::EXTENDED_ARG; shift += 8)
      arg |= uint32_t(byteAt(--i)) << shift;
    return arg;
  }
  int targetOf(int i) const {
    int to = int(argAt(i) / 2);
    return isRelativeJump(opAt(i)) ? to + i + 1 : to;
  }
  bool sameBlock(int from, int to) const { return blocks_[from] == blocks_[to]; }
  void fillNops(int from, int to) {
    for (; from < to; ++from) put(from, Opcode::NOP, 0);
  }
  void write(int at, Opcode op, uint32_t arg, int units) {
    for (int unit = units - 1; unit >= 0; --unit, ++at)
      put(at, unit ? Opcode::EXTENDED_ARG : op, (arg >> (8 * unit)) & 0xff);
  }
  // Replaces [from, to) by one instruction at its end; false where it does not fit.
  bool replace(int from, int to, Opcode op, uint32_t arg) {
    int units = unitsFor(arg);
    if (from + units > to) return false;
    write(to - units, op, arg, units);
    fillNops(from, to - units);
    return true;
  }

  void markBlocks() {
    blocks_.assign(size_t(size_) + 1, 0);
    for (int i = 0; i < size_; ++i) {
      Opcode op = opAt(i);
      if (isRelativeJump(op) || isAbsoluteJump(op)) blocks_[std::min(targetOf(i), size_)] = 1;
    }
    int block = 0;
    for (int& mark : blocks_) mark = block += mark;
  }

  // Handles the instruction at `i` whose prefixes begin at `start`; gives back how many LOAD_CONST now stand in a row.
  int visit(int i, int start, int constantsBefore) {
    switch (opAt(i)) {
      case Opcode::LOAD_CONST: return visitConstant(i, start) ? 0 : constantsBefore + 1;
      case Opcode::BUILD_TUPLE: visitTuple(i, start, constantsBefore); break;
      case Opcode::JUMP_IF_FALSE_OR_POP:
      case Opcode::JUMP_IF_TRUE_OR_POP:
        if (!threadConditional(i)) threadUnconditional(i, start);
        break;
      case Opcode::POP_JUMP_IF_FALSE:
      case Opcode::POP_JUMP_IF_TRUE:
      case Opcode::JUMP_FORWARD:
      case Opcode::JUMP_ABSOLUTE:
      case Opcode::CONTINUE_LOOP:
      case Opcode::SETUP_LOOP:
      case Opcode::SETUP_EXCEPT:
      case Opcode::SETUP_FINALLY:
      case Opcode::SETUP_WITH:
      case Opcode::SETUP_ASYNC_WITH: threadUnconditional(i, start); break;
      case Opcode::RETURN_VALUE: dropDeadCode(i); break;
      default: break;
    }
    return 0;
  }

  // `LOAD_CONST true; POP_JUMP_IF_FALSE` goes.
  bool visitConstant(int i, int start) {
    if (next_ >= size_ || opAt(next_) != Opcode::POP_JUMP_IF_FALSE || !sameBlock(start, i + 1)) return false;
    if (!truthOf(constants_[argAt(i)])) return false;
    fillNops(start, next_ + 1);
    return true;
  }

  // Folds a tuple of constants; turns `a, b = b, a` into a rotation.
  void visitTuple(int i, int start, int constantsBefore) {
    int count = int(argAt(i));
    if (count > 0 && constantsBefore >= count) {
      int first = firstOfConstants(start, count);
      if (sameBlock(first, start)) {
        foldTuple(first, i + 1, count);
        return;
      }
    }
    if (next_ >= size_ || opAt(next_) != Opcode::UNPACK_SEQUENCE || !sameBlock(start, i + 1)) return;
    if (count != int(argAt(next_)) || count > 3) return;
    int at = start;
    if (count == 2) put(at++, Opcode::ROT_TWO, 0);
    if (count == 3) {
      put(at++, Opcode::ROT_THREE, 0);
      put(at++, Opcode::ROT_TWO, 0);
    }
    fillNops(at, next_ + 1);
  }

  // Where the last `count` LOAD_CONST before `i` begin.
  int firstOfConstants(int i, int count) const {
    for (;;) {
      --i;
      if (opAt(i) == Opcode::LOAD_CONST && --count == 0) break;
    }
    while (i > 0 && opAt(i - 1) == Opcode::EXTENDED_ARG) --i;
    return i;
  }

  void foldTuple(int from, int to, int count) {
    std::vector<Constant> items;
    items.reserve(size_t(count));
    for (int i = from; int(items.size()) < count; ++i)
      if (opAt(i) == Opcode::LOAD_CONST) items.push_back(constants_[argAt(i)]);
    if (replace(from, to, Opcode::LOAD_CONST, uint32_t(constants_.size())))
      constants_.push_back(Constant::tuple(std::move(items)));
  }

  // A conditional jump that keeps its operand and leads to a conditional jump.
  bool threadConditional(int i) {
    Opcode op = opAt(i);
    int target = skipPrefixes(int(argAt(i) / 2));
    if (target >= size_ || !isConditional(opAt(target))) return false;
    Opcode becomes = opAt(target);
    uint32_t arg = argAt(target);
    if (jumpsOnTrue(becomes) != jumpsOnTrue(op)) {
      // Not taken where the first is: jump past it, and pop as it would have.
      arg = uint32_t(target + 1) * 2;
      becomes = op == Opcode::JUMP_IF_TRUE_OR_POP ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE;
    }
    int at = setArg(i, arg);
    if (at < 0) return false;
    put(at, becomes, byteAt(at));
    next_ = at;
    return true;
  }

  // Gives the instruction at `i` another operand; its new place, or -1 where it would need more room.
  int setArg(int i, uint32_t arg) {
    uint32_t current = argAt(i);
    if (current == arg) return i;
    int units = unitsFor(current), wanted = unitsFor(arg);
    if (units < wanted) return -1;
    if (extent_ == Extent::kConditionalPairs) wanted = units;  // no NOPs: the line table stays as it is
    int start = i + 1 - units;
    write(start, opAt(i), arg, wanted);
    fillNops(start + wanted, i + 1);
    return start + wanted - 1;
  }

  void threadUnconditional(int i, int start) {
    Opcode op = opAt(i);
    int target = skipPrefixes(targetOf(i));
    if (target >= size_) return;
    if (isUnconditional(op) && opAt(target) == Opcode::RETURN_VALUE) {
      put(start, Opcode::RETURN_VALUE, 0);
      fillNops(start + 1, i + 1);
      return;
    }
    if (!isUnconditional(opAt(target))) return;
    int to = targetOf(target);
    if (op == Opcode::JUMP_FORWARD) {
      op = Opcode::JUMP_ABSOLUTE;  // which can go backwards
    } else if (isRelativeJump(op)) {
      if (to < i + 1) return;
      to -= i + 1;
    }
    replace(start, i + 1, op, uint32_t(to) * 2);
  }

  void dropDeadCode(int i) {
    int end = i + 1;
    while (end < size_ && sameBlock(i, end)) ++end;
    if (end <= i + 1) return;
    fillNops(i + 1, end);
    next_ = skipPrefixes(end);
  }

  void squeeze();
  int mendJumps();
  void mendLines();

  AssembledCode& code_;
  std::vector<Constant>& constants_;
  char* bytes_;  // the code's
  Extent extent_ = Extent::kEverything;
  int size_ = 0;
  int next_ = 0;             // where the pass goes on
  std::vector<int> blocks_;  // number of the block of each unit; while squeezing, each unit's new place
};

// Takes the NOPs out.
void Peephole::squeeze() {
  int nops = 0;
  for (int i = 0; i < size_; ++i) {
    blocks_[size_t(i)] = i - nops;
    if (opAt(i) == Opcode::NOP) ++nops;
  }
  blocks_[size_t(size_)] = size_ - nops;
  size_t left = size_t(mendJumps());
  if (nops > 0) mendLines();
  code_.code.resize(left * 2);
  code_.positions.resize(left);
}

// Moves what stays to the front, in place; how many units that are. No jump needs more room than it had, since none becomes longer.
int Peephole::mendJumps() {
  SourceRange* positions = code_.positions.data();
  int to = 0;
  for (int i = 0; i < size_; ++i) {
    int start = i;
    i = skipPrefixes(i);
    Opcode op = opAt(i);
    if (op == Opcode::NOP) continue;
    uint32_t arg = argAt(i);
    if (isAbsoluteJump(op))
      arg = uint32_t(blocks_[arg / 2]) * 2;
    else if (isRelativeJump(op))
      arg = uint32_t(blocks_[size_t(arg / 2) + size_t(i) + 1] - blocks_[size_t(i)] - 1) * 2;
    int units = i - start + 1;
    DCHECK(unitsFor(arg) <= units);
    const SourceRange position = positions[i];
    write(to, op, arg, units);
    for (; units > 0; --units) positions[to++] = position;
  }
  return to;
}

void Peephole::mendLines() {
  int before = 0, last = 0;
  for (size_t i = 0; i + 1 < code_.lnotab.size(); i += 2) {
    before += uint8_t(code_.lnotab[i]);
    int after = blocks_[size_t(before / 2)] * 2;
    code_.lnotab[i] = char(after - last);
    last = after;
  }
}

}  // namespace

void optimizePeephole(AssembledCode& code, std::vector<Constant>& constants) {
  bool off = code.lnotab.find(char(255)) != std::string::npos;
  Peephole(code, constants).run(off ? Extent::kConditionalPairs : Extent::kEverything);
}

}  // namespace vitrine::compiler
