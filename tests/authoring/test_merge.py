"""Fragments: what `include` joins to a scenario, and what stays with its author's file."""

from pathlib import Path

import pytest

from game.authoring.load import inspect, load
from game.authoring.merge import merge
from game.authoring.reading.files import Folder, languages, split_translation
from game.model.problems import ScenarioError
from game.model.scenario import Scenario

VALID = Path(__file__).parent.parent / "bad" / "valid.yaml"
HARBOUR = """\
tracks:
  cranes:
    start: 4
    range: [0, 6]
actions:
  load:
    side: north
    menu: gestures
    name: Load a ship
    effects: {cranes: -1}
"""
WEATHER = "injects:\n  gale:\n    at: 2\n    text: A gale.\n    effects: {fleet: -1}\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """A whole scenario whose fragments lie in `parts/`, and nothing included yet."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "harbour.yaml").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "parts" / "weather.yaml").write_text(WEATHER, encoding="utf-8")
    path = tmp_path / "main.yaml"
    path.write_text(VALID.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def with_include(path: Path, line: str) -> Path:
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    return path


def clean(path: Path) -> Scenario:
    scenario, problems = inspect(path)
    assert problems == ()
    assert scenario is not None
    return scenario


def test_a_fragments_ids_follow_those_of_the_main_file(main: Path) -> None:
    scenario = clean(with_include(main, "include: [parts/harbour.yaml]\n"))
    assert list(scenario.tracks) == ["trust", "fleet", "cranes"]
    assert list(scenario.actions) == ["greet", "load"]
    assert scenario.tracks["cranes"].bounds == (0, 6)


def test_a_section_that_only_a_fragment_has_is_taken_whole(main: Path) -> None:
    scenario = clean(with_include(main, "include: [parts/weather.yaml]\n"))
    assert list(scenario.injects) == ["gale"]


def test_fragments_are_joined_in_the_order_in_which_they_are_named(main: Path) -> None:
    more = main.parent / "parts" / "more.yaml"
    more.write_text("tracks:\n  quays: {start: 2, allow: {unused: To be seen}}\n", encoding="utf-8")
    line = "include: [parts/more.yaml, parts/harbour.yaml]\n"
    assert list(clean(with_include(main, line)).tracks) == ["trust", "fleet", "quays", "cranes"]


def test_one_fragment_needs_no_list(main: Path) -> None:
    assert "cranes" in clean(with_include(main, "include: parts/harbour.yaml\n")).tracks


def test_the_main_file_may_name_what_a_fragment_defines(main: Path) -> None:
    text = main.read_text(encoding="utf-8").replace("trust >= 60", "trust >= 60 and cranes > 2")
    main.write_text(text + "include: [parts/harbour.yaml]\n", encoding="utf-8")
    assert clean(main).outcomes["calm"].when is not None


def test_a_mistake_in_a_fragment_is_shown_in_the_fragment(main: Path) -> None:
    part = main.parent / "parts" / "harbour.yaml"
    part.write_text(HARBOUR.replace("{cranes: -1}", "{crane: -1}"), encoding="utf-8")
    [problem] = inspect(with_include(main, "include: [parts/harbour.yaml]\n"))[1]
    assert (problem.file, problem.line, problem.column) == (part.as_posix(), 10, 15)
    assert problem.code == "unknown-reference"


def test_a_fragment_reaches_no_file_above_the_scenario(main: Path) -> None:
    (main.parent / "parts" / "inner.yaml").write_bytes(main.read_bytes())
    inner = with_include(main.parent / "parts" / "inner.yaml", "include: [../main.yaml]\n")
    assert [problem.code for problem in inspect(inner)[1]] == ["include-outside"]


def test_a_link_out_of_the_folder_is_no_way_around(main: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text(WEATHER, encoding="utf-8")
    link = main.parent / "parts" / "link.yaml"
    try:
        link.symlink_to(outside)
    except OSError:
        pytest.skip("no links here")
    found = inspect(with_include(main, "include: [parts/link.yaml]\n"))[1]
    assert [problem.code for problem in found] == ["include-outside"]


def test_loading_a_broken_scenario_raises_every_problem(main: Path) -> None:
    text = main.read_text(encoding="utf-8").replace("{trust: +2}", "{truts: 2}")
    main.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(main)
    found = [problem.code for problem in caught.value.problems]
    assert found == ["unknown-reference", "unsigned-number"]
    assert str(caught.value).splitlines() == [str(p) for p in caught.value.problems]


def test_merging_leaves_the_fragments_places_in_the_nodes(main: Path) -> None:
    merged = merge(Folder(with_include(main, "include: [parts/weather.yaml]\n")))
    key, _ = merged.root.entries["injects"]
    assert key.mark.file == (main.parent / "parts" / "weather.yaml").as_posix()


def test_translations_are_found_beside_their_scenario(main: Path) -> None:
    for name in ("main.fr.yaml", "main.zh-Hans.yaml", "mainland.fr.yaml"):
        (main.parent / name).write_text("title: …\n", encoding="utf-8")
    assert languages(main) == ("fr", "zh-Hans")
    assert split_translation(main.parent / "main.fr.yaml") == (main, "fr")
    assert split_translation(main) is None


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "parts/" + "x" * 5000 + ".yaml"])
def test_an_include_with_a_name_too_long_for_the_system_is_missing(
    tmp_path: Path, name: str
) -> None:
    assert _codes(tmp_path, name) == ["include-missing"]


def test_an_include_that_is_a_link_to_itself_is_missing(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    try:
        (tmp_path / "parts" / "loop.yaml").symlink_to("loop.yaml")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert _codes(tmp_path, "parts/loop.yaml") == ["include-missing"]


def _codes(folder: Path, include: str) -> list[str]:
    text = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")
    path = folder / "main.yaml"
    path.write_text(f"include: [{include}]\n{text}", encoding="utf-8")
    return [problem.code for problem in inspect(path)[1]]


@pytest.mark.parametrize(
    "name", ["x" * 5000, "x" * 5000 + ".yaml", "x" * 5000 + ".fr.yaml", "", "a"]
)
def test_no_name_of_a_file_raises(name: str) -> None:
    assert inspect(name)[0] is None
    assert split_translation(Path(name)) is None
