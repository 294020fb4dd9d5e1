"""Questions that the facilitator can ask the room, because of what is just happening.

Each has its reason, which only the facilitator reads. The questions are for everybody: they tell
nothing that a side may not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from game.bargaining.bridge import Bridge
from game.model.decisions import FACILITATOR, PUBLIC, Decision
from game.model.log_events import OfferMade
from game.presenter.console.questions import GameQuestion, questions_of_scenario
from game.presenter.debrief.objectives import served_objectives
from game.presenter.prose import without_sources
from game.presenter.worded_game import WordedGame
from game.session.records.recorded_actions import Announce, Message
from game.session.talk import allowed_words
from game.words.sentences import number

HintKind = Literal[
    "bridge", "reserve", "other-reserve", "silence", "promise", "objective", "game", "debrief"
]
SILENT_TURNS = 3
"""After so many turns without a written word a side is asked for one."""


@frozen
class Hint:
    """A question for the room, and why it may help now."""

    kind: HintKind
    reason: str
    """Empty: the question is one of the scenario's."""
    question: str


def bridge_hint(worded: WordedGame, table: str, bridge: Bridge | None) -> Hint | None:
    """A question where a bridge is better for every party and nobody has offered it yet."""
    if bridge is None or min(bridge.gains.values()) <= 0 or _was_offered(worded, table, bridge):
        return None
    return _hint(worded, "bridge")


def reserve_hint(
    worded: WordedGame, proposer: str | None, worths: Mapping[str, int], reserves: Mapping[str, int]
) -> Hint | None:
    """A question where a side's own offer is worth less to it than no agreement."""
    if proposer is None or proposer not in worths or worths[proposer] >= reserves[proposer]:
        return None
    return _hint(
        worded,
        "reserve",
        side=worded.words.naming.side(proposer),
        worth=number(worths[proposer]),
        reserve=number(reserves[proposer]),
    )


def other_reserve_hint(
    worded: WordedGame, proposer: str | None, worths: Mapping[str, int], reserves: Mapping[str, int]
) -> Hint | None:
    """A question where an offer is worth less to another side than no agreement."""
    say, naming = worded.words.say, worded.words.naming
    others = [side for side in worths if side != proposer]
    for side in others:
        if proposer is not None and worths[side] < reserves[side]:
            reason = say(
                "console.hint.other-reserve",
                side=naming.side(side),
                worth=number(worths[side]),
                reserve=number(reserves[side]),
            )
            question = worded.words.counted("console.ask.other-reserve", len(others))
            return Hint("other-reserve", reason, question)
    return None


def other_hints(
    worded: WordedGame, people: Collection[str], of_game: Sequence[GameQuestion] = ()
) -> tuple[Hint, ...]:
    """The questions that have nothing to do with an offer. people: the sides that people play.

    of_game: after the end, those that come from the game. What was asked on this turn already
    isn't offered again.
    """
    if not worded.state.to_move:
        hints = [Hint("game", each.reason, each.question) for each in of_game]
        own = questions_of_scenario(worded.words.scenario)
        hints += [Hint("debrief", "", question) for question in own]
    else:
        hints = [*_promises(worded), *_silent_sides(worded, people), *_objectives(worded)]
    asked = set(_asked_this_turn(worded))
    return tuple(hint for hint in hints if hint.question not in asked)


def unless_asked(worded: WordedGame, hint: Hint | None) -> Hint | None:
    """A question, unless it was put to the room on this turn already."""
    return None if hint is None or hint.question in _asked_this_turn(worded) else hint


def _hint(worded: WordedGame, kind: HintKind, **values: str) -> Hint:
    say = worded.words.say
    return Hint(kind, say(f"console.hint.{kind}", **values), say(f"console.ask.{kind}", **values))


def _was_offered(worded: WordedGame, table: str, bridge: Bridge) -> bool:
    return any(
        isinstance(event := entry.event, OfferMade)
        and event.table == table
        and all(event.package.get(issue) == each for issue, each in bridge.package.items())
        for entry in worded.game.log()
    )


def _promises(worded: WordedGame) -> Iterator[Hint]:
    """A question where a promise runs out with this turn."""
    words, view = worded.words, worded.view(FACILITATOR)
    ending = [id for id, turns in view.promises.items() if turns <= 1]
    if ending:
        names = words.listed(words.naming.promise(id) for id in ending)
        yield _hint(worded, "promise", promises=names)


def _silent_sides(worded: WordedGame, people: Collection[str]) -> Iterator[Hint]:
    """A question to each side of people that has written nothing for some turns, as others did."""
    words = worded.words
    if not allowed_words(words.scenario):
        return
    last = dict.fromkeys(people, 1)
    for moment in worded.game.moments[1:]:
        line = moment.line
        if line is None or not line.note.strip():
            continue
        side = ""
        if isinstance(line.action, Message):
            side = line.action.sender.partition(".")[0]
        elif isinstance(line.action, Decision) and not line.by_facilitator:
            side = line.action.side
        if side in last:
            last[side] = max(1, worded.game.moments[moment.before].state.turn)
    silent = [side for side, turn in last.items() if worded.state.turn - turn >= SILENT_TURNS]
    # Where nobody writes, people talk in the room.
    for side, turn in last.items():
        if side in silent and len(silent) < len(last):
            turns = words.counted("turns", worded.state.turn - turn)
            yield _hint(worded, "silence", side=words.naming.side(side), turns=turns)


def _objectives(worded: WordedGame) -> Iterator[Hint]:
    """A question about a learning objective that the last thing everybody saw has to do with."""
    words = worded.words
    for entry in reversed(list(worded.game.log(PUBLIC))):
        for label, name in served_objectives(words, entry.event):
            text = words.scenario.objectives.get(label)
            if text:
                named = words.say("quoted", text=without_sources(text).rstrip("."))
                yield _hint(worded, "objective", name=name, objective=named)
                return


def _asked_this_turn(worded: WordedGame) -> Iterator[str]:
    for moment in worded.game.history():
        line, is_now = moment.line, moment.state.turn == worded.state.turn
        if is_now and line is not None and isinstance(line.action, Announce):
            yield line.note
