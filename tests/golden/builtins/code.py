# compile, eval, exec, globals, locals.
def error(function, *args):
    try:
        function(*args)
    except Exception as e:
        print(type(e).__name__, e)


exec('a = 5')
print(a, eval('a + 1'), eval(' \ta'), eval('x*2', {'x': 4}), eval('x+y', {'x': 1}, {'y': 2}))
# expect: 5 6 5 8 3
error(eval, 'a = 5')  # expect: SyntaxError invalid syntax (<string>, line 1)
error(eval, 5)  # expect: TypeError eval() arg 1 must be a string, bytes or code object
error(eval, '1', 5)  # expect: TypeError globals must be a dict
error(exec, '1', 5)  # expect: TypeError exec() globals must be a dict, not int
error(exec, '1', {}, 5)  # expect: TypeError locals must be a mapping or None, not int
error(eval, '1', {}, 5)  # expect: TypeError locals must be a mapping
print(eval(compile('1 + 2', 'f', 'eval')), exec(compile('1 + 2', 'f', 'eval')))  # expect: 3 None
exec(compile('1 + 2\n', 'f', 'single'))  # expect: 3
error(compile, '1', 'f', 'foo')  # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
error(compile, '1', 'f', 'exec', 3)  # expect: ValueError compile(): unrecognised flags
error(compile, 5, 'f', 'exec')  # expect: TypeError compile() arg 1 must be a string, bytes or AST object


def f():
    x = 1
    exec('x = 2; y = 3')
    print(x, locals(), eval('x'))


f()  # expect: 1 {'x': 1} 1


def g(a, b=2):
    c = 3
    return locals()


print(g(1), globals() is globals(), __name__)  # expect: {'a': 1, 'b': 2, 'c': 3} True __main__
space = {}
exec('x = 1', space)
print(sorted(space))  # expect: ['__builtins__', 'x']


class Upper(dict):
    def __missing__(self, key):
        return key.upper()


print(eval('a + b', {}, Upper()))  # expect: AB
exec('''
class A:
    x = 1
    def m(self):
        return self.x
print(A().m())
''')
# expect: 1
try:
    exec('x = = 5')
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.filename)
    print(e, e.args)
# expect: invalid syntax 1 5 1 6 'x = = 5\n' <string>
# expect: invalid syntax (<string>, line 1) ('invalid syntax', ('<string>', 1, 5, 'x = = 5\n', 1, 6))
