"""How the sides of a scenario look: their colours, shapes and letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from game.model.scenario import Scenario, titled
from game.ui.paint.theme import Palette, SideLook, side_look


@lru_cache(maxsize=32)
def _looks(
    sides: tuple[tuple[str, str, str | None], ...], palette: Palette
) -> Mapping[str, SideLook]:
    return {id: side_look(colour, i, name, palette) for i, (id, name, colour) in enumerate(sides)}


def looks(scenario: Scenario, palette: Palette) -> Mapping[str, SideLook]:
    """How each side looks."""
    sides = tuple((id, titled(s.name, id), s.colour) for id, s in scenario.sides.items())
    return _looks(sides, palette)


def public_look(palette: Palette) -> SideLook:
    """The look of papers that belong to no side."""
    sheet = palette.paper
    return SideLook(palette.brass_edge, palette.brass_light, sheet.brass, 0, "")
