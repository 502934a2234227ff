// The native half of dis (library/dis.py): listings of code objects as bytecode/disassembler makes them.
#include <cstdio>

#include "bytecode/disassembler.h"
#include "modules/code_value.h"
#include "modules/registry.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace vitrine {
namespace {

struct Listed {
  std::shared_ptr<const CodeObject> code;
  CodeCells cells;
  DisassemblerOptions options;
};

Result<void> prepare(Vm& vm, Args args, Listed& listed) {
  if (!isExactly(args[0], TypeId::kCode)) return vm.raiseTypeErrorFor("code object expected, got %s", args[0]);
  listed.code = TRY(codeObjectOf(vm, args[0], &listed.cells));
  listed.options.address = [&listed](const CodeObject& code) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%x", listed.cells[&code]);
    return std::string(text);
  };
  if (args.has(1)) listed.options.currentOffset = int32_t(TRY(toIndex64(vm, args[1], IndexOverflow::kRaise, TypeId::kOverflowError)));
  return {};
}

Result<Ref> listing(Vm& vm, Args args) {
  Listed listed;
  TRY(prepare(vm, args, listed));
  return newStr(vm, disassemble(*listed.code, listed.options));
}

/// instructions(code): tuples (opname, opcode, arg, argrepr, offset, starts line, is jump target, line, jump target).
Result<Ref> instructions(Vm& vm, Args args) {
  Listed listed;
  TRY(prepare(vm, args, listed));
  Ref list = TRY(newList(vm));
  for (const ListedInstruction& each : listInstructions(*listed.code, listed.options)) {
    Ref name = TRY(newStr(vm, opcodeName(each.number))), text = TRY(newStr(vm, each.explanation));
    Value operand = each.operand ? Value::integer(*each.operand) : none();
    Ref row = TRY(newTuple(vm, {name, Value::integer(each.number), operand, text, Value::integer(each.offset), Value::boolean(each.beginsLine),
                                Value::boolean(each.isJumpTarget), Value::integer(each.startsLine),
                                each.jumpTarget < 0 ? none() : Value::integer(each.jumpTarget)}));
    TRY(listAppend(vm, list, row));
  }
  return list;
}

/// opcodes(): pairs of name and number.
Result<Ref> opcodes(Vm& vm, Args) {
  Ref list = TRY(newList(vm));
  for (int number = 0; number < 256; ++number) {
    if (!isOpcode(uint8_t(number))) continue;
    Ref name = TRY(newStr(vm, opcodeName(uint8_t(number))));
    TRY(listAppendOwned(vm, list, TRY(newTuple(vm, {name, Value::integer(number)}))));
  }
  return list;
}

const NativeMethod kFunctions[] = {
    {"listing", "(code, lasti=-1, /)", listing},
    {"instructions", "(code, /)", instructions},
    {"opcodes", "()", opcodes},
};

}  // namespace

extern const NativeModule kDisModule = {"_dis", kFunctions};

}  // namespace vitrine
