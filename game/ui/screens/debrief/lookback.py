"""Panels and pages of the look back: tracks, the table, decisions."""

from __future__ import annotations

from game.presenter.debrief import Debrief
from game.presenter.prose import bare
from game.ui.page.commands import Do
from game.ui.page.elements import Element, Flow, Gap, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import columns, cut_bottom, cut_top
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import PANEL, SMALL, line_height
from game.ui.screens.debrief.choice import told
from game.ui.screens.debrief.choices import grid, listed
from game.ui.screens.debrief.movements import by_turn, charts, filling, lettered, liveliest, signs
from game.ui.screens.debrief.offers import clauses, offers
from game.ui.screens.debrief.outcome import OutcomeSheet
from game.ui.screens.debrief.possible import about, keys, picture, remainder
from game.ui.widgets.buttons import toggle
from game.ui.widgets.frame import panel, sheet
from game.ui.widgets.plane.plane import draw_plane

_LEAST = 340
"""How high what was agreed is at least, in steps that grow with text; more of it is scrolled."""


def outcome_sheet(debrief: Debrief, most: int = 99) -> OutcomeSheet:
    """How it ended; with so many lines of each score."""
    return OutcomeSheet(debrief.words, debrief.view, most, debrief.below)


def outcome_page(page: Page, rect: Rect, debrief: Debrief) -> None:
    """How it ended in full, and below it what was agreed, where there is room for some of it."""
    gap, whole = page.px(16), outcome_sheet(debrief)
    high = min(rect.h, whole.natural(page, rect.w))
    top, rest = cut_top(rect, high, gap)
    whole.draw_in(page, top)
    if not debrief.tables or not debrief.tabled.clauses:
        return
    words, found = debrief.words, debrief.tabled
    parts = clauses(page, words, found)
    key = "signed" if found.agreed is not None else "last"
    title = words.say(f"ui.over.table.{key}", table=words.naming.table(found.table))
    left, right = columns(rest, (-1, -1), page.px(24))
    inner = left.w - 2 * page.px(24)
    high = sum(part.height(page, inner) + page.px(5) for part in parts) + page.theme.tall(110)
    if min(high, page.theme.tall(_LEAST)) <= rest.h:
        high = min(rest.h, high * 4 // 3)
        table_panel(page, Rect(right.x, right.y, right.w, high), debrief)
        inside = sheet(page, Rect(left.x, left.y, left.w, high), title)
        Scroll("clauses", tuple(parts), 5, page.paper.line).draw_in(page, inside)


def _room(page: Page, rect: Rect) -> int:
    """How wide what is scrolled is beside its bar."""
    return rect.w - max(6, page.px(10)) - page.px(6)


# Tracks


def track_panel(page: Page, rect: Rect, debrief: Debrief) -> None:
    """The tracks that moved most, with what mattered most to them."""
    words = debrief.words
    inner = panel(page, rect, words.say("ui.over.tracks"))
    legend = lettered(words, debrief.foremost)
    if legend.parts:
        top, inner = cut_top(inner, legend.height(page, inner.w), page.px(8))
        legend.draw(page, top.x, top.y, top.w)
    found = liveliest(words, debrief.marked)
    room = Rect(inner.x, inner.y, _room(page, inner), inner.h)
    rows = filling(page, words, found, room, 44, 8)
    Scroll("tracks", tuple(rows), 8).draw_in(page, inner)


def track_page(page: Page, rect: Rect, debrief: Debrief) -> None:
    """All tracks, and all that moved them."""
    words = debrief.words
    dashes = signs(page, words, hidden=_hidden(debrief))
    if page.theme.tight:
        inner = panel(page, rect, words.say("ui.over.tracks"))
        rows = charts(page, words, debrief.curves, _room(page, inner), 92)
        told = by_turn(page, words, debrief.events)
        Scroll("tracks", (*rows, dashes, *told), 14).draw_in(page, inner)
        return
    left, right = columns(rect, (-1, page.theme.tall(416)), page.px(24))
    inner = panel(page, left, words.say("ui.over.tracks"))
    room = Rect(inner.x, inner.y, _room(page, inner), inner.h)
    rows = filling(page, words, debrief.curves, room, 84, 16)
    Scroll("tracks", tuple(rows), 16).draw_in(page, inner)
    inner = panel(page, right, words.say("ui.over.events"))
    inner, foot = cut_bottom(inner, dashes.height(page, inner.w), page.px(12))
    dashes.draw(page, foot.x, foot.y, foot.w)
    Scroll("events", tuple(by_turn(page, words, debrief.events)), 5).draw_in(page, inner)


def _hidden(debrief: Debrief) -> bool:
    return any(track.seen_by is not None for track in debrief.words.scenario.tracks.values())


# The table


def table_panel(page: Page, rect: Rect, debrief: Debrief) -> None:
    """The plane, and beside it what its marks stand for."""
    words, found = debrief.words, debrief.tabled
    inner = panel(page, rect, words.say("ui.over.table"))
    side = min(page.theme.tall(250), inner.w * 38 // 100)
    left, right = columns(inner, (-1, side), page.px(16))
    draw_plane(page, left, picture(page, words, found))
    page.explain(left, "cloud")
    Scroll("keys", tuple(_keys(page, debrief, narrow=True)), 1).draw_in(page, right)


def _keys(page: Page, debrief: Debrief, *, narrow: bool) -> list[Element]:
    words, found = debrief.words, debrief.tabled
    parts = keys(page, words, found, narrow=narrow)
    if found.agreed is not None:
        parts += remainder(page, words, found.plane, found.agreed)
    if not found.plane.cloud:
        parts += about(page, words, found)
    return parts


def _pills(debrief: Debrief) -> Flow:
    """Which table is looked at, and which two of its parties, where there are several."""
    words, found, parts = debrief.words, debrief.tabled, []
    if len(debrief.tables) > 1:
        for id in debrief.tables:
            parts.append(toggle(Do("table", id), words.naming.table(id), id == found.table))
    if len(debrief.twos) > 1:
        for name, (one, other) in debrief.twos.items():
            label = words.say("ui.plane.two", one=bare(words, one), other=bare(words, other))
            parts.append(toggle(Do("two", name), label, (one, other) == found.plane.sides))
    return Flow(tuple(parts), 8)


def table_page(page: Page, rect: Rect, debrief: Debrief) -> None:
    """The plane as large as it can be, its marks with their meaning, and all offers."""
    words, found = debrief.words, debrief.tabled
    side = min(page.theme.tall(480), rect.w * 40 // 100)
    left, right = columns(rect, (-1, side), page.px(24))
    name = words.naming.table(found.table)
    inner = panel(page, left, words.say("ui.over.table.of", table=name))
    pills = _pills(debrief)
    if pills.parts:
        top, inner = cut_top(inner, pills.height(page, inner.w), page.px(12))
        pills.draw(page, top.x, top.y, top.w)
    draw_plane(page, inner, picture(page, words, found))
    page.explain(inner, "cloud")
    inner = panel(page, right, "")
    rows = offers(page, words, found)
    parts = [
        *_keys(page, debrief, narrow=page.theme.tight),
        Gap(8),
        *about(page, words, found),
        Gap(8),
        *rows,
    ]
    Scroll("about-table", tuple(parts), 6).draw_in(page, inner)


# Decisions


def decision_panel(page: Page, rect: Rect, debrief: Debrief) -> None:
    """All decisions by their signs."""
    words = debrief.words
    inner = panel(page, rect, words.say("ui.over.decisions"))
    chosen = debrief.choice.number if debrief.choice is not None else -1
    parts = grid(page, words, debrief.choices, _room(page, inner), chosen, named=False)
    _scrolled(page, inner, debrief, parts)


def decisions_high(page: Page, width: int, debrief: Debrief) -> int:
    """How high the panel of all decisions is where all of it has room."""
    inner = width - 2 * page.px(24)
    parts = grid(page, debrief.words, debrief.choices, inner, -1, named=False)
    head = line_height(PANEL, page.theme) + page.px(44)
    return head + sum(part.height(page, inner) + page.px(6) for part in parts)


def decision_page(page: Page, rect: Rect, debrief: Debrief) -> None:
    """All decisions by name, and what one of them brought."""
    words = debrief.words
    share = 52 if page.theme.tight else 66
    left, right = columns(rect, (rect.w * share // 100, -1), page.px(24))
    inner = panel(page, left, words.say("ui.over.decisions"))
    chosen = debrief.choice.number if debrief.choice is not None else -1
    room = _room(page, inner)
    parts = grid(page, words, debrief.choices, room, chosen, named=True)
    if page.theme.tight or any(part.height(page, room) > inner.h for part in parts):
        parts = listed(page, words, debrief.choices, chosen)
    _scrolled(page, inner, debrief, parts)
    detail(page, right, debrief)


def _scrolled(page: Page, inner: Rect, debrief: Debrief, parts: list[Element]) -> None:
    if not parts:
        none = Words(debrief.words.say("ui.over.decisions.none"), SMALL, page.ink.second)
        none.draw(page, inner.x, inner.y, inner.w)
        return
    ring = page.px(8)
    Scroll("decisions", tuple(parts), 6).draw_in(page, inner.inflate(0, ring))


def detail(page: Page, rect: Rect, debrief: Debrief) -> None:
    """The decision that is looked at, on paper."""
    inner = sheet(page, rect)
    if debrief.choice is not None:
        parts = told(page, debrief.words, debrief.choice)
        name = f"told-{debrief.choice.number}"
        Scroll(name, tuple(parts), 3, page.paper.line).draw_in(page, inner)
