// See unpacking.h. CPython: Python/ceval.c, format_kwargs_error and check_args_iterable; Objects/object.c, _PyObject_FunctionStr.
#include "vm/unpacking.h"

#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {

bool isIterable(Value v) {
  TypeCell* type = typeOf(v);
  return type->definesInPython(Dunder::kIter) || slotsOf(type).iter || type->definesInPython(Dunder::kGetItem) || slotsOf(type).getItem;
}

bool spreadsInPython(Value v) { return isIterable(v) && !iteratesNatively(v); }

namespace {

/// An attribute that is a str, else an empty text.
std::string textAttribute(Vm& vm, Value object, Name name) {
  auto found = findAttribute(vm, object, nameOf(name));
  if (!found.ok()) {
    vm.clearPending();
    return {};
  }
  Ref value = found.take();
  return !isExhausted(value) && isStr(value) ? utf8Of(value) : std::string();
}

Raised raiseRepeated(Vm& vm, Value callable, Value key) {
  Ref text = TRY(str(vm, key));  // it need not be a str to be repeated
  return vm.raise(TypeId::kTypeError, "%s got multiple values for keyword argument '%s'", callableText(vm, callable).c_str(), textOf(text).c_str());
}

Result<void> addKeyword(Vm& vm, Value dict, Value key, Value value, Value callable) {
  Value known = TRY(dictGet(vm, dict, key));
  if (known) return raiseRepeated(vm, callable, key);
  return dictSet(vm, dict, key, value);
}

}  // namespace

std::string callableText(Vm& vm, Value callable) {
  std::string name = textAttribute(vm, callable, Name::kQualName);
  if (name.empty()) {
    auto shown = str(vm, callable);
    if (shown.ok()) return utf8Of(shown.take().get());
    vm.clearPending();
    return "object";
  }
  std::string module = textAttribute(vm, callable, Name::kModule);
  if (module.empty() || module == "builtins") return name + "()";
  return module + "." + name + "()";
}

Result<Ref> argumentTuple(Vm& vm, Value callable, Value iterable) {
  if (!isIterable(iterable))
    return vm.raise(TypeId::kTypeError, "%s argument after * must be an iterable, not %s", callableText(vm, callable).c_str(), typeName(iterable).c_str());
  return tupleFrom(vm, iterable);
}

Result<void> extendByStar(Vm& vm, Value list, Value iterable) {
  if (!isIterable(iterable)) return vm.raiseTypeErrorFor("Value after * must be an iterable, not %s", iterable);
  return listExtend(vm, list, iterable);
}

Result<void> mergeKeywords(Vm& vm, Value dict, Value mapping, Value callable) {
  if (isExactly(mapping, TypeId::kDict)) {
    uint32_t position = 0;
    for (Value key, value; dictNext(mapping, &position, &key, &value);) {
      Ref keepKey = Ref::share(key), keepValue = Ref::share(value);
      TRY(addKeyword(vm, dict, keepKey, keepValue, callable));
    }
    return {};
  }
  Ref method = TRY(findAttribute(vm, mapping, nameOf(Name::kKeys)));
  if (isExhausted(method))
    return vm.raise(TypeId::kTypeError, "%s argument after ** must be a mapping, not %s", callableText(vm, callable).c_str(), typeName(mapping).c_str());
  Ref keys = TRY(call(vm, method, {}));
  Ref iterator = TRY(iterate(vm, keys));
  for (;;) {
    Ref key = TRY(next(vm, iterator));
    if (isExhausted(key)) return {};
    if (TRY(dictGet(vm, dict, key))) return raiseRepeated(vm, callable, key);  // before the value is asked for
    Ref value = TRY(getItem(vm, mapping, key));
    TRY(dictSet(vm, dict, key, value));
  }
}

}  // namespace vitrine
