# compile() with syntax trees: their classes are those of _ast, which is loaded when a tree is first asked for.


def compile_to_tree(source, filename, mode, flags, optimize):
    import _ast
    return _ast._parse(source, filename, mode, flags, optimize)


def compile_tree(tree, filename, mode, flags, optimize):
    import _ast
    if not isinstance(tree, _ast.AST):
        raise TypeError('compile() arg 1 must be a string, bytes or AST object')
    return _ast._compile(tree, filename, mode, flags, optimize)
