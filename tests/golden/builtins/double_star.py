# `**` over mappings of one's own: what is looked up, how often, and what a repeated key is called.


class Mapping:
    def __getattr__(self, name):
        print('looked up', name)
        if name == 'keys':
            return lambda: ['a', 'b']
        raise AttributeError(name)

    def __getitem__(self, key):
        return key * 2


class Key:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

    def __str__(self):
        return 'a key'


def f(**keywords):
    return keywords


print({**Mapping()})  # expect: looked up keys
# expect: {'a': 'aa', 'b': 'bb'}
print(f(**Mapping()))  # expect: looked up keys
# expect: {'a': 'aa', 'b': 'bb'}
d = {}
d.update(Mapping())  # expect: looked up keys
# expect: looked up keys
print(d)  # expect: {'a': 'aa', 'b': 'bb'}
for call in ('f(**{Key(): 1}, **{Key(): 2})', 'f(**{1: 1}, **{1: 2})', 'print(**{1: 1}, **{1: 2})', 'f(**{1: 1})', 'f(**{"a": 1}, **{"a": 2})', '{**1}', 'f(**1)'):
    try:
        eval(call)
    except TypeError as error:
        print(error)
# expect: __main__.f() got multiple values for keyword argument 'a key'
# expect: __main__.f() got multiple values for keyword argument '1'
# expect: print() got multiple values for keyword argument '1'
# expect: keywords must be strings
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: 'int' object is not a mapping
# expect: __main__.f() argument after ** must be a mapping, not int
