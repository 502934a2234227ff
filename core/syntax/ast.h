// The syntax tree of Python 3.14: node and field names are those of the `ast` module's ASDL (ast.def), fields in camelCase.
// Nodes are plain structs in an AstArena: a header with a kind and a position, then the fields; `as<T>()` casts down.
// Lists are spans of pointers into the arena; an optional field that is absent is null (an absent identifier is
// empty). Text is WTF-8. Expr::height bounds recursion: see there. Next: parser.h makes trees, ast_fields.h walks over
// their fields, ast_dump.h shows them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/big_int.h"
#include "base/check.h"

namespace vitrine::syntax {

/// What trees are made in: nodes, lists, strings and the decoded source. Released as a whole.
using AstArena = Arena;

/// A source range: 1-based lines, 0-based columns in UTF-8 bytes; `line` 0 means none.
struct SourceRange {
  int32_t line = 0, column = 0, endLine = 0, endColumn = 0;
  bool operator==(const SourceRange&) const = default;
};

enum class ExprKind : uint8_t {
#define EXPR(name, ...) k##name,
#include "syntax/ast.def"
};
enum class StmtKind : uint8_t {
#define STMT(name, ...) k##name,
#include "syntax/ast.def"
};
enum class PatternKind : uint8_t {
#define PATTERN(name, ...) k##name,
#include "syntax/ast.def"
};
enum class TypeParamKind : uint8_t {
#define TYPE_PARAM(name, ...) k##name,
#include "syntax/ast.def"
};
enum class ModKind : uint8_t {
#define MOD(name, ...) k##name,
#include "syntax/ast.def"
};

enum class ExprContext : uint8_t { kLoad, kStore, kDel };
enum class BoolOperator : uint8_t { kAnd, kOr };
enum class BinaryOperator : uint8_t {
  kAdd, kSub, kMult, kMatMult, kDiv, kMod, kPow, kLShift, kRShift, kBitOr, kBitXor, kBitAnd, kFloorDiv,
};
enum class UnaryOperator : uint8_t { kInvert, kNot, kUAdd, kUSub };
enum class CompareOperator : uint8_t { kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn };

struct Expr;
struct Stmt;
struct Pattern;
struct TypeParam;
struct Arg;
struct Arguments;
struct Keyword;
struct Alias;
struct WithItem;
struct MatchCase;
struct ExceptHandler;
struct Comprehension;

using Identifier = std::string_view;  // NFKC-normalised
using TypeComment = std::string_view;  // the type alone (PEP 484); empty where there is none or nobody asked
using ExprList = std::span<Expr*>;
using StmtList = std::span<Stmt*>;
using PatternList = std::span<Pattern*>;
using IdentifierList = std::span<Identifier>;

/// What every expression begins with.
struct Expr {
  ExprKind kind;
  SourceRange range;  // CPython 3.14's lineno, col_offset, end_lineno, end_col_offset
  /// CPython 3.7's `lineno` for the node, for co_lnotab: the line of the first token, where a string token over
  /// several lines counts as its last; a parenthesised tuple, a list comprehension or a generator expression begins
  /// inside its brackets; in `a + b + c` the outer BinOp is at its operator; f-string fields as 3.7 placed them.
  /// 3.7 has no line for Slice, nor for a Tuple with a Slice in it directly inside a Subscript.
  int32_t classicLine = 0;
  /// Levels of nested expressions from here down, this node included (a leaf has 1). Nesting through anything but
  /// the left operand (BinOp::left, Attribute::value, Subscript::value, Call::func) is bounded by the parser
  /// (kMaxParserDepth, parser.h); those left chains are not: walk them in a loop when `height` is large.
  int32_t height = 1;

  template <class T> T* as() { DCHECK(kind == T::kKind); return static_cast<T*>(this); }
  template <class T> const T* as() const { DCHECK(kind == T::kKind); return static_cast<const T*>(this); }
  /// The node as a T, or null.
  template <class T> T* dynAs() { return kind == T::kKind ? static_cast<T*>(this) : nullptr; }
  template <class T> const T* dynAs() const { return kind == T::kKind ? static_cast<const T*>(this) : nullptr; }
};

/// What every statement begins with.
struct Stmt {
  StmtKind kind;
  SourceRange range;  // 3.14's; of a decorated definition it begins at `def` or `class`
  /// 3.7's `lineno`: of a decorated definition the first decorator's line; of an `elif` its test's.
  int32_t classicLine = 0;

