"""Replaces the names in an expression by what they refer to at its place in the scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

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
    PredicateName,
    Read,
)
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tracks import index_of
from game.rules.counts import MOST, Counts
from game.rules.intervals import Interval
from game.rules.places import Spot

TABLE_STATES = ("is_open", "signed", "agreed", "collapsed", "expired", "lapsed")

Answer = tuple[tuple[str, ...], int, int]
"""The ids that a predicate refers to, and the bounds of its value."""

Report = Callable[..., None]
"""Called as report(code, node, **values) for each name that can't be resolved."""


class Unresolved(Exception):
    """A name can't be resolved; this happens only in a scenario that was not checked."""


def refuse(code: str, node: Expression, **values: object) -> None:
    """Raises Unresolved; used as `report` for scenarios that have been checked."""
    raise Unresolved(f"{code}: {node} {values}")


def ignore(code: str, node: Expression, **values: object) -> None:
    """Does nothing; used as `report` where the same names are checked elsewhere."""


@frozen
class BoundsLookup:
    """Functions that return the lowest and highest possible value of what a name refers to."""

    value: Callable[[str], Interval]
    worth: Callable[[str, str], Interval]
    """The bounds of a worth, by table and party."""
    reserve: Callable[[str, str], Interval]
    """The bounds of a reservation value, by table and party."""
    score: Callable[[str], Interval]
    counts: Counts


PROJECT_READS: tuple[PredicateName, ...] = ("begun", "done", "left")
"""The functions that ask about a project."""


def known_ids(scenario: Scenario, kind: str) -> Iterable[str]:
    """The ids of a kind of thing, for suggesting a similar one."""
    match kind:
        case "name":
            return [*scenario.tracks, *scenario.settings, *scenario.values, "turn"]
        case "card":
            return [f"{d}.{c}" for d, deal in scenario.deals.items() for c in deal.cards]
        case _:
            ids: FrozenMap[str, object] = getattr(scenario, f"{kind}s")
            return ids


