// ConstantTable: hashing and equality of constants. See constant_table.h.
#include "compiler/constant_table.h"

#include "base/text_table.h"

namespace vitrine::compiler {

namespace {

uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 32);
}

uint64_t hashOfKind(ConstantKind kind) { return mix(0x9e3779b97f4a7c15u, uint64_t(kind)); }
uint64_t hashOfText(ConstantKind kind, std::string_view text) { return mix(hashOfKind(kind), quickHash(text)); }

uint64_t hashOf(const Constant& constant) {
  uint64_t hash = hashOfKind(constant.kind);
  switch (constant.kind) {
    case ConstantKind::kInt:
      hash = mix(hash, constant.integer.negative);
      for (uint32_t digit : constant.integer.digits) hash = mix(hash, digit);
      return hash;
    case ConstantKind::kFloat:
    case ConstantKind::kComplex:
      hash = mix(hash, __builtin_bit_cast(uint64_t, constant.real));
      return mix(hash, __builtin_bit_cast(uint64_t, constant.imaginary));
    case ConstantKind::kStr:
    case ConstantKind::kBytes: return hashOfText(constant.kind, constant.text);
    case ConstantKind::kTuple:
      for (const Constant& item : constant.items) hash = mix(hash, hashOf(item));
      return hash;
    case ConstantKind::kFrozenSet: return mix(hash, constant.items.size());
    case ConstantKind::kCode: return mix(hash, quickHash(constant.code->code));
    default: return hash;
  }
}

bool sameConstant(const Constant& a, const Constant& b);

// CPython 3.7: Objects/codeobject.c, code_richcompare.
bool sameCode(const CodeObject& a, const CodeObject& b) {
  if (a.name != b.name || a.argCount != b.argCount || a.posOnlyArgCount != b.posOnlyArgCount ||
      a.kwOnlyArgCount != b.kwOnlyArgCount || a.localCount != b.localCount || a.flags != b.flags ||
      a.firstLine != b.firstLine || a.code != b.code || a.names != b.names || a.varNames != b.varNames ||
      a.freeVars != b.freeVars || a.cellVars != b.cellVars || a.constants.size() != b.constants.size())
    return false;
  for (size_t i = 0; i < a.constants.size(); ++i)
    if (!sameConstant(a.constants[i], b.constants[i])) return false;
  return true;
}

bool sameItems(const std::vector<Constant>& a, const std::vector<Constant>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (!sameConstant(a[i], b[i])) return false;
  return true;
}

// Frozen sets hold no equal elements twice, so one way is enough.
bool sameElements(const std::vector<Constant>& a, const std::vector<Constant>& b) {
  if (a.size() != b.size()) return false;
  for (const Constant& item : a) {
    bool found = false;
    for (const Constant& other : b) found |= sameConstant(item, other);
    if (!found) return false;
  }
  return true;
}

bool sameConstant(const Constant& a, const Constant& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case ConstantKind::kInt: return a.integer == b.integer;
    case ConstantKind::kFloat:
    case ConstantKind::kComplex:
      return __builtin_bit_cast(uint64_t, a.real) == __builtin_bit_cast(uint64_t, b.real) &&
             __builtin_bit_cast(uint64_t, a.imaginary) == __builtin_bit_cast(uint64_t, b.imaginary);
    case ConstantKind::kStr:
    case ConstantKind::kBytes: return a.text == b.text;
    case ConstantKind::kTuple: return sameItems(a.items, b.items);
    case ConstantKind::kFrozenSet: return sameElements(a.items, b.items);
    case ConstantKind::kCode: return a.code == b.code || sameCode(*a.code, *b.code);
    default: return true;
  }
}

constexpr size_t kListLimit = 8;

}  // namespace

void ConstantTable::clear() {
  constants_.clear();
  hashes_.clear();
  slots_.clear();
  none_ = kEmpty;
}

uint32_t ConstantTable::addNone() {
  if (none_ == kEmpty) none_ = add(Constant::none());
  return none_;
}

// The constant of that hash for which `same` holds, or kEmpty.
template <class Same>
uint32_t ConstantTable::findBy(uint64_t hash, Same same) const {
  if (constants_.size() <= kListLimit) {
    for (uint32_t i = 0; i < constants_.size(); ++i)
      if (hashes_[i] == hash && same(constants_[i])) return i;
    return kEmpty;
  }
  size_t mask = slots_.size() - 1;
  for (size_t slot = hash & mask; slots_[slot] != kEmpty; slot = (slot + 1) & mask) {
    uint32_t i = slots_[slot];
    if (hashes_[i] == hash && same(constants_[i])) return i;
  }
  return kEmpty;
}

uint32_t ConstantTable::add(Constant constant) {
  uint64_t hash = hashOf(constant);
  uint32_t index = findBy(hash, [&](const Constant& other) { return sameConstant(other, constant); });
  return index != kEmpty ? index : insert(std::move(constant), hash);
}

uint32_t ConstantTable::addText(std::string_view wtf8) {
  uint64_t hash = hashOfText(ConstantKind::kStr, wtf8);
  uint32_t index = findBy(hash, [&](const Constant& other) { return other.kind == ConstantKind::kStr && other.text == wtf8; });
  return index != kEmpty ? index : insert(Constant::str(std::string(wtf8)), hash);
}

uint32_t ConstantTable::insert(Constant&& constant, uint64_t hash) {
  auto index = uint32_t(constants_.size());
  constants_.push_back(std::move(constant));
  hashes_.push_back(hash);
  if (constants_.size() <= kListLimit) return index;
  if (constants_.size() * 2 > slots_.size()) {
    rehash();
    return index;
  }
  size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  while (slots_[slot] != kEmpty) slot = (slot + 1) & mask;
  slots_[slot] = index;
  return index;
}

void ConstantTable::rehash() {
  slots_.assign(slots_.empty() ? 32 : slots_.size() * 2, kEmpty);
  size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i < constants_.size(); ++i) {
    size_t slot = hashes_[i] & mask;
    while (slots_[slot] != kEmpty) slot = (slot + 1) & mask;
    slots_[slot] = i;
  }
}

}  // namespace vitrine::compiler
