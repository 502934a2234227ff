# Case: full mappings (one character to several), the final sigma, title case.
for text in ['hello WORLD', 'straße', 'ΣΑΣ ΣΑΣ.', 'ŉ ǆungla', 'İstanbul', 'ﬁne', 'ὈΔΥΣΣΕΎΣ', "they're bill's", 'x1y2 3z']:
    print([text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), text.casefold()])
# expect: ['HELLO WORLD', 'hello world', 'Hello World', 'Hello world', 'HELLO world', 'hello world']
# expect: ['STRASSE', 'straße', 'Straße', 'Straße', 'STRASSE', 'strasse']
# expect: ['ΣΑΣ ΣΑΣ.', 'σας σας.', 'Σας Σας.', 'Σας σας.', 'σας σας.', 'σασ σασ.']
# expect: ['ʼN ǄUNGLA', 'ŉ ǆungla', 'ʼN ǅungla', 'ʼN ǆungla', 'ʼN ǄUNGLA', 'ʼn ǆungla']
# expect: ['İSTANBUL', 'i̇stanbul', 'İstanbul', 'İstanbul', 'i̇STANBUL', 'i̇stanbul']
# expect: ['FINE', 'ﬁne', 'Fine', 'Fine', 'FINE', 'fine']
# expect: ['ὈΔΥΣΣΕΎΣ', 'ὀδυσσεύς', 'Ὀδυσσεύς', 'Ὀδυσσεύς', 'ὀδυσσεύς', 'ὀδυσσεύσ']
# expect: ["THEY'RE BILL'S", "they're bill's", "They'Re Bill'S", "They're bill's", "THEY'RE BILL'S", "they're bill's"]
# expect: ['X1Y2 3Z', 'x1y2 3z', 'X1Y2 3Z', 'X1y2 3z', 'X1Y2 3Z', 'x1y2 3z']
print('ǅ'.istitle(), 'ǅ'.isupper(), 'ǅ'.islower(), 'ǆ'.title() == 'ǅ')  # expect: True False False True
for text in ['', 'a', 'A', 'aB', 'A b', 'A B', '1', 'a1', ' ', '\t\n', '\xa0', '²', '٣', '½', 'あ', '_a', '1a', 'é', '\x00', '\u2028', 'Ab Cd']:
    names = 'alnum alpha ascii decimal digit identifier lower numeric printable space title upper'.split()
    print(ascii(text), ' '.join(name for name in names if getattr(text, 'is' + name)()))
# expect: '' ascii printable
# expect: 'a' alnum alpha ascii identifier lower printable
# expect: 'A' alnum alpha ascii identifier printable title upper
# expect: 'aB' alnum alpha ascii identifier printable
# expect: 'A b' ascii printable
# expect: 'A B' ascii printable title upper
# expect: '1' alnum ascii decimal digit numeric printable
# expect: 'a1' alnum ascii identifier lower printable
# expect: ' ' ascii printable space
# expect: '\t\n' ascii space
# expect: '\xa0' space
# expect: '\xb2' alnum digit numeric printable
# expect: '\u0663' alnum decimal digit numeric printable
# expect: '\xbd' alnum numeric printable
# expect: '\u3042' alnum alpha identifier printable
# expect: '_a' ascii identifier lower printable
# expect: '1a' alnum ascii lower printable
# expect: '\xe9' alnum alpha identifier lower printable
# expect: '\x00' ascii
# expect: '\u2028' space
# expect: 'Ab Cd' ascii printable title
