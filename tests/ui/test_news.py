"""The news: a story is read, and what it changed; a question is answered."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts, unreadable

from game.model.decisions import PUBLIC, Answer, FireInject
from game.model.entries import Cause, Entry
from game.model.log_events import TrackChanged
from game.presenter.steps import Step
from game.presenter.stories.stories import TrackChange, story_of, sum_changes
from game.ui.page.commands import OpenRecord, ReadOn
from game.ui.page.focus import turn_page
from game.ui.page.page import Looking, Page
from game.ui.page.screen import GoOn, Push, Screen, Submit
from game.ui.program.program import Program
from game.ui.screens.news.answers import GiveAnswer
from game.ui.screens.news.news import News, QuestionScreen

STORIES = """
calendar: [Monday, Tuesday, Wednesday]
sources: {ICE: {title: The ice gazette}}
tracks:
  trust: {name: Trust, start: 50, range: [0, 100], better: high}
  heat: {name: Heat, start: 0, range: [0, 10], better: {north: low, south: high}}
  mood: {name: Mood, levels: {calm: Calm, loud: Loud}}
  north_purse: {name: Purse, start: 1, range: [0, 9], seen_by: [north]}
  secret: {name: Buried, start: 7, range: [0, 100], seen_by: []}
injects:
  storm:
    name: The storm
    class: weather
    at: 1
    source: ICE
    text: |
      Roofs fly.
      Bells ring.
    effects:
      - {trust: -3, heat: +2, mood: +1, secret: +4, north_purse: +1}
      - {trust: -1}
      - say: The mill stops.
  flood: {name: The flood, text: The river comes.}
  letter:
    name: A letter
    at: 2
    text: Somebody asks.
    ask: north
    answers:
      agree: {name: Agree to it, text: It costs little., effects: {trust: +3}}
      buy: {name: Buy it, cost: {north_purse: 9}}
      refuse: {name: Refuse, when: trust >= 90}
      again: {name: Again ask}
      recall: {name: recall them}
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  break_dam: {side: south, menu: deeds, name: Break the dam, effects: {fire: flood}}
  loosen: {side: south, menu: deeds, name: Loosen a stone, secret: true, effects: {fire: flood}}
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = tiny_program.playing(tmp_path, text=STORIES)
    tiny_program.hot_seat(program).seat("north")
    return program


def asked(program: Program) -> QuestionScreen:
    """The question of the second turn."""
    tiny_program.act(tiny_program.hot_seat(program).game, "north pass", "south pass")
    assert tiny_program.hot_seat(program).state.questions
    return QuestionScreen(program, "north", "letter")


