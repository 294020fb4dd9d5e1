"""How a campaign stands: its chapters, and the result as far as it is known."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Literal

from attrs import evolve, frozen

from game.model.campaign import Campaign
from game.model.decisions import PUBLIC
from game.model.entries import may_see
from game.model.expressions import SECRET_KINDS, Expression, Read, children
from game.model.players import ME
from game.model.scenario import titled
from game.rules.campaigns import CampaignNames
from game.session.campaign_save import CampaignGame
from game.words.chapter_words import condition_of_chapter
from game.words.language import Language, language
from game.words.sentences import number
from game.words.wording import Wording

ChapterState = Literal["played", "skipped", "now", "later"]


@frozen
class ChapterScore:
    """The score of a side at the end of a chapter."""

    side: str
    """Its id in the chapter."""
    name: str
    """Its short name."""
    points: int
    par: int
    is_own: bool
    """Whether it is the reader's."""
    sentence: str
    """`EU 89 (par 85)`."""


@frozen
class ChapterStanding:
    """A chapter, and what became of it."""

    number: int
    """From 1."""
    id: str
    title: str
    state: ChapterState
    text: str
    """How it ended, or why it isn't played; empty where nothing is known."""
    date: str = ""
    """What its first turn is called; empty where its turns have no names."""
    minutes: str = ""
    """How long it takes, as in `60–75 min`; empty where that is unknown."""
    outcome: str = ""
    """The name of its outcome; empty where it wasn't played."""
    scores: tuple[ChapterScore, ...] = ()
    """By side; empty where it wasn't played."""

    @property
    def shown_scores(self) -> tuple[ChapterScore, ...]:
        """Those for which there is room under its name: the reader's own, or else all."""
        return tuple(each for each in self.scores if each.is_own) or self.scores


@frozen
class ResultLineStanding:
    """A line of a seat's result."""

    label: str
    points: int | None
    """None as long as a chapter on which it depends isn't over."""
    figure: str
    """The points; in words that they are open, if they are."""


@frozen
class SeatResult:
    """What the campaign came to for a seat, as far as that is known."""

    id: str
    seat: str
    """The name of the side that it was first."""
    lines: tuple[ResultLineStanding, ...]

    @property
    def total(self) -> int:
        """The points of all lines that are known."""
        return sum(line.points or 0 for line in self.lines)

    @property
    def figure(self) -> str:
        """The same as it is written."""
        return number(self.total)


@frozen
class CampaignStanding:
    """How a campaign stands, as far as its reader may know it."""

    title: str
    about: str
    """Its author's summary."""
    summary: str
    """How many chapters it has, and how many are over."""
    progress: str
    """`2 of 5 chapters played · saved`."""
    chapters: tuple[ChapterStanding, ...]
    results: tuple[SeatResult, ...]
    """By seat with a line; empty where there are no lines, or nothing is known yet."""
    results_title: str
    """What stands above them."""
    total: str
    """What the sum of a seat's lines is called: that of all, or of those that are known."""
    is_over: bool
    sentences: tuple[str, ...]
    """All of it, line by line, where there is no room for more."""


def campaign_standing(
    game: CampaignGame, code: str, seat: str = "", told: Container[str] | None = None
) -> CampaignStanding:
    """How a campaign stands, in a language as far as it has it.

    seat: whose people read it; empty: everybody may. told: the chapters whose scores may be told,
    by id; left out: all.
    """
    campaign = game.language(code)
    words = language(campaign.language)
    chapters = [_chapter(game, campaign, words, i, seat) for i in range(len(game.rules.chapters))]
    played = sum(each.state == "played" for each in chapters)
    hidden = [each for each in chapters if told is not None and each.id not in told and each.scores]
    for each in hidden:
        chapters[each.number - 1] = evolve(each, text=each.outcome, scores=())
    is_over = game.chapter is None
    if is_over:
        said = words.say("campaign.played.all")
    elif played:
        said = words.counted("campaign.played", played)
    else:
        said = words.say("campaign.played.none")
    summary = words.counted("campaign.about", len(chapters), played=said)
    progress = words.counted("campaign.progress", played, all=len(chapters))
    saved = "campaign.is-unsaved" if game.folder is None else "campaign.is-saved"
    results = () if hidden else _results(game, campaign, words)
    total = words.say("campaign.all" if is_over else "campaign.all.so-far")
    sentences = [summary, *(_line(words, each) for each in chapters)]
    if is_over:
        sentences += [_told(words, result, total) for result in results]
    return CampaignStanding(
        campaign.title,
        campaign.summary,
        summary,
        f"{progress} · {words.say(saved)}",
        tuple(chapters),
        results,
        words.say("campaign.results" if is_over else "campaign.results.so-far"),
        total,
        is_over,
        tuple(sentences),
    )


def only_seat(game: CampaignGame) -> str:
    """The seat of the only people who play at one screen; empty where there are none, or more."""
    seats = [seat for seat, player in game.players.items() if player == ME]
    return seats[0] if len(seats) == 1 else ""


