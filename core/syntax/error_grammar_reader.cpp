// Reads the grammar's text into tables. The notation is described in error_grammar.h; the text is ours, so what does not
// fit it is a bug (CHECK).
#include <cstring>
#include <unordered_map>

#include "base/check.h"
#include "syntax/error_grammar.h"

namespace vitrine::syntax {
namespace {

struct KindName {
  std::string_view name;
  NodeKind kind;
};
constexpr KindName kKinds[] = {
    {"Sequence", NodeKind::kSequence}, {"Statement", NodeKind::kStatement}, {"Param", NodeKind::kParam}, {"Clause", NodeKind::kClause},
    {"Arguments", NodeKind::kArguments}, {"Keyword", NodeKind::kKeyword}, {"DoubleStarred", NodeKind::kDoubleStarred},
    {"In", NodeKind::kIn}, {"Slice", NodeKind::kSlice}, {"Name", NodeKind::kName}, {"Constant", NodeKind::kConstant},
    {"True", NodeKind::kTrue}, {"False", NodeKind::kFalse}, {"None", NodeKind::kNone_}, {"Ellipsis", NodeKind::kEllipsis},
    {"Strings", NodeKind::kStrings}, {"fString", NodeKind::kFString}, {"tString", NodeKind::kTemplateStr},
    {"TemplateStr", NodeKind::kTemplateStr}, {"Tuple", NodeKind::kTuple}, {"List", NodeKind::kList}, {"Set", NodeKind::kSet},
    {"Dict", NodeKind::kDict}, {"Attribute", NodeKind::kAttribute}, {"Subscript", NodeKind::kSubscript}, {"Call", NodeKind::kCall},
    {"Starred", NodeKind::kStarred}, {"Lambda", NodeKind::kLambda}, {"BoolOp", NodeKind::kBoolOp}, {"BinOp", NodeKind::kBinOp},
    {"UnaryOp", NodeKind::kUnaryOp}, {"Compare", NodeKind::kCompare}, {"IfExp", NodeKind::kIfExp}, {"NamedExpr", NodeKind::kNamedExpr},
    {"GeneratorExp", NodeKind::kGeneratorExp}, {"Yield", NodeKind::kYield}, {"Await", NodeKind::kAwait},
    {"ListComp", NodeKind::kListComp}, {"SetComp", NodeKind::kSetComp}, {"DictComp", NodeKind::kDictComp},
};

struct ActionName {
  std::string_view name;
  ErrorAction action;
};
constexpr ActionName kActions[] = {
    {"at", ErrorAction::kAt}, {"range", ErrorAction::kRange}, {"from", ErrorAction::kFrom}, {"last", ErrorAction::kLast},
    {"next", ErrorAction::kNext}, {"star", ErrorAction::kStar}, {"indent", ErrorAction::kIndent}, {"target", ErrorAction::kTarget},
    {"bound", ErrorAction::kBound}, {"comma", ErrorAction::kComma}, {"legacy", ErrorAction::kLegacy}, {"key", ErrorAction::kKey},
    {"clause", ErrorAction::kClause}, {"genexp", ErrorAction::kGenexp}, {"target_of", ErrorAction::kTargetOf},
    {"arguments", ErrorAction::kArguments},
};

bool isWordCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

TokenKind tokenNamed(std::string_view spelling) {
  for (int kind = 0; kind <= int(TokenKind::KW_YIELD); ++kind)
    if (tokenSpelling(TokenKind(kind)) == spelling || (spelling.size() > 2 && !isKeyword(TokenKind(kind)) && tokenKindName(TokenKind(kind)) == spelling))
      return TokenKind(kind);
  CHECK(spelling == "ENDMARKER");
  return TokenKind::END;
}

/// Reads one text after the other. Rules may refer to rules that come later.
class Reader {
 public:
  explicit Reader(ErrorGrammar& grammar) : grammar_(grammar) {}

  void read(std::string text) {
    text_ = std::move(text);
    at_ = 0;
    for (skipSpace(); at_ < text_.size(); skipSpace()) readRule();
  }

 private:
  using Op = GrammarItem::Op;

