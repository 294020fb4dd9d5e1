"""Limits the size of formulas and effects, counted with everything that they refer to.

A value is computed anew wherever it is used. Values that each use the one before twice therefore
double the work at every step, and so do injects that each fire the next one twice. The size of each
value and each list of effects is computed only once, however often it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from game.authoring.check.steps.chains import find_chains, show_chain
from game.authoring.check.steps.triggers import triggered
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Finding, Path
from game.model.effects import After, Changes, Fire
from game.model.expressions import Expression, Name, Predicate, children
from game.model.scenario import Scenario
from game.rules.program import join_path

MOST = 10_000
"""The most parts of a formula, and the most effects that a list of effects has at once."""

Key = str
"""The path of a formula or list of effects: values/v1, score/north, injects/leak/effects."""


class Sizes:
    """For each formula or list of effects, its own size and how often it uses others."""

    def __init__(self) -> None:
        self.own: Counter[Key] = Counter()
        self.inner: dict[Key, Counter[Key]] = {}
        self.whole: dict[Key, int] = {}

    def add(self, key: Key, own: int = 1, inner: Key | None = None) -> None:
        """Adds own parts to a key, and one use of another key."""
        self.own[key] += own
        names = self.inner.setdefault(key, Counter())
        if inner is not None:
            names[inner] += 1

    def count(self) -> None:
        """Computes the whole sizes; within a circle, a key does not count itself."""
        graph = {key: [(inner, 1) for inner in names] for key, names in self.inner.items()}
        for key in find_chains(graph).depths:
            self.whole[key] = self.size(self.own[key], self.inner.get(key, Counter()))

    def size(self, own: int, names: Mapping[Key, int]) -> int:
        """Adds the whole sizes of the keys that are used to an own size."""
        return own + sum(self.whole.get(inner, 0) * times for inner, times in names.items())

    def is_first_too_large(self, size: int, names: Mapping[Key, int]) -> bool:
        """Whether a size exceeds MOST while each key that is used is still within it.

        Only then is it reported, so that one mistake gives one problem."""
        return size > MOST and all(self.whole.get(inner, 0) <= MOST for inner in names)

    def chain(self, names: Mapping[Key, int]) -> str:
        """Shows the chain that makes something large: at each step the largest key that is used."""
        ids = []
        while names:
            key = max(names, key=lambda inner: self.whole.get(inner, 0) * names[inner])
            ids.append(key.split("/")[1])
            names = self.inner.get(key, Counter()) if len(ids) < len(self.inner) else Counter()
        return show_chain(ids)


def check_formula_sizes(draft: Draft) -> None:
    """Reports formulas that have too many parts once the values in them are written out."""
    scenario, sizes = draft.scenario, Sizes()
    for id, value in scenario.values.items():
        _add_tree(sizes, f"values/{id}", value.formula, scenario)
    for id, side in scenario.sides.items():
        for line in side.score:
            _add_tree(sizes, f"score/{id}", line.points, scenario)
    for id, table in scenario.tables.items():
        for tree in table.reserve.values():
            _add_tree(sizes, f"reserve/{id}", tree, scenario)
    sizes.count()
    for formula in draft.formulas:
        own, names = 0, Counter[Key]()
        for node in _nodes(formula.expression):
            own += 1
            names.update(_used_keys(node, scenario))
        size = sizes.size(own, names)
        if sizes.is_first_too_large(size, names):
            chain = sizes.chain(names)
            values = {"size": size, "most": MOST, "chain": chain}
            draft.findings.append(Finding("formula-large", formula.path, values))


def _add_tree(sizes: Sizes, key: Key, tree: Expression, scenario: Scenario) -> None:
    for node in _nodes(tree):
        sizes.add(key)
        for inner in _used_keys(node, scenario):
            sizes.add(key, 0, inner)


def _nodes(tree: Expression) -> Iterator[Expression]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        yield node


def _used_keys(node: Expression, scenario: Scenario) -> Iterator[Key]:
    """Yields the key that a name or predicate uses, if any."""
    match node:
        case Name(id=id) if id in scenario.values:
            yield f"values/{id}"
        case Predicate(function="score" | "reserve" as function, subject=Name(id=id)):
            yield f"{function}/{id}"


def check_effect_sizes(draft: Draft) -> None:
    """Reports effects that do too much at once, by firing injects that fire others again."""
    sizes, places = Sizes(), dict[Key, Path]()
    delayed = {path for path, step in draft.steps if isinstance(step, After)}
    for path, step in draft.steps:
        place = _block(path, delayed)
        block = join_path(place)
        places[block] = place
        sizes.add(block, len(step.changes) if isinstance(step, Changes) else 1)
        for inner in triggered(draft.scenario, step):
            # An inject that happens only once per game doesn't multiply.
            if not (isinstance(step, Fire) and draft.scenario.injects[step.inject].once):
                sizes.add(block, 0, join_path(inner))
    sizes.count()
    for key, names in sizes.inner.items():
        if names and sizes.is_first_too_large(sizes.whole[key], names):
            values = {"size": sizes.whole[key], "most": MOST, "chain": sizes.chain(names)}
            draft.report_key("effects-large", places[key], **values)


def _block(path: Path, delayed: set[Path]) -> Path:
    """The path of the list of effects that contains a step; delayed effects are their own list."""
    first = next(i for i, part in enumerate(path) if isinstance(part, int))
    ends = [len(path[:i]) for i in range(first, len(path)) if path[:i] in delayed]
    return path[: ends[-1]] if ends else path[:first]
