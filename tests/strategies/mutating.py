"""A real scenario with a few things in it changed: numbers, conditions, effects, entries, phases.

Every change takes data and chance, and changes the data in place. Most leave a valid scenario;
where one doesn't, `scenarios.mutants` tries others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

from strategies.sections import Data

Change = Callable[[Data, Random], None]

_TEXTS = (
    "text", "opposite", "situation", "debrief", "summary", "facilitator", "source", "historical"
)  # fmt: skip
_SAID = (
    *("objectives", "sources", "minutes", "calendar", "seats", "map", "expect", "tests", "allow"),
    *("epilogue", "press"),
)
_ENTRIES = ("actions", "injects", "tables", "promises", "outcomes", "tags", "stages")
_FORMULAS = ("when", "points", "chance", "weight", "broken", "kept_when")
_BY_SIDE = ("needs", "worth", "reserve")
_ENDINGS = ("agreed", "collapsed", "expired", "lapsed", "signed", "rejected")
_EFFECTS = ("effects", "opening", "each_turn", "kept", *_ENDINGS)
_STEPS = (*_EFFECTS, "breach", "then", "else")
_SIGNS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}


def lean(data: Data) -> Data:
    """A scenario without what nobody needs in order to play it, so that trying it is quick."""
    return {key: _lean(value) for key, value in deepcopy(data).items() if key not in _SAID}


def _lean(value: Any) -> Any:
    if isinstance(value, list):
        return [_lean(one) for one in value]
    if not isinstance(value, dict):
        return value
    # An id is never taken for a text: something stands under it.
    return {
        key: _lean(one)
        for key, one in value.items()
        if key not in ("seats", "allow", "objectives")
        and (key not in _TEXTS or isinstance(one, dict))
    }


def changed(data: Data, luck: Random, changes: int) -> Data:
    """The scenario with some changes."""
    data = deepcopy(data)
    for _ in range(changes):
        luck.choice(CHANGES)(data, luck)
    return data


# ---------------------------------------------------------------------------- finding places


def _holders(value: Any) -> Iterator[Data]:
    """All mappings inside, outermost first."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _holders(one)


def _played(data: Data) -> Iterator[Data]:
    """The mappings of what happens in play: not of tracks, deals or settings."""
    for section in (*_ENTRIES, "phases"):
        yield from _holders(data.get(section, {}))


def _some(luck: Random, found: list[Any]) -> Any:
    return luck.choice(found) if found else None


def _step_lists(data: Data) -> list[tuple[Data, str]]:
    """Where effects stand: what holds them, under which key."""
    found = [(holder, key) for holder in _played(data) for key in holder if key in _STEPS]
    found += [(data, key) for key in ("opening", "each_turn") if key in data]
    return [(holder, key) for holder, key in found if _are_steps(holder[key])]


