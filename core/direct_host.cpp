// See direct_host.h. Standard output and standard error appear in the order in which the program wrote them.
#include "direct_host.h"

namespace vitrine {

void DirectHost::flush() {
  if (buffer_.empty()) return;
  world_.write(1, buffer_);
  buffer_.clear();
}

void DirectHost::write(int descriptor, std::string_view bytes, uint64_t) {
  if (descriptor == 1 && muted_) return;
  if (descriptor != 1) {
    flush();
    world_.write(descriptor, bytes);
    return;
  }
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) flush();
}

Answer DirectHost::readLine(uint64_t, std::string* line) {
  flush();
  if (!ended_) *line = world_.readInput();
  else line->clear();
  ended_ = ended_ || line->empty();
  return ended_ ? Answer::kEnded : Answer::kReady;
}

int64_t DirectHost::clock(uint64_t, bool wall) {
  const double now = world_.now();
  if (start_ == 0) start_ = now;
  return int64_t((wall ? now : now - start_) * 1e9);
}

Answer DirectHost::sleep(uint64_t, double seconds) {
  flush();
  if (seconds > 0) world_.sleep(seconds * 1000);
  return Answer::kReady;
}

std::optional<std::string> DirectHost::sourceText(std::string_view fileName) {
  const auto known = sources_.find(std::string(fileName));
  if (known != sources_.end()) return known->second;
  if (fileName.empty() || fileName.front() == '<') return {};
  return world_.readFile(std::string(fileName));
}

Answer DirectHost::libraryFile(std::string_view path, std::string* bytes) {
  auto file = world_.readFile(directory_.empty() ? std::string(path) : directory_ + "/" + std::string(path));
  if (!file) return Answer::kEnded;
  *bytes = std::move(*file);
  return Answer::kReady;
}

std::string directoryOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace vitrine
