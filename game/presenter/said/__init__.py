"""What is said of a game on several faces: each thing is one value, with fields of its own.

Its builder takes who reads, what has been revealed to them by now, and how much room there is. So a
face shows a value as it likes: it needs to leave nothing out for secrecy's sake, and adds no fact.
"""
