// The recorder: makes every moment of a program reachable. It runs the program in slices, keeps checkpoints at intervals that
// their cost decides, and goes to a moment by restoring the nearest one before it and replaying (R13).
//
//   moment   0        1 ...        n             resume          frontier
//            | entry  |  checkpoints ...  here   |  going on     | the last one known
//
// Moment n is before instruction n: Root::instructionCount is n - 1 there. A moment inside a nested run loop (R11) cannot be
// stood in: it is described from inside the watcher, then the run is abandoned and a checkpoint restored; the recorder is
// "inside" then, and the region stands somewhere before. A run that is to stop inside a nested call goes past instead. Look next at recorder.cpp (going), recorder_watch.cpp (watching).
#pragma once

#include <functional>
#include <string>

#include "trace/checkpoints.h"
#include "trace/deadline.h"
#include "trace/profile.h"
#include "vm/interpreter.h"

namespace vitrine {

/// The program that is recorded, as far as it is not in the region.
class RecordedProgram {
 public:
  /// From moment 0 to moment 1: pushes the module's frame.
  virtual bool enter() = 0;
  /// The call stack is empty: true when more frames were pushed (handlers at exit). Called again by every replay that
  /// gets there.
  virtual bool finish(RunStatus status) = 0;
  /// Shows each moment that is recorded watched, once and in order.
  virtual void see() {}

 protected:
  ~RecordedProgram() = default;
};

/// What an attempt to get somewhere came to.
enum class Arrival : uint8_t { kThere, kUnderWay, kEnded, kNeedsInput, kSleeping };

/// Looks at moments one by one; see Recorder::watch.
class MomentObserver {
 public:
  /// The running frame is the one on top. False: stop here.
  virtual bool see(uint64_t moment) = 0;

 protected:
  ~MomentObserver() = default;
};

struct RecorderOptions {
  size_t checkpointBytes = CheckpointStore::kDefaultBudget;
  uint64_t nestedBudget = 1'000'000;
  bool keepCheckpoints = true;      // false: only moment 0 is kept (replays are long; for tests and plain runs)
  uint64_t watchedMoments = 8192;   // the beginning, recorded watched
  uint32_t sliceBackEdges = 2000;   // of one call of the run loop (tests shake it)
};

class Recorder {
 public:
  Recorder(Vm& vm, RecordedProgram& program, const RecorderOptions& options);

  /// The region holds moment 0: forgets everything else.
  void start();
  /// Goes on with the program up to moment `until`, which may be far: kThere, kEnded, kUnderWay (the deadline).
  Arrival advance(uint64_t until, const Deadline& deadline);
  /// Goes to a moment of 0..frontier().
  Arrival seek(uint64_t moment, const Deadline& deadline);
  /// Restores the last checkpoint before where the region stands, whatever state it is in (after a trap).
  void recover();
  /// Nothing more is recorded: the frontier is where the program stands now.
  void close() { closed_ = true; }

  /// Shows the moments behind where the region stands, up to `last`, to the observer. The region must stand at a moment (seek).
  /// kThere: at `last`; kUnderWay: the deadline, or the observer stopped it; where it stands says here().
  Arrival watch(uint64_t last, MomentObserver& observer, const Deadline& deadline);
  /// The latest moment kept by a checkpoint at or before `moment`.
  uint64_t keptBefore(uint64_t moment) const;
  /// Keeps the moment where the region stands, so that coming back is quick.
  void keep();

  /// Where the region stands.
  uint64_t here() const { return here_; }
  /// The moment inside a nested call that was described last by seek() or advance(), 0 for none.
  uint64_t inside() const { return inside_; }
  uint64_t frontier() const { return frontier_; }
  bool ended() const { return ended_; }
  bool closed() const { return closed_; }
  const Profile& profile() const { return profile_; }
  void noteWaiting() { profile_.noteWaiting(here_); }

  /// Called at a moment inside a nested call, with the machine standing there.
  std::function<void(uint64_t moment)> describeInside;

 private:
  class Eye;

  bool enter();
  Arrival begin();
  void restore(uint64_t moment);
  Arrival replay(uint64_t target, const Deadline& deadline);
  Arrival record(uint64_t until, const Deadline& deadline);
  Arrival abandoned(uint64_t until);
  RunStatus runWatched(uint64_t stop, const Deadline& deadline);
  Arrival goInside(uint64_t moment);
  bool replayOutside(uint64_t moment);
  void doubleBudget();
  void sampleUnwatched();
  void keepIfDue();

  Vm& vm_;
  RecordedProgram& program_;
  RecorderOptions options_;
  CheckpointStore checkpoints_;
  Profile profile_;
  uint64_t here_ = 0, frontier_ = 0, resume_ = 0, inside_ = 0;
  uint64_t nestedBudget_;
  bool ended_ = false, closed_ = false, dirty_ = false;
  double keptAt_ = 0, keepCost_ = 0;
};

}  // namespace vitrine
