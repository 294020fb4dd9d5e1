"""`communique simulate` with a campaign: bots play all its chapters, many times."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS, CommandError, json_text, open_campaign
from game.cli.many_games.endings import exits_on_signals, report_interrupt
from game.cli.many_games.plans import read_games
from game.cli.many_games.workplaces import told_as_errors
from game.cli.play_campaign import read_campaign_seats

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.lab.batches.campaign_games import CampaignTally
    from game.lab.batches.place import Place
    from game.rules.campaigns import CampaignRules

_OF_ONE_SCENARIO = ("out", "forbid", "numbers", "pairings", "why")
"""Options that a campaign doesn't have."""


def simulate_campaign(args: argparse.Namespace, path: Path, place: Place, verified: int) -> int:
    """Plays campaigns and prints their summary. Raises CommandError."""
    import time

    from game.lab.batches.jobs import Interrupted
    from game.lab.summary.campaign_summary import campaign_json, campaign_summary
    from game.rules.campaigns import compile_campaign

    for option in _OF_ONE_SCENARIO:
        if getattr(args, option):
            name = {"numbers": "set"}.get(option, option)
            raise CommandError(f"--{name} is for a single scenario; {path} is a campaign")
    campaigns, seed = read_games(args)
    if verified > campaigns:
        raise CommandError(f"--verify {verified}: there are only {campaigns:,} campaigns (-n)")
    campaign = open_campaign(path).campaign
    assert campaign is not None
    rules = compile_campaign(campaign)
    seats = read_campaign_seats(rules, args.seat, bots_only=True)
    begun = time.perf_counter()
    try:
        with exits_on_signals(), told_as_errors(seed):
            tally = _played(rules, seats, (campaigns, seed, verified), place)
    except Interrupted:
        return report_interrupt("simulate", "", kept=False)
    seconds = time.perf_counter() - begun
    if args.json:
        print(json_text(campaign_json(rules, tally, seats, seed, seconds)))
    else:
        print(*campaign_summary(rules, tally, seats, seconds), sep="\n")
    return FINE


def _played(
    rules: CampaignRules, seats: dict[str, str], games: tuple[int, int, int], place: Place
) -> CampaignTally:
    from game.cli.progress import ProgressBar
    from game.lab.batches.campaign_games import EnginesDiffer, play_campaigns

    campaigns, seed, verified = games
    bar = ProgressBar(sys.stderr, campaigns * len(rules.chapters), "games")
    bar.show(0)
    try:
        return play_campaigns(
            rules, seats, campaigns, seed, place, verified=verified, progress=bar.show
        )
    except EnginesDiffer as error:
        raise CommandError(f"--verify {verified}: {error}", PROBLEMS) from None
    finally:
        bar.clear()
