"""How fast sources become code: our compiler natively and under Node beside native CPython, over the whole library.

    python3 compile.py LIBRARY.zip

Prints milliseconds per stage, best of several, and ratios to CPython's compile() of those files that it accepts.
"""
import json
import marshal
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/bytecode"))
from compare_rows import library_sources, write_list

ROUNDS = 3
STAGES = ["lex", "parse", "compile", "marshal out", "marshal in"]
TOOLS = {"native": [["build/release/compile_tool"], ["build/native/compile_tool"]], "node": [["node", "build/wasm/compile_tool.js"]]}


def best(work):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def cpython(sources):
    warnings.simplefilter("ignore")
    accepted, code = [], []
    for _, name, text in sources:
        try:
            code.append(compile(text, name, "exec", dont_inherit=True))
            accepted.append((text, name))
        except SyntaxError:
            pass
    dumped = [marshal.dumps(each) for each in code]
    return {"compile": best(lambda: [compile(text, name, "exec", dont_inherit=True) for text, name in accepted]),
            "marshal out": best(lambda: [marshal.dumps(each) for each in code]),
            "marshal in": best(lambda: [marshal.loads(each) for each in dumped])}


def ours(commands, list_path):
    for command in commands:
        if (ROOT / command[-1]).exists():
            command = command[:-1] + [str(ROOT / command[-1])]
            return json.loads(subprocess.run(command + ["time", list_path], stdout=subprocess.PIPE, check=True).stdout)
    return None


def main():
    sources = list(library_sources(sys.argv[1]))
    with tempfile.TemporaryDirectory() as directory:
        list_path = str(write_list(sources, directory))
        results = {name: ours(commands, list_path) for name, commands in TOOLS.items()}
    version = "cpython %d.%d" % sys.version_info[:2]
    results[version] = cpython(sources)
    results = {name: result for name, result in results.items() if result}
    size = sum(len(text) for _, _, text in sources)
    print(f"{len(sources)} files, {size / 1e6:.1f} MB".ljust(24) + "".join(name.rjust(14) for name in results))
    for stage in STAGES:
        cells = [f"{result[stage]:.0f} ms" if stage in result else "-" for result in results.values()]
        print(stage.ljust(24) + "".join(cell.rjust(14) for cell in cells))
    reference = results[version]["compile"]
    print("compile, part of CPython's".ljust(24) + "".join(f"{result['compile'] / reference:.2f}".rjust(14) for result in results.values()))


if __name__ == "__main__":
    main()
