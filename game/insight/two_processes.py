"""Analyses a game on two cores: a second process plays the baselines."""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from attrs import evolve

from game.bots.orphans import end_with_parent
from game.bots.starting import defer_interrupts
from game.insight.analysis import Analysis, Baselines, Proceed, analyse, play_all_baselines
from game.insight.effort import USUAL, Effort
from game.insight.sent_game import SentGame, pack
from game.session.game import Game

_SPAWN = get_context("spawn")


def analyse_in_two_processes(
    game: Game, effort: Effort = USUAL, proceed: Proceed | None = None
) -> Analysis:
    """Does the same as `analyse` in less time, on two cores.

    proceed: gets the share that is done of everything but the baselines. If the other process
    fails, its part is done here.
    """
    ours, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_play, args=(pack(game), effort, theirs), daemon=True)
    with defer_interrupts():
        process.start()
    theirs.close()
    try:
        analysis = analyse(game, effort, baselines=False, proceed=proceed)
        return evolve(analysis, baselines=_received(ours) or play_all_baselines(game, effort))
    finally:
        process.kill()
        process.join()
        ours.close()


def _received(connection: Connection) -> Baselines | None:
    """Receives the baselines from the other process; None if it has failed."""
    with suppress(EOFError, OSError):
        baselines: Baselines = connection.recv()
        return baselines
    return None


def _play(sent: SentGame, effort: Effort, connection: Connection) -> None:
    """Plays the baselines in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    with suppress(BrokenPipeError):
        connection.send(play_all_baselines(sent.unpack(), effort))
