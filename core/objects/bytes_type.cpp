// bytes, the type: constructor and slots; the methods' rows are in bytes_methods.def. Slots that bytearray has too take
// either. CPython: Objects/bytesobject.c.
#include <cstring>

#include "base/siphash.h"
#include "objects/allocate.h"
#include "objects/bytes_methods.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

Result<int64_t> bytesLength(Vm&, Value self) { return int64_t(selfView(self).size()); }

Result<Ref> bytesAdd(Vm& vm, Value left, Value right) {
  auto a = bufferOf(left), b = bufferOf(right);
  if (!a) return notImplementedRef();
  if (!b) {
    if (typeOf(right)->definesInPython(Dunder::kRAdd)) return notImplementedRef();
    return vm.raise(TypeId::kTypeError, "can't concat %s to %s", typeName(right).c_str(), typeName(left).c_str());
  }
  if (a->empty() && isExactly(left, TypeId::kBytes) && isExactly(right, TypeId::kBytes)) return Ref::share(right);
  if (b->empty() && isExactly(left, TypeId::kBytes)) return Ref::share(left);
  if (a->size() + b->size() > kMaxTextBytes) return vm.raiseMemoryError();
  if (!isBytes(left)) {
    Ref made = TRY(newByteArray(vm, *a));
    auto* array = made.as<ByteArrayCell>();
    TRY(byteArrayAssign(vm, array, array->length, array->length, *b));
    return made;
  }
  Ref made = TRY(newBytesBlank(vm, uint32_t(a->size() + b->size())));
  char* out = made.as<BytesCell>()->data;
  if (!a->empty()) std::memcpy(out, a->data(), a->size());
  if (!b->empty()) std::memcpy(out + a->size(), b->data(), b->size());
  return made;
}

Result<std::string> repeatedBytes(Vm& vm, std::string_view bytes, int64_t count) {
  if (count <= 0 || bytes.empty()) return std::string();
  if (uint64_t(count) > kMaxTextBytes / bytes.size()) return vm.raiseMemoryError();
  if (bytes.size() == 1) return std::string(size_t(count), bytes[0]);
  std::string out;
  out.reserve(bytes.size() * size_t(count));
  for (int64_t i = 0; i < count; ++i) out += bytes;
  return out;
}

Result<Ref> bytesMultiply(Vm& vm, Value left, Value right) {
  Value self = bufferOf(left) ? left : right, factor = bufferOf(left) ? right : left;
  bool usable;
  int64_t count = TRY(repeatCount(vm, factor, &usable));
  if (!usable) return notImplementedRef();
  if (count == 1) return plainBytes(vm, self);
  return newLike(vm, self, TRY(repeatedBytes(vm, selfView(self), count)));
}

Result<Ref> bytesCompare(Vm&, Value self, Value other, CompareOp op) {
  auto a = bufferOf(self), b = bufferOf(other);
  if (!a || !b) return notImplementedRef();
  if (op == CompareOp::kEq) return boolRef(*a == *b);
  if (op == CompareOp::kNe) return boolRef(*a != *b);
  return boolRef(comparisonHolds(op, a->compare(*b)));
}

Result<std::string> bytesSlice(Vm& vm, Value self, Value slice) {
  SliceBounds bounds = TRY(unpackSlice(vm, slice));
  std::string_view bytes = selfView(self);
  adjustSlice(bounds, int64_t(bytes.size()));
  if (bounds.step == 1) return std::string(bytes.substr(size_t(bounds.start), size_t(bounds.length)));
  std::string out;
  for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step) out += bytes[size_t(at)];
  return out;
}

namespace {

/// "b'...'" or "bytearray(b'...')" in the quotes that need fewer escapes; bytearray escapes ' always.
std::string literal(std::string_view bytes, bool escapesSingle) {
  bool single = bytes.find('\'') != std::string_view::npos, twice = bytes.find('"') != std::string_view::npos;
  char quote = single && !twice ? '"' : '\'';
  std::string out = std::string("b") + quote;
  for (char c : bytes) {
    switch (c) {
      case '\t': out += "\\t"; continue;
      case '\n': out += "\\n"; continue;
      case '\r': out += "\\r"; continue;
    }
    if (c == quote || c == '\\' || (escapesSingle && c == '\'')) {
      out += {'\\', c};
    } else if (c >= 32 && c < 127) {
      out += c;
    } else {
      char text[8];
      std::snprintf(text, sizeof text, "\\x%02x", uint8_t(c));
      out += text;
    }
  }
  return out + quote;
}

}  // namespace

Result<Ref> bytesRepr(Vm& vm, Value self) {
  if (isBytes(self)) return newStr(vm, literal(selfView(self), false));
  return newStr(vm, typeName(self) + "(" + literal(selfView(self), true) + ")");
}

