# What a module that the machine makes itself says about where it comes from; CPython: Lib/importlib/_bootstrap.py.


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


BuiltinImporter.__module__ = '_frozen_importlib'


def set_up_spec(module):
    module.__loader__ = BuiltinImporter
    module.__spec__ = ModuleSpec(module.__name__, BuiltinImporter, origin='built-in')
