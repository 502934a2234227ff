// itertools.count and itertools.repeat. CPython: Modules/itertoolsmodule.c; messages are 3.14's.
//
//   count: PairHolder | next number | step |      repeat: PairHolder | object | how often still, None: for ever |
#include "modules/itertools_types.h"
#include "objects/allocate.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {
namespace {

PairHolderCell* pair(Value v) { return cellOf<PairHolderCell>(v); }

bool isNumber(Value v) {
  const NativeSlots& slots = slotsOf(v);
  TypeCell* type = typeOf(v);
  return slots.index || slots.toInt || slots.toFloat || isInstance(v, TypeId::kComplex) || type->definesInPython(Dunder::kIndex) ||
         type->definesInPython(Dunder::kInt) || type->definesInPython(Dunder::kFloat);
}

// count --------------------------------------------------------------------------------------------------------------

Result<Ref> createCount(Vm& vm, Args args) {
  Value bound[2];
  TRY(bindRaw(vm, "count", args, {"start", "step"}, 0, 2, bound));
  Value start = bound[0] ? bound[0] : Value::integer(0), step = bound[1] ? bound[1] : Value::integer(1);
  if (!isNumber(start) || !isNumber(step)) return vm.raise(TypeId::kTypeError, "a number is required");
  bool fast = step == Value::integer(1) && start.isBool();
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  pair(made)->first = fast ? Value::integer(start.asBool()) : Ref::share(start).release();
  pair(made)->second = Ref::share(step).release();
  return made;
}

Result<Ref> nextOfCount(Vm& vm, Value self) {
  Value current = pair(self)->first, step = pair(self)->second;
  if (Value::bothInts(current, step) && Value::fits(current.asInt() + step.asInt())) {
    pair(self)->first = Value::integer(current.asInt() + step.asInt());
    return Ref::steal(current);
  }
  Ref held = Ref::share(current), heldStep = Ref::share(step);
  Ref following = TRY(binary(vm, BinaryOp::kAdd, held, heldStep));
  decrement(std::exchange(pair(self)->first, following.release()));
  return held;
}

Result<Ref> reprCount(Vm& vm, Value self) {
  Ref first = TRY(repr(vm, pair(self)->first)), second = TRY(repr(vm, pair(self)->second));
  std::string text = textOf(Value::reference(typeOf(self)->name)) + "(" + utf8Of(first);
  if (pair(self)->second != Value::integer(1)) text += ", " + utf8Of(second);
  return newStr(vm, text + ")");
}

// repeat -------------------------------------------------------------------------------------------------------------

Result<Ref> createRepeat(Vm& vm, Args args) {
  Value bound[2];
  TRY(bindRaw(vm, "repeat", args, {"object", "times"}, 1, 2, bound));
  Ref times = noneRef();
  if (bound[1]) {
    int64_t count = TRY(toIndex64(vm, bound[1], IndexOverflow::kRaise, TypeId::kOverflowError));
    times = TRY(newInt(vm, count < 0 ? 0 : count));
  }
  Ref made = TRY(allocateObject(vm, cellOf<TypeCell>(args[0])));
  pair(made)->first = Ref::share(bound[0]).release();
  pair(made)->second = times.release();
  return made;
}

Result<Ref> nextOfRepeat(Vm& vm, Value self) {
  Value times = pair(self)->second;
  if (times.isInt()) {
    if (times.asInt() == 0) return exhausted();
    pair(self)->second = Value::integer(times.asInt() - 1);
  } else if (!isNone(times)) {
    Ref less = TRY(binary(vm, BinaryOp::kSub, times, Value::integer(1)));
    decrement(std::exchange(pair(self)->second, less.release()));
  }
  return Ref::share(pair(self)->first);
}

Result<Ref> reprRepeat(Vm& vm, Value self) {
  Ref first = TRY(repr(vm, pair(self)->first)), second = TRY(repr(vm, pair(self)->second));
  std::string text = textOf(Value::reference(typeOf(self)->name)) + "(" + utf8Of(first);
  if (!isNone(pair(self)->second)) text += ", " + utf8Of(second);
  return newStr(vm, text + ")");
}

Result<Ref> repeatLengthHint(Vm& vm, Args args) {
  if (isNone(pair(args[0])->second)) return vm.raise(TypeId::kTypeError, "len() of unsized object");
  return Ref::share(pair(args[0])->second);
}

const NativeMethod kRepeatMethods[] = {
    {"__length_hint__", "($self, /)", repeatLengthHint, kMethodPlain, "Private method returning an estimate of len(list(it))."},
};

constexpr NativeSlots withRepr(NativeSlots slots, Result<Ref> (*repr)(Vm&, Value)) {
  slots.repr = repr;
  return slots;
}

}  // namespace

bool stepsNatively(Value iterator) {
  if (iteratesNatively(iterator)) return true;
  if (isExactly(iterator, TypeId::kItertoolsCount)) return isIntOrBool(pair(iterator)->first) && pair(iterator)->second.isInt();
  if (!iterator.isReference()) return false;
  switch (TypeId(typeOf(iterator)->native)) {
    case TypeId::kItertoolsRepeat: case TypeId::kItertoolsProduct: case TypeId::kItertoolsPermutations:
    case TypeId::kItertoolsCombinations: case TypeId::kItertoolsMultisets:
      return !(typeOf(iterator)->flags & kTypeHeap);
    default: return false;
  }
}

extern const NativeType kItertoolsCountType = {
    .id = TypeId::kItertoolsCount,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = withRepr(itertoolsSlots(nextOfCount, createCount), reprCount),
    .doc = "An endless iterator over start, start + step, start + 2 * step and so on.",
};
extern const NativeType kItertoolsRepeatType = {
    .id = TypeId::kItertoolsRepeat,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = withRepr(itertoolsSlots(nextOfRepeat, createRepeat), reprRepeat),
    .methods = kRepeatMethods,
    .doc = "An iterator that gives the object the specified number of times; without times, for ever.",
};

}  // namespace vitrine
