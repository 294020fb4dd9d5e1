"""What stands in a side's dossier, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from game.model.decisions import PUBLIC
from game.presenter.papers import source_notes
from game.presenter.prose import with_footnotes, without_sources
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.fonts import CAPITALS, SMALL_STRONG
from game.ui.screens.briefing.belongings import belongings
from game.ui.screens.briefing.leaves import Leaf, LeafPart, on_leaves, text_blocks
from game.ui.screens.briefing.masthead import Masthead
from game.ui.screens.briefing.reader import SETTINGS, Reader, heading


def leaves_of(page: Page, reader: Reader, at_once: int) -> list[Leaf]:
    """The dossier: what everybody knows and one's brief, then what one brings and is judged by.

    For the public it is what everybody knows.

    at_once: how many leaves are open at a time. Where it saves turning over, what one brings
    follows on the same leaf, or the texts are set a little smaller.
    """
    least_turning: list[Leaf] = []
    for letters in SETTINGS:
        ways = _ways(page, evolve(reader, letters=letters))
        best = min(ways, key=lambda leaves: _cost(leaves, at_once))
        if not least_turning or _cost(best, at_once)[0] < _cost(least_turning, at_once)[0]:
            least_turning = best
    return least_turning


def _cost(leaves: list[Leaf], at_once: int) -> tuple[int, int]:
    """How often one turns over, and on how many leaves, where they aren't all seen at once."""
    turns = (len(leaves) - 1) // at_once
    return turns, len(leaves) if turns else 0


def _ways(page: Page, reader: Reader) -> list[list[Leaf]]:
    """The dossier with its second part on a leaf of its own, and with both parts in one."""
    notes: dict[str, int] = {}
    known = list(_situation(page, reader, notes))
    if reader.side != PUBLIC:
        known += _brief(page, reader, notes)
    own = [] if reader.side == PUBLIC else list(belongings(page, reader, notes))
    own += _sources(page, reader, notes)
    size = reader.width, reader.height
    return [
        [*on_leaves(page, known, *size), *on_leaves(page, own, *size)],
        on_leaves(page, [*known, *own], *size),
    ]


def _situation(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    words, scenario = reader.words, reader.words.scenario
    summary = without_sources(scenario.summary) if scenario.situation else ""
    above, stamp = _whose(reader)
    yield LeafPart(
        Masthead(above, scenario.title, summary, stamp, reader.look, reader.side != PUBLIC),
        keep=True,
    )
    if reader.remark:
        yield LeafPart(Words(reader.remark, SMALL_STRONG, page.paper.brass), 14, keep=True)
    yield heading(page, words.say("ui.briefing.situation"), 18)
    text = scenario.situation or scenario.summary
    yield from _paragraphs(page, reader, text, notes)


def _whose(reader: Reader) -> tuple[str, tuple[str, str]]:
    """What stands above the title; and for whom it is, with the words above that."""
    say = reader.words.say
    if reader.side == PUBLIC:
        stamp = say("ui.briefing.public.who"), say("ui.briefing.public.stamp")
        return say("ui.briefing.public"), stamp
    name = reader.words.naming.side(reader.side)
    return say("ui.briefing.dossier", side=name), (name, say("ui.briefing.stamp"))


def _paragraphs(page: Page, reader: Reader, text: str, notes: dict[str, int]) -> Iterator[LeafPart]:
    for i, each in enumerate(with_footnotes(text, reader.words.scenario, notes)):
        colour, mark = page.paper.first, reader.look.on_paper
        before = 10 if i else 4
        yield from text_blocks(page, each, reader.letters.body, colour, reader.width, before, mark)


def _brief(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    yield heading(page, reader.words.say("ui.briefing.brief"))
    brief = reader.words.scenario.sides[reader.side].brief
    yield from _paragraphs(page, reader, brief, notes)


def _sources(page: Page, reader: Reader, notes: dict[str, int]) -> Iterator[LeafPart]:
    """What the raised numbers stand for, in one paragraph."""
    words = reader.words
    texts = source_notes(words, notes)
    if not texts:
        return
    name = words.say("ui.briefing.sources")
    yield LeafPart(Words(name, CAPITALS, page.paper.third), 22, keep=True, section=name)
    yield from text_blocks(
        page, " ".join(texts), reader.letters.fine, page.paper.second, reader.width, 4
    )
