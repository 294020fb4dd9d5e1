"""Machine code on disk, and better code that is made while games are played."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.kernel import machine_code

if not machine_code.is_there():
    pytest.skip("nothing is compiled without llvmlite", allow_module_level=True)

from game.kernel import tasks
from game.kernel.compiler import build, disk
from game.kernel.compiler.back import Module

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files and signals")
SMALL = "define i64 @enter(ptr %block) {\n  ret i64 42\n}"
"""A module that is made in no time, in place of the kernel's."""


AS_AT_FIRST = {"_played": 0, "_improving": False, "_given_up": False}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of machine code, for a process that begins."""
    monkeypatch.setenv(disk.CHOSEN, str(tmp_path / "kept"))
    disk.folder.cache_clear()
    begin_again(monkeypatch)
    yield disk.folder()
    disk.folder.cache_clear()


def begin_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has this process forget what machine code it has."""
    for name, value in {**AS_AT_FIRST, "enter": machine_code._first}.items():
        monkeypatch.setattr(machine_code, name, value)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How machine code is made each time, of a small module."""
    made: list[str] = []
    compile_text = build.compile_text

    def noted(text: str, how: str, *args: object, **named: object) -> bytes | None:
        made.append(how)
        return compile_text(text, how, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "compile_text", noted)
    monkeypatch.setattr(machine_code, "_text", lambda: SMALL)
    return made


def improve() -> None:
    """Plays enough for better code, and waits for it."""
    machine_code.note_played(machine_code.ENOUGH)
    for thread in threading.enumerate():
        if thread.name == "better code":
            thread.join()


def files(folder: Path) -> list[str]:
    """The files in a folder, without the hashes in their names."""
    return sorted(path.name.partition("-")[0] + path.suffix for path in folder.iterdir())


# ------------------------------------------------------------------------------- other processes

PLAY = """
import sys, tiny
from game.kernel import machine_code
from game.kernel.compiler import build
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower

compile_text, made = build.compile_text, []
build.compile_text = lambda text, how, *args, **named: (
    made.append(how) or compile_text(text, how, *args, **named)
)
games = Batch(lower(tiny.rules(tiny.TABLE)), {}).play(1, 20)
print(games.digest, *made)
"""


def begin(code: str, folder: Path, **environment: str) -> subprocess.Popen[str]:
    """A process of its own that keeps machine code in a folder."""
    path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    named = {"PYTHONPATH": path, "PYTHONUTF8": "1", disk.CHOSEN: str(folder), **environment}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, **named},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def told(process: subprocess.Popen[str]) -> list[str]:
    """What a process has printed; it ends without an error."""
    output, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    return output.split()


def test_two_processes_at_once_and_a_later_one_play_the_same_games(tmp_path: Path) -> None:
    cold = [told(each) for each in [begin(PLAY, tmp_path) for _ in range(2)]]
    warm = told(begin(PLAY, tmp_path))
    plain = told(begin(PLAY, tmp_path, COMMUNIQUE_PLAIN_PYTHON="1"))
    assert {(digest, *made) for digest, *made in cold} <= {(*plain, "quick"), (*plain,)}
    assert ["quick"] in [made for _, *made in cold]
    assert warm == plain
    (folder,) = tmp_path.iterdir()
    assert files(folder) == ["quick.code"]


WRITE = """
import time
from pathlib import Path
from game.kernel.compiler import disk

def write_half(path, content):
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        print("half", flush=True)
        time.sleep(600)

