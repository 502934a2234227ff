// Text of scalars and names; containers and all other types are in value_text_objects.cpp.
#include "trace/value_text.h"

#include "base/number_format.h"
#include "base/utf8.h"
#include "bytecode/constant_repr.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/range.h"

namespace vitrine {
namespace {

constexpr uint64_t kMostBits = 4096;  // of an int that is written out: conversion is quadratic

std::string intText(Value value) {
  const IntDigits digits(value);
  if (bigint::bitLength(digits.view) > kMostBits) return "<int of " + std::to_string(bigint::bitLength(digits.view)) + " bits>";
  return bigint::toString(digits.view);
}

std::string strText(const StrCell* str, size_t characters) {
  if (str->length <= characters + 1) return reprText(utf8Of(valueOf(str)));
  std::string text;
  for (uint32_t i = 0; i <= characters; ++i) utf8::append(text, str->at(i));
  return reprText(text);
}

}  // namespace

std::string textAt(Offset str) { return str ? utf8Of(Value::reference(str)) : std::string(); }
std::string nameOfType(const TypeCell* type) { return textAt(type->name); }
std::string typeNameOf(Value value) { return value.isNull() || value.isToken() ? "NULL" : nameOfType(typeOf(value)); }

bool appendScalar(std::string& out, Value value, size_t characters) {
  if (value.isInt()) out += std::to_string(value.asInt());
  else if (value.isBool()) out += value.asBool() ? "True" : "False";
  else if (value.isFloat()) out += formatRepr(value.asFloat());
  else if (value.isToken() || value.isNull()) return false;
  else if (isNone(value)) out += "None";
  else if (isExactly(value, TypeId::kInt)) out += intText(value);
  else if (isExactly(value, TypeId::kFloat)) out += formatRepr(floatValue(value));
  else if (isExactly(value, TypeId::kStr)) out += strText(cellOf<StrCell>(value), characters);
  else if (isExactly(value, TypeId::kBytes)) out += reprBytes(cellOf<BytesCell>(value)->view().substr(0, characters + 1));
  else if (isExactly(value, TypeId::kComplex)) out += formatComplexRepr(cellOf<ComplexCell>(value)->real, cellOf<ComplexCell>(value)->imaginary);
  else return false;
  return true;
}

int64_t lengthOf(Value value) {
  if (!value.isReference()) return -1;
  if (isStr(value)) return cellOf<StrCell>(value)->length;
  if (isList(value)) return cellOf<ListCell>(value)->length;
  if (isTuple(value)) return cellOf<TupleCell>(value)->length;
  if (isDict(value)) return cellOf<DictCell>(value)->used;
  if (isAnySet(value)) return cellOf<SetCell>(value)->used;
  if (isBytes(value)) return cellOf<BytesCell>(value)->length;
  if (isExactly(value, TypeId::kByteArray)) return cellOf<ByteArrayCell>(value)->length;
  if (isExactly(value, TypeId::kRange)) {
    const Value length = cellOf<RangeCell>(value)->length;
    return length.isInt() && length.asInt() < 0xFFFFFFFF ? length.asInt() : -1;
  }
  return -1;
}

bool cutText(std::string& text, size_t characters) {
  if (text.size() <= characters) return false;
  const size_t end = utf8::offsetOf(text, characters);
  if (end >= text.size()) return false;
  text.resize(end);
  return true;
}

}  // namespace vitrine
