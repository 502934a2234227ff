# find and its kind, startswith, count: bounds clip as slices do, widths of the two strings may differ.
text = 'abcabc'
print([text.find('c'), text.rfind('c'), text.find('c', 3), text.find('c', -2), text.find('x'), text.find('')])
# expect: [2, 5, 5, 5, -1, 0]
print([text.find('', 6), text.find('', 7), text.rfind('', 2, 4), text.find('abc', 1), text.find('c', None, 2)])
# expect: [6, -1, 4, 3, -1]
print([text.count('bc'), text.count(''), text.count('', 5), 'aaaa'.count('aa'), text.count('b', 2, -1)])  # expect: [2, 7, 2, 2, 1]
wide = 'あaé😀bé'
print([wide.find('é'), wide.rfind('é'), wide.find('😀'), wide.find('b', -2), 'abc'.find('あ'), wide.count('é')])
# expect: [2, 5, 3, 4, -1, 2]
print(text.startswith('abc'), text.startswith('bc', 1), text.startswith(('x', 'ab')), text.startswith(()), text.startswith('', 7))
# expect: True True True False False
print(text.endswith('bc'), text.endswith('bc', 0, 3), text.endswith(('x', 'c')), wide.endswith('bé'))
# expect: True True True True
print('b' in text, '' in text, 'bé' in wide, 'あ' in text)  # expect: True True True False
print(text.index('b'), text.rindex('b'))  # expect: 1 4
print(repr('unhappy'.removeprefix('un')), 'happy'.removeprefix('un'), 'file.py'.removesuffix('.py'), 'x'.removesuffix(''))
# expect: 'happy' happy file x
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["text.index('z')", "text.find(1)", "text.find(None)", "text.find('a', 'b')", "text.find()", "text.startswith(1)",
             "text.startswith(('x', 1))", "text.startswith(('a', 1))", "1 in text", "text.removeprefix(1)", "text.count(b'a')",
             "text.find('a', 2 ** 100)", "text.find('a', -2 ** 100)"]:
    attempt(code)
# expect: ValueError: substring not found
# expect: TypeError: find() argument 1 must be str, not int
# expect: TypeError: find() argument 1 must be str, not None
# expect: TypeError: slice indices must be integers or None or have an __index__ method
# expect: TypeError: find expected at least 1 argument, got 0
# expect: TypeError: startswith first arg must be str or a tuple of str, not int
# expect: TypeError: tuple for startswith must only contain str, not int
# expect: True
# expect: TypeError: 'in <string>' requires string as left operand, not int
# expect: TypeError: removeprefix() argument must be str, not int
# expect: TypeError: count() argument 1 must be str, not bytes
# expect: -1
# expect: 0
