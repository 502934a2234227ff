// The second half of values.mjs (which says what the fields mean): jumps, blocks, exceptions, calls, generators, patterns.

const kBlockless = 'CPython 3.14 has no block stack: an exception table beside the code says where a handler is, so entering costs no instruction.';
const kFind = `def find(rows, wanted):
    for row in rows:
        try:
            if row == wanted:
                break
        finally:
            print("looked at", row)
    return row

print(find([3, 4, 5], 4))`;
const kCaught = 'try:\n    print(1 / 0)\nexcept ZeroDivisionError as error:\n    print("caught:", error)\nprint("on we go")';
const kWith = `class Room:
    def __enter__(self):
        print("in")
        return "a room"
    def __exit__(self, *what):
        print("out")
        return True

with Room() as room:
    print(room)
print("after")`;
const kAsyncWith = `class Room:
    async def __aenter__(self):
        return "a room"
    async def __aexit__(self, *what):
        print("out")

async def main():
    async with Room() as room:
        print(room)

try:
    main().send(None)
except StopIteration:
    print("done")`;
const kAsyncFor = `class Ticks:
    def __init__(self):
        self.left = 2
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left

async def main():
    async for tick in Ticks():
        print(tick)

try:
    main().send(None)
except StopIteration:
    print("done")`;
const kDelegate = `def inner():
    got = yield "first"
    return got * 2

def outer():
    result = yield from inner()
    print("inner gave", result)

g = outer()
print(next(g))
try:
    g.send(21)
except StopIteration:
    print("done")`;
const kGroup = `try:
    raise ExceptionGroup("two", [ValueError("a"), KeyError("b")])
except* ValueError as group:
    print("values:", group.exceptions)
except* KeyError as group:
    print("keys:", group.exceptions)`;

const jumps = {
  JUMP_FORWARD: { example: 'n = 7\nif n > 5:\n    print("big")\nelse:\n    print("small")\nprint("done")', today: [], todayNote: 'JUMP_FORWARD exists; here the compiler had a better arrangement of the branches.' },
  JUMP_ABSOLUTE: { example: 'for n in range(3):\n    print(n)', today: ['JUMP_BACKWARD'] },
  POP_JUMP_IF_FALSE: { example: 'n = 7\nif n > 5:\n    print("big")', today: ['POP_JUMP_IF_FALSE'] },
  POP_JUMP_IF_TRUE: { example: 'n = 7\nif not n:\n    print("nothing")\nprint("done")', today: ['POP_JUMP_IF_TRUE'] },
  JUMP_IF_FALSE_OR_POP: { example: 'name = ""\nprint(name and name[0])', today: ['COPY', 'TO_BOOL', 'POP_JUMP_IF_FALSE'] },
  JUMP_IF_TRUE_OR_POP: { example: 'name = ""\nprint(name or "nobody")', today: ['COPY', 'TO_BOOL', 'POP_JUMP_IF_TRUE'] },
  GET_ITER: { example: 'for letter in "ab":\n    print(letter)', today: ['GET_ITER'] },
  FOR_ITER: { example: 'for letter in "ab":\n    print(letter)', today: ['FOR_ITER'], todayNote: 'at the end it jumps to END_FOR and POP_ITER, which drop the iterator.', more: ['The iterator stays on the stack as long as the loop runs. Its block’s level lies below it, so `break` throws it away.'] },
  SETUP_LOOP: { example: 'for letter in "ab":\n    print(letter)', today: [], todayNote: 'Loops have had no block since 3.8.', blocks: 'Pushes a loop block: the handler is where `break` goes, the level is the height of the evaluation stack now.' },
  BREAK_LOOP: { example: kFind, visit: 1, today: [], todayNote: 'Since 3.8 the compiler knows the way out: it copies the finally clause to the exit and jumps.', stack: 'Is cut to the level of each block that is popped.', blocks: 'Pops blocks down to and including the innermost loop’s. A `finally` or `with` block on the way stops it: that handler runs first, with the note 16 on the stack.' },
  CONTINUE_LOOP: { example: 'for n in range(3):\n    try:\n        if n == 1:\n            continue\n        print(n)\n    finally:\n        print("-")', today: [], todayNote: 'Since 3.8 the compiler copies the finally clause and jumps.', stack: 'Is cut to the level of each block that is popped.', blocks: 'Pops blocks down to the innermost loop’s, which stays. A `finally` or `with` on the way runs first, with the note 32 and the target on the stack.', more: ['A `continue` that leaves no block is an ordinary JUMP_ABSOLUTE.'] },
};