Path.write_bytes = write_half
disk.keep("quick-some", b"code" * 1000)
"""


@POSIX
def test_what_a_process_was_writing_when_it_was_killed_is_never_read(
    folder: Path, made: list[str]
) -> None:
    process = begin(WRITE.replace("quick-some", machine_code._name(build.QUICK)), folder)
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (half,) = folder.iterdir()
    assert half.stat().st_size > 1000
    assert ".tmp." in half.name
    assert machine_code.enter(0) == 42
    assert made == ["quick"]
    assert disk.kept(machine_code._name(build.QUICK)) is not None


# ----------------------------------------------------------------------------------- damaged, full


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:20],
        lambda content: content[:32],
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
        lambda content: bytes([content[0] ^ 128]) + content[1:],
    ],
    ids=["empty", "short", "only its hash", "cut", "longer", "one bit", "a bit of its hash"],
)
@pytest.mark.parametrize("how", ["quick", "best"])
def test_a_damaged_file_is_made_again(
    damage: object, how: str, folder: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine_code.load()
    if how == "best":
        improve()
    file = disk.path_of(machine_code._name(how))
    whole = file.read_bytes()
    file.write_bytes(damage(whole))  # type: ignore[operator]
    for claim in folder.glob("*.claim"):
        claim.unlink()
    begin_again(monkeypatch)
    made.clear()
    assert machine_code.enter(0) == 42
    if how == "best":
        assert made == []  # what was made quickly is still there
        improve()
    assert made == [how]
    assert file.read_bytes() == whole


@POSIX
def test_a_full_disk_is_no_reason_to_stop(folder: Path, made: list[str]) -> None:
    for how in (build.QUICK, build.BEST):
        file = disk.path_of(machine_code._name(how))
        file.with_name(f"{file.name}.tmp.{os.getpid()}").symlink_to("/dev/full")
    assert machine_code.enter(0) == 42
    improve()
    assert made == ["quick", "best"]
    assert machine_code.enter(0) == 42
    assert not list(folder.glob("*.code"))


def test_neither_is_a_folder_that_is_gone(folder: Path, made: list[str]) -> None:
    shutil.rmtree(folder)
    assert machine_code.enter(0) == 42
    improve()
    assert made == ["quick", "best"]
    assert machine_code.enter(0) == 42


# ---------------------------------------------------------------------------- sources and the name


def test_a_change_of_any_source_changes_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = tmp_path / "kernel"
    shutil.copytree(ROOT / "game" / "kernel", kernel, ignore=shutil.ignore_patterns("*.pyc"))
    original = disk._fingerprint()
    monkeypatch.setattr(disk, "__file__", str(kernel / "compiler" / "disk.py"))
    assert disk._fingerprint() == original
    for name in ("codes.py", "run/effects.py", "compiler/values.py"):
        text = (kernel / name).read_bytes()
        (kernel / name).write_bytes(text + b"\n")
        assert disk._fingerprint() != original, name
        (kernel / name).write_bytes(text)
    (kernel / "run" / "effects.py").rename(kernel / "run" / "effectz.py")
    assert disk._fingerprint() != original


def test_all_that_the_kernel_is_made_of_is_a_part_of_the_name() -> None:
    kernel = ROOT / "game" / "kernel"
    hashed = {path for pattern in disk._SOURCES for path in kernel.glob(pattern)}
    kinds = [machine_code.ROWS.get(name, "i") for name in tasks.enter.__annotations__]
    kinds[kinds.index("i", 1)] = "u"  # the seed
    module = Module()
    module.add_block_entry(tasks.enter, kinds[:-1])
    assert module.text
    functions = module.inference._functions
    sources = {Path(each.__code__.co_filename) for each in functions}
    assert len(sources) > 15
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("game"):
                place = ROOT.joinpath(*str(node.module).split("."))
                names = [place / f"{alias.name}.py" for alias in node.names]
                sources = sources | ({*filter(Path.exists, names)} or {place.with_suffix(".py")})
    assert sources <= hashed


# ------------------------------------------------------------------------------------ better code


def test_better_code_is_made_after_enough_decisions_kept_and_used_at_once_later(
    folder: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine_code.enter(0) == 42
    quick = machine_code.enter
    machine_code.note_played(machine_code.ENOUGH - 1)
    assert machine_code.enter is quick
    machine_code.note_played(1)
    improve()
    assert machine_code.enter is not quick
    assert machine_code.enter(0) == 42
    assert made == ["quick", "best"]
    assert files(folder) == ["best.claim", "best.code", "quick.code"]
    improve()  # nothing is left to be improved
    begin_again(monkeypatch)
    assert machine_code.enter(0) == 42
    improve()
    assert made == ["quick", "best"]


def test_threads_that_begin_at_once_make_code_once(folder: Path, made: list[str]) -> None:
    results: list[int] = []
    begin = threading.Barrier(8)

    def enter() -> None:
        begin.wait()
        results.append(machine_code.enter(0))

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [42] * 8
    assert made == ["quick"]
    assert files(folder) == ["quick.code"]


def test_better_code_that_another_process_is_making_is_waited_for(
    folder: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine_code.load()
    quick, name = machine_code.enter, machine_code._name(build.BEST)
    claim = disk.path_of(name).with_suffix(".claim")
    claim.touch()
    improve()
    assert made == ["quick"]
    assert machine_code.enter is quick
    # It has made it: the next games are played by it.
    code = build.compile_text(SMALL, build.BEST)
    assert code is not None
    disk.keep(name, code)
    made.clear()
    improve()
    assert made == []
    assert machine_code.enter is not quick
    # It was killed meanwhile: after a while somebody else makes it.
    disk.path_of(name).unlink()
    begin_again(monkeypatch)
    machine_code.load()
    improve()
    assert made == []
    os.utime(claim, (0, 0))
    improve()
    assert made == ["best"]
    assert files(folder) == ["best.claim", "best.code", "quick.code"]


def test_of_processes_that_claim_at_once_one_makes_better_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[bool] = []
    touch = Path.touch

    def touch_later(path: Path, **named: bool) -> None:
        monkeypatch.setattr(Path, "touch", touch)
        others.append(machine_code._claim("best-some"))  # another process is quicker
        path.touch(**named)

    monkeypatch.setattr(Path, "touch", touch_later)
    assert [machine_code._claim("best-some"), *others] == [False, True]
    assert files(folder) == ["best.claim"]
    shutil.rmtree(folder)
    assert machine_code._claim("best-some")  # nothing can be kept, so each makes its own


END = f"""
import sys, threading, time
from game.kernel import machine_code

