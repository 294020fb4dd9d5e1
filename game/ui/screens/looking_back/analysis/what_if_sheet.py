"""On paper: what would have come of another decision, and what each side knew then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from attrs import field, frozen

from game.document.axes import RoundScale
from game.model.colours import mix_colours
from game.presenter.hindsight.branches import Alternative, Branches, SideBranches
from game.presenter.hindsight.knew import Knowledge
from game.ui.page.elements import Beside, Drawn, Element, Gap, Inset, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CAPITALS,
    LABEL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    line_height,
    width_of,
)
from game.ui.paint.theme import SideLook, looks
from game.ui.screens.looking_back.debrief_commands import AskWhatIf
from game.words.sentences import number
from game.words.wording import Wording

BAR = 15
"""The height of a bar, in steps that grow with text."""


@frozen
class Asking:
    """Which other decision is asked about, and what is known of it."""

    alternatives: tuple[Alternative, ...] = ()
    chosen: int = -1
    told: Branches | None = None
    status: str = ""
    """What is said in place of an answer."""
    scores: tuple[int, ...] = field(default=())
    """By side, its score in this game."""


def what_if_elements(page: Page, words: Wording, asking: Asking) -> list[Element]:
    """The other decisions to ask about, and the answer about the one that is chosen."""
    paper = page.paper
    if not asking.alternatives:
        return [Words(words.say("insight.branches.none"), SMALL, paper.second)]
    parts: list[Element] = [Words(words.say("insight.branches.ask"), CAPITALS, paper.third), Gap(4)]
    for place, each in enumerate(asking.alternatives):
        parts += [_choice(page, each, place, is_on=place == asking.chosen), Gap(4)]
        if place == asking.chosen:
            parts += [Gap(4), *_answer(page, words, asking), Gap(10)]
    return parts


def _choice(page: Page, each: Alternative, place: int, *, is_on: bool) -> Element:
    paper = page.paper
    style = SMALL_STRONG if is_on else SMALL
    text: Element = Words(each.text, style, paper.first)
    parts = [text] if not each.package else [text, Words(each.package, LABEL, paper.second)]
    edge = paper.brass if is_on else paper.line
    fill = paper.raised if is_on else None
    command = AskWhatIf(place)
    inner = Stack(tuple(parts))
    return Inset(inner, 7, fill, edge, 6, 2 if is_on else 1, 12, command, each.text, 34)


def _answer(page: Page, words: Wording, asking: Asking) -> list[Element]:
    """What came of both branches, or why that can't be said."""
    paper, told = page.paper, asking.told
    if told is None:
        return [Marked("clock", asking.status, SMALL, paper.second, paper.brass)]
    parts: list[Element] = []
    seen = looks(words.scenario, page.palette)
    scale = _scale(told.sides, asking.scores)
    for side, score in zip(told.sides, asking.scores, strict=True):
        look = seen[side.side]
        parts += [
            Words(side.sentence, SMALL_STRONG, look.on_paper),
            *_bars(page, words, side, score, look, scale),
            Gap(6),
        ]
    parts += [Line(paper.line), Gap(2)]
    parts.append(Words(words.say("insight.branches.outcomes"), CAPITALS, paper.third))
    for outcome in told.outcomes:
        share = words.say(
            "insight.branches.share",
            outcome=outcome.name,
            before=outcome.decided,
            after=outcome.otherwise,
        )
        parts.append(Words(share, SMALL, paper.first))
    return [*parts, Gap(4), Words(told.about, LABEL, paper.third)]


def _scale(sides: Sequence[SideBranches], scores: Sequence[int]) -> RoundScale:
    """The common axis of all bars."""
    values = [each for side in sides for each in (side.decided.mean, side.otherwise.mean)]
    values += scores
    return RoundScale.of(min(0, round(min(values))), round(max(values)), 4)


def _bars(
    page: Page,
    words: Wording,
    side: SideBranches,
    score: int,
    look: SideLook,
    scale: RoundScale,
) -> list[Element]:
    """The mean score of both branches and the score of this game, one bar below the other."""
    rows = (
        ("insight.branches.decided", side.decided.mean, 0.55),
        ("insight.branches.otherwise", side.otherwise.mean, 0.0),
        ("insight.branches.happened", float(score), 0.8),
    )
    labels = [words.say(key) for key, _value, _pale in rows]
    label = max(width_of(text, LABEL, page.theme) for text in labels) + page.px(8)
    figure = width_of("000", SMALL_STRONG, page.theme) + page.px(8)
    found: list[Element] = []
    for text, (_key, value, pale) in zip(labels, rows, strict=True):
        colour = mix_colours(look.colour, page.paper.ground, pale)
        bar = Drawn(
            line_height(LABEL, page.theme),
            partial(_bar, colour=colour, value=value, scale=scale, edge=look.colour),
        )
        amount = Words(number(round(value)), SMALL_STRONG, page.paper.first, "right")
        name = Words(text, LABEL, page.paper.second)
        found.append(Beside(((name, label), (bar, -1), (amount, figure)), 6, centred=True))
    return found


def _bar(
    page: Page,
    rect: Rect,
    colour: tuple[int, int, int],
    value: float,
    scale: RoundScale,
    edge: tuple[int, int, int],
) -> None:
    zero, end = (round(rect.x + rect.w * scale.share(each)) for each in (0, value))
    left, right = sorted((zero, end))
    high = min(rect.h, page.theme.tall(BAR))
    bar = Rect(left, rect.y + (rect.h - high) // 2, max(2, right - left), high)
    page.canvas.box(bar, colour, 3, edge)


def knowledge_elements(page: Page, words: Wording, knowledge: Sequence[Knowledge]) -> list[Element]:
    """What each side knew, wanted and didn't know, one side after the other."""
    paper, seen = page.paper, looks(words.scenario, page.palette)
    parts: list[Element] = []
    for each in knowledge:
        look = seen[each.side]
        parts += [Gap(8), Words(each.name, STRONG, look.on_paper), Line(look.on_paper, 2), Gap(2)]
        parts += [Words(text, SMALL_STRONG, paper.first) for text in each.table]
        nothing = (words.say("insight.knew.nothing"),)
        for key, lines in (
            ("insight.knew.aims", each.aims),
            ("insight.knew.knew", each.knew or nothing),
            ("insight.knew.hidden", each.hidden or nothing),
        ):
            parts += [Gap(4), Words(words.say(key), CAPITALS, paper.third)]
            parts += [Marked("pip", text, SMALL, paper.first, paper.third) for text in lines]
    return parts[1:]
