"""Things that lead to things: circles among them, and how deep their chains go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

DEEPEST = 100
"""How deep named expressions may reach through each other, and effects through what they fire."""
MOST_NAMED = 8

Graph = Mapping[str, Sequence[tuple[str, int]]]
"""By id, the ids it leads to, each with the depth at which it does."""


@define
class Chains:
    """What a walk over a graph found.

    circles: a tuple of ids for each way back, from where it closes; the last leads to the first.
    depths: by id, how deep the longest chain from it goes, circles left out.
    """

    circles: list[tuple[str, ...]] = field(factory=list)
    depths: dict[str, int] = field(factory=dict)


def chains(graph: Graph) -> Chains:
    """Walks a graph, without recursion: a scenario may have any number of links."""
    found = Chains()
    for id in graph:
        if id not in found.depths:
            _walk(graph, id, found)
    return found


def _walk(graph: Graph, start: str, found: Chains) -> None:
    way: dict[str, Iterator[tuple[str, int]]] = {start: iter(graph[start])}
    while way:
        id = next(reversed(way))
        ahead = next((target for target, _ in way[id] if _leads(graph, found, way, target)), None)
        if ahead is not None:
            way[ahead] = iter(graph[ahead])
        else:
            del way[id]
            deep = [found.depths.get(target, 0) + depth for target, depth in graph[id]]
            found.depths[id] = max(deep, default=0)


def _leads(graph: Graph, found: Chains, way: Mapping[str, object], target: str) -> bool:
    """Whether a target is still to be walked; one on the way closes a circle."""
    if target in way:
        ids = list(way)
        found.circles.append(tuple(ids[ids.index(target) :]))
        return False
    return target in graph and target not in found.depths


def named(circle: Sequence[str]) -> str:
    """A circle in words that fit on a line: a → b → a."""
    return shortened([*circle, circle[0]])


def shortened(ids: Sequence[str]) -> str:
    """A chain in words that fit on a line; a long one without its middle."""
    if len(ids) > MOST_NAMED:
        ids = [*ids[: MOST_NAMED // 2], "…", *ids[-MOST_NAMED // 2 :]]
    return " → ".join(ids)
