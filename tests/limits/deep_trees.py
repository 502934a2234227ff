# Trees nested deeper than the native stack allows: compile() says so and goes on, whichever way they come.
# reference: none, CPython's wasm build runs out of stack here
import _ast


def chain(make, depth):
    node = _ast.Name('x', lineno=1, col_offset=0)
    for _ in range(depth):
        node = make(node)
        node.lineno, node.col_offset = 1, 0
    return node


def attempt(work):
    try:
        work()
        print('taken')
    except (RecursionError, MemoryError) as error:
        print(type(error).__name__)


KINDS = [lambda node: _ast.BinOp(node, _ast.Add(), _ast.Constant(1, lineno=1, col_offset=0)),
         lambda node: _ast.UnaryOp(_ast.Not(), node), lambda node: _ast.Attribute(node, 'a', _ast.Load()), lambda node: _ast.Tuple([node], _ast.Load())]
for make in KINDS:
    for depth in (100, 30000):
        tree = _ast.Expression(chain(make, depth))
        attempt(lambda: compile(tree, 'f', 'eval'))
        attempt(lambda: compile(tree, 'f', 'eval', 0x400))
        while isinstance(tree, _ast.AST) and tree._fields and getattr(tree, tree._fields[0], None):
            field = 'operand' if isinstance(tree, _ast.UnaryOp) else tree._fields[0]
            tree = getattr(tree, field)
            tree = tree[0] if isinstance(tree, list) else tree
attempt(lambda: compile('+'.join(['1'] * 30000), 'f', 'eval', 0x400))
attempt(lambda: compile('x' + '.a' * 30000, 'f', 'eval', 0x400))
attempt(lambda: compile('(' * 100 + ')' * 100, 'f', 'eval', 0x400))
attempt(lambda: compile('if x: pass\n' + 'elif x: pass\n' * 30000, 'f', 'exec', 0x400))
far = [_ast.Expr(_ast.Name('x', lineno=line, col_offset=0), lineno=line, col_offset=0) for line in (1, 2**30) * 50]
attempt(lambda: compile(_ast.Module(far, []), 'f', 'exec'))  # its line table would be of 1.6 GB
print('still here')
# expect: taken
# expect: taken
# expect: RecursionError
# expect: RecursionError
# expect: taken
# expect: taken
# expect: RecursionError
# expect: RecursionError
# expect: taken
# expect: taken
# expect: RecursionError
# expect: RecursionError
# expect: taken
# expect: taken
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: taken
# expect: RecursionError
# expect: MemoryError
# expect: still here
