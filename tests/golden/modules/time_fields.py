"""time: broken-down time and its text."""
import time

t = time.gmtime(1_000_000_000)
print(t)                                  # expect: time.struct_time(tm_year=2001, tm_mon=9, tm_mday=9, tm_hour=1, tm_min=46, tm_sec=40, tm_wday=6, tm_yday=252, tm_isdst=0)
print(t.tm_year, t[3], tuple(t)[:3], len(t), t.tm_zone, t == tuple(t))  # expect: 2001 1 (2001, 9, 9) 9 GMT True
print(time.asctime(t), time.strftime('%Y-%m-%d %H:%M:%S %a %b %j %U %p', t))
# expect: Sun Sep  9 01:46:40 2001 2001-09-09 01:46:40 Sun Sep 252 36 AM
print(time.gmtime(-1)[:6], time.gmtime(951_782_400)[:3], time.gmtime(253_402_300_800).tm_year)
# expect: (1969, 12, 31, 23, 59, 59) (2000, 2, 29) 10000
print(time.strftime('%d.%m.%y, %I o\'clock, %%', (2024, 2, 29, 15, 4, 5, 3, 60, 0)))  # expect: 29.02.24, 03 o'clock, %
print(type(time.time()).__name__, type(time.time_ns()).__name__, time.monotonic() <= time.monotonic(), time.sleep(0))
# expect: float int True None
print(time.struct_time((1, 2, 3, 4, 5, 6, 7, 8, 9)).tm_isdst)  # expect: 9


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: time.sleep(-1))           # expect: ValueError: sleep length must be non-negative
attempt(lambda: time.strftime('%H', (2020, 13, 1, 0, 0, 0, 0, 0, 0)))  # expect: ValueError: month out of range
attempt(lambda: time.asctime((1, 2)))     # expect: TypeError: asctime(): illegal time tuple argument
attempt(lambda: time.asctime(1))          # expect: TypeError: Tuple or struct_time argument required
attempt(lambda: time.struct_time((1, 2)))  # expect: TypeError: time.struct_time() takes an at least 9-sequence (2-sequence given)
attempt(lambda: time.gmtime(float('nan')))  # expect: ValueError: Invalid value NaN (not a number)
