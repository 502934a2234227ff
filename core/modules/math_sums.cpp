// math's functions over many numbers, with CPython's extended precision: fsum (Shewchuk's partials), sumprod (triple-length
// accumulation), hypot and dist (scaled, compensated norm), prod. Iterables that run Python code come through prelude/math.py.
#include <cfloat>
#include <cmath>
#include <vector>

#include "modules/math_module.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/iterator.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/sequence.h"
#include "objects/tuple.h"

namespace vitrine::math {
namespace {

/// A sum with what its rounding lost.
struct Double2 {
  double high, low;
};
Double2 fastSum(double a, double b) {  // |a| >= |b|
  double x = a + b;
  return {x, (a - x) + b};
}
Double2 exactSum(double a, double b) {
  double x = a + b, z = x - a;
  return {x, (a - (x - z)) + (b - z)};
}
Double2 exactProduct(double x, double y) {
  double z = x * y;
  return {z, std::fma(x, y, -z)};
}

struct Double3 {
  double high = 0, low = 0, tiny = 0;
};
Double3 addProduct(double x, double y, Double3 total) {
  Double2 product = exactProduct(x, y), sum = exactSum(total.high, product.high);
  Double2 first = exactSum(total.low, product.low), second = exactSum(first.high, sum.low);
  return {sum.high, second.high, total.tiny + first.low + second.low};
}
double rounded(Double3 total) {
  Double2 last = exactSum(total.low, total.tiny);
  return exactSum(total.high, last.high).high;
}

/// The length of a vector of absolute values, the greatest of which is `most`.
double vectorNorm(std::vector<double>& vector, double most, bool foundNan) {
  if (std::isinf(most)) return most;
  if (foundNan) return NAN;
  if (most == 0 || vector.size() <= 1) return most;
  int exponent;
  std::frexp(most, &exponent);
  if (exponent < -1023) {  // the scale would overflow
    for (double& x : vector) x /= DBL_MIN;
    return DBL_MIN * vectorNorm(vector, most / DBL_MIN, foundNan);
  }
  double scale = std::ldexp(1.0, -exponent), sum = 1.0, lowProducts = 0, lowSums = 0;
  auto add = [&](Double2 product) {
    Double2 next = fastSum(sum, product.high);
    sum = next.high;
    lowProducts += product.low;
    lowSums += next.low;
  };
  for (double x : vector) add(exactProduct(x * scale, x * scale));
  double root = std::sqrt(sum - 1.0 + (lowProducts + lowSums));
  add(exactProduct(-root, root));
  double rest = sum - 1.0 + (lowProducts + lowSums);
  return (root + rest / (2.0 * root)) / scale;
}

Result<Ref> normOf(std::vector<double>& vector) {
  double most = 0;
  bool foundNan = false;
  for (double& x : vector) {
    x = std::fabs(x);
    foundNan = foundNan || std::isnan(x);
    if (x > most) most = x;
  }
  return newFloat(vectorNorm(vector, most, foundNan));
}

// fsum ---------------------------------------------------------------------------------------------------------------

/// Partials that do not overlap and whose sum is exact.
class ExactSum {
 public:
  /// False: an intermediate result is too large.
  bool add(double x) {
    double given = x;
    size_t kept = 0;
    for (size_t j = 0; j < partials_.size(); ++j) {
      double y = partials_[j];
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0) partials_[kept++] = low;
      x = high;
    }
    partials_.resize(kept);
    if (x == 0) return true;
    if (std::isfinite(x)) {
      partials_.push_back(x);
      return true;
    }
    if (std::isfinite(given)) return false;
    if (std::isinf(given)) infinities_ += given;
    special_ += given;
    partials_.clear();
    return true;
  }
  bool hasBothInfinities() const { return special_ != 0 && std::isnan(infinities_); }
  /// The sum rounded once, half to even.
  double total() const {
    if (special_ != 0) return special_;  // a NaN is not 0 either
    size_t n = partials_.size();
    if (n == 0) return 0;
    double high = partials_[--n], low = 0;
    while (n > 0) {
      double x = high, y = partials_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
      double y = low * 2, x = high + y;
      if (y == x - high) high = x;
    }
    return high;
  }

 private:
  std::vector<double> partials_;
  double special_ = 0, infinities_ = 0;
};

/// Two sequences as lists or tuples, or NULL where getting at the items needs Python.
bool bothNative(Args args) { return iteratesNatively(args[0]) && iteratesNatively(args[1]); }

}  // namespace

Result<Ref> fsum(Vm& vm, Args args) {
  if (!iteratesNatively(args[0])) return tailCallPrelude(vm, "math_fsum", {args[0]});
  Ref iterator = TRY(iterate(vm, args[0]));
  ExactSum sum;
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) break;
    if (!sum.add(TRY(toDouble(vm, item)))) return vm.raise(TypeId::kOverflowError, "intermediate overflow in fsum");
  }
  if (sum.hasBothInfinities()) return vm.raise(TypeId::kValueError, "-inf + inf in fsum");
  return newFloat(sum.total());
}

