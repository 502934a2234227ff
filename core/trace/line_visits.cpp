// See line_visits.h.
#include "trace/line_visits.h"

#include "bytecode/opcodes.h"
#include "objects/bytes.h"
#include "trace/value_text.h"

namespace vitrine {

const LineVisits::Table& LineVisits::tableOf(const CodeCell* code) {
  const auto [place, isNew] = tables_.try_emplace(code->serial);
  Table& table = place->second;
  if (!isNew) return table;
  table.counts = !(code->traits & kTraitHidden) && textAt(code->fileName) == fileName_;
  const size_t units = at<BytesCell>(code->code)->length / 2;
  table.lineBeginning.resize(units);
  table.lines.resize(units, code->firstLine);
  const std::string_view pairs = at<BytesCell>(code->lineTable)->view();
  size_t offset = 0;
  int32_t line = code->firstLine;
  if (units != 0) table.lineBeginning[0] = line;
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    offset += uint8_t(pairs[i]);
    const int32_t step = int8_t(pairs[i + 1]);
    if (step == 0) continue;
    line += step;
    for (size_t unit = offset / 2; unit < units; ++unit) table.lines[unit] = line;
    if (offset / 2 < units) table.lineBeginning[offset / 2] = line;
  }
  return table;
}

void LineVisits::note(const Frame* frame, Note& note) {
  const CodeCell* code = codeOf(frame);
  const uint32_t offset = byteOffsetOf(code, frame->instruction);
  note.previous = offset;
  const std::string_view bytes = at<BytesCell>(code->code)->view();
  note.left = offset < bytes.size() && Opcode(uint8_t(bytes[offset])) == Opcode::RETURN_VALUE;
}

void LineVisits::begin() {
  frames_.clear();
  frames_.follow();
  for (auto& entry : frames_.entries()) note(entry.frame, entry.note);
}

int32_t LineVisits::see() {
  if (stackEmpty()) return 0;
  frames_.follow();
  const Frame* frame = frames_.topFrame();
  Note& last = frames_.top();
  if (last.left) last = Note();
  const Table& table = tableOf(codeOf(frame));
  const uint32_t offset = byteOffsetOf(codeOf(frame), frame->instruction);
  const bool backwards = int64_t(offset) < last.previous;
  int32_t line = offset / 2 < table.lines.size() ? table.lineBeginning[offset / 2] : 0;
  if (backwards && line == 0 && offset / 2 < table.lines.size()) line = table.lines[offset / 2];
  note(frame, last);
  return table.counts ? line : 0;
}

}  // namespace vitrine
