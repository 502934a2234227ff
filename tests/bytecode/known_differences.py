"""The constructs of site/docs/differences.md: each is undone in lists of instructions, ours and CPython 3.7's, so that what is left of a
row must be equal. An undoing returns whether the row holds its construct."""
import ast

from instruction_lists import JUMP_EFFECTS, expression_start, fill_heights

OWN_CLASSES = {"LOAD_ASSERTION_ERROR", "LOAD_STOP_ASYNC_ITERATION"}
UNPACKS = {"BUILD_LIST_UNPACK", "BUILD_TUPLE_UNPACK", "BUILD_SET_UNPACK", "BUILD_MAP_UNPACK",
           "BUILD_TUPLE_UNPACK_WITH_CALL", "BUILD_MAP_UNPACK_WITH_CALL"}
DEFAULTS, KEYWORD_DEFAULTS, ANNOTATIONS, CLOSURE, ANNOTATE = 1, 2, 4, 8, 16
ANNOTATE_NAMES = ("__annotate__", "__annotate_func__")
CONDITIONAL = "__conditional_annotations__"


class Code:
    """A list of instructions that others are removed from. `loose` marks those whose line is not compared."""

    def __init__(self, code):
        self.code, self.loose = code, set()

    def remove(self, begin, end):
        """Removes [begin, end); jumps there go on behind. What shares the statement may be on another line now."""
        gone = {id(instruction) for instruction in self.code[begin:end]}
        next_one = self.code[end] if end < len(self.code) else None
        for instruction in self.code:
            if instruction.target is not None and id(instruction.target) in gone:
                instruction.target = next_one
        del self.code[begin:end]
        stored = None
        for instruction in self.code[begin:]:
            if stored is not None and instruction.line != stored:
                break
            self.loose.add(id(instruction))
            if instruction.name.startswith("STORE_"):
                stored = instruction.line
        fill_heights(self.code)

    def matches(self, at, *pattern):
        """Do instructions from `at` on have these names (and values)?"""
        if at < 0 or at + len(pattern) > len(self.code):
            return False
        for instruction, wanted in zip(self.code[at:], pattern):
            name, value = wanted if isinstance(wanted, tuple) else (wanted, None)
            if instruction.name != name or (value is not None and instruction.value != value):
                return False
        return True


def clean_docstring(text):
    """What 3.13 and later do to docstrings when they compile."""
    lines = text.expandtabs(8).split("\n")
    blanks = [len(line) - len(line.lstrip(" ")) for line in lines]
    margin = min((n for n, line in zip(blanks[1:], lines[1:]) if line.strip(" ")), default=0)
    return "\n".join([lines[0].lstrip(" ")] + [line[min(margin, n):] for n, line in zip(blanks[1:], lines[1:])])


def docstring_index(row, code):
    """Index of the docstring among the constants: the first one of a function, what is stored as __doc__ elsewhere."""
    is_text = lambda constant: constant[0] in "'\""
    if row["flags"] & 2:
        if row["path"].rpartition("/")[2].startswith("<"):
            return None
        return 0 if row["consts"] and is_text(row["consts"][0]) else None
    for load, store in zip(code, code[1:]):
        if load.name == "LOAD_CONST" and store.name == "STORE_NAME" and store.value == "__doc__" and is_text(load.value):
            return load.count
    return None


def docstrings(row, code):
    """3.7's row with the docstring as 3.14 has it."""
    index = docstring_index(row, code)
    if index is None:
        return row
    constant = repr(clean_docstring(ast.literal_eval(row["consts"][index])))
    return dict(row, consts=row["consts"][:index] + [constant] + row["consts"][index + 1:])


def own_classes(ours, theirs):
    """assert and `async for` take the real class, whatever the program calls by its name."""
    found = [instruction for instruction in ours.code if instruction.name in OWN_CLASSES]
    for instruction in found:
        instruction.name = "LOAD_GLOBAL"
    return bool(found)


def flatten_unpacks(ours, theirs):
    """Each `*x` is unpacked before what follows it is evaluated: early results are joined with the next unpacking."""
    found = False
    index = 0
    while index < len(ours.code):
        early = ours.code[index]
        later = early.name in UNPACKS and next_unpack(ours.code, index)
        if not later:
            index += 1
            continue
        later.count += early.count - 1
        later.value = later.count
        lines = ours.loose.copy()
        ours.remove(index, index + 1)
        ours.loose = lines
        found = True
    return found


def next_unpack(code, index):
    """The unpacking that takes the result of the one at `index` as its first operand."""
    early = code[index]
    slot = early.height - early.count
    for later in code[index + 1:]:
        if later.name == early.name and later.height - later.count == slot:
            return later
        if later.height <= slot or (later.height + later.effect() <= slot):
            return None
    return None


def dict_comprehensions(ours, theirs):
    """Key first, then value: swapped back."""
    found = False
    for index, instruction in enumerate(ours.code):
        if not ours.matches(index, "ROT_TWO", "MAP_ADD"):
            continue
        value = expression_start(ours.code, index, instruction.height - 1)
        key = expression_start(ours.code, value, instruction.height - 2)
        lines = ours.loose.copy()
        ours.code[key:index] = ours.code[value:index] + ours.code[key:value]
        ours.remove(index, index + 1)
        ours.loose = lines
        found = True
    return found


def early_conversions(ours, theirs):
    """f"{x!r:{w}}" converts x before it evaluates w."""
    found = False
    for index, format_value in enumerate(ours.code):
        if format_value.name != "FORMAT_VALUE" or format_value.count != 4:
            continue
        end = expression_start(ours.code, index, format_value.height - 1)
        conversion = ours.code[end - 1]
        if conversion.name == "FORMAT_VALUE" and conversion.count in (1, 2, 3):
            format_value.count = format_value.value = 4 | conversion.count
            lines = ours.loose.copy()
            ours.remove(end - 1, end)
            ours.loose = lines
            return early_conversions(ours, theirs) or True
    return found


