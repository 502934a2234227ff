# What PyCF_TYPE_COMMENTS adds to trees (PEP 484): types of assignments, loops, with statements, functions and parameters, and ignored lines.
import _ast

ONLY_AST, TYPE_COMMENTS = 0x400, 0x1000


def show(node, depth=0):
    for field in node._fields:
        value = getattr(node, field)
        if field in ('type_comment', 'type_ignores', 'lineno', 'tag'):
            print(' ' * depth, type(node).__name__, field, value)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, _ast.AST):
                show(child, depth + 1)


SOURCES = [
    'x = y = 1  # type: int',
    'x = 1 # type:  List[int]  # more',
    'for a in b:  # type: int\n  pass\nelse:  # type: ignore\n  pass',
    'async def f():\n  # type: () -> int\n  async for a in b:  # type: str\n    pass\n  async with a as b:  # type: int\n    pass',
    'with a as b, c as d:  # type: int, str\n  x = 1  # type: ignore[no]\n',
    'def f(a,  # type: int\n      /, b=1,  # type: str\n      *c,  # type: bool\n      d,\n      **e  # type: float\n      ):\n  # type: (...) -> int\n  pass',
    'def f(a, b):  # type: (int, str) -> bool\n  pass',
    '# type: ignore\nx = 1\n# type: ignore@tag\n',
    'x = 1  # type: ignorex\ny = 2  # type: ignore_\nz = 3  # type: ignore 5\n',
    'x  # type: int',
    'def f():  # type: () -> int\n  # type: () -> str\n  pass',
    'class C:  # type: int\n  pass',
    'if x:  # type: int\n  pass',
    'x += 1  # type: int',
    'x = (1,  # type: int\n  2)',
]
for source in SOURCES:
    for flags in (ONLY_AST, ONLY_AST | TYPE_COMMENTS):
        print(repr(source), flags)
        try:
            show(compile(source, 'f', 'exec', flags))
        except SyntaxError as error:
            print(error.args)
