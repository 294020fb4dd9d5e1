"""The conditions of a campaign in words: what they ask about its earlier chapters (rule 18.3)."""

from __future__ import annotations

from attrs import evolve

from game.model.campaign import Campaign
from game.model.expressions import Read
from game.rules.campaigns import CampaignNames
from game.words.formulas import FormulaWords
from game.words.language import Language
from game.words.naming import Naming
from game.words.readings import ReadingWords
from game.words.simplify import Simplifier


def condition_of_chapter(campaign: Campaign, id: str, language: Language) -> str:
    """What a chapter's `when` asks as a noun phrase; empty where it has none."""
    when = campaign.chapters[id].when
    if when is None:
        return ""
    readings = _ChapterReadings(campaign, id, language)
    words = FormulaWords(readings, Simplifier(campaign.scenarios[id]), language)
    return words.condition_of(CampaignNames(campaign).resolve(when, id))


class _ChapterReadings(ReadingWords):
    """Puts into words what a campaign's formulas read of chapters, which are named by number."""

    def __init__(self, campaign: Campaign, id: str, language: Language) -> None:
        scenarios = campaign.scenarios
        super().__init__(scenarios[id], Naming(scenarios[id], language), language)
        self._numbers = {each: number for number, each in enumerate(campaign.chapters, 1)}
        self._namings = {each: Naming(scenarios[each], language) for each in scenarios}
        self._readings = {
            each: ReadingWords(scenarios[each], self._namings[each], language) for each in scenarios
        }

    def fact(self, read: Read, holds: bool) -> str:
        if read.kind != "played":
            return self._in_chapter(read, self._inner(read).fact(_bare(read), holds))
        key = "campaign.when.played" if holds else "campaign.when.skipped"
        return self._language.say(key, number=self._numbers[read.of[0]])

    def steps(self, read: Read) -> tuple[str, ...]:
        return self._inner(read).steps(_bare(read)) if read.kind == "track" else ()

    def measure(self, read: Read, n: int) -> str:
        return self._inner(read).measure(_bare(read), n)

    def amount(self, read: Read) -> str:
        match read.kind:
            case "level":
                owner, level = read.of
                chapter, _, track = owner.rpartition(".")
                return self._readings[chapter].amount(evolve(read, of=(track, level)))
            case "margin":
                side = self._namings[read.of[0]].side_inside(read.of[1])
                above = self._language.say("campaign.when.margin", side=side)
                return self._in_chapter(read, above)
            case "track" | "score":
                return self._in_chapter(read, self._inner(read).amount(_bare(read)))
            case _:
                return self._language.say(
                    "amount.if", test=self.fact(read, True), then=1, otherwise=0
                )

    def _inner(self, read: Read) -> ReadingWords:
        return self._readings[read.of[0]]

    def _in_chapter(self, read: Read, what: str) -> str:
        number = self._numbers[read.of[0]]
        return self._language.say("campaign.when.in", what=what, number=number)


def _bare(read: Read) -> Read:
    """What is read, without the chapter."""
    return evolve(read, of=read.of[1:])
