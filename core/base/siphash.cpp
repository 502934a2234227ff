// SipHash-1-3 with an all-zero key and the combining hashes. Algorithms: Aumasson and Bernstein's SipHash paper (one
// compression round, three finalisation rounds); CPython: Objects/tupleobject.c (xxHash), Objects/setobject.c.
#include "base/siphash.h"

#include <cstring>
#include <vector>

#include "base/utf8.h"

namespace vitrine {

namespace {

uint64_t rotateLeft(uint64_t value, int bits) { return (value << bits) | (value >> (64 - bits)); }

struct SipState {
  // The constants spell "somepseudorandomlygeneratedbytes"; the key they are combined with is zero.
  uint64_t v0 = 0x736f6d6570736575u;
  uint64_t v1 = 0x646f72616e646f6du;
  uint64_t v2 = 0x6c7967656e657261u;
  uint64_t v3 = 0x7465646279746573u;

  void round() {
    v0 += v1;
    v2 += v3;
    v1 = rotateLeft(v1, 13) ^ v0;
    v3 = rotateLeft(v3, 16) ^ v2;
    v0 = rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = rotateLeft(v1, 17) ^ v2;
    v3 = rotateLeft(v3, 21) ^ v0;
    v2 = rotateLeft(v2, 32);
  }
  void absorb(uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }
  uint64_t finish() {
    v2 ^= 0xff;
    for (int i = 0; i < 3; ++i) round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

constexpr uint64_t kXxPrime1 = 11400714785074694791u;
constexpr uint64_t kXxPrime2 = 14029467366897019727u;
constexpr uint64_t kXxPrime5 = 2870177450012600261u;

}  // namespace

int64_t hashBytes(const void* bytes, size_t size) {
  if (size == 0) return 0;
  SipState state;
  auto* at = static_cast<const unsigned char*>(bytes);
  size_t left = size;
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    state.absorb(word);
  }
  uint64_t last = 0;
  std::memcpy(&last, at, left);
  state.absorb(last | (static_cast<uint64_t>(size) << 56));
  auto hash = static_cast<int64_t>(state.finish());
  return hash == -1 ? -2 : hash;
}

int64_t hashText(std::string_view wtf8) {
  if (utf8::isAscii(wtf8)) return hashBytes(wtf8);
  size_t count = utf8::countCodePoints(wtf8);
  switch (utf8::widthFor(utf8::maxCodePoint(wtf8))) {
    case 1: {
      std::vector<uint8_t> buffer(count);
      utf8::widen(wtf8, buffer.data());
      return hashBytes(buffer.data(), count);
    }
    case 2: {
      std::vector<uint16_t> buffer(count);
      utf8::widen(wtf8, buffer.data());
      return hashBytes(buffer.data(), count * 2);
    }
    default: {
      std::vector<uint32_t> buffer(count);
      utf8::widen(wtf8, buffer.data());
      return hashBytes(buffer.data(), count * 4);
    }
  }
}

void TupleHasher::add(int64_t hash) {
  accumulator_ += static_cast<uint64_t>(hash) * kXxPrime2;
  accumulator_ = rotateLeft(accumulator_, 31) * kXxPrime1;
  ++length_;
}

int64_t TupleHasher::finish() const {
  uint64_t hash = accumulator_ + (length_ ^ (kXxPrime5 ^ 3527539u));
  return hash == UINT64_MAX ? 1546275796 : static_cast<int64_t>(hash);
}

int64_t hashTuple(std::span<const int64_t> hashes) {
  TupleHasher hasher;
  for (int64_t hash : hashes) hasher.add(hash);
  return hasher.finish();
}

void FrozensetHasher::add(int64_t hash) {
  auto bits = static_cast<uint64_t>(hash);
  accumulator_ ^= ((bits ^ 89869747u) ^ (bits << 16)) * 3644798167u;
  ++length_;
}

int64_t FrozensetHasher::finish() const {
  uint64_t hash = accumulator_ ^ ((length_ + 1) * 1927868237u);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == UINT64_MAX ? 590923713 : static_cast<int64_t>(hash);
}

}  // namespace vitrine
