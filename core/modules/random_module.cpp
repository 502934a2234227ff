// The module _random: the Mersenne Twister (MT19937) beneath random.Random, number for number as CPython's. CPython:
// Modules/_randommodule.c. Seeds that are not given come from Root::random, which the host sets once (R5).
//
//   RandomCell | index | state: 624 words |
#include "modules/random_state.h"
#include "modules/registry.h"
#include "objects/allocate.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

constexpr uint32_t kWords = 624, kShift = 397;

struct RandomCell : Cell {
  uint32_t index, reserved;
  uint32_t state[kWords];
};
RandomCell* randomCell(Value v) { return cellOf<RandomCell>(v); }

uint32_t mixed(uint32_t upper, uint32_t lower) {
  uint32_t y = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
  return (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0);
}

uint32_t nextWord(RandomCell* random) {
  uint32_t* s = random->state;
  if (random->index >= kWords) {
    for (uint32_t k = 0; k < kWords; ++k) s[k] = s[(k + kShift) % kWords] ^ mixed(s[k], s[(k + 1) % kWords]);
    random->index = 0;
  }
  uint32_t y = s[random->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

void seedWithNumber(RandomCell* random, uint32_t seed) {
  random->state[0] = seed;
  for (uint32_t i = 1; i < kWords; ++i) random->state[i] = 1812433253u * (random->state[i - 1] ^ (random->state[i - 1] >> 30)) + i;
  random->index = kWords;
}

void seedWithKey(RandomCell* random, std::span<const uint32_t> key) {
  seedWithNumber(random, 19650218u);
  uint32_t* s = random->state;
  uint32_t i = 1, j = 0;
  auto wrap = [&] {
    if (++i < kWords) return;
    s[0] = s[kWords - 1];
    i = 1;
  };
  for (size_t k = key.size() > kWords ? key.size() : kWords; k; --k) {
    s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1664525u)) + key[j] + j;
    wrap();
    if (++j >= key.size()) j = 0;
  }
  for (uint32_t k = kWords - 1; k; --k) {
    s[i] = (s[i] ^ ((s[i - 1] ^ (s[i - 1] >> 30)) * 1566083941u)) - i;
    wrap();
  }
  s[0] = 0x80000000u;
}

/// The absolute value of an int, or the hash of anything else, as the key; entropy for None.
Result<void> seedFrom(Vm& vm, RandomCell* random, Value seedOrNull) {
  if (!seedOrNull || isNone(seedOrNull)) {
    uint32_t key[kWords];
    for (uint32_t i = 0; i < kWords; i += 2) {
      uint64_t bits = nextEntropy();
      key[i] = uint32_t(bits);
      key[i + 1] = uint32_t(bits >> 32);
    }
    seedWithKey(random, key);
    return {};
  }
  Ref number;
  if (isIntOrBool(seedOrNull)) number = Ref::share(seedOrNull);
  else number = TRY(newIntUnsigned(vm, uint64_t(TRY(hash(vm, seedOrNull)))));
  IntDigits digits(number);
  const uint32_t zero = 0;
  seedWithKey(random, digits.view.digits.empty() ? std::span<const uint32_t>(&zero, 1) : digits.view.digits);
  return {};
}

Result<Ref> createRandom(Vm& vm, Args args) {
  auto* type = cellOf<TypeCell>(args[0]);
  if (type == typeCell(TypeId::kRandom)) TRY(refuseKeywords(vm, "Random", args));
  if (type == typeCell(TypeId::kRandom)) TRY(checkArgumentCount(vm, "Random", args, 0, 1));
  Ref made = TRY(allocateObject(vm, type));
  TRY(seedFrom(vm, made.as<RandomCell>(), args.count > 1 ? args[1] : Value()));
  return made;
}

Result<Ref> seed(Vm& vm, Args args) {
  TRY(seedFrom(vm, randomCell(args[0]), args.has(1) ? args[1] : Value()));
  return noneRef();
}

