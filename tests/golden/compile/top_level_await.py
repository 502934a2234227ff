# PyCF_ALLOW_TOP_LEVEL_AWAIT: modules that wait become coroutines.
import sys
import marshal
import builtins
import warnings

AWAIT = 0x2000
Function = type(lambda: 0)


async def nothing():
    pass


Coroutine = type(waiting := nothing())
waiting.close()


class Wait:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        answer = yield self.value
        return answer


async def count(n):
    for i in range(n):
        await Wait(i)
        yield i


class Manager:
    async def __aenter__(self):
        return await Wait(7)

    async def __aexit__(self, *raised):
        print("exit", raised[0])
        await Wait(8)
        return True


def drive(coroutine):
    """Answers each value with ten times as much."""
    sent = None
    try:
        while True:
            value = coroutine.send(sent)
            print(value, end=" ")
            sent = value * 10
    except StopIteration as end:
        print("->", end.value)
    except Exception as error:
        print("raised", type(error).__name__, error)


def show(source, mode="exec", flags=AWAIT, locals=None):
    space = {"Wait": Wait, "count": count, "Manager": Manager}
    before = len(space)
    try:
        code = compile(source, "f", mode, flags)
    except SyntaxError as error:
        return print(type(error).__name__, ascii(error.args), error.lineno, error.offset, error.end_lineno, error.end_offset)
    print(hex(code.co_flags), end=" ")
    made = eval(code, space, locals)
    if type(made) is Coroutine:
        print(made.__name__, made.__qualname__, made.cr_code is code, made.cr_frame.f_globals is space,
              made.cr_frame.f_locals is (space if locals is None else locals), end=": ")
        drive(made)
    print("   ", type(made).__name__, sorted(name for name in space if name not in ("Wait", "count", "Manager", "__builtins__")))


for source in ("await Wait(1)", "x = await Wait(1)\nprint(x)", "async for i in count(2): print(i)", "async with Manager() as z: 1 / 0", "print([i async for i in count(2)])",
               "r = {i: await Wait(i) for i in range(2)}", "r = (i async for i in count(2))", "r = [[j async for j in count(1)] for i in range(2)]",
               "r = (j for j in [await Wait(1)])", "def f(x=await Wait(1)): pass", "@(await Wait(1) or (lambda f: f))\ndef f(): pass", "if 0: await Wait(1)",
               "if 0:\n  async for x in y: pass", "async def f(): await Wait(1)", "x = 1", "global q; q = await Wait(2)", "try:\n  await Wait(1)\nfinally:\n  print('fin')",
               "for i in range(3):\n  await Wait(i)\n  if i: break\nelse: print(1)", "await Wait(1)\nraise StopIteration(3)", "await Wait(1)\nraise KeyError",
               "from math import *; await Wait(1); print(tau > 6)", "print(locals() is globals()); await Wait(2); zz = 5; print('zz' in locals())", "await Wait(1)\ndel x",
               "import sys; await Wait(2); f = sys._getframe(); print(f.f_code.co_name, f.f_locals is f.f_globals, f.f_lineno); del f, sys",
               "x: int = await Wait(1)\nprint(__annotate__(1))"):
    show(source)
