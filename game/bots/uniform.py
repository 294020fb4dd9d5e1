"""A bot that decides at random: every legal decision is equally likely (rule 12.1)."""

from __future__ import annotations

from game.bots.rng import BotRng
from game.model.decisions import Accept, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.session.game import DecisionRequest

WALKS = 4
"""The percentage of its turns to speak in which it walks out."""
ACCEPTS = 36
"""The percentage in which it accepts, if that is legal."""
TRIES = 16
"""The packages that it tries before it gives up making an offer."""


class UniformBot:
    """Decides for one side at random from its own seed; it keeps no state.

    At a table it draws once to walk out, accept or offer, and once for each issue of a package.
    After a refused package it tries another.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._rng = BotRng(side, seed)

    def __call__(self, request: DecisionRequest) -> Move:
        moves = request.legal.moves
        if Walk() not in moves:
            return moves[self._draw(request, 0) % len(moves)]
        if not request.refused:
            drawn = self._draw(request, 0) % 100
            if drawn < WALKS:
                return Walk()
            if drawn < WALKS + ACCEPTS and Accept() in moves:
                return Accept()
        return self._package(request)

    def _package(self, request: DecisionRequest) -> Move:
        offer, tries = request.legal.offer, len(request.refused)
        if tries >= TRIES or offer is None or not all(offer.values()):
            return Accept() if Accept() in request.legal.moves else Pass()
        first = 1 + tries * len(offer)
        numbers = self._rng.draws(request.taken, range(first, first + len(offer)))
        return Offer(
            FrozenMap(
                (issue, options[number % len(options)])
                for (issue, options), number in zip(offer.items(), numbers, strict=True)
            )
        )

    def _draw(self, request: DecisionRequest, k: int) -> int:
        return self._rng.draw(request.taken, k)
