"""The description in a file of games: which games it holds, and how they were played."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

import numpy as np
from attrs import asdict, evolve, fields, frozen

from game.lab.files.columns import COLUMNS, ID_LISTS, Layout
from game.lab.run.plan import Plan
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION, VERSION
from game.rules.compiled import Rules

DIGITS = 16
"""Of the digest of a scenario."""


@frozen
class About:
    """Everything that is needed to play the games of a file again; plain values, as in JSON."""

    engine: str
    """The version of Communiqué."""
    rules: int
    """The version of the rules by which the games were played."""
    scenario: str
    """Its id."""
    title: str
    scenario_digest: str
    """A hash of all that the scenario says, before numbers were set."""
    seats: dict[str, str]
    """By side, the bot that played it."""
    forbidden: list[str]
    """Actions that a side could not take, as `side:action`."""
    numbers: dict[str, int]
    """By path, numbers of the scenario that had another value in these games."""
    par: dict[str, int]
    """By side, its par."""
    levels: dict[str, list[str]]
    """By track with levels, their ids, lowest first."""
    seeds: list[list[int]]
    """Runs of neighbouring seeds in the order of the file: the first, and how many."""
    digest: str
    """The sum of the digests of the games' last states, modulo 2^64, as `--json` prints it."""

    @property
    def games(self) -> int:
        """How many games there are."""
        return sum(count for _, count in self.seeds)

    def of_first(self, games: int, digest: int) -> About:
        """The description of only the first games of one range of seeds, with their digest."""
        ((first, _),) = self.seeds
        return evolve(self, seeds=[[first, games]], digest=f"{digest:016x}")

    def as_json(self) -> str:
        """The JSON text, the same for the same games."""
        return json.dumps(self.as_document(), ensure_ascii=False)

    def as_document(self) -> dict[str, Any]:
        """The same as plain values, with the commands that play these games."""
        return {**asdict(self), "commands": [*self.commands()]}

    def commands(self) -> Iterator[str]:
        """The commands that play these games, one for each run of seeds."""
        for first, games in self.seeds:
            parts = ["communique simulate", self.scenario, f"-n {games}", f"--seed {first}"]
            parts += [f"--seat {side}={bot}" for side, bot in self.seats.items()]
            parts += [f"--forbid {slot}" for slot in self.forbidden]
            parts += [f"--set {path}={value}" for path, value in self.numbers.items()]
            yield " ".join(parts)


def about_plan(plan: Plan, rules: Rules) -> About:
    """The description of the games of a plan. rules: those by which it is played."""
    scenario, tracks = plan.scenario, plan.scenario.tracks
    return About(
        engine=VERSION,
        rules=RULES_VERSION,
        scenario=scenario.id,
        title=scenario.title,
        scenario_digest=scenario_digest(scenario),
        seats={side: plan.seats[side] for side in rules.sides},
        forbidden=[f"{side}:{action}" for side, action in plan.forbidden],
        numbers=dict(plan.numbers),
        par={id: side.par for id, side in rules.scenario.sides.items()},
        levels={id: [*track.levels] for id, track in tracks.items() if track.levels},
        seeds=[[plan.seed, plan.games]],
        digest=f"{0:016x}",
    )


@lru_cache(maxsize=4)
def scenario_digest(scenario: Scenario) -> str:
    """A hash of the whole content of a scenario."""
    return sha256(repr(scenario).encode()).hexdigest()[:DIGITS]


def read_about(text: str) -> About:
    """Reads the description in a file. Raises ValueError."""
    values = json.loads(text)
    if isinstance(values, dict):
        values.pop("commands", None)
    names = {field.name for field in fields(About)}
    if not isinstance(values, dict) or {*values} != names:
        raise ValueError("what the file says of itself is of another version")
    return About(**values)


def said_text(about: About, layout: Layout) -> str:
    """The description of a file as JSON, with the layout of its columns."""
    types = {name: kind.name for name, kind in layout.types.items()}
    said = {**about.as_document(), "types": types, "ids": layout.ids}
    return json.dumps(said, ensure_ascii=False)


def read_said(text: str) -> tuple[About, Layout]:
    """Reads what `said_text` has written. Raises ValueError and KeyError."""
    values = json.loads(text)
    types, ids = values.pop("types"), values.pop("ids")
    kinds = {column.name: np.dtype(str(types[column.name])) for column in COLUMNS}
    lists = {each.name: _tuples(ids[each.name]) for each in ID_LISTS}
    return read_about(json.dumps(values)), Layout(kinds, lists)


def _tuples(listed: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) if isinstance(each, list) else each for each in listed)


def differences(one: About, other: About) -> list[str]:
    """How two files differ so that they can't be merged, in words; empty if they can."""
    return [
        f"{word} ({_shown(getattr(one, name))} and {_shown(getattr(other, name))})"
        for name, word in _KEPT_APART.items()
        if getattr(one, name) != getattr(other, name)
    ]


_KEPT_APART = {
    "scenario": "scenario",
    "scenario_digest": "text of the scenario",
    "engine": "version of Communiqué",
    "rules": "version of the rules",
    "seats": "seats",
    "forbidden": "forbidden actions",
    "numbers": "numbers that were set",
}
"""By field, in words, in what games of one plan are the same."""


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={each}" for key, each in value.items()) or "none"
    return ", ".join(value) if isinstance(value, list) and value else str(value or "none")
