# Cycles with and without finalisers.
import gc


class A:
    pass


class D:
    def __del__(self):
        print('del')


a = A()
a.self = a
del a
print(gc.collect() > 0, gc.isenabled())  # expect: True True
gc.disable()
print(gc.isenabled())  # expect: False
gc.enable()
d = D()
d.me = d
del d
gc.collect()  # expect: del
print(gc.get_threshold(), gc.garbage, gc.is_tracked([]), gc.is_tracked(5), gc.get_debug())
# expect: (2000, 10, 0) [] True False 0
x = [1]
holder = [x]
print(any(r is holder for r in gc.get_referrers(x)), gc.get_referents(holder) == [x])  # expect: True True
