"""The expert thinks in a process of its own: what is compiled for it holds up no window."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from game.bots.orphans import end_with_parent
from game.bots.seats import EXPERT
from game.model.decisions import Move
from game.model.scenario import Scenario
from game.session.driver import Decide
from game.session.game import DecisionRequest

_bots: dict[str, Decide] = {}
"""In the process that thinks: its bots by side."""


def _begin(scenario: Scenario, seats: dict[str, str], seed: int) -> None:
    end_with_parent()
    from game.bots.seats import make_bots
    from game.rules.compile import compile_rules

    _bots.update(make_bots(compile_rules(scenario), seats, seed))


def _think(asking: DecisionRequest) -> Move:
    return _bots[asking.side](asking)


class ExpertProcess:
    """The experts among those seated."""

    def __init__(self, scenario: Scenario, seats: Mapping[str, str], seed: int) -> None:
        self._seats = {side: who for side, who in seats.items() if who == EXPERT}
        self._begin = (scenario, self._seats, seed)
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, asking: DecisionRequest) -> Move:
        """What the expert decides; a process that died is begun once more."""
        try:
            return self._process().submit(_think, asking).result()
        except BrokenProcessPool:
            self.close()
            return self._process().submit(_think, asking).result()

    def thinks_for(self, side: str) -> bool:
        """Whether a side is an expert's."""
        return side in self._seats

    def close(self) -> None:
        """Ends the process."""
        if self._pool is not None:
            # It may be thinking, which nobody waits for any more (3.14: terminate_workers).
            for process in list(self._pool._processes.values()):
                process.terminate()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, get_context("spawn"), initializer=_begin, initargs=self._begin
            )
        return self._pool
