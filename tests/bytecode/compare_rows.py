"""Compares what our compiler makes of CPython's library and of the snippets with what a real CPython 3.7.5 made of them.

    python3 compare_rows.py COMPILE_TOOL LIBRARY.zip     all rows; LIBRARY.zip is python_stdlib.zip of npm's `pyodide`
    python3 compare_rows.py --show 10 ...                prints the first unexplained rows instruction by instruction

The library is also compiled as a whole, verified, and marshalled there and back.

Every row must be equal in every field, docstrings compared as 3.14 cleans them, or hold a construct of site/docs/differences.md and be
equal but for it. Prints counts; the exit code is 1 if a row is not explained.
"""
import argparse
import collections
import difflib
import json
import lzma
import pathlib
import subprocess
import tempfile
import zipfile

import known_differences
from instruction_lists import instructions

HERE = pathlib.Path(__file__).resolve().parent
UNPARSED = {"snippets/103_import_future_unparse.py", "snippets/238_import_future_unparse_more.py"}
EXACT = ["argcount", "kwonlyargcount", "nlocals", "varnames", "firstlineno", "freevars", "sha256"]
NO_FREE = 0x40


def snippet_sources():
    """(mode, name, bytes) of everything in snippets.jsonl.xz."""
    for path in sorted((HERE / "snippets").glob("*.py")):
        yield "exec", "snippets/" + path.name, path.read_bytes()
    for number, text in enumerate((HERE / "expressions.txt").read_text().splitlines(), 1):
        yield "eval", f"expressions.txt:{number}", text.encode()
    start, lines = 0, (HERE / "single.txt").read_text().splitlines()
    for number, text in enumerate(lines + ["---"]):
        if text == "---":
            yield "single", f"single.txt:{start + 1}", "".join(line + "\n" for line in lines[start:number]).encode()
            start = number + 1
    namespace = {}
    exec((HERE / "generated.py").read_text(), namespace)
    for name, text in namespace["SOURCES"].items():
        yield "exec", "generated.py:" + name, text.encode()


def library_sources(archive):
    with zipfile.ZipFile(archive) as library:
        for name in library.namelist():
            if name.endswith(".py"):
                yield "exec", name, library.read(name)


def write_list(sources, directory):
    """The sources as files, and a list of them for compile_tool."""
    listing = []
    for number, (mode, name, text) in enumerate(sources):
        path = pathlib.Path(directory) / f"{number}.py"
        path.write_bytes(text)
        listing.append(f"{mode}\t{name}\t{path}\n")
    list_path = pathlib.Path(directory) / "list"
    list_path.write_text("".join(listing))
    return list_path


def compiled_rows(tool, sources, directory):
    """What our compiler makes of the sources: {(file, path): row}; errors under the path None."""
    list_path = write_list(sources, directory)
    output = subprocess.run([tool, "rows", list_path], stdout=subprocess.PIPE, check=True).stdout
    rows = map(json.loads, output.decode("utf-8", "surrogatepass").splitlines())
    return {(row["file"], row.get("path")): row for row in rows}