def text():
    print("begun", flush=True)
    while threading.main_thread().is_alive():
        time.sleep(0.01)
    return {SMALL!r}

machine_code._text = text
machine_code.note_played(machine_code.ENOUGH)
if "interrupted" in sys.argv:
    machine_code.give_up()
"""


def test_a_process_that_ends_while_better_code_is_made_waits_for_it_unless_interrupted(
    tmp_path: Path,
) -> None:
    assert told(begin(f"import sys; sys.argv.append('interrupted'){END}", tmp_path)) == ["begun"]
    (folder,) = tmp_path.iterdir()
    assert files(folder) == []
    assert told(begin(END, tmp_path)) == ["begun"]
    assert files(folder) == ["best.claim", "best.code"]


BOTH = """
import sys, threading
import tiny
from kept_games import translations
from game.kernel import machine_code
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.rules.compile import compile_rules

def play():
    digests = []
    scenario = translations("kuala-lumpur").scenario("en")
    for rules in (tiny.rules(tiny.TABLE), compile_rules(scenario)):
        digests.append(Batch(lower(rules), {}).play(1, 200).digest)
    return digests

machine_code.load()
quick, first = machine_code.enter, play()
machine_code.note_played(machine_code.ENOUGH)
while any(thread.name == "better code" for thread in threading.enumerate()):
    assert play() == first
assert machine_code.enter is not quick or "warm" in sys.argv
assert play() == first
print(*first)
"""


@pytest.mark.slow(reason="the whole kernel is compiled well")
def test_both_builds_play_the_same_games(tmp_path: Path) -> None:
    cold = told(begin(BOTH, tmp_path))
    (folder,) = tmp_path.iterdir()
    assert files(folder) == ["best.claim", "best.code", "quick.code"]
    assert told(begin(f"import sys; sys.argv.append('warm'){BOTH}", tmp_path)) == cold
