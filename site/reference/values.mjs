// What the reference says of an instruction beyond its row in core/bytecode/opcodes.def: the example it is shown in, what CPython 3.14
// has in its place, and a word more where one sentence is not enough. Here: moving, computing, naming and building values;
// control.mjs has the rest. Every instruction stands in exactly one of the two (a test sees to it).
//
// Fields: example (source; compiled, run and listed when the site is built), visit (which of its times is shown, from 1), mode ('single':
// compiled as typed at the prompt), without (why there is no example), today (names in CPython 3.14, each found in 3.14's listing of the
// example), todayNote, stack (what it does to the evaluation stack, where the table's pops and pushes do not tell), blocks (what it does to
// the block stack), origin (of an extension: where its name is from), more (paragraphs). `Code` stands in backticks.

const binary = (operator) => ({ example: `left, right = 7, 2\nprint(left ${operator} right)`, today: ['BINARY_OP'], todayNote: `one instruction for all of them; its operand says \`${operator}\`.` });
const unary = (operator) => `value = 5\nprint(${operator}value)`;
const inPlace = (operator) => ({
  example: `total = 12\ntotal ${operator} 5\nprint(total)`, today: ['BINARY_OP'], todayNote: `one instruction for all of them; its operand says \`${operator}\`.`,
  more: ['The object is asked to change itself first (a list does); one that cannot, such as a number, gives a new object. The name is bound again either way.'],
});
const kMatrix = `class Grid:
    def __init__(self, cells):
        self.cells = cells
    def __matmul__(self, other):
        return Grid([a * b for a, b in zip(self.cells, other.cells)])

a, b = Grid([1, 2]), Grid([3, 4])
`;
const kClosure = `def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step

step = counter()
print(step(), step())`;

const moving = {
  POP_TOP: { example: 'print("the value of a call nobody asks for: None")', today: ['POP_TOP'], more: ['A statement that is an expression leaves a value behind; this takes it away. A loop that is left through `break` drops its iterator another way: with the loop’s block.'] },
  ROT_TWO: { example: 'a, b = 1, 2\na, b = b, a\nprint(a, b)', today: ['SWAP'], more: ['So `a, b = b, a` needs no tuple: push `b`, push `a`, swap, store, store.'] },
  ROT_THREE: { example: 'row = [4, 5]\nrow[0] += 1\nprint(row)', today: ['SWAP'] },
  ROT_FOUR: {
    example: 'match [1, 2, 3, 4]:\n    case [a, b, c, d]:\n        print(a + b + c + d)', today: [], todayNote: 'SWAP does it, where the compiler cannot arrange the stores so that nothing need move, as it can here.',
    origin: 'CPython 3.8 to 3.10 had it, under this number.',
  },
  ROT_N: {
    example: 'match [1, 2, 3, 4, 5]:\n    case [a, b, c, d, e]:\n        print(a + b + c + d + e)', today: [], todayNote: 'SWAP does it, where the compiler cannot arrange the stores so that nothing need move, as it can here.',
    origin: 'CPython 3.10 had it, under this number.', more: ['A pattern binds no name before all of it has matched: what is captured waits at the bottom, below the values still to be looked at.'],
  },
  DUP_TOP: { example: 'first = second = 10\nprint(first, second)', today: ['COPY'] },
  DUP_TOP_TWO: { example: 'row = [4, 5]\nrow[0] += 1\nprint(row)', today: ['COPY'], more: ['The container and the key are needed twice: once to read the old value, once to store the new one.'] },
  COPY: { without: 'Nothing in the language needs it yet: DUP_TOP and DUP_TOP_TWO do. It is there for code made by other means.', today: ['COPY'], origin: 'CPython has had it since 3.11, first under the number 120.' },
  NOP: { without: 'Nothing that you can write compiles to it: CPython 3.7’s compiler takes every NOP out again, and so does this one.', today: [], todayNote: 'NOP still keeps a place for a line that does nothing, such as `pass`.' },
  LOAD_CONST: { example: 'price = 19.5\nprint(price)', today: ['LOAD_CONST'], todayNote: 'small integers have LOAD_SMALL_INT.', more: ['Constants stand in the code object, in `co_consts`: numbers, strings, tuples of constants that the compiler folded, and the code objects of inner functions.'] },
  LOAD_COMMON_CONSTANT: {
    example: 'def f(x: int): pass\n\ntry:\n    f.__annotate__(99)\nexcept NotImplementedError:\n    print("no such format")', today: ['LOAD_COMMON_CONSTANT'], origin: 'CPython has had it since 3.14.',
    more: ['0 is `AssertionError`, 1 is `NotImplementedError`. The function that works out annotations raises the latter for a format it does not know, whatever the program means by that name.'],
  },
  LOAD_ASSERTION_ERROR: {
    example: 'AssertionError = None\ntry:\n    assert 1 > 2\nexcept Exception as error:\n    print(type(error).__name__)', today: ['LOAD_COMMON_CONSTANT'],
    origin: 'CPython 3.9 to 3.13 had it. 3.7 looked the name up, so a program could break its own asserts.', more: ['Its operand only keeps the name where 3.7 has it, in `co_names`.'],
  },
  LOAD_STOP_ASYNC_ITERATION: {
    example: 'class Ticks:\n    def __aiter__(self):\n        return self\n    async def __anext__(self):\n        raise StopAsyncIteration\n\nasync def main():\n    async for tick in Ticks():\n        print(tick)\n    return "no ticks"\n\ntry:\n    main().send(None)\nexcept StopIteration as done:\n    print(done.value)',
    today: ['END_ASYNC_FOR'], todayNote: 'it compares with StopAsyncIteration by itself.', origin: 'The name is ours. 3.7 looked the name up, so a program could break its own `async for`.',
  },
  EXTENDED_ARG: {
    example: '*most, last = "abcd"\nprint(most, last)', today: ['EXTENDED_ARG'],
    more: ['An operand has one byte. Bigger ones come in pieces: up to three of these stand before the instruction. Watched, the machine takes the prefix and its instruction as one step.'],
  },
};

