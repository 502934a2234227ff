// What prelude/text.py needs natively: joining, one translated character, one byte.
#include "modules/prelude_helpers.h"
#include "objects/allocate.h"
#include "objects/bytes_methods.h"
#include "objects/list.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {
namespace {

Result<Ref> joinStrList(Vm& vm, Args args) { return strmethods::join(vm, args); }
Result<Ref> joinBytesList(Vm& vm, Args args) { return bytesmethods::join(vm, args); }
Result<Ref> characterCode(Vm&, Args args) { return intRef(strCell(args[0])->at(0)); }

/// _translated(mapped): what a translation table's value stands for, as a str.
Result<Ref> translated(Vm& vm, Args args) {
  StrBuilder text;
  TRY(appendTranslated(vm, text, args[0]));
  return text.finish(vm);
}

/// _byte(item, message): a byte from anything with __index__.
Result<Ref> byteOf(Vm& vm, Args args) { return intRef(TRY(byteFrom(vm, args[0], utf8Of(args[1]).c_str()))); }

Result<Ref> bytesOf(Vm& vm, Args args) {
  std::string bytes = TRY(bytesFromItems(vm, args[1], ""));
  return bytesOfType(vm, cellOf<TypeCell>(args[0]), bytes);
}

Result<Ref> extendByteArray(Vm& vm, Args args) { return byteArrayExtend(vm, args); }

const NativeMethod kHelpers[] = {
    {"_str_join", "(separator, list, /)", joinStrList},
    {"_bytes_join", "(separator, list, /)", joinBytesList},
    {"_character_code", "(character, /)", characterCode},
    {"_translated", "(mapped, /)", translated},
    {"_byte", "(item, message, /)", byteOf},
    {"_bytes_of", "(cls, values, /)", bytesOf},
    {"_bytearray_extend", "(self, values, /)", extendByteArray},
};

}  // namespace

extern const NativeModule kPreludeTextModule = {"_prelude.text", kHelpers};

}  // namespace vitrine
