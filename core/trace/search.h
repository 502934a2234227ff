// Search: find() of web/PROTOCOL.md, section 2, over what is recorded, in slices. Forwards it watches from a checkpoint on;
// backwards it takes one stretch between checkpoints after the other and remembers the last hit in each. It moves the
// recorder: whoever shows a moment goes back to it afterwards.
#pragma once

#include "trace/line_visits.h"
#include "trace/recorder.h"

namespace vitrine {

struct SearchRequest {
  uint8_t kind;
  uint64_t a, b;
  bool operator==(const SearchRequest&) const = default;
};

enum class SearchOutcome : uint8_t { kFound, kNone, kUnderWay };

class Search : private MomentObserver {
 public:
  Search(Recorder& recorder, const SearchRequest& request, const std::string& fileName);
  SearchOutcome step(const Deadline& deadline);
  /// The moment, or the count for countVisits.
  uint64_t found() const { return found_; }
  const SearchRequest& request() const { return request_; }

 private:
  enum Kind : uint8_t { kNextVisit = 1, kPreviousVisit, kNthVisit, kCountVisits, kLeave, kNextLine, kPreviousLine };

  bool see(uint64_t moment) override;
  bool matches(uint64_t moment, int32_t line) const;
  bool isBackwards() const { return request_.kind == kPreviousVisit || request_.kind == kPreviousLine; }
  void beginStretch(uint64_t end);
  SearchOutcome endStretch();

  Recorder& recorder_;
  SearchRequest request_;
  LineVisits lines_;
  uint64_t cursor_ = 0, end_ = 0;   // the stretch (start_, end_], watched up to cursor_
  uint64_t start_ = 0, found_ = 0, hits_ = 0;
  bool hit_ = false, fresh_ = true;  // fresh_: the frames are to be taken anew
};

}  // namespace vitrine
