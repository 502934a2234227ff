"""SystemExit ends a program quietly, with its code."""
import sys

print("before")            # expect: before
sys.exit(3)                # expect exit: 3
