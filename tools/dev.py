"""Set up this checkout and run it, from any folder, with nothing but Python.

    python3 tools/dev.py play [ARGS]           play a scenario
    python3 tools/dev.py run COMMAND [ARGS]    any command of communique
    python3 tools/dev.py lab                   install what sweeps, searches and clusters need
    python3 tools/dev.py tool NAME [ARGS]      a program of the folder tools, such as bench
    python3 tools/dev.py test [--all] [ARGS]   what every change must pass

On Windows: py tools\\dev.py play

`play` without a scenario plays kuala-lumpur. `test` runs ruff, mypy and pytest, which has as many
worker processes as the computer has cores; --all adds the slow tests and lists why they are slow;
with ARGS only pytest runs, and gets them, without workers where ARGS name single files. The first
start makes the folder .venv and needs the network; later ones fetch nothing.

Examples:

    python3 tools/dev.py play --text
    python3 tools/dev.py play kuala-lumpur --auto --seed 7
    python3 tools/dev.py run check my-scenario.yaml
    python3 tools/dev.py run balance my-scenario.yaml -n 2000 --experts 0
    python3 tools/dev.py test tests/test_floors.py -k circle
"""

# Must parse on Python 3.8, so that it can say that 3.8 is too old.
from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import IO, Any

TOOLS = Path(__file__).resolve().parent
ROOT = TOOLS.parent
OLDEST = (3, 11)
DEFAULT_SCENARIO = "kuala-lumpur"
A_TEST_ENDS = ["-o", "faulthandler_timeout=300", "-o", "faulthandler_exit_on_timeout=true"]
"""A test that hangs ends its worker, with what each thread was doing and its name; others go on."""


class Trouble(Exception):
    """Something the person at the keyboard can cure; the message says how."""


def main(argv: list[str]) -> int:
    command, args = (argv[0], argv[1:]) if argv else ("--help", [])
    try:
        if command in ("-h", "--help", "help"):
            print(__doc__)
            return 0
        if command == "play":
            named = bool(args) and not args[0].startswith("-")
            return run(["play", *([] if named else [DEFAULT_SCENARIO]), *args])
        if command == "run":
            return run(args)
        if command == "lab":
            return lab()
        if command == "tool":
            return tool(args)
        if command == "test":
            return test(args)
        raise Trouble(f"there is no command {command!r}; --help lists them")
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(args: list[str]) -> int:
    # -P: a folder called "game" where the person stands must not be taken for ours.
    return call([ready([]), "-P", "-m", "game", *args])


def lab() -> int:
    ready(["lab", "cluster"])
    print("The lab is set up: sweep, sensitivity, tune, parquet files and --cluster work here.")
    return 0


def tool(args: list[str]) -> int:
    known = sorted(path.stem for path in TOOLS.glob("*.py") if is_program(path))
    if not args or args[0] not in known:
        named = f"there is no tool {args[0]!r}" if args else "name a tool"
        raise Trouble(f"{named}; there are {', '.join(known)}")
    # -P keeps also the processes that a tool starts from where the person stands, but leaves the
    # tool without its neighbours.
    program = str(TOOLS / f"{args[0]}.py")
    return call([ready([]), "-P", program, *args[1:]], PYTHONPATH=str(TOOLS))


def is_program(path: Path) -> bool:
    """Whether a file of tools/ is started by itself; others are parts of those."""
    return path.stem != "dev" and "__main__" in path.read_text(encoding="utf-8")


def test(args: list[str]) -> int:
    python = ready(["test"])
    picked = [arg for arg in args if arg != "--all"]
    which = [] if "--all" in args else [*A_TEST_ENDS, "-m", "not slow"]
    workers = [] if names_files(picked) else ["-n", "auto", "--dist", "worksteal"]
    checks = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "--strict"]]
    # pytest comes last, and nothing is printed after its closing line.
    for check in [] if picked else checks:
        code = call([python, "-P", "-m", *check], cwd=ROOT)
        if code:
            return code
    pytest = [python, "-P", "-m", "pytest", *workers, *which, *picked]
    return call(
        pytest,
        cwd=ROOT,
        PYTHONWARNDEFAULTENCODING="1",
        # Tests start many programs: without bytecode each would compile every module again.
        PYTHONDONTWRITEBYTECODE="",
    )


def names_files(args: list[str]) -> bool:
    """Whether pytest is to run tests of single files only: workers would take longer to start."""
    paths = [ROOT / arg.split("::")[0] for arg in args if not arg.startswith("-")]
    named = [path for path in paths if path.exists()]
    return bool(named) and all(path.is_file() for path in named)


