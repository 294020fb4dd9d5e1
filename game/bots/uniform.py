"""The bot without a thought: every legal decision is as likely as another (rule 12.1)."""

from __future__ import annotations

from game.bots.rng import BotRng
from game.model.decisions import Accept, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.session.game import DecisionRequest

WALKS = 4
"""Per cent of its turns to speak in which it walks out."""
ACCEPTS = 36
"""Per cent in which it accepts, where that is legal."""
TRIES = 16
"""Packages it thinks of before it gives up making an offer."""


class UniformBot:
    """Decides for one side by chance, from its own seed, and remembers nothing.

    At a table it makes one draw to walk, accept or offer; a package takes one draw for each issue.
    A package that is refused makes it think of another.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._luck = BotRng(side, seed)

    def __call__(self, asking: DecisionRequest) -> Move:
        moves = asking.legal.moves
        if Walk() not in moves:
            return moves[self._draw(asking, 0) % len(moves)]
        if not asking.refused:
            drawn = self._draw(asking, 0) % 100
            if drawn < WALKS:
                return Walk()
            if drawn < WALKS + ACCEPTS and Accept() in moves:
                return Accept()
        return self._package(asking)

    def _package(self, asking: DecisionRequest) -> Move:
        offer, tries = asking.legal.offer, len(asking.refused)
        if tries >= TRIES or offer is None or not all(offer.values()):
            return Accept() if Accept() in asking.legal.moves else Pass()
        first = 1 + tries * len(offer)
        return Offer(
            FrozenMap(
                (issue, options[self._draw(asking, first + i) % len(options)])
                for i, (issue, options) in enumerate(offer.items())
            )
        )

    def _draw(self, asking: DecisionRequest, k: int) -> int:
        return self._luck.draw(asking.taken, k)
