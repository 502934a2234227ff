// Reading marshal's format; see marshal.h. One class walks the bytes; the first error stops everything. References are
// copies of plain values, so a small file could ask for a huge result: `budget_` bounds the bytes built.
#include <cstring>

#include "base/depth_guard.h"
#include "base/number_format.h"
#include "base/utf8.h"
#include "bytecode/marshal.h"
#include "bytecode/marshal_types.h"

namespace vitrine {
namespace {

using namespace marshal;

constexpr const char* kTooShort = "marshal data too short";
constexpr uint64_t kBudgetBase = 1 << 20, kBudgetPerByte = 2 * sizeof(Constant);

class Reader {
 public:
  Reader(std::string_view bytes, MarshalDialect dialect)
      : bytes_(bytes), dialect_(dialect), budget_(kBudgetBase + kBudgetPerByte * bytes.size()) {}

  MarshalResult read() {
    Constant value;
    if (!readObject(value)) return {std::nullopt, error_};
    return {std::move(value), {}};
  }

 private:
  bool fail(const char* reason) {
    if (error_.empty()) error_ = reason;
    return false;
  }
  bool spend(uint64_t bytes) {
    if (bytes > budget_) return fail("bad marshal data (expands beyond what its size allows)");
    budget_ -= bytes;
    return true;
  }

  bool readRaw(uint64_t count, std::string_view& out) {
    if (count > bytes_.size() - at_) return fail(kTooShort);
    out = bytes_.substr(at_, count);
    at_ += count;
    return true;
  }
  /// `size` bytes, the lowest first, as an unsigned number.
  bool readUnsigned(int size, uint64_t& value) {
    std::string_view raw;
    if (!readRaw(size, raw)) return false;
    value = 0;
    for (int i = 0; i < size; ++i) value |= uint64_t{static_cast<uint8_t>(raw[i])} << 8 * i;
    return true;
  }
  bool readInt(int32_t& value) {
    uint64_t raw;
    if (!readUnsigned(4, raw)) return false;
    value = static_cast<int32_t>(static_cast<uint32_t>(raw));
    return true;
  }
  bool readDouble(double& value) {
    uint64_t raw;
    if (!readUnsigned(8, raw)) return false;
    std::memcpy(&value, &raw, sizeof value);
    return true;
  }
  bool readTextDouble(double& value) {
    uint64_t size;
    std::string_view text;
    if (!readUnsigned(1, size) || !readRaw(size, text)) return false;
    return parseDouble(text, value) || fail("bad marshal data (not a float)");
  }
  /// A count of 1 or 4 bytes, not negative and not more than the bytes that are left (each item takes one at least).
  bool readCount(int width, uint64_t& count) {
    if (!readUnsigned(width, count)) return false;
    if (count > INT32_MAX) return fail("bad marshal data (size out of range)");
    return count <= bytes_.size() - at_ || fail(kTooShort);
  }

  bool readObject(Constant& out);
  bool readByType(uint8_t type, Constant& out);
  bool readLong(Constant& out);
  bool readComplex(uint8_t type, Constant& out);
  bool readText(uint8_t type, Constant& out);
  bool readItems(int width, ConstantKind kind, Constant& out);
  bool readReference(Constant& out);
  bool copyReference(const Constant& from, Constant& out);
  bool chargeCopy(const Constant& constant);

  bool readCode(Constant& out);
  bool readCounts(CodeObject& code);
  bool readNames(std::vector<std::string>& names);
  bool readString(ConstantKind kind, std::string& text);
  bool readTuple(std::vector<Constant>& items);
  bool readExtension(CodeObject& code);

