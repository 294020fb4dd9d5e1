"""The campaign on the pages of a room: how it stands, and what the present chapter brings along.

Scores of chapters are told once the wall has shown them. Of several tables nobody is told how
another one's chapters ended, but in the debrief.
"""

from __future__ import annotations

from attrs import evolve, frozen

from game.presenter.reveal.steps import has_shown
from game.presenter.said.campaign_opening import ChapterOpening, chapter_opening
from game.presenter.said.campaign_standing import (
    CampaignStanding,
    ChapterStanding,
    ChapterState,
    campaign_standing,
)
from game.room.campaign_of_room import RoomCampaign
from game.room.people import KeptSeat, Place, Watch
from game.room.room import Room
from game.words.wording import Wording


@frozen
class CampaignCard:
    """What a page shows of the campaign."""

    place: str
    """`Chapter 2 of 3`."""
    standing: CampaignStanding
    opening: ChapterOpening | None
    """What is read before the present chapter; None once it is over, or for those who don't play
    it."""
    absent: str
    """Who doesn't play the present chapter, in a sentence; may be empty."""
    is_over: bool
    """Whether the reader's chapter is over."""
    is_first: bool
    """Whether no chapter was played before this one."""


def chapters_told(room: Room) -> frozenset[str]:
    """The ids of the chapters whose scores the wall has shown."""
    assert room.campaign is not None, "it is a chapter"
    if has_shown(room, "campaign"):
        return frozenset(room.campaign.rules.campaign.chapters)
    own = {room.campaign.chapter.id} if has_shown(room, "scores") else set[str]()
    return frozenset(room.setup.shown) | own


def campaign_card(
    room: Room, words: Wording, spot: Place | Watch | KeptSeat | None
) -> CampaignCard | None:
    """The campaign for somebody at a table; None where there is none.

    spot: where the reader sits, or what it observes; None: nowhere.
    """
    campaign = room.campaign
    if campaign is None or spot is None:
        return None
    seat = spot.name if isinstance(spot, KeptSeat) else room.names.get(spot.side, "")
    # Who plays a second side of a seat doesn't see what its first one does.
    seat, code = "" if "+" in seat else seat, words.scenario.language
    game = campaign.of_table(room, spot.table)
    standing = campaign_standing(game, code, seat, chapters_told(room))
    if not has_shown(room, "campaign"):
        standing = evolve(standing, results=())
    plays = not isinstance(spot, KeptSeat) and len(game.played) + 1 == campaign.number
    absent = ""
    if isinstance(spot, KeptSeat):
        is_here = spot.table in room.tables
        key = "observed" if spot.observes else "side" if is_here else "table"
        absent = words.say(f"campaign.room.absent.{key}")
    return CampaignCard(
        chapter_place(words, campaign),
        standing,
        chapter_opening(game, code, seat) if plays else None,
        absent,
        spot.table in room.tables and not room.tables[spot.table].game.state.to_move,
        not campaign.former,
    )


def campaign_on_wall(room: Room, words: Wording) -> CampaignCard | None:
    """The campaign as everybody may know it before a chapter begins; None where there is none."""
    campaign = room.campaign
    if campaign is None:
        return None
    first = room.first.number
    code, game = words.scenario.language, campaign.of_table(room, first)
    standing = campaign_standing(game, code, "", chapters_told(room))
    opening = chapter_opening(game, code, "") if game.chapter is campaign.chapter else None
    if len(campaign.tables) > 1:
        standing = evolve(
            standing,
            chapters=tuple(_of_all(campaign, each) for each in standing.chapters),
            results=(),
        )
        opening = evolve(opening, tracks=(), remembered=()) if opening is not None else None
    return CampaignCard(
        chapter_place(words, campaign),
        evolve(standing, results=()),
        opening,
        absent_tables(words, [n for n in campaign.tables if n not in room.tables]),
        room.is_over,
        not campaign.former,
    )


def _of_all(campaign: RoomCampaign, chapter: ChapterStanding) -> ChapterStanding:
    """A chapter where several tables play, without what became of it at any of them."""
    number, is_opened = chapter.number, chapter.number in campaign.opened
    if number >= campaign.number:
        return evolve(chapter, state="now" if number == campaign.number else "later", text="")
    state: ChapterState = "played" if is_opened else "skipped"
    return evolve(chapter, state=state, text="", outcome="", scores=())


def absent_tables(words: Wording, tables: list[int]) -> str:
    """Which tables don't play a chapter; empty where all do."""
    if not tables:
        return ""
    listed = words.listed(str(number) for number in tables)
    return words.counted("campaign.room.absent.tables", len(tables), tables=listed)


def chapter_place(words: Wording, campaign: RoomCampaign) -> str:
    """`Chapter 2 of 3`."""
    chapters = len(campaign.rules.chapters)
    return words.say("campaign.chapter", number=campaign.number, all=chapters)
