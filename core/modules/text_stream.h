// Standard input, output and error as text: the objects behind sys.stdin, sys.stdout, sys.stderr, straight over the host.
//
//   PairHolderCell | first: file descriptor, NULL once closed | second: text read from input but not handed out, or NULL |
#pragma once

#include <string_view>

#include "objects/str.h"

namespace vitrine {

Ref newTextStream(int descriptor);
/// Whether `v` is one of ours and open: output may then go straight to the host.
bool isOpenStream(Value v);
/// The file descriptor of an open stream.
int streamDescriptor(Value stream);
/// Writes text to an open stream; UnicodeEncodeError where stdout would get a lone surrogate (stderr gets it escaped).
Result<void> writeStream(Vm& vm, Value stream, const StrCell* text);
/// Bytes for a file descriptor as they are (tracebacks, prompts).
void writeDescriptor(int descriptor, std::string_view bytes);
/// The next line of an open input stream with its newline, "" at the end of input; suspends where there is none yet.
Result<Ref> readStreamLine(Vm& vm, Value stream);
/// sys.<name>, borrowed; NULL where it was deleted.
Value sysMember(const char* name);

}  // namespace vitrine
