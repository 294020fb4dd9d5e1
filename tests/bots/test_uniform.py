"""The uniform bot: rule 12.1, and its own luck (rule 2.5)."""

from collections import Counter
from collections.abc import Iterator

import pytest
import tiny
from attrs import evolve

from game.bots.seats import make_bots, read_seats
from game.bots.uniform import TRIES, BotRng, UniformBot
from game.engine.core import step
from game.model.decisions import Accept, Act, Decision, Move, Offer, Pass, Walk
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal
from game.model.refusals import Refusal
from game.rules.rng import draw, own_seed, site
from game.session.driver import play
from game.session.game import DecisionRequest, Game
from game.session.seats import SeatError
from game.words.error_words import describe_seat_error

TABLE = """
turns: 2
tracks: {trust: {start: 50}}
phases: {talks: {kind: table, table: pact}}
stages: {main: {phases: [talks]}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      grain:
        options:
          none: {worth: {north: 0, south: 5}}
          some: {worth: {north: 3, south: 3}}
          much: {worth: {north: 5, south: 0}}
      wood:
        options:
          none: {worth: {north: 0, south: 5}}
          all: {worth: {north: 5, south: 0}}
    rules: [grain + wood >= 3]
"""


@pytest.fixture(scope="module")
def table() -> tiny.Game:
    return tiny.Game(TABLE)


def choices(game: tiny.Game, side: str, games: int) -> Counter[str]:
    """What bots of many seeds do when they are asked first."""
    asking = asked(game, side)
    return Counter(str(UniformBot(side, seed)(asking)) for seed in range(games))


def asked(game: tiny.Game, side: str, taken: int = 0) -> DecisionRequest:
    """What a side is asked that has taken some decisions."""
    return DecisionRequest(side, game.view(side), game.legal(side), taken)


def test_12_1_every_legal_action_is_as_likely_as_another_and_as_a_pass() -> None:
    found = choices(tiny.Game(), "north", 3000)
    assert set(found) == {"warm", "cool", "pass"}
    assert all(900 < n < 1100 for n in found.values())


def test_12_1_one_draw_at_its_own_site_decides_over_the_decisions_in_order() -> None:
    asking = asked(tiny.Game(), "north", taken=4)
    drawn = draw(77, 4, site("bot/north"), 0)
    assert UniformBot("north", 77)(asking) == asking.legal.moves[drawn % 3]
    assert asking.legal.moves == (Act("warm"), Act("cool"), Pass())


def test_12_1_a_package_takes_one_draw_for_each_issue_and_the_next_one_others(
    table: tiny.Game,
) -> None:
    asking = asked(table, "north", taken=2)
    assert asking.legal.offer is not None
    seed = next(s for s in range(100) if isinstance(UniformBot("north", s)(asking), Offer))
    for tries in range(3):
        k = 1 + 2 * tries
        drawn = [draw(seed, 2, site("bot/north"), k + i) for i in (0, 1)]
        options = list(asking.legal.offer.values())
        expected = [of[d % len(of)] for of, d in zip(options, drawn, strict=True)]
        move = UniformBot("north", seed)(evolve(asking, refused=(Refusal("rule"),) * tries))
        assert isinstance(move, Offer)
        assert list(move.package.values()) == expected


def test_12_1_at_a_table_it_walks_4_in_100_and_offers_else(table: tiny.Game) -> None:
    found = choices(table, "north", 5000)
    assert 140 < found["walk"] < 260
    assert found["accept"] == found["pass"] == 0
    packages = {move: n for move, n in found.items() if move.startswith("offer")}
    assert len(packages) == 6
    assert all(650 < n < 950 for n in packages.values())


def test_12_1_it_accepts_36_in_100_where_that_is_legal() -> None:
    game = tiny.Game(TABLE).play("north: offer grain=much wood=all")
    found = choices(game, "south", 5000)
    assert 1650 < found["accept"] < 1950
    assert 140 < found["walk"] < 260


def test_12_1_after_a_bounded_number_of_packages_it_accepts_or_else_passes(
    table: tiny.Game,
) -> None:
    heard = tiny.Game(TABLE).play("north: offer grain=much wood=all")
    for game, side, end in ((table, "north", Pass()), (heard, "south", Accept())):
        asking = asked(game, side)
        bot = next(bot for bot in offering(asking))
        moves = [bot(evolve(asking, refused=(Refusal("rule"),) * n)) for n in range(TRIES + 1)]
        assert all(isinstance(move, Offer) for move in moves[:-1])
        assert moves[-1] == end


def offering(asking: DecisionRequest) -> Iterator[UniformBot]:
    """Bots whose first thought is an offer."""
    for seed in range(100):
        bot = UniformBot(asking.side, seed)
        if isinstance(bot(asking), Offer):
            yield bot