  template <class T> T* as() { DCHECK(kind == T::kKind); return static_cast<T*>(this); }
  template <class T> const T* as() const { DCHECK(kind == T::kKind); return static_cast<const T*>(this); }
  template <class T> T* dynAs() { return kind == T::kKind ? static_cast<T*>(this) : nullptr; }
  template <class T> const T* dynAs() const { return kind == T::kKind ? static_cast<const T*>(this) : nullptr; }
};

/// What every pattern of a `case` begins with.
struct Pattern {
  PatternKind kind;
  SourceRange range;
  int32_t classicLine = 0;  // line of the first token
  template <class T> T* as() { DCHECK(kind == T::kKind); return static_cast<T*>(this); }
  template <class T> const T* as() const { DCHECK(kind == T::kKind); return static_cast<const T*>(this); }
  template <class T> const T* dynAs() const { return kind == T::kKind ? static_cast<const T*>(this) : nullptr; }
};

/// What every type parameter begins with (PEP 695, 696).
struct TypeParam {
  TypeParamKind kind;
  SourceRange range;
  int32_t classicLine = 0;
  Identifier name;
  Expr* defaultValue = nullptr;  // optional
  template <class T> T* as() { DCHECK(kind == T::kKind); return static_cast<T*>(this); }
  template <class T> const T* as() const { DCHECK(kind == T::kKind); return static_cast<const T*>(this); }
};

template <ExprKind kind_> struct ExprNode : Expr {
  static constexpr ExprKind kKind = kind_;
  ExprNode() : Expr{kind_, {}} {}
};
template <StmtKind kind_> struct StmtNode : Stmt {
  static constexpr StmtKind kKind = kind_;
  StmtNode() : Stmt{kind_, {}} {}
};
template <PatternKind kind_> struct PatternNode : Pattern {
  static constexpr PatternKind kKind = kind_;
  PatternNode() : Pattern{kind_, {}} {}
};
template <TypeParamKind kind_> struct TypeParamNode : TypeParam {
  static constexpr TypeParamKind kKind = kind_;
  TypeParamNode() : TypeParam{kind_, {}, 0, {}, nullptr} {}
};

// ---- Expressions ----

enum class LiteralKind : uint8_t { kNone, kTrue, kFalse, kEllipsis, kInt, kFloat, kComplex, kStr, kBytes };

/// A literal. Which field counts is `literal`'s to say.
struct Constant : ExprNode<ExprKind::kConstant> {
  LiteralKind literal = LiteralKind::kNone;
  bool hasUPrefix = false;              // kStr written u"..." (`kind` in the ASDL)
  bool isDisplay = false;               // folded from a tuple display of constants
  int64_t integer = 0;                  // kInt where `digits` is empty (never negative)
  std::span<const uint32_t> digits;     // kInt of 2**63 or more: little-endian 32-bit digits
  double number = 0;                    // kFloat; kComplex: the imaginary part
  std::string_view text;                // kStr: WTF-8; kBytes: the bytes

