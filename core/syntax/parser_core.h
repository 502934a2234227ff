// The parser: recursive descent over the tokens, one function per rule of the Language Reference's grammar, by subject
// in expressions.cpp, atoms.cpp, calls.cpp, literals.cpp, fstrings.cpp, targets.cpp, simple_statements.cpp,
// compound_statements.cpp, definitions.cpp and patterns.cpp.
//
// A rule that fails gives null (or false), and that is all: what is wrong with an invalid source is found out afterwards by
// the error parser (error_parser.h). Only what CPython reports while it makes nodes is raised here: bad escapes, numbers out
// of range, strings that do not mix, nesting too deep. Speculation (`Speculation` below) rewinds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"
#include "syntax/parser.h"
#include "syntax/token.h"

namespace vitrine::syntax {

class Parser {
 public:
  Parser(const SourceText& source, LexResult& lexed, AstArena& arena, ParseMode mode, ParseFlags flags);
  /// The whole source, or null. Then `problem()` is what was raised, if anything.
  Module* run() { return parseModule(); }
  const std::optional<SyntaxProblem>& problem() const { return problem_; }
  std::vector<SyntaxWarning>& warnings() { return warnings_; }
  /// Mode single: the problem is that the source goes on behind its statement.
  bool foundMore() const { return foundMore_; }
  /// The token from which on `<>` stands for `!=`: the first, or behind `from __future__ import barry_as_FLUFL`.
  size_t barryFrom() const { return barryFrom_; }

 private:
  template <class T> class Gather;
  class Depth;
  class Speculation;
  enum class ParameterStyle : uint8_t { kFunction, kLambda };

  // ---- Tokens (parser_core.cpp) ----
  const Token& token(size_t ahead = 0) const { return tokens_[at_ + ahead]; }
  TokenKind kind(size_t ahead = 0) const { return tokens_[at_ + ahead].kind; }
  bool at(TokenKind kind) const { return tokens_[at_].kind == kind; }
  void advance() { ++at_; }
  bool accept(TokenKind kind) {
    if (!at(kind)) return false;
    ++at_;
    return true;
  }
  TypeComment acceptTypeComment() { return accept(TokenKind::TYPE_COMMENT) ? textOf(tokens_[at_ - 1]) : TypeComment(); }
  bool expect(TokenKind kind) {
    if (at(kind)) [[likely]] {
      ++at_;
      return true;
    }
    return false;
  }
  bool atWord(std::string_view word, size_t ahead = 0) const {
    return kind(ahead) == TokenKind::NAME && textOf(token(ahead)) == word;
  }
  std::string_view textOf(const Token& token) const { return {source_.text.data() + token.start, token.end - token.start}; }
  Identifier identifierOf(const Token& token);
  /// Can the token begin an expression?
  bool startsExpression(TokenKind kind) const;

  // ---- Nodes (parser_core.cpp) ----
  SourceRange rangeFrom(size_t startToken) const;
  static SourceRange rangeOf(const Token& token) { return {token.line, token.column, token.endLine, token.endColumn}; }
  int32_t classicLineOf(size_t startToken) const { return tokens_[startToken].classicLine + classicShift_; }
  /// A node from `startToken` to the token before the current one.
  template <class T> T* makeNode(size_t startToken) {
    T* node = arena_.make<T>();
    node->range = rangeFrom(startToken);
    node->classicLine = classicLineOf(startToken);
    return node;
  }
  static void raiseHeight(Expr* node, const Expr* child) {
    if (child && child->height >= node->height) node->height = child->height + 1;
  }
  static void raiseHeight(Expr* node, ExprList children) {
    for (const Expr* child : children) raiseHeight(node, child);
  }
  Name* makeName(ExprContext context);  // of the current token, which it takes

  // ---- Expressions (expressions.cpp) ----
  Expr* parseStarExpressions();
  Expr* parseStarExpression();
  Expr* parseStarNamedExpression();
  Expr* parseNamedExpression();
  Expr* parseExpressions(bool* bareTuple = nullptr);  // *bareTuple: set where there are several
  bool atLoneAtom() const;
  Expr* parseExpression();
  Expr* parseExpressionBody();
  Expr* parseDisjunction();
  Expr* parseConjunction();
  Expr* parseInversion();
  Expr* parseComparison();
  bool acceptCompareOperator(CompareOperator& op);
  Expr* parseBinary(int lowestPrecedence);
  Expr* parseFactor();
  Expr* parsePower();
  Expr* parseLambda();
  Expr* parseYield();
  Expr* parseYieldOrStarExpressions();
  Expr* parseStarred(Expr* (Parser::*operand)());
  Expr* parseBitwiseOr() { return parseBinary(0); }
  template <class Element> Expr* finishTuple(size_t start, Expr* first, Element parseElement);
  BoolOp* makeBoolOp(BoolOperator op, size_t start, Gather<Expr>& values);

