// The decoded form of code objects, beside the region: one 8-byte unit per instruction with EXTENDED_ARGs folded in, jumps
// as unit indexes, quick forms and inline caches. Keyed by CodeCell::serial. Invariant: everything here can be thrown
// away between two instructions without the program noticing (R4).
//
//   Unit   | opcode | quick | cache | operand |      opcode: the classic instruction, what the watched loop runs
//             1        1       2        4            quick: what the unwatched loop runs (quick_opcodes.h)
#pragma once

#include <memory>
#include <vector>

#include "bytecode/opcodes.h"
#include "objects/code.h"

namespace vitrine {

struct Unit {
  uint8_t opcode, quick;
  uint16_t cache;    // index into DecodedCode::caches; 0: none
  uint32_t operand;  // jumps: index of the target unit
};
static_assert(sizeof(Unit) == 8);

/// What one instruction remembers: compared with what it meets, never trusted. inline_caches.h says what is where.
struct InlineCache {
  uint32_t version = 0, shape = 0, at = 0;
  uint16_t kind = 0, misses = 0;
  Value value;  // borrowed; valid while `version` is
};

struct DecodedCode {
  const CodeCell* code;
  uint32_t unitCount;
  // What a call needs, in one place.
  uint32_t localCount, cellCount, freeCount;  // slots of the frame below its stack, by part
  uint32_t stackAt;                           // where the evaluation stack begins among the slots
  uint32_t slotCount, frameBytes;
  uint32_t argCount;
  bool simple;         // positional parameters only, no cells of its own, no generator: arguments are copied and it runs
  bool plain;          // positional parameters only
  bool generator, hidden, counted;
  const Value* constants;  // the items of the code's tuples
  const Value* names;
  std::vector<Unit> units;            // one more at the end, never reached
  std::vector<uint32_t> byteOffsets;  // of each unit's first byte, prefixes included
  std::vector<int32_t> argumentOfCell;  // per cellVar: the parameter it takes its first value from, or -1
  std::vector<InlineCache> caches;

  /// The unit that the instruction at `byteOffset` (or at one of its prefixes) is.
  uint32_t unitAt(uint32_t byteOffset) const;
};

namespace detail {
extern std::vector<std::unique_ptr<DecodedCode>> decodedCodes;
DecodedCode* decode(const CodeCell* code);
}  // namespace detail

/// The decoded form, made when first asked for.
inline DecodedCode* decodedOf(const CodeCell* code) {
  const auto& all = detail::decodedCodes;
  if (code->serial < all.size() && all[code->serial]) [[likely]] return all[code->serial].get();
  return detail::decode(code);
}

/// Forgets everything (a new machine).
void codeCacheReset();

}  // namespace vitrine
