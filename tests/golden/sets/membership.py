# `in` and subscripts by keys of every kind, with and without Python code.
point = (1, 'a')
known = {1: 'one', 'x': 'ex', point: 'point', (1, (2, 3)): 'nested'}
print(1 in known, True in known, 1.0 in known, 2 not in known, 'x' in known, (1, 'a') in known, (1, 'b') in known, (1, (2, 3)) in known)
# expect: True True True True True True False True
print(known[1.0], known[(True, 'a')], known[1, (2, 3)])
# expect: one point nested
print(-1 in {-2: 0}, (-1,) in {(-2,)}, (-2,) in {(-2,)}, () in {()}, 5 in (4, 5), 'b' in ['a', 'b'], 'bc' in 'abcd', '' in '', 'z' in 'añb')
# expect: False False True True True True True True False


class Odd:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        print('eq', other)
        return self.number == other


print(3 in {Odd(3)}, 3 in {Odd(3): 1}, (3,) in {(Odd(3),)})
# expect: eq 3
# expect: eq 3
# expect: eq 3
# expect: True True True
for container in ({1}, {1: 1}):
    try:
        [] in container
    except TypeError as error:
        print(error)
# expect: cannot use 'list' as a set element (unhashable type: 'list')
# expect: cannot use 'list' as a dict key (unhashable type: 'list')


class Counted(dict):
    def __contains__(self, key):
        print('asked for', key)
        return True


class Plain(dict):
    pass


print(7 in Counted(), 7 in Plain(), 7 in Plain({7: 7}), {1}.__contains__(1), {1: 1}.__contains__(2), {1} in {frozenset({1})})
# expect: asked for 7
# expect: True False True True False True
print(min(3, 2), max(2.5, 1.5), min(1, 2.0), max(1, 2, 5, 3), min('b', 'a'), max(1, True), min(0.0, -0.0))
# expect: 2 2.5 1 5 a 1 0.0
