// .pyc files; see pyc.h.
#include "bytecode/pyc.h"

#include "base/depth_guard.h"
#include "bytecode/opcodes.h"

namespace vitrine {
namespace {

constexpr size_t kHeaderSize = 16;

uint64_t readLittle(std::string_view bytes, size_t at, int size) {
  uint64_t value = 0;
  for (int i = 0; i < size; ++i) value |= uint64_t{static_cast<uint8_t>(bytes[at + i])} << 8 * i;
  return value;
}
void appendLittle(std::string& out, uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i);
}

/// First and last magic number of each version, pre-releases included (CPython: Lib/importlib/_bootstrap_external.py).
struct MagicRange {
  uint16_t first, last;
  const char* version;
};
constexpr MagicRange kMagicRanges[] = {
    {3000, 3131, "Python 3.0"}, {3140, 3151, "Python 3.1"}, {3160, 3180, "Python 3.2"}, {3190, 3230, "Python 3.3"},
    {3250, 3310, "Python 3.4"}, {3320, 3351, "Python 3.5"}, {3360, 3379, "Python 3.6"}, {3390, 3393, "a pre-release of Python 3.7"},
    {3394, 3399, "Python 3.7"}, {3400, 3419, "Python 3.8"}, {3420, 3429, "Python 3.9"}, {3430, 3449, "Python 3.10"},
    {3450, 3499, "Python 3.11"}, {3500, 3549, "Python 3.12"}, {3550, 3599, "Python 3.13"}, {3600, 3649, "Python 3.14"},
    {3650, 3699, "Python 3.15"}, {62161, 62161, "Python 2.6"}, {62211, 62211, "Python 2.7"}};

std::string magicError(uint16_t magic) {
  const std::string version = pythonOfMagic(magic);
  std::string error = "bad magic number " + std::to_string(magic);
  error += version.empty() ? " in .pyc: of no known Python" : ": the file was written by " + version;
  return error + "; this machine runs .pyc files of Python 3.7 and its own";
}

std::optional<std::string> newOpcodeIn(const CodeObject& code) {
  for (size_t i = 0; i + 1 < code.code.size(); i += 2) {
    const auto number = static_cast<uint8_t>(code.code[i]);
    const OpcodeInfo& info = opcodeInfo(number);
    const bool annotate = number == static_cast<uint8_t>(Opcode::MAKE_FUNCTION) && (static_cast<uint8_t>(code.code[i + 1]) & kFunctionAnnotate);
    if (!info.name || (info.flags & kExtension) || annotate) {
      return "'" + code.name + "' uses " + opcodeName(number) + (annotate ? " with deferred annotations" : "") + ", which Python 3.7 does not have";
    }
  }
  return std::nullopt;
}

uint64_t rotateLeft(uint64_t value, int count) { return value << count | value >> (64 - count); }

/// SipHash-2-4 with the keys (key, 0).
class SipHash24 {
 public:
  explicit SipHash24(uint64_t key) {
    v_[0] = key ^ 0x736f6d6570736575;
    v_[1] = 0x646f72616e646f6d;
    v_[2] = key ^ 0x6c7967656e657261;
    v_[3] = 0x7465646279746573;
  }
  uint64_t hash(std::string_view bytes) {
    size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) mix(readLittle(bytes, at, 8));
    mix(uint64_t{bytes.size()} << 56 | readLittle(bytes, at, static_cast<int>(bytes.size() - at)));
    v_[2] ^= 0xff;
    for (int i = 0; i < 4; ++i) round();
    return v_[0] ^ v_[1] ^ v_[2] ^ v_[3];
  }

 private:
  void mix(uint64_t word) {
    v_[3] ^= word;
    round();
    round();
    v_[0] ^= word;
  }
  void round() {
    v_[0] += v_[1], v_[2] += v_[3];
    v_[1] = rotateLeft(v_[1], 13) ^ v_[0], v_[3] = rotateLeft(v_[3], 16) ^ v_[2];
    v_[0] = rotateLeft(v_[0], 32);
    v_[2] += v_[1], v_[0] += v_[3];
    v_[1] = rotateLeft(v_[1], 17) ^ v_[2], v_[3] = rotateLeft(v_[3], 21) ^ v_[0];
    v_[2] = rotateLeft(v_[2], 32);
  }
  uint64_t v_[4];
};

