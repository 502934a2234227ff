// module, mappingproxy and types.SimpleNamespace: three small types around a dict.
#include "objects/module.h"

#include "base/depth_guard.h"
#include "objects/allocate.h"
#include "objects/annotations.h"
#include "objects/dict.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

Value dictOf(Value module) { return moduleDict(module); }

/// An attribute that an instance (a ModuleSpec) has itself; NULL where there is none. Runs no Python.
Value ownAttribute(Value object, const char* name) {
  if (!object || !object.isReference() || !typeOf(object)->fieldsAt) return Value();
  Ref key = intern(name);
  return instanceGet(object, key);
}

/// "(built-in)", "from 'file.py'" and so on, as importlib's _module_repr has it; empty where nothing is known.
Result<std::string> moduleOrigin(Vm& vm, Value v) {
  Value spec = dictGetName(dictOf(v), nameOf(Name::kSpec)), loader = dictGetName(dictOf(v), nameOf(Name::kLoader));
  Value shown = dictGetName(dictOf(v), nameOf(Name::kFile));
  if (spec && !isNone(spec)) {
    Value origin = ownAttribute(spec, "origin"), located = ownAttribute(spec, "_set_fileattr");
    loader = ownAttribute(spec, "loader");
    shown = Value();
    if (origin && isStr(origin) && located != Value::boolean(true)) return " (" + utf8Of(origin) + ")";
    if (origin && !isNone(origin)) shown = origin;
  }
  if (!shown && (!loader || isNone(loader))) return std::string();
  Ref held = Ref::share(shown ? shown : loader);
  Ref text = TRY(repr(vm, held));
  return shown ? " from " + utf8Of(text) : " (" + utf8Of(text) + ")";
}

Result<Ref> moduleRepr(Vm& vm, Value v) {
  Value name = dictGetName(dictOf(v), nameOf(Name::kName));
  Ref nameText = TRY(repr(vm, name ? name : none()));
  return newStr(vm, "<module " + utf8Of(nameText) + TRY(moduleOrigin(vm, v)) + ">");
}

}  // namespace

bool isInitializing(Value module) {
  if (!isInstance(module, TypeId::kModule)) return false;
  return ownAttribute(dictGetName(dictOf(module), nameOf(Name::kSpec)), "_initializing") == Value::boolean(true);
}

std::string moduleFile(Value module) {
  Value spec = dictGetName(dictOf(module), nameOf(Name::kSpec)), origin = ownAttribute(spec, "origin");
  bool located = ownAttribute(spec, "_set_fileattr") == Value::boolean(true);
  return located && origin && isStr(origin) ? utf8Of(origin) : std::string();
}

