"""What a person sees on a page that is open in a browser: measured, and what it must not be."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

MEASURE = """() => {
  const shown = (each) => each.checkVisibility({ contentVisibilityAuto: true });
  const buttons = [...document.querySelectorAll(".decide .main")].filter(shown);
  const tray = document.querySelector(".tray");
  const sticks = tray && getComputedStyle(tray).position === "sticky";
  const at = [scrollX, scrollY], covered = [];
  const name = (each) => each.textContent.trim().slice(0, 40);
  const middle = (box) => (box.left + box.right) / 2;
  const choices = [...document.querySelectorAll("[form=pick], .rung, .answers .main")];
  for (const each of choices) {
    each.scrollIntoView({ block: "center" });
    const box = each.getBoundingClientRect();
    const top = document.elementFromPoint(middle(box), box.top + 8);
    if (!top || !each.closest("li").contains(top)) covered.push(name(each));
  }
  // The tray follows the choices: it needn't be there above them.
  if (choices.length) choices[0].scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
  const box = tray?.querySelector(".main")?.getBoundingClientRect();
  const over = box && document.elementFromPoint(middle(box), (box.top + box.bottom) / 2);
  const measured = {
    across: document.documentElement.scrollWidth - innerWidth,
    down: document.documentElement.scrollHeight - innerHeight,
    tray: sticks ? tray.getBoundingClientRect().height / innerHeight : 0,
    covered,
    filled: buttons.filter((each) => each.matches(".filled:not(:disabled)")).map(name),
    inReach: !sticks || !box || box.bottom <= innerHeight && tray.contains(over),
    papers: document.querySelectorAll(".news > details, .news > article").length,
    text: parseFloat(getComputedStyle(document.body).fontSize),
  };
  scrollTo(...at);
  return measured;
}"""
TRAY = 0.2
"""The most of a screen that the tray takes."""
PAPERS = 3
"""The most headlines that stand before a decision; the others are folded."""


def measure(page: Page) -> dict[str, Any]:
    """How much of a page fits, and what covers what."""
    measured: dict[str, Any] = page.evaluate(MEASURE)
    return measured


def faults(page: Page) -> list[str]:
    """What is wrong with the page of a seat, whatever is asked on it."""
    seen = measure(page)
    found = []
    if seen["across"] > 0:
        found.append(f"{seen['across']} pixels stand outside")
    if seen["tray"] > TRAY:
        found.append(f"the tray covers {seen['tray']:.0%} of the screen")
    if seen["covered"]:
        found.append(f"covered: {seen['covered']}")
    if not seen["inReach"]:
        found.append("the button of the tray is out of reach")
    if len(seen["filled"]) > 1 and not page.locator(".answers").count():
        found.append(f"filled: {seen['filled']}")
    if seen["papers"] > PAPERS + 1:
        found.append(f"{seen['papers']} papers before a decision")
    return found


def does_not_fit(page: Page) -> list[str]:
    """What is wrong with a page that doesn't scroll, such as the wall."""
    seen = measure(page)
    return [f"{seen[way]} pixels {way}" for way in ("across", "down") if seen[way] > 0]


def sent_by_enter(page: Page, selector: str) -> list[str]:
    """What is sent when somebody goes to a button, and presses Enter three times."""
    sent: list[str] = []

    def note(request: Any) -> None:
        if request.method == "POST":
            sent.append(re.sub(r"key=[^&]*&", "", request.post_data or ""))

    page.on("request", note)
    button = page.locator(selector).last
    button.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    page.evaluate("() => new Promise((go) => setTimeout(go, 50))")
    page.remove_listener("request", note)
    page.evaluate(
        "() => document.querySelectorAll('details.sure[open]').forEach((e) => { e.open = false; })"
    )
    return sent
