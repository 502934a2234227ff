// The Session as the page uses it (web/PROTOCOL.md, section 2).
#include "session.h"

#include <cstring>

#include "fixture.h"
#include "objects/repr_guard.h"
#include "trace/moment_text.h"

namespace vitrine::test {
namespace {

const char* const kFirstEven =
    "def first_even(numbers):\n    for n in numbers:\n        try:\n            if n % 2 == 0:\n                break\n"
    "        finally:\n            print(\"looked at\", n)\n    return n\n\nprint(first_even([3, 4, 5]))\n";

SessionStatus runOn(Session& session, double until = -1) {
  SessionStatus status;
  do status = session.run(until, 5);
  while (status == SessionStatus::kBudgetSpent || status == SessionStatus::kUnderWay);
  return status;
}

SessionStatus goTo(Session& session, double moment) {
  SessionStatus status;
  do status = session.seek(moment, 5);
  while (status == SessionStatus::kUnderWay);
  return status;
}

double find(Session& session, FindKind kind, double a, double b) {
  SessionStatus status;
  do status = session.find(kind, a, b, 5);
  while (status == SessionStatus::kUnderWay);
  return status == SessionStatus::kStopped ? session.found() : -1;
}

std::string at(Session& session, double moment) {
  goTo(session, moment);
  return momentText(session.describe());
}

std::string outputOf(Session& session) {
  const std::string chunks = session.takeOutput();
  std::string text;
  for (size_t i = 0; i + 8 <= chunks.size();) {
    uint32_t length;
    std::memcpy(&length, chunks.data() + i + 4, 4);
    text += chunks.substr(i + 8, length);
    i += 8 + length;
  }
  return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

TEST(Session, TheDefaultProgramHas54Instructions) {
  Session session("");
  ASSERT_EQ(session.load(kFirstEven, "first_even.py"), SessionStatus::kDone);
  EXPECT_EQ(session.position(), 0);
  EXPECT_EQ(session.lastMoment(), 0);
  EXPECT_EQ(runOn(session), SessionStatus::kDone);
  EXPECT_EQ(session.lastMoment(), 55);
  EXPECT_EQ(session.position(), 55);
  EXPECT_EQ(session.exitCode(), 0);
  EXPECT_EQ(outputOf(session), "looked at 3\nlooked at 4\n4\n");
  EXPECT_EQ(outputOf(session), "");
}

TEST(Session, BreakInATryShowsBothBlocksThenTheNote) {
  Session session("");
  session.load(kFirstEven, "first_even.py");
  runOn(session);
  const std::string before = at(session, 42), after = at(session, 43);
  EXPECT_TRUE(has(before, "first_even, line 5, offset 24, opcode 80")) << before;
  EXPECT_TRUE(has(before, "block 120, handler 46, level 0, line 2")) << before;
  EXPECT_TRUE(has(before, "block 122, handler 30, level 1, line 3")) << before;
  EXPECT_TRUE(has(before, "stack 0: <list_iterator object>") && has(before, "(role 2)")) << before;
  EXPECT_TRUE(has(after, "stack 1: 16 (role 4)")) << after;
  EXPECT_FALSE(has(after, "block 122")) << after;
  EXPECT_EQ(at(session, 42), before);
}

TEST(Session, TheCallStackIsEmptyAtBothEnds) {
  Session session("");
  session.load(kFirstEven, "first_even.py");
  runOn(session);
  EXPECT_FALSE(has(at(session, 0), "frame"));
  EXPECT_TRUE(has(at(session, 1), "frame <module>"));
  EXPECT_FALSE(has(at(session, 55), "frame"));
}

TEST(Session, FindsVisitsOfLinesAsATraceFunctionSeesThem) {
  Session session("");
  session.load(kFirstEven, "first_even.py");
  runOn(session);
  goTo(session, 10);
  EXPECT_EQ(find(session, FindKind::kNthVisit, 5, 1), 42);  // the first pass jumps to the POP_BLOCK of line 5, and does not visit it
  EXPECT_EQ(find(session, FindKind::kCountVisits, 7, 55), 2);
  EXPECT_EQ(find(session, FindKind::kPreviousVisit, 7, 43), find(session, FindKind::kNthVisit, 7, 1));
  EXPECT_EQ(find(session, FindKind::kNextVisit, 9, 0), -1);
  EXPECT_EQ(find(session, FindKind::kLeave, 1, 42), 51);
  EXPECT_EQ(find(session, FindKind::kLeave, 0, 42), 55);
  EXPECT_EQ(find(session, FindKind::kNextVisit, 1, 0), 1);
  EXPECT_EQ(session.position(), 10);
  EXPECT_TRUE(has(momentText(session.describe()), "moment 10 "));
}

TEST(Session, NextAndPreviousLineAreEachOthersInverse) {
  Session session("");
  session.load(kFirstEven, "first_even.py");
  runOn(session);
  std::vector<double> forwards, backwards;
  for (double moment = 0; (moment = find(session, FindKind::kNextLine, 0, moment)) > 0;) forwards.push_back(moment);
  for (double moment = 55; (moment = find(session, FindKind::kPreviousLine, 0, moment)) > 0;) backwards.insert(backwards.begin(), moment);
  EXPECT_EQ(forwards, backwards);
  EXPECT_EQ(forwards.size(), 12u);
}

TEST(Session, DescribingChangesNothingInTheRegion) {
  Session session("");
  ASSERT_EQ(session.load(programNamed("bank").source, "bank.py"), SessionStatus::kDone);
  runOn(session);
  for (double moment = 1; moment < session.lastMoment(); moment += 97) {
    goTo(session, moment);
    const uint64_t before = regionHash();
    const std::string record = session.describe();
    ASSERT_EQ(regionHash(), before) << moment;
    ASSERT_EQ(session.describe(), record);
  }
}

TEST(Session, InputIsAskedForAndRecorded) {
  Session session("");
  session.load("name = input('who? ')\nprint('hello', name)\nname = input()\nprint(name)\n", "ask.py");
  EXPECT_EQ(runOn(session), SessionStatus::kNeedsInput);
  const double asked = session.position();
  EXPECT_EQ(session.lastMoment(), asked);
  session.giveInput("Ada\n");
  EXPECT_EQ(runOn(session), SessionStatus::kNeedsInput);
  EXPECT_EQ(outputOf(session), "who? hello Ada\n");
  goTo(session, asked);
  goTo(session, session.lastMoment());
  session.closeInput();
  EXPECT_EQ(runOn(session), SessionStatus::kUncaughtException);
  EXPECT_EQ(session.exitCode(), 1);
  EXPECT_TRUE(has(outputOf(session), "EOFError: EOF when reading a line"));
  EXPECT_TRUE(has(at(session, asked + 1), "'Ada'"));
}

TEST(Session, AnEndlessLoopGivesControlBackAndCanBeStopped) {
  Session session("");
  session.load("n = 0\nwhile True:\n    n += 1\n", "endless.py");
  EXPECT_EQ(session.run(-1, 20), SessionStatus::kBudgetSpent);
  const double reached = session.position();
  EXPECT_GT(reached, 10000);
  session.stop();
  EXPECT_EQ(session.run(-1, 20), SessionStatus::kStopped);
  EXPECT_EQ(session.position(), reached);
  EXPECT_TRUE(has(at(session, 10000), "frame <module>"));
  session.reset();
  EXPECT_EQ(session.position(), 0);
  EXPECT_EQ(session.run(100, 20), SessionStatus::kStopped);
  EXPECT_EQ(session.position(), 100);
}

TEST(Session, AMomentInsideANestedCallCanBeShownAndSteppedThrough) {
  Session session("");
  session.load("class Key:\n    def __hash__(self):\n        return 1\n    def __eq__(self, other):\n        total = 0\n"
               "        for i in range(5):\n            total += i\n        return True\n\ntable = {Key(): 1}\nfound = table.get(Key())\nprint(found)\n",
               "nested.py");
  EXPECT_EQ(runOn(session), SessionStatus::kDone);
  EXPECT_EQ(outputOf(session), "1\n");
  const double first = find(session, FindKind::kNthVisit, 7, 1), last = find(session, FindKind::kNthVisit, 7, 5);
  ASSERT_GT(first, 0);
  ASSERT_GT(last, first);
  for (double moment = first; moment <= last; ++moment) {
    ASSERT_EQ(goTo(session, moment), SessionStatus::kStopped);
    ASSERT_EQ(session.position(), moment);
    const std::string text = momentText(session.describe());
    ASSERT_TRUE(has(text, "frame Key.__eq__")) << text;
  }
  EXPECT_TRUE(has(at(session, last), "total = 6"));
  EXPECT_TRUE(has(at(session, 1), "frame <module>"));
  EXPECT_EQ(outputOf(session), "");
}

TEST(Session, SteppingIntoANestedCallAtTheFrontier) {
  Session session("");
  session.load("class Key:\n    def __hash__(self):\n        return 1\n    def __eq__(self, other):\n        return True\n"
               "table = {Key(): 1}\nprint(table.get(Key()))\n",
               "nested.py");
  for (double moment = 1; session.run(moment, 100) == SessionStatus::kStopped; ++moment) {
    ASSERT_EQ(session.position(), moment);
    ASSERT_TRUE(has(momentText(session.describe()), "moment " + std::to_string(int(moment)) + " of " + std::to_string(int(session.lastMoment()))));
  }
  EXPECT_EQ(outputOf(session), "1\n");
}

TEST(Session, ANestedCallThatNeverEndsGivesControlBack) {
  Session session("{\"nestedBudget\": 1000}");
  session.load("class Key:\n    def __hash__(self):\n        return 1\n    def __eq__(self, other):\n        while True:\n            pass\n"
               "table = {Key(): 1}\nprint(table.get(Key()))\n",
               "endless.py");
  for (int i = 0; i < 5; ++i) ASSERT_EQ(session.run(-1, 1), SessionStatus::kBudgetSpent);
  session.stop();
  const double last = session.lastMoment();
  EXPECT_GT(last, 1000);
  EXPECT_TRUE(has(at(session, last), "frame Key.__eq__"));
  EXPECT_TRUE(has(at(session, 1), "frame <module>"));
}

TEST(Session, ASyntaxErrorSaysWhere) {
  Session session("");
  EXPECT_EQ(session.load("x = (1,\n", "bad.py"), SessionStatus::kUncaughtException);
  EXPECT_TRUE(has(session.lastError(), "\"SyntaxError\"")) << session.lastError();
  EXPECT_TRUE(has(session.lastError(), "was never closed")) << session.lastError();
  EXPECT_EQ(session.run(-1, 5), SessionStatus::kError);
  EXPECT_EQ(session.load("print(1)", "good.py"), SessionStatus::kDone);
  EXPECT_EQ(runOn(session), SessionStatus::kDone);
}

TEST(Session, SleepingIsRecordedAndNotWaitedForAgain) {
  Session session("");
  session.load("import time\ntime.sleep(0.02)\nprint('awake')\n", "sleep.py");
  EXPECT_EQ(runOn(session), SessionStatus::kSleeping);
  EXPECT_GT(session.sleepLeft(), 0);
  SessionStatus status;
  while ((status = session.run(-1, 5)) == SessionStatus::kSleeping) {
  }
  EXPECT_EQ(status, SessionStatus::kDone);
  EXPECT_EQ(outputOf(session), "awake\n");
  const double last = session.lastMoment();
  goTo(session, 1);
  EXPECT_EQ(goTo(session, last), SessionStatus::kStopped);
}

TEST(Session, ABundleRunsTheSameAgain) {
  std::string bundle, shown;
  double moment;
  {
    Session session("{\"startTime\": 1000000000}");
    session.load("import time\nname = input()\nt = time.time()\nprint(name, t)\n", "bundle.py");
    session.giveInput("Gr\xc3\xa4" "fin\n");
    EXPECT_EQ(runOn(session), SessionStatus::kDone);
    moment = session.lastMoment() - 3;
    shown = at(session, moment);
    bundle = session.bundle();
  }
  Session again("");
  double until;
  ASSERT_EQ(again.loadBundle(bundle, &until), SessionStatus::kDone);
  EXPECT_EQ(until, moment);
  EXPECT_EQ(runOn(again), SessionStatus::kDone);
  EXPECT_EQ(at(again, until), shown);
  EXPECT_EQ(again.loadBundle("{}", &until), SessionStatus::kError);
}

TEST(Session, TheProfileOfAShortProgramIsExact) {
  Session session("");
  session.load(kFirstEven, "first_even.py");
  runOn(session);
  const std::string profile = session.profile();
  uint32_t count, output = 0;
  double width;
  std::memcpy(&count, profile.data() + 4, 4);
  std::memcpy(&width, profile.data() + 8, 8);
  EXPECT_EQ(count, 56u);
  EXPECT_EQ(width, 1);
  std::vector<uint16_t> depths;
  for (uint32_t i = 0; i < count; ++i) {
    uint16_t most;
    uint32_t bytes;
    std::memcpy(&most, profile.data() + 16 + i * 12 + 2, 2);
    std::memcpy(&bytes, profile.data() + 16 + i * 12 + 8, 4);
    depths.push_back(most);
    output += bytes;
  }
  EXPECT_EQ(output, 26u);
  EXPECT_EQ(depths[0], 0);
  EXPECT_EQ(depths[1], 1);
  EXPECT_EQ(depths[42], 2);
  EXPECT_EQ(depths[55], 0);
}

TEST(Session, ATrapInsideReprLeavesNoGuardBehind) {
  Session session("");
  alignas(ReprGuard) unsigned char place[sizeof(ReprGuard)];
  new (place) ReprGuard(Value::integer(1));  // its stack is unwound without running destructors
  session.recover("unreachable");
  EXPECT_FALSE(ReprGuard(Value::integer(1)).recursive());
}

}  // namespace
}  // namespace vitrine::test