namespace {

Result<Ref> moduleGetAttribute(Vm& vm, Value v, Value name) {
  Value ofType = lookupOnType(typeOf(v), name);
  bool dataDescriptor = ofType && typeOf(ofType)->flags & kTypeDataDescriptor;
  if (Value own = dataDescriptor ? Value() : dictGetName(dictOf(v), name)) return Ref::share(own);
  auto found = genericGetAttribute(vm, v, name);
  if (found.ok() || !vm.pendingIs(TypeId::kAttributeError) || vm.abandoned) return found;
  if (Value hook = dictGetName(dictOf(v), dunderName(Dunder::kGetAttr))) {  // PEP 562
    vm.clearPending();
    return call(vm, hook, {name});
  }
  vm.clearPending();
  return vm.raiseAttributeError(v, name);
}

Result<void> moduleSetAttribute(Vm& vm, Value v, Value name, Value valueOrNull) {
  Value descriptor = lookupOnType(typeOf(v), name);
  if (descriptor && typeOf(descriptor)->flags & kTypeDataDescriptor) return genericSetAttribute(vm, v, name, valueOrNull);
  Ref interned = internValue(name);
  if (valueOrNull) return dictSetName(vm, dictOf(v), interned, valueOrNull);
  if (!dictDeleteName(dictOf(v), interned)) return vm.raiseAttributeError(v, name);
  return {};
}

Result<Ref> moduleCreate(Vm& vm, Args args) {
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  made.as<ModuleCell>()->dict = newDict().release().offset();
  return made;
}
/// values: self, name, doc.
Result<Ref> moduleInit(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raiseTypeErrorFor("module() argument 'name' must be str, not %s", args[1]);
  Value dict = dictOf(args[0]);
  TRY(dictSetName(vm, dict, nameOf(Name::kName), args[1]));
  TRY(dictSetName(vm, dict, nameOf(Name::kDoc), args.has(2) ? args[2] : none()));
  for (Name name : {Name::kPackage, Name::kLoader, Name::kSpec}) TRY(dictSetName(vm, dict, nameOf(name), none()));
  return noneRef();
}
Result<Ref> getDict(Vm&, Value v) { return Ref::share(dictOf(v)); }
Result<Ref> moduleDir(Vm& vm, Args args) {
  if (Value hook = dictGetName(dictOf(args[0]), nameOf(Name::kDir))) return tailCall(vm, hook, {});
  return listFrom(vm, dictOf(args[0]));
}
const NativeMethod kModuleMethods[] = {{"__init__", "($self, name, doc=None)", moduleInit}, {"__dir__", "($self, /)", moduleDir}};
const NativeGetSet kModuleAttributes[] = {{"__dict__", getDict},
                                          {"__annotations__", moduleAnnotations, setModuleAnnotations},
                                          {"__annotate__", moduleAnnotate, setModuleAnnotate}};

// --- mappingproxy: a read-only view of a mapping ---------------------------------------------------------------------------
Value mapping(Value v) { return cellOf<HolderCell>(v)->value; }

Result<Ref> proxyRepr(Vm& vm, Value v) {
  Ref inner = TRY(repr(vm, mapping(v)));
  return newStr(vm, "mappingproxy(" + utf8Of(inner) + ")");
}
Result<Ref> proxyStr(Vm& vm, Value v) { return str(vm, mapping(v)); }
Result<Ref> proxyGetItem(Vm& vm, Value v, Value key) { return getItem(vm, mapping(v), key); }
Result<int64_t> proxyLength(Vm& vm, Value v) { return length(vm, mapping(v)); }
Result<bool> proxyContains(Vm& vm, Value v, Value item) { return contains(vm, mapping(v), item); }
Result<Ref> proxyIter(Vm& vm, Value v) { return iterate(vm, mapping(v)); }
Result<Ref> proxyCompare(Vm& vm, Value a, Value b, CompareOp op) {
  return compare(vm, mapping(a), isExactly(b, TypeId::kMappingProxy) ? mapping(b) : b, op);
}
Result<Ref> proxyOr(Vm& vm, Value a, Value b) {
  return binary(vm, BinaryOp::kOr, isExactly(a, TypeId::kMappingProxy) ? mapping(a) : a, isExactly(b, TypeId::kMappingProxy) ? mapping(b) : b);
}
Result<int64_t> proxyHash(Vm& vm, Value v) { return hash(vm, mapping(v)); }
Result<Ref> proxyCreate(Vm& vm, Args args) {
  if (args.count != 2) return vm.raise(TypeId::kTypeError, "mappingproxy() takes exactly one argument (%u given)", args.count - 1);
  if (!typeOf(args[1])->definesInPython(Dunder::kGetItem) && !slotsOf(args[1]).getItem)
    return vm.raiseTypeErrorFor("mappingproxy() argument must be a mapping, not %s", args[1]);
  auto* cell = makeCell<HolderCell>(TypeId::kMappingProxy);
  cell->value = Ref::share(args[1]).release();
  return Ref::steal(cell);
}
template <const char* const& method>
Result<Ref> forwardTo(Vm& vm, Args args) {
  Ref name = intern(method);
  Ref function = TRY(getAttribute(vm, mapping(args[0]), name));
  return tailCall(vm, function, {args.values + 1, args.count - 1, args.keywordNames});
}
constexpr const char *kGet = "get", *kKeys = "keys", *kValues = "values", *kItems = "items", *kCopy = "copy";
const NativeMethod kProxyMethods[] = {
    {"get", nullptr, [](Vm& vm, Args a) { return forwardTo<kGet>(vm, a); }},       {"keys", nullptr, [](Vm& vm, Args a) { return forwardTo<kKeys>(vm, a); }},
    {"values", nullptr, [](Vm& vm, Args a) { return forwardTo<kValues>(vm, a); }}, {"items", nullptr, [](Vm& vm, Args a) { return forwardTo<kItems>(vm, a); }},
    {"copy", nullptr, [](Vm& vm, Args a) { return forwardTo<kCopy>(vm, a); }},
};

constexpr NativeSlots proxySlots() {
  NativeSlots slots;
  slots.repr = proxyRepr;
  slots.str = proxyStr;
  slots.hash = proxyHash;
  slots.compare = proxyCompare;
  slots.iter = proxyIter;
  slots.length = proxyLength;
  slots.getItem = proxyGetItem;
  slots.contains = proxyContains;
  slots.binary[size_t(BinaryOp::kOr)] = proxyOr;
  slots.create = proxyCreate;
  return slots;
}

// --- SimpleNamespace ---------------------------------------------------------------------------------------------------------
Result<Ref> namespaceInit(Vm& vm, Args args) {
  if (args.count > 2) return vm.raise(TypeId::kTypeError, "SimpleNamespace expected at most 1 positional argument, got %u", args.count - 1);
  Value dict = TRY(instanceDict(vm, args[0]));
  if (args.count == 2) TRY(dictMerge(vm, dict, args[1]));
  for (uint32_t i = 0; i < args.keywordCount(); ++i)
    TRY(dictSet(vm, dict, cellOf<TupleCell>(args.keywordNames)->items[i], args[args.count + i]));
  return noneRef();
}
Result<Ref> namespaceRepr(Vm& vm, Value v) {
  DepthGuard guard;
  if (guard.exceeded()) return vm.raise(TypeId::kRecursionError, "maximum recursion depth exceeded while getting the repr of an object");
  std::string text = isExactly(v, TypeId::kSimpleNamespace) ? "namespace(" : typeName(v) + "(";
  Value dict = TRY(instanceDict(vm, v)), key, value;
  uint32_t position = 0;
  bool first = true;
  while (dictNext(dict, &position, &key, &value)) {
    if (!isStr(key)) continue;
    Ref valueText = TRY(repr(vm, value));
    text += (first ? "" : ", ") + utf8Of(key) + "=" + utf8Of(valueText);
    first = false;
  }
  return newStr(vm, text + ")");
}
Result<Ref> namespaceCompare(Vm& vm, Value a, Value b, CompareOp op) {
  if (!isInstance(b, TypeId::kSimpleNamespace) || (op != CompareOp::kEq && op != CompareOp::kNe)) return Ref::share(notImplemented());
  Value left = TRY(instanceDict(vm, a)), right = TRY(instanceDict(vm, b));
  return compare(vm, left, right, op);
}
Result<Ref> namespaceDict(Vm& vm, Value v) { return Ref::share(TRY(instanceDict(vm, v))); }
Result<Ref> namespaceCreate(Vm& vm, Args args) { return allocateObject(vm, cellOf<TypeCell>(args[0])); }
const NativeGetSet kNamespaceAttributes[] = {{"__dict__", namespaceDict}};

}  // namespace

