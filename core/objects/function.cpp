// function, builtin_function_or_method, method, cell. Calling them is vm/'s.
#include "objects/function.h"

#include <cstdio>

#include "objects/allocate.h"
#include "objects/annotations.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

FunctionCell* function(Value v) { return cellOf<FunctionCell>(v); }

std::string addressOf(Value v) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%x", v.offset());
  return text;
}
Ref shareAt(Offset offset) { return offset ? Ref::share(Value::reference(offset)) : noneRef(); }
Ref shareOrNone(Value v) { return v ? Ref::share(v) : noneRef(); }

void replaceAt(Offset& place, Value value) {
  Offset old = place;
  increment(value);
  place = value.offset();
  decrementAt(old);
}
void replace(Value& place, Value value) {
  Value old = place;
  increment(value);
  place = value;
  decrement(old);
}
void changed(Value v) { function(v)->version = ++root().nextTypeVersion; }

Result<Ref> functionRepr(Vm& vm, Value v) {
  return newStr(vm, "<function " + utf8Of(Value::reference(function(v)->qualName)) + " at " + addressOf(v) + ">");
}
Result<Ref> functionGet(Vm&, Value v, Value instance, Value) { return instance ? newMethod(v, instance) : Ref::share(v); }

Result<Ref> getCode(Vm&, Value v) { return shareAt(function(v)->code); }
Result<void> setCode(Vm& vm, Value v, Value value) {
  if (!isExactly(value, TypeId::kCode)) return vm.raise(TypeId::kTypeError, "__code__ must be set to a code object");
  uint32_t wanted = cellOf<TupleCell>(Value::reference(cellOf<CodeCell>(value)->freeVars))->length;
  uint32_t held = function(v)->closure ? at<TupleCell>(function(v)->closure)->length : 0;
  if (wanted != held) {
    return vm.raise(TypeId::kValueError, "%s() requires a code object with %u free vars, not %u",
                    textOf(Value::reference(function(v)->name)).c_str(), held, wanted);
  }
  replaceAt(function(v)->code, value);
  changed(v);
  return {};
}
Result<Ref> getGlobals(Vm&, Value v) { return shareAt(function(v)->globals); }
Result<Ref> getBuiltins(Vm&, Value v) { return shareAt(function(v)->builtins); }
Result<Ref> getClosure(Vm&, Value v) { return shareAt(function(v)->closure); }
Result<Ref> getDefaults(Vm&, Value v) { return shareAt(function(v)->defaults); }
Result<void> setDefaults(Vm& vm, Value v, Value value) {
  if (value && !isNone(value) && !isTuple(value)) return vm.raise(TypeId::kTypeError, "__defaults__ must be set to a tuple object");
  replaceAt(function(v)->defaults, value && !isNone(value) ? value : Value());
  changed(v);
  return {};
}
Result<Ref> getKeywordDefaults(Vm&, Value v) { return shareAt(function(v)->keywordDefaults); }
Result<void> setKeywordDefaults(Vm& vm, Value v, Value value) {
  if (value && !isNone(value) && !isDict(value)) return vm.raise(TypeId::kTypeError, "__kwdefaults__ must be set to a dict object");
  replaceAt(function(v)->keywordDefaults, value && !isNone(value) ? value : Value());
  changed(v);
  return {};
}
Result<Ref> getName(Vm&, Value v) { return shareAt(function(v)->name); }
Result<void> setName(Vm& vm, Value v, Value value) {
  if (!value || !isStr(value)) return vm.raise(TypeId::kTypeError, "__name__ must be set to a string object");
  replaceAt(function(v)->name, value);
  return {};
}
Result<Ref> getQualName(Vm&, Value v) { return shareAt(function(v)->qualName); }
Result<void> setQualName(Vm& vm, Value v, Value value) {
  if (!value || !isStr(value)) return vm.raise(TypeId::kTypeError, "__qualname__ must be set to a string object");
  replaceAt(function(v)->qualName, value);
  return {};
}
Result<Ref> getModule(Vm&, Value v) { return shareOrNone(function(v)->module); }
Result<void> setModule(Vm&, Value v, Value value) {
  replace(function(v)->module, value);
  return {};
}
Result<Ref> getDoc(Vm&, Value v) { return shareOrNone(function(v)->doc); }
Result<void> setDoc(Vm&, Value v, Value value) {
  replace(function(v)->doc, value);
  return {};
}
Result<Ref> getDict(Vm& vm, Value v) { return Ref::share(TRY(instanceDict(vm, v))); }

