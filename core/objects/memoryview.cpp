// memoryview. CPython: Objects/memoryobject.c; messages are 3.14's. See memoryview.h.
#include "objects/memoryview.h"

#include <cstring>

#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

MemoryViewCell* view(Value v) { return cellOf<MemoryViewCell>(v); }
bool isReadOnly(const MemoryViewCell* cell) { return !isByteArray(cell->object); }

Result<void> checkOpen(Vm& vm, Value self) {
  if (view(self)->object) return {};
  return vm.raise(TypeId::kValueError, "operation forbidden on released memoryview object");
}

const char* bytesOf(const MemoryViewCell* cell) { return bufferOf(cell->object)->data() + cell->start; }

/// Gives the object back.
void releaseView(MemoryViewCell* cell) {
  Value object = std::exchange(cell->object, Value());
  if (!object) return;
  if (isByteArray(object)) --cellOf<ByteArrayCell>(object)->exports;
  decrement(object);
}

/// A view on the same object with another window.
Ref viewLike(const MemoryViewCell* other, int64_t start, int64_t length, int64_t step) {
  auto* cell = makeCell<MemoryViewCell>(TypeId::kMemoryView);
  cell->object = Ref::share(other->object).release();
  if (isByteArray(cell->object)) ++cellOf<ByteArrayCell>(cell->object)->exports;
  cell->start = start;
  cell->length = length;
  cell->step = step;
  cell->itemBytes = other->itemBytes;
  std::memcpy(cell->format, other->format, sizeof cell->format);
  return Ref::steal(cell);
}

// Items --------------------------------------------------------------------------------------------------------------

struct Format {
  char code;
  uint8_t bytes;
  char kind;  // i: signed, u: unsigned, f: float, c: bytes of length 1, ?: bool
};
constexpr Format kFormats[] = {{'B', 1, 'u'}, {'b', 1, 'i'}, {'c', 1, 'c'}, {'?', 1, '?'}, {'h', 2, 'i'}, {'H', 2, 'u'}, {'i', 4, 'i'},
                               {'I', 4, 'u'}, {'l', 8, 'i'}, {'L', 8, 'u'}, {'q', 8, 'i'}, {'Q', 8, 'u'}, {'n', 8, 'i'}, {'N', 8, 'u'},
                               {'f', 4, 'f'}, {'d', 8, 'f'}};

const Format& formatOf(const MemoryViewCell* cell) {
  for (const Format& format : kFormats)
    if (format.code == cell->format[0]) return format;
  return kFormats[0];
}

Result<Ref> unpack(Vm& vm, const MemoryViewCell* cell, int64_t index) {
  const Format& format = formatOf(cell);
  const char* from = bytesOf(cell) + index * cell->step;
  if (format.kind == 'c') return newBytes(vm, std::string_view(from, 1));
  if (format.kind == '?') return boolRef(*from != 0);
  if (format.kind == 'f') {
    double value;
    float narrow;
    if (format.bytes == 4) std::memcpy(&narrow, from, 4), value = narrow;
    else std::memcpy(&value, from, 8);
    return newFloat(value);
  }
  uint64_t bits = 0;
  std::memcpy(&bits, from, format.bytes);
  if (format.kind == 'u') return newIntUnsigned(vm, bits);
  int shift = 64 - 8 * format.bytes;
  return newInt(vm, int64_t(bits << shift) >> shift);
}

Raised raiseForFormat(Vm& vm, const MemoryViewCell* cell, TypeId type, const char* what) {
  return vm.raise(type, "memoryview: invalid %s for format '%s'", what, cell->format);
}

