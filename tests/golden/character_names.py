# Names of characters, in literals and as an error handler of encode().
print("\N{BULLET}", "\N{latin small letter e with acute}", f"{'x'}\N{EURO SIGN}", len("\N{LINE FEED}"))  # expect: • é x€ 1
print(ascii("\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{GRINNING FACE}\N{NBSP}"))  # expect: '\uac01\u4e00\U0001f600\xa0'
print("•\x80é".encode("ascii", "namereplace"))  # expect: b'\\N{BULLET}\\x80\\N{LATIN SMALL LETTER E WITH ACUTE}'
try:
    eval(r"'\N{NO SUCH NAME}'")
except SyntaxError as error:
    print(error.msg)  # expect: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name
