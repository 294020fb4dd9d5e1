"""Who does well against whom: leads, best replies and dominance, counted again by hand."""

import numpy as np
import pytest
import tiny

from game.lab.standard.findings import best_against
from game.lab.standard.payoff_text import matrix_text
from game.lab.standard.payoffs import Bots, Payoffs
from game.words.naming import Naming

NAMING = Naming(tiny.scenario("personas: {calm: {name: The calm one, sides: [north]}}"))
GAMES = 40
NOISE = np.tile([-1, 1], GAMES // 2)


def payoffs(means: dict[Bots, tuple[int, ...]]) -> Payoffs:
    """Games whose scores lie a point around a mean, the same luck in every pairing."""
    sides = ("north", "south", "west")[: len(next(iter(means)))]
    return Payoffs(
        sides,
        {bots: np.array(mean)[None, :] + NOISE[:, None] for bots, mean in means.items()},
    )


# In the dilemma each side's second persona is better whatever the other does.
DILEMMA = payoffs(
    {("calm", "soft"): (30, 30), ("calm", "hard"): (0, 50),
     ("wild", "soft"): (50, 0), ("wild", "hard"): (10, 10)}
)  # fmt: skip
# Here one wants to meet and the other to miss.
PENNIES = payoffs(
    {("heads", "top"): (9, 1), ("heads", "tail"): (1, 9),
     ("tails", "top"): (1, 9), ("tails", "tail"): (9, 1)}
)  # fmt: skip


def test_the_best_reply_is_ahead_of_the_next_by_the_mean_of_the_differences() -> None:
    reply = DILEMMA.reply(0, ("soft",))
    assert (reply.best, reply.lead.value, reply.lead.low) == (("wild",), 20, 20)
    assert DILEMMA.settled() == [("wild", "hard")]
    assert [reply.best for reply in PENNIES.replies(1)] == [("tail",), ("top",)]
    assert PENNIES.settled() == []


def test_who_is_beaten_everywhere_is_dominated_and_one_pair_is_left() -> None:
    gone, left = DILEMMA.dominated()
    assert [(each.side, each.bot, each.by, each.always) for each in gone] == [
        (0, "calm", "wild", True),
        (1, "soft", "hard", True),
    ]
    assert [each.least.value for each in gone] == [10, 10]
    assert left == (("wild",), ("hard",))
    assert PENNIES.dominated() == ([], PENNIES.bots)


def test_one_who_is_beaten_only_by_those_left_is_dominated_after_the_others() -> None:
    game = payoffs({("a", "x"): (5, 5), ("a", "y"): (5, 3), ("b", "x"): (0, 0), ("b", "y"): (0, 9)})
    gone, left = game.dominated()
    assert [(each.bot, each.always) for each in gone] == [("b", True), ("y", False)]
    assert left == (("a",), ("x",))


def test_a_lead_that_may_be_luck_dominates_nobody() -> None:
    luck = np.tile([-30, 31], GAMES // 2)
    apart = Payoffs(
        ("north", "south"),
        {
            ("a", "x"): np.zeros((GAMES, 2), np.int64),
            ("b", "x"): np.stack([luck, luck], axis=1),
        },
    )
    assert apart.dominated()[0] == []
    assert not apart.reply(0, ("x",)).clear


def test_a_mixture_of_two_opponents_counts_both_alike() -> None:
    # "even" is ahead of both others only where either may sit opposite.
    game = payoffs(
        {("even", "x"): (50, 0), ("even", "y"): (50, 0),
         ("left", "x"): (60, 0), ("left", "y"): (20, 0),
         ("right", "x"): (20, 0), ("right", "y"): (60, 0)}
    )  # fmt: skip
    by_bot = {each.bot: each for each in best_against(game, 0)}
    assert by_bot["even"].against == (("x",), ("y",))
    assert by_bot["even"].lead.value == pytest.approx(10)
    assert (by_bot["left"].against, by_bot["left"].lead.value) == ((("x",),), 10)
    assert [each.pays for each in by_bot.values()] == [True] * 3


def test_the_matrix_marks_best_replies_and_names_who_is_left() -> None:
    lines = list(matrix_text(DILEMMA, NAMING))
    assert lines[2:5] == [
        "              soft         hard",
        "The calm one  30.0 / 30.0  0.0 / 50.0*",
        "wild          50.0* / 0.0  10.0* / 10.0*",
    ]
    assert "North: The calm one is never the best reply." in lines
    assert "North: wild is the best reply to soft (+20.0 ± 0.0) and hard (+10.0 ± 0.0)." in lines
    to = "the calm one (+20.0 ± 0.0) and wild (+10.0 ± 0.0)"
    assert f"South: hard is the best reply to {to}." in lines
    assert lines[-1] == "Left: North: wild; South: hard."


def test_with_three_sides_there_is_a_matrix_for_each_persona_of_the_third() -> None:
    means: dict[tuple[str, ...], tuple[int, ...]] = {
        (a, b, c): (len(a), len(b), 1 + (c == "q")) for a in "ij" for b in ("k", "lm") for c in "pq"
    }
    lines = list(matrix_text(payoffs(means), NAMING))
    assert [line for line in lines if "against" in line] == [
        "North \\ South, against p",
        "North \\ South, against q",
    ]
    assert "i  1.0* / 1.0 / 1.0  1.0* / 2.0* / 1.0" in lines
    assert "j  1.0* / 1.0 / 2.0*  1.0* / 2.0* / 2.0*" in lines
    assert lines[-1] == "Left: North: i and j; South: lm; west: q."
