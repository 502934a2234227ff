// What the tests of recorder and session share: the six programs, small random ones, and a machine with its recorder.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "objects/root.h"
#include "running.h"
#include "session_host.h"
#include "trace/checkpoints.h"
#include "trace/recorder.h"
#include "trace/stack_row.h"

namespace vitrine::test {

#ifndef VITRINE_SOURCE_DIR
#error "the tests are told where the repository is"
#endif

/// VITRINE_LONG=1: as many rounds as the project promises; else a fraction.
inline int rounds(int full, int quick) {
#ifdef __EMSCRIPTEN__
  quick = (quick + 2) / 3;  // ten times as slow, and the same code
#endif
  return std::getenv("VITRINE_LONG") ? full : quick;
}

inline std::string textOfFile(const std::string& path) {
  std::ifstream file(std::string(VITRINE_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const char* const kProgramNames[] = {"bank", "calculator", "closures", "life", "queens", "words"};

struct Sample {
  std::string name, source, input;
};
inline Sample programNamed(const std::string& name) {
  return {name, textOfFile("tests/programs/" + name + ".py"), textOfFile("tests/programs/" + name + ".in")};
}

/// A program that loops, calls, raises, compares through __eq__ inside dict look-ups (nested run loops) and leaves garbage.
Sample randomProgram(uint32_t seed);

/// Bytes of the region. No vector: that would first fill itself with zeros, which as wasm takes longer than all the rest.
struct Image {
  std::unique_ptr<std::byte[]> bytes;
  size_t count = 0;
  std::byte* data() const { return bytes.get(); }
  size_t size() const { return count; }
};

/// The used region without what nothing can read: the bodies of free blocks, and what lies above both stacks of a suspended
/// generator. (The run loop's fast paths do not write there what the handlers would have.)
Image readableImage();

/// FNV-1a of that.
inline uint64_t regionHash() {
  uint64_t hash = 14695981039346656037u;
  const Image image = readableImage();
  for (size_t i = 0; i + 8 <= image.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, image.data() + i, 8);
    hash = (hash ^ word) * 1099511628211u;
  }
  return hash;
}

/// A machine about to run a program, with a recorder.
class Recorded : public RecordedProgram {
 public:
  explicit Recorded(const Sample& sample, RecorderOptions options = {}) : recorder(machine.vm(), *this, options) {
    program = loadProgram(sample.source, sample.name + ".py");
    EXPECT_FALSE(program.error) << program.error.text;
    host = &world;
    world.begin(0);
    world.giveInput(sample.input);
    world.closeInput();
    MachineOptions machineOptions;
    machineOptions.nestedBudget = options.nestedBudget;
    EXPECT_TRUE(machine.start(program, machineOptions));
    recorder.start();
  }
  ~Recorded() { host = nullptr; }

  bool enter() override { return machine.enter(); }
  bool finish(RunStatus status) override { return machine.finish(status); }

  /// Records to the end; gives the last moment.
  uint64_t runAll() {
    while (recorder.advance(UINT64_MAX, Deadline(1000)) == Arrival::kUnderWay) {
    }
    return recorder.frontier();
  }
  void go(uint64_t moment) {
    while (recorder.seek(moment, Deadline(1000)) == Arrival::kUnderWay) {
    }
  }

  RecordedHost world;
  Program program;
  MachineRun machine;
  Recorder recorder;
};

}  // namespace vitrine::test
