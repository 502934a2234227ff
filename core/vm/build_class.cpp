// `__build_class__`: what a class statement calls (CPython: Python/bltinmodule.c, builtin___build_class__). The class body and
// the metaclass's call are frames like any other, so making a class takes three steps: buildClass enters the body,
// continueClassBody calls the metaclass with the namespace the body filled, continueMetaclass looks at the class.
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/names.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_new.h"
#include "vm/calls.h"
#include "vm/handlers.h"

namespace vitrine {

namespace {

/// The parts of kClassBody's auxiliary tuple.
enum BodyPart : uint32_t { kBodyMeta, kBodyName, kBodyBases, kBodyOriginalBases, kBodySpace, kBodyKeywords, kBodyKeywordNames, kBodyCode };

/// PEP 560: bases that are no classes say by `__mro_entries__` what stands in their place.
Result<Ref> resolveBases(Vm& vm, Value bases) {
  Ref resolved = TRY(newList(vm));
  bool changed = false;
  for (Value base : tupleItems(bases)) {
    Ref entries = isType(base) ? exhausted() : TRY(findAttribute(vm, base, dunderName(Dunder::kMroEntries)));
    if (isExhausted(entries)) {
      TRY(listAppend(vm, resolved, base));
      continue;
    }
    Ref instead = TRY(call(vm, entries, {bases}));
    if (!isTuple(instead)) return vm.raise(TypeId::kTypeError, "__mro_entries__ must return a tuple");
    for (Value each : tupleItems(instead)) TRY(listAppend(vm, resolved, each));
    changed = true;
  }
  return changed ? newTuple(vm, listItems(resolved)) : Result<Ref>(Ref::share(bases));
}

/// The keyword arguments but `metaclass`: their values, their names, and the metaclass (NULL: none given).
struct ClassKeywords {
  Ref values, names, metaclass;
};
Result<ClassKeywords> splitKeywords(Vm& vm, Args args) {
  ClassKeywords keywords;
  Ref values = TRY(newList(vm)), names = TRY(newList(vm));
  for (uint32_t i = 0; i < args.keywordCount(); ++i) {
    Value name = tupleItems(args.keywordNames)[i], value = args[args.count + i];
    if (name == nameOf(Name::kMetaclass)) {
      keywords.metaclass = Ref::share(value);
    } else {
      TRY(listAppend(vm, names, name));
      TRY(listAppend(vm, values, value));
    }
  }
  keywords.values = TRY(newTuple(vm, listItems(values)));
  keywords.names = TRY(newTuple(vm, listItems(names)));
  return keywords;
}

Result<Ref> chooseMetaclass(Vm& vm, Ref given, Value bases) {
  auto items = tupleItems(bases);
  if (!given) given = items.empty() ? Ref::share(typeCell(TypeId::kType)) : Ref::share(typeOf(items[0]));
  if (!isType(given)) return given;
  return Ref::share(TRY(calculateMetaclass(vm, given.as<TypeCell>(), bases)));
}

/// Calls with the leading values and the class statement's keywords.
Result<Ref> startWithKeywords(Vm& vm, Value callable, std::initializer_list<Value> leading, Value keywordValues, Value keywordNames) {
  std::vector<Value> values(leading);
  for (Value each : tupleItems(keywordValues)) values.push_back(each);
  bool none = tupleItems(keywordNames).empty();
  return startCall(vm, callable, Args{values.data(), uint32_t(leading.size()), none ? Value() : keywordNames});
}

bool isMapping(Value v) { return typeOf(v)->definesInPython(Dunder::kGetItem) || slotsOf(v).getItem; }

Result<Ref> prepareNamespace(Vm& vm, Value meta, Value name, Value bases, const ClassKeywords& keywords) {
  if (meta == valueOf(typeCell(TypeId::kType))) return newDict();
  Ref prepare = TRY(findAttribute(vm, meta, dunderName(Dunder::kPrepare)));
  if (isExhausted(prepare)) return newDict();
  Ref space = TRY(settle(vm, startWithKeywords(vm, prepare, {name, bases}, keywords.values, keywords.names)));
  if (isMapping(space)) return space;
  std::string who = isType(meta) ? textOf(Value::reference(cellOf<TypeCell>(meta)->name)) : "<metaclass>";
  return vm.raise(TypeId::kTypeError, "%s.__prepare__() must return a mapping, not %s", who.c_str(), typeName(space).c_str());
}

Result<void> checkArguments(Vm& vm, Args args) {
  if (args.count < 2) return vm.raise(TypeId::kTypeError, "__build_class__: not enough arguments");
  if (!isExactly(args[0], TypeId::kFunction)) return vm.raise(TypeId::kTypeError, "__build_class__: func must be a function");
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__build_class__: name is not a string");
  return {};
}

/// Stores into the namespace, which may be any mapping.
Result<void> store(Vm& vm, Value space, Name name, Value value) {
  return isExactly(space, TypeId::kDict) ? dictSetName(vm, space, nameOf(name), value) : setItem(vm, space, nameOf(name), value);
}

}  // namespace

Result<Ref> buildClass(Vm& vm, Args args) {
  TRY(checkArguments(vm, args));
  auto* function = cellOf<FunctionCell>(args[0]);
  Ref original = TRY(newTuple(vm, std::span<const Value>(args.values + 2, args.count - 2)));
  Ref bases = TRY(resolveBases(vm, original));
  ClassKeywords keywords = TRY(splitKeywords(vm, args));
  Ref meta = TRY(chooseMetaclass(vm, std::move(keywords.metaclass), bases));
  Ref space = TRY(prepareNamespace(vm, meta, args[1], bases, keywords));
  Ref code = Ref::share(Value::reference(function->code));
  bool changed = original.get() != bases.get();
  Ref auxiliary = TRY(newTuple(vm, {meta, args[1], bases, changed ? original.get() : none(), space, keywords.values, keywords.names, code}));
  // No class statement makes such a body, but a program may call __build_class__ with any function.
  if (!runsAtOnce(code.as<CodeCell>())) return andThen(vm, startBody(vm, args[0], space), ReturnAction::kClassBody, auxiliary);
  Frame* frame = TRY(enterCode(vm, code.as<CodeCell>(), function, Value(), Value(), space));
  frame->returnAction = ReturnAction::kClassBody;
  frame->returnAux = auxiliary.release();
  return Ref::steal(Value::token(kTokenFrameEntered));
}

Result<Ref> continueClassBody(Vm& vm, Value auxiliary, Ref cell) {
  auto parts = tupleItems(auxiliary);
  Value space = parts[kBodySpace];
  auto* code = cellOf<CodeCell>(parts[kBodyCode]);
  bool hasCells = !tupleItems(Value::reference(code->cellVars)).empty();  // then STORE_NAME has seen to it
  if (code->staticAttributes && !hasCells) TRY(store(vm, space, Name::kStaticAttributes, Value::reference(code->staticAttributes)));
  if (!isNone(parts[kBodyOriginalBases])) TRY(store(vm, space, Name::kOrigBases, parts[kBodyOriginalBases]));
  Ref after = TRY(newTuple(vm, {parts[kBodyName], cell}));
  return andThen(vm,
                 startWithKeywords(vm, parts[kBodyMeta], {parts[kBodyName], parts[kBodyBases], space}, parts[kBodyKeywords],
                                   parts[kBodyKeywordNames]),
                 ReturnAction::kMetaclass, after);
}

Result<Ref> continueMetaclass(Vm& vm, Value auxiliary, Ref type) {
  Value name = tupleItems(auxiliary)[0], cell = tupleItems(auxiliary)[1];
  if (!isType(type) || !isExactly(cell, TypeId::kCellObject)) return type;
  Value held = cellOf<CellObjectCell>(cell)->content;
  if (held == type.get()) return type;
  Ref nameText = TRY(repr(vm, name)), typeText = TRY(repr(vm, type));
  if (!held)
    return vm.raise(TypeId::kRuntimeError, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?",
                    textOf(nameText).c_str(), textOf(typeText).c_str());
  Ref heldText = TRY(repr(vm, held));
  return vm.raise(TypeId::kTypeError, "__class__ set to %s defining %s as %s", textOf(heldText).c_str(), textOf(nameText).c_str(),
                  textOf(typeText).c_str());
}

}  // namespace vitrine
