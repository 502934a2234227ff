// A started machine for tests of the objects room: each test has a fresh region with all builtin types.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "heap/heap.h"
#include "modules/boot.h"
#include "objects/protocol.h"
#include "objects/str.h"
#include "vm/host.h"

namespace vitrine {

class SilentHost : public Host {
 public:
  void write(int, std::string_view, uint64_t) override {}
  Answer readLine(uint64_t, std::string*) override { return Answer::kEnded; }
  int64_t clock(uint64_t, bool) override { return 0; }
  Answer sleep(uint64_t, double) override { return Answer::kReady; }
  std::optional<std::string> sourceText(std::string_view) override { return {}; }
  Answer libraryFile(std::string_view, std::string*) override { return Answer::kEnded; }
};

class MachineTest : public testing::Test {
 protected:
  MachineTest() {
    host = &host_;
    resetRegion(size_t(64) << 20);
    startMachine(vm);
  }

  /// A str that lives as long as the test.
  Value str(std::string_view wtf8) { return keep(own(wtf8)); }
  /// A str that the caller alone owns.
  Ref own(std::string_view wtf8) { return newStr(vm, wtf8).take(); }
  Value keep(Ref ref) {
    kept_.push_back(std::move(ref));
    return kept_.back();
  }
  std::string text(Value value) { return utf8Of(value); }
  /// The message of the pending exception, which is taken away; its type is `*type`.
  std::string takeMessage(TypeId type) {
    EXPECT_TRUE(vm.pendingIs(type));
    Ref exception = vm.takePending();
    return utf8Of(keep(vitrine::str(vm, exception).take()));
  }

  Vm vm;

 private:
  SilentHost host_;
  std::vector<Ref> kept_;
};

}  // namespace vitrine
