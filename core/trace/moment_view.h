// The view of a moment: everything the page shows of it, as the binary record of web/PROTOCOL.md, section 4. Invariant (R4): it
// never runs Python and never allocates in the region; describing a moment leaves every byte of it as it was.
#pragma once

#include <string>

#include "trace/code_book.h"
#include "trace/value_names.h"

namespace vitrine {

struct ViewLimits {
  size_t reprCharacters = 80;
  uint32_t items = 20;
};

/// What is not in the region.
struct MomentFacts {
  uint32_t status = 0;
  uint64_t moment = 0, userInstructions = 0, lastMoment = 0;
  bool ended = false, waiting = false;
  bool standing = true;     // false: moment 0, whatever the region holds
  std::string programFile;  // code of other files is the library's
};

/// The record of the machine as it stands now.
std::string momentRecord(const MomentFacts& facts, CodeBook& codes, ValueNames& names, const ViewLimits& limits);

}  // namespace vitrine
