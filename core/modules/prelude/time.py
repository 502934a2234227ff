# What time makes in Python: struct_time, when it is first wanted, and strptime, which is the library's _strptime.


_struct_time = None


def struct_time_class():
    global _struct_time
    if _struct_time is None:
        _struct_time = struct_sequence('time', 'struct_time',
                                       ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst',
                                        'tm_zone', 'tm_gmtoff'), 9)
    return _struct_time


def make_struct_time(items):
    return struct_time_class()(items)


def clock_info(implementation, monotonic, adjustable):
    return simple_namespace(implementation=implementation, monotonic=monotonic, adjustable=adjustable, resolution=1e-09)


def time_strptime(arguments):
    import _strptime
    return _strptime._strptime_time(*arguments)
