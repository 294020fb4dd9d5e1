"""Nothing that lies in the current folder is run, whatever a command or a button starts there."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path
from textwrap import indent
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
import tiny
from attrs import evolve, frozen

from game import cli
from game.kernel import machine_code

ROOT = Path(__file__).parent.parent
LONGEST = 300.0
"""The seconds after which a test gives up; the machine may be busy."""
compiled = pytest.mark.skipif(
    not machine_code.in_use(), reason="only compiled games are judged and analysed beside"
)

SCENARIO = """
settings: {push: {value: 3, range: [0, 9], name: How hard they push}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
personas: {warmer: {name: Warmer, tracks: {trust: 5}}}
"""
TRAP = "with open({witness!r}, 'a', encoding='utf-8') as seen: seen.write(__name__ + '\\n')\n"
"""A module that tells that it was run."""
RECORDER = """
import os, sys

with open({processes!r}, "a", encoding="utf-8") as begun:
    begun.write(f"{{sys.flags.safe_path}} {{sys.orig_argv}}\\n")
"""
"""What every Python process runs at its start: it tells whether it avoids the current folder."""
LAUNCHER = """
import sys, time, types
from game.cli import main

if __name__ == "__main__":
{before}
    sys.exit(main())
"""
"""What pip makes of the command, after a change of what it would do otherwise."""
AT_ONCE = """
from game.lab.batches import jobs, threads
# Other processes play from the start, though they would save no time here.
jobs._quick = threads.suffice_for = lambda *_, **__: False
"""
ONE_BY_ONE = """
import json, pathlib
for sys.argv[1:] in json.loads(sys.argv[1]):
    print("===", main(), pathlib.Path({processes!r}).read_text("utf-8").count(chr(10)))
sys.exit()
"""
"""Several commands in one process, each with its code and the processes that began until then."""
IN_THE_WINDOW = """
def use(app):
    program = app.program
{use}

loop = types.ModuleType("game.ui.shell.loop")
loop.run = use
sys.modules["game.ui.shell.loop"] = loop
"""
"""Somebody at the window, in place of the loop that draws it."""
HOSTS = """
program.host(["--port=0", "--folder", {folder!r}, "--", {scenario!r}])
while program.room.stage == "opening":
    time.sleep(0.05)
print("the room is", program.room.stage, program.room.complaint)
"""
LOOKS_BACK = """
program.analyse()
program.analysis.wait({longest})
print("analysed" if program.analysed is not None else "failed")
"""
OWN_BOT = {
    "own_bot.py": "import own_rule\n\ndef first(request): return own_rule.choose(request)\n",
    "own_rule.py": "def choose(request): return request.legal.moves[0]\n",
}
"""A bot that somebody names on purpose, and the file beside it that it imports."""
LIBRARY = """
import os, sys
from game import simulate
from game.lab.batches import jobs, threads

if __name__ == "__main__":
    jobs._quick = threads.suffice_for = lambda *_, **__: False
    print(len(simulate(sys.argv[1], games=4, jobs=2)), "games", os.environ.get("PYTHONSAFEPATH"))
"""
"""A script of an analyst, who has other processes play."""


@frozen
class Ground:
    """A folder full of traps, in which somebody stands, and a folder elsewhere."""

    traps: Path
    """In it lies a module of every name that the game may import, and the game itself."""
    elsewhere: Path

    @contextmanager
    def begun(self, program: Path, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
        """A program that is started among the traps, until it ends or the test does."""
        for path in (self._witness, self._processes):
            path.unlink(missing_ok=True)
        given = {k: v for k, v in os.environ.items() if k != "PYTHONSAFEPATH"}
        process = subprocess.Popen(
            [sys.executable, str(program), *words],
            cwd=self.traps,
            env={**given, "PYTHONPATH": str(self.elsewhere), **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, program: Path, *words: str, typed: str = "", **more: str) -> str:
        """What a program prints among the traps; it ends well, and walks into none."""
        with self.begun(program, *words, **more) as process:
            printed: str = process.communicate(typed, timeout=LONGEST)[0]
        assert (process.returncode, self.witnesses()) == (0, []), printed
        return printed

    def launcher(self, before: str = "") -> Path:
        """A program that is the command, after a change."""
        path = self.elsewhere / "communique.py"
        path.write_text(LAUNCHER.format(before=indent(before, "    ")), encoding="utf-8")
        return path

    @property
    def scenario(self) -> Path:
        """The file of a tiny scenario, elsewhere."""
        return self.elsewhere / "tiny.yaml"

    @property
    def _witness(self) -> Path:
        return self.elsewhere / "witness"

    @property
    def _processes(self) -> Path:
        return self.elsewhere / "processes"

    def witnesses(self) -> list[str]:
        """The traps that somebody walked into."""
        seen = self._witness
        return seen.read_text(encoding="utf-8").split() if seen.exists() else []

    def started(self) -> int:
        """How many processes the first one started, each of which avoids the current folder."""
        _, *others = self._processes.read_text(encoding="utf-8").splitlines()
        assert [each for each in others if not each.startswith("True")] == []
        return len(others)


@pytest.fixture
def few(ground: Ground, tmp_path: Path) -> Ground:
    """Ground with so few traps that Python itself begins, and a bot's folder can be trusted."""
    traps = tmp_path / "few"
    traps.mkdir()
    for name in ("numpy", "pickle"):
        shutil.copy(ground.traps / f"{name}.py", traps)
    return evolve(ground, traps=traps)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The ground, with a scenario, the record of a game and a file of games elsewhere."""
    made = Ground(tmp_path_factory.mktemp("traps"), tmp_path_factory.mktemp("elsewhere"))
    trap = TRAP.format(witness=str(made._witness))
    packages = {"game", "pip", "venv"}
    for name in {*sys.stdlib_module_names, *packages_distributions(), *packages, "sitecustomize"}:
        if name in packages:
            (made.traps / name).mkdir()
            for part in ("__init__", "__main__"):
                (made.traps / name / f"{part}.py").write_text(trap, encoding="utf-8")
        elif name.isidentifier():
            (made.traps / f"{name}.py").write_text(trap, encoding="utf-8")
    recorder = RECORDER.format(processes=str(made._processes))
    (made.elsewhere / "sitecustomize.py").write_text(recorder, encoding="utf-8")
    made.scenario.write_text(tiny.whole(SCENARIO) + tiny.ALLOWED, encoding="utf-8")
    record, games = str(made.elsewhere / "ended.game"), str(made.elsewhere / "games.npz")
    assert cli.main(["play", str(made.scenario), "--auto", "--record", record]) == 0
    assert cli.main(["simulate", str(made.scenario), "-n", "4", "--out", games]) == 0
    return made


# Commands and buttons

STUDY = ("{tiny}", "-n", "4", "--jobs", "2")
TUNED = ("--vary", "push=0..9", "--aim", "score.south=0..99", "--trials", "2")
COMMANDS = {
    "play": (("{tiny}", "--auto"), "Calm"),
    "print": (("{tiny}", "--out", "{out}"), "kit.html"),
    "replay": (("{game}",), "the same digest"),
    "list": ((), "kuala-lumpur"),
    "check": (("{tiny}", "--play"), "no problems"),
    "texts": (("{tiny}", "--to", "fr"), "texts to translate"),
    "graph": (("{tiny}", "--out", "{out}"), "tiny.svg"),
    "merge": (("{games}", "--out", "{out}/other.npz"), "4 games"),
    "simulate": (STUDY, "4 games"),
    "balance": ((*STUDY, "--experts", "0", "--lists", "0"), "games"),
    "sweep": ((*STUDY, "--vary", "push=0..9:3"), "games"),
    "sensitivity": (STUDY, "games"),
    "compare": ((*STUDY, "--other-set", "push=9"), "games"),
    "tournament": (STUDY, "games"),
    "tune": ((*STUDY, *TUNED), "All aims are reached"),
}
"""The commands that end by themselves: what is typed behind each, and a part of what it prints."""
OTHERS = {"debrief", "host", "watch"}
"""The commands that have tests of their own below."""


def test_every_command_is_tried() -> None:
    listed = re.findall(r"^    ([a-z]+)(?:  |$)", cli._parser().format_help(), re.MULTILINE)
    assert {*COMMANDS, *OTHERS} == {*listed}


@pytest.mark.parametrize("are_studies", [False, True])
def test_commands_do_their_work_among_traps(
    are_studies: bool, ground: Ground, tmp_path: Path
) -> None:
    chosen = {name: each for name, each in COMMANDS.items() if ("--jobs" in each[0]) == are_studies}
    places = {
        "tiny": shutil.copy(ground.scenario, tmp_path), "game": ground.elsewhere / "ended.game",
        "games": ground.elsewhere / "games.npz", "out": tmp_path,
    }  # fmt: skip
    written = [
        [name, *(word.format(**places) for word in words)] for name, (words, _) in chosen.items()
    ]
    after = ONE_BY_ONE.format(processes=str(ground._processes))
    program = ground.launcher((AT_ONCE if are_studies else "") + after)
    printed = ground.run(program, json.dumps(written), COMMUNIQUE_PLAIN_PYTHON="1")
    by_command = re.findall(r"(.*?)^=== 0 (\d+)\n", printed, re.DOTALL | re.MULTILINE)
    counts = [1, *(int(count) for _, count in by_command)]
    for name, (text, _), (before, count) in zip(chosen, by_command, pairwise(counts), strict=True):
        assert chosen[name][1] in text, name
        assert (count >= before + 2) == are_studies, name
    assert ground.started() == counts[-1] - 1


def test_a_file_is_watched_among_traps(ground: Ground) -> None:
    with ground.begun(ground.launcher(), "watch", str(ground.scenario)) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if "problem" in line or "warning" in line)
        assert "no problems" in said
    assert ground.witnesses() == []


@compiled
def test_a_game_is_debriefed_on_two_cores_among_traps(ground: Ground, tmp_path: Path) -> None:
    game = shutil.copy(ground.elsewhere / "ended.game", tmp_path)
    program = ground.launcher("import os; os.cpu_count = lambda: 2")
    # On a new machine, where the kernel is compiled first, by each process that needs it.
    ground.run(program, "debrief", str(game), COMMUNIQUE_CACHE_DIR=str(tmp_path / "cache"))
    assert (tmp_path / "ended.html").exists()
    assert [*(tmp_path / "cache").rglob("*.code")]
    assert ground.started() >= 2


def test_a_cluster_plays_among_traps(ground: Ground) -> None:
    words = ("simulate", str(ground.scenario), "-n", "4", "--cluster", "local:1")
    printed = ground.run(ground.launcher(), *words, COMMUNIQUE_PLAIN_PYTHON="1")
    assert "4 games" in printed
    assert ground.started() >= 1


def test_the_window_hosts_a_room_among_traps(ground: Ground, tmp_path: Path) -> None:
    use = HOSTS.format(folder=str(tmp_path / "room"), scenario=str(ground.scenario))
    program = ground.launcher(IN_THE_WINDOW.format(use=indent(use, "    ")))
    assert "the room is open" in ground.run(program, SDL_VIDEODRIVER="dummy")
    assert ground.started() == 1


@compiled
def test_the_window_looks_back_at_a_game_among_traps(ground: Ground, tmp_path: Path) -> None:
    game = str(shutil.copy(ground.elsewhere / "ended.game", tmp_path))
    use = LOOKS_BACK.format(longest=LONGEST)
    program = ground.launcher(IN_THE_WINDOW.format(use=indent(use, "    ")))
    words = ("play", "--continue", "--record", game)
    assert "analysed" in ground.run(program, *words, SDL_VIDEODRIVER="dummy")
    assert ground.started() >= 1


@compiled
@pytest.mark.parametrize(
    ("seats", "is_there"),
    [
        (["north=expert:100"], lambda _room, page: 'class="judged' in page),
        (["north=uniform", "south=uniform"], lambda room, _page: any(room.glob("*.analysis"))),
    ],
    ids=["an expert's decision is judged", "an ended game is analysed"],
)
def test_a_room_plays_among_traps(
    seats: list[str], is_there: Callable[[Path, str], bool], ground: Ground, tmp_path: Path
) -> None:
    options = [*(f"--seat={seat}" for seat in seats), "--port=0", "--folder", f"{tmp_path}/room"]
    words = ("host", str(ground.scenario), *options)
    with ground.begun(ground.launcher(), *words, "--seed=1", "--json") as process:
        assert process.stdout is not None
        room = json.loads(process.stdout.readline())
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        browser.addheaders = [("Origin", room["console"].removesuffix("/console"))]
        key = urlencode({"console_key": room["console_key"]}).encode()
        end, page = time.monotonic() + LONGEST, browser.open(f"{room['console']}/key", key)
        while not is_there(tmp_path / "room", page.read().decode()):
            assert (time.monotonic() < end, ground.witnesses()) == (True, [])
            time.sleep(0.2)
            page = browser.open(room["console"])
    assert ground.witnesses() == []
    assert ground.started() >= 3


def test_processes_of_a_script_that_has_games_played_avoid_traps(
    ground: Ground, tmp_path: Path
) -> None:
    script = tmp_path / "analysis.py"
    script.write_text(LIBRARY, encoding="utf-8")
    assert ground.run(script, str(ground.scenario), COMMUNIQUE_PLAIN_PYTHON="1").split() == [
        "4", "games", "None"
    ]  # fmt: skip
    assert ground.started() >= 2


def test_a_bot_of_ones_own_with_what_lies_beside_it_plays_among_traps(few: Ground) -> None:
    for name, text in OWN_BOT.items():
        (few.traps / name).write_text(text, encoding="utf-8")
    words = ("simulate", str(few.scenario), "-n", "4", "--jobs", "2")
    seat = ("--seat", "north=own_bot.py:first")
    printed = few.run(few.launcher(AT_ONCE), *words, *seat, COMMUNIQUE_PLAIN_PYTHON="1")
    assert "own_bot.py:first" in printed
    assert few.started() >= 2


# Where processes are started

PLACES = {
    ("game/bots/processes.py", "_SPAWN.Process"): test_a_room_plays_among_traps,
    ("game/lab/batches/cluster.py", "LocalCluster"): test_a_cluster_plays_among_traps,
    ("game/desk/rooms/room_process.py", "subprocess.Popen"): (
        test_the_window_hosts_a_room_among_traps
    ),
    # The system's own programs. Windows alone would look for them in the current folder.
    ("game/cli/hosting/announcement.py", "webbrowser.open"): None,
    ("game/cli/hosting/announcement.py", "webbrowser.open_new"): None,
    ("game/text/console.py", "os.system"): None,
    ("game/ui/screens/host/hosted_room.py", "webbrowser.open"): None,
    ("game/ui/program/folders.py", "os.startfile"): None,
    ("game/ui/program/folders.py", "subprocess.Popen"): None,
}
"""The calls in the game that start a process, each with the test that makes it."""
_CLASSES = r"Process|ProcessPoolExecutor|Pool|LocalCluster|Popen|create_subprocess_\w+"
_OF_OS = r"system|popen|startfile|fork\w*|exec\w+|spawn\w+|posix_spawn\w*"
_MODULES = "subprocess|webbrowser|runpy|pty"
_STARTS = re.compile(
    rf"((?:\b\w+\.)?\b(?:{_CLASSES})|\b(?:{_MODULES})\.\w+|\bos\.(?:{_OF_OS}))\("
    # By another name a call wouldn't be noticed.
    rf"|^ *(import (?:{_MODULES}|os) as|from (?:{_MODULES}) import"
    rf"|from os import .*\b(?:{_OF_OS}))\b",
    re.MULTILINE,
)


def starts(source: str) -> list[str]:
    """The calls in a module that start a process."""
    return [call or hidden for call, hidden in _STARTS.findall(source)]


def test_whatever_starts_a_process_is_tried() -> None:
    files = sorted((ROOT / "game").rglob("*.py"))
    found = Counter(
        (path.relative_to(ROOT).as_posix(), start)
        for path in files
        for start in starts(path.read_text(encoding="utf-8"))
    )
    assert found == Counter(PLACES.keys())


@pytest.mark.parametrize(
    "source",
    ["import subprocess\nsubprocess.run(['ls'])", "from os import system", "os.execv('a', ['a'])",
     "get_context('spawn').Process(target=f).start()", "await create_subprocess_exec('a')",
     "import subprocess as processes"],
)  # fmt: skip
def test_a_new_start_of_a_process_is_noticed(source: str) -> None:
    assert len(starts(source)) == 1


def unguarded(source: str) -> list[str]:
    """The commands in a module with which a Python would look in the current folder."""
    return [
        ast.unparse(node)
        for node in (ast.walk(ast.parse(source)) if re.search('"-[cm]"', source) else ())
        if isinstance(node, ast.List | ast.Tuple)
        for python, option in pairwise(node.elts)
        if isinstance(option, ast.Constant) and option.value in ("-c", "-m")
        if not isinstance(python, ast.Constant | ast.Starred)
    ]


def test_no_python_is_started_that_looks_in_the_current_folder() -> None:
    files = [path for part in ("game", "tools") for path in (ROOT / part).rglob("*.py")]
    found = {path: unguarded(path.read_text(encoding="utf-8")) for path in files}
    assert {path: commands for path, commands in found.items() if commands} == {}
    assert unguarded('run([sys.executable, "-m", "game"])') == ["[sys.executable, '-m', 'game']"]
    assert unguarded('run([sys.executable, "-P", "-m", "game"])') == []


BEGIN = """
import sys
sys.path.insert(0, {tools!r})
import dev

dev.ready = lambda _: sys.executable
sys.exit(dev.main(["tool", "tool"]))
"""
"""The developer's command, which has nothing to set up."""
TOOL = """
from multiprocessing import get_context
from neighbour import work

if __name__ == "__main__":
    process = get_context("spawn").Process(target=work)
    process.start()
    process.join()
"""
"""A tool, which starts a process that imports what lies beside it."""


def test_a_tool_of_the_checkout_works_among_traps(ground: Ground, tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "tool.py").write_text(TOOL, encoding="utf-8")
    (tmp_path / "tools" / "neighbour.py").write_text("def work(): print('done')", encoding="utf-8")
    start = shutil.copy(ROOT / "tools" / "dev.py", tmp_path / "tools")
    program = tmp_path / "begin.py"
    program.write_text(BEGIN.format(tools=str(Path(start).parent)), encoding="utf-8")
    assert ground.run(program).split() == ["done"]


# What Python itself does before the game is asked


def test_python_m_game_goes_round_traps(few: Ground) -> None:
    words = ("game", "simulate", str(few.scenario), "-n", "4", "--cluster", "local:1")
    assert "4 games" in few.run(Path("-m"), *words, COMMUNIQUE_PLAIN_PYTHON="1")
    assert few.started() >= 1


def test_an_empty_entry_of_pythonpath_is_left_out(few: Ground) -> None:
    words = ("simulate", str(few.scenario), "-n", "4", "--cluster", "local:1")
    path = f"{os.pathsep}{few.elsewhere}"
    printed = few.run(few.launcher(), *words, COMMUNIQUE_PLAIN_PYTHON="1", PYTHONPATH=path)
    assert "4 games" in printed
    assert few.started() >= 1


def test_on_windows_no_program_is_looked_for_in_the_current_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "argv", ["communique", "--version"])
    kept = {"PYTHONPATH": "lib", "OPENBLAS_NUM_THREADS": "1"}
    monkeypatch.setattr(os, "environ", dict(kept))
    assert cli.main() == 0
    expected = {"PYTHONSAFEPATH": "1", "NODEFAULTCURRENTDIRECTORYINEXEPATH": "1"}
    assert os.environ == {**kept, **expected}


def test_a_command_that_a_program_runs_leaves_its_environment_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    assert cli.main(["--version"]) == 0
    assert "PYTHONSAFEPATH" not in os.environ
