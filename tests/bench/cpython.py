"""Runs programs in the CPython that runs this: python3.11 cpython.py ROUNDS PROGRAM... Prints a JSON list like engines.mjs."""
import json
import sys
import time


def rounds_of(path, count):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    for _ in range(count):
        begin = time.perf_counter()
        exec(compile(source, path, "exec"), {"__name__": "__main__"})
        yield time.perf_counter() - begin


results = [{"program": path, "seconds": list(rounds_of(path, int(sys.argv[1]))), "error": None} for path in sys.argv[2:]]
print(json.dumps({"firstOutput": None, "results": results}))
