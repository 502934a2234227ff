# gc: the rounds after the first, between which finalisers run.


def gc_collect(found):
    while _gc_collect_again():
        pass
    return found


def gc_stats():
    return [{'collections': 0, 'collected': 0, 'uncollectable': 0} for _ in range(3)]