Result<void> pack(Vm& vm, MemoryViewCell* cell, int64_t index, Value value) {
  const Format& format = formatOf(cell);
  uint64_t bits = 0;
  if (format.kind == 'c') {
    if (!isBytes(value)) return raiseForFormat(vm, cell, TypeId::kTypeError, "type");
    if (cellOf<BytesCell>(value)->length != 1) return raiseForFormat(vm, cell, TypeId::kValueError, "value");
    bits = uint8_t(cellOf<BytesCell>(value)->data[0]);
  } else if (format.kind == '?') {
    bits = TRY(truth(vm, value));
  } else if (format.kind == 'f') {
    if (!isAnyFloat(value) && !isIntOrBool(value)) return raiseForFormat(vm, cell, TypeId::kTypeError, "type");
    double number = TRY(toDouble(vm, value));
    float narrow = float(number);
    std::memcpy(&bits, format.bytes == 4 ? static_cast<void*>(&narrow) : &number, format.bytes);
  } else {
    if (!hasIndex(value)) return raiseForFormat(vm, cell, TypeId::kTypeError, "type");
    Ref number = TRY(toIndex(vm, value));
    IntDigits digits(number);
    auto bytes = bigint::toBytes(digits.view, format.bytes, ByteOrder::Little, format.kind == 'i' ? Signedness::Signed : Signedness::Unsigned);
    if (!bytes) return raiseForFormat(vm, cell, TypeId::kValueError, "value");
    std::memcpy(&bits, bytes->data(), format.bytes);
  }
  std::memcpy(const_cast<char*>(bytesOf(cell)) + index * cell->step, &bits, format.bytes);
  return {};
}

std::string contents(const MemoryViewCell* cell) {
  std::string out;
  const char* from = bytesOf(cell);
  for (int64_t i = 0; i < cell->length; ++i) out.append(from + i * cell->step, cell->itemBytes);
  return out;
}

Result<int64_t> itemIndex(Vm& vm, const MemoryViewCell* cell, Value key) {
  int64_t index = TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  if (index < 0) index += cell->length;
  if (index < 0 || index >= cell->length) return vm.raise(TypeId::kIndexError, "index out of bounds on dimension 1");
  return index;
}

Result<Ref> viewGetItem(Vm& vm, Value self, Value key) {
  TRY(checkOpen(vm, self));
  auto* cell = view(self);
  if (isExactly(key, TypeId::kSlice)) {
    SliceBounds bounds = TRY(sliceBounds(vm, key, cell->length));
    return viewLike(cell, cell->start + bounds.start * cell->step, bounds.length, cell->step * bounds.step);
  }
  if (!hasIndex(key)) return vm.raise(TypeId::kTypeError, "memoryview: invalid slice key");
  return unpack(vm, cell, TRY(itemIndex(vm, cell, key)));
}

Result<void> viewSetItem(Vm& vm, Value self, Value key, Value value) {
  TRY(checkOpen(vm, self));
  auto* cell = view(self);
  if (isReadOnly(cell)) return vm.raise(TypeId::kTypeError, "cannot modify read-only memory");
  if (!value) return vm.raise(TypeId::kTypeError, "cannot delete memory");
  if (!isExactly(key, TypeId::kSlice)) {
    if (!hasIndex(key)) return vm.raise(TypeId::kTypeError, "memoryview: invalid slice key");
    return pack(vm, cell, TRY(itemIndex(vm, cell, key)), value);
  }
  Ref target = TRY(viewGetItem(vm, self, key)), source = TRY(newMemoryView(vm, value));
  auto *to = view(target), *from = view(source);
  if (to->length != from->length || std::strcmp(to->format, from->format) != 0)
    return vm.raise(TypeId::kValueError, "memoryview assignment: lvalue and rvalue have different structures");
  std::string bytes = contents(from);
  char* at = const_cast<char*>(bytesOf(to));
  for (int64_t i = 0; i < to->length; ++i) std::memcpy(at + i * to->step, bytes.data() + i * to->itemBytes, to->itemBytes);
  return {};
}

Result<int64_t> viewLength(Vm& vm, Value self) {
  TRY(checkOpen(vm, self));
  return view(self)->length;
}

Result<Ref> viewCompare(Vm& vm, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return notImplementedRef();
  if (!view(self)->object || (isExactly(other, TypeId::kMemoryView) && !view(other)->object)) return boolRef((self == other) == (op == CompareOp::kEq));
  if (!isExactly(other, TypeId::kMemoryView) && !bufferOf(other)) return notImplementedRef();
  Ref right = TRY(newMemoryView(vm, other));
  bool same = view(self)->length == view(right)->length;
  for (int64_t i = 0; same && i < view(self)->length; ++i) {
    Ref a = TRY(unpack(vm, view(self), i)), b = TRY(unpack(vm, view(right), i));
    same = TRY(equal(vm, a, b));
  }
  return boolRef(same == (op == CompareOp::kEq));
}

