# except*: which parts are caught, what is raised again, naked exceptions, what may stand in it.
import sys
def run(exc):
    try:
        try:
            raise exc
        except* ValueError as e:
            print('  values', repr(e), sys.exception() is e)
        except* (TypeError, KeyError) as e:
            print('  types', repr(e))
        else:
            print('  else')
        finally:
            print('  finally')
    except BaseException as e:
        print('  left', repr(e))
for exc in (ExceptionGroup('g', [ValueError(1), TypeError(2)]), ExceptionGroup('g', [ValueError(1), OSError(2)]), ValueError('naked'),
            OSError('other'), ExceptionGroup('o', [ExceptionGroup('i', [KeyError(1), ValueError(2), OSError(3)])]), KeyboardInterrupt()):
    print(repr(exc))  # expect: ExceptionGroup('g', [ValueError(1), TypeError(2)])
    run(exc)
    # expect:   values ExceptionGroup('g', [ValueError(1)]) True
    # expect:   types ExceptionGroup('g', [TypeError(2)])
    # expect:   finally
    # expect: ExceptionGroup('g', [ValueError(1), OSError(2)])
    # expect:   values ExceptionGroup('g', [ValueError(1)]) True
    # expect:   finally
    # expect:   left ExceptionGroup('g', [OSError(2)])
    # expect: ValueError('naked')
    # expect:   values ExceptionGroup('', (ValueError('naked'),)) True
    # expect:   finally
    # expect: OSError('other')
    # expect:   finally
    # expect:   left OSError('other')
    # expect: ExceptionGroup('o', [ExceptionGroup('i', [KeyError(1), ValueError(2), OSError(3)])])
    # expect:   values ExceptionGroup('o', [ExceptionGroup('i', [ValueError(2)])]) True
    # expect:   types ExceptionGroup('o', [ExceptionGroup('i', [KeyError(1)])])
    # expect:   finally
    # expect:   left ExceptionGroup('o', [ExceptionGroup('i', [OSError(3)])])
    # expect: KeyboardInterrupt()
    # expect:   finally
    # expect:   left KeyboardInterrupt()
try:
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError: raise RuntimeError('new')
except* RuntimeError as e: print('raised', repr(e), repr(e.exceptions[0].__context__))
# expect: raised ExceptionGroup('', [RuntimeError('new')]) ExceptionGroup('g', [ValueError(1)])
except* TypeError as e: print('rest', repr(e))  # expect: rest ExceptionGroup('', [ExceptionGroup('g', [TypeError(2)])])
try:
    try: raise ExceptionGroup('g', [ValueError(1), ValueError(2), TypeError(3)])
    except* ValueError as e: raise
    except* TypeError as e: raise KeyError('k') from e
except ExceptionGroup as e:
    print(repr(e))  # expect: ExceptionGroup('', [KeyError('k'), ExceptionGroup('g', [ValueError(1), ValueError(2)])])
try:
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError as e: raise e
    except* TypeError: pass
except ExceptionGroup as e: print('again', repr(e))  # expect: again ExceptionGroup('g', [ValueError(1)])
def bad(kind):
    try:
        try: raise ValueError
        except* kind: pass
    except TypeError as e: print(e)
bad(3); bad(ExceptionGroup); bad((ValueError, ExceptionGroup))
# expect: catching classes that do not inherit from BaseException is not allowed
# expect: catching ExceptionGroup with except* is not allowed. Use except instead.
# expect: catching ExceptionGroup with except* is not allowed. Use except instead.
def flow():
    for n in range(3):
        try: raise ValueError(n)
        except* ValueError: pass
        print('went on', n)
    return 'done'
print(flow())
# expect: went on 0
# expect: went on 1
# expect: went on 2
# expect: done
try:
    try: pass
    except* ValueError: print('never')
    else: print('else runs')  # expect: else runs
finally: print('and finally')  # expect: and finally
try: e
except NameError: print('e is gone')  # expect: e is gone
