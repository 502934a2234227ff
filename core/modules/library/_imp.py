"""(Extremely) low-level import machinery bits as used by importlib."""

import _import_machinery

check_hash_based_pycs = 'default'
pyc_magic_number_token = 0


def acquire_lock():
    pass


def release_lock():
    pass


def lock_held():
    return False


def is_builtin(name):
    return 1 if _import_machinery._is_native(name) else 0


def is_frozen(name):
    return False


def is_frozen_package(name):
    return False


def find_frozen(name, /, *, withdata=False):
    return None


def get_frozen_object(name, data=None):
    raise ImportError('No such frozen object named ' + name, name=name)


def init_frozen(name):
    return None


def create_builtin(spec):
    return _import_machinery.BuiltinImporter.create_module(spec)


def exec_builtin(module):
    return 0


def extension_suffixes():
    return []


def source_hash(key, source):
    raise NotImplementedError('hash-based .pyc files are written by the compiler of the command line')


def _fix_co_filename(code, path):
    pass


def _override_frozen_modules_for_tests(override):
    pass


def _override_multi_interp_extensions_check(override):
    return 0
