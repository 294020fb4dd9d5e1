"""The course of talks: what was conceded and answered is counted, the reserves are drawn."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TypeVar

import pytest
import tiny
from attrs import evolve

from game.document.mark_places import Box
from game.document.scene import Scene, SceneLine, SceneNumber, SceneSign, SceneText, Shape
from game.document.scene_svg import SvgPen
from game.model.decisions import Accept, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.presenter.charts.talks_layout import talks_scene
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.talks_course import TalksCourse, asked_sentence, course_sentences
from game.presenter.report.report import report
from game.session.game import Game
from game.words.language import language
from game.words.wording import Wording

HALL = """
turns: 3
stages: {main: {phases: [hall, weather]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  weather: {kind: injects, decks: [sky]}
injects:
  storm: {name: The storm, text: Roofs fly., deck: sky, at: 1, effects: {trust: -40}}
  spring: {name: Spring, text: The ice breaks., deck: sky, at: 2, effects: {trust: +30}}
tracks: {trust: {start: 50, range: [0, 100]}}
sides:
  north: {name: The North, brief: B, par: 30, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, par: 90, score: [{label: Trust, points: trust}]}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 12
    open: true
    issues:
      wood:
        name: Wood
        options:
          none: {worth: {north: 40, south: 0}}
          some: {worth: {north: 25, south: 20}}
          all: {worth: {north: 0, south: 30}}
      water:
        name: Water
        options:
          ours: {worth: {north: 20, south: 5}}
          theirs: {worth: {north: 10, south: 25}}
    reserve: {north: trust // 2, south: 30}
"""
"""The reserve of the North falls from 25 to 5 at the end of turn 1, and is 20 after turn 2."""
Kind = TypeVar("Kind", bound=Shape)


def offer(wood: str, water: str) -> Offer:
    return Offer(FrozenMap({"wood": wood, "water": water}))


TALKS = (
    *(offer("none", "ours"), offer("all", "theirs")),  # 60 / 5 and 10 / 55
    *(offer("some", "ours"), offer("some", "theirs")),  # 45 / 25 and 35 / 45
    *(offer("all", "ours"), offer("all", "theirs")),  # 20 / 35 and 10 / 55
    offer("all", "ours"),
)
"""What both offer in turn; the North begins."""


def played(*last: Accept | Walk) -> Debrief:
    """The game after these talks, to its end."""
    return ended(*TALKS, *last)


def ended(*moves: Accept | Offer | Walk) -> Debrief:
    game = Game(tiny.rules(HALL), 1)
    for move in moves:
        game.decide(game.state.to_move[0], move)
    while game.state.to_move:
        game.decide(game.state.to_move[0], Pass())
    return Debrief(game, Wording(game.rules.scenario, language("en")), {})


def course_of(debrief: Debrief) -> TalksCourse:
    course = debrief.course
    assert course is not None
    return course


def test_concessions_and_their_answers_are_counted() -> None:
    north, south = course_of(played(Accept())).conceded
    assert (north.gain, north.cost, north.back) == (30, 40, 0)
    assert north.issues == (("wood",), ("wood",))
    assert north.replies == ("concession", "other"), "the same package again is no concession"
    assert (south.gain, south.cost, south.back) == (25, 10, 1)
    assert south.replies == ("concession",)


def test_each_moment_has_the_reserve_of_its_time() -> None:
    course = course_of(played(Accept()))
    moments = [(each.turn, each.reserves) for each in course.moments]
    assert moments == [(1, (25, 30))] * 4 + [(2, (5, 30))] * 4
    assert course.moments[-1].offer is None, "the end"
    (late,) = course.crossings
    assert (late.side, late.offer.turn, late.then, late.end) == ("north", 1, (10, 25), (10, 5))


def test_the_course_is_told_in_words() -> None:
    debrief = played(Accept())
    course = course_of(debrief)
    assert asked_sentence(debrief.words, course) == (
        "The North asked for 60 in its first offer and signed at 20; South asked for 55 in its "
        "first offer and signed at 35."
    )
    told = course_sentences(debrief.words, course)
    assert told == (
        "The North made 2 concessions to South: +30 for South, −40 for itself. They were on "
        "“Wood”. South answered once with a concession of its own and once without conceding "
        "anything.",
        "South made 1 concession to the North: +25 for the North, −10 for itself. It was on "
        "“Wood”. Once its offer was worse for the North than the one before. The North answered "
        "once with a concession of its own.",
        "No agreement was worth 25 to the North at the first offer, on turn 1, and 5 at the last, "
        "on turn 2.",
        "No agreement was worth 30 to South from the first offer to the end.",
        "What South offered on turn 1 was worth 10 to the North, less than its reserve of 25 then; "
        "in the end it would have been worth 10, more than its reserve of 5.",
    )
    brief = course_sentences(debrief.words, course, brief=True)
    assert brief == (*told[:2], told[-1])
    written = report(debrief)
    assert all(sentence in written for sentence in told)


def test_without_an_agreement_the_reserves_go_on_to_the_end_of_the_game() -> None:
    debrief = played(Walk())
    course = course_of(debrief)
    assert [each.turn for each in course.moments] == [1, 1, 1, 1, 2, 2, 2, 3]
    assert [each.reserves[0] for each in course.moments] == [25] * 4 + [5] * 3 + [20]
    assert asked_sentence(debrief.words, course) == (
        "The North asked for 60 in its first offer and for 20 in its last; South asked for 55 in "
        "its first offer and for 55 in its last."
    )
    assert course.conceded[0].replies == ("concession", "other")


def test_where_nothing_is_offered_there_is_nothing_to_show() -> None:
    debrief = ended()
    assert debrief.course is None
    assert "Who gave and who got" not in report(debrief)


# The picture

SIZES = {
    "report": (860, 270, 12),
    "telephone": (360, 460, 12),
    "window of 1024 × 640": (600, 440, 13),
    "wall": (1056, 752, 28),
    "wall with two tables": (844, 590, 28),
    "wall with three tables": (530, 560, 28),
}
"""By place the width and the height of the picture, and the size of its letters."""
WINDOW = SIZES["window of 1024 × 640"]
each_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


def pen(letters: float) -> SvgPen:
    return SvgPen({"name": ("strong", letters), "tick": ("sans", letters)})


def drawn(debrief: Debrief, size: tuple[float, float, float]) -> Scene:
    width, height, letters = size
    return talks_scene(debrief.words, course_of(debrief), pen(letters), width, height)


def all_of(scene: Scene, kind: type[Kind]) -> list[Kind]:
    return [shape for shape in scene.shapes if isinstance(shape, kind)]


def boxes(scene: Scene, letters: float) -> list[tuple[str, Box]]:
    """The room of each text and each mark, by what it says."""
    found = []
    for text in all_of(scene, SceneText):
        width = pen(letters).width(text.text, text.letters)
        high = pen(letters).height(text.letters)
        left = text.x - width * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
        found.append((text.text, Box(left, text.y, left + width, text.y + high)))
    marks: list[SceneNumber | SceneSign] = [*all_of(scene, SceneNumber)]
    for mark in [*marks, *all_of(scene, SceneSign)]:
        half = mark.size / 2
        box = Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)
        found.append((mark.title or "agreed", box))
    return found


@each_size
@pytest.mark.parametrize("last", [Accept(), Walk()], ids=["signed", "not signed"])
def test_nothing_on_the_picture_overlaps_or_leaves_it(
    size: tuple[float, float, float], last: Accept | Walk
) -> None:
    width, height, letters = size
    placed = boxes(drawn(played(last), size), letters)
    for name, box in placed:
        assert -0.5 <= box.left <= box.right <= width + 0.5, name
        assert -0.5 <= box.top <= box.foot <= height + 0.5, name
    for (one, box), (other, taken) in combinations(placed, 2):
        assert not box.overlaps(taken), (one, other)


@each_size
def test_panels_lie_beside_each_other_where_there_is_the_room(
    size: tuple[float, float, float],
) -> None:
    texts = all_of(drawn(played(Accept()), size), SceneText)
    north, south = [text for text in texts if text.text.startswith("↑")]
    is_wide = size[0] >= 1.7 * size[1]
    assert (north.y == south.y, north.x == south.x) == (is_wide, not is_wide)


def test_an_offer_above_the_line_was_better_than_no_agreement() -> None:
    debrief = played(Accept())
    scene = drawn(debrief, WINDOW)
    marks = all_of(scene, SceneNumber)
    reserves = [line for line in all_of(scene, SceneLine) if line.role == "curve"]
    moments = [moment for moment in course_of(debrief).moments if moment.offer is not None]
    assert len(marks) == 2 * len(moments)
    for party, line in enumerate(reserves):
        for mark, moment in zip(marks[party * len(moments) :], moments, strict=False):
            assert moment.offer is not None
            level = [y for x, y in line.points if x <= mark.x][-1]
            is_better = moment.offer.then[party] > moment.reserves[party]
            assert (mark.y < level) == is_better, mark.title


def test_marks_that_are_too_small_for_a_number_have_none_and_still_do_not_overlap() -> None:
    debrief = played(Accept())
    course = course_of(debrief)
    many = evolve(course, moments=course.moments[:-1] * 8 + course.moments[-1:])
    marks = all_of(talks_scene(debrief.words, many, pen(12), 360, 460), SceneNumber)
    assert {each.text for each in marks} == {""}
    xs = [each.x for each in marks[: len(marks) // 2]]
    assert all(after - before > marks[0].size for before, after in pairwise(sorted(xs)))
