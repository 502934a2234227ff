// The type codes of marshal's format as CPython 3.7 reads and writes them (version 4), shared by reader and writer.
#pragma once

#include <cstdint>

namespace vitrine::marshal {

enum Type : uint8_t {
  kTypeNone = 'N',
  kTypeFalse = 'F',
  kTypeTrue = 'T',
  kTypeEllipsis = '.',
  kTypeInt = 'i',             // 4 bytes, signed
  kTypeLong = 'l',            // count of 15-bit digits, negative for a negative number; the digits, 2 bytes each
  kTypeTextFloat = 'f',       // length byte, text (version 0)
  kTypeFloat = 'g',           // 8 bytes
  kTypeTextComplex = 'x',     // twice length byte, text
  kTypeComplex = 'y',         // 16 bytes
  kTypeBytes = 's',           // 4 bytes length, bytes
  kTypeText = 'u',            // 4 bytes length, UTF-8 with surrogates
  kTypeInternedText = 't',
  kTypeAscii = 'a',           // 4 bytes length, ASCII
  kTypeInternedAscii = 'A',
  kTypeShortAscii = 'z',      // 1 byte length, ASCII
  kTypeShortInternedAscii = 'Z',
  kTypeTuple = '(',           // 4 bytes count
  kTypeSmallTuple = ')',      // 1 byte count
  kTypeFrozenSet = '>',       // 4 bytes count
  kTypeCode = 'c',
  kTypeReference = 'r',       // 4 bytes: index of an object that had the flag
  kFlagReference = 0x80,      // or-ed to the type: the object gets the next index
};

}  // namespace vitrine::marshal
