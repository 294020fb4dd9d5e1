"""What is told of many games: figures by name and id, and sentences on what is striking."""

import json
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import many
import pytest
import tiny
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from game.kernel.rows import Rows, blank_rows
from game.lab.batches.estimates import Estimate, mean
from game.lab.batches.plan import Plan
from game.lab.batches.reference import play_reference
from game.lab.batches.tally import Counts, Tally, tally
from game.lab.summary.as_json import SummaryJson, summary_json
from game.lab.summary.closer_look import summary
from game.lab.summary.columns import (
    WIDTH,
    columns,
    decimal,
    fold,
    interval,
    per_cent,
    percentage,
    quantity,
    rate,
)
from game.lab.summary.findings import findings
from game.lab.summary.sections import CLEAR
from game.model.frozen import FrozenMap

RULES = many.RULES
USUAL = many.usual()
NOTHING = tally(RULES, many.rows(0))


def told(found: Tally, seconds: float = 2.0) -> list[str]:
    return summary(RULES, found, many.SEATS, seconds)


def document_of(found: Tally, seconds: float) -> SummaryJson:
    plan = Plan(RULES.scenario, FrozenMap(many.SEATS), 1)
    return summary_json(plan, RULES, found, many.SEATS, seconds)


def lines(found: Tally) -> list[str]:
    """The lines, with one blank between their words."""
    return [" ".join(each.split()) for each in told(found)]


def without(counts: Counts, missing: Sequence[int]) -> Counts:
    return tuple(0 if i in missing else n for i, n in enumerate(counts))


def some_of(kinds: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, kinds - 1), unique=True, max_size=kinds).map(sorted)


def listed(ids: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(ids[:-1]), *ids[-1:]]))


# What is striking


def test_of_games_in_which_all_comes_up_nothing_is_striking() -> None:
    assert findings(RULES, USUAL) == []
    lines = told(USUAL)
    assert lines[lines.index("What is striking") + 1] == CLEAR


def test_of_no_games_nothing_is_said() -> None:
    assert findings(RULES, NOTHING) == []
    assert told(NOTHING, 0.0) == [
        "0 games of Tiny: 0 decisions in 0.0 s.",
        "North: uniform; The South: uniform.",
    ]


def test_among_many_sides_experts_are_said_to_try_less() -> None:
    many_sides = tiny.rules(tiny.of_sides("abcde"))
    played = tally(many_sides, blank_rows(many_sides, 0, 0))

    def seating(bot: str) -> str:
        seats = {**dict.fromkeys("abcde", "uniform"), "c": bot}
        return " ".join(summary(many_sides, played, seats, 0.0)).partition("games.")[0]

    less = (
        "Games of 5 sides take longer, so an expert tries at most 12,800 decisions of bots for one "
        "of its own, instead of 16,000."
    )
    assert less in seating("expert")
    assert "take longer" not in seating("expert:9000")
    assert "take longer" not in " ".join(told(NOTHING, 0.0))


def never(found: Tally) -> list[str]:
    """The sentences on what never came up; these games say nothing else, and miss little."""
    *sentences, last = findings(RULES, found)
    assert last == "3,000 games may miss what comes up in fewer than 0.1 % of games."
    return sentences


@given(some_of(3), some_of(2), some_of(5), some_of(5))
def test_what_never_came_up_is_told_and_nothing_else(
    outcomes: list[int], injects: list[int], taken: list[int], legal: list[int]
) -> None:
    legal = [slot for slot in legal if slot in taken]
    found = evolve(
        USUAL,
        outcomes=without(USUAL.outcomes, outcomes),
        fired=without(USUAL.fired, injects),
        taken=without(USUAL.taken, taken),
        legal=without(USUAL.legal, legal),
    )
    expected = []
    spurned = [slot for slot in taken if slot not in legal]
    for ids, of, what in (
        ([["war", "peace", "silence"][i] for i in outcomes], "3 outcomes", "{} never reached"),
        ([["warm", "cool"][i] for i in legal if i < 2], "North", "{} never legal"),
        ([["warm", "cool"][i] for i in spurned if i < 2], "North", "{} legal, but never taken"),
        ([["warm", "cool", "tear"][i - 2] for i in legal if i > 1], "The South", "{} never legal"),
        (
            [["warm", "cool", "tear"][i - 2] for i in spurned if i > 1],
            "The South",
            "{} legal, but never taken",
        ),
        ([["flood", "drought"][i] for i in injects], "2 injects", "{} never fired"),
    ):
        if ids:
            actions = {"North": "2 actions", "The South": "3 actions"}
            whose = f"{of}: " if of in actions else ""
            verb = what.format("was" if len(ids) == 1 else "were")
            expected.append(f"{whose}{len(ids)} of {actions.get(of, of)} {verb}: {listed(ids)}.")
    if expected:
        assert never(found) == expected
    else:
        assert findings(RULES, found) == []


