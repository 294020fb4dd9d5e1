"""What others say last at a table is read before the game goes on, at a screen and on a phone."""

from __future__ import annotations

import pytest
import tiny
from begun import begun
from kept_games import KEPT, decisions, kept_game
from seated import SIDES, context, page, told

from game.model.decisions import FACILITATOR, PUBLIC, Decision, Pass, Stop
from game.model.log_events import OfferAccepted, OfferMade, TurnPassed
from game.model.players import ME, UNIFORM
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiator import Negotiator
from game.presenter.replies import meanwhile, replies
from game.presenter.seat.context import Teammate
from game.presenter.seat.seat_page import SeatPage
from game.presenter.seat.talks import TableToSpeakAt
from game.presenter.steps import Step
from game.presenter.stories.reply_page import reply_page
from game.presenter.stories.story_pages import pact_page
from game.presenter.worded_game import WordedGame
from game.session.game import Game
from game.session.records.recorded_actions import read_action

TABLE = SIDES + tiny.TABLE
ONE_TURN = TABLE.replace("turns: 4", "turns: 1").replace("[hall, deeds]", "[hall]")
CHO = context("cho", "cho", (Teammate("cho", "Cho"),))
SMALL, MEDIUM = tiny.SMALL, tiny.MEDIUM
THREE = """
turns: 2
sides:
  north: {name: North, brief: B, score: [{label: T, points: trust}]}
  south: {name: South, brief: B, score: [{label: T, points: trust}]}
  east: {name: East, brief: B, score: [{label: T, points: trust}]}
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    name: The pact
    between: [PARTIES]
    rounds: 4
    open: true
    issues:
      tax:
        name: Tax
        options:
          low: {name: Low, worth: {north: 1, south: 1, east: 1}}
          high: {name: High, worth: {north: 2, south: 2, east: 2}}
"""
THREE_AT_IT = THREE.replace("PARTIES", "north, south, east")
TWO_OF_THREE = (
    THREE.replace("PARTIES", "north, south").replace(", east: 1", "").replace(", east: 2", "")
)


def at_screen(text: str, *lines: str, seats: dict[str, str] | None = None) -> HotSeat:
    """A game at one screen in which all papers are read, after these lines."""
    hot_seat = begun(text, seats)
    hot_seat.read_marks.mark_all_papers_read()
    play(hot_seat.game, *lines)
    return hot_seat


def play(game: Game, *lines: str) -> None:
    """Plays lines, written `north: pass`; behind a bar stands what is written with one."""
    for line in lines:
        action, _, note = line.partition(" | ")
        read = read_action(action)
        assert read is not None, line
        answer = game.do(read, note)
        assert hasattr(answer, "state"), (line, answer)


def steps_of(hot_seat: HotSeat, reader: str) -> list[Step]:
    """What a reader reads before it goes on."""
    hot_seat.seat("" if reader == PUBLIC else reader)
    steps = []
    while (story := hot_seat.next_story(reader)) is not None:
        steps.append(story)
        hot_seat.mark_story_read(reader)
    return steps


ROUND = (f"south: {SMALL}", f"north: {SMALL}", "south: pass")
"""After these lines the north has the last word of the visit."""


# At one screen


@pytest.mark.parametrize("last", [MEDIUM, "pass"])
def test_the_last_word_of_a_visit_is_read_before_the_next_decision(last: str) -> None:
    hot_seat = at_screen(TABLE, *ROUND, f"north: {last}")
    assert hot_seat.decision_kind() == "actions"
    hot_seat.seat("south")
    reply = Step("reply", "south", table="pact")
    assert steps_of(hot_seat, "south") == [reply]
    assert steps_of(hot_seat, "north") == [], "its own words"
    hot_seat.game.decide("north", Pass())
    hot_seat.seat("south")
    assert hot_seat.next_step() == Step("actions", "south")


@pytest.mark.parametrize("last", [MEDIUM, "pass"])
def test_the_last_word_of_a_game_is_read_before_the_debrief(last: str) -> None:
    alone = at_screen(ONE_TURN, *ROUND, f"north: {last}", seats={"north": UNIFORM})
    assert not alone.state.to_move
    assert alone.next_step() == Step("reply", "south", table="pact")
    alone.mark_story_read("south")
    assert alone.next_step() == Step("over")
    together = at_screen(ONE_TURN, *ROUND, f"north: {last}")
    assert together.next_step() == Step("reply", PUBLIC, table="pact")
    together.mark_story_read(PUBLIC)
    assert together.next_step() == Step("over")


