// The arguments of bytes() and bytearray(): text with an encoding, a count, a buffer, ints.
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/str.h"

namespace vitrine {
Result<uint8_t> byteFrom(Vm& vm, Value v, const char* message) {
  int64_t byte = v.isInt() ? v.asInt() : TRY(toIndex64(vm, v, IndexOverflow::kClip));
  if (byte < 0 || byte > 255) return vm.raise(TypeId::kValueError, "%s", message);
  return uint8_t(byte);
}

Result<std::string> bytesFromItems(Vm& vm, Value sequence, const char* message) {
  std::string out;
  for (size_t i = 0; i < itemsOf(sequence).size(); ++i) {  // __index__ may change the list
    Ref item = Ref::share(itemsOf(sequence)[i]);
    out += char(TRY(byteFrom(vm, item, message)));
  }
  return out;
}

Result<std::string> bytesFromIterable(Vm& vm, Value iterable, const char* message) {
  if (isList(iterable) || isTuple(iterable)) return bytesFromItems(vm, iterable, message);
  Ref iterator = TRY(iterate(vm, iterable));
  std::string out;
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return out;
    out += char(TRY(byteFrom(vm, item, message)));
    if (out.size() > kMaxTextBytes) return vm.raiseMemoryError();
  }
}

Result<BytesSource> bytesSource(Vm& vm, const char* function, Args args) {
  Value given[3];
  TRY(bindRaw(vm, function, args, {"source", "encoding", "errors"}, 0, 3, given));
  Value encoding = given[1], errors = given[2];
  BytesSource result;
  result.source = given[0];
  CodecNames names = TRY(codecNames(vm, function, encoding, errors));
  if (result.source && isStr(result.source)) {
    if (!encoding) return vm.raise(TypeId::kTypeError, "string argument without an encoding");
    result.encoded = TRY(encodeStr(vm, result.source, names));
    result.hasText = true;
    return result;
  }
  if (encoding) return vm.raise(TypeId::kTypeError, "encoding without a string argument");
  if (errors) return vm.raise(TypeId::kTypeError, "errors without a string argument");
  return result;
}

Result<std::string> bytesFromSource(Vm& vm, Value source, const char* name, const char* message, bool* elsewhere) {
  *elsewhere = false;
  if (!source) return std::string();
  if (auto view = bufferOf(source)) return std::string(*view);
  if (hasIndex(source)) {
    int64_t count = TRY(toIndex64(vm, source, IndexOverflow::kRaise, TypeId::kOverflowError));
    if (count < 0) return vm.raise(TypeId::kValueError, "negative count");
    if (count > int64_t(kMaxTextBytes)) return vm.raiseMemoryError();
    return std::string(size_t(count), '\0');
  }
  if (iteratesNatively(source)) return bytesFromIterable(vm, source, message);
  TypeCell* type = typeOf(source);
  bool iterates = slotsOf(type).iter || type->definesInPython(Dunder::kIter) || slotsOf(type).getItem || type->definesInPython(Dunder::kGetItem);
  if (!iterates) return vm.raise(TypeId::kTypeError, "cannot convert '%s' object to %s", typeName(source).c_str(), name);
  *elsewhere = true;
  return std::string();
}

}  // namespace vitrine