namespace {

BytesCell* bytesCell(Value v) { return cellOf<BytesCell>(v); }

}  // namespace

Result<Ref> bytesOfType(Vm& vm, TypeCell* type, std::string_view bytes) {
  if (type == typeCell(TypeId::kBytes)) return newBytes(vm, bytes);
  Ref made = TRY(allocateObject(vm, type, bytes.size()));
  auto* cell = made.as<BytesCell>();
  cell->length = uint32_t(bytes.size());
  cell->hash = -1;
  if (!bytes.empty()) std::memcpy(cell->data, bytes.data(), bytes.size());
  return made;
}

namespace {

/// bytes(x) where x has __bytes__.
Result<Ref> fromDunder(Vm& vm, TypeCell* type, Value source, Value name) {
  Ref result = TRY(callMethod(vm, source, name));
  if (!isBytes(result)) return vm.raiseTypeErrorFor("__bytes__ returned non-bytes (type %s)", result);
  if (type == typeCell(TypeId::kBytes)) return result;
  return bytesOfType(vm, type, selfView(result));
}

Result<Ref> createBytes(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  BytesSource from = TRY(bytesSource(vm, "bytes", args));
  if (from.hasText) return type == typeCell(TypeId::kBytes) ? std::move(from.encoded) : bytesOfType(vm, type, selfView(from.encoded));
  if (from.source && isExactly(from.source, TypeId::kBytes) && type == typeCell(TypeId::kBytes)) return Ref::share(from.source);
  if (from.source) {
    Ref name = intern("__bytes__");
    Value hook = lookupOnType(typeOf(from.source), name);
    if (hook && !isExactly(from.source, TypeId::kBytes)) return fromDunder(vm, type, from.source, name);
  }
  bool elsewhere;
  std::string bytes = TRY(bytesFromSource(vm, from.source, "bytes", "bytes must be in range(0, 256)", &elsewhere));
  if (elsewhere) return tailCallPrelude(vm, "bytes_from", {args[0], from.source});
  return bytesOfType(vm, type, bytes);
}

Result<int64_t> bytesHash(Vm&, Value self) {
  auto* bytes = bytesCell(self);
  if (bytes->hash == -1) bytes->hash = hashBytes(bytes->data, bytes->length);
  return bytes->hash;
}

Result<Ref> bytesIter(Vm&, Value self) { return newSequenceIterator(TypeId::kBytesIterator, self); }

Result<Ref> bytesGetItem(Vm& vm, Value self, Value key) {
  if (isExactly(key, TypeId::kSlice)) {
    std::string bytes = TRY(bytesSlice(vm, self, key));
    if (bytes.size() == bytesCell(self)->length && bytes == selfView(self)) return plainBytes(vm, self);
    return newBytes(vm, bytes);
  }
  if (!hasIndex(key)) return raiseBadIndex(vm, "byte", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  int64_t length = bytesCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "index out of range");
  return intRef(uint8_t(bytesCell(self)->data[index]));
}

Result<Ref> toBytes(Vm& vm, Args args) {
  if (isExactly(args[0], TypeId::kBytes)) return Ref::share(args[0]);
  return newBytes(vm, selfView(args[0]));
}

Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref copy = TRY(toBytes(vm, args));
  return newTuple(vm, {copy.get()});
}

Result<Ref> sizeOf(Vm&, Args args) { return intRef(33 + int64_t(bytesCell(args[0])->length)); }

const NativeMethod kMethods[] = {
    {"__bytes__", "($self, /)", toBytes, kMethodPlain, "Convert this value to exact type bytes."},
    {"__getnewargs__", "($self, /)", getNewArgs},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the bytes in memory."},
#include "objects/bytes_methods.def"
};

constexpr NativeSlots bytesSlots() {
  NativeSlots slots;
  slots.repr = bytesRepr;
  slots.str = bytesRepr;
  slots.hash = bytesHash;
  slots.compare = bytesCompare;
  slots.iter = bytesIter;
  slots.length = bytesLength;
  slots.getItem = bytesGetItem;
  slots.contains = bytesContains;
  slots.binary[size_t(BinaryOp::kAdd)] = bytesAdd;
  slots.binary[size_t(BinaryOp::kMul)] = bytesMultiply;
  slots.binary[size_t(BinaryOp::kMod)] = bytesPercent;
  slots.create = createBytes;
  return slots;
}

}  // namespace

extern const NativeType kBytesType = {
    .id = TypeId::kBytes,
    .instanceBytes = __builtin_offsetof(BytesCell, data),
    .itemBytes = 1,
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsBytes,
    .slots = bytesSlots(),
    .methods = kMethods,
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\n"
           "Construct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified "
           "encoding\n  - any object implementing the buffer API.\n  - an integer",
};

}  // namespace vitrine
