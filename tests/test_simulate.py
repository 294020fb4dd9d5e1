"""`communique simulate`, driven as an analyst or a script would."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import tiny
from attrs import evolve
from processes import alive, children

from game.cli import main
from game.cli.many_games.endings import exits_on_signals
from game.cli.progress import ProgressBar
from game.kernel import machine_code
from game.kernel.rows import Rows
from game.lab.batches.jobs import Interrupted, run
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "game", "simulate"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="no such signals, limits or links")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario, where one stands."""
    (tmp_path / "tiny.yaml").write_text("\n".join(tiny.SECTIONS.values()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes begin at once where there are to be several."""
    assert run.__kwdefaults__ is not None
    monkeypatch.setitem(run.__kwdefaults__, "alone", 0)


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to stdout and stderr."""
    code = main(["simulate", *args])
    out, errors = capsys.readouterr()
    return code, out, errors


def document(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    """The document of a run, without what depends on the time."""
    code, out, errors = said(capsys, "tiny.yaml", "--json", *args)
    assert (code, errors) == (0, "")
    found: dict[str, Any] = json.loads(out)
    assert found.pop("seconds") > 0
    assert found.pop("decisions_per_second") > 0
    return found


def left(folder: Path) -> list[str]:
    """What is in a folder beside the scenario."""
    return sorted(path.name for path in folder.iterdir() if path.name != "tiny.yaml")


# What it does


@pytest.mark.usefixtures("here")
def test_it_prints_a_summary_and_nothing_else_away_from_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, errors = said(capsys, "tiny.yaml", "-n", "20")
    assert (code, errors) == (0, "")
    assert re.match(r"20 games of Tiny: 120 decisions in [\d.]+ s", out)


@pytest.mark.usefixtures("here")
def test_json_is_one_document_that_says_what_was_asked_and_what_came(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document(capsys, "-n", "20", "--seed", "7", "--forbid", "north:warm")
    assert (found["scenario"], found["seed"], found["games"]) == ("tiny", 7, 20)
    assert found["forbidden"] == ["north:warm"]
    assert {"outcomes", "scores", "turns", "digest", "decisions"} <= {*found}
    assert found["actions"]["north"]["warm"]["taken"] == 0
    assert found["actions"]["south"]["warm"]["taken"] > 0


@pytest.mark.usefixtures("here", "impatient")
def test_the_same_command_gives_the_same_whatever_the_number_of_jobs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = document(capsys, "-n", "60", "--jobs", "1")
    assert document(capsys, "-n", "60", "--jobs", "2") == one
    assert document(capsys, "-n", "60", "--seed", "2") != one
    assert document(capsys, "-n", "60", "--seat", "south=uniform") == one


@pytest.mark.xdist_group("cluster")
def test_a_cluster_gives_the_same_as_processes(here: Path) -> None:
    command = [*COMMAND, "tiny.yaml", "-n", "300", "--json", "--out", "a.npz"]
    found = []
    # The library reads files without naming an encoding.
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONWARNDEFAULTENCODING"}
    for place in (["--jobs", "1"], ["--cluster", "local:2"]):
        done = subprocess.run(
            [*command, *place],
            cwd=here,
            env=surroundings,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.stderr == ""
        document = json.loads(done.stdout)
        del document["seconds"], document["decisions_per_second"]
        found.append((document, (here / "a.npz").read_bytes()))
    assert found[0] == found[1]


@pytest.mark.usefixtures("here")
def test_a_thousand_games_from_seed_1_are_played_where_nothing_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def played(plan: Plan, *_args: object, **_options: object) -> object:
        asked.append((plan.games, plan.seed))
        return run(Plan(plan.scenario, plan.seats, 1))

    monkeypatch.setattr("game.lab.batches.jobs.run", played)
    assert said(capsys, "tiny.yaml")[0] == 0
    assert asked == [(1000, 1)]


def test_a_game_of_the_file_is_the_one_that_play_shows(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "tiny.yaml", "-n", "3", "--seed", "40", "--out", "a.npz")[0] == 0
    assert main(["play", "tiny.yaml", "--auto", "--seed", "42"]) == 0
    shown = capsys.readouterr().out
    with np.load(here / "a.npz") as found:
        assert found["seed"].tolist() == [40, 41, 42]
        totals = re.findall(r"^ +Total +(\d+)", shown, re.MULTILINE)
        assert found["scores"][2].tolist() == [int(total) for total in totals]


@pytest.mark.usefixtures("impatient")
def test_two_runs_write_the_same_bytes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sums = set()
    for jobs in ("1", "2"):
        assert said(capsys, "tiny.yaml", "-n", "50", "--jobs", jobs, "--out", "a.npz")[0] == 0
        sums.add(hashlib.sha256((here / "a.npz").read_bytes()).hexdigest())
    assert len(sums) == 1
    assert left(here) == ["a.npz"]


def test_a_run_folder_goes_on_where_it_was_interrupted(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = document(capsys, "-n", "50", "--out", "whole")
    assert left(here / "whole") == [
        *("games.npz", "manifest.json", "report.html", "results.json"),
    ]
    played: list[int] = []

    def interrupted(
        plan: Plan, _place: Place, *, keep: Callable[[Rows], None], **_options: object
    ) -> None:
        raise Interrupted(run(evolve(plan, games=20), keep=keep))

    def counted(plan: Plan, *args: Any, **options: Any) -> object:
        played.append(plan.games)
        return run(plan, *args, **options)

    with monkeypatch.context() as impatience:
        impatience.setattr("game.lab.batches.jobs.run", interrupted)
        code, out, errors = said(capsys, "tiny.yaml", "-n", "50", "--json", "--out", "run")
    assert (code, json.loads(out)["games"]) == (130, 20)
    assert errors == (
        "communique simulate: interrupted after 20 of 50 games; the same command goes on from "
        "there\n"
    )
    assert "results.json" not in left(here / "run")
    monkeypatch.setattr("game.lab.batches.jobs.run", counted)
    for already in (20, 50):
        code, out, errors = said(capsys, "tiny.yaml", "-n", "50", "--json", "--out", "run")
        assert (code, errors) == (
            0,
            f"communique simulate: run has {already} of 50 games already\n",
        )
        found = json.loads(out)
        del found["seconds"], found["decisions_per_second"]
        assert found == whole
    assert played == [30]
    assert left(here / "run") == left(here / "whole")
    for name in left(here / "whole"):
        assert (here / "run" / name).read_bytes() == (here / "whole" / name).read_bytes()
    results = json.loads((here / "run" / "results.json").read_text(encoding="utf-8"))
    assert results == whole


def test_a_folder_of_another_run_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "tiny.yaml", "-n", "5", "--out", "run")[0] == 0
    before = {path.name: path.read_bytes() for path in (here / "run").iterdir()}
    code, out, errors = said(capsys, "tiny.yaml", "-n", "6", "--out", "run")
    assert (code, out) == (2, "")
    assert errors == (
        "communique simulate: --out run: it holds another run: seeds, commands; "
        "name another folder\n"
    )
    assert {path.name: path.read_bytes() for path in (here / "run").iterdir()} == before


# --verify


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is verified, by a stand-in that finds what is put first into the list."""
    asked: list[object] = [None]

    def verify(plan: Plan, games: int) -> object:
        asked.append((plan.games, games))
        return asked[0]

    module = ModuleType("game.lab.batches.verify")
    module.verify = verify  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "game.lab.batches.verify", module)
    return asked


@pytest.mark.usefixtures("here")
def test_verify_looks_at_so_many_of_the_games(
    verified: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "tiny.yaml", "-n", "9", "--verify", "4")[0] == 0
    assert said(capsys, "tiny.yaml", "-n", "9")[0] == 0
    assert verified[1:] == [(9, 4)]


def test_a_difference_is_one_line_and_no_numbers_are_given(
    here: Path, verified: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    verified[0] = "seed 3, decision 5: the digest"
    code, out, errors = said(capsys, "tiny.yaml", "-n", "9", "--verify", "4", "--out", "a.npz")
    assert (code, out) == (1, "")
    assert errors == "communique simulate: --verify 4: seed 3, decision 5: the digest\n"
    assert left(here) == []


# Help, and what can't be done


def test_help_has_examples_that_can_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "--help")
    assert code == 0
    examples = re.findall("^Example: communique simulate (.*)$", out, re.MULTILINE)
    assert len(examples) == 6
    assert "all cores" in out


@pytest.mark.parametrize(
    ("args", "way_out"),
    [
        (["tiny.yaml", "-n", "0"], "-n 0: write a whole number from 1"),
        (["tiny.yaml", "-n", "-5"], "-n -5: write a whole number from 1"),
        (["tiny.yaml", "-n", "1e6"], "-n 1e6: write a whole number from 1"),
        (["tiny.yaml", "-n", "9" * 5000], "write a whole number from 1 to 9223372036854775807"),
        (
            ["tiny.yaml", "--jobs", "2", "--cluster", "local:2"],
            "--jobs and --cluster: the cluster has its own workers; name one",
        ),
        (["tiny.yaml", "--jobs", "0"], "--jobs 0: write a whole number from 1 to 256"),
        (["tiny.yaml", "--jobs", "x"], "--jobs x: write a whole number from 1 to 256"),
        (["tiny.yaml", "--jobs", "257"], "--jobs 257: write a whole number from 1 to 256"),
        (["tiny.yaml", "--seed=-1"], "--seed -1: write a whole number from 0"),
        (["tiny.yaml", "--seed", str(2**63)], f"from 0 to {2**63 - 1}"),
        (["tiny.yaml", "-n", "2", "--seed", str(2**63 - 1)], "the last game's seed would be more"),
        (["tiny.yaml", "--verify=-1"], "--verify -1: write a whole number from 0"),
        (["tiny.yaml", "-n", "9", "--verify", "10"], "there are only 9 games (-n)"),
        (["tiny.yaml", "--seat", "north"], "write SIDE=BOT, as in north=uniform"),
        (["tiny.yaml", "--seat", "east=uniform"], "the sides are north, south"),
        (["tiny.yaml", "--seat", "north=hawk"], 'there is no bot "hawk"; write uniform'),
        (["tiny.yaml", "--seat", "north=me"], "only bots play here; write uniform"),
        (["tiny.yaml", "--seat", "north=uniform", "--seat", "north=uniform"], "has a seat already"),
        (["tiny.yaml", "--forbid", "warm"], "write SIDE:ACTION; the sides are north, south"),
        (["tiny.yaml", "--forbid", "east:warm"], 'no side "east"; the sides are north, south'),
        (["tiny.yaml", "--forbid", "north:wram"], 'no action "wram"; did you mean "warm"?'),
        (["tiny.yaml", "--forbid", "north:xyz"], "its actions are warm, cool"),
        (["nowhere.yaml"], "there is no file nowhere.yaml"),
        (["kuala-lumpr"], 'did you mean "kuala-lumpur"?'),
        (["."], "name a file in it"),
        ([], "see communique simulate --help"),
        (["tiny.yaml", "--out", ""], "is a folder; name a file in it"),
        (["tiny.yaml", "--out", "."], "is a folder; name a file in it"),
        (["tiny.yaml", "--out", "games.xlsx"], "let its name end in .npz, .parquet or .csv"),
        (["tiny.yaml", "--out", "tiny.yaml"], "let its name end in .npz, .parquet or .csv"),
        (["tiny.yaml", "--out", "no/such/a.npz"], "there is no folder no/such"),
        (["tiny.yaml", "--out", "tiny.yaml/a.npz"], "name another file"),
        (["tiny.yaml", "--out", f"{'x' * 300}.npz"], "name another file"),
        (["tiny.yaml", "--out", "a\0.npz"], "name another file"),
    ],
)
def test_a_wrong_command_is_one_line_that_names_the_way_out(
    args: list[str], way_out: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, *args)
    assert (code, out) == (2, "")
    assert errors.count("\n") == 1
    assert errors.startswith("communique simulate: ")
    assert way_out in errors
    assert left(here) == []


@posix
def test_what_is_no_file_is_not_replaced(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A pipe of our own: were it a device, a mistake could do away with it.
    os.mkfifo(here / "pipe")
    (here / "games.npz").symlink_to(here / "pipe")
    code, _, errors = said(capsys, "tiny.yaml", "-n", "2", "--out", "games.npz")
    assert (code, errors.count("\n")) == (2, 1)
    assert "is a device, or the like" in errors
    assert (here / "pipe").is_fifo()


def test_a_scenario_with_mistakes_is_not_played_and_tells_them_all(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (here / "tiny.yaml").read_text(encoding="utf-8")
    text = text.replace("{trust: +3}", "{truts: +3}").replace("{trust: -3}", "{trust: 3}")
    (here / "tiny.yaml").write_text(text, encoding="utf-8")
    code, out, errors = said(capsys, "tiny.yaml", "--out", "a.npz")
    assert (code, out) == (1, "")
    *problems, last = errors.splitlines()
    assert len(problems) == 2
    assert last == "communique simulate: tiny.yaml can't be played; correct it first"
    assert left(here) == []


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from game.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""The command line, to which the system grants files of so many bytes."""


@posix
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_full_disk_is_one_line_and_leaves_nothing(at_the_end: bool, here: Path) -> None:
    arguments = ["simulate", "tiny.yaml", "-n", "600", "--jobs", "1", "--out", "a.npz"]
    most = 100
    if at_the_end:
        assert main(arguments) == 0
        most = (here / "a.npz").stat().st_size - 1
        (here / "a.npz").unlink()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), *arguments],
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "communique simulate: --out a.npz: File too large; nothing is kept\n"
    assert bool(done.stdout) == at_the_end
    assert left(here) == []


@pytest.mark.usefixtures("here")
def test_processes_that_die_again_and_again_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.lab.batches.ranges import GameRange, WorkersDied

    def died(*_args: object, **_options: object) -> None:
        raise WorkersDied(GameRange(20, 5))

    monkeypatch.setattr("game.lab.batches.jobs.run", died)
    code, out, errors = said(capsys, "tiny.yaml", "--seed", "100")
    assert (code, out, errors.count("\n")) == (1, "", 1)
    assert "from seed 120; is memory short?" in errors


# Interrupts


@pytest.mark.parametrize("done", [0, 8])
def test_ctrl_c_prints_what_is_done_and_keeps_its_rows(
    done: int,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(
        plan: Plan, _place: Place, *, keep: Callable[[Rows], None], **_options: object
    ) -> None:
        run(Plan(plan.scenario, plan.seats, 9, plan.seed), keep=keep)
        if not done:
            raise Interrupted(run(Plan(plan.scenario, plan.seats, 0, plan.seed)))
        raise Interrupted(run(Plan(plan.scenario, plan.seats, done, plan.seed)))

    monkeypatch.setattr("game.lab.batches.jobs.run", interrupted)
    code, out, errors = said(capsys, "tiny.yaml", "-n", "500", "--json", "--out", "a.npz")
    assert code == 130
    after = f" after {done} of 500 games; with --out FOLDER the same command would go on from there"
    assert errors == f"communique simulate: interrupted{after if done else ''}\n"
    assert json.loads(out)["games"] == done
    assert left(here) == (["a.npz"] if done else [])
    if done:
        with np.load(here / "a.npz") as found:
            assert found["seed"].tolist() == list(range(1, 9))


@posix
def test_ctrl_c_on_a_terminal_ends_all_processes_and_shows_what_is_done(here: Path) -> None:
    import pexpect

    # So many that one process doesn't play them alone.
    arguments = ["-m", "game", "simulate", "kuala-lumpur", "-n", "1000000", "--out", "a.npz"]
    child = pexpect.spawn(
        sys.executable, [*arguments, "--jobs", "2"], cwd=here, encoding="utf-8", timeout=30,
        dimensions=(30, 120),
    )  # fmt: skip
    child.expect(r"\[[#.]{24}\] 0 of 1,000,000 games")
    child.expect(r"\[[#.]{24}\] [\d,]+ of 1,000,000 games, [\d,]+ a second, [\w ]+ left")
    # Until the two others, and what Python begins beside them, are there and at work.
    patience = time.monotonic() + 20
    while sys.platform == "linux" and len(children(child.pid)) < 3:
        assert time.monotonic() < patience
        time.sleep(0.05)
    time.sleep(1)
    begun = children(child.pid)
    child.sendintr()
    # The bar has been taken away.
    child.expect(r"\r {119}\r([\d,]+) games of Kuala Lumpur: ")
    games = int(child.match.group(1).replace(",", ""))
    child.expect(r"interrupted after ([\d,]+) of 1,000,000 games")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    with np.load(here / "a.npz") as found:
        assert found["seed"].tolist() == list(range(1, games + 1))
    assert left(here) == ["a.npz"]
    assert not any(map(alive, begun))


@posix
def test_who_is_asked_to_end_leaves_nothing_half_written(here: Path) -> None:
    arguments = ["kuala-lumpur", "-n", "1000000", "--jobs", "1", "--out", "a.npz"]
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        while not left(here):
            time.sleep(0.01)
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=20) == 143
        assert child.communicate() == (b"", b"")
    assert left(here) == []


ASKED_WHILE_COMPILING = """
import os, sys, threading
from game.cli import main
from game.kernel.compiler import build

compile_text = build.compile_text

def asked(*args, **options):
    threading.Timer(0.1, os.kill, (os.getpid(), int(sys.argv[1]))).start()
    print("compiling")
    return compile_text(*args, **options)

build.compile_text = asked
sys.exit(main(sys.argv[2:]))
"""


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_is_asked_to_end_while_it_compiles_ends_after_that(
    number: int, code: int, here: Path
) -> None:
    if not machine_code.in_use():
        pytest.skip("nothing is compiled here")
    cache = here / "cache"
    words = ["simulate", "tiny.yaml", "-n", "2000000", "--out", "games.npz"]
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASKED_WHILE_COMPILING, str(int(number)), *words],
        capture_output=True, encoding="utf-8", timeout=100, check=False,
        env={**os.environ, "COMMUNIQUE_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith("compiling\n")
    assert "Traceback" not in done.stderr
    assert list(cache.rglob("*.tmp.*")) == []
    assert {path.name for path in here.iterdir()} == {"tiny.yaml", "cache"}


def wait_for_long(before: Callable[[], None]) -> None:
    """Calls a function and then waits; something ends the wait, and not the clock."""
    reader, writer = os.pipe()
    clock = threading.Timer(20, os.write, (writer, b"."))
    clock.start()
    try:
        before()
        os.read(reader, 1)
    finally:
        in_time = clock.is_alive()
        clock.cancel()
        clock.join()
        os.close(reader)
        os.close(writer)
        assert in_time


@posix
@pytest.mark.parametrize(
    ("number", "raised"), [(signal.SIGTERM, SystemExit), (signal.SIGINT, KeyboardInterrupt)]
)
@pytest.mark.parametrize("method", [False, True])
def test_who_is_asked_to_end_while_an_object_is_deleted_ends_after_that(
    number: int, raised: type[BaseException], method: bool
) -> None:
    class Lock:
        """Like the one that every import takes, and drops at its end."""

    class Module:
        """Like those of the compiler, which delete what is theirs."""

        def __del__(self) -> None:
            signal.raise_signal(number)

    def drop_one() -> None:
        if method:
            Module()
            return
        lock = Lock()
        reference = weakref.ref(lock, lambda _: signal.raise_signal(number))
        del lock
        assert reference() is None

    with pytest.raises(raised), exits_on_signals():
        wait_for_long(drop_one)


# The line that tells how far it has come


class Terminal(list[str]):
    """What is written to a terminal, with a clock of its own."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.append(text.strip())

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        raise OSError

    @property
    def last(self) -> str:
        return self[-1]


def test_the_bar_tells_the_speed_of_the_last_seconds_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, terminal = 100.0, Terminal()
    monkeypatch.setattr("game.cli.progress.time.monotonic", lambda: now)
    bar = ProgressBar(terminal, 10_000, "games")  # type: ignore[arg-type]
    bar.show(0)
    assert terminal.last == "[........................] 0 of 10,000 games"
    now += 2
    bar.show(1_000)
    assert terminal.last == (
        "[##......................] 1,000 of 10,000 games, 500 a second, 18 s left"
    )
    now += 0.05
    bar.show(1_010)
    assert "1,000 of" in terminal.last
    for _ in range(20):
        now += 1
        bar.show(2_000)
        now += 1
        bar.show(2_001)
    assert "2,001 of 10,000 games, 12 a minute, 11 h 07 min left" in terminal.last
    now += 10
    bar.show(9_000)
    assert terminal.last.endswith("9,000 of 10,000 games, 700 a second, 1 s left")
    bar.clear()
    assert terminal.last == ""
