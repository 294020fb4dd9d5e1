"""What is read before a chapter: what its author says, what is brought along and remembered."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.entries import may_see
from game.model.log_events import PromiseBroken, PromiseGiven, PromiseKept
from game.model.players import ME
from game.model.scenario import titled
from game.model.tracks import Track
from game.presenter.prose import paragraphs
from game.presenter.said.campaign_standing import only_seat, reader_in, seat_name
from game.presenter.verdicts import Verdict, judge_change
from game.session.campaign_save import CampaignGame
from game.words.language import language
from game.words.wording import Wording

PromiseState = Literal["kept", "broken", "running"]


@frozen
class BroughtTrack:
    """A track that begins otherwise than its scenario says."""

    id: str
    name: str
    value: str
    """Where it begins: the number with its unit, or the name of the level or the band."""
    level: str
    """What that value is called; empty where it has no name, or the name is the value."""
    own: str
    """Where the scenario begins, as `value`."""
    share: float | None
    """Where it begins along its range, from 0 to 1; None for levels, and where only its band is
    seen."""
    own_share: float
    """The same of where the scenario begins."""
    direction: int
    """1 where it begins higher than the scenario says, -1 where it begins lower."""
    verdict: Verdict | None
    """Whether that is better or worse for the reader; None where it is neither."""
    about: str
    """`Correct; the chapter by itself begins with 40`."""
    sentence: str
    """All of it, where there is only a line."""


@frozen
class Remembered:
    """A promise of an earlier chapter, and what became of it."""

    chapter: int
    """The number of the chapter."""
    state: PromiseState
    text: str


@frozen
class ChapterOpening:
    """What is read before the chapter that comes now."""

    number: int
    """The number of the chapter."""
    place: str
    """`Chapter 2 of 3`."""
    title: str
    is_begun: bool
    """Whether something was done in it already."""
    before: tuple[str, ...]
    """What the author tells everybody, by paragraph."""
    tracks: tuple[BroughtTrack, ...]
    """The tracks that begin otherwise than the scenario says, as far as its reader sees them."""
    remembered: tuple[Remembered, ...]
    """The promises of earlier chapters, as far as its reader knows of them."""
    side: str
    """The id of the reader's side; empty where several read it, or none."""
    side_name: str
    seats: tuple[str, ...]
    """Whom people play here, where that has changed."""


def chapter_opening(game: CampaignGame, code: str, seat: str | None = None) -> ChapterOpening:
    """What is read before the chapter that comes now, in a language of its scenario.

    seat: whose people read it, empty where everybody may; left out, that of the only people. What
    only one side sees is told where only that side reads it. Raises ValueError if all are over.
    """
    chapter, number = game.chapter, len(game.played) + 1
    if chapter is None:
        raise ValueError("all chapters are over")
    seat = only_seat(game) if seat is None else seat
    campaign, scenario = game.language(code), game.translations(chapter.id).spoken((code,))
    words, spoken = Wording(scenario, language(scenario.language)), language(campaign.language)
    reader = reader_in(game, number - 1, seat)
    side = reader if reader in scenario.sides else ""
    return ChapterOpening(
        number,
        spoken.say("campaign.chapter", number=number, all=len(game.rules.chapters)),
        titled(scenario.title, scenario.id),
        game.is_begun,
        tuple(paragraphs(campaign.chapters[chapter.id].before)),
        _brought(game, words, reader),
        tuple(
            each
            for index in range(len(game.played))
            for each in _remembered(game, code, index, reader_in(game, index, seat))
        ),
        side,
        words.naming.side_without_article(side) if side else "",
        tuple(_seats(game, code, words, side)),
    )


def _brought(game: CampaignGame, words: Wording, reader: str) -> tuple[BroughtTrack, ...]:
    chapter = game.chapter
    assert chapter is not None
    starts = chapter.starts(game.pasts)
    brought = (
        _brought_track(words, id, starts[id], reader)
        for id in words.scenario.tracks
        if id in starts
    )
    return tuple(track for track in brought if track is not None)


