"""A scenario as one file: what it is read back as, and what a record keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import fields
from hypothesis import given
from strategies.scenarios import Drawn, scenarios
from strategies.written import Written, documents

from game.authoring.load import inspect, load
from game.authoring.merge import merge
from game.authoring.reading.files import LARGEST, Folder, KeptFiles
from game.authoring.reading.nodes import plain
from game.authoring.reading.yaml_reader import read
from game.authoring.resolved import resolve_files, write_resolved
from game.authoring.shipped import shipped
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

VALID = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")


def read_again(text: str) -> Scenario:
    return load(KeptFiles("fog.yaml", FrozenMap({"fog.yaml": text})))


def in_order(scenario: Scenario) -> list[list[str]]:
    """The ids of all sections in their order, which equal scenarios need not share."""
    sections = [getattr(scenario, field.name) for field in fields(Scenario) if field.eq]
    return [list(section) for section in sections if isinstance(section, FrozenMap)]


@given(scenarios())
def test_a_scenario_written_as_one_file_is_read_as_an_equal_scenario(drawn: Drawn) -> None:
    scenario = load(drawn.kept)
    again = read_again(write_resolved(merge(drawn.kept).root))
    assert again == scenario
    assert in_order(again) == in_order(scenario)


@given(documents())
def test_any_data_is_read_as_it_was_written(written: Written) -> None:
    root = read("a.yaml", written.text.encode("utf-8", "surrogatepass")).root
    for key in ("extends", "include", "variants"):
        root.entries.pop(key, None)
    again = read("a.yaml", write_resolved(root).encode("utf-8", "surrogatepass"))
    assert again.findings == []
    assert plain(again.root) == plain(root)


VERSIONS = [
    (path, variant) for path in shipped().values() for variant in (None, *load(path).variants)
]


@pytest.mark.parametrize(
    ("path", "variant"), VERSIONS, ids=lambda part: getattr(part, "stem", str(part))
)
def test_each_shipped_scenario_and_variant_is_the_same_in_one_file(
    path: Path, variant: str | None
) -> None:
    files = Folder(path, variant)
    scenario = load(files)
    text = write_resolved(merge(files).root)
    assert read_again(text) == scenario
    assert in_order(read_again(text)) == in_order(scenario)


def test_a_record_keeps_a_variant_as_one_file_with_its_translations() -> None:
    files = Folder(shipped()["kuala-lumpur"], "short")
    scenario, french = load(files), load(files, "fr")
    kept = resolve_files(files)
    assert set(kept.texts) == {"kuala-lumpur:short.yaml", "kuala-lumpur:short.fr.yaml"}
    assert kept.variant is None
    assert kept.languages() == ("fr",)
    assert load(kept) == scenario
    assert load(kept, "fr") == french
    assert french.calendar != scenario.calendar


def test_a_record_keeps_a_scenario_without_changes_as_its_files_are() -> None:
    path = shipped()["kuala-lumpur"]
    kept = resolve_files(Folder(path))
    assert kept.texts["kuala-lumpur.yaml"].encode() == path.read_bytes()


def test_a_translation_with_mistakes_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "fog.yaml"
    path.write_text(f"{VALID}\nvariants: {{short: {{turns: 2}}}}\n", encoding="utf-8")
    (tmp_path / "fog.fr.yaml").write_text("language: fr\ntitel: X\n", encoding="utf-8")
    assert set(resolve_files(Folder(path, "short")).texts) == {"fog:short.yaml"}


def test_what_is_put_together_from_several_files_can_be_too_large(tmp_path: Path) -> None:
    """Each file may be as large as one may be, but a record keeps them as one."""
    text = "x" * (LARGEST * 3 // 5)
    (tmp_path / "fog.yaml").write_text(f"{VALID}\nsituation: {text}\n", encoding="utf-8")
    path = tmp_path / "sea.yaml"
    path.write_text(f"format: 1\nid: sea\nextends: fog.yaml\ndebrief: {text}\n", encoding="utf-8")
    [problem] = inspect(path)[1]
    assert (problem.code, problem.line) == ("resolved-large", 3)
