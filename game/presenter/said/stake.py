"""What each result of a vote surely means for a side's own score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from game.bots.reference.seen_game import SeenGame, SeenTable, package_numbers, see_game
from game.model.entries import may_see
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.play import AGREED, LAPSED, NOTHING, TableView
from game.presenter.worded_game import WordedGame
from game.rules.compiled import InjectRules, Rules, TableRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import CompiledChanges, EffectBlock


@frozen
class Stake:
    """What follows for a score from one result: what is written as a number, and nothing else."""

    lines: tuple[tuple[int, int], ...]
    """By line that changes, its index in the side's score and its change in points."""

    @property
    def total(self) -> int:
        """The change of all lines together."""
        return sum(points for _, points in self.lines)


@frozen
class Settled:
    """What becomes of signed packages with one result of a vote (rule 16.3)."""

    tables: tuple[TableView, ...] = ()
    """The tables that are agreed with it, or whose packages lapse."""
    waiting: tuple[TableView, ...] = ()
    """The tables that go on waiting for other votes."""


def settled_by(worded: WordedGame, side: str, inject: str) -> tuple[Settled, Settled]:
    """What becomes of signed packages, as a side sees them, if a vote is carried, and if not."""
    written = worded.words_for(side).scenario.tables
    seen = [
        (table, [vote for vote in written[table.id].ratifiers if vote not in table.ratified])
        for table in worded.view(side).tables.values()
        if table.signed is not None
    ]
    last = tuple(table for table, left in seen if left == [inject])
    waiting = tuple(table for table, left in seen if inject in left and left != [inject])
    return Settled(last, waiting), Settled((*last, *waiting))


def stakes_of(worded: WordedGame, side: str, inject: str) -> tuple[Stake, Stake]:
    """What it means for a side's score if a proposal is carried, and if it is lost.

    Both are computed from what the side sees (rule 12.2): what is hidden from it changes neither.
    """
    rules = worded.game.rules
    asked = rules.injects[rules.index.injects[inject]]
    assert asked.vote is not None
    seen = see_game(rules, worded.view(side))
    agreed, rejected = (each.tables for each in settled_by(worded, side, inject))
    return (
        _stake(rules, side, seen, _after(rules, side, seen, asked, agreed, (1, 0))),
        _stake(rules, side, seen, _after(rules, side, seen, asked, rejected, (0, 1))),
    )


def _after(
    rules: Rules,
    side: str,
    seen: SeenGame,
    asked: InjectRules,
    settled: tuple[TableView, ...],
    counts: tuple[int, int],
) -> SeenGame:
    """The game as a side sees it with one result. counts: how much oftener carried, and lost."""
    assert asked.vote is not None
    is_carried = counts == (1, 0)
    tracks, votes, tables = list(seen.tracks), list(seen.votes), list(seen.tables)
    blocks = [asked.vote.carried if is_carried else asked.vote.lost]
    for view in settled:
        number = rules.index.tables[view.id]
        blocks += _blocks(rules.tables[number], view, is_carried=is_carried)
        tables[number] = _settled(rules, rules.tables[number], view, is_agreed=is_carried)
    for step in (step for block in blocks for step in block.program):
        for change in step.changes if isinstance(step, CompiledChanges) else ():
            track, amount = rules.tracks[change.track], change.amount.tree
            if isinstance(amount, Number) and may_see(side, track.seen_by):
                before = tracks[change.track]
                after = {
                    "+": before + amount.value,
                    "-": before - amount.value,
                    "=": amount.value,
                }[change.operator]
                tracks[change.track] = min(max(after, track.low), track.high)
    vote = votes[asked.vote.number]
    carried, lost = vote.carried + counts[0], vote.lost + counts[1]
    votes[asked.vote.number] = evolve(vote, carried=carried, lost=lost)
    return evolve(seen, tracks=tuple(tracks), votes=tuple(votes), tables=tuple(tables))


def _settled(rules: Rules, table: TableRules, view: TableView, *, is_agreed: bool) -> SeenTable:
    """A table when its signed package is ratified, or when it isn't."""
    if not is_agreed:
        return SeenTable(LAPSED, (NOTHING,) * len(table.issues), (0,) * len(table.parties))
    worths = tuple(view.worths.get(rules.sides[party], 0) for party in table.parties)
    return SeenTable(AGREED, package_numbers(table, view.signed or FrozenMap()), worths)


def _blocks(table: TableRules, view: TableView, *, is_carried: bool) -> Iterator[EffectBlock]:
    """What follows at a table when its signed package is ratified, or when it isn't."""
    package = package_numbers(table, view.signed or FrozenMap())
    for issue, option, early in zip(table.issues, package, table.provisional, strict=True):
        if is_carried and not early:
            yield issue.options[option].effects
        elif early and not is_carried:
            yield issue.options[option].lapsed
    yield table.agreed if is_carried else table.rejected


def _stake(rules: Rules, side: str, before: SeenGame, after: SeenGame) -> Stake:
    lines: Sequence[tuple[int, int]] = [
        (i, line.points(after, NO_PACKAGE) - line.points(before, NO_PACKAGE))
        for i, line in enumerate(rules.scores[rules.index.sides[side]])
        if not line.hidden
    ]
    return Stake(tuple((i, points) for i, points in lines if points))
