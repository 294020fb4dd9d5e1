"""Many games by the reference engine, a row a game: what the kernel's rows are held against."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.engine.scores import sheet
from game.kernel.rows import Ints, Rows, blank_rows
from game.model.decisions import FACILITATOR, Act, Move
from game.model.entries import AgreementSigned, Entry
from game.rules.compiled import Rules
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game


def play_reference(rules: Rules, seats: Mapping[str, str], seed: int, games: int) -> Rows:
    """Plays games with the seeds seed, seed + 1, … to their ends, bots in every seat."""
    rows = blank_rows(rules, seed, games)
    digests = sum(_play(rules, seats, rows, row) for row in range(games))
    return evolve(rows, digest=digests % 2**64)


def _play(rules: Rules, seats: Mapping[str, str], rows: Rows, row: int) -> int:
    """Plays the game of one row, fills it in, and returns the last state's digest."""
    seed = int(rows.seed[row])
    game = Game(rules, seed, wall=_timeless)
    signing = _Signing(rules, rows.options[row])
    deciders = {
        side: _counting(decide, rules, side, rows.legal)
        for side, decide in make_bots(rules, seats, seed).items()
    }
    state = play(game, deciders, {FACILITATOR: signing})
    rows.outcome[row] = state.outcome
    rows.turns[row] = state.turn
    rows.decisions[row] = sum(game.moments[-1].taken.values())
    rows.scores[row] = [sheet(rules, state, side).total for side in range(len(rules.sides))]
    rows.tracks[row] = state.tracks
    rows.taken[row] = state.uses
    rows.fired[row] = state.fired
    rows.status[row] = [table.status for table in state.tables]
    return int(digest(rules, state), 16)


def _timeless() -> str:
    """The time of lines that nobody keeps."""
    return ""


def _counting(decide: Decide, rules: Rules, side: str, legal: Ints) -> Decide:
    """Decides alike, and counts which of the side's actions were legal each time it decided."""

    def counted(asking: DecisionRequest) -> Move:
        if not asking.refused:
            for move in asking.legal.moves:
                if isinstance(move, Act):
                    legal[rules.index.slots[side, move.action]] += 1
        return decide(asking)

    return counted


class _Signing:
    """Listens for signatures, and notes what was signed last at each table."""

    def __init__(self, rules: Rules, options: Ints) -> None:
        self._rules = rules
        self._options = options
        """By issue, table by table."""
        self._begin: dict[str, int] = {}
        """By table, the place of its first issue."""
        issues = 0
        for table in rules.tables:
            self._begin[table.id] = issues
            issues += len(table.issues)

    def __call__(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, AgreementSigned):
                self._note(entry.event.table, entry.event.package)

    def _note(self, id: str, package: Mapping[str, str]) -> None:
        table = self._rules.tables[self._rules.index.tables[id]]
        for i, issue in enumerate(table.issues):
            self._options[self._begin[id] + i] = issue.numbers[package[issue.id]]
