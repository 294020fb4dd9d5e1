"""Names for ids, as they stand at the start of a sentence and inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import attrs

from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.refusals import Detail
from game.model.scenario import Scenario, titled
from game.words.language import ENGLISH, Language
from game.words.sentences import number

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"(?P<article>\w+['’]|\w+(?= ))\s*[^\W\d_]\w*")  # and the word behind it
_INSIDE = re.compile(r"(?<=[^\W_] )[^\W\d_a-z]\w*")  # a capital after a word and a blank

_NO_PROSE = ("id", "language", "include", "sources", "tests", "expect", "balance")


class Naming:
    """The names of everything in one scenario."""

    def __init__(self, scenario: Scenario, language: Language = ENGLISH) -> None:
        self._scenario = scenario
        self._language = language
        self._small, self._proper = _spellings(scenario, language.articles)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence.

        It loses its capital where the author also writes the word in lower case, in a text or as
        an id; a proper name keeps it.
        """
        word = _WORD.match(name)
        if word is None:
            return name
        first = word.group()
        small = first[:1].lower() + first[1:]
        if first[1:].islower() and small in self._small:
            return small + name[len(first) :]
        return self._without_article(name)

    def _without_article(self, name: str) -> str:
        """A name with its article in lower case.

        A side called A has no article, and "The Hague" keeps its capital where the author always
        writes it so.
        """
        match = _ARTICLE.match(name)
        if match is None or match["article"] not in self._language.articles:
            return name
        return name if match.group() in self._proper else name[:1].lower() + name[1:]

    def side(self, id: str) -> str:
        """A side's name."""
        side = self._scenario.sides.get(id)
        if side is None:
            return self._language.say("cause.facilitator") if id == FACILITATOR else id
        return titled(side.name, id)

    def side_inside(self, id: str) -> str:
        """A side's name as it stands inside a sentence: a proper name, perhaps after an article."""
        return self._without_article(self.side(id))

    def side_in_table(self, id: str) -> str:
        """A side's short name, for columns and lists; its name without its article if none."""
        side = self._scenario.sides.get(id)
        return side.short if side is not None and side.short else self.side_without_article(id)

    def side_without_article(self, id: str) -> str:
        """A side's name without its article, for labels: `European Union`."""
        name = self.side(id)
        for article in self._language.articles:
            start = article if article.endswith(("'", "’")) else f"{article} "
            if name.lower().startswith(start.lower()) and len(name) > len(start):
                rest = name[len(start) :]
                return rest[:1].upper() + rest[1:]
        return name

    def sides(self, ids: Iterable[str]) -> str:
        """The names of several sides as one phrase."""
        return self._language.listed(self.side_inside(id) for id in ids)

    def track(self, id: str) -> str:
        """A track's name."""
        return titled(self._scenario.tracks[id].name, id)

    def value(self, track: str, value: int) -> str:
        """A track's value in words: its level's name, or the number with its unit."""
        names = tuple(self._scenario.tracks[track].levels.values())
        if 0 <= value < len(names):
            return self._language.say("quoted", text=names[value])
        return self.measure(track, value)

    def measure(self, track: str, n: int) -> str:
        """A number of a track with its unit, as in `12 days`."""
        unit = self.unit(track, n)
        if not unit:
            return number(n)
        return self._language.say("measure.%" if unit == "%" else "measure", n=number(n), unit=unit)

    def unit(self, track: str, n: int) -> str:
        """The unit that stands behind a number of a track, singular or plural; maybe empty."""
        forms = self._scenario.tracks[track].unit_forms
        return forms[min(self._language.plural_form(n), len(forms) - 1)] if forms else ""

    def action(self, id: str) -> str:
        """An action's name."""
        return titled(self._scenario.actions[id].name, id)

    def action_by(self, id: str, side: str) -> str:
        """An action's name, with the side that took it where several have actions of that name."""
        name, actions = self.action(id), self._scenario.actions
        doers = sum(len(each.side) for other, each in actions.items() if self.action(other) == name)
        clear = doers < 2 or not side
        return (
            name
            if clear
            else self._language.say("cause.of", what=name, side=self.side_inside(side))
        )

    def answer_by(self, inject: str, id: str, side: str) -> str:
        """An answer's name, with the side that gave it where several sides are asked."""
        name = self.answer(inject, id)
        if len(self._scenario.injects[inject].ask) < 2 or not side:
            return name
        return self._language.say("cause.of", what=name, side=self.side_inside(side))

    def tag(self, id: str) -> str:
        """A tag's name."""
        return titled(self._scenario.tags[id].name, id)

    def table(self, id: str) -> str:
        """A table's name."""
        return titled(self._scenario.tables[id].name, id)

    def issue(self, table: str, id: str) -> str:
        """An issue's name."""
        return titled(self._scenario.tables[table].issues[id].name, id)

    def option(self, table: str, issue: str, id: str) -> str:
        """An option's name."""
        return titled(self._scenario.tables[table].issues[issue].options[id].name, id)

    def options(self, table: str, issue: str) -> tuple[str, ...]:
        """The names of an issue's options, in order."""
        options = self._scenario.tables[table].issues[issue].options
        return tuple(self.option(table, issue, id) for id in options)

    def package(self, table: str, package: Mapping[str, str]) -> str:
        """A package, issue by issue."""
        return self._language.say("semicolon").join(
            self._language.say(
                "package.part",
                issue=self.issue(table, issue),
                option=self.option(table, issue, option),
            )
            for issue, option in package.items()
        )

    def inject(self, id: str) -> str:
        """An inject's headline."""
        return titled(self._scenario.injects[id].name, id)

    def answer(self, inject: str, id: str) -> str:
        """An answer's name."""
        if self._scenario.injects[inject].vote is not None:
            return self._language.say(f"ballot.{id}")
        return titled(self._scenario.injects[inject].answers[id].name, id)

    def persona(self, id: str) -> str:
        """A persona's name; the id of another bot."""
        persona = self._scenario.personas.get(id)
        return id if persona is None else titled(persona.name, id)

    def project(self, id: str) -> str:
        """The name of a project."""
        return titled(self._scenario.projects[id].name, id)

    def promise(self, id: str) -> str:
        """A promise's name."""
        return titled(self._scenario.promises[id].name, id)

    def stage(self, id: str) -> str:
        """A stage's name."""
        return titled(self._scenario.stages[id].name, id)

    def phase(self, id: str) -> str:
        """A phase's name."""
        return titled(self._scenario.phases[id].name, id)

    def outcome(self, id: str) -> str:
        """An ending's name."""
        return titled(self._scenario.outcomes[id].name, id)

    def deal(self, id: str) -> str:
        """A deal's name."""
        return titled(self._scenario.deals[id].name, id)

    def card(self, deal: str, id: str) -> str:
        """A card's name."""
        return titled(self._scenario.deals[deal].cards[id].name, id)


