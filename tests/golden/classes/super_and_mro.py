# super(), method resolution order, diamonds, changing bases and classes.
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
print(D().f(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))  # expect: ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object'] True
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: type('X', (A, B), {}))  # expect: TypeError Cannot create a consistent method resolution order (MRO) for bases A, B
t(lambda: type('X', (A, A), {}))  # expect: TypeError duplicate base class A
t(lambda: type('X', (bool,), {}))  # expect: TypeError type 'bool' is not an acceptable base type
t(lambda: type('X', (3,), {}))
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
t(lambda: type('X', (int, str), {}))  # expect: TypeError multiple bases have instance lay-out conflict
t(lambda: super().f)  # expect: RuntimeError super(): no arguments
t(lambda: super(A, 3).f)  # expect: TypeError super(type, obj): obj (instance of int) is not an instance or subtype of type (A).
t(lambda: super(B, D()).f())  # expect: ['C', 'A']
t(lambda: super(A, D()).f)  # expect: AttributeError 'super' object has no attribute 'f'
t(lambda: super(3))  # expect: TypeError super() argument 1 must be a type, not int
print(super(B, D()), super(B), super(B).__thisclass__, super(B, D()).__self_class__)
# expect: <super: <class 'B'>, <D object>> <super: <class 'B'>, NULL> <class '__main__.B'> <class '__main__.D'>
class P:
    def __init__(self): self.log = ['P']
    @classmethod
    def make(cls): return cls.__name__
    @property
    def v(self): return 1
class Q(P):
    def __init__(self):
        super().__init__()
        self.log.append('Q')
        self.more = [super(Q, self).v for _ in range(2)]
    @classmethod
    def make(cls): return 'Q' + super().make()
    @property
    def v(self): return super().v + 1
class R(Q):
    def nested(self):
        def inner(): return super(R, self).v
        return inner()
print(Q().log, Q().more, Q.make(), R.make(), R().v, R().nested())  # expect: ['P', 'Q'] [1, 1] QQ QR 2 2
D.__bases__ = (C,)
print([c.__name__ for c in D.__mro__], D().f())  # expect: ['D', 'C', 'A', 'object'] ['D', 'C', 'A']
t(lambda: setattr(D, '__bases__', ()))  # expect: TypeError can only assign non-empty tuple to D.__bases__, not ()
t(lambda: setattr(A, '__bases__', (D,)))  # expect: TypeError a __bases__ item causes an inheritance cycle
t(lambda: setattr(A, '__bases__', 3))  # expect: TypeError can only assign tuple to A.__bases__, not int
t(lambda: setattr(int, '__bases__', (A,)))  # expect: TypeError cannot set '__bases__' attribute of immutable type 'int'
a = A()
a.__class__ = B
print(a.f(), type(a).__name__)  # expect: ['B', 'A'] B
t(lambda: setattr(a, '__class__', int))  # expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
t(lambda: setattr(a, '__class__', 3))  # expect: TypeError __class__ must be set to a class, not 'int' object
A.f = lambda self: ['patched']
print(D().f())  # expect: ['D', 'C', 'patched']
class M(type):
    def mro(cls): return [cls, A, object]
class X(B, metaclass=M): pass
print([c.__name__ for c in X.__mro__], X().f())  # expect: ['X', 'A', 'object'] ['patched']
print(A.__subclasses__(), B.__subclasses__())  # expect: [<class '__main__.B'>, <class '__main__.C'>] [<class '__main__.X'>]
