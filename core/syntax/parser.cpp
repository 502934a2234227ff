// parse(): source text to tree, and if there is none, to the error parser. See parser.h and parser_core.h.
#include "syntax/parser.h"

#include <algorithm>
#include <iterator>

#include "syntax/error_parser.h"
#include "syntax/parser_core.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {

ParseResult parse(std::string_view source, std::string_view, ParseMode mode, AstArena& arena, SourceKind sourceKind, ParseFlags flags) {
  ParseResult result;
  SourceText text;
  if (auto problem = decodeSource(source, sourceKind, arena, text, mode)) {
    result.problem = std::move(*problem);
    return result;
  }
  LexResult lexed = tokenize(text, mode, flags);
  Parser parser(text, lexed, arena, mode, flags);
  result.module = parser.run();
  result.warnings = std::move(lexed.warnings);
  result.warnings.insert(result.warnings.end(), parser.warnings().begin(), parser.warnings().end());
  if (!result.module) {
    bool stands = parser.problem() && (parser.problem()->kind == ProblemKind::kMemoryError || parser.foundMore());
    result.problem = stands ? *parser.problem() : ErrorParser(text, lexed, mode, flags, parser.barryFrom()).explain(parser.problem());
  }
  return result;
}

/// Types in the order of parameters: plain ones, one with `*`, one with `**`.
bool Parser::parseParameterTypes(Gather<Expr>& types) {
  bool starred = false;
  while (!at(TokenKind::RPAR)) {
    bool last = accept(TokenKind::DOUBLESTAR);
    bool isStarred = !last && accept(TokenKind::STAR);
    if (starred && !last) return false;
    starred |= isStarred;
    Expr* type = parseExpression();
    if (!type) return false;
    types.add(type);
    if (at(TokenKind::RPAR)) break;
    if (last || !expect(TokenKind::COMMA) || at(TokenKind::RPAR)) return false;
  }
  return true;
}

Module* Parser::parseFunctionType(Module* module) {
  module->kind = ModKind::kFunctionType;
  Gather<Expr> types(*this);
  if (!expect(TokenKind::LPAR) || !parseParameterTypes(types) || !expect(TokenKind::RPAR) || !expect(TokenKind::RARROW)) return nullptr;
  module->argumentTypes = types.take();
  module->expression = parseExpression();
  if (!module->expression) return nullptr;
  while (accept(TokenKind::NEWLINE)) {
  }
  return expect(TokenKind::END) ? module : nullptr;
}

Module* Parser::parseModule() {
  Module* module = arena_.make<Module>();
  module->source = source_;
  if (mode_ == ParseMode::kFunctionType) return parseFunctionType(module);
  if (mode_ == ParseMode::kEval) {
    module->kind = ModKind::kExpression;
    module->expression = parseExpressions();
    if (!module->expression) return nullptr;
    while (accept(TokenKind::NEWLINE)) {
    }
    return expect(TokenKind::END) ? module : nullptr;
  }
  Gather<Stmt> body(*this);
  if (mode_ == ParseMode::kSingle) {
    module->kind = ModKind::kInteractive;
    if (!parseInteractive(body)) return nullptr;
    module->body = body.take();
    return module;
  }
  if (!at(TokenKind::END) && !parseStatements(body, TokenKind::END)) return nullptr;
  module->body = body.take();
  Gather<TypeIgnore> ignores(*this);
  for (const TypeIgnore& ignore : lexed_.typeIgnores) ignores.add(arena_.make<TypeIgnore>(ignore));
  module->typeIgnores = ignores.take();
  return module;
}

namespace {

bool isCompound(StmtKind kind) {
  using enum StmtKind;
  constexpr StmtKind kKinds[] = {kFunctionDef, kAsyncFunctionDef, kClassDef, kFor, kAsyncFor, kWhile, kIf, kWith, kAsyncWith, kMatch, kTry, kTryStar};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

/// Whether there is more than space and comments (CPython: bad_single_statement).
bool holdsMore(std::string_view text) {
  for (size_t at = 0; (at = text.find_first_not_of(" \t\n\f", at)) != std::string_view::npos;) {
    if (text[at] != '#') return true;
    at = text.find('\n', at);
  }
  return false;
}

}  // namespace

/// One statement, a compound one with an empty line behind it, and nothing else.
bool Parser::parseInteractive(Gather<Stmt>& body) {
  if (accept(TokenKind::NEWLINE)) {
    body.add(makeNode<Pass>(at_ - 1));
  } else {
    if (at(TokenKind::END) || !parseStatement(body)) return false;
    if (isCompound(body[0]->kind) && !expect(TokenKind::NEWLINE)) return false;
  }
  --at_;
  foundMore_ = holdsMore(source_.text.substr(token().end));
  if (foundMore_) raiseAtToken(token(), "multiple statements found while compiling a single statement");
  return !foundMore_;
}

}  // namespace vitrine::syntax
