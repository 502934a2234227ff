// Writing marshal's format; see marshal.h. Every text is flagged when first written and a reference when it occurs
// again; nothing else is shared. What CPython interns (names, and constants that look like names) is marked interned, so that
// a real 3.7 reading the file interns it too.
#include <cstring>

#include "base/byte_buffer.h"
#include "base/depth_guard.h"
#include "base/text_table.h"
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
    if (!error_.empty()) return {{}, std::move(error_)};
    return {out_.take(), {}};
  }

 private:
  enum class Interned : bool { kIfLikeName, kAlways };

  void writeByte(uint8_t byte) { out_.put(static_cast<char>(byte)); }
  void writeInt(int64_t value) { out_.putNumber(static_cast<uint32_t>(value), 4); }
  void writeSize(size_t size) {
    if (size > INT32_MAX) error_ = "object too large to marshal";
    writeInt(static_cast<int64_t>(size));
  }
  void writeDouble(double value) {
    uint64_t raw;
    std::memcpy(&raw, &value, sizeof raw);
    out_.putNumber(raw, 8);
  }

  void writeObject(const Constant& constant);
  void writeInteger(const BigInt& integer);
  void writeText(const std::string& text, Interned interned);
  void writeBytes(std::string_view bytes);
  void writeItems(const Constant& constant);
  void writeTupleHead(size_t count);
  void writeNames(const std::vector<std::string>& names);
  void writePositions(const std::vector<SourceRange>& positions);
  void writeCode(const CodeObject& code);

  MarshalDialect dialect_;
  ByteBuffer out_;
  std::string error_;
  int depth_ = 0;
  TextTable references_{256};
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
    out_.putNumber(pending & 0x7fff, 2);
    pending >>= 15;
    bits -= 15;
  }
}

void Writer::writeText(const std::string& text, Interned interned) {
  const size_t before = references_.size();
  const uint32_t index = references_.add(text);
  if (references_.size() == before) {
    writeByte(kTypeReference);
    writeInt(index);
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
  out_.append(text);
}

void Writer::writeBytes(std::string_view bytes) {
  writeByte(kTypeBytes);
  writeSize(bytes.size());
  out_.append(bytes);
}

/// Right into the output; their size is known afterwards.
void Writer::writePositions(const std::vector<SourceRange>& positions) {
  writeByte(kTypeBytes);
  const size_t start = out_.size() + 4;
  writeInt(0);
  appendPositions(out_, positions);
  const size_t size = out_.size() - start;
  if (size > INT32_MAX) error_ = "object too large to marshal";
  for (int i = 0; i < 4; ++i) out_.data()[start - 4 + size_t(i)] = static_cast<char>(size >> 8 * i);
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
  writePositions(code.positions);
  writeNames(code.staticAttributes);
  writeByte(static_cast<uint8_t>((code.isComprehension ? 1 : 0) | (code.isClassBody ? 2 : 0) | (code.isMethod ? 4 : 0)));
}

}  // namespace

MarshalOutput writeMarshal(const Constant& constant, MarshalDialect dialect) { return Writer(dialect).write(constant); }

}  // namespace vitrine
