// Hashes that equal 64-bit CPython's under PYTHONHASHSEED=0 (R7), so that set and dict orders agree: SipHash-1-3 over
// a str's or bytes' buffer, and the ways tuples, frozensets and addresses combine into one. Numbers hash in big_int.h
// and number_format.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vitrine {

/// hash(bytes), and hash(str) over the str's PEP 393 buffer (1, 2 or 4 bytes per character, native order): 0 for no
/// bytes, -2 instead of -1 (CPython: Python/pyhash.c).
int64_t hashBytes(const void* bytes, size_t size);
inline int64_t hashBytes(std::string_view bytes) { return hashBytes(bytes.data(), bytes.size()); }
/// hash(str) of valid WTF-8: picks the width that the str object would have.
int64_t hashText(std::string_view wtf8);

/// hash(tuple) from its items' hashes (xxHash-based, CPython 3.8 and later).
int64_t hashTuple(std::span<const int64_t> hashes);
/// The same, item by item.
class TupleHasher {
 public:
  void add(int64_t hash);
  int64_t finish() const;

 private:
  uint64_t accumulator_ = 2870177450012600261u;  // xxHash's prime 5
  uint64_t length_ = 0;
};

/// hash(frozenset) from its elements' hashes, in any order.
class FrozensetHasher {
 public:
  void add(int64_t hash);
  int64_t finish() const;

 private:
  uint64_t accumulator_ = 0;
  uint64_t length_ = 0;
};

/// hash(object): the address rotated right by four bits.
inline int64_t hashPointer(uint64_t address) {
  auto hash = static_cast<int64_t>((address >> 4) | (address << 60));
  return hash == -1 ? -2 : hash;
}

}  // namespace vitrine
