"""The briefing: the dossier is read, leafed through, closed, and opened again later."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts, unreadable

from game.authoring.shipped import shipped
from game.model.players import ME
from game.presenter.hot_seat import HotSeat
from game.presenter.reading_time import count_words, dossier_sections
from game.presenter.steps import Step
from game.ui.page.commands import GoBack
from game.ui.page.events import Wheel
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Push
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.briefing.briefing_commands import FinishReading, LowerCurtain, OpenLeaf
from game.ui.screens.next_screen import next_screen
from game.ui.shell.app import App

PAPERS = """
situation: |
  The river froze [ICE, SNOW].
  Nobody can cross.
summary: A cold river.
sources:
  ICE: {title: The ice gazette, as_of: 2025-01-02}
  SNOW: {title: The snow gazette}
  SPRING: {title: What is still to come}
sides:
  north:
    name: The North
    brief: |
      Bring wood.
      - Dry wood.
      - Much of it.
    par: 40
    seats:
      head: {name: Head of the house, brief: Counts the logs.}
      hand: {name: Hand, score: [{label: Dry rooms, points: heat // 2}]}
    score:
      - {label: Warm rooms, points: heat}
      - {label: What nobody sees, points: secret}
  south: {name: South, brief: Sell wood., score: [{label: Gold, points: trust}]}
deals:
  aim: {to: north, name: Aim, cards: {oak: {name: Oak, brief: Only oak will do.}}}
  wish: {to: south, name: Wish, cards: {gold: {name: Much gold, brief: As much as can be.}}}
"""

FRAME = (
    "ui.briefing", "ui.briefing.brief", "ui.briefing.curtain", "ui.briefing.read",
    "ui.briefing.score", "ui.briefing.score.now", "ui.briefing.seats", "ui.briefing.setup",
    "ui.briefing.situation", "ui.briefing.sources", "ui.briefing.stamp", "ui.hint.curtain",
    "ui.hint.hand-over", "ui.hint.leaf", "ui.hint.menu",
)  # fmt: skip
"""The sentences of headings, buttons and hints around the papers."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return tiny_program.playing(tmp_path, text=PAPERS)


@pytest.fixture
def alone(tmp_path: Path) -> Program:
    return tiny_program.playing(tmp_path, {"south": "uniform"}, PAPERS)


@pytest.fixture(scope="module")
def longest() -> PlayableScenario:
    """The scenario with the longest papers."""
    book = open_scenario(shipped()["kuala-lumpur"])
    assert isinstance(book, PlayableScenario)
    return book


def kuala_lumpur(folder: Path, book: PlayableScenario, language: str) -> Program:
    """The scenario with the longest papers, in which two teams share the screen."""
    program = tiny_program.program(folder, language)
    program.begin(book, dict.fromkeys(book.scenario("en").sides, ME), 7)
    return program


def everything(
    screen: Briefing, size: tuple[int, int] = (1280, 720), text: float = 1.0
) -> list[Page]:
    """All leaves, one after the other."""
    pages = [drawn(screen, size, text)]
    while OpenLeaf(len(pages), "corner") in commands(pages[-1]):
        screen.handle(screen.keys["right"])
        pages.append(drawn(screen, size, text))
    return pages


def test_beginning_marks_the_papers_as_read(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.seat("north")
    assert hot_seat.next_step().kind == "briefing"
    assert Briefing(program, "north").handle(FinishReading()) == GoOn()
    assert hot_seat.next_step().kind != "briefing"


def test_read_again_it_goes_back_to_where_it_was_opened(program: Program) -> None:
    again = Briefing(program, "north", again=True)
    assert {again.keys[name] for name in ("escape", "b")} == {GoBack()}
    assert again.handle(GoBack()) == Pop()
    assert FinishReading() not in commands(drawn(again))


@pytest.mark.parametrize(("again", "end"), [(False, GoOn()), (True, Pop())])
def test_enter_turns_the_page_and_leads_on_only_from_the_last(
    program: Program, again: bool, end: Answer
) -> None:
    briefing = Briefing(program, "north", again)
    enter = briefing.keys["enter"]
    assert briefing.handle(enter) is None, "nobody has seen it"
    size, text = (1024, 640), 1.6
    pages = [texts(drawn(briefing, size, text))]
    assert "turn the page" in pages[0]
    while briefing.handle(enter) is None:
        assert tiny_program.hot_seat(program).next_step().kind != "table"
        pages.append(texts(drawn(briefing, size, text)))
    assert len(set(pages)) == len(pages) > 1
    assert "turn the page" not in pages[-1]
    fresh = Briefing(program, "north", again)
    for _ in pages:
        drawn(fresh, size, text)
        answer = fresh.handle(enter)
    assert answer == end


def test_escape_opens_the_menu(program: Program) -> None:
    briefing = Briefing(program, "north")
    assert isinstance(briefing.handle(briefing.keys["escape"]), Push)


def test_space_draws_the_curtain_where_teams_share_the_screen(program: Program) -> None:
    briefing = Briefing(program, "north")
    tiny_program.hot_seat(program).seat("north")
    assert briefing.handle(briefing.keys["space"]) == GoOn()
    assert tiny_program.hot_seat(program).next_step().kind == "curtain"


def test_there_is_no_curtain_for_one_team_alone(alone: Program) -> None:
    briefing = Briefing(alone, "north")
    assert "space" not in briefing.keys
    assert briefing.handle(LowerCurtain()) is None
    assert tiny_program.hot_seat(alone).seated == "north"
    assert "looks away" not in texts(drawn(briefing))


def test_it_tells_everything_that_one_side_may_know(program: Program) -> None:
    told = "\n".join(texts(page) for page in everything(Briefing(program, "north")))
    for part in (
        "The river froze¹\u00a0².", "Nobody can cross.", "The ice gazette, 2 January 2025.",
        "The snow gazette.", "Bring wood.", "Dry wood.", "Aim", "Oak", "Only oak will do.",
        "Warm rooms", "What nobody sees", "later", "40", "Head of the house",
        "Counts the logs.", "Hand", "Counts for this seat alone", "Dry rooms",
        "2 seats, one decision", "South looks away while you read.",
    ):  # fmt: skip
        assert part in told
    assert "What is still to come" not in told


def words_of(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in texts, as `check --words` counts words."""
    return Counter(word for text in texts for word in text.split() if count_words([word]))


def test_what_check_counts_is_what_the_dossier_shows_without_headings_and_buttons(
    program: Program,
) -> None:
    hot_seat = tiny_program.hot_seat(program)
    sections = dossier_sections(hot_seat.words, hot_seat.view("north"))
    counted = words_of(text for section in sections for text in section.texts)
    leaves = everything(Briefing(program, "north"), (1920, 1080))
    shown = words_of(blit.text for page in leaves for blit in page.canvas.texts)
    assert counted - shown == Counter()
    say = hot_seat.words.say
    frame = [say(key) for key in FRAME]
    frame += [say("ui.briefing.dossier", side="The North"), "The North", "Tiny"]
    frame += [say("ui.briefing.screen", teams=2), say("board.turn", turn=1, turns=3)]
    frame += [hot_seat.words.counted("ui.briefing.cards", 1)]
    frame += [hot_seat.words.counted("ui.briefing.seats.count", 2)]
    frame += [hot_seat.words.counted("ui.briefing.away", 1, sides="South")]
    frame += ["Enter Space Esc Left, right"]
    assert set(shown - counted) <= set(words_of(frame))


def test_it_tells_nothing_of_the_other_side(program: Program) -> None:
    told = "\n".join(texts(page) for page in everything(Briefing(program, "north")))
    for part in ("Sell wood.", "Gold", "Wish", "Much gold"):
        assert part not in told


def test_all_teams_read_the_situation_together_and_nothing_else(program: Program) -> None:
    begun = tiny_program.hot_seat(program)
    program.hot_seat = HotSeat(begun.game, begun.seats)
    situation = next_screen(program)
    assert isinstance(situation, Briefing)
    told = "\n".join(texts(page) for page in everything(situation))
    for part in ("The river froze¹\u00a0².", "Nobody can cross.",
                 "The ice gazette, 2 January 2025.", "One screen, 2 teams",
                 "Everybody"):  # fmt: skip
        assert part in told
    for part in ("Bring wood.", "Sell wood.", "Oak", "Warm rooms", "Gold", "looks away"):
        assert part not in told
    assert "space" not in situation.keys
    assert situation.handle(situation.keys["enter"]) == GoOn()
    assert program.hot_seat.next_step() == Step("curtain", "south"), "who decides first reads last"


def test_a_game_that_goes_on_does_not_begin_with_the_situation(program: Program) -> None:
    at = tiny_program.hot_seat(program)
    tiny_program.act(at.game, "north warm")
    assert HotSeat(at.game, at.seats).next_step().kind == "curtain"


def test_a_card_that_both_sides_see_says_so(tmp_path: Path) -> None:
    shared = PAPERS.replace("aim: {to: north,", "aim: {to: [north, south],")
    briefing = Briefing(tiny_program.playing(tmp_path, text=shared), "north")
    told = "\n".join(texts(page) for page in everything(briefing))
    assert "Seen by the North and South." in told
    assert "Dealt in secret" not in told


def test_leafing_stops_at_both_ends(tmp_path: Path, longest: PlayableScenario) -> None:
    briefing = Briefing(kuala_lumpur(tmp_path, longest, "en"), "eu")
    first = texts(drawn(briefing))
    pages = everything(briefing)
    assert len(pages) > 1
    for _ in range(3):
        briefing.handle(briefing.keys["page-down"])
    assert texts(drawn(briefing)) == texts(pages[-1])
    briefing.handle(briefing.keys["page-up"])
    assert texts(drawn(briefing)) == texts(pages[-2])
    for _ in range(9):
        briefing.handle(briefing.keys["page-up"])
    assert texts(drawn(briefing)) == first


def test_the_wheel_leafs(tmp_path: Path, longest: PlayableScenario) -> None:
    program = kuala_lumpur(tmp_path, longest, "en")
    app = App(program, Briefing(program, "eu"), next_screen, (1280, 720))
    shown = []
    for by in (0, -1, -1, 1):
        if by:
            app.take(Wheel((600, 300), by))
        app.draw(pygame.Surface(app.size))
        assert app.page is not None
        shown.append(texts(app.page))
    assert shown[1] == shown[3]
    assert len(set(shown)) == 3


def test_a_tab_opens_its_leaves(tmp_path: Path, longest: PlayableScenario) -> None:
    briefing = Briefing(kuala_lumpur(tmp_path, longest, "en"), "eu")
    tab = next(t for t in drawn(briefing).targets if "scored" in t.label)
    assert isinstance(tab.command, OpenLeaf)
    briefing.handle(tab.command)
    assert "A fair result" in texts(drawn(briefing))


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_short_papers_fit_too(program: Program, width: int, height: int, text: float) -> None:
    for page in everything(Briefing(program, "north"), (width, height), text):
        assert misfits(page) == []
        assert height > 1100 or unreadable(page) == []


def test_nothing_is_lost_between_leaves(tmp_path: Path, longest: PlayableScenario) -> None:
    program = kuala_lumpur(tmp_path, longest, "en")
    brief = tiny_program.hot_seat(program).words.scenario.sides["eu"].brief
    words = [word for word in brief.split() if "[" not in word and "]" not in word]
    for size, text in (((1280, 720), 1.0), ((1024, 640), 1.6)):
        told = " ".join(
            blit.text for page in everything(Briefing(program, "eu"), size, text)
            for blit in page.canvas.texts
        )  # fmt: skip
        assert [word for word in words if word not in told] == []
