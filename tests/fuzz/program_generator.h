// ProgramGenerator: bytes in, a valid Python 3.14 program out. Each byte decides between alternatives of the grammar, so a
// fuzzer's mutations are mutations of the program; when the bytes are used up the shortest alternatives follow and it ends.
// What it writes compiles: names are bound once per scope, `return` stands in functions, patterns bind what they may.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace vitrine::fuzz {

class ProgramGenerator {
 public:
  ProgramGenerator(const uint8_t* bytes, size_t size) : bytes_(bytes), size_(size) {}
  /// The program; a second call continues with what is left of the bytes.
  std::string program();

 private:
  /// Where the statement or expression stands.
  struct Place {
    bool function = false, async = false, loop = false, classBody = false, exceptStar = false, comprehension = false;
    bool yields = true;  // `yield` and `await` may stand here
    bool generator = false;  // an asynchronous function with yields returns no value
    bool walrus = true;
  };

  // statements.cpp
  void block(Place place, int depth);
  void statement(Place place, int depth);
  void simpleStatement(Place place, int depth);
  void assignment(Place place, int depth);
  void importStatement();
  void compoundStatement(Place place, int depth);
  void ifStatement(Place place, int depth);
  void loopStatement(Place place, int depth);
  void tryStatement(Place place, int depth);
  void withStatement(Place place, int depth);
  void matchStatement(Place place, int depth);
  void functionDefinition(Place place, int depth);
  void classDefinition(Place place, int depth);
  void parameters(Place place, int depth, bool annotated);
  void typeParameters();
  void pattern(int depth);
  void closedPattern(int depth);

  // expressions.cpp
  void expression(Place place, int depth);
  void starredList(Place place, int depth);
  void operand(Place place, int depth, int level);
  void atom(Place place, int depth);
  void display(Place place, int depth);
  void comprehension(Place place, int depth, const char* open, const char* close, bool isDict);
  void arguments(Place place, int depth);
  void subscript(Place place, int depth);
  void lambda(Place place, int depth);
  void formattedString(Place place, int depth, bool isTemplate);
  void literal();
  void target(Place place, int depth);

  /// A number below `count`; 0 when the bytes are used up.
  uint32_t choose(uint32_t count);
  bool flip() { return choose(2) == 1; }
  bool exhausted() const { return at_ >= size_ || out_.size() > kMostText; }
  void name() { out_ += kNames[choose(kNameCount)]; }
  std::string freshName() { return "v" + std::to_string(next_++); }
  void line() { out_.append(size_t(indent_) * 4, ' '); }
  void open(const char* text) { out_ += text; }

  static constexpr size_t kMostText = 6000;
  static constexpr int kMostDepth = 6;
  static constexpr uint32_t kNameCount = 12;
  static constexpr const char* kNames[kNameCount] = {"a", "b", "c", "d", "e", "f", "match", "case", "type", "_", "é", "x1"};

  const uint8_t* bytes_;
  size_t size_, at_ = 0;
  std::string out_;
  int indent_ = 0;
  uint32_t next_ = 0;
};

}  // namespace vitrine::fuzz
