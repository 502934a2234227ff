// ProgramGenerator: statements, definitions, patterns. See program_generator.h.
#include "program_generator.h"

namespace vitrine::fuzz {

std::string ProgramGenerator::program() {
  out_.clear();
  indent_ = 0;
  Place place;
  for (uint32_t more = 1 + choose(6); more > 0; --more) statement(place, 0);
  return out_;
}

void ProgramGenerator::block(Place place, int depth) {
  ++indent_;
  for (uint32_t more = 1 + choose(3); more > 0; --more) statement(place, depth + 1);
  --indent_;
}

void ProgramGenerator::statement(Place place, int depth) {
  if (depth < 4 && !exhausted() && choose(2) == 1) return compoundStatement(place, depth);
  line();
  simpleStatement(place, depth);
  while (choose(8) == 1) {
    out_ += "; ";
    simpleStatement(place, depth);
  }
  out_ += '\n';
}

void ProgramGenerator::simpleStatement(Place place, int depth) {
  if (exhausted()) return open("pass");
  switch (choose(16)) {
    case 0: return open("pass");
    case 1: return importStatement();
    case 2:
      out_ += "del ";
      name();
      if (flip()) return subscript(place, depth + 3);
      out_ += flip() ? ".a, (b, [c])" : ", d.e";
      return;
    case 3:
      out_ += "assert ";
      expression(place, depth);
      if (flip()) {
        out_ += ", ";
        expression(place, depth);
      }
      return;
    case 4:
      out_ += "raise";
      if (flip()) {
        out_ += ' ';
        expression(place, depth);
        if (flip()) out_ += " from e";
      }
      return;
    case 5:
      if (!place.function || place.classBody || place.exceptStar) return open("pass");
      out_ += "return";
      if (!place.async && flip()) {
        out_ += ' ';
        expression(place, depth);
      }
      return;
    case 6:
      if (!place.loop || place.exceptStar) return open("pass");
      return open(flip() ? "break" : "continue");
    case 7:
      out_ += "type T" + std::to_string(next_++);
      if (flip()) typeParameters();
      out_ += " = ";
      {
        Place inner;
        inner.yields = false;
        inner.walrus = false;
        inner.classBody = true;
        return expression(inner, depth + 2);
      }
    case 8:
    case 9: return expression(place, depth);
    case 10:
      if (!place.function || place.classBody) return open("pass");
      if (place.async || !place.yields) return open("pass");
      out_ += "yield";
      if (flip()) {
        out_ += ' ';
        expression(place, depth);
      }
      return;
    default: return assignment(place, depth);
  }
}

void ProgramGenerator::assignment(Place place, int depth) {
  constexpr const char* kOperators[] = {"+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="};
  switch (choose(5)) {
    case 0:
      name();
      out_ += ' ';
      out_ += kOperators[choose(13)];
      out_ += ' ';
      return expression(place, depth);
    case 1: {
      Place annotation;
      annotation.yields = annotation.walrus = false;
      annotation.classBody = true;
      if (flip())
        name();
      else
        out_ += "a.b";
      out_ += ": ";
      expression(annotation, depth + 2);
      if (flip()) {
        out_ += " = ";
        expression(place, depth);
      }
      return;
    }
    default:
      for (uint32_t more = 1 + choose(2); more > 0; --more) {
        target(place, depth + 2);
        out_ += " = ";
      }
      return expression(place, depth);
  }
}

void ProgramGenerator::importStatement() {
  constexpr const char* kImports[] = {"import a", "import a.b as c, d", "from a import b", "from . import a", "from .a import (b as c, d,)", "from ...a.b import c", "import a.b.c as d"};
  out_ += kImports[choose(7)];
}

void ProgramGenerator::compoundStatement(Place place, int depth) {
  switch (choose(8)) {
    case 0: return ifStatement(place, depth);
    case 1: return loopStatement(place, depth);
    case 2: return tryStatement(place, depth);
    case 3: return withStatement(place, depth);
    case 4: return matchStatement(place, depth);
    case 5: return classDefinition(place, depth);
    default: return functionDefinition(place, depth);
  }
}

void ProgramGenerator::ifStatement(Place place, int depth) {
  line();
  out_ += "if ";
  expression(place, depth);
  out_ += ":\n";
  block(place, depth);
  for (uint32_t more = choose(3); more > 0; --more) {
    line();
    out_ += "elif ";
    expression(place, depth);
    out_ += ":\n";
    block(place, depth);
  }
  if (!flip()) return;
  line();
  out_ += "else:\n";
  block(place, depth);
}

void ProgramGenerator::loopStatement(Place place, int depth) {
  line();
  Place inner = place;
  inner.loop = true;
  inner.exceptStar = false;
  if (place.exceptStar) inner.function = false;  // no return from inside either
  if (flip()) {
    out_ += "while ";
    expression(place, depth);
  } else {
    if (place.async && flip()) out_ += "async ";
    out_ += "for ";
    target(place, depth + 3);
    out_ += " in ";
    expression(place, depth);
  }
  out_ += ":\n";
  block(inner, depth);
  if (choose(3) != 1) return;
  line();
  out_ += "else:\n";
  block(place, depth);
}

void ProgramGenerator::tryStatement(Place place, int depth) {
  line();
  out_ += "try:\n";
  block(place, depth);
  bool star = choose(4) == 1;
  uint32_t handlers = choose(3);
  for (uint32_t i = 0; i < handlers; ++i) {
    line();
    Place inner = place;
    inner.exceptStar |= star;
    out_ += star ? "except* " : "except ";
    switch (choose(3)) {
      case 1: out_ += "A, B"; break;
      case 2: out_ += "(A, B) as e"; break;
      default: expression(place, depth + 2);
    }
    out_ += ":\n";
    block(inner, depth);
  }
  if (handlers && flip()) {
    line();
    out_ += "else:\n";
    block(place, depth);
  }
  if (handlers && flip()) return;
  line();
  out_ += "finally:\n";
  block(place, depth);
}

void ProgramGenerator::withStatement(Place place, int depth) {
  line();
  if (place.async && flip()) out_ += "async ";
  out_ += "with ";
  bool parenthesized = flip();
  if (parenthesized) out_ += '(';
  for (uint32_t more = 1 + choose(2); more > 0; --more) {
    operand(place, depth + 2, 4);
    if (flip()) {
      out_ += " as ";
      target(place, depth + 3);
    }
    if (more > 1) out_ += ", ";
  }
  out_ += parenthesized ? "):\n" : ":\n";
  block(place, depth);
}

void ProgramGenerator::matchStatement(Place place, int depth) {
  line();
  out_ += "match ";
  expression(place, depth);
  out_ += flip() ? ",:\n" : ":\n";
  ++indent_;
  for (uint32_t more = choose(3); more > 0; --more) {
    line();
    out_ += "case ";
    pattern(depth);
    if (choose(3) == 1) {
      out_ += " if ";
      expression(place, depth + 1);
    }
    out_ += ":\n";
    block(place, depth);
  }
  line();
  out_ += "case _:\n";
  block(place, depth);
  --indent_;
}

/// Never one that matches everything.
void ProgramGenerator::pattern(int depth) {
  closedPattern(depth);
  if (choose(4) == 1) out_ += " as " + freshName();
}

void ProgramGenerator::closedPattern(int depth) {
  constexpr const char* kLiterals[] = {"1", "-1", "'s'", "None", "True", "1 + 2j", "b'x'", "-1.5 - 2j", "a.b", "a.b.c"};
  if (depth > kMostDepth || exhausted()) return open("0");
  switch (choose(6)) {
    case 0: return open(kLiterals[choose(10)]);
    case 1:
      out_ += kLiterals[choose(10)];
      out_ += " | ";
      return open(kLiterals[choose(10)]);
    case 2:
      out_ += flip() ? "[*" : "[1, *";
      out_ += flip() ? "_" : freshName();
      out_ += ", ";
      pattern(depth + 2);
      return open("]");
    case 3:
      out_ += "{'k': ";
      pattern(depth + 2);
      out_ += ", a.b: _";
      if (flip()) out_ += ", **" + freshName();
      return open("}");
    case 4:
      out_ += "C(";
      if (flip()) {
        pattern(depth + 2);
        out_ += ", ";
      }
      out_ += "k=" + freshName();
      return open(")");
    default:
      out_ += '(';
      pattern(depth + 2);
      out_ += flip() ? "," : ", _";
      return open(")");
  }
}

void ProgramGenerator::parameters(Place place, int depth, bool annotated) {
  Place annotation;
  annotation.yields = annotation.walrus = false;
  annotation.classBody = true;
  // Names, '/', names, '*', names, '**'; from the first default on each has one.
  bool defaults = false;
  auto one = [&](const char* stars) {
    out_ += stars + freshName();
    if (annotated && flip()) {
      out_ += ": ";
      expression(annotation, depth + 3);
    }
    if (*stars) return;
    if (defaults |= choose(3) == 1; defaults) {
      out_ += '=';
      expression(place, depth + 3);
    }
  };
  uint32_t positional = choose(3);
  bool first = true;
  auto comma = [&] {
    if (!first) out_ += ", ";
    first = false;
  };
  for (uint32_t i = 0; i < positional; ++i) {
    comma();
    one("");
  }
  if (positional && choose(3) == 1) out_ += ", /";
  switch (choose(4)) {
    case 1:
      comma();
      one("*");
      break;
    case 2:
      comma();
      out_ += "*, ";
      defaults = false;
      one("");
      break;
    default: break;
  }
  if (choose(4) == 1) {
    comma();
    one("**");
  }
}

void ProgramGenerator::typeParameters() {
  constexpr const char* kForms[] = {"[T]", "[T: int]", "[T: (int, str)]", "[T = int]", "[*Ts]", "[**P]", "[T, *Ts, **P]", "[T: int = bool, *Ts = *tuple[int, ...]]"};
  out_ += kForms[choose(8)];
}

void ProgramGenerator::functionDefinition(Place place, int depth) {
  while (choose(5) == 1) {
    line();
    out_ += '@';
    Place decorator = place;
    decorator.walrus = false;
    expression(decorator, depth + 2);
    out_ += '\n';
  }
  line();
  Place inner;
  inner.function = true;
  inner.async = choose(3) == 1;
  if (inner.async) out_ += "async ";
  out_ += "def ";
  name();
  bool generic = choose(4) == 1;
  if (generic) typeParameters();
  out_ += '(';
  Place outer = place;
  if (generic) outer.yields = outer.walrus = false;
  parameters(outer, depth, true);
  out_ += ')';
  if (choose(3) == 1) out_ += " -> int";
  out_ += ":\n";
  if (choose(4) == 1) {
    out_.append(size_t(indent_ + 1) * 4, ' ');
    out_ += "'''Text.\n\n        More.'''\n";
  }
  block(inner, depth);
}

void ProgramGenerator::classDefinition(Place place, int depth) {
  line();
  out_ += "class ";
  name();
  bool generic = choose(4) == 1;
  if (generic) typeParameters();
  Place outer = place;
  outer.yields &= !generic;
  outer.walrus &= !generic;
  if (flip()) {
    out_ += '(';
    expression(outer, depth + 2);
    if (flip()) out_ += ", metaclass=M";
    out_ += ')';
  }
  out_ += ":\n";
  Place inner;
  inner.classBody = true;
  inner.yields = false;
  block(inner, depth);
}

}  // namespace vitrine::fuzz
