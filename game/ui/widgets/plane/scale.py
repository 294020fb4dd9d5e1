"""Scales: round numbers along an axis."""

from __future__ import annotations

from attrs import frozen

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@frozen
class AxisScale:
    """From which number to which an axis reaches, and in which steps it is marked."""

    low: int
    high: int
    step: int

    @classmethod
    def of(cls, least: int, most: int, marks: int) -> AxisScale:
        """The scale that holds two numbers, with no more steps than marks have room."""
        room = max(2, min(marks, 6))
        for step in _steps():
            low = least // step * step
            height = max(-(-most // step) * step, low + step)
            if (height - low) // step <= room:
                return cls(low, height, step)
        return cls(least, max(most, least + 1), max(1, most - least))

    def share(self, value: float) -> float:
        """The place of a number on the axis, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def _steps() -> list[int]:
    return [*_STEPS, *(s * 10**n for n in range(2, 9) for s in (2, 5, 10))]


def ticks(scale: AxisScale) -> range:
    """The round numbers along a scale."""
    return range(scale.low, scale.high + 1, scale.step)


def spread(wanted: list[int], widths: list[int], low: int, high: int, gap: int) -> list[int] | None:
    """Where labels begin that stand as near as they can to where they are wanted.

    wanted: their middles, ascending. They keep a gap between them, and stay between two ends; None
    where there is no room for all.
    """
    if sum(widths) + gap * (len(widths) - 1) > high - low:
        return None
    lefts, end = [], low
    for middle, width in zip(wanted, widths, strict=True):
        lefts.append(max(end, middle - width // 2))
        end = lefts[-1] + width + gap
    end = high
    for i in range(len(lefts) - 1, -1, -1):
        lefts[i] = min(lefts[i], end - widths[i])
        end = lefts[i] - gap
    return lefts
