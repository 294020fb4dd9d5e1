"""The result of a vote as a scene: a bar for each count, with the share that was needed."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.scene import Pen, Scene, SceneBox, SceneLine, SceneText, Shape
from game.presenter.said.tally import CountedShare, Tally


def vote_scene(tally: Tally, pen: Pen, width: float) -> Scene:
    """A bar for each count, one below the other, as high as its letters ask for."""
    row, name = pen.height("tick"), pen.height("name")
    pitch = name + 1.1 * row + 1.9 * row
    shapes = [
        shape
        for i, share in enumerate(tally.counts)
        for shape in _bar(share, pen, i * pitch, width)
    ]
    return Scene(width, pitch * len(tally.counts), shapes)


def _bar(share: CountedShare, pen: Pen, top: float, width: float) -> Iterator[Shape]:
    row, name = pen.height("tick"), pen.height("name")
    yield SceneText(share.name, 0, top, "name")
    yield SceneText(share.figure, width, top, "name", anchor="end")
    high, y = 1.1 * row, top + 1.1 * name
    yield SceneBox(0, y, width, high, "hollow")
    # First those whose share decides.
    first = share.against if share.stops else 0.0
    if share.for_it > 0:
        yield SceneBox(width * first, y, width * share.for_it, high, "full")
    if share.against > 0:
        left = 0.0 if share.stops else width * share.for_it
        yield SceneBox(left, y, width * share.against, high, "hatched")
    if share.needed > 0:
        x, below = width * share.needed, y + high
        yield SceneLine(((x, y - 0.2 * row), (x, below + 0.2 * row)), "par")
        half = pen.width(share.need, "tick") / 2
        middle = min(max(x, half), width - half)
        yield SceneText(share.need, middle, below + 0.25 * row, "tick", "second", "middle")