Result<int64_t> viewHash(Vm& vm, Value self) {
  TRY(checkOpen(vm, self));
  if (!isReadOnly(view(self))) return vm.raise(TypeId::kValueError, "cannot hash writable memoryview object");
  if (view(self)->itemBytes != 1) return vm.raise(TypeId::kValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  Ref bytes = TRY(newBytes(vm, contents(view(self))));
  return hash(vm, bytes);
}

Result<Ref> viewRepr(Vm& vm, Value self) {
  char text[48];
  std::snprintf(text, sizeof text, "<%smemory at 0x%x>", view(self)->object ? "" : "released ", self.offset());
  return newStr(vm, text);
}

// Methods ------------------------------------------------------------------------------------------------------------

Result<Ref> createView(Vm& vm, Args args) {
  Value bound[1];
  TRY(bindRaw(vm, "memoryview", args, {"object"}, 1, 1, bound));
  return newMemoryView(vm, bound[0]);
}

Result<Ref> toBytes(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return newBytes(vm, contents(view(args[0])));
}

Result<Ref> toList(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  Ref list = TRY(newList(vm));
  for (int64_t i = 0; i < view(args[0])->length; ++i) TRY(listAppendOwned(vm, list, TRY(unpack(vm, view(args[0]), i))));
  return list;
}

/// hex([sep[, bytes_per_sep]]): bytes.hex of the contents.
Result<Ref> toHex(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  Ref bytes = TRY(newBytes(vm, contents(view(args[0])))), name = intern("hex"), method = TRY(getAttribute(vm, bytes, name));
  uint32_t count = !args[1] ? 0 : !args[2] ? 1 : 2;
  return tailCall(vm, method, Args{args.values + 1, count, Value()});
}

Result<Ref> release(Vm&, Args args) {
  releaseView(view(args[0]));
  return noneRef();
}

Result<Ref> enter(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  return Ref::share(args[0]);
}

Result<Ref> cast(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  auto* cell = view(args[0]);
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "format argument must be a string");
  std::string wanted = utf8Of(args[1]);
  if (wanted.size() == 2 && wanted[0] == '@') wanted = wanted.substr(1);
  for (const Format& format : kFormats) {
    if (wanted.size() != 1 || wanted[0] != format.code) continue;
    bool fromBytes = cell->format[0] == 'B' || cell->format[0] == 'b' || cell->format[0] == 'c', toBytes = format.bytes == 1;
    if (!fromBytes && !(toBytes && format.code != '?'))
      return vm.raise(TypeId::kTypeError, "memoryview: cannot cast between two non-byte formats");
    if (!cell->contiguous()) return vm.raise(TypeId::kTypeError, "memoryview: casts are restricted to C-contiguous views");
    int64_t bytes = cell->length * int64_t(cell->itemBytes);
    if (bytes % format.bytes) return vm.raise(TypeId::kTypeError, "memoryview: length is not a multiple of itemsize");
    Ref made = viewLike(cell, cell->start, bytes / format.bytes, format.bytes);
    view(made)->itemBytes = format.bytes;
    std::memset(view(made)->format, 0, sizeof cell->format);
    view(made)->format[0] = format.code;
    return made;
  }
  return vm.raise(TypeId::kValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
}

Result<Ref> toReadOnly(Vm& vm, Args args) {
  TRY(checkOpen(vm, args[0]));
  auto* cell = view(args[0]);
  if (isReadOnly(cell)) return viewLike(cell, cell->start, cell->length, cell->step);
  Ref frozen = TRY(newBytes(vm, contents(cell))), made = TRY(newMemoryView(vm, frozen));
  view(made)->itemBytes = cell->itemBytes;
  view(made)->length = cell->length;
  view(made)->step = cell->itemBytes;
  std::memcpy(view(made)->format, cell->format, sizeof cell->format);
  return made;
}

/// A number of the view, by which one it is.
template <int which>
Result<Ref> getNumber(Vm& vm, Value self) {
  TRY(checkOpen(vm, self));
  auto* cell = view(self);
  switch (which) {
    case 0: return newInt(vm, cell->length * int64_t(cell->itemBytes));
    case 1: return intRef(cell->itemBytes);
    case 2: return intRef(1);
    case 3: return boolRef(isReadOnly(cell));
    case 4: return boolRef(cell->contiguous());
    case 5: return Ref::share(cell->object);
    case 6: return newStr(vm, cell->format);
    case 7: return newTuple(vm, {Value::integer(cell->length)});
    case 8: return newTuple(vm, {Value::integer(cell->step)});
    default: return newTupleBlank(vm, 0);
  }
}

const NativeMethod kMethods[] = {
    {"tobytes", "($self, /, order='C')", toBytes, kMethodPlain, "Return the data in the buffer as a byte string."},
    {"tolist", "($self, /)", toList, kMethodPlain, "Return the data in the buffer as a list of elements."},
    {"hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", toHex, kMethodPlain, "Return the data in the buffer as a str of hexadecimal numbers."},
    {"release", "($self, /)", release, kMethodPlain, "Release the underlying buffer exposed by the memoryview object."},
    {"cast", "($self, /, format, shape=<unrepresentable>)", cast, kMethodPlain, "Cast a memoryview to a new format or shape."},
    {"toreadonly", "($self, /)", toReadOnly, kMethodPlain, "Return a readonly version of the memoryview."},
    {"__enter__", "($self, /)", enter},
    {"__exit__", "($self, /, *exc_info)", release},
    {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"},
};
const NativeGetSet kAttributes[] = {
    {"nbytes", getNumber<0>}, {"itemsize", getNumber<1>}, {"ndim", getNumber<2>},         {"readonly", getNumber<3>},     {"c_contiguous", getNumber<4>},
    {"obj", getNumber<5>},    {"format", getNumber<6>},   {"f_contiguous", getNumber<4>}, {"contiguous", getNumber<4>},   {"shape", getNumber<7>},
    {"strides", getNumber<8>}, {"suboffsets", getNumber<9>}};

}  // namespace

Result<Ref> newMemoryView(Vm& vm, Value object) {
  if (isExactly(object, TypeId::kMemoryView)) {
    TRY(checkOpen(vm, object));
    return viewLike(view(object), view(object)->start, view(object)->length, view(object)->step);
  }
  auto bytes = bufferOf(object);
  if (!bytes) return vm.raiseTypeErrorFor("memoryview: a bytes-like object is required, not '%s'", object);
  MemoryViewCell whole{};
  whole.object = object;
  whole.itemBytes = 1;
  whole.format[0] = 'B';
  return viewLike(&whole, 0, int64_t(bytes->size()), 1);
}

std::optional<std::string_view> viewedBytes(const MemoryViewCell* cell) {
  if (!cell->object || !cell->contiguous()) return {};
  return std::string_view(bytesOf(cell), size_t(cell->length * int64_t(cell->itemBytes)));
}

void traverseMemoryView(Cell* cell, Visitor& visitor) { visitor.visitValue(static_cast<MemoryViewCell*>(cell)->object); }
void dropMemoryView(Cell* cell) { releaseView(static_cast<MemoryViewCell*>(cell)); }
void clearMemoryView(Cell* cell) { dropMemoryView(cell); }

extern const NativeType kMemoryViewType = {
    .id = TypeId::kMemoryView,
    .instanceBytes = sizeof(MemoryViewCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable | kTypeSequencePattern,
    .slots = {.repr = viewRepr,
              .hash = viewHash,
              .compare = viewCompare,
              .length = viewLength,
              .getItem = viewGetItem,
              .setItem = viewSetItem,
              .create = createView},
    .methods = kMethods,
    .attributes = kAttributes,
    .doc = "Create a new memoryview object which references the given object.",
};

}  // namespace vitrine
