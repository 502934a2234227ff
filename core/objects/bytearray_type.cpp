// bytearray, the type: constructor and slots. What it shares with bytes is in the bytes files, what changes it in
// bytearray_methods.cpp.
#include "objects/allocate.h"
#include "objects/bytes_methods.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"

namespace vitrine {
namespace {

ByteArrayCell* arrayCell(Value v) { return cellOf<ByteArrayCell>(v); }

Result<Ref> createByteArray(Vm& vm, Args args) { return allocateObject(vm, cellOf<TypeCell>(args[0])); }

Result<Ref> initializeByteArray(Vm& vm, Args args) {
  Value self = args[0];
  BytesSource from = TRY(bytesSource(vm, "bytearray", args));
  if (arrayCell(self)->length) TRY(byteArrayResize(vm, arrayCell(self), 0));
  bool elsewhere = false;
  std::string bytes;
  if (from.hasText) bytes = selfView(from.encoded);
  else bytes = TRY(bytesFromSource(vm, from.source, "bytearray", "byte must be in range(0, 256)", &elsewhere));
  if (elsewhere) return tailCallPrelude(vm, "bytearray_extend", {self, from.source});
  TRY(byteArrayAssign(vm, arrayCell(self), 0, arrayCell(self)->length, bytes));
  return noneRef();
}

Result<Ref> byteArrayIter(Vm&, Value self) { return newSequenceIterator(TypeId::kByteArrayIterator, self); }

Result<Ref> byteArrayGetItem(Vm& vm, Value self, Value key) {
  if (isExactly(key, TypeId::kSlice)) return newByteArray(vm, TRY(bytesSlice(vm, self, key)));
  if (!hasIndex(key)) return raiseBadIndex(vm, "bytearray", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  auto* array = arrayCell(self);
  if (index < 0) index += array->length;
  if (index < 0 || index >= array->length) return vm.raise(TypeId::kIndexError, "bytearray index out of range");
  return intRef(uint8_t(array->data()[index]));
}

Result<Ref> addInPlace(Vm& vm, Value left, Value right) {
  auto bytes = bufferOf(right);
  if (!bytes) return vm.raise(TypeId::kTypeError, "can't concat %s to %s", typeName(right).c_str(), typeName(left).c_str());
  auto* array = arrayCell(left);
  TRY(byteArrayAssign(vm, array, array->length, array->length, *bytes));
  return Ref::share(left);
}

Result<Ref> multiplyInPlace(Vm& vm, Value left, Value right) {
  if (!hasIndex(right)) return vm.raise(TypeId::kTypeError, "can't multiply sequence by non-int of type '%s'", typeName(right).c_str());
  int64_t count = TRY(toIndex64(vm, right, IndexOverflow::kRaise, TypeId::kOverflowError));
  std::string bytes = TRY(repeatedBytes(vm, selfView(left), count));
  auto* array = arrayCell(left);
  TRY(byteArrayAssign(vm, array, 0, array->length, bytes));
  return Ref::share(left);
}

constexpr NativeSlots byteArraySlots() {
  NativeSlots slots;
  slots.repr = bytesRepr;
  slots.str = bytesRepr;
  slots.hash = hashNotImplemented;
  slots.compare = bytesCompare;
  slots.iter = byteArrayIter;
  slots.length = bytesLength;
  slots.getItem = byteArrayGetItem;
  slots.setItem = byteArraySetItem;
  slots.contains = bytesContains;
  slots.binary[size_t(BinaryOp::kAdd)] = bytesAdd;
  slots.binary[size_t(BinaryOp::kMul)] = bytesMultiply;
  slots.binary[size_t(BinaryOp::kMod)] = bytesPercent;
  slots.inPlace[size_t(BinaryOp::kAdd)] = addInPlace;
  slots.inPlace[size_t(BinaryOp::kMul)] = multiplyInPlace;
  slots.create = createByteArray;
  slots.initialize = initializeByteArray;
  return slots;
}

}  // namespace

extern const NativeType kByteArrayType = {
    .id = TypeId::kByteArray,
    .instanceBytes = sizeof(ByteArrayCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = byteArraySlots(),
    .methods = byteArrayMethods(),
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized "
           "with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in "
           "range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the "
           "buffer API.\n  - an integer",
};

}  // namespace vitrine
