# PyCF_TYPE_COMMENTS: comments that are part of the grammar (PEP 484), where they may stand and where not.
TYPE_COMMENTS = 0x1000

for source in ("x = 1 # type: int", "x = y = 1 # type: int", "x: int = 1 # type: int", "x += 1 # type: int", "1 # type: int", "# type: int", "# type: ignore",
               "x = 1 # type: ignore", "x = 1 #type: int", "x: int = 1 #\ttype:int", "x: int = 1 # Type: int", "x: int = 1 # type int",
               "for i in x: # type: int\n  pass", "for i in x: # type: int\n  # type: str\n  pass", "for i in x: pass # type: int", "with x: # type: int\n  pass",
               "with (x as y): # type: int\n  pass", "def f(): # type: () -> int\n  pass", "def f():\n  # type: () -> int\n  pass",
               "def f(): # type: () -> int\n  # type: () -> int\n  pass", "def f(): return 1 # type: int",
               "def f(a, # type: int\n b=2, # type: str\n *c, # type: int\n d, # type: x\n **e # type: y\n ): pass", "def f(a # type: int\n ): pass",
               "def f(a, # type: int\n ): pass", "def f(a, /, # type: int\n b): pass", "def f(*, # type: int\n a): pass", "def f(*a: *b, # type: int\n c): pass",
               "lambda a, # type: int\n: 1", "f(a, # type: int\n b)", "[1, # type: int\n 2]", "if x: # type: int\n  pass", "while x: # type: ignore\n  pass",
               "class A: # type: int\n  pass", "class A: # type: ignore[x]\n  pass", "try: # type: x\n  pass\nfinally: pass",
               "async def f(): # type: () -> int\n  async for i in x: # type: int\n    pass\n  async with y: # type: int\n    pass", "return # type: int",
               "x = 1; y = 2 # type: int", "def f(): x = yield # type: int", "\n# type: int\nx = 1", "x = 1\n# type: int\n", "if 1:\n  x = 1\n# type: int\n  y = 2",
               "# type: ignore #foo\nx", "x: int = 1 # type: ignoreme", "x: int = 1 # type: ignore me", "x: int = 1 # type: ignore\xe9", "x: int = 1 # type: ignore_",
               "match x: # type: int\n  case 1: pass", "x: int = 1 # type: ", "x = '# type: int'", "x: int = \\\n 1 # type: int", "1 # type: int"):
    for mode in ("exec", "single") if "\n" not in source else ("exec",):
        try:
            compile(source, "f", mode, TYPE_COMMENTS)
            print(ascii(source), mode)
        except SyntaxError as error:
            print(ascii(source), mode, type(error).__name__, ascii(error.args))