# expect: 0x80 <module> <module> True True True: 1 -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 10
# expect: -> None
# expect:     coroutine ['x']
# expect: 0x80 <module> <module> True True True: 0 0
# expect: 1 1
# expect: -> None
# expect:     coroutine ['i']
# expect: 0x80 <module> <module> True True True: 7 exit <class 'ZeroDivisionError'>
# expect: 8 -> None
# expect:     coroutine ['z']
# expect: 0x80 <module> <module> True True True: 0 1 [0, 1]
# expect: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 0 1 -> None
# expect:     coroutine ['r']
# expect: 0x0     NoneType ['r']
# expect: 0x80 <module> <module> True True True: 0 0 -> None
# expect:     coroutine ['r']
# expect: 0x80 <module> <module> True True True: 1 -> None
# expect:     coroutine ['r']
# expect: 0x80 <module> <module> True True True: 1 -> None
# expect:     coroutine ['f']
# expect: 0x80 <module> <module> True True True: 1 raised TypeError 'int' object is not callable
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: -> None
# expect:     coroutine []
# expect: 0x0     NoneType ['f']
# expect: 0x0     NoneType ['x']
# expect: 0x80 <module> <module> True True True: 2 -> None
# expect:     coroutine ['q']
# expect: 0x80 <module> <module> True True True: 1 fin
# expect: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 0 1 -> None
# expect:     coroutine ['i']
# expect: 0x80 <module> <module> True True True: 1 -> 3
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 raised KeyError
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 True
# expect: -> None
# expect:     coroutine ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'ceil', 'comb', 'copysign', 'cos', 'cosh', 'degrees', 'dist', 'e', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'fabs', 'factorial', 'floor', 'fma', 'fmod', 'frexp', 'fsum', 'gamma', 'gcd', 'hypot', 'inf', 'isclose', 'isfinite', 'isinf', 'isnan', 'isqrt', 'lcm', 'ldexp', 'lgamma', 'log', 'log10', 'log1p', 'log2', 'modf', 'nan', 'nextafter', 'perm', 'pi', 'pow', 'prod', 'radians', 'remainder', 'sin', 'sinh', 'sqrt', 'sumprod', 'tan', 'tanh', 'tau', 'trunc', 'ulp']
# expect: 0x80 <module> <module> True True True: True
# expect: 2 True
# expect: -> None
# expect:     coroutine ['zz']
# expect: 0x80 <module> <module> True True True: 1 raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 2 <module> True 1
# expect: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 {'x': <class 'int'>}
# expect: -> None
# expect:     coroutine ['__annotate__', '__conditional_annotations__', 'x']
for source in ("await Wait(1)", "[i async for i in count(2)]", "f'{await Wait(5)}'", "(lambda: 1)()", "(await Wait(1), await Wait(2))"):
    show(source, "eval")
    show(source, "single")
# expect: 0x80 <module> <module> True True True: 1 -> 10
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 10
# expect: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 0 1 -> [0, 1]
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 0 1 [0, 1]
# expect: -> None
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 5 -> 50
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 5 '50'
# expect: -> None
# expect:     coroutine []
# expect: 0x0     int []
# expect: 0x0 1
# expect:     NoneType []
# expect: 0x80 <module> <module> True True True: 1 2 -> (10, 20)
# expect:     coroutine []
# expect: 0x80 <module> <module> True True True: 1 2 (10, 20)
# expect: -> None
# expect:     coroutine []
place = {"kept": 1}
show("moved = kept + await Wait(3); print(sorted(locals()))", locals=place)  # expect: 0x80 <module> <module> True True True: 3 ['kept', 'moved']
# expect: -> None
# expect:     coroutine []
print(place)  # expect: {'kept': 1, 'moved': 31}

# Where nobody may wait, with the flag and without it.
for source in ("await x", "async for i in x: pass", "async with x: pass", "[i async for i in x]", "{await i for i in x}", "lambda: await x", "def f(): await x",
               "def f(): async with x: pass", "def f(): return [i async for i in x]", "class C:\n  y = await x", "class C:\n  y = [i async for i in x]",
               "class C:\n  async for i in x: pass", "x: await y = 1", "type X = await y", "await x; yield 1", "async for x in y: yield x", "return await x",
               "def f():\n  return 1\n  async for i in x: pass", "await", "await x y"):
    show(source, "exec", 0)
    show(source)
