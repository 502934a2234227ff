// A syntax tree from objects: a visitor of fields (syntax/ast_fields.h) that looks up attributes. Order and messages of what is
// refused are those of CPython 3.14 (Parser/asdl_c.py's obj2ast, then Python/ast.c). See syntax_tree.h.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/depth_guard.h"
#include "modules/code_value.h"
#include "modules/syntax_tree.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/ast_fields.h"
#include "syntax/ast_validate.h"
#include "syntax/parser.h"

namespace vitrine {
namespace {

using syntax::NodeName;

/// The largest line a code object's line table can stand for (the verifier's bound).
constexpr int32_t kMaxTreeLine = 1 << 30;

/// A sum of the ASDL, as messages name it, and its constructors: names from `first` on.
struct Sum {
  const char* name;
  NodeName first;
  int count;
  bool endRequired = false;  // must a position say where it ends?
  bool has(NodeName each) const { return each >= first && int(each) - int(first) < count; }
};
constexpr int countOf(NodeName first, NodeName last) { return int(last) - int(first) + 1; }
Sum sumOf(const syntax::Stmt*) { return {"stmt", NodeName::kFunctionDef, countOf(NodeName::kFunctionDef, NodeName::kContinue)}; }
Sum sumOf(const syntax::Expr*) { return {"expr", NodeName::kBoolOp, countOf(NodeName::kBoolOp, NodeName::kSlice)}; }
Sum sumOf(const syntax::Pattern*) { return {"pattern", NodeName::kMatchValue, countOf(NodeName::kMatchValue, NodeName::kMatchOr), true}; }
Sum sumOf(const syntax::TypeParam*) { return {"type_param", NodeName::kTypeVar, countOf(NodeName::kTypeVar, NodeName::kTypeVarTuple), true}; }
Sum sumOf(const syntax::ExceptHandler*) { return {"excepthandler", NodeName::kExceptHandler, 1}; }
Sum sumOf(const syntax::TypeIgnore*) { return {"type_ignore", NodeName::kTypeIgnore, 1}; }
Sum sumOf(syntax::ExprContext) { return {"expr_context", NodeName::kLoad, 3}; }
Sum sumOf(syntax::BoolOperator) { return {"boolop", NodeName::kAnd, 2}; }
Sum sumOf(syntax::BinaryOperator) { return {"operator", NodeName::kAdd, countOf(NodeName::kAdd, NodeName::kFloorDiv)}; }
Sum sumOf(syntax::UnaryOperator) { return {"unaryop", NodeName::kInvert, 4}; }
Sum sumOf(syntax::CompareOperator) { return {"cmpop", NodeName::kEq, countOf(NodeName::kEq, NodeName::kNotIn)}; }

template <class T>
constexpr bool kIsSymbol = requires(T symbol) { syntax::nameOf(symbol); } && std::is_enum_v<T>;
template <class T>
constexpr bool kIsSum = requires(const T* head) { sumOf(head); };

class TreeReader {
 public:
  TreeReader(Vm& vm, TreeClasses classes, syntax::AstArena& arena, compiler::ConstantPool& pool) : vm_(vm), arena_(arena), pool_(pool) {
    auto all = tupleItems(classes.classes);
    for (size_t i = 0; i < all.size(); ++i) names_.emplace(all[i].offset(), NodeName(i));
  }

  Result<syntax::Module*> module(Value object, syntax::ModKind wanted);

  // --- values of fields, by the type of the member that takes them ---
  template <class T>
    requires kIsSum<T>
  Result<T*> read(Value object, T**);
  template <class Product>
    requires(!kIsSum<Product>)
  Result<Product*> read(Value object, Product**);
  template <class Symbol>
    requires kIsSymbol<Symbol>
  Result<Symbol> read(Value object, Symbol*) {
    Sum sum = sumOf(Symbol{});
    NodeName name = TRY(constructorOf(object, sum));
    return Symbol(int(name) - int(sum.first));
  }
  Result<int32_t> read(Value object, int32_t*);
  Result<bool> read(Value object, bool*) {
    int32_t number = TRY(read(object, static_cast<int32_t*>(nullptr)));
    return number != 0;
  }
  Result<std::string_view> text(Value object, const char* declaration);
  Result<void> constant(Value object, syntax::Constant& node);
  Result<syntax::LiteralKind> singleton(Value object);

