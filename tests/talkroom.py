"""A room in which the campaign of three talks is played."""

from __future__ import annotations

from pathlib import Path

from game.authoring.campaigns import examine_campaign
from game.authoring.reading.files import Folder, KeptFiles
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.room.chapters import begin_campaign, open_again
from game.room.room import Room
from game.session.campaign_save import (
    CampaignFiles,
    KeptCampaign,
    compile_checked,
    keep_campaign,
)

CAMPAIGNS = Path(__file__).parent / "campaigns"


Changes = tuple[tuple[str, str], ...]
"""Texts in the files of the campaign, each with what replaces it."""


def kept_campaign(tables: int, changed: Changes) -> KeptCampaign:
    """The campaign of three talks."""
    folder = Folder(CAMPAIGNS / "three-talks.yaml")
    files = keep_campaign(folder, examine_campaign(folder))

    def altered(kept: KeptFiles) -> KeptFiles:
        texts = dict(kept.texts)
        for name in texts:
            for old, new in changed:
                texts[name] = texts[name].replace(old, new)
        return KeptFiles(kept.main, FrozenMap(texts))

    own = altered(files.campaign)
    chapters = FrozenMap((id, altered(each)) for id, each in files.chapters.items())
    rules = compile_checked(examine_campaign(own, chapters=chapters))
    seats = FrozenMap(dict.fromkeys(rules.seats, ME))
    kept = CampaignFiles(own, chapters)
    return KeptCampaign(rules, kept, 5, seats, "2026-12-03T09:00:00+00:00", tables, "en")


def open_campaign(folder: Path, tables: int = 1, changed: Changes = ()) -> Room:
    """A new room of the campaign, in which nobody is yet."""
    return begin_campaign(folder, kept_campaign(tables, changed))


def reopen(room: Room) -> Room:
    """The same room after its program has ended."""
    close(room)
    assert room.campaign is not None
    return open_again(room.campaign.folder)


def close(room: Room) -> None:
    """Ends the room, so that another program may open it."""
    room.close()
    assert room.campaign is not None
    room.campaign.close()
