"""Letters: each stands beside the next, in every face."""

from __future__ import annotations

from itertools import product
from string import ascii_letters, digits, punctuation

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest

from game.ui.theme import themed
from game.ui.type import FACES, Style, rendered, width_of

SIGNS = f"{ascii_letters}{digits}{punctuation}“”‘’…½¼¾«»–—−×€éàçœß¹²³"
WHITE = (255, 255, 255)


@pytest.mark.parametrize(("face", "size"), [*product(FACES, (14, 20, 32))])
def test_no_sign_runs_into_the_next(face: str, size: int) -> None:
    pygame.font.init()
    style, theme = Style(face, size, 1.3), themed((1920, 1080))
    for sign in SIGNS:
        # What follows a sign and a full line is the line alone: nothing of the sign lies on it.
        bar, both = rendered("|", style, size, WHITE), rendered(f"{sign}|", style, size, WHITE)
        assert both.get_width() == width_of(f"{sign}|", style, theme)
        left = both.get_width() - bar.get_width()
        wide = pygame.mask.from_surface(rendered(sign, style, size, WHITE)).get_bounding_rects()
        right = max((rect.right for rect in wide), default=0)
        assert right - left <= size * 0.12, (sign, right, left)