const blocks = {
  SETUP_EXCEPT: { example: kCaught, today: [], todayNote: kBlockless, blocks: 'Pushes a block whose handler is the except clauses. If an exception comes, the stack is cut to the block’s level and six values are pushed: the exception handled before and the new one, as traceback, value and type each.' },
  SETUP_FINALLY: { example: kFind, today: [], todayNote: kBlockless, blocks: 'Pushes a block whose handler is the finally clause. It is entered by every way out: normally, by `break`, `continue`, `return`, and by an exception; what lies on the stack there says which.' },
  SETUP_WITH: { example: kWith, today: ['LOAD_SPECIAL'], todayNote: 'the methods are looked up and called by instructions of their own.', blocks: 'Pushes a finally block above `__exit__`, which waits below the block’s level until the clause is left.' },
  POP_BLOCK: { example: 'for letter in "ab":\n    print(letter)\nprint("done")', today: [], todayNote: 'There is no block stack.', stack: 'Is cut to the level of the block.', blocks: 'Pops the top block.' },
  END_FINALLY: { example: kFind, visit: 2, today: [], todayNote: 'Each way out has its own copy of the finally clause; only the one for exceptions ends, in RERAISE.', blocks: 'Goes on with what was pending, which may leave more blocks: a `break` goes on to its loop, an exception to the next handler.', more: ['The value on top is the note: None if nothing is pending, a number (16 break, 8 return, 32 continue, 128 swallowed by a with), or the six values of an exception. The example shows the second time: `break` is pending.'] },
  POP_FINALLY: { example: 'for n in range(2):\n    try:\n        print(n)\n    finally:\n        continue\nprint("done")', today: [], todayNote: 'Nothing to forget: each exit has its own copy of the clause.', origin: 'CPython 3.8 had it, for the same purpose. 3.7 refused `continue` in a finally clause.', blocks: 'If an exception was pending, pops its handler block.' },
  POP_EXCEPT: { example: kCaught, today: ['POP_EXCEPT'], blocks: 'Pops the block of the handler (EXCEPT_HANDLER), which was pushed when the except clause was entered.' },
  WITH_CLEANUP_START: { example: kWith, today: ['WITH_EXCEPT_START'], todayNote: 'only for the way out by an exception; otherwise `__exit__` is simply called.', more: ['What lies on top is the note of a finally clause. `__exit__` is called with three Nones, or with the exception’s type, value and traceback.'] },
  WITH_CLEANUP_FINISH: { example: kWith.replace('print(room)\n', 'raise ValueError(room)\n'), today: ['WITH_EXCEPT_START', 'POP_JUMP_IF_TRUE'], more: ['If it swallows an exception, it leaves the note 128 on top; END_FINALLY then drops the exception and pops its handler’s block.'] },
  RAISE_VARARGS: { example: 'try:\n    raise ValueError("no")\nexcept ValueError as error:\n    print(error)', today: ['RAISE_VARARGS'], blocks: 'The exception unwinds the block stack: loops are popped, the first except or finally block gets the six values. If there is none, the frame is left.' },
  RERAISE: {
    example: 'try:\n    try:\n        raise ExceptionGroup("two", [ValueError("a"), KeyError("b")])\n    except* ValueError:\n        print("the first")\nexcept ExceptionGroup as rest:\n    print("left over:", rest.exceptions)',
    today: ['RERAISE'], origin: 'CPython has had it since 3.9, first under this number.', blocks: 'The exception unwinds the block stack.',
  },
  CHECK_EG_MATCH: { example: kGroup, today: ['CHECK_EG_MATCH'], origin: 'CPython has had it since 3.11, first under this number.' },
  PREP_RERAISE_STAR: { example: kGroup, today: ['CALL_INTRINSIC_2'], todayNote: 'as one of its operations.', origin: 'CPython 3.11 had it, under the number 88.' },
};

const calls = {
  CALL_FUNCTION: { example: 'def add(a, b):\n    return a + b\n\nprint(add(3, 4))', today: ['CALL'], todayNote: 'one instruction for functions and methods; a NULL or the object lies below the arguments.', more: ['Calling a function written in Python pushes a frame: its first instruction is the next one that runs. A builtin has no bytecode: its result is there at once.'] },
  CALL_FUNCTION_KW: { example: 'print(1, 2, sep="-")', today: ['CALL_KW'] },
  CALL_FUNCTION_EX: { example: 'words = ["a", "b"]\nprint(*words)', today: ['CALL_FUNCTION_EX'] },
  LOAD_METHOD: { example: 'word = "vitrine"\nprint(word.upper())', today: ['LOAD_ATTR'], todayNote: 'with the lowest bit of its operand set.', more: ['The method is not bound to the object first: function and object lie side by side, and CALL_METHOD passes the object as the first argument. For anything but a plain method a NULL lies below.'] },
  CALL_METHOD: { example: 'word = "vitrine"\nprint(word.upper())', today: ['CALL'] },
  MAKE_FUNCTION: { example: 'def greet(name="you"):\n    return "hello " + name\n\nprint(greet())', today: ['MAKE_FUNCTION', 'SET_FUNCTION_ATTRIBUTE'] },
  LOAD_BUILD_CLASS: { example: 'class Empty:\n    pass\n\nprint(Empty.__name__)', today: ['LOAD_BUILD_CLASS'] },
  RETURN_VALUE: { example: 'def seven():\n    return 7\n\nprint(seven())', today: ['RETURN_VALUE'], blocks: 'Leaves every block of the frame. A `finally` or `with` on the way runs first, with the note 8 and the value on the stack.' },
};

