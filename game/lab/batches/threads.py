"""Threads of this process that play ranges of games.

While the kernel plays, Python has nothing to do: so threads play as many games at once as other
processes do, and needn't be started first.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from game.kernel import machine_code
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.ranges import GameRange, PlayedRange, play_range


def suffice_for(plans: Sequence[Plan], *, rows: bool) -> bool:
    """Whether threads play these plans as fast as processes do.

    They don't where Python has much to do: where rows are kept, where several plans are compiled,
    and where bots play that the kernel doesn't have.
    """
    return machine_code.in_use() and not rows and len(plans) == 1 and plans[0].is_for_kernel


class ThreadPool:
    """A number of threads, each of which plays one range of a plan at a time."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self._jobs = jobs
        self._executor = ThreadPoolExecutor(jobs)
        self._busy: set[Future[PlayedRange]] = set()
        self._players: SimpleQueue[PlanPlayer] = SimpleQueue()
        """Those that play no range now."""
        for _ in range(jobs):
            self._players.put(PlanPlayer(plan))

    @property
    def count(self) -> int:
        """How many threads there are."""
        return self._jobs

    @property
    def free(self) -> bool:
        """Whether some thread is idle."""
        return len(self._busy) < self._jobs

    def assign(self, games: GameRange) -> None:
        """Gives a range to an idle thread."""
        self._busy.add(self._executor.submit(self._play, games))

    def results(self) -> list[PlayedRange]:
        """Waits until threads have finished, and returns their ranges; raises what they raised."""
        played, self._busy = wait(self._busy, return_when=FIRST_COMPLETED)
        return [each.result() for each in played]

    def close(self) -> None:
        """Ends all threads, as soon as they have played their ranges."""
        self._executor.shutdown()

    def _play(self, games: GameRange) -> PlayedRange:
        player = self._players.get()
        try:
            return play_range(player, games, rows=False)
        finally:
            self._players.put(player)
