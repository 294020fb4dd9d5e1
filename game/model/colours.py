"""Colours as numbers: how they mix, which can be read on which ground, and which look alike."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from attrs import frozen

Colour = tuple[int, int, int]

SIDES = ("#3D6CC8", "#A03320", "#2F6F65", "#633098", "#B8407A", "#4D8A2E")
"""Those of sides by file order, where the scenario says nothing."""
BRASS, BRASS_ON_PAPER = "#DDB15C", "#76530C"
"""Of what can be done or is the reader's own: picks, drafts, and what they cost."""
INK = ("#152335", "#1E3048")
PAPER = ("#F5EFE1", "#FDF8EC", "#EAE1CC")
"""The grounds on which text of a side's colour stands."""


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


# Sides


def written_colour(written: str | None, number: int) -> str:
    """The colour that the scenario gives to a side, or leaves to its place in the file."""
    return written or SIDES[number % len(SIDES)]


@frozen
class DrawnColours:
    """What is made of a side's colour where it is drawn."""

    mark: Colour
    """Of marks and bars, dark enough for white letters."""
    on_ink: Colour
    on_paper: Colour


def drawn_colours(written: str) -> DrawnColours:
    """What is made of a colour where it is drawn."""
    own = colour(written)
    return DrawnColours(
        readable_colour(own, [(255, 255, 255)]),
        readable_colour(own, map(colour, INK)),
        readable_colour(own, map(colour, PAPER)),
    )


LEAST_APART, LEAST_FROM_BRASS = 6.5, 9.0
"""The least `difference` of the colours of two sides, and of one and brass."""
LEAST_IN_GREY = 4.0
"""The least difference in `lightness` of the marks of two sides."""
MOST_IN_GREY = 4
"""So many sides differ in grey; more are told apart by their shapes."""
LEAST_ON_PAPER = 1.6
"""The least contrast of a colour and paper: a paler one would be darkened to another colour."""


def lightness(of: Colour) -> float:
    """How light a colour looks, from 0 to 100 (CIE L*): what is left of it in grey."""
    light = luminance(of)
    return float(116 * light ** (1 / 3) - 16) if light > 0.0089 else 903.3 * light


def difference(a: Colour, b: Colour) -> float:
    """How different two colours look, 100 for black and white (Ottosson, Oklab, 2020)."""
    squares = ((x - y) ** 2 for x, y in zip(_oklab(a), _oklab(b), strict=True))
    return 100 * math.sqrt(sum(squares))


def _oklab(of: Colour) -> tuple[float, float, float]:
    red, green, blue = (x / 3294.6 if x <= 10 else ((x / 255 + 0.055) / 1.055) ** 2.4 for x in of)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def looks_like_brass(written: str) -> bool:
    """Whether a side's colour can be taken for brass, on ink or on paper, or in grey on ink."""
    drawn, brass = drawn_colours(written), colour(BRASS)
    return (
        difference(drawn.on_ink, brass) < LEAST_FROM_BRASS
        or difference(drawn.on_paper, colour(BRASS_ON_PAPER)) < LEAST_FROM_BRASS
        or abs(lightness(drawn.on_ink) - lightness(brass)) < LEAST_IN_GREY
    )


def is_too_pale(written: str) -> bool:
    """Whether a side's colour is nearly that of paper."""
    return contrast(colour(written), colour(PAPER[0])) < LEAST_ON_PAPER


def look_alike(one: str, other: str, *, in_grey: bool) -> bool:
    """Whether the colours of two sides can be confused. in_grey: lightness alone must tell them."""
    a, b = drawn_colours(one), drawn_colours(other)
    pairs = ((a.mark, b.mark), (a.on_ink, b.on_ink), (a.on_paper, b.on_paper))
    apart = min(difference(*pair) for pair in pairs)
    alike_in_grey = abs(lightness(a.mark) - lightness(b.mark)) < LEAST_IN_GREY
    return apart < LEAST_APART or (in_grey and alike_in_grey)


def suits(written: str, others: Sequence[str]) -> bool:
    """Whether a side's colour is unlike brass, paper, and those of the other sides."""
    in_grey = len(others) < MOST_IN_GREY
    return not (
        looks_like_brass(written)
        or is_too_pale(written)
        or any(look_alike(written, other, in_grey=in_grey) for other in others)
    )


def suitable_colour(others: Sequence[str]) -> str:
    """A colour that a side can have beside those of the others; empty where none is known."""
    return next((each for each in (*SIDES, *_MORE) if suits(each, others)), "")


_MORE = ("#4F7FD9", "#8F5FC8", "#2A5D9C", "#8A2A5E", "#24545C", "#5A3A9A", "#1F5A36", "#7A2418")
"""Others to propose, of other lightness."""
