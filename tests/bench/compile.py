"""How fast sources become code: our compiler natively and under Node beside native CPython.

    python3 compile.py LIBRARY.zip

Over the whole library, milliseconds per stage: best of several passes, and the first pass of a new process, in which V8 still compiles
the compiler. Ratios are to CPython's compile() of those files that it accepts. Then programs of about a hundred lines, scaled to that.
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
REPEATS = 30
TOOLS = {"native": [["build/release/compile_tool"], ["build/native/compile_tool"]], "node": [["node", "build/wasm/compile_tool.js"]]}
STAGES = ["lex", "parse", "code generation", "compile", "first", "marshal out", "marshal in"]
TITLES = {"parse": "parse, lexing included", "compile": "compile, all of it", "first": "compile, first pass"}
BAR = {"native": 1 / 3, "node": 1}
BAR_SHORT = 2
PARTS_AT_START = ["sys_values.py", "site.py", "import_specs.py"]  # core/modules/boot.cpp


def tools():
    """The commands that are built."""
    for name, commands in TOOLS.items():
        for command in commands:
            if (ROOT / command[-1]).exists():
                yield name, command[:-1] + [str(ROOT / command[-1])]
                break


def run(command, mode, list_path):
    return json.loads(subprocess.run(command + [mode, list_path], stdout=subprocess.PIPE, check=True).stdout)


def cpython(sources):
    warnings.simplefilter("ignore")
    accepted, code = [], []
    start = time.perf_counter()
    for _, name, text in sources:
        try:
            code.append(compile(text, name, "exec", dont_inherit=True))
            accepted.append((text, name))
        except SyntaxError:
            pass
    result = {"first": (time.perf_counter() - start) * 1000}
    dumped = [marshal.dumps(each) for each in code]
    for stage, work in {"compile": lambda: [compile(text, name, "exec", dont_inherit=True) for text, name in accepted],
                        "marshal out": lambda: [marshal.dumps(each) for each in code],
                        "marshal in": lambda: [marshal.loads(each) for each in dumped]}.items():
        start = time.perf_counter()
        work()
        result[stage] = (time.perf_counter() - start) * 1000
    return result


def best_of_rounds(engines):
    """The engines take turns, so that a busy moment of the machine does not hit one of them alone."""
    results = {name: {} for name in engines}
    for _ in range(ROUNDS):
        for name, measure in engines.items():
            for stage, took in measure().items():
                results[name][stage] = min(took, results[name].get(stage, took))
    return results


def whole_library(sources, directory):
    list_path = str(write_list(sources, directory))
    reference = "cpython %d.%d" % sys.version_info[:2]
    engines = {name: lambda command=command: run(command, "time", list_path) for name, command in tools()}
    results = best_of_rounds(engines | {reference: lambda: cpython(sources)})
    for result in results.values():
        if "parse" in result:
            result["code generation"] = result["compile"] - result["parse"]
    size = sum(len(text) for _, _, text in sources)
    print(f"{len(sources)} files, {size / 1e6:.1f} MB".ljust(28) + "".join(name.rjust(14) for name in results))
    for stage in STAGES:
        cells = [f"{result[stage]:.0f} ms" if stage in result else "-" for result in results.values()]
        print(TITLES.get(stage, stage).ljust(28) + "".join(cell.rjust(14) for cell in cells))
    for stage in ["compile", "first"]:
        parts = {name: result[stage] / results[reference][stage] for name, result in results.items()}
        bars = ", ".join(f"{name} {bar:.2f}" for name, bar in BAR.items())
        print(f"{stage}, part of CPython's".ljust(28) + "".join(f"{part:.2f}".rjust(14) for part in parts.values()) + f"   (bars: {bars})")


def short_programs(directory):
    """Milliseconds a hundred lines take: as a process's first work, after what every machine compiles when it starts, and warm."""
    start = [("exec", name, (ROOT / "core/modules/prelude" / name).read_bytes()) for name in PARTS_AT_START]
    programs = [("exec", path.name, path.read_bytes()) for path in sorted((ROOT / "tests/bench/programs").glob("*.py"))]
    for name, command in tools():
        rows = []
        for program in programs:
            scale = 100 / program[2].count(b"\n")
            alone, started = [], []
            for _ in range(ROUNDS):
                alone.append(run(command, "each", str(write_list([program] * (1 + REPEATS), directory))))
                started.append(run(command, "each", str(write_list(start + [program], directory)))[-1])
            rows.append([scale * each for each in (min(times[0] for times in alone), min(started), min(map(min, alone)))])
        kinds = [f"{kind} {sum(times) / len(times):.2f} (worst {max(times):.2f})" for kind, times in zip(["cold", "after the start", "warm"], zip(*rows))]
        print(f"100 lines, ms, {name}".ljust(28) + "  " + ", ".join(kinds) + f"   (bar: {BAR_SHORT})")


def main():
    with tempfile.TemporaryDirectory() as directory:
        whole_library(list(library_sources(sys.argv[1])), directory)
        short_programs(directory)


if __name__ == "__main__":
    main()
