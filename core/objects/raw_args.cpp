// See raw_args.h.
#include "objects/raw_args.h"

#include <cstring>

#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

Result<void> refuseKeywords(Vm& vm, const char* function, Args args) {
  if (args.keywordNames && cellOf<TupleCell>(args.keywordNames)->length)
    return vm.raise(TypeId::kTypeError, "%s() takes no keyword arguments", function);
  return {};
}

Result<void> checkCount(Vm& vm, const char* function, uint32_t count, uint32_t least, uint32_t most) {
  if (count >= least && count <= most) return {};
  uint32_t wanted = count < least ? least : most;
  const char* how = least == most ? "" : count < least ? "at least " : "at most ";
  return vm.raise(TypeId::kTypeError, "%s expected %s%u argument%s, got %u", function, how, wanted, wanted == 1 ? "" : "s", count);
}

Result<void> checkArgumentCount(Vm& vm, const char* function, Args args, uint32_t least, uint32_t most) {
  return checkCount(vm, function, args.count - 1, least, most);
}

Value keywordValue(Args args, const char* name) {
  if (!args.keywordNames) return Value();
  auto names = tupleItems(args.keywordNames);
  for (uint32_t i = 0; i < names.size(); ++i)
    if (equalsAscii(cellOf<StrCell>(names[i]), name)) return args.values[args.count + i];
  return Value();
}

Result<void> checkKeywords(Vm& vm, const char* function, Args args, std::initializer_list<const char*> known) {
  if (!args.keywordNames) return {};
  for (Value name : tupleItems(args.keywordNames)) {
    bool found = false;
    for (const char* one : known) found = found || equalsAscii(cellOf<StrCell>(name), one);
    if (!found)
      return vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'", function, textOf(name).c_str());
  }
  return {};
}

namespace {

Result<void> bindRawKeyword(Vm& vm, const char* function, Value name, Value value, std::initializer_list<const char*> names, Value* out) {
  uint32_t index = 0;
  for (const char* known : names) {
    if (equalsAscii(cellOf<StrCell>(name), known)) {
      if (out[index]) return vm.raise(TypeId::kTypeError, "argument for %s() given by name ('%s') and position (%u)", function, known, index + 1);
      out[index] = value;
      return {};
    }
    ++index;
  }
  return vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'", function, textOf(name).c_str());
}

}  // namespace

Result<void> bindRaw(Vm& vm, const char* function, Args args, std::initializer_list<const char*> names, uint32_t required, uint32_t positional,
                     Value* out) {
  uint32_t given = args.count - 1, keywords = args.keywordCount(), most = uint32_t(names.size());
  const char* how = required == most ? "exactly" : "at most";
  if (given + keywords > most)
    return vm.raise(TypeId::kTypeError, "%s() takes %s %u %sargument%s (%u given)", function, how, most, given ? "" : "keyword ",
                    most == 1 ? "" : "s", given + keywords);
  if (given > positional)
    return vm.raise(TypeId::kTypeError, "%s() takes %s %u positional argument%s (%u given)", function, required == positional ? "exactly" : "at most",
                    positional, positional == 1 ? "" : "s", given);
  for (uint32_t i = 0; i < most; ++i) out[i] = i < given ? args[i + 1] : Value();
  for (uint32_t i = 0; i < keywords; ++i)
    TRY(bindRawKeyword(vm, function, tupleItems(args.keywordNames)[i], args.values[args.count + i], names, out));
  for (uint32_t i = 0; i < required; ++i)
    if (!out[i]) return vm.raise(TypeId::kTypeError, "%s() missing required argument '%s' (pos %u)", function, names.begin()[i], i + 1);
  return {};
}

std::string argumentTypeName(Value v) { return isNone(v) ? "None" : typeName(v); }

Result<int64_t> sizeArgument(Vm& vm, Value v) {
  if (v.isInt()) return v.asInt();
  Ref index = TRY(toIndex(vm, v));
  if (auto value = asInt64(index)) return *value;
  return vm.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

Result<int64_t> intArgument(Vm& vm, Value v) {
  int64_t value = TRY(toIndex64(vm, v, IndexOverflow::kClip));
  if (value >= INT32_MIN && value <= INT32_MAX) return value;
  return vm.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

Raised raiseBadIndex(Vm& vm, const char* what, Value key) {
  return vm.raise(TypeId::kTypeError, "%s indices must be integers or slices, not %s", what, typeName(key).c_str());
}

Result<Ref> classGetItem(Vm& vm, Args args) { return tailCallPrelude(vm, "generic_alias", {args[0], args[1]}); }

}  // namespace vitrine
