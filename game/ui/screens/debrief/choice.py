"""One decision of a game: its sign, its name, and on paper what it brought."""

from __future__ import annotations

from typing import cast

from game.model.frozen import FrozenMap
from game.presenter.decisions import Choice
from game.presenter.prose import bare, flowing
from game.ui.page.elements import Element, Gap, Line, Rich, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import BODY, CAPITALS, PANEL, SMALL, SMALL_STRONG, STRONG
from game.ui.widgets.marked import Marked
from game.ui.widgets.side_looks import looks
from game.words.wording import Wording

_SIGNS = {
    "acted": "flag",
    "passed": "pause",
    "offered": "offer",
    "accepted": "accept",
    "walked": "door",
    "answered": "quote",
}


def sign(choice: Choice) -> str:
    """The icon of a decision."""
    return _SIGNS[choice.head.code]


def title(words: Wording, choice: Choice) -> str:
    """A decision in a few words."""
    values, code = choice.head.values, choice.head.code
    if code == "acted":
        return words.naming.action(str(values["action"]))
    if code == "answered":
        return words.naming.answer(str(values["inject"]), str(values["answer"]))
    if code == "passed" and "table" in values:
        code = "passed.table"
    if code == "offered":
        return words.say("ui.over.did.offered", count=choice.count)
    return words.say(f"ui.over.did.{code}")


def told(page: Page, words: Wording, choice: Choice) -> list[Element]:
    """One decision on paper: what it was, what was noted, and what followed."""
    paper, side = page.paper, bare(words, choice.side)
    look = looks(words.scenario, page.palette)[choice.side]
    key = "ui.over.did.when.day" if words.day(choice.turn) else "ui.over.did.when"
    when = words.say(key, side=side, turn=choice.turn, day=words.day(choice.turn))
    parts: list[Element] = [
        Words(when, SMALL_STRONG, look.on_paper),
        Words(title(words, choice), PANEL, paper.first),
    ]
    text = _text(words, choice)
    if text:
        parts += [Gap(6), Words(text, BODY, paper.second)]
    if choice.head.code == "offered":
        parts += [Gap(4), *_package(page, words, choice)]
    if choice.note:
        parts += [
            Gap(10),
            Words(words.say("ui.over.did.note"), CAPITALS, paper.third),
            Marked("pen", choice.note, BODY, paper.first, paper.brass),
        ]
    parts += [Gap(10), Line(paper.line), Gap(8)]
    return [*parts, *_followed(page, words, choice)]


def _text(words: Wording, choice: Choice) -> str:
    values, scenario = choice.head.values, words.scenario
    match choice.head.code:
        case "acted":
            return flowing(scenario.actions[str(values["action"])].text)
        case "answered":
            return words.naming.inject(str(values["inject"]))
        case "offered":
            return words.naming.table(str(values["table"]))
        case _:
            return words.entry(choice.head)


def _package(page: Page, words: Wording, choice: Choice) -> list[Element]:
    """What was offered, issue by issue."""
    values, paper = choice.head.values, page.paper
    table, package = str(values["table"]), cast("FrozenMap[str, str]", values["package"])
    return [
        Rich(
            (
                (f"{words.naming.issue(table, issue)}: ", SMALL, paper.second),
                (words.naming.option(table, issue, option), SMALL_STRONG, paper.first),
            )
        )
        for issue, option in package.items()
    ]


def _followed(page: Page, words: Wording, choice: Choice) -> list[Element]:
    paper = page.paper
    if not choice.follow:
        return [Words(words.say("ui.over.did.nothing"), SMALL, paper.second)]
    parts: list[Element] = [Words(words.say("ui.over.did.follows"), CAPITALS, paper.third), Gap(4)]
    for turn in dict.fromkeys(turn for turn, _ in choice.follow):
        if turn != choice.turn:
            later = words.day(turn) or words.say("ui.over.did.later", turn=turn)
            parts.append(Words(later, STRONG, paper.first))
        found = [entry for when, entry in choice.follow if when == turn]
        for entry in (entry for entry in found if entry.code == "agreed"):
            # What was agreed has been told, issue by issue, with the offer.
            table = words.naming.table(str(entry.values["table"]))
            told = words.say("ui.over.mark.agreed", what=table)
            parts.append(Marked("check", told, SMALL_STRONG, paper.first, paper.better))
        here = [choice.head, *(entry for entry in found if entry.code != "agreed")]
        parts += [
            Marked("arrow-right", sentence, SMALL, paper.first, paper.third)
            for sentence in words.entries(here)[1:]
        ]
    return parts
