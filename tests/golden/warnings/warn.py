# Filters and what they do.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('one')
    warnings.warn('two', RuntimeWarning)
    warnings.warn(DeprecationWarning('three'))
    for _ in range(2):
        warnings.warn('again')
print([(str(w.message), w.category.__name__, w.lineno) for w in caught])  # expect: [('one', 'UserWarning', 6), ('two', 'RuntimeWarning', 7), ('three', 'DeprecationWarning', 8), ('again', 'UserWarning', 10), ('again', 'UserWarning', 10)]


def inner():
    warnings.warn('in inner', stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('default')
    for _ in range(3):
        inner()
    inner()
print([(str(w.message), w.lineno) for w in caught])  # expect: [('in inner', 21), ('in inner', 22)]
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    warnings.warn('unseen')
print(warnings.formatwarning('text', UserWarning, 'nowhere.py', 7, 'the line'))
# expect: nowhere.py:7: UserWarning: text
# expect:   the line
# expect:
for call in (lambda: warnings.warn('x', int), lambda: warnings.simplefilter('nothing')):
    try:
        call()
    except (TypeError, ValueError, AssertionError) as e:
        print(type(e).__name__)
# expect: TypeError
# expect: ValueError
warnings.simplefilter('error')
warnings.warn('boom', RuntimeWarning)  # expect raise: RuntimeWarning: boom
