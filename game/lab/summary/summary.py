"""The summary of many games for a designer, as lines of text."""

from __future__ import annotations

from collections.abc import Mapping

from game.lab.batches.tally import Tally
from game.lab.summary.closer_look import CloserLook, why_lines
from game.lab.summary.fates import fate_lines
from game.lab.summary.sections import Sections
from game.rules.compiled import Rules


def summary(
    rules: Rules,
    tally: Tally,
    seats: Mapping[str, str],
    seconds: float,
    look: CloserLook | None = None,
) -> list[str]:
    """The lines of the summary of some games.

    seats: by side, the bot that played it. seconds: how long the games took. look: at some of the
    games, one by one.
    """
    sections = Sections(rules, tally)
    parts = [sections.played(seats, seconds)]
    if tally.games:
        parts += [
            sections.findings(),
            sections.outcomes(),
            sections.scores(),
            sections.distributions(),
            *sections.tables(),
            *([] if look is None else _looked(rules, look)),
            *sections.actions(),
            *sections.injects(),
        ]
    return [line for part in parts if part for line in ("", *part)][1:]


def _looked(rules: Rules, look: CloserLook) -> list[list[str]]:
    if not look.games:
        return []
    return [why_lines(rules, look), *fate_lines(rules.scenario, look.fates, look.games)]
