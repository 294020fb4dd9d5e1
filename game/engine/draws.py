"""Random draws as they were made: at which site, among what, with which result."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.engine.draft import StateDraft
from game.model.entries import Cause
from game.model.play import State
from game.rules.compiled import Rules
from game.rules.program import DrawSite, Owner


@frozen
class Draw:
    """One random draw of a game (rule 2.3)."""

    site: DrawSite
    turn: int
    """The turn in which it was made; 0 while cards are dealt and the opening happens."""
    weights: tuple[int, ...]
    """By card, inject or branch that could be drawn; of a chance, its percent and the rest."""
    result: int
    """The index of the one that was drawn; NOTHING if all weigh 0."""
    entry: int
    """The number of log entries before it in the same step, so the index of the first after it."""
    cause: Cause | None = None
    """Where an effect draws, the cause that the entries of the effect carry."""

    @property
    def happened(self) -> bool:
        """Whether what had a chance in percent happened."""
        return self.site.kind in ("inject", "chance") and self.result == 0


class RecordingDraft(StateDraft):
    """A changeable copy of a state that records the draws that are made."""

    __slots__ = ("made",)

    def __init__(self, rules: Rules, state: State) -> None:
        super().__init__(rules, state)
        self.made: list[Draw] = []

    def draw(self, site: int, weights: Sequence[int], owner: Owner | None = None, /) -> int:
        """Draws as any game does, and records it."""
        entry, cause = len(self.entries), None if owner is None else owner.cause
        result = super().draw(site, weights, owner)
        place = self.rules.draw_sites[site]
        self.made.append(Draw(place, self.turn, tuple(weights), result, entry, cause))
        return result
