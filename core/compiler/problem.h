// ProblemSink: where every stage of the compiler reports. The first error wins and stops the rest; warnings add up.
// Stages look at `failed()` where going on would be wrong or long, and otherwise run to their end harmlessly.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/parser.h"

namespace vitrine::compiler {

using Range = syntax::SourceRange;

class ProblemSink {
 public:
  bool failed() const { return failed_; }
  /// Whether a stage runs whose errors CPython raises with the message as their only argument.
  void beforeCode(bool before) { beforeCode_ = before; }
  /// A SyntaxError at `range`.
  void error(const Range& range, std::string message) {
    if (failed_) return;
    failed_ = true;
    problem_.message = std::move(message);
    problem_.range = range;
    if (beforeCode_) problem_.arguments = syntax::ProblemArguments::kNone;
  }
  /// One that CPython's symbol table finds, wherever we do.
  void errorBeforeCode(const Range& range, std::string message) {
    const bool before = std::exchange(beforeCode_, true);
    error(range, std::move(message));
    beforeCode_ = before;
  }
  /// The tree is nested too deep for the native stack (R15).
  void tooDeep(const Range& range) { outOfMemory("maximum recursion depth exceeded during compilation", range); }
  /// A MemoryError.
  void outOfMemory(std::string message, const Range& range = {}) {
    if (failed_) return;
    error(range, std::move(message));
    problem_.kind = syntax::ProblemKind::kMemoryError;
  }
  /// A SyntaxWarning.
  void warn(const Range& range, std::string message) { warnings_.push_back({std::move(message), range}); }
  /// One that 3.14 gives before it generates code: it comes before all of the others.
  void warnEarly(const Range& range, std::string message) {
    warnings_.insert(warnings_.begin() + early_++, {std::move(message), range});
  }

  syntax::SyntaxProblem& problem() { return problem_; }
  std::vector<syntax::SyntaxWarning>& warnings() { return warnings_; }

 private:
  bool failed_ = false, beforeCode_ = false;
  syntax::SyntaxProblem problem_;
  std::vector<syntax::SyntaxWarning> warnings_;
  ptrdiff_t early_ = 0;
};

}  // namespace vitrine::compiler
