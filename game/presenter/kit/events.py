"""The event cards of the facilitator: what comes, when, and what it does."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.sheets import CutCard, SheetBook
from game.model.decisions import FACILITATOR
from game.model.injects import Inject
from game.presenter.kit.labels import KitWords
from game.presenter.prose import without_sources
from game.rules.places import spot
from game.words.sentences import capital
from game.words.wording import Wording


def add_event_cards(book: SheetBook, words: Wording) -> None:
    """Adds a card for each inject: those with a date first, those by hand last."""
    book.begin_sheet(KitWords(words).facilitator_label())
    book.heading(words.say("kit.events"), 1)
    book.paragraph(words.say("kit.events.about"), "small")
    injects = words.scenario.injects
    book.cards(_event_card(words, id) for id in sorted(injects, key=lambda id: _rank(injects[id])))


def _rank(inject: Inject) -> tuple[int, int]:
    if inject.at is not None:
        return 0, inject.at
    if inject.weight is not None:
        return 2, 0
    return (1 if inject.when is not None or inject.chance is not None else 3), 0


def _event_card(words: Wording, id: str) -> CutCard:
    inject = words.scenario.injects[id]
    return CutCard(
        title=words.naming.inject(id),
        kind=capital(inject.kind),
        text=without_sources(inject.text),
        lines=tuple(_lines(words, id, inject)),
    )


def _lines(words: Wording, id: str, inject: Inject) -> Iterator[tuple[str, str]]:
    say = words.say
    needs = words.needs(inject.when, spot(words.scenario, ("injects", id, "when")))
    timing = words.inject_timing(id)
    yield say("kit.event.when"), f"{timing} {needs}" if needs else timing
    yield say("kit.event.effects"), words.effects(inject.effects, FACILITATOR)
    if inject.ask:
        yield say("kit.event.question"), _question(words, id, inject)
    for answer, option in inject.answers.items():
        label = say("kit.event.answer", answer=words.naming.answer(id, answer))
        parts = (words.cost(option.cost), words.effects(option.effects, FACILITATOR))
        yield label, " ".join(part for part in parts if part)
    guidance = without_sources(inject.facilitator)
    yield say("kit.event.guidance"), guidance
    if inject.historical:
        yield "", say("kit.event.historical")


def _question(words: Wording, id: str, inject: Inject) -> str:
    sides = words.naming.sides(inject.ask)
    answers = words.listed(
        [words.say("quoted", text=words.naming.answer(id, answer)) for answer in inject.answers],
        "or",
    )
    if len(inject.ask) > 1 and inject.reveal is not None:
        return words.say("ui.injects.asks.together", sides=sides, answers=answers)
    return words.counted("ui.injects.asks", len(inject.ask), sides=sides, answers=answers)
