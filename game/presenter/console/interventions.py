"""What the facilitator can do to a game besides injects: step back, set, decide for, end."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Move,
    Pass,
    Walk,
)
from game.presenter.console.steps_back import StepsBack, steps_back
from game.presenter.decision_names import possible_name
from game.presenter.worded_game import WordedGame

PREPARED = "prepared:"
"""Before what a side has prepared, where the facilitator confirms that for it."""
TRACK_ROWS = 2
"""So many tracks an announcement can change."""


@frozen
class Choice:
    """A thing to choose in a form."""

    id: str
    name: str


@frozen
class MovesOfSide:
    """What the facilitator could decide for a side now."""

    side: str
    name: str
    moves: tuple[Choice, ...]


@frozen
class Interventions:
    """What can be done to the game of a table."""

    steps_back: StepsBack
    tracks: tuple[Choice, ...]
    moves: tuple[MovesOfSide, ...]
    outcomes: tuple[Choice, ...]
    track_rows: int = TRACK_ROWS


def interventions(worded: WordedGame) -> Interventions:
    """What can be done to a game now."""
    words, view = worded.words, worded.view(FACILITATOR)
    return Interventions(
        steps_back=steps_back(worded),
        tracks=tuple(
            Choice(
                id,
                words.say(
                    "facilitator.track",
                    name=words.naming.track(id),
                    value=words.naming.value(id, value),
                ),
            )
            for id, value in view.tracks.items()
        ),
        moves=tuple(_moves(worded)),
        outcomes=tuple(Choice(id, each.name or id) for id, each in words.scenario.outcomes.items()),
    )


def _moves(worded: WordedGame) -> Iterator[MovesOfSide]:
    for side in worded.state.to_move:
        legal = worded.asking(side).legal
        moves = [*_prepared(worded, side, can_offer=legal.offer is not None)]
        moves += [
            Choice(str(move), name) for move in legal.moves if (name := _move_name(worded, move))
        ]
        if moves:
            yield MovesOfSide(side, worded.words.naming.side_inside(side), tuple(moves))


def _prepared(worded: WordedGame, side: str, *, can_offer: bool) -> Iterator[Choice]:
    """What a side has selected or drafted, to be confirmed for it."""
    words = worded.words
    names = [words.naming.action(action) for action in worded.selection(side).picks]
    if names and worded.decision_kind() == "actions":
        listed = words.listed(names)
        yield Choice(f"{PREPARED}actions", words.say("console.move.selected", actions=listed))
    if can_offer and worded.decision_kind() == "table":
        yield Choice(f"{PREPARED}offer", words.say("console.move.drafted"))


def _move_name(worded: WordedGame, move: Move) -> str:
    """A decision of a side in a few words; empty for what is no choice from a list."""
    if not isinstance(move, Act | Answer | Pass | Accept | Walk):
        return ""
    inject = worded.asking_inject
    at_table = not inject and worded.decision_kind() == "table"
    return possible_name(worded.words, move, inject, at_table=at_table)
