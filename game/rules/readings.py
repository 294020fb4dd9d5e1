"""Compiles expressions: for each name, the function that reads its value from a game."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import cast

from attrs import evolve

from game.model.actions import Action
from game.model.effects import ChangeOperator
from game.model.expressions import SECRET_KINDS, ZERO, Expression, Read, ReadKind, children
from game.model.play import AGREED, NOTHING, SIGNED, STATUS
from game.model.scenario import Scenario
from game.rules.counts import MOST
from game.rules.evaluate import CompiledFormula, Function, Package, Reading, formula
from game.rules.index import Index
from game.rules.intervals import Interval, interval
from game.rules.name_resolver import PROJECT_READS
from game.rules.names import Names
from game.rules.places import ANYWHERE, Path, spot

_STATUS = {"is_open" if word == "open" else word: i for i, word in enumerate(STATUS)}

Sides = tuple[str, ...] | None
"""The sides that see something; None: everybody sees it."""


def both(one: Sides, other: Sides) -> Sides:
    """The sides that are in both of two groups."""
    if one is None or other is None:
        return other if one is None else one
    return tuple(side for side in one if side in other)


def knowers(action: Action, takers: Sequence[str] | None = None) -> Sides:
    """The sides that always learn when one of some sides (by default any) takes an action."""
    takers = [side for side in action.side if not takers or side in takers]
    if not action.secret or not takers:
        return None
    return tuple(takers) if len(takers) == 1 else ()


class FormulaCompiler:
    """Turns the expressions of one scenario into functions."""

    def __init__(self, scenario: Scenario, index: Index) -> None:
        self._scenario = scenario
        self._index = index
        self._names = Names(scenario)
        self._values: dict[str, CompiledFormula] = {}
        self.counted_injects: set[str] = set()
        """The injects whose answers the expressions compiled so far count."""

    def tree(self, node: Expression, path: Path, side: str = "") -> Expression:
        """Resolves the expression at a path. side: the side that asks, if the path doesn't say."""
        place = spot(self._scenario, path)
        return self._names.resolve(node, evolve(place, asking=(side,)) if side else place)

    def at(self, node: Expression, path: Path, side: str = "") -> CompiledFormula:
        """Compiles the expression at a path."""
        return self.of(self.tree(node, path, side))

    def of(self, tree: Expression) -> CompiledFormula:
        """Compiles a resolved tree."""
        return formula(tree, self._leaf)

    def amount(self, track: str, operator: ChangeOperator, node: Expression) -> CompiledFormula:
        """Compiles the amount of a change, which may name a level of its track."""
        tree = self._names.resolve_amount(track, operator, node)
        compiled = self.of(tree)
        if compiled.tree == tree:
            return compiled

        # A named value alone is not a number that is written here, even if it is one (rule 12.2).
        def named(reading: Reading, package: Package) -> int:
            return compiled(reading, package)

        named.tree = tree  # type: ignore[attr-defined]
        return cast(CompiledFormula, named)

    def bounds(self, node: Expression, path: Path) -> Interval:
        """The lowest and highest possible value of the expression at a path (rule 1.3)."""
        return interval(self.tree(node, path))

    def reads(self, tree: Expression) -> Iterator[Read]:
        """Yields everything that a resolved tree reads, also through named values."""
        seen, waiting = set[str](), [tree]
        while waiting:
            node = waiting.pop()
            waiting += children(node)
            if isinstance(node, Read):
                yield node
                if node.kind == "value" and node.of[0] not in seen:
                    seen.add(node.of[0])
                    waiting.append(
                        self._names.resolve(self._scenario.values[node.of[0]].formula, ANYWHERE)
                    )

    def readers(self, tree: Expression) -> Sides:
        """The sides that see everything that a resolved tree reads (rule 7.1)."""
        return reduce(both, map(self._readers_of, self.reads(tree)), None)

    def hides(self, tree: Expression, side: str) -> bool:
        """Whether a resolved tree reads a thing of which a side doesn't know (rule 7.4)."""
        kinds = [(SECRET_KINDS.get(read.kind), read.of) for read in self.reads(tree)]
        readers = [self._scenario.readers_of(kind, of[0]) for kind, of in kinds if kind is not None]
        return any(seen_by is not None and side not in seen_by for seen_by in readers)

    def _readers_of(self, read: Read) -> Sides:
        kind = SECRET_KINDS.get(read.kind)
        known = None if kind is None else self._scenario.readers_of(kind, read.of[0])
        return both(known, self._told_to(read))

    def _told_to(self, read: Read) -> Sides:
        """The sides that see what is read of a thing of which they know."""
        scenario = self._scenario
        match read.kind:
            case "dealt" | "card":
                return scenario.deals[read.of[0]].to
            case "used" | "chose":
                action = scenario.actions[read.of[-1]]
                return knowers(action, read.of[:1] if read.kind == "chose" else None)
            case "count":
                *by, tag = read.of
                tagged = [action for action in scenario.actions.values() if tag in action.tags]
                return reduce(both, (knowers(action, by) for action in tagged), None)
            case "worth" | "reserve":
                return read.of[1:]
            case "score":
                return ()
            case "support" | "voted":
                vote = scenario.injects[read.of[0]].vote
                hidden = ("secret",) if read.kind == "support" else ("counted", "secret")
                return () if vote is not None and vote.ballots in hidden else None
            case _:
                return None

    def _leaf(self, read: Read) -> Function | int:
        return _LEAVES[read.kind](self, read)

    def turn(self, _read: Read) -> Function:
        return lambda r, _p: r.turn

    def track(self, read: Read) -> Function:
        i = self._index.tracks[read.of[0]]
        return lambda r, _p: r.tracks[i]

    def setting(self, read: Read) -> int:
        return self._scenario.settings[read.of[0]].value

    def level(self, read: Read) -> int:
        return read.low

    def value(self, read: Read) -> Function:
        id = read.of[0]
        if id not in self._values:
            self._values[id] = self.of(
                self._names.resolve(self._scenario.values[id].formula, ANYWHERE)
            )
        return self._values[id]

    def option(self, read: Read) -> Function:
        table, issue = read.of
        t, i = self._index.tables[table], self._index.issues[table][issue]
        return lambda r, _p: r.tables[t].options[i] if r.tables[t].status == AGREED else NOTHING

    def package(self, read: Read) -> Function:
        i = self._index.issues[read.of[0]][read.of[1]]
        return lambda _r, p: p[i]

    def used(self, read: Read) -> Function:
        slots = self._index.slots_of(read.of[0])
        return lambda r, _p: min(sum([r.uses[slot] for slot in slots]), MOST)

    def chose(self, read: Read) -> Function:
        slot = self._index.slots[read.of[0], read.of[1]]
        return lambda r, _p: min(r.today[slot], MOST)

    def count(self, read: Read) -> Function:
        *by, tag = read.of
        slots = [
            i
            for (side, action), i in self._index.slots.items()
            if tag in self._scenario.actions[action].tags and (not by or side == by[0])
        ]
        return lambda r, _p: min(sum([r.today[slot] for slot in slots]), MOST)

    def fired(self, read: Read) -> Function:
        i = self._index.injects[read.of[0]]
        return lambda r, _p: min(r.fired[i], MOST)

    def answered(self, read: Read) -> Function:
        self.counted_injects.add(read.of[0])
        numbers = self._index.answers_of(*read.of)
        return lambda r, _p: min(sum([r.answered[number] for number in numbers]), MOST)

    def dealt(self, read: Read) -> Function:
        deal, card = read.of
        d, c = self._index.deals[deal], self._index.cards[deal][card]
        return lambda r, _p: 1 if r.cards[d] == c else 0

    def stage(self, read: Read) -> Function:
        i = self._index.stages[read.of[0]]
        return lambda r, _p: 1 if r.stage == i else 0

    def promised(self, read: Read) -> Function:
        i = self._index.promises[read.of[0]]
        return lambda r, _p: r.promises[i]

    def status(self, read: Read) -> Function:
        t, status = self._index.tables[read.of[0]], _STATUS[read.kind]
        return lambda r, _p: 1 if r.tables[t].status == status else 0

    def signed(self, read: Read) -> Function:
        """Whether a package is signed, in force or not (rule 16.5)."""
        t = self._index.tables[read.of[0]]
        return lambda r, _p: 1 if r.tables[t].status in (AGREED, SIGNED) else 0

    def ended(self, read: Read) -> Function:
        i = self._index.outcomes[read.of[0]]
        return lambda r, _p: 1 if r.outcome == i else 0

    def vote_result(self, read: Read) -> Function:
        i = self._index.votes[read.of[0]]
        if read.kind == "carried":
            return lambda r, _p: min(r.votes[i].carried, MOST)
        return lambda r, _p: min(r.votes[i].lost, MOST)

    def support(self, read: Read) -> Function:
        i, parts = self._index.votes[read.of[0]], self._scenario.body_of(read.of[0])
        assert parts is not None
        count = [*parts[2].counts].index(read.of[1])
        return lambda r, _p: r.votes[i].support[count]

    def voted(self, read: Read) -> Function:
        i, member = self._index.votes[read.of[0]], self._index.members[read.of[0]][read.of[1]]
        return lambda r, _p: r.votes[i].ballots[member]

    def project(self, read: Read) -> Function:
        i = self._index.projects[read.of[0]]
        if read.kind == "left":
            return lambda r, _p: r.projects[i].left
        if read.kind == "begun":
            return lambda r, _p: min(r.projects[i].begun, MOST)
        return lambda r, _p: min(r.projects[i].done, MOST)

    def score(self, read: Read) -> Function:
        """A side's total score now (rule 8.2)."""
        side = read.of[0]
        lines = [
            self.at(line.points, ("sides", side, "score", i, "points"))
            for i, line in enumerate(self._scenario.sides[side].score)
        ]
        return lambda r, p: sum([line(r, p) for line in lines])

    def card(self, read: Read) -> Function:
        d = self._index.deals[read.of[0]]
        return lambda r, _p: r.cards[d]

    def worth(self, read: Read) -> Function:
        """The worth of the agreed package at signature to the side that asks (rule 5.6)."""
        table, side = read.of
        t, party = self._index.tables[table], self._index.parties[table][side]
        return lambda r, _p: r.tables[t].worths[party] if r.tables[t].status == AGREED else 0

    def reserve(self, read: Read) -> Function:
        """The reservation value of the side that asks."""
        return self.reserve_of(*read.of)

    def reserve_of(self, table: str, side: str) -> CompiledFormula:
        """Compiles a side's reservation value at a table; 0 if the author gives none."""
        node = self._scenario.tables[table].reserve.get(side)
        if node is None:
            return self.of(ZERO)
        return self.at(node, ("tables", table, "reserve", side))


