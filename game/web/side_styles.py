"""The styles by which pages tell sides apart: their colours, for marks and for text."""

from __future__ import annotations

from game.model.scenario import Scenario
from game.presenter.sides.badges import badge_of, side_badges
from game.presenter.sides.colours import Colour, colour, readable_colour

_INK = ("#0D1724", "#152335", "#1E3048")
_PAPER = ("#F5EFE1", "#FDF8EC", "#EAE1CC")
_WHITE = ("#FFFFFF",)


def side_styles(scenario: Scenario) -> str:
    """A style sheet with a rule for each side, and one for what comes from outside.

    `--side` is the colour of its marks, `--side-ink` and `--side-paper` those of text.
    """
    badges = (*side_badges(scenario), badge_of(scenario, ""))
    return "".join(_rule(badge.side or "outside", badge.colour) for badge in badges)


def _rule(side: str, own: str) -> str:
    marks, ink, paper = (_readable(own, grounds) for grounds in (_WHITE, _INK, _PAPER))
    return f".side-{side}{{--side:{marks};--side-ink:{ink};--side-paper:{paper}}}\n"


def _readable(own: str, grounds: tuple[str, ...]) -> str:
    return _written(readable_colour(colour(own), map(colour, grounds)))


def _written(of: Colour) -> str:
    red, green, blue = of
    return f"#{red:02x}{green:02x}{blue:02x}"
