"""The page for the projector: where the game stands, who is ready, and how to join."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import PUBLIC
from game.presenter.told_game import ToldGame
from game.room.room import Room


@frozen
class SideReady:
    """A side, and whether the game waits for it."""

    id: str
    name: str
    decides: bool


@frozen
class WallPage:
    """What the projector shows."""

    title: str
    turn: int
    turns: int
    day: str
    """The name of the turn in the calendar; may be empty."""
    phase: str
    sides: tuple[SideReady, ...]
    paused: bool
    over: bool
    code: str
    urls: tuple[str, ...]
    """The addresses at which devices reach the room, the best first."""
    qr: str
    """The address to draw as a QR code; empty where only this computer can reach it."""


def wall_page(room: Room, told: ToldGame, urls: tuple[str, ...], qr: str = "") -> WallPage:
    """The page for the projector, from what the public may see."""
    view, words = told.view(PUBLIC), told.words
    return WallPage(
        title=words.scenario.title,
        turn=view.turn,
        turns=words.scenario.turns,
        day=words.day(view.turn),
        phase=words.naming.phase(view.phase) if view.phase is not None else "",
        sides=tuple(
            SideReady(side, words.naming.side(side), side in view.to_move)
            for side in words.scenario.sides
        ),
        paused=told.game.paused,
        over=view.outcome is not None,
        code=room.code,
        urls=urls,
        qr=qr,
    )
