"""What can be asked of the settings, and by which keys."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GoBack,
    KeyTable,
    SetLanguage,
    SetMinutes,
    Shortcut,
    Step,
    shortcut,
)

SettingsPage = Literal["settings", "keys"]


@frozen
class ShowPage(Command):
    """Shows the settings or the list of keys."""

    page: SettingsPage


@frozen
class TogglePage(Command):
    """Switches between the settings and the list of keys."""


@frozen
class SetTextSize(Command):
    """Sets the size of letters, in per cent."""

    percent: int


@frozen
class ChangeTextSize(Command):
    """Makes letters one step larger or smaller."""

    step: Step


@frozen
class SetSwitch(Command):
    """Switches a setting on or off; `name` is its attribute in Settings."""

    name: str
    on: bool


OptionsCommand = (
    ShowPage
    | TogglePage
    | SetTextSize
    | ChangeTextSize
    | SetSwitch
    | SetLanguage
    | SetMinutes
    | GoBack
)

KEYS: KeyTable[OptionsCommand] = KeyTable(
    "settings",
    (
        Shortcut(
            {"+": ChangeTextSize(1), "-": ChangeTextSize(-1)}, "text", {"=": ChangeTextSize(1)}
        ),
        shortcut("k", TogglePage(), "keys"),
        shortcut("escape", GoBack(), also=("backspace",)),
    ),
)
