"""A package of the golden programs."""
from .a import fa
from . import b as bee

__all__ = ['a', 'b', 'late', 'fa']
X = 1
