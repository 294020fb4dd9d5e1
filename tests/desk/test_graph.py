"""The picture of a scenario shows what is played, all of it, and every text has room."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
import tiny
from hypothesis import given, settings
from strategies.play import Player, Temper, played
from strategies.scenarios import REAL, Drawn, as_it_is, scenarios

from game.authoring.load import load
from game.desk.graph.model import ScenarioGraph, graph_of
from game.desk.graph.picture import draw_graph, picture_of
from game.desk.graph.timeline import TimelineRow
from game.document.fonts import font_rules
from game.document.text_blocks import TextBlock, TextStyle, estimated_width, wrap_text
from game.engine.flow import flow_of
from game.model.entries import Entry
from game.model.log_events import InjectFired, PhaseBegan, StageBegan, TurnBegan
from game.model.play import Accepted
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.words.language import language
from game.words.wording import Wording

HOSTILE = """<script>alert(1)</script> & "]]> '</text> --> {n} %s"""
each = pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)


@cache
def graph(rules: Rules) -> ScenarioGraph:
    return graph_of(rules, Wording(rules.scenario, language(rules.scenario.language)))


def tiny_graph(text: str = "") -> ScenarioGraph:
    return graph(tiny.rules(text))


def rows(shown: ScenarioGraph) -> dict[str, TimelineRow]:
    """The row of every inject."""
    return {row.id: row for group in shown.groups for row in group.rows if row.kind != "stage"}


def texts(picture: str) -> str:
    """Everything that can be read in a picture, in one line without the ends of its lines."""
    root = ElementTree.fromstring(picture)
    lines = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}tspan")]
    return " ".join(lines)


def check_places(shown: ScenarioGraph) -> None:
    """No text of a picture overlaps another or leaves the picture."""
    canvas, (width, height) = draw_graph(shown)
    for block in canvas.texts:
        assert block.left >= 0, block
        assert block.left + block.width <= width, block
        assert block.top >= 0, block
        assert block.top + block.height <= height, block
    below = sorted(canvas.texts, key=lambda block: block.top)
    for i, first in enumerate(below):
        for second in below[i + 1 :]:
            if second.top >= first.top + first.height - 0.01:
                break
            assert not beside(first, second), (first, second)


def beside(first: TextBlock, second: TextBlock) -> bool:
    """Whether two texts, which share a height, share a place across too."""
    apart = 0.01
    return (
        first.left < second.left + second.width - apart
        and second.left < first.left + first.width - apart
    )


# What is shown is what is played


def check_arrows(rules: Rules) -> None:
    """The phases and the ways of the picture are the states and transitions of the engine."""
    machine = flow_of(rules)._machine
    shown = graph(rules)
    arrows = []
    for stage in shown.stages:
        line = ["open", *(phase.id for phase in stage.phases), "close"]
        names = [f"{stage.id}.{name}" for name in line]
        names = [
            f"{name}'" if i not in (0, len(line) - 1) and name in (names[0], names[-1]) else name
            for i, name in enumerate(names)
        ]
        arrows += list(pairwise(names))
        arrows += [
            (names[-1], "over" if way.target is None else f"{way.target}.open")
            for way in stage.ways
        ]
    assert arrows == [
        (transition.source, transition.dest) for transition in machine.get_transitions("go")
    ]
    for stage in shown.stages:
        conditional = [bool(way.condition) for way in stage.ways]
        assert conditional == [True] * (len(conditional) - 1) + [False]


@each
def test_the_arrows_are_the_transitions_of_the_engines_machine(path: Path) -> None:
    check_arrows(as_it_is(path).rules)


@settings(max_examples=10, deadline=None)
@given(scenarios())
def test_so_they_are_in_drawn_scenarios_whose_texts_have_room_too(drawn: Drawn) -> None:
    check_arrows(drawn.rules)
    check_places(graph(drawn.rules))