  Vm& vm() { return vm_; }
  syntax::AstArena& arena() { return arena_; }
  /// Counts what follows as a left operand: stages walk over chains of those in a loop (Expr::height).
  void enterLeft() { --nesting_; }
  void leaveLeft() { ++nesting_; }

 private:
  template <class Node> Result<Node*> build(Value object, NodeName name);
  Result<syntax::Stmt*> make(Value object, NodeName name, syntax::Stmt*);
  Result<syntax::Expr*> make(Value object, NodeName name, syntax::Expr*);
  Result<syntax::Pattern*> make(Value object, NodeName name, syntax::Pattern*);
  Result<syntax::TypeParam*> make(Value object, NodeName name, syntax::TypeParam*);
  Result<syntax::ExceptHandler*> make(Value object, NodeName name, syntax::ExceptHandler*) { return build<syntax::ExceptHandler>(object, name); }
  Result<syntax::TypeIgnore*> make(Value object, NodeName name, syntax::TypeIgnore*) { return build<syntax::TypeIgnore>(object, name); }

  /// The constructor of `sum` whose class `object` is an instance of.
  Result<NodeName> constructorOf(Value object, const Sum& sum);
  Result<syntax::SourceRange> range(Value object, const char* owner, bool endRequired = false);
  Result<int32_t> number(Value object, const char* name, const char* owner, const int32_t* fallback);
  Result<std::string> foreignType(Value object);

  Vm& vm_;
  syntax::AstArena& arena_;
  compiler::ConstantPool& pool_;
  std::unordered_map<Offset, NodeName> names_;
  int32_t tallest_ = 0;  // of the expressions read since the one around them began
  int32_t nesting_ = 0;  // expressions around, chains of left operands counted once
};

/// Reads the fields of one node. After the first exception it does nothing more.
class FieldReader {
 public:
  FieldReader(TreeReader& reader, Value object, NodeName owner) : reader_(reader), object_(object), owner_(owner) {}
  /// Behind the last field: false where an exception is pending.
  bool finish() {
    if (!ok_ || !required_) return ok_;
    (void)reader_.vm().raise(TypeId::kValueError, "field '%s' is required for %s", syntax::fieldName(required_), textOf(owner_));
    return false;
  }

  template <class T>
  void operator()(const char* declaration, T*& member) {
    bool left = isLeft(declaration);
    if (left) reader_.enterLeft();
    take(declaration, member, [&](Value value) { return reader_.read(value, static_cast<T**>(nullptr)); });
    if (left) reader_.leaveLeft();
    if (ok_ && !member && !isOptional(declaration)) required(declaration);
  }
  template <class T>
  void operator()(const char* declaration, std::span<T>& member) {
    if (ok_) ok_ = list(declaration, member).ok();
  }
  void operator()(const char* declaration, std::string_view& member) {
    bool isNone = false;
    take(declaration, member, [&](Value value) { return reader_.text(value, declaration); }, &isNone);
    if (ok_ && isNone && !isOptional(declaration)) required(declaration);
  }
  template <class Plain>
    requires kIsSymbol<Plain> || std::is_integral_v<Plain>
  void operator()(const char* declaration, Plain& member) {
    take(declaration, member, [&](Value value) { return reader_.read(value, static_cast<Plain*>(nullptr)); });
  }
  void operator()(const char* declaration, syntax::LiteralKind& member) {
    take(declaration, member, [&](Value value) { return reader_.singleton(value); });
  }
  void literal(const char* declaration, syntax::Constant& constant) {
    bool done = false;
    take(declaration, done, [&](Value value) -> Result<bool> {
      TRY(reader_.constant(value, constant));
      return true;
    });
  }
  void prefix(const char* declaration, bool& flag) {
    std::string_view text;
    take(declaration, text, [&](Value value) { return reader_.text(value, declaration); });
    flag = text == "u";
  }

