# Packages, relative imports, what modules know about themselves, modules that fail or go in circles.
import sys

import _pack
print(_pack.X, _pack.__doc__, _pack.fa(), _pack.bee.value)  # expect: 1 A package of the golden programs. fa 5
print(_pack.__name__, _pack.__package__, _pack.inner.__package__, _pack.a.__package__)  # expect: _pack _pack _pack.inner _pack
print(sorted(name for name in sys.modules if name.startswith('_pack')))
# expect: ['_pack', '_pack.a', '_pack.b', '_pack.inner', '_pack.inner.deep']
print(_pack.__spec__.name, _pack.__spec__.parent, _pack.a.__spec__.parent)  # expect: _pack _pack _pack
from _pack import *
# expect: late is loaded
print(late.__name__, fa(), 'X' in globals())  # expect: _pack.late fa False
import _pack.inner.deep as deep
print(deep.top is _pack, deep.__name__)  # expect: True _pack.inner.deep
print(__import__('_pack.inner.deep').__name__, __import__('_pack.inner', fromlist=['deep']).__name__)  # expect: _pack _pack.inner


def error(text):
    try:
        exec(text, {})
    except Exception as e:
        print(type(e).__name__, str(e).partition(' (')[0])


error('from _pack import nothing')  # expect: ImportError cannot import name 'nothing' from '_pack'
error('import _pack.nothing')  # expect: ModuleNotFoundError No module named '_pack.nothing'
error('import _pack.a.nothing')  # expect: ModuleNotFoundError No module named '_pack.a.nothing'; '_pack.a' is not a package
error('import _circle_one')  # expect: ImportError cannot import name 'one' from partially initialized module '_circle_one'
error('import _failing')  # expect: ValueError at import
print('_failing' in sys.modules, '_circle_two' in sys.modules)  # expect: False False
import _dynamic
print(_dynamic.answer, dir(_dynamic))  # expect: 42 ['answer']
error('from _dynamic import other')  # expect: ImportError cannot import name 'other' from '_dynamic'
