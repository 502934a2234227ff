// Expressions as text; see unparse.h. Each expression is written for a place that binds with a certain strength and puts
// parentheses around itself where it binds more weakly.
#include "compiler/unparse.h"

#include "base/depth_guard.h"
#include "bytecode/constant_repr.h"

namespace vitrine::compiler {

using namespace vitrine::syntax;
using Constant = vitrine::Constant;

namespace {

// From the weakest to the strongest (Language Reference 6.17).
enum Strength : int {
  kTupleStrength, kTest, kOr, kAnd, kNot, kCompareStrength, kBitOr, kBitXor, kBitAnd, kShift, kArithmetic, kTerm, kFactor,
  kPower, kAwaitStrength, kAtom,
};

constexpr const char* kInfinity = "1e309";  // the shortest literal of it

struct OperatorText {
  const char* text;
  int strength;
};

OperatorText binaryText(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd: return {" + ", kArithmetic};
    case BinaryOperator::kSub: return {" - ", kArithmetic};
    case BinaryOperator::kMult: return {" * ", kTerm};
    case BinaryOperator::kMatMult: return {" @ ", kTerm};
    case BinaryOperator::kDiv: return {" / ", kTerm};
    case BinaryOperator::kMod: return {" % ", kTerm};
    case BinaryOperator::kFloorDiv: return {" // ", kTerm};
    case BinaryOperator::kLShift: return {" << ", kShift};
    case BinaryOperator::kRShift: return {" >> ", kShift};
    case BinaryOperator::kBitOr: return {" | ", kBitOr};
    case BinaryOperator::kBitXor: return {" ^ ", kBitXor};
    case BinaryOperator::kBitAnd: return {" & ", kBitAnd};
    case BinaryOperator::kPow: return {" ** ", kPower};
  }
  return {};
}

OperatorText unaryText(UnaryOperator op) {
  switch (op) {
    case UnaryOperator::kInvert: return {"~", kFactor};
    case UnaryOperator::kNot: return {"not ", kNot};
    case UnaryOperator::kUAdd: return {"+", kFactor};
    case UnaryOperator::kUSub: return {"-", kFactor};
  }
  return {};
}

const char* compareText(CompareOperator op) {
  static constexpr const char* kTexts[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};
  return kTexts[size_t(op)];
}

class Unparser {
 public:
  explicit Unparser(const ConstantPool& pool) : pool_(pool) {}

  void write(const Expr* expr, int place);
  std::string take() { return std::move(out_); }

 private:
  /// Writes what `inside` writes, in parentheses if the place binds more strongly.
  template <class Inside>
  void enclosed(bool needed, Inside inside) {
    if (needed) out_ += '(';
    inside();
    if (needed) out_ += ')';
  }
  void writeList(ExprList list, int place) {
    for (size_t i = 0; i < list.size(); ++i) {
      if (i) out_ += ", ";
      write(list[i], place);
    }
  }
  void writeAround(const char* open, ExprList list, const char* close) {
    out_ += open;
    writeList(list, kTest);
    out_ += close;
  }
  void writeOperation(const Expr* expr, int place);
  void writeConstant(const syntax::Constant* node);
  void writeDict(const Dict* dict);
  void writeTuple(const Tuple* tuple, int place);
  void writeCompare(const Compare* compare, int place);
  void writeCall(const Call* call);
  void writeArguments(const Arguments& args);
  void writeLambda(const Lambda* lambda, int place);
  void writeComprehension(const char* open, const Expr* element, const Expr* value, std::span<Comprehension*> generators,
                          const char* close);
  void writeYield(const char* word, const Expr* value);
  void writeSlice(const Slice* slice);
  void writeFormatted(const char* prefix, const Expr* expr);
  std::string fieldsText(ExprList values);
  std::string fieldText(std::string expression, int32_t conversion, const Expr* formatSpec);
  std::string textOf(const Expr* expr, int place) const {
    Unparser inner(pool_);
    inner.write(expr, place);
    return inner.take();
  }

