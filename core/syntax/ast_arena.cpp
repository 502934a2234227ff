// AstArena's slow path: a new chunk, each as large as everything before it up to 1 MB. See ast_arena.h.
#include "syntax/ast_arena.h"

#include <algorithm>

namespace vitrine::syntax {

void AstArena::grow(size_t size) {
  constexpr size_t kSmallest = 16 << 10, kLargest = 1 << 20;
  size_t chunk = std::max(size, std::clamp(reserved_, kSmallest, kLargest));
  chunks_.emplace_back(new char[chunk]);
  next_ = chunks_.back().get();
  end_ = next_ + chunk;
  reserved_ += chunk;
}

}  // namespace vitrine::syntax
