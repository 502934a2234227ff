# Packages: relative names, and submodules that a `from` list names; CPython: Lib/importlib/_bootstrap.py.


def package_of(globals):
    if type(globals) is not dict and not isinstance(globals, dict):
        raise TypeError('globals must be a dict')
    package = globals.get('__package__')
    spec = globals.get('__spec__')
    if package is not None:
        if not _is_str(package):
            raise TypeError('package must be a string')
        return package
    if spec is not None:
        return spec.parent
    if '__name__' not in globals:
        raise KeyError("'__name__' not in globals")
    package = globals['__name__']
    if '__path__' not in globals:
        package = package.rpartition('.')[0]
    return package


def resolve_name(name, package, level):
    if not package:
        raise ImportError('attempted relative import with no known parent package')
    parts = package.rsplit('.', level - 1)
    if len(parts) < level:
        raise ImportError('attempted relative import beyond top-level package')
    base = parts[0]
    return base + '.' + name if name else base


def import_submodules(module, fromlist, recursive):
    for name in fromlist:
        if not _is_str(name):
            where = module.__name__ + '.__all__' if recursive else "``from list''"
            raise TypeError('Item in ' + where + ' must be str, not ' + _type_name(name))
        if name == '*':
            if not recursive and hasattr(module, '__all__'):
                import_submodules(module, module.__all__, True)
        elif not hasattr(module, name):
            full = module.__name__ + '.' + name
            try:
                find_and_load(full)
            except ModuleNotFoundError as error:
                if error.name != full or _imported_modules().get(full, ...) is None:
                    raise