  const ConstantPool& pool_;
  std::string out_;
};

void Unparser::writeConstant(const syntax::Constant* node) {
  Constant constant = constantOf(*node, pool_);
  if (constant.kind == ConstantKind::kEllipsis) {
    out_ += "...";
    return;
  }
  if (node->hasUPrefix) out_ += 'u';
  std::string text = reprConstant(constant);
  bool isNumber = constant.kind == ConstantKind::kFloat || constant.kind == ConstantKind::kComplex;
  for (size_t at = 0; isNumber && (at = text.find("inf", at)) != std::string::npos;) text.replace(at, 3, kInfinity);
  out_ += text;
}

void Unparser::writeOperation(const Expr* expr, int place) {
  if (auto* boolOp = expr->dynAs<BoolOp>()) {
    int strength = boolOp->op == BoolOperator::kAnd ? kAnd : kOr;
    enclosed(place > strength, [&] {
      for (size_t i = 0; i < boolOp->values.size(); ++i) {
        if (i) out_ += strength == kAnd ? " and " : " or ";
        write(boolOp->values[i], strength + 1);
      }
    });
  } else if (auto* binary = expr->dynAs<BinOp>()) {
    OperatorText op = binaryText(binary->op);
    bool fromRight = binary->op == BinaryOperator::kPow;
    enclosed(place > op.strength, [&] {
      write(binary->left, op.strength + fromRight);
      out_ += op.text;
      write(binary->right, op.strength + !fromRight);
    });
  } else {
    auto* unary = expr->as<UnaryOp>();
    OperatorText op = unaryText(unary->op);
    enclosed(place > op.strength, [&] {
      out_ += op.text;
      write(unary->operand, op.strength);
    });
  }
}

void Unparser::writeDict(const Dict* dict) {
  out_ += '{';
  for (size_t i = 0; i < dict->values.size(); ++i) {
    if (i) out_ += ", ";
    if (dict->keys[i]) {
      write(dict->keys[i], kTest);
      out_ += ": ";
      write(dict->values[i], kTest);
    } else {
      out_ += "**";
      write(dict->values[i], kBitOr);
    }
  }
  out_ += '}';
}

void Unparser::writeTuple(const Tuple* tuple, int place) {
  if (tuple->elts.empty()) {
    out_ += "()";
    return;
  }
  enclosed(place > kTupleStrength, [&] {
    writeList(tuple->elts, kTest);
    if (tuple->elts.size() == 1) out_ += ',';
  });
}

void Unparser::writeCompare(const Compare* compare, int place) {
  enclosed(place > kCompareStrength, [&] {
    write(compare->left, kCompareStrength + 1);
    for (size_t i = 0; i < compare->ops.size(); ++i) {
      out_ += compareText(compare->ops[i]);
      write(compare->comparators[i], kCompareStrength + 1);
    }
  });
}

void Unparser::writeCall(const Call* call) {
  write(call->func, kAtom);
  if (call->args.size() == 1 && call->keywords.empty() && call->args[0]->kind == ExprKind::kGeneratorExp)
    return write(call->args[0], kTest);
  out_ += '(';
  writeList(call->args, kTest);
  bool first = call->args.empty();
  for (const Keyword* keyword : call->keywords) {
    if (!first) out_ += ", ";
    first = false;
    out_ += keyword->arg.empty() ? "**" : std::string(keyword->arg) + "=";
    write(keyword->value, kTest);
  }
  out_ += ')';
}

void Unparser::writeArguments(const Arguments& args) {
  bool first = true;
  auto one = [&](std::string_view stars, const Arg* arg, const Expr* defaultValue) {
    if (!first) out_ += ", ";
    first = false;
    out_ += stars;
    if (arg) out_ += arg->arg;
    if (!defaultValue) return;
    out_ += '=';
    write(defaultValue, kTest);
  };
  size_t positional = args.posonlyargs.size() + args.args.size(), plain = positional - args.defaults.size();
  for (size_t i = 0; i < positional; ++i) {
    size_t count = args.posonlyargs.size();
    one("", i < count ? args.posonlyargs[i] : args.args[i - count], i < plain ? nullptr : args.defaults[i - plain]);
    if (i + 1 == count) one("/", nullptr, nullptr);
  }
  if (args.vararg || !args.kwonlyargs.empty()) one("*", args.vararg, nullptr);
  for (size_t i = 0; i < args.kwonlyargs.size(); ++i) one("", args.kwonlyargs[i], args.kwDefaults[i]);
  if (args.kwarg) one("**", args.kwarg, nullptr);
}

void Unparser::writeLambda(const Lambda* lambda, int place) {
  enclosed(place > kTest, [&] {
    const Arguments& args = *lambda->args;
    bool hasPositional = !args.posonlyargs.empty() || !args.args.empty();
    out_ += hasPositional ? "lambda " : "lambda";  // "lambda*x: x", as CPython writes it
    writeArguments(args);
    out_ += ": ";
    write(lambda->body, kTest);
  });
}

void Unparser::writeComprehension(const char* open, const Expr* element, const Expr* value,
                                  std::span<Comprehension*> generators, const char* close) {
  out_ += open;
  write(element, kTest);
  if (value) {
    out_ += ": ";
    write(value, kTest);
  }
  for (const Comprehension* generator : generators) {
    out_ += generator->isAsync ? " async for " : " for ";
    write(generator->target, kTupleStrength);
    out_ += " in ";
    write(generator->iter, kTest + 1);
    for (const Expr* condition : generator->ifs) {
      out_ += " if ";
      write(condition, kTest + 1);
    }
  }
  out_ += close;
}

void Unparser::writeYield(const char* word, const Expr* value) {
  out_ += '(';
  out_ += word;
  if (value) {
    out_ += ' ';
    write(value, kTest);
  }
  out_ += ')';
}

void Unparser::writeSlice(const Slice* slice) {
  if (slice->lower) write(slice->lower, kTest);
  out_ += ':';
  if (slice->upper) write(slice->upper, kTest);
  if (!slice->step) return;
  out_ += ':';
  write(slice->step, kTest);
}

// ---- Formatted strings ----

std::string Unparser::fieldText(std::string expression, int32_t conversion, const Expr* formatSpec) {
  std::string text = expression[0] == '{' ? "{ " : "{";
  text += expression;
  if (conversion > 0) text += {'!', char(conversion)};
  if (formatSpec) {
    text += ':';
    auto* joined = formatSpec->dynAs<JoinedStr>();
    Expr* single = const_cast<Expr*>(formatSpec);
    text += fieldsText(joined ? joined->values : ExprList(&single, 1));
  }
  return text + '}';
}

std::string Unparser::fieldsText(ExprList values) {
  std::string text;
  for (const Expr* value : values) {
    if (auto* field = value->dynAs<FormattedValue>()) {
      text += fieldText(textOf(field->value, kTest + 1), field->conversion, field->formatSpec);
    } else if (auto* interpolation = value->dynAs<Interpolation>()) {
      text += fieldText(std::string(interpolation->str), interpolation->conversion, interpolation->formatSpec);
    } else if (isConstant(value)) {
      for (char c : constantOf(*value->as<syntax::Constant>(), pool_).text) text.append(c == '{' || c == '}' ? 2 : 1, c);
    } else if (auto* joined = value->dynAs<JoinedStr>()) {
      text += fieldsText(joined->values);
    }
  }
  return text;
}

void Unparser::writeFormatted(const char* prefix, const Expr* expr) {
  std::string body;
  if (auto* joined = expr->dynAs<JoinedStr>()) {
    body = fieldsText(joined->values);
  } else if (auto* tstring = expr->dynAs<TemplateStr>()) {
    body = fieldsText(tstring->values);
  } else {
    Expr* single = const_cast<Expr*>(expr);
    body = fieldsText(ExprList(&single, 1));
  }
  out_ += prefix + reprText(body);
}

// ---- All kinds ----

void Unparser::write(const Expr* expr, int place) {
  DepthGuard guard;
  if (guard.exceeded()) return;  // the symbol table, which walked here before, has reported it
  switch (expr->kind) {
    case ExprKind::kBoolOp:
    case ExprKind::kBinOp:
    case ExprKind::kUnaryOp: return writeOperation(expr, place);
    case ExprKind::kNamedExpr:
      return enclosed(place > kTupleStrength, [&] {
        write(expr->as<NamedExpr>()->target, kAtom);
        out_ += " := ";
        write(expr->as<NamedExpr>()->value, kAtom);
      });
    case ExprKind::kLambda: return writeLambda(expr->as<Lambda>(), place);
    case ExprKind::kIfExp:
      return enclosed(place > kTest, [&] {
        auto* conditional = expr->as<IfExp>();
        write(conditional->body, kTest + 1);
        out_ += " if ";
        write(conditional->test, kTest + 1);
        out_ += " else ";
        write(conditional->orelse, kTest);
      });
    case ExprKind::kDict: return writeDict(expr->as<Dict>());
    case ExprKind::kSet: return writeAround("{", expr->as<Set>()->elts, "}");
    case ExprKind::kList: return writeAround("[", expr->as<List>()->elts, "]");
    case ExprKind::kTuple: return writeTuple(expr->as<Tuple>(), place);
    case ExprKind::kListComp:
      return writeComprehension("[", expr->as<ListComp>()->elt, nullptr, expr->as<ListComp>()->generators, "]");
    case ExprKind::kSetComp:
      return writeComprehension("{", expr->as<SetComp>()->elt, nullptr, expr->as<SetComp>()->generators, "}");
    case ExprKind::kGeneratorExp:
      return writeComprehension("(", expr->as<GeneratorExp>()->elt, nullptr, expr->as<GeneratorExp>()->generators, ")");
    case ExprKind::kDictComp:
      return writeComprehension("{", expr->as<DictComp>()->key, expr->as<DictComp>()->value,
                                expr->as<DictComp>()->generators, "}");
    case ExprKind::kAwait:
      return enclosed(place > kAwaitStrength, [&] {
        out_ += "await ";
        write(expr->as<Await>()->value, kAtom);
      });
    case ExprKind::kYield: return writeYield("yield", expr->as<Yield>()->value);
    case ExprKind::kYieldFrom: return writeYield("yield from", expr->as<YieldFrom>()->value);
    case ExprKind::kCompare: return writeCompare(expr->as<Compare>(), place);
    case ExprKind::kCall: return writeCall(expr->as<Call>());
    case ExprKind::kFormattedValue:
    case ExprKind::kJoinedStr: return writeFormatted("f", expr);
    case ExprKind::kInterpolation:
    case ExprKind::kTemplateStr: return writeFormatted("t", expr);
    case ExprKind::kConstant: return writeConstant(expr->as<syntax::Constant>());
    case ExprKind::kAttribute: {
      auto* attribute = expr->as<Attribute>();
      write(attribute->value, kAtom);
      bool afterInteger = isConstant(attribute->value) && attribute->value->as<syntax::Constant>()->literal == LiteralKind::kInt;
      out_ += afterInteger ? " ." : ".";
      out_ += attribute->attr;
      return;
    }
    case ExprKind::kSubscript:
      write(expr->as<Subscript>()->value, kAtom);
      out_ += '[';
      write(expr->as<Subscript>()->slice, kTupleStrength);
      out_ += ']';
      return;
    case ExprKind::kStarred:
      out_ += '*';
      return write(expr->as<Starred>()->value, kBitOr);
    case ExprKind::kName: out_ += expr->as<Name>()->id; return;
    case ExprKind::kSlice: return writeSlice(expr->as<Slice>());
  }
}

}  // namespace

std::string unparse(const Expr& expr, const ConstantPool& pool) {
  Unparser unparser(pool);
  unparser.write(&expr, kTest);
  return unparser.take();
}

}  // namespace vitrine::compiler
