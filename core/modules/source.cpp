// See source.h.
#include "modules/source.h"

#include "base/utf8.h"
#include "modules/warning_text.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_kinds.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/host.h"

namespace vitrine {

namespace {

TypeId typeOfProblem(syntax::ProblemKind kind) {
  switch (kind) {
    case syntax::ProblemKind::kSyntaxError: return TypeId::kSyntaxError;
    case syntax::ProblemKind::kIndentationError: return TypeId::kIndentationError;
    case syntax::ProblemKind::kTabError: return TypeId::kTabError;
    case syntax::ProblemKind::kIncompleteInput: return TypeId::k_IncompleteInputError;
    case syntax::ProblemKind::kMemoryError: return TypeId::kMemoryError;
  }
  UNREACHABLE("kind of problem");
}

struct FutureFlag {
  uint32_t in37, in314;
};
constexpr FutureFlag kFutureFlags[] = {
    {kCodeFutureDivision, 0x20000},       {kCodeFutureAbsoluteImport, 0x40000},  {kCodeFutureWithStatement, 0x80000},
    {kCodeFuturePrintFunction, 0x100000}, {kCodeFutureUnicodeLiterals, 0x200000}, {kCodeFutureBarryAsBdfl, 0x400000},
    {kCodeFutureGeneratorStop, 0x800000}, {kCodeFutureAnnotations, 0x1000000},
};

/// What stages behind the parser find is shown with the line of a file, not with that of a string (PyErr_ProgramTextObject).
void takeLineOfFile(syntax::SyntaxProblem& problem, const std::string& fileName) {
  if (!problem.afterParsing) return;
  auto text = host ? host->sourceText(fileName) : std::nullopt;
  problem.textLine.clear();
  size_t from = 0;
  for (int32_t line = 1; text && line < problem.range.line && from != std::string::npos; ++line) {
    from = text->find('\n', from);
    if (from != std::string::npos) ++from;
  }
  if (!text || from >= text->size()) return;
  problem.textLine = text->substr(from, text->find('\n', from) - from) + "\n";
}

/// `members`: of the exception, in the order of SyntaxError's second argument.
Result<Ref> argumentsOf(Vm& vm, const syntax::SyntaxProblem& problem, Value message, std::span<const Value> members) {
  using enum syntax::ProblemArguments;
  if (problem.arguments == kNone) return newTuple(vm, {message});
  std::vector<Value> items(members.begin(), members.end());
  if (problem.arguments == kWithoutFile) items[0] = none();
  if (problem.arguments == kCodec) items = {members[0], Value::integer(0), Value::integer(-1), none()};
  Ref details = TRY(newTuple(vm, std::span<const Value>(items)));
  return newTuple(vm, {message, details});
}

}  // namespace

uint32_t futureFlagsTo37(uint32_t flags) {
  uint32_t out = 0;
  for (const FutureFlag& flag : kFutureFlags)
    if (flags & flag.in314) out |= flag.in37;
  return out;
}
uint32_t futureFlagsTo314(uint32_t flags) {
  uint32_t out = 0;
  for (const FutureFlag& flag : kFutureFlags)
    if (flags & flag.in37) out |= flag.in314;
  return out;
}

void takeFlags(CompileOptions& options, uint32_t flags) {
  options.futureFlags = futureFlagsTo37(flags);
  options.allowTopLevelAwait = flags & kCompileTopLevelAwait;
  options.allowIncomplete = flags & kCompileIncomplete;
  options.impliesDedent = !(flags & kCompileDontImplyDedent);
  options.typeComments = flags & kCompileTypeComments;
}

Raised raiseProblem(Vm& vm, const syntax::SyntaxProblem& problem, const std::string& fileName, std::string_view source) {
  TypeId type = typeOfProblem(problem.kind);
  if (type == TypeId::kMemoryError) return vm.raise(type, "%s", problem.message.c_str());
  Ref message = TRY(newStr(vm, problem.message)), file = TRY(newStr(vm, fileName));
  const bool byParser = problem.message == "invalid syntax" || problem.kind == syntax::ProblemKind::kIncompleteInput;
  bool noText = problem.textLine.empty() && (problem.afterParsing || (problem.range.line == 0 && !byParser));
  Ref text = noText ? noneRef() : TRY(newStr(vm, problem.textLine));
  const Value members[] = {file, Value::integer(problem.range.line), Value::integer(problem.offset), text,
                           Value::integer(problem.range.endLine), Value::integer(problem.endOffset)};
  Ref args = TRY(argumentsOf(vm, problem, message, members));
  Ref exception = TRY(newException(vm, type, args));
  auto* cell = exception.as<SyntaxExceptionCell>();
  Value* const places[] = {&cell->fileName, &cell->line, &cell->column, &cell->text, &cell->endLine, &cell->endColumn};
  const size_t known = problem.arguments == syntax::ProblemArguments::kCodec ? 4 : std::size(places);
  for (size_t i = 0; i < known; ++i) replaceMember(*places[i], members[i]);
  if (!source.empty() && utf8::isWtf8(source)) {
    Ref kept = TRY(newStr(vm, source));
    Ref metadata = TRY(newTuple(vm, {Value::integer(0), Value::integer(0), kept}));
    replaceMember(cell->metadata, metadata);
  }
  return vm.raiseObject(exception);
}

Result<Ref> loadVerified(Vm& vm, const CodeObject& code, CodeRole role, uint32_t traits) {
  if (auto wrong = verify(code, role)) return vm.raise(TypeId::kSystemError, "bad code object: %s", wrong->c_str());
  return loadCode(vm, code, traits);
}

namespace {

/// The SyntaxError of a source that failed.
Raised raiseFor(Vm& vm, syntax::SyntaxProblem& problem, std::string_view source, const CompileOptions& options) {
  takeLineOfFile(problem, options.fileName);
  return raiseProblem(vm, problem, options.fileName, source);
}

Result<void> warnAll(Vm& vm, const std::vector<syntax::SyntaxWarning>& warnings, std::string_view source, const CompileOptions& options) {
  for (const auto& warning : warnings) TRY(warnSyntax(vm, warning, options.fileName, source));
  return {};
}

Result<Ref> load(Vm& vm, CompileResult result, std::string_view source, const CompileOptions& options, uint32_t traits) {
  TRY(warnAll(vm, result.warnings, source, options));
  if (!result.ok()) return raiseFor(vm, result.problem, source, options);
  return loadVerified(vm, *result.code, CodeRole::kModule, traits);
}

}  // namespace

Result<Ref> compileText(Vm& vm, std::string_view source, const CompileOptions& options, uint32_t traits) {
  return load(vm, compileSource(source, options), source, options, traits);
}

Result<Ref> compileModule(Vm& vm, const syntax::Module& module, const CompileOptions& options, syntax::AstArena& arena,
                          compiler::ConstantPool& pool) {
  return load(vm, compileTree(module, options, arena, pool), {}, options, 0);
}

Result<const syntax::Module*> parseText(Vm& vm, std::string_view source, const CompileOptions& options, syntax::ParseMode mode, syntax::AstArena& arena) {
  syntax::ParseResult parsed = syntax::parse(source, options.fileName, mode, arena, options.sourceKind, parseFlagsOf(options));
  TRY(warnAll(vm, parsed.warnings, source, options));
  if (!parsed.ok()) return raiseFor(vm, parsed.problem, source, options);
  return parsed.module;
}

}  // namespace vitrine
