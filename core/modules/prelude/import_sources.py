# Modules that are source text: files of the program and of the library (`_library_file` may suspend the machine until the host has one), and
# our own.


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


FrozenImporter.__module__ = '_frozen_importlib'


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


# For importlib.reload().
def exec_again(spec, module):
    describe(module, spec)
    spec.loader.exec_module(module)
    return _imported_modules()[spec.name]
