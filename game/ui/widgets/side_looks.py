"""How the sides of a scenario look: their colours, shapes, letters and signs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from game.model.scenario import Scenario, titled
from game.presenter.badges import OUTSIDE
from game.ui.paint.theme import Palette, SideLook, side_look

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