/// PEP 649: `__annotations__` is what `__annotate__(1)` gives, made when first asked for.
Result<Ref> getAnnotations(Vm& vm, Value v) {
  if (!function(v)->annotations) {
    Ref made = TRY(annotationsFrom(vm, function(v)->annotate ? function(v)->annotate : none()));
    function(v)->annotations = made.release();
  }
  return Ref::share(function(v)->annotations);
}
Result<void> setAnnotations(Vm& vm, Value v, Value value) {
  if (value && !isNone(value) && !isDict(value)) return vm.raise(TypeId::kTypeError, "__annotations__ must be set to a dict object");
  replace(function(v)->annotations, value && !isNone(value) ? value : Value());
  replace(function(v)->annotate, Value());
  return {};
}
Result<Ref> getAnnotate(Vm&, Value v) { return shareOrNone(function(v)->annotate); }
Result<void> setAnnotate(Vm& vm, Value v, Value value) {
  if (!value) return vm.raise(TypeId::kTypeError, "__annotate__ cannot be deleted");
  if (!isNone(value) && !isCallable(value)) return vm.raise(TypeId::kTypeError, "__annotate__ must be callable or None");
  replace(function(v)->annotate, value);
  if (!isNone(value)) replace(function(v)->annotations, Value());
  return {};
}
Result<Ref> getTypeParameters(Vm&, Value v) {
  return function(v)->typeParameters ? Ref::share(function(v)->typeParameters) : Ref::share(Value::reference(root().emptyTuple));
}
Result<void> setTypeParameters(Vm& vm, Value v, Value value) {
  if (!value || !isTuple(value)) return vm.raise(TypeId::kTypeError, "__type_params__ must be set to a tuple");
  replace(function(v)->typeParameters, value);
  return {};
}

const NativeGetSet kFunctionAttributes[] = {
    {"__code__", getCode, setCode}, {"__globals__", getGlobals}, {"__builtins__", getBuiltins}, {"__closure__", getClosure},
    {"__defaults__", getDefaults, setDefaults}, {"__kwdefaults__", getKeywordDefaults, setKeywordDefaults}, {"__name__", getName, setName},
    {"__qualname__", getQualName, setQualName}, {"__module__", getModule, setModule}, {"__doc__", getDoc, setDoc}, {"__dict__", getDict},
    {"__annotations__", getAnnotations, setAnnotations}, {"__annotate__", getAnnotate, setAnnotate},
    {"__type_params__", getTypeParameters, setTypeParameters},
};

// --- builtin_function_or_method -------------------------------------------------------------------------------------------
BuiltinFunctionCell* builtin(Value v) { return cellOf<BuiltinFunctionCell>(v); }

