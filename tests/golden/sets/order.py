# reference: python3.11
"""Iteration order is that of 64-bit CPython with PYTHONHASHSEED=0: probing, growth, reuse of deleted entries."""
print(set('the quick brown fox'))         # expect: {' ', 'q', 'u', 'f', 'n', 'x', 'r', 'h', 't', 'k', 'b', 'i', 'c', 'o', 'e', 'w'}
print(set(['red', 'green', 'blue', 'yellow']))  # expect: {'red', 'yellow', 'blue', 'green'}
print(set(range(20, 0, -1)))              # expect: {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}
print(set([2**61, -1, -2, 2**40, 1 << 70, 0.5, 1.5, -0.25]))
# expect: {1099511627776, 2305843009213693952, 1180591620717411303424, 0.5, 1.5, -0.25, -2, -1}
print(set([(1, 'a'), (2, 'b'), True, 'x', b'y']))  # expect: {b'y', (1, 'a'), 'x', True, (2, 'b')}
s = {1, 9, 17, 2}
s.discard(1)
s.discard(9)
s.add(25)
print(s)                                  # expect: {2, 25, 17}
s = set(range(32))
for x in (3, 5, 7):
    s.discard(x)
s.add(131)
print(list(s)[:8])                        # expect: [0, 1, 2, 4, 6, 131, 8, 9]
print(set('hello') | set('world'), set('hello') & set('world'), set('hello') - set('world'), set('hello') ^ set('world'))
# expect: {'d', 'r', 'h', 'o', 'e', 'w', 'l'} {'l', 'o'} {'e', 'h'} {'d', 'h', 'r', 'e', 'w'}
print([s.pop() for _ in range(5)])        # expect: [0, 1, 2, 4, 6]
big = {str(i) for i in range(300)}
for i in range(0, 300, 2):
    big.discard(str(i))
print(list(big)[:6], len(big), big.__sizeof__())  # expect: ['91', '223', '9', '133', '23', '5'] 150 8392
print(frozenset('abc'), hash(frozenset([1, 2, 3])), hash(frozenset()))
# expect: frozenset({'c', 'a', 'b'}) -272375401224217160 133146708735736
print(list(dict.fromkeys(set('bac'))))    # expect: ['c', 'a', 'b']