_LEAVES: dict[ReadKind, Callable[[FormulaCompiler, Read], Function | int]] = {
    "turn": FormulaCompiler.turn,
    "track": FormulaCompiler.track,
    "setting": FormulaCompiler.setting,
    "level": FormulaCompiler.level,
    "value": FormulaCompiler.value,
    "option": FormulaCompiler.option,
    "package": FormulaCompiler.package,
    "used": FormulaCompiler.used,
    "chose": FormulaCompiler.chose,
    "count": FormulaCompiler.count,
    "fired": FormulaCompiler.fired,
    "answered": FormulaCompiler.answered,
    "dealt": FormulaCompiler.dealt,
    "card": FormulaCompiler.card,
    "stage": FormulaCompiler.stage,
    "promised": FormulaCompiler.promised,
    **dict.fromkeys(
        ("is_open", "agreed", "collapsed", "expired", "lapsed"), FormulaCompiler.status
    ),
    "signed": FormulaCompiler.signed,
    "ended": FormulaCompiler.ended,
    "score": FormulaCompiler.score,
    "carried": FormulaCompiler.vote_result,
    "lost": FormulaCompiler.vote_result,
    "support": FormulaCompiler.support,
    "voted": FormulaCompiler.voted,
    **dict.fromkeys(PROJECT_READS, FormulaCompiler.project),
    "worth": FormulaCompiler.worth,
    "reserve": FormulaCompiler.reserve,
}
