// Calling native functions: their signature text parsed once, arguments bound to it, and CPython's messages where that
// fails (Python/getargs.c for functions that take keywords, Objects/methodobject.c for those that do not).
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/calls.h"

namespace vitrine {

namespace {

struct NativeParameter {
  std::string name;
  bool required;
};

/// A signature like "($self, a, b=None, /, c=1, *, d=2, **rest)".
struct NativeSignature {
  bool takesSelf = false, takesPositionals = false, takesKeywords = false;  // $self, *args, **kwargs
  uint32_t positionalOnly = 0, positional = 0;  // of `parameters`: these first ones
  std::vector<NativeParameter> parameters;
  uint32_t required = 0;  // positional ones without default
  uint32_t values = 0;    // what the function gets in all
};

std::vector<std::string> splitParameters(const char* text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  char quote = 0;
  for (const char* c = text + 1; *c && !(depth == 0 && !quote && *c == ')'); ++c) {
    if (quote) {
      if (*c == quote) quote = 0;
    } else if (*c == '\'' || *c == '"') {
      quote = *c;
    } else if (std::strchr("([{", *c)) {
      ++depth;
    } else if (std::strchr(")]}", *c)) {
      --depth;
    } else if (*c == ',' && depth == 0) {
      parts.emplace_back();
      continue;
    } else if (*c == ' ' && depth == 0) {
      continue;
    }
    parts.back() += *c;
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

NativeSignature parseSignature(const char* text) {
  NativeSignature signature;
  bool keywordOnly = false;
  for (const std::string& part : splitParameters(text)) {
    if (part[0] == '$') {
      signature.takesSelf = part != "$module";
    } else if (part == "/") {
      signature.positionalOnly = uint32_t(signature.parameters.size());
    } else if (part.rfind("**", 0) == 0) {
      signature.takesKeywords = true;
    } else if (part[0] == '*') {
      signature.takesPositionals = part.size() > 1;
      keywordOnly = true;
    } else {
      size_t equals = part.find('=');
      signature.parameters.push_back({part.substr(0, equals), equals == std::string::npos});
      if (!keywordOnly) {
        ++signature.positional;
        signature.required += equals == std::string::npos;
      }
    }
  }
  signature.values = uint32_t(signature.takesSelf + signature.parameters.size() + signature.takesPositionals + signature.takesKeywords);
  return signature;
}

/// Parsed signatures by table row; the rows are constants of the program.
const NativeSignature& signatureOf(const NativeMethod& method) {
  struct Slot {
    const NativeMethod* method;
    const NativeSignature* signature;
  };
  constexpr size_t kSlots = 1024;
  static Slot slots[kSlots];
  static std::unordered_map<const NativeMethod*, NativeSignature> parsed;
  Slot& slot = slots[(reinterpret_cast<uintptr_t>(&method) / sizeof(NativeMethod)) % kSlots];
  if (slot.method != &method) {
    auto found = parsed.find(&method);
    if (found == parsed.end()) found = parsed.emplace(&method, parseSignature(method.signature)).first;
    slot = {&method, &found->second};
  }
  return *slot.signature;
}

/// "list.append" for a method, "math.sqrt", "len": what CPython calls the function in messages.
std::string qualifiedName(const NativeMethod& method, Value qualifierOrNull) {
  if (!qualifierOrNull) return method.name;
  std::string qualifier;
  if (isType(qualifierOrNull))
    qualifier = textOf(Value::reference(cellOf<TypeCell>(qualifierOrNull)->qualName));
  else if (isStr(qualifierOrNull))
    qualifier = textOf(qualifierOrNull);
  if (qualifier.empty() || qualifier == "builtins") return method.name;
  return qualifier + "." + method.name;
}

/// What argument errors call the function; for __init__ that is the type.
std::string calledName(const NativeMethod& method, Value qualifierOrNull) {
  bool init = std::strcmp(method.name, "__init__") == 0 && qualifierOrNull && isType(qualifierOrNull);
  return init ? textOf(Value::reference(cellOf<TypeCell>(qualifierOrNull)->name)) : method.name;
}

const char* plural(uint32_t count) { return count == 1 ? "" : "s"; }

Raised raiseCount(Vm& vm, const NativeMethod& method, const NativeSignature& s, Value qualifier, uint32_t given) {
  std::string name = qualifiedName(method, qualifier), called = calledName(method, qualifier);
  uint32_t most = s.positional, least = s.required;
  if (s.positionalOnly == s.parameters.size()) {
    if (most == 0) return vm.raise(TypeId::kTypeError, "%s() takes no arguments (%u given)", name.c_str(), given);
    if (most == 1 && least == 1) return vm.raise(TypeId::kTypeError, "%s() takes exactly one argument (%u given)", name.c_str(), given);
    const char* how = least == most ? "" : given < least ? "at least " : "at most ";
    uint32_t wanted = given < least ? least : most;
    return vm.raise(TypeId::kTypeError, "%s expected %s%u argument%s, got %u", called.c_str(), how, wanted, plural(wanted), given);
  }
  if (most == 0) return vm.raise(TypeId::kTypeError, "%s() takes no positional arguments", called.c_str());
  uint32_t leastPositional = least < s.positionalOnly ? least : s.positionalOnly;
  if (given < leastPositional) {
    return vm.raise(TypeId::kTypeError, "%s() takes %s %u positional argument%s (%u given)", called.c_str(), leastPositional < most ? "at least" : "exactly",
                    leastPositional, plural(leastPositional), given);
  }
  if (given > s.parameters.size() && most < s.parameters.size() && !s.takesKeywords)
    return vm.raise(TypeId::kTypeError, "%s() takes at most %zu arguments (%u given)", called.c_str(), s.parameters.size(), given);
  if (s.parameters.size() == most)
    return vm.raise(TypeId::kTypeError, "%s() takes %s %u argument%s (%u given)", called.c_str(), least < most ? "at most" : "exactly", most,
                    plural(most), given);
  return vm.raise(TypeId::kTypeError, "%s() takes %s %u positional argument%s (%u given)", called.c_str(), least < most ? "at most" : "exactly",
                  most, plural(most), given);
}

constexpr uint32_t kMaxNativeValues = 24;

/// Places one keyword argument; false where the function has no such parameter.
Result<bool> bindKeyword(Vm& vm, const NativeMethod& method, const NativeSignature& s, Value qualifier, Value name, Value value, Value* parameters) {
  const auto* text = cellOf<StrCell>(name);
  for (uint32_t i = s.positionalOnly; i < s.parameters.size(); ++i) {
    if (!equalsAscii(text, s.parameters[i].name)) continue;
    if (parameters[i])
      return vm.raise(TypeId::kTypeError, "argument for %s() given by name ('%s') and position (%u)", calledName(method, qualifier).c_str(),
                      s.parameters[i].name.c_str(), i + 1);
    parameters[i] = value;
    return true;
  }
  return false;
}

Result<void> checkRequired(Vm& vm, const NativeMethod& method, const NativeSignature& s, Value qualifier, uint32_t given, const Value* parameters) {
  for (uint32_t i = 0; i < s.parameters.size(); ++i) {
    if (parameters[i] || !s.parameters[i].required) continue;
    if (i < s.positionalOnly) return raiseCount(vm, method, s, qualifier, given);
    return vm.raise(TypeId::kTypeError, "%s() missing required argument '%s' (pos %u)", calledName(method, qualifier).c_str(), s.parameters[i].name.c_str(), i + 1);
  }
  return {};
}

Result<void> bindKeywords(Vm& vm, const NativeMethod& method, const NativeSignature& s, Value qualifier, Args args, Value* parameters,
                          Value keywordDictOrNull) {
  auto names = tupleItems(args.keywordNames);
  Value unexpected;
  for (uint32_t k = 0; k < names.size(); ++k) {
    Value value = args.values[args.count + k];
    if (TRY(bindKeyword(vm, method, s, qualifier, names[k], value, parameters))) continue;
    if (keywordDictOrNull)
      TRY(dictSetName(vm, keywordDictOrNull, names[k], value));
    else if (!unexpected)
      unexpected = names[k];
  }
  if (!unexpected) return {};
  TRY(checkRequired(vm, method, s, qualifier, args.count, parameters));  // what is missing comes first
  return vm.raise(TypeId::kTypeError, "%s() got an unexpected keyword argument '%s'", calledName(method, qualifier).c_str(), textOf(unexpected).c_str());
}

[[gnu::noinline]] Result<Ref> bindAndCall(Vm& vm, const NativeMethod& method, const NativeSignature& s, Value self, Value qualifier, Args args) {
  if (args.keywordCount() && s.positionalOnly == s.parameters.size() && !s.takesKeywords)
    return vm.raise(TypeId::kTypeError, "%s() takes no keyword arguments", qualifiedName(method, qualifier).c_str());
  Value values[kMaxNativeValues] = {};
  CHECK(s.values <= kMaxNativeValues);
  uint32_t at = 0;
  if (s.takesSelf) values[at++] = self;
  Value* parameters = values + at;
  uint32_t direct = args.count < s.positional ? args.count : s.positional;
  for (uint32_t i = 0; i < direct; ++i) parameters[i] = args[i];
  if (args.count > s.positional && !s.takesPositionals) return raiseCount(vm, method, s, qualifier, args.count);
  at += uint32_t(s.parameters.size());
  Ref rest, keywords;
  if (s.takesPositionals) {
    rest = TRY(newTuple(vm, std::span<const Value>(args.values + direct, args.count - direct)));
    values[at++] = rest;
  }
  if (s.takesKeywords) {
    keywords = newDict();
    values[at++] = keywords;
  }
  uint32_t given = args.count + args.keywordCount(), total = uint32_t(s.parameters.size());
  if (args.keywordNames && given > total && s.positionalOnly < total && !s.takesKeywords && !s.takesPositionals) {
    return vm.raise(TypeId::kTypeError, "%s() takes at most %u %sargument%s (%u given)", calledName(method, qualifier).c_str(), total, args.count ? "" : "keyword ",
                    plural(total), given);
  }
  if (args.keywordNames) TRY(bindKeywords(vm, method, s, qualifier, args, parameters, keywords));
  TRY(checkRequired(vm, method, s, qualifier, args.count, parameters));
  return method.function(vm, {values, at, Value()});
}

Result<Ref> callRaw(Vm& vm, const NativeMethod& method, Value selfOrNull, Args args) {
  if (!selfOrNull) return method.function(vm, args);
  uint32_t total = args.count + args.keywordCount();
  Value few[kMaxNativeValues];
  std::vector<Value> many(total < kMaxNativeValues ? 0 : total + 1);
  Value* values = many.empty() ? few : many.data();
  values[0] = selfOrNull;
  for (uint32_t i = 0; i < total; ++i) values[i + 1] = args[i];
  return method.function(vm, {values, args.count + 1, args.keywordNames});
}

}  // namespace

uint32_t plainValues(const NativeMethod& method, bool withSelf, uint32_t count) {
  if (!method.signature) return count;
  const NativeSignature& s = signatureOf(method);
  if (s.takesSelf != withSelf || s.takesPositionals || s.takesKeywords || s.positional != s.parameters.size()) return 0;
  uint32_t given = count - s.takesSelf;
  return given >= s.required && given <= s.positional ? s.values : 0;
}

Result<Ref> callNative(Vm& vm, const NativeMethod& method, Value selfOrNull, Value qualifierOrNull, Args args) {
  if (!method.signature) return callRaw(vm, method, selfOrNull, args);
  const NativeSignature& s = signatureOf(method);
  if (s.takesSelf && !selfOrNull) {
    if (args.count == 0) return vm.raise(TypeId::kTypeError, "unbound method %s() needs an argument", qualifiedName(method, qualifierOrNull).c_str());
    if (args.count == s.values && !args.keywordNames && s.positional + 1 == s.values) return method.function(vm, args);
    return bindAndCall(vm, method, s, args[0], qualifierOrNull, {args.values + 1, args.count - 1, args.keywordNames});
  }
  if (!s.takesSelf && args.count == s.values && !args.keywordNames && s.positional == s.values) return method.function(vm, args);
  return bindAndCall(vm, method, s, selfOrNull, qualifierOrNull, args);
}

}  // namespace vitrine