def test_12_1_only_packages_that_the_table_allows_reach_it(table: tiny.Game) -> None:
    found: set[str] = set()
    for seed in range(60):
        game = Game(table.rules, seed)
        played = {side: UniformBot(side, own_seed(seed)) for side in ("north", "south")}

        def heard(entries: tuple[Entry, ...]) -> None:
            found.update(str(e.values["package"]) for e in entries if e.code == "offered")

        play(game, played, {"north": heard})
    assert found == {"FrozenMap({'grain': 'much', 'wood': 'all'})"}


LIMITED = TABLE.replace(
    "north: 5, south: 0}}", "north: 5, south: 0}, needs: {north: trust >= 60}}", 1
)
"""The same table, where north can't yet agree to much grain, which the rule asks for."""


def attempts(request: DecisionRequest, seed: int, game: tiny.Game) -> list[Move]:
    """What a bot asks for until the game takes it; the last move is the one taken."""
    moves: list[Move] = []
    while True:
        moves.append(UniformBot(request.side, seed)(request))
        answer = step(game.rules, game.state, Decision(request.side, moves[-1]))
        if isinstance(answer, Accepted):
            return moves
        request = evolve(request, refused=(*request.refused, answer))


@pytest.mark.parametrize("rule", ["grain + wood >= 1", "grain + wood >= 3", "trust >= 70"])
def test_12_1_it_decides_the_same_whether_it_knows_what_is_barred_or_not(rule: str) -> None:
    game = tiny.Game(LIMITED.replace("grain + wood >= 3", rule))
    knowing = asked(game, "north")
    assert knowing.legal.barred["grain"].keys() == {"much"}
    blind = evolve(knowing, legal=evolve(knowing.legal, barred=FrozenMap()))
    spared = 0
    for seed in range(300):
        moves, blind_moves = attempts(knowing, seed, game), attempts(blind, seed, game)
        assert moves[-1] == blind_moves[-1]
        spared += len(blind_moves) - len(moves)
    assert spared > 100


def test_12_1_after_a_refusal_it_asks_for_no_package_with_a_barred_option() -> None:
    game = tiny.Game(LIMITED)
    request = asked(game, "north")
    again = [move for seed in range(100) for move in attempts(request, seed, game)[1:]]
    packages = [move.package for move in again if isinstance(move, Offer)]
    assert len(packages) > 100
    assert all(package["grain"] != "much" for package in packages)


def test_12_1_without_a_word_left_to_offer_it_accepts_or_passes(table: tiny.Game) -> None:
    last = evolve(asked(table, "north"), legal=Legal(moves=(Walk(), Pass())))
    found = {str(UniformBot("north", seed)(last)) for seed in range(200)}
    assert found == {"walk", "pass"}


def test_2_5_a_bot_has_a_seed_and_a_site_of_its_own() -> None:
    assert BotRng("north", 5).draw(3, 7) == draw(5, 3, site("bot/north"), 7)
    assert own_seed(1) != own_seed(2)
    assert own_seed(1) != 1


def test_the_same_seed_gives_the_same_game_and_another_seed_another() -> None:
    def log(seed: int) -> str:
        game = Game(tiny.rules(), seed)
        play(game, make_bots(game.rules, {"north": "uniform", "south": "uniform"}, seed), {})
        return str([str(line.action) for line in game.lines])

    assert log(3) == log(3)
    assert len({log(seed) for seed in range(10)}) > 5


@pytest.mark.parametrize(
    ("written", "alone", "seats"),
    [
        ([], False, {"north": "me", "south": "uniform"}),
        ([], True, {"north": "uniform", "south": "uniform"}),
        (["south=me"], False, {"north": "uniform", "south": "me"}),
        (["north=uniform"], False, {"north": "uniform", "south": "uniform"}),
        (["south=me", "north=me"], False, {"north": "me", "south": "me"}),
    ],
)
def test_the_first_side_is_a_persons_unless_another_is_or_bots_play_alone(
    written: list[str], alone: bool, seats: dict[str, str]
) -> None:
    found = read_seats(tiny.scenario(), written, bots_only=alone)
    assert found == seats
    assert list(found) == ["north", "south"]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (["north"], "write SIDE=WHO, as in north=me"),
        (["nort=me"], "the sides are north, south"),
        (["north=hawk"], 'nobody is called "hawk"; write me, uniform or expert'),
        (["north=me", "north=uniform"], "north has a seat already"),
    ],
)
def test_seats_that_cannot_be_given_are_refused_with_the_way_out(
    written: list[str], why: str
) -> None:
    with pytest.raises(SeatError) as caught:
        read_seats(tiny.scenario(), written, bots_only=False)
    said = describe_seat_error(caught.value)
    assert said.startswith(f"{written[-1]}: ")
    assert said.endswith(why)


def test_no_person_sits_where_only_bots_play() -> None:
    with pytest.raises(SeatError) as caught:
        read_seats(tiny.scenario(), ["north=me"], bots_only=True)
    said = "north=me: only bots play here; leave it out, or play with --text"
    assert describe_seat_error(caught.value) == said