def reader_in(game: CampaignGame, chapter: int, seat: str) -> str:
    """The side that a seat plays in a chapter, by its index, else PUBLIC."""
    players = game.rules.chapters[chapter].players
    return next((side for side, its in players.items() if seat and its == seat), PUBLIC)


def _line(words: Language, chapter: ChapterStanding) -> str:
    what = f"{chapter.number}. {chapter.title}"
    return words.say("campaign.line", what=what, text=chapter.text) if chapter.text else what


def _told(words: Language, result: SeatResult, total: str) -> str:
    lines = [(line.label, line.figure) for line in result.lines]
    if len(lines) > 1:
        lines.append((total, number(result.total)))
    told = (f"{label} {points}" for label, points in lines)
    return words.say("campaign.line", what=result.seat, text=", ".join(told))


def _chapter(
    game: CampaignGame, campaign: Campaign, words: Language, index: int, seat: str
) -> ChapterStanding:
    id, state = game.rules.chapters[index].id, _state(game, index)
    scenario = campaign.scenarios[id]
    worded = Wording(scenario, language(scenario.language))
    scores: tuple[ChapterScore, ...] = ()
    outcome = ""
    match state:
        case "played":
            scores = _scores(game, worded, index, reader_in(game, index, seat))
            outcome = worded.naming.outcome(
                list(scenario.outcomes)[game.played[index].past.outcome]
            )
            listed = ", ".join(each.sentence for each in scores)
            text = worded.say("campaign.ended", outcome=outcome, scores=listed)
        case "now":
            text = words.say("campaign.begun" if game.is_begun else "campaign.now")
        case "skipped" | "later":
            text = _why(game, campaign, words, index, seat)
    minutes = ""
    if scenario.minutes is not None:
        least, most = scenario.minutes
        minutes = words.say("ui.minutes", least=least, most=most)
    title = titled(scenario.title, scenario.id)
    day = worded.day(1)
    return ChapterStanding(index + 1, id, title, state, text, day, minutes, outcome, scores)


def _state(game: CampaignGame, index: int) -> ChapterState:
    if index < len(game.played):
        return "played" if game.played[index].past.played else "skipped"
    return "now" if index == len(game.played) else "later"


def _scores(game: CampaignGame, words: Wording, index: int, own: str) -> tuple[ChapterScore, ...]:
    scores = []
    sides = words.scenario.sides
    for side, points in zip(sides, game.played[index].past.scores, strict=True):
        name, par = words.naming.side_in_table(side), sides[side].par
        sentence = words.say(
            "campaign.score",
            side=name,
            points=number(points),
            par=words.say("ui.over.par", par=number(par)),
        )
        scores.append(ChapterScore(side, name, points, par, side == own, sentence))
    return tuple(scores)


def _why(game: CampaignGame, campaign: Campaign, words: Language, index: int, seat: str) -> str:
    """What a chapter's being played depends on; empty if it is played in any case."""
    id, skipped = game.rules.chapters[index].id, index < len(game.played)
    when = campaign.chapters[id].when
    if when is None:
        return ""
    tree = CampaignNames(campaign).resolve(when, id)
    if _is_hidden(game, campaign, tree, seat):
        return words.say("campaign.skipped" if skipped else "campaign.later.when")
    condition = condition_of_chapter(campaign, id, words)
    return words.say("campaign.skipped.needs" if skipped else "campaign.needs", condition=condition)


def _is_hidden(game: CampaignGame, campaign: Campaign, tree: Expression, seat: str) -> bool:
    """Whether a resolved formula reads what a seat doesn't see in an earlier chapter."""
    if isinstance(tree, Read) and tree.kind in ("track", "agreed"):
        index = list(campaign.chapters).index(tree.of[0])
        scenario = campaign.scenarios[tree.of[0]]
        readers = scenario.readers_of(SECRET_KINDS[tree.kind], tree.of[1])
        return not may_see(reader_in(game, index, seat), readers)
    return any(_is_hidden(game, campaign, each, seat) for each in children(tree))


def _results(game: CampaignGame, campaign: Campaign, words: Language) -> tuple[SeatResult, ...]:
    points = game.results
    if all(each is None for each in points):
        return ()
    by_seat: dict[str, list[ResultLineStanding]] = {}
    for line, value in zip(campaign.result, points, strict=True):
        figure = words.say("campaign.open") if value is None else number(value)
        by_seat.setdefault(line.side, []).append(ResultLineStanding(line.label, value, figure))
    return tuple(
        SeatResult(seat, seat_name(campaign, game.rules.seats, seat), tuple(lines))
        for seat, lines in by_seat.items()
    )


def seat_name(
    campaign: Campaign, seats: Mapping[str, str], seat: str, *, inside: bool = False
) -> str:
    """The name of a seat of a campaign: that of the side which it is first.

    seats: each with the chapter in which it is first seated. inside: as it stands in a sentence.
    """
    scenario = campaign.scenarios[seats[seat]]
    naming = Wording(scenario, language(scenario.language)).naming
    return naming.side_inside(seat) if inside else naming.side(seat)