def _are_steps(value: Any) -> bool:
    """Whether these are effects; an option may be called `kept`, and has options' keys."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(step, dict) for step in value)
    return isinstance(value, dict) and not {"value", "name", "effects", "menu"} & set(value)


def _steps(holder: Data, key: str) -> list[Data]:
    """The effects under a key, made a list."""
    if not isinstance(holder[key], list):
        holder[key] = [holder[key]]
    steps: list[Data] = holder[key]
    return steps


# ---------------------------------------------------------------------------- numbers, formulas


def _number(data: Data, luck: Random) -> None:
    """A number a little or much larger or smaller."""
    places = [
        (holder, key)
        for holder in _played(data)
        for key, value in holder.items()
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    place = _some(luck, places)
    if place is None:
        return
    holder, key = place
    before = holder[key]
    value = before + luck.choice((-10, -2, -1, 1, 2, 10))
    # What was above or below 0 stays so: counts, costs, and a change with its sign.
    value = max(value, 1) if before > 0 else min(value, -1) if before < 0 else max(value, 0)
    holder[key] = min(value, 100) if key == "chance" else value


def _amount(data: Data, luck: Random) -> None:
    """A change of a track with another sign, or another number."""
    place = _some(luck, [step for holder, key in _step_lists(data) for step in _steps(holder, key)])
    if place is None:
        return
    changes = [key for key, value in place.items() if _is_change(key, value)]
    if changes:
        key = luck.choice(changes)
        number = luck.choice((1, 2, 5, 10, 30))
        signs = {"+": "-", "-": "+"}
        text = str(place[key])
        flipped = signs.get(text[0], "-" if isinstance(place[key], int) else "=") + text[1:]
        place[key] = luck.choice((flipped, f"+{number}", -number))


def _is_change(key: str, value: Any) -> bool:
    if isinstance(value, int):
        return key not in ("after", "chance", "weight")
    return isinstance(value, str) and value[:1] in "+-=" and key not in (*_FORMULAS, "say", "name")


def _formula(data: Data, luck: Random) -> None:
    """A condition or number of points that says something else."""
    places: list[tuple[Any, Any]] = []
    for holder in (*_played(data), *_holders(data["sides"])):
        for key, value in holder.items():
            if key in _FORMULAS and isinstance(value, str):
                places.append((holder, key))
            elif key in _BY_SIDE and isinstance(value, dict):
                places += [(value, side) for side in value if isinstance(value[side], str)]
            elif key == "rules" and isinstance(value, list):
                places += [(value, i) for i in range(len(value))]
    place = _some(luck, places)
    if place is not None:
        holder, key = place
        holder[key] = _reworded(holder[key], luck)


def _reworded(text: str, luck: Random) -> str:
    match luck.randrange(5):
        case 0:
            return f"not ({text})"
        case 1:
            return re.sub(r"<=|>=|==|!=|<|>", lambda sign: _SIGNS[sign.group()], text, count=1)
        case 2:
            return f"({text}) {luck.choice(('and', 'or'))} turn >= {luck.randint(1, 4)}"
        case 3:
            words = {" and ": " or ", " or ": " and "}
            return re.sub(r" and | or ", lambda word: words[word.group()], text, count=1)
        case _:
            return re.sub(r"(?<![\w.])\d{1,4}\b", lambda _: str(luck.randint(0, 60)), text, count=1)


# ---------------------------------------------------------------------------- effects


def _effects(data: Data, luck: Random) -> None:
    """A list of effects with a step less, twice, elsewhere, or under a condition."""
    place = _some(luck, _step_lists(data))
    if place is None:
        return
    steps = _steps(*place)
    at = luck.randrange(len(steps))
    match luck.randrange(7):
        case 0 if len(steps) > 1:
            del steps[at]
        case 1:
            steps.append(deepcopy(steps[at]))
        case 2:
            luck.shuffle(steps)
        case 3:
            steps[at] = {"chance": luck.choice((20, 50, 80)), "then": [steps[at]]}
        case 4:
            steps[at] = {"after": 1, "then": [steps[at]]}
        case 5:
            steps[at] = {"one_of": [{"weight": 2, "then": [steps[at]]}, {"then": []}]}
            steps[at]["one_of"][1]["then"] = [{"say": "Nothing comes of it."}]
        case _:
            track = luck.choice(list(data["tracks"]))
            steps.append({track: luck.choice(("+2", -2, "= turn", "+ turn"))})


def _branches(data: Data, luck: Random) -> None:
    """What was to happen otherwise happens, and the reverse."""
    forks = [step for step in _played(data) if "then" in step and "else" in step]
    fork = _some(luck, forks)
    if fork is not None:
        fork["then"], fork["else"] = fork["else"], fork["then"]


def _elsewhere(data: Data, luck: Random) -> None:
    """Effects of one thing given to another, which may bring them before or after its own."""
    actions = list(data["actions"].values())
    one, other = luck.choice(actions), luck.choice(actions)
    if "effects" in one and one is not other:
        steps = deepcopy(_steps(one, "effects"))
        other["effects"] = [*(_steps(other, "effects") if "effects" in other else []), *steps]


# ---------------------------------------------------------------------------- entries


def _drop(data: Data, luck: Random) -> None:
    """An entry that nothing else speaks of is left out."""
    section = luck.choice(("actions", "injects", "outcomes", "promises", "tags"))
    entries = data.get(section, {})
    ids = list(entries)[: -1 if section == "outcomes" else None]
    if len(ids) < 2:
        return
    id = luck.choice(ids)
    rest = {**data, section: {other: e for other, e in entries.items() if other != id}}
    if not re.search(rf"\b{id}\b", json.dumps(rest)):
        del entries[id]


def _double(data: Data, luck: Random) -> None:
    """An entry stands there twice, under another id."""
    section = luck.choice(("actions", "injects", "outcomes", "promises"))
    entries = data.get(section, {})
    if not entries:
        return
    id = luck.choice(list(entries))
    copy = {f"{id}_twin": deepcopy(entries[id])}
    # The last outcome stays the last: its twin would never be reached.
    if section != "outcomes":
        data[section] = {**entries, **copy}
    elif "when" in entries[id]:
        data[section] = {**copy, **entries}


def _options(data: Data, luck: Random) -> None:
    """A ladder of an issue with an option more, or in another order."""
    issues = [i for table in data.get("tables", {}).values() for i in table["issues"].values()]
    issue = _some(luck, issues)
    if issue is None:
        return
    options = list(issue["options"].items())
    if luck.random() < 0.5:
        luck.shuffle(options)
    else:
        id, option = luck.choice(options)
        options.append((f"{id}_twin", deepcopy(option)))
    issue["options"] = dict(options)


# ---------------------------------------------------------------------------- the course


def _course(data: Data, luck: Random) -> None:
    """A stage's phases in another order, one more or one less."""
    stage = data["stages"][luck.choice(list(data["stages"]))]
    phases = stage["phases"] if isinstance(stage["phases"], list) else [stage["phases"]]
    phases = list(phases)
    match luck.randrange(3):
        case 0:
            luck.shuffle(phases)
        case 1:
            more = [id for id in data["phases"] if id not in phases]
            if more:
                phases.insert(luck.randint(0, len(phases)), luck.choice(more))
        case _:
            asking = [id for id in phases if data["phases"][id]["kind"] != "injects"]
            fewer = [id for id in phases if id not in asking or len(asking) > 1]
            if fewer:
                phases.remove(luck.choice(fewer))
    stage["phases"] = phases


