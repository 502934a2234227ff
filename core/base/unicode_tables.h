// The shapes of the generated tables, for unicode*.cpp only; unicode_data.py says how they are made.
#pragma once

#include <cstdint>

namespace vitrine::unicode::tables {

enum Flag : uint8_t {
  kSpace = 1,
  kUppercase = 2,
  kLowercase = 4,
  kCaseIgnorable = 8,
  kIdentifierStart = 16,
  kIdentifierContinue = 32,
  kWide = 64,
};

struct Record {
  uint8_t category;
  uint8_t flags;
  uint8_t combining;
};

/// `count` code points from `first` on, `stride` apart, each of which maps to itself plus `delta`.
struct CaseRun {
  uint32_t first;
  uint16_t count;
  uint16_t stride;
  int32_t delta;
};

/// A code point (all are in the basic plane) that maps to two or three.
struct Special {
  uint16_t from;
  uint16_t to[3];
};

enum class NumberKind : uint8_t { Decimal, Digit, Numeric };

struct NumberRun {
  uint32_t firstAndKind;
  uint16_t count;
  uint16_t value;  ///< index into kNumberValues, of the first
  uint32_t first() const { return firstAndKind & 0xFFFFFF; }
  NumberKind kind() const { return static_cast<NumberKind>(firstAndKind >> 24); }
};

struct DecompositionIndex {
  uint32_t first;
  uint32_t offset;
};

#include "base/unicode_tables.inc"

}  // namespace vitrine::unicode::tables
