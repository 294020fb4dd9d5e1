"""Which part of the map a picture shows, and where on it places are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from game.presenter.map.atlas import Box, Point, Ring, bounds, project, runs

CLOSEST = 7.0
"""No lens shows the sphere's radius larger than this many halves of its picture's longer side."""


@frozen
class Viewport:
    """The part of the plane that a picture shows: its middle, scale and size."""

    x: float
    y: float
    scale: float
    """Pixels for the sphere's radius."""
    size: tuple[int, int]

    @classmethod
    def fit(
        cls,
        places: Sequence[Point],
        size: tuple[int, int],
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    ) -> Viewport:
        """The viewport that shows all places (longitude, latitude) as large as possible.

        margins: left, top, right and bottom, in pixels; no place lies in them.
        """
        left, top, right, bottom = bounds([project(*place) for place in places] or [(0.0, 0.0)])
        width = max(1, size[0] - margins[0] - margins[2])
        height = max(1, size[1] - margins[1] - margins[3])
        closest = CLOSEST * max(size) / 2
        scale = min(width / max(right - left, 1e-9), height / max(bottom - top, 1e-9), closest)
        aside = (margins[0] - margins[2]) / 2 / scale, (margins[1] - margins[3]) / 2 / scale
        return cls((left + right) / 2 - aside[0], (top + bottom) / 2 - aside[1], scale, size)

    def at(self, lon: float, lat: float) -> Point:
        """The pixel of a longitude and latitude."""
        return self.pixel(project(lon, lat))

    def pixel(self, point: Point, fine: int = 1) -> Point:
        """The pixel of a point of the plane, in a picture `fine` times as large."""
        width, height = self.size
        return (
            fine * ((point[0] - self.x) * self.scale + width / 2),
            fine * ((point[1] - self.y) * self.scale + height / 2),
        )

    def box(self, beyond: float = 0) -> Box:
        """The part of the plane that is seen, and `beyond` pixels around it."""
        width, height = (side / 2 / self.scale + beyond / self.scale for side in self.size)
        return self.x - width, self.y - height, self.x + width, self.y + height

    @property
    def pen(self) -> float:
        """How thick lines and glows are: 1 for a window of 1080 lines."""
        return min(2.0, max(0.35, math.sqrt(self.size[0] * self.size[1]) / 1440))

    def dots(self, fine: int, line: Ring) -> list[tuple[int, int]]:
        """The whole pixels of a line's points in a picture `fine` times as large.

        No pixel comes twice in a row."""
        points: list[tuple[int, int]] = []
        for point in line:
            x, y = self.pixel(point, fine)
            whole = round(x), round(y)
            if not points or whole != points[-1]:
                points.append(whole)
        return points

    def seen(self, line: Ring) -> Iterator[Ring]:
        """The stretches of a line that the picture shows."""
        left, top, right, bottom = self.box(beyond=4)
        box = bounds(line)
        if box[0] > right or box[2] < left or box[1] > bottom or box[3] < top:
            return iter(())
        if box[0] >= left and box[2] <= right and box[1] >= top and box[3] <= bottom:
            return iter((line,))
        return runs(line, lambda p: left <= p[0] <= right and top <= p[1] <= bottom)
