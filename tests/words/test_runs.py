"""Sentences about effects as runs: the text is the sentence, and no change of a track is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from strategies.scenarios import Drawn, as_it_is, scenarios

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.effects import (
    After,
    Begin,
    Chance,
    Change,
    Changes,
    Effects,
    Fire,
    OneOf,
    Stop,
    When,
)
from game.model.entries import may_see
from game.model.expressions import Number
from game.model.scenario import Scenario
from game.words import language as language_module
from game.words.language import ENGLISH, Language, language
from game.words.runs import EffectRun, Runs, plain_runs, text_of, tidy_runs
from game.words.sentences import MINUS
from game.words.wording import Wording

ROOT = Path(__file__).parents[2]
SHIPPED = [path for path in sorted((ROOT / "scenarios").glob("*.yaml")) if "." not in path.stem]
FRENCH = language("fr")


def readers(scenario: Scenario) -> tuple[str, ...]:
    return (*scenario.sides, PUBLIC, FACILITATOR)


def all_effects(scenario: Scenario) -> Iterator[Effects]:
    """The effects of a scenario that a player can read of."""
    for inject in scenario.injects.values():
        yield inject.effects
        yield from (answer.effects for answer in inject.answers.values())
    for table in scenario.tables.values():
        yield table.collapsed
        for issue in table.issues.values():
            yield from (option.effects for option in issue.options.values())


def sentences(words: Wording, reader: str) -> Iterator[tuple[Effects, Runs]]:
    """Every sentence about effects, with the effects it is about."""
    scenario = words.scenario
    for effects in all_effects(scenario):
        yield effects, words.effect_runs(effects, reader)
    for id, action in scenario.actions.items():
        of_tags = [step for tag in action.tags for step in scenario.tags[tag].effects]
        yield (*action.effects, *of_tags), words.action_runs(id, reader)


def changes_in(
    effects: Effects, scenario: Scenario, told: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """told: the votes and projects whose consequences are under way, which aren't told again."""

    def follow(what: str, *lists: Effects) -> Iterator[Change]:
        for each in lists if what not in told else ():
            yield from changes_in(each, scenario, told | {what})

    for step in effects:
        match step:
            case Changes(changes=changes):
                yield from changes
            case When(then=then, otherwise=otherwise) | Chance(then=then, otherwise=otherwise):
                yield from changes_in((*then, *otherwise), scenario, told)
            case OneOf(branches=branches):
                for branch in branches:
                    yield from changes_in(branch.then, scenario, told)
            case After(then=then):
                yield from changes_in(then, scenario, told)
            case Fire(inject=inject) if (vote := scenario.injects[inject].vote) is not None:
                yield from follow(f"carry {inject}", vote.carried)
                yield from follow(f"lose {inject}", vote.lost)
            case Begin(project=project):
                yield from follow(f"begin {project}", scenario.projects[project].done)
            case Stop(project=project):
                yield from follow(f"stop {project}", scenario.projects[project].stopped)


def directions(changes: list[Change]) -> set[tuple[str, int]]:
    """The tracks that change by a written number, and which way."""
    return {
        (change.track, (change.amount.value > 0) * (1 if change.operator == "+" else -1))
        for change in changes
        if change.operator in "+-" and isinstance(change.amount, Number)
    }


def check(scenario: Scenario, spoken: Language) -> None:
    words = Wording(scenario, spoken)
    for reader in readers(scenario):
        for effects, runs in sentences(words, reader):
            visible = [
                change
                for change in changes_in(effects, scenario)
                if may_see(reader, scenario.tracks[change.track].seen_by)
            ]
            marked = {(run.track, run.direction) for run in runs if run.track}
            assert {track for track, _ in marked} == {change.track for change in visible}
            assert directions(visible) <= marked
            check_signs(words, runs)


def check_signs(words: Wording, runs: Runs) -> None:
    """A run that goes one way shows its sign, and no run begins with a comma."""
    for run in runs:
        assert run.text
        assert run.direction == 0 or run.track
        if run.direction > 0:
            assert "+" in run.text
            assert MINUS not in run.text.replace(words.naming.track(run.track), "")
        if run.direction < 0:
            assert MINUS in run.text
    for before, after in pairwise(runs):
        assert before.track or after.track, "plain neighbours are one run"
        if before.track:
            assert after.text.lstrip("\u00a0\u202f")[0] not in ",.;:)", (before, after)
        if after.track:
            assert not before.text.endswith("("), (before, after)


