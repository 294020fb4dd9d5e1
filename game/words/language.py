"""The game's sentences by key, in English or translated by a catalogue.

The English sentence is the catalogue's message and its key is the message's context, as gettext
has it: `catalogues/fr.po` is an ordinary file of translations, which every tool for them opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from attrs import evolve

from game.words.english.campaign import CAMPAIGN
from game.words.english.console import CONSOLE
from game.words.english.debrief import DEBRIEF
from game.words.english.debriefing import DEBRIEFING
from game.words.english.engine import SENTENCES
from game.words.english.graph import GRAPH
from game.words.english.hosting import HOSTING
from game.words.english.insight import INSIGHT
from game.words.english.kit import KIT
from game.words.english.observe import OBSERVE
from game.words.english.papers import PAPERS
from game.words.english.program import DESK
from game.words.english.rehearsal import REHEARSAL
from game.words.english.room import ROOM
from game.words.english.seat import SEAT
from game.words.english.terminal import TERMINAL
from game.words.english.terms import TERMS
from game.words.english.wall import WALL
from game.words.english.window import WINDOW
from game.words.english.workshop import WORKSHOP
from game.words.runs import Runs, fill_template, plain_runs, text_of
from game.words.sentences import Message, capital, number

MESSAGES: dict[str, Message] = {
    **SENTENCES,
    **TERMINAL,
    **WINDOW,
    **PAPERS,
    **DESK,
    **DEBRIEF,
    **DEBRIEFING,
    **WORKSHOP,
    **CAMPAIGN,
    **TERMS,
    **GRAPH,
    **ROOM,
    **SEAT,
    **WALL,
    **CONSOLE,
    **HOSTING,
    **KIT,
    **OBSERVE,
    **REHEARSAL,
    **INSIGHT,
}
"""Every sentence in English, by key."""

SOURCE = "en"
FOLDER = Path(__file__).parent / "catalogues"


class Language:
    """One language of the game."""

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue
        self._plural: Callable[[int], int] = getattr(catalogue, "plural", lambda n: int(n != 1))
        self._closers = self.say("quoted.closers")
        self.articles = tuple(self.say("articles").split())

    def say(self, key: str, **values: object) -> str:
        """The sentence under a key, with its fields filled."""
        return self._template(key).format(**values)

    def counted(self, key: str, n: int, **values: object) -> str:
        """The sentence under a key in the form for a number, with its fields filled."""
        return self._counted_template(key, n).format(n=number(n), **values)

    def runs(self, key: str, **values: object) -> Runs:
        """The sentence under a key as runs; values that are runs stay runs in it."""
        return fill_template(self._template(key), values)

    def counted_runs(self, key: str, n: int, **values: object) -> Runs:
        """The same in the form for a number."""
        return fill_template(self._counted_template(key, n), {"n": number(n), **values})

    def _template(self, key: str) -> str:
        message = MESSAGES[key]
        if not isinstance(message, str):
            raise KeyError(f"{key} has a singular and a plural: call counted")
        return self._catalogue.pgettext(key, message)

    def _counted_template(self, key: str, n: int) -> str:
        message = MESSAGES[key]
        if isinstance(message, str):
            raise KeyError(f"{key} has no plural: call say")
        return self._catalogue.npgettext(key, *message, abs(n))

    def plural_form(self, n: int) -> int:
        """Which of a language's forms of a word goes with a number; 0 is the singular."""
        return self._plural(abs(n))

    def date(self, stamp: str) -> str:
        """An ISO date, or time stamp in the time zone of this computer: 1 December 2026, 7:05.

        A month has no day: December 2026. Anything else, such as a year, is returned as it is.
        """
        from babel.dates import get_month_names

        is_month, has_time = len(stamp) == len("2026-12"), len(stamp) > len("2026-12-01")
        try:
            moment = datetime.fromisoformat(f"{stamp}-01" if is_month else stamp)
        except ValueError:
            return stamp
        moment = moment.astimezone() if has_time else moment
        month = get_month_names("wide", locale=self.code.replace("-", "_"))[moment.month]
        if is_month:
            return self.say("date.month", month=month, year=moment.year)
        day = self.say("date.first") if moment.day == 1 else str(moment.day)
        date = self.say("date", day=day, month=month, year=moment.year)
        if not has_time:
            return date
        return self.say("date.time", date=date, hour=moment.hour, minute=f"{moment.minute:02}")

    def listed(self, parts: Iterable[str], word: str = "and") -> str:
        """Parts as one phrase: `a, b and c`."""
        *some, last = parts
        return self.say(f"list.{word}", some=", ".join(some), last=last) if some else last

    def typed_word(self, word: str) -> str:
        """The translation of a word that players can type."""
        return self.say(f"word.{word}").split()[0]

    def match_word(self, typed: str, words: Iterable[str]) -> str | None:
        """The word that was typed, in this language or in English; None if it is none of these."""
        for word in words:
            if typed.lower() in (*self.say(f"word.{word}").split(), *_in_english(word)):
                return word
        return None

    def sentence(self, text: str) -> str:
        """The text with a capital at its start and a full stop at its end."""
        return capital(text) if self._is_ended(text) else f"{capital(text)}."

    def sentence_of_runs(self, runs: Runs) -> Runs:
        """Runs with a capital at their start and a full stop at their end."""
        first, *rest = runs
        stop = () if self._is_ended(text_of(runs)) else plain_runs(".")
        return (evolve(first, text=capital(first.text)), *rest, *stop)

    def _is_ended(self, text: str) -> bool:
        return text.rstrip(self._closers)[-1:] in (".", "!", "?", "…")


def _in_english(word: str) -> list[str]:
    return str(MESSAGES[f"word.{word}"]).split()


def languages() -> tuple[str, ...]:
    """The codes of the languages of the game, English first."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def language(code: str) -> Language:
    """The language of a code such as `fr` or `fr-CA`; English where it has no catalogue."""
    for each in (code, code.partition("-")[0]):
        if each != SOURCE and each in languages():
            return Language(each, _catalogue(FOLDER / f"{each}.po"))
    return Language(SOURCE, NullTranslations())


def own_name(code: str) -> str:
    """The name of a language in that language; its code where it is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    return capital(name or code)


def _catalogue(path: Path) -> NullTranslations:
    """A catalogue, compiled in memory so that no compiled file is needed."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem.replace("-", "_")))
    compiled.seek(0)
    return GNUTranslations(compiled)


ENGLISH = language(SOURCE)
