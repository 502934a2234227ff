# compile()'s arguments: flags, modes, optimisation, file names, sources, and which error comes for which.
import __future__


def show(source, filename="f", mode="exec", *rest, **named):
    try:
        code = compile(source, filename, mode, *rest, **named)
        print(hex(code.co_flags), ascii(code.co_filename))
    except SyntaxError as error:
        print(type(error).__name__, ascii(error.args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class Path:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        return self.name


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class Falsy:
    def __bool__(self):
        raise KeyError("asked")


# Which of the 32 bits are flags.
for bit in range(33):
    if bit == 10:  # the syntax tree's
        continue
    try:
        print(hex(1 << bit), hex(compile("x = 1", "f", "exec", 1 << bit).co_flags))
    except Exception as error:
        print(hex(1 << bit), type(error).__name__, error)
# expect: 0x1 ValueError compile(): unrecognised flags
# expect: 0x2 ValueError compile(): unrecognised flags
# expect: 0x4 ValueError compile(): unrecognised flags
# expect: 0x8 ValueError compile(): unrecognised flags
# expect: 0x10 0x0
# expect: 0x20 ValueError compile(): unrecognised flags
# expect: 0x40 ValueError compile(): unrecognised flags
# expect: 0x80 ValueError compile(): unrecognised flags
# expect: 0x100 ValueError compile(): unrecognised flags
# expect: 0x200 0x0
# expect: 0x800 ValueError compile(): unrecognised flags
# expect: 0x1000 0x0
# expect: 0x2000 0x0
# expect: 0x4000 0x0
# expect: 0x8000 0x0
# expect: 0x10000 ValueError compile(): unrecognised flags
# expect: 0x20000 0x20000
# expect: 0x40000 0x40000
# expect: 0x80000 0x80000
# expect: 0x100000 0x100000
# expect: 0x200000 0x200000
# expect: 0x400000 0x400000
# expect: 0x800000 0x800000
# expect: 0x1000000 0x1000000
# expect: 0x2000000 ValueError compile(): unrecognised flags
# expect: 0x4000000 ValueError compile(): unrecognised flags
# expect: 0x8000000 ValueError compile(): unrecognised flags
# expect: 0x10000000 ValueError compile(): unrecognised flags
# expect: 0x20000000 ValueError compile(): unrecognised flags
# expect: 0x40000000 ValueError compile(): unrecognised flags
# expect: 0x80000000 OverflowError Python int too large to convert to C int
# expect: 0x100000000 OverflowError Python int too large to convert to C int
show("x = 1", "f", "exec", -1)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "exec", -2**31)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "exec", -2**31 - 1)  # expect: OverflowError: Python int too large to convert to C int
show("x = 1", "f", "exec", 2**31 - 1)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "exec", 2**63)  # expect: OverflowError: Python int too large to convert to C int
show("x = 1", "f", "exec", 2**100)  # expect: OverflowError: Python int too large to convert to C int
show("x = 1", "f", "exec", Index(0x200))  # expect: 0x0 'f'
show("x = 1", "f", "exec", True)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "exec", 0.0)  # expect: TypeError: 'float' object cannot be interpreted as an integer
show("x = 1", "f", "exec", None)  # expect: TypeError: 'NoneType' object cannot be interpreted as an integer
show("x = 1", "f", "exec", 0x100, False, 7)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "wrong", 0, False, 7)  # expect: ValueError: compile(): invalid optimize value
show("x = 1", "f", "wrong", 0x100)  # expect: ValueError: compile(): unrecognised flags
show("x = 1", "f", "exec", 0x7E10 & ~0x400)  # expect: ValueError: compile(): unrecognised flags
show("x = 1  # type: int\n", "f", "exec", 0x1000)  # expect: 0x0 'f'
show(1, "f", "wrong")  # expect: ValueError: compile() mode must be 'exec', 'eval' or 'single'

