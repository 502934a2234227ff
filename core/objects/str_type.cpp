// str, the type: constructor, slots, and the table of its methods, which stand in the neighbouring files
// (str_methods.h). CPython: Objects/unicodeobject.c.
#include <cstring>

#include "base/format_spec.h"
#include "base/unicode.h"
#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/int_operations.h"
#include "objects/iterator.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/slice.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

// Making -------------------------------------------------------------------------------------------------------------

/// The text as an instance of `type`, str or a subclass.
Result<Ref> strOfType(Vm& vm, TypeCell* type, Ref text) {
  if (type == typeCell(TypeId::kStr)) return text;
  const auto* from = text.as<StrCell>();
  size_t bytes = size_t(from->length) * from->width;
  Ref made = TRY(allocateObject(vm, type, bytes));
  auto* to = made.as<StrCell>();
  to->length = from->length;
  to->width = from->width;
  to->ascii = from->ascii;
  to->hash = from->hash;
  std::memcpy(to->data, from->data, bytes);
  return made;
}

Result<Ref> textFor(Vm& vm, Args args) {
  Value given[3];
  TRY(bindRaw(vm, "str", args, {"object", "encoding", "errors"}, 0, 3, given));
  Value object = given[0], encoding = given[1], errors = given[2];
  CodecNames names = TRY(codecNames(vm, "str", encoding, errors, "NoneType"));
  if (!object) return emptyStr();
  if (!encoding && !errors) return str(vm, object);
  if (bufferOf(object) && !codecNamed(names.encoding) && args[0] == valueOf(typeCell(TypeId::kStr))) {
    Ref name = TRY(newStr(vm, names.encoding)), handler = TRY(newStr(vm, names.errors));
    return tailCallPrelude(vm, "decode_otherwise", {object, name, handler});
  }
  return decodeObject(vm, object, names);
}

Result<Ref> createStr(Vm& vm, Args args) {
  if (args.count == 2 && !args.keywordNames && args[0] == valueOf(typeCell(TypeId::kStr))) return str(vm, args[1]);
  TRY(checkArgumentCount(vm, "str", args, 0, 3));
  Ref text = TRY(textFor(vm, args));
  return strOfType(vm, cellOf<TypeCell>(args[0]), std::move(text));
}

// Slots --------------------------------------------------------------------------------------------------------------

Result<Ref> strStr(Vm& vm, Value self) { return plainStr(vm, self); }
Result<int64_t> strHash(Vm&, Value self) { return hashOf(strCell(self)); }
Result<int64_t> strLength(Vm&, Value self) { return int64_t(strCell(self)->length); }
Result<Ref> strIter(Vm&, Value self) { return newSequenceIterator(TypeId::kStrIterator, self); }

Result<Ref> strCompare(Vm&, Value self, Value other, CompareOp op) {
  if (!isStr(other)) return notImplementedRef();
  const StrCell *a = strCell(self), *b = strCell(other);
  if (op == CompareOp::kEq) return boolRef(a == b || equalStr(a, b));
  if (op == CompareOp::kNe) return boolRef(a != b && !equalStr(a, b));
  return boolRef(comparisonHolds(op, compareStr(a, b)));
}

Result<bool> strContains(Vm& vm, Value self, Value item) {
  if (!isStr(item)) return vm.raiseTypeErrorFor("'in <string>' requires string as left operand, not %s", item);
  return findStr(strCell(self), strCell(item), 0, strCell(self)->length) >= 0;
}

Result<Ref> strSlice(Vm& vm, Value self, Value key) {
  const StrCell* s = strCell(self);
  SliceBounds bounds = TRY(sliceBounds(vm, key, s->length));
  if (bounds.length <= 0) return emptyStr();
  if (bounds.step == 1) return subStr(vm, self, uint32_t(bounds.start), uint32_t(bounds.start + bounds.length));
  StrBuilder text;
  for (int64_t i = 0, at = bounds.start; i < bounds.length; ++i, at += bounds.step) text.appendCharacter(s->at(uint32_t(at)));
  return text.finish(vm);
}

