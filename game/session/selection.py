"""What sides prepare before they decide: the actions selected in a phase, and drafts of offers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from game.engine.core import step
from game.engine.legal import legal
from game.engine.pending import phase_of
from game.engine.refusals import refuse
from game.engine.view import view
from game.model.decisions import Act, Decision, Move, Pass
from game.model.play import Legal, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules
from game.rules.evaluate import NO_PACKAGE
from game.session.game import DecisionRequest, Game
from game.session.offer_draft import OfferDraft


class Selection:
    """The actions that one side has selected; nobody else sees them, and no record contains them.

    In a `together` phase it may contain all picks of the side, in `alternate` only the next one.
    A selection is for one phase, and is discarded with it.
    """

    def __init__(self, game: Game, side: str) -> None:
        self._game = game
        self._side = side
        self.picks: tuple[str, ...] = ()
        """The ids of the selected actions, in order."""
        self._asked: tuple[tuple[int, tuple[str, ...]], DecisionRequest] | None = None
        """The last request and the moment it is for: it is read often and changes seldom."""
        # Whoever selects an action again and again asks for the same.
        self._objection = lru_cache(256)(self._find_objection)

    @property
    def room(self) -> int:
        """How many more actions can be selected now; 0 if the side isn't asked to pick."""
        rules, state = self._game.rules, self._game.state
        phase = phase_of(rules, state)
        asked = self._side in state.to_move and not state.questions
        if not asked or not isinstance(phase, ActionsRules):
            return 0
        picked = len(state.picks[rules.index.sides[self._side]])
        return max(0, (phase.picks - picked if phase.together else 1) - len(self.picks))

    def asking(self) -> DecisionRequest:
        """What the side would see, and could pick next, if it had picked the selection already."""
        now = len(self._game.moments), self.picks
        if self._asked is None or self._asked[0] != now:
            self._asked = now, self._ask()
        return self._asked[1]

    def _ask(self) -> DecisionRequest:
        asking, state = self._game.asking(self._side), self._state_if_picked()
        if not self.picks:
            return asking
        may = legal(self._game.rules, state, self._side) if self.room else Legal()
        return evolve(asking, view=view(self._game.rules, state, self._side), legal=may)

    def add(self, action: str) -> Refusal | None:
        """Selects one more action; returns why it can't be picked after the others, if it can't."""
        refused = self.objection(action)
        if refused is None:
            self.picks += (action,)
        return refused

    def objection(self, action: str) -> Refusal | None:
        """Why an action can't be picked after the others; None if it can."""
        return self._objection(len(self._game.moments), self.picks, action)

    def _find_objection(
        self, _moments: int, _picks: tuple[str, ...], action: str
    ) -> Refusal | None:
        decision = Decision(self._side, Act(action))
        refused = refuse(self._game.rules, self._state_if_picked(), decision)
        if refused is None and not self.room:
            return Refusal("wrong-kind")
        return refused

    def remove(self, action: str) -> None:
        """Deselects an action, and those after it that can't be picked without it."""
        former, self.picks = self.picks, ()
        for pick in former:
            if pick != action:
                self.add(pick)

    def take_over(self, former: Selection) -> None:
        """Selects what was selected in a former version of the game, as far as it can be picked."""
        for action in former.picks:
            self.add(action)

    def undo(self) -> bool:
        """Deselects the last action; False if there is none."""
        had = bool(self.picks)
        self.picks = self.picks[:-1]
        return had

    def confirm(self, note: str = "") -> Refusal | None:
        """Picks the selected actions, and passes if more could be picked.

        If one of them would be refused, nothing is picked, and the refusal is returned.
        """
        moves = self.plan()
        if isinstance(moves, Refusal):
            return moves
        for i, move in enumerate(moves):
            self._game.decide(self._side, move, note if i == 0 else "")
            self.picks = self.picks[1:]
        return None

    def plan(self) -> list[Move] | Refusal:
        """The decisions that `confirm` would take, in order, or why one would be refused."""
        moves: list[Move] = [Act(action) for action in self.picks]
        if self.room or not moves:
            moves.append(Pass())
        return self._refusal_of(moves) or moves

    def breaks(self) -> tuple[str, ...]:
        """The running promises of this side that picking the selection would break.

        Only the picks themselves count, not their effects, which may be hidden from the side.
        """
        rules, state = self._game.rules, self._game.state
        phase, side = phase_of(rules, state), rules.index.sides[self._side]
        waiting = isinstance(phase, ActionsRules) and phase.together
        waiting_picks = state.picks[side] if waiting else ()
        selected = [rules.index.slots[self._side, action] for action in self.picks]
        before = _with_taken(state, waiting_picks)
        after = _with_taken(state, (*waiting_picks, *selected))
        return tuple(
            promise.id
            for i, promise in enumerate(rules.promises)
            if state.promises[i]
            and self._side in rules.scenario.promises[promise.id].by
            and promise.broken is not None
            and promise.broken(after, NO_PACKAGE)
            and not promise.broken(before, NO_PACKAGE)
        )

    def _state_if_picked(self) -> State:
        """The state as if the selection had been picked, before anybody learns of it."""
        rules, state = self._game.rules, self._game.state
        side = rules.index.sides[self._side]
        slots = tuple(rules.index.slots[self._side, action] for action in self.picks)
        picks = tuple(own + slots * (i == side) for i, own in enumerate(state.picks))
        return evolve(state, picks=picks)

    def _refusal_of(self, moves: list[Move]) -> Refusal | None:
        """Why one of these moves would be refused when its turn comes; None if none would be."""
        if self._game.paused:
            return Refusal("paused")
        state = self._game.state
        for move in moves:
            answer = step(self._game.rules, state, Decision(self._side, move))
            if isinstance(answer, Refusal):
                return answer
            state = answer.state
        return None


def _with_taken(state: State, slots: Sequence[int]) -> State:
    """A state in which more actions count as taken, although their effects have not happened."""
    return evolve(
        state,
        uses=tuple(n + slots.count(slot) for slot, n in enumerate(state.uses)),
        today=tuple(n + slots.count(slot) for slot, n in enumerate(state.today)),
    )


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
