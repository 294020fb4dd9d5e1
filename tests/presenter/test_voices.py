"""Rule 12.4: what bots say, when, to whom, and that it changes nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
import tiny

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.model.decisions import Decision, read_decision
from game.model.entries import Quotation
from game.model.play import Accepted
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import consequence_sentences, decision_quotation
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiator import Negotiator
from game.presenter.report.report import report
from game.presenter.stories.story_pages import pact_page
from game.presenter.timeline.timeline import Timeline
from game.presenter.voices import give_voices
from game.rules.rng import draw, own_seed, site
from game.session.driver import play
from game.session.game import Game
from game.session.records.recorded_actions import Rewind
from game.text.console import Console
from game.text.play import play_auto
from game.text.table import standing
from game.words.language import ENGLISH
from game.words.wording import Wording

VOICE = """
personas:
  envoy:
    name: Envoy
    voice:
      offer: [O0, O1, O2]
      give: [G0, G1]
      hold: [H0, H1]
      accept: [A0, A1]
      pass: [P0, P1]
      walk: W0
      promise: Y0
      break: B0
      statement: [S0, S1]
  mute: {name: Mute}
"""
TALKS = """
turns: 4
stages: {main: {phases: [hall, deeds, press]}}
phases:
  hall: {kind: table, table: pact, rounds: 3}
  deeds: {kind: actions, menus: [deeds], order: alternate}
  press: {kind: actions, menus: [words], no_pass: true}
tables:
  pact:
    between: [PARTIES]
    rounds: 9
    open: true
    issues:
      price:
        options:
          low: {worth: {WORTHS_LOW}}
          high: {worth: {WORTHS_HIGH}, effects: {promise: vow}}
promises:
  vow: {by: north, turns: 2, broken: trust < 50}
  oath: {by: north, turns: 2, broken: trust < 50}
injects: {plea: {effects: {promise: oath}}}
actions:
  cool: {side: [PARTIES], menu: deeds, name: Cool, effects: {trust: -3}}
  swear: {side: [PARTIES], menu: deeds, name: Swear, effects: {promise: oath}}
  praise: {side: [PARTIES], menu: words, name: Praise, repeat: true}