def check_played(rules: Rules, entries: list[Entry]) -> None:
    """Whatever happened in a game, the picture marks as possible on its turn."""
    shown = graph(rules)
    injects, stage, turn = rows(shown), rules.stages[0].id, 1
    stages = {row.id: row.turns for group in shown.groups for row in group.rows
              if row.kind == "stage"}  # fmt: skip
    for entry in entries:
        match entry.event:
            case TurnBegan():
                turn = entry.event.turn
            case StageBegan():
                stage = entry.event.stage
            case PhaseBegan() if stages:
                assert turn in stages[stage], entry
            case InjectFired():
                row = injects[entry.event.inject]
                assert turn in row.turns | row.following, entry


def entries_of(drawn: Drawn, seed: int) -> list[Entry]:
    game = played(drawn, seed, Player(Random(seed), Temper()))
    answers = [one.answer for one in game.tried if isinstance(one.answer, Accepted)]
    return [entry for answer in (game.begun, *answers) for entry in answer.entries]


@each
def test_what_happens_in_a_game_was_marked_as_possible(path: Path) -> None:
    drawn = as_it_is(path)
    entries = [entry for seed in (1, 2) for entry in entries_of(drawn, seed)]
    assert any(isinstance(entry.event, InjectFired) for entry in entries)
    check_played(drawn.rules, entries)


@settings(max_examples=15, deadline=None)
@given(scenarios())
def test_what_happens_in_a_drawn_game_was_marked_as_possible(drawn: Drawn) -> None:
    check_played(drawn.rules, entries_of(drawn, 1))


# Nothing is missing, cut or covered


@each
def test_every_stage_phase_ending_and_inject_is_in_the_picture(path: Path) -> None:
    rules = as_it_is(path).rules
    shown = graph(rules)
    words, scenario = shown.words, rules.scenario
    written = texts(picture_of(shown))
    for stage in shown.stages:
        assert " ".join(stage.name.split()) in written
        phases = scenario.stages[stage.id].phases
        assert [phase.id for phase in stage.phases] == list(phases)
        for phase in stage.phases:
            for text in (phase.name, *phase.sentences):
                assert " ".join(text.split(" ")) in written
    for ending in shown.endings:
        for text in (ending.name, *ending.sentences):
            assert text in written
    assert set(rows(shown)) == set(scenario.injects)
    for id, row in rows(shown).items():
        assert words.naming.inject(id) in written
        assert row.trigger in written
    historical = sum(inject.historical for inject in scenario.injects.values())
    assert written.count(words.say("graph.historical")) == historical
    assert all(date in written for date in scenario.calendar)


@each
def test_no_text_overlaps_another_or_leaves_the_picture(path: Path) -> None:
    check_places(graph(as_it_is(path).rules))


LONG = "Bundesverfassungsgerichtsentscheidungsverkündungstermin " * 3
STAGES = "".join(
    f"  s{i}: {{name: Stage {i} {LONG}, phases: deeds, next: "
    f"[{{when: heat >= {i}, to: s{(i + 2) % 5}}}, {{when: trust < 9, to: s{(i + 1) % 5}}}]}}\n"
    for i in range(5)
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"title: {LONG}\ncalendar: [{LONG}, B, C]\n",
        f"stages:\n{STAGES}",
        "turns: 40\ncalendar: [" + ", ".join(f"Monday {i}" for i in range(40)) + "]\n",
        "turns: 9999\n",
        "phases: {deeds: {kind: actions, menus: [deeds]}, news: {kind: injects}}\n"
        "stages: {main: {phases: [deeds, news]}}\ninjects:\n"
        + "".join(
            f"  i{i}: {{name: Inject {i} {LONG * (i % 3)}, class: {LONG if i % 2 else 'law'}, "
            f"at: {i % 3 + 1}, historical: {'true' if i % 4 else 'false'}}}\n"
            for i in range(30)
        ),
    ],
    ids=["one stage", "long names", "five stages", "forty turns", "many turns", "thirty injects"],
)
def test_an_extreme_scenario_has_room_for_its_texts_as_well(text: str) -> None:
    check_places(tiny_graph(text))