const operators = {
  UNARY_POSITIVE: { example: unary('+'), today: ['CALL_INTRINSIC_1'] },
  UNARY_NEGATIVE: { example: unary('-'), today: ['UNARY_NEGATIVE'] },
  UNARY_NOT: { example: unary('not '), today: ['UNARY_NOT'], todayNote: 'TO_BOOL before it asks the value.' },
  UNARY_INVERT: { example: unary('~'), today: ['UNARY_INVERT'] },
  BINARY_POWER: binary('**'),
  BINARY_MULTIPLY: binary('*'),
  BINARY_MODULO: binary('%'),
  BINARY_ADD: binary('+'),
  BINARY_SUBTRACT: binary('-'),
  BINARY_FLOOR_DIVIDE: binary('//'),
  BINARY_TRUE_DIVIDE: binary('/'),
  BINARY_LSHIFT: binary('<<'),
  BINARY_RSHIFT: binary('>>'),
  BINARY_AND: binary('&'),
  BINARY_XOR: binary('^'),
  BINARY_OR: binary('|'),
  BINARY_MATRIX_MULTIPLY: { ...binary('@'), example: `${kMatrix}print((a @ b).cells)` },
  INPLACE_POWER: inPlace('**='),
  INPLACE_MULTIPLY: inPlace('*='),
  INPLACE_MODULO: inPlace('%='),
  INPLACE_ADD: inPlace('+='),
  INPLACE_SUBTRACT: inPlace('-='),
  INPLACE_FLOOR_DIVIDE: inPlace('//='),
  INPLACE_TRUE_DIVIDE: inPlace('/='),
  INPLACE_LSHIFT: inPlace('<<='),
  INPLACE_RSHIFT: inPlace('>>='),
  INPLACE_AND: inPlace('&='),
  INPLACE_XOR: inPlace('^='),
  INPLACE_OR: inPlace('|='),
  INPLACE_MATRIX_MULTIPLY: { ...inPlace('@='), example: `${kMatrix}a @= b\nprint(a.cells)` },
  COMPARE_OP: {
    example: 'age = 17\nprint(age >= 18)', today: ['COMPARE_OP'], todayNote: '`in` and `is` have CONTAINS_OP and IS_OP; an except clause has CHECK_EXC_MATCH.',
    more: ['The operand says which comparison: 0 `<`, 1 `<=`, 2 `==`, 3 `!=`, 4 `>`, 5 `>=`, 6 `in`, 7 `not in`, 8 `is`, 9 `is not`, 10 `exception match`, which an except clause asks.'],
  },
};

