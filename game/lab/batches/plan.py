"""A plan of many games, a player for any part of them, and the plan as bytes for others."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cached_property, lru_cache
from io import BytesIO

from attrs import evolve, frozen

from game.bots.custom import CustomGames
from game.kernel.batch import Batch
from game.kernel.lowering.lower import Tables
from game.kernel.rows import Rows, blank_rows, joined
from game.lab.batches.frontiers import Frontiers
from game.lab.batches.reference import play_reference
from game.lab.batches.tally import Tally, tally, tally_of_counted
from game.lab.numbers.patching import tables_with
from game.model.frozen import FrozenMap
from game.model.players import is_in_kernel
from game.model.scenario import Scenario
from game.rules.compiled import Rules
from game.session.seats import BotFile


@frozen
class Plan:
    """Many games of one scenario; other processes can play it, since it can be pickled."""

    scenario: Scenario
    seats: FrozenMap[str, str]
    """By side, the bot that plays it."""
    games: int
    seed: int = 0
    """The seed of the first game; game g has seed + g."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """Pairs of a side and an action that it may not take."""
    numbers: tuple[tuple[str, int], ...] = ()
    """Paths of numbers of the scenario, each with the value that it has in these games."""
    seeds: tuple[int, ...] = ()
    """The seed of every game where they aren't neighbours; empty: they are."""
    starts: tuple[FrozenMap[str, int], ...] = ()
    """For every game the values with which tracks begin, if it is a chapter of a campaign."""

    @property
    def is_for_kernel(self) -> bool:
        """Whether the kernel has all bots, and the seeds follow each other: it needs no Python."""
        return not self.seeds and not self.outsiders

    @property
    def outsiders(self) -> tuple[str, ...]:
        """The bots for which the kernel doesn't decide."""
        return tuple(who for who in self.seats.values() if not is_in_kernel(self.scenario, who))


def compile_plan(plan: Plan) -> Rules:
    """Compiles the scenario's rules with the plan's numbers and without the forbidden actions."""
    return tables_of(plan).rules


def tables_of(plan: Plan) -> Tables:
    """The rules as the kernel plays them.

    The last few are kept: many plans differ by their seats alone, and of one plan several ask.
    """
    return _kept_tables(plan.scenario, plan.forbidden, plan.numbers)


_kept_tables = lru_cache(maxsize=4)(tables_with)


class PlanPlayer:
    """Plays any games of a plan, in any order; each game is always the same."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._batch: Batch | None = None
        self._tables: Tables | None = None
        self._custom: CustomGames | None = None
        if not plan.outsiders:
            self._tables = tables_of(plan)
            self._batch = Batch(self._tables, plan.seats)
        elif all(isinstance(who, BotFile) for who in plan.outsiders):
            self._custom = CustomGames(self.rules, plan.seats)

    @cached_property
    def rules(self) -> Rules:
        """The rules of the games, compiled when somebody asks for them."""
        return compile_plan(self._plan)

    def play(self, first: int, games: int) -> Rows:
        """Plays the games first, first + 1, … of the plan.

        The kernel plays them, and the reference engine those that it can't: bots that search.
        Raises BotError where a bot of one's own is broken.
        """
        return self._play(first, games)[0]

    def keep(self, first: int, games: int) -> tuple[Rows, Tally]:
        """The same games with their unused gains, and their tally.

        Those of chapters aren't measured: it takes much longer than to play them, and nobody asks.
        """
        rows, counted = self._play(first, games)
        return (rows if self._plan.starts else self._frontiers.measured(rows)), counted

    @cached_property
    def _frontiers(self) -> Frontiers:
        return Frontiers(self.rules, self._tables)

    def _play(self, first: int, games: int) -> tuple[Rows, Tally]:
        """Rows and their tally, which the kernel counts while it plays."""
        seed = self._plan.seed + first
        if self._plan.seeds:
            seeds = self._plan.seeds[first : first + games]
            starts = self._plan.starts[first : first + games]
            rows = self._play_begun(seeds, starts) if starts else self._play_apart(seeds)
            return rows, tally(self.rules, rows)
        kept = self._batch.keep(seed, games) if self._batch is not None else None
        if kept is not None:
            return kept[0], tally_of_counted(kept[1])
        rows = self._play_slowly(seed, games)
        return rows, tally(self.rules, rows)

    def count(self, first: int, games: int) -> Tally:
        """The tally of the same games; the kernel counts those that it plays."""
        if self._batch is not None and not self._plan.seeds:
            counts = self._batch.count(self._plan.seed + first, games)
            if counts is not None:
                return tally_of_counted(counts)
        return tally(self.rules, self.play(first, games))

    def _play_apart(self, seeds: Sequence[int]) -> Rows:
        """Plays the games of some seeds; those of neighbouring seeds are played together."""
        parts = [blank_rows(self.rules, 0, 0)]
        for seed, games in _runs(seeds):
            rows = self._batch.play(seed, games) if self._batch is not None else None
            parts.append(self._play_slowly(seed, games) if rows is None else rows)
        return joined(parts)

    def _play_begun(self, seeds: Sequence[int], starts: Sequence[FrozenMap[str, int]]) -> Rows:
        """Plays games in which tracks begin with other values."""
        rows = None if self._batch is None else self._batch.play_each(seeds, starts)
        if rows is not None:
            return rows
        seats = self._plan.seats
        return joined(
            [
                play_reference(evolve(self.rules, starts=begun), seats, seed, 1)
                for seed, begun in zip(seeds, starts, strict=True)
            ]
        )

    def _play_slowly(self, seed: int, games: int) -> Rows:
        """Games that the kernel can't play alone."""
        rows = self._custom.play(seed, games) if self._custom is not None else None
        return play_reference(self.rules, self._plan.seats, seed, games) if rows is None else rows


def _runs(seeds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Seeds in their order as runs of neighbours: the first, and how many."""
    first = 0
    for end in range(1, len(seeds) + 1):
        if end == len(seeds) or seeds[end] != seeds[end - 1] + 1:
            yield seeds[first], end - first
            first = end


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