  void skipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool accept(char c) {
    skipSpace();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view word() {
    size_t start = at_;
    while (at_ < text_.size() && isWordCharacter(text_[at_])) ++at_;
    CHECK(at_ > start);
    return std::string_view(text_).substr(start, at_ - start);
  }
  /// The text up to `quote`, which is taken; a backslash keeps the next character.
  std::string quoted(char quote) {
    std::string result;
    for (; text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\') ++at_;
      result += text_[at_];
    }
    ++at_;
    return result;
  }

  uint16_t ruleIndex(std::string_view name) {
    auto [found, isNew] = indexes_.try_emplace(std::string(name), uint16_t(grammar_.rules.size()));
    if (isNew) addRule(std::string(name));
    return found->second;
  }
  uint16_t addRule(std::string name) {
    grammar_.rules.emplace_back();
    grammar_.names.push_back(std::move(name));
    return uint16_t(grammar_.rules.size() - 1);
  }

  void readRule() {
    uint16_t index = ruleIndex(word());
    bool memo = accept('*'), leftRecursive = accept('<'), withoutInvalid = accept('!');
    CHECK(accept(':'));
    readAlternatives(index);
    grammar_.rules[index].memo = memo;
    grammar_.rules[index].leftRecursive = leftRecursive;
    grammar_.rules[index].withoutInvalid = withoutInvalid;
  }

  void readAlternatives(uint16_t index) {
    std::vector<GrammarAlternative> list;
    do {
      list.push_back(readAlternative());
    } while (accept('|'));
    GrammarRule& rule = grammar_.rules[index];
    CHECK(rule.alternativeCount == 0);
    rule.firstAlternative = uint16_t(grammar_.alternatives.size());
    rule.alternativeCount = uint16_t(list.size());
    grammar_.alternatives.insert(grammar_.alternatives.end(), list.begin(), list.end());
  }

  bool atAlternativesEnd() {
    size_t space = at_;
    skipSpace();
    if (at_ >= text_.size() || std::strchr("|)]", text_[at_])) return true;
    // A rule begins in the first column.
    return at_ > space && text_[at_ - 1] == '\n' && isWordCharacter(text_[at_]);
  }

  GrammarAlternative readAlternative() {
    std::vector<GrammarItem> items;
    GrammarAlternative result;
    while (!atAlternativesEnd()) {
      if (text_[at_] == '#') {
        ++at_;
        result.kind = kindNamed(word());
      } else if (text_[at_] == '{') {
        ++at_;
        readAction(result);
      } else {
        items.push_back(readItem());
      }
    }
    result.firstItem = uint16_t(grammar_.items.size());
    result.itemCount = uint16_t(items.size());
    result.onlyWithInvalid = items.size() == 1 && items[0].op == Op::kRule && grammar_.names[items[0].rule].find("invalid_") != std::string::npos;
    grammar_.items.insert(grammar_.items.end(), items.begin(), items.end());
    return result;
  }

  static NodeKind kindNamed(std::string_view name) {
    for (const KindName& row : kKinds)
      if (row.name == name) return row.kind;
    UNREACHABLE("a kind of node that does not exist");
  }

  void readAction(GrammarAlternative& alternative) {
    std::string_view name = word();
    for (const ActionName& row : kActions)
      if (row.name == name) alternative.action = row.action;
    CHECK(alternative.action != ErrorAction::kNone);
    for (skipSpace(); !accept('}'); skipSpace()) {
      if (accept('"')) {
        alternative.message = quoted('"');
        continue;
      }
      std::string_view operand = word();
      if (operand.size() > 1)
        alternative.use = operand == "DELETE" ? TargetUse::kDelete : operand == "FOR" ? TargetUse::kFor : TargetUse::kStore;
      else
        (alternative.a ? alternative.b : alternative.a) = operand[0];
    }
  }

  GrammarItem readItem() {
    char capture = 0;
    if (isWordCharacter(text_[at_]) && text_[at_ + 1] == '=') {
      capture = text_[at_];
      at_ += 2;
    }
    GrammarItem item = readPrefixed();
    item.capture = capture;
    return item;
  }

  GrammarItem readPrefixed() {
    if (accept('~')) return {Op::kCut};
    if (accept('!')) return wrap(Op::kNotAhead, readPrimary());
    if (!accept('&')) return readRepeated();
    if (!accept('&')) return wrap(Op::kAhead, readPrimary());
    GrammarItem token = readPrimary();
    token.op = Op::kForced;
    return token;
  }

  GrammarItem readRepeated() {
    GrammarItem primary = readPrimary();
    if (at_ < text_.size() && text_[at_] == '*') {
      ++at_;
      return wrap(Op::kRepeat, primary);
    }
    if (at_ < text_.size() && text_[at_] == '+') {
      ++at_;
      return wrap(Op::kRepeatOnce, primary);
    }
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      GrammarItem element = wrap(Op::kGather, readPrimary());
      CHECK(accept('+'));
      element.token = primary.token;
      return element;
    }
    return primary;
  }

