# Finding, loading and running modules; CPython: Lib/importlib/_bootstrap.py. A module's code runs in an ordinary frame above these hidden
# ones.


def import_name(name, globals, fromlist, level):
    if level:
        absolute = resolve_name(name, package_of(globals), level)
    else:
        absolute = name
    module = find_and_load(absolute)
    if not fromlist:
        if level == 0:
            return find_and_load(name.partition('.')[0])
        if not name:
            return module
        cut = len(name) - len(name.partition('.')[0])
        full = module.__name__
        return _imported_modules()[full[:len(full) - cut]]
    if hasattr(module, '__path__'):
        import_submodules(module, fromlist, False)
    return module


def find_and_load(name):
    modules = _imported_modules()
    module = modules.get(name, ...)
    if module is None:
        raise ModuleNotFoundError('import of ' + name + ' halted; None in sys.modules', name=name)
    if module is not ...:
        return module
    parent, _, child = name.rpartition('.')
    path = None
    if parent:
        find_and_load(parent)
        if name in modules:
            return modules[name]
        package = modules[parent]
        try:
            path = package.__path__
        except AttributeError:
            raise ModuleNotFoundError('No module named ' + repr(name) + '; ' + repr(parent) + ' is not a package', name=name) from None
    spec = find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError('No module named ' + repr(name), name=name)
    module = load_from_spec(spec)
    if parent:
        setattr(modules[parent], child, module)
    return module


def find_spec(name, path, target=None):
    if path is None:
        spec = BuiltinImporter.find_spec(name) or FrozenImporter.find_spec(name)
        if spec is not None:
            return spec
    for finder in _sys_member('meta_path'):
        spec = finder.find_spec(name, path, target)
        if spec is not None:
            return spec
    return find_in_path(name, _sys_member('path') if path is None else path)


def describe(module, spec):
    module.__name__ = spec.name
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = _new_module(spec.name)
    describe(module, spec)
    return module


def load_from_spec(spec):
    module = module_from_spec(spec)
    modules = _imported_modules()
    name = spec.name
    modules[name] = module
    spec._initializing = True
    try:
        try:
            spec.loader.exec_module(module)
        except:
            if name in modules:
                del modules[name]
            raise
    finally:
        spec._initializing = False
    module = modules.pop(name)
    modules[name] = module
    return module
