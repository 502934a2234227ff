// Decoding: bytes to units. Look next at quicken.cpp for the quick forms.
#include "vm/code_cache.h"

#include "objects/bytes.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"
#include "vm/calls.h"
#include "vm/machine.h"
#include "vm/quicken.h"

namespace vitrine {

namespace detail {
std::vector<std::unique_ptr<DecodedCode>> decodedCodes;
}

namespace {

/// Opcodes with an inline cache.
bool wantsCache(Opcode opcode) {
  switch (opcode) {
    case Opcode::LOAD_GLOBAL:
    case Opcode::LOAD_NAME:
    case Opcode::STORE_NAME:
    case Opcode::STORE_GLOBAL:
    case Opcode::CALL_FUNCTION:
    case Opcode::CALL_METHOD:
    case Opcode::LOAD_ATTR:
    case Opcode::STORE_ATTR:
    case Opcode::LOAD_METHOD: return true;
    default: return false;
  }
}

void decodeUnits(DecodedCode& decoded, std::string_view bytes) {
  std::vector<uint32_t> unitOfByte(bytes.size() / 2 + 2);
  for (size_t at = 0; at + 1 < bytes.size();) {
    uint32_t operand = 0;
    size_t start = at;
    uint32_t index = uint32_t(decoded.units.size());
    for (; uint8_t(bytes[at]) == uint8_t(Opcode::EXTENDED_ARG) && at + 3 < bytes.size(); at += 2) {
      operand = (operand | uint8_t(bytes[at + 1])) << 8;
      unitOfByte[at / 2] = index;
    }
    unitOfByte[at / 2] = index;
    auto opcode = uint8_t(bytes[at]);
    operand |= uint8_t(bytes[at + 1]);
    at += 2;
    if (isOpcode(opcode) && opcodeInfo(opcode).operand == OperandKind::kJumpRelative) operand += uint32_t(at);
    decoded.units.push_back({opcode, opcode, 0, operand});
    decoded.byteOffsets.push_back(uint32_t(start));
  }
  unitOfByte[bytes.size() / 2] = uint32_t(decoded.units.size());
  for (Unit& unit : decoded.units)
    if (isOpcode(unit.opcode) && isJump(Opcode(unit.opcode)))
      unit.operand = unit.operand / 2 < unitOfByte.size() ? unitOfByte[unit.operand / 2] : uint32_t(decoded.units.size());
  decoded.unitCount = uint32_t(decoded.units.size());
  decoded.byteOffsets.push_back(uint32_t(bytes.size()));
  decoded.units.push_back({0, 0, 0, 0});  // no instruction has number 0: running off the end is an error, not a crash
}

/// Attributes have two caches side by side: a place that meets instances of two classes in turn is common.
bool wantsTwoCaches(Opcode opcode) { return opcode == Opcode::LOAD_ATTR || opcode == Opcode::LOAD_METHOD || opcode == Opcode::STORE_ATTR; }

void assignCaches(DecodedCode& decoded) {
  decoded.caches.resize(2);  // of the units without one
  for (Unit& unit : decoded.units)
    if (unit.opcode && wantsCache(Opcode(unit.opcode)) && decoded.caches.size() < 0xFFFE) {
      unit.cache = uint16_t(decoded.caches.size());
      decoded.caches.resize(decoded.caches.size() + (wantsTwoCaches(Opcode(unit.opcode)) ? 2 : 1));
    }
}

void findArgumentCells(DecodedCode& decoded, const CodeCell* code) {
  uint32_t parameters = uint32_t(code->argCount + code->kwOnlyArgCount) + !!(code->flags & kCodeVarArgs) + !!(code->flags & kCodeVarKeywords);
  auto varNames = tupleItems(Value::reference(code->varNames));
  for (Value cell : tupleItems(Value::reference(code->cellVars))) {
    int32_t argument = -1;
    for (uint32_t i = 0; i < parameters && i < varNames.size(); ++i)
      if (varNames[i] == cell) argument = int32_t(i);
    decoded.argumentOfCell.push_back(argument);
  }
}

constexpr uint32_t kLargestSimpleFrame = 16 * 1024;  // more may not fit into memory: entered the long way
constexpr uint32_t kGeneratorFlags = kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator;

void measure(DecodedCode& decoded, const CodeCell* code) {
  decoded.localCount = uint32_t(code->localCount);
  decoded.cellCount = at<TupleCell>(code->cellVars)->length;
  decoded.freeCount = at<TupleCell>(code->freeVars)->length;
  decoded.stackAt = decoded.localCount + decoded.cellCount + decoded.freeCount;
  decoded.slotCount = decoded.stackAt + uint32_t(code->stackSize);
  size_t bytes = sizeof(Frame) + decoded.slotCount * sizeof(Value) + uint32_t(code->blockStackSize) * sizeof(Block);
  decoded.frameBytes = uint32_t((bytes + 7) & ~size_t(7));
  decoded.argCount = uint32_t(code->argCount);
  decoded.generator = code->flags & kGeneratorFlags;
  decoded.plain = !(code->flags & (kCodeVarArgs | kCodeVarKeywords)) && code->kwOnlyArgCount == 0;
  decoded.simple = decoded.plain && !decoded.generator &&
                   decoded.cellCount == 0 && (code->flags & kCodeOptimized) && decoded.frameBytes <= kLargestSimpleFrame;
  decoded.hidden = code->traits & kTraitHidden;
  decoded.counted = !(code->traits & kTraitComprehension);
  decoded.constants = at<TupleCell>(code->constants)->items;
  decoded.names = at<TupleCell>(code->names)->items;
}

}  // namespace

uint32_t DecodedCode::unitAt(uint32_t byteOffset) const {
  uint32_t low = 0, high = unitCount;
  while (low < high) {
    uint32_t middle = (low + high + 1) / 2;
    if (byteOffsets[middle] <= byteOffset)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

DecodedCode* detail::decode(const CodeCell* code) {
  auto decoded = std::make_unique<DecodedCode>();
  decoded->code = code;
  measure(*decoded, code);
  decodeUnits(*decoded, at<BytesCell>(code->code)->view());
  assignCaches(*decoded);
  findArgumentCells(*decoded, code);
  quicken(*decoded);
  if (decoded->unitCount > machine.largestCode) {
    machine.largestCode = decoded->unitCount;
    machine.backEdgesLeft = 0;  // how far the unwatched loop may run is to be worked out again
  }
  if (code->serial >= decodedCodes.size()) decodedCodes.resize(code->serial + 64);
  decodedCodes[code->serial] = std::move(decoded);
  return decodedCodes[code->serial].get();
}

void codeCacheReset() {
  preludeCacheFlush();
  detail::decodedCodes.clear();
  machine.largestCode = 1;
}

void codeCacheFlush() {
  flushTypeCache();
  preludeCacheFlush();
  auto& all = detail::decodedCodes;
  for (size_t serial = 0; serial < all.size(); ++serial) {
    if (!all[serial]) continue;
    if (serial >= root().nextCodeSerial)
      all[serial].reset();
    else
      for (InlineCache& cache : all[serial]->caches) cache = {};
  }
}

}  // namespace vitrine
