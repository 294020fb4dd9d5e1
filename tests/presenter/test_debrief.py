"""A debrief knows what each decision brought, how tracks moved, and what could have been agreed."""

from __future__ import annotations

import html
from pathlib import Path

import debriefed
import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.model.decisions import Accept, Act, FireInject, Offer, Pass
from game.model.frozen import FrozenMap
from game.presenter.debrief.curves import (
    band_edges,
    list_events,
    seen_by_some,
    select_main_events,
    shown_range,
    sort_by_movement,
    trace_tracks,
)
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import list_decisions, written_texts
from game.presenter.debrief.negotiations import (
    barred_sentence,
    joint_sum_sentence,
    offer_title,
    pairs_of_parties,
    review_negotiation,
    tables_with_offers,
    with_reserves_then,
    with_worths_then,
)
from game.presenter.report.report import report
from game.presenter.reveal.talks import talks_shown
from game.presenter.said.score import score_of
from game.room.kept_room import KeptWords
from game.rules.compile import compile_rules
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording


@pytest.fixture
def game() -> Game:
    """The game after its end."""
    return debriefed.end()


def test_each_decision_knows_what_followed_from_it_then_and_later(game: Game) -> None:
    decisions = list_decisions(game)
    assert [(each.turn, each.side, each.entry.code) for each in decisions[:6]] == [
        (1, "north", "offered"),
        (1, "south", "offered"),
        (1, "north", "offered"),
        (1, "south", "accepted"),
        (1, "north", "acted"),
        (1, "south", "acted"),
    ]
    assert [entry.code for entry in decisions[3].consequences] == ["agreed", "changed"]
    gains = [(entry.turn, entry.values["got"]) for entry in decisions[5].consequences]
    assert gains == [(1, 1), (2, 2)]
    assert [each.offer_number for each in decisions[:3]] == [1, 1, 2]


def test_a_note_stands_with_the_decision_it_was_made_on(game: Game) -> None:
    decisions = list_decisions(game)
    assert [each.note for each in decisions if each.note] == ["Half is enough."]
    assert decisions[2].note == "Half is enough."


def test_what_was_written_with_an_offer_stands_beside_the_answer_to_it_too(game: Game) -> None:
    words = Wording(game.rules.scenario, ENGLISH)
    debrief = Debrief(game, words, {})
    _, _, made, accepted, *_ = debrief.decisions
    said = "The North said why: “Half is enough.”"
    for decision in (made, accepted):
        assert written_texts(words, debrief.decisions, decision) == [said]
        assert debrief.written_with({decision.line}) == (said,)
    kept = KeptWords(frozenset({made.line}))
    [hidden] = Debrief(game, words, {}, kept=kept).written_with({accepted.line})
    assert "Half" not in hidden


TOGETHER = """
turns: 2
stages: {main: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +1}}
"""


def test_a_pass_that_is_chosen_at_once_with_others_is_a_decision_too() -> None:
    game = Game(tiny.rules(TOGETHER), 1)
    game.decide("north", Pass())
    game.decide("south", Act("warm"))
    game.decide("south", Pass())
    game.decide("north", Act("warm"))
    told = [(each.line, each.side, each.event.code) for each in list_decisions(game)]
    # What is chosen in the second turn hasn't been revealed.
    # A pass stands behind the picks with which it was made, as these are told together.
    assert told == [(2, "south", "acted"), (1, "north", "passed"), (3, "south", "passed")]


def test_events_mark_the_tracks_that_they_moved_on_the_turn_on_which_they_did(
    game: Game,
) -> None:
    events = list_events(game)
    assert [(e.letter, e.code, e.path) for e in events] == [
        ("A", "agreed", "tables/pact"),
        ("B", "injected", "injects/storm"),
    ]
    trust, *others = trace_tracks(game, events)
    assert (trust.values, trust.letters) == ((50, 55, 48), ((), ("A",), ("B",)))
    assert not any(letters for curve in others for letters in curve.letters)
    assert [e.path for e in select_main_events(game, events, 1)] == ["tables/pact"]


def test_a_turn_ends_with_its_last_decision_and_before_the_next_one_begins() -> None:
    game = Game(tiny.rules("each_turn: {heat: +1}\nturns: 2"), 1)
    for side, action in zip(("north", "south") * 2, ("warm", "cool", "warm", "warm"), strict=True):
        game.decide(side, Act(action))
    trust, heat, *_ = trace_tracks(game, [])
    assert trust.values == (50, 50, 56)
    assert heat.values == (0, 0, 1)


