"""Moves of the focus and of scrolled boxes; each function returns the new `Looking`."""

from __future__ import annotations

import pygame
from attrs import evolve

from game.ui.page.commands import Way
from game.ui.page.page import Looking, Page, Target, Term

_ASIDE = 2.4
"""How much more a pixel across the direction of a move counts than a pixel along it."""


def can_press_focus(page: Page, looking: Looking) -> bool:
    """Whether the focus is on something that can be pressed."""
    return any(target.command == looking.focus for target in page.targets)


def target_at(page: Page, place: tuple[int, int]) -> Target | None:
    """The target at a place; where several overlap, the one that was drawn last."""
    for target in reversed(page.targets):
        if not target.hidden and target.rect.collidepoint(place):
            return target
    return None


def step_focus(page: Page, looking: Looking, step: int) -> Looking:
    """Moves the focus to the next target or the one before, and wraps around at the ends."""
    targets = [target for target in page.targets if not target.by_mouse]
    if not targets:
        return looking
    places = [i for i, target in enumerate(targets) if target.command == looking.focus]
    place = (places[0] + step if looking.ring else places[0]) if places else 0
    return _on(page, looking, targets[place % len(targets)])


def move_focus(page: Page, looking: Looking, way: Way) -> Looking:
    """Moves the focus to the nearest target in a direction."""
    seen = [t for t in page.targets if not (t.hidden or t.by_mouse)]
    focused = next((target for target in seen if target.command == looking.focus), None)
    if focused is None or not looking.ring:
        first = focused or next(iter(seen), None)
        return looking if first is None else _on(page, looking, first)
    nearest = min(
        (
            (away, i)
            for i, target in enumerate(seen)
            if (away := distance_towards(focused.rect, target.rect, way)) is not None
        ),
        default=None,
    )
    if nearest is not None:
        return _on(page, looking, seen[nearest[1]])
    return (
        step_focus(page, looking, 1 if way in ("down", "right") else -1)
        if focused.scroll
        else looking
    )


def distance_towards(here: pygame.Rect, there: pygame.Rect, way: Way) -> float | None:
    """The distance to a box in a direction; None where it does not lie there."""
    dx = there.centerx - here.centerx
    dy = there.centery - here.centery
    along, across = (dx, dy) if way in ("left", "right") else (dy, dx)
    along = along if way in ("right", "down") else -along
    return along + _ASIDE * abs(across) if along > 4 else None


def _on(page: Page, looking: Looking, target: Target) -> Looking:
    """Puts the focus on a target and scrolls it into sight."""
    return scroll_into_sight(page, evolve(looking, focus=target.command, ring=True), target)


def scroll_into_sight(page: Page, looking: Looking, target: Target | Term) -> Looking:
    """Scrolls the box around a target until the whole part it stands on is seen."""
    if not target.scroll:
        return looking
    box = page.scrolled[target.scroll]
    pieces = target.part[1] > box.rect.h
    top, height = (target.top, target.rect.h) if pieces else target.part
    offset, end = looking.scrolls.get(target.scroll, 0), top + height
    offset = max((stop for stop in box.stops if stop <= offset), default=0)
    inside = offset <= top and end <= offset + box.rect.h
    if not target.hidden and (inside or not pieces):
        return looking
    fitting = [stop for stop in box.stops if stop <= top and end <= stop + box.rect.h]
    nearest = max((stop for stop in box.stops if stop <= top), default=0)
    first = top > offset and not pieces
    wanted = nearest if not fitting else fitting[0] if first else fitting[-1]
    return _scrolled_to(looking, target.scroll, wanted)


def turn_wheel(page: Page, looking: Looking, place: tuple[int, int], steps: int) -> Looking:
    """Scrolls the box under the mouse by so many parts."""
    name = next((n for n, box in page.scrolled.items() if box.rect.collidepoint(place)), None)
    if name is None:
        return looking
    stops, offset = page.scrolled[name].stops, looking.scrolls.get(name, 0)
    index = max((i for i, stop in enumerate(stops) if stop <= offset), default=0)
    return _scrolled_to(looking, name, stops[min(max(index + steps, 0), len(stops) - 1)])


def press_scroll_bar(page: Page, looking: Looking, place: tuple[int, int]) -> Looking | None:
    """Scrolls a page further after a click on a scroll bar, or on what is said of the parts below.

    None where there is nothing of that.
    """
    for name, box in page.scrolled.items():
        if box.more is not None and box.more.collidepoint(place):
            wanted = box.offset_of_next_page(looking.scrolls.get(name, box.stops[0]))
            return looking if wanted is None else _scrolled_to(looking, name, wanted)
        bar = box.rect.copy()
        bar.left, bar.width = box.rect.right - 2 * box.bar, 3 * box.bar
        if box.bar and bar.collidepoint(place):
            offset, (top, height) = looking.scrolls.get(name, box.stops[0]), box.parts[-1]
            middle = box.rect.top + box.rect.h * (offset + box.rect.h / 2) / (top + height)
            wanted = box.offset_of_next_page(offset, 1 if place[1] > middle else -1)
            return looking if wanted is None else _scrolled_to(looking, name, wanted)
    return None


def turn_page(page: Page, looking: Looking, step: int) -> Looking:
    """Scrolls a page further: in the focused box while it can, else in the largest that can."""
    focused = next((t.scroll for t in page.targets if t.command == looking.focus), "")
    boxes = page.scrolled
    order = sorted(
        boxes, key=lambda name: (name != focused, -boxes[name].rect.w * boxes[name].rect.h)
    )
    for name in order:
        offset = boxes[name].offset_of_next_page(looking.scrolls.get(name, 0), step)
        if offset is not None:
            return _scrolled_to(looking, name, offset)
    return looking


def _scrolled_to(looking: Looking, name: str, offset: int) -> Looking:
    return evolve(looking, scrolls={**looking.scrolls, name: offset})
