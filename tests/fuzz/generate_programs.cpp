// generate_programs COUNT SEED: programs that the generator makes of random bytes, a null byte after each.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "program_generator.h"

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: generate_programs COUNT SEED\n"), 2;
  std::mt19937 random(uint32_t(std::atoi(argv[2])));
  for (int left = std::atoi(argv[1]); left > 0; --left) {
    std::vector<uint8_t> bytes(16 + random() % 400);
    for (uint8_t& byte : bytes) byte = uint8_t(random());
    std::string program = vitrine::fuzz::ProgramGenerator(bytes.data(), bytes.size()).program();
    std::fwrite(program.c_str(), 1, program.size() + 1, stdout);
  }
}
