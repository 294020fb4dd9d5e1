"""The look of the window: colours by role, sizes, and the settings that change them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import evolve, field, frozen

from game.model.colours import (
    BRASS,
    BRASS_ON_PAPER,
    INK,
    PAPER,
    Colour,
    colour,
    readable_colour,
    written_colour,
)
from game.model.scenario import Scenario, titled
from game.presenter.badges import OUTSIDE, letters_and_sign


@frozen(cache_hash=True)
class Sheet:
    """The colours of everything on one kind of background: ink or paper."""

    ground: Colour
    raised: Colour
    """The background of cards and insets."""
    line: Colour
    first: Colour
    second: Colour
    third: Colour
    brass: Colour
    better: Colour
    worse: Colour


@frozen(cache_hash=True)
class Palette:
    """Every colour, by its role."""

    ground: Colour = colour("#0D1724")
    bar: Colour = colour("#0A121C")
    well: Colour = colour("#0F1A29")
    dimmed: Colour = colour("#142236")
    ink: Sheet = Sheet(
        ground=colour(INK[0]),
        raised=colour(INK[1]),
        line=colour("#31475F"),
        first=colour("#F1F4F8"),
        second=colour("#B9C7D6"),
        third=colour("#A3B4C7"),
        brass=colour(BRASS),
        better=colour("#6FD3B4"),
        worse=colour("#DBA6F0"),
    )
    paper: Sheet = Sheet(
        ground=colour(PAPER[0]),
        raised=colour(PAPER[1]),
        line=colour("#CDBF9F"),
        first=colour("#18242F"),
        second=colour("#4A5561"),
        third=colour("#545E68"),
        brass=colour(BRASS_ON_PAPER),
        better=colour("#0F6B52"),
        worse=colour("#7A3594"),
    )
    shade: Colour = colour(PAPER[2])
    brass: Colour = colour(BRASS)
    brass_light: Colour = colour("#F2D08A")
    on_brass: Colour = colour("#1B1406")
    brass_edge: Colour = colour("#B8862F")
    focus: Colour = colour("#F0CD85")
    bar_full: Colour = colour("#7E97B8")
    bar_band: Colour = colour("#D5E2F2")
    bar_empty: Colour = colour("#22344B")
    news: Colour = colour("#5B6673")


HIGH_CONTRAST = Palette(
    ground=colour("#000000"),
    bar=colour("#000000"),
    well=colour("#000000"),
    dimmed=colour("#000000"),
    ink=Sheet(
        ground=colour("#05090F"),
        raised=colour("#0E1826"),
        line=colour("#8CA2BC"),
        first=colour("#FFFFFF"),
        second=colour("#E6EDF5"),
        third=colour("#D2DCE8"),
        brass=colour("#FFD27A"),
        better=colour("#8FF0D0"),
        worse=colour("#F0C4FF"),
    ),
    paper=Sheet(
        ground=colour("#FFFFFF"),
        raised=colour("#FFFFFF"),
        line=colour("#5A5A5A"),
        first=colour("#000000"),
        second=colour("#1E262E"),
        third=colour("#2E3740"),
        brass=colour("#5A3E05"),
        better=colour("#004D38"),
        worse=colour("#5A1478"),
    ),
    bar_empty=colour("#3A4A60"),
)


@frozen
class SideLook:
    """The look of a side: its colour, and a shape for readers who don't see colours."""

    colour: Colour
    on_ink: Colour
    """For text on ink."""
    on_paper: Colour
    shape: int
    """0 circle, 1 square, 2 rhomb, 3 triangle …, by file order."""
    letters: str
    """Up to three letters for its badge."""
    sign: str = ""
    """The picture on its badge instead of letters, by its name in `ui/paint/glyphs.py`."""


@frozen(eq=False)
class Theme:
    """The look of a window of one size with one person's settings.

    `make_theme` makes each theme only once. Themes are compared by identity, which is quick where
    they are keys of caches.
    """

    width: int
    height: int
    text: float = 1.0
    """The text scale, 0.8 to 1.6."""
    high_contrast: bool = False
    motion: bool = True
    palette: Palette = Palette()

    unit: float = field(init=False)
    """The pixels of one step of the design, which has 1920 × 1080 steps."""
    letter: float = field(init=False)
    """The pixels of one step of text; in a small window text shrinks less than boxes, and in a
    large one it leaves room for more."""

    @unit.default
    def _unit(self) -> float:
        return max(0.5, min(self.width / 1920, self.height / 1080))

    @letter.default
    def _letter(self) -> float:
        return max(0.88 * self.unit, 0.5 * self.unit + 0.36) * self.text

    @property
    def tight(self) -> bool:
        """Whether the window is too narrow for three columns of text."""
        return self.width / self.letter < 1480

    @property
    def still(self) -> Theme:
        """The same theme without motion."""
        return make_theme((self.width, self.height), self.text, self.high_contrast, motion=False)

    def px(self, steps: float) -> int:
        """Converts a length in steps of the design to pixels."""
        return round(steps * self.unit)

    def tall(self, steps: float) -> int:
        """Converts a length that grows with the text to pixels."""
        return round(steps * max(self.unit, self.letter))


@lru_cache(maxsize=16)
def make_theme(
    size: tuple[int, int], text: float = 1.0, high_contrast: bool = False, motion: bool = True
) -> Theme:
    """The theme for a size of window and a person's settings."""
    theme = Theme(*size, text, high_contrast, motion)
    return evolve(theme, palette=HIGH_CONTRAST) if high_contrast else theme


def side_look(
    written: str | None,
    number: int,
    name: str,
    palette: Palette,
    short: str = "",
    emblem: str = "",
) -> SideLook:
    """The look of a side.

    written: the colour that the scenario gives; without one, its place in the file decides.
    short, emblem: the short name and the emblem that the scenario gives, or "".
    """
    own = colour(written_colour(written, number))
    ink, paper = palette.ink, palette.paper
    deep = readable_colour(own, ((255, 255, 255),))
    return SideLook(
        deep,
        readable_colour(own, (ink.ground, ink.raised)),
        readable_colour(own, (paper.ground, paper.raised, palette.shade)),
        number,
        *letters_and_sign(name, short, emblem),
    )


Appearance = tuple[str, str, str | None, str, str]
"""A side's id, name, colour, short name and emblem."""


@lru_cache(maxsize=32)
def _looks(sides: tuple[Appearance, ...], palette: Palette) -> Mapping[str, SideLook]:
    return {
        id: side_look(colour, i, name, palette, short, emblem)
        for i, (id, name, colour, short, emblem) in enumerate(sides)
    }


def looks(scenario: Scenario, palette: Palette) -> Mapping[str, SideLook]:
    """How each side looks."""
    sides = scenario.sides.items()
    return _looks(
        tuple((id, titled(s.name, id), s.colour, s.short, s.emblem) for id, s in sides), palette
    )


def proposer_look(scenario: Scenario, palette: Palette, side: str) -> SideLook:
    """How the marks of an offer look: as its side, or grey where it came from outside."""
    if side:
        return looks(scenario, palette)[side]
    colour = palette.news
    return SideLook(colour, palette.ink.second, palette.paper.second, OUTSIDE, "")


def public_look(palette: Palette) -> SideLook:
    """The look of papers that belong to no side."""
    sheet = palette.paper
    return SideLook(palette.brass_edge, palette.brass_light, sheet.brass, 0, "")
