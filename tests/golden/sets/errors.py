"""What sets raise."""


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: {[]})                     # expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')
attempt(lambda: {1}.add({}))              # expect: TypeError: cannot use 'dict' as a set element (unhashable type: 'dict')
attempt(lambda: [] in {1})                # expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')
attempt(lambda: {1}.remove(2))            # expect: KeyError: 2
attempt(lambda: {1}.remove({2}))          # expect: KeyError: {2}
attempt(lambda: set().pop())              # expect: KeyError: 'pop from an empty set'
attempt(lambda: set(1, 2))                # expect: TypeError: set expected at most 1 argument, got 2
attempt(lambda: set(5))                   # expect: TypeError: 'int' object is not iterable
attempt(lambda: set(a=1))                 # expect: TypeError: set() takes no keyword arguments
attempt(lambda: frozenset(a=1))           # expect: TypeError: frozenset() takes no keyword arguments
attempt(lambda: {1}.update(5))            # expect: TypeError: 'int' object is not iterable
attempt(lambda: {1}.add())                # expect: TypeError: set.add() takes exactly one argument (0 given)
attempt(lambda: {1}.union(x=1))           # expect: TypeError: set.union() takes no keyword arguments
attempt(lambda: {1} | [2])                # expect: TypeError: unsupported operand type(s) for |: 'set' and 'list'
attempt(lambda: {1} < [2])                # expect: TypeError: '<' not supported between instances of 'set' and 'list'
attempt(lambda: hash({1}))                # expect: TypeError: unhashable type: 'set'
attempt(lambda: frozenset().add(1))       # expect: AttributeError: 'frozenset' object has no attribute 'add'
attempt(lambda: {1}.intersection([[]]))   # expect: TypeError: unhashable type: 'list'
attempt(lambda: {1}.difference([[]]))     # expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')
attempt(lambda: {1}.isdisjoint([[]]))     # expect: TypeError: cannot use 'list' as a set element (unhashable type: 'list')
attempt(lambda: {1}.__init__([1], 2))     # expect: TypeError: set expected at most 1 argument, got 2


def grow():
    s = {1}
    for x in s:
        s.add(x + 1)


attempt(grow)                             # expect: RuntimeError: Set changed size during iteration
