// .pyc files: a header of 16 bytes (PEP 552: magic number, flags, then time and size of the source or its hash) and a
// marshalled code object. Two magic numbers are read and written: CPython 3.7's and our own; every other is refused with the
// name of the Python it belongs to. A code object read from a file must pass verify() before it runs (R17).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bytecode/marshal.h"

namespace vitrine {

/// The first two bytes of a .pyc as a number; "\r\n" follows them.
constexpr uint16_t kMagicPython37 = 3394;
constexpr uint16_t kMagicVitrine = 'V' | 'T' << 8;

/// How a .pyc tells whether it is still that of its source (PEP 552).
enum class PycCheck : uint8_t { kTimestamp = 0, kUncheckedHash = 1, kCheckedHash = 3 };

/// The header of a .pyc.
struct PycHeader {
  MarshalDialect dialect = MarshalDialect::kVitrine;
  PycCheck check = PycCheck::kTimestamp;
  uint32_t sourceTime = 0;  // seconds since 1970 (kTimestamp)
  uint32_t sourceSize = 0;  // bytes, modulo 2**32 (kTimestamp)
  uint64_t sourceHash = 0;  // see sourceHash() (the other two)
};

/// A .pyc that was read, or why it was not.
struct PycFile {
  PycHeader header;
  std::shared_ptr<const CodeObject> code;  // nullptr: see error
  std::string error;
};

/// Reads a .pyc. Not verified.
PycFile readPyc(std::string_view bytes);
/// Reads the header alone (16 bytes do); `error` is empty where it is good, and `code` is always nullptr.
PycFile readPycHeader(std::string_view bytes);

/// The bytes of a .pyc. Fails where the dialect is 3.7's and the code uses what 3.7 does not have.
MarshalOutput writePyc(const PycHeader& header, std::shared_ptr<const CodeObject> code);

/// Why a code object, or one inside it, cannot be a 3.7 one: an opcode or parameter kind that 3.7 lacks; nothing if it can.
std::optional<std::string> whyNotClassic(const CodeObject& code);

/// The hash of a source in a hash-based .pyc: SipHash keyed with the magic number (importlib.util.source_hash). 3.7 uses
/// SipHash-2-4 for its files, and so do we for ours.
uint64_t sourceHash(std::string_view source, MarshalDialect dialect);

/// "Python 3.8" and so on for a known magic number, else empty.
std::string pythonOfMagic(uint16_t magic);

}  // namespace vitrine