def test_reading_on_marks_a_story_as_read(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    for side in hot_seat.people:
        hot_seat.mark_papers_read(side)
    assert hot_seat.next_step().inject == "storm"
    assert News(program, Step("news", "north", "storm")).handle(ReadOn()) == GoOn()
    assert hot_seat.next_step().kind == "actions"
    assert hot_seat.next_story("south") == Step("news", "south", "storm")


def test_a_story_tells_what_changed_as_far_as_its_reader_sees(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    seen = {each.track: each for each in story_of(hot_seat, "south", "storm").changes}
    assert seen == {
        "trust": TrackChange("trust", 50, 46),
        "heat": TrackChange("heat", 0, 2),
        "mood": TrackChange("mood", 0, 1),
    }
    assert "Purse" not in texts(drawn(News(program, Step("news", "south", "storm"))))
    assert "Purse" in texts(drawn(News(program, Step("news", "north", "storm"))))


def test_a_story_stands_on_the_page(program: Program) -> None:
    told = texts(drawn(News(program, Step("news", "north", "storm"))))
    for part in (
        "The storm", "weather", "Monday, turn 1 of 3", "Roofs fly.", "Bells ring.",
        "The mill stops.", "down by 4, worse", "50", "46", "up by 2, worse",
        "is now “Loud”", "Source: The ice gazette.",
    ):  # fmt: skip
        assert part in told
    assert "Buried" not in told


def test_what_is_better_depends_on_the_reader(program: Program) -> None:
    assert "up by 2, better" in texts(drawn(News(program, Step("news", "south", "storm"))))


def test_who_caused_a_story_is_told_where_it_is_known(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north pass", "south break_dam")
    assert "Break the dam" in texts(drawn(News(program, Step("news", "north", "flood"))))


def test_who_caused_a_story_in_secret_is_not_told(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north pass", "south loosen")
    assert "It follows" not in texts(drawn(News(program, Step("news", "north", "flood"))))
    assert "Loosen a stone" in texts(drawn(News(program, Step("news", "south", "flood"))))


def test_what_no_side_caused_has_no_cause(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=f"{STORIES}\neach_turn: {{fire: flood}}\n")
    tiny_program.act(tiny_program.hot_seat(program).game, "north pass", "south pass")
    story = story_of(tiny_program.hot_seat(program), "north", "flood")
    assert (story.turn, story.cause) == (2, None)


def test_that_a_trainer_let_it_happen_is_not_told(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.game.decide("facilitator", FireInject("flood"))
    assert story_of(hot_seat, "north", "flood").cause is None


def test_one_track_that_moves_twice_is_told_once() -> None:
    def moved(got: int, value: int) -> Entry:
        changed = TrackChanged("trust", got, got, value)
        return Entry(changed, cause=Cause("inject", "injects/storm"))

    changes = sum_changes((moved(-3, 47), moved(5, 52)))
    assert changes == (TrackChange("trust", 50, 52),)


def test_everybody_reads_after_the_game(program: Program) -> None:
    news = News(program, Step("news", PUBLIC, "storm"))
    page = drawn(news)
    assert "The storm" in texts(page)
    assert "Purse" not in texts(page)
    assert set(news.keys) == {"enter", "space", "escape"}
    assert news.handle(ReadOn()) == GoOn()


def test_escape_opens_the_menu(program: Program) -> None:
    screens: tuple[Screen, ...] = (News(program, Step("news", "north", "storm")), asked(program))
    for screen in screens:
        assert isinstance(screen.handle(screen.keys["escape"]), Push)


def test_an_answer_is_given_by_its_number_and_its_first_letter(program: Program) -> None:
    question = asked(program)
    assert question.keys["a"] == GiveAnswer("agree")
    for key in ("1", "a"):
        assert question.handle(question.keys[key]) == Submit("north", (Answer("agree"),))
    # The letter of another answer or of another screen is not taken away.
    assert question.handle(question.keys["2"]) == Submit("north", (Answer("again"),))
    assert question.keys["r"] == OpenRecord()


def test_enter_alone_answers_nothing(program: Program) -> None:
    question = asked(program)
    assert question.handle(question.keys["enter"]) is None
    assert question.handle(question.keys["space"]) is None


def test_a_closed_answer_says_why_and_is_not_given(program: Program) -> None:
    question = asked(program)
    told = texts(drawn(question))
    assert "Costs 9 of purse, and not enough is left." in told
    assert "Needs trust at 90 or more." in told
    assert question.handle(GiveAnswer("buy")) is None
    assert "not enough is left" in program.toast
    assert GiveAnswer("refuse") not in question.keys.values()


def answers(page: Page) -> set[str]:
    """The answers that can be pressed."""
    return {each.answer for each in commands(page) if isinstance(each, GiveAnswer)}


def test_a_question_tells_what_its_answers_do(program: Program) -> None:
    page = drawn(asked(program))
    told = texts(page)
    for part in ("Somebody asks.", "Agree to it", "It costs little.", "Trust +3", "North"):
        assert part in told
    assert answers(page) == {"agree", "buy", "refuse", "again", "recall"}


def test_what_lies_behind_can_be_neither_read_nor_pressed(program: Program) -> None:
    page = drawn(News(program, Step("news", "north", "storm")))
    assert commands(page) == [ReadOn()]


def long_question(folder: Path) -> QuestionScreen:
    """A question with more text than has room in a small window."""
    long = "Whoever is asked reads to the end before anything is said. " * 12
    answers = f"agree: {{name: {long[:58]}, text: {long[:500]}, effects: {{trust: +3}}}}"
    stories = STORIES.replace("Somebody asks.", long).replace("again: {name: Again ask}", answers)
    stories = stories.replace("agree: {name: Agree to it", "a: {name: A")
    return asked(tiny_program.playing(folder, text=stories))


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_a_long_question_is_scrolled(tmp_path: Path, width: int, height: int, text: float) -> None:
    page = drawn(long_question(tmp_path), (width, height), text)
    assert misfits(page) == []
    assert {"agree", "a", "buy"} <= answers(page)


def test_page_keys_come_to_the_end_of_a_story_and_of_its_answers(tmp_path: Path) -> None:
    question = long_question(tmp_path)
    size, looking = (1024, 640), Looking(focus=GiveAnswer("a"), ring=True)
    seen: set[str] = set()
    for _ in range(20):
        page = drawn(question, size, 1.6, looking=looking)
        seen |= set(texts(page).splitlines())
        looking = turn_page(page, looking, 1)
    ends = {name: box.stops[-1] for name, box in drawn(question, size, 1.6).scrolled.items()}
    assert looking.scrolls == ends
    assert "Recall them".lower() in {text.lower() for text in seen}


@pytest.mark.parametrize("wide", range(1280, 1930, 160))
def test_answers_that_have_room_are_not_scrolled(tmp_path: Path, wide: int) -> None:
    answers = ", ".join(f"a{i}: {{name: Answer {i}, text: So be it.}}" for i in range(4))
    letter = (
        f"  letter: {{name: A letter, text: Sealed., at: 1, ask: north, answers: {{{answers}}}}}\n"
    )
    text = f"{tiny_program.INJECTS.replace('  thaw:', letter + '  thaw:')}".replace(
        "phases:", "stages: {main: {phases: [wire, deeds]}}\nphases:\n  wire: {kind: injects}"
    )
    question = QuestionScreen(tiny_program.playing(tmp_path, text=text), "north", "letter")
    page = drawn(question, (wide, wide * 9 // 16))
    assert [target.hidden for target in page.targets if isinstance(target.command, GiveAnswer)] == [
        False
    ] * 4


BOTH = STORIES.replace(
    "    ask: north\n", "    ask: [south, north]\n    reveal: together\n"
).replace("      buy: {name: Buy it, cost: {north_purse: 9}}\n", "")


def asked_both(folder: Path, text: str) -> Program:
    """A game of people on both sides, in which both are asked."""
    program = tiny_program.playing(folder, text=text)
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north pass", "south pass")
    for side in ("north", "south"):
        hot_seat.mark_papers_read(side)
        while hot_seat.next_story(side) is not None:
            hot_seat.mark_story_read(side)
    return program


def test_two_sides_answer_unseen_and_the_screen_changes_hands_between_them(tmp_path: Path) -> None:
    program = asked_both(tmp_path, BOTH)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.seat("north")
    first = QuestionScreen(program, "north", "letter")
    page = " ".join(texts(drawn(first)).split())
    assert "Asked at the same time: South." in page
    assert "Nobody learns your answer before all have answered" in page
    assert hot_seat.submit("north", [Answer("recall")]) is None
    assert hot_seat.next_step() == Step("curtain", "south")
    hot_seat.seat("south")
    second = QuestionScreen(program, "south", "letter")
    page = " ".join(texts(drawn(second)).split())
    assert "Already answered: North." in page
    assert "North answers" not in page
    assert second.handle(GiveAnswer("agree")) == Submit("south", (Answer("agree"),))


def test_one_after_the_other_the_second_reads_what_the_first_answered(tmp_path: Path) -> None:
    program = asked_both(tmp_path, BOTH.replace("    reveal: together\n", ""))
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.seat("south")
    page = " ".join(texts(drawn(QuestionScreen(program, "south", "letter"))).split())
    assert "Asked after you: North." in page
    assert "Everybody learns your answer." in page
    assert hot_seat.submit("south", [Answer("agree")]) is None
    page = " ".join(texts(drawn(QuestionScreen(program, "north", "letter"))).split())
    assert "South answers: Agree to it." in page


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_a_question_to_several_fits_on_the_page(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    program = asked_both(tmp_path, BOTH)
    page = drawn(QuestionScreen(program, "north", "letter"), (width, height), text)
    assert misfits(page) == []
    assert height > 1100 or unreadable(page) == []


VOTES = """
weights:
  valleys:
    counts: {heads: Valleys, people: The people}
    members:
      oak: {name: Oak, counts: {heads: 1, people: 40}}
      ash: {name: Ash, counts: {heads: 1, people: 25}}
      fir: {name: Fir, counts: {heads: 1, people: 35}}
bodies:
  moot:
    name: The moot
    weights: valleys
    sides: {oak: north, ash: south}
    leans: 1
    majorities: {most: {name: Most, shares: {heads: 55, people: 65}}}
injects:
  bill:
    name: The bill
    at: 1
    text: A dam is put to the vote.
    vote: {body: moot, by: most, ballots: BALLOTS, carried: {trust: +3}}
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""


def counted(folder: Path, ballots: str) -> News:
    """The story of a vote that one of three was against."""
    program = tiny_program.playing(folder, text=VOTES.replace("BALLOTS", ballots))
    game = tiny_program.hot_seat(program).game
    game.decide("north", Answer("for"))
    game.decide("south", Answer("against"))
    return News(program, Step("news", "south", "bill"))


def test_the_story_of_a_vote_has_bars_with_what_was_needed(tmp_path: Path) -> None:
    told = texts(drawn(counted(tmp_path, "open")))
    for part in ("Valleys", "2 of 3", "2 needed", "The people", "75%", "65% needed"):
        assert part in told


def test_of_secret_ballots_a_story_has_no_bars(tmp_path: Path) -> None:
    assert "The people" not in texts(drawn(counted(tmp_path, "secret")))


@pytest.mark.parametrize(("width", "height", "size"), SIZES)
def test_the_bars_of_a_vote_fit_and_can_be_read(
    tmp_path: Path, width: int, height: int, size: float
) -> None:
    news = counted(tmp_path, "open")
    for high_contrast in (False, True):
        page = drawn(news, (width, height), size, high_contrast=high_contrast)
        assert not [*misfits(page), *unreadable(page)]
