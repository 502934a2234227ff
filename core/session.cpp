// Session: loading, going and telling. Everything that happens to the region goes through the recorder.
#include "session.h"

#include <algorithm>

#include "base/unicode.h"
#include "base/depth_guard.h"
#include "base/engine_stack.h"
#include "bytecode/opcodes.h"
#include "heap/heap.h"
#include "objects/repr_guard.h"
#include "session_state.h"
#include "syntax/stages.h"

namespace vitrine {
namespace {

constexpr uint64_t kNoEnd = UINT64_MAX;
uint64_t momentOf(double number) { return number < 0 ? 0 : number > 9e15 ? kNoEnd : uint64_t(number); }

JsonValue parsedOptions(std::string_view json) { return readJson(json).value_or(JsonValue()); }

}  // namespace

void setStackLimit(size_t bytes, int levels) {
  setNativeStackLimit(bytes);
  setEngineStackLevels(levels);
  resetNativeDepth();
}

std::string opcodeHelp() { return opcodeTableJson(); }
std::string sourceTokens(std::string_view source) { return syntax::listTokens(source); }
std::string sourceTree(std::string_view source) { return syntax::dumpTree(source); }

Session::State::State(const JsonValue& options)
    : limits{size_t(options.numberAt("reprLimit", 80)), uint32_t(options.numberAt("itemLimit", 20))},
      startTime(options.numberAt("startTime", -1)),
      recorder(machine.vm(), *this, recorderOptionsFrom(options)) {
  machineOptions.memoryLimit = size_t(options.numberAt("memoryLimit", double(machineOptions.memoryLimit)));
  machineOptions.memoryLimit = std::clamp(machineOptions.memoryLimit, size_t(8) << 20, size_t(224) << 20);
  machineOptions.seed = uint64_t(options.numberAt("seed", 0));
  recorder.describeInside = [this](uint64_t moment) {
    insideMoment = moment;
    insideRecord = describeNow(moment);
  };
}

RecorderOptions Session::State::recorderOptionsFrom(const JsonValue& options) {
  RecorderOptions result;
  result.checkpointBytes = size_t(options.numberAt("checkpointLimit", double(result.checkpointBytes)));
  result.keepCheckpoints = options.numberAt("record", 1) != 0;
  result.nestedBudget = uint64_t(options.numberAt("nestedBudget", double(result.nestedBudget)));
  result.sliceBackEdges = uint32_t(std::max(1.0, options.numberAt("sliceBackEdges", result.sliceBackEdges)));
  result.watchedMoments = uint64_t(options.numberAt("watchedMoments", double(result.watchedMoments)));
  return result;
}

SessionStatus Session::State::restart() {
  host = &world;
  search.reset();
  names.clear();
  codes.clear();
  insideRecord.clear();
  insideMoment = position = found = 0;
  status = SessionStatus::kDone;
  if (!machine.start(program, machineOptions)) {
    error = machine.error();
    return SessionStatus::kError;
  }
  codes.addProgram(program.code, machine.firstCodeSerial());
  recorder.start();
  loaded = true;
  return SessionStatus::kDone;
}

SessionStatus Session::State::statusOf(Arrival arrival) {
  switch (arrival) {
    case Arrival::kThere: return SessionStatus::kStopped;
    case Arrival::kEnded: return machine.error() ? SessionStatus::kError : endStatus();
    case Arrival::kNeedsInput: recorder.noteWaiting(); return SessionStatus::kNeedsInput;
    case Arrival::kSleeping: return SessionStatus::kSleeping;
    case Arrival::kUnderWay: return SessionStatus::kBudgetSpent;
  }
  return SessionStatus::kError;
}

void Session::State::standAtPosition() {
  const bool inside = insideMoment != 0 && insideMoment == position;
  if (!inside && recorder.here() != position) recorder.seek(position, Deadline(-1));
}

void setUnicodeNames(std::optional<std::string> (*provider)()) { unicode::setNameTableProvider(provider); }

Session::Session(std::string_view optionsJson) : state_(std::make_unique<State>(parsedOptions(optionsJson))) {}
Session::~Session() {
  if (host == &state_->world) host = nullptr;
}

void Session::setArguments(std::vector<std::string> arguments) { state_->machineOptions.arguments = std::move(arguments); }
void Session::setLibrary(std::function<std::optional<std::string>(std::string_view)> library) { state_->world.library = std::move(library); }

SessionStatus Session::load(std::string_view bytes, std::string_view fileName) {
  State& s = *state_;
  s.loaded = false;
  s.error = {};
  s.program = loadProgram(bytes, fileName);
  s.world.begin(s.startTime);
  if (s.program.error) {
    s.error = s.program.error;
    return SessionStatus::kUncaughtException;
  }
  s.world.addSource(s.program.fileName, s.program.source);
  if (s.machineOptions.arguments.empty()) s.machineOptions.arguments = {s.program.fileName};
  const SessionStatus status = s.restart();
  if (status == SessionStatus::kDone && !s.program.warnings.empty()) s.world.writeOutside(2, s.program.warnings);
  return status;
}

void Session::reset() {
  State& s = *state_;
  if (!s.program.code) return;
  s.world.begin(s.startTime);
  s.world.addSource(s.program.fileName, s.program.source);
  s.restart();
}

SessionStatus Session::run(double until, double budgetMs) {
  State& s = *state_;
  if (!s.loaded) return SessionStatus::kError;
  s.search.reset();
  const uint64_t target = until < 0 ? kNoEnd : momentOf(until);
  const Deadline deadline(budgetMs);
  if (target <= s.recorder.frontier() && target != kNoEnd) return seek(until, budgetMs);
  const Arrival arrival = s.recorder.advance(target, deadline);
  if (s.recorder.closed()) return SessionStatus::kStopped;
  s.position = s.recorder.inside() ? s.recorder.inside() : s.recorder.here();
  return s.status = s.statusOf(arrival);
}

SessionStatus Session::seek(double moment, double budgetMs) {
  State& s = *state_;
  if (!s.loaded) return SessionStatus::kError;
  s.search.reset();
  const uint64_t target = std::min(momentOf(moment), s.recorder.frontier());
  if (s.recorder.seek(target, Deadline(budgetMs)) == Arrival::kUnderWay) return SessionStatus::kUnderWay;
  s.position = target;
  return SessionStatus::kStopped;
}

SessionStatus Session::find(FindKind kind, double a, double b, double budgetMs) {
  State& s = *state_;
  if (!s.loaded) return SessionStatus::kError;
  const SearchRequest request{uint8_t(kind), momentOf(a), momentOf(b)};
  if (!s.search || !(s.search->request() == request)) {
    if (s.recorder.here() == s.position) s.recorder.keep();
    s.search = std::make_unique<Search>(s.recorder, request, s.program.code->fileName);
  }
  const SearchOutcome outcome = s.search->step(Deadline(budgetMs));
  if (outcome == SearchOutcome::kUnderWay) return SessionStatus::kUnderWay;
  s.found = s.search->found();
  s.search.reset();
  return outcome == SearchOutcome::kFound ? SessionStatus::kStopped : SessionStatus::kDone;
}

double Session::found() const { return double(state_->found); }
double Session::position() const { return double(state_->position); }
double Session::lastMoment() const { return double(state_->recorder.frontier()); }
void Session::giveInput(std::string_view lines) { state_->world.giveInput(lines); }
void Session::closeInput() { state_->world.closeInput(); }
std::string Session::takeOutput() { return state_->world.takeOutput(); }
void Session::stop() { state_->recorder.close(); }
int Session::exitCode() const { return state_->machine.exitCode(); }
double Session::sleepLeft() const { return state_->world.sleepLeft(); }
double Session::memoryUsed() const { return state_->loaded ? double(regionUsed()) : 0; }
std::string Session::profile() const { return state_->recorder.profile().bytes(); }
std::string Session::lastError() const { return errorJson(state_->error); }

void Session::recover(std::string_view reason) {
  State& s = *state_;
  resetNativeDepth();
  resetReprGuards();
  s.search.reset();
  s.error = {"internal", std::string(reason), {}, "internal error: " + std::string(reason) + "\n"};
  if (!s.loaded) return;
  s.recorder.recover();
  s.position = s.recorder.here();
}

}  // namespace vitrine
