# What of `sys` is made in Python: struct sequences and the few objects with classes of their own. `struct_sequence` serves other
# modules too (time.struct_time).

simple_namespace = _machine_type('SimpleNamespace')


def _field(index, doc=None):
    return property(lambda self: self[index])


# A class like those of CPython's Objects/structseq.c: a tuple of `visible` items with names, and more names behind.
def struct_sequence(module, name, fields, visible=None):
    if visible is None:
        visible = len(fields)
    full = module + '.' + name if module else name

    def __new__(cls, sequence, dict={}):
        items = tuple(sequence)
        if len(items) < visible:
            raise TypeError(full + '() takes an at least ' + str(visible) + '-sequence (' + str(len(items)) + '-sequence given)')
        if len(items) > len(fields):
            raise TypeError(full + '() takes an at most ' + str(len(fields)) + '-sequence (' + str(len(items)) + '-sequence given)')
        self = tuple.__new__(cls, items[:visible])
        if len(fields) > visible:
            more = {}
            for i in range(visible, len(fields)):
                more[fields[i]] = items[i] if i < len(items) else dict.get(fields[i])
            self.__dict__.update(more)
        return self

    def __repr__(self):
        return full + '(' + ', '.join([fields[i] + '=' + repr(self[i]) for i in range(visible)]) + ')'

    def __reduce__(self):
        return (type(self), (tuple(self), {}))

    namespace = {'__new__': __new__, '__repr__': __repr__, '__reduce__': __reduce__, '__module__': module,
                 'n_fields': len(fields), 'n_sequence_fields': visible, 'n_unnamed_fields': 0,
                 '__match_args__': tuple(fields[:visible])}
    if len(fields) == visible:
        namespace['__slots__'] = ()
    for i in range(visible):
        namespace[fields[i]] = _field(i)
    return type(name, (tuple,), namespace)


def set_up_sys(sys):
    def make(name, /, **values):
        return struct_sequence('sys', name, tuple(values))(tuple(values.values()))
    sys.version_info = make('version_info', major=3, minor=14, micro=2, releaselevel='final', serial=0)
    sys.float_info = make('float_info', max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
                          min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
    sys.int_info = make('int_info', bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
    sys.hash_info = make('hash_info', width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003, algorithm='siphash13',
                         hash_bits=64, seed_bits=128, cutoff=0)
    sys.thread_info = make('thread_info', name='pthread', lock='semaphore', version=None)
    sys.flags = make('flags', debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, no_user_site=0, no_site=0,
                     ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=0, isolated=0, dev_mode=False,
                     utf8_mode=1, warn_default_encoding=0, safe_path=False, int_max_str_digits=4300)
    sys.implementation = simple_namespace(name='vitrine', cache_tag='vitrine-314', version=sys.version_info,
                                          hexversion=sys.hexversion, _multiarch='x86_64-linux-gnu', supports_isolated_interpreters=False)


def get_asyncgen_hooks():
    hooks = struct_sequence('', 'asyncgen_hooks', ('firstiter', 'finalizer'))
    namespace = _sys_namespace()
    return hooks((namespace.get('_asyncgen_firstiter'), namespace.get('_asyncgen_finalizer')))


class UnraisableHookArgs:
    def __init__(self, exc_type, exc_value, exc_traceback, err_msg, object):
        self.exc_type = exc_type
        self.exc_value = exc_value
        self.exc_traceback = exc_traceback
        self.err_msg = err_msg
        self.object = object


def call_unraisable_hook(hook, exc_type, exc_value, exc_traceback, message):
    hook(UnraisableHookArgs(exc_type, exc_value, exc_traceback, message, None))
