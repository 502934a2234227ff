// Going forwards and to a moment. Where the region is left by an abandoned run or a trap it is dirty: nothing but restore()
// may follow.
#include "trace/recorder.h"

#include <algorithm>

#include "base/check.h"
#include "objects/root.h"
#include "trace/frame_stack.h"

namespace vitrine {
namespace {

// A replay longer than this leaves a checkpoint half way before its target, so that the neighbours are near.
constexpr uint64_t kScratchDistance = 30000;
// Time between two checkpoints while recording: at least this, and a multiple of what taking one costs.
constexpr double kShortestGapMs = 5, kGapPerCost = 2;
constexpr uint32_t kReplayBackEdges = 20000;

uint64_t currentMoment() { return root().instructionCount + 1; }
bool deadlinePassed(void* context) { return static_cast<const Deadline*>(context)->passed(); }

RunRequest requestFor(uint64_t stop, uint32_t backEdges, const Deadline& deadline) {
  RunRequest request;
  if (stop != UINT64_MAX) request.untilInstruction = stop - 1;
  request.maxBackEdges = backEdges;
  request.deadline = deadlinePassed;
  request.context = const_cast<Deadline*>(&deadline);
  return request;
}

bool isEnd(RunStatus status) { return status == RunStatus::kDone || status == RunStatus::kUncaughtException; }

uint32_t framesOnStack() {
  uint32_t depth = 0;
  for (FrameWalk walk; walk; walk.next()) ++depth;
  return depth;
}

}  // namespace

Recorder::Recorder(Vm& vm, RecordedProgram& program, const RecorderOptions& options)
    : vm_(vm), program_(program), options_(options), checkpoints_(options.checkpointBytes), nestedBudget_(options.nestedBudget) {}

void Recorder::start() {
  checkpoints_.clear();
  profile_.clear();
  here_ = frontier_ = resume_ = inside_ = 0;
  ended_ = closed_ = dirty_ = false;
  nestedBudget_ = options_.nestedBudget;
  setNestedBudget(nestedBudget_);
  clearStop();
  CHECK(checkpoints_.take(0));
  keptAt_ = nowMs();
  profile_.add(0, {});
}

uint64_t Recorder::keptBefore(uint64_t moment) const { return checkpoints_.momentAt(checkpoints_.nearest(moment)); }

void Recorder::keep() {
  if (dirty_ || !options_.keepCheckpoints) return;
  const double before = nowMs();
  checkpoints_.take(here_);
  keptAt_ = nowMs();
  keepCost_ = keptAt_ - before;
}

void Recorder::keepIfDue() {
  if (nowMs() - keptAt_ >= std::max(kShortestGapMs, kGapPerCost * keepCost_)) keep();
}

void Recorder::restore(uint64_t moment) {
  if (here_ == resume_ && keptBefore(here_) != here_) keep();  // coming back to where the program stopped is to be quick
  const size_t index = checkpoints_.nearest(moment);
  checkpoints_.restore(index);
  codeCacheFlush();
  vm_.abandoned = false;
  here_ = checkpoints_.momentAt(index);
  dirty_ = false;
}

void Recorder::recover() {
  dirty_ = true;
  inside_ = 0;
  restore(here_);
  resume_ = std::min(resume_, here_);
  frontier_ = std::min(frontier_, std::max(here_, resume_));
  ended_ = false;
}

bool Recorder::enter() {
  if (!program_.enter()) return false;
  here_ = 1;
  return true;
}

Arrival Recorder::seek(uint64_t moment, const Deadline& deadline) {
  moment = std::min(moment, frontier_);
  if (inside_ != 0 && inside_ == moment) return Arrival::kThere;
  inside_ = 0;
  if (dirty_ || here_ > moment || keptBefore(moment) > here_) restore(moment);
  return replay(moment, deadline);
}

Arrival Recorder::replay(uint64_t target, const Deadline& deadline) {
  bool leaveScratch = true;
  while (here_ < target) {
    if (here_ == 0) {
      if (!enter()) return Arrival::kEnded;
      continue;
    }
    const bool scratch = leaveScratch && target - here_ > kScratchDistance;
    const uint64_t stop = scratch ? target - kScratchDistance / 2 : target;
    const RunStatus status = run(vm_, requestFor(stop, kReplayBackEdges, deadline));
    here_ = currentMoment();
    dirty_ = status == RunStatus::kAbandoned;
    if (dirty_ && here_ < stop) {
      doubleBudget();
      restore(target);
      continue;
    }
    if (dirty_ || here_ > target) return goInside(target);
    if (isEnd(status) && !program_.finish(status)) return here_ >= target ? Arrival::kThere : Arrival::kEnded;
    if (status == RunStatus::kNeedsInput) return Arrival::kNeedsInput;
    if (status == RunStatus::kSleeping) return Arrival::kSleeping;
    if (scratch && here_ >= stop) {
      keep();
      leaveScratch = false;
    }
    if (here_ < target && deadline.passed()) return Arrival::kUnderWay;
  }
  return Arrival::kThere;
}

void Recorder::doubleBudget() {
  nestedBudget_ = nestedBudget_ > UINT64_MAX / 2 ? UINT64_MAX : nestedBudget_ * 2;
  setNestedBudget(nestedBudget_);
}

Arrival Recorder::advance(uint64_t until, const Deadline& deadline) {
  if (closed_) return Arrival::kThere;
  inside_ = 0;
  if (dirty_ || here_ != resume_) {
    const Arrival arrival = seek(resume_, deadline);
    if (arrival != Arrival::kThere) return arrival;
  }
  while (here_ < until) {
    if (ended_) return Arrival::kEnded;
    const Arrival arrival = here_ == 0 ? begin() : record(until, deadline);
    if (inside_ != 0 || arrival != Arrival::kUnderWay) return arrival;
    keepIfDue();
    if (here_ < until && deadline.passed()) return Arrival::kUnderWay;
  }
  return here_ > until ? goInside(until) : Arrival::kThere;
}

Arrival Recorder::begin() {
  if (!enter()) return Arrival::kEnded;
  frontier_ = resume_ = 1;
  return Arrival::kUnderWay;
}

/// One slice of new moments. kUnderWay: nothing special happened.
Arrival Recorder::record(uint64_t until, const Deadline& deadline) {
  const bool watched = here_ < options_.watchedMoments;
  const uint64_t stop = watched ? std::min(until, options_.watchedMoments) : until;
  const RunStatus status = watched ? runWatched(stop, deadline) : run(vm_, requestFor(stop, options_.sliceBackEdges, deadline));
  here_ = currentMoment();
  frontier_ = std::max(frontier_, std::min(here_, until));
  if (status == RunStatus::kAbandoned) return abandoned(until);
  frontier_ = std::max(frontier_, here_);
  resume_ = here_;
  if (isEnd(status)) {
    ended_ = !program_.finish(status);
    if (ended_) keep();
  }
  sampleUnwatched();
  if (ended_) return Arrival::kEnded;
  if (status == RunStatus::kNeedsInput) return Arrival::kNeedsInput;
  if (status == RunStatus::kSleeping) return Arrival::kSleeping;
  return Arrival::kUnderWay;
}

/// A nested call spent its budget: back to a checkpoint; it gets twice as much when control comes back from the host.
Arrival Recorder::abandoned(uint64_t until) {
  dirty_ = true;
  const uint64_t reached = here_;
  restore(reached);
  resume_ = here_;
  if (reached < until) {
    doubleBudget();
    return Arrival::kUnderWay;
  }
  const Arrival arrival = goInside(until);
  resume_ = here_;
  return arrival;
}

void Recorder::sampleUnwatched() { profile_.addUnwatched(here_, {framesOnStack(), false, false, root().outputBytes}); }

}  // namespace vitrine
