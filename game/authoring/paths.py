"""Collects the paths of values that could not be read, so that checks can skip them."""

from __future__ import annotations

from attrs import define, field

from game.authoring.reading.nodes import Path

ANY = "*"


@define(eq=False)
class Paths:
    """A growing collection of paths.

    The path in a question may contain the step "*", which stands for any key or index. Answers to
    such questions are cached, so that each question looks at each path only once.
    """

    _added: dict[Path, None] = field(factory=dict)
    _around: set[Path] = field(factory=set)
    _searched: dict[tuple[Path, bool], int] = field(factory=dict)
    """By question, how many paths were searched without a hit; -1 after a hit."""

    def add(self, path: Path) -> None:
        """Adds a path to the collection."""
        self._added[path] = None
        self._around.update(path[:i] for i in range(len(path) + 1))

    def __contains__(self, path: Path) -> bool:
        return path in self._added

    def covers(self, path: Path) -> bool:
        """Whether the collection contains the path or one that leads to it."""
        if ANY in path:
            return self._search(path, False)
        return any(path[:i] in self._added for i in range(len(path) + 1))

    def touches(self, path: Path) -> bool:
        """Whether the collection contains the path, one that leads to it or one below it."""
        if ANY in path:
            return self._search(path, True)
        return path in self._around or self.covers(path)

    def _search(self, path: Path, below: bool) -> bool:
        searched = self._searched.get((path, below), 0)
        if searched < 0:
            return True
        fresh = list(self._added)[searched:] if searched < len(self._added) else ()
        hit = any((below or len(one) <= len(path)) and _share_way(path, one) for one in fresh)
        self._searched[path, below] = -1 if hit else len(self._added)
        return hit


def _share_way(path: Path, other: Path) -> bool:
    """Whether one of two paths leads to the other, or both are the same."""
    return all(a in (ANY, b) for a, b in zip(path, other, strict=False))
