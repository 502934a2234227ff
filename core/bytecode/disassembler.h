// The disassembler: code objects as text, exactly as CPython 3.7's `dis` prints them, and as data for the page. It reads
// any code object, verified or not: an operand out of range just has no explanation. Look next at opcodes.h.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/code_object.h"
#include "bytecode/opcodes.h"

namespace vitrine {

/// What a listing may be told.
struct DisassemblerOptions {
  /// The text of a code object's address ("0x7f..."); without it "0x..." is printed.
  std::function<std::string(const CodeObject&)> address;
  /// Offset of the instruction marked with "-->", or -1 (dis.disassemble's lasti).
  int32_t currentOffset = -1;
};

/// One line of a listing. A prefix EXTENDED_ARG is a line of its own, as in dis.
struct ListedInstruction {
  int32_t offset;
  uint8_t number;                   // opcode
  std::optional<uint32_t> operand;  // prefixes included; none below HAVE_ARGUMENT
  std::string explanation;          // dis's argrepr: "x", "to 12", "'text'"
  int32_t startsLine = 0;           // the line that begins here
  bool beginsLine = false;
  bool isJumpTarget = false;
  int32_t jumpTarget = -1;          // of a jump or SETUP instruction
};

/// The instructions of one code object, without nested ones (dis.get_instructions).
std::vector<ListedInstruction> listInstructions(const CodeObject& code, const DisassemblerOptions& options = {});

/// One code object as dis.disassemble prints it.
std::string disassemble(const CodeObject& code, const DisassemblerOptions& options = {});
/// The code object and, after "Disassembly of <code object ...>:", all nested ones (dis.dis, python -m dis).
std::string disassembleRecursively(const CodeObject& code, const DisassemblerOptions& options = {});

/// The listing for the page, as a JSON object {name, qualName, firstLine, instructions: [{offset, opcode, operand,
/// explanation, line, beginsLine, isJumpTarget, jumpTarget, range: [line, column, endLine, endColumn] or null}]}.
/// Stack pictures and meanings are in opcodeTableJson(), by opcode.
std::string listingJson(const CodeObject& code, const DisassemblerOptions& options = {});

}  // namespace vitrine