  bool isBigInt() const { return literal == LiteralKind::kInt && !digits.empty(); }
  BigIntView bigInt() const { return {false, digits}; }
};
struct BoolOp : ExprNode<ExprKind::kBoolOp> {
  BoolOperator op = BoolOperator::kAnd;
  ExprList values;  // two or more; `a or b or c` is one node
};
struct NamedExpr : ExprNode<ExprKind::kNamedExpr> { Expr* target = nullptr; Expr* value = nullptr; };
struct BinOp : ExprNode<ExprKind::kBinOp> {
  BinaryOperator op = BinaryOperator::kAdd;
  Expr* left = nullptr;
  Expr* right = nullptr;
};
struct UnaryOp : ExprNode<ExprKind::kUnaryOp> { UnaryOperator op = UnaryOperator::kNot; Expr* operand = nullptr; };
struct Lambda : ExprNode<ExprKind::kLambda> { Arguments* args = nullptr; Expr* body = nullptr; };
struct IfExp : ExprNode<ExprKind::kIfExp> { Expr* test = nullptr; Expr* body = nullptr; Expr* orelse = nullptr; };
struct Dict : ExprNode<ExprKind::kDict> { ExprList keys; ExprList values; };  // a null key: `**value`
struct Set : ExprNode<ExprKind::kSet> { ExprList elts; };
struct ListComp : ExprNode<ExprKind::kListComp> { Expr* elt = nullptr; std::span<Comprehension*> generators; };
struct SetComp : ExprNode<ExprKind::kSetComp> { Expr* elt = nullptr; std::span<Comprehension*> generators; };
struct DictComp : ExprNode<ExprKind::kDictComp> {
  Expr* key = nullptr;
  Expr* value = nullptr;
  std::span<Comprehension*> generators;
};
struct GeneratorExp : ExprNode<ExprKind::kGeneratorExp> { Expr* elt = nullptr; std::span<Comprehension*> generators; };
struct Await : ExprNode<ExprKind::kAwait> { Expr* value = nullptr; };
struct Yield : ExprNode<ExprKind::kYield> { Expr* value = nullptr; };  // optional
struct YieldFrom : ExprNode<ExprKind::kYieldFrom> { Expr* value = nullptr; };
struct Compare : ExprNode<ExprKind::kCompare> {
  Expr* left = nullptr;
  std::span<CompareOperator> ops;
  ExprList comparators;
  bool negated = false;  // by constant folding: `not a is b` has become `a is not b`
};
struct Call : ExprNode<ExprKind::kCall> {
  Expr* func = nullptr;
  ExprList args;                 // `*x` is a Starred
  std::span<Keyword*> keywords;  // `**x` has an empty `arg`
};
/// A field of an f-string. `conversion` is -1, 's', 'r' or 'a'; `formatSpec` null or a JoinedStr. The text that `=`
/// adds is already part of the constants around it.
struct FormattedValue : ExprNode<ExprKind::kFormattedValue> {
  Expr* value = nullptr;
  int32_t conversion = -1;
  Expr* formatSpec = nullptr;
};
/// A field of a t-string (PEP 750); `str` is the expression's source text.
struct Interpolation : ExprNode<ExprKind::kInterpolation> {
  Expr* value = nullptr;
  std::string_view str;
  int32_t conversion = -1;
  Expr* formatSpec = nullptr;
};
struct JoinedStr : ExprNode<ExprKind::kJoinedStr> { ExprList values; };      // Constant str and FormattedValue
struct TemplateStr : ExprNode<ExprKind::kTemplateStr> { ExprList values; };  // Constant str and Interpolation
struct Attribute : ExprNode<ExprKind::kAttribute> {
  Expr* value = nullptr;
  Identifier attr;
  ExprContext ctx = ExprContext::kLoad;
};
struct Subscript : ExprNode<ExprKind::kSubscript> {
  Expr* value = nullptr;
  Expr* slice = nullptr;  // an expression, a Slice, or a Tuple of them
  ExprContext ctx = ExprContext::kLoad;
};
struct Starred : ExprNode<ExprKind::kStarred> { Expr* value = nullptr; ExprContext ctx = ExprContext::kLoad; };
struct Name : ExprNode<ExprKind::kName> { Identifier id; ExprContext ctx = ExprContext::kLoad; };
struct List : ExprNode<ExprKind::kList> { ExprList elts; ExprContext ctx = ExprContext::kLoad; };
struct Tuple : ExprNode<ExprKind::kTuple> { ExprList elts; ExprContext ctx = ExprContext::kLoad; };
struct Slice : ExprNode<ExprKind::kSlice> { Expr* lower = nullptr; Expr* upper = nullptr; Expr* step = nullptr; };

/// One `for ... in ... if ...` of a comprehension.
struct Comprehension {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  ExprList ifs;
  bool isAsync = false;
};
/// A keyword argument; `arg` empty: `**value`.
struct Keyword {
  SourceRange range;
  Identifier arg;
  Expr* value = nullptr;
};
/// A parameter.
struct Arg {
  SourceRange range;
  int32_t classicLine = 0;
  Identifier arg;
  Expr* annotation = nullptr;  // optional
  TypeComment typeComment;
};
/// A parameter list. `defaults` belong to the last of posonlyargs + args; `kwDefaults` has one entry (or null) for
/// each of `kwonlyargs`.
struct Arguments {
  std::span<Arg*> posonlyargs, args;
  Arg* vararg = nullptr;
  std::span<Arg*> kwonlyargs;
  ExprList kwDefaults;
  Arg* kwarg = nullptr;
  ExprList defaults;
};

// ---- Statements ----

/// The fields that FunctionDef and AsyncFunctionDef share.
struct FunctionFields {
  Identifier name;
  Arguments* args = nullptr;
  StmtList body;
  ExprList decoratorList;
  Expr* returns = nullptr;  // optional
  std::span<TypeParam*> typeParams;
  TypeComment typeComment;
};
struct FunctionDef : StmtNode<StmtKind::kFunctionDef>, FunctionFields {};
struct AsyncFunctionDef : StmtNode<StmtKind::kAsyncFunctionDef>, FunctionFields {};
struct ClassDef : StmtNode<StmtKind::kClassDef> {
  Identifier name;
  ExprList bases;
  std::span<Keyword*> keywords;
  StmtList body;
  ExprList decoratorList;
  std::span<TypeParam*> typeParams;
};
struct Return : StmtNode<StmtKind::kReturn> { Expr* value = nullptr; };  // optional
struct Delete : StmtNode<StmtKind::kDelete> { ExprList targets; };
struct Assign : StmtNode<StmtKind::kAssign> { ExprList targets; Expr* value = nullptr; TypeComment typeComment; };
struct TypeAlias : StmtNode<StmtKind::kTypeAlias> {
  Expr* name = nullptr;
  std::span<TypeParam*> typeParams;
  Expr* value = nullptr;
};
struct AugAssign : StmtNode<StmtKind::kAugAssign> {
  Expr* target = nullptr;
  BinaryOperator op = BinaryOperator::kAdd;
  Expr* value = nullptr;
};
struct AnnAssign : StmtNode<StmtKind::kAnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;  // optional
  bool simple = false;    // the target is a name without parentheses
};
/// The fields that For and AsyncFor share.
struct ForFields {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  StmtList body, orelse;
  TypeComment typeComment;
};
struct For : StmtNode<StmtKind::kFor>, ForFields {};
struct AsyncFor : StmtNode<StmtKind::kAsyncFor>, ForFields {};
struct While : StmtNode<StmtKind::kWhile> { Expr* test = nullptr; StmtList body, orelse; };
/// An `elif` is a lone If in `orelse`, of any length of chain: follow it in a loop.
struct If : StmtNode<StmtKind::kIf> { Expr* test = nullptr; StmtList body, orelse; };
/// The fields that With and AsyncWith share.
struct WithFields {
  std::span<WithItem*> items;
  StmtList body;
  TypeComment typeComment;
};
struct With : StmtNode<StmtKind::kWith>, WithFields {};
struct AsyncWith : StmtNode<StmtKind::kAsyncWith>, WithFields {};
struct Match : StmtNode<StmtKind::kMatch> { Expr* subject = nullptr; std::span<MatchCase*> cases; };
struct Raise : StmtNode<StmtKind::kRaise> { Expr* exc = nullptr; Expr* cause = nullptr; };  // both optional
/// The fields that Try and TryStar share.
struct TryFields {
  StmtList body;
  std::span<ExceptHandler*> handlers;
  StmtList orelse, finalbody;
};
struct Try : StmtNode<StmtKind::kTry>, TryFields {};
struct TryStar : StmtNode<StmtKind::kTryStar>, TryFields {};
struct Assert : StmtNode<StmtKind::kAssert> { Expr* test = nullptr; Expr* msg = nullptr; };  // msg optional
struct Import : StmtNode<StmtKind::kImport> { std::span<Alias*> names; };
struct ImportFrom : StmtNode<StmtKind::kImportFrom> {
  Identifier module;  // empty in `from . import x`
  std::span<Alias*> names;
  int32_t level = 0;
};
struct Global : StmtNode<StmtKind::kGlobal> { IdentifierList names; };
struct Nonlocal : StmtNode<StmtKind::kNonlocal> { IdentifierList names; };
struct ExprStmt : StmtNode<StmtKind::kExpr> { Expr* value = nullptr; };  // `Expr` in the ASDL
struct Pass : StmtNode<StmtKind::kPass> {};
struct Break : StmtNode<StmtKind::kBreak> {};
struct Continue : StmtNode<StmtKind::kContinue> {};

