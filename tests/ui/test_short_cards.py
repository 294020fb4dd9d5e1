"""Cards with their texts, or with what they do and no more: how many are seen, and what is lost."""

import sys
from pathlib import Path

import drawing
import pytest
import tiny_program
from slow_tests import quick_for

from game.model.players import UNIFORM
from game.ui.page import help_walk as explaining
from game.ui.page.commands import DIGITS, PickListed
from game.ui.page.page import Looking, Page
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Rect
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import FilterCards, PickAction, ToggleShortCards

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from scenes import person_at  # noqa: E402
from stage import Stage, sitting_of  # noqa: E402

ACTIONS = """
actions:
  talk:
    side: [north, south]
    menu: deeds
    name: Talk
    text: An evening by the fire.
    effects: {trust: +3}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""


def test_texts_go_and_come_back(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"south": UNIFORM}, tiny_program.INJECTS + ACTIONS)
    board = Board(program, "north")
    assert "An evening by the fire." in drawing.texts(drawing.drawn(board, (1920, 1080)))

    board.handle(board.keys["v"])
    seen = drawing.texts(drawing.drawn(board, (1920, 1080)))
    assert "An evening" not in seen
    assert "Talk" in seen
    assert "+3" in seen
    board = Board(program, "north")
    assert "An evening" not in drawing.texts(drawing.drawn(board, (1920, 1080)))

    board.handle(ToggleShortCards())
    assert "An evening by the fire." in drawing.texts(drawing.drawn(board, (1920, 1080)))


LONG = "Word after word goes on here for some lines. " * 3
STEPS = (f"{{when: trust > {n}, then: {{heat: +{n}}}}}" for n in (1, 2, 3, 4))
EFFECTS = f"[{{trust: +1}}, {', '.join(STEPS)}]"
COLD = "  cold: {side: north, menu: deeds, name: Cold, when: trust > 90, effects: {trust: -1}}\n"


def with_cards(folder: Path, count: int) -> Board:
    """A board with so many cards that can be picked, and one more that can't."""
    cards = "".join(
        f"  card{i}: {{side: north, menu: deeds, tags: [{'odd' if i % 2 else 'even'}], "
        f"name: Card {i}, text: {LONG}, effects: {EFFECTS}}}\n"
        for i in range(count)
    )
    tags = "tags: {odd: {name: Odd}, even: {name: Even}}\n"
    text = f"{tiny_program.INJECTS}\n{tags}actions:\n{cards}{COLD}"
    text += "  rest: {side: south, menu: deeds, name: Rest, effects: {trust: +1}}\n"
    return Board(tiny_program.playing(folder, {"south": UNIFORM}, text), "north")


def cards(page: Page) -> dict[str, Rect]:
    return {
        target.command.action: target.rect
        for target in page.targets
        if isinstance(target.command, PickAction)
    }


@pytest.mark.parametrize(("count", "short"), [(7, False), (8, True)])
def test_more_than_eight_cards_are_short_until_one_chooses(
    tmp_path: Path, count: int, short: bool
) -> None:
    board = with_cards(tmp_path, count)
    assert ("Word after" not in drawing.texts(drawing.drawn(board, (1920, 1080)))) == short
    board.handle(ToggleShortCards())
    assert ("Word after" not in drawing.texts(drawing.drawn(board, (1920, 1080)))) != short


def test_where_one_card_leaves_no_room_for_a_second_they_are_short(tmp_path: Path) -> None:
    whole = "".join(
        f"  card{i}: {{side: [north, south], menu: deeds, name: Card {i}, text: {LONG * 3}, "
        "effects: {trust: +1}}\n"
        for i in range(3)
    )
    text = f"{tiny_program.INJECTS}\nactions:\n{whole}"
    board = Board(tiny_program.playing(tmp_path, {"south": UNIFORM}, text), "north")
    assert "Word after" in drawing.texts(drawing.drawn(board, (1024, 640)))
    assert "Word after" not in drawing.texts(drawing.drawn(board, (1024, 640), text=1.6))


