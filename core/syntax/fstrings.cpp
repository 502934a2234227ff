// Rows of string literals with f-strings or t-strings among them (PEP 498, 701, 750), folded as CPython's AST has
// them: neighbouring literal text is one Constant, empty text is dropped. See parser_core.h.
#include "syntax/parser_core.h"

namespace vitrine::syntax {
namespace {

bool isStringStart(TokenKind kind) {
  return kind == TokenKind::STRING || kind == TokenKind::FSTRING_START || kind == TokenKind::TSTRING_START;
}

}  // namespace

Expr* Parser::parseStrings() {
  size_t start = at_;
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  if (!checkStringMix(start)) return nullptr;
  size_t next = at_;
  while (tokens_[next].kind == TokenKind::STRING) ++next;
  if (!isStringStart(tokens_[next].kind)) return parsePlainStrings(start);
  StringParts parts;
  parts.firstString = start;
  bool isTemplate = at(TokenKind::TSTRING_START);
  while (isStringStart(kind())) {
    if (!at(TokenKind::STRING)) {
      if (!parseFormattedString(parts)) return nullptr;
      continue;
    }
    StringPart part;
    bool isBytes = false;
    if (!decodeString(token(), part.text, isBytes)) return nullptr;
    part.range = rangeOf(token());
    part.hasUPrefix = (source_.text[token().start] | 0x20) == 'u';
    parts.list.push_back(std::move(part));
    advance();
  }
  int32_t height = 0;
  ExprList values = foldParts(parts, height);
  auto finish = [&](auto* node) {
    node->values = values;
    node->height = height + 1;
    return node;
  };
  if (isTemplate) return finish(makeNode<TemplateStr>(start));
  return finish(makeNode<JoinedStr>(start));
}

/// Bytes go with bytes only, t-strings with t-strings only. Looks over the whole row first, as CPython does.
bool Parser::checkStringMix(size_t start) {
  size_t next = start;
  size_t templates = 0, bytes = 0, total = 0;
  size_t mixedAt = 0;
  int nesting = 0;
  for (;; ++next) {
    const Token& token = tokens_[next];
    bool opens = token.kind == TokenKind::FSTRING_START || token.kind == TokenKind::TSTRING_START;
    bool closes = token.kind == TokenKind::FSTRING_END || token.kind == TokenKind::TSTRING_END;
    if (token.kind == TokenKind::END || token.kind == TokenKind::ERROR) break;
    if (nesting == 0 && !isStringStart(token.kind)) break;
    if (nesting == 0) {
      ++total;
      templates += token.kind == TokenKind::TSTRING_START;
      bool isBytes = false;
      if (token.kind == TokenKind::STRING)
        for (size_t i = token.start; i < token.end && source_.text[i] != '\'' && source_.text[i] != '"'; ++i)
          isBytes |= (source_.text[i] | 0x20) == 'b';
      bytes += isBytes;
      if (bytes && bytes != total && !mixedAt) mixedAt = next;
      if (total == 1 && token.kind == TokenKind::STRING && !isStringStart(tokens_[next + 1].kind)) return true;
    }
    nesting += opens - closes;
  }
  if (tokens_[next].kind == TokenKind::ERROR) return true;
  auto raiseMix = [&](const char* message) {
    SourceRange last = rangeOf(tokens_[next - 1]);
    raiseBetween(rangeOf(tokens_[start]), last, message);
    return false;
  };
  if (templates && templates != total) return raiseMix("cannot mix t-string literals with string or bytes literals");
  if (bytes && bytes != total) {
    raiseAtToken(tokens_[next], "cannot mix bytes and nonbytes literals");
    return false;
  }
  return true;
}

/// Joins literal parts and makes the list of values.
ExprList Parser::foldParts(const StringParts& parts, int32_t& height) {
  Gather<Expr> values(*this);
  int32_t classicLine = classicLineOf(parts.firstString);
  const std::vector<StringPart>& list = parts.list;
  for (size_t i = 0; i < list.size();) {
    Expr* value = list[i].field;
    if (value) {
      ++i;
    } else {
      size_t first = i;
      std::string text;
      for (; i < list.size() && !list[i].field; ++i) text += list[i].text;
      if (text.empty()) continue;
      Constant* constant = arena_.make<Constant>();
      constant->literal = LiteralKind::kStr;
      constant->text = arena_.copy(std::string_view(text));
      constant->hasUPrefix = list[first].hasUPrefix;
      const SourceRange &from = list[first].range, &to = list[i - 1].range;
      constant->range = {from.line, from.column, to.endLine, to.endColumn};
      value = constant;
    }
    value->classicLine = classicLine;
    height = std::max(height, value->height);
    values.add(value);
  }
  return values.take();
}

bool Parser::parseFormattedString(StringParts& parts) {
  std::string_view prefix = textOf(token());
  parts.raw = prefix.find_first_of("rR") != std::string_view::npos;
  parts.isTemplate = at(TokenKind::TSTRING_START);
  parts.prefix = parts.isTemplate ? 't' : 'f';
  advance();
  for (;;) {
    switch (kind()) {
      case TokenKind::FSTRING_MIDDLE: case TokenKind::TSTRING_MIDDLE:
        if (!parseStringMiddle(parts)) return false;
        break;
      case TokenKind::LBRACE:
        if (!parseReplacementField(parts)) return false;
        break;
      case TokenKind::FSTRING_END: case TokenKind::TSTRING_END:
        advance();
        return true;
      default: return false;
    }
  }
}

bool Parser::parseStringMiddle(StringParts& parts) {
  const Token& middle = token();
  std::string_view text = textOf(middle);
  StringPart part;
  part.range = rangeOf(middle);
  if (parts.raw || text.find('\\') == std::string_view::npos)
    part.text = std::string(text);
  else if (!decodeEscapes(text, false, middle, middle.start, part.text))
    return false;
  advance();
  if (!part.text.empty()) parts.list.push_back(std::move(part));
  return true;
}

/// '{' expression ['='] ['!' conversion] [':' spec] '}'
bool Parser::parseReplacementField(StringParts& parts) {
  size_t open = at_;
  int32_t outerShift = classicShift_;
  classicShift_ = classicFieldShift(parts.firstString, open);
  advance();
  Expr* value = parseYieldOrStarExpressions();
  classicShift_ = outerShift;
  if (!value) return false;
  size_t valueEnd = tokens_[at_].start;
  bool debug = accept(TokenKind::EQUAL);
  if (debug) {
    const Token& brace = tokens_[open];
    parts.list.push_back({nullptr, fieldText(brace.end, token().start), {brace.line, brace.column + 1, token().line, token().column}, false});
  }
  int32_t conversion = -1;
  Expr* spec = nullptr;
  if (at(TokenKind::EXCLAMATION) && !parseConversion(parts.prefix, conversion)) return false;
  if (at(TokenKind::COLON) && !(spec = parseFormatSpec(parts))) return false;
  if (!expect(TokenKind::RBRACE)) return false;
  if (debug && conversion < 0 && !spec) conversion = 'r';
  Expr* field = makeField(open, value, valueEnd, conversion, spec, parts.isTemplate);
  parts.list.push_back({field, {}, field->range, false});
  return true;
}

Expr* Parser::makeField(size_t open, Expr* value, size_t valueEnd, int32_t conversion, Expr* spec, bool isTemplate) {
  auto fill = [&](auto* node) {
    node->value = value;
    node->conversion = conversion;
    node->formatSpec = spec;
    raiseHeight(node, value);
    raiseHeight(node, spec);
    return node;
  };
  if (!isTemplate) return fill(makeNode<FormattedValue>(open));
  Interpolation* node = fill(makeNode<Interpolation>(open));
  std::string text = fieldText(tokens_[open].end, valueEnd);
  while (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r'))) text.pop_back();
  node->str = arena_.copy(std::string_view(text));
  return node;
}

/// '!' and a letter directly behind it.
bool Parser::parseConversion(char letter, int32_t& conversion) {
  std::string prefix = std::string(1, letter) + "-string: ";
  size_t mark = at_;
  advance();
  if (!at(TokenKind::NAME)) return false;
  if (tokens_[mark].end != token().start || tokens_[mark].line != token().line) {
    raiseBetween(rangeOf(tokens_[mark]), rangeOf(token()), prefix + "conversion type must come right after the exclamation mark");
    return false;
  }
  std::string_view name = textOf(token());
  if (name != "s" && name != "r" && name != "a") {
    raiseAtToken(token(), prefix + "invalid conversion character '" + std::string(name) + "': expected 's', 'r', or 'a'");
    return false;
  }
  conversion = name[0];
  advance();
  return true;
}

/// ':' and what follows it up to the '}'.
Expr* Parser::parseFormatSpec(const StringParts& outer) {
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t colon = at_;
  advance();
  StringParts parts;
  parts.firstString = outer.firstString;
  parts.raw = outer.raw;
  parts.isTemplate = outer.isTemplate;
  parts.prefix = outer.prefix;
  bool isTemplate = outer.isTemplate;
  for (;;) {
    if (at(TokenKind::FSTRING_MIDDLE) || at(TokenKind::TSTRING_MIDDLE)) {
      if (!parseStringMiddle(parts)) return nullptr;
    } else if (at(TokenKind::LBRACE)) {
      parts.isTemplate = false;  // fields of a spec are FormattedValues in both kinds of string
      if (!parseReplacementField(parts)) return nullptr;
      parts.isTemplate = isTemplate;
    } else {
      break;
    }
  }
  int32_t height = 0;
  ExprList values = foldParts(parts, height);
  JoinedStr* spec = makeNode<JoinedStr>(colon);
  spec->classicLine = classicLineOf(outer.firstString);
  spec->values = values;
  spec->height = height + 1;
  return spec;
}

/// Source text without comments (CPython: set_ftstring_expr).
std::string Parser::fieldText(size_t from, size_t to) const {
  std::string_view text = source_.text.substr(from, to - from);
  if (text.find('#') == std::string_view::npos) return std::string(text);
  std::string result;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      result += c;
      c = text[++i];
    } else if (c == '"' || c == '\'') {
      if (!quote)
        quote = c;
      else if (c == quote)
        quote = 0;
    } else if (c == '#' && !quote) {
      while (i < text.size() && text[i] != '\n') ++i;
      if (i >= text.size()) break;
      c = '\n';
    }
    result += c;
  }
  return result;
}

