def __getattr__(name):
    if name == 'answer':
        return 42
    raise AttributeError(name)


def __dir__():
    return ['answer']
