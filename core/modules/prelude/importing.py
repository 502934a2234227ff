# Finding, loading and running modules; CPython: Lib/importlib/_bootstrap.py. `_library_file` may suspend the machine until the
# host has the file; the module's code then runs in an ordinary frame above these hidden ones.


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._initializing = False
        self._cached = None

    def __repr__(self):
        text = 'ModuleSpec(name=' + repr(self.name) + ', loader=' + repr(self.loader)
        if self.origin is not None:
            text += ', origin=' + repr(self.origin)
        if self.submodule_search_locations is not None:
            text += ', submodule_search_locations=' + repr(self.submodule_search_locations)
        return text + ')'

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr


ModuleSpec.__module__ = '_frozen_importlib'


class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path
        self._found = None  # the source that finding the module has read already

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        data = _library_file(path)
        if data is None:
            raise FileNotFoundError(2, 'No such file or directory', path)
        return data

    def get_source(self, fullname=None):
        return self.get_data(self.path).decode('utf-8')

    def is_package(self, fullname=None):
        return self.path.rpartition('/')[2] == '__init__.py'

    def get_code(self, fullname=None):
        source = self._found
        self._found = None
        if source is None:
            source = self.get_data(self.path)
        return _compile_module(source, self.path, False)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _run_code(self.get_code(), module.__dict__, module.__dict__)

    def load_module(self, fullname=None):
        return find_and_load(self.name)


SourceFileLoader.__module__ = '_frozen_importlib_external'


class BuiltinImporter:
    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _is_native(fullname):
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN)

    @classmethod
    def create_module(cls, spec):
        return _native_module(spec.name)

    @classmethod
    def exec_module(cls, module):
        pass

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


# For our own modules that are written in Python. Those that stand for what CPython has in C (names with an underscore,
# warnings) have hidden frames.
class FrozenImporter:
    _ORIGIN = 'frozen'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _own_source(fullname) is not None:
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN)

    @classmethod
    def create_module(cls, spec):
        return None

    @classmethod
    def exec_module(cls, module):
        _run_code(cls.get_code(module.__spec__.name), module.__dict__, module.__dict__)

    @classmethod
    def get_code(cls, fullname):
        hidden = fullname in ('warnings', 'posix') or fullname[0] == '_' and fullname[1] != '_'
        return _compile_module(_own_source(fullname), '<frozen ' + fullname + '>', hidden)

    @classmethod
    def get_source(cls, fullname):
        return _own_source(fullname).decode()

    @classmethod
    def is_package(cls, fullname):
        return False


BuiltinImporter.__module__ = FrozenImporter.__module__ = '_frozen_importlib'


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


def find_in_path(name, path):
    tail = name.rpartition('.')[2]
    for entry in path:
        if not _is_str(entry):
            continue
        base = entry + '/' + tail if entry else tail
        file = base + '/__init__.py'
        source = _library_file(file)
        if source is None:
            file = base + '.py'
            source = _library_file(file)
            if source is None:
                continue
        loader = SourceFileLoader(name, file)
        loader._found = source
        spec = ModuleSpec(name, loader, origin=file, is_package=file != base + '.py')
        spec._set_fileattr = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(base)
        return spec


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


# For importlib.reload().
def exec_again(spec, module):
    describe(module, spec)
    spec.loader.exec_module(module)
    return _imported_modules()[spec.name]


# What a module that the machine makes itself says about where it comes from.
def set_up_spec(module):
    module.__loader__ = BuiltinImporter
    module.__spec__ = ModuleSpec(module.__name__, BuiltinImporter, origin='built-in')
