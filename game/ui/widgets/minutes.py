"""How many minutes people have for each decision, to choose from."""

from __future__ import annotations

from game.ui.desk import Desk
from game.ui.elements import Fixed
from game.ui.intents import Do
from game.ui.settings import MINUTES
from game.ui.widgets.buttons import toggle


def minute_pills(desk: Desk) -> tuple[Fixed, ...]:
    """One pill for each; pressing one wants `minutes`."""
    return tuple(
        toggle(
            Do("minutes", str(n)),
            desk.say("ui.timer.minutes", n=n) if n else desk.say("ui.timer.none"),
            n == desk.settings.minutes,
        )
        for n in MINUTES
    )