def test_what_a_short_card_leaves_out_is_told_at_its_focus(tmp_path: Path) -> None:
    board = with_cards(tmp_path, 12)
    page = drawing.drawn(board, looking=Looking(focus=PickAction("card0"), ring=True))
    assert "…" not in drawing.texts(page), "no price is cut off"
    told = explaining.focused_term(page)
    assert told is not None
    assert told.name == "Card 0"
    assert LONG.strip() in told.text
    assert "heat +4" in "".join(text for text, *_ in told.runs).lower()


@pytest.mark.parametrize("count", [3, 12])
def test_no_card_moves_while_one_picks(tmp_path: Path, count: int) -> None:
    board = with_cards(tmp_path, count)
    before = cards(drawing.drawn(board))
    board.handle(PickAction("card1"))
    page = drawing.drawn(board)
    assert cards(page) == before
    assert any(term.key == "picked" for term in page.terms)


def _tags(board: Board) -> list[FilterCards]:
    page = drawing.drawn(board, (1920, 1080))
    return [each for each in drawing.commands(page) if isinstance(each, FilterCards)]


def test_filters_stay_when_all_picks_are_made(tmp_path: Path) -> None:
    board = with_cards(tmp_path, 12)
    before = _tags(board)
    assert len(before) == 3
    while board._thought.room:
        board.handle(PickAction(f"card{len(board._thought.picks)}"))
    after = _tags(board)
    assert after == before


def test_keys_and_tab_go_along_the_rows(tmp_path: Path) -> None:
    board = with_cards(tmp_path, 12)
    page = drawing.drawn(board, (1920, 1080))
    order = [each.action for each in drawing.commands(page) if isinstance(each, PickAction)]
    assert order == [*(f"card{i}" for i in range(12)), "cold"]
    assert [board.keys[key] for key in DIGITS] == [PickListed(i) for i in range(10)]
    for key, action in zip(DIGITS, order, strict=False):
        board.handle(board.keys[key])
        assert list(board._thought.picks) == [action]
        board.handle(PickAction(action))
    tops = [rect.top for rect in cards(page).values()]
    assert tops == sorted(tops)
    assert len({rect.left for rect in cards(page).values()}) == 3


def test_a_wide_window_has_more_columns(tmp_path: Path) -> None:
    board = with_cards(tmp_path, 12)
    for size, text, columns in (
        ((2560, 1080), 1.0, 4),
        ((1920, 1080), 1.0, 3),
        ((1280, 720), 1.0, 2),
        ((1024, 640), 1.6, 1),
    ):
        page = drawing.drawn(board, size, text)
        assert len({rect.left for rect in cards(page).values()}) == columns, (size, text)


SCENARIOS = [p for p in sorted((ROOT / "scenarios").glob("*.yaml")) if "." not in p.stem]


@pytest.mark.parametrize("code", quick_for("fr", among=["en", "fr"]))
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_at_least_eight_cards_are_seen_in_a_small_window(
    tmp_path: Path, path: Path, code: str
) -> None:
    book = open_scenario(path)
    assert isinstance(book, PlayableScenario)
    stage = Stage(tmp_path, code, book=book)
    app = stage.until(person_at("actions"))
    assert app is not None
    assert in_sight(app.screen, (1280, 720)) >= min(8, offered(app.screen))
    assert in_sight(app.screen, (1920, 1080)) >= min(12, offered(app.screen))
    sitting_of(app).close()


def offered(board: Screen) -> int:
    count = len(cards(drawing.drawn(board)))
    return count if count > 8 else 0


def in_sight(board: Screen, size: tuple[int, int]) -> int:
    """How many cards are seen before anything is scrolled."""
    targets = drawing.drawn(board, size).targets
    return sum(isinstance(target.command, PickAction) and not target.hidden for target in targets)


@pytest.mark.parametrize("name", ["nexperia-standoff", "ukraine-pressure"])
def test_promises_push_out_no_cards_in_a_whole_game(tmp_path: Path, name: str) -> None:
    book = open_scenario(ROOT / "scenarios" / f"{name}.yaml")
    assert isinstance(book, PlayableScenario)
    most = 0
    for app in Stage(tmp_path, book=book).along():
        if app.screen.name == "board":
            most = max(most, len(sitting_of(app).state.promises))
            assert in_sight(app.screen, (1280, 720)) >= min(6, offered(app.screen))
    assert most > 1
