"""The payoff plane of two parties: what is possible, offers and packages, at their places."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TypeVar

import debriefed
import tiny
from attrs import evolve

from game.bargaining.payoff_space import PayoffSpace
from game.document.scene import (
    Scene,
    SceneBox,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
)
from game.document.scene_svg import SvgPen, svg_picture
from game.presenter.badges import badge_of
from game.presenter.charts.plane_layout import plane_scene
from game.presenter.debrief.negotiations import review_negotiation
from game.presenter.payoff_plane import (
    MarkedPackage,
    OfferTrail,
    PayoffPlane,
    PlaneAxis,
    negotiation_plane,
    payoff_plane,
)
from game.words.language import language
from game.words.wording import Wording

HOSTILE = """</title><script>alert(1)</script> & '"""
PEN = SvgPen({"name": ("strong", 12), "tick": ("sans", 12)})
WORDS = Wording(tiny.scenario(tiny.TABLE), language("en"))
SPACE = PayoffSpace(
    ("north", "south"), (3, 2), ((0, 9), (6, 5), (9, 0), (2, 2)), ((0, 9), (6, 5), (9, 0))
)
BETTER = MarkedPackage("bridge", (9, 2), "Bridge", "9 / 2")
Kind = TypeVar("Kind", bound=Shape)


def drawn(plane: PayoffPlane) -> Scene:
    return plane_scene(plane, PEN, 440, 400)


def all_of(scene: Scene, kind: type[Kind]) -> list[Kind]:
    return [shape for shape in scene.shapes if isinstance(shape, kind)]


def lines_of(scene: Scene, role: str) -> list[SceneLine]:
    return [line for line in all_of(scene, SceneLine) if line.role == role]


def texts_of(scene: Scene) -> list[str]:
    return [text.text for text in all_of(scene, SceneText)]


def test_frontiers_and_the_zone_are_drawn_in_steps() -> None:
    space = evolve(SPACE, reserves=(0, 0))
    scene = drawn(payoff_plane(WORDS, space))
    (frontier,) = lines_of(scene, "frontier")
    (zone,) = all_of(scene, SceneRibbon)
    several = drawn(payoff_plane(WORDS, space, others=[space]))
    (other,) = lines_of(several, "other-frontier")
    for corners in (frontier.points, zone.corners, other.points):
        assert len(corners) >= 5
        slanted = [ends for ends in pairwise(corners) if ends[0][0] != ends[1][0]]
        assert {a[1] - b[1] for a, b in slanted} == {0}


def test_of_several_tables_the_zone_is_better_than_no_agreement_at_each() -> None:
    space = evolve(SPACE, reserves=(0, 1))
    other = evolve(SPACE, reserves=(1, 0))
    several = drawn(payoff_plane(WORDS, space, others=[other]))
    (common,) = all_of(several, SceneRibbon)
    (wanted,) = all_of(drawn(payoff_plane(WORDS, evolve(SPACE, reserves=(1, 1)))), SceneRibbon)
    assert common == wanted
    assert texts_of(several).count("reserve 0–1") == 2
    # What can be agreed differs from table to table: the zone is that of all.
    poorer = evolve(SPACE, reserves=(0, 0), frontier=((3, 4), (4, 2)))
    apart = payoff_plane(WORDS, evolve(SPACE, reserves=(0, 0)), others=[poorer])
    assert apart.zone == poorer.better_zone
    across = evolve(SPACE, reserves=(0, 0), frontier=((2, 9),))
    assert payoff_plane(WORDS, poorer, others=[across]).zone == ((0, 0), (0, 4), (2, 4), (2, 0))


def test_worth_grows_to_the_right_and_upwards_and_less_than_a_reserve_is_veiled() -> None:
    packages = [MarkedPackage("agreed", (6, 5)), MarkedPackage("nash", (9, 0))]
    scene = drawn(payoff_plane(WORDS, SPACE, packages))
    agreed, nash = all_of(scene, SceneSign)
    assert nash.x > agreed.x
    assert nash.y > agreed.y
    (well, across, up) = all_of(scene, SceneBox)
    (vertical, level) = lines_of(scene, "reserve")
    assert (vertical.side, level.side) == SPACE.sides
    assert vertical.points[0][0] == across.x + across.width < agreed.x
    assert agreed.y < level.points[0][1] == up.y < nash.y
    assert across.height == well.height
    assert up.width == well.width


