"""Prints, as a C++ fragment, what CPython 3.14 makes of format(), % and round() (run it on npm's pyodide).

Rows: {kind, value, specification, result}; a result that begins with '!' is an exception's message. Cases that depend
on the platform's word size are left out.
"""
import itertools
import random

random.seed(14)
INTS = [0, 1, -1, 5, 42, -1234, 1234567, 65, 255, 0x110000, -(10 ** 20), 10 ** 30, 123456789012345678901234567890]
FLOATS = [0.0, -0.0, 1.0, -1.5, 2.5, 0.1, 1e16, 1e15, 123456789.123456789, -1234567.891, 1e-5, 1e-4, 1e300, 5e-324,
          1.7976931348623157e308, 0.5, 99999.95, 999999.5, 1e22, float('inf'), float('-inf'), float('nan'), -0.0001]
COMPLEX = [0j, 1 + 2j, -1.5 - 2j, 2j, complex(-0.0, 2), complex('nan'), 1234.5 - 6789j, complex('inf')]
STRINGS = ['', 'x', 'abc', 'é日😀']
HAND = {
    'i': ['', 'q', '.3', '.3d', 'zd', '+c', '#c', 'c', '5c', '05c', '^5c', ',c', ',x', ',n', '_n', 's', ',_', '_,', ',,', '._',
          '.,d', '.', '99999999999999999999', '.99999999999999999999', '10q', '\x01', 'é', ',é', '1 2', 'f', '<05', '*<05',
          '=5', '*=12', '_b', '_x', '#_x', '#020_x', '020,', '#X', '#b', '#o', ',.2f', '010,', '^12', 'z', '.2%', 'e', 'g',
          'G', 'n', '日>8', '日^8d', '+', ' ', '-', '+d', ' d', '07', '+07', '00', '1', '#d', ',', '_', '_d', '04,', '05,', '=+#012x'],
    'f': ['', 'q', 'd', 's', 'c', ',s', '._', '.,', ',._f', '_.7,f', '.7_f', '.7_,f', '.7,_f', '.,,f', '.7_e', '.17_g', '.7_s',
          '.7_n', '.7_d', '030,.7_f', '_.2f', 'z.1f', '+z.1f', 'z', '.5', '.6', '.0', '.1', '010', '+010', '010,', '%', '#.0f',
          '#.0e', '#g', '.0f', 'g', 'G', 'E', 'F', '#', '.17', '.17g', '.3e', '.0e', '.0%', 'n', '.30f', '.1f', '.2f', '+.3f', ' ',
          '*^30.4f', '=+20.3f', '日<20', ',', '_', '#.3g', '#.10', '.400f', '.20e', '.0g', '.1g', '015.3f', '-010.1f', 'z.0f'],
    'c': ['', 'q', '010', '=10', '10', '<30', '+.2f', '%', ',', ',.2f', '.3', 'g', 'n', '#', '*^20', ' ', 'z.1f', 'd', '._f', '0<10', 'e'],
    's': ['', 'q', 'd', '+', ' ', 'z', '#', '=5', '05', '<05', ',', '_', ',s', '._', '.1_', '.1_s', '.2', '*^9.2', 'é>5', '.',
          '-', '5q', '1é2', '10', '>10', '^10', '^9', '.0', '😀^7', 's', '10s', '.99999999999999999999'],
}
PRINTF_INT = ['d', 'i', 'u', 'x', 'X', 'o']
PRINTF_FLOAT = ['e', 'E', 'f', 'F', 'g', 'G']
FLAGS = ['', '-', '+', ' ', '#', '0', '-0', '+0', ' 0', '#0', '-#', '+ ']
SIZES = ['', '5', '12', '.0', '.3', '.10', '12.3', '.']


def attempt(function):
    try:
        return function()
    except (ValueError, OverflowError) as error:
        return '!' + str(error)


def quote(text):
    out = ''
    for byte in text.encode('utf-8', 'surrogatepass'):
        char = chr(byte)
        out += char if 32 <= byte < 127 and char not in '"\\?' else '\\%03o' % byte
    return f'"{out}"'


def row(kind, value, spec, result):
    print('{\'%s\', %s, %s, %s},' % (kind, quote(value), quote(spec), quote(result)))


def random_spec():
    pick = random.choice
    return (pick(['', '', '', '<', '>', '^', '=', '*<', '0>', '*^', '*=']) + pick(['', '', '+', '-', ' ']) + pick(['', '', '', 'z']) +
            pick(['', '', '#']) + pick(['', '', '0']) + pick(['', '', '1', '8', '15', '24']) + pick(['', '', ',', '_']) +
            pick(['', '', '.0', '.1', '.4', '.9', '.12_', '.7,']) + pick(list('bcdeEfFgGnosxX%') + [''] * 5))


print('// Made by data/format_cases.py on CPython 3.14.')
extra = [random_spec() for _ in range(160)]
for kind, values in (('i', INTS), ('f', FLOATS), ('c', COMPLEX), ('s', STRINGS)):
    specs = [(v, s) for v in values for s in HAND[kind]] + [(random.choice(values), s) for s in extra]
    for v, s in specs:
        if kind == 'i' and 'c' in s and not 0 < abs(v) < 2 ** 31:
            continue  # a NUL ends a C literal; the message of a big one depends on C's long
        text = '%r %r' % (v.real, v.imag) if kind == 'c' else v if kind == 's' else repr(v)
        row(kind, text, s, attempt(lambda: format(v, s)))
for v in FLOATS + [random.uniform(-1, 1) * 10.0 ** random.randint(-30, 30) for _ in range(100)]:
    row('r', repr(v), '', repr(v))
    row('h', repr(v), '', v.hex())
    if v == v and abs(v) != float('inf'):
        row('a', repr(v), '', '%d/%d' % v.as_integer_ratio())
    for digits in (-400, -22, -3, -1, 0, 1, 2, 5, 16, 400):
        row('o', repr(v), str(digits), attempt(lambda: repr(round(v, digits))))
for v in COMPLEX:
    row('j', '%r %r' % (v.real, v.imag), '', repr(v))
for v, digits in itertools.product([0, 5, 15, 25, -25, 149, 150, 151, 12345, -10 ** 20, 5 * 10 ** 29], (1, 2, 3, 20, 30, 100)):
    row('n', repr(v), str(digits), repr(round(v, -digits)))
for kind, values, conversions in (('I', INTS, PRINTF_INT), ('F', FLOATS, PRINTF_FLOAT)):
    for flags, size, conversion in itertools.product(FLAGS, SIZES, conversions):
        v = random.choice(values)
        row(kind, repr(v), '%' + flags + size + conversion, ('%' + flags + size + conversion) % v)
for flags, size, conversion in itertools.product(FLAGS, SIZES, 'sc'):
    v = random.choice(['x', 'é'] if conversion == 'c' else STRINGS)
    row('T', v, '%' + flags + size + conversion, ('%' + flags + size + conversion) % v)
for spec in ('%', '%5', '%(a', '%.', '%l', '%y', 'é%y', '%é', '%#b', '%lld', '%99999999999999999999d', '%.99999999999999999999d'):
    row('P', '', spec, attempt(lambda: spec % {'a': 1} if '(' in spec else spec % 1))
