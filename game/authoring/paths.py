"""Paths that couldn't be understood: what hangs on them is taken on trust."""

from __future__ import annotations

from attrs import define, field

from game.authoring.reading.nodes import Path

ANY = "*"


@define(eq=False)
class Paths:
    """A growing collection of paths.

    Questions may hold the step "*", which stands for any; their answers are remembered, so that
    each such question looks at each path once.
    """

    _added: dict[Path, None] = field(factory=dict)
    _around: set[Path] = field(factory=set)
    _looked: dict[tuple[Path, bool], int] = field(factory=dict)

    def add(self, path: Path) -> None:
        """Adds a path."""
        self._added[path] = None
        self._around.update(path[:i] for i in range(len(path) + 1))

    def __contains__(self, path: Path) -> bool:
        return path in self._added

    def holds(self, path: Path) -> bool:
        """Whether a path, or one around it, is among them."""
        if ANY in path:
            return self._found(path, False)
        return any(path[:i] in self._added for i in range(len(path) + 1))

    def meets(self, path: Path) -> bool:
        """Whether a path, one around it or one below it is among them."""
        if ANY in path:
            return self._found(path, True)
        return path in self._around or self.holds(path)

    def _found(self, path: Path, below: bool) -> bool:
        looked = self._looked.get((path, below), 0)
        if looked < 0:
            return True
        fresh = list(self._added)[looked:] if looked < len(self._added) else ()
        found = any((below or len(one) <= len(path)) and _meet(path, one) for one in fresh)
        self._looked[path, below] = -1 if found else len(self._added)
        return found


def _meet(path: Path, other: Path) -> bool:
    """Whether one of two paths leads through the other."""
    return all(a in (ANY, b) for a, b in zip(path, other, strict=False))
