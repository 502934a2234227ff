// LineVisits: at which instructions a visit of a line begins: exactly where CPython 3.7's trace function would get a `line`
// event (Python/ceval.c, maybe_call_line_trace): before an instruction at which the line table begins a line, or after a
// jump backwards in the same frame. It follows the machine instruction by instruction.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "objects/code.h"
#include "trace/frame_stack.h"

namespace vitrine {

class LineVisits {
 public:
  /// Only lines of this file count.
  explicit LineVisits(std::string fileName) : fileName_(std::move(fileName)) {}

  /// Takes the frames as they stand, about to run an instruction that was judged before.
  void begin();
  /// Looks at the instruction that comes next: the line whose visit begins here, 0 for none.
  int32_t see();
  /// Frames on the call stack, as of the last see().
  uint32_t depth() const { return frames_.depth(); }

 private:
  static constexpr int64_t kNone = -1;
  struct Note {
    int64_t previous = kNone;  // offset of the frame's last instruction
    bool left = false;         // that returned: the next one is another call's
  };
  struct Table {
    bool counts = false;                // of the file
    std::vector<int32_t> lineBeginning;  // by offset / 2: the line that begins there, 0 for none
    std::vector<int32_t> lines;          // by offset / 2
  };
  const Table& tableOf(const CodeCell* code);
  void note(const Frame* frame, Note& note);

  std::string fileName_;
  FrameStack<Note> frames_;
  std::unordered_map<uint32_t, Table> tables_;  // by code id
};

}  // namespace vitrine
