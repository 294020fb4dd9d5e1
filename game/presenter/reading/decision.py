"""The texts that a side sees where it decides: the tracks, and what it can choose from."""

from __future__ import annotations

from collections.abc import Iterable

from game.presenter.cards.action_cards import ActionCard, action_cards, offered_actions
from game.presenter.cards.answer_cards import answer_cards
from game.presenter.negotiator import Negotiator
from game.presenter.promises import promises_in_force
from game.presenter.prose import without_sources
from game.presenter.stories.story_pages import StoryPage
from game.presenter.told_game import ToldGame
from game.presenter.track_readings import track_readings


def track_texts(told_game: ToldGame, side: str) -> tuple[str, ...]:
    """The name, value and band of each track that a side sees, then the promises in force."""
    words = told_game.words
    texts: list[str] = []
    for reading in track_readings(words, told_game.turn_views(side), side):
        only_you = words.say("ui.only-you") if reading.private else ""
        texts += [
            reading.name,
            only_you,
            reading.measure,
            reading.band_name,
            reading.scale,
        ]
    for promise in promises_in_force(words, told_game.view(side)):
        texts += [promise.name, without_sources(promise.text), promise.turns_left]
    return tuple(filter(None, texts))


def list_action_cards(told_game: ToldGame, side: str) -> tuple[ActionCard, ...]:
    """The cards of the actions on a side's menu, first those that it can pick."""
    words, legal = told_game.words, told_game.asking(side).legal
    return action_cards(words, side, legal, offered_actions(words, legal))


def action_texts(cards: Iterable[ActionCard]) -> tuple[str, ...]:
    """The texts of action cards, in full; a closed card says instead of its effects why it is."""
    texts: list[str] = []
    for card in cards:
        terms = (card.closed,) if card.closed else (card.effects, card.terms, card.other_costs)
        texts += [card.name, without_sources(card.text), *terms]
    return tuple(filter(None, texts))


def answer_texts(told_game: ToldGame, side: str, inject: str) -> tuple[str, ...]:
    """The answers to the question of an inject."""
    texts: list[str] = []
    for card in answer_cards(told_game.words, side, inject, told_game.asking(side).legal):
        terms = (card.closed,) if card.closed else (card.effects, card.cost, card.needs)
        texts += [card.name, without_sources(card.text), *terms]
    return tuple(filter(None, texts))


def table_texts(told_game: ToldGame, side: str) -> tuple[str, ...]:
    """The issues at the table that is visited, with their options, and the rules of the table."""
    words, negotiator = told_game.words, Negotiator(told_game, side)
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


def story_texts(page: StoryPage) -> tuple[str, ...]:
    """The texts of a story: its headline and paragraphs, what changed and what followed."""
    changes = (text for line in page.changes for text in (line.name, line.change))
    consequences = (each.sentence for each in page.consequences)
    texts = (page.headline, *page.paragraphs, *page.clauses, page.cause, page.source)
    return tuple(filter(None, (*texts, *changes, *consequences)))
