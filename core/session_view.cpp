// Session: what it shows, and bundles.
#include <cstdlib>

#include "base/utf8.h"
#include "bytecode/json_text.h"
#include "objects/root.h"
#include "session_state.h"

namespace vitrine {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

std::string toHex(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    out += kHexDigits[uint8_t(byte) >> 4];
    out += kHexDigits[uint8_t(byte) & 15];
  }
  return out;
}

std::string fromHex(std::string_view text) {
  std::string out;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    const size_t high = std::string_view(kHexDigits).find(text[i]), low = std::string_view(kHexDigits).find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return {};
    out += char(high << 4 | low);
  }
  return out;
}

/// Bytes at `key` as text where they are UTF-8, else in hexadecimal at `key` + "Hex".
void putBytes(JsonObject& object, const std::string& key, std::string_view bytes) {
  if (utf8::validate(bytes)) object.text(key + "Hex", toHex(bytes));
  else object.text(key, bytes);
}

std::string takeBytes(const JsonValue& value, const std::string& key) {
  return value.find(key) ? value.textAt(key) : fromHex(value.textAt(key + "Hex"));
}

}  // namespace

std::string Session::State::describeNow(uint64_t moment) {
  MomentFacts facts;
  facts.status = uint32_t(status);
  facts.moment = moment;
  facts.userInstructions = root().userInstructionCount;
  facts.lastMoment = recorder.frontier();
  facts.ended = recorder.ended();
  facts.waiting = status == SessionStatus::kNeedsInput && moment == recorder.frontier();
  facts.programFile = program.code->fileName;
  facts.standing = moment != 0;
  return momentRecord(facts, codes, names, limits);
}

std::string Session::describe() {
  State& s = *state_;
  if (!s.loaded) return {};
  s.standAtPosition();
  if (s.insideMoment != 0 && s.insideMoment == s.position) return s.insideRecord;
  return s.describeNow(s.position);
}

std::string Session::listing() const { return state_->loaded ? state_->codes.programListing(state_->program.code->fileName) : ""; }
std::string Session::listingOf(uint32_t codeId) const { return state_->loaded ? state_->codes.listing(codeId) : ""; }

std::string Session::bundle() const {
  const State& s = *state_;
  std::string out;
  {
    JsonObject object(out);
    object.number("vitrineBundle", 1).text("fileName", s.program.fileName);
    putBytes(object, "source", s.program.bytes);
    object.texts("arguments", s.machineOptions.arguments);
    object.number("memoryLimit", int64_t(s.machineOptions.memoryLimit)).number("seed", int64_t(s.machineOptions.seed));
    const RecordedHost::Log& log = s.world.log();
    std::string& inputs = object.open("inputs");
    inputs += '[';
    for (const std::string& line : log.inputs) {
      JsonObject row(inputs);
      putBytes(row, "line", line);
    }
    inputs += ']';
    object.boolean("inputEnded", log.inputEnded);
    std::string clocks = "[";
    for (int64_t reading : log.clocks) clocks += (clocks.size() > 1 ? ", " : "") + ("\"" + std::to_string(reading) + "\"");
    object.open("clocks") += clocks + "]";
    object.number("moment", int64_t(s.position));
  }
  return out + "\n";
}

SessionStatus Session::loadBundle(std::string_view json, double* moment) {
  State& s = *state_;
  const auto bundle = readJson(json);
  if (!bundle || bundle->numberAt("vitrineBundle", 0) != 1) return SessionStatus::kError;
  s.machineOptions.arguments.clear();
  if (const JsonValue* arguments = bundle->find("arguments"))
    for (const JsonValue& argument : arguments->items) s.machineOptions.arguments.push_back(argument.text);
  s.machineOptions.memoryLimit = size_t(bundle->numberAt("memoryLimit", double(s.machineOptions.memoryLimit)));
  s.machineOptions.seed = uint64_t(bundle->numberAt("seed", 0));
  RecordedHost::Log log;
  if (const JsonValue* inputs = bundle->find("inputs"))
    for (const JsonValue& row : inputs->items) log.inputs.push_back(takeBytes(row, "line"));
  log.inputEnded = true;  // the program of a bundle asks nobody
  if (const JsonValue* clocks = bundle->find("clocks"))
    for (const JsonValue& reading : clocks->items) log.clocks.push_back(std::strtoll(reading.text.c_str(), nullptr, 10));
  log.sleepsOver = UINT64_MAX;
  *moment = bundle->numberAt("moment", -1);
  const SessionStatus status = load(takeBytes(*bundle, "source"), bundle->textAt("fileName"));
  s.world.setLog(std::move(log));
  return status;
}

}  // namespace vitrine
