// compileSource: the stages in their order. See compiler.h.
#include "compiler/compiler.h"

#include "compiler/codegen.h"
#include "compiler/fold.h"
#include "compiler/future.h"
#include "compiler/symbol_table.h"

namespace vitrine {

using namespace vitrine::compiler;

namespace {

// The stages behind the parser report bytes; the exception's attributes start from 1.
void finishProblem(syntax::SyntaxProblem& problem, const syntax::SourceText& source) {
  problem.afterParsing = true;
  problem.offset = problem.range.column + 1;
  problem.endOffset = problem.range.endColumn + 1;
  if (problem.range.line < 1) return;
  problem.textLine = source.wholeLine(problem.range.line);
}

std::shared_ptr<CodeObject> compileModule(const syntax::Module& module, const CompileOptions& options,
                                          syntax::AstArena& arena, ConstantPool& pool, ProblemSink& problems) {
  problems.beforeCode(true);
  FutureFeatures future = findFutureFeatures(module, problems);
  if (problems.failed()) return nullptr;
  uint32_t futureFlags = options.futureFlags | future.flags;
  bool futureAnnotations = (futureFlags & kCodeFutureAnnotations) != 0;
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

syntax::ParseMode parseModeOf(CompileMode mode) {
  switch (mode) {
    case CompileMode::kExec: return syntax::ParseMode::kExec;
    case CompileMode::kEval: return syntax::ParseMode::kEval;
    case CompileMode::kSingle: return syntax::ParseMode::kSingle;
  }
  UNREACHABLE("mode");
}

syntax::ParseFlags parseFlagsOf(const CompileOptions& options) {
  syntax::ParseFlags flags;
  flags.allowIncomplete = options.allowIncomplete;
  flags.impliesDedent = options.impliesDedent;
  flags.typeComments = options.typeComments;
  flags.barryAsFlufl = options.futureFlags & kCodeFutureBarryAsBdfl;
  return flags;
}

CompileResult compileTree(const syntax::Module& module, const CompileOptions& options, syntax::AstArena& arena, ConstantPool& pool) {
  CompileResult result;
  ProblemSink problems;
  result.code = compileModule(module, options, arena, pool, problems);
  if (!result.code) {
    result.problem = std::move(problems.problem());
    finishProblem(result.problem, module.source);
  }
  result.warnings = std::move(problems.warnings());
  return result;
}

CompileResult compileSource(std::string_view source, const CompileOptions& options) {
  syntax::AstArena arena;
  syntax::ParseResult parsed =
      syntax::parse(source, options.fileName, parseModeOf(options.mode), arena, options.sourceKind, parseFlagsOf(options));
  CompileResult result;
  if (parsed.ok()) {
    ConstantPool pool;
    result = compileTree(*parsed.module, options, arena, pool);
  } else {
    result.problem = std::move(parsed.problem);
  }
  result.warnings.insert(result.warnings.begin(), parsed.warnings.begin(), parsed.warnings.end());
  return result;
}

}  // namespace vitrine
