"""Expressions: their names, their bounds, and whether they show a side what it may not see."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.draft import Draft, Formula
from game.authoring.nodes import Finding, Path
from game.model.expressions import Expression, Name, Number, Read, children
from game.model.scenario import Scenario
from game.rules.expressions import unparse
from game.rules.intervals import Interval, interval
from game.rules.names import Names, silent
from game.rules.places import spot

_CONDITIONS = ("when", "broken", "kept_when")
_CONDITION_LISTS = ("rules", "then")


def check_formulas(draft: Draft, names: Names) -> None:
    """Resolves every expression of the scenario and reports what is wrong with it."""
    sight = _Sight(draft.scenario, names)
    for formula in draft.formulas:
        tree = _resolve(draft, names, formula)
        if tree is not None:
            _bounds(draft, formula, tree)
            sight.check(draft, formula, tree)
    _circles(draft)
    _costs(draft, sight)


def _resolve(draft: Draft, names: Names, formula: Formula) -> Expression | None:
    """The tree with its names understood; None where one of them wasn't."""
    failed = False

    def report(code: str, node: Expression, **values: object) -> None:
        nonlocal failed
        failed = True
        at = formula.lead + node.at
        draft.findings.append(Finding(code, formula.path, values, at=at))

    if formula.track is not None:
        return _level(draft, names, formula)
    tree = names.resolve(formula.expression, spot(draft.scenario, formula.path), report)
    return None if failed else tree


def _level(draft: Draft, names: Names, formula: Formula) -> Expression | None:
    """The amount of a `=` change, which may name a level of its track."""
    plain = Formula(formula.expression, formula.path, None, formula.lead)
    track = draft.scenario.tracks.get(formula.track or "")
    expression = formula.expression
    if track is None or not track.levels or not isinstance(expression, Name):
        return _resolve(draft, names, plain)
    if expression.id in track.levels:
        return names.amount(formula.track or "", "=", expression)
    if expression.id in names.known("name"):
        return _resolve(draft, names, plain)
    values = {"found": expression.id, "owner": formula.track, "known": ", ".join(track.levels)}
    at = formula.lead + expression.at
    draft.findings.append(Finding("unknown-level", formula.path, values, at=at))
    return None


def _bounds(draft: Draft, formula: Formula, tree: Expression) -> None:
    path = formula.path

    def overflow(node: Expression, bounds: Interval) -> None:
        values = {"text": unparse(node), "low": bounds[0], "high": bounds[1]}
        at = formula.lead + node.at
        draft.findings.append(Finding("overflow", path, values, at=at))

    low, high = interval(tree, overflow)
    last = path[-1]
    if last == "chance" and isinstance(tree, Number) and not 0 <= tree.value <= 100:
        draft.report("chance-range", path, found=tree.value)
    if _is_weight(path) and high < 0:
        draft.report("weight-negative", path, found=high)
    if _is_condition(path) and low == high and _certain(tree):
        code = "always" if low else "never"
        draft.report(code, path, text=unparse(formula.expression))


def _is_weight(path: Path) -> bool:
    return "weight" in path[-3:]


def _is_condition(path: Path) -> bool:
    if path[0] == "tests":
        return False
    return (
        path[-1] in _CONDITIONS
        or (len(path) > 1 and path[-2] == "needs")
        or (len(path) > 1 and path[-2] in _CONDITION_LISTS and path[0] == "tables")
    )


def _certain(tree: Expression) -> bool:
    """Whether bounds that meet tell of a slip: settings are there to be turned."""
    return not any(isinstance(n, Read) and n.kind in ("setting", "value") for n in nodes(tree))


def nodes(tree: Expression) -> Iterator[Expression]:
    """A tree's nodes, outermost first."""
    yield tree
    for child in children(tree):
        yield from nodes(child)