Result<Ref> strGetItem(Vm& vm, Value self, Value key) {
  if (isExactly(key, TypeId::kSlice)) return strSlice(vm, self, key);
  if (!hasIndex(key)) return vm.raiseTypeErrorFor("string indices must be integers, not '%s'", key);
  int64_t index = key.isInt() ? key.asInt() : TRY(toIndex64(vm, key, IndexOverflow::kRaise));
  int64_t length = strCell(self)->length;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return vm.raise(TypeId::kIndexError, "string index out of range");
  return characterStr(strCell(self)->at(uint32_t(index)));
}

Result<Ref> strAdd(Vm& vm, Value left, Value right) {
  if (!isStr(left)) return notImplementedRef();
  if (!isStr(right)) {
    if (typeOf(right)->definesInPython(Dunder::kRAdd)) return notImplementedRef();
    return vm.raise(TypeId::kTypeError, "can only concatenate str (not \"%s\") to str", typeName(right).c_str());
  }
  return concatStr(vm, left, right);
}

Result<Ref> repeated(Vm& vm, Value self, int64_t count) {
  const StrCell* s = strCell(self);
  if (count <= 0 || !s->length) return emptyStr();
  if (count == 1) return plainStr(vm, self);
  if (uint64_t(count) > kMaxTextBytes / (size_t(s->length) * s->width)) return vm.raiseMemoryError();
  Ref made = TRY(newStrBlank(vm, uint32_t(count) * s->length, widthBound(s)));
  size_t bytes = size_t(s->length) * s->width, total = bytes * size_t(count);
  char* out = made.as<StrCell>()->data;
  std::memcpy(out, s->data, bytes);
  for (size_t done = bytes; done < total;) {
    size_t step = done < total - done ? done : total - done;
    std::memcpy(out + done, out, step);
    done += step;
  }
  return made;
}

Result<Ref> strMultiply(Vm& vm, Value left, Value right) {
  Value self = isStr(left) ? left : right, factor = isStr(left) ? right : left;
  bool usable;
  int64_t count = TRY(repeatCount(vm, factor, &usable));
  if (!usable) return notImplementedRef();
  return repeated(vm, self, count);
}

constexpr NativeSlots strSlots() {
  NativeSlots slots;
  slots.repr = strRepr;
  slots.str = strStr;
  slots.hash = strHash;
  slots.compare = strCompare;
  slots.iter = strIter;
  slots.length = strLength;
  slots.getItem = strGetItem;
  slots.contains = strContains;
  slots.binary[size_t(BinaryOp::kAdd)] = strAdd;
  slots.binary[size_t(BinaryOp::kMul)] = strMultiply;
  slots.binary[size_t(BinaryOp::kMod)] = strPercent;
  slots.create = createStr;
  return slots;
}

// Methods ------------------------------------------------------------------------------------------------------------

Result<Ref> getNewArgs(Vm& vm, Args args) {
  Ref copy = TRY(plainStr(vm, args[0]));
  return newTuple(vm, {copy.get()});
}

/// As CPython lays strings out: a header of 40 bytes (56 where not ASCII), the characters and a NUL.
Result<Ref> sizeOf(Vm&, Args args) {
  const StrCell* s = strCell(args[0]);
  return intRef((s->ascii ? 40 : 56) + (int64_t(s->length) + 1) * s->width);
}

