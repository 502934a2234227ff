// Watching changes nothing (R4): a program ends with the same bytes in the region whether it ran in one go, in slices of
// any length, or instruction by instruction under a watcher; and the instructions counted are the same.
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "base/depth_guard.h"
#include "heap/collector.h"
#include "heap/heap.h"
#include "modules/boot.h"
#include "trace/checkpoints.h"
#include "vm/host.h"

namespace vitrine {
namespace {

/// A world that answers the same to everybody.
class FixedHost : public Host {
 public:
  void write(int, std::string_view bytes, uint64_t) override { output += bytes; }
  Answer readLine(uint64_t, std::string* line) override {
    line->clear();
    return Answer::kEnded;
  }
  int64_t clock(uint64_t index, bool) override { return int64_t(index) * 1000; }
  Answer sleep(uint64_t, double) override { return Answer::kReady; }
  std::optional<std::string> sourceText(std::string_view) override { return {}; }
  Answer libraryFile(std::string_view, std::string*) override { return Answer::kEnded; }

  std::string output;
};

class Nothing : public Watcher {
 public:
  bool beforeInstruction(Vm&) override { return true; }
};

struct Outcome {
  std::string output;
  std::vector<std::byte> image;
  uint64_t instructions, userInstructions;
  RunStatus status;
};

/// How one run goes about it.
struct Manner {
  bool watched;
  uint32_t shortest, longest;  // back-edges of a slice
};

Outcome runProgram(const char* source, Manner manner, size_t collectionThreshold) {
  FixedHost world;
  host = &world;
  resetRegion(size_t(64) << 20);
  Vm vm;
  startMachine(vm);
  setCollectionThreshold(collectionThreshold);
  EXPECT_TRUE(startProgram(vm, source, "program.py").ok());
  std::mt19937 random(7);
  Nothing watcher;
  RunStatus status;
  do {
    RunRequest request;
    request.maxBackEdges = manner.shortest + random() % (manner.longest - manner.shortest + 1);
    status = run(vm, request, manner.watched ? &watcher : nullptr);
  } while (status == RunStatus::kBudgetSpent);
  Outcome outcome{world.output, imageOfUsed(), root().instructionCount, root().userInstructionCount, status};
  abandonStack(vm);
  host = nullptr;
  return outcome;
}

size_t firstDifference(const std::vector<std::byte>& a, const std::vector<std::byte>& b) {
  size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return at;
}

void expectSameInEveryManner(const char* source, size_t collectionThreshold = 700) {
  const Outcome plain = runProgram(source, {false, 100000, 100000}, collectionThreshold);
  EXPECT_EQ(plain.status, RunStatus::kDone) << plain.output;
  for (const Manner manner : {Manner{true, 100000, 100000}, Manner{false, 1, 9}, Manner{true, 1, 40}, Manner{false, 50, 500}}) {
    const Outcome other = runProgram(source, manner, collectionThreshold);
    EXPECT_EQ(other.output, plain.output);
    EXPECT_EQ(other.instructions, plain.instructions);
    EXPECT_EQ(other.userInstructions, plain.userInstructions);
    EXPECT_TRUE(other.image == plain.image) << "watched " << manner.watched << ", slices of " << manner.shortest << " to "
                                            << manner.longest << ": differs at " << firstDifference(other.image, plain.image);
  }
}

TEST(Determinism, CallsAndLoops) {
  expectSameInEveryManner(R"(
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def scaled(values, by=2, *rest, **more):
    return [value * by for value in values]
total = 0
for i in range(60):
    total += fib(i % 9)
    total += sum(scaled(range(i), by=3))
    x = y = i / 7
    z = x if i & 1 else -y
print(total, z)
)");
}

TEST(Determinism, ObjectsAndFinalisers) {
  expectSameInEveryManner(R"(
class Node:
    made = 0
    def __init__(self, name, parent=None):
        self.name, self.parent = name, parent
        self.children = []
        Node.made += 1
        if parent is not None: parent.children.append(self)
    def __del__(self): seen.append(self.name)
    @property
    def depth(self): return 0 if self.parent is None else self.parent.depth + 1
seen = []
for turn in range(40):
    root = Node(turn)
    for k in range(4): leaf = Node((turn, k), root)
    assert leaf.depth == 1
    del root, leaf
print(len(seen), Node.made)
)");
}

TEST(Determinism, ExceptionsBlocksAndGenerators) {
  expectSameInEveryManner(R"(
class Guard:
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): return kind is KeyError
def numbers(limit):
    try:
        for n in range(limit):
            got = yield n
            if got: raise ValueError(got)
    finally:
        log.append('closed')
log = []
def work(n):
    with Guard():
        try:
            if n % 3 == 0: raise KeyError(n)
            if n % 3 == 1: return n
            {}[n]
        except KeyError as error:
            raise error
        finally:
            log.append(n)
    for value in numbers(n):
        if value == 2: break
    g = numbers(3)
    next(g)
    try: g.send('stop')
    except ValueError as error: log.append(str(error))
    return -1
print([work(n) for n in range(30)], len(log))
)");
}

TEST(Determinism, TablesTextAndNestedCalls) {
  expectSameInEveryManner(R"(
class Key:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __hash__(self): return self.n % 5
    def __repr__(self): return 'Key(%d)' % self.n
    def __lt__(self, other): return self.n < other.n
table = {}
for i in range(80):
    table[Key(i % 17)] = table.get(Key(i % 17), 0) + i
    text = ''.join(f'{k!r}' for k in sorted(table))
words = {}
for word in (text * 3).split('K'):
    words[word] = words.get(word, 0) + 1
print(len(text), sorted(words.items())[:3], {n % 7 for n in range(90)}, repr(list(table))[:40])
)");
}

TEST(Determinism, GarbageCyclesAreCollectedAtTheSameMoments) {
  expectSameInEveryManner(R"(
class Loop:
    def __init__(self, n):
        self.n, self.me = n, self
        self.more = [self, (n, [n])]
    def __del__(self): dead.append(self.n)
dead = []
for n in range(400):
    Loop(n)
    pair = [n]; pair.append(pair)
print(len(dead) > 0, len(dead))
)", 50);
}

}  // namespace
}  // namespace vitrine
