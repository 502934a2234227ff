// See moment_text.h. The places of fields are those of web/PROTOCOL.md, section 4.
#include "trace/moment_text.h"

#include <cstdint>
#include <cstring>

#include "trace/record_writer.h"

namespace vitrine {
namespace {

constexpr uint32_t kValueBytes = 40, kFrameBytes = 88, kSlotBytes = 16, kBlockBytes = 20;

class Dump {
 public:
  explicit Dump(std::string_view record) : record_(record) {}

  std::string text() {
    const uint32_t frames = word(56 + 3 * 8 + 4), onStack = word(52);
    out_ = "moment " + std::to_string(uint64_t(number(16))) + " of " + std::to_string(uint64_t(number(32))) + ", " +
           std::to_string(uint64_t(number(40))) + " bytes of output\n";
    for (uint32_t i = 0; i < frames; ++i) frame(word(56 + 3 * 8) + i * kFrameBytes, i >= onStack);
    return std::move(out_);
  }

 private:
  uint32_t word(size_t at) const {
    uint32_t value = 0;
    if (at + 4 <= record_.size()) std::memcpy(&value, record_.data() + at, 4);
    return value;
  }
  double number(size_t at) const {
    double value = 0;
    if (at + 8 <= record_.size()) std::memcpy(&value, record_.data() + at, 8);
    return value;
  }
  std::string_view string(uint32_t index) const {
    if (index == kRecordNone) return "";
    const uint32_t at = word(56) + index * 8;
    return word(at) <= record_.size() ? record_.substr(word(at), word(at + 4)) : "";
  }
  std::string value(uint32_t index) const {
    if (index == kRecordNone) return "NULL";
    const uint32_t at = word(56 + 8) + index * kValueBytes;
    const std::string_view name = string(word(at + 8));
    std::string text(string(word(at + 4)));
    if (!name.empty()) text += " [" + std::string(name) + " at " + std::to_string(word(at + 12)) + ", count " + std::to_string(word(at + 16)) + "]";
    return text;
  }
  void frame(uint32_t at, bool suspended);

  std::string_view record_;
  std::string out_;
};

void Dump::frame(uint32_t at, bool suspended) {
  out_ += std::string(suspended ? "suspended " : "frame ") + std::string(string(word(at + 4))) + ", line " + std::to_string(word(at + 32)) +
          ", offset " + std::to_string(int32_t(word(at + 16))) + ", opcode " + std::to_string(word(at + 20)) + " " + std::string(string(word(at + 28))) + "\n";
  const uint32_t slots = word(56 + 4 * 8), first = word(at + 52), locals = word(at + 56), stack = word(at + 60);
  for (uint32_t i = 0; i < locals + stack; ++i) {
    const uint32_t slot = slots + (first + i) * kSlotBytes;
    out_ += i < locals ? "  " + std::string(string(word(slot + 4))) + " = " : "  stack " + std::to_string(i - locals) + ": ";
    out_ += value(word(slot));
    const uint32_t role = word(slot + 8) >> 8 & 0xFF;
    if (role != 0) out_ += " (role " + std::to_string(role) + ")";
    out_ += '\n';
  }
  for (uint32_t i = 0; i < word(at + 68); ++i) {
    const uint32_t block = word(56 + 5 * 8) + (word(at + 64) + i) * kBlockBytes;
    out_ += "  block " + std::to_string(word(block)) + ", handler " + std::to_string(int32_t(word(block + 4))) + ", level " +
            std::to_string(word(block + 8)) + ", line " + std::to_string(word(block + 12)) + "\n";
  }
}

}  // namespace

std::string momentText(std::string_view record) { return record.size() < 104 ? std::string() : Dump(record).text(); }

}  // namespace vitrine
