"""What flies off a page when it is decided: cards to the record, an offer across the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame
from attrs import frozen

from game.model.decisions import Act, Move, Offer
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.screens.board.commands import PickAction
from game.ui.screens.table.commands import ChooseOption

SECONDS = 0.22
_SMALL = 0.35
"""As a share of its size, how large what flies is when it arrives."""


@frozen
class Flight:
    """Pictures of what was decided, each from where it lay."""

    pictures: tuple[tuple[pygame.Surface, Rect], ...]
    begun: float
    """On the clock that the window goes by."""


def start_flight(page: Page | None, moves: Sequence[Move], now: float) -> Flight | None:
    """What flies off a page for decisions; None where nothing of them is to be seen on it."""
    if page is None or not page.theme.motion:
        return None
    wanted = set(_played(moves))
    pictures = tuple(
        (page.canvas.surface.subsurface(target.rect).copy(), target.rect.copy())
        for target in page.targets
        if target.command in wanted and not target.hidden and page.rect.contains(target.rect)
    )
    return Flight(pictures, now) if pictures else None


def _played(moves: Sequence[Move]) -> Iterator[Command]:
    """What shows a decision on a page."""
    for move in moves:
        if isinstance(move, Act):
            yield PickAction(move.action)
        elif isinstance(move, Offer):
            for issue, option in move.package.items():
                yield ChooseOption(issue, option)


def draw_flight(page: Page, flight: Flight, now: float) -> bool:
    """Draws what flies over a page; whether it has not arrived yet."""
    share = (now - flight.begun) / SECONDS
    if share >= 1:
        return False
    eased = 1 - (1 - max(0.0, share)) ** 3
    goal = _goal(page)
    for picture, start in flight.pictures:
        size = 1 - (1 - _SMALL) * eased
        small = pygame.transform.smoothscale_by(picture, size)
        small.set_alpha(round(255 * (1 - eased**3)))
        x = start.centerx + (goal[0] - start.centerx) * eased
        y = start.centery + (goal[1] - start.centery) * eased
        page.canvas.picture(
            small, (round(x - small.get_width() / 2), round(y - small.get_height() / 2))
        )
    return True


def _goal(page: Page) -> tuple[int, int]:
    """Where it flies: to the record where there is one, else to the top of the page."""
    for name, box in page.scrolled.items():
        if name.startswith(("record", "lately")):
            return box.rect.centerx, box.rect.top
    return page.rect.centerx, 0
