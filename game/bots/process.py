"""Runs experts in a separate process, so that compiling their code doesn't block the window."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from game.bots.orphans import end_with_parent
from game.model.decisions import Move
from game.model.scenario import Scenario
from game.session.driver import Decide
from game.session.game import DecisionRequest
from game.session.seats import is_expert

_bots: dict[str, Decide] = {}
"""In the process of the experts, the bots by side."""


def _begin_process(scenario: Scenario, seats: dict[str, str], seed: int) -> None:
    end_with_parent()
    from game.bots.seats import make_bots
    from game.rules.compile import compile_rules

    _bots.update(make_bots(compile_rules(scenario), seats, seed))


def _decide(request: DecisionRequest) -> Move:
    return _bots[request.side](request)


class ExpertProcess:
    """The experts of one game; they decide in a process that starts at the first request."""

    def __init__(self, scenario: Scenario, seats: Mapping[str, str], seed: int) -> None:
        self._seats = {side: player for side, player in seats.items() if is_expert(player)}
        self._arguments = (scenario, self._seats, seed)
        self._pool: ProcessPoolExecutor | None = None
        self._is_closed = False

    def __call__(self, request: DecisionRequest) -> Move:
        """Asks an expert for a decision; if the process has died, starts it once more.

        Raises BrokenProcessPool if the process was closed meanwhile, or died again.
        """
        try:
            return self._process().submit(_decide, request).result()
        except BrokenProcessPool:
            if self._is_closed:
                raise
            self._end_process()
            return self._process().submit(_decide, request).result()

    def thinks_for(self, side: str) -> bool:
        """Whether an expert plays a side."""
        return side in self._seats

    def close(self) -> None:
        """Ends the process for good."""
        self._is_closed = True
        self._end_process()

    def _end_process(self) -> None:
        if self._pool is not None:
            # The process may be busy, and nobody needs its decision (3.14 has terminate_workers).
            for process in list(self._pool._processes.values()):
                process.terminate()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, get_context("spawn"), initializer=_begin_process, initargs=self._arguments
            )
        return self._pool
