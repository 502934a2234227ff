# Literal, capture, wildcard, or and guard patterns.
def kind(x):
    match x:
        case None: return 'none'
        case True | False: return f'bool {x}'
        case 0 | 1 | 2: return f'small {x}'
        case -5: return 'minus five'
        case 3.5: return 'float'
        case 1 + 2j: return 'complex'
        case 'yes' | "no" as answer: return f'answer {answer}'
        case b'raw': return 'bytes'
        case int(n) if n > 100: return f'big {n}'
        case int(): return 'int'
        case str(s): return f'str {s!r}'
        case _: return 'other'
for x in (None, True, 0, 2, -5, 3.5, 1 + 2j, 'yes', 'maybe', b'raw', 1000, 50, [], 1.0):
    print(repr(x), kind(x))
    # expect: None none
    # expect: True bool True
    # expect: 0 small 0
    # expect: 2 small 2
    # expect: -5 minus five
    # expect: 3.5 float
    # expect: (1+2j) complex
    # expect: 'yes' answer yes
    # expect: 'maybe' str 'maybe'
    # expect: b'raw' bytes
    # expect: 1000 big 1000
    # expect: 50 int
    # expect: [] other
    # expect: 1.0 small 1.0
class Color:
    RED, GREEN = 1, 2
def named(x):
    match x:
        case Color.RED: return 'red'
        case Color.GREEN: return 'green'
        case other: return other
print(named(1), named(2), named(3))  # expect: red green 3
match 5:
    case x if x < 3: print('no')
    case y if y > 3: print('guard', y)  # expect: guard 5
print(x, y)  # expect: 5 5
match = 3
print(match)  # expect: 3
case = [1]
match case:
    case [z]: print(z)  # expect: 1
match (1, 2):
    case 1, z: print('open sequence', z)  # expect: open sequence 2
match 1, 2, 3:
    case a, *rest: print(a, rest)  # expect: 1 [2, 3]
