// Writing of trees: one function per family of nodes, fields in the ASDL's order, what is empty or None left out (as
// ast.dump does since 3.13). See ast_dump.h.
#include "syntax/ast_dump.h"

#include <cmath>
#include <cstdio>

#include "base/depth_guard.h"
#include "base/number_format.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace vitrine::syntax {
namespace {

constexpr const char* kBinaryNames[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
constexpr const char* kUnaryNames[] = {"Invert", "Not", "UAdd", "USub"};
constexpr const char* kCompareNames[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};

class Dumper {
 public:
  explicit Dumper(DumpPositions positions) : positions_(positions == DumpPositions::kWith) {}
  std::string take() { return std::move(out_); }

  void module(const Module& module) {
    constexpr const char* kNames[] = {"Module", "Interactive", "Expression"};
    open(kNames[int(module.kind)]);
    list("body", module.body);
    child("body", module.expression);
    out_ += ')';
  }
  void node(const Expr* expression);
  void node(const Stmt* statement);
  void node(const Pattern* pattern);
  void node(const TypeParam* param);

 private:
  void open(const char* name) {
    out_ += name;
    out_ += '(';
    first_ = true;
  }
  void key(const char* name) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += name;
    out_ += '=';
  }
  void close(const SourceRange& range) {
    if (positions_) {
      number("lineno", range.line);
      number("col_offset", range.column);
      number("end_lineno", range.endLine);
      number("end_col_offset", range.endColumn);
    }
    out_ += ')';
    first_ = false;
  }
  void number(const char* name, int value) {
    key(name);
    out_ += std::to_string(value);
  }
  void identifier(const char* name, Identifier value) {
    if (value.empty()) return;
    key(name);
    out_ += reprOfText(value);
  }
  template <class T>
  void child(const char* name, const T* value) {
    if (!value) return;
    key(name);
    node(value);
    first_ = false;
  }
  template <class T>
  void list(const char* name, std::span<T*> items) {
    if (items.empty()) return;
    key(name);
    out_ += '[';
    for (size_t i = 0; i < items.size(); ++i) {
      if (i) out_ += ", ";
      if (items[i])
        node(items[i]);
      else
        out_ += "None";
    }
    out_ += ']';
    first_ = false;
  }
  void identifiers(const char* name, IdentifierList items) {
    if (items.empty()) return;
    key(name);
    out_ += '[';
    for (size_t i = 0; i < items.size(); ++i) out_ += (i ? ", " : "") + reprOfText(items[i]);
    out_ += ']';
  }
  void context(ExprContext context) {
    constexpr const char* kNames[] = {"Load", "Store", "Del"};
    word("ctx", kNames[int(context)]);
  }
  void word(const char* name, const char* value) {
    key(name);
    out_ += value;
    out_ += "()";
  }

  void node(const Comprehension* clause) {
    open("comprehension");
    child("target", clause->target);
    child("iter", clause->iter);
    list("ifs", clause->ifs);
    number("is_async", clause->isAsync);
    out_ += ')';
  }
  void node(const Keyword* keyword) {
    open("keyword");
    identifier("arg", keyword->arg);
    child("value", keyword->value);
    close(keyword->range);
  }
  void node(const Arg* arg) {
    open("arg");
    identifier("arg", arg->arg);
    child("annotation", arg->annotation);
    close(arg->range);
  }
  void node(const Arguments* arguments) {
    open("arguments");
    list("posonlyargs", arguments->posonlyargs);
    list("args", arguments->args);
    child("vararg", arguments->vararg);
    list("kwonlyargs", arguments->kwonlyargs);
    list("kw_defaults", arguments->kwDefaults);
    child("kwarg", arguments->kwarg);
    list("defaults", arguments->defaults);
    out_ += ')';
  }
  void node(const Alias* alias) {
    open("alias");
    identifier("name", alias->name);
    identifier("asname", alias->asname);
    close(alias->range);
  }
  void node(const WithItem* item) {
    open("withitem");
    child("context_expr", item->contextExpr);
    child("optional_vars", item->optionalVars);
    out_ += ')';
  }
  void node(const MatchCase* matchCase) {
    open("match_case");
    child("pattern", matchCase->pattern);
    child("guard", matchCase->guard);
    list("body", matchCase->body);
    out_ += ')';
  }
  void node(const ExceptHandler* handler) {
    open("ExceptHandler");
    child("type", handler->type);
    identifier("name", handler->name);
    list("body", handler->body);
    close(handler->range);
  }
  void constant(const Constant* constant);
  void field(const char* name, const Expr* value, const std::string_view* text, int conversion, const Expr* spec) {
    open(name);
    child("value", value);
    if (text) {
      key("str");
      out_ += reprOfText(*text);
    }
    number("conversion", conversion);
    child("format_spec", spec);
  }
  template <class T>
  void comprehension(const char* name, const Expr* expression) {
    open(name);
    child("elt", expression->as<T>()->elt);
    list("generators", expression->as<T>()->generators);
  }
  template <class T>
  void elements(const char* name, const Expr* expression) {
    open(name);
    list("elts", expression->as<T>()->elts);
    context(expression->as<T>()->ctx);
  }
  void expressionFields(const Expr* expression);
  void displayFields(const Expr* expression);
  void function(const char* name, const FunctionFields& fields);
  void statementFields(const Stmt* statement);
  void blockFields(const Stmt* statement);

  std::string out_;
  bool positions_;
  bool first_ = true;
};

void Dumper::constant(const Constant* constant) {
  open("Constant");
  key("value");
  switch (constant->literal) {
    case LiteralKind::kNone: out_ += "None"; break;
    case LiteralKind::kTrue: out_ += "True"; break;
    case LiteralKind::kFalse: out_ += "False"; break;
    case LiteralKind::kEllipsis: out_ += "Ellipsis"; break;
    case LiteralKind::kInt:
      out_ += constant->isBigInt() ? bigint::toString(constant->bigInt()) : std::to_string(constant->integer);
      break;
    case LiteralKind::kFloat: out_ += formatRepr(constant->number); break;
    case LiteralKind::kComplex: out_ += formatComplexRepr(0, constant->number); break;
    case LiteralKind::kStr: out_ += reprOfText(constant->text); break;
    case LiteralKind::kBytes: out_ += reprOfBytes(constant->text); break;
  }
  if (constant->hasUPrefix) identifier("kind", "u");
}

void Dumper::node(const Expr* expression) {
  DepthGuard guard;
  if (guard.exceeded()) {
    out_ += "...";
    return;
  }
  expressionFields(expression);
  close(expression->range);
}

void Dumper::expressionFields(const Expr* expression) {
  switch (expression->kind) {
    case ExprKind::kBoolOp:
      open("BoolOp");
      word("op", expression->as<BoolOp>()->op == BoolOperator::kAnd ? "And" : "Or");
      return list("values", expression->as<BoolOp>()->values);
    case ExprKind::kNamedExpr:
      open("NamedExpr");
      child("target", expression->as<NamedExpr>()->target);
      return child("value", expression->as<NamedExpr>()->value);
    case ExprKind::kBinOp:
      open("BinOp");
      child("left", expression->as<BinOp>()->left);
      word("op", kBinaryNames[int(expression->as<BinOp>()->op)]);
      return child("right", expression->as<BinOp>()->right);
    case ExprKind::kUnaryOp:
      open("UnaryOp");
      word("op", kUnaryNames[int(expression->as<UnaryOp>()->op)]);
      return child("operand", expression->as<UnaryOp>()->operand);
    case ExprKind::kLambda:
      open("Lambda");
      child("args", expression->as<Lambda>()->args);
      return child("body", expression->as<Lambda>()->body);
    case ExprKind::kIfExp:
      open("IfExp");
      child("test", expression->as<IfExp>()->test);
      child("body", expression->as<IfExp>()->body);
      return child("orelse", expression->as<IfExp>()->orelse);
    case ExprKind::kAwait: open("Await"); return child("value", expression->as<Await>()->value);
    case ExprKind::kYield: open("Yield"); return child("value", expression->as<Yield>()->value);
    case ExprKind::kYieldFrom: open("YieldFrom"); return child("value", expression->as<YieldFrom>()->value);
    case ExprKind::kCompare: {
      const Compare* compare = expression->as<Compare>();
      open("Compare");
      child("left", compare->left);
      key("ops");
      out_ += '[';
      for (size_t i = 0; i < compare->ops.size(); ++i) out_ += std::string(i ? ", " : "") + kCompareNames[int(compare->ops[i])] + "()";
      out_ += ']';
      return list("comparators", compare->comparators);
    }
    case ExprKind::kCall:
      open("Call");
      child("func", expression->as<Call>()->func);
      list("args", expression->as<Call>()->args);
      return list("keywords", expression->as<Call>()->keywords);
    case ExprKind::kConstant: return constant(expression->as<Constant>());
    case ExprKind::kAttribute:
      open("Attribute");
      child("value", expression->as<Attribute>()->value);
      identifier("attr", expression->as<Attribute>()->attr);
      return context(expression->as<Attribute>()->ctx);
    case ExprKind::kSubscript:
      open("Subscript");
      child("value", expression->as<Subscript>()->value);
      child("slice", expression->as<Subscript>()->slice);
      return context(expression->as<Subscript>()->ctx);
    case ExprKind::kStarred:
      open("Starred");
      child("value", expression->as<Starred>()->value);
      return context(expression->as<Starred>()->ctx);
    case ExprKind::kName:
      open("Name");
      identifier("id", expression->as<Name>()->id);
      return context(expression->as<Name>()->ctx);
    case ExprKind::kSlice:
      open("Slice");
      child("lower", expression->as<Slice>()->lower);
      child("upper", expression->as<Slice>()->upper);
      return child("step", expression->as<Slice>()->step);
    default: return displayFields(expression);
  }
}

/// Displays, comprehensions and formatted strings.
void Dumper::displayFields(const Expr* expression) {
  switch (expression->kind) {
    case ExprKind::kDict:
      open("Dict");
      list("keys", expression->as<Dict>()->keys);
      return list("values", expression->as<Dict>()->values);
    case ExprKind::kSet: open("Set"); return list("elts", expression->as<Set>()->elts);
    case ExprKind::kListComp: return comprehension<ListComp>("ListComp", expression);
    case ExprKind::kSetComp: return comprehension<SetComp>("SetComp", expression);
    case ExprKind::kGeneratorExp: return comprehension<GeneratorExp>("GeneratorExp", expression);
    case ExprKind::kDictComp:
      open("DictComp");
      child("key", expression->as<DictComp>()->key);
      child("value", expression->as<DictComp>()->value);
      return list("generators", expression->as<DictComp>()->generators);
    case ExprKind::kFormattedValue: {
      const FormattedValue* value = expression->as<FormattedValue>();
      return field("FormattedValue", value->value, nullptr, value->conversion, value->formatSpec);
    }
    case ExprKind::kInterpolation: {
      const Interpolation* value = expression->as<Interpolation>();
      return field("Interpolation", value->value, &value->str, value->conversion, value->formatSpec);
    }
    case ExprKind::kJoinedStr: open("JoinedStr"); return list("values", expression->as<JoinedStr>()->values);
    case ExprKind::kTemplateStr: open("TemplateStr"); return list("values", expression->as<TemplateStr>()->values);
    case ExprKind::kList: return elements<List>("List", expression);
    case ExprKind::kTuple: return elements<Tuple>("Tuple", expression);
    default: UNREACHABLE("an expression without fields");
  }
}

void Dumper::function(const char* name, const FunctionFields& fields) {
  open(name);
  identifier("name", fields.name);
  child("args", fields.args);
  list("body", fields.body);
  list("decorator_list", fields.decoratorList);
  child("returns", fields.returns);
  list("type_params", fields.typeParams);
}

void Dumper::node(const Stmt* statement) {
  DepthGuard guard;
  if (guard.exceeded()) {
    out_ += "...";
    return;
  }
  statementFields(statement);
  close(statement->range);
}

void Dumper::statementFields(const Stmt* statement) {
  switch (statement->kind) {
    case StmtKind::kReturn: open("Return"); return child("value", statement->as<Return>()->value);
    case StmtKind::kDelete: open("Delete"); return list("targets", statement->as<Delete>()->targets);
    case StmtKind::kAssign:
      open("Assign");
      list("targets", statement->as<Assign>()->targets);
      return child("value", statement->as<Assign>()->value);
    case StmtKind::kTypeAlias:
      open("TypeAlias");
      child("name", statement->as<TypeAlias>()->name);
      list("type_params", statement->as<TypeAlias>()->typeParams);
      return child("value", statement->as<TypeAlias>()->value);
    case StmtKind::kAugAssign:
      open("AugAssign");
      child("target", statement->as<AugAssign>()->target);
      word("op", kBinaryNames[int(statement->as<AugAssign>()->op)]);
      return child("value", statement->as<AugAssign>()->value);
    case StmtKind::kAnnAssign:
      open("AnnAssign");
      child("target", statement->as<AnnAssign>()->target);
      child("annotation", statement->as<AnnAssign>()->annotation);
      child("value", statement->as<AnnAssign>()->value);
      return number("simple", statement->as<AnnAssign>()->simple);
    case StmtKind::kRaise:
      open("Raise");
      child("exc", statement->as<Raise>()->exc);
      return child("cause", statement->as<Raise>()->cause);
    case StmtKind::kAssert:
      open("Assert");
      child("test", statement->as<Assert>()->test);
      return child("msg", statement->as<Assert>()->msg);
    case StmtKind::kImport: open("Import"); return list("names", statement->as<Import>()->names);
    case StmtKind::kImportFrom:
      open("ImportFrom");
      identifier("module", statement->as<ImportFrom>()->module);
      list("names", statement->as<ImportFrom>()->names);
      return number("level", statement->as<ImportFrom>()->level);
    case StmtKind::kGlobal: open("Global"); return identifiers("names", statement->as<Global>()->names);
    case StmtKind::kNonlocal: open("Nonlocal"); return identifiers("names", statement->as<Nonlocal>()->names);
    case StmtKind::kExpr: open("Expr"); return child("value", statement->as<ExprStmt>()->value);
    case StmtKind::kPass: return open("Pass");
    case StmtKind::kBreak: return open("Break");
    case StmtKind::kContinue: return open("Continue");
    default: return blockFields(statement);
  }
}

/// Statements that hold others.
void Dumper::blockFields(const Stmt* statement) {
  auto loop = [&](const char* name, const ForFields& fields) {
    open(name);
    child("target", fields.target);
    child("iter", fields.iter);
    list("body", fields.body);
    list("orelse", fields.orelse);
  };
  auto with = [&](const char* name, const WithFields& fields) {
    open(name);
    list("items", fields.items);
    list("body", fields.body);
  };
  auto tryBlock = [&](const char* name, const TryFields& fields) {
    open(name);
    list("body", fields.body);
    list("handlers", fields.handlers);
    list("orelse", fields.orelse);
    list("finalbody", fields.finalbody);
  };
  auto test = [&](const char* name, const Expr* condition, StmtList body, StmtList orelse) {
    open(name);
    child("test", condition);
    list("body", body);
    list("orelse", orelse);
  };
  switch (statement->kind) {
    case StmtKind::kFunctionDef: return function("FunctionDef", *statement->as<FunctionDef>());
    case StmtKind::kAsyncFunctionDef: return function("AsyncFunctionDef", *statement->as<AsyncFunctionDef>());
    case StmtKind::kClassDef: {
      const ClassDef* definition = statement->as<ClassDef>();
      open("ClassDef");
      identifier("name", definition->name);
      list("bases", definition->bases);
      list("keywords", definition->keywords);
      list("body", definition->body);
      list("decorator_list", definition->decoratorList);
      return list("type_params", definition->typeParams);
    }
    case StmtKind::kFor: return loop("For", *statement->as<For>());
    case StmtKind::kAsyncFor: return loop("AsyncFor", *statement->as<AsyncFor>());
    case StmtKind::kWhile: return test("While", statement->as<While>()->test, statement->as<While>()->body, statement->as<While>()->orelse);
    case StmtKind::kIf: return test("If", statement->as<If>()->test, statement->as<If>()->body, statement->as<If>()->orelse);
    case StmtKind::kWith: return with("With", *statement->as<With>());
    case StmtKind::kAsyncWith: return with("AsyncWith", *statement->as<AsyncWith>());
    case StmtKind::kMatch:
      open("Match");
      child("subject", statement->as<Match>()->subject);
      return list("cases", statement->as<Match>()->cases);
    case StmtKind::kTry: return tryBlock("Try", *statement->as<Try>());
    case StmtKind::kTryStar: return tryBlock("TryStar", *statement->as<TryStar>());
    default: UNREACHABLE("a statement without fields");
  }
}

void Dumper::node(const Pattern* pattern) {
  switch (pattern->kind) {
    case PatternKind::kMatchValue: open("MatchValue"); child("value", pattern->as<MatchValue>()->value); break;
    case PatternKind::kMatchSingleton: {
      LiteralKind value = pattern->as<MatchSingleton>()->value;
      open("MatchSingleton");
      key("value");
      out_ += value == LiteralKind::kNone ? "None" : value == LiteralKind::kTrue ? "True" : "False";
      break;
    }
    case PatternKind::kMatchSequence: open("MatchSequence"); list("patterns", pattern->as<MatchSequence>()->patterns); break;
    case PatternKind::kMatchMapping:
      open("MatchMapping");
      list("keys", pattern->as<MatchMapping>()->keys);
      list("patterns", pattern->as<MatchMapping>()->patterns);
      identifier("rest", pattern->as<MatchMapping>()->rest);
      break;
    case PatternKind::kMatchClass:
      open("MatchClass");
      child("cls", pattern->as<MatchClass>()->cls);
      list("patterns", pattern->as<MatchClass>()->patterns);
      identifiers("kwd_attrs", pattern->as<MatchClass>()->kwdAttrs);
      list("kwd_patterns", pattern->as<MatchClass>()->kwdPatterns);
      break;
    case PatternKind::kMatchStar: open("MatchStar"); identifier("name", pattern->as<MatchStar>()->name); break;
    case PatternKind::kMatchAs:
      open("MatchAs");
      child("pattern", pattern->as<MatchAs>()->pattern);
      identifier("name", pattern->as<MatchAs>()->name);
      break;
    case PatternKind::kMatchOr: open("MatchOr"); list("patterns", pattern->as<MatchOr>()->patterns); break;
  }
  close(pattern->range);
}

void Dumper::node(const TypeParam* param) {
  constexpr const char* kNames[] = {"TypeVar", "ParamSpec", "TypeVarTuple"};
  open(kNames[int(param->kind)]);
  identifier("name", param->name);
  if (param->kind == TypeParamKind::kTypeVar) child("bound", param->as<TypeVar>()->bound);
  child("default_value", param->defaultValue);
  close(param->range);
}

void appendEscape(std::string& out, char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", unsigned(c));
  out += buffer;
}

char quoteFor(std::string_view text) {
  bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Backslash, quote, \n, \r and \t; false for the others.
bool appendCommonEscape(std::string& out, char32_t c, char quote) {
  const char* escape = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : nullptr;
  if (escape) {
    out += escape;
    return true;
  }
  if (c != '\\' && c != char32_t(quote)) return false;
  out += '\\';
  out += char(c);
  return true;
}

}  // namespace

std::string reprOfText(std::string_view wtf8) {
  char quote = quoteFor(wtf8);
  std::string out(1, quote);
  for (size_t at = 0; at < wtf8.size();) {
    size_t start = at;
    char32_t c = utf8::decode(wtf8, at);
    if (appendCommonEscape(out, c, quote)) continue;
    if (c < 0x80 ? (c < 0x20 || c == 0x7f) : !unicode::isPrintable(c))
      appendEscape(out, c);
    else
      out += wtf8.substr(start, at - start);
  }
  return out + quote;
}

std::string reprOfBytes(std::string_view bytes) {
  char quote = quoteFor(bytes);
  std::string out = std::string("b") + quote;
  for (char byte : bytes) {
    auto c = static_cast<unsigned char>(byte);
    if (appendCommonEscape(out, c, quote)) continue;
    if (c < 0x20 || c >= 0x7f)
      appendEscape(out, c);
    else
      out += byte;
  }
  return out + quote;
}

std::string dumpAst(const Module& module, DumpPositions positions) {
  Dumper dumper(positions);
  dumper.module(module);
  return dumper.take();
}
std::string dumpAst(const Stmt& statement, DumpPositions positions) {
  Dumper dumper(positions);
  dumper.node(&statement);
  return dumper.take();
}
std::string dumpAst(const Expr& expression, DumpPositions positions) {
  Dumper dumper(positions);
  dumper.node(&expression);
  return dumper.take();
}

}  // namespace vitrine::syntax