/// An imported name: `name as asname` (asname may be empty; name is dotted in `import`, "*" in `from m import *`).
struct Alias {
  SourceRange range;
  Identifier name, asname;
};
struct WithItem {
  Expr* contextExpr = nullptr;
  Expr* optionalVars = nullptr;
};
struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;  // optional
  StmtList body;
};
struct ExceptHandler {
  SourceRange range;
  int32_t classicLine = 0;
  Expr* type = nullptr;  // optional
  Identifier name;       // may be empty
  StmtList body;
};

// ---- Patterns and type parameters ----

struct MatchValue : PatternNode<PatternKind::kMatchValue> { Expr* value = nullptr; };
struct MatchSingleton : PatternNode<PatternKind::kMatchSingleton> { LiteralKind value = LiteralKind::kNone; };
struct MatchSequence : PatternNode<PatternKind::kMatchSequence> { PatternList patterns; };
struct MatchMapping : PatternNode<PatternKind::kMatchMapping> {
  ExprList keys;
  PatternList patterns;
  Identifier rest;  // may be empty
};
struct MatchClass : PatternNode<PatternKind::kMatchClass> {
  Expr* cls = nullptr;
  PatternList patterns;
  IdentifierList kwdAttrs;
  PatternList kwdPatterns;
};
struct MatchStar : PatternNode<PatternKind::kMatchStar> { Identifier name; };  // empty: `*_`
struct MatchAs : PatternNode<PatternKind::kMatchAs> {
  Pattern* pattern = nullptr;  // optional
  Identifier name;             // empty: `_`
};
struct MatchOr : PatternNode<PatternKind::kMatchOr> { PatternList patterns; };

