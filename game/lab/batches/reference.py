"""Many games played by the reference engine, with which the kernel's games are compared."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.engine.scores import sheet
from game.kernel.lowering.builder import Places
from game.kernel.lowering.readings import readings
from game.kernel.rows import Ints, Rows, blank_rows
from game.model.decisions import FACILITATOR, Act, Move
from game.model.entries import Entry
from game.model.log_events import OfferMade, Signature
from game.model.play import NOTHING
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.layout import flatten
from game.rules.tables import worth
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game


def play_reference(rules: Rules, seats: Mapping[str, str], seed: int, games: int) -> Rows:
    """Plays games of bots with the seeds seed, seed + 1, …; one row a game."""
    rows = blank_rows(rules, seed, games)
    digests = sum(_play_game(rules, seats, rows, row) for row in range(games))
    return evolve(rows, digest=digests % 2**64)


def _play_game(rules: Rules, seats: Mapping[str, str], rows: Rows, row: int) -> int:
    """Plays the game of one row, fills the row in, and returns the digest of the last state."""
    seed = int(rows.seed[row])
    game = Game(rules, seed, wall=_no_time)
    talks = _TalksRecorder(game, rows, row)
    deciders = {
        side: _count_legal(decide, rules, side, rows.legal[row])
        for side, decide in make_bots(rules, seats, seed).items()
    }
    state = play(game, deciders, {FACILITATOR: talks})
    sheets = [sheet(rules, state, side) for side in range(len(rules.sides))]
    rows.outcome[row] = state.outcome
    rows.turns[row] = state.turn
    rows.decisions[row] = sum(game.moments[-1].taken.values())
    rows.scores[row] = [sheet.total for sheet in sheets]
    rows.lines[row] = [line.points for sheet in sheets for line in sheet.lines]
    rows.tracks[row] = state.tracks
    rows.cards[row] = state.cards
    rows.taken[row] = state.uses
    rows.fired[row] = state.fired
    rows.status[row] = [table.status for table in state.tables]
    return int(digest(rules, state), 16)


def _no_time() -> str:
    """A clock that stands still, since nobody keeps these lines."""
    return ""


def _count_legal(decide: Decide, rules: Rules, side: str, legal: Ints) -> Decide:
    """Wraps a bot so that it also counts the legal actions at each of its decisions."""

    def decide_and_count(request: DecisionRequest) -> Move:
        if not request.refused:
            for move in request.legal.moves:
                if isinstance(move, Act):
                    legal[rules.index.slots[side, move.action]] += 1
        return decide(request)

    return decide_and_count


class _TalksRecorder:
    """Listens to a game and records the offers of each table and what was signed there last."""

    def __init__(self, game: Game, rows: Rows, row: int) -> None:
        self._game = game
        self._rows = rows
        self._row = row
        """The row to fill in."""
        self._issues: dict[str, int] = {}
        """By table, the place of its first issue in the row."""
        self._parties: dict[str, int] = {}
        """By table, the place of its first party in the row."""
        self._promises = Places(game.rules).promises
        issues = parties = 0
        for table in game.rules.tables:
            self._issues[table.id], self._parties[table.id] = issues, parties
            issues += len(table.issues)
            parties += len(table.parties)

    def __call__(self, entries: tuple[Entry, ...]) -> None:
        offered: Mapping[str, str] | None = None
        for entry in entries:
            event = entry.event
            if isinstance(event, Signature):
                self._record(event.table, event.package, offered)
            elif isinstance(event, OfferMade):
                offered = event.package
                party = self._game.rules.index.parties[event.table][event.side]
                self._rows.offers[self._row, self._parties[event.table] + party] += 1

    def _record(
        self, id: str, package: Mapping[str, str], offered: Mapping[str, str] | None
    ) -> None:
        """Records a package with what it was worth when the last party accepted it.

        offered: the same as it was offered, where a majority agreed it at once.
        """
        rows, row, rules = self._rows, self._row, self._game.rules
        number = rules.index.tables[id]
        table, before = rules.tables[number], self._game.moments[-2].state
        if offered is not None:
            named = tuple(
                issue.numbers[offered[issue.id]] if issue.id in offered else NOTHING
                for issue in table.issues
            )
            standing = evolve(before.tables[number], options=named)
            tables = (*before.tables[:number], standing, *before.tables[number + 1 :])
            before = evolve(before, tables=tables)
        options = [issue.numbers[package[issue.id]] for issue in table.issues]
        rows.signed_turn[row, number] = before.turn
        first = self._issues[id]
        rows.options[row, first : first + len(options)] = options
        numbers = flatten(rules, before)
        first = sum(map(len, readings(rules)[:number]))
        for i, place in enumerate(readings(rules)[number]):
            # Only the reference has waiting questions in the middle of a state.
            at = place if place < self._promises else place + 1 + len(before.questions)
            rows.situations[row, first + i] = numbers[at]
        for party in range(len(table.parties)):
            place = self._parties[id] + party
            rows.worths[row, place] = worth(table, before, party, options)
            rows.reserves[row, place] = table.reserves[party](before, NO_PACKAGE)
