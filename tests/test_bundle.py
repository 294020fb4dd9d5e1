"""The bundle for laptops without network: what stands in the zip, and a game played from it."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import bundle  # noqa: E402
from bundle_targets import PLATFORMS, Trouble, pins  # noqa: E402

from game.words.language import language  # noqa: E402

NEEDED = {"communique": "table; sys_platform == 'win32'\ndeep>=1", "table": "deep<3"}
PINS = "table==1.0\ndeep==1.0"


class Wheels:
    """Stands in for building and fetching: wheels with metadata and nothing else."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken = ""
        monkeypatch.setattr(bundle, "build", lambda folder: self.wheel("communique", folder))
        monkeypatch.setattr(
            bundle, "fetch", lambda names, _t, folder: [self.wheel(name, folder) for name in names]
        )
        monkeypatch.setattr(bundle, "pins", lambda _text, there: pins(PINS, there))

    def wheel(self, name: str, folder: Path) -> Path:
        if name == self.broken:
            raise Trouble(f"there is no wheel of {name}")
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            lines = [f"Name: {name}", "Version: 1.0", "Requires-Python: >=3.11"]
            lines += [f"Requires-Dist: {each}" for each in NEEDED.get(name, "").splitlines()]
            archive.writestr(zipfile.ZipInfo(f"{name}-1.0.dist-info/METADATA"), "\n".join(lines))
        return path


@pytest.fixture
def wheels(monkeypatch: pytest.MonkeyPatch) -> Wheels:
    return Wheels(monkeypatch)


def made(platform: str, out: Path) -> Path:
    assert bundle.main(["--platform", platform, "--python", "3.13", "--out", str(out)]) == 0
    (path,) = out.iterdir()
    return path


@pytest.mark.usefixtures("wheels")
def test_the_zip_for_windows_has_line_ends_that_its_shell_understands(tmp_path: Path) -> None:
    path = made("windows", tmp_path)
    assert path.name == "communique-1.0-win_amd64-py3.13.zip"
    with zipfile.ZipFile(path) as archive:
        names, script = archive.namelist(), archive.read("start.cmd")
        readme = archive.read("README.txt").decode("utf-8")
    assert "start.sh" not in names
    assert {"wheels/table-1.0-py3-none-any.whl", "wheels/communique-1.0-py3-none-any.whl"} < {
        *names
    }
    assert script.isascii()
    assert script.count(b"\r\n") == script.count(b"\n") > 10
    assert b"py -3.13" in script
    assert b"(3, 13)" in script
    assert "double-click start.cmd" in readme


@pytest.mark.usefixtures("wheels")
def test_the_zip_for_linux_has_a_script_that_can_be_started(tmp_path: Path) -> None:
    with zipfile.ZipFile(made("linux", tmp_path)) as archive:
        assert "start.cmd" not in archive.namelist()
        assert archive.getinfo("start.sh").external_attr >> 16 == 0o100755
        assert b"\r" not in archive.read("start.sh") + archive.read("README.txt")


