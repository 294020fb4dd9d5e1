"""What the page on many games shows is what is printed and kept."""

import importlib.util
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.kernel.rows import BY_GAME

pytestmark = pytest.mark.usefixtures("compiled")

PAGE = (Path(__file__).parents[2] / "docs" / "simulating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [text.split()[1:] for _, text in BLOCKS if text.startswith("communique ")]
SHOWN = [
    text for kind, text in BLOCKS if not kind and not text.startswith(("communique ", "python3 "))
]
EXAMPLES = [text for kind, text in BLOCKS if kind == "python"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the page's commands print, in their order; the file lies where one stands then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("here"))
        with pytest.MonkeyPatch.context() as streams:
            yield {" ".join(command): output(command, streams) for command in COMMANDS}


def output(command: list[str], streams: pytest.MonkeyPatch) -> str:
    import io

    stream = io.StringIO()
    streams.setattr("sys.stdout", stream)
    fewer_games = ["-n", "20", "--experts", "1", "--lists", "0"] if command[0] == "balance" else []
    assert main([*command, *fewer_games]) == 0
    streams.undo()
    return stream.getvalue()


def test_what_the_page_shows_is_printed(printed: dict[str, str]) -> None:
    (shown,) = SHOWN
    seen = re.sub(r"in [\d,.]+ s, [\d,]+ a second", "", printed["simulate kuala-lumpur -n 100"])
    lines = re.sub(r"in [\d,.]+ s, [\d,]+ a second", "", shown).splitlines()
    assert len(lines) > 9
    assert [line for line in lines if line != "..." and line not in seen.splitlines()] == []


def test_the_file_has_the_arrays_of_the_page(printed: dict[str, str]) -> None:
    assert any("--out" in command for command in printed)
    with np.load("games.npz") as games:
        rows = re.findall(r"^\| (`[^|]*) \| [^|]*\|", PAGE.split("| array")[1], re.MULTILINE)
        told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
        assert sorted(told) == sorted(games.files)
        assert told[: len(BY_GAME)] == list(BY_GAME)
        assert ", ".join(f"`{word}`" for word in games["status_ids"]) in PAGE
        widths = {name: games[name].dtype.itemsize for name in BY_GAME}
        assert (widths["seed"], widths["decisions"], widths["fired"]) == (8, 4, 4)


@pytest.mark.usefixtures("printed")
def test_the_examples_in_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    *plain, with_pandas = EXAMPLES
    names: dict[str, object] = {}
    for example in plain:
        exec(example, names)
    out = capsys.readouterr().out
    assert "'eu'" in out
    assert "'per_shipment'" in out
    if importlib.util.find_spec("pandas"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(with_pandas, names)
        assert Path("games.csv").read_text(encoding="utf-8").startswith("seed,eu,china,outcome\n1,")
    names["games"].close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("command", "heading"),
    [("simulate", "## Options"), ("balance", "## Is it balanced?")],
)
def test_the_options_in_the_table_are_those_of_the_command(
    command: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    options = set(re.findall(r"^  (-\w|--\w+)", capsys.readouterr().out, re.MULTILINE))
    section = PAGE.split(heading)[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(-\w|--\w+)", section, re.MULTILINE)) == options - {"-h"}
