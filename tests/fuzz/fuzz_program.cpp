// libFuzzer target: valid programs that the generator makes of the bytes (program_generator.h), compiled and run; half of
// them as coroutines.
#include "program_generator.h"
#include "run_bounded.h"

using namespace vitrine;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  setNativeStackLimit(4 << 20);
  return 0;
}

namespace {

std::string quoted(const std::string& text) {
  std::string literal = "'";
  for (char c : text) {
    if (c == '\\' || c == '\'') literal += '\\';
    literal += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return literal + "'";
}

/// The program as a module that may await, driven to its end.
std::string awaited(const std::string& program) {
  return "module = eval(compile(" + quoted(program + "\nif 0: await 0\n") + ", 'fuzz.py', 'exec', 0x2000))\nwhile 1: module.send(None)\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  std::string program = fuzz::ProgramGenerator(data, size).program();
  // Most names are unbound: bind them, so that more than the first line runs.
  std::string bound = "a = 1\nb = 'text'\nc = [1, 2]\nd = {}\ne = Exception('x')\nf = lambda *p, **k: p\nmatch = case = type\n_ = (1,)\n\xC3\xA9 = 2.5\nx1 = range(3)\n";
  fuzz::runBounded(data[0] & 2 ? awaited(bound + program) : bound + program, "fuzz.py", data[0] & 1);
  return 0;
}
