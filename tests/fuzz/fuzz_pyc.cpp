// libFuzzer target: any bytes as a .pyc, ours or 3.7's. What the reader and the verifier let through runs a bounded number of
// instructions and is looked at. Nothing may crash, whatever the code does (R17).
#include <string>

#include "bytecode/pyc.h"
#include "run_bounded.h"

using namespace vitrine;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  setNativeStackLimit(4 << 20);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 16) return 0;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  // A mutated magic number is refused at once: nothing to learn there.
  std::string_view magic = data[0] & 1 ? std::string_view("\x42\x0d\x0d\x0a", 4) : std::string_view(bytes).substr(0, 4);
  fuzz::runBounded(std::string(magic) + bytes.substr(4), "fuzz.pyc", data[0] & 2);
  return 0;
}
