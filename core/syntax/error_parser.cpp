// Matching: a packrat parser over tables, with CPython's way of growing left-recursive rules. See error_parser.h.
#include "syntax/error_parser.h"

#include "base/depth_guard.h"

namespace vitrine::syntax {

ErrorParser::ErrorParser(const SourceText& source, const LexResult& lexed, ParseMode mode, ParseFlags flags, size_t barryFrom)
    : source_(source), lexed_(lexed), tokens_(lexed.tokens), mode_(mode), flags_(flags), barryFrom_(barryFrom) {}

SyntaxProblem ErrorParser::explain(const std::optional<SyntaxProblem>& known) {
  bool accepted = runPass(false);
  int last = known ? tokenOf(*known) : std::max(filled_ - 1, 0);
  if (flags_.allowIncomplete && readToEnd(tokens_[size_t(last)])) {
    reportIncomplete(last);
    return problem_;
  }
  if (known) {
    // Found while reading, so before anything that comes later.
    problem_ = *known;
    if (!readToEnd(tokens_[size_t(last)])) applyLexerPrecedence();
    return problem_;
  }
  if (barryFrom_ != SIZE_MAX) barryFrom_ = 0;  // CPython's parser remembers
  if (!accepted && !stopped_) runPass(true);
  if (stopped_) {
    if (!fromLexer_ && !readToEnd(tokens_[size_t(std::max(filled_ - 1, 0))])) applyLexerPrecedence();
    return problem_;
  }
  reportGeneric(last);
  return problem_;
}

bool ErrorParser::runPass(bool withInvalid) {
  mark_ = 0;
  depth_ = 0;
  withInvalid_ = withInvalid;
  nodes_.assign(1, {NodeKind::kNone, 0, 0, {}});
  memo_.clear();
  constexpr const char* kRules[] = {"file", "eval", "interactive", "func_type"};
  const char* rule = kRules[int(mode_)];
  return parseRule(grammar_.ruleNamed(rule)) != kFailed;
}

TokenKind ErrorParser::kindAt(int index) {
  const Token& token = tokens_[size_t(index)];
  filled_ = std::max(filled_, index + 1);
  if (token.kind == TokenKind::ERROR && !stopped_) reportLexer();
  return token.kind;
}

std::string_view ErrorParser::textAt(int index) const {
  const Token& token = tokens_[size_t(index)];
  return source_.text.substr(token.start, token.end - token.start);
}

int ErrorParser::addNode(NodeKind kind, int start, std::vector<int> children) {
  nodes_.push_back({kind, start, mark_, std::move(children)});
  return int(nodes_.size() - 1);
}

int ErrorParser::parseRule(uint16_t index) {
  const GrammarRule& rule = grammar_.rules[index];
  if (stopped_ || ++steps_ > kMaxSteps) return kFailed;
  uint64_t key = uint64_t(mark_) << 16 | index;
  if (rule.memo || rule.leftRecursive) {
    if (auto found = memo_.find(key); found != memo_.end()) {
      mark_ = found->second.mark;
      return found->second.value;
    }
  }
  if (++depth_ > kMaxDepth || (depth_ % 16 == 0 && nativeStackLeft() < 128 * 1024)) {
    // Too deep for us. Where the lexer stopped as well ("too many nested parentheses"), that is what CPython meets first.
    if (tokens_.back().kind == TokenKind::ERROR) {
      reportLexer();
      return kFailed;
    }
    fillIn(rangeOf(tokens_[size_t(mark_)]), "Parser stack overflowed - Python source too complex to parse", ProblemKind::kMemoryError);
    fromLexer_ = true;
    return kFailed;
  }
  int value;
  if (rule.leftRecursive) {
    value = parseLeftRecursive(index, key);
  } else {
    bool outer = withInvalid_;
    if (rule.withoutInvalid) withInvalid_ = false;
    value = parseAlternatives(index);
    withInvalid_ = outer;
    if (rule.memo) memo_[key] = {value, mark_};
  }
  --depth_;
  return value;
}

/// Grows the seed: the rule is matched again and again with its own last result at this place.
int ErrorParser::parseLeftRecursive(uint16_t index, uint64_t key) {
  int start = mark_, end = mark_, value = kFailed;
  for (;;) {
    memo_[key] = {value, end};
    mark_ = start;
    int grown = parseAlternatives(index);
    if (stopped_) return kFailed;
    if (grown == kFailed || mark_ <= end) break;
    end = mark_;
    value = grown;
  }
  mark_ = end;
  return value;
}

int ErrorParser::parseAlternatives(uint16_t index) {
  const GrammarRule& rule = grammar_.rules[index];
  int start = mark_;
  for (int i = 0; i < rule.alternativeCount; ++i) {
    const GrammarAlternative& alternative = grammar_.alternatives[size_t(rule.firstAlternative + i)];
    if (alternative.onlyWithInvalid && !withInvalid_) continue;
    int value = kFailed;
    if (parseAlternative(alternative, value)) return value;
    if (stopped_) return kFailed;
    mark_ = start;
  }
  return kFailed;
}

bool ErrorParser::parseAlternative(const GrammarAlternative& alternative, int& value) {
  Match match{mark_, false, {}, kNothing, kNothing};
  for (int i = 0; i < alternative.itemCount; ++i) {
    const GrammarItem& item = grammar_.items[size_t(alternative.firstItem + i)];
    int start = mark_, itemValue = kNothing;
    if (!matchItem(item, match, itemValue)) {
      value = kFailed;
      return match.cut;
    }
    if (item.capture) {
      if (itemValue == kNothing) itemValue = addNode(NodeKind::kToken, start, {});
      (item.capture == 'a' ? match.a : match.b) = itemValue;
    }
    if (itemValue > kNothing) match.children.push_back(itemValue);
  }
  if (alternative.action != ErrorAction::kNone) {
    act(alternative, match);
    value = kFailed;  // without an error the rule has no result, and no other alternative is tried
    return true;
  }
  value = valueOf(alternative, match);
  return true;
}

int ErrorParser::valueOf(const GrammarAlternative& alternative, Match& match) {
  if (alternative.kind != NodeKind::kNone) return addNode(alternative.kind, match.start, std::move(match.children));
  if (match.a) return match.a;
  if (match.children.empty()) return kNothing;
  if (match.children.size() == 1) return match.children[0];
  return addNode(NodeKind::kSequence, match.start, std::move(match.children));
}

bool ErrorParser::matchToken(const GrammarItem& item) {
  if (kindAt(mark_) != item.token || stopped_) return false;
  ++mark_;
  return true;
}

/// `!=` or `<>`, whichever it is to be (PEP 401).
bool ErrorParser::matchNotEqual() {
  if (kindAt(mark_) != TokenKind::NOTEQUAL || stopped_) return false;
  bool barry = size_t(mark_) >= barryFrom_;
  if ((textAt(mark_) == "<>") == barry) {
    ++mark_;
    return true;
  }
  if (barry) raiseAtToken(filled_ - 1, "with Barry as BDFL, use '<>' instead of '!='");
  return false;
}

bool ErrorParser::matchItem(const GrammarItem& item, Match& match, int& value) {
  using Op = GrammarItem::Op;
  int start = mark_;
  switch (item.op) {
    case Op::kToken: return matchToken(item);
    case Op::kForced:
      if (matchToken(item)) return true;
      if (!stopped_ && withInvalid_) raiseAt(rangeOf(tokens_[size_t(mark_)]), "expected '" + std::string(tokenSpelling(item.token)) + "'");
      return false;
    case Op::kSoftWord:
      if (kindAt(mark_) != TokenKind::NAME || textAt(mark_) != grammar_.words[item.rule]) return false;
      ++mark_;
      return true;
    case Op::kAnySoftWord: {
      if (kindAt(mark_) != TokenKind::NAME) return false;
      std::string_view text = textAt(mark_);
      if (text != "_" && text != "case" && text != "match" && text != "type") return false;
      ++mark_;
      return true;
    }
    case Op::kNotEqual: return matchNotEqual();
    case Op::kRule: value = parseRule(item.rule); return value != kFailed;
    case Op::kOptional:
      value = parseRule(item.rule);
      if (value != kFailed) return true;
      mark_ = start;
      value = kNothing;
      return !stopped_;
    case Op::kRepeat: value = repeat(item.rule, false); return !stopped_;
    case Op::kRepeatOnce: value = repeat(item.rule, true); return value != kFailed;
    case Op::kGather: value = gather(item); return value != kFailed;
    case Op::kAhead:
    case Op::kNotAhead: {
      bool found = parseRule(item.rule) != kFailed;
      mark_ = start;
      return !stopped_ && found == (item.op == Op::kAhead);
    }
    case Op::kCut: match.cut = true; return true;
  }
  return false;
}

int ErrorParser::repeat(uint16_t rule, bool atLeastOnce) {
  int start = mark_;
  std::vector<int> children;
  bool any = false;
  for (;;) {
    int before = mark_;
    int value = parseRule(rule);
    if (value == kFailed || mark_ == before) {
      mark_ = before;
      break;
    }
    any = true;
    if (value > kNothing) children.push_back(value);
  }
  if (stopped_ || (atLeastOnce && !any)) return kFailed;
  return children.empty() ? kNothing : addNode(NodeKind::kSequence, start, std::move(children));
}

int ErrorParser::gather(const GrammarItem& item) {
  int start = mark_;
  std::vector<int> children;
  int first = parseRule(item.rule);
  if (first == kFailed) return kFailed;
  if (first > kNothing) children.push_back(first);
  for (;;) {
    int before = mark_;
    int value = kindAt(mark_) == item.token && !stopped_ ? (++mark_, parseRule(item.rule)) : kFailed;
    if (value == kFailed) {
      mark_ = before;
      break;
    }
    if (value > kNothing) children.push_back(value);
  }
  if (stopped_) return kFailed;
  return children.empty() ? kNothing : addNode(NodeKind::kSequence, start, std::move(children));
}

}  // namespace vitrine::syntax
