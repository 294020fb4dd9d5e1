"""`communique graph` writes a picture of a scenario, and says what is wrong if it can't."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import tiny

from game.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario, where one stands."""
    (tmp_path / "mine.yaml").write_text("\n".join(tiny.SECTIONS.values()), encoding="utf-8")
    (tmp_path / "mine.fr.yaml").write_text("title: Minuscule\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code of the command, what it printed, and its errors."""
    code = main(["graph", *args])
    return code, *capsys.readouterr()


def title(picture: str) -> str:
    root = ElementTree.fromstring(picture)
    return root.findtext("{http://www.w3.org/2000/svg}title") or ""


def test_the_picture_bears_the_scenarios_id_and_no_file_is_overwritten(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "mine.yaml") == (0, "The picture is saved: tiny.svg\n", "")
    first = (here / "tiny.svg").read_text(encoding="utf-8")
    assert title(first) == "Tiny"
    assert run(capsys, "mine.yaml") == (0, "The picture is saved: tiny-2.svg\n", "")
    assert (here / "tiny-2.svg").read_text(encoding="utf-8") == first


def test_out_names_a_file_or_a_folder_and_a_hyphen_prints_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pictures").mkdir()
    for out, written in (("pictures", "pictures/tiny.svg"), ("a", "a.svg"), ("b.svg", "b.svg")):
        code, printed, errors = run(capsys, "mine.yaml", "--out", out)
        assert (code, printed, errors) == (0, f"The picture is saved: {Path(written)}\n", "")
        assert title((here / written).read_text(encoding="utf-8")) == "Tiny"
    code, printed, errors = run(capsys, "mine.yaml", "--out", "-")
    assert (code, title(printed), errors) == (0, "Tiny", "")
    assert printed.isascii()


@pytest.mark.usefixtures("here")
def test_the_picture_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, _ = run(capsys, "mine.yaml", "--out", "-", "--language", "fr")
    assert (code, title(printed)) == (0, "Minuscule")
    assert "Régimes et phases" in "".join(ElementTree.fromstring(printed).itertext())


def test_what_is_wrong_is_said_in_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "mine.yaml", "--out", "nowhere/a.svg")
    assert (code, errors) == (2, "communique graph: there is no folder nowhere\n")
    code, _, errors = run(capsys, "mine.yaml", "--language", "de")
    assert (code, errors.count("\n")) == (2, 1)
    (here / "mine.yaml").write_text("title: Only this\n", encoding="utf-8")
    code, printed, errors = run(capsys, "mine.yaml")
    assert (code, printed) == (1, "")
    assert errors.endswith("communique graph: mine.yaml can't be played; correct it first\n")
    assert [path.name for path in here.glob("*.svg")] == []
