// Reading line tables; see line_table.h. An odd last byte is ignored here and refused by the verifier.
#include "bytecode/line_table.h"

namespace vitrine {
namespace {

/// Adds a signed byte without overflow, whatever a hostile table adds up to.
int32_t advanceLine(int32_t line, char delta) {
  return static_cast<int32_t>(static_cast<uint32_t>(line) + static_cast<uint32_t>(static_cast<int8_t>(delta)));
}

}  // namespace

std::vector<LineStart> lineStarts(const CodeObject& code) {
  std::vector<LineStart> starts;
  int32_t line = code.firstLine, offset = 0;
  bool any = false;
  const auto emit = [&] {
    if (any && starts.back().line == line) return;
    starts.push_back({offset, line});
    any = true;
  };
  for (size_t i = 0; i + 1 < code.lnotab.size(); i += 2) {
    const auto step = static_cast<uint8_t>(code.lnotab[i]);
    if (step != 0) {
      emit();
      offset += step;
    }
    line = advanceLine(line, code.lnotab[i + 1]);
  }
  emit();
  return starts;
}

int32_t lineAt(const CodeObject& code, int32_t offset) {
  int32_t line = code.firstLine, address = 0;
  for (size_t i = 0; i + 1 < code.lnotab.size(); i += 2) {
    address += static_cast<uint8_t>(code.lnotab[i]);
    if (address > offset) break;
    line = advanceLine(line, code.lnotab[i + 1]);
  }
  return line;
}

}  // namespace vitrine