@pytest.mark.parametrize("spoken", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_change_of_a_shipped_scenario_is_marked(path: Path, spoken: Language) -> None:
    check(as_it_is(path).rules.scenario, spoken)


@settings(max_examples=25, deadline=None)
@given(scenarios())
def test_every_change_of_a_drawn_scenario_is_marked(drawn: Drawn) -> None:
    for spoken in (ENGLISH, FRENCH):
        check(drawn.rules.scenario, spoken)


def as_plain_text(template: str, values: Mapping[str, object]) -> Runs:
    """A template filled as text, without any runs."""
    texts = {
        name: text_of(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    return plain_runs(template.format(**texts))


def check_text(scenario: Scenario, spoken: Language) -> None:
    """Runs say what templates filled as text would have said."""
    runs = Wording(scenario, spoken)
    said = {
        reader: [text_of(each) for _, each in sentences(runs, reader)]
        for reader in readers(scenario)
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language_module, "fill_template", as_plain_text)
        for reader, texts in said.items():
            plain = [text_of(each) for _, each in sentences(Wording(scenario, spoken), reader)]
            assert plain == texts


@pytest.mark.parametrize("spoken", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_runs_joined_are_the_sentence_of_a_shipped_scenario(path: Path, spoken: Language) -> None:
    check_text(as_it_is(path).rules.scenario, spoken)


@settings(max_examples=25, deadline=None)
@given(scenarios())
def test_runs_joined_are_the_sentence_of_a_drawn_scenario(drawn: Drawn) -> None:
    for spoken in (ENGLISH, FRENCH):
        check_text(drawn.rules.scenario, spoken)


TEXT = """
tracks:
  trust: {name: Trust, start: 50, range: [0, 100]}
  heat: {name: Heat, start: 0, range: [0, 10]}
  secret: {start: 7, range: [0, 100], seen_by: []}
  purse: {name: Purse, start: 5, range: [0, 9], seen_by: [north]}
  mood: {name: Mood, levels: {calm: Calm, loud: Loud, wild: Wild}}
"""


def runs_of(effects: str, reader: str = "north", spoken: Language = ENGLISH) -> list[EffectRun]:
    action = (
        f"actions: {{warm: {{side: [north, south], menu: deeds, name: Warm, effects: {effects}}}}}"
    )
    words = Wording(tiny.scenario(f"{TEXT}\n{action}"), spoken)
    return list(words.action_runs("warm", reader))


def test_changes_joined_by_commas_keep_their_signs_behind_them() -> None:
    assert runs_of("{trust: +3, heat: -2}") == [
        EffectRun("Trust +3,", "trust", 1),
        EffectRun(" "),
        EffectRun("heat −2.", "heat", -1),
    ]


def test_a_french_semicolon_stays_with_the_number_before_it() -> None:
    runs = runs_of("{when: heat > 3, then: {trust: +1}, else: {trust: -1}}", spoken=FRENCH)
    assert [run for run in runs if run.track] == [
        EffectRun("trust\u00a0+1\u00a0;", "trust", 1),
        EffectRun("trust\u00a0−1.", "trust", -1),
    ]


def test_an_opening_bracket_stays_with_the_change_after_it() -> None:
    inner = "[{trust: +1}, {when: heat > 2, then: {heat: -1}}]"
    runs = runs_of(f"{{when: heat > 3, then: {inner}}}")
    assert EffectRun("(trust +1;", "trust", 1) in runs
    assert runs[0] == EffectRun("With heat above 3: ")


def test_both_amounts_of_a_change_by_case_are_marked() -> None:
    assert runs_of("{trust: '+ (3 if heat > 2 else -1)'}") == [
        EffectRun("Trust +3", "trust", 1),
        EffectRun(" with heat above 2, otherwise "),
        EffectRun("−1.", "trust", -1),
    ]


def test_steps_of_levels_and_values_that_are_set_are_marked() -> None:
    assert runs_of("{mood: +2, trust: = 7}") == [
        EffectRun("Mood +2", "mood", 1),
        EffectRun(" steps, "),
        EffectRun("trust becomes 7.", "trust", 0),
    ]


@pytest.mark.parametrize(
    ("amount", "text", "direction"),
    [
        ("- (3 if purse <= 2 else 1)", "Trust −3 to −1.", -1),
        ("+ (3 if purse <= 2 else 1)", "Trust +1 to +3.", 1),
        ("+ (3 if purse <= 2 else -1)", "Trust −1 to +3.", 0),
        ("+ secret", "Trust may change.", 0),
    ],
)
def test_7_2_what_a_reader_cannot_know_has_the_direction_that_its_bounds_leave(
    amount: str, text: str, direction: int
) -> None:
    assert runs_of(f"{{trust: '{amount}'}}", "south") == [EffectRun(text, "trust", direction)]


def test_two_tracks_of_one_name_are_told_apart() -> None:
    tracks = "  cold: {name: Heat, start: 0, range: [0, 10]}\n"
    text = f"{TEXT}{tracks}\n" + (
        "actions: {warm: {side: north, menu: deeds, name: Warm, effects: {cold: +1, heat: +1}}}"
    )
    runs = Wording(tiny.scenario(text)).action_runs("warm", "north")
    assert [run.track for run in runs if run.track] == ["cold", "heat"]


def test_tidy_runs_keep_the_text_and_join_what_tells_nothing() -> None:
    runs = (
        *plain_runs("a"),
        *plain_runs("b"),
        EffectRun("x +1", "x", 1),
        *plain_runs(")."),
        EffectRun("y −1", "y", -1),
    )
    assert tidy_runs(runs) == (
        EffectRun("ab"),
        EffectRun("x +1).", "x", 1),
        EffectRun("y −1", "y", -1),
    )
