"""Changes laid over a scenario: what joins, what replaces, what is removed, and in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.authoring.load import examine, inspect, load
from game.authoring.patches import lay_patch
from game.authoring.reading.files import Folder, KeptFiles
from game.authoring.reading.nodes import Mapping, plain
from game.authoring.reading.yaml_reader import read
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario

VALID = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")
INNER: st.SearchStrategy[Any] = st.deferred(
    lambda: st.integers(0, 3) | st.lists(st.integers(0, 3), max_size=2) | TREES
)
TREES: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from("abcde"), INNER, max_size=4
)


def nodes(data: dict[str, Any]) -> Mapping:
    return read("a.yaml", json.dumps(data).encode()).root


def difference(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The changes that make one of the other."""
    changes: dict[str, Any] = {key: None for key in under if key not in over}
    for key, value in over.items():
        before = under.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            inner = difference(before, value)
            changes |= {key: inner} if inner else {}
        elif key not in under or before != value:
            changes[key] = value
    return changes


@given(TREES, TREES)
def test_the_difference_of_two_laid_over_the_one_gives_the_other(
    under: dict[str, Any], over: dict[str, Any]
) -> None:
    root, changes = nodes(under), difference(under, over)
    laid = lay_patch(root, nodes(changes))
    assert laid.findings == [] or {each.code for each in laid.findings} == {"patch-alike"}
    assert plain(root) == over
    assert laid.has_changes == (changes != {})


@given(TREES)
def test_a_scenario_laid_over_itself_is_the_same_in_the_same_order(data: dict[str, Any]) -> None:
    root = nodes(data)
    assert not lay_patch(root, nodes(data)).has_changes
    assert json.dumps(plain(root)) == json.dumps(data)


def fog(tmp_path: Path, variants: str, name: str = "fog.yaml", text: str = VALID) -> Path:
    path = tmp_path / name
    text = text.replace("points: trust + fleet", "points: trust")  # so that it can be removed
    path.write_text(f"{text}\nvariants:\n{variants}", encoding="utf-8")
    return path


def variant(path: Path, name: str = "short", language: str | None = None) -> Scenario:
    return load(Folder(path, name), language)


def problems(path: Path, name: str | None = "short") -> tuple[Problem, ...]:
    return examine(Folder(path, name)).problems


