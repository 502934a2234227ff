// libFuzzer target: valid programs that the generator makes of the bytes (program_generator.h), compiled and run.
#include "program_generator.h"
#include "run_bounded.h"

using namespace vitrine;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  setNativeStackLimit(4 << 20);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  std::string program = fuzz::ProgramGenerator(data, size).program();
  // Most names are unbound: bind them, so that more than the first line runs.
  std::string bound = "a = 1\nb = 'text'\nc = [1, 2]\nd = {}\ne = Exception('x')\nf = lambda *p, **k: p\nmatch = case = type\n_ = (1,)\n\xC3\xA9 = 2.5\nx1 = range(3)\n";
  fuzz::runBounded(bound + program, "fuzz.py", data[0] & 1);
  return 0;
}
