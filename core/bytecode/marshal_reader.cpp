// Reading marshal's format; see marshal.h. One class walks the bytes; the first error stops everything. References are
// copies of plain values, so a small file could ask for a huge result: `budget_` bounds the bytes built. Names, most of what there
// is, go straight from the bytes to where they belong; a referenced text is remembered as the place where it stands.
#include <cstring>
#include <memory>

#include "base/depth_guard.h"
#include "base/number_format.h"
#include "base/utf8.h"
#include "bytecode/marshal.h"
#include "bytecode/marshal_types.h"

namespace vitrine {
namespace {

using namespace marshal;

constexpr const char* kTooShort = "marshal data too short";
constexpr const char* kNoObject = "EOF read where object expected";
constexpr const char* kWrongField = "bad marshal data (code object with a field of a wrong type)";
constexpr const char* kWrongName = "bad marshal data (name tuples must contain only strings)";
constexpr uint64_t kBudgetBase = 1 << 20, kBudgetPerByte = 2 * sizeof(Constant);

bool isText(uint8_t type) {
  switch (type) {
    case kTypeText: case kTypeInternedText: case kTypeAscii: case kTypeInternedAscii: case kTypeShortAscii: case kTypeShortInternedAscii:
      return true;
    default: return false;
  }
}

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

  /// Something that can be referred to.
  struct Referenced {
    bool isText = false;              // else `value`
    std::string_view text;            // in bytes_
    std::unique_ptr<Constant> value;  // null while the object is being read
  };

  bool readObject(Constant& out);
  bool readByType(uint8_t type, Constant& out);
  bool readLong(Constant& out);
  bool readComplex(uint8_t type, Constant& out);
  bool readText(uint8_t type, std::string_view& text);
  bool readItems(int width, ConstantKind kind, Constant& out);
  bool readReferenced(size_t& index);
  bool readReference(Constant& out);
  bool copyReference(const Constant& from, Constant& out);
  bool chargeCopy(const Constant& constant);

  bool readCode(Constant& out);
  bool readCounts(CodeObject& code);
  bool readNames(std::vector<std::string>& names);
  bool readSharedNames(std::vector<std::string>& names);
  bool readName(std::string& name, const char* wrongType);
  bool readBytesField(std::string& bytes);
  bool readTuple(std::vector<Constant>& items);
  bool readExtension(CodeObject& code);

