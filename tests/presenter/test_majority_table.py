"""What people are told at a table where a majority agrees packages (rule 19)."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.load import load
from game.model.decisions import (
    FACILITATOR,
    PUBLIC,
    Accept,
    Decision,
    Offer,
    Pass,
    SetTrack,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.log_events import SupportCounted
from game.model.players import ME
from game.model.scenario import Scenario
from game.presenter.hindsight.turning import broken_off_by
from game.presenter.kit.kit import kit
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import walking_about, walking_price
from game.presenter.payoff_plane import offer_strip
from game.presenter.said.tally import tally_of
from game.presenter.seat.talks import standing_sentences
from game.presenter.stories.story_pages import pact_page
from game.presenter.worded_game import WordedGame
from game.rules.compile import compile_rules
from game.session.agreements import signings
from game.session.game import Game
from game.words.course import about_step
from game.words.wording import Wording

INNER = Path(__file__).parent.parent / "scenarios" / "inner.yaml"
NEEDED = "4 of 6 states and 55% of the people, or when no more than 1 is missing (states)"
HIGH = Offer(FrozenMap({"ceiling": "high", "fund": "large"}))
ALONE = (
    "The others go on without you. You count as against every package, and are bound all the same "
    "by what a majority agrees."
)


def talks(scenario: Scenario | None = None, unity: int = 65) -> WordedGame:
    """The talks of the first turn; with 65 of unity Austria, Poland and Malta are for HIGH."""
    game = Game(compile_rules(scenario or load(INNER)), 1)
    for side in ("commission", "berlin", "paris"):
        game.decide(side, Pass())
    game.do(Decision(FACILITATOR, SetTrack("unity", unity)))
    return WordedGame(game, dict.fromkeys(game.rules.sides, ME))


def without_proposer() -> Scenario:
    scenario = load(INNER)
    table = scenario.tables["inner"]
    assert table.majority is not None
    table = evolve(table, majority=evolve(table.majority, proposes=None))
    return evolve(scenario, tables=FrozenMap({"inner": table}))


def offered() -> WordedGame:
    worded = talks()
    worded.game.decide("commission", HIGH)
    return worded


def test_who_negotiates_reads_what_majority_decides_and_who_proposes() -> None:
    worded = talks()
    told = (
        f"The Council decides here: a package is agreed with {NEEDED}. That may be so as soon as "
        "it is offered, and it binds everybody, including those who didn’t accept it. Only the "
        "Commission makes offers; the others accept, pass or walk out."
    )
    assert Negotiator(worded, "berlin").rules() == [told]
    assert told in kit(worded, None)


def test_the_standing_offer_is_shown_with_who_is_for_it_and_what_it_needs() -> None:
    worded = offered()
    negotiator = Negotiator(worded, "paris")
    worded.game.decide("berlin", Pass())
    told = standing_sentences(negotiator)
    assert "For it: Austria, Malta and Poland (3 of 6 states, 22% of the people)." in told
    assert f"Needed: {NEEDED}." in told


def test_who_has_left_is_told_also_where_no_offer_stands() -> None:
    worded = talks()
    worded.game.decide("commission", Pass())
    worded.game.decide("berlin", Walk())
    assert standing_sentences(Negotiator(worded, "paris")) == (
        "The Commission says nothing.",
        "No offer stands.",
        "Berlin has walked out, which counts as against.",
    )


def test_a_side_that_cannot_propose_only_answers() -> None:
    worded = talks()
    assert not Negotiator(worded, "commission").only_answers
    worded.game.decide("commission", HIGH)
    negotiator = Negotiator(worded, "berlin")
    assert negotiator.only_answers
    assert negotiator.no_offer() == "Only the Commission makes offers here."
    assert not Negotiator(worded, "paris").only_answers, "it isn't its turn to speak"


def test_walking_out_is_told_for_what_it_is_and_has_no_price_where_others_go_on() -> None:
    worded = talks()
    assert walking_about(Negotiator(worded, "commission")) == "The talks end for all. Unity −10."
    worded.game.decide("commission", Pass())
    berlin = Negotiator(worded, "berlin")
    assert (walking_about(berlin), walking_price(berlin)) == (ALONE, "")
    worded.game.decide("berlin", Walk())
    # Without Germany and France nobody reaches 55 % of the people.
    assert walking_about(Negotiator(worded, "paris")) == "The talks end for all. Unity −10."


def test_what_was_agreed_is_told_with_who_was_for_it() -> None:
    worded = offered()
    worded.game.decide("berlin", Walk())
    worded.game.decide("paris", Accept())
    page = pact_page(worded, PUBLIC, "inner")
    assert page.headline == "The inner table is signed"
    assert page.paragraphs[0] == (
        "For it: Austria, France, Malta and Poland (4 of 6 states, 55% of the people)."
    )
    counted = [e.event for e in worded.game.log() if isinstance(e.event, SupportCounted)]
    tally = tally_of(worded.words, counted[-1])
    assert tally is not None
    assert tally.title == "The inner table: for the package"
    assert [(each.name, each.need) for each in tally.counts] == [
        ("States", "4 needed"),
        ("The people", "55% needed"),
    ]


def test_a_side_that_was_bound_is_not_said_to_have_signed() -> None:
    worded = offered()
    worded.game.decide("berlin", Walk())
    worded.game.decide("paris", Accept())
    by_side = {each.side: each for each in signings(worded.game)}
    assert {side: each.bound for side, each in by_side.items()} == {
        "commission": False,
        "berlin": True,
        "paris": False,
    }
    assert worded.words.signed_below(by_side["berlin"]) == (
        "A majority bound Berlin below its reserve at “The inner table” on turn 1: the agreement "
        "was worth −8, and no agreement 6."
    )


def test_an_offer_that_is_agreed_at_once_is_signed_by_its_proposer_alone() -> None:
    worded = talks(without_proposer(), unity=100)
    worded.game.decide("commission", Pass())
    worded.game.decide("berlin", Offer(FrozenMap({"ceiling": "low", "fund": "none"})))
    assert [each.side for each in signings(worded.game) if not each.bound] == ["berlin"]


def test_what_is_worth_less_than_nothing_has_its_place_among_the_offers() -> None:
    plane = offer_strip(Negotiator(offered(), "berlin"))
    assert (plane.across.least, plane.across.most) == (-8, 21)


def test_how_a_turn_goes_says_that_a_majority_decides_only_where_one_does() -> None:
    assert "as soon as enough are for it" in about_step(Wording(load(INNER)), "table")
    unanimous = load(INNER.parent / "treaty.yaml")
    assert "Nothing is agreed until all sides accept" in about_step(Wording(unanimous), "table")


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ((Walk(),), True),
        ((Pass(), Walk(), Pass()), False),
    ],
)
def test_that_somebody_walked_out_is_the_reason_only_where_the_talks_ended_by_it(
    moves: tuple[Walk | Pass, ...], said: bool
) -> None:
    worded = talks()
    for move in moves:
        worded.game.decide(worded.game.state.to_move[0], move)
    assert (broken_off_by(worded.game, "inner") is not None) is said
