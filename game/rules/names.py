"""What the names in an expression mean where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.model.effects import ChangeOperator
from game.model.expressions import (
    And,
    Arithmetic,
    Call,
    Comparison,
    Dotted,
    Expression,
    IfElse,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Predicate,
    Read,
    children,
)
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tables import Option, Weight
from game.model.tracks import index_of
from game.rules.intervals import UNKNOWN, Interval, interval, is_countable
from game.rules.places import ANYWHERE, Spot

MOST = 9999
COUNTS = ("used", "chose", "count", "fired")
TABLE_STATES = ("is_open", "agreed", "collapsed", "expired", "lapsed")

Found = tuple[tuple[str, ...], int, int]
"""What a predicate asks about, and the bounds of its answer."""

Report = Callable[..., None]
"""Called as report(code, node, **values) for each name that means nothing where it stands."""


class Unresolved(Exception):
    """A name means nothing where it stands; only met where `check` was passed over."""


def refuse(code: str, node: Expression, **values: object) -> None:
    """The report of callers that have checked before: raises Unresolved."""
    raise Unresolved(f"{code}: {node} {values}")


class Names:
    """The names of one scenario. `resolve` gives each expression its meaning."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._values: dict[str, Interval] = {}
        self._under_way = False
        self._worths: dict[tuple[str, str], list[Interval]] = {}
        self._scores: dict[str, Interval] = {}

    def resolve(
        self, node: Expression, spot: Spot = ANYWHERE, report: Report = refuse
    ) -> Expression:
        """The tree with every name turned into a `Read`; unknown ones are reported and count 0."""
        return _Resolver(self, spot, report).resolve(node)

    def amount(
        self, track: str, operator: ChangeOperator, node: Expression, report: Report = refuse
    ) -> Expression:
        """The resolved amount of a change; after `=` it may name levels of the track itself."""
        own = Spot(levels=track) if operator == "=" else ANYWHERE
        return self.resolve(node, own, report)

    def value_bounds(self, id: str) -> Interval:
        """Between which numbers a named expression lies; a circle counts as [0, 1]."""
        if id not in self._values and not self._under_way:
            self._under_way = True
            for each in self._values_under(id):
                tree = self.resolve(self.scenario.values[each], ANYWHERE, silent)
                self._values[each] = interval(tree, _nothing)
            self._under_way = False
        return self._values.get(id, (0, 1))

    def _values_under(self, id: str) -> list[str]:
        """The values that a value needs, itself the last, each behind those that it needs.

        Without recursion, as a scenario may have any number of them.
        """
        found: list[str] = []
        seen, waiting = {id}, [(id, self._values_in(id))]
        while waiting:
            inner = next((name for name in waiting[-1][1] if name not in seen), None)
            if inner is None:
                found.append(waiting.pop()[0])
            else:
                seen.add(inner)
                waiting.append((inner, self._values_in(inner)))
        return found

    def _values_in(self, value: str) -> Iterator[str]:
        nodes = [self.scenario.values[value]]
        while nodes:
            node = nodes.pop()
            nodes += children(node)
            id = node.id if isinstance(node, Name) else ""
            if id in self.scenario.values and id not in self._values:
                yield id

    def worth_bounds(self, table: str, side: str) -> Interval:
        """Between which numbers any package's worth to a party lies (rule 5.6).

        A worth that the engine can't count, which `check` reports, counts as [0, 1].
        """
        if not is_countable(self.worth_range(table, side)):
            return UNKNOWN
        low = high = 0
        for bounds in self._issue_bounds(table, side):
            low, high = low + bounds[0], high + bounds[1]
        return low, high

    def worth_range(self, table: str, side: str) -> Interval:
        """The least and the greatest sum that any of a table's options have for a party.

        Unlike `worth_bounds` it holds the sum of any few options too, in whatever order they are
        added up.
        """
        bounds = self._issue_bounds(table, side)
        return sum(min(0, low) for low, _ in bounds), sum(max(0, high) for _, high in bounds)

    def _issue_bounds(self, table: str, side: str) -> list[Interval]:
        """By issue, between which numbers each of its options is worth to a party."""
        if (table, side) not in self._worths:
            by_issue = []
            for issue in self.scenario.tables[table].issues.values():
                bounds = [
                    self._option_bounds(table, side, issue.weight.get(side), option)
                    for option in issue.options.values()
                ]
                if bounds:
                    by_issue.append((min(b[0] for b in bounds), max(b[1] for b in bounds)))
            self._worths[table, side] = by_issue
        return self._worths[table, side]

    def _option_bounds(
        self, table: str, side: str, weight: Weight | None, option: Option
    ) -> Interval:
        low = high = 0
        spot = Spot(table=table)
        if side in option.worth:
            low, high = interval(self.resolve(option.worth[side], spot, silent), _nothing)
        if weight is None or side not in option.value:
            return low, high
        weights = weight.values() if isinstance(weight, FrozenMap) else (weight,)
        found = []
        for each in weights:
            bounds = interval(self.resolve(each, ANYWHERE, silent), _nothing)
            found += [w * option.value[side] // 100 for w in bounds]
        return low + min(found), high + max(found)

    def score_bounds(self, side: str) -> Interval:
        """Between which numbers a side's score lies (rule 8.3).

        A score that the engine can't count, which `check` reports, counts as [0, 1].
        """
        bounds = self.score_range(side)
        return bounds if is_countable(bounds) else UNKNOWN

    def score_range(self, side: str) -> Interval:
        """The least and the greatest sum of a side's score lines."""
        if side not in self._scores:
            low = high = 0
            for line in self.scenario.sides[side].score:
                tree = self.resolve(line.points, Spot(asking=(side,)), silent)
                bounds = interval(tree, _nothing)
                low, high = low + bounds[0], high + bounds[1]
            self._scores[side] = low, high
        return self._scores[side]

    def reserve_bounds(self, table: str, side: str) -> Interval:
        """Between which numbers a party's reserve lies."""
        reserve = self.scenario.tables[table].reserve.get(side)
        if reserve is None:
            return 0, 0
        return interval(self.resolve(reserve, ANYWHERE, silent), _nothing)

    def known(self, kind: str) -> Iterable[str]:
        """The ids of a kind, for finding the nearest right word."""
        scenario = self.scenario
        match kind:
            case "name":
                return [*scenario.tracks, *scenario.settings, *scenario.values, "turn"]
            case "card":
                return [f"{d}.{c}" for d, deal in scenario.deals.items() for c in deal.cards]
            case _:
                found: FrozenMap[str, object] = getattr(scenario, f"{kind}s")
                return found


def silent(code: str, node: Expression, **values: object) -> None:
    """The report for bounds: the same names are reported where they are checked."""


def _nothing(node: Expression, bounds: Interval) -> None:
    """The overflow report for bounds: the same expressions are reported where they are checked."""


class _Resolver:
    def __init__(self, names: Names, spot: Spot, report: Report) -> None:
        self._names = names
        self._scenario = names.scenario
        self._spot = spot
        self._report = report

    def resolve(self, node: Expression) -> Expression:
        match node:
            case Number() | Read():
                return node
            case Name():
                return self._name(node)
            case Dotted():
                return self._issue(node)
            case Predicate():
                return self._predicate(node)
            case Call(function=function, arguments=arguments, at=at):
                return Call(function, tuple(self.resolve(a) for a in arguments), at=at)
            case Negative(operand=operand, at=at):
                return Negative(self.resolve(operand), at=at)
            case Not(operand=operand, at=at):
                return Not(self.resolve(operand), at=at)
            case Arithmetic(operator=operator, left=left, right=right, at=at):
                return Arithmetic(operator, self.resolve(left), self.resolve(right), at=at)
            case Comparison():
                return self._comparison(node)
            case And(terms=terms, at=at):
                return And(tuple(self.resolve(t) for t in terms), at=at)
            case Or(terms=terms, at=at):
                return Or(tuple(self.resolve(t) for t in terms), at=at)
            case IfElse(test=test, then=then, otherwise=otherwise, at=at):
                return IfElse(
                    self.resolve(test), self.resolve(then), self.resolve(otherwise), at=at
                )

    def _name(self, node: Name) -> Expression:
        scenario, id = self._scenario, node.id
        if id == "turn":
            return Read("turn", (), 0, scenario.turns, at=node.at)
        if self._spot.table is not None:
            issue = scenario.tables[self._spot.table].issues.get(id)
            if issue is not None:
                top = max(len(issue.options) - 1, 0)
                return Read("package", (self._spot.table, id), 0, top, at=node.at)
        track = self._spot.levels
        own = scenario.tracks.get(track) if track is not None else None
        index = index_of(own.levels, id) if own is not None else None
        if track is not None and index is not None:
            return Read("level", (track, id), index, index, at=node.at)
        if id in scenario.tracks:
            return Read("track", (id,), *scenario.tracks[id].bounds, at=node.at)
        if id in scenario.settings:
            return Read("setting", (id,), *scenario.settings[id].bounds, at=node.at)
        if id in scenario.values:
            return Read("value", (id,), *self._names.value_bounds(id), at=node.at)
        if own is not None and own.levels:
            known = ", ".join(own.levels)
            self._report("unknown-level", node, found=id, owner=track, known=known)
        else:
            self._report("unknown-name", node, found=id, known=tuple(self._names.known("name")))
        return Number(0, at=node.at)

    def _issue(self, node: Dotted) -> Expression:
        tables = self._scenario.tables
        table = tables.get(node.base)
        if table is None:
            self._report("unknown-dotted", node, found=node.base, known=tuple(tables))
            return Number(0, at=node.at)
        issue = table.issues.get(node.id)
        if issue is None:
            known = ", ".join(table.issues)
            self._report("unknown-issue", node, found=node.id, table=node.base, known=known)
            return Number(0, at=node.at)
        return Read("option", (node.base, node.id), -1, len(issue.options) - 1, at=node.at)

    def _comparison(self, node: Comparison) -> Expression:
        """Resolves terms; an id beside a track or issue is its level or option."""
        ladders = [self._ladder(term) for term in node.terms]
        terms = []
        for i, term in enumerate(node.terms):
            beside = [ladders[j] for j in (i - 1, i + 1) if 0 <= j < len(ladders)]
            terms.append(self._step(term, [ladder for ladder in beside if ladder]))
        return Comparison(node.operators, tuple(terms), at=node.at)

    def _ladder(self, term: Expression) -> tuple[str, FrozenMap[str, object]] | None:
        """The levels or options that a term can be compared with, with what they belong to."""
        scenario = self._scenario
        if isinstance(term, Name):
            if self._spot.table is not None:
                issue = scenario.tables[self._spot.table].issues.get(term.id)
                if issue is not None:
                    return term.id, issue.options
            track = scenario.tracks.get(term.id)
            if track is not None and track.levels:
                return term.id, track.levels
        if isinstance(term, Dotted) and term.base in scenario.tables:
            issue = scenario.tables[term.base].issues.get(term.id)
            if issue is not None:
                return f"{term.base}.{term.id}", issue.options
        return None

    def _step(
        self, term: Expression, beside: list[tuple[str, FrozenMap[str, object]]]
    ) -> Expression:
        if not isinstance(term, Name):
            return self.resolve(term)
        for owner, ladder in beside:
            index = index_of(ladder, term.id)
            if index is not None:
                return Read("level", (owner, term.id), index, index, at=term.at)
        if beside and term.id not in self._names.known("name") and self._ladder(term) is None:
            owner, ladder = beside[0]
            self._report("unknown-level", term, found=term.id, owner=owner, known=", ".join(ladder))
            return Number(0, at=term.at)
        return self._name(term)

    def _predicate(self, node: Predicate) -> Expression:
        function, subject = node.function, node.subject
        found = _KINDS[function](self, node, subject)
        if found is None:
            return Number(0, at=node.at)
        of, low, high = found
        return Read(function, of, low, high, at=node.at)

    def _single(self, node: Predicate, kind: str) -> str | None:
        """The id in a predicate over one kind of thing, None where it is reported."""
        subject = node.subject
        if isinstance(subject, Dotted):
            self._report(
                "predicate-dotted", subject, function=node.function, kind=kind, found=subject.id
            )
            return None
        return self._one(subject, subject.id, kind)

    def _one(self, node: Expression, id: str, kind: str) -> str | None:
        if id in self._names.known(kind):
            return id
        known = tuple(self._names.known(kind))
        self._report("unknown-reference", node, found=id, kind=kind, known=known)
        return None

    def _of_side(self, node: Predicate, kind: str) -> tuple[str, str] | None:
        """The side and thing in `side.thing`, None where it is reported."""
        subject = node.subject
        if not isinstance(subject, Dotted):
            self._report("predicate-side", subject, function=node.function, kind=kind)
            return None
        side = self._one(subject, subject.base, "side")
        thing = self._one(subject, subject.id, kind)
        return (side, thing) if side is not None and thing is not None else None

    def used(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        action = self._single(node, "action")
        return ((action,), 0, MOST) if action is not None else None

    def chose(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        found = self._of_side(node, "action")
        if found is None:
            return None
        side, action = found
        if side not in self._scenario.actions[action].side:
            self._report("not-its-action", subject, side=side, action=action)
            return None
        return found, 0, MOST

    def count(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        if isinstance(subject, Dotted):
            found = self._of_side(node, "tag")
            return (found, 0, MOST) if found is not None else None
        tag = self._single(node, "tag")
        return ((tag,), 0, MOST) if tag is not None else None

    def fired(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        inject = self._single(node, "inject")
        return ((inject,), 0, MOST) if inject is not None else None

    def dealt(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        if not isinstance(subject, Dotted):
            self._report("predicate-card", subject, found=subject.id)
            return None
        deal = self._one(subject, subject.base, "deal")
        if deal is None:
            return None
        if subject.id not in self._scenario.deals[deal].cards:
            known = ", ".join(self._scenario.deals[deal].cards)
            self._report("unknown-card", subject, found=subject.id, deal=deal, known=known)
            return None
        if not self._spot.dealt:
            self._report("dealt-too-early", subject, deal=deal)
            return None
        return (deal, subject.id), 0, 1

    def stage(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        stage = self._single(node, "stage")
        return ((stage,), 0, 1) if stage is not None else None

    def promised(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        promise = self._single(node, "promise")
        if promise is None:
            return None
        return (promise,), 0, self._scenario.promises[promise].turns

    def ended(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        outcome = self._single(node, "outcome")
        return ((outcome,), 0, 1) if outcome is not None else None

    def score(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        side = self._single(node, "side")
        if side is None:
            return None
        if not self._spot.scores:
            self._report("no-score-here", node, found=side)
            return None
        return (side,), *self._names.score_bounds(side)

    def table_state(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        table = self._single(node, "table")
        return ((table,), 0, 1) if table is not None else None

    def own(self, node: Predicate, subject: Name | Dotted) -> Found | None:
        table = self._single(node, "table")
        if table is None:
            return None
        asking = self._spot.asking
        if not asking:
            self._report("no-asking-side", node, function=node.function, found=table)
            return None
        outside = [side for side in asking if side not in self._scenario.tables[table].between]
        if outside:
            self._report("not-a-party", node, function=node.function, table=table, side=outside[0])
            return None
        of = (table, *asking) if len(asking) == 1 else (table,)
        if node.function == "worth":
            found = [self._names.worth_bounds(table, side) for side in asking]
            return of, min(0, *(f[0] for f in found)), max(0, *(f[1] for f in found))
        found = [self._names.reserve_bounds(table, side) for side in asking]
        return of, min(f[0] for f in found), max(f[1] for f in found)


_KINDS: dict[str, Callable[[_Resolver, Predicate, Name | Dotted], Found | None]] = {
    "used": _Resolver.used,
    "chose": _Resolver.chose,
    "count": _Resolver.count,
    "fired": _Resolver.fired,
    "dealt": _Resolver.dealt,
    "stage": _Resolver.stage,
    "promised": _Resolver.promised,
    **dict.fromkeys(TABLE_STATES, _Resolver.table_state),
    "ended": _Resolver.ended,
    "score": _Resolver.score,
    "worth": _Resolver.own,
    "reserve": _Resolver.own,
}
