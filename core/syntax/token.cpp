// Names of tokens and the look-up of keywords, both from tokens.def.
#include "syntax/token.h"

namespace vitrine::syntax {

std::string_view tokenKindName(TokenKind kind) {
  switch (kind) {
#define TOKEN(name, display) case TokenKind::name: return display;
#define OPERATOR(name, spelling) case TokenKind::name: return #name;
#define KEYWORD(name, spelling) case TokenKind::KW_##name: return "NAME";
#include "syntax/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
  }
  return {};
}

std::string_view tokenSpelling(TokenKind kind) {
  switch (kind) {
#define TOKEN(name, display)
#define OPERATOR(name, spelling) case TokenKind::name: return spelling;
#define KEYWORD(name, spelling) case TokenKind::KW_##name: return spelling;
#include "syntax/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
    default: return {};
  }
}

namespace {

struct KeywordRow {
  std::string_view spelling;
  TokenKind kind;
};

constexpr KeywordRow kKeywords[] = {
#define TOKEN(name, display)
#define OPERATOR(name, spelling)
#define KEYWORD(name, text) {text, TokenKind::KW_##name},
#include "syntax/tokens.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

constexpr int kBuckets = 128;  // open hashing; the multipliers leave few collisions
constexpr uint32_t bucketOf(std::string_view word) {
  return (uint8_t(word[0]) * 7u + uint8_t(word[1]) * 13u + uint8_t(word.back()) * 3u + uint32_t(word.size())) % kBuckets;
}

struct KeywordTable {
  uint8_t first[kBuckets] = {};     // row + 1
  uint8_t next[std::size(kKeywords)] = {};
  constexpr KeywordTable() {
    for (size_t i = 0; i < std::size(kKeywords); ++i) {
      uint32_t bucket = bucketOf(kKeywords[i].spelling);
      next[i] = first[bucket];
      first[bucket] = uint8_t(i + 1);
    }
  }
};
constexpr KeywordTable kTable;

}  // namespace

TokenKind keywordKind(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return TokenKind::NAME;
  for (uint8_t row = kTable.first[bucketOf(word)]; row != 0; row = kTable.next[row - 1])
    if (kKeywords[row - 1].spelling == word) return kKeywords[row - 1].kind;
  return TokenKind::NAME;
}

}  // namespace vitrine::syntax
