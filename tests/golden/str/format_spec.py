# The format-spec mini-language for strings, integers, floats and complex numbers.
for value, specs in [('abc', ['', 's', '5', '>5', '^6', '*<5', '.2', '05', '6.1']),
                     (42, ['', 'd', '5', '<5', '^5', '05', '+', ' ', 'b', '#b', 'x', '#X', 'o', 'c', ',', '_', 'e', '.1f', '%', '=+6', '#010x', 'n']),
                     (-1234567, [',', '_', '15,', '015,', '+,', '_x', '#_b']),
                     (3.14159, ['', '.2', '.2f', '8.3f', 'e', '.3E', 'g', '%', '+.1f', '08.2f', 'n', '.0f', '#.0f', ',.2f']),
                     (1234567.891, [',', ',.1f', '_.2f', '.3g', '.10g', '.2e', '.3_f']), (-0.001, ['z.1f', '.1f', '+z.2f']),
                     (float('inf'), ['', 'f', 'F', '5', '05', '%']), (float('nan'), ['', '.1f', 'G']),
                     (1 + 2j, ['', '.1f', '>12', 'e', '+']), (True, ['', 'd', '5', 's'[:0], 'x']), (2 ** 70, ['', ',', 'x', 'e', '.2f'])]:
    print(value, [format(value, spec) for spec in specs])
# expect: abc ['abc', 'abc', 'abc  ', '  abc', ' abc  ', 'abc**', 'ab', 'abc00', 'a     ']
# expect: 42 ['42', '42', '   42', '42   ', ' 42  ', '00042', '+42', ' 42', '101010', '0b101010', '2a', '0X2A', '52', '*', '42', '42', '4.200000e+01', '42.0', '4200.000000%', '+   42', '0x0000002a', '42']
# expect: -1234567 ['-1,234,567', '-1_234_567', '     -1,234,567', '-00,001,234,567', '-1,234,567', '-12_d687', '-0b1_0010_1101_0110_1000_0111']
# expect: 3.14159 ['3.14159', '3.1', '3.14', '   3.142', '3.141590e+00', '3.142E+00', '3.14159', '314.159000%', '+3.1', '00003.14', '3.14159', '3', '3.', '3.14']
# expect: 1234567.891 ['1,234,567.891', '1,234,567.9', '1_234_567.89', '1.23e+06', '1234567.891', '1.23e+06', '1234567.891']
# expect: -0.001 ['0.0', '-0.0', '+0.00']
# expect: inf ['inf', 'inf', 'INF', '  inf', '00inf', 'inf%']
# expect: nan ['nan', 'nan', 'NAN']
# expect: (1+2j) ['(1+2j)', '1.0+2.0j', '      (1+2j)', '1.000000e+00+2.000000e+00j', '(+1+2j)']
# expect: True ['True', '1', '    1', 'True', '1']
# expect: 1180591620717411303424 ['1180591620717411303424', '1,180,591,620,717,411,303,424', '400000000000000000', '1.180592e+21', '1180591620717411303424.00']
def attempt(code):
    try:
        print(eval(code))
    except Exception as problem:
        print(f'{type(problem).__name__}: {problem}')
for code in ["format(1, 's')", "format('a', 'd')", "format(1, '.2')", "format(1.5, 'd')", "format(1, 'q')", "format(1, '5dd')", "format('a', '=5')", "format('a', '+')",
             "format('a', ',')", "format(1, ',_')", "format(1, ',x')", "format(1.5, '.')", "format(1, 'c,')", "format(-1, 'c')", "format(1j, '05')", "format(1j, '%')",
             "format([], '5')", "format(None, 'd')", "format(1, '99999999999999999999')", "format('a', '#')", "format('a', 'z')", "format(1, 'zd')"]:
    attempt(code)
# expect: ValueError: Unknown format code 's' for object of type 'int'
# expect: ValueError: Unknown format code 'd' for object of type 'str'
# expect: ValueError: Precision not allowed in integer format specifier
# expect: ValueError: Unknown format code 'd' for object of type 'float'
# expect: ValueError: Unknown format code 'q' for object of type 'int'
# expect: ValueError: Invalid format specifier '5dd' for object of type 'int'
# expect: ValueError: '=' alignment not allowed in string format specifier
# expect: ValueError: Sign not allowed in string format specifier
# expect: ValueError: Cannot specify ',' with 's'.
# expect: ValueError: Cannot specify both ',' and '_'.
# expect: ValueError: Cannot specify ',' with 'x'.
# expect: ValueError: Format specifier missing precision
# expect: ValueError: Invalid format specifier 'c,' for object of type 'int'
# expect: OverflowError: %c arg not in range(0x110000)
# expect: ValueError: Zero padding is not allowed in complex format specifier
# expect: ValueError: Unknown format code '%' for object of type 'complex'
# expect: TypeError: unsupported format string passed to list.__format__
# expect: TypeError: unsupported format string passed to NoneType.__format__
# expect: ValueError: Too many decimal digits in format string
# expect: ValueError: Alternate form (#) not allowed in string format specifier
# expect: ValueError: Negative zero coercion (z) not allowed in string format specifier
# expect: ValueError: Negative zero coercion (z) not allowed in integer format specifier