def ready(extras: list[str]) -> str:
    """Make .venv hold the game with these extras; return the path of its Python."""
    venv = ROOT / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = read_stamp(venv), describe(extras)
    todo = plan(stamp, wanted, runs(python))
    if todo:
        check_python(sys.version_info[:3])
        print("Setting up .venv (this takes a minute, once) ...", flush=True)
        if stamp:
            wanted["extras"] = sorted({*stamp["extras"], *extras})
        if todo == "rebuild":
            build(venv)
        install(str(python), venv, wanted["extras"])
        stamp_file(venv).write_text(json.dumps(wanted), encoding="utf-8")
    return str(python)


def describe(extras: list[str]) -> dict[str, Any]:
    """What .venv should be made from; the stamp is this, written down once it was."""
    files = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return {
        "place": str(ROOT),
        "python": "{}.{} {}".format(*sys.version_info[:2], sysconfig.get_platform()),
        "files": [hashlib.sha256(content).hexdigest() for content in files],
        "extras": sorted(extras),
    }


def plan(stamp: dict[str, Any] | None, wanted: dict[str, Any], alive: bool) -> str:
    """What is left to do: "rebuild", "install", or "" for nothing.

    A moved .venv is rebuilt: its scripts and its link to the game hold the old path. So is one
    with other pins: pip would leave the packages that are no longer wanted.
    """
    if not alive or stamp is None:
        return "rebuild"
    if any(stamp[key] != wanted[key] for key in ("place", "python", "files")):
        return "rebuild"
    return "" if {*wanted["extras"]} <= {*stamp["extras"]} else "install"


def stamp_file(venv: Path) -> Path:
    return venv / "communique-stamp.json"


def read_stamp(venv: Path) -> dict[str, Any] | None:
    try:
        stamp = json.loads(stamp_file(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(stamp, dict) and {"place", "python", "files", "extras"} <= {*stamp}
    return stamp if whole else None


def runs(python: Path) -> bool:
    try:
        return subprocess.call([str(python), "-P", "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def check_python(version: tuple[int, int, int]) -> None:
    if version[:2] < OLDEST:
        raise Trouble(
            "communique needs Python {}.{} or later, and this is {}.{}.{}.\n"
            "Get it from python.org or your system's packages and start this file with it.".format(
                *OLDEST, *version
            )
        )
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise Trouble(
            "this Python cannot make environments. On Debian and Ubuntu, this cures it:\n"
            "sudo apt install python{}.{}-venv".format(*version)
        )


def build(venv: Path) -> None:
    # Started by .venv's own Python? Then the one beneath it builds the new .venv.
    base = getattr(sys, "_base_executable", None) or sys.executable
    with tempfile.TemporaryFile() as output:
        if call([base, "-P", "-m", "venv", "--clear", str(venv)], output=output):
            output.seek(0)
            said = output.read().decode("utf-8", "replace").strip()
            raise Trouble(f"could not make .venv. Python said:\n{said}")


def install(python: str, venv: Path, extras: list[str]) -> None:
    what = ".[{}]".format(",".join(extras)) if extras else "."
    pip = [python, "-P", "-m", "pip", "--disable-pip-version-check", "install"]
    log = venv / "install.log"
    with log.open("wb") as output:
        code = call(
            [*pip, "-c", "constraints.txt", "-e", what],
            cwd=ROOT,
            output=output,
            # Both pin what builds the game, the first in an older pip. Relative paths, because
            # pip splits these variables at blanks.
            PIP_CONSTRAINT="constraints.txt",
            PIP_BUILD_CONSTRAINT="constraints.txt",
        )
    if code:
        said = log.read_text(encoding="utf-8", errors="replace").strip()
        if "connection broken by" in said:
            raise Trouble(
                "no network? Setting up needs it, to fetch packages; starts after that do not.\n"
                "Connect and give the same command again. (pip's words: .venv/install.log)"
            )
        raise Trouble(f"pip could not install the packages. It said:\n{said}")
    # As pip does for the packages, so that the first game doesn't wait for it.
    call([python, "-P", "-m", "compileall", "-q", "game"], cwd=ROOT)


def call(
    command: list[str], cwd: Path | None = None, output: IO[bytes] | None = None, **variables: str
) -> int:
    """Run it and wait, also through Ctrl-C: the child gets that too and ends in its own way."""
    errors = subprocess.STDOUT if output else None
    environment = {**os.environ, **variables}
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=output, stderr=errors)
    interrupted = False
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            interrupted = True
    if code and interrupted:
        raise KeyboardInterrupt
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
