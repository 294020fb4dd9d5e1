"""Each criterion of the standard: what is found, and from where on it misses."""

from fractions import Fraction
from typing import Any

import many
import numpy as np
import pytest
import tiny
from attrs import evolve

from game.bargaining.integrative_gain import IntegrativeGain
from game.lab.batches.estimates import Estimate
from game.lab.batches.tally import Counts
from game.lab.standard.measurement import Measurement, SampleSizes, Skill
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion, assess, most_ahead
from game.model.frozen import FrozenMap

GAMES = 1000
DEALS = "deals: {aim: {to: [north], cards: {gold: {brief: Gold}, lead: {brief: Lead}}}}"
GOOD = Estimate(3.0, 2.0, 4.0)
SAME = Estimate(0.1, 0.05, 0.15)


def sample(**columns: Any) -> Sample:
    """1,000 games in which all is as it should be, but for some columns of the tally."""
    usual: dict[str, Any] = {
        "games": GAMES,
        "outcomes": (300, 400, 300),
        "ahead": (500, 490),
        "legal": (4000,) * 5,
        "taken": (1000,) * 5,
        "taking": (400,) * 5,
        "firing": (500, 1000),
        "options": ((100, 100), (100, 100, 100), (100, 100)),
    }
    legal = columns.pop("legal_games", GAMES)
    standing = columns.pop("standing", GAMES // 2)
    return Sample(
        evolve(many.usual(), **{**usual, **columns}),
        np.zeros((GAMES, 2), np.int64),
        np.zeros((GAMES, 2), np.int64),
        np.arange(GAMES)[:, None] < np.full(5, legal),
        np.arange(GAMES)[:, None] < np.array([standing, 0]),
        np.full((GAMES, 2), -1, np.int64),
    )


def measured(**columns: Any) -> Measurement:
    experts = {name: columns.pop(name) for name in ("standing",) if name in columns}
    skill = columns.pop("skill", {"north": Skill(GOOD, GOOD), "south": Skill(GOOD, GOOD)})
    change = columns.pop("change", SAME)
    return Measurement(
        many.rules(DEALS),
        SampleSizes(GAMES, GAMES, GAMES),
        FrozenMap(),
        sample(**columns),
        sample(**experts),
        FrozenMap({0: SAME, 1: change}),
        FrozenMap(skill),
    )


def gain(part: Fraction, table: str = "pact", card: str = "gold") -> IntegrativeGain:
    cards = FrozenMap({"aim": card})
    return IntegrativeGain(
        table, ("north", "south"), cards, (Fraction(5), Fraction(5)), (9, 9), part
    )


def criteria(*gains: IntegrativeGain, **columns: Any) -> dict[str, Criterion]:
    found = list(assess(measured(**columns), gains or [gain(Fraction(1, 4))]))
    return {criterion.name: criterion for criterion in found}


def missing(*gains: IntegrativeGain, **columns: Any) -> dict[str, tuple[str, ...]]:
    """What misses, by what is asked."""
    return {
        what: criterion.failures
        for what, criterion in criteria(*gains, **columns).items()
        if criterion.failures
    }


def test_where_all_is_as_it_should_be_nothing_misses() -> None:
    assert missing() == {}
    assert all(criterion.met for criterion in criteria().values())
    assert list(criteria()) == [
        "outcomes",
        "alone most over par",
        "an action where it is legal",
        "a game where it is legal",
        "its side without an action",
        "injects that fire somewhere",
        "an inject without a date",
        "options agreed somewhere",
        "experts' agreement at the end",
        "best over the middle, The pact",
        "expert over personas, North",
        "personas over chance, North",
        "expert over personas, South",
        "personas over chance, South",
    ]


@pytest.mark.parametrize(
    ("outcomes", "misses"),
    [
        ((450, 50, 500), ("Silence 50.0 %",)),
        ((450, 450, 100), ()),
        ((451, 449, 100), ("War 45.1 %",)),
        ((449, 49, 402), ("Peace 4.9 %",)),
    ],
)
def test_no_outcome_has_too_large_a_share_and_the_first_none_too_small(
    outcomes: Counts, misses: tuple[str, ...]
) -> None:
    assert missing(outcomes=outcomes).get("outcomes", ()) == misses


def test_a_fifth_outcome_may_be_rare() -> None:
    more = "outcomes:\n" + "".join(f"  o{i}: {{name: O{i}, when: turn == {i}}}\n" for i in range(4))
    rules = tiny.rules(many.TEXT[: many.TEXT.index("outcomes:")] + more + "  last: {name: Last}\n")
    found = evolve(measured(outcomes=(300, 300, 200, 190, 10)), rules=rules)
    assert next(iter(assess(found, []))).met
    found = evolve(measured(outcomes=(300, 300, 360, 10, 30)), rules=rules)
    assert next(iter(assess(found, []))).failures == ("O3 1.0 %",)


def test_one_of_two_sides_may_be_ahead_in_58_of_100_games() -> None:
    assert missing(ahead=(580, 420)) == {}
    assert missing(ahead=(419, 581)) == {"alone most over par": ("South 58.1 %",)}


def test_of_more_sides_each_may_be_ahead_of_each_other_as_often() -> None:
    assert most_ahead(2) == pytest.approx(0.58)
    assert most_ahead(3) == pytest.approx(58 / (58 + 42 + 42))


def test_an_action_is_taken_at_most_at_60_of_100_decisions() -> None:
    what = "an action where it is legal"
    assert missing(taken=(2400, 0, 0, 0, 0)) == {}
    assert missing(taken=(2401, 0, 0, 0, 2800))[what] == (
        "South: Tear 70.0 %",
        "North: Warm 60.0 %",
    )
    assert criteria(taken=(10, 2000, 0, 0, 0))[what].measured == "North: Cool 50.0 %"


def test_an_action_is_taken_in_2_of_100_games_in_which_it_was_legal() -> None:
    what = "a game where it is legal"
    assert missing(taking=(4, 40, 40, 40, 40), legal_games=[200, *[GAMES] * 4]) == {}
    found = missing(taking=(3, 40, 40, 40, 19), legal_games=[200, *[GAMES] * 4])
    assert found == {what: ("North: Warm 1.5 %", "South: Tear 1.9 %")}
    never = missing(legal=(4000, 4000, 4000, 4000, 0), legal_games=[*[GAMES] * 4, 0])
    assert never == {what: ("South: Tear never legal",)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Estimate(0.33, 0.3, 0.36), ""),
        (Estimate(0.5, 0.4, 0.6), "North: Cool +0.50 ± 0.10 sd"),
        (Estimate(-0.5, -0.6, -0.4), "North: Cool −0.50 ± 0.10 sd"),
        (Estimate(-0.5, -0.8, -0.2), "North: Cool −0.50 ± 0.30 sd (may be luck)"),
        (Estimate(0.4, -0.5, 1.3), "North: Cool +0.40 ± 0.90 sd (may be luck)"),
    ],
)
def test_an_action_is_worth_less_than_a_third_of_a_deviation(change: Estimate, said: str) -> None:
    found = missing(change=change).get("its side without an action", ("",))
    assert found == (said,)