/// values: tuple of coordinates.
Result<Ref> hypot(Vm& vm, Args args) {
  std::vector<double> vector;
  for (Value each : tupleItems(args[0])) vector.push_back(TRY(toDouble(vm, each)));
  return normOf(vector);
}

Result<Ref> dist(Vm& vm, Args args) {
  if (!bothNative(args) && !(isTuple(args[0]) && isTuple(args[1]))) return tailCallPrelude(vm, "math_dist", {args[0], args[1]});
  Ref p = isTuple(args[0]) ? Ref::share(args[0]) : TRY(tupleFrom(vm, args[0])), q = isTuple(args[1]) ? Ref::share(args[1]) : TRY(tupleFrom(vm, args[1]));
  auto a = tupleItems(p), b = tupleItems(q);
  if (a.size() != b.size()) return vm.raise(TypeId::kValueError, "both points must have the same number of dimensions");
  std::vector<double> vector;
  for (size_t i = 0; i < a.size(); ++i) {
    double x = TRY(toDouble(vm, a[i])), y = TRY(toDouble(vm, b[i]));
    vector.push_back(x - y);
  }
  return normOf(vector);
}

namespace {

bool isPlainNumber(Value v) { return v.isInt() || v.isFloat() || v.isBool() || isExactly(v, TypeId::kInt) || isExactly(v, TypeId::kFloat); }

}  // namespace

/// values: iterable, start.
Result<Ref> prod(Vm& vm, Args args) {
  Ref result = args[1] ? Ref::share(args[1]) : intRef(1);
  if (!iteratesNatively(args[0])) return tailCallPrelude(vm, "math_prod", {args[0], result});
  Ref iterator = TRY(iterate(vm, args[0]));
  for (;;) {
    Ref item = TRY(next(vm, iterator));
    if (isExhausted(item)) return result;
    if (!isPlainNumber(item) || !isPlainNumber(result)) return tailCallPrelude(vm, "math_prod_from", {iterator, result, item});
    result = TRY(binary(vm, BinaryOp::kMul, result, item));
  }
}

namespace {

bool isExactIntValue(Value v) { return v.isInt() || isExactly(v, TypeId::kInt); }
bool isExactFloatValue(Value v) { return v.isFloat() || isExactly(v, TypeId::kFloat); }

/// A pair with a float in it as doubles; false where the pair is no such (or its int is too large).
bool floatPair(Value p, Value q, double* x, double* y) {
  if (!isExactFloatValue(p) && !isExactFloatValue(q)) return false;
  auto convert = [](Value v, double* out) {
    if (isExactFloatValue(v)) {
      *out = floatValue(v);
      return true;
    }
    if (!isExactIntValue(v) && !v.isBool()) return false;
    auto value = bigint::toDouble(IntDigits(v).view);
    if (value) *out = *value;
    return value.has_value();
  };
  return convert(p, x) && convert(q, y);
}

}  // namespace

Result<Ref> sumProd(Vm& vm, Args args) {
  if (!bothNative(args)) return tailCallPrelude(vm, "math_sumprod", {args[0], args[1]});
  Ref first = TRY(listFrom(vm, args[0])), second = TRY(listFrom(vm, args[1])), total = intRef(0);
  Double3 floats;
  bool ints = true, floating = true, used = false;
  auto flush = [&]() -> Result<void> {
    floating = false;
    if (!used) return {};
    used = false;
    Ref sum = newFloat(rounded(floats));
    total = TRY(binary(vm, BinaryOp::kAdd, total, sum));
    return {};
  };
  size_t count = std::min(listItems(first).size(), listItems(second).size());
  bool same = listItems(first).size() == listItems(second).size();
  for (size_t i = 0; i < count; ++i) {
    Ref p = Ref::share(listItems(first)[i]), q = Ref::share(listItems(second)[i]);
    ints = ints && isExactIntValue(p) && isExactIntValue(q);
    double x, y;
    if (!ints && floating) {
      Double3 more = floatPair(p, q, &x, &y) ? addProduct(x, y, floats) : Double3{NAN, 0, 0};
      if (std::isfinite(more.high)) {
        floats = more;
        used = true;
        continue;
      }
      TRY(flush());
    }
    Ref product = TRY(binary(vm, BinaryOp::kMul, p, q));
    total = TRY(binary(vm, BinaryOp::kAdd, total, product));
  }
  if (!same) return vm.raise(TypeId::kValueError, "Inputs are not the same length");
  TRY(flush());
  return total;
}

}  // namespace vitrine::math