def test_what_the_other_team_has_read_already_is_not_read_together_again() -> None:
    hot_seat = at_screen(TABLE, *ROUND, f"north: {MEDIUM}")
    assert len(steps_of(hot_seat, "south")) == 1
    hot_seat.game.do(Decision(FACILITATOR, Stop("calm")))
    assert steps_of(hot_seat, PUBLIC) == []


def test_a_counter_offer_before_the_facilitator_ends_the_game_is_read() -> None:
    hot_seat = at_screen(TABLE, f"south: {SMALL}", f"north: {MEDIUM}", seats={"north": UNIFORM})
    assert replies(hot_seat.game, "south") == []
    hot_seat.game.do(Decision(FACILITATOR, Stop("calm")))
    assert hot_seat.next_step() == Step("reply", "south", table="pact")


@pytest.mark.parametrize("end", ["accept", "walk"])
def test_what_is_signed_or_broken_off_is_told_by_its_own_story(end: str) -> None:
    hot_seat = at_screen(TABLE, f"south: {MEDIUM}", f"north: {end}")
    assert [step.kind for step in steps_of(hot_seat, "south")] == ["pact"]
    lead = pact_page(hot_seat, "south", "pact").lead
    assert lead == ("The North walks out." if end == "walk" else "")


def test_while_the_talks_go_on_nothing_stands_before_the_table_and_silence_is_said_there() -> None:
    hot_seat = at_screen(TABLE, f"south: {SMALL}", "north: pass")
    hot_seat.seat("south")
    assert hot_seat.next_step() == Step("table", "south")
    assert [type(each.event) for each in meanwhile(hot_seat.game, "south")] == [TurnPassed]
    assert Negotiator(hot_seat, "south").silences() == ["The North says nothing."]
    play(hot_seat.game, f"south: {SMALL}")
    assert Negotiator(hot_seat, "north").silences() == []


def test_after_a_step_back_what_is_said_instead_is_read() -> None:
    hot_seat = at_screen(TABLE, *ROUND, f"north: {MEDIUM}")
    assert len(steps_of(hot_seat, "south")) == 1
    hot_seat.step_back()
    play(hot_seat.game, "north: pass")
    assert steps_of(hot_seat, "south") == [Step("reply", "south", table="pact")]
    assert reply_page(hot_seat, "south", "pact").headline == "The North says nothing"


def test_the_page_has_the_offer_the_words_with_it_its_worth_and_what_is_left() -> None:
    hot_seat = at_screen(TABLE, *ROUND, f"north: {MEDIUM} | Half is enough.")
    told_of = reply_page(hot_seat, "south", "pact")
    assert (told_of.head, told_of.headline) == ("Pact", "The North makes an offer")
    assert told_of.clauses == ("Scope: Medium", "Terms: Strict")
    assert told_of.paragraphs == ("The North: “Half is enough.”",)
    assert [each.sentence for each in told_of.consequences] == [
        "It is worth 18 to you; your reserve is 0.",
        "This turn had 2 rounds, and they are over.",
        "2 rounds are left.",
        "The last offer by the North stays on the table.",
    ]
    for_all = reply_page(hot_seat, PUBLIC, "pact")
    assert not any("worth" in each.sentence for each in for_all.consequences)


def test_the_page_says_what_has_closed_the_table_since() -> None:
    text = TABLE.replace("[hall, deeds]", "[hall, news, deeds]")
    text = text.replace("kind: table,", "kind: table, when: trust >= 45,")
    text = text.replace("phases:\n  hall", "phases:\n  news: {kind: injects}\n  hall")
    text += "injects: {storm: {name: The storm, text: Roofs fly., at: 1, effects: {trust: -20}}}\n"
    hot_seat = at_screen(text, *ROUND, f"north: {MEDIUM}")
    consequences = reply_page(hot_seat, "south", "pact").consequences
    assert consequences[-1].sentence == "Pact is closed: trust 30, needs 45."


def test_hidden_words_are_not_on_the_page() -> None:
    hot_seat = at_screen(TABLE, *ROUND, f"north: {MEDIUM} | Half is enough.")
    hot_seat.hidden_words = {len(hot_seat.game.lines)}
    assert reply_page(hot_seat, "south", "pact").paragraphs == ()


def test_a_table_that_has_expired_says_so_and_what_one_has_without_an_agreement() -> None:
    text = TABLE.replace("rounds: 4", "rounds: 2")
    hot_seat = at_screen(text, f"south: {SMALL}", "north: pass", f"south: {MEDIUM}", "north: pass")
    told_of = reply_page(hot_seat, "south", "pact")
    assert [each.sentence for each in told_of.consequences] == [
        "All 2 rounds are used up.",
        "Without an agreement you have 0.",
    ]


