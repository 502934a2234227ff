"""The machine's own importing as importlib knows it (importlib._bootstrap)."""

import sys

from _import_machinery import (BuiltinImporter, FrozenImporter, ModuleSpec, exec_again as _exec, find_and_load as _find_and_load,
                               find_spec as _find_spec_of, load_from_spec as _load, module_from_spec, resolve_name)


def _resolve_name(name, package, level):
    return resolve_name(name, package, level)


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level < 0:
        raise ValueError('level must be >= 0')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
    if not name and level == 0:
        raise ValueError('Empty module name')


def _gcd_import(name, package=None, level=0):
    _sanity_check(name, package, level)
    if level > 0:
        name = resolve_name(name, package, level)
    return _find_and_load(name)


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    import builtins
    return builtins.__import__(name, globals, locals, fromlist, level)


def _find_spec(name, path, target=None):
    return _find_spec_of(name, path, target)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        from _frozen_importlib_external import spec_from_file_location
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return spec_from_file_location(name, loader=loader, submodule_search_locations=search)
    if is_package is None:
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
        else:
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    for name, value in (('__name__', spec.name), ('__loader__', spec.loader), ('__package__', spec.parent), ('__spec__', spec)):
        if override or getattr(module, name, None) is None:
            setattr(module, name, value)
    return module


def _call_with_frames_removed(f, *args, **kwds):
    return f(*args, **kwds)


def _load_module_shim(self, fullname):
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        return _exec(spec, sys.modules[fullname])
    return _load(spec)


def _verbose_message(message, *args, verbosity=1):
    pass
