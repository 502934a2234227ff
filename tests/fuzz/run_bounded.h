// What the targets that run programs share: a session that is given a program, a few thousand instructions, and some looks at
// random moments.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "session.h"

namespace vitrine::fuzz {

/// Runs at most `kMostInstructions` of a program and describes three of its moments.
inline void runBounded(std::string_view program, const char* fileName, uint32_t choice) {
  constexpr double kMostInstructions = 3000, kBudget = 200;
  static Session session("{\"memoryLimit\": 33554432}");
  if (session.load(program, fileName) != SessionStatus::kDone) {
    CHECK(!session.lastError().empty());
    return;
  }
  session.giveInput("1\nzwei\n");
  session.closeInput();
  for (int slices = 0; slices < 50; ++slices) {
    SessionStatus status = session.run(kMostInstructions, kBudget);
    CHECK(status != SessionStatus::kError);
    if (status != SessionStatus::kBudgetSpent && status != SessionStatus::kSleeping) break;
  }
  double last = session.lastMoment();
  for (double part : {0.5, 0.1, 0.9}) {
    double moment = double(uint64_t(last * part + choice) % (uint64_t(last) + 1));
    for (int slices = 0; slices < 50 && session.seek(moment, kBudget) == SessionStatus::kUnderWay; ++slices) {
    }
    CHECK(!session.describe().empty());
  }
  session.takeOutput();
}

}  // namespace vitrine::fuzz
