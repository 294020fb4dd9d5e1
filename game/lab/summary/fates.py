"""What became of promises, votes, signed packages and projects, counted in the logs of games."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import define, fields, frozen

from game.lab.batches.json_keys import json_key
from game.lab.summary.columns import Row, columns, quantity
from game.model.log_events import (
    PackageRatified,
    PackageRejected,
    PackageSigned,
    ProjectBegun,
    ProjectDone,
    ProjectStopped,
    PromiseBroken,
    PromiseGiven,
    PromiseKept,
    VoteCounted,
)
from game.model.scenario import Scenario
from game.words.naming import Naming

Event: TypeAlias = Any
"""What an entry of the log says: a class of `model.log_events`."""


@define
class PromiseFate:
    """What became of a promise in the games that were looked at."""

    given: int = json_key("How often it was given, or given again.", default=0)
    kept: int = json_key("How often it was kept.", default=0)
    broken: int = json_key("How often it was broken.", default=0)
    games: int = json_key("In how many games it was given.", default=0)


@define
class VoteFate:
    """How votes on a proposal went in the games that were looked at."""

    carried: int = json_key("How often it was carried.", default=0)
    lost: int = json_key("How often it was lost.", default=0)
    games: int = json_key("In how many games it was put to the vote.", default=0)


@define
class RatificationFate:
    """What became of packages that had to be ratified, in the games that were looked at."""

    signed: int = json_key("How often a package was signed.", default=0)
    ratified: int = json_key("How often it was ratified.", default=0)
    rejected: int = json_key("How often it was rejected, or not ratified in time.", default=0)
    games: int = json_key("In how many games one was signed.", default=0)


@define
class ProjectFate:
    """What became of a project in the games that were looked at."""

    begun: int = json_key("How often it was begun.", default=0)
    done: int = json_key("How often it was done.", default=0)
    stopped: int = json_key("How often it was stopped.", default=0)
    games: int = json_key("In how many games it was begun.", default=0)


Fate: TypeAlias = PromiseFate | VoteFate | RatificationFate | ProjectFate


@frozen
class _Kind:
    """Things of a scenario that have a fate."""

    title: str
    word: str
    """What one of them is called."""
    fate: type[Fate]
    ids: Callable[[Scenario], Iterable[str]]
    place: str
    """The field of an event that names the thing; also the method of `Naming`."""
    count: Mapping[type, str]
    """By class of event, the count that it adds to; `result` where the event itself says it."""


KINDS: Mapping[str, _Kind] = {
    "promises": _Kind(
        "Promises",
        "promise",
        PromiseFate,
        lambda scenario: scenario.promises,
        "promise",
        {PromiseGiven: "given", PromiseKept: "kept", PromiseBroken: "broken"},
    ),
    "votes": _Kind(
        "Votes",
        "vote",
        VoteFate,
        lambda scenario: [id for id, each in scenario.injects.items() if each.vote is not None],
        "inject",
        {VoteCounted: "result"},
    ),
    "ratifications": _Kind(
        "Ratification",
        "table",
        RatificationFate,
        lambda scenario: [id for id, each in scenario.tables.items() if each.ratify is not None],
        "table",
        {PackageSigned: "signed", PackageRatified: "ratified", PackageRejected: "rejected"},
    ),
    "projects": _Kind(
        "Projects",
        "project",
        ProjectFate,
        lambda scenario: scenario.projects,
        "project",
        {ProjectBegun: "begun", ProjectDone: "done", ProjectStopped: "stopped"},
    ),
}
"""By key of the document, what is counted."""

Fates = Mapping[str, Mapping[str, Fate]]
"""By kind and id, what became of it."""


def no_fates(scenario: Scenario) -> dict[str, dict[str, Fate]]:
    """Counts of nothing, for all that the scenario has; kinds that it lacks are left out."""
    fates = {key: {id: kind.fate() for id in kind.ids(scenario)} for key, kind in KINDS.items()}
    return {key: each for key, each in fates.items() if each}


def count_fates(fates: Fates, events: Sequence[Event]) -> None:
    """Adds what the log of one game says."""
    for key, by_id in fates.items():
        kind, seen = KINDS[key], set[str]()
        for event in events:
            name = kind.count.get(type(event))
            if name is None:
                continue
            id = str(getattr(event, kind.place))
            name = event.result if name == "result" else name
            fate = by_id[id]
            setattr(fate, name, getattr(fate, name) + 1)
            fate.games += id not in seen
            seen.add(id)


def fate_lines(scenario: Scenario, fates: Fates, games: int) -> Iterator[list[str]]:
    """What became of each thing, as a section of the summary for each kind."""
    for key, by_id in fates.items():
        title = f"{KINDS[key].title} in {quantity(games, 'game')}"
        yield columns(title, fate_heads(key), fate_rows(scenario, key, by_id))


def fate_heads(key: str) -> tuple[str, ...]:
    """What is counted of a kind."""
    return tuple(field.name for field in fields(KINDS[key].fate))


def fate_rows(scenario: Scenario, key: str, by_id: Mapping[str, Fate]) -> list[Row]:
    """By thing of a kind its id, its name and its counts."""
    name = getattr(Naming(scenario), KINDS[key].place)
    heads = fate_heads(key)
    return [
        (id, name(id), *(str(getattr(fate, head)) for head in heads)) for id, fate in by_id.items()
    ]
