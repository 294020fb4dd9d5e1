"""Every screen fits: no text cut or lying on another, all in the window, all readable.

What can be pressed is where it was drawn: its box, or its words, to the pixel. Judged from what was
drawn, text by text, and not from what the layout meant to do; in each window all that can be
scrolled to or leafed to is looked at, and Tab goes through it.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pygame
import pytest
from attrs import frozen
from drawing import lacked, misfits, reached, unheard, unknown, unreadable
from hitboxes import astray

from game.ui.page.events import KeyPress
from game.ui.page.page import Page
from game.ui.paint.fonts import FACES, clean
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.shell.app import App
from game.words.language import FOLDER

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from scenes import Scene, along, scenes  # noqa: E402
from stage import Stage  # noqa: E402

SHIPPED = ROOT / "scenarios" / "kuala-lumpur.yaml"
"""The one of every run, in both of its languages."""
OTHERS = [
    path
    for path in sorted((ROOT / "scenarios").glob("*.yaml"))
    if "." not in path.stem and path != SHIPPED
]
TRANSLATED = [path for path in OTHERS if path.with_suffix(".fr.yaml").exists()]
BARE = sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))
SHELF = "title-shelf"
MOST = 40
"""Leaves and boxfuls that are looked at."""


@frozen
class Window:
    """One size with some settings."""

    wide: int
    high: int
    text: int = 100
    high_contrast: bool = False


FEW = [Window(1280, 720), Window(1024, 640, 160, True)]
"""Those of every run: the first shows whether what can be pressed is where it was drawn, the
second whether Tab reaches it; the others are for the slow test."""
SIZES = ((1024, 640), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
MANY = [
    *(Window(*size, text) for size in SIZES for text in (80, 100, 125, 160)),
    Window(1280, 720, 100, True),
    Window(1024, 640, 160, True),
]


def problems(
    found: Iterable[Scene], windows: Iterable[Window], *, pressed: bool = True
) -> Iterator[str]:
    """What is wrong with scenes in some windows; pressed: also with what can be pressed there."""
    windows = list(windows)
    for scene in found:
        settings, size = scene.app.program.settings, scene.app.size
        for window in windows:
            for problem in in_window(scene.app, window, pressed):
                yield f"{scene.name}, {window}: {problem}"
        scene.app.size = size
        scene.app.program.change(text=settings.text, high_contrast=settings.high_contrast)


def in_window(app: App, window: Window, pressed: bool) -> Iterator[str]:
    app.size = window.wide, window.high
    app.program.change(text=window.text, high_contrast=window.high_contrast)
    before = app.looking
    found = dict.fromkeys(astray(app) if pressed and window == FEW[0] else ())
    found |= dict.fromkeys(seen(app))
    if pressed and window != FEW[0]:
        app.look(scrolls={})
        found |= dict.fromkeys(reached(app, app.draw(pygame.Surface(app.size))))
    app.look(focus=before.focus, ring=before.ring, scrolls=before.scrolls)
    yield from found


def seen(app: App) -> Iterator[str]:
    """What is wrong with all that can be seen of a screen in a window."""
    surface = pygame.Surface(app.size)
    app.look(scrolls={})
    for _ in range(MOST):
        page = app.draw(surface)
        yield from chain(misfits(page), unreadable(page), unknown(page), unheard(app.screen, page))
        if not further(app, page):
            return


def further(app: App, page: Page) -> bool:
    """Scrolls each box a boxful on, or turns a leaf; False where all has been seen."""
    before = dict(app.looking.scrolls)
    after = before | {
        name: offset
        for name, box in page.scrolled.items()
        if (offset := box.offset_of_next_page(before.get(name, box.stops[0]))) is not None
    }
    if after != before:
        app.look(scrolls=after)
        return True
    if app.screen.name not in ("situation", "briefing"):
        return False
    texts = [blit.text for blit in page.canvas.texts]
    app.take(KeyPress("right"))
    return texts != [blit.text for blit in app.draw(page.canvas.surface).canvas.texts]


def stage(folder: Path, code: str, path: Path) -> Stage:
    book = open_scenario(path)
    assert isinstance(book, PlayableScenario), book.problems
    return Stage(folder, code, book=book)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_screen_fits_and_what_can_be_pressed_is_where_it_was_drawn(
    tmp_path: Path, code: str
) -> None:
    # Where there is least room for French; the slow test presses in it, and in all windows.
    found = scenes(stage(tmp_path, code, SHIPPED))
    windows = FEW if code == "en" else FEW[-1:]
    assert list(problems(found, windows, pressed=code == "en")) == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_versions_of_a_scenario_have_room_on_its_sheet_beside_large_text(
    tmp_path: Path, code: str
) -> None:
    shelf = next(scene for scene in scenes(stage(tmp_path, code, SHIPPED)) if scene.name == SHELF)
    assert list(problems([shelf], [Window(1366, 768, 160)])) == []


@pytest.mark.parametrize(
    "step",
    [
        6,
        pytest.param(
            1, marks=pytest.mark.slow(reason="It looks at every decision, not at each sixth.")
        ),
    ],
)
def test_a_game_of_three_sides_without_many_texts_fits_all_the_way(
    tmp_path: Path, step: int
) -> None:
    bare = stage(tmp_path, "en", ROOT / "tests" / "scenarios" / "countermeasures.yaml")
    assert list(problems(islice(along(bare), 0, None, step), FEW[:1])) == []


@pytest.mark.slow(reason="It draws every screen of all scenarios in a dozen sizes of window.")
@pytest.mark.parametrize(
    ("path", "code", "windows"),
    [
        *((SHIPPED, code, MANY) for code in ("en", "fr")),
        *((path, "en", [*MANY[::3], MANY[-1]]) for path in (*OTHERS, *BARE)),
        *((path, "fr", [*MANY[::3], MANY[-1]]) for path in TRANSLATED),
    ],
    ids=lambda each: each.stem if isinstance(each, Path) else each if isinstance(each, str) else "",
)
def test_every_screen_of_every_scenario_fits_in_every_window(
    tmp_path: Path, path: Path, code: str, windows: list[Window]
) -> None:
    found = stage(tmp_path, code, path)
    assert list(problems(scenes(found), windows)) == []
    assert list(problems(along(found), FEW)) == []


def test_every_sign_of_every_sentence_and_scenario_is_in_every_font() -> None:
    files = [*FOLDER.glob("*.po"), *(ROOT / "scenarios").glob("*.yaml"), *BARE]
    text = clean("".join(path.read_text(encoding="utf-8") for path in files)).replace("\n", "")
    lacking = {face: lacked(text + text.upper(), face) for face in FACES}
    assert lacking == dict.fromkeys(FACES, "")
