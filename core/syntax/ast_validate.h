// What a tree must be to be compiled, for trees that no parser made (`compile()` of `ast` objects). The rules and messages
// are those of CPython 3.14's Python/ast.c, with those of its code generator that our stages take for granted.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "syntax/ast.h"

namespace vitrine::syntax {

/// What is wrong, and which exception says so.
struct TreeFault {
  enum Kind : uint8_t { kValueError, kTypeError, kSystemError, kRecursionError };
  Kind kind = kValueError;
  std::string message;
};

/// The literal of a Constant or MatchSingleton whose value can be none; `text` of a Constant is its type's name then.
inline constexpr auto kForeignLiteral = LiteralKind(0x41);

/// What kind of number a Constant is whose literal is none of LiteralKind's (compiler/folded.h); kNone where it is no number.
using PooledNumber = std::function<LiteralKind(const Constant&)>;

/// The first fault of `module`, if it has one. Lists of expressions and statements may hold null where a program put None;
/// required single children may not be null.
std::optional<TreeFault> validateTree(const Module& module, const PooledNumber& pooledNumber);

}  // namespace vitrine::syntax
