"""Two pictures of the window, compared with those that were looked at.

    COMMUNIQUE_RENEW=1 pytest tests/ui/test_pictures.py

draws them anew; look at them before they are kept.
"""

import os
import sys
from pathlib import Path

import numpy as np
import pygame
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from scenes import scenes  # noqa: E402
from stage import Stage, draw  # noqa: E402

GOLDEN = Path(__file__).parent / "golden"
SIZE = (640, 360)
"""They are kept at half their size."""
MEAN, FAR, SHARE = 1.5, 48, 0.004
"""How far pixels may differ on average, and the share of them that may differ by much."""


def difference(found: pygame.Surface, kept: pygame.Surface) -> tuple[float, float, pygame.Surface]:
    """The mean difference of two pictures, the share that differs by much, and a picture of it."""
    a, b = (pygame.surfarray.array3d(each).astype(int) for each in (found, kept))
    apart = np.abs(a - b)
    shown = pygame.surfarray.make_surface(np.minimum(apart * 4, 255))
    return float(apart.mean()), float((apart.max(axis=2) > FAR).mean()), shown


def small(picture: pygame.Surface) -> pygame.Surface:
    return pygame.transform.smoothscale(picture.convert(24), SIZE)


@pytest.mark.parametrize("name", ["title", "board-picked"])
def test_it_looks_as_it_did_when_somebody_looked(name: str, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "games")
    found = small(draw(next(s.app for s in scenes(stage) if s.name == name)))
    path = GOLDEN / f"{name}.png"
    if os.environ.get("COMMUNIQUE_RENEW"):
        GOLDEN.mkdir(exist_ok=True)
        pygame.image.save(found, path)
    kept = pygame.image.load(path).convert(24)
    mean, share, shown = difference(found, kept)
    if mean > MEAN or share > SHARE:
        pygame.image.save(found, tmp_path / f"{name}-now.png")
        pygame.image.save(shown, tmp_path / f"{name}-difference.png")
    assert (mean <= MEAN, share <= SHARE) == (True, True), (mean, share, f"see {tmp_path}")


def test_a_moved_box_and_another_colour_are_noticed(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "games")
    picture = small(draw(stage.app()))
    other = picture.copy()
    other.blit(picture, (300, 40), pygame.Rect(20, 40, 60, 60))
    assert difference(picture, other)[1] > SHARE
    pale = picture.copy()
    pale.fill((12, 12, 12), special_flags=pygame.BLEND_ADD)
    assert difference(picture, pale)[0] > MEAN
