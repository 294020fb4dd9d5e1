"""Effects in words, with each change of a track in the colour of what it means to the reader."""

from __future__ import annotations

from collections.abc import Iterable

from game.presenter.sides.colours import Colour
from game.presenter.verdicts import JudgedRun
from game.ui.page.rich_text import Run
from game.ui.paint.fonts import Style
from game.ui.paint.theme import Sheet


def coloured(
    runs: Iterable[JudgedRun], style: Style, sheet: Sheet, neutral: Colour
) -> tuple[Run, ...]:
    """Runs of one style: `trust +3` in the colour of better, `trust −3` in that of worse.

    The colour only repeats the sign, and the track itself says which way is better.
    """
    colours = {"better": sheet.better, "worse": sheet.worse, None: neutral}
    return tuple((run.text, style, colours[run.verdict]) for run in runs)