@given(some_of(2), some_of(3), some_of(2))
def test_options_that_were_never_agreed_are_told_by_table(
    grain: list[int], fish: list[int], length: list[int]
) -> None:
    missing = (grain, fish, length)
    options = tuple(without(each, gone) for each, gone in zip(USUAL.options, missing, strict=True))
    found = evolve(USUAL, options=options)
    pact = [f"grain={('little', 'some')[i]}" for i in grain]
    pact += [f"fish={('few', 'many', 'all')[i]}" for i in fish]
    truce = [f"length={('short', 'long')[i]}" for i in length]
    expected = [
        f"{name}: {len(ids)} of {of} options {'was' if len(ids) == 1 else 'were'} never agreed: "
        f"{listed(ids)}."
        for name, of, ids in (("The pact", 5, pact), ("A truce", 2, truce))
        if ids
    ]
    assert (never(found) if expected else findings(RULES, found)) == expected


def test_of_a_table_without_agreements_only_that_is_said() -> None:
    found = evolve(USUAL, signed=(0, 9), options=((0, 0), (0, 0, 0), (4, 5)))
    assert never(found) == ["The pact: nothing was ever agreed."]
    assert not any(each.startswith("Signed: The pact") for each in told(found))
    assert any(each.startswith("Signed: A truce") for each in told(found))


def test_the_only_one_of_its_kind_is_called_so() -> None:
    rules = many.rules("promises: {}")
    rules = evolve(rules, injects=rules.injects[:1])
    [first, _] = findings(rules, evolve(USUAL, fired=(0,), firing=(0,)))
    assert first == "The only inject was never fired: flood."


@pytest.mark.parametrize(
    ("games", "said"),
    [
        (1, "1 game may miss what comes up in fewer than 79.3 % of games."),
        (100, "100 games may miss what comes up in fewer than 3.7 % of games."),
        (1000, "1,000 games may miss what comes up in fewer than 0.4 % of games."),
    ],
)
def test_few_games_may_miss_something(games: int, said: str) -> None:
    found = tally(RULES, many.rows(games, taken=1, fired=0, options=0))
    assert findings(RULES, found)[-1] == said


def test_very_many_games_miss_nothing() -> None:
    found = evolve(USUAL, games=100_000, fired=(0, 1))
    assert findings(RULES, found) == ["1 of 2 injects was never fired: flood."]


def ahead(games: tuple[int, int]) -> list[str]:
    return findings(RULES, evolve(USUAL, ahead=games))


def test_a_side_is_far_ahead_where_the_whole_interval_is() -> None:
    # 61.8 % of 3,000 games: its interval begins just above 60 %.
    assert ahead((1140, 1853)) == [
        "Far ahead: in 61.8 % of games (95 %: 60.0 – 63.5 %) the greatest margin over par is that "
        "of the South alone."
    ]
    assert ahead((1853, 1140))[0].endswith("is that of North alone.")
    assert ahead((1140, 1852)) == []
    assert ahead((1500, 1500)) == []


def scored(north: dict[int, int], south: dict[int, int]) -> list[str]:
    return findings(RULES, evolve(USUAL, scores=(FrozenMap(north), FrozenMap(south))))


def test_mean_margins_are_far_apart_where_they_differ_by_more_than_scores_spread() -> None:
    near, far = {50: 1500, 60: 1500}, {30: 1500, 40: 1500}
    assert scored(near, far) == [
        "Far apart: the mean margin over par is 5.0 for North and −5.0 for the South, while scores "
        "spread by 5.0."
    ]
    assert scored(near, {34: 1500, 46: 1500}) == []
    assert scored({50: 3000}, {40: 3000}) == []
    assert scored({49: 3000}, {41: 3000}) == [
        "Far apart: the mean margin over par is 1.0 for the South and −1.0 for North, while scores "
        "spread by 0.0."
    ]


def test_of_one_game_nobody_can_say_that_sides_are_far_apart() -> None:
    found = tally(RULES, many.rows(1, taken=1, fired=1, options=0, scores=[90, 0]))
    assert not any("Far" in each for each in findings(RULES, found))


def ends(outcomes: tuple[int, int, int]) -> list[str]:
    return findings(RULES, evolve(USUAL, outcomes=outcomes))


