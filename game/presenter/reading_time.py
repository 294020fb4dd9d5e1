"""How many words a side has to read before its first decision, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from attrs import evolve, field, frozen

from game.model.decisions import PUBLIC
from game.model.frozen import FrozenMap
from game.model.log_events import InjectFired
from game.model.play import View
from game.model.players import ME, UNIFORM
from game.presenter.cards.decision_cards import (
    DecisionCard,
    action_cards,
    answer_cards,
    offered_actions,
)
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiator import Negotiator
from game.presenter.papers import (
    card_audience,
    held_cards,
    score_lines,
    side_seats,
    source_notes,
)
from game.presenter.promises import promises_in_force
from game.presenter.prose import name_without_article, with_footnotes, without_sources
from game.presenter.said.under_way import projects_under_way
from game.presenter.steps import DecisionKind, Step
from game.presenter.stories.reply_page import next_page
from game.presenter.stories.story_pages import StoryPage, inject_page
from game.presenter.track_readings import track_readings
from game.presenter.worded_game import WordedGame
from game.rules.compiled import Rules
from game.session.game import Game
from game.words.sentences import number
from game.words.wording import Wording

SectionName = Literal["situation", "brief", "cards", "score", "seats", "sources"]


SPEED = 200
"""How many words a person reads in a minute."""
SHORTEST, LONGEST = 3.0, 25.0
"""The seconds that anything takes to be noticed, and the most for any text."""
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
            case "statements":
                hot_seat.mark_story_read(side)
            case _:
                counts["news"] += count_words(_story_texts(next_page(hot_seat, step)))
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


def _add_decision(
    hot_seat: HotSeat, side: str, step: Step, counts: Counter[PageName]
) -> ReadingTime:
    """Adds what a side sees where it decides to what it has read before."""
    open_cards = closed_cards = CardWords(0, 0)
    decision: DecisionKind | None = None
    match step.kind:
        case "actions":
            decision = step.kind
            counts["tracks"] = count_words(_track_texts(hot_seat, side))
            cards = _list_action_cards(hot_seat, side)
            open_cards = _count_cards(card for card in cards if not card.closed)
            closed_cards = _count_cards(card for card in cards if card.closed)
        case "table":
            decision = step.kind
            counts["table"] = count_words(_table_texts(hot_seat, side))
        case "question":
            decision = step.kind
            counts["news"] += count_words(_story_texts(next_page(hot_seat, step)))
            counts["answers"] = count_words(_answer_texts(hot_seat, side, step.inject))
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


def _count_cards(cards: Iterable[DecisionCard]) -> CardWords:
    listed = list(cards)
    return CardWords(len(listed), count_words(_action_texts(listed)))


def _track_texts(worded: WordedGame, side: str) -> tuple[str, ...]:
    """The name, value and band of each track that a side sees, then the promises in force."""
    words = worded.words
    texts: list[str] = []
    for reading in track_readings(words, worded.turn_views(side), side):
        only_you = words.say("ui.only-you") if reading.private else ""
        texts += [
            reading.name,
            only_you,
            reading.measure,
            reading.band_name,
            reading.scale,
        ]
    for project in projects_under_way(words, worded, side):
        texts += [project.name, project.when, project.in_turns]
    for promise in promises_in_force(words, worded.view(side)):
        texts += [promise.name, without_sources(promise.text), promise.turns_left]
    return tuple(filter(None, texts))


def _list_action_cards(worded: WordedGame, side: str) -> tuple[DecisionCard, ...]:
    """The cards of the actions on a side's menu, first those that it can pick."""
    words, legal = worded.words, worded.asking(side).legal
    return action_cards(words, side, legal, offered_actions(words, legal))


def _action_texts(cards: Iterable[DecisionCard]) -> tuple[str, ...]:
    """The texts of action cards, in full; a closed card says instead of its effects why it is."""
    texts: list[str] = []
    for card in cards:
        terms = (card.closed,) if card.closed else (card.effects, card.terms, card.other_costs)
        texts += [card.name, card.description, *terms]
    return tuple(filter(None, texts))


