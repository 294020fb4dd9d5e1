"""How many words a side has to read before its first decision, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from attrs import evolve, field, frozen

from game.bots.seats import ME, UNIFORM
from game.model.frozen import FrozenMap
from game.model.play import View
from game.presenter.cards.action_cards import ActionCard
from game.presenter.hot_seat import HotSeat
from game.presenter.prose import name_without_article, without_sources
from game.presenter.reading.decision import (
    action_texts,
    answer_texts,
    list_action_cards,
    story_texts,
    table_texts,
    track_texts,
)
from game.presenter.reading.dossier import SectionName, dossier_sections
from game.presenter.steps import DecisionKind, Step
from game.presenter.stories.reply_page import reply_page
from game.presenter.stories.story_pages import StoryPage, inject_page, pact_page, stage_page
from game.rules.compiled import Rules
from game.session.game import Game
from game.words.wording import Wording

SPEED = 200
"""How many words a person reads in a minute."""
SEED = 1
"""The seed of the game that is begun, which decides what news comes before the first decision."""

PageName = SectionName | Literal["news", "tracks", "answers", "table"]


@frozen
class PageWords:
    """How many words stand on a page."""

    name: PageName
    words: int


@frozen
class CardWords:
    """How many action cards there are of one kind, and how many words stand on them."""

    cards: int
    words: int


@frozen
class ReadingTime:
    """What one side reads before its first decision. Headings, buttons and hints don't count."""

    side: str
    name: str
    decision: DecisionKind | None
    """What it is asked to decide; None if it is never asked."""
    turn: int
    """The turn of its first decision, or the last one."""
    pages: tuple[PageWords, ...]
    """The pages in the order in which they are read, without empty ones and without cards."""
    deals: FrozenMap[str, int]
    """By deal of which it sees a card, how many cards there are; the longest one is counted."""
    open_cards: CardWords = field(default=CardWords(0, 0))
    """The actions that it can pick then."""
    closed_cards: CardWords = field(default=CardWords(0, 0))
    """The actions on its menu that it can't pick then."""

    @property
    def words_on_pages(self) -> int:
        """The words of all pages, without the action cards."""
        return sum(page.words for page in self.pages)

    @property
    def words(self) -> int:
        """The words of all pages and of the action cards that can be picked."""
        return self.words_on_pages + self.open_cards.words


def measure_reading(rules: Rules) -> tuple[ReadingTime, ...]:
    """What each side reads before its first decision, in side order, in the scenario's language.

    A game is begun, in which the other sides pass wherever they may.
    """
    return tuple(_measure_side(rules, side) for side in rules.scenario.sides)


def count_words(texts: Iterable[str]) -> int:
    """How many words texts have: what stands between blanks and has a letter or a digit.

    The raised numbers of footnotes don't count.
    """
    return sum(
        any(sign.isalpha() or sign.isdecimal() for sign in word)
        for text in texts
        for word in text.split()
    )


def _measure_side(rules: Rules, side: str) -> ReadingTime:
    seats = {each: ME if each == side else UNIFORM for each in rules.scenario.sides}
    hot_seat = HotSeat(Game(rules, SEED), seats)
    counts: Counter[PageName] = Counter()
    step = hot_seat.next_step()
    while step.kind not in ("actions", "table", "question", "over"):
        match step.kind:
            case "briefing":
                view = with_longest_cards(hot_seat.words, hot_seat.view(side))
                for section in dossier_sections(hot_seat.words, view):
                    counts[section.name] = count_words(section.texts)
                hot_seat.mark_papers_read(side)
            case "waiting":
                hot_seat.game.time_out(step.side)
            case _:
                counts["news"] += count_words(story_texts(_story_page(hot_seat, step)))
                hot_seat.mark_story_read(side)
        step = hot_seat.next_step()
    return _add_decision(hot_seat, side, step, counts)


def with_longest_cards(words: Wording, view: View) -> View:
    """A view in which a side holds the card with the most words of each deal that it sees.

    So the count is that of the side that has most to read, whatever is dealt.
    """

    def length(deal: str, card: str) -> int:
        name, brief = words.naming.card(deal, card), words.scenario.deals[deal].cards[card].brief
        return count_words((name, without_sources(brief)))

    longest = {
        deal: max(words.scenario.deals[deal].cards, key=lambda card: length(deal, card))
        for deal in view.cards
    }
    return evolve(view, cards=FrozenMap(longest))


def _story_page(hot_seat: HotSeat, step: Step) -> StoryPage:
    """The page of a story that comes next at the screen."""
    match step.kind:
        case "stage":
            return stage_page(hot_seat, step.side, step.before, step.stage)
        case "pact":
            return pact_page(hot_seat, step.side, step.table)
        case "reply":
            return reply_page(hot_seat, step.side, step.table)
        case _:
            return inject_page(hot_seat, step.side, step.inject)


def _add_decision(
    hot_seat: HotSeat, side: str, step: Step, counts: Counter[PageName]
) -> ReadingTime:
    """Adds what a side sees where it decides to what it has read before."""
    open_cards = closed_cards = CardWords(0, 0)
    decision: DecisionKind | None = None
    match step.kind:
        case "actions":
            decision = step.kind
            counts["tracks"] = count_words(track_texts(hot_seat, side))
            cards = list_action_cards(hot_seat, side)
            open_cards = _count_cards(card for card in cards if not card.closed)
            closed_cards = _count_cards(card for card in cards if card.closed)
        case "table":
            decision = step.kind
            counts["table"] = count_words(table_texts(hot_seat, side))
        case "question":
            decision = step.kind
            counts["news"] += count_words(story_texts(_story_page(hot_seat, step)))
            counts["answers"] = count_words(answer_texts(hot_seat, side, step.inject))
        case _:
            pass  # it is never asked anything
    deals = hot_seat.words.scenario.deals
    return ReadingTime(
        side=side,
        name=name_without_article(hot_seat.words, side),
        decision=decision,
        turn=hot_seat.state.turn,
        pages=tuple(PageWords(name, words) for name, words in counts.items() if words),
        deals=FrozenMap((deal, len(deals[deal].cards)) for deal in hot_seat.view(side).cards),
        open_cards=open_cards,
        closed_cards=closed_cards,
    )


def _count_cards(cards: Iterable[ActionCard]) -> CardWords:
    listed = list(cards)
    return CardWords(len(listed), count_words(action_texts(listed)))
