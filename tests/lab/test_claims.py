"""An author's claims are judged by playing, and one that fails is told with what was found."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import many
import pytest
import tiny
from attrs import evolve

from game.authoring.wording import say
from game.lab.author_tests.claims import ClaimChecker
from game.lab.batches.jobs import run
from game.lab.batches.plan import Plan
from game.lab.batches.reference import play_reference
from game.lab.batches.tally import Tally, tally
from game.model.frozen import FrozenMap

GAMES = 2000
BASE = tally(many.RULES, many.rows(GAMES, scores=[50, 40], taken=1, fired=1, options=1))


class Played:
    """Plays nothing: says that games came to what they should, and remembers what was asked."""

    def __init__(self, found: Tally) -> None:
        self.found = found
        self.plans: list[Plan] = []

    def __call__(self, plan: Plan) -> Tally:
        self.plans.append(plan)
        return self.found


def claimed(*claims: str, more: str = "") -> str:
    return more + "\nexpect:\n" + "".join(f"  - {{{claim}}}\n" for claim in claims)


def failing(found: Tally, *claims: str) -> list[tuple[int | str, str]]:
    """By claim that fails, its number and the first part of what is said of it."""
    return [(number, said.partition(";")[0]) for number, said in whole(found, *claims)]


def whole(found: Tally, *claims: str, more: str = "") -> list[tuple[int | str, str]]:
    """By claim that fails, its number and all that is said of it."""
    rules = many.rules(claimed(*claims, more=more))
    failures = [*ClaimChecker(rules, Played(found)).failures()]
    assert all(failure.path[0] == "expect" for failure in failures)
    return [(f.path[1], say(f.code, f.values)[0]) for f in failures]


def of(found: Tally, claim: str) -> str:
    """What is said of one claim about 2,000 games; nothing where it holds."""
    return "".join(said for _, said in failing(found, f"games: {GAMES}, {claim}"))


def with_(**changes: Any) -> Tally:
    return evolve(BASE, **changes)


SHARES: list[tuple[str, Callable[[int], Tally]]] = [
    ("outcome: peace", lambda n: with_(outcomes=(0, n, 0))),
    ("agreed: truce", lambda n: with_(status=((0,) * 6, (0, 0, n, GAMES - n, 0, 0)))),
    ("fired: drought", lambda n: with_(firing=(0, n), fired=(0, 2 * n))),
    ("ahead: south", lambda n: with_(ahead=(0, n))),
]


@pytest.mark.parametrize(("claim", "found"), SHARES)
def test_a_share_holds_where_what_is_found_lies_within(
    claim: str, found: Callable[[int], Tally]
) -> None:
    """From 10 % of 2,000 games to 20 % of them, both ends included."""
    held = [not of(found(n), f"{claim}, share: [10, 20]") for n in (199, 200, 400, 401)]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, 'the outcome "peace" ends 15.1 % of 2,000 games'),
        (1, '"truce" is agreed at the end of 15.1 % of 2,000 games'),
        (2, '"drought" fires in 15.1 % of 2,000 games'),
        (3, '"south" is ahead in 15.1 % of 2,000 games'),
    ],
)
def test_a_share_that_fails_is_told_with_its_interval(number: int, said: str) -> None:
    claim, found = SHARES[number]
    told = of(found(302), f"{claim}, share: [40, 100]")
    assert told == f"{said} (95 %: 13.6 to 16.7 %), but the claim is 40 to 100 %"


def test_what_may_be_luck_is_said_to_be() -> None:
    luck = ", a difference that may be chance: play more games to be sure"
    told = {
        n: of(with_(outcomes=(0, n, 0)), "outcome: peace, share: [15, 20]").endswith(luck)
        for n in (268, 269, 299, 401, 435, 436)
    }
    # Wilson's interval of 269 in 2,000 goes up to 15.02 %, that of 435 down to 19.997 %.
    assert told == {268: False, 269: True, 299: True, 401: True, 435: True, 436: False}


def test_a_figure_has_as_many_digits_as_tell_it_from_the_claim() -> None:
    found = evolve(BASE, games=1_000_000, outcomes=(0, 150_001, 0))
    [(_, told)] = failing(found, "games: 1000000, outcome: peace, share: [0, 15]")
    assert told.startswith(
        'the outcome "peace" ends 15.0001 % of 1,000,000 games (95 %: 14.9302 to 15.0702 %), but'
    )


def test_one_figure_may_be_claimed() -> None:
    assert "but the claim is 15 %" in of(BASE, "outcome: peace, share: [15, 15]")


def scored(*histogram: tuple[int, int]) -> Tally:
    return with_(scores=(FrozenMap({50: GAMES}), FrozenMap(histogram)))


def test_a_mean_holds_where_what_is_found_lies_within() -> None:
    means = [scored((39, 1), (40, 1999)), scored((40, 2000)), scored((40, 1000), (42, 1000))]
    means += [scored((42, 2000)), scored((42, 1999), (43, 1))]
    held = [not of(found, "score: south, mean: [40, 42]") for found in means]
    assert held == [False, True, True, True, False]


def test_a_mean_that_fails_is_told_with_its_interval() -> None:
    told = of(scored((-30, 1000), (-20, 1000)), "score: south, mean: [30, 70]")
    assert told == (
        'the mean score of "south" in 2,000 games is −25.0 (95 %: −25.2 to −24.8), '
        "but the claim is 30 to 70"
    )
    assert of(scored((-30, 1000), (-20, 1000)), "score: south, mean: [-24, 0]") == (
        'the mean score of "south" in 2,000 games is −25.0 (95 %: −25.2 to −24.8), '
        "but the claim is −24 to 0"
    )
    luck = of(scored((39, 1), (40, 1999)), "score: south, mean: [40, 42]")
    assert luck.startswith(
        'the mean score of "south" in 2,000 games is 39.999 (95 %: 39.999 to 40.000)'
    )
    assert "may be chance" in luck


def test_of_one_game_no_interval_is_told_and_all_may_be_luck() -> None:
    one = tally(many.RULES, many.rows(1, scores=[50, 40]))
    assert failing(one, "games: 1, score: south, mean: [41, 42]") == [
        (
            0,
            'the mean score of "south" in 1 game is 40.0, but the claim is 41 to 42, a '
            "difference that may be chance: play more games to be sure",
        )
    ]
    [(_, told)] = failing(one, "games: 1, outcome: peace, share: [1, 100]")
    assert told.startswith('the outcome "peace" ends 0.0 % of 1 game (95 %: 0.0 to 79.3 %)')


EVERY = [
    (
        "every: inject, fires: true",
        with_(fired=(5, 0)),
        "1 of 2 injects was never fired",
        "drought",
    ),
    (
        "every: outcome, reached: true",
        with_(outcomes=(0, 0, 1)),
        "2 of 3 outcomes were never reached",
        "war and peace",
    ),
    (
        # One side has taken `warm`, both could.
        "every: action, taken: true",
        with_(taken=(1, 0, 0, 0, 0)),
        "2 of 3 actions were never taken",
        "cool and tear",
    ),
    (
        "every: option, agreed_on: true",
        with_(options=((1, 1), (0, 1, 0), (0, 1))),
        "3 of 7 options were never agreed on",
        "pact.fish=few, pact.fish=all and truce.length=short",
    ),
]  # fmt: skip


PROMISES = """
promises:
  peace: {name: Peace, by: north, turns: 2, broken: trust < 40}
  grain: {name: Grain, by: south, turns: 1, broken: trust > 60}