def test_games_that_nearly_always_end_alike_are_told() -> None:
    # 91.1 % of 3,000 games: the interval begins just above 90 %.
    assert ends((2733, 200, 67)) == [
        "Nearly always the same: war ends 91.1 % of games (95 %: 90.0 – 92.1 %)."
    ]
    assert ends((2732, 200, 68)) == []
    assert ends((0, 0, 3000))[0] == (
        "Always the same: silence ends 100 % of games (95 %: 99.9 – 100.0 %)."
    )


def test_a_game_that_can_end_in_one_way_only_is_not_blamed_for_it() -> None:
    rules = evolve(RULES, outcomes=RULES.outcomes[:1])
    assert findings(rules, evolve(USUAL, outcomes=(3000,))) == []


# The figures


def test_outcomes_stand_in_the_scenarios_order_with_their_intervals() -> None:
    found = evolve(USUAL, outcomes=(81, 2919, 0))
    at = next(i for i, each in enumerate(lines(found)) if each.startswith("Outcomes"))
    assert lines(found)[at : at + 4] == [
        "Outcomes games share 95 % interval",
        "war War 81 2.7 % 2.2 – 3.3",
        "peace Peace 2,919 97.3 % 96.7 – 97.8",
        "silence Silence 0 0 % 0.0 – 0.1",
    ]


def test_scores_are_told_against_par() -> None:
    scores = (FrozenMap({40: 1500, 50: 1500}), FrozenMap({42: 3000}))
    found = evolve(USUAL, scores=scores, ahead=(600, 1500))
    assert "north North 50 45.0 44.8 – 45.2 5.0 −5.0 20.0 %" in lines(found)
    assert "south South 40 42.0 42.0 – 42.0 0.0 2.0 50.0 %" in lines(found)
    assert "north North 40 40 40 40 50 50 50" in lines(found)


def test_a_table_has_the_short_names_of_sides() -> None:
    rules = tiny.rules(
        "sides:\n"
        "  north: {name: The North Shore, short: NS, brief: N., score: [{label: T, points: 1}]}\n"
        "  south: {name: South, brief: S., score: [{label: T, points: 1}]}\n"
    )
    found = tally(rules, play_reference(rules, many.SEATS, 1, 5))
    told = [" ".join(each.split()) for each in summary(rules, found, many.SEATS, 1.0)]
    assert "The North Shore: uniform; South: uniform." in told
    assert len([each for each in told if each.startswith("north NS ")]) == 2
    assert any(each.startswith("Actions: NS ") for each in told)


def test_actions_and_injects_are_told_by_how_often() -> None:
    found = evolve(
        USUAL,
        legal=(6000, 0, 1, 1, 1),
        taken=(1500, 0, 1, 1, 1),
        taking=(1200, 0, 1, 1, 1),
        fired=(4500, 0),
        firing=(3000, 0),
    )
    assert "warm Warm 2.00 0.50 25.0 % 40.0 %" in lines(found)
    assert "cool Cool 0 0 – 0 %" in lines(found)
    assert "tear Tear <0.01 <0.01 100 % <0.1 %" in lines(found)
    assert "flood Flood 1.50 100 %" in lines(found)
    assert "drought Drought 0 0 %" in lines(found)


def test_agreements_are_told_as_signed_and_as_standing() -> None:
    found = evolve(
        USUAL,
        signed=(1500, 0),
        status=((0, 0, 600, 2400, 0, 0), (3000, 0, 0, 0, 0, 0)),
        options=((500, 1000), (1500, 0, 0), (0, 0)),
    )
    assert "pact The pact 50.0 % 48.2 – 51.8 20.0 % 18.6 – 21.5" in lines(found)
    assert "truce A truce 0 % 0.0 – 0.1 0 % 0.0 – 0.1" in lines(found)
    assert "pact The pact 0 % 0 % 20.0 % 80.0 % 0 % 0 %" in lines(found)
    assert "some Some 1,000 66.7 %" in lines(found)


def test_how_fast_it_went_is_told_and_numbers_have_their_nouns() -> None:
    one = tally(RULES, many.rows(1, decisions=1))
    assert told(one, 0.5)[0] == "1 game of Tiny: 1 decision in 0.5 s, 2 a second."
    assert told(USUAL, 2.0)[0].startswith("3,000 games of Tiny: 68,")


def test_one_game_has_no_spread_and_no_interval_of_a_mean() -> None:
    found = tally(RULES, many.rows(1, scores=[50, 40]))
    assert "north North 50 50.0 – – 0.0 0 %" in lines(found)


