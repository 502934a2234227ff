# Code that is no body, run as one: exec() and eval() of a function's code, and a class made of any function.
import builtins


def parametric(n, m=3):
    return n


def variadic(*rest, **named):
    return rest, named


def plain():
    kept = 1
    return kept


def generator():
    yield 4


async def coroutine():
    return 5


def outer():
    n = 3
    def inner():
        return n + 2
    def yielding():
        yield n
    return inner, yielding


def result(run, function):
    try:
        value = run(function.__code__)
        if type(value) is type(coroutine_object):
            value.close()
        return type(value).__name__
    except TypeError as error:
        return str(error)


coroutine_object = coroutine()
coroutine_object.close()
for function in (parametric, variadic, plain, generator):
    print(function.__name__, "|", result(exec, function), "|", result(eval, function))
# expect: parametric | parametric() missing 2 required positional arguments: 'n' and 'm' | parametric() missing 2 required positional arguments: 'n' and 'm'
# expect: variadic | NoneType | tuple
# expect: plain | NoneType | int
# expect: generator | NoneType | generator
print(result(eval, coroutine))  # expect: coroutine

for function in outer():
    print(exec(function.__code__, closure=function.__closure__))
# expect: None
# expect: None


class Meta(type):
    def __new__(meta, name, bases, space):
        print(name, bases, space)
        return type.__new__(meta, name, bases, dict(space))


def defaulted(n=3, *rest):
    x = n
    return 7


for function in (generator, plain, defaulted):
    print(builtins.__build_class__(function, "Made", metaclass=Meta).__name__)
# expect: Made () {}
# expect: Made
# expect: Made () {}
# expect: Made
# expect: Made () {}
# expect: Made
try:
    builtins.__build_class__(parametric, "Made")
except TypeError as error:
    print(error)  # expect: parametric() missing 1 required positional argument: 'n'