def test_what_happens_twice_has_a_letter_each_time() -> None:
    game = debriefed.begin(debriefed.STORY.replace("at: 2", "when: turn >= 1, once: false"))
    debriefed.finish(game)
    events = list_events(game)
    assert [(e.letter, e.turn) for e in events] == [("A", 1), ("B", 2)]
    assert trace_tracks(game, events)[0].letters == ((), ("A",), ("B",))


def test_offers_are_weighed_as_when_the_talks_ended(game: Game) -> None:
    assert tables_with_offers(game) == ["pact"]
    talks = review_negotiation(game, "pact")
    assert [(o.side, o.point, o.became) for o in talks.offers] == [
        ("north", (9, 0), None),
        ("south", (0, 9), None),
        ("north", (6, 5), "agreed"),
    ]
    assert (talks.agreed, talks.space.reserves) == ((6, 5), (3, 2))
    assert [(c.issue, c.option, c.worths) for c in talks.clauses] == [("wood", "some", (6, 5))]


def test_an_offer_is_told_with_the_reserves_of_its_own_moment_where_they_were_others() -> None:
    text = debriefed.STORY.replace("reserve: {north: 3,", "reserve: {north: 3 * turn,")
    text = text.replace(
        "all: {name: All the wood, worth: {north: 9,",
        "all: {name: All the wood, worth: {north: 8 + turn,",
    )
    game = debriefed.begin(text)
    game.decide("north", debriefed.offer("all"))
    game.decide("south", debriefed.offer("none"))
    while game.state.turn < 2:
        side = game.state.to_move[0]
        moves = game.asking(side).legal.moves
        game.decide(side, Pass() if Pass() in moves else moves[0])
    game.decide("north", debriefed.offer("some"))
    debriefed.finish(game)
    talks, words = review_negotiation(game, "pact"), Wording(game.rules.scenario, ENGLISH)
    assert talks.space.reserves == (6, 2)
    assert [with_reserves_then(words, talks, each, "It") for each in talks.offers] == [
        "It, reserves then 3 / 2",
        "It, reserves then 3 / 2",
        "It",
    ]
    assert [with_worths_then(words, each, "It") for each in talks.offers] == [
        "It (when made 9 / 0)",
        "It",
        "It",
    ]
    told = report(Debrief(game, words, {}))
    assert "turn 1: 10 / 0 (when made 9 / 0), reserves then 3 / 2; turn 2: 6 / 5" in told


ENVOY = debriefed.STORY.replace(
    "injects:\n",
    "injects:\n  envoy: {name: An envoy, deck: sky, at: 1, effects: "
    "{propose: {table: pact, package: {wood: some}}}}\n",
)


def test_a_package_from_outside_stands_among_the_offers_as_nobodys() -> None:
    game = debriefed.begin(ENVOY)
    game.decide("north", debriefed.offer("all"))
    game.decide("facilitator", FireInject("envoy"))
    game.decide("south", Accept())
    game.decide("north", Accept())
    talks = review_negotiation(game, "pact")
    assert [(o.side, o.own_number, o.turn, o.point, o.became) for o in talks.offers] == [
        ("", 1, 1, (6, 5), None),
        ("north", 1, 1, (9, 0), None),
        ("", 2, 1, (6, 5), "agreed"),
    ]
    words = Wording(game.rules.scenario, ENGLISH)
    assert [offer_title(words, offer) for offer in talks.offers] == [
        "Proposal 1, turn 1",
        "Offer 1, turn 1",
        "Proposal 2, turn 1: agreed",
    ]
    assert talks.agreed == (6, 5)


def test_a_table_at_which_only_somebody_from_outside_spoke_is_looked_back_on_too() -> None:
    game = debriefed.begin(ENVOY)
    debriefed.finish(game)
    assert tables_with_offers(game) == ["pact"]
    talks = review_negotiation(game, "pact")
    assert [(o.side, o.became) for o in talks.offers] == [("", None)]
    assert [(c.option, c.worths) for c in talks.clauses] == [("some", (6, 5))]


def test_a_package_proposed_as_a_turn_begins_counts_for_that_turn() -> None:
    text = debriefed.STORY + (
        "each_turn: {from: 1, effects: {propose: {table: pact, package: {wood: some}}}}\n"
    )
    game = debriefed.begin(text)
    debriefed.finish(game)
    talks = review_negotiation(game, "pact")
    assert [(o.side, o.own_number, o.turn) for o in talks.offers] == [("", 1, 1), ("", 2, 2)]


def test_where_nothing_was_agreed_nothing_is_marked_as_agreed() -> None:
    game = debriefed.begin()
    game.decide("north", debriefed.offer("all"))
    talks = review_negotiation(game, "pact")
    assert (talks.agreed, [o.became for o in talks.offers]) == (None, [None])


