// marshal: constants and code objects as bytes and back. The format is CPython 3.7's (version 4, with references); the
// extended dialect adds fields to code objects and is found only behind our own magic number. Reading trusts nothing:
// every read is bounds-checked, nesting is limited, and what is built is limited by the size of the input. What it
// returns is well-formed, not yet safe to run: verify() comes next (verifier.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/byte_buffer.h"
#include "bytecode/code_object.h"

namespace vitrine {

/// Which fields a code object has in the file.
enum class MarshalDialect : uint8_t {
  kClassic37,  // CPython 3.7's fields
  kVitrine,    // also posOnlyArgCount, qualName, positions, staticAttributes, isComprehension, isClassBody, isMethod
};

/// What was read, or why nothing was, in the words of CPython's marshal where it has some ("marshal data too short").
struct MarshalResult {
  std::optional<Constant> value;
  std::string error;
};

/// The object at the beginning of `bytes`; what follows it is ignored, as in marshal.loads.
MarshalResult readMarshal(std::string_view bytes, MarshalDialect dialect);

/// The bytes, or the error. Text that occurs again is written as a reference; equal values give equal bytes, so that
/// writing what was read from our own output gives the same bytes.
struct MarshalOutput {
  std::string bytes;
  std::string error;  // empty: fine
};
MarshalOutput writeMarshal(const Constant& constant, MarshalDialect dialect);

/// Nesting that reading and writing accept; CPython's limit is 2000 (Python/marshal.c, MAX_MARSHAL_STACK_DEPTH).
constexpr int kMaxMarshalDepth = 2000;

/// A position table as bytes: runs of equal ranges as varints (length; line as difference to the previous run's; column;
/// end line as difference to the line; end column). decodePositions gives nothing unless it fills exactly `units` entries.
void appendPositions(ByteBuffer& out, const std::vector<SourceRange>& positions);
std::optional<std::vector<SourceRange>> decodePositions(std::string_view bytes, size_t units);

}  // namespace vitrine
