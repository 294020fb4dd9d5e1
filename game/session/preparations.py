"""What the sides of a game prepare before they decide: selected actions and drafts of offers."""

from __future__ import annotations

from game.model.play import State
from game.session.game import Game
from game.session.offer_draft import OfferDraft
from game.session.selection import Selection


class Preparations:
    """The selections and drafts of all sides of a game; no record contains them."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self.offer_drafts: dict[tuple[str, str], OfferDraft] = {}
        """The drafts so far, by side and table."""
        self.words: dict[str, str] = {}
        """By side, what it wrote to go with its next offer or statement."""
        self._selections: dict[str, tuple[State, object, Selection]] = {}
        """By side a state of the game, its phase and picks, and the selection for these."""

    def selection(self, side: str) -> Selection:
        """The actions that a side has selected in this phase, and not yet submitted."""
        state, kept = self._game.state, self._selections.get(side)
        if kept is not None and kept[0] is state:
            return kept[2]
        own_picks = state.picks[self._game.rules.index.sides[side]]
        key = (state.turn, state.phase, own_picks)
        selection = kept[2] if kept is not None and kept[1] == key else Selection(self._game, side)
        self._selections[side] = state, key, selection
        return selection

    def forget_selections(self) -> None:
        """Drops what all sides have selected, and what they wrote with it."""
        self._selections.clear()
        self.words.clear()

    def offer_draft(self, side: str, table: str) -> OfferDraft:
        """The offer that a side is putting together for a table."""
        key = (side, table)
        if key not in self.offer_drafts:
            self.offer_drafts[key] = OfferDraft(self._game, side, table)
        return self.offer_drafts[key]

    def show(self, side: str, other: Preparations) -> None:
        """Takes over what a side has prepared in the same game in another language."""
        self.selection(side).picks = other.selection(side).picks
        for (drafter, table), draft in other.offer_drafts.items():
            if drafter == side:
                self.offer_draft(side, table).take_over(draft)
