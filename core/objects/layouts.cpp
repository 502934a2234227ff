// kLayouts: one row per struct of layouts.def, then one per struct as a class made by `class` has it: the same struct,
// then the values of __slots__, then the instance's fields, and a reference to the class itself.
//
// Fixed structs list their owned members here; structs with buffers have functions of their own next to their code.
#include "heap/layout.h"

#include "heap/heap.h"
#include "heap/weak_reference.h"
#include "objects/descriptor.h"
#include "objects/exception.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/iterator.h"
#include "objects/module.h"
#include "objects/range.h"
#include "objects/shape_table.h"
#include "objects/slice.h"
#include "objects/template.h"
#include "objects/tuple.h"
#include "objects/type_new.h"
#include "objects/type_parameter.h"
#include "objects/bytes.h"

namespace vitrine {

// Defined where the struct is at home.
#define CUSTOM_LAYOUT(name)                    \
  void traverse##name(Cell*, Visitor&);        \
  void drop##name(Cell*);                      \
  void clear##name(Cell*);
CUSTOM_LAYOUT(Tuple) CUSTOM_LAYOUT(List) CUSTOM_LAYOUT(Dict) CUSTOM_LAYOUT(Set) CUSTOM_LAYOUT(Range) CUSTOM_LAYOUT(Slice)
CUSTOM_LAYOUT(SequenceIterator) CUSTOM_LAYOUT(RangeIterator) CUSTOM_LAYOUT(LongRangeIterator) CUSTOM_LAYOUT(TableIterator)
CUSTOM_LAYOUT(Holder) CUSTOM_LAYOUT(PairHolder) CUSTOM_LAYOUT(TupleHolder)
CUSTOM_LAYOUT(Code) CUSTOM_LAYOUT(FrameObject) CUSTOM_LAYOUT(Traceback) CUSTOM_LAYOUT(CallStack) CUSTOM_LAYOUT(Generator)
CUSTOM_LAYOUT(AsyncStep) CUSTOM_LAYOUT(WeakReference) CUSTOM_LAYOUT(MemoryView) CUSTOM_LAYOUT(Deque) CUSTOM_LAYOUT(DefaultDict)

/// Leaves the list of subclasses of each base, so that no base keeps a dead offset.
void leaveBases(TypeCell* type) {
  if (!type->bases) return;
  auto* bases = at<TupleCell>(type->bases);
  for (uint32_t i = 0; i < bases->length; ++i) {
    Offset list = cellOf<TypeCell>(bases->items[i])->subclasses;
    if (!list) continue;
    auto* words = at<Offset>(list);
    for (Offset k = 2; k < words[1] + 2; ++k)
      if (words[k] == offsetOf(type)) {
        for (; k + 1 < words[1] + 2; ++k) words[k] = words[k + 1];
        words[words[1]-- + 1] = 0;
        break;
      }
  }
}

namespace {

inline void visitMember(Visitor& visitor, Value v) { visitor.visitValue(v); }
inline void visitMember(Visitor& visitor, Offset o) { visitor.visitAt(o); }
inline void dropMember(Cell*, Value& v) {
  Value old = v;
  v = Value();
  decrement(old);
}
inline void dropMember(Cell*, Offset& o) {
  Offset old = o;
  o = 0;
  decrementAt(old);
}

/// Traversing and dropping a struct whose owned members are `members`, in this order.
template <class T, auto... members>
struct Fixed {
  static void traverse([[maybe_unused]] Cell* cell, [[maybe_unused]] Visitor& visitor) { (visitMember(visitor, static_cast<T*>(cell)->*members), ...); }
  static void drop([[maybe_unused]] Cell* cell) { (dropMember(cell, static_cast<T*>(cell)->*members), ...); }
};

void traverseNothing(Cell*, Visitor&) {}
void dropNothing(Cell*) {}

/// The same with a __dict__ of the struct's own (functions, properties): builtin instances only; classes add theirs.
template <class T, auto... members>
struct WithFields {
  using Members = Fixed<T, members...>;
  static bool isClass(Cell* cell) { return at<TypeCell>(cell->type)->flags & kTypeHeap; }
  static void traverse(Cell* cell, Visitor& visitor) {
    Members::traverse(cell, visitor);
    if (!isClass(cell)) traverseFields(cell, at<TypeCell>(cell->type), visitor);
  }
  static void drop(Cell* cell) {
    if (!isClass(cell)) dropFields(cell, at<TypeCell>(cell->type));
    Members::drop(cell);
  }
};

void dropByteArray(Cell* cell) {
  auto* array = static_cast<ByteArrayCell*>(cell);
  if (array->buffer) freeBlock(array->buffer);
  array->buffer = 0;
  array->length = array->capacity = 0;
}

void traverseShape(Cell* cell, Visitor& visitor) { visitor.visitAt(static_cast<ShapeCell*>(cell)->parent); }
void dropShape(Cell* cell) {
  auto* shape = static_cast<ShapeCell*>(cell);
  forgetShape(shape);
  if (shape->transitions) freeBlock(shape->transitions);
  if (shape->lookup) freeBlock(shape->lookup);
  Offset parent = shape->parent;
  shape->transitions = shape->lookup = shape->parent = 0;
  shape->transitionCount = 0;
  decrementAt(parent);
}

using TypeMembers = Fixed<TypeCell, &TypeCell::dict, &TypeCell::bases, &TypeCell::mro, &TypeCell::base, &TypeCell::slotNames,
                          &TypeCell::rootShape, &TypeCell::keptShape, &TypeCell::name, &TypeCell::qualName>;

void dropType(Cell* cell) {
  auto* type = static_cast<TypeCell*>(cell);
  leaveBases(type);
  if (type->subclasses) freeBlock(type->subclasses);
  type->subclasses = 0;
  TypeMembers::drop(cell);
}
/// Breaks a dead class's cycles (mro, __dict__) and leaves the rest to its release.
void clearType(Cell* cell) {
  auto* type = static_cast<TypeCell*>(cell);
  leaveBases(type);
  dropMember(cell, type->dict);
  dropMember(cell, type->mro);
}

#define EXCEPTION_MEMBERS \
  &ExceptionCell::args, &ExceptionCell::traceback, &ExceptionCell::cause, &ExceptionCell::context
using ExceptionMembers = WithFields<ExceptionCell, EXCEPTION_MEMBERS>;
template <class T, auto... members>
struct LongException {
  static void traverse(Cell* cell, Visitor& visitor) {
    Fixed<T, members...>::traverse(cell, visitor);
    ExceptionMembers::traverse(cell, visitor);
  }
  static void drop(Cell* cell) {
    Fixed<T, members...>::drop(cell);
    ExceptionMembers::drop(cell);
  }
};
using ValueMembers = LongException<ValueExceptionCell, &ValueExceptionCell::value>;
using GroupMembers = LongException<GroupExceptionCell, &GroupExceptionCell::message, &GroupExceptionCell::exceptions>;
using NameMembers = LongException<NameExceptionCell, &NameExceptionCell::name, &NameExceptionCell::object>;
using ImportMembers = LongException<ImportExceptionCell, &ImportExceptionCell::message, &ImportExceptionCell::name, &ImportExceptionCell::path,
                                    &ImportExceptionCell::nameFrom>;
using OsMembers = LongException<OsExceptionCell, &OsExceptionCell::errorNumber, &OsExceptionCell::text, &OsExceptionCell::fileName,
                                &OsExceptionCell::fileName2>;
using SyntaxMembers =
    LongException<SyntaxExceptionCell, &SyntaxExceptionCell::message, &SyntaxExceptionCell::fileName, &SyntaxExceptionCell::line,
                  &SyntaxExceptionCell::column, &SyntaxExceptionCell::text, &SyntaxExceptionCell::endLine, &SyntaxExceptionCell::endColumn,
                  &SyntaxExceptionCell::printFileAndLine, &SyntaxExceptionCell::metadata>;
using UnicodeMembers = LongException<UnicodeExceptionCell, &UnicodeExceptionCell::encoding, &UnicodeExceptionCell::object,
                                     &UnicodeExceptionCell::start, &UnicodeExceptionCell::end, &UnicodeExceptionCell::reason>;

using FunctionMembers =
    WithFields<FunctionCell, &FunctionCell::code, &FunctionCell::globals, &FunctionCell::builtins, &FunctionCell::module, &FunctionCell::defaults,
               &FunctionCell::keywordDefaults, &FunctionCell::doc, &FunctionCell::name, &FunctionCell::closure, &FunctionCell::annotations,
               &FunctionCell::annotate, &FunctionCell::typeParameters, &FunctionCell::qualName>;
using BuiltinFunctionMembers = Fixed<BuiltinFunctionCell, &BuiltinFunctionCell::self, &BuiltinFunctionCell::module>;
using MethodMembers = Fixed<MethodCell, &MethodCell::function, &MethodCell::self>;
using NativeDescriptorMembers = Fixed<NativeDescriptorCell, &NativeDescriptorCell::owner, &NativeDescriptorCell::name>;
using MethodWrapperMembers = Fixed<MethodWrapperCell, &MethodWrapperCell::descriptor, &MethodWrapperCell::self>;
using MemberDescriptorMembers = Fixed<MemberDescriptorCell, &MemberDescriptorCell::owner, &MemberDescriptorCell::name>;
using PropertyMembers =
    WithFields<PropertyCell, &PropertyCell::get, &PropertyCell::set, &PropertyCell::remove, &PropertyCell::doc, &PropertyCell::name>;
using MethodHolderMembers = WithFields<MethodHolderCell, &MethodHolderCell::callable>;
using SuperMembers = Fixed<SuperCell, &SuperCell::object, &SuperCell::thisClass, &SuperCell::objectType>;
using CellObjectMembers = Fixed<CellObjectCell, &CellObjectCell::content>;
using InterpolationMembers = Fixed<InterpolationCell, &InterpolationCell::value, &InterpolationCell::expression, &InterpolationCell::conversion,
                                   &InterpolationCell::formatSpec>;
using TypeParameterMembers =
    Fixed<TypeParameterCell, &TypeParameterCell::name, &TypeParameterCell::bound, &TypeParameterCell::evaluateBound,
          &TypeParameterCell::constraints, &TypeParameterCell::evaluateConstraints, &TypeParameterCell::fallback,
          &TypeParameterCell::evaluateFallback, &TypeParameterCell::module>;
using TypeAliasMembers = Fixed<TypeAliasCell, &TypeAliasCell::name, &TypeAliasCell::parameters, &TypeAliasCell::value, &TypeAliasCell::evaluate,
                               &TypeAliasCell::module>;
using ModuleMembers = Fixed<ModuleCell, &ModuleCell::dict>;

constexpr Layout kLeaf(const char* name) { return {name, traverseNothing, dropNothing, nullptr, false}; }
template <class Members>
constexpr Layout fixedRow(const char* name) {
  return {name, Members::traverse, Members::drop, Members::drop, true};
}
#define CUSTOM_ROW(name) Layout{#name, traverse##name, drop##name, clear##name, true}

constexpr Layout kBase[] = {
    kLeaf("Plain"), fixedRow<WithFields<InstanceCell>>("Instance"), {"Type", TypeMembers::traverse, dropType, clearType, true},
    kLeaf("Int"), kLeaf("Float"), kLeaf("Complex"), kLeaf("Str"), kLeaf("Bytes"),
    {"ByteArray", traverseNothing, dropByteArray, nullptr, false},
    CUSTOM_ROW(Tuple), CUSTOM_ROW(List), CUSTOM_ROW(Dict), CUSTOM_ROW(Set), CUSTOM_ROW(Range), CUSTOM_ROW(Slice),
    fixedRow<FunctionMembers>("Function"), fixedRow<BuiltinFunctionMembers>("BuiltinFunction"), fixedRow<MethodMembers>("Method"),
    fixedRow<NativeDescriptorMembers>("NativeDescriptor"), fixedRow<MethodWrapperMembers>("MethodWrapper"),
    fixedRow<MemberDescriptorMembers>("MemberDescriptor"), fixedRow<PropertyMembers>("Property"),
    fixedRow<MethodHolderMembers>("MethodHolder"), fixedRow<SuperMembers>("Super"), fixedRow<CellObjectMembers>("CellObject"),
    CUSTOM_ROW(Code), CUSTOM_ROW(FrameObject), CUSTOM_ROW(Traceback), CUSTOM_ROW(CallStack), CUSTOM_ROW(Generator), CUSTOM_ROW(AsyncStep),
    fixedRow<ModuleMembers>("Module"), {"Shape", traverseShape, dropShape, dropShape, true}, CUSTOM_ROW(WeakReference),
    fixedRow<ExceptionMembers>("Exception"), fixedRow<ValueMembers>("ValueException"), fixedRow<GroupMembers>("GroupException"),
    fixedRow<NameMembers>("NameException"), fixedRow<ImportMembers>("ImportException"), fixedRow<OsMembers>("OsException"),
    fixedRow<SyntaxMembers>("SyntaxException"), fixedRow<UnicodeMembers>("UnicodeException"),
    CUSTOM_ROW(SequenceIterator), CUSTOM_ROW(RangeIterator), CUSTOM_ROW(LongRangeIterator), CUSTOM_ROW(TableIterator),
    CUSTOM_ROW(Holder), CUSTOM_ROW(PairHolder), CUSTOM_ROW(TupleHolder),
    fixedRow<InterpolationMembers>("Interpolation"), fixedRow<TypeParameterMembers>("TypeParameter"), fixedRow<TypeAliasMembers>("TypeAlias"),
    CUSTOM_ROW(MemoryView), CUSTOM_ROW(Deque), CUSTOM_ROW(DefaultDict), kLeaf("Random"),
};
constexpr size_t kBaseCount = sizeof(kBase) / sizeof(kBase[0]);
static_assert(kBaseCount == size_t(LayoutId::kCount), "one row per layouts.def entry, in its order");

const Layout& baseOf(const TypeCell* type) { return kBase[type->layout - kBaseCount]; }

Value* slotsBegin(Cell* cell, const TypeCell* type) { return reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + type->slotsAt); }
Value* slotsEnd(Cell* cell, const TypeCell* type) {
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + type->instanceBytes);
}

