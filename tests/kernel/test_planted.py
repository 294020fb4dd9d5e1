"""Errors planted in what the kernel knows of personas are found by `--verify`.

They stand in the tables of numbers, so that nothing is compiled again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
import tiny

from game.kernel import codes as c
from game.kernel.lowering import temper
from game.kernel.lowering.lower import lower
from game.kernel.lowering.temper import Temper, aims
from game.lab.batches.plan import Plan
from game.lab.batches.verify import verify
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.sides import BargainingStyle, Persona, Shift
from game.rules.program import EffectBlock

TALKS = """
turns: 4
tags: {hard: {name: Hard}}
stages: {main: {phases: [talks, deeds]}}
phases:
  talks: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, tags: hard, effects: {trust: -3}}
tables:
  pact:
    between: [north, south]
    rounds: 8
    open: true
    issues:
      price: {options: {OPTIONS}}
personas:
  hawk:
    name: Hawk
    tags: {hard: 3}
    heat: 60
    bargaining: {style: boulware, firmness: 4, opening: 100, floor: 40}
    shifts: {when: turn % 2 == 0, tags: {hard: -3}}
  dove: {name: Dove, tracks: {trust: -1}, bargaining: {opening: 90, floor: 30}}
"""
OPTIONS = ", ".join(f"p{n}: {{worth: {{north: {n}, south: {20 - n}}}}}" for n in range(21))
SEATS = FrozenMap({"north": "hawk", "south": "dove"})


def scenario() -> Scenario:
    return tiny.scenario(TALKS.replace("{OPTIONS}", f"{{{OPTIONS}}}"))


@pytest.fixture(autouse=True)
def fresh_tables() -> Iterator[None]:
    """Tables that were kept have no planted error, and those with one aren't kept."""
    lower.cache_clear()
    yield
    lower.cache_clear()


def verify_talks() -> str | None:
    """What `--verify 5` says of games between a hawk and a dove."""
    return verify(Plan(scenario(), SEATS, games=5, seed=1), 5)


def test_personas_without_an_error_are_verified() -> None:
    assert verify_talks() is None


def aim_evenly(style: BargainingStyle, rounds: int) -> list[int]:
    span = style.opening - style.floor
    return [style.opening - span * used // rounds for used in range(rounds)]


def aim_a_round_late(style: BargainingStyle, rounds: int) -> list[int]:
    return [style.opening, *aims(style, rounds)[:-1]]


@pytest.mark.parametrize("wrong", [aim_evenly, aim_a_round_late])
def test_wrong_aims_at_a_table_are_found(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[BargainingStyle, int], list[int]]
) -> None:
    monkeypatch.setattr(temper, "aims", wrong)
    difference = verify_talks()
    assert difference is not None
    assert re.match(
        r"Tiny: seed 1, decision \d+ \(\w+: (offer price=p\d+)\): "
        r"as (hawk|dove) the reference chooses \1, the bot offer price=p\d+$",
        difference,
    )


def forget_heat(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel draws for no action."""
    persona = Temper.persona

    def without_heat(temper: Temper, side: str, id: str) -> int:
        address = persona(temper, side, id)
        numbers = temper._assembler.builder.numbers
        for record in (address, *shifted_records(numbers, address)):
            numbers[record + c.PERSONA_HEAT] = 1
        return address

    monkeypatch.setattr(Temper, "persona", without_heat)


def shifted_records(numbers: Sequence[int], persona: int) -> list[int]:
    first, shifts = numbers[persona + c.PERSONA_SHIFTED], numbers[persona + c.PERSONA_SHIFTS_N]
    return [numbers[first + k] for k in range(2**shifts if shifts else 0)]


def forget_shifts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shift changes a temperament."""

    def stay(persona: Persona, _shifts: Sequence[Shift]) -> Persona:
        return persona

    monkeypatch.setattr(Persona, "shifted", stay)


def count_decreases_upwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change downwards counts as one upwards."""
    certain = temper._certain

    def upwards(block: EffectBlock) -> list[tuple[int, int]]:
        return [(track, abs(amount)) for track, amount in certain(block)]

    monkeypatch.setattr(temper, "_certain", upwards)


@pytest.mark.parametrize("plant", [forget_heat, forget_shifts, count_decreases_upwards])
def test_another_taste_for_actions_is_found(
    monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    plant(monkeypatch)
    difference = verify_talks()
    assert difference is not None
    assert re.search(
        r"Tiny: seed \d, decision \d+ \(.*\): as (hawk|dove) the reference chooses ", difference
    )
