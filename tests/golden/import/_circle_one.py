from _circle_two import two

one = 1
