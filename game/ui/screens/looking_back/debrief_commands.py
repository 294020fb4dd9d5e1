"""What can be asked after the end of a game, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GoBack,
    GoToTurn,
    KeyTable,
    LeaveGame,
    PickListed,
    numbered,
    shortcut,
)
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat


@frozen
class SwitchTab(Command):
    """Switches to another tab of the debrief."""

    tab: str


@frozen
class ChooseTable(Command):
    """Chooses the negotiating table to look at."""

    table: str


@frozen
class ChoosePair(Command):
    """Chooses the two parties of the table to look at, by the name of the pair."""

    pair: str


@frozen
class ShowCourse(Command):
    """Shows the course of the talks at the table, or what was possible there."""

    is_shown: bool


@frozen
class ChooseDecision(Command):
    """Chooses the decision to look at, by its number."""

    number: int


@frozen
class FindDecision(Command):
    """Chooses the decision to look at by its mark on the curve."""

    number: int


@frozen
class ChooseSide(Command):
    """Chooses the side whose score is explained."""

    side: str


@frozen
class ChooseSheet(Command):
    """Chooses what is told of a decision: what followed, what if, or what they knew."""

    sheet: str


@frozen
class AskWhatIf(Command):
    """Asks what would have come of another decision, by its number in the list."""

    number: int


@frozen
class PlayFromHere(Command):
    """Plays on from the decision that is shown, as a new game."""


@frozen
class OpenReplay(Command):
    """Opens the replay of the game, step by step."""


@frozen
class PlayAgain(Command):
    """Opens the choice of how to play the scenario again."""


@frozen
class ReturnToCampaign(Command):
    """Goes back to the page of the campaign whose chapter is over."""


@frozen
class OpenReport(Command):
    """Opens the screen for saving the report."""


@frozen
class PlayFresh(Command):
    """Plays the same scenario and seats with another seed."""


@frozen
class PlaySame(Command):
    """Plays the same scenario and seats with the same seed."""


@frozen
class ChangeSeats(Command):
    """Opens the set-up, where other players can be chosen."""


OverCommand = (
    SwitchTab
    | ChooseTable
    | ChoosePair
    | ShowCourse
    | ChooseDecision
    | FindDecision
    | ChooseSide
    | ChooseSheet
    | AskWhatIf
    | PlayFromHere
    | OpenReplay
    | GoToTurn
    | PlayAgain
    | ReturnToCampaign
    | OpenReport
    | PickListed
    | LeaveGame
    | GoBack
)
AgainCommand = PlayFresh | PlaySame | ChangeSeats | GoBack
PlayOnCommand = GiveSeat | BeginGame | GoBack

KEYS: KeyTable[OverCommand] = KeyTable(
    "over",
    (
        numbered(),
        shortcut("a", PlayAgain(), "again"),
        shortcut("c", ReturnToCampaign(), "campaign"),
        shortcut("r", OpenReport(), "report"),
        shortcut("s", OpenReplay(), "replay"),
        shortcut("p", PlayFromHere(), "from-here"),
        shortcut("h", LeaveGame(), "home"),
        shortcut("escape", GoBack(), "menu"),
    ),
)
AGAIN_KEYS: KeyTable[AgainCommand] = KeyTable(
    "",
    (
        shortcut("enter", PlayFresh()),
        shortcut("s", PlaySame()),
        shortcut("c", ChangeSeats()),
        shortcut("escape", GoBack()),
    ),
)
PLAY_ON_KEYS: KeyTable[PlayOnCommand] = KeyTable(
    "", (shortcut("enter", BeginGame()), shortcut("escape", GoBack()))
)
