# The classes of _ast: what they inherit, hold and say of themselves.
import _ast

for name in sorted(dir(_ast)):
    if name[0] == '_':
        continue
    cls = getattr(_ast, name)
    if not isinstance(cls, type):
        print(name, cls)
        continue
    none = {key for key, value in vars(cls).items() if value is None and key != '__doc__'}
    print(name, cls, cls.__bases__, cls.__module__, cls._attributes, cls.__match_args__ == cls._fields, sorted(none))
    print(cls.__doc__)
    print(cls._fields, getattr(cls, '_field_types', None), getattr(cls, '__annotations__', None) == getattr(cls, '_field_types', {}))