def twice_tested(ours, theirs):
    """`(a and b) or c` tests a once even where a byte 255 in the line table switches 3.7's optimiser off."""
    found = False
    for mine, other in zip(ours.code, theirs.code):
        if other.name in ("JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP") and mine.name == other.name.replace("JUMP", "POP_JUMP").replace("_OR_POP", ""):
            second = other.target
            if second.name in ("JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP") and second.name != other.name:
                mine.name, mine.target = other.name, ours.code[theirs.code.index(second)]
                found = True
    return found


# ---- Annotations ----

def is_annotate_function(code):
    """Do these instructions push an `__annotate__` function and do nothing else?"""
    names = [instruction.name for instruction in code]
    closure = names[:-3]
    cells = closure[:-1]
    return (names[-3:] == ["LOAD_CONST", "LOAD_CONST", "MAKE_FUNCTION"] and code[-3].value == "<code __annotate__>"
            and code[-2].value.endswith("__annotate__'") and code[-1].value == (CLOSURE if closure else 0)
            and (not closure or (closure[-1] == "BUILD_TUPLE" and set(cells) == {"LOAD_CLOSURE"}
                                 and code[len(cells)].value == len(cells))))


def function_annotations(ours, theirs):
    """MAKE_FUNCTION has an annotate function (16) in place of a dict (4)."""
    found = False
    for side, flag in ((ours, ANNOTATE), (theirs, ANNOTATIONS)):
        index = 0
        while index < len(side.code):
            make = side.code[index]
            if make.name == "MAKE_FUNCTION" and make.count & flag:
                slot = make.height - 3 - bool(make.count & CLOSURE)
                end = next(i for i in range(index, -1, -1) if side.code[i].height == slot + 1 and side.code[i].name != "JUMP_FORWARD"
                           and expression_start(side.code, index, slot + 1) == i)
                begin = expression_start(side.code, end, slot)
                if side is ours and not is_annotate_function(side.code[begin:end]):
                    return False
                make.count &= ~flag
                make.value = make.count
                side.remove(begin, end)
                index -= end - begin
                found = True
            index += 1
    return found


def evaluated_annotations(theirs):
    """What 3.7 stores in __annotations__ at once."""
    index = 0
    while index < len(theirs.code):
        if theirs.matches(index, ("LOAD_NAME", "__annotations__"), "LOAD_CONST", "STORE_SUBSCR"):
            begin = expression_start(theirs.code, index, theirs.code[index].height - 1)
            theirs.remove(begin, index + 3)
            index = begin
        elif theirs.code[index].name == "SETUP_ANNOTATIONS":
            theirs.remove(index, index + 1)
        else:
            index += 1


def annotate_stores(ours):
    """`__annotate__` functions and the notes in __conditional_annotations__."""
    index = 0
    while index < len(ours.code):
        instruction = ours.code[index]
        if instruction.name == "STORE_NAME" and instruction.value in ANNOTATE_NAMES:
            begin = expression_start(ours.code, index, instruction.height - 1)
            if not is_annotate_function(ours.code[begin:index]):
                return
            ours.remove(begin, index + 1)
            index = begin
        elif instruction.name.startswith("LOAD_") and ours.matches(index + 1, "LOAD_CONST", "BUILD_SET", "INPLACE_OR") and \
                instruction.value == CONDITIONAL:
            ours.remove(index, index + 5)
        elif ours.matches(index, "BUILD_SET") and index + 1 < len(ours.code) and ours.code[index + 1].value == CONDITIONAL:
            ours.remove(index, index + 2)
        elif ours.matches(index, "LOAD_LOCALS", ("STORE_DEREF", "__classdict__")) or \
                ours.matches(index, ("LOAD_CLOSURE", "__classdict__"), ("STORE_NAME", "__classdictcell__")):
            ours.remove(index, index + 2)
        else:
            index += 1


def bare_annotations(ours, theirs):
    """3.7 evaluates the annotation of `a[i]: T` and `(x): T` and drops it."""
    index = 0
    while index < len(theirs.code):
        mine = ours.code[index] if index < len(ours.code) else None
        other = theirs.code[index]
        if mine is None or (mine.name, mine.value) != (other.name, other.value) or (
                other.name == "LOAD_NAME" and theirs.matches(index + 1, "POP_TOP") and not ours.matches(index + 1, "POP_TOP")):
            end = next((i for i in range(index, len(theirs.code)) if theirs.code[i].name == "POP_TOP"
                        and expression_start(theirs.code, i, theirs.code[i].height - 1) == index), None)
            if end is None:
                return
            theirs.remove(index, end + 1)
            continue
        index += 1


def annotations(ours, theirs):
    found = function_annotations(ours, theirs)
    stores = [instruction for side in (ours, theirs) for instruction in side.code
              if instruction.name == "SETUP_ANNOTATIONS" or instruction.value in ANNOTATE_NAMES + (CONDITIONAL, "__classdict__")]
    if stores:
        evaluated_annotations(theirs)
        annotate_stores(ours)
        bare_annotations(ours, theirs)
    return found or bool(stores)


UNDOINGS = {
    "assert, async for": own_classes,
    "annotations": annotations,
    "unpacking in turn": flatten_unpacks,
    "dict comprehension": dict_comprehensions,
    "early conversion": early_conversions,
    "tested once": twice_tested,
}