Result<Ref> builtinRepr(Vm& vm, Value v) {
  std::string name = nativeMethod(builtin(v)->index).name;
  Value self = builtin(v)->self;
  if (!self || isExactly(self, TypeId::kModule)) return newStr(vm, "<built-in function " + name + ">");
  return newStr(vm, "<built-in method " + name + " of " + typeName(self) + " object at " + addressOf(self) + ">");
}
Result<Ref> builtinCompare(Vm&, Value a, Value b, CompareOp op) {
  if (!isExactly(b, TypeId::kBuiltinFunction) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::share(notImplemented());
  bool same = builtin(a)->index == builtin(b)->index && builtin(a)->self == builtin(b)->self;
  return Ref::steal(Value::boolean(same == (op == CompareOp::kEq)));
}
Result<int64_t> builtinHash(Vm& vm, Value v) {
  return int64_t(builtin(v)->index) * 1000003 ^ (builtin(v)->self.isReference() ? int64_t(builtin(v)->self.offset()) : 0);
}
Result<Ref> builtinName(Vm& vm, Value v) { return intern(nativeMethod(builtin(v)->index).name); }
Result<Ref> builtinQualName(Vm& vm, Value v) {
  std::string name = nativeMethod(builtin(v)->index).name;
  Value self = builtin(v)->self;
  if (!self || isExactly(self, TypeId::kModule)) return newStr(vm, name);
  TypeCell* owner = isType(self) ? cellOf<TypeCell>(self) : typeOf(self);
  return newStr(vm, utf8Of(Value::reference(owner->qualName)) + "." + name);
}
/// A module's functions have the module as their __self__; here they only know its name.
Value moduleOf(Value v) {
  Value name = builtin(v)->module;
  return !builtin(v)->self && name && isStr(name) && root().modules ? dictGetName(Value::reference(root().modules), name) : Value();
}
Result<Ref> builtinSelf(Vm&, Value v) { return shareOrNone(builtin(v)->self ? builtin(v)->self : moduleOf(v)); }
Result<Ref> builtinModule(Vm&, Value v) { return shareOrNone(builtin(v)->module); }
Result<Ref> builtinDoc(Vm& vm, Value v) {
  const char* doc = nativeMethod(builtin(v)->index).doc;
  return doc ? newStr(vm, doc) : Result<Ref>(noneRef());
}
Result<Ref> builtinSignature(Vm& vm, Value v) {
  const char* signature = nativeMethod(builtin(v)->index).signature;
  if (!signature) return noneRef();
  std::string text = signature;
  if (moduleOf(v)) text.insert(1, text == "()" ? "$module" : "$module, ");
  return newStr(vm, text);
}
const NativeGetSet kBuiltinAttributes[] = {{"__name__", builtinName}, {"__qualname__", builtinQualName}, {"__self__", builtinSelf},
                                           {"__module__", builtinModule}, {"__doc__", builtinDoc}, {"__text_signature__", builtinSignature}};

// --- method ------------------------------------------------------------------------------------------------------------------
MethodCell* method(Value v) { return cellOf<MethodCell>(v); }

Result<Ref> methodRepr(Vm& vm, Value v) {
  Ref name = TRY(findAttribute(vm, method(v)->function, nameOf(Name::kQualName)));
  if (!isStr(name)) name = TRY(findAttribute(vm, method(v)->function, nameOf(Name::kName)));
  Ref self = TRY(repr(vm, method(v)->self));
  return newStr(vm, "<bound method " + (isStr(name) ? utf8Of(name) : std::string("?")) + " of " + utf8Of(self) + ">");
}
Result<Ref> methodCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (!isExactly(b, TypeId::kMethod) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::share(notImplemented());
  bool same = method(a)->self == method(b)->self && TRY(equal(vm, method(a)->function, method(b)->function));
  return Ref::steal(Value::boolean(same == (op == CompareOp::kEq)));
}
Result<int64_t> methodHash(Vm& vm, Value v) {
  int64_t self = TRY(hashIdentity(vm, method(v)->self)), function = TRY(hash(vm, method(v)->function));
  int64_t mixed = self ^ function;
  return mixed == -1 ? -2 : mixed;
}
/// Attributes not its own are the function's.
Result<Ref> methodGetAttribute(Vm& vm, Value v, Value name) {
  if (Value own = lookupOnType(typeOf(v), name)) {
    Ref held = Ref::share(own);
    return bindDescriptor(vm, held, v, valueOf(typeOf(v)));
  }
  return getAttribute(vm, method(v)->function, name);
}
Result<Ref> methodCreate(Vm& vm, Args args) {
  if (args.count != 3) return vm.raise(TypeId::kTypeError, "method expected 2 arguments, got %u", args.count - 1);
  if (!isCallable(args[1])) return vm.raise(TypeId::kTypeError, "first argument must be callable");
  if (isNone(args[2])) return vm.raise(TypeId::kTypeError, "instance must not be None");
  return newMethod(args[1], args[2]);
}
Result<Ref> methodFunction(Vm&, Value v) { return Ref::share(method(v)->function); }
Result<Ref> methodSelf(Vm&, Value v) { return Ref::share(method(v)->self); }
Result<Ref> methodDoc(Vm& vm, Value v) { return getAttribute(vm, method(v)->function, nameOf(Name::kDoc)); }
const NativeGetSet kMethodAttributes[] = {{"__func__", methodFunction}, {"__self__", methodSelf}, {"__doc__", methodDoc}};

// --- cell --------------------------------------------------------------------------------------------------------------------
CellObjectCell* closureCell(Value v) { return cellOf<CellObjectCell>(v); }

Result<Ref> cellRepr(Vm& vm, Value v) {
  Value content = closureCell(v)->content;
  if (!content) return newStr(vm, "<cell at " + addressOf(v) + ": empty>");
  return newStr(vm, "<cell at " + addressOf(v) + ": " + typeName(content) + " object at " + addressOf(content) + ">");
}
Result<Ref> cellContents(Vm& vm, Value v) {
  if (!closureCell(v)->content) return vm.raise(TypeId::kValueError, "cell is empty");
  return Ref::share(closureCell(v)->content);
}
Result<void> setCellContents(Vm&, Value v, Value value) {
  replace(closureCell(v)->content, value);
  return {};
}
Result<Ref> cellCreate(Vm& vm, Args args) {
  if (args.count > 2) return vm.raise(TypeId::kTypeError, "cell expected at most 1 argument, got %u", args.count - 1);
  return newCellObject(args.count == 2 ? args[1] : Value());
}
const NativeGetSet kCellAttributes[] = {{"cell_contents", cellContents, setCellContents}};

}  // namespace

