// Tokens and tree as texts for the page; stages.h says in which form.
#include "syntax/stages.h"

#include "syntax/ast_dump.h"
#include "syntax/lexer.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {
namespace {

bool coversText(const Token& token) {
  return token.kind != TokenKind::END && token.kind != TokenKind::ERROR && token.kind != TokenKind::INDENT &&
         token.kind != TokenKind::DEDENT && token.column >= 0;
}

std::string_view shownKind(const Token& token) {
  if (isKeyword(token.kind)) return "KEYWORD";
  return tokenSpelling(token.kind).empty() ? tokenKindName(token.kind) : "OP";
}

}  // namespace

std::string listTokens(std::string_view source) {
  AstArena arena;
  SourceText text;
  std::string out = "[";
  if (!decodeSource(source, SourceKind::kText, arena, text)) {
    for (const Token& token : tokenize(text).tokens) {
      if (!coversText(token)) continue;
      if (out.size() > 1) out += ',';
      out += "[\"";
      out += shownKind(token);
      out += '"';
      for (int32_t number : {token.line, token.column, token.endLine, token.endColumn}) out += "," + std::to_string(number);
      out += ']';
    }
  }
  return out + "]";
}

std::string dumpTree(std::string_view source) {
  AstArena arena;
  ParseResult result = parse(source, "", ParseMode::kExec, arena, SourceKind::kText);
  return result.ok() ? dumpAst(*result.module, DumpPositions::kWith) : std::string();
}

}  // namespace vitrine::syntax
