"""The workers of a cluster come to the same as one process, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import socket
import sys
from contextlib import closing, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.bots.own import BotError
from game.kernel.rows import BY_GAME, Rows, joined
from game.lab.batches import cluster, ranges
from game.lab.batches.cluster import ClusterWorkers
from game.lab.batches.hiring import standing
from game.lab.batches.jobs import HERE, play_plans, run
from game.lab.batches.place import Cluster, ClusterError
from game.lab.batches.plan import Plan
from game.lab.batches.ranges import GameRange, WorkerFailed
from game.model.frozen import FrozenMap
from game.session.seats import BotFile

pytestmark = [
    pytest.mark.usefixtures("compiled"),
    pytest.mark.xdist_group("cluster"),
    # What the library leaves to the collector, and warns of itself.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]

PLAN = Plan(
    tiny.scenario(tiny.TABLE), FrozenMap({"north": "uniform", "south": "uniform"}), 400, 1000
)
ONE, TWO = Cluster("local:1"), Cluster("local:2")
SIGKILL = "exit 1" if sys.platform == "win32" else "SIGKILL"


@pytest.fixture(autouse=True)
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges are of nine games at most."""
    monkeypatch.setattr(ranges, "MOST_GAMES", 9)


@pytest.fixture(scope="module")
def alone() -> Rows:
    """The rows of the same games, played by this process."""
    kept: list[Rows] = []
    run(PLAN, keep=kept.append)
    return joined(kept)


def same(one: Rows, other: Rows) -> bool:
    """Whether rows are the same, bit for bit."""
    return one.digest == other.digest and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in BY_GAME
    )


def workers() -> list[int]:
    """The processes of this one that play for a cluster."""
    mine = multiprocessing.active_children()
    return [each.pid for each in mine if each.pid is not None]


def test_one_is_killed_in_the_middle_and_the_bytes_are_those_of_one_process(alone: Rows) -> None:
    kept: list[Rows] = []
    killed: list[int] = []

    def kill_one(done: int) -> None:
        if done > 100 and not killed:
            killed.append(workers()[0])
            os.kill(killed[0], signal.SIGKILL)

    tally = run(PLAN, TWO, progress=kill_one, keep=kept.append)
    assert killed
    assert tally.games == PLAN.games
    assert same(joined(kept), alone)
    assert workers() == []


def test_one_that_dies_while_it_starts_is_started_again_and_then_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    listed, killed = multiprocessing.active_children, list[int | None]()

    def kill_two() -> list[BaseProcess]:
        mine = listed()
        for process in mine:
            if len(killed) < 2 and process.pid not in killed:
                killed.append(process.pid)
                process.kill()
                return mine
        return mine

    monkeypatch.setattr(cluster, "MOST_DEATHS", 1)
    monkeypatch.setattr(multiprocessing, "active_children", kill_two)
    assert run(PLAN, TWO) == run(PLAN)
    ways_on = ("it is started again", "the others go on: 1")
    assert caplog.messages == [
        f"a worker died while it started (process {pid}, {SIGKILL}); {way}"
        for pid, way in zip(killed, ways_on, strict=True)
    ]


def test_several_plans_are_played_by_one_cluster() -> None:
    other = tiny.scenario()
    plans = [evolve(PLAN, games=30), evolve(PLAN, games=20, scenario=other), evolve(PLAN, games=5)]
    assert [*play_plans(plans, TWO)] == [run(plan) for plan in plans]


BOTS = """
from game import Pass

def patient(request):
    return request.legal.moves[0] if request.legal.moves else Pass()

class Counting:
    \"\"\"Takes the next of its moves at every decision of a game.\"\"\"

    def __init__(self):
        self.decided = 0

    def decide(self, request):
        self.decided += 1
        moves = request.legal.moves
        return moves[self.decided % len(moves)] if moves else Pass()
"""


def bot_file(folder: Path, name: str, code: str = BOTS) -> BotFile:
    path = folder / "mine.py"
    path.write_text(code, encoding="utf-8")
    return BotFile(path, code, name)


def test_bots_of_ones_own_play_on_a_cluster_as_they_do_here(tmp_path: Path) -> None:
    seats = FrozenMap(
        {"north": bot_file(tmp_path, "Counting"), "south": bot_file(tmp_path, "patient")}
    )
    plan = evolve(PLAN, seats=seats, games=60)
    here: list[Rows] = []
    tally = run(plan, keep=here.append)
    # Its code goes to them, and not the file.
    (tmp_path / "mine.py").unlink()
    there: list[Rows] = []
    assert run(plan, TWO, keep=there.append) == tally
    assert same(joined(there), joined(here))
    assert tally != run(evolve(plan, seats=PLAN.seats))


