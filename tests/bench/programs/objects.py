"""Objects with methods: an event simulation with inheritance, properties, operators, and a linked structure."""


class Event:
    def __init__(self, time, actor):
        self.time = time
        self.actor = actor

    def __lt__(self, other):
        return self.time < other.time


class Queue:
    """A binary heap of events."""

    def __init__(self):
        self.items = []

    def push(self, event):
        items = self.items
        items.append(event)
        at = len(items) - 1
        while at and items[at] < items[(at - 1) // 2]:
            parent = (at - 1) // 2
            items[at], items[parent] = items[parent], items[at]
            at = parent

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0] = last
            self.sink(0)
        return top

    def sink(self, at):
        items = self.items
        while True:
            child = 2 * at + 1
            if child >= len(items):
                return
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1
            if not items[child] < items[at]:
                return
            items[at], items[child] = items[child], items[at]
            at = child


class Actor:
    count = 0

    def __init__(self, name, period):
        self.name = name
        self.period = period
        self.energy_ = 10
        self.log = 0
        Actor.count += 1

    @property
    def energy(self):
        return self.energy_

    @energy.setter
    def energy(self, value):
        self.energy_ = max(0, min(100, value))

    @staticmethod
    def cost(amount):
        return amount // 2 + 1

    def act(self, world):
        self.energy = self.energy - self.cost(self.period)
        self.log += 1
        return self.period


class Eater(Actor):
    def act(self, world):
        period = super().act(world)
        if self.energy < 5:
            self.energy += world.food(self)
        return period


class Sleeper(Actor):
    def act(self, world):
        period = super().act(world)
        if self.energy == 0:
            self.energy = 50
            return period * 3
        return period


class World:
    def __init__(self, actors):
        self.queue = Queue()
        self.actors = actors
        self.eaten = 0
        self.steps = 0
        for at, actor in enumerate(actors):
            self.queue.push(Event(at, actor))

    def food(self, actor):
        self.eaten += 7
        return 7

    def run(self, steps):
        for _ in range(steps):
            event = self.queue.pop()
            self.steps += 1
            self.queue.push(Event(event.time + event.actor.act(self), event.actor))
        return sum([actor.log for actor in self.actors])


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


def spiral(steps):
    place, step = Vector(0, 0), Vector(1, 0)
    for n in range(steps):
        place = place + step * n
        step = Vector(-step.y, step.x)
    return place


def main():
    Actor.count = 0
    actors = [(Eater if n % 2 else Sleeper)("actor %d" % n, 3 + n % 7) for n in range(40)]
    world = World(actors)
    assert world.run(12000) == 12000 == world.steps
    assert Actor.count == 40 and world.eaten > 0
    assert sum([actor.energy for actor in actors]) < 4000
    assert spiral(12000) == Vector(-6000, -6000)


for _ in range(2):
    main()
