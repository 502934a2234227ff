# ExceptionGroup: construction, split, subgroup, derive, metadata (PEP 654).
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
g = ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])])
print(repr(g)); print(g); print(g.message, g.exceptions, g.args)
# expect: ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])])
# expect: eg (3 sub-exceptions)
# expect: eg (ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])) ('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])])
print(isinstance(g, Exception), ExceptionGroup.__mro__)
# expect: True (<class 'ExceptionGroup'>, <class 'BaseExceptionGroup'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
print(g.split(ValueError)); print(g.subgroup((KeyError, TypeError))); print(g.subgroup(OSError), g.split(OSError)[0])
# expect: (ExceptionGroup('eg', [ValueError(1), ExceptionGroup('in', [ValueError(4)])]), ExceptionGroup('eg', [TypeError(2), ExceptionGroup('in', [KeyError(3)])]))
# expect: eg (2 sub-exceptions)
# expect: None None
print(g.split(lambda e: isinstance(e, KeyError)))
# expect: (ExceptionGroup('eg', [ExceptionGroup('in', [KeyError(3)])]), ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(4)])]))
print(g.split(ExceptionGroup))  # expect: (ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3), ValueError(4)])]), None)
print(type(BaseExceptionGroup('b', [ValueError()])), type(BaseExceptionGroup('b', [KeyboardInterrupt()])))
# expect: <class 'ExceptionGroup'> <class 'BaseExceptionGroup'>
t(lambda: ExceptionGroup('x', []))  # expect: ValueError second argument (exceptions) must be a non-empty sequence
t(lambda: ExceptionGroup('x', [3]))  # expect: ValueError Item 0 of second argument (exceptions) is not an exception
t(lambda: ExceptionGroup(3, [ValueError()]))  # expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
t(lambda: ExceptionGroup('x', ValueError()))  # expect: TypeError second argument (exceptions) must be a sequence
t(lambda: ExceptionGroup('x', {ValueError()}))  # expect: TypeError second argument (exceptions) must be a sequence
t(lambda: ExceptionGroup('x', [KeyboardInterrupt()]))  # expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
t(lambda: ExceptionGroup('x'))  # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
t(lambda: g.split(3))  # expect: TypeError expected an exception type, a tuple of exception types, or a callable (other than a class)
t(lambda: g.split((ValueError, int)))  # expect: TypeError expected an exception type, a tuple of exception types, or a callable (other than a class)
t(lambda: ExceptionGroup('x', (ValueError(1),)))  # expect: ExceptionGroup('x', (ValueError(1),))
class Mine(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        self = super().__new__(cls, msg, excs)
        self.code = code
        return self
    def derive(self, excs): return Mine(self.message, excs, self.code)
m = Mine('mine', [ValueError(1), TypeError(2)], 7)
match, rest = m.split(TypeError)
print(type(match).__name__, match.code, match.exceptions, rest.code, rest)  # expect: Mine 7 (TypeError(2),) 7 mine (1 sub-exception)
m.add_note('a note')
print(m.subgroup(ValueError).__notes__)  # expect: ['a note']
class NoDerive(ExceptionGroup): pass
print(type(NoDerive('n', [ValueError(), TypeError()]).subgroup(ValueError)))  # expect: <class 'ExceptionGroup'>
class Wrong(ExceptionGroup):
    def derive(self, excs): return 3
t(lambda: Wrong('w', [ValueError(), TypeError()]).subgroup(ValueError))  # expect: TypeError derive must return an instance of BaseExceptionGroup
try:
    try: raise KeyError('cause')
    except KeyError as k: raise g from k
except ExceptionGroup as e:
    part = e.subgroup(TypeError)
    print(repr(part.__cause__), part.__traceback__ is e.__traceback__, part.__suppress_context__)  # expect: KeyError('cause') True True