/// Offset where the expression of the field that opens at token `open` ends, judged by brackets only.
size_t Parser::fieldExpressionEnd(size_t open) const {
  using enum TokenKind;
  int nesting = 0;
  for (size_t i = open + 1;; ++i) {
    TokenKind kind = tokens_[i].kind;
    if (kind == END || kind == ERROR) return tokens_[i].start;
    if (nesting == 0) {
      TokenKind next = tokens_[i + 1].kind;
      bool equals = kind == EQUAL && (next == RBRACE || next == EXCLAMATION || next == COLON);
      if (kind == RBRACE || kind == EXCLAMATION || kind == COLON || equals) return tokens_[i].start;
    }
    if (kind == LPAR || kind == LSQB || kind == LBRACE || kind == FSTRING_START || kind == TSTRING_START) ++nesting;
    if (kind == RPAR || kind == RSQB || kind == RBRACE || kind == FSTRING_END || kind == TSTRING_END) --nesting;
  }
}

/// What 3.7 adds to a true line inside the field that opens at token `open`: it parsed the expression on its own and
/// placed it by searching its text in the first string of the row (CPython 3.7: fstring_fix_node_location).
int32_t Parser::classicFieldShift(size_t firstString, size_t open) const {
  const Token& first = tokens_[firstString];
  int32_t lines = classicLineOf(firstString) - 1;
  if (first.classicLine != first.line) {
    size_t last = firstString;
    for (int nesting = 0;; ++last) {
      TokenKind kind = tokens_[last].kind;
      nesting += (kind == TokenKind::FSTRING_START || kind == TokenKind::TSTRING_START);
      nesting -= (kind == TokenKind::FSTRING_END || kind == TokenKind::TSTRING_END);
      if (nesting == 0 || kind == TokenKind::END || kind == TokenKind::ERROR) break;
    }
    std::string_view text = source_.text.substr(first.start, tokens_[last].end - first.start);
    size_t from = tokens_[open].end;
    std::string field = "{" + std::string(source_.text.substr(from, fieldExpressionEnd(open) - from)) + "}";
    size_t found = text.find(field);
    if (found != std::string_view::npos)
      for (size_t i = found + 1; i < text.size(); ++i) lines -= text[i] == '\n';
  }
  return lines + 1 - tokens_[open].line;
}

}  // namespace vitrine::syntax
