# Annotations are evaluated when somebody asks (PEP 649, 749).
def f(a: int, b: Missing = 3, *args: str, k: float, **kw: bytes) -> None: pass
try: f.__annotations__
except NameError as e: print(e)  # expect: name 'Missing' is not defined
Missing = list
print(f.__annotations__)  # expect: {'a': <class 'int'>, 'b': <class 'list'>, 'args': <class 'str'>, 'k': <class 'float'>, 'kw': <class 'bytes'>, 'return': None}
print(f.__annotations__ is f.__annotations__, f.__annotate__(1) == f.__annotations__)  # expect: True True
class C:
    x: int
    y: 'text' = 3
    z: Later
    def m(self, other: C) -> Later: return self
class Later: pass
print(C.__annotations__, C.m.__annotations__)
# expect: {'x': <class 'int'>, 'y': 'text', 'z': <class '__main__.Later'>} {'other': <class '__main__.C'>, 'return': <class '__main__.Later'>}
print(sorted(k for k in C.__dict__ if k.startswith('__ann')), hasattr(C(), '__annotations__'))  # expect: ['__annotate_func__', '__annotations_cache__'] False
class D(C): pass
print(D.__annotations__, D.__annotate__, 'w' in D.__annotations__)  # expect: {} None False
v: int = 1
w: Undefined
if v: cond: str = 'c'
else: never: int = 0
try: __annotations__
except NameError as e: print(e)  # expect: name '__annotations__' is not defined
Undefined = dict
import sys
main = sys.modules[__name__]
print(main.__annotations__)  # expect: {'v': <class 'int'>, 'w': <class 'dict'>, 'cond': <class 'str'>}
f.__annotations__ = {'a': 1}
print(f.__annotations__, f.__annotate__)  # expect: {'a': 1} None
f.__annotate__ = lambda format: {'made': format}
print(f.__annotations__)  # expect: {'made': 1}
def check(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
check(lambda: setattr(f, '__annotate__', 3))  # expect: TypeError __annotate__ must be callable or None
check(lambda: setattr(f, '__annotations__', 3))  # expect: TypeError __annotations__ must be set to a dict object
check(lambda: delattr(f, '__annotate__'))  # expect: TypeError __annotate__ cannot be deleted
check(lambda: int.__annotations__)  # expect: AttributeError type object 'int' has no attribute '__annotations__'
check(lambda: f.__annotate__(2))  # expect: {'made': 2}
check(lambda: C.__annotate__(4))  # expect: NotImplementedError
C.__annotations__['x'] = str
print(C.__annotations__['x'])  # expect: <class 'str'>
C.__annotate__ = None
print(C.__annotations__)  # expect: {'x': <class 'str'>, 'y': 'text', 'z': <class '__main__.Later'>}
del C.__annotations__
print(C.__annotations__)  # expect: {}
def g(x): pass
print(g.__annotations__, g.__annotate__, (lambda: 0).__annotations__)  # expect: {} None {}
def local():
    n: int = 3
    m: Nope
    return n
print(local())  # expect: 3
class E:
    if True: a: int
    for _ in (): b: int
    while False: c: int
    try: d: int
    finally: e: int
print(E.__annotations__)  # expect: {'a': <class 'int'>, 'd': <class 'int'>, 'e': <class 'int'>}
(x): int = 5
obj = type('O', (), {})()
obj.attr: Nope2 = 3
print(obj.attr, x)  # expect: 3 5
