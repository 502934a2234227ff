// The error parser: interprets the grammar of error_grammar.h over an invalid source's tokens to find out what CPython
// would say. Two passes, like CPython's: the first without the invalid_ rules tells where parsing stopped, the second
// reports the first mistake that an invalid_ rule recognises. Positions and precedence are those of CPython 3.14
// (Parser/pegen.c, pegen_errors.c). Its memory is proportional to the tokens; its time is bounded by kMaxSteps.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "syntax/error_grammar.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace vitrine::syntax {

class ErrorParser {
 public:
  /// `barryFrom`: see Parser.
  ErrorParser(const SourceText& source, const LexResult& lexed, ParseMode mode, ParseFlags flags, size_t barryFrom);

  /// Why the source is invalid. `known`: what the parser itself has raised (bad escapes, numbers ...), if anything.
  SyntaxProblem explain(const std::optional<SyntaxProblem>& known);

 private:
#ifdef __EMSCRIPTEN__
  static constexpr int kMaxDepth = 3000;  // what an engine's own stack has room for
#else
  static constexpr int kMaxDepth = 5000;  // enough for what the lexer lets through: 200 brackets
#endif
  static constexpr uint64_t kMaxSteps = 30'000'000;
  static constexpr int kFailed = -1;  // values of rules: a node's index, kNothing or kFailed
  static constexpr int kNothing = 0;

  struct Node {
    NodeKind kind;
    int start, end;  // tokens
    std::vector<int> children;
  };
  struct Memo {
    int value, mark;
  };
  /// What an alternative has matched so far.
  struct Match {
    int start;
    bool cut = false;
    std::vector<int> children;
    int a = kNothing, b = kNothing;  // captures
  };

  // ---- Matching (error_parser.cpp) ----
  bool runPass(bool withInvalid);
  int parseRule(uint16_t rule);
  int parseLeftRecursive(uint16_t rule, uint64_t key);
  int parseAlternatives(uint16_t rule);
  /// True: no further alternative is tried; `value` is the rule's.
  bool parseAlternative(const GrammarAlternative& alternative, int& value);
  bool matchItem(const GrammarItem& item, Match& match, int& value);
  bool matchToken(const GrammarItem& item);
  bool matchNotEqual();
  int repeat(uint16_t rule, bool atLeastOnce);
  int gather(const GrammarItem& item);
  int valueOf(const GrammarAlternative& alternative, Match& match);
  TokenKind kindAt(int index);  // looks at a token: may stop everything with the lexer's error
  std::string_view textAt(int index) const;
  int addNode(NodeKind kind, int start, std::vector<int> children);

  // ---- Reporting (error_actions.cpp) ----
  void act(const GrammarAlternative& alternative, Match& match);
  void actOnTarget(int node, TargetUse use);
  void actOnGenexp(const GrammarAlternative& alternative, int arguments, int clauses);
  void actOnComma(int first, int last);
  void actOnLegacy(int name, int last);
  std::string filledIn(const std::string& message, int node);
  int invalidTarget(int node, TargetUse use) const;
  std::string_view describe(int node) const;
  std::vector<int> flattened(int node) const;
  int levelBefore(int mark) const;

  // ---- Problems (error_report.cpp) ----
  static SourceRange rangeOf(const Token& token) { return {token.line, token.column, token.endLine, token.endColumn}; }
  SourceRange rangeOf(int node) const;
  void raiseAt(const SourceRange& range, std::string message);
  void raiseBetween(int first, int last, std::string message);
  void raiseFrom(const SourceRange& first, std::string message);
  void raiseAtToken(int index, std::string message, ProblemKind kind = ProblemKind::kSyntaxError);
  void fillIn(const SourceRange& range, std::string message, ProblemKind kind = ProblemKind::kSyntaxError);
  void reportIncomplete(int last);
  void reportUnclosedBracket();
  void reportLexer();
  void applyLexerPrecedence();
  void reportGeneric(int last);
  bool readToEnd(const Token& token) const;
  int32_t lineRead() const;
  int tokenOf(const SyntaxProblem& known) const;

  const SourceText& source_;
  const LexResult& lexed_;
  const TokenList& tokens_;
  const ErrorGrammar& grammar_ = ErrorGrammar::get();
  ParseMode mode_;
  ParseFlags flags_;
  size_t barryFrom_;
  int mark_ = 0;
  int filled_ = 0;  // tokens looked at so far
  int depth_ = 0;
  uint64_t steps_ = 0;
  bool withInvalid_ = false;
  bool stopped_ = false;
  bool fromLexer_ = false;  // the problem is the lexer's own
  SyntaxProblem problem_;
  std::vector<Node> nodes_;
  std::unordered_map<uint64_t, Memo> memo_;
};

}  // namespace vitrine::syntax