def _circles(draft: Draft) -> None:
    """Named expressions that need themselves."""
    values = draft.scenario.values
    uses = {id: [n.id for n in nodes(tree) if isinstance(n, Name)] for id, tree in values.items()}
    done: set[str] = set()

    def visit(id: str, way: tuple[str, ...]) -> None:
        if id in way:
            circle = (*way[way.index(id) :], id)
            draft.report("value-circle", ("values", circle[0]), circle=" → ".join(circle))
            done.update(circle)
        elif id not in done:
            for used in uses[id]:
                if used in uses:
                    visit(used, (*way, id))
            done.add(id)

    for id in uses:
        if id not in done:
            visit(id, ())


def _costs(draft: Draft, sight: _Sight) -> None:
    """Costs are shown to those who pay them."""
    for id, action in draft.scenario.actions.items():
        for track in action.cost:
            sight.shows_track(draft, track, action.side, ("actions", id, "cost", track))
    for id, inject in draft.scenario.injects.items():
        if inject.ask is not None:
            for answer_id, answer in inject.answers.items():
                for track in answer.cost:
                    path = ("injects", id, "answers", answer_id, "cost", track)
                    sight.shows_track(draft, track, (inject.ask,), path)
    for id, table in draft.scenario.tables.items():
        for side, deal_id in table.weights_by.items():
            deal = draft.scenario.deals.get(deal_id)
            if deal is not None and side not in deal.to:
                where: Path = ("tables", id, "weights_by", side)
                draft.report("reads-hidden", where, found=deal_id, side=side, what="card")


class _Sight:
    """What each side may see, against what it is shown (rule 7.4)."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        self._scenario = scenario
        self._names = names
        self._values: dict[str, frozenset[Read]] = {}

    def check(self, draft: Draft, formula: Formula, tree: Expression) -> None:
        """Reports what an expression shows a side that may not see it."""
        shown = spot(self._scenario, formula.path).shown
        if not shown:
            return
        told: set[str] = set()
        for read in self._reads(tree):
            for side in shown:
                what = self._hides(read, side)
                if what is not None and read.of[0] not in told:
                    told.add(read.of[0])
                    values = {"found": ".".join(read.of), "side": side, "what": what}
                    finding = Finding("reads-hidden", formula.path, values, at=read.at)
                    draft.findings.append(finding)

    def shows_track(self, draft: Draft, track: str, sides: tuple[str, ...], path: Path) -> None:
        """Reports a track that stands in something shown to sides, one of which can't see it."""
        for side in sides:
            if self._hidden_track(track, side):
                draft.report("reads-hidden", path, found=track, side=side, what="track")
                return

    def _hidden_track(self, id: str, side: str) -> bool:
        track = self._scenario.tracks.get(id)
        return track is not None and track.seen_by is not None and side not in track.seen_by

    def _hides(self, read: Read, side: str) -> str | None:
        """What kind of secret a read is for a side, None where it is none."""
        match read.kind:
            case "track" if self._hidden_track(read.of[0], side):
                return "track"
            case "dealt" if side not in self._scenario.deals[read.of[0]].to:
                return "card"
            case "used" if self._secret(read.of[0], side):
                return "action"
            case "chose" if side != read.of[0] and self._secret(read.of[1], side):
                return "action"
            case _:
                return None

    def _secret(self, id: str, side: str) -> bool:
        action = self._scenario.actions[id]
        return action.secret and action.side != (side,)

    def _reads(self, tree: Expression) -> Iterator[Read]:
        """All that an expression reads, named expressions looked into."""
        for node in nodes(tree):
            if isinstance(node, Read):
                if node.kind == "value":
                    for inner in self._value(node.of[0]):
                        yield Read(inner.kind, inner.of, inner.low, inner.high, at=node.at)
                else:
                    yield node

    def _value(self, id: str) -> frozenset[Read]:
        if id not in self._values:
            self._values[id] = frozenset()
            tree = self._names.resolve(self._scenario.values[id], report=silent)
            self._values[id] = frozenset(self._reads(tree))
        return self._values[id]
