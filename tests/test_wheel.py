"""The wheel alone, in an environment of its own, is the whole game."""

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from game.words.language import language

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, stdout=subprocess.DEVNULL)
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_holds_the_game_and_its_content(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"game", "communique"}
    assert "game/_data/scenarios/kuala-lumpur.yaml" in names
    assert "game/_data/assets/CREDITS.md" in names


@pytest.mark.slow(reason="It fetches all that the game needs; test_bundle installs it every time.")
def test_the_installed_command_finds_its_scenarios(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "env"
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    pip.append("--no-compile")  # two commands import a small part of it
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    fetch = [*pip, "-c", str(ROOT / "constraints.txt"), *project["dependencies"]]
    fetched = subprocess.run(
        fetch, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    if "connection broken by" in fetched.stdout:
        pytest.skip("no network to fetch what the wheel depends on")
    assert fetched.returncode == 0, fetched.stdout
    # Nothing left to fetch: what the game needs is what it declares.
    subprocess.run([*pip, "--no-index", str(wheel)], check=True, stdout=subprocess.DEVNULL)

    listing = subprocess.run(
        [str(scripts / "communique"), "list"],
        cwd=tmp_path, check=True, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert "kuala-lumpur" in listing.stdout

    french = subprocess.run(
        [str(scripts / "communique"), "play", "kuala-lumpur", "--text", "--language", "fr"],
        cwd=tmp_path, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert language("fr").say("left") in french.stdout
