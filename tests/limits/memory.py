"""Past the memory limit comes MemoryError, and the machine goes on."""


def attempt(name, action):
    try:
        action()
        print(name, "no error")
    except (MemoryError, OverflowError):
        print(name, "refused")


attempt("str", lambda: "ab" * (1 << 40))           # expect: str refused
attempt("bytes", lambda: b"ab" * (1 << 40))        # expect: bytes refused
attempt("list", lambda: [1] * (1 << 40))           # expect: list refused
attempt("tuple", lambda: (1,) * (1 << 40))         # expect: tuple refused
attempt("bytearray", lambda: bytearray(1 << 40))   # expect: bytearray refused


def grow():
    rows = []
    while True:
        rows.append("x" * 1_000_000 + str(len(rows)))


def grow_small():
    rows = []
    while True:
        rows.append([len(rows)])


attempt("large blocks", grow)        # expect: large blocks refused
attempt("small blocks", grow_small)  # expect: small blocks refused
attempt("again", grow)               # expect: again refused
print(len("x" * 1_000_000), sum(range(1000)))  # expect: 1000000 499500
