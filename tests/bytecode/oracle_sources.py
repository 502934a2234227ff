"""Lays out every source of the oracle's rows as a file, and lists them.

    python3 oracle_sources.py OUT

OUT/library gets the library's files from npm's pyodide, OUT/{expressions,single,generated} the sources that share a file. Prints
a JSON list of {set, name (as in the rows), file (from the root of the tree), mode}.
"""
import json
import lzma
import os
import runpy
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LIBRARY = os.path.join(ROOT, "tests", "node_modules", "pyodide", "python_stdlib.zip")


def names_in(rows):
    with lzma.open(os.path.join(HERE, rows), "rt", encoding="utf-8") as lines:
        return list(dict.fromkeys(json.loads(line)["file"] for line in lines))


def written(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return path


def line_block(lines, first, mode):
    """The source that begins at line `first` (from 1) of one of the text files."""
    if mode == "eval":
        return lines[first - 1]
    block = []
    for line in lines[first - 1:]:
        if line == "---":
            break
        block.append(line)
    return "\n".join(block) + "\n"


def layout(out):
    texts = {}
    for name in ("expressions.txt", "single.txt"):
        with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
            texts[name] = file.read().removesuffix("\n").split("\n")
    generated = runpy.run_path(os.path.join(HERE, "generated.py"))["SOURCES"]
    archive = zipfile.ZipFile(LIBRARY)
    for name in names_in("cpython37-stdlib314.jsonl.xz"):
        yield "library", name, written(os.path.join(out, "library", name), archive.read(name)), "exec"
    for name in names_in("snippets.jsonl.xz"):
        base, _, part = name.partition(":")
        if not part:
            yield "snippets", name, os.path.join(HERE, name), "exec"
        elif base == "generated.py":
            yield "generated", name, written(os.path.join(out, "generated", part + ".py"), generated[part].encode()), "exec"
        else:
            mode = "eval" if base == "expressions.txt" else "single"
            source = line_block(texts[base], int(part), mode)
            yield base[:-4], name, written(os.path.join(out, base[:-4], part + ".py"), source.encode()), mode


if __name__ == "__main__":
    print(json.dumps([{"set": kind, "name": name, "file": os.path.relpath(path, ROOT), "mode": mode} for kind, name, path, mode in layout(sys.argv[1])]))
