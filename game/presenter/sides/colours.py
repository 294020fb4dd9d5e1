"""Colours as numbers: how they mix, and which of them can be read on which ground."""

from __future__ import annotations

from collections.abc import Iterable

Colour = tuple[int, int, int]


def colour(written: str) -> Colour:
    """A colour from `#rrggbb`."""
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def written(of: Colour) -> str:
    """A colour as `#rrggbb`."""
    red, green, blue = of
    return f"#{red:02x}{green:02x}{blue:02x}"


def deep_colour(wanted: str) -> str:
    """A colour, as `#rrggbb`, dark enough for white on it; all faces draw marks and bars so."""
    return written(readable_colour(colour(wanted), [(255, 255, 255)]))


def mix_colours(a: Colour, b: Colour, share: float) -> Colour:
    """The colour that lies a share of the way from a to b."""
    r, g, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return r, g, blue


def luminance(of: Colour) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2)."""
    linear = [x / 3294.6 if x <= 10 else ((x / 255 + 0.055) / 1.055) ** 2.4 for x in of]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: Colour, b: Colour) -> float:
    """How far apart two colours are in lightness, from 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def readable_colour(wanted: Colour, grounds: Iterable[Colour], least: float = 4.6) -> Colour:
    """The wanted colour, as much lighter or darker as text of it needs to be on these grounds."""
    grounds = tuple(grounds)
    end = (255, 255, 255) if luminance(grounds[0]) < 0.2 else (0, 0, 0)
    for step in range(21):
        colour = mix_colours(wanted, end, step / 20)
        if all(contrast(colour, ground) >= least for ground in grounds):
            return colour
    return end
