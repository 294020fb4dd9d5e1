"""Many games played by the reference engine, with which the kernel's games are compared."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.engine.scores import sheet
from game.kernel.rows import Ints, Rows, blank_rows
from game.model.decisions import FACILITATOR, Act, Move
from game.model.entries import Entry
from game.model.log_events import AgreementSigned
from game.rules.compiled import Rules
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
    signatures = _SignatureRecorder(rules, rows.options[row])
    deciders = {
        side: _count_legal(decide, rules, side, rows.legal)
        for side, decide in make_bots(rules, seats, seed).items()
    }
    state = play(game, deciders, {FACILITATOR: signatures})
    rows.outcome[row] = state.outcome
    rows.turns[row] = state.turn
    rows.decisions[row] = sum(game.moments[-1].taken.values())
    rows.scores[row] = [sheet(rules, state, side).total for side in range(len(rules.sides))]
    rows.tracks[row] = state.tracks
    rows.taken[row] = state.uses
    rows.fired[row] = state.fired
    rows.status[row] = [table.status for table in state.tables]
    return int(digest(rules, state), 16)


def _no_time() -> str:
    """Stands for the clock, since nobody keeps these lines."""
    return ""


def _count_legal(decide: Decide, rules: Rules, side: str, legal: Ints) -> Decide:
    """A bot that decides the same and counts the side's legal actions at each of its decisions."""

    def decide_and_count(request: DecisionRequest) -> Move:
        if not request.refused:
            for move in request.legal.moves:
                if isinstance(move, Act):
                    legal[rules.index.slots[side, move.action]] += 1
        return decide(request)

    return decide_and_count


class _SignatureRecorder:
    """Listens to a game and records the package signed last at each table."""

    def __init__(self, rules: Rules, options: Ints) -> None:
        self._rules = rules
        self._options = options
        """The row to fill in: by issue, table by table, the number of the option."""
        self._first: dict[str, int] = {}
        """By table, the place of its first issue in the row."""
        issues = 0
        for table in rules.tables:
            self._first[table.id] = issues
            issues += len(table.issues)

    def __call__(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, AgreementSigned):
                self._record(entry.event.table, entry.event.package)

    def _record(self, id: str, package: Mapping[str, str]) -> None:
        table = self._rules.tables[self._rules.index.tables[id]]
        for i, issue in enumerate(table.issues):
            self._options[self._first[id] + i] = issue.numbers[package[issue.id]]