  std::string_view bytes_;
  MarshalDialect dialect_;
  uint64_t budget_;
  size_t at_ = 0;
  int depth_ = 0;
  std::vector<Referenced> references_;
  std::string error_;
};

bool Reader::readObject(Constant& out) {
  DepthGuard guard;
  if (depth_ >= kMaxMarshalDepth || guard.exceeded()) return fail("recursion limit exceeded");
  if (at_ >= bytes_.size()) return fail(kNoObject);
  const auto byte = static_cast<uint8_t>(bytes_[at_]);
  const uint8_t type = byte & ~kFlagReference;
  if (isText(type)) {
    out.kind = ConstantKind::kStr;
    return readName(out.text, nullptr);
  }
  ++at_;
  const bool isSingleton = type == kTypeNone || type == kTypeTrue || type == kTypeFalse || type == kTypeEllipsis;
  const bool flagged = (byte & kFlagReference) && type != kTypeReference && !isSingleton;
  const size_t index = references_.size();
  if (flagged) references_.emplace_back();
  ++depth_;
  const bool ok = readByType(type, out);
  --depth_;
  if (!ok || !flagged) return ok;
  references_[index].value = std::make_unique<Constant>();
  return copyReference(out, *references_[index].value);
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
    case kTypeBytes: {
      std::string_view bytes;
      if (!readText(type, bytes)) return false;
      out.kind = ConstantKind::kBytes;
      out.text = bytes;
      return true;
    }
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

bool Reader::readText(uint8_t type, std::string_view& text) {
  const int width = type == kTypeShortAscii || type == kTypeShortInternedAscii ? 1 : 4;
  uint64_t size;
  if (!readCount(width, size) || !readRaw(size, text) || !spend(size)) return false;
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

/// The index of something that has been read.
bool Reader::readReferenced(size_t& index) {
  int32_t raw;
  if (!readInt(raw)) return false;
  index = static_cast<size_t>(raw);
  if (raw < 0 || index >= references_.size() || (!references_[index].isText && !references_[index].value)) {
    return fail("bad marshal data (invalid reference)");
  }
  return true;
}

bool Reader::readReference(Constant& out) {
  size_t index;
  if (!readReferenced(index)) return false;
  const Referenced& entry = references_[index];
  if (entry.isText) {
    if (!spend(sizeof(Constant) + entry.text.size())) return false;
    out = Constant::str(std::string(entry.text));
    return true;
  }
  // No Python writes one code object twice, and shared ones would make a small file a huge tree for whoever walks it.
  if (entry.value->kind == ConstantKind::kCode) return fail("bad marshal data (reference to a code object)");
  return copyReference(*entry.value, out);
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

/// A str where nothing else may stand; `wrongType` is said where something does.
bool Reader::readName(std::string& name, const char* wrongType) {
  if (at_ >= bytes_.size()) return fail(kNoObject);
  const auto byte = static_cast<uint8_t>(bytes_[at_++]);
  const uint8_t type = byte & ~kFlagReference;
  if (type == kTypeReference) {
    size_t index;
    if (!readReferenced(index)) return false;
    const Referenced& entry = references_[index];
    if (!entry.isText) return fail(wrongType);
    name = entry.text;
    return spend(sizeof(Constant) + name.size());
  }
  if (!isText(type)) return fail(wrongType);
  std::string_view text;
  if (!readText(type, text)) return false;
  if (byte & kFlagReference) references_.push_back({true, text, nullptr});
  name = text;
  return true;
}

bool Reader::readBytesField(std::string& bytes) {
  Constant constant;
  if (!readObject(constant)) return false;
  if (constant.kind != ConstantKind::kBytes) return fail(kWrongField);
  bytes = std::move(constant.text);
  return true;
}

bool Reader::readTuple(std::vector<Constant>& items) {
  Constant constant;
  if (!readObject(constant)) return false;
  if (constant.kind != ConstantKind::kTuple) return fail(kWrongField);
  items = std::move(constant.items);
  return true;
}

bool Reader::readNames(std::vector<std::string>& names) {
  const char type = at_ < bytes_.size() ? bytes_[at_] : '\0';
  if (type != kTypeSmallTuple && type != kTypeTuple) return readSharedNames(names);
  ++at_;
  uint64_t count;
  if (!readCount(type == kTypeTuple ? 4 : 1, count) || !spend(count * sizeof(Constant))) return false;
  names.resize(count);
  for (std::string& name : names) {
    if (!readName(name, kWrongName)) return false;
  }
  return true;
}

/// A tuple that is a reference or can be referred to, as CPython writes them.
bool Reader::readSharedNames(std::vector<std::string>& names) {
  std::vector<Constant> items;
  if (!readTuple(items)) return false;
  names.reserve(items.size());
  for (Constant& item : items) {
    if (item.kind != ConstantKind::kStr) return fail(kWrongName);
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
  if (!readCounts(*code) || !readBytesField(code->code) || !readTuple(code->constants)) return false;
  if (!readNames(code->names) || !readNames(code->varNames) || !readNames(code->freeVars) || !readNames(code->cellVars)) return false;
  if (!readName(code->fileName, kWrongField) || !readName(code->name, kWrongField)) return false;
  code->qualName = code->name;
  if (dialect_ == MarshalDialect::kVitrine && !readName(code->qualName, kWrongField)) return false;
  if (!readInt(code->firstLine) || !readBytesField(code->lnotab)) return false;
  if (dialect_ == MarshalDialect::kVitrine && !readExtension(*code)) return false;
  out = Constant::codeOf(std::move(code));
  return true;
}

bool Reader::readExtension(CodeObject& code) {
  std::string positions;
  uint64_t bits;
  if (!readBytesField(positions) || !readNames(code.staticAttributes) || !readUnsigned(1, bits)) return false;
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