 private:
  static bool isOptional(const char* declaration) { return std::string_view(declaration).find('?') != std::string_view::npos; }
  bool isLeft(std::string_view declaration) const {
    switch (owner_) {
      case NodeName::kBinOp: return declaration == "expr left";
      case NodeName::kCall: return declaration == "expr func";
      case NodeName::kAttribute:
      case NodeName::kSubscript: return declaration == "expr value";
      default: return false;
    }
  }
  /// A child that must be there is None: said once all fields have been read.
  void required(const char* declaration) {
    if (!required_) required_ = declaration;
  }
  Result<void> missing(const char* declaration) {
    return reader_.vm().raise(TypeId::kTypeError, "required field \"%s\" missing from %s", syntax::fieldName(declaration), textOf(owner_));
  }
  /// Looks the attribute up and has it read into `member`; None for an optional field leaves `member` alone.
  template <class Member, class Read>
  void take(const char* declaration, Member& member, Read read, bool* wasNone = nullptr) {
    if (ok_) ok_ = taken(declaration, member, read, wasNone).ok();
  }
  template <class Member, class Read>
  Result<void> taken(const char* declaration, Member& member, Read read, bool* wasNone) {
    Ref name = intern(syntax::fieldName(declaration));
    Ref value = TRY(findAttribute(reader_.vm(), object_, name));
    bool optional = isOptional(declaration);
    if (isExhausted(value) && !optional) return missing(declaration);
    bool none = isExhausted(value) || isNone(value);
    if (wasNone) *wasNone = none;
    if (none && (optional || wasNone)) return {};
    member = TRY(read(Value(value)));
    return {};
  }
  template <class T>
  Result<void> list(const char* declaration, std::span<T>& member);

