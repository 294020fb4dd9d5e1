"""One game of a room: who plays it, what its sides have prepared, and who holds their pens."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from game.bots.players import BotPlayers
from game.engine.pending import phase_of
from game.model.decisions import Accept, Answer, Decision, Move, Offer, Pass, Walk
from game.model.flow import is_statement_phase
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.model.refusals import Refusal
from game.room.looking_back import LookingBack
from game.rules.compiled import VisitRules
from game.session.game import Game
from game.session.offer_draft import OfferDraft
from game.session.records.file import RecordFile
from game.session.records.recorded_actions import Rewind
from game.session.selection import Preparations, Selection
from game.session.talk import WordsKind, allowed_words

ACTIONS, OFFER, ACCEPT, PASS, WALK, ANSWER = "actions", "offer", "accept", "pass", "walk", "answer"
"""What a side can confirm; an answer follows its word: `answer:agree`."""


class Table:
    """A game in a room."""

    def __init__(
        self, number: int, game: Game, seats: FrozenMap[str, str], file: RecordFile | None
    ) -> None:
        """seats: by side, `me` or a bot, as the game began. file: its record; None: not open."""
        self.number = number
        self.game = game
        self.first_seats = seats
        self._file = file
        self.preparations = Preparations(game)
        """What its sides have selected and drafted."""
        self.pens: dict[str, str] = {}
        """By side, the device that holds its pen."""
        self.pens_lost: dict[str, str] = {}
        """By side, the device from which the holder of the pen took it, if it took it from
        one."""
        self.selected_by: dict[str, dict[str, str]] = {}
        """By side, the device that selected each action."""
        self.hidden_words: set[int] = set()
        """The numbers of the lines whose words the facilitator hides from the sides."""
        self._decisions: tuple[int, dict[str, str]] = (0, {})
        """The results of `moment` by side, and the number of moments they are for: a cache."""
        self._words: dict[str, tuple[str, str]] = {}
        """By side, what it prepares to say, and with which decision (`moment`)."""
        self.agreements: dict[str, str] = {}
        """By device, the fingerprint of what it agreed with last."""
        self.looking_back = LookingBack()
        """What its people answered, wrote and signed after the end."""
        self._bots: tuple[FrozenMap[str, str], BotPlayers] | None = None

    # Who plays

    @property
    def seats(self) -> FrozenMap[str, str]:
        """By side, who plays it now: `me`, or a bot."""
        return self.game.players(self.first_seats)

    @property
    def chairs(self) -> tuple[str, ...]:
        """The sides that people play, or for which a bot keeps their chairs."""
        seats = self.seats
        return tuple(side for side in seats if ME in (seats[side], self.first_seats[side]))

    @property
    def people(self) -> tuple[str, ...]:
        """The sides that people play now."""
        return tuple(side for side, player in self.seats.items() if player == ME)

    @property
    def bots(self) -> BotPlayers:
        """The bots that play now."""
        seats = self.seats
        if self._bots is None or self._bots[0] != seats:
            if self._bots is not None:
                self._bots[1].close()
            seed = self.game.moments[0].state.seed
            self._bots = seats, BotPlayers(self.game.rules, seats, seed)
        return self._bots[1]

    def bot_to_move(self) -> str:
        """A side of a bot that is to decide now; empty if there is none, or in a pause."""
        waiting = () if self.game.paused else self.game.state.to_move
        return next((side for side in waiting if side not in self.people), "")

    # What is decided

    @property
    def visited(self) -> str:
        """The negotiating table at which a side is to speak now; empty: none."""
        phase = phase_of(self.game.rules, self.game.state)
        if isinstance(phase, VisitRules) and not self.game.state.questions:
            return self.game.rules.tables[phase.table].id
        return ""

    def selection(self, side: str) -> Selection:
        """What a side has selected."""
        return self.preparations.selection(side)

    def draft(self, side: str) -> OfferDraft | None:
        """The offer that a side prepares for the table that is visited; None if none is."""
        visited = self.visited
        return self.preparations.offer_draft(side, visited) if visited else None

    def fingerprint(self, side: str) -> str:
        """A short text that changes when what a side may decide changes, or what it has prepared.

        A confirmation names it, so that nobody confirms something else than the page showed.
        """
        request = self.game.asking(side)
        draft = self.draft(side)
        parts = (
            request.taken,
            request.view.turn,
            request.view.phase,
            request.view.question,
            request.legal.moves,
            self.selection(side).picks,
            sorted(draft.package.items()) if draft is not None and request.legal.offer else (),
            self._standing_offer(request.view.tables),
        )
        return sha256(repr(parts).encode()).hexdigest()[:16]

    def agreement(self, side: str) -> str:
        """A short text that changes when the fingerprint does, or the words that go with it.

        An agreement names it, so that nobody agrees to words that it hasn't read.
        """
        mark, words = self.fingerprint(side), self.words(side)
        return sha256(f"{mark} {words}".encode()).hexdigest()[:16] if words else mark

    def _standing_offer(self, tables: object) -> object:
        visited = self.visited
        if not isinstance(tables, FrozenMap) or visited not in tables:
            return ()
        return sorted((tables[visited].offer or {}).items())

    def moves(self, side: str, what: str) -> Sequence[Move] | Refusal:
        """The decisions that a side would confirm, or why they would be refused."""
        kind, _, answer = what.partition(":")
        if kind == ACTIONS:
            return self.selection(side).plan()
        draft = self.draft(side)
        move: Move
        match kind:
            case "offer" if draft is not None:
                move = Offer(FrozenMap(draft.package))
            case "accept":
                move = Accept()
            case "walk":
                move = Walk()
            case "answer":
                move = Answer(answer)
            case _:
                move = Pass()
        refused = self.game.objection_to(Decision(side, move))
        return refused or [move]

    # What is prepared

    def moment(self, side: str) -> str:
        """A short text that identifies the decision that a side now prepares."""
        if self._decisions[0] != len(self.game.moments):
            self._decisions = len(self.game.moments), {}
        texts = self._decisions[1]
        if side not in texts:
            state, taken = self.game.state, self.game.moments[-1].taken[side]
            picks = len(state.picks[self.game.rules.index.sides[side]])
            texts[side] = f"{state.turn} {state.phase} {picks} {taken} {self.rewinds}"
        return texts[side]

    @property
    def rewinds(self) -> int:
        """How often the game was stepped back."""
        return sum(isinstance(line.action, Rewind) for line in self.game.lines)

    def select(self, side: str, action: str, device: str) -> None:
        """Selects an action for a side, or deselects it. device: who selects it; empty:
        it is deselected."""
        selection = self.selection(side)
        if device:
            selection.add(action)
            self.selected_by.setdefault(side, {})[action] = device
        else:
            selection.remove(action)

    @property
    def words_kind(self) -> WordsKind | None:
        """What people may write with what is decided now; None: nothing."""
        scenario, phase = self.game.rules.scenario, self.game.state.phase
        kind: WordsKind | None = "argument" if self.visited else None
        if not kind and phase >= 0 and is_statement_phase(list(scenario.phases.values())[phase]):
            kind = "statement"
        return kind if kind in allowed_words(scenario) else None

    def write(self, side: str, words: str) -> None:
        """Prepares what a side says with its decision."""
        self._words[side] = self.moment(side), words

    def words(self, side: str) -> str:
        """What a side prepares to say with its decision; empty if nothing."""
        moment, words = self._words.get(side, ("", ""))
        return words if moment == self.moment(side) else ""

    def draft_for(self, side: str, negotiation: str) -> OfferDraft | None:
        """The offer of a side for a negotiating table; None if the scenario has no such table."""
        known = negotiation in self.game.rules.scenario.tables
        return self.preparations.offer_draft(side, negotiation) if known else None

    def agrees(self, device: str, side: str) -> bool:
        """Whether a device has agreed with what its side has prepared now."""
        return self.agreements.get(device) == self.agreement(side)

    def close(self) -> None:
        """Ends its bots and closes its record."""
        if self._bots is not None:
            self._bots[1].close()
            self._bots = None
        if self._file is not None:
            self._file.close()
