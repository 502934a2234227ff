// The recorder's watching: the first moments of a recording, searches, and moments inside nested calls.
#include <algorithm>

#include "objects/root.h"
#include "trace/frame_stack.h"
#include "trace/recorder.h"

namespace vitrine {
namespace {

constexpr uint64_t kNearest = 1024;          // before a moment inside a nested call: where watching begins, if it can
constexpr uint32_t kMomentsPerGlance = 256;  // between two looks at the clock

bool insideNested() { return machine.nesting != 0; }

}  // namespace

/// Shows moments to an observer; leaves the loop at the last one or at the deadline, if that is not inside a nested call.
class Recorder::Eye : public Watcher {
 public:
  Eye(uint64_t first, uint64_t last, MomentObserver& observer, const Deadline& deadline)
      : first_(first), last_(last), observer_(observer), deadline_(deadline) {}

  bool beforeInstruction(Vm&) override {
    const uint64_t moment = root().instructionCount + 1;
    if (moment >= first_ && moment > seen_) {
      seen_ = moment;
      if (!observer_.see(moment)) return false;
    }
    if (moment >= last_) return false;
    const bool glance = ++glances_ % kMomentsPerGlance == 0;
    return !(glance && !insideNested() && deadline_.passed());
  }

 private:
  uint64_t first_, last_, seen_ = 0;
  MomentObserver& observer_;
  const Deadline& deadline_;
  uint32_t glances_ = 0;
};

namespace {

/// Writes the profile of moments that are recorded watched.
class Chronicler : public MomentObserver {
 public:
  Chronicler(Profile& profile, RecordedProgram& program, uint64_t last) : profile_(profile), program_(program), last_(last) {}

  bool see(uint64_t moment) override {
    const bool appeared = frames_.follow();
    const Frame* top = frames_.topFrame();
    const bool handling = top->blockCount != 0 && blocksOf(const_cast<Frame*>(top))[top->blockCount - 1].type == BlockType::kExceptHandler;
    const bool arrived = handling && (!handling_ || top != top_ || top->blockCount != blocks_);
    if (moment >= profile_.end()) {
      program_.see();
      profile_.add(moment, {frames_.depth(), appeared && frames_.depth() > depth_, arrived, root().outputBytes});
    }
    depth_ = frames_.depth();
    top_ = top;
    blocks_ = top->blockCount;
    handling_ = handling;
    return moment < last_ || insideNested();
  }

 private:
  struct Nothing {};
  Profile& profile_;
  RecordedProgram& program_;
  uint64_t last_;
  FrameStack<Nothing> frames_;
  uint32_t depth_ = 0, blocks_ = 0;
  const Frame* top_ = nullptr;
  bool handling_ = false;
};

/// Waits for one moment and describes it where it is inside a nested call.
class Describer : public MomentObserver {
 public:
  Describer(uint64_t target, const std::function<void(uint64_t)>& describe) : target_(target), describe_(describe) {}
  bool see(uint64_t moment) override {
    if (moment < target_) return true;
    found_ = true;
    if (describe_) describe_(moment);
    return false;
  }
  bool found() const { return found_; }

 private:
  uint64_t target_;
  const std::function<void(uint64_t)>& describe_;
  bool found_ = false;
};

}  // namespace

RunStatus Recorder::runWatched(uint64_t stop, const Deadline& deadline) {
  Chronicler chronicler(profile_, program_, stop);
  Eye eye(here_, UINT64_MAX, chronicler, deadline);
  return run(vm_, RunRequest{}, &eye);
}

Arrival Recorder::watch(uint64_t last, MomentObserver& observer, const Deadline& deadline) {
  while (here_ < last) {
    if (here_ == 0) {
      if (!enter() || !observer.see(1)) return Arrival::kUnderWay;
      continue;
    }
    Eye eye(here_ + 1, last, observer, deadline);
    const RunStatus status = run(vm_, RunRequest{}, &eye);
    here_ = root().instructionCount + 1;
    if (status == RunStatus::kAbandoned) {
      const uint64_t reached = here_;
      dirty_ = true;
      restore(reached);
      return reached >= last ? Arrival::kThere : Arrival::kUnderWay;
    }
    const bool end = status == RunStatus::kDone || status == RunStatus::kUncaughtException;
    if (end && !program_.finish(status)) return Arrival::kThere;
    if (!end && here_ < last) return Arrival::kUnderWay;
  }
  return Arrival::kThere;
}

/// `moment` is known to lie inside a nested call: stands as near before it as can be, then watches.
Arrival Recorder::goInside(uint64_t moment) {
  restore(moment);
  for (uint64_t back = kNearest; here_ + back < moment; back *= 8) {
    if (!replayOutside(moment - back)) continue;
    keep();
    break;
  }
  if (here_ == 0 && !enter()) return Arrival::kEnded;
  const Deadline never(-1);
  Describer describer(moment, describeInside);
  Eye eye(here_, UINT64_MAX, describer, never);
  run(vm_, RunRequest{}, &eye);
  dirty_ = true;
  restore(moment);
  if (!describer.found()) return Arrival::kEnded;
  inside_ = moment;
  frontier_ = std::max(frontier_, moment);
  return Arrival::kThere;
}

/// Goes to a moment unless that is inside a nested call; then the region is where the nearest checkpoint before it is.
bool Recorder::replayOutside(uint64_t moment) {
  while (here_ < moment) {
    if (here_ == 0) {
      if (!enter()) return false;
      continue;
    }
    RunRequest request;
    request.untilInstruction = moment - 1;
    const RunStatus status = run(vm_, request);
    here_ = root().instructionCount + 1;
    dirty_ = status == RunStatus::kAbandoned;
    if (!dirty_ && here_ <= moment) continue;
    restore(moment);
    return false;
  }
  return true;
}

}  // namespace vitrine
