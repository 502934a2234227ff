"""Generates unicode_tables.inc and unicode_normal_tables.inc from CPython 3.14's own unicodedata (Unicode 16.0).

Run it on the CPython 3.14 inside the npm package `pyodide`; it prints both files as one JSON object, name to text:

    py.runPython(text of this file)    // const py = await loadPyodide(); print goes to setStdout

Layout of the tables, all sorted by code point:
  kRecords        the distinct combinations of category, flags and combining class; kTop, kMiddles and kLeaves map a
                  code point to its record in three stages
  kLower, kUpper, kTitle, kFold
                  runs {first, count, stride, delta} of code points that map to one other; kTitle holds only what
                  differs from kUpper, kFold what differs from kLower
  kSpecial*       {code point, up to three others}
  kNumbers        runs {first with the kind in bits 24.., count, index into kNumberValues}, values rising by one
  kDecompositions entries as bytes: code point minus the previous one (LEB128), length with the compatibility flag in
                  bit 7, then the code points in UTF-8; every kEntriesPerIndex-th entry is in kDecompositionIndex
  kComposites     the code points that NFC composes, sorted by their decomposition
"""
import json
import sys
import unicodedata as u

assert u.unidata_version == '16.0.0', u.unidata_version
CATEGORIES = ('Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So').split()
MAX = 0x110000
HANGUL = range(0xAC00, 0xD7A4)
chars = [chr(c) for c in range(MAX)]


def case_ignorable(c):
    # Final sigma is where str.lower() shows this property.
    return ('A' + c + 'Σ').lower()[-1] == 'ς' and ('1' + c + 'Σ').lower()[-1] == 'σ'


def record(c):
    flags = 0
    for bit, on in enumerate((c.isspace(), c.isupper(), c.islower(), case_ignorable(c), c.isidentifier(),
                              ('a' + c).isidentifier(), u.east_asian_width(c) in 'WF')):
        flags |= bool(on) << bit
    return CATEGORIES.index(u.category(c)), flags, u.combining(c)


def rows(values, per_line=24):
    values = [str(v) for v in values]
    return ',\n'.join(', '.join(values[i:i + per_line]) for i in range(0, len(values), per_line))


def array(kind, name, values, per_line=24):
    return f'constexpr {kind} {name}[] = {{\n{rows(values, per_line)}}};\n'


def split(ids, bits):
    """Blocks of 2**bits entries, each kept once, and the number of the block for each."""
    size, blocks, index = 1 << bits, {}, []
    for start in range(0, len(ids), size):
        index.append(blocks.setdefault(tuple(ids[start:start + size]), len(blocks)))
    return [v for block in blocks for v in block], index


def three_stage(ids):
    best = None
    for leaf_bits in (3, 4, 5, 6):
        leaves, middle = split(ids, leaf_bits)
        width = 1 if max(middle) < 256 else 2
        for middle_bits in (3, 4, 5, 6, 7):
            middles, top = split(middle, middle_bits)
            assert max(top) < 256 or middle_bits < 5
            if max(top) > 255:
                continue
            cost = len(leaves) + len(middles) * width + len(top)
            if best is None or cost < best[0]:
                best = cost, leaf_bits, middle_bits, leaves, middles, top
    return best


def runs(mapping):
    """{code point: code point} as (first, count, stride, delta)."""
    out = []
    for c in sorted(mapping):
        delta = mapping[c] - c
        if out:
            first, count, stride, d = out[-1]
            step = c - (first + (count - 1) * stride)
            if d == delta and (step == stride or (count == 1 and step in (1, 2))):
                out[-1] = first, count + 1, step, d
                continue
        out.append((c, 1, 1, delta))
    return out


