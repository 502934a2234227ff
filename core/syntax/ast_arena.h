// AstArena: bump allocation for everything a parse makes (nodes, lists, strings, the decoded source). Nothing in it
// is destroyed one by one, so only trivially destructible types may live here; all of it is released with the arena.
// It lies outside the machine's region (R3, R19). Next: ast.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vitrine::syntax {

/// Owns the memory of one or more syntax trees. Moving it leaves every address in it valid.
class AstArena {
 public:
  AstArena() = default;
  AstArena(AstArena&&) = default;
  AstArena& operator=(AstArena&&) = default;

  /// `size` bytes, aligned to 8.
  void* allocate(size_t size) {
    size = (size + 7) & ~size_t{7};
    if (size > size_t(end_ - next_)) [[unlikely]]
      grow(size);
    void* result = next_;
    next_ += size;
    return result;
  }

  /// A T made from `arguments` (aggregates too).
  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
    return new (allocate(sizeof(T))) T{std::forward<Arguments>(arguments)...};
  }

  /// A copy of `items` in the arena.
  template <class T>
  std::span<T> copy(const T* items, size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    if (count == 0) return {};
    T* result = static_cast<T*>(allocate(count * sizeof(T)));
    std::memcpy(static_cast<void*>(result), items, count * sizeof(T));
    return {result, count};
  }
  template <class T>
  std::span<T> copy(const std::vector<T>& items) { return copy(items.data(), items.size()); }

  /// A copy of `text` in the arena.
  std::string_view store(std::string_view text) {
    if (text.empty()) return {};
    char* result = static_cast<char*>(allocate(text.size()));
    std::memcpy(result, text.data(), text.size());
    return {result, text.size()};
  }

  /// Bytes handed out and reserved so far.
  size_t reservedBytes() const { return reserved_; }

 private:
  void grow(size_t size);

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  size_t reserved_ = 0;
};

}  // namespace vitrine::syntax
