// See search.h.
#include "trace/search.h"

#include <algorithm>

namespace vitrine {

Search::Search(Recorder& recorder, const SearchRequest& request, const std::string& fileName)
    : recorder_(recorder), request_(request), lines_(fileName) {
  const uint64_t last = recorder.frontier(), b = std::min(request.b, last);
  switch (request.kind) {
    case kPreviousVisit:
    case kPreviousLine:
      beginStretch(b == 0 ? 0 : b - 1);
      break;
    case kNthVisit:
    case kCountVisits:
      end_ = request.kind == kCountVisits ? b : last;
      break;
    default:
      start_ = recorder.keptBefore(b);
      end_ = last;
  }
  cursor_ = start_;
}

/// The stretch that ends at `end`: from the last checkpoint before it.
void Search::beginStretch(uint64_t end) {
  end_ = end;
  start_ = cursor_ = end == 0 ? 0 : recorder_.keptBefore(end - 1);
  fresh_ = true;
}

bool Search::matches(uint64_t moment, int32_t line) const {
  switch (request_.kind) {
    case kNextVisit: return line != 0 && uint64_t(line) == request_.a && moment > request_.b;
    case kPreviousVisit:
    case kNthVisit:
    case kCountVisits: return line != 0 && uint64_t(line) == request_.a;
    case kLeave: return moment > request_.b && lines_.depth() <= request_.a;
    case kNextLine: return line != 0 && moment > request_.b && (request_.a == 0 || lines_.depth() <= request_.a);
    case kPreviousLine: return line != 0 && (request_.a == 0 || lines_.depth() <= request_.a);
    default: return false;
  }
}

bool Search::see(uint64_t moment) {
  const int32_t line = lines_.see();
  if (!matches(moment, line)) return true;
  ++hits_;
  if (request_.kind == kCountVisits) return true;
  if (request_.kind == kNthVisit && hits_ != request_.b) return true;
  hit_ = true;
  found_ = moment;
  return isBackwards();
}

SearchOutcome Search::step(const Deadline& deadline) {
  for (;;) {
    if (recorder_.seek(cursor_, deadline) == Arrival::kUnderWay) return SearchOutcome::kUnderWay;
    if (fresh_ && cursor_ != 0) lines_.begin();
    fresh_ = false;
    const Arrival arrival = recorder_.watch(end_, *this, deadline);
    if (hit_ && !isBackwards()) return SearchOutcome::kFound;
    if (arrival == Arrival::kUnderWay) {
      cursor_ = recorder_.here();
      return SearchOutcome::kUnderWay;
    }
    const SearchOutcome outcome = endStretch();
    if (outcome != SearchOutcome::kUnderWay || deadline.passed()) return outcome;
  }
}

SearchOutcome Search::endStretch() {
  if (request_.kind == kCountVisits) {
    found_ = hits_;
    return SearchOutcome::kFound;
  }
  if (hit_) return SearchOutcome::kFound;
  // The end of the program, an empty call stack, is where the last frame is left.
  if (request_.kind == kLeave && recorder_.ended() && end_ > request_.b) {
    found_ = end_;
    return SearchOutcome::kFound;
  }
  if (!isBackwards() || start_ == 0) return SearchOutcome::kNone;
  beginStretch(start_);
  return SearchOutcome::kUnderWay;
}

}  // namespace vitrine
