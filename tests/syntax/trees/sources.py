# The trees of all `sources` (the harness puts them before this program) with every position; and that the code made of a tree is
# the code made of its source, but for what only a source says: the lines of CPython 3.7.
import _ast


def dump(value):
    """A tree as text, without recursion."""
    out, todo = [], [value]
    while todo:
        value = todo.pop()
        if isinstance(value, _ast.AST):
            out.append(type(value).__name__)
            for field in value._fields + value._attributes:
                todo.append(getattr(value, field, 'absent'))
        elif type(value) is list:
            out.append(len(value))
            todo.extend(value)
        else:
            out.append(repr(value))
    return out


def code_of(code):
    constants = tuple([code_of(each) if hasattr(each, 'co_code') else repr(each) for each in code.co_consts])
    return code.co_name, code.co_code, constants, code.co_names, code.co_varnames, code.co_stacksize, code.co_flags


for number, source in enumerate(sources):
    try:
        tree = compile(source, 'f', 'exec', 0x400)
    except SyntaxError as error:
        print(number, error.msg)
        continue
    print(number, *dump(tree))
    try:
        code = compile(source, 'f', 'exec')
    except SyntaxError:
        continue
    print(number, code_of(compile(tree, 'f', 'exec')) == code_of(code))