  TreeReader& reader_;
  Value object_;
  NodeName owner_;
  bool ok_ = true;
  const char* required_ = nullptr;
};

/// Sums of which a list may hold None: the validator says where it may not. Of the others CPython takes None for granted not to be there.
template <class T>
constexpr bool kMayBeNone = std::is_same_v<T, syntax::Expr*> || std::is_same_v<T, syntax::Stmt*>;

template <class T>
Result<void> FieldReader::list(const char* declaration, std::span<T>& member) {
  Vm& vm = reader_.vm();
  const char* name = syntax::fieldName(declaration);
  Ref key = intern(name);
  Ref items = TRY(findAttribute(vm, object_, key));
  if (isExhausted(items)) return {};
  if (!isInstance(items, TypeId::kList))
    return vm.raise(TypeId::kTypeError, "%s field \"%s\" must be a list, not a %s", textOf(owner_), name, typeName(items).c_str());
  std::vector<T> read;
  size_t count = listItems(items).size();
  for (size_t i = 0; i < count; ++i) {
    Ref item = Ref::share(listItems(items)[i]);
    if constexpr (std::is_same_v<T, std::string_view>) {
      read.push_back(TRY(reader_.text(item, "identifier")));
    } else {
      read.push_back(TRY(reader_.read(item, static_cast<T*>(nullptr))));
    }
    if constexpr (std::is_pointer_v<T> && !kMayBeNone<T>) {
      if (!read.back()) return vm.raise(TypeId::kValueError, "None disallowed in list \"%s\" of %s", name, textOf(owner_));
    }
    if (listItems(items).size() != count) return vm.raise(TypeId::kRuntimeError, "%s field \"%s\" changed size during iteration", textOf(owner_), name);
  }
  member = reader_.arena().copy(read);
  return {};
}

// --- nodes ----------------------------------------------------------------------------------------------------------------

template <class Node>
Result<Node*> TreeReader::build(Value object, NodeName name) {
  auto* node = arena_.make<Node>();
  FieldReader fields(*this, object, name);
  syntax::visitFields(*node, fields);
  if (!fields.finish()) return Raised{};
  return node;
}

Result<syntax::Stmt*> TreeReader::make(Value object, NodeName name, syntax::Stmt*) {
  switch (name) {
#define STMT(name, ...) \
  case NodeName::k##name: return TRY(build<syntax::name>(object, NodeName::k##name));
#define STMT_AS(name, type, ...) \
  case NodeName::k##name: return TRY(build<syntax::type>(object, NodeName::k##name));
#include "syntax/ast.def"
    default: UNREACHABLE("statement");
  }
}
Result<syntax::Expr*> TreeReader::make(Value object, NodeName name, syntax::Expr*) {
  int32_t around = std::exchange(tallest_, 0);
  syntax::Expr* node = nullptr;
  switch (name) {
#define EXPR(name, ...) \
  case NodeName::k##name: node = TRY(build<syntax::name>(object, NodeName::k##name)); break;
#include "syntax/ast.def"
    default: UNREACHABLE("expression");
  }
  node->height = tallest_ + 1;
  tallest_ = std::max(around, node->height);
  return node;
}
Result<syntax::Pattern*> TreeReader::make(Value object, NodeName name, syntax::Pattern*) {
  switch (name) {
#define PATTERN(name, ...) \
  case NodeName::k##name: return TRY(build<syntax::name>(object, NodeName::k##name));
#include "syntax/ast.def"
    default: UNREACHABLE("pattern");
  }
}
Result<syntax::TypeParam*> TreeReader::make(Value object, NodeName name, syntax::TypeParam*) {
  switch (name) {
#define TYPE_PARAM(name, ...) \
  case NodeName::k##name: return TRY(build<syntax::name>(object, NodeName::k##name));
#include "syntax/ast.def"
    default: UNREACHABLE("type parameter");
  }
}

/// A node of a sum: None, or an instance of one of its constructors. Positions are read before the kind is looked at.
template <class T>
  requires kIsSum<T>
Result<T*> TreeReader::read(Value object, T**) {
  Sum sum = sumOf(static_cast<T*>(nullptr));
  if (isNone(object)) return static_cast<T*>(nullptr);
  DepthGuard guard;
  bool tooDeep = guard.exceeded() || nesting_ >= syntax::kMaxParserDepth;
  if (tooDeep) return vm_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded while traversing '%s' node", sum.name);
  syntax::SourceRange at;
  if constexpr (syntax::kHasRange<T>) at = TRY(range(object, sum.name, sum.endRequired));
  NodeName name = TRY(constructorOf(object, sum));
  ++nesting_;
  Result<T*> made = make(object, name, static_cast<T*>(nullptr));
  --nesting_;
  T* node = TRY(std::move(made));
  if constexpr (syntax::kHasRange<T>) {
    node->range = at;
    node->classicLine = std::max(at.line, 0);
  }
  return node;
}

/// A node of a type with one form may be an instance of anything that has its fields.
template <class Product>
  requires(!kIsSum<Product>)
Result<Product*> TreeReader::read(Value object, Product**) {
  constexpr NodeName name = syntax::kProductName<Product>;
  Product* node = TRY(build<Product>(object, name));
  if constexpr (syntax::kHasRange<Product>) node->range = TRY(range(object, textOf(name)));
  if constexpr (requires { node->classicLine; }) node->classicLine = std::max(node->range.line, 0);
  return node;
}

Result<NodeName> TreeReader::constructorOf(Value object, const Sum& sum) {
  for (Value base : tupleItems(Value::reference(typeOf(object)->mro))) {
    auto found = names_.find(base.offset());
    if (found != names_.end() && sum.has(found->second)) return found->second;
  }
  Ref text = TRY(repr(vm_, object));
  return vm_.raise(TypeId::kTypeError, "expected some sort of %s, but got %s", sum.name, textOf(text).c_str());
}

Result<syntax::Module*> TreeReader::module(Value object, syntax::ModKind wanted) {
  auto* wantedClass = [&]() -> TypeCell* {
    for (auto [offset, name] : names_)
      if (name == syntax::nameOf(wanted)) return at<TypeCell>(offset);
    UNREACHABLE("class of a module");
  }();
  if (!isSubtype(typeOf(object), wantedClass))
    return vm_.raise(TypeId::kTypeError, "expected %s node, got %s", textOf(syntax::nameOf(wanted)), typeName(object).c_str());
  auto* module = arena_.make<syntax::Module>();
  module->kind = wanted;
  FieldReader fields(*this, object, syntax::nameOf(wanted));
  syntax::visitFields(*module, fields);
  if (!fields.finish()) return Raised{};
  return module;
}

// --- positions and plain values -------------------------------------------------------------------------------------------

Result<int32_t> TreeReader::read(Value object, int32_t*) {
  if (!object.isBool() && !isInstance(object, TypeId::kInt)) {
    Ref text = TRY(repr(vm_, object));
    return vm_.raise(TypeId::kValueError, "invalid integer value: %s", textOf(text).c_str());
  }
  return int32_t(TRY(intArgument(vm_, object)));
}

Result<int32_t> TreeReader::number(Value object, const char* name, const char* owner, const int32_t* fallback) {
  Ref key = intern(name);
  Ref value = TRY(findAttribute(vm_, object, key));
  if (fallback && (isExhausted(value) || isNone(value))) return *fallback;
  if (isExhausted(value)) return vm_.raise(TypeId::kTypeError, "required field \"%s\" missing from %s", name, owner);
  return read(value, static_cast<int32_t*>(nullptr));
}

Result<syntax::SourceRange> TreeReader::range(Value object, const char* owner, bool endRequired) {
  syntax::SourceRange at;
  at.line = TRY(number(object, "lineno", owner, nullptr));
  at.column = TRY(number(object, "col_offset", owner, nullptr));
  at.endLine = TRY(number(object, "end_lineno", owner, endRequired ? nullptr : &at.line));
  at.endColumn = TRY(number(object, "end_col_offset", owner, endRequired ? nullptr : &at.column));
  if (at.line > kMaxTreeLine) return vm_.raise(TypeId::kOverflowError, "line number %d is too large", at.line);
  return at;
}

/// `declaration` begins with the text's type: "identifier", "string", or "constant" for the text of an Interpolation.
Result<std::string_view> TreeReader::text(Value object, const char* declaration) {
  if (*declaration == 's' && isExactly(object, TypeId::kBytes)) return arena_.copy(cellOf<BytesCell>(object)->view());
  if (!isExactly(object, TypeId::kStr)) {
    if (*declaration == 'c') return vm_.raise(TypeId::kTypeError, "got an invalid type in Interpolation: %s", typeName(object).c_str());
    return vm_.raise(TypeId::kTypeError, "AST %s must be of type str", *declaration == 's' ? "string" : "identifier");
  }
  return arena_.copy(std::string_view(utf8Of(object)));
}

Result<syntax::LiteralKind> TreeReader::singleton(Value object) {
  if (isNone(object)) return syntax::LiteralKind::kNone;
  if (object.isBool()) return object.asBool() ? syntax::LiteralKind::kTrue : syntax::LiteralKind::kFalse;
  return syntax::kForeignLiteral;
}

// --- constants ------------------------------------------------------------------------------------------------------------

/// The name of the first type in `object` that no constant may have; empty where there is none.
Result<std::string> TreeReader::foreignType(Value object) {
  DepthGuard guard;
  if (guard.exceeded()) return vm_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded during compilation");
  bool plain = isNone(object) || object.isBool() || object == ellipsis() || object.isInt() || object.isFloat() ||
               isExactly(object, TypeId::kInt) || isExactly(object, TypeId::kFloat) || isExactly(object, TypeId::kComplex) ||
               isExactly(object, TypeId::kStr) || isExactly(object, TypeId::kBytes);
  std::string found;
  if (plain) return found;
  if (isExactly(object, TypeId::kTuple)) {
    for (Value item : tupleItems(object))
      if (found.empty()) found = TRY(foreignType(item));
    return found;
  }
  if (!isExactly(object, TypeId::kFrozenSet)) return typeName(object);
  uint32_t position = 0;
  Value item;
  while (found.empty() && setNext(object, &position, &item)) found = TRY(foreignType(item));
  return found;
}

bool isZero(double number) { return number == 0 && !std::signbit(number); }

Result<void> TreeReader::constant(Value object, syntax::Constant& node) {
  using syntax::LiteralKind;
  std::string foreign = TRY(foreignType(object));
  if (!foreign.empty()) {
    node.literal = syntax::kForeignLiteral;
    node.text = arena_.copy(std::string_view(foreign));
  } else if (isNone(object) || object.isBool()) {
    node.literal = TRY(singleton(object));
  } else if (object == ellipsis()) {
    node.literal = LiteralKind::kEllipsis;
  } else if ((object.isInt() || isExactly(object, TypeId::kInt)) && !IntDigits(object).view.negative) {
    IntDigits digits(object);
    node.literal = LiteralKind::kInt;
    auto small = BigInt(digits.view).toInt64();
    node.integer = small.value_or(0);
    if (!small) node.digits = arena_.copy(digits.view.digits);
  } else if (object.isFloat() || isExactly(object, TypeId::kFloat)) {
    node.literal = LiteralKind::kFloat;
    node.number = floatValue(object);
  } else if (isExactly(object, TypeId::kComplex) && isZero(cellOf<ComplexCell>(object)->real)) {
    node.literal = LiteralKind::kComplex;
    node.number = cellOf<ComplexCell>(object)->imaginary;
  } else if (isStr(object)) {
    node.literal = LiteralKind::kStr;
    node.text = arena_.copy(std::string_view(utf8Of(object)));
  } else if (isBytes(object)) {
    node.literal = LiteralKind::kBytes;
    node.text = arena_.copy(cellOf<BytesCell>(object)->view());
  } else {
    compiler::setPooled(node, TRY(constantOf(vm_, object)), pool_);
  }
  return {};
}

Raised raiseFault(Vm& vm, const syntax::TreeFault& fault) {
  TypeId type = TypeId::kValueError;
  switch (fault.kind) {
    case syntax::TreeFault::kValueError: break;
    case syntax::TreeFault::kTypeError: type = TypeId::kTypeError; break;
    case syntax::TreeFault::kSystemError: type = TypeId::kSystemError; break;
    case syntax::TreeFault::kRecursionError: type = TypeId::kRecursionError; break;
  }
  return vm.raise(type, "%s", fault.message.c_str());
}

}  // namespace

Result<syntax::Module*> treeOf(Vm& vm, Value object, syntax::ModKind wanted, TreeClasses classes, syntax::AstArena& arena,
                               compiler::ConstantPool& pool) {
  syntax::Module* module = TRY(TreeReader(vm, classes, arena, pool).module(object, wanted));
  auto numberKind = [&](const syntax::Constant& constant) {
    ConstantKind kind = compiler::constantOf(constant, pool).kind;
    return kind == ConstantKind::kInt ? syntax::LiteralKind::kInt
           : kind == ConstantKind::kComplex ? syntax::LiteralKind::kComplex : syntax::LiteralKind::kNone;
  };
  if (auto fault = syntax::validateTree(*module, numberKind)) return raiseFault(vm, *fault);
  return module;
}

}  // namespace vitrine
