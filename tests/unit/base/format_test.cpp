// format(), the % operator, repr and round against CPython 3.14: thousands of cases that it made itself
// (data/format_cases.py), told apart by a letter.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "base/format_spec.h"
#include "base/number_format.h"
#include "base/printf_format.h"

namespace vitrine {
namespace {

struct Case {
  char kind;
  std::string_view value, spec, result;
};

const Case kCases[] = {
#include "data/format_cases.inc"
};

double floatOf(std::string_view text) {
  double value = 0;
  EXPECT_TRUE(parseDouble(text, value)) << text;
  return value;
}
BigInt intOf(std::string_view text) { return *bigint::parse(text, 10); }

/// A result as the cases spell it: '!' before an exception's message.
std::string shown(const FormatResult& result) { return result.ok() ? result.text : '!' + result.text; }

std::pair<double, double> complexOf(std::string_view text) {
  size_t blank = text.find(' ');
  return {floatOf(text.substr(0, blank)), floatOf(text.substr(blank + 1))};
}

std::string printfResult(const Case& test) {
  PrintfSpec spec;
  std::string error;
  size_t position = test.spec.find('%');
  if (!parsePrintfSpec(test.spec, position, spec, error)) return '!' + error;
  switch (test.kind) {
    case 'I': return shown(printfInteger(intOf(test.value), spec));
    case 'F': return shown(printfFloat(floatOf(test.value), spec));
    case 'T': return shown(printfText(test.value, spec));
    default: return '!' + printfUnknownConversion(test.spec, spec);
  }
}

std::string roundResult(const Case& test) {
  auto rounded = roundDouble(floatOf(test.value), std::atoi(std::string(test.spec).c_str()));
  return rounded ? formatRepr(*rounded) : "!rounded value too large to represent";
}

std::string complexResult(const Case& test) {
  auto [real, imaginary] = complexOf(test.value);
  return test.kind == 'j' ? formatComplexRepr(real, imaginary) : shown(formatComplex(real, imaginary, test.spec));
}

std::string resultOf(const Case& test) {
  switch (test.kind) {
    case 'i': return shown(formatInteger(intOf(test.value), test.spec));
    case 'f': return shown(formatFloat(floatOf(test.value), test.spec));
    case 's': return shown(formatString(test.value, test.spec));
    case 'c':
    case 'j': return complexResult(test);
    case 'r': return formatRepr(floatOf(test.value));
    case 'h': return formatHexFloat(floatOf(test.value));
    case 'a': {
      IntegerRatio ratio = integerRatio(floatOf(test.value));
      return bigint::toString(ratio.numerator) + '/' + bigint::toString(ratio.denominator);
    }
    case 'o': return roundResult(test);
    case 'n':
      return bigint::toString(
          roundInteger(intOf(test.value), std::strtoull(std::string(test.spec).c_str(), nullptr, 10)));
    default: return printfResult(test);
  }
}

TEST(Format, EveryCaseEqualsCPythons) {
  int failures = 0;
  for (const Case& test : kCases) {
    std::string result = resultOf(test);
    if (result == test.result) continue;
    ADD_FAILURE() << test.kind << " value " << test.value << " spec '" << test.spec << "'\n  ours    '" << result
                  << "'\n  CPython '" << test.result << "'";
    if (++failures == 20) break;
  }
  EXPECT_GT(std::size(kCases), 4000u);
}

TEST(Format, AbsurdWidthIsRefusedBeforeItIsMade) {
  EXPECT_EQ(formatInteger(BigInt(1), "9223372036854775807").error, FormatError::Memory);
  EXPECT_EQ(formatFloat(1.5, ".2147483647f").error, FormatError::Memory);
  EXPECT_EQ(formatFloat(1.5, ".2147483648f").text, "precision too big");
  EXPECT_EQ(formatFloat(1.5, ".2147483647").text, "1.5");
  EXPECT_EQ(formatString("x", ">99999999999").error, FormatError::Memory);
}

TEST(Format, TypeNameOfSubclassIsInTheMessage) {
  EXPECT_EQ(formatInteger(BigInt(1), "q", "bool").text, "Unknown format code 'q' for object of type 'bool'");
}

TEST(Printf, StarsAskTheCallerForArguments) {
  PrintfSpec spec;
  std::string error;
  size_t position = 0;
  ASSERT_TRUE(parsePrintfSpec("%(k(e)y)-*.*ld!", position, spec, error));
  EXPECT_EQ(spec.key, "k(e)y");
  EXPECT_TRUE(spec.widthFromArgument && spec.precisionFromArgument && spec.leftAlign);
  EXPECT_EQ(spec.conversion, char32_t{'d'});
  EXPECT_EQ(position, 14u);
}

TEST(Float, ParsesWhatPythonParses) {
  EXPECT_EQ(floatOf("1_000.5e-1_0"), 1000.5e-10);
  EXPECT_EQ(floatOf("+.5"), 0.5);
  EXPECT_EQ(floatOf("5."), 5);
  EXPECT_EQ(formatRepr(floatOf("-Infinity")), "-inf");
  EXPECT_EQ(formatRepr(floatOf("1e400")), "inf");
  EXPECT_EQ(formatRepr(floatOf("-1e-400")), "-0.0");
  EXPECT_EQ(formatRepr(floatOf("9007199254740993")), "9007199254740992.0");
  double value;
  for (const char* bad : {"", ".", "e5", "1e", "1e+", "1__0", "_1", "1_", "1_.5", "0x10", "nan(1)", "in", "1 ", "--1", "1.5.2"})
    EXPECT_FALSE(parseDouble(bad, value)) << bad;
}

TEST(Float, RoundsDecimalsOnceHoweverLong) {
  EXPECT_EQ(floatOf("2.4703282292062327208e-324"), 0);  // just below half of the smallest
  EXPECT_EQ(floatOf("2.4703282292062327209e-324"), 4.9406564584124654e-324);
  EXPECT_EQ(floatOf("1.7976931348623158e308"), 1.7976931348623157e308);
  EXPECT_TRUE(std::isinf(floatOf("1.7976931348623159e308")));
  EXPECT_EQ(floatOf("0." + std::string(400, '0') + "1e401"), 1);
  EXPECT_EQ(floatOf("0e99999999999999999999"), 0);
  std::string half = "9007199254740993." + std::string(900, '0');  // between two floats; the even one is below
  EXPECT_EQ(floatOf(half), 9007199254740992);
  EXPECT_EQ(floatOf(half + "1"), 9007199254740994);
}

TEST(Float, ReadsWhatTheLibraryReads) {
  uint64_t state = 1;
  auto next = [&] { return state = state * 6364136223846793005u + 1442695040888963407u; };
  for (int round = 0; round < 3000; ++round) {
    std::string text = std::to_string(next() >> (next() >> 58)) + '.' + std::to_string(next()) + 'e' + std::to_string(int(next() >> 55) - 256);
    EXPECT_EQ(floatOf(text), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(Float, HexParsingRoundsOnceAndReportsOverflow) {
  double value;
  EXPECT_EQ(parseHexFloat(" 0x1.8p+1 ", value), HexFloatStatus::Ok);
  EXPECT_EQ(value, 3);
  EXPECT_EQ(parseHexFloat("-0X.8", value), HexFloatStatus::Ok);
  EXPECT_EQ(value, -0.5);
  EXPECT_EQ(parseHexFloat("0x1.00000000000008p0", value), HexFloatStatus::Ok);
  EXPECT_EQ(value, 1);  // a tie goes to even
  EXPECT_EQ(parseHexFloat("0x1.000000000000080000000000001p0", value), HexFloatStatus::Ok);
  EXPECT_GT(value, 1);
  EXPECT_EQ(parseHexFloat("0x0.8p-1074", value), HexFloatStatus::Ok);
  EXPECT_EQ(value, 0);
  EXPECT_EQ(parseHexFloat("0x1p1024", value), HexFloatStatus::Overflow);
  EXPECT_EQ(parseHexFloat("0x1.fffffffffffff8p1023", value), HexFloatStatus::Overflow);
  for (const char* bad : {"", "0x", "0x.p1", "1p", "0x1 p1", "g"})
    EXPECT_EQ(parseHexFloat(bad, value), HexFloatStatus::Invalid) << bad;
}

TEST(Float, HashEqualsCPythons) {
  EXPECT_EQ(hashDouble(0.5), 1152921504606846976);
  EXPECT_EQ(hashDouble(-1.0), -2);
  EXPECT_EQ(hashDouble(1e300), bigint::hash(bigint::fromDouble(1e300)));
  EXPECT_EQ(hashDouble(5e-324), 16777216);
  EXPECT_EQ(hashDouble(__builtin_inf()), 314159);
}

}  // namespace
}  // namespace vitrine
