"""The names of players: a person, or a bot by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

Bot = TypeVar("Bot")
ME, UNIFORM, EXPERT = "me", "uniform", "expert"
USUAL_BUDGET = 16_000
"""The number of decisions in rollouts that an expert may spend on one decision of its own."""
_USUAL_SIDES = 4
_NAME = re.compile("[a-z][a-z0-9_]*")
_EXPERT = re.compile("expert(?::([1-9][0-9]{0,17}))?")
_BOT_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.py:[A-Za-z_][A-Za-z0-9_]*@[0-9a-f]{16}")


def is_player(text: str) -> bool:
    """Whether a text can name a player: `me`, or a bot of any scenario or file."""
    return any(form.fullmatch(text) for form in (_NAME, _EXPERT, _BOT_FILE))


def is_bot_file(player: str) -> bool:
    """Whether a player's name is that of a bot of a Python file."""
    return _BOT_FILE.fullmatch(player) is not None


def is_expert(player: str) -> bool:
    """Whether a player is an expert, with any budget."""
    return _EXPERT.fullmatch(player) is not None


def expert_budget(player: str) -> int | None:
    """The budget in an expert's name (`expert:30000`); None for the usual one."""
    match = _EXPERT.fullmatch(player)
    return int(match[1]) if match is not None and match[1] else None


def usual_budget(sides: int) -> int:
    """The most that an expert spends if no budget is named: less among many, whose games are long.

    With many issues at a table it spends still less.
    """
    return USUAL_BUDGET * _USUAL_SIDES // max(sides, _USUAL_SIDES)


def personas_of(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The personas made for a side."""
    personas = scenario.personas
    return tuple(id for id in personas if side in (personas[id].sides or scenario.sides))


def personas_or_uniform(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The personas made for a side; `uniform` where there are none."""
    return personas_of(scenario, side) or (UNIFORM,)


def available_bots(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The bots that can play a side: the personas made for it, then `uniform` and `expert`."""
    return (*personas_of(scenario, side), UNIFORM, EXPERT)


def goes_on_as(scenario: Scenario, side: str, player: str) -> str:
    """Who plays a side of another scenario for a player of an earlier one (rule 18.4).

    A persona that isn't made for the side there becomes the first that is.
    """
    is_persona = _NAME.fullmatch(player) and player not in (ME, UNIFORM, EXPERT)
    if is_persona and player not in personas_of(scenario, side):
        return personas_or_uniform(scenario, side)[0]
    return player


def is_in_kernel(scenario: Scenario, player: str) -> bool:
    """Whether the kernel decides for a player in many games: a persona or `uniform`."""
    return player == UNIFORM or player in scenario.personas


def fill_seats(sides: Iterable[str], seats: Mapping[str, Bot]) -> FrozenMap[str, Bot | str]:
    """Who plays each of the sides; `uniform` plays those that nobody is named for."""
    return FrozenMap((side, seats.get(side, UNIFORM)) for side in sides)
