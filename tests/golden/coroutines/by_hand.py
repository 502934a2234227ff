# coroutines by hand
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self): r = yield ('susp', self.v); return r
async def f(x):
    a = await Aw(x)
    b = await Aw(a)
    return a, b
c = f(1); print(c.send(None), c.send('p'));  # expect: ('susp', 1) ('susp', 'p')
try: c.send('q')
except StopIteration as e: print(e.value)  # expect: ('p', 'q')
t(lambda: c.send(None)); print(c.cr_await, c.cr_frame, c.cr_running)
# expect: RuntimeError cannot reuse already awaited coroutine
# expect: None None False
async def outer():
    try: return await f(9)
    except ValueError as e: print('VE', e); return 'handled'
    finally: print('finally')
c = outer(); print(c.send(None), c.cr_await is not None)  # expect: ('susp', 9) True
try: c.throw(ValueError('boom'))
# expect: VE boom
# expect: finally
except StopIteration as e: print('value', e.value)  # expect: value handled
c = outer(); c.send(None); c.close()  # expect: finally
async def ag(n):
    try:
        for k in range(n):
            got = yield k
            if got: print('got', got)
            await Aw(('in', k))
    except GeneratorExit: print('GE'); raise
    except KeyError as e: print('KE', e); yield 'ke'
    finally: print('agfin')
def run(c, vals=()):
    vals = list(vals)
    v = None
    while True:
        try: y = c.send(v)
        except StopIteration as e: return e.value
        print('  y', y); v = vals.pop(0) if vals else None
async def main():
    async for x in ag(3): print('x', x)
    else: print('else')
    print([y async for y in ag(2)], {y: y async for y in ag(1)})
    g = ag(5); print(await g.__anext__(), await g.asend('S'), await g.athrow(KeyError('kk')));
    try: await g.__anext__()
    except StopAsyncIteration: print('SAI')
    g = ag(5); await anext(g); await g.aclose(); await g.aclose()
    print(await anext(g, 'dflt'))
    g = ag(2)
    async for x in g:
        break
    await g.aclose()
    return 'done'
print(run(main()))
# expect: x 0
# expect:   y ('susp', ('in', 0))
# expect: x 1
# expect:   y ('susp', ('in', 1))
# expect: x 2
# expect:   y ('susp', ('in', 2))
# expect: agfin
# expect: else
# expect:   y ('susp', ('in', 0))
# expect:   y ('susp', ('in', 1))
# expect: agfin
# expect:   y ('susp', ('in', 0))
# expect: agfin
# expect: [0, 1] {0: 0}
# expect: got S
# expect:   y ('susp', ('in', 0))
# expect: KE 'kk'
# expect: 0 1 ke
# expect: agfin
# expect: SAI
# expect: GE
# expect: agfin
# expect: dflt
# expect: GE
# expect: agfin
# expect: done
class CM:
    async def __aenter__(self): print('enter'); await Aw('e'); return 'res'
    async def __aexit__(self, *a): print('exit', a[0]); await Aw('x'); return True
async def w():
    async with CM() as r, CM(): print(r); raise KeyError('z')
    async with CM() as r: return 'ret in with'
print(run(w()))
# expect: enter
# expect:   y ('susp', 'e')
# expect: enter
# expect:   y ('susp', 'e')
# expect: res
# expect: exit <class 'KeyError'>
# expect:   y ('susp', 'x')
# expect: exit None
# expect:   y ('susp', 'x')
# expect: enter
# expect:   y ('susp', 'e')
# expect: exit None
# expect:   y ('susp', 'x')
# expect: ret in with
class AI:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def ai():
    r = []
    async for v in AI(): r.append(v)
    return r, [v async for v in AI() if v > 1]
print(run(ai()))  # expect: ([1, 2], [2])
async def badag():
    yield 1
    raise StopIteration('x')
async def bad2():
    try:
        async for v in badag(): print(v)
    except RuntimeError as e: print(e, repr(e.__cause__))
run(bad2())
# expect: 1
# expect: async generator raised StopIteration StopIteration('x')
async def agen_exp(): return [x async for x in (y*2 async for y in ag(2))]
print(run(agen_exp()))
# expect:   y ('susp', ('in', 0))
# expect:   y ('susp', ('in', 1))
# expect: agfin
# expect: [0, 2]
g = ag(1)
print(type(g).__name__, g.ag_running, g.ag_frame is None, g.ag_code.co_name)  # expect: async_generator False False ag
async def two():
    g = ag(3)
    a = g.asend(None); b = g.asend(None)
    print(await a)
    print(await b)
    t2 = g.aclose();
    try: await t2
    except RuntimeError as e: print(e)
    try: await a
    except RuntimeError as e: print(e)
print(run(two()))
# expect: 0
# expect:   y ('susp', ('in', 0))
# expect: 1
# expect: GE
# expect: agfin
# expect: cannot reuse already awaited __anext__()/asend()
# expect: None
async def ret(): return 5
c = ret(); print(c.__name__, c.__qualname__, type(c)); c.close()  # expect: ret ret <class 'coroutine'>
async def t1():
    async with 3: pass
t(lambda: run(t1()))  # expect: TypeError 'int' object does not support the asynchronous context manager protocol (missed __aexit__ method)