def test_the_strip_of_one_side_goes_down_offer_by_offer() -> None:
    south = OfferTrail("South", badge_of(WORDS.scenario, "south"), ((20, 1), (30, 3)), (1, 3))
    axis = PlaneAxis("worth to you →", badge_of(WORDS.scenario, "north"), 0, 60, 40, "reserve 40")
    draft = MarkedPackage("draft", (50, 4), "draft", "draft")
    scene = drawn(PayoffPlane(axis, trails=(south,), packages=(draft,), rug=(0, 20, 50)))
    numbers = {each.text: each for each in all_of(scene, SceneNumber)}
    (sign,) = all_of(scene, SceneSign)
    assert numbers["1"].y < numbers["3"].y < sign.y
    assert numbers["1"].x < numbers["3"].x < sign.x
    assert len(lines_of(scene, "rug")) == 3
    assert {"draft", "reserve 40"} <= {*texts_of(scene)}


def test_offers_say_whose_they_are_and_the_latest_keeps_its_number() -> None:
    badge = badge_of(WORDS.scenario, "north")
    trail = OfferTrail("Offers by North", badge, ((9, 0), (6, 5), (6, 5)), (1, 2, 3))
    offers = all_of(drawn(payoff_plane(WORDS, SPACE, trails=[trail])), SceneNumber)
    assert [(each.text, each.title) for each in offers] == [
        ("3", "Offers by North 3 (6 / 5)"),
        ("1", "Offers by North 1 (9 / 0)"),
    ]
    assert {(each.side, each.shape) for each in offers} == {("north", badge.shape)}


def test_a_bridge_is_joined_to_the_offer_that_it_would_better() -> None:
    badge = badge_of(WORDS.scenario, "south")
    offer = MarkedPackage("offer", (2, 2), "Offer", "2 / 2", badge)
    scene = drawn(payoff_plane(WORDS, SPACE, [offer, BETTER]))
    assert {"2 / 2", "9 / 2"} <= {*texts_of(scene)}
    (link,) = lines_of(scene, "link")
    (number,), (sign,) = all_of(scene, SceneNumber), all_of(scene, SceneSign)
    assert link.points == ((number.x, number.y), (sign.x, sign.y))
    assert lines_of(drawn(payoff_plane(WORDS, SPACE, [BETTER])), "link") == []


def test_numbers_of_tables_stand_beside_the_figures_of_the_axis() -> None:
    many = MarkedPackage("signed", (0, 9), text="1, 2, 3, 4, 5, 6")
    scene = drawn(payoff_plane(WORDS, SPACE, [many]))
    (pill,) = all_of(scene, SceneNumber)
    well = all_of(scene, SceneBox)[0]
    assert round(pill.x - pill.width / 2 - well.x, 6) >= 0


def test_numbers_of_tables_that_came_equally_far_stand_beside_each_other() -> None:
    several = [MarkedPackage("signed", (5 - n // 2, 5), text=str(n)) for n in range(3)]
    pills = all_of(drawn(payoff_plane(WORDS, SPACE, several)), SceneNumber)
    for one, other in combinations(pills, 2):
        apart = abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-6
        assert apart or abs(one.y - other.y) >= one.size - 1e-6


def test_a_plane_in_words_has_all_its_figures() -> None:
    game = debriefed.end(debriefed.STORY)
    words, review = Wording(game.rules.scenario, language("en")), review_negotiation(game, "pact")
    plane = negotiation_plane(words, review)
    assert review.agreed is not None
    for figure in (*review.space.reserves, *review.agreed):
        assert str(figure) in plane.spoken
    assert all(each.title in plane.spoken for each in plane.packages)
    assert sum(len(trail.points) for trail in plane.trails) == len(review.offers)


def test_no_name_becomes_markup() -> None:
    axis = PlaneAxis(HOSTILE, badge_of(WORDS.scenario, "north"), 0, 9, 3, HOSTILE)
    trail = OfferTrail(HOSTILE, axis.badge, ((1, 1),), (1,))
    bridge = evolve(BETTER, name=HOSTILE, text=HOSTILE)
    plane = PayoffPlane(axis, axis, HOSTILE, trails=(trail,), packages=(bridge,), worse=HOSTILE)
    text = svg_picture(drawn(plane), PEN, plane.spoken, "payoffs").source
    assert "<script" not in text
    assert text.count("&lt;script&gt;") >= 7
