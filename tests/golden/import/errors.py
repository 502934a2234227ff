# Import statements that fail.
import sys


def error(text):
    try:
        exec(text, {'__name__': '__main__', '__package__': None})
    except ImportError as e:
        print(type(e).__name__, e, e.name)
    except Exception as e:
        print(type(e).__name__, e)


error('import nonexistent')  # expect: ModuleNotFoundError No module named 'nonexistent' nonexistent
error('import nonexistent.sub')  # expect: ModuleNotFoundError No module named 'nonexistent' nonexistent
error('from sys import foo')  # expect: ImportError cannot import name 'foo' from 'sys' (unknown location) sys
error('import sys.foo')  # expect: ModuleNotFoundError No module named 'sys.foo'; 'sys' is not a package sys.foo
error('from . import x')  # expect: ImportError attempted relative import with no known parent package None
error('from .a import x')  # expect: ImportError attempted relative import with no known parent package None
error('__import__("")')  # expect: ValueError Empty module name
error('__import__(5)')  # expect: TypeError module name must be a string
error('__import__("sys", level=-1)')  # expect: ValueError level must be >= 0
sys.modules['gone'] = None
error('import gone')  # expect: ModuleNotFoundError import of gone halted; None in sys.modules gone
error('from nonexistent import *')  # expect: ModuleNotFoundError No module named 'nonexistent' nonexistent
import itertools as i, errno
print(i.__name__, errno.__name__, __import__('sys') is sys)  # expect: itertools errno True
from sys import maxunicode as m, byteorder
print(m, byteorder)  # expect: 1114111 little
