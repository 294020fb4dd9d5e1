"""Opens the window if there is a display, and explains why not if there is none."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS, CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from game.presenter.hot_seat import HotSeat
    from game.session.campaign_save import CampaignGame
    from game.session.game import Game
    from game.session.records.saved import Saving
    from game.session.translations import Translations
    from game.ui.shell.following import TakeReport


def why_no_window() -> str:
    """The reason why there can be no window, as a sentence; empty if there can be one."""
    from game.words.language import ENGLISH

    try:
        from game.ui.shell.display import no_display
    except ImportError as error:
        return ENGLISH.say("no-window.package", package=error.name or error)
    reason = no_display()
    return ENGLISH.say(f"no-window.{reason}") if reason else ""


def tell_why_no_window(args: argparse.Namespace) -> None:
    """Says why a game isn't played in the window, and how it goes on, unless that was asked for."""
    from game.words.language import ENGLISH

    if args.why:
        said = ENGLISH.say("no-window", why=args.why, how=args.how)
        print(f"communique play: {said}", file=sys.stderr)


def open_at_title(parser: argparse.ArgumentParser) -> int:
    """Opens the title of the window, or prints the help if there can be no window."""
    why = why_no_window()
    if why:
        print(f"communique: {why}", file=sys.stderr)
        parser.print_help()
        return FINE
    _make_do()
    return _open(None, "")


def open_game(
    game: Game,
    seats: Mapping[str, str],
    saving: Saving,
    translations: Translations,
    code: str,
    watch: Callable[[TakeReport], object] | None = None,
) -> int:
    """Opens the window on a game.

    watch: begins to watch the scenario's files, and passes each report to its argument.
    """
    _make_do()
    from game.presenter.hot_seat import HotSeat

    return _open(HotSeat(game, seats, saving, translations, code), code, watch)


def open_campaign(game: CampaignGame, code: str) -> int:
    """Opens the window on a campaign."""
    _make_do()
    return _open(game, code)


def _make_do() -> None:
    """Leaves the kernel uncompiled in this process, which only shows the game.

    It must be called before the window's modules are imported, since they import the kernel.
    """
    from game.kernel import machine_code

    machine_code.make_do()


def _open(
    playing: HotSeat | CampaignGame | None,
    code: str,
    watch: Callable[[TakeReport], object] | None = None,
) -> int:
    from game.ui.paint.fonts import MissingFont
    from game.ui.shell.start import open_window
    from game.words.language import ENGLISH

    try:
        return open_window(playing, code, watch)
    except MissingFont as error:
        raise CommandError(ENGLISH.say("no-window.font", package=error.args[0]), PROBLEMS) from None
