# What a class statement does: metaclass, __prepare__, the body, __set_name__, __init_subclass__, their order and errors.
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], [k for k in ns if not k.startswith('__')], kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print('call', cls.__name__, args, kw)
        return super().__call__(*args, **kw)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print('prepare', name, kw)
        return {'given': 1}
    def __getattr__(cls, name): return f'{cls.__name__}.{name}?'
    def __len__(cls): return 5
class X(metaclass=M, z=3):
    # expect: prepare X {'z': 3}
    # expect: new X [] ['given', 'who', 'copied'] {'z': 3}
    # expect: init X {'z': 3}
    def __init__(self, *a, **k): print('made', a, k)
    def who(self): return __class__.__name__
    copied = given
x = X(1, k=2)
# expect: call X (1,) {'k': 2}
# expect: made (1,) {'k': 2}
print(x.who(), X.copied, X.unknown, len(X), type(X) is M, isinstance(X, M))  # expect: X 1 X.unknown? 5 True True
class Y(X, w=1): pass
# expect: prepare Y {'w': 1}
# expect: new Y ['X'] ['given'] {'w': 1}
# expect: init Y {'w': 1}
print(type(Y).__name__)  # expect: M
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'): print('set', k, v)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        if k == 'magic': return 42
        return super().__getitem__(k)
class LM(type):
    def __prepare__(name, bases): return Log()
class Logged(metaclass=LM):
    # expect: set a 1
    # expect: set b 42
    # expect: set i 0
    # expect: set i 1
    a = 1
    b = magic
    for i in range(2): pass
    del i
class Field:
    def __set_name__(self, owner, name): print('field', owner.__name__, name); self.name = name
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        print('subclass', cls.__name__, tag, [k for k in cls.__dict__ if not k.startswith('__')])
class Derived(Base, tag='t'):
    # expect: field Derived f
    # expect: field Derived g
    # expect: subclass Derived t ['f', 'g']
    f = Field()
    g = Field()
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def bad_keyword():
    class Z(Base, nope=1): pass
def no_init_keyword():
    class Z(a=1): pass
def conflict():
    class M2(type): pass
    class P(metaclass=M2): pass
    class Q(X, P): pass
def no_mapping():
    class M3(type):
        def __prepare__(*a): return 3
    class P(metaclass=M3): pass
def lost_cell():
    class M4(type):
        def __new__(m, n, b, ns): return super().__new__(m, n, b, {})
    class P(metaclass=M4):
        def f(self): return __class__
def failing_set_name():
    class F:
        def __set_name__(self, o, n): raise ValueError(n)
    class P: field = F()
for f in (bad_keyword, no_init_keyword, conflict, no_mapping, lost_cell, failing_set_name): t(f)
# expect: TypeError bad_keyword.<locals>.Z.__init_subclass__() takes no keyword arguments
# expect: TypeError no_init_keyword.<locals>.Z.__init_subclass__() takes no keyword arguments
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: TypeError M3.__prepare__() must return a mapping, not int
# expect: RuntimeError __class__ not set defining 'P' as <class '__main__.P'>. Was __classcell__ propagated to type.__new__?
# expect: ValueError field
def function(name, bases, ns): return (name, bases, sorted(k for k in ns if k[0] != '_'))
class NotAClass(metaclass=function): q = 1
print(NotAClass)  # expect: ('NotAClass', (), ['q'])
class Entries:
    def __mro_entries__(self, bases): return (int,)
class FromEntries(Entries()): pass
print(FromEntries.__bases__, len(FromEntries.__orig_bases__), FromEntries(3) + 1)  # expect: (<class 'int'>,) 1 4
T = type('T', (), {'x': 1, 'm': lambda self: self.x})
print(T, T().m(), T.__module__, T.__qualname__, type('U', (T,), {}).__mro__[1] is T)  # expect: <class '__main__.T'> 1 __main__ T True
class Singleton(type):
    _made = {}
    def __call__(cls, *a):
        if cls not in cls._made: cls._made[cls] = super().__call__(*a)
        return cls._made[cls]
class S(metaclass=Singleton): pass
print(S() is S())  # expect: True
