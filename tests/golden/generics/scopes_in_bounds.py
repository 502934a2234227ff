# Bounds, defaults, aliases and annotations that open scopes of their own: lambdas and comprehensions, what they see and how they are called.
y = [1]


def show(*values):
    print(*[getattr(value, '__qualname__', value) for value in values])


class C[T: {x for x in y}]: pass
show(C.__type_params__[0].__bound__)  # expect: {1}
def f[T = [x * 2 for x in y]](): pass
show(f.__type_params__[0].__default__)  # expect: [2]
type A[T: (lambda: y)] = lambda: (y, T)
show(A.__type_params__[0].__bound__(), A.__value__())  # expect: [1] ([1], T)
show(A.__type_params__[0].__bound__, A.__value__)  # expect: <generic parameters of A>.<lambda> <generic parameters of A>.<lambda>


class D:
    y = [3]
    def f[T: {z for z in y if y}](self, a: lambda: 1 = lambda: 2): pass
    type A[T: [y for y in y]] = [T for x in y]
    z: lambda: 1
show(D.f.__type_params__[0].__bound__)  # expect: {3}
show(D.A.__type_params__[0].__bound__, D.A.__value__)  # expect: [3] [T]
show(D.f.__annotations__['a'], D.f.__defaults__[0], D.__annotations__['z'])  # expect: D.<generic parameters of f>.<lambda> D.<lambda> D.<lambda>


def g():
    z = 4
    def m[T: {x: 1 for x in (1, z)}, U = (lambda: z)](self): pass
    type B = lambda: z
    return m, B
m, B = g()
show(m.__type_params__[0].__bound__, m.__type_params__[1].__default__())  # expect: {1: 1, 4: 1} 4
show(m.__type_params__[1].__default__, B.__value__)  # expect: g.<locals>.<generic parameters of m>.<lambda> g.<locals>.<lambda>
n: {(kept := i) for i in y}
show(__annotate__(1)['n'], kept)  # expect: {1} 1
