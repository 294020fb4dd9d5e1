"""The tray under the cards: what its large button says and when it can be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinydesk

from game.session.tentative import Tentative
from game.ui.widgets.tray import tray

MUST = tinydesk.INJECTS.replace("order: alternate", "order: alternate, no_pass: true")


@pytest.mark.parametrize(
    ("text", "label", "enabled"),
    [(tinydesk.INJECTS, "Do nothing", True), (MUST, "Pick one", False)],
)
def test_who_must_pick_is_not_offered_to_do_nothing(
    tmp_path: Path, text: str, label: str, enabled: bool
) -> None:
    sitting = tinydesk.sitting(tinydesk.playing(tmp_path, text=text))
    thought = Tentative(sitting.game, "north")
    empty = tray(sitting, "north", thought, deciding=True).confirm
    assert empty is not None
    assert (empty.label, empty.enabled) == (label, enabled)
    thought.add("warm")
    full = tray(sitting, "north", thought, deciding=True).confirm
    assert full is not None
    assert (full.label, full.enabled) == ("Confirm", True)
