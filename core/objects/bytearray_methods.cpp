// bytearray: what changes it: items and slices, append and its kind (CPython: Objects/bytearrayobject.c).
#include <algorithm>
#include <cstring>

#include "objects/bytes_methods.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

ByteArrayCell* arrayCell(Value v) { return cellOf<ByteArrayCell>(v); }

Result<int64_t> indexIn(Vm& vm, Value self, Value key) {
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  int64_t length = arrayCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "bytearray index out of range");
  return index;
}

/// Removes every step-th byte.
Result<void> deleteStepped(Vm& vm, ByteArrayCell* array, SliceBounds bounds) {
  if (bounds.length <= 0) return {};
  if (array->exports) return byteArrayResize(vm, array, array->length - uint64_t(bounds.length));
  if (bounds.step < 0) {
    bounds.start += bounds.step * (bounds.length - 1);
    bounds.step = -bounds.step;
  }
  char* data = array->data();
  uint32_t to = uint32_t(bounds.start);
  for (uint32_t from = to; from < array->length; ++from) {
    int64_t distance = int64_t(from) - bounds.start;
    bool removed = distance % bounds.step == 0 && distance / bounds.step < bounds.length;
    if (!removed) data[to++] = data[from];
  }
  return byteArrayResize(vm, array, to);
}

/// What may stand right of a slice assignment, as bytes.
Result<std::string> assignable(Vm& vm, Value value) {
  if (auto view = bufferOf(value)) return std::string(*view);
  if (isIntOrBool(value) || isAnyFloat(value) || isStr(value))
    return vm.raise(TypeId::kTypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  TypeCell* type = typeOf(value);
  bool iterates = slotsOf(type).iter || type->definesInPython(Dunder::kIter) || slotsOf(type).getItem || type->definesInPython(Dunder::kGetItem);
  if (!iterates) return vm.raiseTypeErrorFor("cannot convert '%s' object to bytearray", value);
  return bytesFromIterable(vm, value, "byte must be in range(0, 256)");
}

Result<void> setSlice(Vm& vm, Value self, Value key, Value value) {
  SliceBounds bounds = TRY(unpackSlice(vm, key));
  std::string bytes = value ? TRY(assignable(vm, value)) : std::string();
  auto* array = arrayCell(self);
  adjustSlice(bounds, array->length);
  if (bounds.step == 1) {
    int64_t high = bounds.start + bounds.length;
    return byteArrayAssign(vm, array, bounds.start, high, bytes);
  }
  if (!value) return deleteStepped(vm, array, bounds);
  if (int64_t(bytes.size()) != bounds.length) {
    return vm.raise(TypeId::kValueError, "attempt to assign bytes of size %zu to extended slice of size %lld", bytes.size(),
                    static_cast<long long>(bounds.length));
  }
  for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step) array->data()[at] = bytes[size_t(i)];
  return {};
}

Result<Ref> append(Vm& vm, Args args) {
  uint8_t byte = TRY(byteFrom(vm, args[1]));
  auto* array = arrayCell(args[0]);
  TRY(byteArrayResize(vm, array, uint64_t(array->length) + 1));
  array->data()[array->length - 1] = char(byte);
  return noneRef();
}

Result<Ref> insert(Vm& vm, Args args) {
  int64_t index = TRY(sizeArgument(vm, args[1]));
  char byte = char(TRY(byteFrom(vm, args[2])));
  auto* array = arrayCell(args[0]);
  int64_t length = array->length;
  if (index < 0) index = std::max<int64_t>(index + length, 0);
  index = std::min(index, length);
  TRY(byteArrayAssign(vm, array, index, index, {&byte, 1}));
  return noneRef();
}

Result<Ref> pop(Vm& vm, Args args) {
  int64_t index = args.has(1) ? TRY(sizeArgument(vm, args[1])) : -1;
  auto* array = arrayCell(args[0]);
  int64_t length = array->length;
  if (!length) return vm.raise(TypeId::kIndexError, "pop from empty bytearray");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "pop index out of range");
  uint8_t byte = uint8_t(array->data()[index]);
  TRY(byteArrayAssign(vm, array, index, index + 1, {}));
  return intRef(byte);
}

Result<Ref> remove(Vm& vm, Args args) {
  uint8_t byte = TRY(byteFrom(vm, args[1]));
  auto* array = arrayCell(args[0]);
  size_t place = array->view().find(char(byte));
  if (place == std::string_view::npos) return vm.raise(TypeId::kValueError, "value not found in bytearray");
  TRY(byteArrayAssign(vm, array, int64_t(place), int64_t(place) + 1, {}));
  return noneRef();
}

Result<Ref> clear(Vm& vm, Args args) {
  TRY(byteArrayResize(vm, arrayCell(args[0]), 0));
  return noneRef();
}

Result<Ref> copy(Vm& vm, Args args) { return newByteArray(vm, selfView(args[0])); }

Result<Ref> reverse(Vm&, Args args) {
  auto* array = arrayCell(args[0]);
  if (array->length) std::reverse(array->data(), array->data() + array->length);
  return noneRef();
}