Result<Ref> newFunction(Vm& vm, Value code, Value globals, Value qualNameOrNull) {
  auto* cell = makeCell<FunctionCell>(TypeId::kFunction);
  Ref made = Ref::steal(cell);
  auto* codeCell = cellOf<CodeCell>(code);
  cell->code = Ref::share(code).release().offset();
  cell->globals = Ref::share(globals).release().offset();
  cell->builtins = root().builtins;
  if (Value own = dictGetName(globals, nameOf(Name::kBuiltins))) {
    if (isDict(own)) cell->builtins = own.offset();
  }
  incrementAt(cell->builtins);
  cell->name = Ref::share(Value::reference(codeCell->name)).release().offset();
  cell->qualName = Ref::share(qualNameOrNull ? qualNameOrNull : Value::reference(codeCell->qualName)).release().offset();
  auto constants = tupleItems(Value::reference(codeCell->constants));
  if (!constants.empty() && isStr(constants[0])) cell->doc = Ref::share(constants[0]).release();
  if (Value module = dictGetName(globals, nameOf(Name::kName))) cell->module = Ref::share(module).release();
  cell->version = ++root().nextTypeVersion;
  return made;
}

Ref newMethod(Value function, Value self) {
  auto* cell = makeCell<MethodCell>(TypeId::kMethod);
  cell->function = Ref::share(function).release();
  cell->self = Ref::share(self).release();
  return Ref::steal(cell);
}
Ref newBuiltinFunction(NativeIndex index, Value selfOrNull, Value moduleOrNull) {
  auto* cell = makeCell<BuiltinFunctionCell>(TypeId::kBuiltinFunction);
  cell->index = index;
  increment(selfOrNull);
  increment(moduleOrNull);
  cell->self = selfOrNull;
  cell->module = moduleOrNull;
  return Ref::steal(cell);
}
Ref newCellObject(Value contentOrNull) {
  auto* cell = makeCell<CellObjectCell>(TypeId::kCellObject);
  increment(contentOrNull);
  cell->content = contentOrNull;
  return Ref::steal(cell);
}