def _answer_texts(worded: WordedGame, side: str, inject: str) -> tuple[str, ...]:
    """The answers to the question of an inject."""
    texts: list[str] = []
    for card in answer_cards(worded.words, side, inject, worded.asking(side).legal):
        terms = (card.closed,) if card.closed else (card.effects, card.cost, card.needs)
        texts += [card.name, card.description, *terms]
    return tuple(filter(None, texts))


def _table_texts(worded: WordedGame, side: str) -> tuple[str, ...]:
    """The issues at the table that is visited, with their options, and the rules of the table."""
    words, negotiator = worded.words, Negotiator(worded, side)
    id = negotiator.table.id
    issues, barred = words.scenario.tables[id].issues, negotiator.legal.barred
    texts = [words.naming.table(id), *negotiator.rules()]
    for issue in negotiator.agenda:
        texts.append(words.naming.issue(id, issue))
        for option, written in issues[issue].options.items():
            is_barred = option in barred.get(issue, ())
            texts += [
                words.naming.option(id, issue, option),
                negotiator.needs_of_option(issue, option) if is_barred else "",
                words.effects(written.effects, side),
            ]
    return tuple(filter(None, texts))


def _story_texts(page: StoryPage) -> tuple[str, ...]:
    """The texts of a story: its headline and paragraphs, what changed and what followed."""
    changes = (text for line in page.changes for text in (line.name, line.change))
    consequences = (each.sentence for each in page.consequences)
    texts = (page.headline, *page.paragraphs, *page.clauses, page.cause, page.source)
    briefs = (text for each in page.briefs for text in (each.headline, each.text))
    return tuple(filter(None, (*texts, *changes, *consequences, *briefs)))


def seconds_to_read(worded: WordedGame) -> float:
    """The seconds to read what the last action of a game brought about, as far as all may know."""
    shown = [each for each in worded.game.latest if each.shown_to(PUBLIC) is not None]
    texts = list(worded.words.entries(shown))
    for entry in shown:
        if isinstance(entry.event, InjectFired):
            texts += inject_page(worded, PUBLIC, entry.event.inject).paragraphs
    count = sum(len(text.split()) for text in texts)
    return min(LONGEST, SHORTEST + count * 60 / SPEED)


@frozen
class Section:
    """A section of a dossier, without its heading."""

    name: SectionName
    texts: tuple[str, ...]


def dossier_sections(words: Wording, view: View) -> tuple[Section, ...]:
    """The sections of the dossier of the side that has this view, without those that are empty."""
    notes: dict[str, int] = {}
    sections = (
        Section("situation", _situation(words, notes)),
        Section("brief", _prose(words, words.scenario.sides[view.who].brief, notes)),
        Section("cards", _cards(words, view, notes)),
        Section("score", _score(words, view)),
        Section("seats", _seats(words, view, notes)),
        Section("sources", source_notes(words, notes)),
    )
    return tuple(section for section in sections if section.texts)


def _prose(words: Wording, text: str, notes: dict[str, int]) -> tuple[str, ...]:
    """The paragraphs of an author's text; its sources are added to the notes."""
    return tuple(with_footnotes(text, words.scenario, notes))


def _situation(words: Wording, notes: dict[str, int]) -> tuple[str, ...]:
    scenario = words.scenario
    summary = (without_sources(scenario.summary),) if scenario.situation else ()
    text = scenario.situation or scenario.summary
    return tuple(filter(None, (*summary, *_prose(words, text, notes))))


def _cards(words: Wording, view: View, notes: dict[str, int]) -> tuple[str, ...]:
    texts: list[str] = []
    for card in held_cards(words, view):
        texts += [card.deal, card.name, *_prose(words, card.brief, notes)]
    return (*texts, card_audience(words, view).sentence) if texts else ()


def _score(words: Wording, view: View) -> tuple[str, ...]:
    texts: list[str] = []
    for line in score_lines(words, view):
        points = number(line.points) if line.points is not None else ""
        texts += filter(None, (line.label, points, line.range))
    par = number(words.scenario.sides[view.who].par)
    return (*texts, words.say("ui.briefing.par"), words.say("ui.briefing.par.about"), par)


def _seats(words: Wording, view: View, notes: dict[str, int]) -> tuple[str, ...]:
    texts: list[str] = []
    for seat in side_seats(words, view):
        texts += [seat.name, *_prose(words, seat.brief, notes), seat.counts]
    return tuple(filter(None, texts))
