"""The parts of the public API that need several other packages; `game.__all__` lists all of it."""
