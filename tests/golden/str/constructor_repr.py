# str(), repr(), ascii(), subclasses.
print([str(), str(5), str('a'), str(b'a'), str(b'caf\xc3\xa9', 'utf-8'), str(b'\xe9', 'latin-1'), str(object=None), str(b'\xff', errors='replace')])
# expect: ['', '5', 'a', "b'a'", 'café', 'é', 'None', '�']
for text in ["plain", "it's", 'say "hi"', 'both \' and "', 'tab\tnew\nline\rback\\slash', '\x00\x1f\x7f\x80\xa0\xad', 'é', '\u200b\u2028', 'あ', '\ud800', '😀', '\U000e0001']:
    print(ascii(repr(text)), ascii(text))
# expect: "'plain'" 'plain'
# expect: '"it\'s"' "it's"
# expect: '\'say "hi"\'' 'say "hi"'
# expect: '\'both \\\' and "\'' 'both \' and "'
# expect: "'tab\\tnew\\nline\\rback\\\\slash'" 'tab\tnew\nline\rback\\slash'
# expect: "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'" '\x00\x1f\x7f\x80\xa0\xad'
# expect: "'\xe9'" '\xe9'
# expect: "'\\u200b\\u2028'" '\u200b\u2028'
# expect: "'\u3042'" '\u3042'
# expect: "'\\ud800'" '\ud800'
# expect: "'\U0001f600'" '\U0001f600'
# expect: "'\\U000e0001'" '\U000e0001'
class Shout(str):
    def __new__(cls, text, marks=1):
        self = super().__new__(cls, text.upper() + '!' * marks)
        self.marks = marks
        return self
    def __str__(self):
        return '<' + super().__str__() + '>'
loud = Shout('hey', 2)
print(loud, repr(loud), loud.marks, len(loud), loud == 'HEY!!', type(loud + ''), type(loud[:]), type(str(loud)), type(loud.lower()), f'{loud}', '%s' % loud)
# expect: <HEY!!> 'HEY!!' 2 5 True <class 'str'> <class 'str'> <class 'str'> <class 'str'> <HEY!!> <HEY!!>
print({loud: 1}['HEY!!'], isinstance(loud, str), loud.__dict__, type(loud.strip()), ''.join([loud]), type(loud * 1))
# expect: 1 True {'marks': 2} <class 'str'> HEY!! <class 'str'>
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
class Bad:
    def __str__(self):
        return 5
    def __format__(self, spec):
        return 6
    def __repr__(self):
        return b''
for code in ["str(Bad())", "repr(Bad())", "f'{Bad()}'", "format(Bad(), 'x')", "str(1, 'ascii')", "str('a', 'ascii')", "str(b'a', 1)", "str(b'a', 'nope')",
             "str(b'\\xff')", "str(foo=1)", "str(1, 2, 3, 4)", "str(b'a', 'ascii', None)", "format('a', 1)", "str.upper(1)", "str.upper()", "str.join('a')"]:
    attempt(code)
# expect: TypeError: __str__ returned non-string (type int)
# expect: TypeError: __repr__ returned non-string (type bytes)
# expect: TypeError: __format__ must return a str, not int
# expect: TypeError: __format__ must return a str, not int
# expect: TypeError: decoding to str: need a bytes-like object, int found
# expect: TypeError: decoding str is not supported
# expect: TypeError: str() argument 'encoding' must be str, not int
# expect: LookupError: unknown encoding: nope
# expect: b'\xff'
# expect: TypeError: str() got an unexpected keyword argument 'foo'
# expect: TypeError: str expected at most 3 arguments, got 4
# expect: TypeError: str() argument 'errors' must be str, not NoneType
# expect: TypeError: format() argument 2 must be str, not int
# expect: TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: TypeError: unbound method str.upper() needs an argument
# expect: TypeError: str.join() takes exactly one argument (0 given)
