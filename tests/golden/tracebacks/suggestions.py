# "Did you mean", in a method.
class A:
    def __init__(self):
        self.value = 1

    def method(self):
        return self.valeu


A().method()
# expect exit: 1
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "tests/golden/tracebacks/suggestions.py", line 10, in <module>
# expect stderr:     A().method()
# expect stderr:     ~~~~~~~~~~^^
# expect stderr:   File "tests/golden/tracebacks/suggestions.py", line 7, in method
# expect stderr:     return self.valeu
# expect stderr:            ^^^^^^^^^^
# expect stderr: AttributeError: 'A' object has no attribute 'valeu'. Did you mean: 'value'?
