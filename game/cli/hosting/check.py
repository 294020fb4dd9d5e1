"""`communique host --check`: where devices reach this computer, or why they can't."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS

if TYPE_CHECKING:
    import argparse


def check(args: argparse.Namespace) -> int:
    """Says where devices reach this computer, or why they can't."""
    from game.cli.hosting.firewall import firewall_rule
    from game.desk.hosting.addresses import own_addresses
    from game.web.network.doors import DEFAULT_PORT
    from game.words.language import language

    say, port = language(args.language or "en").say, args.port or DEFAULT_PORT
    addresses = own_addresses()
    if not addresses:
        print(say("room.check.none"))
        return PROBLEMS
    print(say("room.check.addresses"))
    for own in addresses:
        print(say("room.check.address", address=own.address, adapter=own.adapter))
    rule = firewall_rule(sys.platform, port)
    if rule:
        print(say("room.check.firewall", port=port))
        print(f"  {rule}")
    else:
        print(say("room.check.mac"))
    print(say("room.check.isolated"))
    return FINE
