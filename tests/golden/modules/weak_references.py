"""weakref: references, callbacks, proxies, the weak containers."""
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Thing({self.name!r})'

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index * 2

    def greet(self):
        return 'hello from ' + self.name


a = Thing('a')
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), weakref.getweakrefcount(a), r == weakref.ref(a))  # expect: True True 1 True
q = weakref.ref(a, lambda ref: print('gone:', ref is q, ref()))
p = weakref.proxy(a)
print(p.name, p.greet(), len(p), p[4], type(p).__name__, weakref.getweakrefcount(a))  # expect: a hello from a 3 8 ProxyType 3
p.name = 'b'
print(a, hash(r) == hash(a), r.__callback__, q.__callback__ is not None)  # expect: Thing('b') True None True
del a                                     # expect: gone: True None
print(r(), q(), r == q)                   # expect: None None False
try:
    print(p.name)
except ReferenceError as error:
    print(error)                          # expect: weakly-referenced object no longer exists
for what in (5, [], 'x'):
    try:
        weakref.ref(what)
    except TypeError as error:
        print(error)
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'list' object
# expect: cannot create weak reference to 'str' object
values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
both = weakref.WeakSet()
x, y = Thing('x'), Thing('y')
values['x'], values['y'] = x, y
keys[x] = 1
both.add(x)
both.add(y)
print(sorted(values), len(keys), len(both))  # expect: ['x', 'y'] 1 2
del y
print(sorted(values), len(keys), len(both), x in both)  # expect: ['x'] 1 1 True
weakref.finalize(x, print, 'finalized')
del x                                     # expect: finalized
print(len(values), len(keys), len(both))  # expect: 0 0 0


class Node:
    def __init__(self):
        self.method = weakref.WeakMethod(self.run)

    def run(self):
        return 'ran'


n = Node()
m = n.method
print(m()())                              # expect: ran
del n
print(m())                                # expect: None
