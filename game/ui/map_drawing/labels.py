"""Where labels of places stand so that none lies on another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pygame

Rect = pygame.Rect
Label = tuple[float, float, int, int]
"""A place's pixel, and how wide and high its label is."""

AWAY, APART = 14, 4
"""Pixels between a place and its label, and at least between two labels."""


def spread(
    labels: Sequence[Label], within: Rect | None = None, taken: Sequence[Rect] = ()
) -> list[Rect]:
    """A box for each label beside its place: clear of other boxes, of places and of what is taken.

    Right is tried first, then left, below, above and the corners, then all of that farther out. A
    label that finds no room inside `within` leaves it rather than lie on another.
    """
    places = [Rect(round(x) - 8, round(y) - 8, 16, 16) for x, y, _, _ in labels]
    boxes: list[Rect] = []
    for label in labels:
        hard = [*taken, *boxes]
        boxes.append(
            _first(label, within, [*hard, *places])
            or _first(label, within, hard)
            or _first(label, None, hard)
            or _below(label, hard)
        )
    return boxes


def _first(label: Label, within: Rect | None, others: list[Rect]) -> Rect | None:
    """The first box for a label that is inside and clear of others."""
    for box in _candidates(label):
        inside = within is None or within.contains(box)
        if inside and box.inflate(2 * APART, 2 * APART).collidelist(others) < 0:
            return box
    return None


def _candidates(label: Label) -> Iterator[Rect]:
    """Boxes around a place, the nearest first."""
    x, y, width, height = label
    for ring in range(8):
        away = AWAY + ring * (height + APART) / 2
        for across, down in (
            *((1, 0), (-1, 0), (0, 1), (0, -1)),
            *((1, 1), (-1, 1), (1, -1), (-1, -1)),
        ):
            near = away * (math.sqrt(0.5) if across and down else 1)
            box = Rect(0, 0, width, height)
            box.center = (
                round(x + across * (near + width / 2)),
                round(y + down * (near + height / 2)),
            )
            yield box


def _below(label: Label, others: list[Rect]) -> Rect:
    """A box under everything that there is, where nothing else can be."""
    x, _, width, height = label
    low = max((other.bottom for other in others), default=0)
    return Rect(round(x - width / 2), low + APART, width, height)