"""


def game(*decisions: str, seats: Mapping[str, str] | None = None, more: str = "") -> Game:
    """A game in which these decisions have been made, north's and south's bots being envoys."""
    seats = seats or {"north": "envoy", "south": "envoy"}
    parties = ", ".join(seats)
    low, high = (
        ", ".join(f"{side}: {n if side == 'north' else 6 - n}" for side in seats) for n in (1, 5)
    )
    text = TALKS.replace("PARTIES", parties).replace("WORTHS_LOW", low).replace("WORTHS_HIGH", high)
    played = Game(
        tiny.rules((tiny.sides(*seats) if len(seats) > 2 else "") + text + VOICE + more), 1
    )
    give_voices(played, seats)
    for decision in decisions:
        do(played, decision)
    return played


def do(played: Game, text: str) -> None:
    decision = read_decision(text)
    assert isinstance(decision, Decision)
    assert isinstance(played.do(decision), Accepted), text


def said(played: Game, who: str = "facilitator") -> list[Quotation]:
    """What a reader has read of what bots said, in order."""
    return [
        shown.quotation
        for moment in played.history()
        for entry in moment.entries
        if (shown := entry.shown_to(who)) is not None and shown.quotation is not None
    ]


def occasions(played: Game, who: str = "facilitator") -> list[str]:
    return [f"{each.side} {each.occasion}" for each in said(played, who)]


HIGH, LOW = "offer price=high", "offer price=low"


@pytest.mark.parametrize("seats", [("north", "south"), ("north", "south", "east")])
def test_12_4_offers_are_told_from_ones_own_last_by_their_worth_to_oneself(
    seats: tuple[str, ...],
) -> None:
    played = game(seats=dict.fromkeys(seats, "envoy"))
    others = [f"{side}: pass" for side in seats[1:]]
    for package in (LOW, HIGH, HIGH):
        for decision in (f"north: {package}", *others):
            do(played, decision)
    own = [each for each in occasions(played) if each.startswith("north")]
    # What is better for north takes four points from the south: a hold would be untrue.
    assert own == ["north offer", *["north hold"] * (len(seats) - 1)]
    played = game(seats=dict.fromkeys(seats, "envoy"))
    for package in (HIGH, LOW):
        for decision in (f"north: {package}", *others):
            do(played, decision)
    own = [each for each in occasions(played) if each.startswith("north")]
    assert own == ["north offer", "north give"]


def test_12_4_of_three_a_party_reads_no_words_with_an_offer_that_takes_from_it() -> None:
    sides = ("north", "south", "east")
    played = game(seats=dict.fromkeys(sides, "envoy"))
    for package in (LOW, HIGH):
        for decision in (f"north: {package}", "south: pass", "east: pass"):
            do(played, decision)
    assert "north hold" in occasions(played), "it is worth more to North, and less to the others"
    for side in ("south", "east"):
        read = occasions(played, side)
        assert [each for each in read if each.startswith("north")] == ["north offer"]
        assert not any(each.not_for for each in said(played, side))
    hot_seat = HotSeat(played, {"north": "envoy", "south": ME, "east": ME})
    assert Negotiator(hot_seat, "south").words_of_others() == ""
    for decision in (f"north: {LOW}", "south: pass", "east: pass"):
        do(played, decision)
    assert "north give" in occasions(played, "south"), "they have more again"


def test_12_4_anothers_offer_between_changes_nothing() -> None:
    played = game(f"north: {HIGH}", f"south: {LOW}", f"north: {LOW}")
    assert occasions(played) == ["north offer", "south offer", "north give"]


def test_12_4_without_texts_of_their_own_giving_and_holding_are_offers() -> None:
    short = VOICE.replace("      give: [G0, G1]\n      hold: [H0, H1]\n", "")
    assert short != VOICE
    played = Game(tiny.rules(_text(short)), 1)
    give_voices(played, {"north": "envoy", "south": "mute"})
    for decision in (f"north: {HIGH}", "south: pass", f"north: {LOW}", "south: pass"):
        do(played, decision)
    assert occasions(played) == ["north offer", "north offer"]
    first, second = said(played)
    assert first.text != second.text


def _text(voice: str) -> str:
    both = TALKS.replace("PARTIES", "north, south")
    for word, n in (("WORTHS_LOW", 1), ("WORTHS_HIGH", 5)):
        both = both.replace(word, f"north: {n}, south: {6 - n}")
    return both + voice


def test_12_4_it_speaks_when_it_accepts_walks_and_says_nothing_at_a_table() -> None:
    assert occasions(game(f"north: {LOW}", "south: accept")) == ["north offer", "south accept"]
    assert occasions(game("north: pass")) == ["north pass"]
    assert occasions(game("north: walk")) == ["north walk"]


def test_12_4_a_pass_is_spoken_of_where_nothing_was_picked() -> None:
    text = _text(VOICE).replace("order: alternate}", "order: alternate, picks: 2}")
    assert text != _text(VOICE)
    for first, expected in (("north: pass", ["north pass"]), ("north: cool", [])):
        played = Game(tiny.rules(text), 1)
        give_voices(played, {"north": "envoy", "south": "mute"})
        for decision in ("north: walk", first):
            do(played, decision)
        if first == "north: cool":
            for decision in ("south: cool", "north: pass"):
                do(played, decision)
        assert occasions(played)[1:] == expected


def test_12_4_statements_are_heard_when_all_have_made_theirs() -> None:
    played = game("north: walk", "north: cool", "south: cool", "north: praise")
    assert occasions(played) == ["north walk"]
    do(played, "south: praise")
    assert occasions(played)[1:] == ["north statement", "south statement"]


def test_12_4_a_promise_is_given_by_ones_own_action_or_an_agreement() -> None:
    assert occasions(game("north: walk", "north: swear"))[1:] == ["north promise"]
    # South's action binds north, and so does an inject: north has given no word.
    assert occasions(game("north: walk", "north: cool", "south: swear"))[1:] == []
    assert occasions(game("facilitator: inject plea")) == []
    played = game(f"north: {HIGH}", "south: accept")
    assert occasions(played) == ["north offer", "south accept", "north promise"]


def test_12_4_a_broken_promise_is_spoken_of_at_the_end_of_the_turn() -> None:
    played = game("north: walk", "north: swear", "south: cool", "north: praise", "south: praise")
    assert "north break" not in occasions(played)
    for decision in ("north: cool", "south: cool", "north: praise", "south: praise"):
        do(played, decision)
    assert occasions(played)[-1] == "north break"


def test_12_4_a_text_is_drawn_at_a_site_of_its_own_and_none_twice_running() -> None:
    played = game("north: pass", "south: pass", "north: pass", "south: pass", "north: pass")
    numbers = [each.number for each in said(played) if each.side == "north"]
    seed = own_seed(1)
    first = draw(seed, 1, site("voice/north"), 0) % 2
    assert numbers == [first, 1 - first, first]
    offers = said(game(f"north: {LOW}"))
    assert offers[0].number == draw(seed, 1, site("voice/north"), 0) % 3


def test_12_4_of_three_texts_the_last_one_is_left_out_of_the_draw() -> None:
    voice = VOICE.replace("pass: [P0, P1]", "pass: [P0, P1, P2, P3]")
    for start in range(12):
        played = Game(tiny.rules(_text(voice)), start)
        give_voices(played, {"north": "envoy", "south": "mute"})
        for decision in ("north: pass", "south: pass", "north: pass", "south: pass"):
            do(played, decision)
        one, two = (each.number for each in said(played))
        left = [n for n in range(4) if n != one]
        assert two == left[draw(own_seed(start), 2, site("voice/north"), 0) % 3]


def test_12_4_where_no_other_text_is_left_it_says_nothing() -> None:
    voice = VOICE.replace("pass: [P0, P1]", "pass: P0")
    played = Game(tiny.rules(_text(voice)), 1)
    give_voices(played, {"north": "envoy", "south": "mute"})
    for decision in ("north: pass", "south: pass", "north: pass", "south: pass", f"north: {LOW}"):
        do(played, decision)
    assert occasions(played) == ["north pass", "north offer"]
    do(played, "south: pass")
    do(played, "north: cool")
    assert occasions(played) == ["north pass", "north offer"]


def test_12_4_two_promises_at_once_are_given_in_two_ways_or_in_one_breath() -> None:
    both = _text(VOICE).replace(
        "effects: {promise: vow}", "effects: [{promise: vow}, {promise: oath}]"
    )
    for written, count in (("promise: Y0", 1), ("promise: [Y0, Y1]", 2)):
        played = Game(tiny.rules(both.replace("promise: Y0", written)), 1)
        give_voices(played, {"north": "envoy", "south": "mute"})
        for decision in (f"north: {HIGH}", "south: accept"):
            do(played, decision)
        words = [each.text for each in said(played) if each.occasion == "promise"]
        assert len(set(words)) == len(words) == count


def test_12_4_new_luck_changes_no_words() -> None:
    played = game("north: pass")
    before = said(played)
    for seed in range(2, 12):
        played.do(Rewind(0, seed))
        do(played, "north: pass")
        assert said(played) == before


def test_12_4_words_are_read_by_those_who_read_the_entry() -> None:
    sides = tiny.sides("north", "south", "east")
    text = _text(VOICE).replace("cool: {side: [north, south]", "cool: {side: [north, south, east]")
    played = Game(tiny.rules(text + sides), 1)
    give_voices(played, {"north": "envoy", "south": "envoy", "east": "envoy"})
    do(played, f"north: {LOW}")
    for reader, texts in (("south", 1), ("east", 0), ("public", 0), ("facilitator", 1)):
        assert len(said(played, reader)) == texts, reader


def test_12_4_people_mutes_and_other_bots_say_nothing() -> None:
    seats = {"north": ME, "south": "mute"}
    assert said(game(f"north: {LOW}", "south: accept", seats=seats)) == []
    seats = {"north": "uniform", "south": "expert"}
    assert said(game(f"north: {LOW}", "south: accept", seats=seats)) == []


def test_12_4_the_record_says_the_same_again_also_after_steps_back() -> None:
    played = game("north: pass", "south: pass", f"north: {HIGH}", f"south: {LOW}")
    before = said(played)
    again = Game(played.rules, 1)
    for line in played.lines:
        again.do(line.action)
    give_voices(again, {"north": "envoy", "south": "envoy"})
    assert said(again) == before
    assert again.moments == played.moments
    played.do(Rewind(2))
    assert said(played) == before[:2]
    do(played, f"north: {HIGH}")
    assert said(played) == before[:3]


def test_12_4_a_voice_changes_no_decision_and_no_digest() -> None:
    rules, quiet = tiny.rules(_text(VOICE)), tiny.rules(_text("personas: {envoy: {name: E}}\n"))
    games = []
    for each in (rules, quiet):
        played = Game(each, 5)
        seats = {"north": "envoy", "south": "envoy"}
        give_voices(played, seats)
        play(played, make_bots(each, seats, 5), {})
        games.append(([str(line.action) for line in played.lines], digest(each, played.state)))
    assert games[0] == games[1]


def test_a_hot_seat_and_its_timeline_show_what_was_said() -> None:
    played = Game(tiny.rules(_text(VOICE)), 1)
    hot_seat = HotSeat(played, {"north": "envoy", "south": ME})
    do(played, f"north: {LOW}")
    text = said(played)[0].text
    line = Timeline(hot_seat.words, played, "south").line(1)
    assert line.quotation == f"North: “{text}”"
    entries = [entry for _, batch in hot_seat.record("south") for entry in batch]
    assert f"North: “{text}”" in hot_seat.words.entries(entries)
    assert f"North: “{text}”" not in hot_seat.words.entry(entries[-1])


def test_a_game_told_in_another_language_says_the_same_texts() -> None:
    voice = VOICE
    for letter in "OGHAPS":
        for n in range(3):
            voice = voice.replace(f"{letter}{n}", f"autre {letter}{n}")
    played = game(f"north: {HIGH}", f"south: {LOW}", "north: pass")
    before = [(each.occasion, each.number) for each in said(played)]
    other = tiny.rules(_text(voice))
    played.use_rules(other)
    assert [(each.occasion, each.number) for each in said(played)] == before
    assert all(each.text.startswith("autre ") for each in said(played))


# Where it is shown


def over(*decisions: str) -> tuple[Debrief, Game]:
    """A game that is over after these decisions, looked back at, and the game."""
    played = game(*decisions, "facilitator: end")
    words = Wording(played.rules.scenario, ENGLISH)
    return Debrief(played, words, {"north": "envoy", "south": "envoy"}), played


def test_the_debrief_tells_what_was_said_with_a_decision_and_not_what_followed() -> None:
    debrief, played = over(f"north: {HIGH}", "south: accept")
    offer, accepted = debrief.decisions
    first, second, third = (f"“{each.text}”" for each in said(played))
    assert decision_quotation(debrief.words, offer) == f"North: {first}"
    assert decision_quotation(debrief.words, accepted) == f"South: {second}"
    assert consequence_sentences(debrief.words, offer) == []
    followed = consequence_sentences(debrief.words, accepted)
    assert [sentence for sentence in followed if "“" in sentence] == [f"North: {third}"]


def test_the_report_quotes_bots() -> None:
    debrief, played = over(f"north: {HIGH}", "south: accept")
    page = report(debrief)
    for quotation in said(played):
        assert page.count(f"“{quotation.text}”") == 1


def test_a_decision_without_words_shows_none() -> None:
    debrief, _ = over("north: walk", "north: cool")
    assert decision_quotation(debrief.words, debrief.decisions[1]) == ""


def test_the_table_shows_what_was_said_with_the_offer_that_stands() -> None:
    seats = {"north": "envoy", "south": ME}
    played = game(f"north: {HIGH}", seats=seats)
    hot_seat = HotSeat(played, seats)
    negotiator = Negotiator(hot_seat, "south")
    assert negotiator.words_of_others() == f"North: “{said(played)[0].text}”"
    assert negotiator.words_of_others() in [str(line) for line in standing(negotiator)]
    assert Negotiator(hot_seat, "north").words_of_others() == ""
    do(played, f"south: {LOW}")
    assert Negotiator(hot_seat, "north").words_of_others() == ""
    do(played, "north: pass")
    assert Negotiator(hot_seat, "south").words_of_others() == ""


def test_the_news_of_an_agreement_quote_those_who_accepted() -> None:
    seats = {"north": ME, "south": "envoy"}
    played = game(f"north: {HIGH}", "south: accept", seats=seats)
    page = pact_page(HotSeat(played, seats), "north", "pact")
    assert page.paragraphs == (f"South: “{said(played)[0].text}”",)


def test_the_news_of_a_walk_quote_it() -> None:
    seats = {"north": "envoy", "south": ME}
    page = pact_page(HotSeat(game("north: walk", seats=seats), seats), "south", "pact")
    assert page.paragraphs == ("North: “W0”",)


def test_bots_that_play_alone_are_quoted_in_the_terminal() -> None:
    out = io.StringIO()
    rules = tiny.rules(_text(VOICE))
    seats = {"north": "envoy", "south": "envoy"}
    played = Game(rules, 1)
    play_auto(played, seats, Console(io.StringIO(), out), Wording(rules.scenario))
    assert said(played)
    for quotation in said(played):
        speaker = quotation.side.capitalize()
        assert f"{speaker}: “{quotation.text}”" in out.getvalue()