def test_keys_join_and_what_is_not_mentioned_stays(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {turns: 2, tracks: {fleet: {start: 4}}}\n")
    short, whole = variant(path), load(path)
    assert (short.turns, whole.turns) == (2, 4)
    assert (short.tracks["fleet"].start, short.tracks["fleet"].bounds) == (4, (0, 9))
    assert short.sides == whole.sides
    assert short.title == whole.title


def test_a_variant_is_named_after_its_scenario(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {turns: 2}\n  long: {turns: 9, title: A long fog}\n")
    assert [variant(path, name).id for name in ("short", "long")] == ["fog:short", "fog:long"]
    assert load(path).variants == {"short": "", "long": "A long fog"}


def test_a_key_can_be_a_path(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short:\n    tracks.fleet.start: 4\n    tracks: {trust.start: 60}\n")
    assert [track.start for track in variant(path).tracks.values()] == [60, 4]


def test_null_removes_and_so_does_nothing_at_all(tmp_path: Path) -> None:
    changes = "phases: {news: null}\n    stages.talks.phases: [moves]\n    actions.greet.effects:\n"
    assert "news" in load(path := fog(tmp_path, f"  short:\n    {changes}")).phases
    assert list(variant(path).phases) == ["moves"]
    assert variant(path).actions["greet"].effects == ()


def test_a_list_is_replaced_whole(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short:\n    sides.north.score: [{label: Ships, points: fleet}]\n")
    assert [line.label for line in variant(path).sides["north"].score] == ["Ships"]


def test_effects_join_where_they_are_keys_and_are_replaced_where_they_are_a_list(
    tmp_path: Path,
) -> None:
    joined = fog(tmp_path, "  short: {actions: {greet: {effects: {fleet: +1}}}}\n")
    [changes] = variant(joined).actions["greet"].effects
    assert len(changes.changes) == 2  # type: ignore[union-attr]
    text = VALID.replace("effects: {trust: +2}", "effects: [{trust: +2}]")
    listed = fog(tmp_path, "  short: {actions: {greet: {effects: {fleet: +1}}}}\n", "b.yaml", text)
    [changes] = variant(listed).actions["greet"].effects
    assert len(changes.changes) == 1  # type: ignore[union-attr]


def test_what_the_scenario_has_keeps_its_place_and_new_ids_come_last(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {tracks: {mist: {start: 1}, fleet: {start: 2}, ice: {}}}\n")
    assert list(variant(path).tracks) == ["trust", "mist", "fleet", "ice"]
    path = fog(tmp_path, "  short: {tracks: {mist: {}, fleet: null}}\n")
    assert list(variant(path).tracks) == ["trust", "mist"]


def test_a_new_id_stands_before_the_next_id_that_the_scenario_has(tmp_path: Path) -> None:
    path = fog(
        tmp_path,
        "  short: {stages: {dawn: {phases: [moves], next: [{when: turn > 1, to: talks}]},"
        " talks: {}}}\n",
    )
    assert list(variant(path).stages) == ["dawn", "talks"]


def test_a_new_outcome_with_a_condition_stands_before_the_last(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {outcomes: {half: {when: trust >= 50}}}\n")
    assert list(variant(path).outcomes) == ["calm", "half", "silence"]
    path = fog(tmp_path, "  short: {outcomes: {silence: null, noise: {name: Noise}}}\n")
    assert list(variant(path).outcomes) == ["calm", "noise"]


def test_one_value_is_replaced_by_keys_and_keys_by_one_value(tmp_path: Path) -> None:
    text = VALID.replace("outcomes:", "values: {calmer: trust, far: {is: fleet}}\noutcomes:")
    values = "{calmer: {is: trust + 1, text: the calm}, far: fleet + 1}"
    path = fog(tmp_path, f"  short: {{values: {values}}}\n", text=text)
    assert variant(path).values["calmer"].text == "the calm"
    assert variant(path).values["far"] != load(path).values["far"]


def test_a_problem_of_a_variant_leaves_the_scenario_and_the_others_playable(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {turns: 2}\n  bad: {turns: two}\n")
    assert variant(path).turns == 2
    assert load(path).turns == 4
    with pytest.raises(ScenarioError, match="expected a whole number"):
        variant(path, "bad")


def test_what_a_variant_brings_about_in_the_scenario_says_which_variant_it_is(
    tmp_path: Path,
) -> None:
    path = fog(tmp_path, "  short: {stages: {talks: {phases: [moves]}}}\n")
    [problem] = problems(path)
    assert problem.code == "unused-phase"
    assert problem.message.startswith('in the variant "short": ')
    assert problem.line == VALID.splitlines().index("  news:") + 1


def test_a_place_in_a_variant_is_given_as_its_file_has_it(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short:\n    actions.greet.effects: {trsut: +3}\n")
    [problem] = problems(path)
    assert problem.path == "variants.short.actions.greet.effects.trsut"
    assert "variant" not in problem.message
    assert problem.line == len(path.read_text(encoding="utf-8").splitlines())


def test_a_variant_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    path = fog(tmp_path, "  short: {turns: 2}\n")
    [problem] = problems(path, "shrt")
    assert (problem.code, problem.hint) == ("variant-missing", 'did you mean "short"?')


def test_an_allow_in_a_variant_silences_its_warnings_and_those_of_its_changes(
    tmp_path: Path,
) -> None:
    changes = "tracks: {fleets: {start: 1}}, allow: {patch-alike: two fleets are meant}"
    assert problems(fog(tmp_path, f"  short: {{{changes}}}\n")) == ()


def test_an_allow_of_the_scenario_may_have_nothing_left_to_silence(tmp_path: Path) -> None:
    text = VALID.replace("[moves, news]", "[moves]").replace(
        "    kind: injects", "    kind: injects\n    allow: {unused-phase: it comes later}"
    )
    text = text.replace("tracks:", "allow: {unused: a track to look at}\ntracks:", 1)
    path = fog(tmp_path, "  short: {stages: {talks: {phases: [moves, news]}}}\n", text=text)
    assert problems(path, None) == problems(path) == ()


# Files that extend others


def sea(tmp_path: Path, text: str, name: str = "sea.yaml") -> Path:
    (tmp_path / "fog.yaml").write_text(VALID, encoding="utf-8")
    path = tmp_path / name
    path.write_text(f"format: 1\nid: sea\nextends: {text}", encoding="utf-8")
    return path


def test_a_file_is_laid_over_what_it_extends(tmp_path: Path) -> None:
    scenario = load(sea(tmp_path, "fog.yaml\ntitle: Sea\ntracks.trust.start: 60\n"))
    assert (scenario.id, scenario.title, scenario.turns) == ("sea", "Sea", 4)
    assert scenario.tracks["trust"].start == 60
    assert list(scenario.outcomes) == ["calm", "silence"]


def test_what_is_extended_has_its_own_fragments_and_folder(tmp_path: Path) -> None:
    (tmp_path / "below" / "parts").mkdir(parents=True)
    (tmp_path / "below" / "fog.yaml").write_text(
        f"{VALID}\ninclude: parts/ice.yaml\n", encoding="utf-8"
    )
    (tmp_path / "below" / "parts" / "ice.yaml").write_text("tracks: {ice: {}}\n", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "mist.yaml").write_text(
        "tracks: {mist: {}, ice: {start: 3}}\n", encoding="utf-8"
    )
    scenario = load(sea(tmp_path, "below/fog.yaml\ninclude: more/mist.yaml\n"))
    assert list(scenario.tracks) == ["trust", "fleet", "mist", "ice"]
    assert scenario.tracks["ice"].start == 3


def test_a_variant_can_be_extended_and_the_variants_are_not_handed_down(tmp_path: Path) -> None:
    path = sea(tmp_path, "fog.yaml:short\nvariants: {long: {turns: 9}}\n")
    fog(tmp_path, "  short: {turns: 2, tracks.trust.start: 55}\n")
    assert (load(path).id, load(path).turns) == ("sea", 2)
    assert list(load(path).variants) == ["long"]
    assert (variant(path, "long").id, variant(path, "long").turns) == ("sea:long", 9)
    assert variant(path, "long").tracks["trust"].start == 55


def test_a_scenario_that_comes_with_the_game_is_extended_by_its_id(tmp_path: Path) -> None:
    scenario = load(sea(tmp_path, "kuala-lumpur\nsettings.bite.value: 5\n"))
    assert scenario.title == "Kuala Lumpur"
    assert scenario.settings["bite"].value == 5


def test_an_unfinished_scenario_can_be_extended(tmp_path: Path) -> None:
    path = sea(tmp_path, "half.yaml\nturns: 3\n")
    (tmp_path / "half.yaml").write_text(VALID.replace("turns: 4\n", ""), encoding="utf-8")
    assert inspect(tmp_path / "half.yaml")[0] is None
    assert load(path).turns == 3


def test_a_link_out_of_the_folder_is_not_extended(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    path = sea(tmp_path / "inner", "link.yaml\n")
    (tmp_path / "outside.yaml").write_text(VALID, encoding="utf-8")
    try:
        (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    except OSError:
        pytest.skip("no links here")
    [problem] = inspect(path)[1]
    assert problem.code == "extends-outside"


@pytest.mark.parametrize("depth", [4, 5])
def test_at_most_four_scenarios_lie_under_one(tmp_path: Path, depth: int) -> None:
    (tmp_path / "s0.yaml").write_text(VALID, encoding="utf-8")
    for i in range(depth):
        text = f"format: 1\nid: s{i + 1}\nextends: s{i}.yaml\nturns: {i + 5}\n"
        (tmp_path / f"s{i + 1}.yaml").write_text(text, encoding="utf-8")
    scenario, found = inspect(tmp_path / f"s{depth}.yaml")
    assert (scenario is None) == (depth > 4)
    assert [problem.code for problem in found] == ["extends-deep"] * (depth > 4)


def test_links_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    """The same file under two names is not known as one, but nothing goes on for ever."""
    path = sea(tmp_path, "other.yaml\n")
    try:
        (tmp_path / "other.yaml").symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    [problem] = inspect(path)[1]
    assert problem.code in ("extends-itself", "extends-circle", "extends-deep")


def test_kept_files_extend_each_other_like_those_in_a_folder(tmp_path: Path) -> None:
    path = sea(tmp_path, "fog.yaml\nturns: 3\n")
    folder = Folder(path)
    scenario = load(folder)
    kept = folder.keep()
    assert set(kept.texts) == {"sea.yaml", "fog.yaml"}
    assert load(kept) == scenario
    [problem] = inspect(KeptFiles("sea.yaml", FrozenMap({"sea.yaml": kept.texts["sea.yaml"]})))[1]
    assert problem.code == "extends-missing"


def test_the_texts_of_a_file_are_translated_beside_it_and_the_others_beside_theirs(
    tmp_path: Path,
) -> None:
    path = sea(tmp_path, "fog.yaml\ntitle: Sea\nvariants: {short: {turns: 2, title: Short sea}}\n")
    french = {
        "fog.fr.yaml": "sides: {north: {name: Nord}}\ntitle: Le brouillard\n",
        "sea.fr.yaml": "title: La mer\nvariants: {short: {title: La petite mer}}\n",
    }
    for name, text in french.items():
        (tmp_path / name).write_text(f"language: fr\n{text}", encoding="utf-8")
    assert load(path, "fr").title == "La mer"
    assert variant(path, "short", "fr").title == "La petite mer"
    assert load(path, "fr").sides["north"].name == "Nord"
    assert load(path, "fr").tracks["trust"].start == Number(50).value