def oracle_rows(name):
    with lzma.open(HERE / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def unused_constants(row, code):
    """What folding left behind, and docstrings of functions."""
    used = {instruction.count for instruction in code if instruction.name == "LOAD_CONST"}
    return {constant for index, constant in enumerate(row["consts"]) if index not in used}


def summary(side):
    places = {id(instruction): index for index, instruction in enumerate(side.code)}
    places[id(None)] = len(side.code)
    return [(instruction.name, instruction.value if instruction.target is None else places[id(instruction.target)])
            for instruction in side.code]


class Comparison:
    """One row of ours beside CPython's."""

    def __init__(self, ours, theirs):
        self.row, self.expected, self.constructs = ours, theirs, []
        self.equal = ours == theirs or self.is_equal(theirs)
        self.docstring = self.expected["consts"] != theirs["consts"]

    def is_equal(self, theirs):
        self.expected = known_differences.docstrings(theirs, instructions(theirs))
        if self.row == self.expected:
            return True
        if self.row["file"] in UNPARSED:
            self.constructs.append("text of annotations")
            return all(self.row[field] == self.expected[field] for field in self.row if field != "consts")
        self.ours, self.theirs = (known_differences.Code(instructions(row)) for row in (self.row, self.expected))
        sides = ((self.row, self.ours), (self.expected, self.theirs))
        unused = [unused_constants(row, side.code) for row, side in sides]
        for name, undo in known_differences.UNDOINGS.items():
            if undo(self.ours, self.theirs):
                self.constructs.append(name)
        # A constant left behind on one side may have had a use on the other that was undone.
        undone = [unused_constants(row, side.code) for row, side in sides]
        left_agree = unused[0] <= undone[1] and unused[1] <= undone[0]
        return bool(self.constructs) and left_agree and self.fields_agree() and self.code_agrees()

    def fields_agree(self):
        extra = set(self.row["cellvars"]) - set(self.expected["cellvars"])
        flags = NO_FREE if extra and "annotations" in self.constructs else 0
        return (all(self.row[field] == self.expected[field] for field in EXACT)
                and self.row["flags"] | flags == self.expected["flags"] | flags
                and (not extra or "annotations" in self.constructs)
                and self.row["stacksize"] >= max(instruction.height for instruction in instructions(self.row)))

    def code_agrees(self):
        if summary(self.ours) != summary(self.theirs):
            return False
        loose = self.ours.loose | self.theirs.loose
        return all(mine.line == other.line or id(mine) in loose or id(other) in loose
                   for mine, other in zip(self.ours.code, self.theirs.code))

    def show(self):
        print("====", self.row["file"], self.row["path"], self.constructs)
        for field in self.row:
            if field not in ("code", "lnotab") and self.row[field] != self.expected[field]:
                print(f"  {field}: {str(self.row[field])[:300]}\n  3.7: {str(self.expected[field])[:300]}")
        sides = [[repr(instruction) for instruction in side.code] for side in (self.theirs, self.ours)]
        for line in difflib.unified_diff(*sides, "3.7", "ours", lineterm="", n=2):
            print("   ", line)


def compare(tool, sources, oracle, shown):
    """Prints the counts of one oracle file; the number of rows that are not explained."""
    with tempfile.TemporaryDirectory() as directory:
        compiled = compiled_rows(tool, sources, directory)
    counts, constructs, unexplained = collections.Counter(), collections.Counter(), 0
    for row in oracle_rows(oracle):
        ours = compiled.get((row["file"], row["path"]))
        if ours is None:
            print("missing:", row["file"], row["path"], compiled.get((row["file"], None), {}).get("error", ""))
            unexplained += 1
            continue
        comparison = Comparison(ours, row)
        constructs.update(comparison.constructs)
        constructs["docstring"] += comparison.docstring
        if comparison.equal:
            counts["equal but for a construct" if comparison.constructs else "equal"] += 1
            continue
        unexplained += 1
        if unexplained <= shown:
            comparison.show()
    print(f"{oracle}: " + ", ".join(f"{count} {what}" for what, count in counts.items()) + f", {unexplained} not explained")
    print("    rows by construct: " + ", ".join(f"{what} {count}" for what, count in sorted(constructs.items())))
    return unexplained


def check(tool, sources):
    """Compiles, verifies and marshals all sources; 1 if one fails."""
    with tempfile.TemporaryDirectory() as directory:
        outcome = subprocess.run([tool, "check", write_list(sources, directory)], stdout=subprocess.PIPE, text=True)
    print(outcome.stdout, end="")
    return outcome.returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool")
    parser.add_argument("library", nargs="?")
    parser.add_argument("--show", type=int, default=3)
    arguments = parser.parse_args()
    unexplained = compare(arguments.tool, snippet_sources(), "snippets.jsonl.xz", arguments.show)
    if arguments.library:
        unexplained += compare(arguments.tool, library_sources(arguments.library), "cpython37-stdlib314.jsonl.xz", arguments.show)
        unexplained += check(arguments.tool, library_sources(arguments.library))
    raise SystemExit(unexplained > 0)


if __name__ == "__main__":
    main()