  /// `op` applied to one item, as a rule of its own.
  GrammarItem wrap(Op op, GrammarItem inner) {
    GrammarItem item{op};
    if (inner.op == Op::kRule) {
      item.rule = inner.rule;
      return item;
    }
    item.rule = addRule("");
    GrammarAlternative alternative;
    alternative.firstItem = uint16_t(grammar_.items.size());
    alternative.itemCount = 1;
    grammar_.items.push_back(inner);
    grammar_.rules[item.rule].firstAlternative = uint16_t(grammar_.alternatives.size());
    grammar_.rules[item.rule].alternativeCount = 1;
    grammar_.alternatives.push_back(alternative);
    return item;
  }

  GrammarItem readPrimary() {
    skipSpace();
    if (accept('\'')) {
      GrammarItem item{Op::kToken};
      item.token = tokenNamed(quoted('\''));
      return item;
    }
    if (accept('"')) {
      GrammarItem item{Op::kSoftWord};
      item.rule = uint16_t(grammar_.words.size());
      grammar_.words.push_back(quoted('"'));
      return item;
    }
    if (accept('(')) return readGroup(Op::kRule, ')');
    if (accept('[')) return readGroup(Op::kOptional, ']');
    std::string_view name = word();
    if (name == "SOFT_KEYWORD") return {Op::kAnySoftWord};
    if (name == "NOT_EQUAL") return {Op::kNotEqual};
    if (name[0] >= 'A' && name[0] <= 'Z') {
      GrammarItem item{Op::kToken};
      item.token = tokenNamed(name);
      return item;
    }
    GrammarItem item{Op::kRule};
    item.rule = ruleIndex(name);
    return item;
  }

  GrammarItem readGroup(Op op, char close) {
    GrammarItem item{op};
    item.rule = addRule("");
    readAlternatives(item.rule);
    CHECK(accept(close));
    return item;
  }

  ErrorGrammar& grammar_;
  std::unordered_map<std::string, uint16_t> indexes_;
  std::string text_;
  size_t at_ = 0;
};

std::string parameterGrammar(std::string_view prefix, std::string_view close, std::string_view what, std::string_view bareStar) {
  const char* comment = prefix.empty() ? " [TYPE_COMMENT]" : "";
  return replaced(replaced(replaced(replaced(replaced(kParameterGrammar, "$P", prefix), "$C", close), "$W", what), "$S", bareStar), "$T", comment);
}
std::string stringGrammar(std::string_view letter, std::string_view tokens) {
  return replaced(replaced(kFormattedStringGrammar, "$L", letter), "$T", tokens);
}

ErrorGrammar readGrammar() {
  ErrorGrammar grammar;
  Reader reader(grammar);
  for (const char* text : {kStatementGrammar, kBlockGrammar, kParameterRests, kExpressionGrammar, kTargetGrammar}) reader.read(text);
  reader.read(parameterGrammar("", "')'", "Function", "star"));
  reader.read(parameterGrammar("lambda_", "':'", "Lambda expression", "last"));
  reader.read(stringGrammar("f", "F"));
  reader.read(stringGrammar("t", "T"));
  for (const GrammarRule& rule : grammar.rules) CHECK(rule.alternativeCount > 0);
  return grammar;
}

}  // namespace

const ErrorGrammar& ErrorGrammar::get() {
  static const ErrorGrammar grammar = readGrammar();
  return grammar;
}

uint16_t ErrorGrammar::ruleNamed(std::string_view name) const {
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return uint16_t(i);
  UNREACHABLE("a rule that does not exist");
}

}  // namespace vitrine::syntax