@pytest.mark.usefixtures("wheels")
@pytest.mark.parametrize("name", PLATFORMS)
def test_nothing_of_this_machine_and_no_address_gets_into_the_zip(
    name: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(made(name, tmp_path)) as archive:
        ours = [each for each in archive.namelist() if not each.endswith((".whl", ".yaml"))]
        text = "\n".join(archive.read(each).decode("utf-8") for each in ours)
    assert len(ours) == 4
    here = "|".join(re.escape(str(path)) for path in (ROOT, tmp_path))
    assert re.findall(rf"://|@[A-Z]+@|{here}", text) == []


@pytest.mark.usefixtures("wheels")
def test_each_wheel_in_the_zip_has_its_hash_beside_it_and_the_zip_has_one_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made("windows", tmp_path)
    with zipfile.ZipFile(path) as archive:
        packed = {
            name.removeprefix("wheels/"): sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.endswith(".whl")
        }
        assert json.loads(archive.read("wheels/bundle.json"))["wheels"] == packed
    assert len(packed) == 3
    told = capsys.readouterr().out.splitlines()[-1]
    assert told == f"Its SHA-256 is {sha256(path.read_bytes()).hexdigest()}"


@pytest.mark.usefixtures("wheels")
def test_the_scenarios_stand_beside_it_as_they_are(tmp_path: Path) -> None:
    files = sorted((ROOT / "scenarios").glob("*.yaml"))
    with zipfile.ZipFile(made("windows", tmp_path)) as archive:
        packed = [name for name in archive.namelist() if name.startswith("scenarios/")]
        assert packed == [f"scenarios/{path.name}" for path in files] != []
        assert [archive.read(name) for name in packed] == [path.read_bytes() for path in files]


@pytest.mark.usefixtures("wheels")
def test_the_same_files_make_the_same_zip_and_it_replaces_the_old_one(tmp_path: Path) -> None:
    path = made("mac", tmp_path)
    first = path.read_bytes()
    path.write_bytes(b"old")
    assert made("mac", tmp_path).read_bytes() == first


def test_where_a_wheel_is_missing_the_old_zip_stays_and_one_line_says_why(
    wheels: Wheels, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made("linux", tmp_path)
    before = path.read_bytes()
    wheels.broken = "deep"
    args = ["--platform", "linux", "--python", "3.13", "--out", str(tmp_path)]
    assert bundle.main(args) == 2
    assert capsys.readouterr().err == "bundle.py: there is no wheel of deep\n"
    assert [*tmp_path.iterdir()] == [path]
    assert path.read_bytes() == before


@pytest.mark.usefixtures("wheels")
def test_what_cannot_be_put_in_its_place_leaves_nothing_half_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "communique-1.0-win_amd64-py3.13.zip"
    taken.mkdir()
    args = ["--platform", "windows", "--python", "3.13", "--out"]
    assert bundle.main([*args, str(tmp_path)]) == 2
    assert [*tmp_path.iterdir()] == [taken]
    (tmp_path / "file").touch()
    assert bundle.main([*args, str(tmp_path / "file")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1].split(" ")[:2] for line in said] == [
        ["cannot", "write"],
        ["cannot", "make"],
    ]


def absent(what: str) -> None:
    """Skip, but not where what is missing would never be missed."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def unpacked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """The real bundle for this machine, unpacked."""
    if not shutil.which("unshare") or subprocess.call(["unshare", "-rn", "true"]):
        absent("needs Linux, and `unshare` allowed to take the network away: install util-linux")
    python = "{}.{}".format(*sys.version_info[:2])
    where = ["--platform", f"manylinux_{platform.machine()}", "--python", python]
    capfd.readouterr()
    if bundle.main([*where, "--out", str(tmp_path / "out")]):
        said = capfd.readouterr().err
        assert "no network?" in said, said
        absent("no network to fetch wheels: connect and run it again; nothing has to be installed")
    (path,) = (tmp_path / "out").iterdir()
    folder = tmp_path / "my game"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    path.unlink()
    (own,) = folder.glob("wheels/communique-*.whl")
    with zipfile.ZipFile(own) as archive:
        assert not any(str(ROOT).encode() in archive.read(name) for name in archive.namelist())
    yield folder
    shutil.rmtree(folder)  # 400 MB


HOSTS = """
import fcntl, json, socket, struct, subprocess, sys, urllib.request

# Where the network is taken away the loopback address sleeps; flags 1 and 64: up, running.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", b"lo", 65))
host = subprocess.Popen(
    ["sh", *sys.argv[1:], "--json", "--end-with-input"], stdin=subprocess.PIPE,
    stdout=subprocess.PIPE, encoding="utf-8",
)
room = json.loads(host.stdout.readline())
page = urllib.request.urlopen(room["addresses"][0] + "/").read().decode("utf-8")
paths = [part.partition('"')[0] for part in page.split('="/static/')[1:]]
paths.append(paths[0].partition("/")[0] + "/room-sans.woff2")
urls = [f"{room['addresses'][0]}/static/{path}" for path in paths]
sizes = [len(urllib.request.urlopen(url).read()) for url in urls]
host.stdin.close()
code = host.wait(60)
print(json.dumps({"page": page, "sizes": sizes, "code": code}))
"""
"""Hosts a room where there is no network, asks for its first page and all that this names, and
ends it."""


def test_a_whole_game_is_played_twice_and_a_room_hosted_from_the_bundle_without_a_network(
    unpacked: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    base: Any = sys
    beneath = Path(base._base_executable).resolve().parent
    variables = {"HOME": str(home), "PATH": f"{beneath}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    # Settings of pip and a stray package of the machine change nothing.
    variables |= {"PIP_REQUIRE_HASHES": "1", "PYTHONPATH": str(ROOT / "tests" / "bad")}
    play = ["unshare", "-rn", "sh", str(unpacked / "start.sh"), "play", "kuala-lumpur", "--auto"]

    def played() -> str:
        done = subprocess.run(
            [*play, "--seed", "3"], cwd=tmp_path, env=variables, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", timeout=300,
        )  # fmt: skip
        log = unpacked / "env.log"
        why = log.read_text(encoding="utf-8") if log.exists() else ""
        assert done.returncode == 0, done.stdout + why
        return done.stdout

    first = played()
    assert first.startswith("Setting up the game in the folder env")
    assert first.endswith("To meet the same luck again: --seed 3\n")
    assert played() == first.split("\n", 1)[1]
    installed = [str(unpacked / "env" / "bin" / "communique"), "play", "kuala-lumpur", "--text"]
    french = subprocess.run(
        [*installed, "--language", "fr"], cwd=tmp_path, env={**variables, "PYTHONPATH": ""},
        check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert language("fr").say("left") in french.stdout
    host = ["unshare", "-rn", "python3", "-c", HOSTS, str(unpacked / "start.sh"), "host"]
    done = subprocess.run(
        [*host, "kuala-lumpur", "--port", "0", "--folder", str(tmp_path / "room")],
        cwd=tmp_path, env=variables, check=True, stdout=subprocess.PIPE, encoding="utf-8",
        timeout=300,
    )  # fmt: skip
    hosted = json.loads(done.stdout)
    assert "<main" in hosted["page"]
    assert len(hosted["sizes"]) > 2
    assert min(hosted["sizes"]) > 100
    assert hosted["code"] == 0
