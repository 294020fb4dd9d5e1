"""Plays a game: asks those who decide, does what they decide, and tells each what it may hear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import evolve

from game.model.decisions import Move
from game.model.entries import Entry
from game.model.play import State
from game.model.refusals import Refusal
from game.session.game import DecisionRequest, Game
from game.session.recorded_actions import Resume

Decide = Callable[[DecisionRequest], Move]
"""Decides for one side. It is asked again, and told why, where its decision is refused."""

Hear = Callable[[tuple[Entry, ...]], None]
"""Is told what happened, as far as the one it hears for may know."""

MOST_TRIES = 1000
"""Refusals of one decision after which the one who decides must be broken."""


def play(game: Game, deciders: Mapping[str, Decide], listeners: Mapping[str, Hear]) -> State:
    """Plays a game to its end and returns the last state.

    deciders: by side. listeners: by side, PUBLIC or FACILITATOR; they hear of the latest, in a new
    game the opening, before anyone is asked. A pause ends.
    """
    if game.paused:
        game.do(Resume())
    tell(listeners, game.latest)
    while game.state.to_move:
        side = game.state.to_move[0]
        tell(listeners, _decided(game, side, deciders[side]))
    return game.state


def tell(listeners: Mapping[str, Hear], entries: Iterable[Entry]) -> None:
    """Tells each what it may hear; nothing where that is nothing."""
    for who, hear in listeners.items():
        heard = tuple(entry for e in entries if (entry := e.shown_to(who)) is not None)
        if heard:
            hear(heard)


def _decided(game: Game, side: str, decide: Decide) -> tuple[Entry, ...]:
    """What happens by a side's decision, which is asked for until one is taken."""
    asking = game.asking(side)
    for _ in range(MOST_TRIES):
        move = decide(asking)
        answer = game.decide(side, move)
        if not isinstance(answer, Refusal):
            return answer.entries
        asking = evolve(asking, refused=(*asking.refused, answer))
    raise RuntimeError(f"{side} was refused {MOST_TRIES} times, at last {move}: {answer}")