const NativeMethod kMethods[] = {
    {"capitalize", "($self, /)", strmethods::capitalize, kMethodPlain, "Return a capitalized version of the string."},
    {"casefold", "($self, /)", strmethods::caseFold, kMethodPlain, "Return a version of the string suitable for caseless comparisons."},
    {"center", "($self, width, fillchar=' ', /)", strmethods::center, kMethodPlain, "Return a centered string of length width."},
    {"count", "($self, sub, start=None, end=None, /)", strmethods::count, kMethodPlain, "Return the number of non-overlapping occurrences."},
    {"encode", "($self, /, encoding='utf-8', errors='strict')", strmethods::encode, kMethodPlain,
     "Encode the string using the codec registered for encoding."},
    {"endswith", "($self, suffix, start=None, end=None, /)", strmethods::endsWith, kMethodPlain,
     "Return True if the string ends with the specified suffix, False otherwise."},
    {"expandtabs", "($self, /, tabsize=8)", strmethods::expandTabs, kMethodPlain, "Return a copy where all tab characters are expanded using spaces."},
    {"find", "($self, sub, start=None, end=None, /)", strmethods::find, kMethodPlain, "Return the lowest index where substring sub is found, or -1."},
    {"format", nullptr, strmethods::format, kMethodPlain, "Return a formatted version of the string, using substitutions from args and kwargs."},
    {"format_map", "($self, mapping, /)", strmethods::formatMap, kMethodPlain,
     "Return a formatted version of the string, using substitutions from mapping."},
    {"index", "($self, sub, start=None, end=None, /)", strmethods::index, kMethodPlain, "Like find(), but raises ValueError where not found."},
    {"isalnum", "($self, /)", strmethods::isAlnum, kMethodPlain, "Return True if the string is an alpha-numeric string, False otherwise."},
    {"isalpha", "($self, /)", strmethods::isAlpha, kMethodPlain, "Return True if the string is an alphabetic string, False otherwise."},
    {"isascii", "($self, /)", strmethods::isAscii, kMethodPlain, "Return True if all characters in the string are ASCII, False otherwise."},
    {"isdecimal", "($self, /)", strmethods::isDecimal, kMethodPlain, "Return True if the string is a decimal string, False otherwise."},
    {"isdigit", "($self, /)", strmethods::isDigit, kMethodPlain, "Return True if the string is a digit string, False otherwise."},
    {"isidentifier", "($self, /)", strmethods::isIdentifier, kMethodPlain, "Return True if the string is a valid Python identifier, False otherwise."},
    {"islower", "($self, /)", strmethods::isLower, kMethodPlain, "Return True if the string is a lowercase string, False otherwise."},
    {"isnumeric", "($self, /)", strmethods::isNumeric, kMethodPlain, "Return True if the string is a numeric string, False otherwise."},
    {"isprintable", "($self, /)", strmethods::isPrintable, kMethodPlain, "Return True if all characters in the string are printable, False otherwise."},
    {"isspace", "($self, /)", strmethods::isSpace, kMethodPlain, "Return True if the string is a whitespace string, False otherwise."},
    {"istitle", "($self, /)", strmethods::isTitle, kMethodPlain, "Return True if the string is a title-cased string, False otherwise."},
    {"isupper", "($self, /)", strmethods::isUpper, kMethodPlain, "Return True if the string is an uppercase string, False otherwise."},
    {"join", "($self, iterable, /)", strmethods::join, kMethodPlain, "Concatenate any number of strings."},
    {"ljust", "($self, width, fillchar=' ', /)", strmethods::ljust, kMethodPlain, "Return a left-justified string of length width."},
    {"lower", "($self, /)", strmethods::lower, kMethodPlain, "Return a copy of the string converted to lowercase."},
    {"lstrip", "($self, chars=None, /)", strmethods::lstrip, kMethodPlain, "Return a copy of the string with leading whitespace removed."},
    {"maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)", strmethods::makeTrans, kMethodStatic,
     "Return a translation table usable for str.translate()."},
    {"partition", "($self, sep, /)", strmethods::partition, kMethodPlain, "Partition the string into three parts using the given separator."},
    {"removeprefix", "($self, prefix, /)", strmethods::removePrefix, kMethodPlain, "Return a str with the given prefix string removed if present."},
    {"removesuffix", "($self, suffix, /)", strmethods::removeSuffix, kMethodPlain, "Return a str with the given suffix string removed if present."},
    {"replace", "($self, old, new, /, count=-1)", strmethods::replace, kMethodPlain,
     "Return a copy with all occurrences of substring old replaced by new."},
    {"rfind", "($self, sub, start=None, end=None, /)", strmethods::rfind, kMethodPlain, "Return the highest index where substring sub is found, or -1."},
    {"rindex", "($self, sub, start=None, end=None, /)", strmethods::rindex, kMethodPlain, "Like rfind(), but raises ValueError where not found."},
    {"rjust", "($self, width, fillchar=' ', /)", strmethods::rjust, kMethodPlain, "Return a right-justified string of length width."},
    {"rpartition", "($self, sep, /)", strmethods::rpartition, kMethodPlain,
     "Partition the string into three parts using the given separator, searching from the end."},
    {"rsplit", "($self, /, sep=None, maxsplit=-1)", strmethods::rsplit, kMethodPlain, "Return a list of the substrings, splitting from the end."},
    {"rstrip", "($self, chars=None, /)", strmethods::rstrip, kMethodPlain, "Return a copy of the string with trailing whitespace removed."},
    {"split", "($self, /, sep=None, maxsplit=-1)", strmethods::split, kMethodPlain,
     "Return a list of the substrings in the string, using sep as the separator string."},
    {"splitlines", "($self, /, keepends=False)", strmethods::splitLines, kMethodPlain, "Return a list of the lines in the string."},
    {"startswith", "($self, prefix, start=None, end=None, /)", strmethods::startsWith, kMethodPlain,
     "Return True if the string starts with the specified prefix, False otherwise."},
    {"strip", "($self, chars=None, /)", strmethods::strip, kMethodPlain,
     "Return a copy of the string with leading and trailing whitespace removed."},
    {"swapcase", "($self, /)", strmethods::swapCase, kMethodPlain,
     "Convert uppercase characters to lowercase and lowercase characters to uppercase."},
    {"title", "($self, /)", strmethods::title, kMethodPlain, "Return a version of the string where each word is titlecased."},
    {"translate", "($self, table, /)", strmethods::translate, kMethodPlain, "Replace each character in the string using the given translation table."},
    {"upper", "($self, /)", strmethods::upper, kMethodPlain, "Return a copy of the string converted to uppercase."},
    {"zfill", "($self, width, /)", strmethods::zfill, kMethodPlain, "Pad a numeric string with zeros on the left."},
    {"__format__", "($self, format_spec, /)", strmethods::formatSelf, kMethodPlain, "Return a formatted version of the string as described by format_spec."},
    {"__getnewargs__", "($self, /)", getNewArgs},
    {"__sizeof__", "($self, /)", sizeOf, kMethodPlain, "Return the size of the string in memory, in bytes."},
};

}  // namespace

