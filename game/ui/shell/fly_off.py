"""What flies off a page at a decision: cards to the record, an offer across the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame
from attrs import frozen

from game.model.decisions import Act, Move, Offer
from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.table.table_commands import ChooseOption

SECONDS = 0.22
_SMALL = 0.35
"""The size of a flying picture on arrival, as a share of its first size."""


@frozen
class Flight:
    """Pictures of what was decided, and where each of them lay."""

    pictures: tuple[tuple[pygame.Surface, Rect], ...]
    begun: float
    """The time at which it began, on the monotonic clock."""


def start_flight(page: Page | None, moves: Sequence[Move], now: float) -> Flight | None:
    """The pictures that fly off a page for some decisions; None where it shows none of them."""
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
    """The commands whose targets show a decision on a page."""
    for move in moves:
        if isinstance(move, Act):
            yield PickAction(move.action)
        elif isinstance(move, Offer):
            for issue, option in move.package.items():
                yield ChooseOption(issue, option)


def draw_flight(page: Page, flight: Flight, now: float) -> bool:
    """Draws the flying pictures over a page; returns whether they are still on their way."""
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
    """Where the pictures fly: to the record if the page has one, else to the top."""
    for name, box in page.scrolled.items():
        if name.startswith(("record", "lately")):
            return box.rect.centerx, box.rect.top
    return page.rect.centerx, 0