def test_every_inject_fires_and_without_a_date_not_nearly_always() -> None:
    assert missing(firing=(900, 1000)) == {}
    assert missing(firing=(901, 1000)) == {"an inject without a date": ("Flood 90.1 %",)}
    # In the experts' games, which are usual, both fire.
    assert missing(firing=(0, 0)) == {}
    found = measured(firing=(0, 500))
    silent = evolve(found, experts=None)
    fire = [
        criterion
        for criterion in assess(silent, [])
        if criterion.name == "injects that fire somewhere"
    ]
    assert [(criterion.measured, criterion.failures) for criterion in fire] == [
        ("1 of 2", ("Flood",))
    ]


def test_every_option_is_agreed_somewhere_be_it_by_experts() -> None:
    options = ((100, 100), (100, 0, 100), (100, 100))
    assert missing(options=options) == {}
    found = evolve(measured(options=options), experts=None)
    criterion = next(each for each in assess(found, []) if each.name == "options agreed somewhere")
    assert (criterion.measured, criterion.failures) == ("6 of 7", ("The pact, Fish: Many",))


@pytest.mark.parametrize(("standing", "held"), [(499, 0), (500, 1), (1000, 1)])
def test_experts_agree_mostly_at_the_table_with_the_most_issues(standing: int, held: bool) -> None:
    criterion = criteria(standing=standing)["experts' agreement at the end"]
    assert criterion.met == held
    assert criterion.measured.endswith("A truce 0 %")
    assert criterion.aim == "at least 50 % (The pact)"


def test_the_best_package_gains_15_of_100_over_the_middle_whatever_is_dealt() -> None:
    assert missing(gain(Fraction(15, 100)), gain(Fraction(1, 2))) == {}
    found = missing(gain(Fraction(1499, 10000), card="lead"), gain(Fraction(1, 2)))
    assert found == {"best over the middle, The pact": ("Lead 15 %",)}
    two = criteria(gain(Fraction(1, 4)), gain(Fraction(1, 5), "truce"))
    assert two["best over the middle, A truce"].measured == "20–20 %"


def test_skill_is_shown_where_its_whole_interval_is_above_nothing() -> None:
    poor = Estimate(1.0, -0.1, 2.1)
    found = missing(skill={"north": Skill(GOOD, poor), "south": Skill(GOOD, GOOD)})
    assert found == {"personas over chance, North": ("+1.0 ± 1.1 points",)}
