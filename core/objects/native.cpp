// The native tables put in order: rows of the .def files, types by id, slots with inheritance resolved, functions by
// index. Everything here is constant after resolveSlots().
#include "objects/native.h"

#include <cstring>
#include <iterator>

#include "base/siphash.h"
#include "objects/native_boot.h"
#include "objects/tuple.h"

namespace vitrine {

const TypeRow kTypeRows[] = {
#define TYPE(id, layout, name, module, base) {name, module, TypeId::k##base, LayoutId::k##layout},
#define EXCEPTION(id, base, layout) {#id, "builtins", TypeId::k##base, LayoutId::k##layout},
#define MODULE_TYPE(id, layout, name, module, base) {name, module, TypeId::k##base, LayoutId::k##layout},
#include "objects/types.def"
#include "objects/exceptions.def"
#include "objects/module_types.def"
#undef TYPE
#undef EXCEPTION
#undef MODULE_TYPE
};

namespace {

const NativeType* const kTypes[] = {
#define TYPE(id, layout, name, module, base) &k##id##Type,
#define EXCEPTION(id, base, layout) &k##id##Type,
#define MODULE_TYPE(id, layout, name, module, base) &k##id##Type,
#include "objects/types.def"
#include "objects/exceptions.def"
#include "objects/module_types.def"
#undef TYPE
#undef EXCEPTION
#undef MODULE_TYPE
};
static_assert(std::size(kTypes) == size_t(TypeId::kCount));

// NativeIndex: | kind 2 bits | table 14 bits | row 16 bits |
constexpr uint32_t kKindType = 0, kKindModule = 1, kKindCreate = 2;
constexpr NativeIndex pack(uint32_t kind, uint32_t table, uint32_t row) { return kind << 30 | table << 16 | row; }

/// `__new__` of a builtin type: values are the type, the class asked for, then the arguments.
Result<Ref> callCreate(Vm& vm, Args args) {
  auto* owner = cellOf<TypeCell>(args[0]);
  std::string ownerName = textOf(Value::reference(owner->name));
  if (args.count < 2) return vm.raise(TypeId::kTypeError, "%s.__new__(): not enough arguments", ownerName.c_str());
  if (!isType(args[1])) {
    return vm.raise(TypeId::kTypeError, "%s.__new__(X): X is not a type object (%s)", ownerName.c_str(), typeName(args[1]).c_str());
  }
  auto* wanted = cellOf<TypeCell>(args[1]);
  std::string wantedName = textOf(Value::reference(wanted->name));
  if (!isSubtype(wanted, owner)) {
    return vm.raise(TypeId::kTypeError, "%s.__new__(%s): %s is not a subtype of %s", ownerName.c_str(), wantedName.c_str(), wantedName.c_str(),
                    ownerName.c_str());
  }
  NativeFunction create = gResolvedSlots[owner->native].create;
  if (gResolvedSlots[wanted->native].create != create) {
    std::string safe = textOf(Value::reference(typeCell(TypeId(wanted->native))->name));
    return vm.raise(TypeId::kTypeError, "%s.__new__(%s) is not safe, use %s.__new__()", ownerName.c_str(), wantedName.c_str(), safe.c_str());
  }
  return create(vm, {args.values + 1, args.count - 1, args.keywordNames});
}
const NativeMethod kCreateMethod = {"__new__", nullptr, callCreate};

constexpr size_t kSlotCount = sizeof(NativeSlots) / sizeof(void*);
using SlotArray = void* [kSlotCount];

}  // namespace

NativeSlots gResolvedSlots[size_t(TypeId::kCount)];

const TypeRow& typeRow(TypeId id) { return kTypeRows[size_t(id)]; }
const NativeType& nativeType(TypeId id) { return *kTypes[size_t(id)]; }

NativeIndex typeMethodIndex(TypeId type, uint32_t row) { return pack(kKindType, uint32_t(type), row); }
NativeIndex moduleFunctionIndex(uint32_t module, uint32_t row) { return pack(kKindModule, module, row); }
NativeIndex createIndex(TypeId type) { return pack(kKindCreate, uint32_t(type), 0); }

const NativeMethod& nativeMethod(NativeIndex index) {
  uint32_t table = index >> 16 & 0x3FFF, row = index & 0xFFFF;
  switch (index >> 30) {
    case kKindType: return kTypes[table]->methods[row];
    case kKindModule: return kNativeModules[table]->functions[row];
    default: return kCreateMethod;
  }
}

void resolveSlots() {
  static bool resolved = false;
  if (resolved) return;
  resolved = true;
  for (size_t i = 0; i < size_t(TypeId::kCount); ++i) {
    NativeSlots& slots = gResolvedSlots[i];
    slots = kTypes[i]->slots;
    if (i == size_t(TypeId::kObject)) continue;
    if (slots.compare && !slots.hash) slots.hash = hashNotImplemented;
    SlotArray own, base;
    std::memcpy(own, &slots, sizeof own);
    std::memcpy(base, &gResolvedSlots[size_t(kTypeRows[i].base)], sizeof base);
    for (size_t k = 0; k < kSlotCount; ++k)
      if (!own[k]) own[k] = base[k];
    std::memcpy(&slots, own, sizeof own);
  }
}

uint32_t Args::keywordCount() const { return keywordNames ? cellOf<TupleCell>(keywordNames)->length : 0; }

Result<int64_t> hashNotImplemented(Vm& vm, Value self) { return vm.raiseTypeErrorFor("unhashable type: '%s'", self); }
Result<int64_t> hashIdentity(Vm&, Value self) {
  return hashPointer(self.isReference() ? self.offset() : self.bits());
}

}  // namespace vitrine
