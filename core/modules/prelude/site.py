# What CPython's `site` module adds to builtins.


class Quitter:
    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return 'Use ' + self.name + '() or ' + self.eof + ' to exit'

    def __call__(self, code=None):
        raise SystemExit(code)


class Printer:
    def __init__(self, name, text):
        self.name = name
        self.text = text

    def __repr__(self):
        return self.text

    def __call__(self):
        print(self.text)


Quitter.__module__ = Printer.__module__ = '_sitebuiltins'


def set_up_site(namespace):
    eof = 'Ctrl-D (i.e. EOF)'
    namespace['quit'] = Quitter('quit', eof)
    namespace['exit'] = Quitter('exit', eof)
    namespace['copyright'] = Printer('copyright', 'Vitrine is distributed under the MIT licence.')
    namespace['credits'] = Printer('credits', 'Thanks to all who made Python what it is.')
    namespace['license'] = Printer('license', 'See the LICENSE file that comes with Vitrine.')
