// Writing marshal's format; see marshal.h. Every text is flagged when first written and a reference when it occurs
// again; nothing else is shared. What CPython interns (names, and constants that look like names) is marked interned, so that
// a real 3.7 reading the file interns it too.
#include <cstring>
#include <unordered_map>

#include "base/depth_guard.h"
#include "base/utf8.h"
#include "bytecode/marshal.h"
#include "bytecode/marshal_types.h"

namespace vitrine {
namespace {

using namespace marshal;

/// All characters are ASCII letters, digits or underscores (CPython: Objects/codeobject.c, all_name_chars).
bool looksLikeName(std::string_view text) {
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '_') return false;
  }
  return true;
}

class Writer {
 public:
  explicit Writer(MarshalDialect dialect) : dialect_(dialect) {}

  MarshalOutput write(const Constant& constant) {
    writeObject(constant);
    if (!error_.empty()) out_.clear();
    return {std::move(out_), std::move(error_)};
  }

 private:
  enum class Interned : bool { kIfLikeName, kAlways };

  void writeByte(uint8_t byte) { out_ += static_cast<char>(byte); }
  void writeUnsigned(uint64_t value, int size) {
    for (int i = 0; i < size; ++i) writeByte(static_cast<uint8_t>(value >> 8 * i));
  }
  void writeInt(int64_t value) { writeUnsigned(static_cast<uint32_t>(value), 4); }
  void writeSize(size_t size) {
    if (size > INT32_MAX) error_ = "object too large to marshal";
    writeInt(static_cast<int64_t>(size));
  }
  void writeDouble(double value) {
    uint64_t raw;
    std::memcpy(&raw, &value, sizeof raw);
    writeUnsigned(raw, 8);
  }

  void writeObject(const Constant& constant);
  void writeInteger(const BigInt& integer);
  void writeText(const std::string& text, Interned interned);
  void writeBytes(std::string_view bytes);
  void writeItems(const Constant& constant);
  void writeTupleHead(size_t count);
  void writeNames(const std::vector<std::string>& names);
  void writeCode(const CodeObject& code);

  MarshalDialect dialect_;
  std::string out_, error_;
  int depth_ = 0;
  std::unordered_map<std::string, uint32_t> references_;
};

void Writer::writeObject(const Constant& constant) {
  DepthGuard guard;
  if (depth_ >= kMaxMarshalDepth || guard.exceeded()) error_ = "object too deeply nested to marshal";
  if (!error_.empty()) return;
  ++depth_;
  switch (constant.kind) {
    case ConstantKind::kNone: writeByte(kTypeNone); break;
    case ConstantKind::kFalse: writeByte(kTypeFalse); break;
    case ConstantKind::kTrue: writeByte(kTypeTrue); break;
    case ConstantKind::kEllipsis: writeByte(kTypeEllipsis); break;
    case ConstantKind::kInt: writeInteger(constant.integer); break;
    case ConstantKind::kFloat:
      writeByte(kTypeFloat);
      writeDouble(constant.real);
      break;
    case ConstantKind::kComplex:
      writeByte(kTypeComplex);
      writeDouble(constant.real);
      writeDouble(constant.imaginary);
      break;
    case ConstantKind::kStr: writeText(constant.text, Interned::kIfLikeName); break;
    case ConstantKind::kBytes: writeBytes(constant.text); break;
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet: writeItems(constant); break;
    case ConstantKind::kCode: writeCode(*constant.code); break;
  }
  --depth_;
}

/// Four bytes where they do, else 15-bit digits.
void Writer::writeInteger(const BigInt& integer) {
  const auto small = integer.toInt64();
  if (small && *small >= INT32_MIN && *small <= INT32_MAX) {
    writeByte(kTypeInt);
    writeInt(*small);
    return;
  }
  const uint64_t count = (bigint::bitLength(integer) + 14) / 15;
  if (count > INT32_MAX) error_ = "object too large to marshal";
  writeByte(kTypeLong);
  writeInt(integer.negative ? -static_cast<int64_t>(count) : static_cast<int64_t>(count));
  uint64_t pending = 0;
  int bits = 0;
  size_t next = 0;
  for (uint64_t i = 0; i < count; ++i) {
    if (bits < 15 && next < integer.digits.size()) {
      pending |= uint64_t{integer.digits[next++]} << bits;
      bits += 32;
    }
    writeUnsigned(pending & 0x7fff, 2);
    pending >>= 15;
    bits -= 15;
  }
}

void Writer::writeText(const std::string& text, Interned interned) {
  const auto [entry, isNew] = references_.try_emplace(text, static_cast<uint32_t>(references_.size()));
  if (!isNew) {
    writeByte(kTypeReference);
    writeInt(entry->second);
    return;
  }
  const bool intern = interned == Interned::kAlways || looksLikeName(text);
  if (!utf8::isAscii(text)) {
    writeByte((intern ? kTypeInternedText : kTypeText) | kFlagReference);
    writeSize(text.size());
  } else if (text.size() < 256) {
    writeByte((intern ? kTypeShortInternedAscii : kTypeShortAscii) | kFlagReference);
    writeByte(static_cast<uint8_t>(text.size()));
  } else {
    writeByte((intern ? kTypeInternedAscii : kTypeAscii) | kFlagReference);
    writeSize(text.size());
  }
  out_ += text;
}

void Writer::writeBytes(std::string_view bytes) {
  writeByte(kTypeBytes);
  writeSize(bytes.size());
  out_ += bytes;
}

void Writer::writeTupleHead(size_t count) {
  if (count < 256) {
    writeByte(kTypeSmallTuple);
    writeByte(static_cast<uint8_t>(count));
  } else {
    writeByte(kTypeTuple);
    writeSize(count);
  }
}

void Writer::writeItems(const Constant& constant) {
  if (constant.kind == ConstantKind::kTuple) {
    writeTupleHead(constant.items.size());
  } else {
    writeByte(kTypeFrozenSet);
    writeSize(constant.items.size());
  }
  for (const Constant& item : constant.items) writeObject(item);
}

void Writer::writeNames(const std::vector<std::string>& names) {
  writeTupleHead(names.size());
  for (const std::string& name : names) writeText(name, Interned::kAlways);
}

void Writer::writeCode(const CodeObject& code) {
  const bool extended = dialect_ == MarshalDialect::kVitrine;
  writeByte(kTypeCode);
  writeInt(code.argCount);
  if (extended) writeInt(code.posOnlyArgCount);
  writeInt(code.kwOnlyArgCount);
  writeInt(code.localCount);
  writeInt(code.stackSize);
  writeInt(code.flags);
  writeBytes(code.code);
  writeTupleHead(code.constants.size());
  ++depth_;
  for (const Constant& constant : code.constants) writeObject(constant);
  --depth_;
  for (const auto* names : {&code.names, &code.varNames, &code.freeVars, &code.cellVars}) writeNames(*names);
  writeText(code.fileName, Interned::kIfLikeName);
  writeText(code.name, Interned::kAlways);
  if (extended) writeText(code.qualName, Interned::kAlways);
  writeInt(code.firstLine);
  writeBytes(code.lnotab);
  if (!extended) return;
  writeBytes(encodePositions(code.positions));
  writeNames(code.staticAttributes);
  writeByte(static_cast<uint8_t>((code.isComprehension ? 1 : 0) | (code.isClassBody ? 2 : 0) | (code.isMethod ? 4 : 0)));
}

}  // namespace

MarshalOutput writeMarshal(const Constant& constant, MarshalDialect dialect) { return Writer(dialect).write(constant); }

}  // namespace vitrine