def test_hostile_texts_make_a_well_formed_picture_that_shows_them() -> None:
    quoted = HOSTILE.replace("'", "''")
    text = f"""
title: '{quoted}'
calendar: ['{quoted}', '\u2067b\u2069', c]
phases: {{deeds: {{kind: actions, menus: [deeds]}}, news: {{kind: injects, name: '{quoted}'}}}}
stages: {{main: {{name: '{quoted}', phases: [deeds, news]}}}}
injects: {{flash: {{name: '{quoted}', class: '{quoted}', at: 1}}}}
outcomes: {{calm: {{name: '{quoted}'}}}}
"""
    picture = picture_of(tiny_graph(text))
    root = ElementTree.fromstring(picture)
    kinds = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert kinds <= {
        *("svg", "title", "desc", "style", "rect", "path", "polygon", "circle", "text", "tspan"),
    }
    assert root.findtext("{http://www.w3.org/2000/svg}title") == HOSTILE
    assert "alert(1)" in texts(picture)


def test_the_picture_tells_its_content_in_words_and_needs_nothing_else() -> None:
    picture = picture_of(graph(compile_rules(load(REAL[0]))))
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    labels = [each.get("id") for each in root.iter() if each.get("id")]
    assert root.get("aria-labelledby") == " ".join(map(str, labels)) == "title desc"
    assert "Stage " in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")
    outside = re.sub(r'xmlns="[^"]*"', "", picture).replace(font_rules(), "")
    assert not re.search(r"https?:|@import|@font-face|url\(|<script|href", outside)


# The turns

NEWS = """
turns: 6
stages: {main: {phases: [deeds, hall, news], next: {when: turn >= 3, to: late}},
  late: {phases: [deeds, papers, news]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall: {kind: table, table: pact, when: turn >= 2}
  news: {kind: injects}
  papers: {kind: injects, decks: [papers], draw: 1, when: turn % 2 == 0}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      scope:
        weight: {north: 1, south: 1}
        options: {some: {value: {north: 1, south: 1}}, none: {value: {north: 0, south: 0}}}
actions:
  warm:
    side: [north, south]
    menu: deeds
    name: Warm
    when: turn >= 4
    effects: [{trust: +3}, {after: 1, then: {fire: flash}}]
injects:
  paper: {deck: papers, weight: 1}
"""


@pytest.mark.parametrize(
    ("inject", "kind", "turns", "following", "later"),
    [
        ("at: 2", "turn", {2}, set(), set()),
        ("at: 2, when: turn == 3", "turn", set(), set(), set()),
        ("when: 3 <= turn < 6", "condition", {3, 4, 5}, set(), set()),
        ("when: agreed(pact)", "condition", {2, 3, 4, 5, 6}, set(), set()),
        ("when: stage(late)", "condition", {4, 5, 6}, set(), set()),
        ("chance: 10 if turn == 5 else 0", "chance", {5}, set(), set()),
        ("deck: papers, weight: 1", "draw", {4, 6}, set(), set()),
        ("name: Flash", "follow", set(), {5, 6}, set()),
        ("at: 3, effects: {after: 2, then: {trust: +1}}", "turn", {3}, set(), {5}),
    ],
)
def test_the_turns_of_an_inject_follow_from_its_stage_phase_and_condition(
    inject: str, kind: str, turns: set[int], following: set[int], later: set[int]
) -> None:
    id = "flash" if kind == "follow" else "other"
    other = "" if kind == "follow" else "  flash: {name: Flash}\n"
    row = rows(tiny_graph(f"{NEWS}  {id}: {{{inject}}}\n{other}"))[id]
    assert row.kind == kind
    assert [row.turns, row.following, row.later] == [turns, following, later]


def test_an_inject_that_no_phase_brings_is_left_to_the_facilitator() -> None:
    row = rows(tiny_graph("injects: {lost: {deck: nowhere, at: 1}}"))["lost"]
    assert (row.kind, len(row.turns), row.trigger) == ("hand", 0, "No phase brings it.")


