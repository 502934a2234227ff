# What sys says about the machine, and what it can be told.
import sys

print(sys.byteorder, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.float_info.epsilon, sys.maxunicode)
# expect: little utf-8 utf-8 2.220446049250313e-16 1114111
print(sys.version_info >= (3, 14), sys.version_info.major, sys.version_info[:2], type(sys.version_info).__name__)
# expect: True 3 (3, 14) version_info
print(sys.intern('abc') is sys.intern('abc'), sys.exc_info())  # expect: True (None, None, None)
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0], sys.exc_info()[1], sys.exception() is e)
# expect: <class 'ZeroDivisionError'> division by zero True
print(sys.exception())  # expect: None


def frames():
    outer = sys._getframe(1)
    return outer.f_code.co_name, outer.f_lineno > 10, sorted(sys._getframe().f_locals)


print(frames())  # expect: ('<module>', True, ['outer'])


def error(function, *args):
    try:
        function(*args)
    except Exception as e:
        print(type(e).__name__, e)


error(sys._getframe, 10000)  # expect: ValueError call stack is not deep enough
error(sys.setrecursionlimit, 0)  # expect: ValueError recursion limit must be greater or equal than 1
error(sys.intern, 5)  # expect: TypeError intern() argument must be str, not int
x = []
y = x
print(sys.getrefcount(x), sys.getrefcount([]))  # expect: 3 1


def count(a):
    return sys.getrefcount(a)


def local():
    z = {}
    return sys.getrefcount(z)


print(count(x), count([]), local(), sys.getrefcount([object()][0]))  # expect: 3 1 1 1
print(sys.modules['sys'] is sys, 'builtins' in sys.builtin_module_names, 'json' in sys.stdlib_module_names)
# expect: True True True
old = sys.getrecursionlimit()
sys.setrecursionlimit(100)


def deep(n):
    return deep(n + 1)


error(deep, 0)  # expect: RecursionError maximum recursion depth exceeded
sys.setrecursionlimit(old)
sys.modules['made_up'] = 5
import made_up
print(made_up)  # expect: 5
sys.exit('over')  # expect exit: 1
# expect stderr: over
