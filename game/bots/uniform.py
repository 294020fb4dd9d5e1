"""The bot without a thought: every legal decision is as likely as another (rule 12.1)."""

from __future__ import annotations

from game.bots.luck import Luck
from game.model.decisions import Accept, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.model.play import Legal, View

WALKS = 4
"""Per cent of its turns to speak in which it walks out."""
ACCEPTS = 36
"""Per cent in which it accepts, where that is legal."""
TRIES = 16
"""Packages it thinks of before it gives up making an offer."""


class Uniform:
    """Decides for one side by chance, from its own seed.

    At a table it makes one draw to walk, accept or offer; a package takes one draw for each issue.
    Asked again with the same view it takes its package to be refused, and thinks of another.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._luck = Luck(side, seed)
        self._asked: tuple[View, Legal] | None = None
        self._tries = 0

    def __call__(self, view: View, legal: Legal) -> Move:
        if Walk() not in legal.moves:
            return legal.moves[self._luck.draw(view.turn) % len(legal.moves)]
        if (view, legal) != self._asked:
            self._asked, self._tries = (view, legal), 0
            return self._first(view, legal)
        return self._package(view, legal)

    def _first(self, view: View, legal: Legal) -> Move:
        drawn = self._luck.draw(view.turn) % 100
        if drawn < WALKS:
            return Walk()
        if drawn < WALKS + ACCEPTS and Accept() in legal.moves:
            return Accept()
        return self._package(view, legal)

    def _package(self, view: View, legal: Legal) -> Move:
        if self._tries == TRIES or legal.offer is None or not all(legal.offer.values()):
            return Accept() if Accept() in legal.moves else Pass()
        self._tries += 1
        return Offer(
            FrozenMap(
                (issue, options[self._luck.draw(view.turn) % len(options)])
                for issue, options in legal.offer.items()
            )
        )
