// ProgramGenerator: expressions. See program_generator.h.
#include "program_generator.h"

namespace vitrine::fuzz {

uint32_t ProgramGenerator::choose(uint32_t count) {
  if (exhausted()) return 0;
  return bytes_[at_++] % count;
}

void ProgramGenerator::literal() {
  constexpr const char* kLiterals[] = {"1", "0", "'s'", "None", "True", "...", "1.5", "2j", "b'x'", "0x_ff", "1_000", "''", "r'\\d'", "'''m\nn'''", "1e10",
                                       "'a' \"b\"", "9999999999999999999", "False", "u'\\u20ac'", "rb'\\\\'", "0b1", "0o17", ".5", "1e-3j"};
  out_ += kLiterals[choose(sizeof kLiterals / sizeof *kLiterals)];
}

/// From the loosest: conditional, or, and, not, comparison, arithmetic, unary, power, trailers.
void ProgramGenerator::expression(Place place, int depth) {
  if (depth > kMostDepth || exhausted()) return atom(place, depth);
  switch (choose(10)) {
    case 0: return operand(place, depth + 1, 0);
    case 1:
      operand(place, depth + 1, 1);
      out_ += " if ";
      operand(place, depth + 1, 1);
      out_ += " else ";
      return expression(place, depth + 1);
    case 2: return lambda(place, depth + 1);
    default: return operand(place, depth + 1, int(choose(6)));
  }
}

void ProgramGenerator::operand(Place place, int depth, int level) {
  if (depth > kMostDepth || exhausted() || level > 5) return atom(place, depth);
  constexpr const char* kComparisons[] = {"<", "==", "!=", ">=", "in", "not in", "is", "is not"};
  constexpr const char* kArithmetic[] = {"+", "-", "*", "/", "//", "%", "@", "<<", ">>", "&", "|", "^"};
  switch (level) {
    case 0:
    case 1:
      operand(place, depth + 1, level + 1);
      for (uint32_t more = choose(3); more > 0; --more) {
        out_ += level == 0 ? " or " : " and ";
        operand(place, depth + 1, level + 1);
      }
      return;
    case 2:
      if (flip()) out_ += "not ";
      return operand(place, depth + 1, 3);
    case 3:
      operand(place, depth + 1, 4);
      for (uint32_t more = choose(3); more > 0; --more) {
        out_ += ' ';
        out_ += kComparisons[choose(8)];
        out_ += ' ';
        operand(place, depth + 1, 4);
      }
      return;
    case 4:
      operand(place, depth + 1, 5);
      for (uint32_t more = choose(3); more > 0; --more) {
        out_ += ' ';
        out_ += kArithmetic[choose(12)];
        out_ += ' ';
        operand(place, depth + 1, 5);
      }
      return;
    default:
      if (flip()) out_ += flip() ? "-" : "~";
      if (place.async && place.yields && choose(4) == 1) out_ += "await ";
      atom(place, depth + 1);
      if (choose(6) == 1) {
        out_ += " ** ";
        operand(place, depth + 1, 5);
      }
  }
}

void ProgramGenerator::atom(Place place, int depth) {
  if (depth > kMostDepth || exhausted()) {
    if (flip()) return literal();
    return name();
  }
  switch (choose(14)) {
    case 0: return name();
    case 1: return literal();
    case 2:
    case 3: return display(place, depth + 1);
    case 4: return formattedString(place, depth + 1, choose(4) == 1);
    case 5:
      out_ += '(';
      if (place.function && place.yields && !place.comprehension && !place.async && choose(3) == 1) {
        out_ += flip() ? "yield from " : "yield ";
        expression(place, depth + 1);
      } else if (place.walrus && !place.classBody && choose(3) == 1) {
        out_ += kNames[choose(6)];
        out_ += " := ";
        Place inner = place;
        expression(inner, depth + 1);
      } else {
        expression(place, depth + 1);
      }
      out_ += ')';
      return;
    default:
      // A name with trailers.
      name();
      for (uint32_t more = choose(4); more > 0; --more) {
        switch (choose(3)) {
          case 0:
            out_ += '.';
            name();
            break;
          case 1: arguments(place, depth + 1); break;
          default: subscript(place, depth + 1);
        }
      }
  }
}

void ProgramGenerator::display(Place place, int depth) {
  constexpr const char *kOpen[] = {"[", "{", "("}, *kClose[] = {"]", "}", ")"};
  uint32_t which = choose(3);
  if (choose(3) == 1) return comprehension(place, depth, kOpen[which], kClose[which], which == 1 && flip());
  out_ += kOpen[which];
  uint32_t count = choose(4) + (which == 1);
  bool isDict = which == 1 && flip();
  for (uint32_t i = 0; i < count; ++i) {
    if (choose(5) == 1) {
      out_ += isDict ? "**" : "*";
      operand(place, depth + 1, 4);
    } else {
      expression(place, depth + 1);
      if (isDict) {
        out_ += ": ";
        expression(place, depth + 1);
      }
    }
    if (i + 1 < count || which == 2) out_ += ", ";
  }
  out_ += kClose[which];
}

void ProgramGenerator::comprehension(Place place, int depth, const char* open, const char* close, bool isDict) {
  // Iteration variables are names that no walrus binds.
  Place inner = place;
  inner.comprehension = true;
  inner.yields = false;
  Place iterable = place;
  iterable.walrus = false;
  iterable.yields = false;
  out_ += open;
  expression(inner, depth + 1);
  if (isDict) {
    out_ += ": ";
    expression(inner, depth + 1);
  }
  uint32_t clauses = 1 + choose(2);
  for (uint32_t i = 0; i < clauses; ++i) {
    out_ += " for " + freshName();
    if (choose(4) == 1) out_ += ", *" + freshName();
    out_ += " in ";
    Place from = inner;
    from.walrus = false;
    operand(i == 0 ? iterable : from, depth + 1, 0);
    if (choose(3) == 1) {
      out_ += " if ";
      operand(inner, depth + 1, 0);
    }
  }
  out_ += close;
}

void ProgramGenerator::arguments(Place place, int depth) {
  out_ += '(';
  uint32_t count = choose(4);
  if (count == 1 && choose(5) == 1) {
    Place inner = place;
    inner.yields = false;
    inner.comprehension = true;
    expression(inner, depth + 1);
    out_ += " for " + freshName() + " in a)";
    return;
  }
  int stage = 0;  // positional, keyword, unpacked mapping
  for (uint32_t i = 0; i < count; ++i) {
    if (i) out_ += ", ";
    stage = stage > 1 ? 2 : stage + int(choose(2)) * int(choose(2));
    switch (stage) {
      case 0:
        if (choose(5) == 1) out_ += '*';
        expression(place, depth + 1);
        break;
      case 1:
        out_ += "k" + std::to_string(i) + "=";
        expression(place, depth + 1);
        break;
      default:
        out_ += "**";
        expression(place, depth + 1);
    }
  }
  out_ += ')';
}

void ProgramGenerator::subscript(Place place, int depth) {
  out_ += '[';
  uint32_t count = 1 + choose(2);
  for (uint32_t i = 0; i < count; ++i) {
    if (i) out_ += ", ";
    switch (choose(4)) {
      case 1:
        if (flip()) expression(place, depth + 1);
        out_ += ':';
        if (flip()) expression(place, depth + 1);
        if (choose(3) == 1) out_ += ":2";
        break;
      case 2:
        out_ += '*';
        operand(place, depth + 1, 4);
        break;
      default: expression(place, depth + 1);
    }
  }
  out_ += ']';
}

void ProgramGenerator::lambda(Place place, int depth) {
  Place inner;
  inner.walrus = place.walrus;
  inner.yields = false;
  out_ += "lambda ";
  parameters(place, depth, false);
  out_ += ": ";
  expression(inner, depth + 1);
}

void ProgramGenerator::formattedString(Place place, int depth, bool isTemplate) {
  constexpr const char *kConversions[] = {"", "!r", "!s", "!a"}, *kSpecs[] = {"", ":>10", ":{a}", ":{a}.{b!r}"};
  // Quotes of one kind nest since PEP 701.
  out_ += isTemplate ? "t'" : choose(4) == 1 ? "rf'" : "f'";
  for (uint32_t more = choose(3); more > 0; --more) {
    constexpr const char* kTexts[] = {"text", "{{", "}}", "\\n", " "};
    out_ += kTexts[choose(5)];
    out_ += "{ ";
    out_ += '(';
    expression(place, depth + 1);
    out_ += ')';
    if (choose(4) == 1) out_ += " = ";
    out_ += kConversions[choose(4)];
    out_ += kSpecs[choose(4)];
    out_ += '}';
  }
  out_ += '\'';
}

/// What can be assigned to.
void ProgramGenerator::target(Place place, int depth) {
  switch (depth > kMostDepth ? 0 : choose(6)) {
    case 1:
      name();
      out_ += '.';
      return name();
    case 2:
      name();
      return subscript(place, depth + 1);
    case 3:
      out_ += flip() ? "[" : "(";
      out_ += kNames[choose(6)];
      out_ += ", *";
      out_ += kNames[choose(6)];
      out_ += out_.find_last_of("[(") != std::string::npos && out_[out_.find_last_of("[(")] == '[' ? "]" : ")";
      return;
    default: return name();
  }
}

}  // namespace vitrine::fuzz
