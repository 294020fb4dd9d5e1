"""How a campaign stands: its chapters, what a chapter takes over, and the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from game.model.campaign import Campaign
from game.model.decisions import PUBLIC
from game.model.players import ME
from game.model.scenario import Scenario, titled
from game.presenter.prose import paragraphs
from game.session.campaign_save import CampaignGame, OpenChapter, PlayedChapter
from game.words.language import Language, language
from game.words.sentences import number
from game.words.wording import Wording

ChapterState = Literal["played", "skipped", "now", "later"]


@frozen
class ChapterStanding:
    """A chapter, and what became of it."""

    number: int
    """From 1."""
    title: str
    state: ChapterState
    text: str
    """How it ended, or why it isn't played; empty where nothing is known."""


@frozen
class SeatResult:
    """What the campaign came to for a seat."""

    seat: str
    """The name of the side that it was first."""
    lines: tuple[tuple[str, int], ...]
    """Each with its points."""

    @property
    def total(self) -> int:
        """The points of all lines."""
        return sum(points for _, points in self.lines)


@frozen
class CampaignStanding:
    """How a campaign stands, as all may know it."""

    title: str
    summary: str
    """How many chapters it has, and how many are over."""
    chapters: tuple[ChapterStanding, ...]
    results: tuple[SeatResult, ...]
    """By seat with a line; empty before the last chapter is over."""
    sentences: tuple[str, ...]
    """All of it, line by line, where there is no room for more."""


def campaign_standing(game: CampaignGame, code: str) -> CampaignStanding:
    """How a campaign stands, in a language as far as it has it."""
    campaign = game.language(code)
    words = language(campaign.language)
    chapters = [_chapter(game, campaign, words, i) for i in range(len(game.rules.chapters))]
    played = sum(each.state == "played" for each in chapters)
    if game.chapter is None:
        said = words.say("campaign.played.all")
    elif played:
        said = words.counted("campaign.played", played)
    else:
        said = words.say("campaign.played.none")
    summary = words.counted("campaign.about", len(chapters), played=said)
    results = _results(game, campaign)
    sentences = (
        summary,
        *(_line(words, each) for each in chapters),
        *(_told(words, result) for result in results),
    )
    return CampaignStanding(campaign.title, summary, tuple(chapters), results, sentences)


def _line(words: Language, chapter: ChapterStanding) -> str:
    what = f"{chapter.number}. {chapter.title}"
    return words.say("campaign.line", what=what, text=chapter.text) if chapter.text else what


def _told(words: Language, result: SeatResult) -> str:
    lines = [*result.lines]
    if len(lines) > 1:
        lines.append((words.say("campaign.all"), result.total))
    told = (f"{label} {number(points)}" for label, points in lines)
    return words.say("campaign.line", what=result.seat, text=", ".join(told))


def _chapter(
    game: CampaignGame, campaign: Campaign, words: Language, index: int
) -> ChapterStanding:
    rules = game.rules.chapters[index]
    scenario = campaign.scenarios[rules.id]
    title = titled(scenario.title, scenario.id)
    if index < len(game.played):
        played = game.played[index]
        if played.past.played:
            return ChapterStanding(index + 1, title, "played", _ended(scenario, played))
        return ChapterStanding(index + 1, title, "skipped", words.say("campaign.skipped"))
    if index == len(game.played):
        key = "campaign.begun" if game.is_begun else "campaign.now"
        return ChapterStanding(index + 1, title, "now", words.say(key))
    depends = campaign.chapters[rules.id].when is not None
    text = words.say("campaign.later.when") if depends else ""
    return ChapterStanding(index + 1, title, "later", text)


def _ended(scenario: Scenario, played: PlayedChapter) -> str:
    """How a chapter ended, and with which scores."""
    words = Wording(scenario, language(scenario.language))
    scores = [
        words.say(
            "campaign.score",
            side=words.naming.side_in_table(side),
            points=number(points),
            par=words.say("ui.over.par", par=number(scenario.sides[side].par)),
        )
        for side, points in zip(scenario.sides, played.past.scores, strict=True)
    ]
    outcome = words.naming.outcome(list(scenario.outcomes)[played.past.outcome])
    return words.say("campaign.ended", outcome=outcome, scores=", ".join(scores))


def _results(game: CampaignGame, campaign: Campaign) -> tuple[SeatResult, ...]:
    points = game.results
    if points is None:
        return ()
    by_seat: dict[str, list[tuple[str, int]]] = {}
    for line, value in zip(campaign.result, points, strict=True):
        by_seat.setdefault(line.side, []).append((line.label, value))
    return tuple(
        SeatResult(seat_name(campaign, game.rules.seats, seat), tuple(lines))
        for seat, lines in by_seat.items()
    )


def seat_name(campaign: Campaign, seats: Mapping[str, str], seat: str) -> str:
    """The name of a seat of a campaign: that of the side which it is first.

    seats: each with the chapter in which it is first seated.
    """
    scenario = campaign.scenarios[seats[seat]]
    return Wording(scenario, language(scenario.language)).naming.side(seat)


@frozen
class ChapterOpening:
    """What is read before a chapter."""

    place: str
    """`Chapter 2 of 3`."""
    before: tuple[str, ...]
    """What the author tells everybody, by paragraph."""
    brought: tuple[str, ...]
    """The tracks that begin otherwise than the scenario says, as far as its reader sees them."""
    seats: tuple[str, ...]
    """Whom people play here, where that has changed."""


def chapter_opening(game: CampaignGame, chapter: OpenChapter, code: str) -> ChapterOpening:
    """What is read before a chapter, in a language of the scenario.

    What only one side sees is told where only that side reads it.
    """
    campaign = game.language(code)
    scenario = chapter.translations.spoken((code,))
    words, spoken = Wording(scenario, language(scenario.language)), language(campaign.language)
    people = [side for side, player in chapter.seats.items() if player == ME]
    reader = people[0] if len(people) == 1 else PUBLIC
    seen = chapter.game.view(reader).tracks
    brought = tuple(
        words.say(
            "campaign.begins",
            track=words.naming.track(track.id),
            value=words.naming.value(track.id, value),
            own=words.naming.value(track.id, track.start),
        )
        for track in chapter.game.rules.tracks
        if (value := chapter.game.rules.starts.get(track.id, track.start)) != track.start
        and track.id in seen
    )
    moved = tuple(
        words.say("campaign.seat", side=words.naming.side_inside(side))
        for side in people
        if chapter.rules.players[side] != side and len(people) == 1
    )
    return ChapterOpening(
        spoken.say("campaign.chapter", number=chapter.number, all=len(game.rules.chapters)),
        tuple(paragraphs(campaign.chapters[chapter.rules.id].before)),
        brought,
        moved,
    )
