# Trees as PyCF_OPTIMIZED_AST asks for them.
S = ['__debug__', '"%s" % (x,)', '"%s-%r %a" % (x,y,z)', '"%5d|%-5s|%.2r%%" % (x,y,z)', '"%(a)s" % (x,)', '"%s" % x', '"%s %s" % (x,)', '"%d" % (x,)', '"%s" % ()', '"%%" % ()', '"" % (x,)', '"%c" % (x,)', '"a" % (*x,)', '"%05s" % (x,)', '"%-s" % (x,)', '"%5.3s" % (x,)', '"%s" % (x, y)', '"%i" % (1,)', '"%" % (1,)', '"%123456789s" % (1,)', 'not __debug__', '1+2', '-1', '(1,2)[0]', '[1,2]', 'x in [1,2]', 'x in {1,2}', 'f"{1}"', 'f"{"%s" % (a,)}"', '"a" "b" % (x,)', 'b"%s" % (x,)', 'lambda: __debug__', '__debug__.x', 'not not x', 'x if __debug__ else y', '"%s"%("a",)', '"abc%sdef" % (1,)']
def dump(n):
    import _ast
    if isinstance(n, _ast.AST): return type(n).__name__ + '(' + ', '.join(f + '=' + dump(getattr(n, f)) for f in n._fields + (() if not PO else n._attributes)) + ')'
    if isinstance(n, list): return '[' + ', '.join(map(dump, n)) + ']'
    return repr(n)
PO = 1
for s in S:
    for o in (0, 1):
        print(s, dump(compile(s, 'f', 'eval', 0x8400, optimize=o)))
PO = 0
for s in ['"doc"', '"doc"\nx', 'def f():\n "doc"', 'class f:\n "doc"\n x', 'async def f(): "d"', 'match x:\n case -1: pass\n case 1+2j: pass\n case -1.5-2j: pass\n case {-1: x}: pass\n case (-1 | -2.5): pass\n case C(-1, k=-2): pass', 'assert __debug__', 'if __debug__: "x"', 'def f():\n "doc" "b"\n "x"','x: "%s" % (x,) = 1', 'from __future__ import annotations\nx: "%s" % (x,) = 1', 'def f():\n try: pass\n finally: return']:
    for o in (0, 2): print(s, dump(compile(s, 'f', 'exec', 0x8400, optimize=o)))
