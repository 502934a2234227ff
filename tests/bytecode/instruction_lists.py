"""Rows of code objects taken apart: instructions with names and constants in place of indices, lines, and stack heights.

A row is what `vitrine code` prints (core/bytecode/code_rows.h). Opcodes come from core/bytecode/opcodes.def. Heights follow
CPython 3.7's estimate (opcodes.cpp has the same in C++): a handler counts as entered with six values.
"""
import pathlib
import re

TABLE = pathlib.Path(__file__).resolve().parents[2] / "core/bytecode/opcodes.def"
COMPARISONS = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "exception match", "BAD"]
ENDS = {"JUMP_FORWARD", "JUMP_ABSOLUTE", "RETURN_VALUE", "RAISE_VARARGS", "BREAK_LOOP", "CONTINUE_LOOP", "RERAISE"}
JUMP_EFFECTS = {"SETUP_EXCEPT": 6, "SETUP_FINALLY": 6, "SETUP_WITH": 6, "SETUP_ASYNC_WITH": 5, "FOR_ITER": -1,
                "JUMP_IF_FALSE_OR_POP": 0, "JUMP_IF_TRUE_OR_POP": 0}


class Opcode:
    def __init__(self, match):
        self.name, self.number, self.kind = match[1], int(match[2]), match[3]
        self.pops, self.pushes = match[4], match[5]


OPCODES = {}
for line in TABLE.read_text().splitlines():
    if match := re.match(r"OPCODE\((\w+), (\d+), (\w+), (\w+), (\w+),", line):
        OPCODES[int(match[2])] = Opcode(match)


class Instruction:
    """`value` is the operand as a learner sees it, `count` as a number; `target` is an Instruction."""

    def __init__(self, opcode, count, value, line):
        self.name, self.opcode, self.count, self.value, self.line = opcode.name, opcode, count, value, line
        self.target = None
        self.height = 0

    def pops(self):
        """Values taken, for instructions that make one value of several."""
        return 1 - self.effect() if self.opcode.pushes == "1" else int(self.opcode.pops)

    def effect(self):
        """By how much the stack grows where the instruction does not jump."""
        n, bits = self.count, lambda mask: bin(self.count & mask).count("1")
        special = {"WITH_CLEANUP_START": 2, "WITH_CLEANUP_FINISH": -3, "END_FINALLY": -6, "POP_FINALLY": -6,
                   "UNPACK_SEQUENCE": n - 1, "UNPACK_EX": (n & 255) + (n >> 8), "BUILD_MAP": 1 - 2 * n,
                   "BUILD_CONST_KEY_MAP": -n, "RAISE_VARARGS": -n, "CALL_FUNCTION": -n, "CALL_METHOD": -n - 1,
                   "CALL_FUNCTION_KW": -n - 1, "CALL_FUNCTION_EX": -1 - bits(1), "MAKE_FUNCTION": -1 - bits(31),
                   "BUILD_SLICE": 1 - n, "FORMAT_VALUE": -bits(4), "BUILD_INTERPOLATION": -1 - bits(1), "ROT_N": 0, "COPY": 1,
                   "SETUP_WITH": 1, "SETUP_ASYNC_WITH": 0, "FOR_ITER": 1, "JUMP_IF_FALSE_OR_POP": -1, "JUMP_IF_TRUE_OR_POP": -1}
        if self.name in special:
            return special[self.name]
        if "V" in (self.opcode.pops, self.opcode.pushes):
            return 1 - n
        return int(self.opcode.pushes) - int(self.opcode.pops)

    def __repr__(self):
        return f"{self.line} {self.name} {self.value}"


def line_starts(row):
    table, offset, line = bytes.fromhex(row["lnotab"]), 0, row["firstlineno"]
    starts = {0: line}
    for i in range(0, len(table), 2):
        offset += table[i]
        line += table[i + 1] - 256 * (table[i + 1] >= 128)
        starts[offset] = line
    return starts


def operand_value(kind, argument, row):
    lists = {"kConst": "consts", "kName": "names", "kLocal": "varnames"}
    if kind in lists:
        return row[lists[kind]][argument]
    if kind == "kFree":
        return (row["cellvars"] + row["freevars"])[argument]
    if kind == "kCompare":
        return COMPARISONS[argument]
    if kind == "kNone":
        return argument or ""  # always 0
    return "" if kind in ("kJumpRelative", "kJumpAbsolute") else argument


def instructions(row):
    """The row's instructions, prefixes joined, jumps resolved, heights filled in."""
    code, starts = bytes.fromhex(row["code"]), line_starts(row)
    found, by_offset, jumps, prefix, line = [], {}, [], 0, row["firstlineno"]
    begin = 0
    for offset in range(0, len(code), 2):
        opcode, argument = OPCODES[code[offset]], code[offset + 1] | prefix
        line = starts.get(offset, line)
        if opcode.name == "EXTENDED_ARG":
            prefix = argument << 8
            continue
        count = argument if opcode.number >= 90 else 0
        instruction = Instruction(opcode, count, operand_value(opcode.kind, count, row), line)
        if opcode.kind.startswith("kJump"):
            jumps.append((instruction, argument + (offset + 2 if opcode.kind == "kJumpRelative" else 0)))
        for place in range(begin, offset + 2, 2):
            by_offset[place] = instruction
        begin, prefix = offset + 2, 0
        found.append(instruction)
    for instruction, offset in jumps:
        instruction.target = by_offset[offset]
    fill_heights(found)
    return found


def fill_heights(code):
    arriving = {}
    height = 0
    for instruction in code:
        arrived = arriving.get(id(instruction), 0)
        height = arrived if height is None else max(height, arrived)
        instruction.height = height
        if instruction.target is not None:
            there = height + JUMP_EFFECTS.get(instruction.name, instruction.effect())
            arriving[id(instruction.target)] = max(there, arriving.get(id(instruction.target), 0))
        height = None if instruction.name in ENDS else max(0, height + instruction.effect())


def expression_start(code, end, slot):
    """Index of the first of the instructions up to `end` (exclusive) that together push the value at height `slot`."""
    places = {id(instruction): i for i, instruction in enumerate(code)}
    start = end - 1
    while True:
        while code[start].height > slot:
            start -= 1
        if start == 0:
            return start
        before = code[start - 1]
        jumps_inside = before.target is not None and start < places[id(before.target)] <= end
        if before.name in ("JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP") and jumps_inside:
            start -= 1
        elif before.name in ("JUMP_FORWARD", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE") and jumps_inside:
            start -= 1
        else:
            return start
