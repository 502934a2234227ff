// Position tables as bytes; see marshal.h. Varints hold seven bits a byte, the lowest first; signed numbers are zigzag.
#include "bytecode/marshal.h"

namespace vitrine {
namespace {

void appendVarint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}
void appendSigned(std::string& out, int64_t value) {
  appendVarint(out, static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63));
}

class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return at_ == bytes_.size(); }
  bool ok() const { return ok_; }

  uint64_t next() {
    uint64_t value = 0;
    for (int shift = 0; shift < 42; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto byte = static_cast<uint8_t>(bytes_[at_++]);
      value |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  int64_t nextSigned() {
    const uint64_t raw = next();
    return static_cast<int64_t>(raw >> 1) ^ -static_cast<int64_t>(raw & 1);
  }
  /// base + a signed difference, where that is a 32-bit number.
  int32_t nextFrom(int32_t base) {
    const int64_t value = base + nextSigned();
    if (value < INT32_MIN || value > INT32_MAX) ok_ = false;
    return static_cast<int32_t>(value);
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace

std::string encodePositions(const std::vector<SourceRange>& positions) {
  std::string out;
  int64_t line = 0;
  for (size_t i = 0; i < positions.size();) {
    size_t end = i + 1;
    while (end < positions.size() && positions[end] == positions[i]) ++end;
    const SourceRange& range = positions[i];
    appendVarint(out, end - i);
    appendSigned(out, range.line - line);
    appendSigned(out, range.column);
    appendSigned(out, int64_t{range.endLine} - range.line);
    appendSigned(out, range.endColumn);
    line = range.line;
    i = end;
  }
  return out;
}

std::optional<std::vector<SourceRange>> decodePositions(std::string_view bytes, size_t units) {
  std::vector<SourceRange> positions;
  positions.reserve(units);
  VarintReader reader(bytes);
  int32_t line = 0;
  while (!reader.done()) {
    const uint64_t length = reader.next();
    SourceRange range;
    range.line = line = reader.nextFrom(line);
    range.column = reader.nextFrom(0);
    range.endLine = reader.nextFrom(range.line);
    range.endColumn = reader.nextFrom(0);
    if (!reader.ok() || length == 0 || length > units - positions.size()) return std::nullopt;
    positions.insert(positions.end(), length, range);
  }
  if (positions.size() != units) return std::nullopt;
  return positions;
}

}  // namespace vitrine