def test_an_offer_with_a_larger_sum_than_the_best_package_is_explained() -> None:
    game = debriefed.end()
    talks, words = review_negotiation(game, "pact"), Wording(game.rules.scenario, ENGLISH)
    assert joint_sum_sentence(words, talks) == (
        "North and South together got 11; the best package for both together was worth 11."
    )
    beyond = evolve(talks.offers[0], point=(9, 9), became=None)
    assert joint_sum_sentence(words, evolve(talks, offers=(beyond, *talks.offers))).endswith(
        "An offer worth 18 to both together contained something that one of the two could not "
        "have agreed to then."
    )


def test_the_debrief_of_a_game_that_goes_on_shows_what_the_facilitator_knows() -> None:
    game = debriefed.begin()
    debriefed.play_one_turn(game)
    debrief = Debrief(game, Wording(game.rules.scenario, ENGLISH), {})
    assert not debrief.is_over
    assert {*debrief.view.tracks} == {*game.rules.scenario.tracks}
    debriefed.finish(game)
    assert Debrief(game, debrief.words, {}).is_over


def test_the_smallest_lines_of_a_long_score_are_put_together_and_none_is_lost() -> None:
    labels = "".join(f"{{label: Line {n}, points: {n}}}, " for n in (5, 1, 9, 2))
    sides = f"sides: {{north: {{name: N, brief: B, score: [{labels}]}}, "
    sides += "south: {name: S, brief: B, score: [{label: L, points: 0}]}}"
    game = Game(tiny.rules(sides), 1)
    words = Wording(game.rules.scenario, ENGLISH)
    lines = score_of(words, game.view("north"), "north", most=3).lines
    assert [(line.label, line.points) for line in lines] == [
        ("Line 5", 5),
        ("Line 9", 9),
        ("2 smaller lines, together", 3),
    ]
    lines = score_of(words, game.view("north"), "north", most=4).lines
    assert [line.points for line in lines] == [5, 1, 9, 2]


def test_tracks_that_all_saw_and_that_moved_most_come_first() -> None:
    game = debriefed.end()
    words = Wording(game.rules.scenario, ENGLISH)
    curves = sort_by_movement(words, trace_tracks(game, []))
    assert [curve.track for curve in curves][-2:] == ["purse", "secret"]
    assert {curve.track for curve in curves[:2]} == {"trust", "heat"}
    assert [seen_by_some(words, curve.track) for curve in curves] == [None, None, ("south",), ()]


def test_the_range_of_a_chart_holds_its_values_and_the_edges_near_them() -> None:
    track = debriefed.end().rules.scenario.tracks["trust"]
    assert band_edges(track) == [52.5]
    # A fourth of the margin of 8 lies beyond the outermost of both.
    assert shown_range(track, (50, 51)) == (48, 54.5)
    assert shown_range(track, (55, 56)) == (50.5, 58)
    assert shown_range(track, (90, 95)) == (88, 97)


def test_parties_stand_in_the_order_of_the_scenario_whoever_speaks_first() -> None:
    text = debriefed.STORY.replace("open: true", "open: true\n    speaks_first: south")
    game = debriefed.begin(text)
    game.decide("south", debriefed.offer("some"))
    game.decide("north", Accept())
    talks = review_negotiation(game, "pact")
    assert talks.parties == talks.space.sides == tuple(game.rules.scenario.sides)
    assert [clause.worths for clause in talks.clauses] == [(6, 5)]
    assert talks.offers[0].point == talks.totals == (6, 5)
    assert pairs_of_parties(game.rules, "pact") == [("north", "south")]


MANDATE = Path(__file__).resolve().parents[1] / "scenarios" / "mandate.yaml"


def test_what_a_mandate_excluded_that_all_would_have_preferred_is_told() -> None:
    game = Game(compile_rules(load(MANDATE)), 1)
    game.decide("envoy", Offer(FrozenMap({"ceiling": "low"})))
    game.decide("harbour", Accept())
    game.decide("envoy", Offer(FrozenMap({"price": "low"})))
    debriefed.finish(game)
    debrief = Debrief(game, Wording(game.rules.scenario, ENGLISH), {})
    told = barred_sentence(debrief.words, debrief.negotiation_at("talks"))
    assert told == (
        "Moving “The price” to “Middle” would have been worth at least as much to everybody as no "
        "agreement (Envoy +7 / Rival +3), but not everybody could sign that. The envoy could "
        "not sign “Middle”. Needs “How high the envoy may go” agreed at “Middle” or “High”."
    )
    assert not barred_sentence(debrief.words, debrief.negotiation_at("inner"))
    assert told in html.unescape(report(debrief))
    assert told in talks_shown({"": debrief}, "talks", None).bridge
