"""Every screen fits: no text cut or lying on another, all in the window, all readable.

Judged from what was drawn, text by text, and not from what the layout meant to do.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawing import misfits, unreadable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from scenes import Stage, draw, scenes  # noqa: E402

WINDOWS = [
    ("en", 100, (1280, 720)),
    ("fr", 100, (1920, 1080)),
    ("fr", 160, (1024, 640)),
]
"""Those of every run; the rest are slow."""
MORE = [
    (language, text, size)
    for language in ("en", "fr")
    for text in (80, 100, 125, 160)
    for size in ((1024, 640), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
    if (language, text, size) not in WINDOWS
]


def found(folder: Path, language: str, text: int, size: tuple[int, int]) -> Iterator[str]:
    for scene in scenes(Stage(folder, language, text, size)):
        draw(scene.app)
        page = scene.app.page
        assert page is not None
        for problem in (*misfits(page), *unreadable(page)):
            yield f"{scene.name}: {problem}"


@pytest.mark.parametrize(("language", "text", "size"), WINDOWS)
def test_every_screen_fits(tmp_path: Path, language: str, text: int, size: tuple[int, int]) -> None:
    assert list(found(tmp_path, language, text, size)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text", "size"), MORE)
def test_every_screen_fits_in_every_window(
    tmp_path: Path, language: str, text: int, size: tuple[int, int]
) -> None:
    assert list(found(tmp_path, language, text, size)) == []
