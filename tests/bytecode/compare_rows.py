"""Compares our rows of code objects with the oracle's, field by field, and explains what differs.

    python3 compare_rows.py OURS.json

OURS.json is a list of {set, name, file, rows (JSON lines), error}. Prints {sets: [{name, rows, equal, explained: {construct: count}}],
unexplained: [{set, row, reason}]}. A row may differ by what site/docs/differences.md lists, and by nothing else: a docstring without its
indentation, an opcode of our own for `assert` and `async for`, or, where the source of that code object holds one of the other
constructs (found in its syntax tree), in its code, constants and names.
"""
import ast
import json
import lzma
import os
import sys
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
LOAD_GLOBAL = 116
OWN_FOR_LOAD_GLOBAL = {117: "assert", 118: "async for"}
FIELDS = ("code", "lnotab", "consts", "names", "varnames", "freevars", "cellvars", "argcount", "kwonlyargcount", "nlocals", "stacksize", "flags", "firstlineno")
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
COMPREHENSIONS = {ast.ListComp: "<listcomp>", ast.SetComp: "<setcomp>", ast.DictComp: "<dictcomp>", ast.GeneratorExp: "<genexpr>", ast.Lambda: "<lambda>"}


def stripped(text):
    """A docstring as 3.14 stores it: the common indentation of all lines but the first removed, the first one's too."""
    lines = text.expandtabs(8).split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    return "\n".join([lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]])


def only_docstring(ours, theirs):
    """Whether one string constant differs, and ours is theirs stripped."""
    if len(ours) != len(theirs):
        return False
    pairs = [(a, b) for a, b in zip(ours, theirs) if a != b]
    if len(pairs) != 1:
        return False
    try:
        a, b = map(ast.literal_eval, pairs[0])
    except (SyntaxError, ValueError):
        return False
    return isinstance(a, str) and isinstance(b, str) and (a == stripped(b) or a.split() == b.split())


def own_opcodes_mapped_back(code):
    data = bytearray.fromhex(code)
    used = set()
    for at in range(0, len(data), 2):
        if data[at] in OWN_FOR_LOAD_GLOBAL:
            used.add(OWN_FOR_LOAD_GLOBAL[data[at]])
            data[at] = LOAD_GLOBAL
    return data.hex(), used


def own_nodes(scope):
    """The nodes that belong to `scope` itself, not to a scope inside; decorators, defaults and first iterables belong outside."""
    pending = list(ast.iter_child_nodes(scope))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, SCOPES):
            pending.extend(ast.iter_child_nodes(node))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            pending.extend(node.decorator_list)


def is_annotated(node):
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    arguments = node.args
    every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs + [arguments.vararg, arguments.kwarg]
    return node.returns is not None or any(each is not None and each.annotation is not None for each in every)


def followed(items, kind):
    """Whether an item of that kind is followed by another one."""
    return any(isinstance(item, kind) for item in items[:-1])


def constructs_of(node):
    if isinstance(node, ast.AnnAssign) or is_annotated(node):
        yield "annotations"
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)) and followed(node.elts, ast.Starred):
        yield "display after *"
    elif isinstance(node, ast.Dict) and None in node.keys[:-1]:
        yield "display after **"
    elif isinstance(node, ast.Call):
        if followed(node.args, ast.Starred):
            yield "argument after *"
        if any(keyword.arg is None for keyword in node.keywords[:-1]):
            yield "argument after **"
    elif isinstance(node, ast.FormattedValue) and node.conversion != -1 and node.format_spec and any(isinstance(part, ast.FormattedValue) for part in node.format_spec.values):
        yield "conversion before format"


def scope_key(node):
    decorators = getattr(node, "decorator_list", [])
    return (COMPREHENSIONS.get(type(node)) or node.name, min([node.lineno] + [each.lineno for each in decorators]))


def constructs_by_scope(source):
    """{(name, first line): constructs} of a file's code objects."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {}
    found = defaultdict(set)
    for scope in [tree] + [node for node in ast.walk(tree) if isinstance(node, SCOPES)]:
        key = ("<module>", 0) if scope is tree else scope_key(scope)
        if isinstance(scope, ast.DictComp):
            found[key].add("dict comprehension")
        for node in own_nodes(scope):
            found[key].update(constructs_of(node))
    return found


def row_key(row):
    return ("<module>", 0) if row["path"] == "" else (row["path"].rsplit("/", 1)[1].rsplit("#", 1)[0], row["firstlineno"])


def explain(ours, theirs, constructs):
    """What explains the difference of two rows: a set of constructs, or a text that says what does not."""
    reasons = set()
    code, used = own_opcodes_mapped_back(ours["code"])
    ours = dict(ours, code=code)
    reasons |= used
    differing = [field for field in FIELDS if ours[field] != theirs[field]]
    if "consts" in differing and only_docstring(ours["consts"], theirs["consts"]):
        differing.remove("consts")
        reasons.add("docstring")
    if not differing:
        return reasons
    own = constructs.get(row_key(theirs), set())
    if own and set(differing) <= {"code", "lnotab", "consts", "names", "varnames", "stacksize", "flags", "cellvars", "freevars", "nlocals"}:
        return reasons | own
    return "differs in " + ", ".join("%s: %.160s / %.160s" % (field, ours[field], theirs[field]) for field in differing[:3])


def oracle_rows():
    rows = defaultdict(dict)
    for name in ("cpython37-stdlib314.jsonl.xz", "snippets.jsonl.xz"):
        with lzma.open(os.path.join(HERE, name), "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["file"]][row["path"]] = row
    return rows


def compare_file(answer, theirs, result):
    ours = {row["path"]: row for row in map(json.loads, answer["rows"].splitlines())} if not answer["error"] else {}
    with open(os.path.join(HERE, "..", "..", answer["file"]), "rb") as file:
        constructs = constructs_by_scope(file.read())
    for path, row in theirs.items():
        result["rows"] += 1
        mine = ours.get(path)
        if mine is not None and all(mine[field] == row[field] for field in FIELDS):
            result["equal"] += 1
            continue
        reasons = explain(mine, row, constructs) if mine is not None else answer["error"] or "there is no such code object"
        if isinstance(reasons, str):
            result["unexplained"].append({"set": answer["set"], "row": answer["name"] + path, "reason": reasons})
        else:
            result["explained"][" + ".join(sorted(reasons))] += 1


def main(path):
    with open(path, encoding="utf-8") as file:
        answers = json.load(file)
    rows = oracle_rows()
    results = {}
    for answer in answers:
        result = results.setdefault(answer["set"], {"name": answer["set"], "rows": 0, "equal": 0, "explained": Counter(), "unexplained": []})
        compare_file(answer, rows[answer["name"]], result)
    unexplained = [each for result in results.values() for each in result.pop("unexplained")]
    print(json.dumps({"sets": list(results.values()), "unexplained": unexplained}))


if __name__ == "__main__":
    main(sys.argv[1])
