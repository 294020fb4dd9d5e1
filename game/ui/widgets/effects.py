"""Effects in words, with the changes of tracks in the colour of what they mean to the reader."""

from __future__ import annotations

import re
from functools import lru_cache

from game.model.scenario import Scenario, titled
from game.ui.page.elements import Run
from game.ui.paint.fonts import Style
from game.ui.paint.theme import Colour, Sheet

_AMOUNT = r"\s([+\u2212-]\d+)[.,;:)]*"
"""With the signs after it, so that no line begins with one."""


def coloured(
    text: str, scenario: Scenario, who: str, style: Style, sheet: Sheet, plain: Colour
) -> tuple[Run, ...]:
    """A sentence about effects as runs: `trust +3` in the colour of better, `trust −3` of worse.

    The sign says the same as the colour, with which way is better on the track itself.
    """
    runs: list[Run] = []
    at = 0
    for match in _pattern(_names(scenario)).finditer(text):
        better = _better(scenario, who, match.group(1).lower())
        if better is None:
            continue
        up = match.group(2).startswith("+")
        colour = sheet.better if up == (better == "high") else sheet.worse
        if match.start() > at:
            runs.append((text[at : match.start()], style, plain))
        runs.append((match.group(0), style, colour))
        at = match.end()
    if at < len(text):
        runs.append((text[at:], style, plain))
    return tuple(runs)


def _names(scenario: Scenario) -> tuple[str, ...]:
    return tuple(titled(track.name, id) for id, track in scenario.tracks.items())


def _better(scenario: Scenario, who: str, name: str) -> str | None:
    for id, track in scenario.tracks.items():
        if titled(track.name, id).lower() == name:
            return track.better_for(who)
    return None


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, longest_first))}){_AMOUNT}", re.IGNORECASE)
