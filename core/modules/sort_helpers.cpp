// What prelude/sort.py needs natively: taking a list's items away while it is sorted, sorting natively comparable keys,
// putting the result back.
#include <vector>

#include "modules/prelude_helpers.h"
#include "objects/list.h"
#include "objects/raw_args.h"

namespace vitrine {
namespace {

ListCell* listCell(Value v) { return cellOf<ListCell>(v); }

/// _list_take(list): its items as a new list; the list is empty and marked until _list_put.
Result<Ref> takeItems(Vm& vm, Args args) {
  Ref taken = TRY(newList(vm));
  auto *from = listCell(args[0]), *to = taken.as<ListCell>();
  to->items = std::exchange(from->items, 0);
  to->length = std::exchange(from->length, 0);
  to->capacity = std::exchange(from->capacity, 0);
  from->sorting = 1;
  return taken;
}

/// _list_put(list, items): gives the items back, dropping what came in meanwhile; whether the list was touched.
Result<Ref> putItems(Vm& vm, Args args) {
  auto *to = listCell(args[0]), *from = listCell(args[1]);
  bool touched = !to->sorting;
  if (to->items) listClear(args[0]);
  to->sorting = 0;
  to->items = std::exchange(from->items, 0);
  to->length = std::exchange(from->length, 0);
  to->capacity = std::exchange(from->capacity, 0);
  return boolRef(touched);
}

/// _sort_native(keys, values, reverse): sorts both by the keys where these compare natively; whether they did.
Result<Ref> sortNative(Vm& vm, Args args) {
  auto *keys = listCell(args[0]), *values = listCell(args[1]);
  if (!nativelyComparable(listItems(args[0])) || keys->length != values->length) return boolRef(false);
  bool same = args[0] == args[1];
  sortNatively({keys->data(), keys->length}, same ? std::span<Value>() : std::span<Value>(values->data(), values->length),
               args[2] == Value::boolean(true));
  return boolRef(true);
}

/// _permute(values, order): values[i] becomes the old values[order[i]]; `order` is a permutation.
Result<Ref> permute(Vm& vm, Args args) {
  auto* values = listCell(args[0]);
  std::vector<Value> old(values->data(), values->data() + values->length);
  auto order = listItems(args[1]);
  if (order.size() != old.size()) return vm.raise(TypeId::kSystemError, "sort order does not fit the list");
  for (size_t i = 0; i < old.size(); ++i) values->data()[i] = old[size_t(order[i].asInt())];
  return noneRef();
}

const NativeMethod kHelpers[] = {
    {"_list_take", "(list, /)", takeItems},
    {"_list_put", "(list, items, /)", putItems},
    {"_sort_native", "(keys, values, reverse, /)", sortNative},
    {"_permute", "(values, order, /)", permute},
};

}  // namespace

extern const NativeModule kPreludeSortModule = {"_prelude.sort", kHelpers};

}  // namespace vitrine
