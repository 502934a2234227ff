// string.templatelib.Template and Interpolation (PEP 750; CPython: Objects/templateobject.c, Objects/interpolationobject.c).
// Invariant: a template has one more string than interpolations, and neither changes.
#include "objects/template.h"

#include "objects/allocate.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

PairHolderCell* self(Value v) { return cellOf<PairHolderCell>(v); }
InterpolationCell* field(Value v) { return cellOf<InterpolationCell>(v); }
std::span<const Value> strings(Value v) { return tupleItems(self(v)->first); }
std::span<const Value> interpolations(Value v) { return tupleItems(self(v)->second); }

/// Collects what Template() is given: strings that follow each other become one, and none is missing between interpolations.
class TemplateBuilder {
 public:
  explicit TemplateBuilder(Vm& vm) : vm_(vm) {}
  Result<void> add(Value part) {
    if (!strings_) {
      strings_ = TRY(newList(vm_));
      fields_ = TRY(newList(vm_));
    }
    if (isExactly(part, TypeId::kInterpolation)) {
      TRY(endText());
      return listAppend(vm_, fields_, part);
    }
    if (!isStr(part))
      return vm_.raiseTypeErrorFor("Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", part);
    text_.append(cellOf<StrCell>(part));
    return {};
  }
  Result<Ref> finish() {
    if (!strings_) {
      strings_ = TRY(newList(vm_));
      fields_ = TRY(newList(vm_));
    }
    TRY(endText());
    Ref texts = TRY(newTuple(vm_, listItems(strings_))), fields = TRY(newTuple(vm_, listItems(fields_)));
    return newTemplate(texts, fields);
  }

 private:
  Result<void> endText() {
    Ref text = TRY(text_.finish(vm_));
    text_.clear();
    return listAppend(vm_, strings_, text);
  }
  Vm& vm_;
  StrBuilder text_;
  Ref strings_, fields_;
};

Result<Ref> templateCreate(Vm& vm, Args args) {
  if (args.keywordCount()) return vm.raise(TypeId::kTypeError, "Template.__new__ only accepts *args arguments");
  TemplateBuilder builder(vm);
  for (uint32_t i = 1; i < args.count; ++i) TRY(builder.add(args[i]));
  return builder.finish();
}

Result<Ref> templateRepr(Vm& vm, Value v) {
  Ref texts = TRY(repr(vm, self(v)->first)), fields = TRY(repr(vm, self(v)->second));
  return newStr(vm, "Template(strings=" + utf8Of(texts) + ", interpolations=" + utf8Of(fields) + ")");
}

/// Strings and interpolations in turn, without the empty strings.
Result<Ref> templateIter(Vm& vm, Value v) {
  Ref parts = TRY(newList(vm));
  for (size_t i = 0; i < strings(v).size(); ++i) {
    if (cellOf<StrCell>(strings(v)[i])->length) TRY(listAppend(vm, parts, strings(v)[i]));
    if (i < interpolations(v).size()) TRY(listAppend(vm, parts, interpolations(v)[i]));
  }
  return iterate(vm, parts);
}

Result<Ref> templateBinary(Vm& vm, Value left, Value right) {
  if (!isExactly(left, TypeId::kTemplate) || !isExactly(right, TypeId::kTemplate)) {
    const char* message = isExactly(left, TypeId::kTemplate) ? "can only concatenate string.templatelib.Template (not \"%s\") to string.templatelib.Template"
                                                             : nullptr;
    if (!message) return notImplementedRef();
    return vm.raiseTypeErrorFor(message, right);
  }
  TemplateBuilder builder(vm);
  for (Value each : {left, right}) {
    for (size_t i = 0; i < strings(each).size(); ++i) {
      TRY(builder.add(strings(each)[i]));
      if (i < interpolations(each).size()) TRY(builder.add(interpolations(each)[i]));
    }
  }
  return builder.finish();
}

Result<Ref> getStrings(Vm&, Value v) { return Ref::share(self(v)->first); }
Result<Ref> getInterpolations(Vm&, Value v) { return Ref::share(self(v)->second); }
Result<Ref> getValues(Vm& vm, Value v) {
  Ref values = TRY(newTupleBlank(vm, uint32_t(interpolations(v).size())));
  for (size_t i = 0; i < interpolations(v).size(); ++i) values.as<TupleCell>()->items[i] = Ref::share(field(interpolations(v)[i])->value).release();
  return values;
}

const NativeGetSet kTemplateAttributes[] = {
    {"strings", getStrings, nullptr, "Strings"}, {"interpolations", getInterpolations, nullptr, "Interpolations"},
    {"values", getValues, nullptr, "Values of interpolations"}};