actions:
  vow: {side: north, menu: deeds, name: Vow, effects: {promise: peace}}
  sell: {side: south, menu: deeds, name: Sell, when: trust > 99, effects: {promise: grain}}
"""
GIVEN = "expect: [{games: 8, every: promise, given: true}]\n"


def test_promises_that_are_never_given_are_named() -> None:
    [finding] = ClaimChecker(tiny.rules(PROMISES + GIVEN), run).failures()
    told, _, _ = say(finding.code, finding.values)[0].partition(";")
    assert told == "1 of 2 promises was never given in 8 games: grain"
    all_given = PROMISES.replace("trust > 99", "trust > 9")
    assert not [*ClaimChecker(tiny.rules(all_given + GIVEN), run).failures()]


def test_what_never_happens_is_said_at_its_place_unless_a_claim_is_about_it() -> None:
    def never(claims: str) -> list[tuple[object, ...]]:
        checker = ClaimChecker(tiny.rules(f"{PROMISES}{claims}"), run)
        return [finding.path for finding in checker.never_happened()]

    assert never("") == [("actions", "sell")]
    assert never("expect: [{every: action, taken: true}]\n") == []


@pytest.mark.parametrize(("claim", "found", "said", "ids"), EVERY)
def test_of_every_kind_all_that_never_came_up_are_named(
    claim: str, found: Tally, said: str, ids: str
) -> None:
    assert of(found, claim) == f"{said} in 2,000 games: {ids}"
    assert of(many.usual(), claim) == ""


@pytest.mark.parametrize(
    ("claim", "found", "details"),
    [
        (
            "outcome: peace, share: [90, 100]",
            with_(outcomes=(700, 1000, 300)),
            "otherwise war 35.0 %, silence 15.0 %",
        ),
        (
            "agreed: truce, share: [90, 100]",
            with_(status=((0,) * 6, (0, 0, 1000, 900, 100, 0))),
            "otherwise collapsed 45.0 %, expired 5.0 %",
        ),
        ("fired: drought, share: [90, 100]", SHARES[2][1](302), "it fires 604 times in all"),
        (
            "ahead: south, share: [90, 100]",
            with_(ahead=(500, 1000)),
            "otherwise north 25.0 %, nobody alone 25.0 %",
        ),
        (
            "score: south, mean: [70, 80]",
            scored((-30, 400), (10, 1200), (20, 400)),
            "it runs from −30 to 20, half the time from 10 to 10; its lines can give "
            '"Trust" from 0 to 100',
        ),
    ],
)
def test_a_claim_that_fails_names_what_the_games_came_to_and_who_played_them(
    claim: str, found: Tally, details: str
) -> None:
    [(_, told)] = whole(found, f"games: {GAMES}, {claim}")
    assert told.partition("; ")[2] == f"{details}; every side is played by uniform"


def test_a_claim_that_fails_names_the_bot_of_each_side() -> None:
    claim = f"games: {GAMES}, seats: {{south: hawk}}, outcome: war, share: [99, 100]"
    [(_, told)] = whole(with_(outcomes=(0, GAMES, 0)), claim, more="personas: {hawk: {name: Hawk}}")
    assert told.endswith("; played by uniform (north), hawk (south)")


def test_each_claim_that_fails_is_told_at_its_place() -> None:
    claims = [
        "outcome: war, share: [0, 0]",
        "fired: flood, share: [100, 100]",
        "ahead: north, share: [1, 1]",
    ]
    found = evolve(BASE, games=1000, outcomes=(1000, 0, 0), firing=(1000, 0))
    assert [number for number, _ in failing(found, *claims)] == [0, 2]


# Which games are played


def plans(*claims: str) -> list[tuple[dict[str, str], int, int]]:
    personas = "personas: {dove: {name: Dove}, hawk: {name: Hawk}}"
    play = Played(BASE)
    list(ClaimChecker(many.rules(claimed(*claims, more=personas)), play).failures())
    return [(dict(plan.seats), plan.seed, plan.games) for plan in play.plans]


UNIFORM = {"north": "uniform", "south": "uniform"}


def test_a_claim_is_about_games_from_seed_1_with_uniform_in_empty_seats() -> None:
    assert plans("outcome: war, share: [0, 100], games: 7") == [(UNIFORM, 1, 7)]
    seats = "seats: {south: dove}, outcome: war, share: [0, 100]"
    assert plans(seats) == [({"north": "uniform", "south": "dove"}, 1, 1000)]


def test_claims_with_the_same_seats_share_their_games() -> None:
    assert plans(
        "outcome: war, share: [0, 100], games: 50",
        "outcome: peace, share: [0, 100], games: 20",
        "outcome: war, share: [0, 100], games: 20, seats: {north: uniform}",
        "outcome: war, share: [0, 100], games: 20, seats: {north: hawk}",
        "every: inject, fires: true, games: 30",
    ) == [
        (UNIFORM, 1, 20),
        (UNIFORM, 21, 10),
        (UNIFORM, 31, 20),
        ({"north": "hawk", "south": "uniform"}, 1, 20),
    ]


def test_a_claim_is_judged_by_its_own_games_and_those_alone() -> None:
    """The first 3 and the first 10 games, as if each claim were the only one."""
    everything = ["outcome: war, share: [99, 99]", "score: south, mean: [-99, -99]"]
    claims = [f"games: {games}, {claim}" for games in (10, 3, 6) for claim in everything]

    def reference(plan: Plan) -> Tally:
        return tally(many.RULES, play_reference(many.RULES, plan.seats, plan.seed, plan.games))

    def found(claims: Sequence[str]) -> list[str]:
        failures = ClaimChecker(many.rules(claimed(*claims)), reference).failures()
        return [say(f.code, f.values)[0] for f in failures]

    together = found(claims)
    assert len(together) == 6
    assert together == [said for claim in claims for said in found([claim])]


def test_nothing_is_played_without_claims() -> None:
    play = Played(BASE)
    assert [*ClaimChecker(many.RULES, play).failures()] == []
    assert play.plans == []


def test_every_sentence_has_its_values_and_a_way_out() -> None:
    found = with_(
        outcomes=(0, 0, 0), fired=(0, 0), taken=(0,) * 5, options=((0, 0), (0, 0, 0), (0, 0))
    )
    claims = [f"{claim}, share: [60, 70]" for claim, _ in SHARES]
    claims += ["score: south, mean: [0, 1]", *(claim for claim, *_ in EVERY)]
    rules = many.rules(claimed(*claims))
    failures = [*ClaimChecker(rules, Played(found)).failures()]
    assert len(failures) == len(claims)
    for failure in failures:
        message, hint = say(failure.code, failure.values)
        assert hint
        assert not re.search(r"[{}]|\bNone\b", message + hint)