# expect: 'x = 1 # type: int' exec
# expect: 'x = 1 # type: int' single
# expect: 'x = y = 1 # type: int' exec
# expect: 'x = y = 1 # type: int' single
# expect: 'x: int = 1 # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: int\n', 1, 23))
# expect: 'x: int = 1 # type: int' single SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: int', 1, 23))
# expect: 'x += 1 # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 16, 'x += 1 # type: int\n', 1, 19))
# expect: 'x += 1 # type: int' single SyntaxError ('invalid syntax', ('f', 1, 16, 'x += 1 # type: int', 1, 19))
# expect: '1 # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 11, '1 # type: int\n', 1, 14))
# expect: '1 # type: int' single SyntaxError ('invalid syntax', ('f', 1, 11, '1 # type: int', 1, 14))
# expect: '# type: int' exec SyntaxError ('invalid syntax', ('f', 1, 9, '# type: int\n', 1, 12))
# expect: '# type: int' single SyntaxError ('invalid syntax', ('f', 1, 9, '# type: int', 1, 12))
# expect: '# type: ignore' exec
# expect: '# type: ignore' single SyntaxError ('invalid syntax', ('f', 1, 0, '# type: ignore', 1, 0))
# expect: 'x = 1 # type: ignore' exec
# expect: 'x = 1 # type: ignore' single
# expect: 'x = 1 #type: int' exec
# expect: 'x = 1 #type: int' single
# expect: 'x: int = 1 #\ttype:int' exec SyntaxError ('invalid syntax', ('f', 1, 19, 'x: int = 1 #\ttype:int\n', 1, 22))
# expect: 'x: int = 1 #\ttype:int' single SyntaxError ('invalid syntax', ('f', 1, 19, 'x: int = 1 #\ttype:int', 1, 22))
# expect: 'x: int = 1 # Type: int' exec
# expect: 'x: int = 1 # Type: int' single
# expect: 'x: int = 1 # type int' exec
# expect: 'x: int = 1 # type int' single
# expect: 'for i in x: # type: int\n  pass' exec
# expect: 'for i in x: # type: int\n  # type: str\n  pass' exec IndentationError ('expected an indented block', ('f', 2, 11, '  # type: str\n', 2, 14))
# expect: 'for i in x: pass # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 26, 'for i in x: pass # type: int\n', 1, 29))
# expect: 'for i in x: pass # type: int' single SyntaxError ('invalid syntax', ('f', 1, 26, 'for i in x: pass # type: int', 1, 29))
# expect: 'with x: # type: int\n  pass' exec
# expect: 'with (x as y): # type: int\n  pass' exec
# expect: 'def f(): # type: () -> int\n  pass' exec
# expect: 'def f():\n  # type: () -> int\n  pass' exec
# expect: 'def f(): # type: () -> int\n  # type: () -> int\n  pass' exec SyntaxError ('Cannot have two type comments on def', ('f', 3, 2, '  pass\n', 3, -1))
# expect: 'def f(): return 1 # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 27, 'def f(): return 1 # type: int\n', 1, 30))
# expect: 'def f(): return 1 # type: int' single SyntaxError ('invalid syntax', ('f', 1, 27, 'def f(): return 1 # type: int', 1, 30))
# expect: 'def f(a, # type: int\n b=2, # type: str\n *c, # type: int\n d, # type: x\n **e # type: y\n ): pass' exec
# expect: 'def f(a # type: int\n ): pass' exec
# expect: 'def f(a, # type: int\n ): pass' exec
# expect: 'def f(a, /, # type: int\n b): pass' exec SyntaxError ('invalid syntax', ('f', 1, 21, 'def f(a, /, # type: int\n', 1, 24))
# expect: 'def f(*, # type: int\n a): pass' exec SyntaxError ('bare * has associated type comment', ('f', 1, 18, 'def f(*, # type: int\n', 1, 21))
# expect: 'def f(*a: *b, # type: int\n c): pass' exec
# expect: 'lambda a, # type: int\n: 1' exec SyntaxError ('invalid syntax', ('f', 1, 19, 'lambda a, # type: int\n', 1, 22))
# expect: 'f(a, # type: int\n b)' exec SyntaxError ('invalid syntax', ('f', 1, 14, 'f(a, # type: int\n', 1, 17))
# expect: '[1, # type: int\n 2]' exec SyntaxError ('invalid syntax', ('f', 1, 13, '[1, # type: int\n', 1, 16))
# expect: 'if x: # type: int\n  pass' exec SyntaxError ('invalid syntax', ('f', 1, 15, 'if x: # type: int\n', 1, 18))
# expect: 'while x: # type: ignore\n  pass' exec
# expect: 'class A: # type: int\n  pass' exec SyntaxError ('invalid syntax', ('f', 1, 18, 'class A: # type: int\n', 1, 21))
# expect: 'class A: # type: ignore[x]\n  pass' exec
# expect: 'try: # type: x\n  pass\nfinally: pass' exec SyntaxError ('invalid syntax', ('f', 1, 14, 'try: # type: x\n', 1, 15))
# expect: 'async def f(): # type: () -> int\n  async for i in x: # type: int\n    pass\n  async with y: # type: int\n    pass' exec
# expect: 'return # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 16, 'return # type: int\n', 1, 19))
# expect: 'return # type: int' single SyntaxError ('invalid syntax', ('f', 1, 16, 'return # type: int', 1, 19))
# expect: 'x = 1; y = 2 # type: int' exec
# expect: 'x = 1; y = 2 # type: int' single
# expect: 'def f(): x = yield # type: int' exec
# expect: 'def f(): x = yield # type: int' single SyntaxError ('invalid syntax', ('f', 1, 0, 'def f(): x = yield # type: int', 1, 0))
# expect: '\n# type: int\nx = 1' exec SyntaxError ('invalid syntax', ('f', 2, 9, '# type: int\n', 2, 12))
# expect: 'x = 1\n# type: int\n' exec SyntaxError ('invalid syntax', ('f', 2, 9, '# type: int\n', 2, 12))
# expect: 'if 1:\n  x = 1\n# type: int\n  y = 2' exec SyntaxError ('invalid syntax', ('f', 3, 9, '# type: int\n', 3, 12))
# expect: '# type: ignore #foo\nx' exec
# expect: 'x: int = 1 # type: ignoreme' exec SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: ignoreme\n', 1, 28))
# expect: 'x: int = 1 # type: ignoreme' single SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: ignoreme', 1, 28))
# expect: 'x: int = 1 # type: ignore me' exec
# expect: 'x: int = 1 # type: ignore me' single
# expect: 'x: int = 1 # type: ignore\xe9' exec SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: ignore\xe9\n', 1, 27))
# expect: 'x: int = 1 # type: ignore\xe9' single SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: ignore\xe9', 1, 27))
# expect: 'x: int = 1 # type: ignore_' exec
# expect: 'x: int = 1 # type: ignore_' single
# expect: 'match x: # type: int\n  case 1: pass' exec SyntaxError ('invalid syntax', ('f', 1, 18, 'match x: # type: int\n', 1, 21))
# expect: 'x: int = 1 # type: ' exec SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: \n', 1, 20))
# expect: 'x: int = 1 # type: ' single SyntaxError ('invalid syntax', ('f', 1, 20, 'x: int = 1 # type: ', 1, 20))
# expect: "x = '# type: int'" exec
# expect: "x = '# type: int'" single
# expect: 'x: int = \\\n 1 # type: int' exec SyntaxError ('invalid syntax', ('f', 2, 12, ' 1 # type: int\n', 2, 15))
# expect: '1 # type: int' exec SyntaxError ('invalid syntax', ('f', 1, 11, '1 # type: int\n', 1, 14))
# expect: '1 # type: int' single SyntaxError ('invalid syntax', ('f', 1, 11, '1 # type: int', 1, 14))
