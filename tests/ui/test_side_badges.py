"""What the badge of a side shows, and where its short name stands."""

import pygame
import pytest
from drawing import texts
from test_plane_drawn import blank
from tiny import scenario

from game.model.sides import SIGNS
from game.presenter.prose import name_without_article, short_name
from game.ui.paint.icons import icon
from game.ui.paint.theme import Palette, looks
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.top_bar import Top, top_bar
from game.words.wording import Wording

SIDES = """
sides:
  north:
    {name: "%s", brief: Be north., score: [{label: Trust, points: trust}]%s}
  south:
    {name: South, brief: Be south., score: [{label: Trust, points: trust}]}
"""


@pytest.mark.parametrize(
    ("name", "keys", "letters", "sign"),
    [
        ("The European Union", "", "EU", ""),
        ("Republic of Northland", "", "RN", ""),
        ("The Northern League", ", emblem: N", "N", ""),
        ("The Northern League", ", emblem: E27", "E27", ""),
        ("The Northern League", ", short: NOL", "NOL", ""),
        ("The Northern League", ", short: The League", "L", ""),
        ("The Northern League", ", short: NOL, emblem: NL", "NL", ""),
        ("The Northern League", ", short: NOL, emblem: anchor", "NOL", "anchor"),
    ],
)
def test_a_badge_shows_the_emblem_else_a_tiny_short_name_else_initials(
    name: str, keys: str, letters: str, sign: str
) -> None:
    look = looks(scenario(SIDES % (name, keys)), Palette())["north"]
    assert (look.letters, look.sign) == (letters, sign)


def drawn_badge(keys: str) -> bytes:
    page = blank((60, 60))
    side_badge(page, looks(scenario(SIDES % ("North", keys)), page.palette)["north"], (4, 4), 48)
    return pygame.image.tobytes(page.canvas.surface, "RGB")


def test_letters_and_signs_are_drawn_on_the_badge() -> None:
    badges = {drawn_badge(keys) for keys in ("", ", emblem: N", ", emblem: NOR", ", emblem: drop")}
    assert len(badges) == 3  # without an emblem it has an N too


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_of_the_language_can_be_drawn(sign: str) -> None:
    assert pygame.mask.from_surface(icon(sign, 40, (255, 255, 255))).count() > 100


def test_the_short_name_replaces_the_name_only_where_there_is_little_room() -> None:
    words = Wording(scenario(SIDES % ("The Northern League", ", short: NOL")))
    assert short_name(words, "north") == "NOL"
    assert short_name(words, "south") == "South"
    assert name_without_article(words, "north") == "Northern League"
    assert words.naming.side("north") == "The Northern League"


@pytest.mark.parametrize(
    ("name", "shown"), [("Northern League", "Northern League"), ("Northern League " * 4, "NOL")]
)
def test_the_top_bar_shows_the_full_name_where_it_fits(name: str, shown: str) -> None:
    page = blank((1280, 720))
    look = looks(scenario(SIDES % (name, ", short: NOL")), page.palette)["north"]
    bar = Top("Fog", "Talks", 1, 4, "Turn 1 of 4", "", look=look, side=name, short_side="NOL")
    top_bar(page, bar)
    assert shown in texts(page)
