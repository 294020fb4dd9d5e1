"""What the page on many games shows is what is printed and kept."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.lab.files.columns import COLUMNS, ID_LISTS
from game.model.version import RULES_VERSION, VERSION

pytestmark = pytest.mark.usefixtures("compiled")

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "simulating.md").read_text(encoding="utf-8")
STUDIES = (DOCS / "studies.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.split()[1:] for _, text in BLOCKS for line in text.splitlines() if line.startswith("comm")
]
SHOWN = [
    text for kind, text in BLOCKS if not kind and not text.startswith(("communique ", "python3 "))
]
SAID = PAGE.split("The keys are ")[1].split("\n\n")[0]
SEATS = "--seat eu=uniform --seat china=uniform"
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
    fewer_games = ["-n", "20", "--experts", "0", "--lists", "0"] if command[0] == "balance" else []
    assert main([*command, *fewer_games]) == 0
    streams.undo()
    return stream.getvalue()


def test_what_the_page_shows_is_printed(printed: dict[str, str]) -> None:
    (shown,) = SHOWN
    seen = re.sub(r"in [\d,.]+ s, [\d,]+ a second", "", printed["simulate kuala-lumpur -n 100"])
    lines = re.sub(r"in [\d,.]+ s, [\d,]+ a second", "", shown).splitlines()
    assert len(lines) > 7
    assert [line for line in lines if line != "..." and line not in seen.splitlines()] == []


def test_the_table_is_that_of_the_declared_columns() -> None:
    by_column = [f"| `{each.name}` | {each.by} | {each.about} |" for each in COLUMNS]
    assert "\n".join(by_column) in PAGE
    lists = PAGE.split(by_column[-1])[1].split("\n\n")[0]
    assert sorted(re.findall(r"`(\w+_\w+)`", lists)) == sorted(each.name for each in ID_LISTS)


@pytest.mark.usefixtures("printed")
def test_the_file_has_the_arrays_of_the_page() -> None:
    with np.load("games.npz") as games:
        columns = [each.name for each in (*COLUMNS, *ID_LISTS)]
        assert sorted([*columns, "about"]) == sorted(games.files)
        widths = {name: games[name].dtype.itemsize for name in columns}
        assert (widths["seed"], widths["decisions"], widths["fired"]) == (8, 4, 4)
        about = json.loads(str(games["about"]))
    keys = re.findall(r"`(\w+)`", SAID)
    assert keys == [*about]
    assert about["commands"][0] in ("communique simulate kuala-lumpur -n 100 --seed 1 " + SEATS)


@pytest.mark.usefixtures("printed")
def test_merged_files_are_one_run() -> None:
    with np.load("both.npz") as games:
        assert games["seed"].tolist() == [*range(1, 201)]


@pytest.mark.usefixtures("printed")
def test_the_examples_in_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = EXAMPLES
    names: dict[str, object] = {}
    exec(example, names)
    out = capsys.readouterr().out
    assert f"Communiqué {VERSION} (rules {RULES_VERSION}), Kuala Lumpur.\n" in out
    assert "'eu'" in out
    assert "'per_shipment'" in out
    (code,) = re.findall(r"`pandas\.(read_csv\(.*?\))`", PAGE)
    if importlib.util.find_spec("pandas"):
        assert len(eval(f"__import__('pandas').{code}")) == 200
    names["games"].close()  # type: ignore[attr-defined]


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    assert main([command, "--help"]) == 0
    return set(re.findall(r"^  (-\w|--[\w-]+)", capsys.readouterr().out, re.MULTILINE)) - {"-h"}


def named(page: str, heading: str) -> set[str]:
    """The options that a section names."""
    section = page.split(f"{heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"--[a-z][a-z-]+", section)) - {"--help"}


def test_the_options_that_the_page_names_exist(capsys: pytest.CaptureFixture[str]) -> None:
    simulate = options_of("simulate", capsys)
    assert {"--forbid", "--pairings", "--verify"} < named(PAGE, "## Options") <= simulate
    assert named(PAGE, "## Is it balanced?") == {"--experts"} < options_of("balance", capsys)


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("sweep", "# What does this number do?"),
        ("sensitivity", "## Which numbers matter?"),
        ("tune", "## Which values reach an aim?"),
        ("compare", "## What differs between two versions?"),
        ("tournament", "## Which bot is better?"),
    ],
)
def test_a_study_has_the_options_that_its_section_names_and_no_others_of_its_own(
    command: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options, section = options_of(command, capsys), named(STUDIES, heading)
    assert section <= options
    assert options - options_of("simulate", capsys) - {"--report"} <= section