def _phase(data: Data, luck: Random) -> None:
    """A phase that is gone through in another way."""
    phase = data["phases"][luck.choice(list(data["phases"]))]
    if luck.random() < 0.2:
        phase.pop("when", None)
    if phase["kind"] == "actions":
        key, value = luck.choice(
            (
                ("picks", luck.randint(1, 3)),
                ("order", luck.choice(("together", "alternate"))),
                ("no_pass", luck.random() < 0.5),
            )
        )
        phase[key] = value
    elif phase["kind"] == "table":
        phase["rounds"] = luck.randint(1, 4)
    else:
        phase["draw"] = luck.randint(0, 3)


def _flag(data: Data, luck: Random) -> None:
    """Something that holds or doesn't hold, the other way round."""
    action = luck.choice(list(data["actions"].values()))
    inject = _some(luck, list(data.get("injects", {}).values()))
    table = _some(luck, list(data.get("tables", {}).values()))
    track = luck.choice(list(data["tracks"].values()))
    match luck.randrange(8):
        case 0:
            action["secret"] = not action.get("secret", False)
        case 1 if "cooldown" not in action:
            action["repeat"] = not action.get("repeat", False)
        case 2:
            action.pop(luck.choice(("limit", "cooldown", "when", "cost")), None)
        case 3 if inject is not None:
            inject["once"] = not inject.get("once", True)
        case 4 if table is not None:
            table["open"] = not table.get("open", False)
        case 5:
            track.pop("band_seen_by", None)
            track["seen_by"] = [side for side in data["sides"] if luck.random() < 0.5]
        case 6 if table is not None:
            between = table["between"]
            table["speaks_first"] = luck.choice(between)
        case _:
            data["turns"] = luck.randint(1, 6)


CHANGES: tuple[Change, ...] = (
    *(_number, _number, _amount, _amount, _formula, _formula, _formula, _effects, _effects),
    *(_effects, _branches, _elsewhere, _drop, _double, _options, _course, _phase, _phase),
    *(_flag, _flag),
)
"""The ways to change a scenario, some of them likelier."""
