"""Finds circles in a graph of references, and how deep its chains go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

DEEPEST = 100
"""How deep chains of values, and chains of injects that fire each other, may go."""
MOST_SHOWN = 8

Graph = Mapping[str, Sequence[tuple[str, int]]]
"""For each id the ids that it refers to, each with its depth inside the expression or effects."""


@define
class Chains:
    """The circles and depths of a graph.

    circles: each circle as a tuple of ids; the last refers to the first.
    depths: for each id the depth of the deepest chain that starts there, without circles.
    """

    circles: list[tuple[str, ...]] = field(factory=list)
    depths: dict[str, int] = field(factory=dict)


def find_chains(graph: Graph) -> Chains:
    """Walks a graph without recursion, because its chains may have any length."""
    chains = Chains()
    for id in graph:
        if id not in chains.depths:
            _walk(graph, id, chains)
    return chains


def _walk(graph: Graph, start: str, chains: Chains) -> None:
    way: dict[str, Iterator[tuple[str, int]]] = {start: iter(graph[start])}
    while way:
        id = next(reversed(way))
        ahead = next(
            (target for target, _ in way[id] if _must_walk(graph, chains, way, target)), None
        )
        if ahead is not None:
            way[ahead] = iter(graph[ahead])
        else:
            del way[id]
            deep = [chains.depths.get(target, 0) + depth for target, depth in graph[id]]
            chains.depths[id] = max(deep, default=0)


def _must_walk(graph: Graph, chains: Chains, way: Mapping[str, object], target: str) -> bool:
    """Whether a target has yet to be walked; notes a circle if it is on the current way."""
    if target in way:
        ids = list(way)
        chains.circles.append(tuple(ids[ids.index(target) :]))
        return False
    return target in graph and target not in chains.depths


def show_circle(circle: Sequence[str]) -> str:
    """Writes a circle on one line: a → b → a."""
    return show_chain([*circle, circle[0]])


def show_chain(ids: Sequence[str]) -> str:
    """Writes a chain on one line; a long one without its middle."""
    if len(ids) > MOST_SHOWN:
        ids = [*ids[: MOST_SHOWN // 2], "…", *ids[-MOST_SHOWN // 2 :]]
    return " → ".join(ids)
