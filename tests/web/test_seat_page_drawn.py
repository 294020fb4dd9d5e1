"""The page of a participant as HTML: small enough, whole, in both languages, and without a leak of
markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from kept_games import KEPT, decisions, kept_game, translations
from slow_tests import quick_for

from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.seat.context import TABS, Opened, SeatContext, Teammate
from game.presenter.seat.seat_page import SeatPage, seat_page
from game.presenter.worded_game import WordedGame
from game.session.records.recorded_actions import Message
from game.web.statics import read_static_files
from game.web.templating import Templates

LARGEST_UPDATE = 30_000
LARGEST_PAGE = 150_000
"""In bytes: the main part of a page, and a page with its fonts and styles."""
FURTHER_SIDE = 1_000
"""What each side beyond two may add to the main part: promises, clauses and news about it."""
MOMENTS = 9
DOES = {
    *("select", "deselect", "draft", "draft-from", "agree", "confirm", "pen", "hand", "say"),
    "language",
}
"""What the server knows how to do, as `seat_posts` has it."""
TEMPLATES = Templates(lambda name: f"/static/0123456789abcdef/{name}")


def told(scenario: str, count: int, code: str = "en") -> WordedGame:
    """A kept game after some of its decisions, in a language."""
    game = kept_game(scenario, count, code)
    return WordedGame(game, dict.fromkeys(game.rules.sides, ME), translations(scenario), code)


def crowded(worded: WordedGame, side: str, pen: str = "d0") -> SeatContext:
    """Four people of a side, each of whom has a name and has done something."""
    seats = [*worded.words.scenario.sides[side].seats] or [""]
    names = ("Annemarie", "Bartholomew", "Clementine", "Dieudonné")
    team = tuple(
        Teammate(f"d{i}", name, seats[i % len(seats)], hand=True, agrees=i % 2 == 0)
        for i, name in enumerate(names)
    )
    picked = FrozenMap(dict.fromkeys(worded.words.scenario.actions, "d1"))
    return SeatContext("d0", team, pen, picked, "0123456789abcdef", "7 12 2 0", minutes=5)


def draw(page: SeatPage, worded: WordedGame, notice: str = "") -> str:
    return TEMPLATES.fill(
        "seat.html",
        worded.words,
        page=page,
        notice=notice,
        request_key="k" * 24,
        language=worded.words.language.code,
        codes=("en", "fr"),
        campaign=None,
    )


def drawn(worded: WordedGame, side: str, opened: Opened | None = None, pen: str = "d0") -> str:
    return draw(seat_page(worded, side, crowded(worded, side, pen), opened), worded)


def selected(worded: WordedGame, side: str) -> WordedGame:
    """The same with as much selected as the side may."""
    for action in worded.words.scenario.actions:
        worded.selection(side).add(action)
    return worded


class Reader(HTMLParser):
    """What a page consists of; it complains about tags that are not closed in order."""

    VOID = ("input", "br", "meta", "link", "circle", "path", "rect", "use", "polyline")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: text or "" for name, text in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: text or "" for name, text in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag

    def each(self, name: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.tags if tag == name)


def pages(scenario: str) -> Iterator[tuple[str, str]]:
    """Crowded pages of a scenario, each with what it is."""
    length = len(decisions(scenario))
    for step in range(MOMENTS):
        count = length * step // (MOMENTS - 1)
        worded = told(scenario, count)
        for side in worded.game.rules.sides:
            selected(worded, side)
            for tab in TABS:
                yield f"{count} {side} {tab}", drawn(worded, side, Opened(tab))


@pytest.mark.parametrize("scenario", quick_for("kuala-lumpur", "nexperia-standoff", among=KEPT))
def test_every_page_is_small_whole_and_sends_only_what_the_server_knows(scenario: str) -> None:
    further = len(translations(scenario).scenario("en").sides) - 2
    largest = LARGEST_UPDATE + further * FURTHER_SIDE
    for name, page in pages(scenario):
        assert len(page.encode()) <= largest, (name, len(page.encode()))
        reader = Reader(page)
        assert not reader.open, (name, reader.open)
        ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), name
        assert {each["value"] for each in reader.each("input") if each["name"] == "do"} <= DOES
        for form in reader.each("form"):
            assert (form["method"], form["action"]) == ("post", "/do"), name
        # The policy of the server allows no styles or scripts within a page.
        assert not any("style" in attributes for _, attributes in reader.tags), name
        assert not list(reader.each("script")), name


def test_a_page_with_its_fonts_and_styles_is_small() -> None:
    scenario = translations("kuala-lumpur").scenario("en")
    files = read_static_files(scenario)
    names = ("room.css", "seat.css", "sides.css", "seat-icons.svg", "room.js")
    fonts = ("room-sans.woff2", "room-sans-strong.woff2", "room-serif.woff2")
    sizes = {name: len(files.content(name)) for name in (*names, *fonts)}
    assert all(sizes[font] <= 25_000 for font in fonts), sizes
    assert sum(sizes.values()) + LARGEST_UPDATE + FURTHER_SIDE <= LARGEST_PAGE, sizes


def test_what_people_wrote_is_text_and_never_markup() -> None:
    worded = told("kuala-lumpur", 13)
    worded.game.do(Message("china", "eu"), "<script>alert(1)</script> & so on")
    page = drawn(worded, "eu", Opened("messages"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in page
    assert "<script" not in page


def test_every_kind_of_decision_is_drawn_for_those_with_and_without_the_pen() -> None:
    kinds = set()
    for count in (*range(0, len(decisions("kuala-lumpur")), 2), len(decisions("kuala-lumpur"))):
        worded = told("kuala-lumpur", count)
        for side in worded.game.rules.sides:
            for pen in ("d0", "d1"):
                page = seat_page(worded, side, crowded(worded, side, pen))
                kinds.add(page.decide.kind)
                reader = Reader(draw(page, worded))
                confirms = [each for each in reader.each("input") if each.get("value") == "confirm"]
                assert bool(confirms) == (pen == "d0" and page.is_asked), (count, side, pen)
    assert kinds == {"actions", "question", "table", "waiting", "over"}


def test_without_the_pen_one_can_take_it_and_agree() -> None:
    worded = selected(told("kuala-lumpur", 0), "eu")
    context = crowded(worded, "eu", "d1")
    own, *others = context.team
    context = evolve(context, team=(evolve(own, agrees=False), *others))
    reader = Reader(draw(seat_page(worded, "eu", context), worded))
    does = {each["value"] for each in reader.each("input") if each["name"] == "do"}
    assert does == {"pen", "hand", "select", "deselect", "agree"}


def test_whoever_waits_can_raise_a_hand_and_lower_it() -> None:
    worded, waiting = next(
        (worded, page)
        for count in (0, 8, 13, 26)
        for worded in (told("kuala-lumpur", count),)
        for side in worded.game.rules.sides
        for page in (seat_page(worded, side, crowded(worded, side, "d1")),)
        if page.decide.kind == "waiting"
    )
    for hand_up, label in ((False, "Raise hand"), (True, "Lower hand")):
        text = draw(evolve(waiting, hand_up=hand_up), worded)
        does = {each["value"] for each in Reader(text).each("input") if each["name"] == "do"}
        assert does == {"hand"}
        assert f'<span class="heard">{label}</span>' in text


def test_news_are_closed_and_what_they_mean_for_the_side_stands_under_the_headline() -> None:
    page = drawn(told("kuala-lumpur", 26), "china")
    news = page.partition('<section class="paper news"')[2].partition("</section>")[0]
    closed = re.findall(r'<details id="[^"]*"><summary><span class="headline">(.*?)</span>', news)
    meaning = r"<small>Without an agreement you have \d+\.</small>"
    assert re.fullmatch(f"The joint minute no longer holds {meaning}", closed[0])
    assert len(closed) == 6
    assert " open>" not in news


def test_what_the_other_side_told_the_press_is_read_among_the_news() -> None:
    page = drawn(told("kuala-lumpur", 17), "eu")
    news = page.partition('<section class="paper news"')[2]
    assert (
        '<p class="quote">Partners, balanced trade, wide prospects.</p><p>A warm readout</p>'
        in news
    )


def test_only_one_button_is_filled() -> None:
    for count in (0, 8, 13, 26):
        worded = selected(told("kuala-lumpur", count), "eu")
        for side in worded.game.rules.sides:
            page = drawn(worded, side)
            assert len(re.findall(r'<button class="main filled"', page)) <= 1, (count, side)


def test_every_icon_is_in_the_sprite_and_has_its_place() -> None:
    folder = Path(__file__).parents[2] / "game" / "web"
    styles = (folder / "static" / "seat.css").read_text(encoding="utf-8")
    for path in sorted((folder / "templates").glob("seat*/*.html")):
        for name in re.findall(r'icon\("([a-z]+)"\)', path.read_text(encoding="utf-8")):
            assert name == "check" or f".i-{name}{{" in styles, (path.name, name)


def test_in_french_nothing_of_a_page_is_english() -> None:
    worded = selected(told("kuala-lumpur", 13, "fr"), "eu")
    english = told("kuala-lumpur", 13)
    for tab in TABS:
        page, other = (drawn(each, "eu", Opened(tab)) for each in (worded, english))
        shown, again = (set(re.findall(r">([^<>]{12,})<", each)) for each in (page, other))
        assert not {text for text in shown & again if " " in text.strip()}, tab
