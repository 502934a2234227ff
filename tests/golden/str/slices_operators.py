# Items, slices, +, *, comparison, hashing, immutability; growing by +=.
text = 'Python'
print(text[0], text[-1], text[1:4], text[::-1], text[::2], text[4:1:-1], text[10:], text[-3:-1], text[:], text[5:2], text[True])
# expect: P n yth nohtyP Pto oht  ho Python  y
wide = 'aあ😀é'
print([wide[i] for i in range(-4, 4)], wide[::-1], ascii(wide[3:]), ascii(wide[:1]), len(wide))
# expect: ['a', 'あ', '😀', 'é', 'a', 'あ', '😀', 'é'] é😀あa '\xe9' 'a' 4
print(text + '!', 'ab' * 3, 3 * 'ab', 'x' * 0, 'x' * -1, 'é' * 2, '' + '', 'あ' + 'a')  # expect: Python! ababab ababab   éé  あa
print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', 'é' > 'z', 'あ' < '😀', 'a' == 'a', 'a' != 'b', 'a' == 1, '' < 'a')
# expect: True False True True True True True True False True
print({'a': 1, 'あ': 2}['あ'], len({'x', 'x', 'y'}), hash('') == 0, 'a' in 'ab'[0:1])  # expect: 2 2 True True
def grow(pieces):
    result = ''
    copies = []
    for piece in pieces:
        copies.append(result)
        result += piece
    return result, copies
print(grow(['a', 'b', 'é', 'あ', 'c', '😀', 'd']))  # expect: ('abéあc😀d', ['', 'a', 'ab', 'abé', 'abéあ', 'abéあc', 'abéあc😀'])
def long():
    result = ''
    for i in range(20000):
        result += 'xy'
        result = result + 'z'
    return len(result), result[-4:]
print(long())  # expect: (60000, 'zxyz')
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["text[6]", "text['a']", "text[1.5]", "text[::0]", "text[1:'a']", "text + 1", "text + b''", "1 + text", "text * 'a'", "text * 1.5",
             "text < 1", "text - 'a'", "-text", "text.x", "text()", "text[2 ** 100]", "'a' * 2 ** 100"]:
    attempt(code)
# expect: IndexError: string index out of range
# expect: TypeError: string indices must be integers, not 'str'
# expect: TypeError: string indices must be integers, not 'float'
# expect: ValueError: slice step cannot be zero
# expect: TypeError: slice indices must be integers or None or have an __index__ method
# expect: TypeError: can only concatenate str (not "int") to str
# expect: TypeError: can only concatenate str (not "bytes") to str
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
# expect: TypeError: unsupported operand type(s) for -: 'str' and 'str'
# expect: TypeError: bad operand type for unary -: 'str'
# expect: AttributeError: 'str' object has no attribute 'x'
# expect: TypeError: 'str' object is not callable
# expect: IndexError: cannot fit 'int' into an index-sized integer
# expect: OverflowError: cannot fit 'int' into an index-sized integer
