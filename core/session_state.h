// What a Session keeps; shared by session*.cpp.
#pragma once

#include "base/json_reader.h"
#include "running.h"
#include "session.h"
#include "session_host.h"
#include "trace/code_book.h"
#include "trace/moment_view.h"
#include "trace/recorder.h"
#include "trace/search.h"
#include "trace/value_names.h"

namespace vitrine {

struct Session::State : public RecordedProgram {
  explicit State(const JsonValue& options);

  bool enter() override { return machine.enter(); }
  bool finish(RunStatus status) override { return machine.finish(status); }
  void see() override { names.noteTop(); }

  static RecorderOptions recorderOptionsFrom(const JsonValue& options);
  /// Makes the machine anew and stands at moment 0.
  SessionStatus restart();
  SessionStatus statusOf(Arrival arrival);
  SessionStatus endStatus() const { return machine.uncaught() ? SessionStatus::kUncaughtException : SessionStatus::kDone; }
  std::string describeNow(uint64_t moment);
  /// Brings the region to where the position is, should a search have moved it.
  void standAtPosition();

  MachineOptions machineOptions;
  ViewLimits limits;
  double startTime = -1;

  Program program;
  bool loaded = false;
  MachineRun machine;
  RecordedHost world;
  Recorder recorder;
  CodeBook codes;
  ValueNames names;
  std::unique_ptr<Search> search;
  uint64_t position = 0, found = 0;
  SessionStatus status = SessionStatus::kDone;  // as last returned by run()
  std::string insideRecord;                     // the description of a moment that cannot be stood in
  uint64_t insideMoment = 0;
  ProgramError error;
};

}  // namespace vitrine
