// Big integers against CPython (data/big_int_cases.py), and big operands against algebra: the fast methods must agree
// with the plain ones.
#include "base/big_int.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/big_int_digits.h"
#include "base/number_format.h"

namespace vitrine {
namespace {

using namespace bigint;

struct Case {
  const char *operation, *left, *right, *result;  // plain pointers: clang counts the steps of constant views
};

const Case kCases[] = {
#include "data/big_int_cases.inc"
};

BigInt fromHex(std::string_view text) {
  auto value = parse(text, 16);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(BigInt());
}
std::string hex(const BigInt& value) { return toString(value, 16); }
std::string hex(const std::optional<BigInt>& value) { return value ? hex(*value) : "error"; }
std::string hexFloat(std::optional<double> value) { return value ? formatHexFloat(*value) : "error"; }
std::string hexInt(int64_t value) { return hex(BigInt(value)); }

std::string hexBytes(const std::optional<std::string>& bytes) {
  if (!bytes) return "error";
  if (bytes->empty()) return "none";
  std::string out;
  for (unsigned char byte : *bytes) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

std::string floatCase(std::string_view operation, const Case& test) {
  double value = 0;
  if (operation == "cmpf") {
    EXPECT_EQ(parseHexFloat(test.right, value), HexFloatStatus::Ok);
    auto order = compareDouble(fromHex(test.left), value);
    return order < 0 ? "-1" : order > 0 ? "1" : "0";
  }
  EXPECT_EQ(parseHexFloat(test.left, value), HexFloatStatus::Ok);
  return operation == "int" ? hex(fromDouble(value)) : hexInt(hashDouble(value));
}

std::string arithmeticCase(std::string_view operation, const BigInt& a, const BigInt& b) {
  if (operation == "+") return hex(add(a, b));
  if (operation == "-") return hex(subtract(a, b));
  if (operation == "*") return hex(multiply(a, b));
  if (operation == "//") return hex(divModFloor(a, b).quotient);
  if (operation == "%") return hex(divModFloor(a, b).remainder);
  if (operation == "/") return hexFloat(trueDivide(a, b));
  if (operation == "inv") return hex(inverseMod(a, b));
  if (operation == "powmod") return hex(powerMod(a, BigInt(0x1234567), b));
  if (operation == "**") return hex(power(a, *toUint64(b)));
  if (operation == "gcd") return hex(gcd(a, b));
  if (operation == "isqrt") return hex(isqrt(a));
  if (operation == "cmp") {
    auto order = compare(a, b);
    return order < 0 ? "-1" : order > 0 ? "1" : "0";
  }
  return "unknown operation";
}

std::string resultOf(const Case& test) {
  std::string_view operation = test.operation;
  if (operation == "cmpf" || operation == "int" || operation == "fhash") return floatCase(operation, test);
  BigInt a = fromHex(test.left), b = fromHex(test.right);
  if (operation == "&") return hex(bitAnd(a, b));
  if (operation == "|") return hex(bitOr(a, b));
  if (operation == "^") return hex(bitXor(a, b));
  if (operation == "~") return hex(bitInvert(a));
  if (operation == "<<") return hex(shiftLeft(a, *toUint64(b)));
  if (operation == ">>") return hex(shiftRight(a, *toUint64(b)));
  if (operation == "str") return toString(a);
  if (operation.substr(0, 4) == "base") return toString(a, std::atoi(std::string(operation.substr(4)).c_str()));
  if (operation == "float") return hexFloat(toDouble(a));
  if (operation == "hash") return hexInt(hash(a));
  if (operation == "bits") return hex(fromUint64(bitLength(a)));
  if (operation == "ones") return hex(fromUint64(bitCount(a)));
  auto length = static_cast<size_t>(b.digits.empty() ? 0 : b.digits[0]);
  if (operation == "bytes") return hexBytes(toBytes(a, length, ByteOrder::Little, Signedness::Signed));
  if (operation == "ubytes") return hexBytes(toBytes(a, length, ByteOrder::Big, Signedness::Unsigned));
  return arithmeticCase(operation, a, b);
}

TEST(BigInt, EveryCaseEqualsCPythons) {
  int failures = 0;
  for (const Case& test : kCases) {
    std::string result = resultOf(test);
    if (result == test.result) continue;
    ADD_FAILURE() << test.operation << " " << test.left << " " << test.right << "\n  ours    " << result
                  << "\n  CPython " << test.result;
    if (++failures == 20) break;
  }
  EXPECT_GT(std::size(kCases), 4000u);
}

/// `size` random digits, sometimes with runs of ones and zeros, which are what division gets wrong.
BigInt randomBig(std::mt19937& random, size_t size) {
  BigInt out;
  for (size_t i = 0; i < size; ++i) {
    unsigned kind = random() % 8;
    out.digits.push_back(kind == 0 ? 0 : kind == 1 ? UINT32_MAX : static_cast<uint32_t>(random()));
  }
  if (out.digits.back() == 0) out.digits.back() = 1;
  out.negative = random() % 2;
  return out;
}

TEST(BigInt, DivisionOfBigByBigUndoesMultiplication) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    BigInt divisor = randomBig(random, 1 + random() % 700), dividend = randomBig(random, 1 + random() % 2000);
    BigDivMod parts = divModFloor(dividend, divisor);
    EXPECT_EQ(add(multiply(parts.quotient, divisor), parts.remainder), dividend);
    EXPECT_TRUE(compareDigits(parts.remainder.digits, divisor.digits) < 0);
    EXPECT_TRUE(parts.remainder.digits.empty() || parts.remainder.negative == divisor.negative);
  }
}

TEST(BigInt, ProductsAreDistributive) {
  std::mt19937 random(8);
  for (size_t size : {1u, 20u, 25u, 60u, 130u, 900u}) {
    BigInt a = randomBig(random, size), b = randomBig(random, size + 3), c = randomBig(random, 2 * size);
    EXPECT_EQ(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
  }
}

TEST(BigInt, LongTextRoundTripsInEveryRadix) {
  std::mt19937 random(9);
  BigInt value = randomBig(random, 1500);
  for (int radix = 2; radix <= 36; ++radix) EXPECT_EQ(parse(toString(value, radix), radix), value) << radix;
  std::string digits = "1" + std::string(30000, '0');
  EXPECT_EQ(toString(power(BigInt(10), 30000)), digits);
  EXPECT_EQ(parse(digits, 10), power(BigInt(10), 30000));
}

TEST(BigInt, ParsingRefusesWhatIsNoDigit) {
  for (const char* bad : {"", "-", "12a", "1_0", " 1", "0x1", "--1"}) EXPECT_FALSE(parse(bad, 10)) << bad;
  EXPECT_EQ(parse("-0", 10), BigInt(0));
  EXPECT_EQ(parse("+zZ", 36), BigInt(35 * 36 + 35));
}

TEST(BigInt, BytesRoundTrip) {
  for (int64_t value : {INT64_MIN, int64_t{-129}, int64_t{-1}, int64_t{0}, int64_t{127}, int64_t{128}, INT64_MAX}) {
    for (ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
      std::string bytes = *toBytes(BigInt(value), 11, order, Signedness::Signed);
      std::span<const uint8_t> view(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
      EXPECT_EQ(fromBytes(view, order, Signedness::Signed).toInt64(), value);
    }
  }
}

TEST(BigInt, NanIsUnorderedAndInfinityIsBeyondAll) {
  EXPECT_EQ(compareDouble(BigInt(1), std::nan("")), std::partial_ordering::unordered);
  EXPECT_EQ(compareDouble(power(BigInt(10), 400), INFINITY), std::partial_ordering::less);
  EXPECT_EQ(compareDouble(BigInt(1), -INFINITY), std::partial_ordering::greater);
}

TEST(BigInt, EstimatesAreUpperBoundsAndSaturate) {
  EXPECT_EQ(estimateShiftBits(BigInt(1), UINT64_MAX), UINT64_MAX);
  EXPECT_EQ(estimatePowerBits(BigInt(10), uint64_t{1} << 62), UINT64_MAX);
  EXPECT_EQ(estimatePowerBits(BigInt(-1), UINT64_MAX), 1u);
  for (int64_t base : {2, 3, 10, 1 << 20})
    for (uint64_t exponent : {0, 1, 2, 7, 100}) {
      uint64_t bits = bitLength(power(BigInt(base), exponent));
      EXPECT_GE(estimatePowerBits(BigInt(base), exponent), bits);
    }
  for (uint64_t digits : {1, 2, 9, 10, 19, 20, 4300}) {
    uint64_t estimate = estimateDecimalDigits(power(BigInt(10), digits - 1));
    EXPECT_TRUE(estimate == digits || estimate == digits + 1) << digits << " " << estimate;
  }
}

}  // namespace
}  // namespace vitrine