def _brought_track(words: Wording, id: str, value: int, reader: str) -> BroughtTrack | None:
    """A track as a reader sees it begin; None where it begins as ever, as far as that is seen."""
    scenario, naming = words.scenario, words.naming
    track, level = scenario.tracks[id], ""
    change = value - track.first
    if may_see(reader, track.seen_by) or set(scenario.sides) <= set(track.seen_by or ()):
        named = bool(track.levels)
        level = "" if named else _band(track, value)
    else:
        named = True
        if not may_see(reader, track.band_seen_by):
            return None
    shown, own = (
        _band(track, each) if named else naming.measure(id, each) for each in (value, track.first)
    )
    if shown == own:
        return None
    quoted = [words.say("quoted", text=each) if named else each for each in (shown, own)]
    return BroughtTrack(
        id,
        naming.track(id),
        shown,
        level,
        own,
        None if named else _share(track, value),
        _share(track, track.first),
        1 if change > 0 else -1,
        judge_change(track, reader, change),
        words.say(f"campaign.begins.{'level' if level else 'own'}", level=level, own=quoted[1]),
        words.say("campaign.begins", track=naming.track(id), value=quoted[0], own=quoted[1]),
    )


def _share(track: Track, value: int) -> float:
    low, high = track.bounds
    return (value - low) / max(1, high - low)


def _band(track: Track, value: int) -> str:
    """The name of the band or level of a value; empty where it has none."""
    names = tuple(track.levels.values()) or tuple(band.name for band in track.bands)
    band = track.band_of(value)
    return names[band] if band < len(names) else ""


def _remembered(game: CampaignGame, code: str, index: int, reader: str) -> list[Remembered]:
    """What became of the promises of a chapter that is over, as far as a reader knows of them."""
    played, id = game.played[index].game, game.rules.chapters[index].id
    if played is None:
        return []
    latest: dict[str, PromiseGiven | PromiseKept | PromiseBroken] = {}
    breaks: dict[str, PromiseBroken] = {}
    turns: dict[str, int] = {}
    for entry in played.log(reader):
        match entry.event:
            case PromiseGiven(promise) | PromiseKept(promise):
                latest[promise] = entry.event
            case PromiseBroken(promise):
                latest[promise] = breaks[promise] = entry.event
                turns[promise] = entry.turn
            case _:
                pass
    scenario = game.language(code).scenarios[id]
    words = Wording(scenario, language(scenario.language))
    return [
        _remembered_promise(words, index + 1, breaks.get(promise, event), reader, turns)
        for promise, event in latest.items()
    ]


def _remembered_promise(
    words: Wording,
    chapter: int,
    event: PromiseGiven | PromiseKept | PromiseBroken,
    reader: str,
    turns: dict[str, int],
) -> Remembered:
    """What became of a promise: one that was ever broken is remembered as broken."""
    sides, promise = words.scenario.promises[event.promise].by, words.naming.promise(event.promise)
    match event:
        case PromiseGiven():
            state: PromiseState = "running"
        case PromiseKept():
            state = "kept"
        case PromiseBroken():
            state = "broken"
    if sides == (reader,):
        text = words.say(f"campaign.promise.{state}.own", promise=promise)
    else:
        side = words.naming.sides(sides)
        text = words.say(f"campaign.promise.{state}", promise=promise, side=side)
    day = words.day(turns[event.promise]) if state == "broken" else ""
    return Remembered(
        chapter, state, words.say("campaign.promise.dated", text=text, day=day) if day else text
    )


def _former_sides(game: CampaignGame, seat: str) -> list[str]:
    """The sides of a seat in the last chapter that it played, or its first one."""
    played = zip(game.rules.chapters, game.played, strict=False)
    sides = [
        [side for side, its in chapter.players.items() if its == seat]
        for chapter, each in played
        if each.past.played
    ]
    return next((each for each in reversed(sides) if each), [seat])


def _seats(game: CampaignGame, code: str, words: Wording, own: str) -> list[str]:
    """Whom people play in the chapter, where they were another side before."""
    chapter = game.chapter
    assert chapter is not None
    moved = [
        (side, seat)
        for side, seat in chapter.players.items()
        if game.players[seat] == ME and side not in _former_sides(game, seat)
    ]
    if own:
        sides = [side for side, _ in moved if side == own]
        return [words.say("campaign.seat", side=words.naming.side_inside(side)) for side in sides]
    campaign = game.language(code)
    return [
        words.say(
            "campaign.seat.other",
            seat=seat_name(campaign, game.rules.seats, seat, inside=True),
            side=words.naming.side_inside(side),
        )
        for side, seat in moved
    ]
