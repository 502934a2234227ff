// The grammar that explains errors, as tables. It is read from its text (error_grammar.cpp) when the first invalid source
// comes, and interpreted by error_parser.h; valid sources never touch it.
//
// Notation: `rule: alternative | alternative`, tried in order, the first that matches wins (a parsing expression grammar).
//   'x'  a token      "x"  a soft keyword    NAME  a kind of token     rule  another rule     a=item  captured
//   [x]  optional     (x | y)  a group       x* x+  repeated           s.x+  repeated with separators
//   &x !x  what must or must not follow      &&'x'  must follow, else an error (second pass)        ~  no other alternative after this
//   #Kind  the alternative makes a node      {action}  the alternative reports an error
// Behind a rule's name: `*` remembers its results, `<` is left recursive, `!` goes without the invalid_ rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/token.h"

namespace vitrine::syntax {

extern const char* const kStatementGrammar;
extern const char* const kBlockGrammar;
extern const char* const kParameterGrammar;
extern const char* const kParameterRests;
extern const char* const kExpressionGrammar;
extern const char* const kTargetGrammar;
extern const char* const kFormattedStringGrammar;

/// What a node of the error parser is: the kinds that messages and conditions ask for.
enum class NodeKind : uint8_t {
  kNone, kToken, kSequence, kStatement, kParam, kClause, kArguments, kKeyword, kDoubleStarred, kIn, kSlice,
  kName, kConstant, kTrue, kFalse, kNone_, kEllipsis, kStrings, kFString, kTemplateStr, kTuple, kList, kSet, kDict, kAttribute,
  kSubscript, kCall, kStarred, kLambda, kBoolOp, kBinOp, kUnaryOp, kCompare, kIfExp, kNamedExpr, kGeneratorExp, kYield, kAwait,
  kListComp, kSetComp, kDictComp,
};

/// What an alternative reports (see error_actions.cpp); `a` and `b` are captures.
enum class ErrorAction : uint8_t {
  kNone, kAt, kRange, kFrom, kLast, kNext, kStar, kIndent, kTarget, kBound, kComma, kLegacy, kKey, kClause, kGenexp, kTargetOf, kArguments,
};
/// What `{target ...}` takes its expression for.
enum class TargetUse : uint8_t { kStore, kDelete, kFor };

struct GrammarItem {
  enum class Op : uint8_t { kToken, kSoftWord, kAnySoftWord, kNotEqual, kRule, kOptional, kRepeat, kRepeatOnce, kGather, kAhead, kNotAhead, kForced, kCut };
  Op op = Op::kToken;
  char capture = 0;
  TokenKind token = TokenKind::END;  // kToken, kForced; kGather: the separator
  uint16_t rule = 0;                 // what is repeated, optional, ... ; kSoftWord: index into words
};

struct GrammarAlternative {
  uint16_t firstItem = 0, itemCount = 0;
  NodeKind kind = NodeKind::kNone;
  bool onlyWithInvalid = false;  // a lone invalid_ rule
  ErrorAction action = ErrorAction::kNone;
  TargetUse use = TargetUse::kStore;
  char a = 0, b = 0;
  std::string message;
};

struct GrammarRule {
  uint16_t firstAlternative = 0, alternativeCount = 0;
  bool memo = false, leftRecursive = false, withoutInvalid = false;
};

struct ErrorGrammar {
  std::vector<GrammarRule> rules;
  std::vector<GrammarAlternative> alternatives;
  std::vector<GrammarItem> items;
  std::vector<std::string> words;  // of soft keywords

  /// The tables, made when first asked for.
  static const ErrorGrammar& get();
  /// The rule of that name; CHECKs that it exists.
  uint16_t ruleNamed(std::string_view name) const;

  std::vector<std::string> names;  // of the rules; empty for groups
};

}  // namespace vitrine::syntax
