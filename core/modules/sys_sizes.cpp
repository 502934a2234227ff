// sys.getsizeof: the sizes CPython 3.14 has on 64-bit platforms, so that programs about memory print what they print there.
// What an object really takes here is the inspector's business.
#include "modules/sys_module.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine::sys {

namespace {

constexpr int64_t kGcHeader = 16;

int64_t sizeOfInt(Value v) {
  uint64_t bits = bigint::bitLength(IntDigits(v).view);
  uint64_t digits = (bits + 29) / 30;
  return 24 + 4 * int64_t(digits ? digits : 1);
}
int64_t sizeOfStr(const StrCell* s) {
  if (s->ascii) return 40 + int64_t(s->length) + 1;
  return 56 + (int64_t(s->length) + 1) * s->width;
}
/// A dict of CPython: the keys object is a power of two with two thirds usable.
int64_t sizeOfDict(Value v) {
  uint32_t count = dictLength(v);
  if (count == 0 && !cellOf<DictCell>(v)->table) return 48 + kGcHeader;
  int log = 3;
  while ((uint64_t(2) << log) / 3 < count) ++log;
  int64_t slots = int64_t(1) << log, usable = (slots << 1) / 3;
  int64_t index = slots <= 0xFF ? slots : slots <= 0xFFFF ? slots * 2 : slots * 4;
  bool onlyNames = true;
  uint32_t position = 0;
  Value key, value;
  while (dictNext(v, &position, &key, &value)) onlyNames = onlyNames && isExactly(key, TypeId::kStr);
  return 48 + kGcHeader + 32 + index + usable * (onlyNames ? 16 : 24);
}

int64_t sizeOf(Value v) {
  if (v.isInt() || isExactly(v, TypeId::kInt)) return sizeOfInt(v);
  if (v.isBool()) return 28;
  if (v.isFloat() || isExactly(v, TypeId::kFloat)) return 24;
  if (isExactly(v, TypeId::kStr)) return sizeOfStr(cellOf<StrCell>(v));
  if (isExactly(v, TypeId::kBytes)) return 33 + int64_t(cellOf<BytesCell>(v)->length);
  if (isExactly(v, TypeId::kTuple)) return 32 + kGcHeader + 8 * int64_t(tupleItems(v).size());
  if (isExactly(v, TypeId::kList)) return 40 + kGcHeader + 8 * int64_t(cellOf<ListCell>(v)->capacity);
  if (isExactly(v, TypeId::kDict)) return sizeOfDict(v);
  if (isExactly(v, TypeId::kSet) || isExactly(v, TypeId::kFrozenSet)) return 200 + kGcHeader + 16 * int64_t(setTableSize(v));
  if (isNone(v) || isNotImplemented(v) || v == ellipsis()) return 16;
  if (isExactly(v, TypeId::kComplex)) return 32;
  if (isExactly(v, TypeId::kRange)) return 48;
  if (isExactly(v, TypeId::kSlice)) return 40 + kGcHeader;
  if (isExactly(v, TypeId::kFunction)) return 144 + kGcHeader;
  if (isExactly(v, TypeId::kMethod)) return 48 + kGcHeader;
  if (isExactly(v, TypeId::kModule)) return 56 + kGcHeader;
  if (isExactly(v, TypeId::kType)) return 1688;
  return 0;
}

}  // namespace

/// values: object, default.
Result<Ref> getSizeOf(Vm& vm, Args args) {
  if (int64_t known = sizeOf(args[0])) return intRef(known);
  auto method = getAttribute(vm, args[0], nameOf(Name::kSizeOf));
  if (!method.ok()) {
    if (!args.has(1) || vm.abandoned || !vm.pendingIs(TypeId::kAttributeError)) return Raised{};
    vm.clearPending();
    return Ref::share(args[1]);
  }
  Ref bound = method.take();
  Ref size = TRY(call(vm, bound, {}));
  if (!isIntOrBool(size)) return vm.raise(TypeId::kTypeError, "an integer is required");
  int64_t bytes = TRY(toIndex64(vm, size, IndexOverflow::kRaise, TypeId::kOverflowError));
  if (bytes < 0) return vm.raise(TypeId::kValueError, "__sizeof__() should return >= 0");
  bool collected = typeOf(args[0])->flags & kTypeHeap;
  return newInt(vm, bytes + (collected ? kGcHeader : 0));
}

}  // namespace vitrine::sys
