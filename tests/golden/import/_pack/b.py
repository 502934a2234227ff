from . import a

value = 5
