"""Plans as bytes for other processes, without their scenarios, which are sent only once.

A sweep has hundreds of plans of the same scenario, which is by far the largest part of each.
"""

from __future__ import annotations

import pickle
from collections.abc import MutableMapping, Sequence
from io import BytesIO

from game.lab.batches.plan import Plan
from game.model.scenario import Scenario


class Parcels:
    """Plans and their scenarios, pickled when they are needed."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self._numbers: dict[int, int] = {}
        """By identity, the numbers of the scenarios."""
        self._scenarios: list[Scenario] = []
        for plan in plans:
            if id(plan.scenario) not in self._numbers:
                self._numbers[id(plan.scenario)] = len(self._scenarios)
                self._scenarios.append(plan.scenario)

    def plan(self, number: int) -> tuple[bytes, int]:
        """A plan, and the number of the scenario that `unpack` needs for it."""
        plan = self._plans[number]
        scenario = self._numbers[id(plan.scenario)]
        packed = BytesIO()
        _Packer(packed, plan.scenario, scenario).dump(plan)
        return packed.getvalue(), scenario

    def scenario(self, number: int) -> bytes:
        """A scenario as bytes."""
        return pickle.dumps(self._scenarios[number])


def unpack(plan: bytes, scenarios: MutableMapping[int, bytes | Scenario]) -> Plan:
    """A plan from its bytes. scenarios: by number; bytes are replaced by what they stand for."""
    found: Plan = _Unpacker(BytesIO(plan), scenarios).load()
    return found


class _Packer(pickle.Pickler):
    def __init__(self, file: BytesIO, scenario: Scenario, number: int) -> None:
        super().__init__(file)
        self._scenario = scenario
        self._number = number

    def persistent_id(self, obj: object) -> int | None:
        """The number in place of the scenario."""
        return self._number if obj is self._scenario else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: BytesIO, scenarios: MutableMapping[int, bytes | Scenario]) -> None:
        super().__init__(file)
        self._scenarios = scenarios

    def persistent_load(self, pid: int) -> Scenario:
        """The scenario of a number."""
        scenario = self._scenarios[pid]
        if isinstance(scenario, bytes):
            scenario = self._scenarios[pid] = pickle.loads(scenario)
        return scenario
