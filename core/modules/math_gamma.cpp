// The gamma function by Lanczos' approximation (13 terms, g = 6.0246..., the rational form of Boost's lanczos13m53) with a
// correction for the rounding of x + g - 1/2, as CPython computes it: libm's tgamma differs in the last digits from one platform
// to the next. CPython: Modules/mathmodule.c, m_tgamma and m_lgamma.
#include <cerrno>
#include <cmath>
#include <limits>

#include "modules/math_module.h"

namespace vitrine::math {
namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375, kGMinusHalf = 5.524680040776729583740234375;
constexpr double kInfinity = std::numeric_limits<double>::infinity(), kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kTerms = 13;
constexpr double kNumerator[kTerms] = {23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
                                       35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
                                       6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
                                       248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
                                       2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
                                       8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
                                       2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[kTerms] = {0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0,
                                         1925.0, 66.0, 1.0};

/// The sum for x > 0, in powers of x or of 1/x so that nothing overflows.
double lanczosSum(double x) {
  double above = 0, below = 0;
  for (int i = 0; i < kTerms; ++i) {
    int term = x < 5.0 ? kTerms - 1 - i : i;
    above = (x < 5.0 ? above * x : above / x) + kNumerator[term];
    below = (x < 5.0 ? below * x : below / x) + kDenominator[term];
  }
  return above / below;
}

/// sin(pi * x), exact where x is a multiple of a half.
double sinPi(double x) {
  double y = std::fmod(std::fabs(x), 2.0), result;
  switch (int(std::round(2.0 * y))) {
    case 0: result = std::sin(kPi * y); break;
    case 1: result = std::cos(kPi * (y - 0.5)); break;
    case 2: result = std::sin(kPi * (1.0 - y)); break;
    case 3: result = -std::cos(kPi * (y - 1.5)); break;
    default: result = std::sin(kPi * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * result;
}

double factorialOfSmall(int n) {
  double result = 1;
  for (int i = 2; i <= n; ++i) result *= i;
  return result;
}

/// For 1e-20 <= |x| <= 200.
double lanczosGamma(double x) {
  double size = std::fabs(x), y = size + kGMinusHalf;
  double lost = size > kGMinusHalf ? y - size - kGMinusHalf : y - kGMinusHalf - size;  // what y's rounding took away
  double correction = lost * kG / y, result;
  bool inTwoSteps = size >= 140.0;
  double factor = std::pow(y, inTwoSteps ? size / 2.0 - 0.25 : size - 0.5);
  if (x < 0) {
    result = -kPi / sinPi(size) / size * std::exp(y) / lanczosSum(size);
    result -= correction * result;
    result /= factor;
    return inTwoSteps ? result / factor : result;
  }
  result = lanczosSum(size) / std::exp(y);
  result += correction * result;
  result *= factor;
  return inTwoSteps ? result * factor : result;
}

}  // namespace

double gammaOf(double x, int* error) {
  if (!std::isfinite(x)) {
    if (std::isnan(x) || x > 0) return x;
    *error = EDOM;
    return kNan;
  }
  if (x == 0) {
    *error = EDOM;
    return std::copysign(kInfinity, x);
  }
  if (x == std::floor(x)) {
    if (x < 0) {
      *error = EDOM;
      return kNan;
    }
    if (x <= 23) return factorialOfSmall(int(x) - 1);
  }
  double size = std::fabs(x), result;
  if (size < 1e-20) {
    result = 1.0 / x;
  } else if (size > 200.0) {
    if (x < 0) return 0.0 / sinPi(x);
    result = kInfinity;
  } else {
    result = lanczosGamma(x);
  }
  if (std::isinf(result)) *error = ERANGE;
  return result;
}

double logGammaOf(double x, int* error) {
  if (!std::isfinite(x)) return std::isnan(x) ? x : kInfinity;
  if (x == std::floor(x) && x <= 2.0) {
    if (x > 0) return 0.0;
    *error = EDOM;
    return kInfinity;
  }
  double size = std::fabs(x);
  if (size < 1e-20) return -std::log(size);
  double result = std::log(lanczosSum(size)) - kG;
  result += (size - 0.5) * (std::log(size + kG - 0.5) - 1);
  if (x < 0) result = kLogPi - std::log(std::fabs(sinPi(size))) - std::log(size) - result;
  if (std::isinf(result)) *error = ERANGE;
  return result;
}

}  // namespace vitrine::math