def test_a_bot_that_imports_what_a_worker_lacks_is_told_in_one_line(tmp_path: Path) -> None:
    bot = bot_file(tmp_path, "patient", "import not_here\n" + BOTS)
    with pytest.raises(BotError) as refused:
        run(evolve(PLAN, seats=FrozenMap({"north": bot, "south": "uniform"})), ONE)
    assert str(refused.value) == (
        "the bot mine.py:patient fails when it is loaded: ModuleNotFoundError in line 1: No module "
        "named 'not_here'; install that on every machine that plays"
    )


def test_another_engine_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "engine_version", lambda: "0.0.9 (rules 1, sources 0123456789ab)")
    with pytest.raises(ClusterError) as refused:
        run(PLAN, ONE)
    line = str(refused.value)
    assert re.fullmatch(
        r"the worker tcp://127\.0\.0\.1:\d+ has another engine, \d.*; here it is 0\.0\.9 "
        r"\(rules 1, sources 0123456789ab\): install the same version on all machines",
        line,
    )
    assert workers() == []


def test_one_that_joins_later_with_another_engine_plays_nothing() -> None:
    crew = ClusterWorkers([PLAN], TWO.address, rows=False)
    with closing(crew):
        assert crew.count == 2
        answer = crew._client.submit(
            cluster.play_there, b"", 0, b"", GameRange(0, 1), False, "another"
        ).result()
        engine, worker = answer
        assert engine == cluster.engine_version()
        with pytest.raises(ClusterError, match="has another engine"):
            cluster._read(("another", worker))
        # They listen on this machine alone.
        listening = [each["host"] for each in crew._client.scheduler_info()["workers"].values()]
        assert {*listening} == {"127.0.0.1"}
        assert crew._client.scheduler_info()["address"].startswith("tcp://127.0.0.1:")


def test_what_a_worker_raises_comes_out() -> None:
    seats = FrozenMap({"north": "uniform", "south": "nobody"})
    with pytest.raises(WorkerFailed, match=r"KeyError: .*'nobody'"):
        run(evolve(PLAN, seats=seats), ONE)
    assert workers() == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("local:0", "local:0: write local:N, with a number of workers up to 256"),
        ("local:many", "local:many: write local:N, with a number of workers up to 256"),
        ("tcp://", "tcp://: write local:N, or an address such as tls://HOST:8786"),
        ("tcp://10.1.2.3:8786", "tcp://10.1.2.3:8786: whoever can read or write on that line"),
        ("lab.example:8786", "lab.example:8786: whoever can read or write on that line"),
        ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1: "),
        ("tls://127.0.0.1:1", "no scheduler answers at tls://127.0.0.1:1: "),
    ],
)
def test_an_address_of_no_use_is_refused(
    address: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(ClusterError) as refused:
        run(PLAN, Cluster(address))
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(ClusterError, match=r"install it with: python3 tools/dev\.py lab"):
        run(PLAN, TWO)


def test_the_sources_that_play_games_are_part_of_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(cluster.__file__).parents[2]
    for part in cluster._PARTS:
        shutil.copytree(home / part, tmp_path / part)
    monkeypatch.setattr(cluster, "__file__", str(tmp_path / "lab" / "run" / "cluster.py"))
    version = cluster.engine_version.__wrapped__
    assert version() == cluster.engine_version()
    legal = tmp_path / "engine" / "legal.py"
    legal.write_bytes(legal.read_bytes().replace(b"\n", b"\r\n"))
    assert version() == cluster.engine_version()
    legal.write_text("# Nothing is legal.", encoding="utf-8")
    assert version() != cluster.engine_version()


def test_a_local_cluster_stands_for_several_studies() -> None:
    with standing(Cluster("local:1")) as place:
        assert isinstance(place, Cluster)
        assert place.address.startswith("tcp://127.0.0.1:")
        first = run(PLAN, place)
        assert run(PLAN, place) == first


def test_a_scheduler_that_is_lost_is_told_in_one_line() -> None:
    with cluster.begun(ONE) as place:
        here = ClusterWorkers([PLAN], place.address, rows=False)
        here.assign(GameRange(0, 9))
    with (
        closing(here),
        pytest.raises(ClusterError, match="its scheduler no longer answers"),
    ):
        here.results()


def test_a_local_cluster_minds_no_other_one() -> None:
    with socket.socket() as another:
        with suppress(OSError):  # somebody else has it already
            another.bind(("127.0.0.1", 8787))  # where the library shows what a cluster does
            another.listen()
        with standing(Cluster("local:1")) as place:
            assert isinstance(place, Cluster)
            assert place.address.startswith("tcp://127.0.0.1:")


def test_other_places_stay_as_they_are() -> None:
    with standing(HERE) as place:
        assert place == HERE