const generators = {
  YIELD_VALUE: { example: 'def count():\n    yield 1\n    yield 2\n\nfor n in count():\n    print(n)', today: ['YIELD_VALUE'], more: ['The frame leaves the call stack, with its evaluation stack and its blocks, and is set aside with the generator until somebody asks for the next value.'] },
  YIELD_FROM: { example: kDelegate, today: ['SEND'], todayNote: 'in a loop with YIELD_VALUE; END_SEND tidies up.', more: ['It is run again at each resumption, until the inner iterator has ended.'] },
  GET_YIELD_FROM_ITER: { example: kDelegate, today: ['GET_YIELD_FROM_ITER'] },
  GET_AWAITABLE: { example: 'async def answer():\n    return 42\n\nasync def main():\n    print(await answer())\n\ntry:\n    main().send(None)\nexcept StopIteration:\n    print("done")', today: ['GET_AWAITABLE'] },
  GET_AITER: { example: kAsyncFor, today: ['GET_AITER'] },
  GET_ANEXT: { example: kAsyncFor, today: ['GET_ANEXT'] },
  BEFORE_ASYNC_WITH: { example: kAsyncWith, today: ['LOAD_SPECIAL'] },
  SETUP_ASYNC_WITH: { example: kAsyncWith, today: [], todayNote: kBlockless, blocks: 'Pushes a finally block with its level below the value on top.' },
};

const kShape = (subject, pattern, rest = 'print("yes")') => `subject = ${subject}\nmatch subject:\n    case ${pattern}:\n        ${rest}`;
const patterns = {
  MATCH_SEQUENCE: { example: kShape('[1, 2]', '[x, y]', 'print(x + y)'), today: ['MATCH_SEQUENCE'], origin: 'CPython has had it since 3.10, first under this number.' },
  GET_LEN: { example: kShape('[1, 2]', '[x, y]', 'print(x + y)'), today: ['GET_LEN'], origin: 'CPython has had it since 3.10, first under this number.' },
  MATCH_MAPPING: { example: kShape('{"x": 1}', '{"x": x}', 'print(x)'), today: ['MATCH_MAPPING'], origin: 'CPython has had it since 3.10, first under this number.' },
  MATCH_KEYS: { example: kShape('{"x": 1}', '{"x": x}', 'print(x)'), today: ['MATCH_KEYS'], origin: 'CPython has had it since 3.10, first under this number; since 3.11 it pushes one value, as here.' },
  COPY_DICT_WITHOUT_KEYS: { example: kShape('{"x": 1, "y": 2}', '{"x": x, **rest}', 'print(rest)'), today: ['DICT_UPDATE', 'DELETE_SUBSCR'], origin: 'CPython 3.10 had it, under this number.' },
  MATCH_CLASS: { example: kShape('3.5', 'float(x)', 'print(x)'), today: ['MATCH_CLASS'], origin: 'CPython has had it since 3.10, first under the number 152.' },
};

const types = {
  CALL_INTRINSIC_1: { example: 'def first[T](items: list[T]) -> T:\n    return items[0]\n\nprint(first.__type_params__)', today: ['CALL_INTRINSIC_1'], origin: 'CPython has had it since 3.12, first under this number.' },
  CALL_INTRINSIC_2: { example: 'def first[T](items: list[T]) -> T:\n    return items[0]\n\nprint(first.__type_params__)', today: ['CALL_INTRINSIC_2'], origin: 'CPython has had it since 3.12, first under this number.' },
};

/** The second half, by subject. */
export const controlSubjects = [
  { id: 'jumps', title: 'Jumps and loops', entries: jumps },
  { id: 'blocks', title: 'Blocks and exceptions', entries: blocks },
  { id: 'calls', title: 'Functions, classes, calls', entries: calls },
  { id: 'generators', title: 'Generators and coroutines', entries: generators },
  { id: 'patterns', title: 'Patterns', entries: patterns },
  { id: 'types', title: 'Type parameters', entries: types },
];