  // ---- Atoms and displays (atoms.cpp) ----
  Expr* parseAtom();
  Expr* parseKeywordConstant(LiteralKind literal);
  Expr* parseParenthesized();
  Expr* finishParenthesizedTuple(size_t start, Expr* first);
  Expr* parseListDisplay();
  Expr* parseBraces();
  Expr* parseSetAfter(size_t start, Expr* first);
  Expr* parseDictAfter(size_t start, Expr* key, Expr* value);
  Expr* finishGenerator(size_t start, Expr* element);
  bool atComprehension() const {
    return at(TokenKind::KW_FOR) || (at(TokenKind::KW_ASYNC) && kind(1) == TokenKind::KW_FOR);
  }
  bool parseComprehensionClauses(std::span<Comprehension*>& clauses, int32_t& height);

  // ---- Trailers (calls.cpp) ----
  Expr* parsePrimary();
  Expr* parseTrailer(size_t start, Expr* value);
  bool parseArguments(size_t callStart, Gather<Expr>& args, Gather<Keyword>& keywords);
  bool parseOneArgument(Gather<Expr>& args, Gather<Keyword>& keywords, bool& sawDoubleStar);
  Call* finishCall(size_t start, Expr* func);
  Expr* parseSlices();
  Expr* parseSlice();

  // ---- Literals (literals.cpp, fstrings.cpp) ----
  Expr* parseNumber();
  bool parseInteger(std::string_view text, Constant* constant, const Token& token);
  Expr* parseStrings();
  Expr* parsePlainStrings(size_t start);
  bool decodeString(const Token& token, std::string& out, bool& isBytes);
  /// Escapes of `body` (the part between quotes, at `bodyStart` in the source) appended to `out`.
  bool decodeEscapes(std::string_view body, bool isBytes, const Token& token, size_t bodyStart, std::string& out);
  bool decodeEscape(std::string_view body, size_t& at, const Token& token, size_t bodyStart, std::string& out);
  bool decodeHexEscape(std::string_view body, size_t& at, int digits, const Token& token, std::string& out);
  bool decodeNamedEscape(std::string_view body, size_t& at, const Token& token, std::string& out);
  bool decodeBytesEscape(std::string_view body, size_t& at, const Token& token, size_t bodyStart, std::string& out);
  void warnEscape(std::string_view escape, size_t offset, bool octal);
  bool raiseUnicodeError(const Token& token, size_t from, size_t to, const char* reason);

  /// A piece of a row of strings: literal text, or a field (FormattedValue, Interpolation).
  struct StringPart {
    Expr* field = nullptr;
    std::string text;
    SourceRange range;
    bool hasUPrefix = false;
  };
  struct StringParts {
    std::vector<StringPart> list;
    size_t firstString = 0;  // token: 3.7 places fields relative to the first string of a row
    bool raw = false, isTemplate = false;
    char prefix = 'f';       // of the string, for messages
  };
  bool parseFormattedString(StringParts& parts);
  bool parseStringMiddle(StringParts& parts);
  bool parseReplacementField(StringParts& parts);
  Expr* makeField(size_t open, Expr* value, size_t valueEnd, int32_t conversion, Expr* spec, bool isTemplate);
  bool parseConversion(char letter, int32_t& conversion);
  Expr* parseFormatSpec(const StringParts& outer);
  std::string fieldText(size_t from, size_t to) const;
  ExprList foldParts(const StringParts& parts, int32_t& height);
  int32_t classicFieldShift(size_t firstString, size_t open) const;
  size_t fieldExpressionEnd(size_t open) const;
  bool checkStringMix(size_t start);

  // ---- Targets (targets.cpp) ----
  /// Makes `target` a target of assignment or deletion; false where it cannot be one.
  bool makeTarget(Expr* target, ExprContext context);
  Expr* parseTargets();       // star_targets
  Expr* parseStarTarget();

  // ---- Statements ----
  Module* parseModule();
  bool parseInteractive(Gather<Stmt>& body);
  Module* parseFunctionType(Module* module);
  bool parseParameterTypes(Gather<Expr>& types);
  bool parseStatements(Gather<Stmt>& body, TokenKind end);
  bool parseStatement(Gather<Stmt>& body);
  bool parseSimpleLine(Gather<Stmt>& body);
  Stmt* parseSimpleStatement();
  Stmt* parseExpressionStatement();
  Stmt* parseAssignment(size_t start, Expr* first);
  Stmt* parseAugmentedAssignment(size_t start, Expr* target);
  Stmt* parseAnnotatedAssignment(size_t start, Expr* target);
  Stmt* parseDelete();
  Stmt* parseReturn();
  Stmt* parseRaise();
  Stmt* parseAssert();
  Stmt* parseImport();
  Stmt* parseImportFrom();
  bool parseImportedNames(std::span<Alias*>& names);
  bool parseDottedName(Identifier& name);
  Stmt* parseTypeAlias();
  template <class T> Stmt* parseNameList();
  template <class T> Stmt* parseLone();

