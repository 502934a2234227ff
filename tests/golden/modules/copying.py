"""copy and the protocol behind it."""
import copy


class Plain:
    pass


class Slotted:
    __slots__ = ('x', 'y')


class Named(list):
    pass


class Stateful:
    def __init__(self):
        self.log = []

    def __getstate__(self):
        return {'saved': True}

    def __setstate__(self, state):
        self.restored = state


class Reduced:
    def __reduce__(self):
        return list, ([1, 2],)


a = Plain()
print(a.__getstate__())                   # expect: None
a.items = [1, [2]]
shallow, deep = copy.copy(a), copy.deepcopy(a)
print(shallow.items is a.items, deep.items == a.items, deep.items is a.items, type(deep) is Plain)  # expect: True True False True
s = Slotted()
s.x = [1]
print(s.__getstate__(), copy.deepcopy(s).x, hasattr(copy.copy(s), 'y'))  # expect: (None, {'x': [1]}) [1] False
n = Named([1, [2]])
n.name = 'n'
m = copy.deepcopy(n)
print(m, m.name, type(m).__name__, m[1] is n[1])  # expect: [1, [2]] n Named False
print(copy.copy(Stateful()).restored, copy.copy(Reduced()))  # expect: {'saved': True} [1, 2]
x = [1]
x.append(x)
y = copy.deepcopy(x)
print(y[1] is y, y is x)                  # expect: True False
print(copy.deepcopy({1: [2, (3, {4})], 'k': None}), copy.copy({1}), copy.copy(range(3)), copy.copy(len) is len)
# expect: {1: [2, (3, {4})], 'k': None} {1} range(0, 3) True
print(copy.deepcopy(ValueError('x', [1])).args)  # expect: ('x', [1])
for what in ((i for i in []), Slotted):
    try:
        print(copy.copy(what))
    except TypeError as error:
        print(error)
# expect: cannot pickle 'generator' object
# expect: <class '__main__.Slotted'>
