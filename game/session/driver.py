"""Plays a game: asks for decisions, takes them, and informs every listener of what it may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import evolve

from game.model.decisions import Move
from game.model.entries import Entry
from game.model.play import State
from game.model.refusals import Refusal
from game.session.game import DecisionRequest, Game
from game.session.records.recorded_actions import Resume

Decide = Callable[[DecisionRequest], Move]
"""Decides for one side. If its decision is refused, it is asked again, with the reason."""

Hear = Callable[[tuple[Entry, ...]], None]
"""Hears what happened, as far as its side may know."""


class GameChanged(Exception):
    """Raised by a decider where the game has changed since it was asked: it is asked anew."""


MOST_ATTEMPTS = 1000
"""The number of refusals in a row that only a broken player gets."""


def say_nothing(_side: str, _move: Move) -> str:
    """Puts no words to any decision."""
    return ""


def play(
    game: Game,
    deciders: Mapping[str, Decide],
    listeners: Mapping[str, Hear],
    words: Callable[[str, Move], str] = say_nothing,
) -> State:
    """Plays a game to its end and returns the last state; a pause is ended first.

    deciders: by side. listeners: by side, PUBLIC or FACILITATOR; they first hear what
    happened last, which in a new game is the opening. words: what goes with a decision of a side.
    """
    if game.paused:
        game.do(Resume())
    inform(listeners, game.latest)
    while game.state.to_move:
        side, before = game.state.to_move[0], len(game.moments)
        try:
            entries = _take_decision(game, side, deciders[side], words)
        except GameChanged:
            entries = tuple(entry for each in game.moments[before:] for entry in each.entries)
        inform(listeners, entries)
    return game.state


def inform(listeners: Mapping[str, Hear], entries: Iterable[Entry]) -> None:
    """Calls every listener with what it may know of some entries, unless that is nothing."""
    for who, hear in listeners.items():
        visible = tuple(entry for e in entries if (entry := e.shown_to(who)) is not None)
        if visible:
            hear(visible)


def _take_decision(
    game: Game, side: str, decide: Decide, words: Callable[[str, Move], str]
) -> tuple[Entry, ...]:
    """Asks for a side's decision until one is accepted, and returns what it brought about."""
    request = game.asking(side)
    for _ in range(MOST_ATTEMPTS):
        move = decide(request)
        answer = game.decide(side, move, words(side, move))
        if not isinstance(answer, Refusal):
            return answer.entries
        request = evolve(request, refused=(*request.refused, answer))
    raise RuntimeError(f"{side} was refused {MOST_ATTEMPTS} times, at last {move}: {answer}")
