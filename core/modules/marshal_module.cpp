// The module marshal: dumps and loads of what code objects are made of, in the machine's own dialect. Lists, dicts and sets
// cannot be in it. CPython: Python/marshal.c.
#include "bytecode/marshal.h"

#include "modules/code_value.h"
#include "modules/registry.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

Result<Ref> dumps(Vm& vm, Args args) {
  Constant constant = TRY(constantOf(vm, args[0]));
  MarshalOutput output = writeMarshal(constant, MarshalDialect::kVitrine);
  if (!output.error.empty()) return vm.raise(TypeId::kValueError, "%s", output.error.c_str());
  return newBytes(vm, output.bytes);
}

Result<Ref> loads(Vm& vm, Args args) {
  std::string bytes;
  if (isBytes(args[0])) {
    bytes = std::string(cellOf<BytesCell>(args[0])->view());
  } else if (isInstance(args[0], TypeId::kByteArray)) {
    bytes = std::string(at<char>(cellOf<ByteArrayCell>(args[0])->buffer), cellOf<ByteArrayCell>(args[0])->length);
  } else {
    return vm.raiseTypeErrorFor("a bytes-like object is required, not '%s'", args[0]);
  }
  MarshalResult result = readMarshal(bytes, MarshalDialect::kVitrine);
  if (result.value) return objectOf(vm, *result.value);
  TypeId type = result.error.find("too short") != std::string::npos || result.error.rfind("EOF", 0) == 0 ? TypeId::kEOFError : TypeId::kValueError;
  return vm.raise(type, "%s", result.error.c_str());
}

Result<Ref> dump(Vm& vm, Args args) {
  Ref bytes = TRY(dumps(vm, args));
  return callMethod(vm, args[1], nameOf(Name::kWrite), {bytes});
}
Result<Ref> load(Vm& vm, Args args) {
  Ref bytes = TRY(callMethod(vm, args[0], nameOf(Name::kRead)));
  Value values[] = {bytes};
  return loads(vm, {values, 1, Value()});
}

const NativeMethod kFunctions[] = {
    {"dumps", "(value, version=5, /, *, allow_code=True)", dumps},
    {"loads", "(bytes, /, *, allow_code=True)", loads},
    {"dump", "(value, file, version=5, /, *, allow_code=True)", dump},
    {"load", "(file, /, *, allow_code=True)", load},
};

Result<void> populate(Vm& vm, Value module) { return setMember(vm, module, "version", intRef(5)); }

}  // namespace

extern const NativeModule kMarshalModule = {"marshal", kFunctions, populate,
                                            "This module contains functions that can read and write Python values in a binary format."};

}  // namespace vitrine
