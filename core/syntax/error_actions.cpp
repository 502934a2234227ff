// What the invalid_ rules report: the actions of the grammar, and the questions they ask about nodes (CPython:
// Parser/action_helpers.c, Parser/pegen.c). See error_parser.h.
#include "syntax/error_parser.h"

namespace vitrine::syntax {

void ErrorParser::act(const GrammarAlternative& alternative, Match& match) {
  int a = match.a, b = match.b;
  switch (alternative.action) {
    case ErrorAction::kAt: return raiseAt(rangeOf(a ? a : b), filledIn(alternative.message, a ? a : b));
    case ErrorAction::kRange: return raiseBetween(a, b ? b : a, filledIn(alternative.message, a));
    case ErrorAction::kFrom: return raiseFrom(rangeOf(a), alternative.message);
    case ErrorAction::kLast: return raiseAtToken(filled_ - 1, alternative.message);
    case ErrorAction::kNext: return raiseAtToken(mark_, alternative.message);
    case ErrorAction::kStar: return raiseAt(rangeOf(tokens_[size_t(match.start)]), alternative.message);
    case ErrorAction::kIndent: return raiseAtToken(filled_ - 1, filledIn(alternative.message, a), ProblemKind::kIndentationError);
    case ErrorAction::kTarget: return actOnTarget(a, alternative.use);
    case ErrorAction::kBound:
      return raiseFrom(rangeOf(b), std::string("cannot use ") + (nodes_[size_t(a)].kind == NodeKind::kTuple ? "constraints" : "bound") + " with " +
                                       alternative.message);
    case ErrorAction::kComma: return actOnComma(a, b);
    case ErrorAction::kLegacy: return actOnLegacy(a, b);
    case ErrorAction::kKey: {
      SourceRange range = rangeOf(a);
      fillIn({range.line, range.endColumn - 1, range.endLine, range.endColumn}, alternative.message);
      problem_.endOffset = 0;
      return;
    }
    case ErrorAction::kClause:
    case ErrorAction::kGenexp:
    case ErrorAction::kTargetOf: return actOnGenexp(alternative, a, b);
    case ErrorAction::kArguments: {
      bool unpacked = false;
      for (int child : flattened(a)) unpacked |= nodes_[size_t(child)].kind == NodeKind::kDoubleStarred;
      return raiseAtToken(filled_ - 1, unpacked ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument");
    }
    case ErrorAction::kNone: break;
  }
}

void ErrorParser::actOnTarget(int node, TargetUse use) {
  int wrong = invalidTarget(node, use);
  if (wrong == kNothing) return;
  raiseAt(rangeOf(wrong), std::string(use == TargetUse::kDelete ? "cannot delete " : "cannot assign to ") + std::string(describe(wrong)));
}

/// A generator expression among other arguments: from where it (or the last argument) begins to its last clause's end.
void ErrorParser::actOnGenexp(const GrammarAlternative& alternative, int first, int clauses) {
  const Node lastClause = nodes_[size_t(flattened(clauses).back())];
  // A clause's parts: the target, the iterable, conditions.
  std::vector<int> parts = lastClause.children.empty() ? std::vector<int>{clauses} : lastClause.children;
  int last = alternative.action == ErrorAction::kTargetOf ? parts.front() : flattened(parts.back()).back();
  if (alternative.action == ErrorAction::kGenexp) {
    std::vector<int> positional;
    for (int child : flattened(first)) {
      NodeKind kind = nodes_[size_t(child)].kind;
      if (kind != NodeKind::kKeyword && kind != NodeKind::kDoubleStarred) positional.push_back(child);
    }
    if (positional.size() <= 1) return;
    first = positional.back();
  }
  raiseBetween(first, last, alternative.message);
}

void ErrorParser::actOnComma(int first, int last) {
  if (nodes_[size_t(first)].kind == NodeKind::kName) {
    std::string_view name = textAt(nodes_[size_t(first)].start);
    if (name == "print" || name == "exec") return;
  }
  if (levelBefore(mark_) > 0) raiseBetween(first, last, "invalid syntax. Perhaps you forgot a comma?");
}

void ErrorParser::actOnLegacy(int name, int last) {
  std::string text(textAt(nodes_[size_t(name)].start));
  if (text == "print" || text == "exec") raiseBetween(name, last, "Missing parentheses in call to '" + text + "'. Did you mean " + text + "(...)?");
}

/// %n: what the node is, %t: its text, %l: its line.
std::string ErrorParser::filledIn(const std::string& message, int node) {
  size_t at = message.find('%');
  if (at == std::string::npos) return message;
  std::string_view rest = std::string_view(message).substr(at + 2);
  const Token& token = tokens_[size_t(nodes_[size_t(node)].start)];
  std::string part = message[at + 1] == 'n'   ? std::string(describe(node))
                     : message[at + 1] == 't' ? std::string(textAt(nodes_[size_t(node)].start))
                                              : std::to_string(token.line);
  return message.substr(0, at) + part + std::string(rest);
}

/// The items of nested sequences.
std::vector<int> ErrorParser::flattened(int node) const {
  NodeKind kind = nodes_[size_t(node)].kind;
  if (kind != NodeKind::kSequence && kind != NodeKind::kArguments) return {node};
  std::vector<int> result;
  for (int child : nodes_[size_t(node)].children)
    for (int item : flattened(child)) result.push_back(item);
  return result;
}

int ErrorParser::invalidTarget(int index, TargetUse use) const {
  const Node& node = nodes_[size_t(index)];
  switch (node.kind) {
    case NodeKind::kTuple:
    case NodeKind::kList:
    case NodeKind::kSequence:
      for (int child : node.children)
        if (int wrong = invalidTarget(child, use)) return wrong;
      return kNothing;
    case NodeKind::kStarred: return use == TargetUse::kDelete ? index : invalidTarget(node.children[0], use);
    case NodeKind::kCompare: {
      if (use != TargetUse::kFor) return index;
      // `for x in y` read as an expression: its left side is the target.
      std::vector<int> pairs = flattened(node.children[1]);
      return nodes_[size_t(pairs[0])].kind == NodeKind::kIn ? invalidTarget(node.children[0], use) : kNothing;
    }
    case NodeKind::kName:
    case NodeKind::kSubscript:
    case NodeKind::kAttribute: return kNothing;
    default: return index;
  }
}

/// What messages call it (CPython: _PyPegen_get_expr_name).
std::string_view ErrorParser::describe(int index) const {
  switch (nodes_[size_t(index)].kind) {
    case NodeKind::kAttribute: return "attribute";
    case NodeKind::kSubscript: return "subscript";
    case NodeKind::kStarred: return "starred";
    case NodeKind::kName: return "name";
    case NodeKind::kList: return "list";
    case NodeKind::kTuple: return "tuple";
    case NodeKind::kLambda: return "lambda";
    case NodeKind::kCall: return "function call";
    case NodeKind::kBoolOp:
    case NodeKind::kBinOp:
    case NodeKind::kUnaryOp: return "expression";
    case NodeKind::kGeneratorExp: return "generator expression";
    case NodeKind::kYield: return "yield expression";
    case NodeKind::kAwait: return "await expression";
    case NodeKind::kListComp: return "list comprehension";
    case NodeKind::kSetComp: return "set comprehension";
    case NodeKind::kDictComp: return "dict comprehension";
    case NodeKind::kDict: return "dict literal";
    case NodeKind::kSet: return "set display";
    case NodeKind::kTemplateStr: return "t-string expression";
    case NodeKind::kStrings:
      for (int child : flattened(index))
        for (int part : nodes_[size_t(child)].children)
          for (int item : flattened(part))
            if (nodes_[size_t(item)].kind == NodeKind::kFString) return "f-string expression";
      return "literal";
    case NodeKind::kConstant: return "literal";
    case NodeKind::kTrue: return "True";
    case NodeKind::kFalse: return "False";
    case NodeKind::kNone_: return "None";
    case NodeKind::kEllipsis: return "ellipsis";
    case NodeKind::kCompare: return "comparison";
    case NodeKind::kIfExp: return "conditional expression";
    case NodeKind::kNamedExpr: return "named expression";
    default: return "expression";
  }
}

/// Open brackets behind the token before `mark`.
int ErrorParser::levelBefore(int mark) const {
  int level = 0;
  for (int i = 0; i < mark; ++i) {
    switch (tokens_[size_t(i)].kind) {
      case TokenKind::LPAR: case TokenKind::LSQB: case TokenKind::LBRACE: ++level; break;
      case TokenKind::RPAR: case TokenKind::RSQB: case TokenKind::RBRACE: --level; break;
      default: break;
    }
  }
  return level;
}

}  // namespace vitrine::syntax
