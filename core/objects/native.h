// Native functions, types and modules: tables outside the region, named inside it by index only (R3).
//
// A native function gets bound arguments: its signature text (CPython's __text_signature__ form) says which. For
// "($self, index=-1, /)" it gets values[0] = self, values[1] = the index or NULL where the caller gave none; "*args"
// arrives as a tuple, "**kwargs" as a dict. Without signature (nullptr) it gets the raw call: positional values, then
// those of the keywords named in `keywordNames`. Values are borrowed for the duration of the call.
#pragma once

#include <span>

#include "objects/runtime.h"

namespace vitrine {

struct Args {
  const Value* values = nullptr;
  uint32_t count = 0;         // positional ones (all, if bound)
  Value keywordNames = {};    // raw calls: tuple of str or NULL; their values follow the positional ones
  Value operator[](uint32_t index) const { return values[index]; }
  bool has(uint32_t index) const { return index < count && values[index]; }
  uint32_t keywordCount() const;
};

/// May end with tailCall() (calls.h): only the call protocol (protocol.h: call) invokes native functions directly.
using NativeFunction = Result<Ref> (*)(Vm&, Args);

enum MethodFlag : uint8_t { kMethodPlain = 0, kMethodClass = 1, kMethodStatic = 2 };

struct NativeMethod {
  const char* name;
  const char* signature;  // nullptr: raw
  NativeFunction function;
  MethodFlag flags = kMethodPlain;
  const char* doc = nullptr;
};

struct NativeGetSet {
  const char* name;
  Result<Ref> (*get)(Vm&, Value self);
  Result<void> (*set)(Vm&, Value self, Value valueOrNull) = nullptr;  // NULL deletes
  const char* doc = nullptr;
};

enum class BinaryOp : uint8_t { kAdd, kSub, kMul, kMatMul, kTrueDiv, kFloorDiv, kMod, kDivMod, kPow, kLShift, kRShift, kAnd, kXor, kOr, kCount };
enum class UnaryOp : uint8_t { kNeg, kPos, kAbs, kInvert, kCount };
/// In the order of 3.7's COMPARE_OP operand.
enum class CompareOp : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };

/// The native slots of a builtin type. nullptr: inherited from the base, then absent. Binary slots get (left, right)
/// and may be called for either operand being theirs; they return NotImplemented for what they do not know.
struct NativeSlots {
  Result<Ref> (*repr)(Vm&, Value self) = nullptr;
  Result<Ref> (*str)(Vm&, Value self) = nullptr;
  Result<int64_t> (*hash)(Vm&, Value self) = nullptr;  // unhashable types set hashNotImplemented (native.cpp)
  Result<Ref> (*compare)(Vm&, Value self, Value other, CompareOp op) = nullptr;
  Result<bool> (*truth)(Vm&, Value self) = nullptr;
  NativeFunction call = nullptr;  // values[0] is the callee; raw
  Result<Ref> (*getAttr)(Vm&, Value self, Value name) = nullptr;
  Result<void> (*setAttr)(Vm&, Value self, Value name, Value valueOrNull) = nullptr;
  Result<Ref> (*descriptorGet)(Vm&, Value descriptor, Value instanceOrNull, Value type) = nullptr;
  Result<void> (*descriptorSet)(Vm&, Value descriptor, Value instance, Value valueOrNull) = nullptr;
  Result<Ref> (*iter)(Vm&, Value self) = nullptr;
  /// exhausted() at the end. May end with tailCall(), as a native function may: who calls it enters the frame or settles
  /// (protocol.h); the frame's StopIteration is the end, too (decisions/0004).
  Result<Ref> (*next)(Vm&, Value self) = nullptr;
  Result<int64_t> (*length)(Vm&, Value self) = nullptr;
  Result<Ref> (*getItem)(Vm&, Value self, Value key) = nullptr;
  Result<void> (*setItem)(Vm&, Value self, Value key, Value valueOrNull) = nullptr;
  Result<bool> (*contains)(Vm&, Value self, Value item) = nullptr;
  Result<Ref> (*binary[size_t(BinaryOp::kCount)])(Vm&, Value left, Value right) = {};
  Result<Ref> (*inPlace[size_t(BinaryOp::kCount)])(Vm&, Value left, Value right) = {};
  Result<Ref> (*ternaryPower)(Vm&, Value base, Value exponent, Value modulus) = nullptr;
  Result<Ref> (*unary[size_t(UnaryOp::kCount)])(Vm&, Value self) = {};
  Result<Ref> (*toInt)(Vm&, Value self) = nullptr;    // __int__
  Result<Ref> (*toFloat)(Vm&, Value self) = nullptr;  // __float__
  Result<Ref> (*index)(Vm&, Value self) = nullptr;    // __index__
  Result<Ref> (*await)(Vm&, Value self) = nullptr;
  Result<Ref> (*asyncIter)(Vm&, Value self) = nullptr;
  Result<Ref> (*asyncNext)(Vm&, Value self) = nullptr;
  /// __new__: values[0] is the class; raw. __init__: values[0] is self; raw; returns None.
  NativeFunction create = nullptr;
  NativeFunction initialize = nullptr;
};

