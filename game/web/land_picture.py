"""The land below the map of a scenario as a picture of its own, which browsers fetch once."""

from __future__ import annotations

from game.model.scenario import Scenario
from game.presenter.map.drawn_map import BEYOND, HEIGHT, WIDTH, map_outline

_SEA, _LAND, _SHORE, _NET = "#0c1627", "#20314f", "#3d5480", "#1a2a44"


def land_picture(scenario: Scenario) -> str:
    """An SVG picture of the land, lakes and rivers, without borders and names."""
    left, top, right, bottom = BEYOND
    box = f"{-left} {-top} {WIDTH + left + right} {HEIGHT + top + bottom}"
    drawn = map_outline(scenario)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<path d="{drawn.net}" fill="none" stroke="{_NET}" stroke-width="1.5"/>'
        f'<path d="{drawn.land}" fill="{_LAND}" stroke="{_SHORE}" stroke-width="1.5"/>'
        f'<path d="{drawn.lakes}" fill="{_SEA}" stroke="{_SHORE}"/>'
        f'<path d="{drawn.rivers}" fill="none" stroke="{_SEA}" stroke-width="3.5"/>'
        "</svg>"
    )