  Stmt* parseCompoundStatement();  // null without miss(): none begins here
  Stmt* parseIf();
  Stmt* parseWhile();
  template <class T> Stmt* parseFor(size_t start);
  template <class T> Stmt* parseWith(size_t start);
  bool parseWithItems(std::span<WithItem*>& items);
  bool parseParenthesizedWithItems(std::span<WithItem*>& items);
  WithItem* parseWithItem();
  Stmt* parseTry();
  ExceptHandler* parseExceptHandler(bool& isStar);
  template <class T> Stmt* finishTry(size_t start, StmtList body, std::span<ExceptHandler*> handlers, StmtList orelse,
                                     StmtList finalbody);
  Stmt* parseAsync();
  bool parseElse(StmtList& orelse);
  /// An indented block or the rest of the line; `what` completes "expected an indented block after ...".
  bool parseBlock(StmtList& body, const char* what, size_t statementToken);

  Stmt* parseDecorated();
  template <class T> Stmt* parseFunction(size_t start, ExprList decorators, size_t firstToken);
  TypeComment takeFunctionComment();
  Stmt* parseClass(ExprList decorators, size_t firstToken);
  bool parseTypeParams(std::span<TypeParam*>& params);
  TypeParam* parseTypeParam();
  Arguments* parseParameters(ParameterStyle style);
  struct ParameterState;
  bool parseOneParameter(ParameterStyle style, ParameterState& state);
  bool parseParameterStar(ParameterStyle style, ParameterState& state);
  Arg* parseParameter(ParameterStyle style, bool starAnnotation);

  bool atMatchStatement();
  Stmt* parseMatch();
  MatchCase* parseCase();
  Expr* parseSubject();
  Pattern* parsePatterns();
  Pattern* parseAsPattern();
  Pattern* parseOrPattern();
  Pattern* parseClosedPattern();
  Pattern* parseStarPattern();
  Pattern* parseNumberPattern();
  Expr* parseSignedNumber();
  Expr* parseComplexNumber();
  Expr* parseDottedNameExpression();
  Pattern* parseNamePattern();
  Pattern* parseClassPattern(size_t start, Expr* cls);
  Pattern* parseGroupOrSequence(TokenKind close);
  Pattern* parseMapping();
  bool parseMappingItem(Gather<Expr>& keys, Gather<Pattern>& patterns, MatchMapping& mapping);
  Expr* parseMappingKey();

  // ---- Problems (parser_core.cpp) ----
  bool raised() const { return problem_.has_value(); }
  void raiseAt(const SourceRange& range, std::string message, ProblemKind kind = ProblemKind::kSyntaxError);
  void raiseAtToken(const Token& token, std::string message, ProblemKind kind = ProblemKind::kSyntaxError) {
    raiseAt(rangeOf(token), std::move(message), kind);
  }
  void raiseBetween(const SourceRange& first, const SourceRange& last, std::string message) {
    raiseAt({first.line, first.column, last.endLine, last.endColumn}, std::move(message));
  }

  const SourceText& source_;
  LexResult& lexed_;
  const Token* tokens_;
  AstArena& arena_;
  ParseMode mode_;
  size_t barryFrom_;
  bool foundMore_ = false;
  size_t at_ = 0;
  int depth_ = 0;
  int32_t classicShift_ = 0;  // inside an f-string's field: what 3.7 adds to its lines
  std::optional<SyntaxProblem> problem_;
  std::vector<SyntaxWarning> warnings_;
};

/// Collects pointers (the first few on the stack) and leaves them in the arena.
template <class T>
class Parser::Gather {
 public:
  explicit Gather(Parser& parser) : arena_(parser.arena_) {}
  Gather(const Gather&) = delete;
  Gather& operator=(const Gather&) = delete;
  void add(T* item) {
    if (size_ < kInline) {
      few_[size_++] = item;
      return;
    }
    if (size_ == kInline) many_.assign(few_, few_ + kInline);
    many_.push_back(item);
    ++size_;
  }
  size_t size() const { return size_; }
  T* operator[](size_t index) const { return size_ > kInline ? many_[index] : few_[index]; }
  T* back() const { return (*this)[size_ - 1]; }
  void clear() { size_ = 0; }
  void replaceBack(T* item) { (size_ > kInline ? many_.back() : few_[size_ - 1]) = item; }
  std::span<T*> take() const { return arena_.copy(std::span<T* const>(size_ > kInline ? many_.data() : few_, size_)); }

 private:
  static constexpr size_t kInline = 6;
  AstArena& arena_;
  size_t size_ = 0;
  T* few_[kInline];
  std::vector<T*> many_;
};

/// One level of recursion (R15).
class Parser::Depth {
 public:
  explicit Depth(Parser& parser) : parser_(parser) { ++parser_.depth_; }
  ~Depth() { --parser_.depth_; }
  bool tooDeep();

 private:
  Parser& parser_;
};

/// Tries something; rewinds unless kept.
class Parser::Speculation {
 public:
  explicit Speculation(Parser& parser)
      : parser_(parser), at_(parser.at_), warnings_(parser.warnings_.size()) {}
  ~Speculation() {
    if (kept_) return;
    parser_.at_ = at_;
    parser_.warnings_.resize(warnings_);
  }
  void keep() { kept_ = true; }

 private:
  Parser& parser_;
  size_t at_;
  bool kept_ = false;
  size_t warnings_;
};

}  // namespace vitrine::syntax
