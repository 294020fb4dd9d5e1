"""The summary of many games for a designer, as lines of text."""

from __future__ import annotations

from collections.abc import Mapping

from game.lab.batches.tally import Tally
from game.lab.summary.sections import Sections
from game.rules.compiled import Rules


def summary(rules: Rules, tally: Tally, seats: Mapping[str, str], seconds: float) -> list[str]:
    """The lines of the summary of some games.

    seats: by side, the bot that played it. seconds: how long the games took.
    """
    sections = Sections(rules, tally)
    parts = [sections.played(seats, seconds)]
    if tally.games:
        parts += [
            sections.outcomes(),
            sections.scores(),
            sections.distributions(),
            *sections.tables(),
            *sections.actions(),
            *sections.injects(),
            sections.findings(),
        ]
    return [line for part in parts for line in ("", *part)][1:]
