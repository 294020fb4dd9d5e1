"""People at the pages of their seats, who click what is there to be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from browsing import WAIT
from playwright.sync_api import Locator, Page, expect

CONFIRMS = ("accept", "offer", "actions")
"""What a pen does when it is asked, the first that is possible."""
MOST_CARDS = 2
MOMENT = 20
"""The milliseconds between two looks at pages that change by themselves."""


def picks(page: Page) -> Locator:
    """The cards that can still be selected."""
    return page.locator("button[form=pick]")


def confirm(page: Page, what: str) -> Locator:
    """The button that confirms for the side, if it can be pressed."""
    return page.locator(f"button[name=what][value^='{what}']:enabled")


def is_asked(page: Page) -> bool:
    """Whether the person on this page has the pen, and something to decide."""
    return page.locator("input[name=do][value=confirm]").count() > 0


def look_again(page: Page) -> None:
    """Follows the link of a page that does not change by itself, because no script runs there."""
    page.click(".again a")
    page.wait_for_load_state()


def turn_to(page: Page, name: str) -> None:
    """Turns to a tab."""
    page.click(f"nav.seat-tabs a[href$='tab={name}']")
    expect(page.locator("nav.seat-tabs a[aria-current=page]")).to_have_attribute(
        "href", f"/seat?tab={name}"
    )


def select(page: Page) -> None:
    """Selects a card more."""
    count = page.locator(".card.picked").count()
    picks(page).first.click()
    expect(page.locator(".card.picked")).to_have_count(count + 1)


def press(page: Page, button: Locator) -> None:
    """Presses a button that decides, and waits until the page asks for something else."""
    asked = page.locator("input[name=fingerprint]").first.get_attribute("value")
    button.click()
    expect(page.locator(f"input[name=fingerprint][value='{asked}']")).to_have_count(0)


def decide(page: Page) -> None:
    """Decides what is asked on a page: selects two cards, accepts, offers or answers."""
    for _ in range(MOST_CARDS):
        if picks(page).count():
            select(page)
    for what in (*CONFIRMS, "answer:"):
        button = confirm(page, what)
        if button.count():
            return press(page, button.first)
    raise AssertionError(page.inner_text("main"))


def next_asked(pens: Sequence[Page]) -> Page | None:
    """The first page on which something is asked; None where the game is over on all of them."""
    for _ in range(WAIT // MOMENT):
        for page in pens:
            if is_asked(page):
                return page
        if all(page.locator(".paper.over").count() for page in pens):
            return None
        pens[0].wait_for_timeout(MOMENT)
    raise AssertionError([page.inner_text("main") for page in pens])
