"""The badges by which sides are told apart: a shape, letters or a sign, and a colour."""

from __future__ import annotations

from attrs import frozen

from game.model.colours import written_colour
from game.model.scenario import Scenario, titled
from game.model.sides import EMBLEM_LETTERS, SIGNS

OUTSIDE = 4
"""The shape of what comes from outside: a pentagon, which few sides have, and no other mark."""

_SMALL_WORDS = ("the", "le", "la", "les", "l'", "l’", "of", "and", "de", "du", "des", "d’", "et")


@frozen
class SideBadge:
    """What stands for a side where there is little room."""

    side: str
    shape: int
    """0 circle, 1 square, 2 rhomb, 3 triangle …, by file order."""
    letters: str
    """Up to three letters."""
    sign: str
    """The name of a sign that is shown instead of letters; may be empty."""
    colour: str
    """As in `#3d6cc8`; text in it may have to be lighter or darker."""


def side_badges(scenario: Scenario) -> tuple[SideBadge, ...]:
    """The badges of all sides, in file order."""
    return tuple(
        SideBadge(
            id,
            number,
            *letters_and_sign(titled(side.name, id), side.short, side.emblem),
            written_colour(side.colour, number),
        )
        for number, (id, side) in enumerate(scenario.sides.items())
    )


def badge_of(scenario: Scenario, side: str) -> SideBadge:
    """The badge of a side; for what comes from outside (no side), a grey one without letters."""
    for badge in side_badges(scenario):
        if badge.side == side:
            return badge
    return SideBadge("", OUTSIDE, "", "", "#5B6673")


def letters_and_sign(name: str, short: str, emblem: str) -> tuple[str, str]:
    """The letters of a side's badge, and its sign or "" where it has none."""
    if emblem and emblem not in SIGNS:
        return emblem, ""
    letters = short if 0 < len(short) <= EMBLEM_LETTERS else initials(short or name)
    return letters, emblem


def initials(name: str) -> str:
    """A letter or two that stand for a name: `EU` for The European Union, `C` for China."""
    words = [word for word in name.replace("’", "’ ").split() if word.lower() not in _SMALL_WORDS]
    return "".join(word[0] for word in words[:2]).upper() or name[:1].upper()
