"""The decisions of a side, among which its people mark the turning points."""

from __future__ import annotations

from attrs import frozen

from game.engine.legal import legal
from game.insight.history import DecisionMade, decisions_of_sides
from game.presenter.hindsight.moves import move_text, package_text
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
