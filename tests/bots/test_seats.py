"""Who can be given a seat, and who sits there where nobody is named."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from game.authoring.load import load
from game.bots.expert import ExpertBot
from game.bots.persona import PersonaBot
from game.bots.seats import make_bots, read_seats
from game.bots.uniform import UniformBot
from game.cli import main
from game.model.players import available_bots
from game.session.seats import SeatError
from game.words.error_words import describe_seat_error

KUALA_LUMPUR = Path(__file__).parents[2] / "scenarios" / "kuala-lumpur.yaml"
PEOPLE = """
personas:
  hawk: {name: H, sides: south, tracks: {trust: -1}}
  dove: {name: D, tracks: {trust: 1}}
"""


@pytest.mark.parametrize(
    ("side", "who"),
    [
        ("north", ("dove", "uniform", "expert")),
        ("south", ("hawk", "dove", "uniform", "expert")),
    ],
)
def test_known_are_the_personas_made_for_a_side_then_those_of_every_scenario(
    side: str, who: tuple[str, ...]
) -> None:
    assert available_bots(tiny.scenario(PEOPLE), side) == who
    assert available_bots(tiny.scenario(), side) == ("uniform", "expert")


@pytest.mark.parametrize(
    ("written", "alone", "seats"),
    [
        ([], False, {"north": "me", "south": "hawk"}),
        (["south=me"], False, {"north": "dove", "south": "me"}),
        (["south=uniform"], False, {"north": "me", "south": "uniform"}),
        (["south=dove", "north=expert"], False, {"north": "expert", "south": "dove"}),
        ([], True, {"north": "uniform", "south": "uniform"}),
        (["south=hawk"], True, {"north": "uniform", "south": "hawk"}),
    ],
)
def test_the_first_persona_made_for_a_side_plays_it_unless_bots_play_alone(
    written: list[str], alone: bool, seats: dict[str, str]
) -> None:
    assert read_seats(tiny.scenario(PEOPLE), written, bots_only=alone) == seats


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("north=hawk", 'nobody is called "hawk"; write dove, uniform or expert'),
        ("south=owl", 'nobody is called "owl"; write hawk, dove, uniform or expert'),
    ],
)
def test_a_persona_that_is_not_made_for_a_side_is_refused_and_those_that_are_named(
    written: str, way_out: str
) -> None:
    with pytest.raises(SeatError) as caught:
        read_seats(tiny.scenario(PEOPLE), [written], bots_only=True)
    assert describe_seat_error(caught.value).endswith(way_out)


def test_each_name_seats_a_bot_of_its_kind_and_a_person_none() -> None:
    rules = tiny.rules(PEOPLE)
    found = make_bots(rules, {"north": "expert", "south": "hawk"}, 1)
    assert isinstance(found["north"], ExpertBot)
    assert isinstance(found["south"], PersonaBot)
    found = make_bots(rules, {"north": "me", "south": "uniform"}, 1)
    assert list(found) == ["south"]
    assert isinstance(found["south"], UniformBot)


def test_every_side_of_kuala_lumpur_has_personas_of_its_own() -> None:
    scenario = load(KUALA_LUMPUR)
    assert read_seats(scenario, [], bots_only=False) == {"eu": "me", "china": "cn_firm"}
    personas = ("cn_firm", "cn_bridge", "cn_mirror")
    assert available_bots(scenario, "china") == (*personas, "uniform", "expert")


def test_an_expert_and_a_persona_play_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text("\n".join([*tiny.SECTIONS.values(), PEOPLE]), encoding="utf-8")
    command = ["play", str(path), "--auto", "--seed", "4", "--seat", "north=expert"]
    assert main([*command, "--seat", "south=hawk"]) == 0
    first = capsys.readouterr().out
    # North warms three times, south cools three times.
    assert first.count("Warm") == first.count("Cool") == 3
    assert main([*command, "--seat", "south=hawk"]) == 0
    assert capsys.readouterr().out == first


def test_a_persona_of_another_side_is_a_wrong_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["play", "kuala-lumpur", "--auto", "--seat", "eu=cn_firm"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    own = "eu_firm, eu_bridge, eu_ledger, uniform or expert"
    assert f'nobody is called "cn_firm"; write {own}' in said
