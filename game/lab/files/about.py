"""The description in a file of games: which games it holds, and how they were played."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args, get_origin, get_type_hints

from attrs import asdict, evolve, fields, frozen

from game.lab.batches.plan import Plan
from game.lab.files.columns import COLUMNS, ID_LISTS, TYPES, IdList, Ids, Layout
from game.model.characters import find_forbidden, shorten
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION, VERSION
from game.rules.compiled import Rules

DIGITS = 16
"""Of the digest of a scenario."""
LONGEST = 1 << 24
"""The most bytes of what a file says of itself, and of each list of ids in it."""
_SEEDS = range(-(2**63), 2**63 + 1)
"""Seeds, and the number behind the last one."""


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
    values = _read_object(text)
    values.pop("commands", None)
    if {*values} != {field.name for field in fields(About)}:
        raise ValueError("what the file says of itself is of another version")
    for name, kind in get_type_hints(About).items():
        if not _is_of(values[name], kind):
            raise ValueError(f"what the file says of itself is damaged: {name}")
    about = About(**values)
    if not re.fullmatch("[0-9a-f]{16}", about.digest):
        raise ValueError("what the file says of itself is damaged: digest")
    for run in about.seeds:
        if len(run) != 2 or run[1] < 0 or run[0] not in _SEEDS or sum(run) not in _SEEDS:
            raise ValueError("what the file says of itself is damaged: seeds")
    return about


def _read_object(text: str) -> dict[str, Any]:
    """A JSON object in what a file says of itself. Raises ValueError."""
    if len(text) > LONGEST:
        raise ValueError("what the file says of itself is too long")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise ValueError("what the file says of itself is damaged")
    return values


def _is_of(value: Any, kind: Any) -> bool:
    """Whether a value of JSON is of a type; texts have no forbidden characters."""
    outer, inner = get_origin(kind), get_args(kind)[-1:]
    if outer is not None:
        parts = [*value.values()] if isinstance(value, dict) else value
        keys = value if isinstance(value, dict) else ()
        return (
            type(value) is outer
            and all(map(_is_text, keys))
            and all(_is_of(each, *inner) for each in parts)
        )
    return type(value) is kind and (kind is not str or _is_text(value))


def _is_text(text: str) -> bool:
    return find_forbidden(text) is None


def said_text(about: About, layout: Layout) -> str:
    """The description of a file as JSON, with the layout of its columns."""
    types = {name: kind.name for name, kind in layout.types.items()}
    said = {**about.as_document(), "types": types, "ids": layout.ids}
    return json.dumps(said, ensure_ascii=False)


def read_said(text: str) -> tuple[About, Layout]:
    """Reads what `said_text` wrote about a file. Raises ValueError, KeyError and TypeError."""
    values = _read_object(text)
    types, ids = values.pop("types"), values.pop("ids")
    kinds = {column.name: _TYPE_NAMES[types[column.name]] for column in COLUMNS}
    lists = {each.name: _tuples(ids[each.name]) for each in ID_LISTS}
    check_ids(lists)
    return read_about(json.dumps(values)), Layout(kinds, lists)


_TYPE_NAMES = {kind.name: kind for kind in TYPES}


def _tuples(listed: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) if isinstance(each, list) else each for each in listed)


def check_ids(ids: Ids) -> None:
    """Raises ValueError where lists of ids that a file holds can't be those of a scenario."""
    for each in ID_LISTS:
        rows = ids[each.name] if each.by else (ids[each.name],)
        if each.by and len(rows) != len(ids[f"{each.by}_ids"]):
            raise ValueError(f"its {each.name} are not one list for each {each.by}")
        for row in rows:
            if not isinstance(row, tuple) or not all(_is_id(text, each) for text in row):
                raise ValueError(f"its {each.name} are damaged")
            if each.name != _LABELS and len({*row}) < len(row):
                raise ValueError(f"its {each.name} have the same one twice")
    tables = {*ids["table_ids"]}
    for column in COLUMNS:
        for id in ids[f"{column.axis}_ids"] if column.signing else ():
            if id.partition(".")[0] not in tables:
                raise ValueError(f"its {column.axis}_ids name a table that is not in table_ids")


_LABELS = "line_labels"
"""The one list of texts that are no ids."""


def _is_id(text: Any, listed: IdList) -> bool:
    """Ids begin with a letter; so no cell of a spreadsheet is taken for a formula."""
    if not isinstance(text, str) or not _is_text(text):
        return False
    return listed.name == _LABELS or bool(re.fullmatch("[a-z][^\n\t]*", text))


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
        value = [f"{key}={each}" for key, each in value.items()]
    return shorten(", ".join(value) if isinstance(value, list) else str(value)) or "none"
