// The Embind facade: one Session class over core/session.h and the commands; no logic of its own. What each call means is in
// web/PROTOCOL.md, which names and numbers follow. Traps are caught by guard.js around these methods.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include "session.h"

namespace {

using emscripten::typed_memory_view;
using emscripten::val;

// Of the shadow stack, what recursion may use; the rest is for what is between two guards.
constexpr size_t kStackReserve = size_t(1) << 20;
// Nested calls that the engine's own stack has room for; guard.js measures it.
int engineLevels = 600;
void setEngineLevels(int levels) { engineLevels = levels; }
void enter() { vitrine::setStackLimit(VITRINE_STACK_BYTES - kStackReserve, engineLevels); }

class Facade {
 public:
  explicit Facade(const std::string& optionsJson) : session_(optionsJson) {}

  int load(const std::string& source, const std::string& fileName) {
    enter();
    return int(session_.load(source, fileName));
  }
  int run(double until, double budgetMs) {
    enter();
    return int(session_.run(until, budgetMs));
  }
  int seek(double moment, double budgetMs) {
    enter();
    return int(session_.seek(moment, budgetMs));
  }
  int find(int kind, double a, double b, double budgetMs) {
    enter();
    return int(session_.find(vitrine::FindKind(kind), a, b, budgetMs));
  }
  void reset() {
    enter();
    session_.reset();
  }
  double found() const { return session_.found(); }
  double position() const { return session_.position(); }
  double lastMoment() const { return session_.lastMoment(); }
  void giveInput(const std::string& lines) { session_.giveInput(lines); }
  void closeInput() { session_.closeInput(); }
  val takeOutput() { return view(session_.takeOutput()); }
  void stop() { session_.stop(); }
  val describe() {
    enter();
    return view(session_.describe());
  }
  std::string listing() const { return session_.listing(); }
  std::string listingOf(uint32_t codeId) const { return session_.listingOf(codeId); }
  val profile() { return view(session_.profile()); }
  std::string lastError() const { return session_.lastError(); }
  int exitCode() const { return session_.exitCode(); }
  double sleepLeft() const { return session_.sleepLeft(); }
  double memoryUsed() const { return session_.memoryUsed(); }
  std::string bundle() const { return session_.bundle(); }
  void recover(const std::string& reason) { session_.recover(reason); }

 private:
  /// Valid until the next call into the module.
  val view(std::string bytes) {
    bytes_ = std::move(bytes);
    return val(typed_memory_view(bytes_.size(), reinterpret_cast<const uint8_t*>(bytes_.data())));
  }

  vitrine::Session session_;
  std::string bytes_;
};

/// Module.host of the protocol.
class ModuleHost : public vitrine::CommandHost {
 public:
  std::optional<std::string> readFile(const std::string& path) override {
    const val bytes = host_.call<val>("readFile", path);
    if (bytes.isNull() || bytes.isUndefined()) return {};
    return bytes.as<std::string>();
  }
  bool writeFile(const std::string& path, std::string_view bytes) override { return host_.call<bool>("writeFile", path, view(bytes)); }
  void write(int descriptor, std::string_view bytes) override { host_.call<void>("write", descriptor, view(bytes)); }
  std::string readInput() override { return host_.call<val>("readInput").as<std::string>(); }
  void sleep(double milliseconds) override { host_.call<void>("sleep", milliseconds); }
  double now() override { return host_.call<double>("now"); }

 private:
  static val view(std::string_view bytes) {
    return val(typed_memory_view(bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data())));
  }
  val host_ = val::module_property("host");
};

int command(const std::string& words) {
  enter();
  std::vector<std::string> list(1);
  for (char c : words) {
    if (c == '\0') list.emplace_back();
    else list.back() += c;
  }
  ModuleHost host;
  return vitrine::runCommand(host, list);
}

std::string tokens(const std::string& source) {
  enter();
  return vitrine::sourceTokens(source);
}
std::string tree(const std::string& source) {
  enter();
  return vitrine::sourceTree(source);
}

/// Module.unicodeNames(): the bytes of unicode_names.bin, or null where they are not at hand.
std::optional<std::string> unicodeNames() {
  const val give = val::module_property("unicodeNames");
  if (give.isUndefined() || give.isNull()) return {};
  const val bytes = give();
  if (bytes.isUndefined() || bytes.isNull()) return {};
  return bytes.as<std::string>();
}

int protocolVersion() { return vitrine::kProtocolVersion; }

}  // namespace

EMSCRIPTEN_BINDINGS(vitrine) {
  vitrine::setUnicodeNames(&unicodeNames);
  emscripten::function("protocolVersion", &protocolVersion);
  emscripten::function("opcodeHelp", &vitrine::opcodeHelp);
  emscripten::function("tokens", &tokens);
  emscripten::function("tree", &tree);
  emscripten::function("command", &command);
  emscripten::function("setEngineLevels", &setEngineLevels);
  emscripten::class_<Facade>("Session")
      .constructor<const std::string&>()
      .function("load", &Facade::load)
      .function("run", &Facade::run)
      .function("seek", &Facade::seek)
      .function("find", &Facade::find)
      .function("found", &Facade::found)
      .function("position", &Facade::position)
      .function("lastMoment", &Facade::lastMoment)
      .function("giveInput", &Facade::giveInput)
      .function("closeInput", &Facade::closeInput)
      .function("takeOutput", &Facade::takeOutput)
      .function("stop", &Facade::stop)
      .function("reset", &Facade::reset)
      .function("describe", &Facade::describe)
      .function("listing", &Facade::listing)
      .function("listingOf", &Facade::listingOf)
      .function("profile", &Facade::profile)
      .function("lastError", &Facade::lastError)
      .function("exitCode", &Facade::exitCode)
      .function("sleepLeft", &Facade::sleepLeft)
      .function("memoryUsed", &Facade::memoryUsed)
      .function("bundle", &Facade::bundle)
      .function("recover", &Facade::recover);
}
