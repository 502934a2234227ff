// Position tables as bytes; see marshal.h. Varints hold seven bits a byte, the lowest first; signed numbers are zigzag.
#include "bytecode/marshal.h"

namespace vitrine {
namespace {

/// Writes at `at`; gives where the next byte goes, at most ten further.
char* putVarint(char* at, uint64_t value) {
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(value | 0x80);
  *at++ = static_cast<char>(value);
  return at;
}
char* putSigned(char* at, int64_t value) {
  return putVarint(at, static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63));
}
constexpr size_t kMaxRunBytes = 50;

class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return at_ == bytes_.size(); }
  bool ok() const { return ok_; }

  uint64_t next() {
    if (at_ < bytes_.size() && static_cast<uint8_t>(bytes_[at_]) < 0x80) return static_cast<uint8_t>(bytes_[at_++]);
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

void appendPositions(ByteBuffer& out, const std::vector<SourceRange>& positions) {
  int64_t line = 0;
  const SourceRange* const end = positions.data() + positions.size();
  for (const SourceRange* range = positions.data(); range < end;) {
    const SourceRange* next = range + 1;
    while (next < end && *next == *range) ++next;
    char* at = out.room(kMaxRunBytes);
    at = putVarint(at, static_cast<uint64_t>(next - range));
    at = putSigned(at, range->line - line);
    at = putSigned(at, range->column);
    at = putSigned(at, int64_t{range->endLine} - range->line);
    out.used(putSigned(at, range->endColumn));
    line = range->line;
    range = next;
  }
}

std::optional<std::vector<SourceRange>> decodePositions(std::string_view bytes, size_t units) {
  std::vector<SourceRange> positions(units);
  SourceRange* next = positions.data();
  SourceRange* const end = next + units;
  VarintReader reader(bytes);
  int32_t line = 0;
  while (!reader.done()) {
    const uint64_t length = reader.next();
    SourceRange range;
    range.line = line = reader.nextFrom(line);
    range.column = reader.nextFrom(0);
    range.endLine = reader.nextFrom(range.line);
    range.endColumn = reader.nextFrom(0);
    if (!reader.ok() || length == 0 || length > static_cast<uint64_t>(end - next)) return std::nullopt;
    for (uint64_t i = 0; i < length; ++i) *next++ = range;
  }
  if (next != end) return std::nullopt;
  return positions;
}

}  // namespace vitrine