uint16_t magicOf(MarshalDialect dialect) { return dialect == MarshalDialect::kClassic37 ? kMagicPython37 : kMagicVitrine; }
uint32_t rawMagic(MarshalDialect dialect) { return magicOf(dialect) | uint32_t{0x0a0d} << 16; }

}  // namespace

std::string pythonOfMagic(uint16_t magic) {
  for (const MagicRange& range : kMagicRanges) {
    if (magic >= range.first && magic <= range.last) return range.version;
  }
  return magic == kMagicVitrine ? "Vitrine" : "";
}

PycFile readPycHeader(std::string_view bytes) {
  PycFile file;
  const auto fail = [&](std::string reason) {
    file.error = std::move(reason);
    return std::move(file);
  };
  if (bytes.size() < 4) return fail("not a .pyc file: it is shorter than a magic number");
  if (bytes[2] != '\r' || bytes[3] != '\n') return fail("not a .pyc file: it has no magic number");
  const auto magic = static_cast<uint16_t>(readLittle(bytes, 0, 2));
  if (magic != kMagicPython37 && magic != kMagicVitrine) return fail(magicError(magic));
  if (bytes.size() < kHeaderSize) return fail("reached EOF while reading the header of a .pyc");
  file.header.dialect = magic == kMagicPython37 ? MarshalDialect::kClassic37 : MarshalDialect::kVitrine;
  const uint64_t flags = readLittle(bytes, 4, 4);
  if (flags != 0 && flags != 1 && flags != 3) return fail("invalid flags " + std::to_string(flags) + " in the header of a .pyc");
  file.header.check = static_cast<PycCheck>(flags);
  if (file.header.check == PycCheck::kTimestamp) {
    file.header.sourceTime = static_cast<uint32_t>(readLittle(bytes, 8, 4));
    file.header.sourceSize = static_cast<uint32_t>(readLittle(bytes, 12, 4));
  } else {
    file.header.sourceHash = readLittle(bytes, 8, 8);
  }
  return file;
}

PycFile readPyc(std::string_view bytes) {
  PycFile file = readPycHeader(bytes);
  if (!file.error.empty()) return file;
  MarshalResult result = readMarshal(bytes.substr(kHeaderSize), file.header.dialect);
  if (!result.value) {
    file.error = std::move(result.error);
  } else if (result.value->kind != ConstantKind::kCode) {
    file.error = "non-code object in a .pyc";
  } else {
    file.code = std::move(result.value->code);
  }
  return file;
}

MarshalOutput writePyc(const PycHeader& header, std::shared_ptr<const CodeObject> code) {
  if (header.dialect == MarshalDialect::kClassic37) {
    if (auto reason = whyNotClassic(*code)) return {{}, std::move(*reason)};
  }
  MarshalOutput body = writeMarshal(Constant::codeOf(std::move(code)), header.dialect);
  if (!body.error.empty()) return body;
  std::string out;
  appendLittle(out, rawMagic(header.dialect), 4);
  appendLittle(out, static_cast<uint8_t>(header.check), 4);
  if (header.check == PycCheck::kTimestamp) {
    appendLittle(out, header.sourceTime, 4);
    appendLittle(out, header.sourceSize, 4);
  } else {
    appendLittle(out, header.sourceHash, 8);
  }
  return {out + body.bytes, {}};
}

std::optional<std::string> whyNotClassic(const CodeObject& code) {
  DepthGuard guard;
  if (guard.exceeded()) return "code objects are nested too deeply";
  if (code.posOnlyArgCount != 0) return "'" + code.name + "' has positional-only parameters, which Python 3.7 does not have";
  if (auto reason = newOpcodeIn(code)) return reason;
  for (const Constant& constant : code.constants) {
    if (constant.kind != ConstantKind::kCode) continue;
    if (auto reason = whyNotClassic(*constant.code)) return reason;
  }
  return std::nullopt;
}

uint64_t sourceHash(std::string_view source, MarshalDialect dialect) { return SipHash24(rawMagic(dialect)).hash(source); }

}  // namespace vitrine
