from .inner import deep


def fa():
    return 'fa'