struct TypeVar : TypeParamNode<TypeParamKind::kTypeVar> { Expr* bound = nullptr; };  // optional
struct ParamSpec : TypeParamNode<TypeParamKind::kParamSpec> {};
struct TypeVarTuple : TypeParamNode<TypeParamKind::kTypeVarTuple> {};

// ---- The whole ----

/// A `# type: ignore` comment, where somebody asked for type comments; `tag` is what follows "ignore".
struct TypeIgnore { int32_t line = 0; std::string_view tag; };

/// The source as the parser read it: UTF-8, every line ended by '\n', with the start of each line.
struct SourceText {
  std::string_view text;
  std::span<const uint32_t> lineStarts;  // offset of line i + 1; one more entry at the end: behind the last line's newline, even if it has none

  /// Line `line` (1-based) without its newline; empty where there is none.
  std::string_view line(int32_t line) const;
  /// The same with its newline, if it has one. A line that is not there is a newline alone.
  std::string wholeLine(int32_t line) const;
  /// Whether the last line has no newline (kSingle and kEval only; kExec adds it).
  bool endsInLine() const { return !text.empty() && text.back() != '\n'; }
  /// The text of `range`.
  std::string_view slice(const SourceRange& range) const;
};

/// A parsed source: `Module`, `Interactive`, `Expression` or `FunctionType` of the ASDL.
struct Module {
  ModKind kind = ModKind::kModule;
  StmtList body;               // kModule, kInteractive
  Expr* expression = nullptr;  // kExpression; kFunctionType: what it returns
  ExprList argumentTypes;      // kFunctionType
  std::span<TypeIgnore*> typeIgnores;
  SourceText source;
};

}  // namespace vitrine::syntax