# dont_inherit
show("x = 1", "f", "exec", 0, True)  # expect: 0x0 'f'
show("x = 1", "f", "exec", 0, Falsy())  # expect: KeyError: 'asked'
show("x = 1", "f", "exec", dont_inherit="yes")  # expect: 0x0 'f'
exec("""from __future__ import annotations
show("x = 1")
show("x = 1", "f", "exec", 0, True)
show("x = 1", "f", "exec", 0x400000)
def f():
    show("x = 1")
    exec('y: unknown = 1\\nprint(__annotations__)')
    print([hex(compile("x = 1", "f", "exec").co_flags) for _ in range(1)])
f()
print(hex(f.__code__.co_flags))
class C:
    show("x = 1")
""")
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x400000 'f'
# expect: 0x0 'f'
# expect: {'y': 'unknown'}
# expect: ['0x1000000']
# expect: 0x1000003
# expect: 0x0 'f'

# optimize and _feature_version
for level in (-2, -1, 0, 1, 2, 3):
    show("x = 1", optimize=level)
# expect: ValueError: compile(): invalid optimize value
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: ValueError: compile(): invalid optimize value
show("x = 1", optimize=2**31)  # expect: OverflowError: Python int too large to convert to C int
show("x = 1", optimize=1.0)  # expect: TypeError: 'float' object cannot be interpreted as an integer
show("x = 1", optimize=None)  # expect: TypeError: 'NoneType' object cannot be interpreted as an integer
for level in (-1, 0, 1, 2):
    spaces = {}
    exec(compile("'doc'\nassert True\ndef f(): 'inner'\ndebug = __debug__", "f", "exec", optimize=level), spaces)
    print(level, spaces.get("__doc__"), spaces["f"].__doc__, spaces["debug"])
# expect: -1 doc inner True
# expect: 0 doc inner True
# expect: 1 doc inner False
# expect: 2 None None False
for version in (-1, 0, 6, 99):
    show("match x:\n case 1: pass", _feature_version=version)
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 'f'
show("x = 1", _feature_version="3")  # expect: TypeError: 'str' object cannot be interpreted as an integer
show("x = 1", _feature_version=2**31)  # expect: OverflowError: Python int too large to convert to C int

# mode
for mode in ("exec", "eval", "single", "func_type", "", "EXEC", "exec\0", b"exec", None, 3):
    show("x", "f", mode)
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: ValueError: compile() mode 'func_type' requires flag PyCF_ONLY_AST
# expect: ValueError: compile() mode must be 'exec', 'eval' or 'single'
# expect: ValueError: compile() mode must be 'exec', 'eval' or 'single'
# expect: ValueError: embedded null character
# expect: TypeError: compile() argument 'mode' must be str, not bytes
# expect: TypeError: compile() argument 'mode' must be str, not None
# expect: TypeError: compile() argument 'mode' must be str, not int
show("(int) -> str", "f", "func_type", 0x1000)  # expect: ValueError: compile() mode 'func_type' requires flag PyCF_ONLY_AST

# filename
for name in ("f", b"f", "\xe9", "\ud800", b"\xe9\xff", Path("p"), Path(b"p\x80"), bytearray(b"f"), memoryview(b"f"), None, 3,
             "a\0b", b"a\0b", Path("a\0b"), Path(3), Path(Path("p"))):
    show("x = 1", name)
# expect: 0x0 'f'
# expect: 0x0 'f'
# expect: 0x0 '\xe9'
# expect: 0x0 '\ud800'
# expect: 0x0 '\udce9\udcff'
# expect: 0x0 'p'
# expect: 0x0 'p\udc80'
# expect: TypeError: expected str, bytes or os.PathLike object, not bytearray
# expect: TypeError: expected str, bytes or os.PathLike object, not memoryview
# expect: TypeError: expected str, bytes or os.PathLike object, not NoneType
# expect: TypeError: expected str, bytes or os.PathLike object, not int
# expect: ValueError: embedded null character
# expect: ValueError: embedded null character
# expect: ValueError: embedded null character
# expect: TypeError: expected Path.__fspath__() to return str or bytes, not int
# expect: TypeError: expected Path.__fspath__() to return str or bytes, not Path