def case_tables():
    def simple_upper(c):
        for mapped in (c.upper(), c.title()):
            if len(mapped) == 1:
                return ord(mapped)
        return ord(c)

    def simple_lower(c):
        mapped = c.lower()
        return ord(mapped[0]) if len(mapped) > 1 else ord(mapped)  # only U+0130, whose simple form is 'i'

    lower = {i: simple_lower(c) for i, c in enumerate(chars)}
    upper = {i: simple_upper(c) for i, c in enumerate(chars)}
    title = {i: ord(c.title()) if len(c.title()) == 1 else i for i, c in enumerate(chars)}
    fold = {i: ord(c.casefold()) if len(c.casefold()) == 1 else lower[i] for i, c in enumerate(chars)}
    only = lambda table, base: runs({i: m for i, m in table.items() if m != base(i)})
    text = ''
    for name, table in (('kLower', only(lower, lambda i: i)), ('kUpper', only(upper, lambda i: i)),
                        ('kTitle', only(title, upper.get)), ('kFold', only(fold, lower.get))):
        text += array('CaseRun', name, ('{%d, %d, %d, %d}' % run for run in table), 8)
    for name, method in (('Lower', str.lower), ('Upper', str.upper), ('Title', str.title), ('Fold', str.casefold)):
        special = [[i, *map(ord, method(c))] for i, c in enumerate(chars) if len(method(c)) > 1]
        text += array('Special', 'kSpecial' + name, ('{%d, {%s}}' % (s[0], ', '.join(map(str, s[1:]))) for s in special), 8)
    return text


def number_table():
    out = []
    for i, c in enumerate(chars):
        value = u.numeric(c, None)
        if value is None:
            assert not c.isnumeric()
            continue
        kind = 'Decimal' if c.isdecimal() else 'Digit' if c.isdigit() else 'Numeric'
        if out:
            first, count, k, start = out[-1]
            if k == kind and first + count == i and value == start + count:
                out[-1] = first, count + 1, k, start
                continue
        out.append((i, 1, kind, value))
    values = sorted({run[3] for run in out})
    text = array('double', 'kNumberValues', map(repr, values), 12)
    rows_ = ('{%d | %d << 24, %d, %d}' % (first, ('Decimal', 'Digit', 'Numeric').index(kind), count, values.index(start))
             for first, count, kind, start in out)
    return text + array('NumberRun', 'kNumbers', rows_, 6)


def leb(value):
    out = []
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return out + [value]


def normal_tables(per_index=32):
    data, index, previous, count, composites = [], [], 0, 0, []
    for i, c in enumerate(chars):
        text = u.decomposition(c)
        if not text or i in HANGUL:
            continue
        compatibility = text.startswith('<')
        parts = [int(p, 16) for p in text.split()[compatibility:]]
        if count % per_index == 0:
            index.append((i, len(data)))
            previous = i
        data += leb(i - previous) + [len(parts) | compatibility << 7]
        data += ''.join(map(chr, parts)).encode('utf-8', 'surrogatepass')
        previous, count = i, count + 1
        if not compatibility and len(parts) == 2 and u.normalize('NFC', ''.join(map(chr, parts))) == c:
            composites.append((parts, i))
    head = '// Generated by unicode_data.py: see there. Unicode 16.0.\n'
    head += f'constexpr int kEntriesPerIndex = {per_index};\n'
    text = head + array('DecompositionIndex', 'kDecompositionIndex', ('{%d, %d}' % pair for pair in index), 12)
    text += array('uint8_t', 'kDecompositions', data, 48)
    text += array('uint32_t', 'kComposites', (c for _, c in sorted(composites)), 16)
    size = len(index) * 8 + len(data) + len(composites) * 4
    return text, size


def main():
    records, ids = {}, []
    for c in chars:
        ids.append(records.setdefault(record(c), len(records)))
    assert len(records) <= 256
    cost, leaf_bits, middle_bits, leaves, middles, top = three_stage(ids)
    text = '// Generated by unicode_data.py: see there. Unicode 16.0.\n'
    text += f'constexpr int kLeafBits = {leaf_bits};\nconstexpr int kMiddleBits = {middle_bits};\n'
    text += array('Record', 'kRecords', ('{%d, %d, %d}' % r for r in records), 12)
    text += array('uint8_t', 'kTop', top, 48)
    text += array('uint8_t' if max(middles) < 256 else 'uint16_t', 'kMiddles', middles, 48)
    text += array('uint8_t', 'kLeaves', leaves, 48)
    text += case_tables() + number_table()
    normal, normal_size = normal_tables()
    print('records', len(records), 'bytes for them', cost, leaf_bits, middle_bits, 'normal', normal_size, file=sys.stderr)
    print(json.dumps({'unicode_tables.inc': text, 'unicode_normal_tables.inc': normal}))


main()