Result<Ref> resize(Vm& vm, Args args) {
  int64_t size = TRY(sizeArgument(vm, args[1]));
  if (size < 0) return vm.raise(TypeId::kValueError, "Can only resize to positive sizes, got %lld", static_cast<long long>(size));
  TRY(byteArrayResize(vm, arrayCell(args[0]), uint64_t(size)));
  return noneRef();
}

Result<Ref> allocated(Vm&, Args args) { return intRef(arrayCell(args[0])->capacity); }
Result<Ref> sizeOf(Vm&, Args args) { return intRef(56 + int64_t(arrayCell(args[0])->capacity)); }

/// (type, arguments, state): the bytes as Latin-1 text below protocol 3.
Result<Ref> reduceFor(Vm& vm, Value self, int64_t protocol) {
  Ref state = TRY(findAttribute(vm, self, nameOf(Name::kDict)));
  if (isExhausted(state)) state = noneRef();
  Ref arguments;
  if (protocol < 3) {
    StrBuilder text;
    text.appendLatin(selfView(self));
    Ref latin = TRY(text.finish(vm)), encoding = TRY(newStr(vm, "latin-1"));
    arguments = TRY(newTuple(vm, {latin.get(), encoding.get()}));
  } else {
    Ref bytes = TRY(newBytes(vm, selfView(self)));
    arguments = TRY(newTuple(vm, {bytes.get()}));
  }
  return newTuple(vm, {valueOf(typeOf(self)), arguments.get(), state.get()});
}
Result<Ref> reduce(Vm& vm, Args args) { return reduceFor(vm, args[0], 2); }
Result<Ref> reduceEx(Vm& vm, Args args) { return reduceFor(vm, args[0], args.has(1) ? TRY(intArgument(vm, args[1])) : 0); }

const NativeMethod kMethods[] = {
    {"append", "($self, item, /)", append, kMethodPlain, "Append a single item to the end of the bytearray."},
    {"clear", "($self, /)", clear, kMethodPlain, "Remove all items from the bytearray."},
    {"copy", "($self, /)", copy, kMethodPlain, "Return a copy of B."},
    {"extend", "($self, iterable_of_ints, /)", byteArrayExtend, kMethodPlain, "Append all the items from the iterator or sequence to the end."},
    {"insert", "($self, index, item, /)", insert, kMethodPlain, "Insert a single item into the bytearray before the given index."},
    {"pop", "($self, index=-1, /)", pop, kMethodPlain, "Remove and return a single item from B."},
    {"remove", "($self, value, /)", remove, kMethodPlain, "Remove the first occurrence of a value in the bytearray."},
    {"resize", "($self, size, /)", resize, kMethodPlain, "Resize the internal buffer of bytearray to len."},
    {"reverse", "($self, /)", reverse, kMethodPlain, "Reverse the order of the values in B in place."},
    {"__alloc__", "($self, /)", allocated, kMethodPlain, "Returns the number of bytes actually allocated."},
    {"__reduce__", "($self, /)", reduce, kMethodPlain, "Return state information for pickling."},
    {"__reduce_ex__", "($self, proto=0, /)", reduceEx, kMethodPlain, "Return state information for pickling."},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Returns the size of the bytearray object in memory, in bytes."},
#include "objects/bytes_methods.def"
};

}  // namespace

std::span<const NativeMethod> byteArrayMethods() { return kMethods; }

Result<void> byteArraySetItem(Vm& vm, Value self, Value key, Value value) {
  if (isExactly(key, TypeId::kSlice)) return setSlice(vm, self, key, value);
  if (!hasIndex(key)) return raiseBadIndex(vm, "bytearray", key);
  if (!value) {
    int64_t index = TRY(indexIn(vm, self, key));
    return byteArrayAssign(vm, arrayCell(self), index, index + 1, {});
  }
  Ref index = TRY(newInt(vm, TRY(toIndex64(vm, key, IndexOverflow::kRaise))));
  uint8_t byte = TRY(byteFrom(vm, value));
  int64_t place = TRY(indexIn(vm, self, index));  // now: __index__ may have shrunk the array
  arrayCell(self)->data()[place] = char(byte);
  return {};
}

Result<Ref> byteArrayExtend(Vm& vm, Args args) {
  Value self = args[0], iterable = args[1];
  std::string bytes;
  if (auto view = bufferOf(iterable)) {
    bytes = *view;
  } else if (isStr(iterable)) {
    return vm.raise(TypeId::kTypeError, "expected iterable of integers; got: 'str'");
  } else if (iteratesNatively(iterable)) {
    bytes = TRY(bytesFromIterable(vm, iterable, "byte must be in range(0, 256)"));
  } else {
    TypeCell* type = typeOf(iterable);
    bool iterates = slotsOf(type).iter || type->definesInPython(Dunder::kIter) || slotsOf(type).getItem || type->definesInPython(Dunder::kGetItem);
    if (!iterates) return vm.raiseTypeErrorFor("can't extend bytearray with %s", iterable);
    return tailCallPrelude(vm, "bytearray_extend", {self, iterable});
  }
  auto* array = arrayCell(self);
  TRY(byteArrayAssign(vm, array, array->length, array->length, bytes));
  return noneRef();
}

}  // namespace vitrine
