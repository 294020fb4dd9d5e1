"""Terms: each has an explanation, under the mouse and by keys, that fits and gives nothing away."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import lookedback
import pygame
import pytest
import secretive
import tiny_program
from drawing import SIZES, drawn, misfits, texts, unreadable
from secretive import OTHER, SECRET

from game.presenter.explanations import about_track
from game.presenter.steps import Step
from game.ui.page import help_walk as explaining
from game.ui.page import hover as pointer
from game.ui.page.commands import GoBack
from game.ui.page.events import Click, KeyPress, Point
from game.ui.page.hint_places import place_hint
from game.ui.page.page import Looking, Page, Term
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.theme import make_theme
from game.ui.program.program import Program
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.briefing.briefing_commands import TurnLeaf
from game.ui.screens.looking_back.debrief_commands import SwitchTab
from game.ui.screens.looking_back.over import Over
from game.ui.screens.map_view import MapView
from game.ui.screens.news.news import News, QuestionScreen
from game.ui.screens.next_screen import next_screen
from game.ui.screens.proceedings import Proceedings
from game.ui.screens.readouts import Readouts
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.setup.setup import Setup
from game.ui.screens.setup.setup_commands import DrawSeed
from game.ui.screens.table.table import TableScreen
from game.ui.shell.app import App
from game.ui.shell.tip import Tip, draw_tip, place_tip
from game.words.language import MESSAGES, language, languages

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from scenes import scenes  # noqa: E402
from stage import Stage  # noqa: E402

MANY = """
turns: 6
promises:
  calm:
    name: Calm
    by: north
    turns: 2
    text: No slammed doors.
    broken: heat > 9
tags: {kind: {name: Kind, text: It warms.}, loud: {name: Loud, text: It is heard.}}
tracks:
  trust: {name: Trust, text: How far a word goes., start: 50, better: high, unit: points,
    bands: [{to: 40, name: Low}, {to: 100, name: High}]}
  heat: {name: Heat, start: 1, range: [0, 10], better: {north: low}}
  purse: {name: Purse, text: Coins., start: 5, range: [0, 6], seen_by: [north]}
  grain: {name: Grain, start: 3, range: [0, 9], seen_by: [north]}
  secret: {name: Under it, start: 7, range: [0, 100], seen_by: []}
sides:
  north:
    name: North
    brief: B
    par: 3
    score: [{label: A good word, points: trust}, {label: Luck, points: secret}]
    seats: {head: {name: Head, brief: You lead.}}
  south: {name: South, brief: B, par: 2, score: [{label: S, points: trust}]}
deals:
  aim: {to: north, name: Aim, cards: {a: {name: Peace, brief: At any price.}}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate, picks: 3, text: Act now.}
stages: {main: {name: Main, phases: [deeds], each_turn: {heat: +1}}}
actions:
  give: {side: [north, south], menu: deeds, name: Give, tags: [kind], effects: {trust: +3}}
  vow: {side: [north], menu: deeds, name: Vow, tags: [loud], cost: {purse: 2},
    effects: [{promise: calm}, {heat: +1}]}
  rest: {side: [north], menu: deeds, name: Rest, cooldown: 3, tags: [kind], effects: {heat: -1}}
  dream: {side: [north], menu: deeds, name: Dream, when: trust > 90, cost: {purse: 1},
    effects: {trust: +1}}
