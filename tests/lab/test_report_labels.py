"""How reports show the sides of a scenario."""

from __future__ import annotations

import re

import pytest

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.document.panel_style import PANEL_STYLE
from game.lab.studies.labels import Labels


def luminance(colour: str) -> float:
    """By the Web Content Accessibility Guidelines 2.2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("id", shipped())
def test_colours_of_sides_can_be_read_on_every_ground_of_a_page(id: str) -> None:
    matrix = "".join(re.findall(r"\.matrix td[^{]*\{[^}]*\}", PANEL_STYLE))
    grounds = {*re.findall(r"--paper: (#\w{6})", PANEL_STYLE), *re.findall(r"#[ef]\w{5}", matrix)}
    assert len(grounds) >= 3
    labels = Labels(load(shipped()[id]))
    for side in range(len(labels.sides)):
        dark = luminance(labels.style(side).colour)
        for ground in grounds:
            assert (luminance(ground) + 0.05) / (dark + 0.05) >= 4.5