# Lines


def test_a_line_is_as_long_as_fits_and_a_long_word_is_broken_without_loss() -> None:
    style = TextStyle(12, "plain")
    text = "A dam. " + "Donaudampfschifffahrtsgesellschaft " * 2 + "水水水水水水水水水水"
    for width in (20, 60, 100, 300):
        lines = wrap_text(text, width, style)
        assert all(estimated_width(line, style) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for first, second in pairwise(lines):
            word = second.split(" ")[0]
            assert estimated_width(f"{first} {word}", style) > width


def test_blanks_that_forbid_a_new_line_stay_within_a_line() -> None:
    style = TextStyle(12, "plain")
    room = estimated_width("chance 20", style)
    assert wrap_text("chance 20\u00a0% more", room, style) == ("chance", "20\u00a0%", "more")


def test_an_inject_that_the_rules_never_allow_is_said_to_be_impossible() -> None:
    row = rows(tiny_graph(f"{NEWS}  flash: {{name: Flash}}\n  other: {{at: 2, when: turn == 3}}\n"))
    assert row["other"].trigger == "Turn 2; needs turn 3. The rules never allow it."


def test_what_the_end_of_an_agreement_fires_can_come_on_any_later_turn() -> None:
    text = NEWS.replace("    rounds: 4\n", "    rounds: 4\n    lapsed: {fire: flash}\n")
    text = text.replace(", {after: 1, then: {fire: flash}}", "")
    row = rows(tiny_graph(f"{text}  flash: {{name: Flash}}\n"))["flash"]
    assert row.following == {2, 3, 4, 5, 6}


def test_an_inject_that_asks_is_marked_and_says_whom_it_asks_and_how() -> None:
    answers = "answers: {well: {}}"
    shown = tiny_graph(f"""
injects:
  one: {{ask: south, {answers}}}
  turns: {{ask: [south, north], {answers}}}
  both: {{ask: [south, north], reveal: together, {answers}}}
  none_: {{}}
""")
    triggers = {id: row.trigger for id, row in rows(shown).items()}
    assert triggers["one"] == "Asks South."
    assert triggers["turns"] == "Asks South and North, one after the other."
    together = "Asks South and North at the same time; all answers take effect together."
    assert triggers["both"] == together
    assert triggers["none_"] == ""
    written = texts(picture_of(shown))
    assert written.count("question") == 3
    assert together in written
    check_places(shown)


EACH_TURN = """
turns: 5
each_turn:
  - {fire: usual}
  - {from: 1, effects: {fire: first}}
  - {from: 4, effects: [{after: 1, then: {fire: late}}]}
stages:
  main: {name: Main, phases: [deeds], next: {when: turn == 3, to: last},
         each_turn: [{fire: stage_usual}, {from: 1, effects: {fire: stage_first}}]}
  last: {name: Last, phases: [deeds], each_turn: {from: 5, effects: {fire: stage_late}}}
injects:
  usual: {once: false}
  first: {once: false}
  late: {once: false}
  stage_usual: {once: false}
  stage_first: {once: false}
  stage_late: {once: false}
"""


@pytest.mark.parametrize(
    ("inject", "turns"),
    [
        ("usual", {2, 3, 4, 5}),
        ("first", {1, 2, 3, 4, 5}),
        ("late", {5}),
        ("stage_usual", {2, 3}),
        ("stage_first", {1, 2, 3}),
        ("stage_late", {5}),
    ],
)
def test_what_each_turn_fires_can_come_from_its_first_turn_on(inject: str, turns: set[int]) -> None:
    assert rows(tiny_graph(EACH_TURN))[inject].following == turns


def test_the_upkeep_of_a_stage_says_when_its_parts_begin() -> None:
    upkeep = "each_turn: [{from: 3, effects: {heat: +1}}]"
    text = f"stages: {{main: {{name: Main, phases: [deeds], {upkeep}}}}}"
    assert "Each turn: From turn 3 on: heat +1." in texts(picture_of(tiny_graph(text)))
