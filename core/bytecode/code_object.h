// CodeObject: what the compiler makes and marshal reads and writes, as a plain value outside the heap (R19). The VM
// turns it into a code cell when it is loaded. Field names are CPython's `co_*` without the prefix.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/big_int.h"

namespace vitrine {

struct CodeObject;
struct Constant;

/// The kinds of constant a code object may hold.
enum class ConstantKind : uint8_t { kNone, kFalse, kTrue, kEllipsis, kInt, kFloat, kComplex, kStr, kBytes, kTuple, kFrozenSet, kCode };

/// One constant. Which member counts is `kind`'s to say; the rest stay empty.
struct Constant {
  ConstantKind kind = ConstantKind::kNone;
  BigInt integer;                          // kInt
  double real = 0, imaginary = 0;          // kFloat (real), kComplex
  std::string text;                        // kStr: WTF-8 (lone surrogates allowed); kBytes: the bytes
  std::vector<Constant> items;             // kTuple, kFrozenSet (in the order they were written)
  std::shared_ptr<const CodeObject> code;  // kCode

  static Constant none() { return {}; }
  static Constant boolean(bool value);
  static Constant ellipsis();
  static Constant integerOf(int64_t value);
  static Constant integerOf(BigInt value);
  static Constant floating(double value);
  static Constant complex(double real, double imaginary);
  static Constant str(std::string wtf8);
  static Constant bytes(std::string bytes);
  static Constant tuple(std::vector<Constant> items);
  static Constant frozenSet(std::vector<Constant> items);
  static Constant codeOf(std::shared_ptr<const CodeObject> code);

  /// The same constant as the compiler's table of constants sees it (CPython: _PyCode_ConstantKey): type and value,
  /// 0.0 and -0.0 apart, NaNs by bits, tuples item by item, code objects by identity.
  bool sameAs(const Constant& other) const;
};

/// A source range: 1-based lines, 0-based columns in UTF-8 bytes; `line` 0 means none.
struct SourceRange {
  int32_t line = 0, column = 0, endLine = 0, endColumn = 0;
  bool operator==(const SourceRange&) const = default;
};

/// The flags of a code object as 3.7 numbers them (`co_flags`).
enum CodeFlag : uint32_t {
  kCodeOptimized = 0x1,
  kCodeNewLocals = 0x2,
  kCodeVarArgs = 0x4,
  kCodeVarKeywords = 0x8,
  kCodeNested = 0x10,
  kCodeGenerator = 0x20,
  kCodeNoFree = 0x40,
  kCodeCoroutine = 0x80,
  kCodeIterableCoroutine = 0x100,
  kCodeAsyncGenerator = 0x200,
  kCodeFutureDivision = 0x2000,
  kCodeFutureAbsoluteImport = 0x4000,
  kCodeFutureWithStatement = 0x8000,
  kCodeFuturePrintFunction = 0x10000,
  kCodeFutureUnicodeLiterals = 0x20000,
  kCodeFutureBarryAsBdfl = 0x40000,
  kCodeFutureGeneratorStop = 0x80000,
  kCodeFutureAnnotations = 0x100000,
};

/// A compiled module, class body, function, lambda or comprehension.
struct CodeObject {
  int32_t argCount = 0;         // positional parameters, positional-only ones included
  int32_t posOnlyArgCount = 0;  // 0 in a .pyc of 3.7
  int32_t kwOnlyArgCount = 0;
  int32_t localCount = 0;
  int32_t stackSize = 0;
  mutable int32_t blockStackSize = 20;  // entries the block stack needs: verify() finds it out (as if part of the code)
  uint32_t flags = 0;
  int32_t firstLine = 1;
  std::string code;    // wordcode: pairs of opcode and operand byte
  std::string lnotab;  // CPython 3.7 Objects/lnotab_notes.txt
  std::vector<Constant> constants;
  std::vector<std::string> names, varNames, freeVars, cellVars;
  std::string fileName, name, qualName;

  // What 3.7 does not have; empty in a .pyc of 3.7.
  std::vector<SourceRange> positions;          // one per two bytes of `code` (PEP 657)
  std::vector<std::string> staticAttributes;   // of a class body: `__static_attributes__`
  bool isComprehension = false;                // R18: the frame is transparent (not for generator expressions)
  bool isClassBody = false;
  bool isMethod = false;                       // stands right inside a class body: `CO_METHOD` in co_flags of 3.14
};

}  // namespace vitrine
