# Descriptors, properties, attribute hooks and their precedence.
class Data:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None): return f'{self.name} of {"class" if obj is None else "instance"} {owner.__name__}'
    def __set__(self, obj, value): print('set', self.name, value)
    def __delete__(self, obj): print('delete', self.name)
class NonData:
    def __get__(self, obj, owner=None): return 'non-data'
class C:
    d = Data()
    n = NonData()
c = C()
print(c.d, '|', C.d)  # expect: d of instance C | d of class C
c.d = 4  # expect: set d 4
del c.d  # expect: delete d
c.__dict__['d'] = 9
print(c.d)  # expect: d of instance C
print(c.n)  # expect: non-data
c.n = 3
print(c.n, C.n)  # expect: 3 non-data
class P:
    def __init__(self): self._v = 0
    @property
    def v(self):
        "the doc"
        return self._v
    @v.setter
    def v(self, value): self._v = value * 2
    @v.deleter
    def v(self): self._v = 'gone'
    read_only = property(lambda self: 1)
    write_only = property(fset=lambda self, v: print('wrote', v))
p = P()
p.v = 4; print(p.v)  # expect: 8
del p.v; print(p.v, P.v.__doc__, P.v.__name__)  # expect: gone the doc v
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: setattr(p, 'read_only', 2))  # expect: AttributeError property 'read_only' of 'P' object has no setter
t(lambda: delattr(p, 'read_only'))  # expect: AttributeError property 'read_only' of 'P' object has no deleter
t(lambda: p.write_only)  # expect: AttributeError property 'write_only' of 'P' object has no getter
p.write_only = 5  # expect: wrote 5
class G:
    def __getattr__(self, name):
        if name.startswith('x'): return name.upper()
        raise AttributeError(f'no {name}')
    def __setattr__(self, name, value): print('setattr', name, value); object.__setattr__(self, name, value)
    def __delattr__(self, name): print('delattr', name); super().__delattr__(name)
g = G()
g.k = 2; print(g.k, g.xyz); del g.k
# expect: setattr k 2
# expect: 2 XYZ
# expect: delattr k
t(lambda: g.k)  # expect: AttributeError no k
print(hasattr(g, 'x1'), hasattr(g, 'q'), getattr(g, 'q', 'default'))  # expect: True False default
class All:
    def __getattribute__(self, name): return ('all', name)
print(All().foo, All().__class__, type(All()).__name__)  # expect: ('all', 'foo') ('all', '__class__') All
class PropError:
    @property
    def a(self): raise AttributeError('inside')
    def __getattr__(self, name): return f'fallback {name}'
print(PropError().a)  # expect: fallback a
class Methods:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.__name__, x
    def m(self): return self
print(Methods.s(1), Methods().s(2), Methods.c(3), Methods().c(4))  # expect: 1 2 ('Methods', 3) ('Methods', 4)
m = Methods(); print(m.m.__self__ is m, m.m.__func__ is Methods.m, m.m == m.m, Methods.__dict__['s'].__func__(5))  # expect: True True True 5
t(lambda: Methods.m()); t(lambda: m.m(1)); t(lambda: c.nope); t(lambda: C.nope); t(lambda: m.s())
# expect: TypeError Methods.m() missing 1 required positional argument: 'self'
# expect: TypeError Methods.m() takes 1 positional argument but 2 were given
# expect: AttributeError 'C' object has no attribute 'nope'
# expect: AttributeError type object 'C' has no attribute 'nope'
# expect: TypeError Methods.s() missing 1 required positional argument: 'x'
class Slots:
    __slots__ = ('a', '__private', 'b')
    def __init__(self): self.a = 1; self.__private = 2
s = Slots(); print(s.a, s._Slots__private)  # expect: 1 2
t(lambda: s.b); t(lambda: setattr(s, 'z', 1)); t(lambda: s.__dict__); t(lambda: delattr(s, 'b'))
# expect: AttributeError 'Slots' object has no attribute 'b'
# expect: AttributeError 'Slots' object has no attribute 'z' and no __dict__ for setting new attributes
# expect: AttributeError 'Slots' object has no attribute '__dict__'
# expect: AttributeError b
class SubSlots(Slots): pass
q = SubSlots(); q.z = 5; print(q.z, q.__dict__, q.a)  # expect: 5 {'z': 5} 1
t(lambda: type('E', (), {'__slots__': ('x',), 'x': 1}))  # expect: ValueError 'x' in __slots__ conflicts with class variable
t(lambda: type('E', (int,), {'__slots__': ('x',)}))  # expect: TypeError nonempty __slots__ not supported for subtype of 'int'
t(lambda: type('E', (), {'__slots__': ('1x',)}))  # expect: TypeError __slots__ must be identifiers
t(lambda: type('E', (), {'__slots__': 3}))  # expect: TypeError 'int' object is not iterable
t(lambda: object().x); t(lambda: setattr(object(), 'x', 1)); t(lambda: setattr(int, 'x', 1)); t(lambda: setattr(3, 'real', 1))
# expect: AttributeError 'object' object has no attribute 'x'
# expect: AttributeError 'object' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: TypeError cannot set 'x' attribute of immutable type 'int'
# expect: AttributeError attribute 'real' of 'int' objects is not writable
