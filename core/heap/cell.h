// Cell: the header every object in the region starts with, and the counting of references (R8).
//
//      0          4          8
//      | refCount |   type   | fields of the type ...
//        29 bits of count, kDyingBit, kFinalizedBit, kWeaklyReferencedBit; `type` is the offset of the TypeCell
//
// A count that reaches zero never runs Python and never recurses: the cell joins a worklist (release.cpp), its count
// becoming the list's link. A free block of the allocator has `type` 0. Dropping a reference is safe anywhere.
#pragma once

#include <utility>

#include "base/result.h"
#include "heap/region.h"
#include "heap/value.h"

namespace vitrine {

struct Cell {
  static constexpr uint32_t kCountMask = 0x1FFFFFFF, kDyingBit = 0x20000000, kFinalizedBit = 0x40000000,
                            kWeaklyReferencedBit = 0x80000000;
  uint32_t refCount;
  Offset type;

  uint32_t count() const { return refCount & kCountMask; }
};
static_assert(sizeof(Cell) == 8);

/// Called when a count has reached zero: drops what the cell holds and frees it, iteratively and in the order of
/// CPython's recursive deallocation; finalisers and weak reference callbacks queue up (release.h).
void releaseCell(Cell* cell);

inline void increment(Value value) {
  if (value.isReference()) ++at<Cell>(value.offset())->refCount;
}
inline void decrement(Cell* cell) {
  if ((--cell->refCount & Cell::kCountMask) == 0) [[unlikely]]
    releaseCell(cell);
}
inline void decrement(Value value) {
  if (value.isReference()) decrement(at<Cell>(value.offset()));
}
inline void incrementAt(Offset offset) {
  if (offset) ++at<Cell>(offset)->refCount;
}
inline void decrementAt(Offset offset) {
  if (offset) decrement(at<Cell>(offset));
}

/// decrement(), out of line: what a Ref's end costs where the compiler is asked for small code.
void dropReference(Value value);

/// A Value that owns one reference: moved, never copied by accident (share() makes a second one). Passed and returned as the
/// word it is (VITRINE_IN_REGISTER); what a function is given and does not pass on is dropped as it returns.
class [[nodiscard]] VITRINE_IN_REGISTER Ref {
 public:
  Ref() = default;
  /// Takes over a reference that the caller owns.
  VITRINE_INLINE static Ref steal(Value value) { return Ref(value); }
  VITRINE_INLINE static Ref steal(Cell* cell) { return Ref(Value::reference(offsetOf(cell))); }
  /// Adds a reference to something borrowed.
  static Ref share(Value value) {
    increment(value);
    return Ref(value);
  }
  static Ref share(Cell* cell) { return share(Value::reference(offsetOf(cell))); }
  VITRINE_INLINE Ref(Ref&& other) noexcept : value_(other.release()) {}
  VITRINE_INLINE Ref& operator=(Ref&& other) noexcept {
    Value old = value_;
    value_ = other.release();
    drop(old);
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  VITRINE_INLINE ~Ref() { drop(value_); }

  VITRINE_INLINE Value get() const { return value_; }
  /// Borrowing is implicit from a named Ref, an error from a temporary one (it would dangle).
  VITRINE_INLINE operator Value() const& { return value_; }
  operator Value() const&& = delete;
  VITRINE_INLINE explicit operator bool() const { return !value_.isNull(); }
  VITRINE_INLINE bool isNull() const { return value_.isNull(); }
  /// Gives the reference away.
  VITRINE_INLINE Value release() { return std::exchange(value_, Value()); }
  Ref share() const { return share(value_); }
  /// The cell as a T; the caller knows the type.
  template <class T>
  T* as() const {
    return at<T>(value_.offset());
  }

 private:
  VITRINE_INLINE explicit Ref(Value value) : value_(value) {}
  VITRINE_INLINE static void drop(Value value) {
#ifdef __OPTIMIZE_SIZE__
    dropReference(value);
#else
    decrement(value);
#endif
  }
  Value value_;
};

/// Result<Ref> is one word: NULL stands for Raised. Where NULL is a value of its own (an exhausted iterator), use
/// Result<NextItem> or look at the function's comment.
template <>
class [[nodiscard]] VITRINE_IN_REGISTER Result<Ref> {
 public:
  VITRINE_INLINE Result(Ref value) : value_(std::move(value)) {}
  VITRINE_INLINE Result(Raised) {}
  VITRINE_INLINE bool ok() const { return !value_.isNull(); }
  VITRINE_INLINE Ref take() { return std::move(value_); }
  VITRINE_INLINE const Ref& value() const { return value_; }

 private:
  Ref value_;
};

/// The cell behind a reference.
template <class T = Cell>
inline T* cellOf(Value value) {
  return at<T>(value.offset());
}
inline Value valueOf(const Cell* cell) { return Value::reference(offsetOf(cell)); }

}  // namespace vitrine
