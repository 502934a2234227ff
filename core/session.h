// The door to the whole of core/ for wasm/ and the command line, which include nothing else. A Session is one program that is
// loaded, run in slices, recorded, and shown at any of its moments; web/PROTOCOL.md, section 2, says what its calls mean. One
// machine per process: a new Session's load() takes the region from the one before. No call throws or traps for what a program does.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"

namespace vitrine {

/// Version of web/PROTOCOL.md that this implements.
constexpr int kProtocolVersion = 1;

/// Says how much of the native stack C++ recursion may use from here down (R15). Call it near the bottom of the stack.
/// `levels`: how deeply calls may nest where the engine's own stack is the smaller one (wasm); 0: as deep as the bytes allow.
void setStackLimit(size_t bytes, int levels = 0);
/// The opcode table as JSON, for the page's help.
std::string opcodeHelp();
/// Who gives the table of character names (core/base/unicode_names.bin) when a program first needs one; wasm builds only, native
/// ones have it in them.
void setUnicodeNames(std::optional<std::string> (*provider)());
/// The tokens of a source, and its tree (web/PROTOCOL.md, section 5; core/syntax/stages.h).
std::string sourceTokens(std::string_view source);
std::string sourceTree(std::string_view source);

/// What a slice ended with; the numbers are the protocol's.
enum class SessionStatus : uint8_t {
  kDone = 0,
  kBudgetSpent = 1,
  kNeedsInput = 2,
  kSleeping = 3,
  kStopped = 4,  // at the moment asked for
  kUncaughtException = 5,
  kError = 6,    // see lastError(); load(): a SyntaxError is kUncaughtException
  kUnderWay = 7,
};

/// What find() looks for.
enum class FindKind : uint8_t { kNextVisit = 1, kPreviousVisit, kNthVisit, kCountVisits, kLeave, kNextLine, kPreviousLine };

class Session {
 public:
  /// `optionsJson`: the protocol's options, all of them optional; "" for none.
  explicit Session(std::string_view optionsJson);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Compiles (or reads a .pyc) and stands at moment 0. kUncaughtException: a SyntaxError, see lastError().
  SessionStatus load(std::string_view bytes, std::string_view fileName);
  /// Forwards from the position to moment `until`, below 0: as far as it goes.
  SessionStatus run(double until, double budgetMs);
  SessionStatus seek(double moment, double budgetMs);
  SessionStatus find(FindKind kind, double a, double b, double budgetMs);
  double found() const;
  double position() const;
  double lastMoment() const;
  void giveInput(std::string_view lines);
  void closeInput();
  /// Chunks written since the last call: {u32 descriptor, u32 length, bytes} each.
  std::string takeOutput();
  void stop();
  void reset();

  /// The record of the moment at position().
  std::string describe();
  std::string listing() const;
  std::string listingOf(uint32_t codeId) const;
  std::string profile() const;
  std::string lastError() const;
  int exitCode() const;
  double sleepLeft() const;
  double memoryUsed() const;

  /// sys.argv of the program to be loaded next.
  void setArguments(std::vector<std::string> arguments);
  /// Where imports find files; without it nowhere.
  void setLibrary(std::function<std::optional<std::string>(std::string_view path)> library);
  /// Source, inputs, clock readings and position as JSON: what loadBundle() needs to run the same again.
  std::string bundle() const;
  /// Loads a bundle's program at moment 0; `*moment` is where it was taken. As load().
  SessionStatus loadBundle(std::string_view json, double* moment);
  /// The module trapped inside a call (the facade caught it): back to the last checkpoint before, with an error to report.
  void recover(std::string_view reason);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine
