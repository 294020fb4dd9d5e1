"""Explanations on a page: under the mouse, at the focus, and in the walk by keys."""

from __future__ import annotations

from attrs import evolve

from game.ui.page.commands import (
    ExplainScreen,
    FocusNext,
    LeaveScreen,
    MoveFocus,
    PressFocused,
    Way,
    WindowCommand,
)
from game.ui.page.focus import distance_towards, scroll_into_sight
from game.ui.page.page import Looking, Page, Term


def explained_terms(page: Page) -> list[Term]:
    """Everything on a page that has an explanation: terms, and buttons without words."""
    signs = [
        Term(t.rect, name=t.tip, scroll=t.scroll, hidden=t.hidden, top=t.top)
        for t in page.targets
        if t.tip and not t.by_mouse
    ]
    return [*page.terms, *signs]


def walk_order(page: Page) -> list[Term]:
    """Everything that has an explanation, each explanation once, in the order of the walk."""
    explained: dict[tuple[str, str, str], Term] = {}
    for term in explained_terms(page):
        same = (term.key, term.name, term.text)
        if same not in explained or _plainer(term, explained[same]):
            explained[same] = term
    return list(explained.values())


def _plainer(term: Term, than: Term) -> bool:
    """Whether a term is easier to see than another: visible, and larger."""
    return (not term.hidden, term.rect.w * term.rect.h) > (
        not than.hidden,
        than.rect.w * than.rect.h,
    )


def term_at(page: Page, place: tuple[int, int]) -> Term | None:
    """The term that is explained at a place: the smallest that is visible there."""
    by_mouse = [Term(t.rect, name=t.tip) for t in page.targets if t.by_mouse and not t.hidden]
    explained = [*explained_terms(page), *by_mouse]
    under = [t for t in explained if not t.hidden and t.rect.collidepoint(place)]
    return min(under, key=lambda t: t.rect.w * t.rect.h, default=None)


def focused_term(page: Page) -> Term | None:
    """The term that has the focus, where the focus is shown."""
    target = next((t for t in page.targets if page.focused(t.command) and not t.hidden), None)
    if target is None:
        return None
    return next((t for t in explained_terms(page) if t.rect == target.rect and not t.hidden), None)


def begin_walk(page: Page, looking: Looking) -> Looking:
    """Begins the walk at the focus, or at the first visible term."""
    order, at_focus_term = walk_order(page), focused_term(page)
    first = next((i for i, term in enumerate(order) if not term.hidden), 0 if order else -1)
    at_focus = next((i for i, term in enumerate(order) if at_focus_term == term), first)
    return evolve(looking, term=at_focus)


def step_walk(page: Page, looking: Looking, command: WindowCommand | None) -> Looking:
    """Takes the walk a step further, or ends it. command: what the key asks for."""
    order = walk_order(page)
    if not order:
        return evolve(looking, term=-1)
    index = looking.term % len(order)
    match command:
        case LeaveScreen() | ExplainScreen() | PressFocused():
            return evolve(looking, term=-1)
        case FocusNext(step=step):
            return _at(page, looking, order, index + step)
        case MoveFocus(way=way):
            return _at(page, looking, order, _towards(order, index, way))
        case _:
            return looking


def _towards(order: list[Term], index: int, way: Way) -> int:
    """The index of the nearest term in a direction; if there is none, of the next or last one."""
    if not order[index].hidden:
        nearest = min(
            (
                (away, i)
                for i, term in enumerate(order)
                if not term.hidden
                and (away := distance_towards(order[index].rect, term.rect, way)) is not None
            ),
            default=None,
        )
        if nearest is not None:
            return nearest[1]
    return index + (1 if way in ("right", "down") else -1)


def _at(page: Page, looking: Looking, order: list[Term], wanted: int) -> Looking:
    wanted %= len(order)
    return scroll_into_sight(page, evolve(looking, term=wanted), order[wanted])
