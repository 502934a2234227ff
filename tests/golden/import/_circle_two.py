from _circle_one import one

two = 2
