"""What people answered before anything was revealed, and the rules that they wrote at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.debriefed_table import EndedTable
from game.room.looking_back import WrittenRule

MOST_RULES = 12
"""As many can be read from eight metres."""


@frozen
class SideAnswered:
    """How many of a side have answered."""

    badge: SideBadge
    text: str


@frozen
class GatherShown:
    """What people are asked before anything is revealed, and how many have answered."""

    kind = "gather"

    sides: tuple[SideAnswered, ...]


@frozen
class RuleLine:
    """A rule for next time."""

    badge: SideBadge
    table: str
    """Empty where there is one table."""
    text: str


@frozen
class RulesShown:
    """The rules that people wrote."""

    kind = "rules"

    rules: tuple[RuleLine, ...]
    more: str
    """How many more there are, in words; empty: none."""
    none: str
    """What there is to say where nobody has written one; else empty."""


def gather_shown(tables: Mapping[str, EndedTable]) -> GatherShown:
    """How many people of each side have answered. tables: by their names."""
    return GatherShown(
        tuple(
            SideAnswered(
                badge_of(each.debrief.words.scenario, side), _answered_text(name, each, side)
            )
            for name, each in tables.items()
            for side in each.debrief.game.rules.sides
        )
    )


def _answered_text(name: str, table: EndedTable, side: str) -> str:
    words = table.debrief.words
    text = words.counted("reveal.gather.answered", len(table.looking_back.marks_of(side)))
    return words.say("reveal.of-table", table=name, text=text) if name else text


def rules_shown(tables: Mapping[str, EndedTable]) -> RulesShown:
    """The rules of all tables, by the names of these."""
    words = next(iter(tables.values())).debrief.words
    lines = [
        (number, RuleLine(badge_of(words.scenario, rule.place.side), name, rule.text))
        for index, (name, each) in enumerate(tables.items())
        for number, rule in enumerate(_by_turns(each, index))
    ]
    rest = len(lines) - MOST_RULES
    # Each table has its first before another has its second.
    shown = sorted(lines, key=lambda line: line[0])[:MOST_RULES]
    return RulesShown(
        tuple(line for _, line in sorted(shown, key=lines.index)),
        words.say("reveal.more", n=rest) if rest > 0 else "",
        "" if lines else words.say("reveal.rules.none"),
    )


def _by_turns(table: EndedTable, first: int) -> Iterator[WrittenRule]:
    """The rules of a table, one of each side before a second of any.

    first: the number of the side that begins, so that at many tables it isn't always the same.
    """
    rules, sides = list(table.looking_back.rules.values()), list(table.debrief.game.rules.sides)
    start = first % len(sides)
    own = (
        [rule for rule in rules if rule.place.side == side]
        for side in sides[start:] + sides[:start]
    )
    for row in zip_longest(*own):
        yield from filter(None, row)
