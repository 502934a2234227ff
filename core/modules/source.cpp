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

Result<Ref> compileText(Vm& vm, std::string_view source, const CompileOptions& options, uint32_t traits) {
  CompileResult result = compileSource(source, options);
  for (const auto& warning : result.warnings) TRY(warnSyntax(vm, warning, options.fileName, source));
  if (!result.ok()) {
    takeLineOfFile(result.problem, options.fileName);
    return raiseProblem(vm, result.problem, options.fileName, source);
  }
  return loadVerified(vm, *result.code, CodeRole::kModule, traits);
}

}  // namespace vitrine