constexpr NativeSlots templateSlots() {
  NativeSlots slots;
  slots.repr = templateRepr;
  slots.iter = templateIter;
  slots.binary[size_t(BinaryOp::kAdd)] = templateBinary;
  slots.create = templateCreate;
  return slots;
}

// --- Interpolation ------------------------------------------------------------------------------------------------------------
Result<Ref> interpolationCreate(Vm& vm, Args args) {
  constexpr const char* kNames[] = {"value", "expression", "conversion", "format_spec"};
  TRY(checkKeywords(vm, "Interpolation", args, {kNames[0], kNames[1], kNames[2], kNames[3]}));
  if (args.count > 5) return vm.raise(TypeId::kTypeError, "Interpolation() takes at most 4 arguments (%u given)", args.count - 1);
  Value values[4];
  for (uint32_t i = 0; i < 4; ++i) values[i] = args.count > i + 1 ? args[i + 1] : keywordValue(args, kNames[i]);
  if (!values[0]) return vm.raise(TypeId::kTypeError, "Interpolation() missing required argument 'value' (pos 1)");
  Value empty = Value::reference(root().emptyStr);
  if (values[1] && !isStr(values[1])) return vm.raiseTypeErrorFor("Interpolation() argument 'expression' must be str, not %s", values[1]);
  if (values[3] && !isStr(values[3])) return vm.raiseTypeErrorFor("Interpolation() argument 'format_spec' must be str, not %s", values[3]);
  if (values[2] && !isNone(values[2])) {
    if (!isStr(values[2])) return vm.raiseTypeErrorFor("Interpolation() argument 'conversion' must be str, not %s", values[2]);
    std::string letter = utf8Of(values[2]);
    if (letter != "s" && letter != "r" && letter != "a")
      return vm.raise(TypeId::kValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  return newInterpolation(values[0], values[1] ? values[1] : empty, values[2] ? values[2] : none(), values[3] ? values[3] : empty);
}
Result<Ref> interpolationRepr(Vm& vm, Value v) {
  std::string text = "Interpolation(";
  Value parts[] = {field(v)->value, field(v)->expression, field(v)->conversion, field(v)->formatSpec};
  for (Value& part : parts) {
    Ref each = TRY(repr(vm, part));
    text += (&part == parts ? "" : ", ") + utf8Of(each);
  }
  return newStr(vm, text + ")");
}
template <Value InterpolationCell::*member>
Result<Ref> part(Vm&, Value v) {
  return Ref::share(field(v)->*member);
}
Result<Ref> interpolationReduce(Vm& vm, Args args) {
  Ref values = TRY(newTuple(vm, {field(args[0])->value, field(args[0])->expression, field(args[0])->conversion, field(args[0])->formatSpec}));
  return newTuple(vm, {valueOf(typeOf(args[0])), values});
}
const NativeMethod kInterpolationMethods[] = {{"__reduce__", "($self, /)", interpolationReduce},
                                              {"__class_getitem__", "($type, object, /)", classGetItem, kMethodClass, "See PEP 585"}};
const NativeGetSet kInterpolationAttributes[] = {
    {"value", part<&InterpolationCell::value>, nullptr, "Value"},
    {"expression", part<&InterpolationCell::expression>, nullptr, "Expression"},
    {"conversion", part<&InterpolationCell::conversion>, nullptr, "Conversion"},
    {"format_spec", part<&InterpolationCell::formatSpec>, nullptr, "Format specifier"},
};

}  // namespace

Result<Ref> newTemplate(Value strings, Value interpolations) {
  auto* cell = makeCell<PairHolderCell>(TypeId::kTemplate);
  cell->first = Ref::share(strings).release();
  cell->second = Ref::share(interpolations).release();
  return Ref::steal(cell);
}

Result<Ref> newInterpolation(Value value, Value expression, Value conversion, Value formatSpec) {
  auto* cell = makeCell<InterpolationCell>(TypeId::kInterpolation);
  cell->value = Ref::share(value).release();
  cell->expression = Ref::share(expression).release();
  cell->conversion = Ref::share(conversion).release();
  cell->formatSpec = Ref::share(formatSpec).release();
  return Ref::steal(cell);
}

const NativeType kTemplateType = {
    .id = TypeId::kTemplate,
    .instanceBytes = sizeof(PairHolderCell),
    .flags = kTypeInstantiable,
    .slots = templateSlots(),
    .attributes = kTemplateAttributes,
    .doc = "Template object",
};
const NativeType kInterpolationType = {
    .id = TypeId::kInterpolation,
    .instanceBytes = sizeof(InterpolationCell),
    .flags = kTypeInstantiable,
    .slots = {.repr = interpolationRepr, .create = interpolationCreate},
    .methods = kInterpolationMethods,
    .attributes = kInterpolationAttributes,
    .doc = "Interpolation object",
};

}  // namespace vitrine
