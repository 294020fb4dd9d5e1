"""Studies that were interrupted or killed go on, and end with the bytes of those that weren't."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import tiny
from processes import alive, children

from game.cli import main
from game.lab.batches.plan import Plan
from game.lab.batches.ranges import PlayedRange, play_range
from game.lab.files.played import PlayedFile
from game.session.records.safe_files import LOCK, FolderLock

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parents[1]
SCENARIO = """
settings:
  push: {value: 3, range: [0, 9]}
turns: 3
sides:
  north: {name: North, brief: N, par: 52, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: S, score: [{label: Purse, points: "10 + trust"}]}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
personas:
  warmer: {name: Warmer, tracks: {trust: 5}}
  cooler: {name: Cooler, tracks: {trust: -5}}
"""
STUDIES = {
    "simulate": ["--pairings", "--seat", "south=uniform", "-n", "20"],
    "sweep": ["--vary", "push=0..9:3", "-n", "20"],
    "sensitivity": ["-n", "20", "--sobol", "2", "--morris", "2"],
    "tune": ["--vary", "push=0..9", "--aim", "score.south=10..20", "--trials", "6", "-n", "20"],
    "compare": ["--other-set", "push=9", "-n", "200"],
    "tournament": ["-n", "20"],
    "balance": ["-n", "20", "--experts", "4", "--lists", "0", "--settings", "5"],
}
MERGE = ["merge", "games.npz", "--out", "other.npz"]
FILES = ["manifest.json", "report.html", "results.json"]
PAIRINGS = ["pairing-1.npz", "pairing-2.npz"]
GOES_ON = "; the same command goes on from there\n"
WOULD_GO_ON = "; with --out FOLDER the same command would go on from there\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(tiny.whole(SCENARIO), encoding="utf-8")
    return tmp_path


def command(study: str) -> list[str]:
    return [study, "tiny.yaml", *STUDIES[study], "--jobs", "1"]


def inside(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def timeless(printed: str) -> str:
    """What is printed, without the name of the folder and the time that it took."""
    return re.sub(r" in [\d.,]+ s, [\d,]+ a second", "", printed).replace("run", "whole")


class Impatience:
    """Presses Ctrl-C once so many ranges are kept, and counts the games that are played."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 10**9
        self.games = 0
        add = PlayedFile.add

        def counted(file: PlayedFile, plan: Plan, part: PlayedRange) -> None:
            add(file, plan, part)
            self.games += part.range.games
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt

        monkeypatch.setattr(PlayedFile, "add", counted)

    def play(self, study: str, folder: str, stop: int = 10**9) -> tuple[int, int]:
        """The exit code of a study, and how many games were played."""
        self.left, self.games = stop, 0
        return main([*command(study), "--out", folder]), self.games


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_goes_on_after_ctrl_c_and_ends_with_the_same_bytes(
    study: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    impatience = Impatience(monkeypatch)
    code, games = impatience.play(study, "whole")
    whole = capsys.readouterr().out
    files = [*FILES, *(PAIRINGS if study == "simulate" else [])]
    assert sorted(inside("whole")) == sorted(files)
    played = 0
    for stop in (2, 5):
        stopped, more = impatience.play(study, "run", stop)
        told = capsys.readouterr().err.splitlines(keepends=True)
        assert stopped == 130
        assert told[-1].startswith(f"communique {study}: interrupted")
        assert told[-1].endswith(GOES_ON) or not played
        played += more
    last, more = impatience.play(study, "run")
    printed = capsys.readouterr()
    assert (last, timeless(printed.out)) == (code, timeless(whole))
    assert printed.err == f"communique {study}: run has {played} games already\n"
    assert played + more == games
    assert sorted(inside("run")) == sorted(files)
    for name in files:
        text = (Path("run") / name).read_bytes()
        assert text.replace(b"--out run", b"--out whole") == (Path("whole") / name).read_bytes()


def test_a_balance_that_is_stopped_keeps_its_games_without_being_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("COMMUNIQUE_GAMES_FOLDER", str(tmp_path / "kept" / "games"))
    assert main(command("balance")) == 0
    whole = capsys.readouterr()
    assert whole.err == ""
    calls = list[int]()

    def impatient(*args: Any, **options: Any) -> PlayedRange:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return play_range(*args, **options)

    monkeypatch.setattr("game.lab.batches.jobs.play_range", impatient)
    assert main(command("balance")) == 130
    told = capsys.readouterr().err
    assert told.endswith("; the same command goes on from there\n")
    assert main(command("balance")) == 0
    again = capsys.readouterr()
    assert again.out == whole.out
    assert re.fullmatch(r"communique balance: .* has [\d,]+ games already\n", again.err)
    assert not [*(tmp_path / "kept" / "unfinished").iterdir()], "nothing is left behind"


@pytest.mark.parametrize("study", [each for each in STUDIES if each != "balance"])
def test_without_a_folder_it_is_said_what_is_lost_and_how_to_keep_it(
    study: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = [14 if study == "tune" else 4]

    def impatient(*args: Any, **options: Any) -> PlayedRange:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return play_range(*args, **options)

    monkeypatch.setattr("game.lab.batches.jobs.play_range", impatient)
    assert main(command(study)) == 130
    told = capsys.readouterr().err
    shown = study in ("sweep", "tune")
    assert told.startswith(f"communique {study}: interrupted after ")
    assert told.endswith(WOULD_GO_ON)
    assert (", which are lost" in told) is not shown
    assert told.count("\n") == 1


def test_an_interrupt_before_anything_is_done_needs_few_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.lab.batches.jobs.play_range", interrupt)
    assert main(command("compare")) == 130
    assert capsys.readouterr().err == "communique compare: interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("words", [*map(command, STUDIES), ["simulate", "tiny.yaml"], MERGE])
def test_the_exit_code_says_by_which_signal_a_command_was_ended(
    words: list[str], number: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["simulate", "tiny.yaml", "-n", "5", "--out", "games.npz"]) == 0
    before = {path.name for path in Path().iterdir()}

    def end(*_args: object, **_options: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            time.sleep(0.05)  # the main thread waits by then: it still starts threads before
        signal.raise_signal(number)

    for place in (
        "batches.jobs.play_range",
        "batches.threads.play_range",
        "files.any_kind.write_games",
    ):
        monkeypatch.setattr(f"game.lab.{place}", end)
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(words))
    assert ended.value.code == code
    assert {path.name for path in Path().iterdir()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="the processes that it starts are looked up")
@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("words", [command("compare")[:-2], ["simulate", "tiny.yaml"]])
def test_ctrl_c_ends_a_local_cluster_in_one_line(words: list[str], workers: int) -> None:
    """workers: how many have begun by then, besides the process that tidies up after them."""
    words = [*words, "-n", "3000000", "--cluster", "local:2"]
    # The library reads files without naming an encoding.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONWARNDEFAULTENCODING"}
    with subprocess.Popen(
        [sys.executable, "-m", "game", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**environment, "PYTHONPATH": str(ROOT)},
        start_new_session=True,  # Ctrl-C reaches all processes of a terminal
    ) as child:
        patience = time.monotonic() + 60
        while len(begun := children(child.pid)) <= workers:
            assert time.monotonic() < patience
            assert child.poll() is None
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGINT)
        out, told = child.communicate(timeout=60)
    assert child.returncode == 130
    assert told == f"communique {words[0]}: interrupted\n"
    assert "Traceback" not in out
    patience = time.monotonic() + 10  # what tidies up ends after all others
    while any(map(alive, begun)):
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_study_goes_on_after_it_was_killed(
    number: int, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sensitivity", "tiny.yaml", "-n", "300000", "--jobs", "2"]
    played = here / "run" / "unfinished" / "played"
    with subprocess.Popen(
        [sys.executable, "-m", "game", *words, "--out", "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        patience = time.monotonic() + 60
        while not played.exists() or played.stat().st_size < 50_000:
            assert time.monotonic() < patience
            assert child.poll() is None
            time.sleep(0.01)
        # Meanwhile nobody else may write to the folder.
        assert main([*words, "--out", "run"]) == 2
        assert capsys.readouterr().err == (
            "communique sensitivity: --out run: another process is writing to it; wait until that "
            "has ended, or name another folder\n"
        )
        child.send_signal(number)
        out, told = child.communicate(timeout=60)
    assert out == ""
    if number == signal.SIGKILL:
        assert (child.returncode, told) == (-signal.SIGKILL, "")
        assert (here / "run" / LOCK).exists()
    else:
        assert child.returncode == 128 + number
        assert told.startswith("communique sensitivity: interrupted after ")
        assert told.endswith(GOES_ON)
    assert main([*words, "--out", "run"]) == 0
    assert "run has " in capsys.readouterr().err
    assert main([*words, "--out", "whole"]) == 0
    assert sorted(inside("run")) == sorted(inside("whole")) == FILES
    assert inside("run")["results.json"] == inside("whole")["results.json"]


def test_a_run_folder_of_simulate_is_written_to_by_one_process_at_a_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["simulate", "tiny.yaml", "-n", "5", "--out", "run"]
    assert main(words) == 0
    before = inside("run")
    lock = FolderLock(Path("run"))
    capsys.readouterr()
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "communique simulate: --out run: another process is writing to it; wait until that has "
        "ended, or name another folder\n"
    )
    lock.remove()
    assert inside("run") == before
    assert main(words) == 0
    assert inside("run") == before


def test_a_full_disk_ends_a_study_with_one_line_and_keeps_what_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write, left = PlayedFile._write, [3]

    def full(file: PlayedFile, *args: Any) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return write(file, *args)

    with monkeypatch.context() as disk:
        disk.setattr(PlayedFile, "_write", full)
        assert main([*command("compare"), "--out", "run"]) == 1
    assert capsys.readouterr().err == (
        "communique compare: --out run: No space left on device; the games before are kept\n"
    )
    assert main([*command("compare"), "--out", "run"]) == 0
    assert capsys.readouterr().err.startswith("communique compare: run has 73 games already")