@given(many.drawn())
def test_a_summary_can_be_made_of_any_games(rows: Rows) -> None:
    found = tally(RULES, rows)
    for each in told(found):
        assert len(each) <= WIDTH
        assert each == each.rstrip()
        assert not re.search(r"nan|inf\b|None|\{|\}", each)
    document = json.dumps(document_of(found, 1.0), allow_nan=False)
    assert json.loads(document)["digest"] == f"{found.digest:016x}"


def test_a_scenario_without_tables_injects_and_actions_of_a_side_has_none_in_its_summary() -> None:
    rules = tiny.rules(
        "actions: {warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}}"
    )
    found = tally(rules, play_reference(rules, many.SEATS, 1, 5))
    parts = "\n".join(summary(rules, found, many.SEATS, 1.0)).split("\n\n")
    assert [re.split("  |\n", part)[0] for part in parts[1:]] == [
        "What is striking", "Outcomes", "Scores", "Scores and turns", "Actions: North",
    ]  # fmt: skip


# As a document


def test_a_document_has_the_figures_by_id() -> None:
    document = document_of(USUAL, 2.0)
    assert document["games"] == 3000
    assert document["outcomes"] == {"war": 1000, "peace": 1000, "silence": 1000}
    assert document["outcome_shares"]["war"]["share"] == 1 / 3
    assert document["decisions_per_second"] == document["decisions"] / 2
    assert document["scores"]["north"]["mean"] == mean(USUAL.scores[0]).value
    assert document["scores"]["south"]["over_par"]["mean"] == mean(USUAL.scores[1]).value - 40
    assert document["turns"]["games"] == {"1": 750, "2": 750, "3": 750, "4": 750}
    assert document["turns"]["quantiles"] == {"5": 1, "25": 1, "50": 2, "75": 3, "95": 4}
    assert document["actions"]["south"]["tear"] == {"legal": 9000, "taken": 3000, "games": 2000}
    assert document["injects"]["flood"] == {"times": 1500, "games": 1500}
    assert document["tables"]["pact"]["options"]["grain"] == {"little": 1500, "some": 1500}
    assert document["tables"]["pact"]["status"]["lapsed"] == 1500
    assert document["tables"]["truce"]["standing"]["games"] == 1500
    assert document["striking"] == []


def test_a_document_gives_every_side_and_table_its_own_figures() -> None:
    histograms = (FrozenMap({10: 3000}), FrozenMap({70: 3000}))
    lopsided = evolve(USUAL, scores=histograms, ahead=(600, 2400), signed=(2700, 1800))
    document = document_of(lopsided, 2.0)
    north, south = document["scores"]["north"], document["scores"]["south"]
    assert [(s["mean"], s["par"], s["over_par"]["mean"]) for s in (north, south)] == [
        (10, 50, -40),
        (70, 40, 30),
    ]
    assert [each["ahead"]["share"] for each in (north, south)] == [0.2, 0.8]
    pact, truce = document["tables"]["pact"], document["tables"]["truce"]
    assert [(t["signed"]["games"], t["standing"]["games"]) for t in (pact, truce)] == [
        (2700, lopsided.agreed(0)),
        (1800, lopsided.agreed(1)),
    ]
    assert len({2700, 1800, lopsided.agreed(0), lopsided.agreed(1)}) >= 3


def test_a_document_says_null_where_nothing_can_be_said() -> None:
    of_one = document_of(tally(RULES, many.rows(1)), 0.0)
    assert of_one["decisions_per_second"] is None
    assert of_one["scores"]["north"]["interval"] == [None, None]
    assert of_one["scores"]["north"]["spread"] is None
    of_none = document_of(NOTHING, 0.0)
    assert of_none["scores"]["north"]["mean"] is None
    assert of_none["outcome_shares"]["war"] == {"games": 0, "share": None, "interval": [0, 1]}
    assert of_none["turns"]["quantiles"] == {}


# Columns


def test_columns_are_aligned_and_long_names_go_on_in_the_next_line() -> None:
    rows = [("a", "  " + 17 * "A name ", "1"), ("bbb", "B", "22,222"), ("  c", "", "")]
    title, first, rest, second, third = columns("Title", ("n",), rows)
    assert len(title) == len(first) == len(second) <= WIDTH
    assert title.startswith("Title ")
    assert first.startswith("  a      A name A name")
    assert first.endswith("A name       1")
    assert rest.startswith(9 * " " + "A name")
    assert len(rest) <= WIDTH
    assert (first + rest).count("A name") == 17
    assert second.startswith("  bbb  B ")
    assert third == "    c"