"""


@pytest.fixture(autouse=True)
def _fonts() -> None:
    pygame.font.init()


def keys(screen: Screen, size: tuple[int, int] = (1920, 1080), **looking: object) -> set[str]:
    """The terms that a screen explains."""
    page = drawn(screen, size, looking=Looking(**looking))  # type: ignore[arg-type]
    return {term.key for term in page.terms}


def many(folder: Path) -> Program:
    """A game in which much has happened: a promise runs, something rests, something is closed."""
    program = tiny_program.playing(folder, text=MANY)
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(
        hot_seat.game, "north vow", "south give", "north rest", "south pass", "north pass"
    )
    while hot_seat.state.turn < 2:
        tiny_program.act(hot_seat.game, f"{hot_seat.state.to_move[0]} pass")
    hot_seat.mark_all_read()
    return program


# What is explained


def test_the_board_explains_tracks_cards_promises_and_the_bar(tmp_path: Path) -> None:
    program = many(tmp_path)
    board = Board(program, "north")
    found = keys(board)
    board.handle(PickAction("give"))
    assert found | keys(board) >= {
        *("track", "bar", "change", "curve", "hidden", "purse", "speaks", "turn", "stage", "phase"),
        *("cost", "closed", "resting", "effects", "picked", "tag", "instructions"),
        *("promise", "promise.left", "record", "side", "changes"),
    }


def test_the_table_explains_issues_options_offers_and_what_to_say(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    game = tiny_program.hot_seat(program).game
    assert keys(TableScreen(program, "north")) >= {
        *("table", "issue", "worth", "draft", "locked", "reserve", "strip"),
        *("round", "offer", "pass", "walk"),
    }
    game.decide("north", lookedback.offer("all"))
    game.decide("south", lookedback.offer("none"))
    assert keys(TableScreen(program, "north")) >= {"standing", "last", "accept"}


def test_the_look_back_explains_scores_the_plane_and_charts(tmp_path: Path) -> None:
    over = Over(lookedback.ended(tmp_path))
    found: dict[str, set[str]] = {}
    for tab in over.tabs:
        over.handle(SwitchTab(tab))
        found[tab] = keys(over)
    assert found["outcome"] >= {"outcome", "verdict", "score", "par", "margin", "status.agreed"}
    assert found["tracks"] >= {"track", "seen", "mark"}
    assert found["table"] >= {"cloud", "agreed", "nash", "kalai", "frontier", "better", "left"}
    assert "noted" in found["decisions"]


def test_papers_set_up_map_and_statements_explain_theirs(tmp_path: Path) -> None:
    program = many(tmp_path)
    briefing, found = Briefing(program, "north"), set[str]()
    for _ in range(6):
        found |= keys(briefing)
        briefing.handle(TurnLeaf(1))
    assert found >= {"eyes", "deal", "score", "later", "par", "seat"}
    setup = Setup(program, tiny_program.book(tmp_path), 1)
    assert keys(setup) >= {"side", "team", "chance", "expert", "seed"}
    told = lookedback.ended(tmp_path)
    assert "link" in keys(MapView(told, "south"))
    assert "statement" in keys(Readouts(told, "south"))
    assert keys(Replay(told, tiny_program.hot_seat(told).game)) >= {"readers", "moment"}


def test_news_and_questions_explain_theirs(tmp_path: Path) -> None:
    program = secretive.begun(tmp_path)
    assert "inject" in keys(News(program, Step("news", "south", "storm")))
    hot_seat = tiny_program.hot_seat(program)
    while not hot_seat.state.questions:
        side = hot_seat.state.to_move[0]
        hot_seat.game.decide(side, hot_seat.asking(side).legal.moves[-1])
    assert keys(QuestionScreen(program, "south", "storm")) >= {"inject", "question", "effects"}


# What is said


def called(tree: ast.AST) -> Iterator[ast.expr]:
    """Wherever code names a term."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("explain", "Explained") and len(node.args) > 1:
            yield node.args[1]
        yield from (word.value for word in node.keywords if word.arg == "term")


def used() -> set[str]:
    """All terms that are named in the code of the window."""
    found = set()
    for path in (ROOT / "game" / "ui").rglob("*.py"):
        for value in called(ast.parse(path.read_text(encoding="utf-8"))):
            for node in ast.walk(value):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found - {"status."}  # the beginning of several


def test_every_term_has_its_words_in_every_language() -> None:
    assert len(used()) > 40
    for key in used():
        assert f"term.{key}" in MESSAGES, key
    for key in MESSAGES:
        if key.startswith("term."):
            for code in languages():
                said = language(code).say(key, **dict.fromkeys(FILLED, "x"))
                assert said, (key, code)
                assert code == "en" or not key.endswith(".about") or said != MESSAGES[key]


FILLED = ("bands", "band", "to", "levels", "sides", "side", "labels")