/// A builtin type's native side: `const NativeType kListType = {...}` next to its methods.
struct NativeType {
  TypeId id;
  uint32_t instanceBytes;    // of the fixed part
  uint32_t itemBytes = 0;    // variable-sized: bytes per item
  uint32_t flags = 0;        // TypeFlags: kTypeBaseAllowed, kTypeIs..., kTypeInstantiable
  uint32_t fieldsAt = 0;     // offset of InstanceFields where instances have a __dict__
  NativeSlots slots = {};
  std::span<const NativeMethod> methods = {};
  std::span<const NativeGetSet> attributes = {};
  const char* doc = nullptr;
};

/// A native module: populate() adds what is no function.
struct NativeModule {
  const char* name;
  std::span<const NativeMethod> functions;
  Result<void> (*populate)(Vm&, Value module) = nullptr;
  const char* doc = nullptr;
};

// Every builtin type's table, defined next to its methods: `const NativeType kListType = {...};`
#define TYPE(id, layout, name, module, base) extern const NativeType k##id##Type;
#define EXCEPTION(id, base, layout) extern const NativeType k##id##Type;
#define MODULE_TYPE(id, layout, name, module, base) extern const NativeType k##id##Type;
#include "objects/exceptions.def"
#include "objects/module_types.def"
#include "objects/types.def"
#undef TYPE
#undef EXCEPTION
#undef MODULE_TYPE

/// All types in TypeId order (native.cpp), all modules (defined by modules/registry.cpp, ended by nullptr).
const NativeType& nativeType(TypeId id);
extern const NativeModule* const kNativeModules[];

/// The slots of a type with inheritance resolved; immutable after start-up.
extern NativeSlots gResolvedSlots[size_t(TypeId::kCount)];
inline const NativeSlots& slotsOf(const TypeCell* type) { return gResolvedSlots[type->native]; }
inline const NativeSlots& slotsOf(Value v) { return slotsOf(typeOf(v)); }

/// Raises "unhashable type: 'X'"; the slot of types that set __hash__ to None.
Result<int64_t> hashNotImplemented(Vm& vm, Value self);
/// hash by identity.
Result<int64_t> hashIdentity(Vm& vm, Value self);

/// A function in the tables by its index, as stored in the region. Index: kind, table, row packed (native.cpp).
using NativeIndex = uint32_t;
const NativeMethod& nativeMethod(NativeIndex index);
NativeIndex typeMethodIndex(TypeId type, uint32_t row);
/// The `__new__` of a type with a create slot: a builtin function whose self is the type.
NativeIndex createIndex(TypeId type);
/// Names and texts of a row of types.def, exceptions.def or module_types.def.
struct TypeRow {
  const char* name;
  const char* module;
  TypeId base;
  LayoutId layout;
};
const TypeRow& typeRow(TypeId id);
NativeIndex moduleFunctionIndex(uint32_t module, uint32_t row);

}  // namespace vitrine
