# Sequence and mapping patterns: what counts as either, stars, rests, keys.
def seq(x):
    match x:
        case []: return 'empty'
        case [a]: return f'one {a}'
        case [a, b]: return f'two {a} {b}'
        case [a, [b, *inner], c]: return f'nested {a} {b} {inner} {c}'
        case [first, *middle, last]: return f'{first} {middle} {last}'
        case _: return 'no sequence'
for x in ([], (1,), [1, 2], (1, [2, 3, 4], 5), range(5), 'ab', b'ab', bytearray(b'ab'), {1, 2}, {1: 2}, iter([1])):
    print(type(x).__name__, seq(x))
    # expect: list empty
    # expect: tuple one 1
    # expect: list two 1 2
    # expect: tuple nested 1 2 [3, 4] 5
    # expect: range 0 [1, 2, 3] 4
    # expect: str no sequence
    # expect: bytes no sequence
    # expect: bytearray no sequence
    # expect: set no sequence
    # expect: dict no sequence
    # expect: list_iterator no sequence
def mapping(x):
    match x:
        case {'kind': 'circle', 'r': r}: return f'circle {r}'
        case {'kind': str(k), **rest}: return f'{k} {rest}'
        case {1: _, 2: two}: return f'numbers {two}'
        case {}: return f'some mapping of {len(x)}'
        case _: return 'no mapping'
for x in ({'kind': 'circle', 'r': 2, 'x': 0}, {'kind': 'line', 'to': 3}, {1: 'a', 2: 'b'}, {}, {'kind': 5}, [('kind', 1)]):
    print(mapping(x))
    # expect: circle 2
    # expect: line {'to': 3}
    # expect: numbers b
    # expect: some mapping of 0
    # expect: some mapping of 1
    # expect: no mapping
class Mine(dict):
    def __missing__(self, key): return 'made'
match Mine():
    case {'k': v}: print(v)
    case _: print('__missing__ is not asked')  # expect: __missing__ is not asked
match {'a': 1, 'b': {'c': [10, 20]}}:
    case {'b': {'c': [x, *_]}, **others}: print(x, others)  # expect: 10 {'a': 1}
try:
    key = 'a'
    class K: A = 'a'; B = 'a'
    match {'a': 1}:
        case {K.A: 1, K.B: 2}: pass
except ValueError as e:
    print(e)
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
match Seq():
    case [a, b]: print('sequence')
    case _: print('looks like one, is none')  # expect: looks like one, is none
