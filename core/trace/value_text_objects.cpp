// valueText: containers item by item until there is enough, everything else by its type. A value that contains itself ends
// at the nesting limit; what is deeper is shown as "...".
#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/descriptor.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/range.h"
#include "objects/set.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "bytecode/constant_repr.h"
#include "trace/value_text.h"

namespace vitrine {
namespace {

constexpr int kDeepest = 6;

class Writer {
 public:
  explicit Writer(size_t characters) : limit_(characters) {}

  void value(Value v);
  std::string take() { return std::move(out_); }
  bool cut() const { return cut_; }

 private:
  /// Enough for what is going to be shown: bytes are at least as many as characters.
  bool full() {
    if (out_.size() <= limit_ * 4) return false;
    return cut_ = true;
  }
  void container(Value v);
  void values(std::span<const Value> items);
  void dict(Value v);
  void set(Value v);
  void object(Value v);
  bool function(Value v);
  bool data(Value v);
  void exception(Value v);
  void pair(Value first, Value second) {
    value(first);
    out_ += ", ";
    value(second);
  }

  std::string out_;
  size_t limit_;
  int depth_ = 0;
  bool cut_ = false;
};

void Writer::values(std::span<const Value> items) {
  bool first = true;
  for (Value item : items) {
    if (full()) return;
    if (!first) out_ += ", ";
    first = false;
    value(item);
  }
}

void Writer::dict(Value v) {
  uint32_t position = 0;
  Value key, item;
  for (bool first = true; dictNext(v, &position, &key, &item) && !full(); first = false) {
    if (!first) out_ += ", ";
    value(key);
    out_ += ": ";
    value(item);
  }
}

void Writer::set(Value v) {
  uint32_t position = 0;
  Value key;
  for (bool first = true; setNext(v, &position, &key) && !full(); first = false) {
    if (!first) out_ += ", ";
    value(key);
  }
}

void Writer::container(Value v) {
  if (isExactly(v, TypeId::kList)) {
    out_ += '[';
    values(listItems(v));
    out_ += ']';
  } else if (isExactly(v, TypeId::kTuple)) {
    const auto items = tupleItems(v);
    out_ += '(';
    values(items);
    out_ += items.size() == 1 ? ",)" : ")";
  } else if (isExactly(v, TypeId::kDict)) {
    out_ += '{';
    dict(v);
    out_ += '}';
  } else if (setLength(v) == 0) {
    out_ += typeNameOf(v) + "()";
  } else {
    const bool frozen = isExactly(v, TypeId::kFrozenSet);
    out_ += frozen ? "frozenset({" : "{";
    set(v);
    out_ += frozen ? "})" : "}";
  }
}

std::string nameOfCallable(Value v) {
  if (isExactly(v, TypeId::kFunction)) return textAt(cellOf<FunctionCell>(v)->qualName);
  if (isExactly(v, TypeId::kBuiltinFunction)) return nativeMethod(cellOf<BuiltinFunctionCell>(v)->index).name;
  return typeNameOf(v);
}

std::string classText(Value v) {
  auto* type = cellOf<TypeCell>(v);
  std::string name = textAt(type->qualName);
  if (!(type->flags & kTypeHeap)) {
    const TypeRow& row = typeRow(TypeId(type->native));
    if (std::string_view(row.module) != "builtins") name = std::string(row.module) + "." + name;
  } else if (type->dict) {
    const Value module = dictGetName(Value::reference(type->dict), nameOf(Name::kModule));
    if (module && isStr(module)) name = utf8Of(module) + "." + name;
  }
  return "<class '" + name + "'>";
}

bool Writer::function(Value v) {
  if (isExactly(v, TypeId::kFunction)) out_ += "<function " + nameOfCallable(v) + ">";
  else if (isExactly(v, TypeId::kBuiltinFunction)) {
    const Value self = cellOf<BuiltinFunctionCell>(v)->self;
    const bool method = self && !isExactly(self, TypeId::kModule);
    out_ += method ? "<built-in method " + nameOfCallable(v) + " of " + (isType(self) ? nameOfType(cellOf<TypeCell>(self)) : typeNameOf(self)) + " object>"
                   : "<built-in function " + nameOfCallable(v) + ">";
  } else if (isExactly(v, TypeId::kMethod)) {
    out_ += "<bound method " + nameOfCallable(cellOf<MethodCell>(v)->function) + ">";
  } else if (isExactly(v, TypeId::kMethodDescriptor) || isExactly(v, TypeId::kClassMethodDescriptor)) {
    auto* descriptor = cellOf<NativeDescriptorCell>(v);
    out_ += "<method '" + textAt(descriptor->name) + "' of '" + nameOfType(at<TypeCell>(descriptor->owner)) + "' objects>";
  } else if (isExactly(v, TypeId::kWrapperDescriptor)) {
    auto* descriptor = cellOf<NativeDescriptorCell>(v);
    out_ += "<slot wrapper '" + textAt(descriptor->name) + "' of '" + nameOfType(at<TypeCell>(descriptor->owner)) + "' objects>";
  } else if (isType(v)) {
    out_ += classText(v);
  } else {
    return false;
  }
  return true;
}

bool Writer::data(Value v) {
  if (v == ellipsis()) out_ += "Ellipsis";
  else if (isNotImplemented(v)) out_ += "NotImplemented";
  else if (isExactly(v, TypeId::kRange)) {
    auto* range = cellOf<RangeCell>(v);
    out_ += "range(";
    pair(range->start, range->stop);
    if (range->step != Value::integer(1)) {
      out_ += ", ";
      value(range->step);
    }
    out_ += ')';
  } else if (isExactly(v, TypeId::kSlice)) {
    auto* slice = cellOf<SliceCell>(v);
    out_ += "slice(";
    pair(slice->start, slice->stop);
    out_ += ", ";
    value(slice->step);
    out_ += ')';
  } else if (isExactly(v, TypeId::kByteArray)) {
    auto* bytes = cellOf<ByteArrayCell>(v);
    const size_t shown = std::min<size_t>(bytes->length, limit_ + 1);
    out_ += "bytearray(" + reprBytes({bytes->buffer ? at<char>(bytes->buffer) : "", shown}) + ")";
  } else if (isExactly(v, TypeId::kCode)) {
    out_ += "<code object " + textAt(cellOf<CodeCell>(v)->name) + ">";
  } else if (isExactly(v, TypeId::kModule)) {
    const Value name = dictGetName(moduleDict(v), nameOf(Name::kName));
    out_ += "<module '" + (name && isStr(name) ? utf8Of(name) : std::string("?")) + "'>";
  } else if (isExactly(v, TypeId::kCellObject)) {
    out_ += "<cell: ";
    const Value content = cellOf<CellObjectCell>(v)->content;
    if (content) value(content);
    else out_ += "empty";
    out_ += '>';
  } else if (isExactly(v, TypeId::kGenerator) || isExactly(v, TypeId::kCoroutine) || isExactly(v, TypeId::kAsyncGenerator)) {
    out_ += "<" + typeNameOf(v) + " object " + textAt(cellOf<GeneratorCell>(v)->name) + ">";
  } else if (isExactly(v, TypeId::kDictKeys) || isExactly(v, TypeId::kDictValues) || isExactly(v, TypeId::kDictItems)) {
    out_ += typeNameOf(v) + " of ";
    value(cellOf<HolderCell>(v)->value);
  } else {
    return false;
  }
  return true;
}

void Writer::exception(Value v) {
  out_ += typeNameOf(v) + "(";
  const Value args = exceptionCell(v)->args;
  if (args && isTuple(args)) values(tupleItems(args));
  out_ += ')';
}

void Writer::object(Value v) {
  const bool plainException = isException(v) && !typeOf(v)->definesInPython(Dunder::kRepr);
  if (plainException) exception(v);
  else out_ += "<" + typeNameOf(v) + " object>";
}

void Writer::value(Value v) {
  if (v.isNull()) {
    out_ += "NULL";
    return;
  }
  if (appendScalar(out_, v, limit_)) return;
  if (v.isToken()) {
    out_ += "<machine's own>";
    return;
  }
  if (depth_ >= kDeepest) {
    out_ += "...";
    return;
  }
  ++depth_;
  bool isContainer = false;
  for (TypeId id : {TypeId::kList, TypeId::kTuple, TypeId::kDict, TypeId::kSet, TypeId::kFrozenSet}) isContainer |= isExactly(v, id);
  if (isContainer) container(v);
  else if (!function(v) && !data(v)) object(v);
  --depth_;
}

}  // namespace

std::string valueText(Value value, size_t characters, bool* cut) {
  Writer writer(characters);
  writer.value(value);
  std::string text = writer.take();
  *cut = cutText(text, characters) || writer.cut();
  return text;
}

}  // namespace vitrine
