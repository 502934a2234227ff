# Filling up, stripping, tabs.
print(['ab'.center(7), 'abc'.center(6, '*'), 'a'.ljust(4, '.'), 'a'.rjust(4, 'あ'), 'abc'.center(2), ''.center(1, 'x')])
# expect: ['   ab  ', '*abc**', 'a...', 'あああa', 'abc', 'x']
print(['42'.zfill(5), '-42'.zfill(5), '+42'.zfill(2), 'é'.zfill(3), ''.zfill(2), '--1'.zfill(5)])
# expect: ['00042', '-0042', '+42', '00é', '00', '-00-1']
print(['  a b '.strip(), '  a '.lstrip(), '  a '.rstrip(), 'xxaxbxx'.strip('x'), 'abcba'.strip('ab'), 'ab'.strip('ab'), '\u2003a\x1f'.strip()])
# expect: ['a b', 'a ', '  a', 'axb', 'c', '', 'a']
print(['www.example.com'.lstrip('w.'), 'mississippi'.rstrip('ipz'), 'あaあ'.strip('あ'), 'a'.strip('')])
# expect: ['example.com', 'mississ', 'a', 'a']
print(['a\tb'.expandtabs(), 'a\tbc\td'.expandtabs(4), '\t'.expandtabs(0), 'ab\n\tc'.expandtabs(3), 'a\tb'.expandtabs(-1), 'あ\tb'.expandtabs(tabsize=3)])
# expect: ['a       b', 'a   bc  d', '', 'ab\n   c', 'ab', 'あ  b']
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["'a'.center('x')", "'a'.center(5, 'xy')", "'a'.ljust(5, 1)", "'a'.rjust()", "'a'.strip(1)", "'a'.zfill(None)", "'a'.expandtabs(2 ** 40)",
             "'a'.center(2 ** 70)", "'a'.lstrip(b'a')"]:
    attempt(code)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: The fill character must be exactly one character long
# expect: TypeError: The fill character must be a unicode character, not int
# expect: TypeError: rjust expected at least 1 argument, got 0
# expect: TypeError: strip arg must be None or str
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: OverflowError: Python int too large to convert to C int
# expect: OverflowError: Python int too large to convert to C ssize_t
# expect: TypeError: lstrip arg must be None or str
