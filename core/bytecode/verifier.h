// The verifier (R17): proves that a code object cannot make the machine's stacks go wrong, before it runs. It follows every
// path with kinds of slots instead of values; CPython does nothing of the sort, so this is the wall against hostile .pyc files.
//
// Proven: opcodes known; operands in range; jumps onto instructions; the evaluation stack never below the innermost block
// nor above stackSize; blocks nested, popped by what may pop them; no fall off the end; slots of the right kind where the
// machine relies on it (METHOD/SELF pairs, the target of LIST_APPEND and its kind, closures, code objects, keyword names).
// NOT proven, so the machine checks: that FOR_ITER, YIELD_FROM and GET_ANEXT find an iterator, BUILD_STRING strings,
// the types intrinsics want, that locals and cells are bound; that code run without a call needs no arguments or closure
// (verify with CodeRole::kModule does). Look next at verifier_flow.h.
#pragma once

#include <optional>
#include <string>

#include "bytecode/code_object.h"

namespace vitrine {

/// The largest evaluation stack and block stack that a code object may ask for.
constexpr int32_t kMaxStackSize = 1 << 24;
constexpr int32_t kMaxBlockStackSize = 200;

/// How a code object is going to be run.
enum class CodeRole : uint8_t {
  kAny,
  kModule,   // by itself, as a module or by exec(): no parameters, no closure, names in a namespace
  kProgram,  // the same, and no generator or coroutine, which compile() makes where `await` stands outside functions
};

/// Why `code`, or a code object inside it, must not run; nothing if all is well. Then `blockStackSize` of each is what
/// its block stack needs at most.
std::optional<std::string> verify(const CodeObject& code, CodeRole role = CodeRole::kAny);

}  // namespace vitrine
