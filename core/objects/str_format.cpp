// str.format and format_map: literal text and replacement fields, nested in specifications once (Library Reference,
// "Format String Syntax"; CPython: Objects/stringlib/unicode_format.h). The field grammar, as parsed here:
//
//   "{" [first {"." name | "[" index "]"}] ["!" conversion] [":" specification] "}"
#include "base/unicode.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

/// A stretch of the format string.
struct Part {
  const StrCell* s;
  uint32_t from, to;
  bool empty() const { return from >= to; }
  char32_t at(uint32_t i) const { return s->at(i); }
};

struct Field {
  Part name{}, spec{};
  char32_t conversion = 0;
  bool specHasFields = false;
};

/// Where the values come from, and how the fields without a name are counted.
struct Sources {
  Args args;      // of format(): values[0] is the format string
  Value mapping;  // of format_map(), else NULL
  enum class Numbering { kUndecided, kAutomatic, kManual } numbering = Numbering::kUndecided;
  int64_t nextNumber = 0;
};

Raised raiseValue(Vm& vm, const char* message) { return vm.raise(TypeId::kValueError, "%s", message); }

Result<Ref> textOf(Vm& vm, const Part& part) {
  StrBuilder text;
  text.append(part.s, part.from, part.to);
  return text.finish(vm);
}

/// The number that the part is, -1 where it is none.
Result<int64_t> numberOf(Vm& vm, const Part& part) {
  if (part.empty()) return int64_t(-1);
  int64_t number = 0;
  for (uint32_t i = part.from; i < part.to; ++i) {
    int digit = unicode::decimalValue(part.at(i));
    if (digit < 0) return int64_t(-1);
    if (number > (INT64_MAX - digit) / 10) return raiseValue(vm, "Too many decimal digits in format string");
    number = number * 10 + digit;
  }
  return number;
}

/// Reads the field whose '{' was just read; `at` moves behind its '}'.
class FieldParser {
 public:
  FieldParser(Vm& vm, Part text) : vm_(vm), text_(text), at_(text.from) {}

  uint32_t position() const { return at_; }

  Result<Field> parse() {
    Field field;
    field.name = {text_.s, at_, at_};
    char32_t c = TRY(nameEnd());
    field.name.to = at_ > field.name.from && (c == '}' || c == ':' || c == '!') ? at_ - 1 : at_;
    if (c == '}') return field;
    if (c != ':' && c != '!') return raiseValue(vm_, "expected '}' before end of string");
    if (c == '!') {
      if (at_ >= text_.to) return raiseValue(vm_, "end of string while looking for conversion specifier");
      field.conversion = text_.at(at_++);
      if (at_ < text_.to) {
        c = text_.at(at_++);
        if (c == '}') return field;
        if (c != ':') return raiseValue(vm_, "expected ':' after conversion specifier");
      }
    }
    TRY(parseSpec(field));
    return field;
  }

 private:
  /// Reads up to the character that ends the name and gives it; 0 at the end of the text.
  Result<char32_t> nameEnd() {
    while (at_ < text_.to) {
      char32_t c = text_.at(at_++);
      if (c == '{') return raiseValue(vm_, "unexpected '{' in field name");
      if (c == '}' || c == ':' || c == '!') return c;
      if (c == '[')
        while (at_ < text_.to && text_.at(at_) != ']') ++at_;
    }
    return char32_t(0);
  }

  Result<void> parseSpec(Field& field) {
    field.spec = {text_.s, at_, at_};
    for (int depth = 1; at_ < text_.to;) {
      char32_t c = text_.at(at_++);
      if (c == '{') {
        field.specHasFields = true;
        ++depth;
      } else if (c == '}' && --depth == 0) {
        field.spec.to = at_ - 1;
        return {};
      }
    }
    return raiseValue(vm_, "unmatched '{' in format spec");
  }

  Vm& vm_;
  Part text_;
  uint32_t at_;
};

/// The values named by fields.
class Lookup {
 public:
  Lookup(Vm& vm, Sources& sources) : vm_(vm), sources_(sources) {}

  Result<Ref> value(const Part& name) {
    uint32_t end = name.from;
    while (end < name.to && name.at(end) != '.' && name.at(end) != '[') ++end;
    Part first{name.s, name.from, end};
    Ref object = TRY(firstValue(first));
    for (uint32_t at = end; at < name.to;) object = TRY(follow(std::move(object), name, at));
    return object;
  }

 private:
  Result<Ref> firstValue(const Part& first) {
    int64_t number = TRY(numberOf(vm_, first));
    if (first.empty() || number >= 0) {
      TRY(checkNumbering(first.empty()));
      if (first.empty()) number = sources_.nextNumber++;
      return positional(number);
    }
    if (sources_.mapping) {
      Ref key = TRY(textOf(vm_, first));
      return getItem(vm_, sources_.mapping, key);
    }
    return keyword(first);
  }

  Result<void> checkNumbering(bool automatic) {
    auto wanted = automatic ? Sources::Numbering::kAutomatic : Sources::Numbering::kManual;
    if (sources_.numbering == Sources::Numbering::kUndecided) sources_.numbering = wanted;
    if (sources_.numbering == wanted) return {};
    return raiseValue(vm_, automatic ? "cannot switch from manual field specification to automatic field numbering"
                                     : "cannot switch from automatic field numbering to manual field specification");
  }