  std::string_view bytes_;
  MarshalDialect dialect_;
  uint64_t budget_;
  size_t at_ = 0;
  int depth_ = 0;
  std::vector<std::optional<Constant>> references_;  // empty while the object is being read
  std::string error_;
};

bool Reader::readObject(Constant& out) {
  DepthGuard guard;
  if (depth_ >= kMaxMarshalDepth || guard.exceeded()) return fail("recursion limit exceeded");
  if (at_ >= bytes_.size()) return fail("EOF read where object expected");
  const auto byte = static_cast<uint8_t>(bytes_[at_++]);
  const uint8_t type = byte & ~kFlagReference;
  const bool flagged = (byte & kFlagReference) && type != kTypeReference;
  const size_t index = references_.size();
  if (flagged && type != kTypeNone && type != kTypeTrue && type != kTypeFalse && type != kTypeEllipsis) {
    references_.emplace_back();
  }
  ++depth_;
  const bool ok = readByType(type, out);
  --depth_;
  if (!ok) return false;
  if (index < references_.size() && flagged && !references_[index]) return copyReference(out, references_[index].emplace());
  return true;
}

bool Reader::readByType(uint8_t type, Constant& out) {
  switch (type) {
    case kTypeNone: out = Constant::none(); return true;
    case kTypeFalse: out = Constant::boolean(false); return true;
    case kTypeTrue: out = Constant::boolean(true); return true;
    case kTypeEllipsis: out = Constant::ellipsis(); return true;
    case kTypeInt: {
      int32_t value;
      if (!readInt(value)) return false;
      out = Constant::integerOf(int64_t{value});
      return true;
    }
    case kTypeLong: return readLong(out);
    case kTypeFloat: out.kind = ConstantKind::kFloat; return readDouble(out.real);
    case kTypeTextFloat: out.kind = ConstantKind::kFloat; return readTextDouble(out.real);
    case kTypeComplex:
    case kTypeTextComplex: return readComplex(type, out);
    case kTypeBytes:
    case kTypeText:
    case kTypeInternedText:
    case kTypeAscii:
    case kTypeInternedAscii:
    case kTypeShortAscii:
    case kTypeShortInternedAscii: return readText(type, out);
    case kTypeTuple: return readItems(4, ConstantKind::kTuple, out);
    case kTypeSmallTuple: return readItems(1, ConstantKind::kTuple, out);
    case kTypeFrozenSet: return readItems(4, ConstantKind::kFrozenSet, out);
    case kTypeCode: return readCode(out);
    case kTypeReference: return readReference(out);
    default: return fail("bad marshal data (unknown type code)");
  }
}

/// Joins 15-bit digits into 32-bit ones.
bool Reader::readLong(Constant& out) {
  int32_t signedCount;
  if (!readInt(signedCount)) return false;
  const uint64_t count = signedCount < 0 ? -static_cast<int64_t>(signedCount) : signedCount;
  if (count > (bytes_.size() - at_) / 2) return fail(kTooShort);
  out.kind = ConstantKind::kInt;
  out.integer.negative = signedCount < 0;
  uint64_t pending = 0, digit = 0;
  int bits = 0;
  for (uint64_t i = 0; i < count; ++i) {
    if (!readUnsigned(2, digit)) return false;
    if (digit > 0x7fff) return fail("bad marshal data (digit out of range in long)");
    pending |= digit << bits;
    bits += 15;
    if (bits < 32) continue;
    out.integer.digits.push_back(static_cast<uint32_t>(pending));
    pending >>= 32;
    bits -= 32;
  }
  if (count != 0 && digit == 0) return fail("bad marshal data (unnormalized long data)");
  if (pending != 0) out.integer.digits.push_back(static_cast<uint32_t>(pending));
  return true;
}

bool Reader::readComplex(uint8_t type, Constant& out) {
  out.kind = ConstantKind::kComplex;
  if (type == kTypeComplex) return readDouble(out.real) && readDouble(out.imaginary);
  return readTextDouble(out.real) && readTextDouble(out.imaginary);
}

bool Reader::readText(uint8_t type, Constant& out) {
  const int width = type == kTypeShortAscii || type == kTypeShortInternedAscii ? 1 : 4;
  uint64_t size;
  std::string_view text;
  if (!readCount(width, size) || !readRaw(size, text) || !spend(size)) return false;
  out.kind = type == kTypeBytes ? ConstantKind::kBytes : ConstantKind::kStr;
  out.text = text;
  if (type == kTypeBytes) return true;
  if (type == kTypeText || type == kTypeInternedText) {
    return utf8::isWtf8(text) || fail("bad marshal data (text is not UTF-8)");
  }
  return utf8::isAscii(text) || fail("bad marshal data (text is not ASCII)");
}

bool Reader::readItems(int width, ConstantKind kind, Constant& out) {
  uint64_t count;
  if (!readCount(width, count) || !spend(count * sizeof(Constant))) return false;
  out.kind = kind;
  out.items.resize(count);
  for (Constant& item : out.items) {
    if (!readObject(item)) return false;
  }
  return true;
}

bool Reader::readReference(Constant& out) {
  int32_t index;
  if (!readInt(index)) return false;
  if (index < 0 || static_cast<size_t>(index) >= references_.size() || !references_[index]) {
    return fail("bad marshal data (invalid reference)");
  }
  // No Python writes one code object twice, and shared ones would make a small file a huge tree for whoever walks it.
  if (references_[index]->kind == ConstantKind::kCode) return fail("bad marshal data (reference to a code object)");
  return copyReference(*references_[index], out);
}

bool Reader::copyReference(const Constant& from, Constant& out) {
  if (!chargeCopy(from)) return false;
  out = from;
  return true;
}

bool Reader::chargeCopy(const Constant& constant) {
  if (!spend(sizeof(Constant) + constant.text.size() + 4 * constant.integer.digits.size())) return false;
  for (const Constant& item : constant.items) {
    if (!chargeCopy(item)) return false;
  }
  return true;
}

bool Reader::readString(ConstantKind kind, std::string& text) {
  Constant constant;
  if (!readObject(constant)) return false;
  if (constant.kind != kind) return fail("bad marshal data (code object with a field of a wrong type)");
  text = std::move(constant.text);
  return true;
}

bool Reader::readTuple(std::vector<Constant>& items) {
  Constant constant;
  if (!readObject(constant)) return false;
  if (constant.kind != ConstantKind::kTuple) return fail("bad marshal data (code object with a field of a wrong type)");
  items = std::move(constant.items);
  return true;
}

bool Reader::readNames(std::vector<std::string>& names) {
  std::vector<Constant> items;
  if (!readTuple(items)) return false;
  names.reserve(items.size());
  for (Constant& item : items) {
    if (item.kind != ConstantKind::kStr) return fail("bad marshal data (name tuples must contain only strings)");
    names.push_back(std::move(item.text));
  }
  return true;
}

bool Reader::readCounts(CodeObject& code) {
  int32_t flags;
  if (!readInt(code.argCount)) return false;
  if (dialect_ == MarshalDialect::kVitrine && !readInt(code.posOnlyArgCount)) return false;
  if (!readInt(code.kwOnlyArgCount) || !readInt(code.localCount) || !readInt(code.stackSize) || !readInt(flags)) return false;
  code.flags = static_cast<uint32_t>(flags);
  return true;
}

bool Reader::readCode(Constant& out) {
  if (!spend(sizeof(CodeObject))) return false;
  auto code = std::make_shared<CodeObject>();
  if (!readCounts(*code) || !readString(ConstantKind::kBytes, code->code) || !readTuple(code->constants)) return false;
  if (!readNames(code->names) || !readNames(code->varNames) || !readNames(code->freeVars) || !readNames(code->cellVars)) return false;
  if (!readString(ConstantKind::kStr, code->fileName) || !readString(ConstantKind::kStr, code->name)) return false;
  code->qualName = code->name;
  if (dialect_ == MarshalDialect::kVitrine && !readString(ConstantKind::kStr, code->qualName)) return false;
  if (!readInt(code->firstLine) || !readString(ConstantKind::kBytes, code->lnotab)) return false;
  if (dialect_ == MarshalDialect::kVitrine && !readExtension(*code)) return false;
  out = Constant::codeOf(std::move(code));
  return true;
}

bool Reader::readExtension(CodeObject& code) {
  std::string positions;
  uint64_t bits;
  if (!readString(ConstantKind::kBytes, positions) || !readNames(code.staticAttributes) || !readUnsigned(1, bits)) return false;
  if (bits > 7) return fail("bad marshal data (unknown flags in code object)");
  code.isComprehension = bits & 1;
  code.isClassBody = bits & 2;
  code.isMethod = bits & 4;
  if (positions.empty()) return true;
  if (!spend(code.code.size() / 2 * sizeof(SourceRange))) return false;
  auto decoded = decodePositions(positions, code.code.size() / 2);
  if (!decoded) return fail("bad marshal data (damaged position table)");
  code.positions = std::move(*decoded);
  return true;
}

}  // namespace

MarshalResult readMarshal(std::string_view bytes, MarshalDialect dialect) { return Reader(bytes, dialect).read(); }

}  // namespace vitrine
