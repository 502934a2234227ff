# replace, translate, maketrans.
print('aXbXc'.replace('X', '--'), 'aXbXc'.replace('X', '', 1), 'abc'.replace('', '.'), 'abc'.replace('', '.', 2), 'abc'.replace('b', 'b'))
# expect: a--b--c abXc .a.b.c. .a.bc abc
print('aaaa'.replace('aa', 'b'), 'あaあ'.replace('あ', 'x'), 'aéa'.replace('a', '😀'), ascii('あa'.replace('あ', '')), 'abc'.replace('c', 'd', count=-1))
# expect: bb xax 😀é😀 'a' abd
print('x'.replace('longer', ''), ''.replace('', 'x'), ''.replace('a', 'x'))  # expect: x x 
table = str.maketrans('abc', 'xyz', 'q')
print(table, 'aqbqc'.translate(table))  # expect: {97: 120, 98: 121, 99: 122, 113: None} xyz
print('hello'.translate({104: 'J', ord('l'): None, 'o': 'unused', 111: 0x3042}))  # expect: Jeあ
print(str.maketrans({'a': 'A', 98: None}))  # expect: {97: 'A', 98: None}
class Table:
    def __getitem__(self, code):
        if code == 97:
            return 'A!'
        if code == 98:
            raise LookupError
        return None if code == 99 else code
print('abcd'.translate(Table()), 'abc'.translate('x' * 98 + 'Q'))  # expect: A!bd xQc
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'a'.replace(1, 'b')", "'a'.replace('a', None)", "'a'.replace('a', 'b', 'c')", "'a'.translate({97: -1})", "'a'.translate({97: 1.5})",
             "'a'.translate(1)", "str.maketrans('a', 'bc')", "str.maketrans(1)", "str.maketrans({'ab': 1})", "str.maketrans({1.5: 1})",
             "str.maketrans('a', 'b', 1)", "str.maketrans('a', 1)", "'a'.replace('a', 'b', 1, 2)"]:
    attempt(code)
# expect: TypeError: replace() argument 1 must be str, not int
# expect: TypeError: replace() argument 2 must be str, not None
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: ValueError: character mapping must be in range(0x110000)
# expect: TypeError: character mapping must return integer, None or str
# expect: TypeError: 'int' object is not subscriptable
# expect: ValueError: the first two maketrans arguments must have equal length
# expect: TypeError: if you give only one argument to maketrans it must be a dict
# expect: ValueError: string keys in translate table must be of length 1
# expect: TypeError: keys in translate table must be strings or integers
# expect: TypeError: maketrans() argument 3 must be str, not int
# expect: TypeError: maketrans() argument 2 must be str, not int
# expect: TypeError: replace() takes at most 3 arguments (4 given)
