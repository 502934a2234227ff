// operator.itemgetter, attrgetter and methodcaller. CPython: Modules/_operator.c; messages are 3.14's.
//
//   itemgetter: TupleHolder | keys |          attrgetter: | tuples of the names between dots | the texts given |
//   methodcaller: | (name, *arguments) | keyword names or NULL | values of the keywords |
#include <vector>

#include "objects/allocate.h"
#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

TupleHolderCell* holder(Value v) { return cellOf<TupleHolderCell>(v); }

Result<void> checkOneArgument(Vm& vm, const char* name, Args args) {
  TRY(refuseKeywords(vm, name, args));
  return checkArgumentCount(vm, name, args, 1, 1);
}

// itemgetter ---------------------------------------------------------------------------------------------------------

Result<Ref> createItemGetter(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "itemgetter", args));
  TRY(checkArgumentCount(vm, "itemgetter", args, 1, UINT32_MAX));
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  holder(made)->tuple = TRY(newTuple(vm, std::span<const Value>(args.values + 1, args.count - 1))).release();
  return made;
}

Result<Ref> callItemGetter(Vm& vm, Args args) {
  TRY(checkOneArgument(vm, "itemgetter", args));
  Ref keys = Ref::share(holder(args[0])->tuple);
  auto* tuple = keys.as<TupleCell>();
  if (tuple->length == 1) return getItem(vm, args[1], tuple->items[0]);
  Ref result = TRY(newTupleBlank(vm, tuple->length));
  for (uint32_t i = 0; i < tuple->length; ++i) result.as<TupleCell>()->items[i] = TRY(getItem(vm, args[1], tuple->items[i])).release();
  return result;
}

Result<Ref> reprArguments(Vm& vm, Value self, Value tuple) {
  std::string text = "operator." + textOf(Value::reference(typeOf(self)->name)) + "(";
  bool first = true;
  for (Value each : tupleItems(tuple)) {
    Ref one = TRY(repr(vm, each));
    text += (first ? "" : ", ") + utf8Of(one);
    first = false;
  }
  return newStr(vm, text + ")");
}
Result<Ref> reprItemGetter(Vm& vm, Value self) { return reprArguments(vm, self, holder(self)->tuple); }

/// (type, (arguments)).
Result<Ref> reduceItemGetter(Vm& vm, Args args) { return newTuple(vm, {valueOf(typeOf(args[0])), holder(args[0])->tuple}); }

// attrgetter ---------------------------------------------------------------------------------------------------------

/// The names between the dots of a text.
Result<Ref> splitNames(Vm& vm, Value text) {
  std::string whole = utf8Of(text);
  std::vector<Ref> names;
  for (size_t from = 0;;) {
    size_t dot = whole.find('.', from);
    names.push_back(intern(whole.substr(from, dot == std::string::npos ? dot : dot - from)));
    if (dot == std::string::npos) break;
    from = dot + 1;
  }
  Ref result = TRY(newTupleBlank(vm, uint32_t(names.size())));
  for (size_t i = 0; i < names.size(); ++i) result.as<TupleCell>()->items[i] = names[i].release();
  return result;
}

Result<Ref> createAttributeGetter(Vm& vm, Args args) {
  TRY(refuseKeywords(vm, "attrgetter", args));
  TRY(checkArgumentCount(vm, "attrgetter", args, 1, UINT32_MAX));
  Ref paths = TRY(newTupleBlank(vm, args.count - 1)), made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  for (uint32_t i = 1; i < args.count; ++i) {
    if (!isStr(args[i])) return vm.raise(TypeId::kTypeError, "attribute name must be a string");
    paths.as<TupleCell>()->items[i - 1] = TRY(splitNames(vm, args[i])).release();
  }
  holder(made)->tuple = paths.release();
  holder(made)->first = TRY(newTuple(vm, std::span<const Value>(args.values + 1, args.count - 1))).release();
  return made;
}

Result<Ref> followPath(Vm& vm, Value object, Value names) {
  Ref current = Ref::share(object);
  for (Value name : tupleItems(names)) current = TRY(getAttribute(vm, current, name));
  return current;
}