def test_all_that_is_drawn_can_be_worded(tmp_path: Path) -> None:
    program = many(tmp_path)
    for screen in (
        Board(program, "north"),
        Board(program, "south"),
        Setup(program, tiny_program.book(tmp_path)),
    ):
        for term in drawn(screen, (1920, 1080)).terms:
            assert f"term.{term.key}" in MESSAGES
            assert term.text or f"term.{term.key}.about" in MESSAGES, term


def test_a_track_is_told_by_its_text_its_bands_and_ones_own_score(tmp_path: Path) -> None:
    words = tiny_program.hot_seat(many(tmp_path)).words
    assert about_track(words, "trust", "north") == (
        "How far a word goes. In bands: Low up to 40, High up to 100. More is better for you. "
        "It counts in your score: “A good word”."
    )
    assert about_track(words, "heat", "south") == "Something that is measured through the game."
    assert about_track(words, "heat", "north").endswith("Less is better for you.")
    assert about_track(words, "purse", "north") == "Coins. Only your side sees it."
    assert "No side sees it." in about_track(words, "secret", "facilitator")


# Under the mouse


def open_app(screen: Screen, program: Program, size: tuple[int, int] = (1280, 720)) -> App:
    program.change(course_shown=True)
    app = App(program, screen, next_screen, size)
    picture(app)
    return app


def picture(app: App) -> str:
    """All that can be read in the window."""
    page = app.draw(pygame.Surface(app.size))
    return texts(page)


def place_of(app: App, key: str) -> tuple[int, int]:
    assert app.page is not None
    rect = next(t.rect for t in app.page.terms if t.key == key and not t.hidden)
    return rect.centerx, rect.centery


def test_the_mouse_explains_what_it_rests_on_until_it_moves_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("game.ui.shell.app.time.monotonic", lambda: clock[0])
    app = open_app(Board(program := many(tmp_path), "north"), program)
    app.take(Point(place_of(app, "turn")))
    assert "fixed number of turns" not in picture(app)
    assert 0 < app.waits() <= 1000 * pointer.REST + 1
    clock[0] += pointer.REST + 0.01
    app.dirty = False
    assert app.tick() is None
    assert app.dirty
    assert "fixed number of turns" in picture(app)
    app.dirty = False
    app.take(Point((2, app.size[1] - 2)))
    assert app.dirty
    assert "fixed number of turns" not in picture(app)


def test_a_key_or_a_click_takes_the_word_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointer, "REST", 0)
    app = open_app(Board(program := many(tmp_path), "north"), program)
    for press in (KeyPress("page-down"), Click((2, 2))):
        app.take(Point((3, 3)))
        app.take(Point(place_of(app, "turn")))
        assert "fixed number of turns" in picture(app)
        app.take(press)
        assert "fixed number of turns" not in picture(app)


