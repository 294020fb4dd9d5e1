"""The words that each side reads before its first decision, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypedDict

from game.cli.common import PROBLEMS, CommandError, choose_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.authoring.reading.files import Folder
    from game.presenter.reading_time import ReadingTime

_TITLES = {
    "situation": "The situation",
    "brief": "Its brief",
    "cards": "The cards dealt",
    "score": "What it is scored on",
    "seats": "The seats around it",
    "sources": "Sources",
    "news": "News before it decides",
    "tracks": "The tracks",
    "answers": "The answers to a question",
    "table": "The issues at the table",
}


def read_in_language(files: Folder, language: str | None) -> tuple[str, tuple[ReadingTime, ...]]:
    """The reading of each side of a scenario, and the language that was counted.

    language: left out, that of a translation, or else the scenario's own. Raises CommandError if
    the scenario lacks the language, or has mistakes.
    """
    from game.authoring.load import load
    from game.authoring.reading.files import Folder, split_translation
    from game.cli.common import version_name
    from game.model.problems import ScenarioError
    from game.presenter.reading_time import measure_reading
    from game.session.translations import Translations

    main, beside = split_translation(files.path) or (files.path, None)
    folder = Folder(main, files.variant)
    try:
        translations = Translations(load(folder), folder)
    except ScenarioError:  # its problems have been reported
        raise CommandError(
            f"{version_name(folder)}: its words can't be counted; correct it first", PROBLEMS
        ) from None
    code = choose_language(language or beside or translations.codes[0], translations)
    return code, measure_reading(translations.rules(code))


def reading_lines(file: str, code: str, times: tuple[ReadingTime, ...]) -> Iterator[str]:
    """The lines that are printed."""
    from game.presenter.reading_time import SEED, SPEED

    yield f"{file}: words to read before the first decision, in {code}, at {SPEED} words a minute"
    for time in times:
        yield f"{f'{time.name} ({time.side})':<46} {'words':>7} {'minutes':>8}"
        for page in time.pages:
            yield _line(_TITLES[page.name] + _note(page.name, time), page.words)
        yield _line("In all, without action cards", time.words_on_pages)
        if time.decision == "actions":
            yield _line(f"{_cards(time.open_cards.cards)} it can pick then", time.open_cards.words)
        if time.closed_cards.cards:
            yield _line(f"{_cards(time.closed_cards.cards)} it can't", time.closed_cards.words)
        yield _line(_total(time), time.words)
    if any(page.name == "news" for time in times for page in time.pages):
        yield f"News are those of the game with seed {SEED} in which the others pass."


def _note(page: str, time: ReadingTime) -> str:
    if page == "cards" and any(cards > 1 for cards in time.deals.values()):
        return ", the longest of each deal" if len(time.deals) > 1 else ", the longest"
    return ""


def _total(time: ReadingTime) -> str:
    if time.decision is None:
        return "In all; it never decides anything"
    cards = ", with the cards it can pick" if time.decision == "actions" else ""
    return f"In all{cards} (turn {time.turn})"


def _cards(number: int) -> str:
    return "1 action card" if number == 1 else f"{number} action cards"


def _line(title: str, words: int) -> str:
    from game.presenter.reading_time import SPEED

    return f"  {title:<44} {words:>7,} {words / SPEED:>8.1f}"


class CardWordsJson(TypedDict):
    """Action cards."""

    cards: Annotated[int, "How many cards."]
    words: Annotated[int, "How many words are on them."]


class SideReadingJson(TypedDict):
    """What one side reads before its first decision."""

    side: Annotated[str, "The side."]
    name: Annotated[str, "Its name."]
    turn: Annotated[int, "The turn of its first decision, or the last turn."]
    decision: Annotated[str | None, "What it is asked to decide; null if it is never asked."]
    pages: Annotated[dict[str, int], "By page, its words, in the order of reading."]
    words_on_pages: Annotated[int, "The words of all pages."]
    open_cards: Annotated[CardWordsJson, "The actions that it can pick then."]
    closed_cards: Annotated[CardWordsJson, "The actions on its menu that it can't pick then."]
    words: Annotated[int, "The words of all pages and of the actions that it can pick."]
    minutes: Annotated[float, "How long it reads these, in minutes."]


class ReadingJson(TypedDict):
    """What the sides of a scenario read before their first decisions."""

    file: Annotated[str, "The file."]
    language: Annotated[str, "The language whose words are counted."]
    words_a_minute: Annotated[int, "How fast people are taken to read."]
    seed: Annotated[int, "The seed of the game that is begun."]
    sides: Annotated[list[SideReadingJson], "The sides in the order of the scenario."]


def reading_json(file: str, code: str, times: tuple[ReadingTime, ...]) -> ReadingJson:
    """The same for programs."""
    from game.presenter.reading_time import SEED, SPEED

    return {
        "file": file,
        "language": code,
        "words_a_minute": SPEED,
        "seed": SEED,
        "sides": [
            {
                "side": time.side,
                "name": time.name,
                "turn": time.turn,
                "decision": time.decision,
                "pages": {page.name: page.words for page in time.pages},
                "words_on_pages": time.words_on_pages,
                "open_cards": {"cards": time.open_cards.cards, "words": time.open_cards.words},
                "closed_cards": {
                    "cards": time.closed_cards.cards,
                    "words": time.closed_cards.words,
                },
                "words": time.words,
                "minutes": round(time.words / SPEED, 1),
            }
            for time in times
        ],
    }
