# generators
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__))
def g():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        print('got', y)
    except ValueError as e:
        print('caught', e); yield 'after'
    finally: print('fin')
    return 'ret'
i = g(); print(next(i), i.send('a'), i.throw(ValueError('v')))
# expect: got a
# expect: caught v
# expect: 1 2 after
t(lambda: next(i)); t(lambda: next(i)); t(lambda: i.send(3))
# expect: fin
# expect: StopIteration ret None None
# expect: StopIteration  None None
# expect: StopIteration  None None
i = g(); t(lambda: i.send(3)); print(next(i)); i.close(); i.close(); t(lambda: next(i))
# expect: TypeError can't send non-None value to a just-started generator None None
# expect: 1
# expect: fin
# expect: StopIteration  None None
i = g(); t(lambda: i.throw(KeyError('k'))); t(lambda: next(i))
# expect: KeyError 'k' None None
# expect: StopIteration  None None
def d():
    r = yield from g()
    print('r', r)
    return (yield from [10, 20])
print(list(d()))
# expect: got None
# expect: got None
# expect: fin
# expect: r ret
# expect: [1, 2, 10, 20]
i = d(); next(i); print(i.send('x'), i.gi_yieldfrom.__name__); t(lambda: i.throw(KeyError));
# expect: got x
# expect: 2 g
# expect: fin
# expect: KeyError  None None
def ignore():
    for _ in range(2):
        try: yield 1
        except GeneratorExit: print('ignored')
i = ignore(); next(i); t(lambda: i.close()); i.close()
# expect: ignored
# expect: RuntimeError generator ignored GeneratorExit None None
# expect: ignored
def si(): raise StopIteration(3); yield
t(lambda: next(si())); t(lambda: list(si()))
# expect: RuntimeError generator raised StopIteration StopIteration(3) StopIteration(3)
# expect: RuntimeError generator raised StopIteration StopIteration(3) StopIteration(3)
def rec(): yield next(r)
r = rec(); t(lambda: next(r))  # expect: ValueError generator already executing None None
def ctx():
    try: yield 1
    except KeyError: raise RuntimeError('inner')
i = ctx(); next(i); t(lambda: i.throw(KeyError('z')))  # expect: RuntimeError inner None KeyError('z')
def closing():
    try: yield 1
    finally: yield 2
i = closing(); next(i); t(lambda: i.close())  # expect: RuntimeError generator ignored GeneratorExit None None
def retclose():
    try: yield 1
    except GeneratorExit: return 'closed value'
i = retclose(); next(i); print(i.close())  # expect: closed value
def nest(n):
    if n: yield from nest(n - 1)
    yield n
print(list(nest(5)))  # expect: [0, 1, 2, 3, 4, 5]
print(sum(x * x for x in range(10)), max((x for x in [3, 9, 2]), key=lambda v: -v), sorted((x for x in 'hello'), reverse=True))
# expect: 285 2 ['o', 'l', 'l', 'h', 'e']
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
from itertools import islice
print(list(islice(fib(), 10)), [*zip(fib(), 'abc')])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34] [(0, 'a'), (1, 'b'), (1, 'c')]
gen = (x for x in [1, 2]); print(gen.__name__, gen.__qualname__, gen.gi_running, gen.gi_suspended, gen.gi_frame is not None, gen.gi_code.co_name); gen.__name__ = 'zz'; print(gen.__name__)
# expect: <genexpr> <genexpr> False False True <genexpr>
# expect: zz
next(gen); print(gen.gi_suspended); list(gen); print(gen.gi_frame, gen.gi_suspended)
# expect: True
# expect: None False
def exc_state():
    try: 1/0
    except ZeroDivisionError:
        yield 1
        try: raise
        except ZeroDivisionError as e: print('re', e); yield 2
for v in exc_state(): print(v)
# expect: 1
# expect: re division by zero
# expect: 2
import sys
def eg():
    try: yield sys.exception()
    except: pass
try: raise KeyError(1)
except KeyError:
    x = eg(); print(repr(next(x)))  # expect: KeyError(1)
print(repr(sys.exception()))  # expect: None
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('val')
    def send(self, v): print('send', v); return v
    def throw(self, *a): print('throw', a); return 'thrown'
    def close(self): print('close')
def yf():
    v = yield from It(); print('v', v)
t(lambda: next(yf()))
# expect: v val
# expect: StopIteration  None None
class It2(It):
    def __next__(self): return 'n'
i = (lambda: (yield from It2()))(); print(next(i), i.send(5), i.throw(ValueError('q'))); i.close()
# expect: send 5
# expect: throw (ValueError('q'),)
# expect: n 5 thrown
# expect: close
def lp():
    for k in range(3):
        got = yield k
        if got: print('got', got)
l = lp(); print(next(l), l.send('A'), next(l)); t(lambda: next(l))
# expect: got A
# expect: 0 1 2
# expect: StopIteration  None None
print(next(iter([]), 'dflt'), next(lp(), None)); t(lambda: next(iter([])))
# expect: dflt 0
# expect: StopIteration  None None
def pep479():
    yield from (next(iter([])) for _ in range(2))
t(lambda: list(pep479()))  # expect: RuntimeError generator raised StopIteration StopIteration() StopIteration()
t(lambda: [*map(lambda q: next(iter([])), [1,2])])  # expect: []
