// parse(): source text to tree, and if there is none, to the error parser. See parser.h and parser_core.h.
#include "syntax/parser.h"

#include "syntax/error_parser.h"
#include "syntax/parser_core.h"
#include "syntax/source_text.h"

namespace vitrine::syntax {

ParseResult parse(std::string_view source, std::string_view, ParseMode mode, AstArena& arena, SourceKind sourceKind) {
  ParseResult result;
  SourceText text;
  if (auto problem = decodeSource(source, sourceKind, arena, text)) {
    result.problem = std::move(*problem);
    if (result.problem.textLine.empty()) result.problem.textLine = std::string(text.line(result.problem.range.line));
    return result;
  }
  LexResult lexed = tokenize(text);
  Parser parser(text, lexed, arena, mode);
  result.module = parser.run();
  result.warnings = std::move(lexed.warnings);
  result.warnings.insert(result.warnings.end(), parser.warnings().begin(), parser.warnings().end());
  if (!result.module) {
    bool tooComplex = parser.problem() && parser.problem()->kind == ProblemKind::kMemoryError;
    result.problem = tooComplex ? *parser.problem() : ErrorParser(text, lexed, mode).explain(parser.problem());
  }
  return result;
}

Module* Parser::parseModule() {
  Module* module = arena_.make<Module>();
  module->source = source_;
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
    if (accept(TokenKind::NEWLINE)) {
      Pass* pass = makeNode<Pass>(at_ - 1);
      body.add(pass);
    } else if (!parseStatement(body)) {
      return nullptr;
    }
    accept(TokenKind::NEWLINE);
    module->body = body.take();
    if (at(TokenKind::END)) return module;
    if (!at(TokenKind::ERROR)) raiseAt(module->body.front()->range, "multiple statements found while compiling a single statement");
    return nullptr;
  }
  if (!at(TokenKind::END) && !parseStatements(body, TokenKind::END)) return nullptr;
  module->body = body.take();
  return module;
}

}  // namespace vitrine::syntax