namespace {

/// The cells that code with free variables needs.
Result<void> checkClosure(Vm& vm, const CodeCell* code, Value closure) {
  const uint32_t wanted = at<TupleCell>(code->freeVars)->length;
  const bool none = isNone(closure);
  if (!none || wanted) {
    if (!isTuple(closure)) return vm.raise(TypeId::kTypeError, "arg 5 (closure) must be %stuple", wanted && none ? "" : "None or ");
  }
  const uint32_t given = none ? 0 : uint32_t(tupleItems(closure).size());
  if (given != wanted)
    return vm.raise(TypeId::kValueError, "%s requires closure of length %u, not %u", textOf(Value::reference(code->name)).c_str(), wanted, given);
  for (uint32_t i = 0; i < given; ++i) {
    Value cell = tupleItems(closure)[i];
    if (!isExactly(cell, TypeId::kCellObject)) return vm.raise(TypeId::kTypeError, "arg 5 (closure) expected cell, found %s", typeName(cell).c_str());
  }
  return {};
}

Result<void> checkParts(Vm& vm, std::span<const Value> parts) {
  auto wrong = [&](size_t index, auto is) { return !isNone(parts[index]) && !is(parts[index]); };
  for (size_t i = 0; i < 2; ++i) {
    if (i == 0 ? isExactly(parts[0], TypeId::kCode) : isDict(parts[1])) continue;
    return vm.raise(TypeId::kTypeError, "function() argument '%s' must be %s, not %s", i ? "globals" : "code", i ? "dict" : "code", argumentTypeName(parts[i]).c_str());
  }
  if (wrong(2, isStr)) return vm.raise(TypeId::kTypeError, "arg 3 (name) must be None or string");
  if (wrong(3, isTuple)) return vm.raise(TypeId::kTypeError, "arg 4 (defaults) must be None or tuple");
  if (wrong(5, isDict)) return vm.raise(TypeId::kTypeError, "arg 6 (kwdefaults) must be None or dict");
  return checkClosure(vm, cellOf<CodeCell>(parts[0]), parts[4]);
}

/// types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None). CPython: func_new.
Result<Ref> functionCreate(Vm& vm, Args args) {
  Value parts[6];
  TRY(bindRaw(vm, "function", args, {"code", "globals", "name", "argdefs", "closure", "kwdefaults"}, 2, 6, parts));
  for (Value& part : parts)
    if (!part) part = none();
  TRY(checkParts(vm, parts));
  Ref made = TRY(newFunction(vm, parts[0], parts[1], Value()));
  auto* cell = made.as<FunctionCell>();
  if (!(cellOf<CodeCell>(parts[0])->flags & kCodeOptimized)) replace(cell->doc, none());  // a module's text is not its function's
  if (!isNone(parts[2])) replaceAt(cell->name, parts[2]);
  Offset* const places[] = {&cell->defaults, &cell->closure, &cell->keywordDefaults};
  for (size_t i = 0; i < 3; ++i)
    if (!isNone(parts[i + 3])) replaceAt(*places[i], parts[i + 3]);
  return made;
}

}  // namespace

const NativeType kFunctionType = {
    .id = TypeId::kFunction,
    .instanceBytes = sizeof(FunctionCell),
    .flags = kTypeInstantiable | kTypeMethodDescriptor | kTypeWeakReferenceable,
    .fieldsAt = __builtin_offsetof(FunctionCell, fields),
    .slots = {.repr = functionRepr, .call = callSlot, .descriptorGet = functionGet, .create = functionCreate},
    .attributes = kFunctionAttributes,
};
const NativeType kBuiltinFunctionType = {
    .id = TypeId::kBuiltinFunction,
    .instanceBytes = sizeof(BuiltinFunctionCell),
    .flags = kTypeWeakReferenceable,
    .slots = {.repr = builtinRepr, .hash = builtinHash, .compare = builtinCompare, .call = callSlot},
    .attributes = kBuiltinAttributes,
};
const NativeType kMethodType = {
    .id = TypeId::kMethod,
    .instanceBytes = sizeof(MethodCell),
    .flags = kTypeInstantiable | kTypeWeakReferenceable,
    .slots = {.repr = methodRepr, .hash = methodHash, .compare = methodCompare, .call = callSlot, .getAttr = methodGetAttribute,
              .create = methodCreate},
    .attributes = kMethodAttributes,
};
const NativeType kCellObjectType = {
    .id = TypeId::kCellObject,
    .instanceBytes = sizeof(CellObjectCell),
    .flags = kTypeInstantiable,
    .slots = {.repr = cellRepr, .hash = hashNotImplemented, .create = cellCreate},
    .attributes = kCellAttributes,
};

}  // namespace vitrine