Result<Ref> callAttributeGetter(Vm& vm, Args args) {
  TRY(checkOneArgument(vm, "attrgetter", args));
  Ref paths = Ref::share(holder(args[0])->tuple);
  auto* tuple = paths.as<TupleCell>();
  if (tuple->length == 1) return followPath(vm, args[1], tuple->items[0]);
  Ref result = TRY(newTupleBlank(vm, tuple->length));
  for (uint32_t i = 0; i < tuple->length; ++i) result.as<TupleCell>()->items[i] = TRY(followPath(vm, args[1], tuple->items[i])).release();
  return result;
}

Result<Ref> reprAttributeGetter(Vm& vm, Value self) { return reprArguments(vm, self, holder(self)->first); }
Result<Ref> reduceAttributeGetter(Vm& vm, Args args) { return newTuple(vm, {valueOf(typeOf(args[0])), holder(args[0])->first}); }

// methodcaller -------------------------------------------------------------------------------------------------------

Result<Ref> createMethodCaller(Vm& vm, Args args) {
  if (args.count < 2) return vm.raise(TypeId::kTypeError, "methodcaller needs at least one argument, the method name");
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "method name must be a string");
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  holder(made)->tuple = TRY(newTuple(vm, std::span<const Value>(args.values + 1, args.count - 1))).release();
  if (args.keywordCount()) {
    holder(made)->first = Ref::share(args.keywordNames).release();
    holder(made)->second = TRY(newTuple(vm, std::span<const Value>(args.values + args.count, args.keywordCount()))).release();
  }
  return made;
}

Result<Ref> callMethodCaller(Vm& vm, Args args) {
  TRY(checkOneArgument(vm, "methodcaller", args));
  Ref self = Ref::share(args[0]);
  auto given = tupleItems(holder(self)->tuple);
  Ref method = TRY(getAttribute(vm, args[1], given[0]));
  std::vector<Value> values(given.begin() + 1, given.end());
  if (Value more = holder(self)->second) values.insert(values.end(), tupleItems(more).begin(), tupleItems(more).end());
  return tailCall(vm, method, Args{values.data(), uint32_t(given.size() - 1), holder(self)->first});
}

Result<Ref> reprMethodCaller(Vm& vm, Value self) {
  Ref plain = TRY(reprArguments(vm, self, holder(self)->tuple));
  if (!holder(self)->first) return plain;
  std::string text = utf8Of(plain);
  text.pop_back();
  auto names = tupleItems(holder(self)->first);
  for (size_t i = 0; i < names.size(); ++i) {
    Ref value = TRY(repr(vm, tupleItems(holder(self)->second)[i]));
    text += ", " + utf8Of(names[i]) + "=" + utf8Of(value);
  }
  return newStr(vm, text + ")");
}

const NativeMethod kItemMethods[] = {{"__reduce__", "($self, /)", reduceItemGetter, kMethodPlain, "Return state information for pickling"}};
const NativeMethod kAttributeMethods[] = {{"__reduce__", "($self, /)", reduceAttributeGetter, kMethodPlain, "Return state information for pickling"}};

}  // namespace

extern const NativeType kItemGetterType = {
    .id = TypeId::kItemGetter,
    .instanceBytes = sizeof(TupleHolderCell),
    .flags = kTypeInstantiable,
    .slots = {.repr = reprItemGetter, .call = callItemGetter, .create = createItemGetter},
    .methods = kItemMethods,
    .doc = "Return a callable object that fetches the given item(s) from its operand.",
};
extern const NativeType kAttributeGetterType = {
    .id = TypeId::kAttributeGetter,
    .instanceBytes = sizeof(TupleHolderCell),
    .flags = kTypeInstantiable,
    .slots = {.repr = reprAttributeGetter, .call = callAttributeGetter, .create = createAttributeGetter},
    .methods = kAttributeMethods,
    .doc = "Return a callable object that fetches the given attribute(s) from its operand.",
};
extern const NativeType kMethodCallerType = {
    .id = TypeId::kMethodCaller,
    .instanceBytes = sizeof(TupleHolderCell),
    .flags = kTypeInstantiable,
    .slots = {.repr = reprMethodCaller, .call = callMethodCaller, .create = createMethodCaller},
    .doc = "Return a callable object that calls the given method on its operand.",
};

}  // namespace vitrine
