"""Deeply nested source text is refused with Python's error, not with a crash; long sums just work."""


def attempt(source):
    try:
        compile(source, "deep.py", "eval")
        return "compiled"
    except (SyntaxError, RecursionError, MemoryError) as error:
        return type(error).__name__


print(attempt("(" * 100 + "1" + ")" * 100))       # expect: compiled
print(attempt("(" * 250 + "1" + ")" * 250))       # expect: SyntaxError
for text in ("(" * 10_000, "[" * 10_000 + "]" * 10_000, "-" * 100_000 + "1", "not " * 100_000 + "x", "x" + ".a" * 100_000,
             "lambda: " * 20_000 + "1", "x if y else " * 20_000 + "z", "f(" * 10_000, "**".join(["x"] * 20_000)):
    attempt(text)
print("alive")                                     # expect: alive
print(eval("+".join(["1"] * 500)))                 # expect: 500
