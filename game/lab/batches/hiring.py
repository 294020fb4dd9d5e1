"""Gets the workers that play games: threads, other processes, or a cluster.

While the kernel plays, Python has nothing to do: so threads play as many games at once as other
processes do, and needn't be started first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from game.lab.batches import threads
from game.lab.batches.place import MOST_JOBS, Cluster, Kept, Place, Processes, Workers
from game.lab.batches.plan import Plan


def hire(plans: Sequence[Plan], place: Processes | Cluster, most: int, *, rows: bool) -> Workers:
    """Workers for the games of some plans; at most so many on this machine.

    rows: whether their rows are wanted. Raises ClusterError.
    """
    if isinstance(place, Cluster):
        from game.lab.batches.cluster import ClusterWorkers

        return ClusterWorkers(plans, place.address, rows=rows)
    jobs = min(place.jobs, most, MOST_JOBS)
    if threads.suffice_for(plans, rows=rows):
        return threads.ThreadPool(plans[0], jobs)
    from game.lab.batches.workers import WorkerPool

    return WorkerPool(plans, jobs, rows=rows)


@contextmanager
def standing(place: Place) -> Iterator[Place]:
    """A place for several studies in a row, so that a local cluster is started only once.

    Raises ClusterError.
    """
    if isinstance(place, Kept):
        with standing(place.place) as there:
            assert not isinstance(there, Kept)
            yield Kept(there, place.store)
    elif isinstance(place, Cluster):
        from game.lab.batches.cluster import begun

        with begun(place) as cluster:
            yield cluster
    else:
        yield place
