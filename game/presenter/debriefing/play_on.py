"""From which decision of a finished game people may play on, in a room of its own."""

from __future__ import annotations

import shlex
from pathlib import Path

from attrs import frozen

from game.insight.history import decisions_of_sides
from game.presenter.debriefing.choices import own_decision
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.turning import turning_points


@frozen
class PlayOnChoice:
    """A decision from which one may play on."""

    line: int
    text: str
    """When it was, who decided what, and whether it is a turning point."""


@frozen
class OtherRoom:
    """A room in which a game is played on."""

    text: str
    """From which decision on."""
    command: str
    """What opens it, typed in a terminal."""


@frozen
class PlayOn:
    """The decisions of a game to choose from, and the rooms that were made."""

    choices: tuple[PlayOnChoice, ...]
    rooms: tuple[OtherRoom, ...]


def play_on(table: EndedTable, folder: Path) -> PlayOn:
    """What can be played on of a table. folder: that of its room."""
    words, game, analysis = table.debrief.words, table.debrief.game, table.analysis
    turning = set[int]()
    for side in game.rules.sides if analysis is not None else ():
        assert analysis is not None, "there are none without it"
        for point in turning_points(words, game, analysis, side).points:
            turning |= {*point.lines}
    texts = {}
    for made in decisions_of_sides(game):
        decision = own_decision(words, game, made)
        texts[made.line] = words.say(
            "console.play-on.turning" if made.line in turning else "console.play-on.decision",
            when=decision.when,
            side=words.naming.side_in_table(made.side),
            what=decision.text,
        )
    return PlayOn(
        tuple(PlayOnChoice(line, text) for line, text in texts.items()),
        tuple(
            OtherRoom(
                texts.get(each.line, ""),
                words.say("room.host.continue", folder=shlex.quote(str(folder / each.folder))),
            )
            for each in table.looking_back.played_on
        ),
    )
