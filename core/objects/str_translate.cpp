// str: translate and maketrans. A table that is no exact dict may run Python code for each character, so it goes
// through the prelude (R11).
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"

namespace vitrine {

Result<void> appendTranslated(Vm& vm, StrBuilder& text, Value mapped) {
  if (isNone(mapped)) return {};
  if (isStr(mapped)) {
    text.append(strCell(mapped));
    return {};
  }
  if (!isIntOrBool(mapped)) return vm.raise(TypeId::kTypeError, "character mapping must return integer, None or str");
  auto code = asInt64(mapped);
  if (!code || *code < 0 || *code > 0x10FFFF) return vm.raise(TypeId::kValueError, "character mapping must be in range(0x110000)");
  text.appendCharacter(char32_t(*code));
  return {};
}

namespace {

/// A table {one-character str or int: value} from a dict, keys becoming ints.
Result<Ref> tableFromDict(Vm& vm, Value source) {
  Ref table = newDict();
  uint32_t position = 0;
  Value key, value;
  while (dictNext(source, &position, &key, &value)) {
    if (isIntOrBool(key)) {
      TRY(dictSet(vm, table, key, value));
      continue;
    }
    if (!isStr(key)) return vm.raise(TypeId::kTypeError, "keys in translate table must be strings or integers");
    if (strCell(key)->length != 1) return vm.raise(TypeId::kValueError, "string keys in translate table must be of length 1");
    TRY(dictSet(vm, table, Value::integer(strCell(key)->at(0)), value));
  }
  return table;
}

Result<Ref> tableFromStrs(Vm& vm, Value from, Value to, Value removed) {
  const StrCell *x = strCell(from), *y = strCell(to);
  if (x->length != y->length) return vm.raise(TypeId::kValueError, "the first two maketrans arguments must have equal length");
  Ref table = newDict();
  for (uint32_t i = 0; i < x->length; ++i) TRY(dictSet(vm, table, Value::integer(x->at(i)), Value::integer(y->at(i))));
  for (uint32_t i = 0; removed && i < strCell(removed)->length; ++i)
    TRY(dictSet(vm, table, Value::integer(strCell(removed)->at(i)), none()));
  return table;
}

}  // namespace

namespace strmethods {

Result<Ref> translate(Vm& vm, Args args) {
  const StrCell* s = strCell(args[0]);
  if (!s->length) return emptyStr();
  if (!isExactly(args[1], TypeId::kDict)) return tailCallPrelude(vm, "str_translate", {args[0], args[1]});
  StrBuilder text;
  for (uint32_t i = 0; i < s->length; ++i) {
    Value mapped = TRY(dictGet(vm, args[1], Value::integer(s->at(i))));
    if (!mapped) text.appendCharacter(s->at(i));
    else TRY(appendTranslated(vm, text, mapped));
  }
  return text.finish(vm);
}

Result<Ref> makeTrans(Vm& vm, Args args) {
  if (!args.has(1)) {
    if (!isDict(args[0])) return vm.raise(TypeId::kTypeError, "if you give only one argument to maketrans it must be a dict");
    return tableFromDict(vm, args[0]);
  }
  TRY(requireStrArgument(vm, "maketrans", 2, args[1]));
  if (args.has(2)) TRY(requireStrArgument(vm, "maketrans", 3, args[2]));
  if (!isStr(args[0]))
    return vm.raise(TypeId::kTypeError, "first maketrans argument must be a string if there is a second argument");
  return tableFromStrs(vm, args[0], args[1], args.has(2) ? args[2] : Value());
}

}  // namespace strmethods
}  // namespace vitrine
