// Programs that wait for the world: input, files of the library, and being stopped inside a builtin that never ends.
#include <gtest/gtest.h>

#include <map>

#include "modules/boot.h"
#include "vm/host.h"

namespace vitrine {
namespace {

/// A world in which lines of input and files arrive when the test says so.
class SlowHost : public Host {
 public:
  void write(int descriptor, std::string_view bytes, uint64_t) override { (descriptor == 1 ? output : errors) += bytes; }
  Answer readLine(uint64_t index, std::string* line) override {
    if (index >= lines.size()) return Answer::kNotYet;
    *line = lines[index];
    return Answer::kReady;
  }
  int64_t clock(uint64_t, bool) override { return 0; }
  Answer sleep(uint64_t, double) override { return Answer::kReady; }
  std::optional<std::string> sourceText(std::string_view) override { return {}; }
  Answer libraryFile(std::string_view path, std::string* bytes) override {
    ++asked;
    if (!arrived) return Answer::kNotYet;
    auto found = files.find(std::string(path));
    if (found == files.end()) return Answer::kEnded;
    *bytes = found->second;
    return Answer::kReady;
  }

  std::string output, errors;
  std::vector<std::string> lines;
  std::map<std::string, std::string> files;
  bool arrived = true;
  int asked = 0;
};

class Waiting : public ::testing::Test {
 protected:
  void SetUp() override {
    host = &world;
    resetRegion(size_t(64) << 20);
    startMachine(vm);
    clearStop();
  }
  void TearDown() override { host = nullptr; }

  RunStatus start(const char* source) {
    EXPECT_TRUE(startProgram(vm, source, "program.py").ok());
    return goOn();
  }
  RunStatus goOn() {
    RunStatus status;
    do status = run(vm, RunRequest{});
    while (status == RunStatus::kBudgetSpent);
    return status;
  }

  Vm vm;
  SlowHost world;
};

TEST_F(Waiting, InputPrintsItsPromptOnceHoweverOftenItIsTried) {
  EXPECT_EQ(start("a = input('first? ')\nb = input('second? ')\nprint(a, b)"), RunStatus::kNeedsInput);
  EXPECT_EQ(goOn(), RunStatus::kNeedsInput);
  EXPECT_EQ(world.output, "first? ");
  world.lines = {"one\n"};
  EXPECT_EQ(goOn(), RunStatus::kNeedsInput);
  EXPECT_EQ(world.output, "first? second? ");
  world.lines.push_back("two\n");
  EXPECT_EQ(goOn(), RunStatus::kDone);
  EXPECT_EQ(world.output, "first? second? one two\n");
}

TEST_F(Waiting, ImportWaitsForAFileAndGoesOn) {
  world.arrived = false;
  world.files = {{"pack/__init__.py", "from . import inner\nname = 'pack'"}, {"pack/inner.py", "value = 5"}};
  EXPECT_EQ(start("import pack\nfrom pack.inner import value as v\nprint(pack.name, pack.inner.value, v)"), RunStatus::kNeedsResource);
  EXPECT_EQ(goOn(), RunStatus::kNeedsResource);
  world.arrived = true;
  EXPECT_EQ(goOn(), RunStatus::kDone);
  EXPECT_EQ(world.output, "pack 5 5\n");
}

TEST_F(Waiting, AModuleThatFailsIsForgotten) {
  world.files = {{"broken.py", "1/0"}};
  EXPECT_EQ(start("import sys\nfor i in range(2):\n  try:\n    import broken\n  except ZeroDivisionError as e:\n"
                  "    print(e.__traceback__.tb_next.tb_frame.f_code.co_filename, 'broken' in sys.modules)"),
            RunStatus::kDone);
  EXPECT_EQ(world.output, "broken.py False\nbroken.py False\n");
}

TEST_F(Waiting, BuiltinsOverEndlessIteratorsCanBeStopped) {
  for (const char* source : {"sum(iter(int, 1))", "any(iter(int, 1))", "max(iter(int, 1))", "list(iter(int, 1))", "sorted(x for x in iter(int, 1))"}) {
    SetUp();
    EXPECT_TRUE(startProgram(vm, source, "program.py").ok());
    EXPECT_EQ(run(vm, RunRequest{}), RunStatus::kBudgetSpent) << source;
    requestStop();
    EXPECT_EQ(run(vm, RunRequest{}), RunStatus::kStopped) << source;
    abandonStack(vm);
  }
}

TEST_F(Waiting, ExitCodesAndMessagesOfSystemExit) {
  EXPECT_EQ(start("raise SystemExit(7)"), RunStatus::kUncaughtException);
  EXPECT_EQ(finishProgram(vm), 7);
  SetUp();
  EXPECT_EQ(start("import sys\nsys.exit('bye')"), RunStatus::kUncaughtException);
  EXPECT_EQ(finishProgram(vm), 1);
  EXPECT_EQ(world.errors, "bye\n");
}

TEST_F(Waiting, AnExceptHookIsCalled) {
  EXPECT_EQ(start("import sys\nsys.excepthook = lambda t, v, tb: print('hook', t.__name__, v)\n1/0"), RunStatus::kUncaughtException);
  EXPECT_EQ(finishProgram(vm), 1);
  EXPECT_EQ(world.output, "hook ZeroDivisionError division by zero\n");
}

}  // namespace
}  // namespace vitrine