  Result<Ref> positional(int64_t number) {
    if (sources_.mapping) return raiseValue(vm_, "Format string contains positional fields");
    if (number >= int64_t(sources_.args.count) - 1) {
      return vm_.raise(TypeId::kIndexError, "Replacement index %lld out of range for positional args tuple", static_cast<long long>(number));
    }
    return Ref::share(sources_.args[uint32_t(number) + 1]);
  }

  Result<Ref> keyword(const Part& name) {
    Ref key = TRY(textOf(vm_, name));
    const Args& args = sources_.args;
    for (uint32_t i = 0; i < args.keywordCount(); ++i)
      if (equalStr(strCell(tupleItems(args.keywordNames)[i]), key.as<StrCell>())) return Ref::share(args.values[args.count + i]);
    return vm_.raiseWith(TypeId::kKeyError, key);
  }

  /// One ".name" or "[index]" from `at` on.
  Result<Ref> follow(Ref object, const Part& name, uint32_t& at) {
    char32_t kind = name.at(at++);
    if (kind != '.' && kind != '[') return raiseValue(vm_, "Only '.' or '[' may follow ']' in format field specifier");
    Part step{name.s, at, at};
    if (kind == '.') {
      while (at < name.to && name.at(at) != '.' && name.at(at) != '[') ++at;
      step.to = at;
    } else {
      while (at < name.to && name.at(at) != ']') ++at;
      if (at >= name.to) return raiseValue(vm_, "Missing ']' in format string");
      step.to = at++;
    }
    if (step.empty()) return raiseValue(vm_, "Empty attribute in format string");
    if (kind == '.') {
      Ref attribute = TRY(textOf(vm_, step));
      return getAttribute(vm_, object, attribute);
    }
    int64_t number = TRY(numberOf(vm_, step));
    Ref key = number >= 0 ? TRY(newInt(vm_, number)) : TRY(textOf(vm_, step));
    return getItem(vm_, object, key);
  }

  Vm& vm_;
  Sources& sources_;
};

Result<Ref> converted(Vm& vm, Ref object, char32_t conversion) {
  switch (conversion) {
    case 0: return object;
    case 'r': return repr(vm, object);
    case 's': return str(vm, object);
    case 'a': return ascii(vm, object);
  }
  if (conversion > 32 && conversion < 127) return vm.raise(TypeId::kValueError, "Unknown conversion specifier %c", char(conversion));
  return vm.raise(TypeId::kValueError, "Unknown conversion specifier \\x%x", unsigned(conversion));
}

/// format(object, spec) appended.
Result<void> appendFormatted(Vm& vm, StrBuilder& out, Value object, const Part& spec) {
  bool narrow = spec.empty() || spec.s->ascii;
  if (narrow && formatPlainly(out, object, spec.empty() ? std::string_view() : spec.s->bytes().substr(spec.from, spec.to - spec.from))) return {};
  Ref text = spec.empty() ? Ref::share(Value::reference(root().emptyStr)) : TRY(textOf(vm, spec));
  Ref formatted = TRY(format(vm, object, text));
  out.append(formatted.as<StrCell>());
  return {};
}

Result<void> render(Vm& vm, Sources& sources, Part text, int depth, StrBuilder& out);

Result<void> renderField(Vm& vm, Sources& sources, const Field& field, int depth, StrBuilder& out) {
  Ref object = TRY(Lookup(vm, sources).value(field.name));
  object = TRY(converted(vm, std::move(object), field.conversion));
  if (!field.specHasFields) return appendFormatted(vm, out, object, field.spec);
  StrBuilder inner;
  TRY(render(vm, sources, field.spec, depth - 1, inner));
  Ref spec = TRY(inner.finish(vm));
  Ref formatted = TRY(format(vm, object, spec));
  out.append(formatted.as<StrCell>());
  return {};
}

Result<void> render(Vm& vm, Sources& sources, Part text, int depth, StrBuilder& out) {
  if (depth <= 0) return raiseValue(vm, "Max string recursion exceeded");
  uint32_t at = text.from;
  while (at < text.to) {
    uint32_t start = at;
    while (at < text.to && text.at(at) != '{' && text.at(at) != '}') ++at;
    out.append(text.s, start, at);
    if (at >= text.to) return {};
    char32_t brace = text.at(at++);
    bool doubled = at < text.to && text.at(at) == brace;
    if (doubled) {
      out.appendCharacter(brace);
      ++at;
      continue;
    }
    if (brace == '}') return raiseValue(vm, "Single '}' encountered in format string");
    if (at >= text.to) return raiseValue(vm, "Single '{' encountered in format string");
    FieldParser parser(vm, {text.s, at, text.to});
    Field field = TRY(parser.parse());
    at = parser.position();
    TRY(renderField(vm, sources, field, depth, out));
  }
  return {};
}

Result<Ref> rendered(Vm& vm, Sources& sources, Value self) {
  StrBuilder out;
  TRY(render(vm, sources, {strCell(self), 0, strCell(self)->length}, 2, out));
  return out.finish(vm);
}

}  // namespace

namespace strmethods {

Result<Ref> format(Vm& vm, Args args) {
  Sources sources;
  sources.args = args;
  return rendered(vm, sources, args[0]);
}

Result<Ref> formatMap(Vm& vm, Args args) {
  Sources sources;
  sources.mapping = args[1];
  return rendered(vm, sources, args[0]);
}

}  // namespace strmethods
}  // namespace vitrine