def test_the_focus_explains_what_it_stands_on(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    app = open_app(Setup(program, tiny_program.book(tmp_path), 1), program)
    for _ in range(40):
        app.take(KeyPress("tab"))
        picture(app)
        if app.looking.focus == DrawSeed():
            break
    assert "everything random depends on" in picture(app)


# By keys


def test_keys_walk_through_all_terms_and_leave(tmp_path: Path) -> None:
    program = many(tmp_path)
    app = open_app(Board(program, "north"), program, (1024, 640))
    app.take(KeyPress("f1"))
    seen = []
    picture(app)
    assert app.page is not None
    count = len(explaining.walk_order(app.page))
    for _ in range(count):
        picture(app)
        order = explaining.walk_order(app.page)
        term = order[app.looking.term]
        assert not term.hidden, term
        seen.append((term.key, term.name, term.text))
        app.take(KeyPress("tab"))
    assert len(seen) == len(set(seen)) == count
    assert len({key for key, _, _ in seen}) > 12
    app.take(KeyPress("escape"))
    assert app.looking.term == -1
    assert app.stack[-1].name == "board"


def test_arrows_go_to_the_nearest_and_a_letter_does_nothing(tmp_path: Path) -> None:
    program = many(tmp_path)
    app = open_app(Board(program, "north"), program)
    app.take(KeyPress("?", "?"))
    picture(app)
    assert app.page is not None
    places = []
    for key in ("down", "down", "right", "up"):
        app.take(KeyPress(key))
        picture(app)
        places.append(explaining.walk_order(app.page)[app.looking.term].rect)
    assert places[1].centery > places[0].centery
    assert places[2].centerx > places[1].centerx
    assert places[3].centery < places[2].centery
    app.take(KeyPress("1", "1"))
    assert tiny_program.hot_seat(program).selection("north").picks == ()
    app.take(Click((2, 2)))
    assert app.looking.term == -1


def test_where_there_is_nothing_to_explain_it_is_said(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    app = open_app(tiny_program.Empty(), program)
    app.take(KeyPress("f1"))
    assert program.toast == "Nothing on this screen needs explaining."
    assert app.looking.term == -1


# Its place


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_no_tip_leaves_the_window_or_lies_on_its_term(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    program = many(tmp_path)
    app = open_app(Board(program, "north"), program, (width, height))
    table = TableScreen(lookedback.begun(tmp_path), "north")
    for screen in (Board(program, "north"), Proceedings(program, "north"), table):
        page = drawn(screen, (width, height), text)
        for term in explaining.explained_terms(page):
            if term.hidden:
                continue
            before = len(page.canvas.texts)
            rect = draw_tip(
                page, app.overlays.tip(term, "1 of 99 · arrows or Tab: next"), term.rect
            )
            assert page.rect.contains(rect), term
            for blit in page.canvas.texts[before:]:
                assert rect.contains(Rect(blit.rect)), blit
            small = term.rect.w < width * 0.4 and term.rect.h < height * 0.2
            assert not (small and rect.colliderect(term.rect)), (term, rect)


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_what_is_lit_up_and_the_word_beside_it_can_be_read(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    program = many(tmp_path)
    for high_contrast in (False, True):
        program.change(text=round(text * 100), high_contrast=high_contrast, guided=False)
        app = open_app(Board(program, "north"), program, (width, height))
        app.take(KeyPress("f1"))
        for _ in range(12):
            picture(app)
            assert app.page is not None
            assert [*misfits(app.page), *unreadable(app.page)] == []
            app.take(KeyPress("tab"))


def test_a_long_tip_stays_in_a_small_window() -> None:
    page = Page(Canvas(pygame.Surface((1024, 640)), make_theme((1024, 640), 1.6)), Looking())
    about = Rect(400, 200, 300, 40)
    rect = draw_tip(page, Tip("Kind", "Name", "Many words that go on. " * 45, "1 of 9"), about)
    assert page.rect.contains(rect)


def test_only_enlarged_letters_get_smaller_where_a_tip_has_no_room() -> None:
    tip, about = Tip("Kind", "Name", "Many words that go on. " * 12), Rect(8, 8, 1008, 30)
    for text, smaller in ((1.0, False), (1.6, True)):
        page = Page(Canvas(pygame.Surface((1024, 640)), make_theme((1024, 640), text)), Looking())
        usual = draw_tip(page, tip, about)
        low = usual.bottom - 20
        for taken in ((0, low, 1024, 640), (0, 0, usual.x, 640), (usual.right, 0, 640, 640)):
            page.target(GoBack(), Rect(taken), "Back")
        rect = draw_tip(page, tip, about)
        free = rect.collidelist([target.rect for target in page.targets]) < 0
        assert free == (rect.h < usual.h) == smaller
        assert page.theme.text == text


def test_a_tip_that_must_cover_something_covers_cards_and_not_the_tray() -> None:
    tip, about = Tip("Kind", "Name", "Many words that go on. " * 12), Rect(400, 420, 220, 60)
    page = Page(Canvas(pygame.Surface((1024, 640)), make_theme((1024, 640))), Looking())
    for x in range(0, 1024, 128):
        for y in range(0, 640, 80):
            page.target(GoBack(), Rect(x, y, 120, 72), "Back")
    tray = Rect(0, 490, 1024, 150)
    assert place_tip(page, tip, about)[1].colliderect(tray), "it lies there otherwise"
    page.kept_clear.append(tray)
    assert not place_tip(page, tip, about)[1].colliderect(tray)


def placed(about: Rect, *targets: Rect) -> Rect:
    return place_hint(about, [(200, 90), (90, 200)], Rect(8, 8, 984, 584), targets, 6)


def test_a_tip_stands_below_above_or_beside() -> None:
    assert placed(Rect(400, 100, 50, 20)).top == 128
    assert placed(Rect(400, 560, 50, 20)).bottom == 552
    tall = Rect(400, 20, 50, 560)
    assert placed(tall).left == 458
    assert placed(tall.move(500, 0)).right == 892


def test_a_tip_lies_on_nothing_that_can_be_pressed_and_else_on_as_little_as_can_be() -> None:
    about, room = Rect(400, 280, 50, 20), Rect(8, 8, 984, 584)
    below = Rect(300, 310, 300, 282)
    assert placed(about, below).bottom < about.top
    # Room is left in a corner, and only for the narrow shape.
    most = [Rect(8, 8, 880, 270), Rect(8, 302, 880, 290), Rect(460, 278, 428, 24)]
    corner = placed(about, *most)
    assert corner.size == (90, 200)
    assert corner.left >= 888
    full = placed(about, Rect(8, 8, 984, 584))
    assert not full.colliderect(about)
    assert room.contains(full)
    assert room.contains(placed(room))


def covering(app: App) -> Iterator[str]:
    """The hints of a screen that lie on what they explain or on what can be pressed."""
    app.draw(pygame.Surface(app.size))
    page = app.page
    assert page is not None
    targets = [target for target in page.targets if not target.hidden]
    by_mouse = [Term(t.rect, name=t.tip) for t in targets if t.by_mouse]
    every = {
        (tuple(t.rect), t.key, t.name, t.text): t
        for t in explaining.explained_terms(page) + by_mouse
    }
    for term in every.values():
        for foot in ("", "12 of 40 · arrows or Tab: next, Esc: end") if not term.hidden else ():
            _, rect = place_tip(page, app.overlays.tip(term, foot), term.rect)
            if rect.colliderect(term.rect):
                yield f"{term.key} {term.name} {tuple(term.rect)} lies under its own hint"
            for target in targets:
                if rect.colliderect(target.rect):
                    yield f"{target.label!r} lies under the hint of {term.key} {term.name}"


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(
    "window",
    [
        (1280, 720, 100),
        (1024, 640, 160),
        pytest.param(
            (1920, 1080, 100),
            marks=pytest.mark.slow(reason="It draws every scene again in a large window."),
        ),
    ],
    ids=lambda window: f"{window[0]}",
)
def test_no_hint_lies_on_what_it_explains_or_on_anything_that_can_be_pressed(
    tmp_path: Path, code: str, window: tuple[int, int, int]
) -> None:
    width, height, text = window
    stage = Stage(tmp_path, code, text, (width, height))
    bad = [f"{scene.name}: {each}" for scene in scenes(stage) for each in covering(scene.app)]
    assert bad == []


# Nothing secret


@pytest.mark.parametrize("side", ["north", "south"])
def test_no_explanation_tells_what_only_the_other_side_may_know(tmp_path: Path, side: str) -> None:
    program = secretive.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hidden = SECRET[OTHER[side]]
    app = open_app(tiny_program.Empty(), program)
    own = set()
    for _ in range(40):
        if not hot_seat.state.to_move:
            break
        mover, asked = hot_seat.state.to_move[0], hot_seat.decision_kind()
        screens: list[Screen] = [Proceedings(program, side), MapView(program, side)]
        screens += [Briefing(program, side), Board(program, side, deciding=False)]
        if mover == side and asked != "question":
            screens.append(
                Board(program, side) if asked == "actions" else TableScreen(program, side)
            )
        for screen in screens:
            page = drawn(screen, (1920, 1080))
            for term in explaining.explained_terms(page):
                tip = app.overlays.tip(term)
                told = f"{tip.kind} {tip.name} {tip.text}".lower()
                assert hidden not in told, (screen.name, told)
                own |= {SECRET[side]} if SECRET[side] in told else set()
        moves = hot_seat.asking(mover).legal.moves
        hot_seat.game.decide(mover, moves[0])
    assert own == {SECRET[side]}