const names = {
  LOAD_NAME: { example: 'greeting = "hello"\nprint(greeting)', visit: 2, today: ['LOAD_NAME'], more: ['Modules and class bodies keep their names in a dict, so each look-up may go through three of them. Functions know their locals by number: LOAD_FAST.'] },
  STORE_NAME: { example: 'greeting = "hello"\nprint(greeting)', today: ['STORE_NAME'] },
  DELETE_NAME: { example: 'greeting = "hello"\ndel greeting\nprint("greeting" in globals())', today: ['DELETE_NAME'] },
  LOAD_GLOBAL: { example: 'rate = 3\n\ndef cost(hours):\n    return hours * rate\n\nprint(cost(4))', today: ['LOAD_GLOBAL'] },
  STORE_GLOBAL: { example: 'visits = 0\n\ndef visit():\n    global visits\n    visits += 1\n\nvisit()\nprint(visits)', today: ['STORE_GLOBAL'] },
  DELETE_GLOBAL: { example: 'secret = 42\n\ndef forget():\n    global secret\n    del secret\n\nforget()\nprint("secret" in globals())', today: ['DELETE_GLOBAL'] },
  LOAD_FAST: { example: 'def double(n):\n    return n + n\n\nprint(double(21))', today: ['LOAD_FAST_BORROW_LOAD_FAST_BORROW'], todayNote: 'it pushes two locals at once; a single one has LOAD_FAST_BORROW or LOAD_FAST.', more: ['A function’s locals stand in its frame, by number. The operand is the number; `dis` shows the name from `co_varnames`.'] },
  STORE_FAST: { example: 'def area(w, h):\n    product = w * h\n    return product\n\nprint(area(6, 7))', today: ['STORE_FAST'] },
  DELETE_FAST: { example: 'def tidy(scratch):\n    del scratch\n    return "gone"\n\nprint(tidy([1, 2]))', today: ['DELETE_FAST'] },
  LOAD_CLOSURE: { example: kClosure, today: ['LOAD_FAST_BORROW'], todayNote: 'MAKE_CELL at the start of the function makes the cell.', more: ['Not the value is pushed but its cell, so that both functions see each other’s changes. BUILD_TUPLE and MAKE_FUNCTION with flag 8 hand the cells to the inner function.'] },
  LOAD_DEREF: { example: kClosure, today: ['LOAD_DEREF'] },
  STORE_DEREF: { example: kClosure, visit: 2, today: ['STORE_DEREF'] },
  DELETE_DEREF: { example: 'def outer():\n    box = "full"\n    def look():\n        return box\n    del box\n    try:\n        look()\n    except NameError as error:\n        print(error)\n\nouter()', today: ['DELETE_DEREF'] },
  LOAD_CLASSDEREF: { example: 'def outer():\n    limit = 10\n    class Box:\n        size = limit * 2\n    return Box\n\nprint(outer().size)', today: ['LOAD_FROM_DICT_OR_DEREF'] },
  LOAD_LOCALS: { example: 'class Point:\n    x: int\n\nprint(Point.__annotations__)', visit: 1, today: ['LOAD_LOCALS'], origin: 'CPython has had it since 3.12, first under the number 87.' },
  LOAD_FROM_DICT_OR_GLOBALS: { example: 'class Point:\n    unit = int\n    x: unit\n\nprint(Point.__annotations__)', today: ['LOAD_FROM_DICT_OR_GLOBALS'], origin: 'CPython has had it since 3.12, first under this number.' },
  LOAD_FROM_DICT_OR_DEREF: { example: 'def outer():\n    unit = int\n    class Point:\n        x: unit\n    return Point.__annotations__\n\nprint(outer())', today: ['LOAD_FROM_DICT_OR_DEREF'], origin: 'CPython has had it since 3.12, first under this number.' },
  SETUP_ANNOTATIONS: { example: 'from __future__ import annotations\n\ncount: int = 3\nprint(__annotations__)', today: ['SETUP_ANNOTATIONS'], more: ['Only code that keeps annotations as texts needs it; otherwise a function works them out when somebody asks.'] },
  IMPORT_NAME: { example: 'import math\nprint(math.pi)', today: ['IMPORT_NAME'], more: ['The level is 0 for an absolute import and the number of dots for a relative one; the names are those of `from`, or None.'] },
  IMPORT_FROM: { example: 'from math import pi\nprint(pi)', today: ['IMPORT_FROM'] },
  IMPORT_STAR: { example: 'from math import *\nprint(pi)', today: ['CALL_INTRINSIC_1'] },
};

