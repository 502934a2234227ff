// Stable names such as `list.3` for objects on the screen: the type and the n-th of that type to be seen. The recorder shows
// every moment it records watched, so there the numbers follow the order in which objects appear on the stacks, whatever
// the reader looks at later. An address that is used again by an object of the same type keeps its name, as it keeps its id().
#pragma once

#include <string>
#include <unordered_map>

#include "objects/type.h"

namespace vitrine {

class ValueNames {
 public:
  void clear() {
    known_.clear();
    counts_.clear();
  }
  /// Names what lies on top of the running frame's evaluation stack.
  void noteTop();
  /// The name of an object; "" for immediate values and None, Ellipsis, NotImplemented.
  std::string of(Value value);

 private:
  struct Known {
    Offset type;
    uint32_t number;
  };
  const Known* note(Value value);

  std::unordered_map<Offset, Known> known_;
  std::unordered_map<std::string, uint32_t> counts_;  // by type name
};

}  // namespace vitrine
