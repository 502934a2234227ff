// Integers to text and back. Radix 2, 4, 8, 16, 32: bits, linear. Others: 32-bit chunks one at a time while short
// (quadratic), divide and conquer with powers of the radix when long.
#include <charconv>
#include <iterator>

#include "base/big_int.h"
#include "base/big_int_digits.h"

namespace vitrine::bigint {

namespace {

constexpr size_t kQuadraticDigits = 60;       // digits of 32 bits, for printing
constexpr size_t kQuadraticCharacters = 600;  // for parsing

int valueOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

int log2OfPower(int radix) { return (radix & (radix - 1)) == 0 ? __builtin_ctz(static_cast<unsigned>(radix)) : 0; }

/// The largest power of a radix below 2**32.
struct Chunk {
  uint32_t value = 1;
  int characters = 0;
  explicit Chunk(int radix) {
    while (uint64_t{value} * static_cast<uint32_t>(radix) <= UINT32_MAX) {
      value *= static_cast<uint32_t>(radix);
      ++characters;
    }
  }
};

/// Powers chunk**(2**k), made as they are needed; all conversions split at these.
class Powers {
 public:
  explicit Powers(int radix) : radix_(radix), chunk_(radix) { powers_.push_back({chunk_.value}); }
  int radix() const { return radix_; }
  const Chunk& chunk() const { return chunk_; }
  const DigitVector& at(size_t k) {
    while (powers_.size() <= k) powers_.push_back(multiplyDigits(powers_.back(), powers_.back()));
    return powers_[k];
  }
  size_t characters(size_t k) const { return static_cast<size_t>(chunk_.characters) << k; }

 private:
  int radix_;
  Chunk chunk_;
  std::vector<DigitVector> powers_;
};

constexpr char kCharacters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/// Appends the digits of `digits`, with leading zeros up to `width` characters.
void printShort(DigitVector digits, Powers& powers, size_t width, std::string& out) {
  std::string reversed;
  auto radix = static_cast<uint32_t>(powers.radix());
  while (!digits.empty()) {
    uint32_t part = divideBySmall(digits, powers.chunk().value);
    for (int i = 0; i < powers.chunk().characters; ++i, part /= radix) reversed += kCharacters[part % radix];
  }
  while (!reversed.empty() && reversed.back() == '0') reversed.pop_back();
  if (reversed.size() < width) reversed.append(width - reversed.size(), '0');
  out.append(reversed.rbegin(), reversed.rend());
}

/// Prints digits < chunk**(2**level), in `width` characters (0: as many as it takes).
void printLong(DigitVector digits, Powers& powers, size_t level, size_t width, std::string& out) {
  if (digits.size() <= kQuadraticDigits || level == 0) {
    printShort(std::move(digits), powers, width, out);
    return;
  }
  --level;
  size_t lowWidth = powers.characters(level);
  DigitsDivMod parts = divideDigits(digits, powers.at(level));
  if (parts.quotient.empty() && width == 0) {
    printLong(std::move(parts.remainder), powers, level, 0, out);
    return;
  }
  printLong(std::move(parts.quotient), powers, level, width == 0 ? 0 : width - lowWidth, out);
  printLong(std::move(parts.remainder), powers, level, lowWidth, out);
}

std::string printBits(Digits digits, int bitsPerCharacter) {
  std::string reversed;
  uint64_t word = 0;
  int have = 0;
  for (uint32_t digit : digits) {
    word |= uint64_t{digit} << have;
    for (have += 32; have >= bitsPerCharacter; have -= bitsPerCharacter, word >>= bitsPerCharacter)
      reversed += kCharacters[word & ((1u << bitsPerCharacter) - 1)];
  }
  if (have > 0) reversed += kCharacters[word];
  while (reversed.size() > 1 && reversed.back() == '0') reversed.pop_back();
  return {reversed.rbegin(), reversed.rend()};
}

DigitVector parseBits(std::string_view text, int bitsPerCharacter) {
  DigitVector out;
  out.reserve(text.size() * static_cast<size_t>(bitsPerCharacter) / 32 + 1);
  uint64_t word = 0;
  int have = 0;
  for (size_t i = text.size(); i-- > 0;) {
    word |= static_cast<uint64_t>(valueOf(text[i])) << have;
    have += bitsPerCharacter;
    if (have >= 32) {
      out.push_back(static_cast<uint32_t>(word));
      word >>= 32;
      have -= 32;
    }
  }
  out.push_back(static_cast<uint32_t>(word));
  trim(out);
  return out;
}

void multiplyAdd(DigitVector& digits, uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (uint32_t& digit : digits) {
    carry += uint64_t{digit} * factor;
    digit = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  if (carry) digits.push_back(static_cast<uint32_t>(carry));
}

DigitVector parseShort(std::string_view text, Powers& powers) {
  DigitVector out;
  auto radix = static_cast<uint32_t>(powers.radix());
  while (!text.empty()) {
    uint32_t factor = 1, part = 0;
    size_t take = std::min(text.size(), static_cast<size_t>(powers.chunk().characters));
    for (char c : text.substr(0, take)) {
      part = part * radix + static_cast<uint32_t>(valueOf(c));
      factor *= radix;
    }
    multiplyAdd(out, factor, part);
    text.remove_prefix(take);
  }
  trim(out);
  return out;
}

DigitVector parseLong(std::string_view text, Powers& powers) {
  if (text.size() <= kQuadraticCharacters) return parseShort(text, powers);
  size_t level = 0;
  while (powers.characters(level + 1) < text.size()) ++level;
  size_t split = text.size() - powers.characters(level);
  DigitVector high = parseLong(text.substr(0, split), powers);
  DigitVector low = parseLong(text.substr(split), powers);
  return addDigits(multiplyDigits(high, powers.at(level)), low);
}

}  // namespace

std::optional<BigInt> parse(std::string_view digits, int radix) {
  BigInt out;
  bool negative = false;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  for (char c : digits)
    if (valueOf(c) >= radix) return std::nullopt;
  if (int bits = log2OfPower(radix)) {
    out.digits = parseBits(digits, bits);
  } else {
    Powers powers(radix);
    out.digits = parseLong(digits, powers);
  }
  out.negative = negative && !out.digits.empty();
  return out;
}

std::string toString(BigIntView value, int radix) {
  std::string out = value.negative ? "-" : "";
  if (value.digits.size() <= 2) {
    char buffer[64];
    return out.append(buffer, std::to_chars(buffer, std::end(buffer), toWord(value.digits), radix).ptr);
  }
  if (int bits = log2OfPower(radix)) return out + printBits(value.digits, bits);
  Powers powers(radix);
  DigitVector digits(value.digits.begin(), value.digits.end());
  size_t level = 0;
  if (digits.size() > kQuadraticDigits)
    while (compareDigits(digits, powers.at(level)) >= 0) ++level;
  printLong(std::move(digits), powers, level, 0, out);
  return out;
}

}  // namespace vitrine::bigint
