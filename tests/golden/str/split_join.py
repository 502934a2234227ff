# split, rsplit, splitlines, partition, join.
print('  a  b c '.split(), '  a  b c '.split(None, 1), '  a  b c '.rsplit(None, 1), ''.split(), ' '.split())
# expect: ['a', 'b', 'c'] ['a', 'b c '] ['  a  b', 'c'] [] []
print('a,b,,c,'.split(','), 'a,b,,c,'.split(',', 2), 'a,b,,c,'.rsplit(',', 2), ''.split(','), 'abc'.split('abc'))
# expect: ['a', 'b', '', 'c', ''] ['a', 'b', ',c,'] ['a,b,', 'c', ''] [''] ['', '']
print('a\u2003b\x1cc\x85d'.split(), 'xあxあx'.split('あ'), 'a b'.split(sep=' ', maxsplit=0), 'a--b--c'.rsplit('--', maxsplit=1))
# expect: ['a', 'b', 'c', 'd'] ['x', 'x', 'x'] ['a b'] ['a--b', 'c']
print('one\ntwo\r\nthree\rfour\x0bfive\x1csix\u2028seven\n'.splitlines())
# expect: ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
print('one\ntwo\r\n\nthree'.splitlines(True), ''.splitlines(), '\n'.splitlines(keepends=True))
# expect: ['one\n', 'two\r\n', '\n', 'three'] [] ['\n']
print('a=b=c'.partition('='), 'a=b=c'.rpartition('='), 'abc'.partition('='), 'abc'.rpartition('='))
# expect: ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '') ('', '', 'abc')
print(', '.join(['a', 'b', 'c']), '-'.join('xyz'), ''.join(()), 'あ'.join(['a', 'é', '😀']), '+'.join(str(n) for n in range(4)))
# expect: a, b, c x-y-z  aあéあ😀 0+1+2+3
print(' '.join({'k': 1, 'l': 2}), '|'.join(map(str, [1, 2])), '.'.join(iter(['only'])))  # expect: k l 1|2 only
class Letters:
    def __getitem__(self, index):
        return 'abc'[index]
print('/'.join(Letters()))  # expect: a/b/c
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
def broken():
    yield 'a'
    yield 1
for code in ["''.join([1])", "''.join(['a', None])", "''.join(5)", "''.join(broken())", "'a'.split('')", "'a'.split(1)", "'a'.rsplit(b'a')",
             "'a'.partition('')", "'a'.partition(None)", "'a'.split('a', 'x')", "'a'.split('a', 2 ** 70)", "''.join()"]:
    attempt(code)
# expect: TypeError: sequence item 0: expected str instance, int found
# expect: TypeError: sequence item 1: expected str instance, NoneType found
# expect: TypeError: can only join an iterable
# expect: TypeError: sequence item 1: expected str instance, int found
# expect: ValueError: empty separator
# expect: TypeError: must be str or None, not int
# expect: TypeError: must be str or None, not bytes
# expect: ValueError: empty separator
# expect: TypeError: must be str, not NoneType
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: OverflowError: Python int too large to convert to C ssize_t
# expect: TypeError: str.join() takes exactly one argument (0 given)
