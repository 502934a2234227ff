// What the tests of recorder and session share, its longer parts: images to compare, and random programs (a few functions of
// random statements, called from loops; every one ends).
#include "fixture.h"
#include "heap/heap.h"
#include "heap/poison.h"
#include "objects/frame.h"

namespace vitrine::test {
namespace {

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::string program() {
    out_ = "class Key:\n    def __init__(self, n):\n        self.n = n\n    def __hash__(self):\n        return self.n % 3\n"
           "    def __eq__(self, other):\n        total = 0\n        for i in range(self.n % 4):\n            total += i\n"
           "        return self.n == other.n\n    def __del__(self):\n        log.append(self.n)\n\n"
           "def produce(n):\n    try:\n        for i in range(n):\n            yield i * n\n    finally:\n        log.append('closed')\n\n"
           "log = []\ntable = {}\n\n";
    for (int i = 0; i < 3; ++i) function(i);
    out_ += "for round in range(" + std::to_string(3 + pick(12)) + "):\n";
    for (int i = 0; i < 3; ++i) out_ += "    print(round, f" + std::to_string(i) + "(round, [1, 2, 3]), len(log))\n";
    return std::move(out_);
  }

 private:
  uint32_t pick(uint32_t count) { return random_() % count; }
  void line(int depth, const std::string& text) { out_ += std::string(size_t(depth) * 4, ' ') + text + "\n"; }

  void function(int number) {
    line(0, "def f" + std::to_string(number) + "(n, items):");
    line(1, "result = n");
    for (uint32_t i = 0; i < 3 + pick(3); ++i) statement(1);
    line(1, "return result");
    out_ += '\n';
  }

  void block(int depth) {
    for (uint32_t i = 0; i < 1 + pick(2); ++i) statement(depth);
  }

  void statement(int depth) {
    switch (depth > 4 ? pick(5) : pick(10)) {
      case 0: return line(depth, "result = result * 3 + " + std::to_string(pick(100)));
      case 1: return line(depth, "items = [x + result for x in items][-5:]");
      case 2: return line(depth, "table[Key(n + " + std::to_string(pick(7)) + ")] = Key(result % 5)");
      case 3: return line(depth, "result += sum(produce(" + std::to_string(1 + pick(5)) + ")) + len(table)");
      case 4: return line(depth, "result = len(str(items)) + max(items, key=lambda x: -x)");
      case 5:
        line(depth, "for i in range(" + std::to_string(1 + pick(6)) + "):");
        block(depth + 1);
        if (pick(2)) line(depth + 1, "if result % 4 == 0: " + std::string(pick(2) ? "break" : "continue"));
        return line(depth + 1, "result += i");
      case 6:
        line(depth, "try:");
        block(depth + 1);
        line(depth + 1, "result += items[result % 7]");
        line(depth, "except IndexError as error:");
        block(depth + 1);
        line(depth, "finally:");
        return block(depth + 1);
      case 7:
        line(depth, "if result % " + std::to_string(2 + pick(3)) + ":");
        block(depth + 1);
        line(depth, "else:");
        return block(depth + 1);
      case 8:
        line(depth, "for value in produce(3):");
        line(depth + 1, "result += value");
        return line(depth + 1, "if value > " + std::to_string(pick(6)) + ": break");
      default:
        line(depth, "if len(table) > " + std::to_string(3 + pick(5)) + ":");
        return line(depth + 1, pick(2) ? "table.clear()" : "result += table.pop(Key(n), Key(1)).n");
    }
  }

  std::mt19937 random_;
  std::string out_;
};

}  // namespace

Image readableImage() {
  Image image{std::unique_ptr<std::byte[]>(new std::byte[regionUsed()]), regionUsed()};
  std::memset(image.data(), 0, kPageSize);
  rawCopy(image.data() + kPageSize, regionBase() + kPageSize, image.size() - kPageSize);
  const auto clear = [&](size_t from, size_t to) {
    if (from < to && to <= image.size()) std::memset(static_cast<void*>(image.data() + from), 0, to - from);
  };
  for (uint32_t list = 0; list < kFreeLists; ++list)
    for (Offset block = heapState().freeBlocks[list]; block;) {
      Offset next;
      std::memcpy(&next, image.data() + block, sizeof(next));
      clear(block + 8, block + blockSize(block));
      block = next;
    }
  forEachCell([&](Cell* cell) {
    if (at<TypeCell>(cell->type)->layout != uint8_t(LayoutId::kGenerator)) return;
    auto* generator = static_cast<GeneratorCell*>(cell);
    if (generator->state == GeneratorState::kRunning || generator->state == GeneratorState::kFinished) return;
    Frame* frame = &generator->frame;
    const uint32_t blockBytes = uint32_t(codeOf(frame)->blockStackSize) * uint32_t(sizeof(Block));
    clear(offsetOf(stackOf(frame) + frame->stackHeight), offsetOf(blocksOf(frame)));
    clear(offsetOf(blocksOf(frame) + frame->blockCount), offsetOf(blocksOf(frame)) + (blockBytes + 7) / 8 * 8);
  });
  return image;
}

Sample randomProgram(uint32_t seed) { return {"random" + std::to_string(seed), Generator(seed).program(), ""}; }

}  // namespace vitrine::test