Result<Ref> random(Vm&, Args args) {
  uint32_t a = nextWord(randomCell(args[0])) >> 5, b = nextWord(randomCell(args[0])) >> 6;
  return newFloat((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

Result<Ref> getRandomBits(Vm& vm, Args args) {
  int64_t bits = TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError));
  if (bits < 0) return vm.raise(TypeId::kValueError, "number of bits must be non-negative");
  if (bits == 0) return intRef(0);
  if (bits <= 32) return intRef(int64_t(nextWord(randomCell(args[0])) >> (32 - bits)));
  if (bits > int64_t(1) << 31) return vm.raiseMemoryError();
  BigInt result;
  for (; bits > 0; bits -= 32) {
    uint32_t word = nextWord(randomCell(args[0]));
    result.digits.push_back(bits < 32 ? word >> (32 - bits) : word);
  }
  while (!result.digits.empty() && result.digits.back() == 0) result.digits.pop_back();
  return newInt(vm, result);
}

Result<Ref> getState(Vm& vm, Args args) {
  Ref state = TRY(newTupleBlank(vm, kWords + 1));
  for (uint32_t i = 0; i < kWords; ++i) state.as<TupleCell>()->items[i] = Value::integer(randomCell(args[0])->state[i]);
  state.as<TupleCell>()->items[kWords] = Value::integer(randomCell(args[0])->index);
  return state;
}

Result<Ref> setState(Vm& vm, Args args) {
  if (!isTuple(args[1])) return vm.raise(TypeId::kTypeError, "state vector must be a tuple");
  auto items = tupleItems(args[1]);
  if (items.size() != kWords + 1) return vm.raise(TypeId::kValueError, "state vector is the wrong size");
  uint32_t words[kWords + 1];
  for (uint32_t i = 0; i <= kWords; ++i) words[i] = uint32_t(TRY(toIndex64(vm, items[i], IndexOverflow::kRaise, TypeId::kOverflowError)));
  if (words[kWords] > kWords) return vm.raise(TypeId::kValueError, "invalid state");
  for (uint32_t i = 0; i < kWords; ++i) randomCell(args[0])->state[i] = words[i];
  randomCell(args[0])->index = words[kWords];
  return noneRef();
}

const NativeMethod kMethods[] = {
    {"random", "($self, /)", random, kMethodPlain, "random() -> x in the interval [0, 1)."},
    {"seed", "($self, n=None, /)", seed, kMethodPlain, "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier."},
    {"getstate", "($self, /)", getState, kMethodPlain, "getstate() -> tuple containing the current state."},
    {"setstate", "($self, state, /)", setState, kMethodPlain, "setstate(state) -> None.  Restores generator state."},
    {"getrandbits", "($self, k, /)", getRandomBits, kMethodPlain, "getrandbits(k) -> x.  Generates an int with k random bits."},
};

Result<Ref> entropyBytes(Vm& vm, Args args) {
  int64_t count = TRY(toIndex64(vm, args[0], IndexOverflow::kRaise, TypeId::kOverflowError));
  if (count < 0) return vm.raise(TypeId::kValueError, "negative argument not allowed");
  if (count > 1 << 26) return vm.raiseMemoryError();
  std::string bytes;
  while (int64_t(bytes.size()) < count) {
    uint64_t bits = nextEntropy();
    for (int i = 0; i < 8 && int64_t(bytes.size()) < count; ++i) bytes += char(bits >> (8 * i));
  }
  return newBytes(vm, bytes);
}
const NativeMethod kFunctions[] = {{"_entropy", "(count, /)", entropyBytes, kMethodPlain, "Bytes of os.urandom."}};

Result<void> populate(Vm& vm, Value module) { return setMember(vm, module, "Random", Ref::share(typeCell(TypeId::kRandom))); }

}  // namespace

/// xoshiro256** on Root::random, set up by splitmix64 where the host gave no seed.
uint64_t nextEntropy() {
  uint64_t* s = root().random;
  if (!(s[0] | s[1] | s[2] | s[3])) {
    uint64_t x = 0x9E3779B97F4A7C15u;
    for (int i = 0; i < 4; ++i) {
      uint64_t z = (x += 0x9E3779B97F4A7C15u);
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      s[i] = z ^ (z >> 31);
    }
  }
  auto rotate = [](uint64_t v, int by) { return v << by | v >> (64 - by); };
  uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

extern const NativeType kRandomType = {
    .id = TypeId::kRandom,
    .instanceBytes = sizeof(RandomCell),
    .flags = kTypeBaseAllowed | kTypeInstantiable,
    .slots = {.create = createRandom},
    .methods = kMethods,
    .doc = "Random() -> create a random number generator with its own internal state.",
};
extern const NativeModule kRandomModule = {"_random", kFunctions, populate, "Module implements the Mersenne Twister random number generator."};

}  // namespace vitrine
