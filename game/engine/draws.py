"""Records random draws: the site, the weights and the result of each."""

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
    """The turn in which it was made; 0 for dealt cards and the opening."""
    weights: tuple[int, ...]
    """The weight of each card, inject or branch; for a chance, its per cent and the rest of 100."""
    result: int
    """The index of the card, inject or branch that was drawn; NOTHING if all weigh 0."""
    entry: int
    """The number of log entries before the draw in the same step."""
    cause: Cause | None = None
    """If an effect draws, the cause in the log entries of that effect."""

    @property
    def happened(self) -> bool:
        """Whether an inject or effects with a chance in per cent happened."""
        return self.site.kind in ("inject", "chance") and self.result == 0


class RecordingDraft(StateDraft):
    """A changeable copy of a state that also records the draws."""

    __slots__ = ("made",)

    def __init__(self, rules: Rules, state: State) -> None:
        super().__init__(rules, state)
        self.made: list[Draw] = []

    def draw(self, site: int, weights: Sequence[int], owner: Owner | None = None, /) -> int:
        """Draws as StateDraft does, and records the draw."""
        entry, cause = len(self.entries), None if owner is None else owner.cause
        result = super().draw(site, weights, owner)
        place = self.rules.draw_sites[site]
        self.made.append(Draw(place, self.turn, tuple(weights), result, entry, cause))
        return result
