"""How the campaign stands at each table, as the last step of a chapter's debrief shows it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.said.campaign_standing import CampaignStanding, campaign_standing
from game.room.room import Room
from game.words.wording import Wording


@frozen
class CampaignAtTable:
    """The campaign of a table."""

    table: str
    """The name of the table; empty where it is the only one."""
    standing: CampaignStanding


@frozen
class CampaignShown:
    """The campaigns of all tables, also of those that didn't play this chapter."""

    tables: tuple[CampaignAtTable, ...]
    kind: Literal["campaign"] = "campaign"


def campaign_shown(room: Room, words: Wording) -> CampaignShown:
    """How the campaign stands at each table, with the scores of all chapters."""
    campaign = room.campaign
    assert campaign is not None, "it is a chapter"
    is_alone, code = len(campaign.tables) == 1, words.scenario.language
    return CampaignShown(
        tuple(
            CampaignAtTable(
                "" if is_alone else words.say("room.console.table", table=number),
                campaign_standing(campaign.of_table(room, number), code),
            )
            for number in campaign.tables
        )
    )
