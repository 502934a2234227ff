// Which operator an opcode is.
#pragma once

#include "bytecode/opcodes.h"
#include "objects/native.h"

namespace vitrine {

/// False where the opcode is no binary operator.
bool operatorOf(Opcode opcode, BinaryOp* op, bool* inPlace);

}  // namespace vitrine