Result<Ref> newModule(Vm& vm, Value name) {
  Ref made = Ref::steal(makeCell<ModuleCell>(TypeId::kModule));
  made.as<ModuleCell>()->dict = newDict().release().offset();
  Value values[] = {made, name};
  (void)TRY(moduleInit(vm, {values, 2, Value()}));
  return made;
}

const NativeType kModuleType = {
    .id = TypeId::kModule,
    .instanceBytes = sizeof(ModuleCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeWeakReferenceable,
    .slots = {.repr = moduleRepr, .getAttr = moduleGetAttribute, .setAttr = moduleSetAttribute, .create = moduleCreate},
    .methods = kModuleMethods,
    .attributes = kModuleAttributes,
};
const NativeType kMappingProxyType = {
    .id = TypeId::kMappingProxy,
    .instanceBytes = sizeof(HolderCell),
    .flags = kTypeInstantiable | kTypeMappingPattern,
    .slots = proxySlots(),
    .methods = kProxyMethods,
};
const NativeType kSimpleNamespaceType = {
    .id = TypeId::kSimpleNamespace,
    .instanceBytes = sizeof(InstanceCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .fieldsAt = __builtin_offsetof(InstanceCell, fields),
    .slots = {.repr = namespaceRepr, .compare = namespaceCompare, .create = namespaceCreate, .initialize = namespaceInit},
    .attributes = kNamespaceAttributes,
};

}  // namespace vitrine
