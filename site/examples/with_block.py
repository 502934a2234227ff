class Door:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, value, traceback):
        print("closed, because of", kind)
        return kind is KeyError

def visit(rooms):
    for name in rooms:
        with Door():
            if name == "attic":
                continue
            print("in the", rooms[name])
            rooms["cellar"]
    return "home again"

print(visit({"attic": "dust", "kitchen": "kitchen"}))
