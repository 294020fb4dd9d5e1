"""What can be asked between the chapters of a campaign, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    KeyTable,
    LeaveGame,
    OpenMenu,
    PickListed,
    numbered,
    shortcut,
)


@frozen
class PlayChapter(Command):
    """Plays the chapter that comes now; after the last one, goes back to the title."""


@frozen
class LookBackAt(Command):
    """Opens the game of a chapter that is over, by its number, to look back at it."""

    number: int


CampaignCommand = PlayChapter | LookBackAt | PickListed | OpenMenu | LeaveGame

KEYS: KeyTable[CampaignCommand] = KeyTable(
    "campaign",
    (
        shortcut("enter", PlayChapter(), "play"),
        numbered("look-back"),
        shortcut("h", LeaveGame(), "home"),
        shortcut("escape", OpenMenu()),
    ),
)
