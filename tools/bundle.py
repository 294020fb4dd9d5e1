"""Make one zip that holds all a laptop without network needs to play, but for Python itself."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from email.message import Message
from email.parser import HeaderParser
from hashlib import sha256
from pathlib import Path

if importlib.util.find_spec("pip") is None:
    sys.exit("bundle.py: this Python has no pip; take that of .venv, which tools/dev.py makes")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bundle_targets import PLATFORMS, Target, Trouble, closure, pins, suits, target  # noqa: E402
from pip._vendor.packaging.utils import canonicalize_name  # noqa: E402

from game.session.records.safe_files import part_folder  # noqa: E402

TEMPLATES = Path(__file__).resolve().parent / "bundled"
WHEN = (2020, 2, 2, 0, 0, 0)  # as in the wheels we build: the same files make the same zip

EXAMPLES = """\
platforms:
{platforms}

Examples:

    python3 tools/dev.py tool bundle --platform win_amd64 --python 3.13
    python3 tools/dev.py tool bundle --platform linux --python 3.12 --out ../sticks

On Windows: .venv\\Scripts\\python tools\\bundle.py --platform windows --python 3.13
"""


def main(argv: list[str]) -> int:
    rows = [f"    {name:18} {each.short:10} {each.about}" for name, each in PLATFORMS.items()]
    parser = argparse.ArgumentParser(
        prog="bundle.py",
        description=__doc__,
        epilog=EXAMPLES.format(platforms="\n".join(rows)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--platform", required=True, help="the laptops' kind: one of those below")
    parser.add_argument("--python", required=True, metavar="VERSION", help="theirs, such as 3.13")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", metavar="FOLDER",
        help="where the zip goes; left out, the folder dist of this checkout",
    )  # fmt: skip
    options = parser.parse_args(argv)
    try:
        bundle(target(options.platform, options.python), options.out)
    except Trouble as trouble:
        print(f"bundle.py: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nbundle.py: stopped, and nothing written", file=sys.stderr)
        return 130
    return 0


def bundle(target: Target, out: Path) -> Path:
    """Build, fetch, and write the zip; return its path."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"cannot make the folder {out}: {error.strerror}") from None
    with tempfile.TemporaryDirectory() as folder:
        print("Building the game's own wheel ...", flush=True)
        own = build(Path(folder) / "communique")
        about = metadata(own)
        suits(about, target)
        print(f"Fetching what it needs on {target.name}, Python {target.python}:", flush=True)
        wheels = [own]

        def fetched(versions: Mapping[str, str]) -> dict[str, Message]:
            for name, version in versions.items():
                print(f"  {name} {version}", flush=True)
            found = fetch(versions, target, Path(folder) / str(len(wheels)))
            wheels.extend(found)
            abouts = [metadata(wheel) for wheel in found]
            return {canonicalize_name(about["Name"]): about for about in abouts}

        constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
        closure(about, pins(constraints, target), target, fetched)
        path = out / f"communique-{about['Version']}-{target.name}-py{target.python}.zip"
        write(path, files(target, about["Version"], wheels))
    size = path.stat().st_size / 1e6
    print(f"Wrote {path.name}: {size:.0f} MB with {len(wheels)} wheels, in {path.parent}")
    print(f"Its SHA-256 is {sha256(path.read_bytes()).hexdigest()}")
    return path


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def build(folder: Path) -> Path:
    # Where hatchling is, as in the .venv of `dev.py test`, nothing has to be fetched to build.
    here = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    pip("the game's own wheel", "wheel", "--no-deps", *here, "--wheel-dir", str(folder), ".")
    return next(folder.glob("*.whl"))


def fetch(versions: Mapping[str, str], target: Target, folder: Path) -> list[Path]:
    """Download wheels for the target into a new folder; what they need is not pip's to say."""
    if not versions:
        return []
    tags = [word for tag in target.platform.tags for word in ("--platform", tag)]
    python = ["--python-version", target.python, "--implementation", "cp"]
    # Named, or pip would ask for the running Python's own kind, such as free-threaded.
    python += ["--abi", "cp" + target.python.replace(".", "")]
    wheel = ["download", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    what = f"the wheels for Python {target.python} on {target.name}"
    pip(what, *wheel, *tags, *python, *(f"{name}=={each}" for name, each in versions.items()))
    return sorted(folder.glob("*.whl"))


def pip(what: str, *args: str) -> None:
    command = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", *args]
    # What builds the game is pinned too, by the first in an older pip. Relative paths, because pip
    # splits these variables at blanks.
    pinned = {"PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        encoding="utf-8", errors="replace",
        env={**os.environ, **(pinned if args[0] == "wheel" else {})},
    )  # fmt: skip
    if done.returncode:
        raise Trouble(failure(what, done.stdout))


def failure(what: str, said: str) -> str:
    """One line on what pip could not do, and the way out."""
    if "connection broken by" in said:
        return f"no network? Could not fetch {what}: connect and give the same command again"
    if missing := re.search(r"No matching distribution found for (\S+)==(\S+)", said):
        return (
            f"there is no {missing[1]} {missing[2]} among {what}: choose another Python, or pin a "
            "version that has one"
        )
    errors = [line for line in said.splitlines() if line.startswith("ERROR: ")]
    last = (errors or said.strip().splitlines() or ["nothing"])[-1]
    return f"could not get {what}; pip said: {last.removeprefix('ERROR: ')}"


def files(target: Target, version: str, wheels: Iterable[Path]) -> dict[str, bytes]:
    """What stands in the zip, by its name there."""
    windows = target.platform.windows
    command = "start.cmd" if windows else "sh start.sh"
    words = {
        "@ABOUT@": target.platform.about,
        "@COMMAND@": command,
        "@FIRST@": "double-click start.cmd" if windows else "type in a terminal, here: sh start.sh",
        "@PAIR@": target.python.replace(".", ", "),
        "@PYTHON@": target.python,
        "@VERSION@": version,
    }

    def filled(name: str) -> bytes:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text.replace("\n", "\r\n" if windows else "\n").encode()

    packed = {path.name: path.read_bytes() for path in wheels}
    platform = target.platform
    facts = {
        "about": platform.about,
        "kind": "win-amd64" if windows else f"{platform.sys_platform}-{platform.platform_machine}",
        "python": [int(number) for number in target.python.split(".")],
        "wheels": {name: sha256(content).hexdigest() for name, content in sorted(packed.items())},
    }
    script = "start.cmd" if windows else "start.sh"
    scenarios = sorted((ROOT / "scenarios").glob("*.yaml"))
    return {
        "README.txt": filled("README.txt"),
        script: filled(script),
        **{f"scenarios/{path.name}": path.read_bytes() for path in scenarios},
        "wheels/bundle.json": (json.dumps(facts, indent=2) + "\n").encode(),
        "wheels/start.py": (TEMPLATES / "start.py").read_bytes(),
        **{f"wheels/{name}": content for name, content in sorted(packed.items())},
    }


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the zip beside its place, then put it there: an old one is replaced whole or stays."""
    try:
        with part_folder(path) as part:
            with zipfile.ZipFile(part / path.name, "w") as archive:
                for name, content in files.items():
                    info = zipfile.ZipInfo(name, WHEN)
                    info.create_system = 3  # Unix, which has the mode beside each file
                    info.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
                    stored = name.endswith(".whl")  # a zip itself
                    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                    archive.writestr(info, content)
            (part / path.name).replace(path)
    except OSError as error:
        raise Trouble(f"cannot write {path}: {error.strerror}") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
