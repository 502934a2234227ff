// ConstantTable: the constants of one code object in order of first use, equal ones once. Equality is that of CPython's
// _PyCode_ConstantKey: type and value, signs of zero told apart; code objects are equal by what they hold, so two equal
// lambdas on one line become one constant, as in 3.7.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bytecode/code_object.h"

namespace vitrine::compiler {

class ConstantTable {
 public:
  /// The index of `constant`, which is added where it is new.
  uint32_t add(Constant constant);
  /// The index of a str; nothing is copied where it is there already.
  uint32_t addText(std::string_view wtf8);
  /// The index of None.
  uint32_t addNone();
  std::vector<Constant>& constants() { return constants_; }
  void clear();

 private:
  template <class Same> uint32_t findBy(uint64_t hash, Same same) const;
  uint32_t insert(Constant&& constant, uint64_t hash);
  void rehash();

  static constexpr uint32_t kEmpty = 0xffffffff;
  std::vector<Constant> constants_;
  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> slots_;  // in use from kListLimit constants on
  uint32_t none_ = kEmpty;
};

}  // namespace vitrine::compiler