void traverseClassInstance(Cell* cell, Visitor& visitor) {
  auto* type = at<TypeCell>(cell->type);
  visitor.visit(type);
  baseOf(type).traverse(cell, visitor);
  for (Value* slot = slotsBegin(cell, type); slot < slotsEnd(cell, type); ++slot) visitor.visitValue(*slot);
  traverseFields(cell, type, visitor);
}
void clearClassInstance(Cell* cell) {
  auto* type = at<TypeCell>(cell->type);
  for (Value* slot = slotsBegin(cell, type); slot < slotsEnd(cell, type); ++slot) dropMember(cell, *slot);
  dropFields(cell, type);
  if (baseOf(type).clear) baseOf(type).clear(cell);
}
void dropClassInstance(Cell* cell) {
  auto* type = at<TypeCell>(cell->type);
  for (Value* slot = slotsBegin(cell, type); slot < slotsEnd(cell, type); ++slot) dropMember(cell, *slot);
  dropFields(cell, type);
  baseOf(type).drop(cell);
  decrement(static_cast<Cell*>(type));
}

constexpr Layout classRow(const Layout& base) {
  return {base.name, traverseClassInstance, dropClassInstance, clearClassInstance, true};
}

}  // namespace

// The second half is made from the first, in the same order.
#define LAYOUT(name) kBase[size_t(LayoutId::k##name)],
extern const Layout kLayouts[2 * kBaseCount] = {
#include "objects/layouts.def"
#undef LAYOUT
#define LAYOUT(name) classRow(kBase[size_t(LayoutId::k##name)]),
#include "objects/layouts.def"
#undef LAYOUT
};

const Layout& layoutOf(const Cell* cell) { return kLayouts[at<TypeCell>(cell->type)->layout]; }
bool hasFinalizer(const Cell* cell) {
  const auto* type = at<TypeCell>(cell->type);
  if (type->flags & kTypeHasFinalizer) return true;
  if (type->layout == uint8_t(LayoutId::kAsyncStep)) return asyncStepUnawaited(static_cast<const AsyncStepCell*>(cell));
  return (uint8_t(type->layout) == uint8_t(LayoutId::kGenerator)) && generatorNeedsClosing(static_cast<const GeneratorCell*>(cell));
}

}  // namespace vitrine