def text(value: Detail) -> str:
    """A value of an entry that is an id or a number, as text."""
    return number(value) if isinstance(value, int) else str(value)


@lru_cache(maxsize=8)
def _spellings(
    scenario: Scenario, articles: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The words that an author writes in lower case, and names whose article has a capital."""
    prose, ids = _texts(scenario)
    return _written_small(prose, ids), _with_article(prose, articles)


def _written_small(prose: Iterable[str], ids: Iterable[str]) -> frozenset[str]:
    """The words that an author writes in lower case.

    They stand so in a text, or as ids if no text has them with a capital inside a sentence.
    """
    parts = {part for id in ids for part in id.split("_")}
    small = {word for each in prose for word in _WORD.findall(each) if word.islower()}
    large = {word.lower() for each in prose for word in _INSIDE.findall(each)}
    return frozenset(small | (parts - large))


def _with_article(prose: Iterable[str], articles: Iterable[str]) -> frozenset[str]:
    """Articles with their words whose article always has a capital, even inside a sentence."""
    starts = (re.escape(each if each[-1] in "'’" else f"{each} ") for each in articles)
    large = re.compile(rf"(?<=[^\W_] )(?:{'|'.join(starts)})[^\W\d_]\w*")
    names = {name for text in prose for name in large.findall(text)}
    return frozenset(
        name
        for name in names
        if not any(f" {name[:1].lower()}{name[1:]}" in text for text in prose)
    )


def _texts(scenario: Scenario) -> tuple[set[str], set[str]]:
    """The texts of a scenario that have several words, and all its ids."""
    prose, ids = set[str](), set[str]()
    waiting: list[Any] = [scenario]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if " " in value:
                prose.add(value)
        elif isinstance(value, tuple):
            waiting += value
        elif type(value) is FrozenMap:
            ids.update(map(str, value))
            waiting += value.values()
        else:
            waiting += [getattr(value, name) for name in _fields_with_prose(value.__class__)]
    return prose, ids


@cache
def _fields_with_prose(cls: Any) -> tuple[str, ...]:
    """The names of those of an attrs class; none of any other."""
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    return tuple(field.name for field in fields if field.name not in _NO_PROSE)
