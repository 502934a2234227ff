// Binding the arguments of a call to the parameters of a Python function, with CPython 3.14's messages
// (Python/ceval.c, initialize_locals; Language Reference 6.3.4).
#include <string>
#include <vector>

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/suggestions.h"

namespace vitrine {

namespace {

struct Binding {
  Vm& vm;
  FunctionCell* function;
  const CodeCell* code;
  Args args;
  Value* slots;
  uint32_t positional, total;  // parameters: positional ones; with keyword-only ones

  std::string name() const { return textOf(Value::reference(function->qualName)); }
  Value parameterName(uint32_t i) const { return at<TupleCell>(code->varNames)->items[i]; }
};

void set(Value& slot, Value value) {
  increment(value);
  slot = value;
}

bool sameName(Value a, Value b) { return a == b || equalStr(cellOf<StrCell>(a), cellOf<StrCell>(b)); }

const char* plural(size_t count) { return count == 1 ? "" : "s"; }

Raised raiseTooMany(const Binding& b) {
  uint32_t keywordOnly = 0;
  for (uint32_t i = b.positional; i < b.total; ++i) keywordOnly += !b.slots[i].isNull();
  uint32_t defaults = b.function->defaults ? at<TupleCell>(b.function->defaults)->length : 0;
  std::string takes = std::to_string(b.positional), given = std::to_string(b.args.count), name = b.name();
  if (defaults) takes = "from " + std::to_string(b.positional - defaults) + " to " + takes;
  if (keywordOnly)
    given += std::string(" positional argument") + plural(b.args.count) + " (and " + std::to_string(keywordOnly) + " keyword-only argument" +
             plural(keywordOnly) + ")";
  return b.vm.raise(TypeId::kTypeError, "%s() takes %s positional argument%s but %s %s given", name.c_str(), takes.c_str(),
                    defaults || b.positional != 1 ? "s" : "", given.c_str(), b.args.count == 1 && !keywordOnly ? "was" : "were");
}

Raised raiseMissing(const Binding& b, const std::vector<std::string>& names, const char* kind) {
  std::string list;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) list += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    list += "'" + names[i] + "'";
  }
  return b.vm.raise(TypeId::kTypeError, "%s() missing %zu required %s argument%s: %s", b.name().c_str(), names.size(), kind,
                    plural(names.size()), list.c_str());
}

Raised raiseUnexpected(const Binding& b, Value keyword) {
  uint32_t positionalOnly = uint32_t(b.code->posOnlyArgCount);
  std::string passed;
  for (uint32_t i = 0; i < positionalOnly; ++i)
    for (Value given : tupleItems(b.args.keywordNames))
      if (sameName(given, b.parameterName(i))) passed += (passed.empty() ? "" : ", ") + textOf(given);
  if (!passed.empty())
    return b.vm.raise(TypeId::kTypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", b.name().c_str(),
                      passed.c_str());
  std::vector<std::string> possible;
  for (uint32_t i = positionalOnly; i < b.total; ++i) possible.push_back(textOf(b.parameterName(i)));
  std::string hint = closestName(textOf(keyword), possible);
  if (!hint.empty()) hint = ". Did you mean '" + hint + "'?";
  return b.vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'%s", b.name().c_str(), textOf(keyword).c_str(), hint.c_str());
}

Result<void> bindKeyword(const Binding& b, Value keyword, Value value, Value restOrNull) {
  for (uint32_t i = uint32_t(b.code->posOnlyArgCount); i < b.total; ++i) {
    if (!sameName(keyword, b.parameterName(i))) continue;
    if (b.slots[i])
      return b.vm.raise(TypeId::kTypeError, "%s() got multiple values for argument '%s'", b.name().c_str(), textOf(keyword).c_str());
    set(b.slots[i], value);
    return {};
  }
  if (restOrNull) return dictSetName(b.vm, restOrNull, keyword, value);
  return raiseUnexpected(b, keyword);
}

Result<void> fillDefaults(const Binding& b) {
  auto defaults = b.function->defaults ? tupleItems(Value::reference(b.function->defaults)) : std::span<const Value>();
  uint32_t first = b.positional - uint32_t(defaults.size());
  std::vector<std::string> missing;
  for (uint32_t i = b.args.count; i < b.positional; ++i) {
    if (b.slots[i]) continue;
    if (i >= first)
      set(b.slots[i], defaults[i - first]);
    else
      missing.push_back(textOf(b.parameterName(i)));
  }
  if (!missing.empty()) return raiseMissing(b, missing, "positional");
  return {};
}

Result<void> fillKeywordOnly(const Binding& b) {
  std::vector<std::string> missing;
  for (uint32_t i = b.positional; i < b.total; ++i) {
    if (b.slots[i]) continue;
    Value fallback = b.function->keywordDefaults ? dictGetName(Value::reference(b.function->keywordDefaults), b.parameterName(i)) : Value();
    if (fallback)
      set(b.slots[i], fallback);
    else
      missing.push_back(textOf(b.parameterName(i)));
  }
  if (!missing.empty()) return raiseMissing(b, missing, "keyword-only");
  return {};
}

}  // namespace

Result<void> bindArguments(Vm& vm, FunctionCell* function, const DecodedCode* decoded, Args args, Value* slots) {
  const CodeCell* code = decoded->code;
  Binding b{vm, function, code, args, slots, uint32_t(code->argCount), uint32_t(code->argCount + code->kwOnlyArgCount)};
  uint32_t direct = args.count < b.positional ? args.count : b.positional;
  for (uint32_t i = 0; i < direct; ++i) set(slots[i], args[i]);
  uint32_t next = b.total;
  if (code->flags & kCodeVarArgs)
    slots[next++] = TRY(newTuple(vm, std::span<const Value>(args.values + direct, args.count - direct))).release();
  Value rest;
  if (code->flags & kCodeVarKeywords) {
    slots[next] = newDict().release();
    rest = slots[next];
  }
  if (args.keywordNames) {
    auto names = tupleItems(args.keywordNames);
    for (uint32_t k = 0; k < names.size(); ++k) TRY(bindKeyword(b, names[k], args.values[args.count + k], rest));
  }
  if (args.count > b.positional && !(code->flags & kCodeVarArgs)) return raiseTooMany(b);
  if (args.count < b.positional) TRY(fillDefaults(b));
  if (b.total > b.positional) TRY(fillKeywordOnly(b));
  return {};
}

}  // namespace vitrine
