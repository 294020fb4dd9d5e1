"""Set up the game beside this folder, once, from the wheels in it, and start it. No network.

start.cmd and start.sh find the right Python and hand over to this file. What the bundle is made for
stands in bundle.json.
"""

# Must parse on Python 3.8, so that it can say which Python it needs.
from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import IO, Any

WHEELS = Path(__file__).absolute().parent
ENV = WHEELS.parent / "env"


class Trouble(Exception):
    """Something the person at the keyboard can cure; the message says how."""


def main(args: list[str]) -> int:
    try:
        facts = read_facts()
        check(facts, sys.version_info[:3], kind())
        python = ready(facts)
        # -P: a folder called "game" where the person stands must not be taken for ours.
        return call([python, "-P", "-m", "game", *args])
    except Trouble as trouble:
        print(f"communique: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def read_facts() -> dict[str, Any]:
    """What the bundle is made for, and its wheels: by the name of each file its SHA-256."""
    try:
        facts: dict[str, Any] = json.loads((WHEELS / "bundle.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise damaged("bundle.json") from None
    return facts


def damaged(name: str) -> Trouble:
    return Trouble(
        f"{WHEELS / name} is missing or damaged, and nothing was installed.\n"
        "Unpack the whole zip again. If the message comes back, the zip itself is damaged, or\n"
        "somebody has changed it: get it again from whoever made it."
    )


def kind() -> str:
    """This Python's kind of machine. On Windows the processor may be able to run several kinds."""
    return sysconfig.get_platform() if os.name == "nt" else f"{sys.platform}-{platform.machine()}"


def check(facts: dict[str, Any], version: tuple[int, ...], kind: str) -> None:
    needed = ".".join(map(str, facts["python"]))
    if list(version[:2]) != facts["python"]:
        here = ".".join(map(str, version))
        raise Trouble(f"this bundle needs Python {needed}, and this is {here}")
    if kind != facts["kind"]:
        raise Trouble(f"this bundle is for {facts['about']}, and this Python is for {kind}")
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise Trouble(
            "this Python cannot make environments. On Debian and Ubuntu, whoever looks after the\n"
            f"machine cures it: sudo apt install python{needed}-venv"
        )


def ready(facts: dict[str, Any]) -> str:
    """Make env hold these very packages; return the path of its Python."""
    python = ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = ENV / "communique-stamp.txt"
    wheels = json.dumps(facts["wheels"], sort_keys=True)
    if not (read(stamp) == wheels and runs(python)):
        print("Setting up the game in the folder env (a minute or two, once) ...", flush=True)
        build(intact(facts["wheels"]), python)
        # Last: what was broken off half-way is begun again.
        stamp.write_text(wheels, encoding="utf-8")
    return str(python)


def intact(wheels: dict[str, str]) -> list[str]:
    """The paths of the wheels, each of which is what it was when the bundle was made."""
    for name, pinned in wheels.items():
        try:
            content = (WHEELS / name).read_bytes()
        except OSError:
            raise damaged(name) from None
        if hashlib.sha256(content).hexdigest() != pinned:
            raise damaged(name)
    return [str(WHEELS / name) for name in wheels]


def build(wheels: list[str], python: Path) -> None:
    log = WHEELS.parent / "env.log"
    # These very files: what else may lie beside them is not looked at.
    offline = ["--no-index", "--isolated", "--no-cache-dir"]
    pip = [str(python), "-P", "-m", "pip", "--disable-pip-version-check", "install", *offline]
    try:
        with log.open("wb") as output:
            make = [sys.executable, "-P", "-m", "venv", "--clear", str(ENV)]
            for step in (make, [*pip, *wheels]):
                # No settings of this machine's pip, which may name places that aren't reached.
                if call(step, output, PIP_CONFIG_FILE=os.devnull):
                    raise Trouble("could not set up the game. Why stands at the end of env.log")
    except OSError as error:
        raise Trouble(
            f"cannot write in {WHEELS.parent}: {error.strerror}.\n"
            "Copy the whole folder to where you may write, and start it there."
        ) from None
    log.unlink()


def read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8")
    except OSError:
        return ""


def runs(python: Path) -> bool:
    """Whether that Python still starts: it needs the one that it was made from."""
    try:
        return subprocess.call([str(python), "-P", "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def call(command: list[str], output: IO[bytes] | None = None, **variables: str) -> int:
    """Run it and wait, also through Ctrl-C: the child gets that too and ends in its own way."""
    errors = subprocess.STDOUT if output else None
    strange = ("PYTHONHOME", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name not in strange}
    process = subprocess.Popen(command, env={**kept, **variables}, stdout=output, stderr=errors)
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