const containers = {
  LOAD_ATTR: { example: 'class Point: pass\n\np = Point()\np.x = 3\nprint(p.x)', today: ['LOAD_ATTR'] },
  STORE_ATTR: { example: 'class Point: pass\n\np = Point()\np.x = 3\nprint(p.x)', today: ['STORE_ATTR'] },
  DELETE_ATTR: { example: 'class Point: pass\n\np = Point()\np.x = 3\ndel p.x\nprint(hasattr(p, "x"))', today: ['DELETE_ATTR'] },
  BINARY_SUBSCR: { example: 'colours = ["red", "green"]\nprint(colours[1])', today: ['BINARY_OP'], todayNote: 'its operand says `[]`.' },
  STORE_SUBSCR: { example: 'ages = {}\nages["Ada"] = 36\nprint(ages)', today: ['STORE_SUBSCR'] },
  DELETE_SUBSCR: { example: 'ages = {"Ada": 36}\ndel ages["Ada"]\nprint(ages)', today: ['DELETE_SUBSCR'] },
  BUILD_SLICE: { example: 'word, n = "playground", 4\nprint(word[n:])', today: ['BINARY_SLICE'], todayNote: 'a slice with a step has BUILD_SLICE.' },
  BUILD_TUPLE: { example: 'x = 3\nprint((x, x * x))', today: ['BUILD_TUPLE'] },
  BUILD_LIST: { example: 'x = 3\nprint([x, x * x])', today: ['BUILD_LIST'] },
  BUILD_SET: { example: 'x = 3\nprint({x, x * x})', today: ['BUILD_SET'] },
  BUILD_MAP: { example: 'key = "x"\nprint({key: 1})', today: ['BUILD_MAP'] },
  BUILD_CONST_KEY_MAP: { example: 'x, y = 3, 4\nprint({"x": x, "y": y})', today: ['BUILD_MAP'], todayNote: 'the keys are pushed one by one again.' },
  UNPACK_SEQUENCE: { example: 'pair = [1, 2]\nleft, right = pair\nprint(left, right)', today: ['UNPACK_SEQUENCE'] },
  UNPACK_EX: { example: 'first, *rest = "abcd"\nprint(first, rest)', today: ['UNPACK_EX'] },
  LIST_APPEND: { example: 'print([n * n for n in range(4)])', visit: 3, today: ['LIST_APPEND'], more: ['The list under construction stays on the stack, below the iterator, for as long as the comprehension runs.'] },
  SET_ADD: { example: 'print({n % 3 for n in range(7)})', visit: 2, today: ['SET_ADD'] },
  MAP_ADD: { example: 'print({n: n * n for n in range(3)})', visit: 2, today: ['MAP_ADD'] },
  BUILD_LIST_UNPACK: { example: 'a, b = [1, 2], (3,)\nprint([*a, *b])', today: ['LIST_EXTEND'] },
  BUILD_TUPLE_UNPACK: { example: 'a, b = [1, 2], (3,)\nprint((*a, *b))', today: ['LIST_EXTEND', 'CALL_INTRINSIC_1'] },
  BUILD_SET_UNPACK: { example: 'a, b = [1, 2], (2, 3)\nprint({*a, *b})', today: ['SET_UPDATE'] },
  BUILD_MAP_UNPACK: { example: 'base, more = {"x": 1}, {"x": 2, "y": 3}\nprint({**base, **more})', today: ['DICT_UPDATE'] },
  BUILD_TUPLE_UNPACK_WITH_CALL: { example: 'a, b = [1, 2], (3,)\nprint(*a, *b)', today: ['LIST_EXTEND', 'CALL_INTRINSIC_1'] },
  BUILD_MAP_UNPACK_WITH_CALL: { example: 'a, b = {"sep": "-"}, {"end": "!\\n"}\nprint(1, 2, **a, **b)', today: ['DICT_MERGE'] },
};

const texts = {
  FORMAT_VALUE: { example: 'name = "Ada"\nprint(f"hello {name!r:>8}")', today: ['CONVERT_VALUE', 'FORMAT_WITH_SPEC'], todayNote: 'without a format it is FORMAT_SIMPLE.' },
  BUILD_STRING: { example: 'name = "Ada"\nprint(f"hello {name}!")', today: ['BUILD_STRING'] },
  BUILD_TEMPLATE: { example: 'name = "Ada"\nprint(t"hello {name}".strings)', today: ['BUILD_TEMPLATE'], origin: 'CPython has had it since 3.14.' },
  BUILD_INTERPOLATION: { example: 'name = "Ada"\nprint(t"hello {name}".values)', today: ['BUILD_INTERPOLATION'], origin: 'CPython has had it since 3.14.', more: ['The operand is 1 if a format lies on top, plus 4 times the conversion: 0 none, 1 str, 2 repr, 3 ascii.'] },
  PRINT_EXPR: { example: '6 * 7 // n', mode: 'single', today: ['CALL_INTRINSIC_1'], more: ['Code in mode `single`, as typed at the prompt, shows the value of each expression that is not None, and keeps it as `_`.'] },
};

/** The first half, by subject. */
export const valueSubjects = [
  { id: 'moving', title: 'Moving values about', entries: moving },
  { id: 'operators', title: 'Operators', entries: operators },
  { id: 'names', title: 'Names and variables', entries: names },
  { id: 'containers', title: 'Attributes, items, collections', entries: containers },
  { id: 'texts', title: 'Texts', entries: texts },
];
