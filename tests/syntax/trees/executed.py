# Programs that changed trees (_mutation.py) make, run over values that note what is done to them: every operation, in order, and
# what comes of it. Functions are called, annotations, bounds, defaults and aliases evaluated.
import builtins

MOST = 400  # operations of one program
log = []


class Stop(BaseException):
    """The program has done enough."""


class Noted:
    """A value with a name. Any operation is noted and gives another one; truth and equality depend on how much has been noted."""
    __slots__ = ('name',)

    def __init__(self, name):
        object.__setattr__(self, 'name', name)

    def __repr__(self):
        return self.name

    def __hash__(self):
        return 1

    def __eq__(self, other):  # not noted: where it makes a generic class, CPython's typing compares bases
        return len(log) % 2 == 0

    def __bool__(self):
        note('bool', self)
        return len(log) % 3 != 0

    def __iter__(self):
        note('iter', self)
        return iter([Noted(self.name[:4] + '0'), Noted(self.name[:4] + '1')])

    def __contains__(self, item):
        note('contains', self)
        return len(log) % 2 == 0

    def __index__(self):
        note('index', self)
        return 1

    def __format__(self, spec):
        note('format', self, spec)
        return 'F' + self.name

    def __mro_entries__(self, bases):
        note('bases', self)
        return ()

    def __exit__(self, kind, value, traceback):
        note('exit', self, getattr(kind, '__name__', 'None'))
        return False

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        note('getattr', self, name)
        return Noted(self.name[:6] + '.' + name)

    def __setattr__(self, name, value):
        note('setattr', self, name)


def note(*what):
    log.append(' '.join([str(each) if type(each) in (str, Noted) else type(each).__name__ for each in what]))
    if len(log) > MOST:
        raise Stop


def noting(name, gives_value):
    def method(self, *args, **keywords):
        note(name, self, *args, *keywords)
        return Noted('(' + self.name[:6] + name[:3] + ')') if gives_value else None
    return method


for name in ('add sub mul matmul truediv mod pow lshift rshift or xor and floordiv radd rsub rmul rmod ror rxor rand iadd neg pos '
             'invert call getitem lt le gt ge enter').split():
    setattr(Noted, '__' + name + '__', noting(name, True))
for name in ('setitem', 'delitem', 'delattr'):
    setattr(Noted, '__' + name + '__', noting(name, False))

NAMES = 'a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D M T U V X Y print set list str super'.split()


def noted_import(name, globals=None, locals=None, fromlist=(), level=0):
    if name == 'typing':  # CPython has its generic classes there
        return __import__(name)
    note('import', name, str(fromlist), str(level))
    return Noted('mod_' + name)


def shown(value):
    if type(value) in (tuple, list):
        return type(value).__name__ + '[' + ', '.join([shown(each) for each in value]) + ']'
    if type(value) is dict:
        return 'dict[' + ', '.join([shown(key) + ': ' + shown(each) for key, each in value.items()]) + ']'
    if type(value) in (Noted, int, str, float, bool, type(None), bytes, complex):
        return repr(value)
    return type(value).__name__ + ' ' + getattr(value, '__qualname__', '')


def attempt(what, work):
    try:
        return what + ' ' + shown(work())
    except Stop:
        return what + ' stopped'
    except BaseException as error:
        return what + ' ' + type(error).__name__ + ' ' + str(error)


def called(function, count):
    """A call with so many arguments; of a generator its first items."""
    result = function(*[Noted('arg' + str(i)) for i in range(count)])
    kind = type(result).__name__
    if kind == 'coroutine':
        result.close()
    return list(zip(result, range(5))) if kind == 'generator' else kind if kind in ('coroutine', 'async_generator') else result


def outcomes(value):
    """What becomes of a function, class or alias that a program has made."""
    if type(value) is Noted:
        return
    if type(value).__name__ == 'function':
        for count in (0, 2):
            yield attempt('call', lambda: called(value, count))
    if isinstance(value, type):
        yield attempt('members', lambda: sorted([name for name in vars(value) if name[:2] != '__']))
    if hasattr(value, '__annotate__'):
        yield attempt('annotations', lambda: value.__annotations__)
    for parameter in getattr(value, '__type_params__', ()):
        yield attempt('bound', lambda: getattr(parameter, '__bound__', None))
        yield attempt('default', lambda: parameter.has_default() and parameter.__default__)
    if type(value).__name__ == 'TypeAliasType':
        yield attempt('value', lambda: value.__value__)


def run(number, code):
    log.clear()
    space = {name: Noted(name) for name in NAMES}
    space['__builtins__'] = {**vars(builtins), '__import__': noted_import}
    space['__name__'] = 'program'
    lines = [attempt('exec', lambda: exec(code, space))]
    for name in list(space):
        if name[:2] != '__':
            lines += [name + ' ' + line for line in outcomes(space[name])]
    if '__annotate__' in space:
        lines.append(attempt('annotations', lambda: space['__annotate__'](1)))
    lines.append('names ' + ' '.join(sorted([name for name in space if name not in NAMES and name[:2] != '__'])))
    print(number, *[line.replace('\n', ' ') for line in lines], *log, sep=' | ')


for number, tree in mutated_trees(5, 2500):
    try:
        code = compile(tree, 'f', 'exec')
    except Exception:
        continue
    run(number, code)