def test_names_stand_below_where_they_would_make_narrow_columns() -> None:
    ids, figures = "i" * 40, "1" * 25
    rows = [(ids, "A name of a table", figures), ("b", "Another", "2"), ("c", "", "3")]
    lines = columns("Title", ("n",), rows)
    assert [line.split() for line in lines[:4]] == [
        ["Title", "n"], [ids, figures], ["b", "2"], ["c", "3"],
    ]  # fmt: skip
    assert " ".join(lines[4:]) == f"{ids}: A name of a table; b: Another."


def test_a_title_that_leaves_no_room_for_heads_has_its_own_lines() -> None:
    lines = columns("A title " * 12, ("heads",), [("a", "A", "1")])
    assert " ".join(lines[:2]) == ("A title " * 12).strip()
    assert lines[2:] == ["        heads", "  a  A      1"]


def test_short_names_are_shown_whole() -> None:
    assert columns("T", ("n",), [("a", "A", "1")]) == ["T       n", "  a  A  1"]


def test_heads_of_several_lines_end_in_the_line_of_the_title() -> None:
    rows = [("a", "", "1", "22222222"), ("b", "", "333", "4")]
    assert columns("T", ("n", "long\nhead"), rows) == [
        f"{'':14}long", "T      n      head", "  a    1  22222222", "  b  333         4",
    ]  # fmt: skip


def test_names_without_ids_stand_where_ids_would_and_go_on_further_in() -> None:
    figure = "1" * 50
    rows = [("", "A name that is too long for a line", figure), ("", "Short", "2")]
    assert columns("", ("n",), rows)[1:] == [
        f"  A name that is too long{figure:>52}", "      for a line", f"  Short{'2':>70}",
    ]  # fmt: skip
    assert columns("", ("n",), [("", "Two words or three", "1" * 80)])[1:] == [
        f"  Two words or{'1' * 80:>82}", "      three",
    ]  # fmt: skip


def test_ids_and_figures_never_give_way() -> None:
    [_, only, _] = columns("Title", ("n",), [("i" * 72, "Name", "1234")])
    assert only == f"  {'i' * 72}  1234"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "0 %"),
        (0.0001, "<0.1 %"),
        (0.0005, "0.1 %"),
        (0.5, "50.0 %"),
        (0.9994, "99.9 %"),
        (0.9999, ">99.9 %"),
        (1, "100 %"),
    ],
)
def test_none_and_all_are_written_of_none_and_all_only(part: float, said: str) -> None:
    assert per_cent(part) == said


def test_shares_are_rounded_half_up_as_the_counts_that_they_are() -> None:
    for games in (*range(2, 300), 1000, 2000, 4096, 9_999_999):
        for times in {*range(1, min(games, 300)), games // 2, games - 1} - {games}:
            tenths = Decimal(1000 * times) / games
            whole = int(tenths.quantize(Decimal(1), ROUND_HALF_UP))
            said = f"{whole // 10}.{whole % 10} %"
            said = {0: "<0.1 %", 1000: ">99.9 %"}.get(whole, said)
            assert per_cent(times / games) == said, (times, games)
    assert per_cent(1 / 16) == "6.3 %"  # not 6.2 %, as Python rounds
    assert per_cent(69 / 2000) == "3.5 %"  # which is a little less as a decimal number


def test_figures_are_written_so() -> None:
    assert [rate(0, 5), rate(1, 1000), rate(1, 100), rate(12_345, 10)] == [
        "0", "<0.01", "0.01", "1,234.50",
    ]  # fmt: skip
    assert [decimal(-1234.56), decimal(-0.01), decimal(5, 0)] == ["−1,234.6", "0.0", "5"]
    assert [quantity(1, "game"), quantity(0, "game"), quantity(2000, "game")] == [
        "1 game", "0 games", "2,000 games",
    ]  # fmt: skip
    assert interval(Estimate(0.5, -0.25, 0.75)) == "−0.2 – 0.8"
    assert interval(Estimate(0.0, float("-inf"), float("inf"))) == "–"


def test_percentages_without_their_sign_are_rounded_half_up_on_both_sides_of_nought() -> None:
    found = [percentage(part) for part in (1 / 16, -1 / 16, 0.0004, -0.0004, 1, 0)]
    assert found == ["6.3", "−6.3", "0.0", "0.0", "100.0", "0.0"]


@pytest.mark.parametrize("width", range(12, 40))
def test_no_line_ends_between_a_number_and_its_sign(width: int) -> None:
    text = "of games 17.1 % (95 %: 3.2 – −4.0), +2.5 ± 1.4 beside; ≈ 9.3 and ! 39.5 in all"
    lines = fold(text, width)
    assert " ".join(lines) == text
    assert not any(re.search(r"[±≈!]$|\d –$|^[%±]", line) for line in lines)
    assert any(" " in line for line in lines)
    assert all("\u00a0" not in line for line in lines)
