"""The campaign in the hands of the facilitator: how it stands, and the way to other chapters."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import titled
from game.presenter.said.campaign_in_room import absent_tables, chapter_place
from game.presenter.said.campaign_standing import CampaignStanding, campaign_standing
from game.room.campaign_of_room import RoomCampaign
from game.room.room import Room
from game.words.wording import Wording


@frozen
class ChapterStep:
    """A way to another chapter."""

    to: str
    """As the form names it: `next` or `back`."""
    title: str
    about: str
    """What follows from going there, in sentences."""
    sure: str
    """The words beside the box that is ticked before."""
    button: str


@frozen
class CampaignControl:
    """The campaign on the console."""

    number: int
    """Of the chapter whose room is open."""
    place: str
    """`Chapter 2 of 3`."""
    standing: CampaignStanding
    """That of the table that is enlarged, with all scores."""
    about: str
    """Why there is no next chapter now, and which tables don't play this one."""
    steps: tuple[ChapterStep, ...]


def campaign_control(room: Room, words: Wording, table: int) -> CampaignControl | None:
    """The campaign on the console; None where there is none. table: the one that is enlarged."""
    campaign = room.campaign
    if campaign is None:
        return None
    following = campaign.next_number(room) if room.is_over else 0
    steps, code = [], words.scenario.language
    if following:
        steps.append(_next(room, words, campaign, following))
    if campaign.former:
        steps.append(_back(words, campaign))
    key = "" if following else "over" if room.is_over else "later"
    about = [absent_tables(words, [n for n in campaign.tables if n not in room.tables])]
    if key and (key == "over" or campaign.number < len(campaign.rules.chapters)):
        about.append(words.say(f"campaign.room.{key}"))
    return CampaignControl(
        campaign.number,
        chapter_place(words, campaign),
        campaign_standing(campaign.of_table(room, table), code),
        " ".join(filter(None, about)),
        tuple(steps),
    )


def _next(room: Room, words: Wording, campaign: RoomCampaign, number: int) -> ChapterStep:
    games = {n: campaign.of_table(room, n) for n in campaign.tables}
    without = [n for n, game in games.items() if len(game.played) + 1 != number]
    about = [words.say("campaign.room.next.about", number=number)]
    if without:
        listed = words.listed(map(str, without))
        about.append(words.counted("campaign.room.next.without", len(without), tables=listed))
    return ChapterStep(
        "next",
        words.say("campaign.room.next", title=_title(words, campaign, number)),
        " ".join(about),
        words.say("campaign.room.next.sure"),
        words.say("campaign.room.next.go", number=number),
    )


def _back(words: Wording, campaign: RoomCampaign) -> ChapterStep:
    number, folder = campaign.former, str(campaign.folder / "aside")
    back = words.say("campaign.room.back", number=number)
    about = words.say("campaign.room.back.about", number=number, folder=folder)
    return ChapterStep("back", back, about, words.say("campaign.room.back.sure"), back)


def _title(words: Wording, campaign: RoomCampaign, number: int) -> str:
    id = campaign.rules.chapters[number - 1].id
    spoken = next(iter(campaign.before.values())).language(words.scenario.language)
    return titled(spoken.scenarios[id].title, spoken.scenarios[id].id)
