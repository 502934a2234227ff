// compileSource: the stages in their order. See compiler.h.
#include "compiler/compiler.h"

#include "compiler/codegen.h"
#include "compiler/fold.h"
#include "compiler/future.h"
#include "compiler/symbol_table.h"

namespace vitrine {

using namespace vitrine::compiler;

namespace {

syntax::ParseMode parseModeOf(CompileMode mode) {
  switch (mode) {
    case CompileMode::kExec: return syntax::ParseMode::kExec;
    case CompileMode::kEval: return syntax::ParseMode::kEval;
    case CompileMode::kSingle: return syntax::ParseMode::kSingle;
  }
  UNREACHABLE("mode");
}

// The stages behind the parser report bytes; the exception's attributes start from 1.
void finishProblem(syntax::SyntaxProblem& problem, const syntax::SourceText& source) {
  problem.afterParsing = true;
  problem.offset = problem.range.column + 1;
  problem.endOffset = problem.range.endColumn + 1;
  if (problem.range.line < 1) return;
  problem.textLine = source.wholeLine(problem.range.line);
}

std::shared_ptr<CodeObject> compileModule(const syntax::Module& module, const CompileOptions& options,
                                          syntax::AstArena& arena, ProblemSink& problems) {
  problems.beforeCode(true);
  FutureFeatures future = findFutureFeatures(module, problems);
  if (problems.failed()) return nullptr;
  uint32_t futureFlags = options.futureFlags | future.flags;
  bool futureAnnotations = (futureFlags & kCodeFutureAnnotations) != 0;
  ConstantPool pool;
  foldConstants(module, {options.optimize, futureAnnotations}, arena, pool, problems);
  if (problems.failed()) return nullptr;
  NameTable names;
  KnownNames known(names);
  SymbolTable symbols(names, known, problems);
  symbols.build(module, {futureAnnotations, options.allowTopLevelAwait});
  if (problems.failed()) return nullptr;
  problems.beforeCode(false);
  Codegen codegen(options, {futureFlags, future.lastLine}, names, known, symbols, pool, problems);
  auto code = codegen.run(module);
  return problems.failed() ? nullptr : code;
}

}  // namespace

CompileResult compileSource(std::string_view source, const CompileOptions& options) {
  CompileResult result;
  syntax::AstArena arena;
  syntax::ParseFlags flags;
  flags.allowIncomplete = options.allowIncomplete;
  flags.impliesDedent = options.impliesDedent;
  flags.typeComments = options.typeComments;
  flags.barryAsFlufl = options.futureFlags & kCodeFutureBarryAsBdfl;
  syntax::ParseResult parsed = syntax::parse(source, options.fileName, parseModeOf(options.mode), arena, options.sourceKind, flags);
  result.warnings = std::move(parsed.warnings);
  if (!parsed.ok()) {
    result.problem = std::move(parsed.problem);
    return result;
  }
  ProblemSink problems;
  result.code = compileModule(*parsed.module, options, arena, problems);
  if (!result.code) {
    result.problem = std::move(problems.problem());
    finishProblem(result.problem, parsed.module->source);
  }
  result.warnings.insert(result.warnings.end(), problems.warnings().begin(), problems.warnings().end());
  return result;
}

}  // namespace vitrine