class NameResolver:
    """Replaces the names in one expression by what they refer to."""

    def __init__(
        self, scenario: Scenario, bounds: BoundsLookup, spot: Spot, report: Report
    ) -> None:
        self._scenario = scenario
        self._bounds = bounds
        self._spot = spot
        self._report = report

    def resolve(self, node: Expression) -> Expression:
        """Returns the tree with each name replaced by a `Read`; unknown ones become 0."""
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
            return Read("value", (id,), *self._bounds.value(id), at=node.at)
        if own is not None and own.levels:
            known = ", ".join(own.levels)
            self._report("unknown-level", node, found=id, owner=track, known=known)
        else:
            self._report(
                "unknown-name", node, found=id, known=tuple(known_ids(self._scenario, "name"))
            )
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
        """Resolves the terms; an id compared with a track or issue can name its level or option."""
        levels_by_term = [self._levels_of(term) for term in node.terms]
        terms = []
        for i, term in enumerate(node.terms):
            beside = [levels_by_term[j] for j in (i - 1, i + 1) if 0 <= j < len(levels_by_term)]
            terms.append(self._resolve_term(term, [levels for levels in beside if levels]))
        return Comparison(node.operators, tuple(terms), at=node.at)

    def _levels_of(self, term: Expression) -> tuple[str, FrozenMap[str, object]] | None:
        """The levels or options that a term can be compared with, and the name of their owner."""
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

    def _resolve_term(
        self, term: Expression, beside: list[tuple[str, FrozenMap[str, object]]]
    ) -> Expression:
        if not isinstance(term, Name):
            return self.resolve(term)
        for owner, levels in beside:
            index = index_of(levels, term.id)
            if index is not None:
                return Read("level", (owner, term.id), index, index, at=term.at)
        if beside and not self._is_name(term.id) and self._levels_of(term) is None:
            owner, levels = beside[0]
            self._report("unknown-level", term, found=term.id, owner=owner, known=", ".join(levels))
            return Number(0, at=term.at)
        return self._name(term)

    def _is_name(self, id: str) -> bool:
        """Whether an id alone means something anywhere."""
        return id in known_ids(self._scenario, "name")

    def _predicate(self, node: Predicate) -> Expression:
        function, subject = node.function, node.subject
        answer = _KINDS[function](self, node, subject)
        if answer is None:
            return Number(0, at=node.at)
        of, low, high = answer
        return Read(function, of, low, high, at=node.at)

    def _single_id(self, node: Predicate, kind: str) -> str | None:
        """Returns the id in a predicate about one kind of thing; None if it was reported."""
        subject = node.subject
        if isinstance(subject, Dotted):
            self._report(
                "predicate-dotted", subject, function=node.function, kind=kind, found=subject.id
            )
            return None
        return self._known_id(subject, subject.id, kind)

    def _known_id(self, node: Expression, id: str, kind: str) -> str | None:
        if id in known_ids(self._scenario, kind):
            return id
        known = tuple(known_ids(self._scenario, kind))
        self._report("unknown-reference", node, found=id, kind=kind, known=known)
        return None

    def _side_and_id(self, node: Predicate, kind: str) -> tuple[str, str] | None:
        """Returns the side and the id in `side.id`; None if one was reported."""
        subject = node.subject
        if not isinstance(subject, Dotted):
            self._report("predicate-side", subject, function=node.function, kind=kind)
            return None
        side = self._known_id(subject, subject.base, "side")
        thing = self._known_id(subject, subject.id, kind)
        return (side, thing) if side is not None and thing is not None else None

    def used(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        action = self._single_id(node, "action")
        return ((action,), 0, self._bounds.counts.used(action)) if action is not None else None

    def chose(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        pair = self._side_and_id(node, "action")
        if pair is None:
            return None
        side, action = pair
        if side not in self._scenario.actions[action].side:
            self._report("not-its-action", subject, side=side, action=action)
            return None
        return pair, 0, self._bounds.counts.today((side,), (action,))

    def count(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        if isinstance(subject, Dotted):
            pair = self._side_and_id(node, "tag")
            return (pair, 0, self._most_tagged(pair[:1], pair[1])) if pair is not None else None
        tag = self._single_id(node, "tag")
        if tag is None:
            return None
        return (tag,), 0, self._most_tagged(tuple(self._scenario.sides), tag)

    def _most_tagged(self, sides: tuple[str, ...], tag: str) -> int:
        actions = self._scenario.actions
        return self._bounds.counts.today(
            sides, tuple(id for id in actions if tag in actions[id].tags)
        )

    def fired(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        inject = self._single_id(node, "inject")
        return ((inject,), 0, self._bounds.counts.fired(inject)) if inject is not None else None

    def answered(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        if not isinstance(subject, Dotted):
            self._report("predicate-answer", subject, found=subject.id)
            return None
        id = self._known_id(subject, subject.base, "inject")
        if id is None:
            return None
        inject = self._scenario.injects[id]
        if inject.vote is not None:
            self._report("answered-vote", subject, inject=id)
            return None
        if subject.id not in inject.answers:
            known = ", ".join(inject.answers)
            self._report("unknown-answer", subject, found=subject.id, inject=id, known=known)
            return None
        if node.side is None:
            return (id, subject.id), 0, self._bounds.counts.answered(id, len(inject.ask))
        side = self._known_id(node.side, node.side.id, "side")
        if side is None:
            return None
        if side not in inject.ask:
            known = ", ".join(inject.ask)
            self._report("not-asked", node.side, side=side, inject=id, known=known)
            return None
        return (id, subject.id, side), 0, self._bounds.counts.answered(id, 1)

    def dealt(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        if not isinstance(subject, Dotted):
            self._report("predicate-card", subject, found=subject.id)
            return None
        deal = self._known_id(subject, subject.base, "deal")
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

    def stage(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        stage = self._single_id(node, "stage")
        return ((stage,), 0, 1) if stage is not None else None

    def promised(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        promise = self._single_id(node, "promise")
        if promise is None:
            return None
        return (promise,), 0, self._scenario.promises[promise].turns

    def ended(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        outcome = self._single_id(node, "outcome")
        return ((outcome,), 0, 1) if outcome is not None else None

    def score(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        side = self._single_id(node, "side")
        if side is None:
            return None
        if not self._spot.scores:
            self._report("no-score-here", node, found=side)
            return None
        return (side,), *self._bounds.score(side)

    def vote_result(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        inject = self._vote(node, subject) if isinstance(subject, Name) else None
        if isinstance(subject, Dotted):
            self._single_id(node, "inject")
        return ((inject,), 0, self._bounds.counts.fired(inject)) if inject is not None else None

    def support(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        pair = self._part_of_vote(node, subject)
        if pair is None:
            return None
        inject, count = pair
        parts = self._scenario.body_of(inject)
        counts = tuple(parts[2].counts) if parts is not None else ()
        return self._known_part(node, inject, "count", count, counts, 0, 100)

    def voted(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        pair = self._part_of_vote(node, subject)
        if pair is None:
            return None
        inject, member = pair
        voters = self._scenario.voters(inject)
        return self._known_part(node, inject, "member", member, voters, -1, 1)

    def _known_part(
        self,
        node: Predicate,
        inject: str,
        kind: str,
        id: str,
        known: tuple[str, ...],
        low: int,
        high: int,
    ) -> Answer | None:
        if id in known:
            return (inject, id), low, high
        self._report("unknown-reference", node.subject, found=id, kind=kind, known=known)
        return None

    def _part_of_vote(self, node: Predicate, subject: Name | Dotted) -> tuple[str, str] | None:
        """Returns the inject of a vote and what is named of it; None if one was reported."""
        if not isinstance(subject, Dotted):
            part = "count" if node.function == "support" else "member"
            values = {"function": node.function, "part": part, "found": subject.id}
            self._report("predicate-vote", subject, **values)
            return None
        inject = self._vote(node, Name(subject.base, at=subject.at))
        return (inject, subject.id) if inject is not None else None

    def _vote(self, node: Predicate, subject: Name) -> str | None:
        """Returns the id of an inject that puts something to a vote; None if it was reported."""
        id = self._known_id(subject, subject.id, "inject")
        if id is None:
            return None
        if self._scenario.injects[id].vote is None:
            self._report("no-vote", subject, function=node.function, found=id)
            return None
        return id

    def project(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        project = self._single_id(node, "project")
        if project is None:
            return None
        return (project,), 0, self._scenario.turns if node.function == "done" else MOST

    def table_state(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        table = self._single_id(node, "table")
        return ((table,), 0, 1) if table is not None else None

    def worth_or_reserve(self, node: Predicate, subject: Name | Dotted) -> Answer | None:
        table = self._single_id(node, "table")
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
            bounds = [self._bounds.worth(table, side) for side in asking]
            return of, min(0, *(low for low, _ in bounds)), max(0, *(high for _, high in bounds))
        bounds = [self._bounds.reserve(table, side) for side in asking]
        return of, min(low for low, _ in bounds), max(high for _, high in bounds)


_KINDS: dict[str, Callable[[NameResolver, Predicate, Name | Dotted], Answer | None]] = {
    "used": NameResolver.used,
    "chose": NameResolver.chose,
    "count": NameResolver.count,
    "fired": NameResolver.fired,
    "answered": NameResolver.answered,
    "dealt": NameResolver.dealt,
    "stage": NameResolver.stage,
    "promised": NameResolver.promised,
    **dict.fromkeys(TABLE_STATES, NameResolver.table_state),
    "ended": NameResolver.ended,
    "score": NameResolver.score,
    "carried": NameResolver.vote_result,
    "lost": NameResolver.vote_result,
    "support": NameResolver.support,
    "voted": NameResolver.voted,
    **dict.fromkeys(PROJECT_READS, NameResolver.project),
    "worth": NameResolver.worth_or_reserve,
    "reserve": NameResolver.worth_or_reserve,
}
