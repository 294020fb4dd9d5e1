"""The decisions of a side, among which its people mark the turning points."""

from __future__ import annotations

import shlex
from pathlib import Path

from attrs import frozen

from game.engine.legal import legal
from game.insight.history import DecisionMade, decisions_of_sides
from game.insight.judge import Judged, last_decision_made
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.graded import judgement
from game.presenter.hindsight.moves import move_text, package_text
from game.presenter.hindsight.turning import turning_points
from game.presenter.worded_game import WordedGame
from game.session.game import Game
from game.words.wording import Wording


@frozen
class OwnDecision:
    """A decision of a side."""

    line: int
    """The number of its line in the record."""
    turn: int
    when: str
    """The turn, in words."""
    text: str
    package: str
    """Of an offer, its package; else empty."""


def own_decisions(words: Wording, game: Game, side: str) -> tuple[OwnDecision, ...]:
    """The decisions in which a side had a choice, in their order."""
    return tuple(
        own_decision(words, game, made)
        for made in decisions_of_sides(game)
        if made.side == side and _had_choice(game, made)
    )


def own_decision(words: Wording, game: Game, made: DecisionMade) -> OwnDecision:
    """A decision in words."""
    rules, move = game.rules, made.decision.move
    return OwnDecision(
        made.line,
        made.before.turn,
        words.say("console.agenda.turn", turn=max(1, made.before.turn)),
        move_text(words, rules, made.before, made.side, move),
        package_text(words, rules, made.before, move),
    )


def _had_choice(game: Game, made: DecisionMade) -> bool:
    allowed = legal(game.rules, made.before, made.side)
    return len(allowed.moves) > 1 or bool(allowed.offer)


@frozen
class LastDecision:
    """The decision that was taken last, with its judgement."""

    badge: SideBadge
    what: str
    """Which side decided what, and when."""
    label: str
    """The key of its label; empty where it was no choice."""
    judgement: str


def last_decision_line(worded: WordedGame, judged: Judged | None) -> LastDecision | None:
    """The judgement of a game's last decision; None where there is none of it yet, or any more."""
    words, made = worded.words, last_decision_made(worded.game)
    is_over = not worded.state.to_move
    if judged is None or made is None or is_over or judged.made.line != made.line:
        return None
    if judged.made.decision != made.decision or judged.grade is None:
        return None
    what = words.say(
        "console.judged",
        side=words.naming.side_in_table(made.side),
        turn=max(1, made.before.turn),
        what=move_text(words, worded.game.rules, made.before, made.side, made.decision.move),
    )
    badge, grade = badge_of(words.scenario, made.side), judged.grade
    if grade.choices == 1:
        return LastDecision(badge, what, "", words.say("console.judged.forced"))
    return LastDecision(badge, what, grade.label, judgement(words, grade))


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
