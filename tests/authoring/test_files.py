"""A scenario's files kept whole: what a record holds plays without a disk."""

from pathlib import Path

import pytest

from game.authoring.load import inspect, load
from game.authoring.reading.files import Folder, KeptFiles
from game.model.frozen import FrozenMap

VALID = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")
WEATHER = "injects: {gale: {at: 2, text: A gale., effects: {fleet: -1}}}\n"
FRENCH = "title: Trêve\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """A scenario of three files and one that has nothing to do with it."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "weather.yaml").write_text(WEATHER, encoding="utf-8")
    (tmp_path / "parts" / "other.yaml").write_text(WEATHER, encoding="utf-8")
    (tmp_path / "main.fr.yaml").write_text(FRENCH, encoding="utf-8")
    path = tmp_path / "main.yaml"
    path.write_text(f"include: [parts/weather.yaml]\n{VALID}", encoding="utf-8")
    return path


def kept(main: Path) -> KeptFiles:
    folder = Folder(main)
    load(folder)
    return folder.keep()


def test_what_is_kept_is_what_was_read_and_the_translations(main: Path) -> None:
    assert list(kept(main).texts) == ["main.yaml", "parts/weather.yaml", "main.fr.yaml"]
    assert kept(main).texts["main.fr.yaml"] == FRENCH


@pytest.mark.parametrize("language", [None, "fr"])
def test_what_is_kept_loads_as_the_folder_does(main: Path, language: str | None) -> None:
    found = kept(main)
    before = load(main, language)
    main.unlink()
    assert load(found, language) == before


def test_what_was_read_is_kept_though_the_file_has_changed_since(main: Path) -> None:
    folder = Folder(main)
    scenario = load(folder)
    main.write_text("nothing: left\n", encoding="utf-8")
    assert load(folder.keep()) == scenario


def test_line_ends_and_a_byte_order_mark_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "main.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode("utf-8"))
    found = kept(path)
    assert found.read("main.yaml") == path.read_bytes()
    assert load(found) == load(path)


def test_an_include_that_is_not_kept_is_missing(main: Path) -> None:
    found = kept(main)
    texts = FrozenMap({"main.yaml": found.texts["main.yaml"]})
    assert [(p.file, p.code) for p in inspect(KeptFiles("main.yaml", texts))[1]] == [
        ("main.yaml", "include-missing")
    ]


def test_a_main_file_that_is_not_kept_is_missing() -> None:
    found, problems = inspect(KeptFiles("main.yaml", FrozenMap()))
    assert (found, [p.code for p in problems]) == (None, ["file-missing"])
