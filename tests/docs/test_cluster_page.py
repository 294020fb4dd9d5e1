"""The two machines of the page on clusters, here as two addresses of one."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

pytestmark = [
    pytest.mark.usefixtures("compiled"),
    pytest.mark.xdist_group("cluster"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="makes certificates with openssl"),
]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
(SETTINGS,) = [text for kind, text in BLOCKS if kind == "yaml"]


def command(start: str) -> list[str]:
    """A command of the page."""
    lines = (line for _, text in BLOCKS for line in text.splitlines())
    return next(shlex.split(line) for line in lines if line.startswith(start))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the certificate and the settings of the page."""
    folder = tmp_path_factory.mktemp("cluster")
    subprocess.run(command("openssl"), cwd=folder, check=True, capture_output=True)
    (folder / "distributed.yaml").write_text(SETTINGS, encoding="utf-8")
    return folder


def environment(folder: Path | None) -> dict[str, str]:
    """The surroundings of a process, with settings in a folder or without."""
    missing = {"DASK_CONFIG": str(folder or ROOT / "nowhere")}
    return {**os.environ, **missing, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


@contextmanager
def begun(words: list[str], folder: Path) -> Iterator[None]:
    """A process of the library, ended afterwards."""
    code = "import sys; from dask.__main__ import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words[1:]], cwd=folder, env=environment(folder),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def simulate(words: list[str], folder: Path, settings: Path | None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "game", *words], cwd=folder, env=environment(settings),
        check=False, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_two_machines_speak_by_tls_and_give_the_figures_of_one(here: Path) -> None:
    port = free_port()

    def local(words: list[str]) -> list[str]:
        fewer = {"8": "1"} if words[0] == "dask" else {"10000000": "300"}
        moved = [each.replace("10.0.0.5", "127.0.0.1").replace("8786", str(port)) for each in words]
        return [fewer.get(each, each) for each in moved]

    games = [*local(command("communique simulate kuala-lumpur -n 10000000"))[1:], "--json"]
    at = games.index("--cluster")
    alone = [*games[:at], "--jobs", "1", *games[at + 2 :]]
    with begun(local(command("dask scheduler")), here), begun(local(command("dask worker")), here):
        code, printed, said = simulate(games, here, here)
        assert (code, said) == (0, "")
        file = (here / "games.npz").read_bytes()
        # Nobody without the certificate is heard, and an open line isn't tried.
        code, _, said = simulate(games, here, None)
        assert code == 1
        assert said.startswith("communique simulate: --cluster: no scheduler answers at tls://")
    figures = json.loads(printed)
    assert figures["games"] == 300
    code, printed, said = simulate(alone, here, None)
    assert (code, said) == (0, "")
    expected = json.loads(printed)
    for document in (figures, expected):
        del document["seconds"], document["decisions_per_second"]
    assert figures == expected
    assert (here / "games.npz").read_bytes() == file


def test_the_errors_of_the_page_are_said() -> None:
    source = "".join(
        (ROOT / "game" / path).read_text(encoding="utf-8")
        for path in ("lab/batches/cluster.py", "bots/bot_files.py")
    )
    said = re.findall(r"^\| `(.*?)` \|", PAGE.split("| it says")[1], re.MULTILINE)
    assert len(said) == 5
    plain = " ".join(source.split()).replace('" "', "")
    for sentence in said:
        own_words = sentence.removesuffix("ModuleNotFoundError …").split("…")
        assert all(part.strip(" :") in plain for part in own_words)


def test_the_settings_name_the_files_of_the_certificate() -> None:
    tls = yaml.safe_load(SETTINGS)["distributed"]["comm"]["tls"]
    files = {each for who in ("scheduler", "worker", "client") for each in tls[who].values()}
    assert {*files, tls["ca-file"]} == {"cert.pem", "key.pem"} == {*command("openssl")[-3::2]}
