# compile() takes or refuses each of many changed trees (_mutation.py) for the same reason as CPython's.
for i, tree in mutated_trees(1, 4000):
    try:
        compile(tree, "f", "exec")
        print(i, "ok")
    except Exception as e:
        print(i, type(e).__name__, e)
