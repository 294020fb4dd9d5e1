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


def open_question(page: Page, what: str) -> None:
    """Opens what is asked before something is confirmed, where anything is."""
    question = page.locator(f"details.sure[id^='sure-{what}-']:not([open]) > summary")
    if question.count():
        question.click()


def press(page: Page, button: Locator) -> None:
    """Presses a button that decides, and waits until the page asks for something else."""
    asked = page.locator("input[name=fingerprint]").first.get_attribute("value")
    open_question(page, button.get_attribute("value") or "")
    button.click()
    expect(page.locator(f"input[name=fingerprint][value='{asked}']")).to_have_count(0)


def draft(page: Page) -> None:
    """Chooses something for each issue of a draft for which nothing is chosen yet."""
    steps = page.locator("nav.steps a.step")
    for number in range(steps.count()):
        steps.nth(number).click()
        expect(steps.nth(number)).to_have_attribute("aria-current", "step")
        chosen = page.locator(".rung.draft")
        if not chosen.count():
            page.locator("button.rung").first.click()
            expect(chosen).to_have_count(1)


def prepare(page: Page, *, accepts: bool = True) -> None:
    """Selects two cards, or drafts a package where none can be, or isn't to be, accepted."""
    if not accepts or not confirm(page, "accept").count():
        draft(page)
    for _ in range(MOST_CARDS):
        if picks(page).count():
            select(page)


def decide(page: Page, *, accepts: bool = True) -> None:
    """Decides what is asked on a page: selects two cards, accepts, offers, answers or waits.

    accepts: whether what another offers is accepted.
    """
    prepare(page, accepts=accepts)
    for what in (*CONFIRMS, "answer:", "pass"):
        button = confirm(page, what)
        if button.count() and (accepts or what != "accept"):
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
