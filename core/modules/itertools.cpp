// The module itertools: its types and tee(). See itertools_types.h for where they are.
#include "modules/itertools_types.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

/// tee(iterable, n): iterators that share what they have taken from the source.
Result<Ref> tee(Vm& vm, Args args) {
  int64_t count = args[1] ? TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError)) : 2;
  if (count < 0) return vm.raise(TypeId::kValueError, "n must be >= 0");
  if (count > 1 << 20) return vm.raiseMemoryError();
  if (count == 0) return newTupleBlank(vm, 0);
  Ref source = TRY(iterate(vm, args[0]));
  Ref copyName = intern("__copy__"), copier = TRY(findAttribute(vm, source, copyName));
  Ref first = isExhausted(copier) ? TRY(call(vm, valueOf(typeCell(TypeId::kItertoolsTee)), {source.get()})) : source.share();
  Ref result = TRY(newTupleBlank(vm, uint32_t(count)));
  auto* items = result.as<TupleCell>()->items;
  for (int64_t i = 0; i < count; ++i) items[i] = Ref::share(first).release();
  for (int64_t i = 1; i < count; ++i) {
    Ref copy = TRY(callMethod(vm, first, copyName));
    decrement(std::exchange(items[i], copy.release()));
  }
  return result;
}

const NativeMethod kFunctions[] = {
    {"tee", "($module, iterable, n=2, /)", tee, kMethodPlain, "Returns a tuple of n independent iterators."},
};

Result<void> populate(Vm& vm, Value module) {
  for (uint16_t id = uint16_t(TypeId::kItertoolsCount); id <= uint16_t(TypeId::kItertoolsZipLongest); ++id) {
    Ref name = intern(typeRow(TypeId(id)).name);
    TRY(dictSetName(vm, moduleDict(module), name, valueOf(typeCell(TypeId(id)))));
  }
  return {};
}

}  // namespace

extern const NativeModule kItertoolsModule = {"itertools", kFunctions, populate, "Functional tools for creating and using iterators."};

}  // namespace vitrine