namespace strmethods {

Result<Ref> formatSelf(Vm& vm, Args args) {
  if (!isStr(args[1])) return vm.raise(TypeId::kTypeError, "__format__() argument must be str, not %s", argumentTypeName(args[1]).c_str());
  if (!strCell(args[1])->length) return isExactly(args[0], TypeId::kStr) ? Ref::share(args[0]) : str(vm, args[0]);
  return textOrRaise(vm, formatString(utf8Of(args[0]), utf8Of(args[1]), typeName(args[0])));
}

Result<Ref> encode(Vm& vm, Args args) {
  CodecNames names = TRY(codecNames(vm, "encode", args.has(1) ? args[1] : Value(), args.has(2) ? args[2] : Value()));
  if (codecNamed(names.encoding)) return encodeStr(vm, args[0], names);
  Ref encoding = TRY(newStr(vm, names.encoding)), errors = TRY(newStr(vm, names.errors));
  return tailCallPrelude(vm, "encode_otherwise", {args[0], encoding, errors});
}

}  // namespace strmethods

extern const NativeType kStrType = {
    .id = TypeId::kStr,
    .instanceBytes = __builtin_offsetof(StrCell, data),
    .itemBytes = 1,
    .flags = kTypeBaseAllowed | kTypeInstantiable | kTypeIsStr,
    .slots = strSlots(),
    .methods = kMethods,
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Create a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\n"
           "that will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\n"
           "or repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
};

}  // namespace vitrine