def test_of_three_each_reads_what_the_others_said_after_it_spoke() -> None:
    lines = "north: offer tax=low", "south: accept", "east: offer tax=high"
    hot_seat = at_screen(THREE_AT_IT, *lines, seats={"east": ME})
    north = reply_page(hot_seat, "north", "pact")
    assert (north.headline, north.paragraphs) == ("East makes an offer", ("South accepts.",))
    assert reply_page(hot_seat, "south", "pact").paragraphs == ()
    assert replies(hot_seat.game, "east") == []
    assert [len(each.spoken) for each in replies(hot_seat.game, PUBLIC)] == [1]


def test_who_has_no_seat_at_a_table_learns_of_no_reply() -> None:
    lines = "north: offer tax=low", "south: offer tax=high"
    hot_seat = at_screen(TWO_OF_THREE, *lines, seats={"east": ME})
    assert len(replies(hot_seat.game, "north")) == 1
    assert replies(hot_seat.game, "east") == replies(hot_seat.game, PUBLIC) == []
    assert steps_of(hot_seat, "east") == steps_of(hot_seat, PUBLIC) == []


def unheard(game: Game) -> tuple[int, int]:
    """How often something was said to a side at its table that it had not read when it decided
    next or the game was over, and how often something was said at all."""
    hot_seat = HotSeat(
        Game(game.rules, seed=game.moments[0].state.seed), dict.fromkeys(game.rules.sides, ME)
    )
    hot_seat.mark_all_read()
    open_words: dict[str, list[str]] = {side: [] for side in game.rules.sides}
    missed = said = 0
    for line in (*game.lines, None):
        asked = [*hot_seat.state.to_move] if line is not None else [*game.rules.sides]
        for side in asked:
            read = {step.table for step in steps_of(hot_seat, side)}
            at_table = hot_seat.asked_about if side in hot_seat.state.to_move else ""
            left = [table for table in open_words[side] if table not in (*read, at_table)]
            missed, open_words[side] = missed + len(left), []
        if line is None:
            break
        hot_seat.game.do(line.action, line.note)
        for entry in hot_seat.game.latest:
            event = entry.event
            if isinstance(event, OfferMade | OfferAccepted | TurnPassed) and event.table:
                for side in game.rules.scenario.tables[event.table].between:
                    if side != event.side:
                        open_words[side].append(event.table)
                        said += 1
    return missed, said


@pytest.mark.parametrize("scenario", KEPT)
def test_in_a_game_of_each_shipped_scenario_nothing_said_at_a_table_is_missed(
    scenario: str,
) -> None:
    missed, said = unheard(kept_game(scenario, len(decisions(scenario))))
    assert said > 0
    assert missed == 0


# On a phone


def phone(game: WordedGame, side: str = "south") -> SeatPage:
    return page(game, side, CHO if side == "south" else context())


def headlines(game: WordedGame, side: str = "south") -> list[tuple[str, bool]]:
    return [(each.headline, each.is_open) for each in phone(game, side).news]


def test_on_a_phone_the_reply_stands_first_and_tells_what_is_left() -> None:
    assert headlines(told(TABLE, *ROUND, f"north: {MEDIUM}")) == [
        ("The North makes an offer", True)
    ]
    text = TABLE.replace("rounds: 4", "rounds: 2")
    assert headlines(told(text, *ROUND, "north: pass")) == [("The North says nothing", True)]
    game = told(text, *ROUND, "north: pass")
    assert headlines(game, "north") == [
        ("Pact: the talks have ended without an agreement", False)
    ], "who spoke last is told as before"


def test_on_a_phone_it_stands_until_the_side_has_decided_and_over_the_debrief() -> None:
    game = told(TABLE, *ROUND, f"north: {MEDIUM}", "north: pass")
    assert headlines(game) == [("The North makes an offer", True)]
    assert phone(game).decide.kind == "actions", "it decides on the same page"
    play(game.game, "south: pass")
    assert headlines(game) == []
    for last in (MEDIUM, "pass"):
        ended = told(ONE_TURN, *ROUND, f"north: {last}")
        assert phone(ended).decide.kind == "over"
        assert [is_open for _, is_open in headlines(ended)] == [True]
        assert headlines(ended, "north") == []


def test_on_a_phone_silence_is_said_beside_what_stands() -> None:
    game = told(TABLE, f"south: {SMALL}", "north: pass")
    decide = phone(game).decide
    assert isinstance(decide, TableToSpeakAt)
    assert decide.standing[0] == "The North says nothing."
