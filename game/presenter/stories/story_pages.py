"""The pages on which a reader learns of an inject, of what became of a table, or of a new stage."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.model.entries import Entry
from game.model.log_events import (
    AgreementLapsed,
    BallotsRevealed,
    PackageProposed,
    PromiseGiven,
    ProposalFailed,
    SupportCounted,
    TableOpened,
    TrackRevealed,
    VoteCounted,
)
from game.presenter.explanations import about_track
from game.presenter.hot_seat import HotSeat
from game.presenter.offers.clauses import package_clauses
from game.presenter.participants import saying_text
from game.presenter.prose import paragraphs, without_sources
from game.presenter.said.tally import Tally, tally_of
from game.presenter.stories.stories import Pact, Story, TrackChange, pact_of, story_of
from game.presenter.verdicts import Verdict, judge_change
from game.presenter.worded_game import WordedGame
from game.session.said_and_done import Saying
from game.words.sentences import number
from game.words.stages import Subject, differences
from game.words.wording import Wording

ConsequenceKind = Literal["revealed", "promised", "opened", "lapsed", "other"] | Subject
"""What a consequence is about: a kind of entry, or what is different in another stage."""


@frozen
class ChangeLine:
    """The change of a track as a reader is told of it."""

    name: str
    change: str
    """In words: `falls by 4, worse`."""
    direction: int
    """1 where the track rose, -1 where it fell, 0 where it is unchanged in the end."""
    verdict: Verdict | None
    figures: tuple[str, str] | None
    """The value before and after, with its unit; None for a track with levels."""
    about: str
    """What the track measures, for a reader who asks."""


@frozen
class Consequence:
    """Something else that followed."""

    kind: ConsequenceKind
    sentence: str


@frozen
class Brief:
    """A story in brief, below another."""

    headline: str
    text: str
    """What was announced, or what the story changed; where it changed nothing, how it begins."""


@frozen
class StoryPage:
    """Everything that a page tells."""

    head: str
    """Who tells it, as at the top of a newspaper."""
    date: str
    label: str
    """The class of an inject, what became of a table, or which stage it was before; maybe empty."""
    headline: str
    paragraphs: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    """What was agreed, issue by issue."""
    cause: str = ""
    source: str = ""
    """What it follows from and where the author has it from, each as a sentence or empty."""
    changes_head: str = ""
    changes: tuple[ChangeLine, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    lead: str = ""
    """What it means for its reader, first of all, in sentences; mostly empty."""
    briefs_head: str = ""
    briefs: tuple[Brief, ...] = ()
    """Other stories on the same page."""
    is_open: bool = False
    """Whether a page with several shows all of it at once: what others said at a table, or what
    the facilitator announced."""
    tally: Tally | None = None
    """The result of a vote, as far as it is told."""


def inject_page(worded: WordedGame, reader: str, inject: str) -> StoryPage:
    """The page of an inject as it last happened."""
    words, story = worded.words, story_of(worded, reader, inject)
    written = words.scenario.injects[inject]
    return StoryPage(
        head=words.say("ui.news.wire"),
        date=dateline(words, story.turn),
        label=written.kind,
        headline=words.naming.inject(inject),
        paragraphs=(
            *(words.entry(entry) for entry in story.others if _is_result(entry)),
            *paragraphs(words.fill(written.text, story.figures)),
            *(without_sources(text) for text in story.said),
        ),
        cause=(
            words.say("ui.news.cause", cause=words.cause(story.cause))
            if story.cause is not None
            else ""
        ),
        source=_sources(words, written.source),
        changes_head=words.say("ui.news.changed"),
        changes=change_lines(words, story, reader),
        consequences=_consequences(words, story),
        tally=_tally(words, story),
    )


def _tally(words: Wording, story: Story) -> Tally | None:
    """The result of the vote of which a story tells; None where it tells of none."""
    results = [each.event for each in story.others if isinstance(each.event, VoteCounted)]
    return tally_of(words, results[-1]) if results else None


def pact_page(worded: WordedGame, reader: str, table: str) -> StoryPage:
    """The page on what became of a table last."""
    words = worded.words
    pact, story = pact_of(worded, reader, table)
    return StoryPage(
        head=words.say("ui.news.wire"),
        date=dateline(words, story.turn),
        label=words.say(f"status.{pact.code}"),
        headline=words.say(f"ui.pact.{pact.code}", table=words.naming.table(table)),
        paragraphs=(
            *((words.entry(pact.counted),) if pact.counted is not None else ()),
            *((words.to_ratify(table, pact.due),) if pact.due else ()),
            *map(words.quotation, pact.quotations),
            *story.said,
        ),
        clauses=package_clauses(words, table, pact.package),
        changes_head=words.say("ui.news.changed"),
        changes=change_lines(words, story, reader),
        consequences=_consequences(words, story),
        lead=words.entry(pact.walkout) if pact.walkout is not None else "",
        tally=_support(words, pact),
    )


def _support(words: Wording, pact: Pact) -> Tally | None:
    """What was for a package at a table where a majority decides; None where all must agree."""
    event = pact.counted.event if pact.counted is not None else None
    return tally_of(words, event) if isinstance(event, SupportCounted) else None


def stage_page(worded: WordedGame, reader: str, before: str, now: str) -> StoryPage:
    """The page on a stage that has followed another."""
    words = worded.words
    return StoryPage(
        head=words.say("ui.news.stage"),
        date=dateline(words, worded.state.turn),
        label=words.say("ui.news.stage.after", stage=words.naming.stage(before)),
        headline=words.say("ui.news.stage.now", stage=words.naming.stage(now)),
        paragraphs=tuple(
            paragraphs(words.scenario.stages[now].text or words.say("term.stage.about"))
        ),
        changes_head=words.say("ui.news.stage.different"),
        consequences=tuple(
            Consequence(each.subject, each.sentence)
            for each in differences(words, before, now, reader)
        ),
    )


def words_page(hot_seat: HotSeat, reader: str) -> StoryPage:
    """The page of what was said to a reader since it last read such things."""
    words = hot_seat.words
    new = hot_seat.read_marks.unread_sayings(reader)
    if len(new) == 1 and new[0].sender == FACILITATOR:
        return announcement_page(words, new[0], hot_seat.state.turn)
    date = dateline(words, hot_seat.state.turn)
    texts = tuple(saying_text(words, saying) for saying in new)
    return StoryPage(words.say("ui.words"), date, "", words.say("ui.words.headline"), texts)


def announcement_page(words: Wording, saying: Saying, turn: int) -> StoryPage:
    """The page of what the facilitator announced; of several lines the first is its headline."""
    first, *rest = [line.strip() for line in saying.words.splitlines() if line.strip()] or [
        words.say("saying.deleted")
    ]
    headline = first if rest else words.say("ui.words.announcement")
    head = words.say("ui.words.facilitator")
    date = dateline(words, turn)
    return StoryPage(head, date, "", headline, tuple(rest or [first]), is_open=True)


def in_brief(words: Wording, page: StoryPage) -> Brief:
    """A story in brief."""
    changes = (f"{each.name} {each.change}" for each in page.changes)
    followed = [words.say("semicolon").join((*page.clauses, *changes))]
    followed += [each.sentence for each in page.consequences]
    if page.is_open or not any(followed):
        followed = list(page.paragraphs if page.is_open else page.paragraphs[:1])
    return Brief(page.headline, " ".join(each for each in (page.lead, *followed) if each))


def change_lines(words: Wording, story: Story, reader: str) -> tuple[ChangeLine, ...]:
    """The changes of tracks in a story, as a reader is told of them."""
    return tuple(_change_line(words, change, reader) for change in story.changes)


def _change_line(words: Wording, change: TrackChange, reader: str) -> ChangeLine:
    track, delta = words.scenario.tracks[change.track], change.after - change.before
    verdict = judge_change(track, reader, delta)
    text = words.say("ui.news.stays")
    if delta and track.levels:
        text = words.say("ui.news.becomes", value=words.naming.value(change.track, change.after))
    elif delta:
        amount = words.naming.measure(change.track, abs(delta))
        text = words.say("ui.news.rises" if delta > 0 else "ui.news.falls", n=amount)
    if verdict is not None:
        text = words.say("ui.news.judged", change=text, verdict=words.say(f"board.{verdict}"))
    return ChangeLine(
        name=words.naming.track(change.track),
        change=text,
        direction=(delta > 0) - (delta < 0),
        verdict=verdict,
        figures=None if track.levels else _figures(words, change),
        about=about_track(words, change.track, reader),
    )


def _figures(words: Wording, change: TrackChange) -> tuple[str, str]:
    """The value before and after, the last with its unit."""
    after = words.naming.measure(change.track, change.after)
    return after if change.before == change.after else number(change.before), after


def _consequences(words: Wording, story: Story) -> tuple[Consequence, ...]:
    others = (entry for entry in story.others if not _is_result(entry))
    return tuple(Consequence(_kind(entry), words.entry(entry)) for entry in others)


def _is_result(entry: Entry) -> bool:
    """Whether it tells what a body has decided, which belongs to the story itself."""
    return isinstance(entry.event, VoteCounted)


def _kind(entry: Entry) -> ConsequenceKind:
    match event := entry.event:
        case TrackRevealed() | PromiseGiven() | TableOpened() | AgreementLapsed():
            return event.code
        case BallotsRevealed():
            return "revealed"  # the same icon: an eye
        case PackageProposed() | ProposalFailed():
            return "opened"  # the same icon: a table
        case _:
            return "other"


def dateline(words: Wording, turn: int) -> str:
    """The day and the turn that stand at the head of a story."""
    turn = max(1, turn)
    day, turns = words.day(turn), words.scenario.turns
    if day:
        return words.say("ui.news.date", day=day, turn=turn, turns=turns)
    return words.say("ui.turn-of", turn=turn, turns=turns)


def _sources(words: Wording, keys: tuple[str, ...]) -> str:
    sources = words.scenario.sources
    titles = [without_sources(sources[key].title) for key in keys if key in sources]
    together = words.say("semicolon").join(titles)
    return words.say("ui.news.source", sources=together) if titles else ""
