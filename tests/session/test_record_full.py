"""Rule 9.2 where there is no more space: one clear line, a whole record, and the game goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from recorded import ENVIRONMENT, ROOT, command, essence, scenario_file

from game.cli import main
from game.session.records.file import read_file
from game.session.records.record import RecordLine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits, no /dev, no mounts")

LIMITED = """
import resource, sys
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
from game.cli import main
sys.exit(main())
"""
"""The command line, to which the system grants files of so many bytes."""


class Undisturbed:
    """A scenario, and the record of its game with seed 5 as nothing disturbs it."""

    def __init__(self, folder: Path, turns: int) -> None:
        self.scenario = scenario_file(folder, turns)
        path = folder / "undisturbed.game"
        arguments = ["play", str(self.scenario), "--auto", "--seed", "5", "--record", str(path)]
        assert main(arguments) == 0
        self.lines = read_file(path).lines
        self.parts = path.read_bytes().splitlines(keepends=True)


def plays_on(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[RecordLine, ...]:
    """The lines of a record that is replayed, gone on with to the end, and replayed."""
    capsys.readouterr()
    for arguments in (["replay"], ["play", "--auto", "--continue", "--record"], ["replay"]):
        assert main([*arguments, str(path)]) == 0
        assert capsys.readouterr().err == ""
    return read_file(path).lines


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return Undisturbed(tmp_path_factory.mktemp("short"), 20)


@pytest.mark.parametrize("lines", [0, 17, 39])
@pytest.mark.parametrize("more", [0, 50])
def test_9_2_where_files_may_grow_no_more_the_record_is_whole_and_goes_on(
    lines: int, more: int, short: Undisturbed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, most = tmp_path / "a.game", sum(map(len, short.parts[: lines + 1])) + more
    done = command(str(most), "play", short.scenario, "--auto", "--seed", "5", "--record", path,
                   prefix=("-c", LIMITED))  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        f"communique play: {path}: the last decision can’t be saved (File too large); the record "
        "is complete up to the one before, and the game can go on from there\n"
    )
    assert list(tmp_path.iterdir()) == [path]
    found = read_file(path)
    assert (essence(found.lines), found.torn) == (essence(short.lines[:lines]), 0)
    assert essence(plays_on(path, capsys)) == essence(short.lines)


def test_9_2_where_there_is_no_room_for_a_header_there_is_no_file(
    short: Undisturbed, tmp_path: Path
) -> None:
    for most in (0, len(short.parts[0]) - 1):
        done = command(str(most), "play", short.scenario, "--auto", "--record", tmp_path / "a.game",
                       prefix=("-c", LIMITED))  # fmt: skip
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "a.game: File too large" in done.stderr
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_9_2_where_what_is_printed_finds_no_room_the_record_is_whole_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    game, path = Undisturbed(tmp_path, 200), tmp_path / "a.game"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = command("play", game.scenario, "--auto", "--seed", "5", "--record", path,
                       stdout=full)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "communique: No space left on device\n"
    found = read_file(path)
    assert 0 < len(found.lines) < 400
    assert found.torn == 0
    assert essence(plays_on(path, capsys)) == essence(game.lines)


def test_9_2_where_nobody_reads_any_more_the_record_is_whole_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    game, path = Undisturbed(tmp_path, 200), tmp_path / "a.game"
    arguments = ["play", str(game.scenario), "--auto", "--seed", "5", "--record", str(path)]
    with subprocess.Popen(
        [sys.executable, "-m", "game", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env=ENVIRONMENT,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=60) == 141
    assert 0 < len(read_file(path).lines) < 400
    assert essence(plays_on(path, capsys)) == essence(game.lines)


# $1 Python, $2 the disk's folder, $3 where what it held is kept, $4 the scenario
ON_A_SMALL_DISK = """
mount -t tmpfs -o size=16k tmpfs "$2" || exit 77
record="$2/a.game"
"$1" -m game play "$4" --auto --seed 5 --record "$record" > /dev/null 2> "$3/errors"
echo $? > "$3/code"
ls -A "$2" > "$3/files"
cp "$record" "$3/full.game"
"$1" -m game replay "$record" > /dev/null 2>> "$3/errors" || exit 1
"$1" -m game play --auto --continue --record "$record" > /dev/null 2>> "$3/errors" && exit 2
mount -o remount,size=1m "$2" || exit 77
"$1" -m game play --auto --continue --record "$record" > /dev/null 2>> "$3/errors" || exit 3
cp "$record" "$3/end.game"
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no way to mount a disk of our own")
def test_9_2_on_a_full_disk_the_record_is_whole_and_goes_on_once_there_is_space(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    game, disk = Undisturbed(tmp_path, 120), tmp_path / "disk"
    disk.mkdir()
    given = map(str, (sys.executable, disk, tmp_path, game.scenario))
    script = ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "-", *given]
    done = subprocess.run(script, cwd=ROOT, check=False, capture_output=True)
    if done.returncode == 77 or b"unshare" in done.stderr:
        pytest.skip(f"no disk of our own: {done.stderr.decode()}")
    assert done.returncode == 0
    assert (tmp_path / "code").read_text(encoding="utf-8") == "1\n"
    assert (tmp_path / "files").read_text(encoding="utf-8") == "a.game\n"
    errors = (tmp_path / "errors").read_text(encoding="utf-8").splitlines()
    assert len(errors) == 2
    for error in errors:
        assert "the last decision can’t be saved (No space left on device)" in error
    full = read_file(tmp_path / "full.game")
    assert 100 < len(full.lines) < 240
    assert full.torn == 0
    assert essence(full.lines) == essence(game.lines[: len(full.lines)])
    assert essence(read_file(tmp_path / "end.game").lines) == essence(game.lines)
    assert essence(plays_on(tmp_path / "full.game", capsys)) == essence(game.lines)