# expect: SyntaxError ("'await' outside function",) 1 1 1 8
# expect: 0x80 <module> <module> True True True: raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: SyntaxError ("'async for' outside async function",) 1 1 1 23
# expect: 0x80 <module> <module> True True True: raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: SyntaxError ("'async with' outside async function",) 1 1 1 19
# expect: 0x80 <module> <module> True True True: raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 1 1 1 21
# expect: 0x80 <module> <module> True True True: raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 1 1 1 21
# expect: 0x80 <module> <module> True True True: raised NameError name 'x' is not defined
# expect:     coroutine []
# expect: SyntaxError ("'await' outside async function",) 1 9 1 16
# expect: SyntaxError ("'await' outside async function",) 1 9 1 16
# expect: SyntaxError ("'await' outside async function",) 1 10 1 17
# expect: SyntaxError ("'await' outside async function",) 1 10 1 17
# expect: SyntaxError ('invalid syntax', ('f', 1, 10, 'def f(): async with x: pass\n', 1, 15)) 1 10 1 15
# expect: SyntaxError ('invalid syntax', ('f', 1, 10, 'def f(): async with x: pass\n', 1, 15)) 1 10 1 15
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 1 17 1 37
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 1 17 1 37
# expect: SyntaxError ("'await' outside function",) 2 7 2 14
# expect: SyntaxError ("'await' outside function",) 2 7 2 14
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 2 7 2 27
# expect: SyntaxError ('asynchronous comprehension outside of an asynchronous function',) 2 7 2 27
# expect: SyntaxError ("'async for' outside async function",) 2 3 2 25
# expect: SyntaxError ("'async for' outside async function",) 2 3 2 25
# expect: SyntaxError ('await expression cannot be used within an annotation',) 1 4 1 11
# expect: SyntaxError ('await expression cannot be used within an annotation',) 1 4 1 11
# expect: SyntaxError ('await expression cannot be used within a type alias',) 1 10 1 17
# expect: SyntaxError ('await expression cannot be used within a type alias',) 1 10 1 17
# expect: SyntaxError ("'await' outside function",) 1 1 1 8
# expect: SyntaxError ("'yield' outside function", ('f', 1, 10, None, 1, 17)) 1 10 1 17
# expect: SyntaxError ("'async for' outside async function",) 1 1 1 26
# expect: SyntaxError ("'yield' outside function", ('f', 1, 19, None, 1, 26)) 1 19 1 26
# expect: SyntaxError ("'await' outside function",) 1 8 1 15
# expect: SyntaxError ("'return' outside function", ('f', 1, 1, None, 1, 15)) 1 1 1 15
# expect: SyntaxError ("'async for' outside async function",) 3 3 3 25
# expect: SyntaxError ("'async for' outside async function",) 3 3 3 25
# expect: SyntaxError ('invalid syntax', ('f', 1, 6, 'await\n', 1, 7)) 1 6 1 7
# expect: SyntaxError ('invalid syntax', ('f', 1, 6, 'await\n', 1, 7)) 1 6 1 7
# expect: SyntaxError ('invalid syntax', ('f', 1, 9, 'await x y\n', 1, 10)) 1 9 1 10
# expect: SyntaxError ('invalid syntax', ('f', 1, 9, 'await x y\n', 1, 10)) 1 9 1 10

# The same code by other roads.
code = compile("got = await Wait(4)\nprint(got, __name__)", "f", "exec", AWAIT)
space = {"Wait": Wait, "__name__": "there"}
drive(Function(code, space)())  # expect: 4 40 there
# expect: -> None
copy = marshal.loads(marshal.dumps(code))
print(hex(copy.co_flags), copy == code)  # expect: 0x80 True
drive(eval(copy, space))  # expect: 4 40 there
# expect: -> None
made = eval(code, space)
made.close()
print(made.cr_frame, made.cr_running)  # expect: None False
made = eval(code, space)
print(made.send(None))  # expect: 4
try:
    made.throw(KeyError("thrown"))
except KeyError as error:
    print(error, error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_locals is space)  # expect: 'thrown' 1 True
made = eval(code, space)
drive(made)  # expect: 4 40 there
# expect: -> None
try:
    made.send(None)
except RuntimeError as error:
    print(error)  # expect: cannot reuse already awaited coroutine


async def outer():
    return await eval(compile("await Wait(6)", "f", "eval", AWAIT))


drive(outer())  # expect: 6 -> 60
made = Function(compile("await Wait(locals() is globals())", "f", "exec", AWAIT), {"Wait": Wait, "__name__": "there"}, "renamed")()
print(made.__name__, made.__qualname__, made.send(None))  # expect: renamed <module> True
made.close()
warnings.simplefilter("ignore", RuntimeWarning)  # of coroutines that nobody awaits
print(sorted(builtins.__build_class__(Function(code, space), "Made").__dict__))  # expect: ['__dict__', '__doc__', '__module__', '__weakref__']
print(exec(code, space))  # expect: None
plain = Function(compile("'text'\nprint(locals() is globals(), sorted(locals()))\nx = 3", "f", "exec"), {"__name__": "there"})
print(plain.__doc__, plain.__module__, plain())  # expect: True ['__doc__', '__name__']
# expect: None there None
