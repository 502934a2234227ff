"""Rows of code objects (JSON lines, .xz or plain) as one file of marshalled code objects that the unit tests read.

    python3 pack_rows.py ROWS.jsonl[.xz] OUT.pack [OUT.rows]

A pack is a sequence of: length of the name and of the body (4 bytes each, little-endian), name, SHA-256 of the source as 64
digits, body: the outermost code object in CPython 3.7's marshal format. Sources called generated.py are left out: they are big.
OUT.rows gets the packed rows, in the order that `vitrine code` prints them.
"""
import collections
import json
import lzma
import struct
import sys

ENVIRONMENT = {"nan": float("nan"), "inf": float("inf"), "frozenset": frozenset, "__builtins__": {}, "Ellipsis": Ellipsis}


def number(value):
    return struct.pack("<i", value)


def sequence(kind, items):
    return kind + struct.pack("<I", len(items)) + b"".join(items)


def sized(kind, data):
    return kind + struct.pack("<I", len(data)) + data


def text(value):
    return sized(b"u", value.encode("utf-8", "surrogatepass"))


def integer(value):
    if -(2**31) <= value < 2**31:
        return b"i" + number(value)
    digits, rest = [], abs(value)
    while rest:
        digits.append(struct.pack("<H", rest & 0x7FFF))
        rest >>= 15
    return b"l" + number(-len(digits) if value < 0 else len(digits)) + b"".join(digits)


def complex_number(shown, value):
    """repr of a complex does not evaluate to it where a zero is negative: take the parts from the text."""
    real, imaginary = value.real, value.imag
    if shown.startswith("(-0"):
        real = -0.0
    if shown.endswith("-0j)") or shown == "-0j":
        imaginary = -0.0
    return b"y" + struct.pack("<dd", real, imaginary)


def constant(shown, value):
    if value is None or value is True or value is False or value is Ellipsis:
        return {None: b"N", True: b"T", False: b"F", Ellipsis: b"."}[value]
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float):
        return b"g" + struct.pack("<d", value)
    if isinstance(value, complex):
        return complex_number(shown, value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return sized(b"s", value)
    kind = b"(" if isinstance(value, tuple) else b">"
    return sequence(kind, [constant(repr(item), item) for item in value])


def code(row, rows):
    seen, constants = collections.Counter(), []
    for shown in row["consts"]:
        if shown.startswith("<code "):
            name = shown[6:-1]
            seen[name] += 1
            constants.append(code(rows[f"{row['path']}/{name}#{seen[name]}"], rows))
        else:
            constants.append(constant(shown, eval(shown, ENVIRONMENT)))
    counts = b"".join(number(row[key]) for key in ("argcount", "kwonlyargcount", "nlocals", "stacksize", "flags"))
    names = b"".join(sequence(b"(", [text(name) for name in row[key]]) for key in ("names", "varnames", "freevars", "cellvars"))
    own_name = row["path"].rsplit("/", 1)[-1].split("#")[0] or "<module>"
    body = sized(b"s", bytes.fromhex(row["code"])) + sequence(b"(", constants) + names + text("<row>") + text(own_name)
    return b"c" + counts + body + number(row["firstlineno"]) + sized(b"s", bytes.fromhex(row["lnotab"]))


def in_order(path, rows):
    yield rows[path]
    seen = collections.Counter()
    for shown in rows[path]["consts"]:
        if shown.startswith("<code "):
            name = shown[6:-1]
            seen[name] += 1
            yield from in_order(f"{path}/{name}#{seen[name]}", rows)


def main(source, pack, rows_out=None):
    sys.set_int_max_str_digits(0)
    files = {}
    with (lzma.open if source.endswith(".xz") else open)(source, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["file"].startswith("generated.py"):
                files.setdefault(row["file"], {})[row["path"]] = row
    with open(pack, "wb") as out:
        for name, rows in files.items():
            body = code(rows[""], rows)
            out.write(struct.pack("<II", len(name.encode()), len(body)) + name.encode() + rows[""]["sha256"].encode() + body)
    if rows_out:
        with open(rows_out, "w") as out:
            for rows in files.values():
                out.writelines(json.dumps(row, sort_keys=True) + "\n" for row in in_order("", rows))


main(*sys.argv[1:])
