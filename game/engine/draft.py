"""A changeable copy of a state, used within one step and frozen at its end."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.model.entries import Cause, Entry
from game.model.frozen import FrozenMap
from game.model.log_events import LogEvent
from game.model.play import (
    CLOSED,
    NEVER_BEGUN,
    NOBODY,
    NOTHING,
    OPEN,
    OPENING,
    State,
    TableState,
    VoteState,
)
from game.rules import rng as rng
from game.rules.compiled import Rules, TableRules, VoteRules
from game.rules.program import Owner
from game.rules.readings import Sides


class StateDraft:
    """A changeable copy of a state, with its rules and the log entries of what happened."""

    __slots__ = (
        "answered",
        "cards",
        "cursor",
        "delays",
        "draws",
        "entries",
        "finished",
        "fired",
        "held",
        "hidden_answers",
        "last",
        "outcome",
        "phase",
        "picks",
        "projects",
        "promised_on",
        "promises",
        "questions",
        "revealed",
        "rules",
        "seed",
        "stage",
        "tables",
        "today",
        "tracks",
        "turn",
        "uses",
        "visit",
        "votes",
    )

    def __init__(self, rules: Rules, state: State) -> None:
        self.rules = rules
        self.entries: list[Entry] = []
        self.seed = state.seed
        self.turn = state.turn
        self.stage = state.stage
        self.phase = state.phase
        self.outcome = state.outcome
        self.cursor = state.cursor
        self.visit = state.visit
        self.finished = list(state.finished)
        self.picks = list(state.picks)
        self.tracks = list(state.tracks)
        self.cards = list(state.cards)
        self.uses = list(state.uses)
        self.last = list(state.last)
        self.today = list(state.today)
        self.fired = list(state.fired)
        self.held = list(state.held)
        self.tables = list(state.tables)
        self.questions = list(state.questions)
        self.hidden_answers = list(state.hidden_answers)
        self.answered = list(state.answered)
        self.promises = list(state.promises)
        self.promised_on = list(state.promised_on)
        self.delays = list(state.delays)
        self.draws = list(state.draws)
        self.revealed = state.revealed
        self.votes = list(state.votes)
        self.projects = list(state.projects)

    def freeze(self, to_move: tuple[str, ...]) -> State:
        """Returns the current state, which can't be changed any more."""
        return State(
            seed=self.seed,
            turn=self.turn,
            stage=self.stage,
            phase=self.phase,
            outcome=self.outcome,
            cursor=self.cursor,
            visit=self.visit,
            finished=tuple(self.finished),
            picks=tuple(self.picks),
            tracks=tuple(self.tracks),
            cards=tuple(self.cards),
            uses=tuple(self.uses),
            last=tuple(self.last),
            today=tuple(self.today),
            fired=tuple(self.fired),
            held=tuple(self.held),
            tables=tuple(self.tables),
            questions=tuple(self.questions),
            hidden_answers=tuple(self.hidden_answers),
            answered=tuple(self.answered),
            promises=tuple(self.promises),
            promised_on=tuple(self.promised_on),
            delays=tuple(self.delays),
            draws=tuple(self.draws),
            revealed=self.revealed,
            votes=tuple(self.votes),
            projects=tuple(self.projects),
            to_move=to_move,
        )

    def log(self, event: LogEvent, seen_by: Sides = None, owner: Owner | None = None) -> None:
        """Adds an event to the log, for the sides that see it."""
        cause: Cause | None = None
        learn: Sides = None
        if owner is not None:
            cause, learn = owner.cause, owner.seen_by
        if seen_by is not None and self.rules.everybody.issubset(seen_by):
            seen_by = None
        self.entries.append(Entry(event, seen_by, cause, learn, turn=self.turn))

    def draw(self, site: int, weights: Sequence[int], _owner: Owner | None = None, /) -> int:
        """Draws one of several options by weight, with the next random number at one of the sites.

        _owner: the owner of the effect that draws. Returns an index, or NOTHING if all weigh 0
        (rule 2.3).
        """
        k = self.draws[site]
        self.draws[site] = k + 1
        return rng.branch(weights, rng.draw(self.seed, self.turn, self.rules.sites[site], k))


def initial_state(rules: Rules, seed: int) -> State:
    """Returns the state before anything has happened: turn 0, first stage, nothing dealt."""
    slots, sides = (0,) * len(rules.slots), len(rules.sides)
    return State(
        seed=seed,
        turn=0,
        stage=0,
        phase=OPENING,
        outcome=NOTHING,
        cursor=0,
        visit=0,
        finished=(0,) * sides,
        picks=((),) * sides,
        tracks=rules.first_values,
        cards=(NOTHING,) * len(rules.deals),
        uses=slots,
        last=slots,
        today=slots,
        fired=(0,) * len(rules.injects),
        held=(0,) * len(rules.injects),
        tables=tuple(
            initial_table(table, OPEN if table.open else CLOSED) for table in rules.tables
        ),
        questions=(),
        hidden_answers=(NOTHING,) * sides,
        answered=(0,) * len(rules.index.answers),
        promises=(0,) * len(rules.promises),
        promised_on=(0,) * len(rules.promises),
        delays=(0,) * rules.counters,
        draws=(0,) * len(rules.sites),
        revealed=FrozenMap(),
        votes=tuple(initial_vote(inject.vote) for inject in rules.votes if inject.vote is not None),
        projects=(NEVER_BEGUN,) * len(rules.projects),
        to_move=(),
    )


def initial_vote(vote: VoteRules) -> VoteState:
    """Returns a vote that hasn't been held yet."""
    ballots = (0,) * len(vote.members)
    return VoteState(0, 0, (0,) * len(vote.counts), ballots, ballots if vote.is_revealed else ())


def initial_table(table: TableRules, status: int) -> TableState:
    """Returns a table before anybody spoke: first speaker, no offer, all rounds left."""
    parties = (0,) * len(table.parties)
    options = (NOTHING,) * len(table.issues)
    no_offers, votes = (options,) * len(table.parties), (0,) * len(table.ratifiers)
    state = TableState(status, 0, 0, NOBODY, parties, options, parties, no_offers, 0, votes)
    if table.majority is None:
        return state
    return evolve(state, walked=parties, ballots=(0,) * len(table.majority.count.members))
