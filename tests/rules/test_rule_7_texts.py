"""Rule 7.6: what stands in the braces of texts."""

from pathlib import Path

import pytest
from attrs import evolve
from tiny import Game, told

from game.authoring.load import load
from game.engine.core import begin, step
from game.engine.digest import digest
from game.engine.telling import figures_of
from game.model.braces import braces, fill_braces
from game.model.decisions import PUBLIC, read_decision
from game.model.frozen import FrozenMap
from game.model.log_events import GameEnded, InjectFired, TextSaid, VoteCounted
from game.model.play import Accepted
from game.presenter.said.ending import ending_of
from game.rules.compile import compile_rules
from game.words.language import language
from game.words.wording import Wording

COUNCIL = Path(__file__).resolve().parents[1] / "scenarios" / "council.yaml"
TELLING = """
values: {half: trust // 2}
tracks:
  trust: {start: 50, range: [0, 100]}
  south_purse: {start: 5, range: [0, 9], seen_by: [south]}
  mood: {start: 1, levels: {grim: grim, fair: fair}}
actions:
  tell:
    side: north
    menu: deeds
    name: Tell
    effects:
      - {trust: +3, say: "Trust {trust}, half {half}; {{as is}, mood {mood}."}
      - {say: "You have {south_purse}.", to: south}
      - {fire: news}
injects: {news: {text: "Trust was {trust}.", effects: {trust: +4}}}
outcomes: {calm: {name: Calm, text: "It ends at {trust}."}}
"""


def test_7_6_a_text_keeps_the_values_of_its_moment() -> None:
    game = Game(TELLING)
    game.play("north: tell")
    events = [entry.event for entry in game.entries]
    text = "Trust {trust}, half {half}; {{as is}, mood {mood}."
    figures = FrozenMap({"trust": "53", "half": "26", "mood": "1"})
    assert TextSaid(text, figures) in events
    assert InjectFired("news", FrozenMap({"trust": "53"})) in events
    words = Wording(game.rules.scenario)
    assert words.entry(next(e for e in game.entries if e.event == TextSaid(text, figures))) == (
        "Trust 53, half 26; {as is}, mood fair."
    )
    assert words.fill("Trust {trust}.", None) == "Trust [Trust]."


def test_7_6_an_outcome_tells_its_values_at_the_end() -> None:
    game = Game(TELLING).rest(3)
    assert game.view(PUBLIC).outcome == "calm"
    assert game.entries[-1].event == GameEnded("calm", FrozenMap({"trust": "50"}))
    ending = ending_of(Wording(game.rules.scenario), game.view("south"), game.entries)
    assert ending is not None
    assert ending.paragraphs == ("It ends at 50.",)
    assert Game(TELLING).view(PUBLIC).aftermath is None


def test_7_6_a_vote_is_told_by_its_sums_and_on_later_turns_in_per_cent() -> None:
    rules = compile_rules(load(COUNCIL))
    accepted = begin(rules, 1)
    words = Wording(rules.scenario)
    assert words.fill("{finding}", figures_of(rules, accepted.state, "{finding}")) == "no vote yet"
    moves = (
        *("berlin: persuade", "paris: complain", "budapest: pass"),
        *("berlin: answer for", "paris: answer for", "budapest: answer against"),
    )
    said = []
    for text in moves:
        decision = read_decision(text)
        assert decision is not None
        answer = step(rules, accepted.state, decision)
        assert isinstance(answer, Accepted)
        accepted = answer
        counted = [e.event for e in answer.entries if isinstance(e.event, VoteCounted)]
        said += [(each.weights, each.whole) for each in counted]
    weights, whole = said[0]
    assert weights is not None
    assert whole is not None
    shares = ", ".join(f"{id} {weights[id]}/{whole[id]}" for id in weights)
    kept = FrozenMap({"finding": shares})
    assert kept["finding"] == "states 4/27, people 197908/450383"
    assert words.fill("{finding}", kept) == "4 of 27 states, 43.9% of the people"
    # The ballots are known until the end of the turn.
    later = figures_of(rules, accepted.state, "Then {finding}.")
    assert words.fill("Then {finding}.", later) == "Then 14% of states, 43% of the people."


def test_7_6_no_text_changes_a_state() -> None:
    """What a text alone asks of a named value has no number in the state (rule 9.5)."""
    asks = """
values: {asked: answered(news.yes)}
injects:
  news: {at: 1, text: "%s", ask: north, answers: {yes: {}, no: {}}}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}, news: {kind: injects}}
stages: {main: {phases: [news, deeds]}}
"""
    plain, told_of = Game(asks % "News."), Game(asks % "News, {asked}.")
    for game in (plain, told_of):
        game.play("north: answer yes")
    assert digest(plain.rules, plain.state) == digest(told_of.rules, told_of.state)
    assert figures_of(told_of.rules, told_of.state, "{asked}") == FrozenMap({"asked": "1"})


@pytest.mark.parametrize(
    ("effects", "code"),
    [
        ('{say: "{south_purse}"}', "error hidden-brace actions.tell.effects.say"),
        ('{say: "{south_purse}", to: [north, south]}', "error hidden-brace"),
        ('{say: "{rich}"}', "error hidden-brace"),
        ('{say: "{nobody}"}', "error unknown-brace"),
        ('{say: "{north}"}', "error unknown-brace"),
        ('{say: "{trust"}', "error unknown-brace"),
        ('{say: "{rich} {south_purse}", to: south}', ""),
        ('{say: "{{nobody} } {{"}', ""),
    ],
)
def test_7_6_braces_name_what_all_readers_see(effects: str, code: str) -> None:
    text = f"""
values: {{rich: south_purse > 5}}
actions: {{tell: {{side: north, menu: deeds, name: Tell, effects: {effects}}}}}
"""
    problems = told(text)
    assert [each[: len(code)] for each in problems] == ([code] if code else [])


def test_7_6_a_secret_inject_is_read_by_those_who_know_of_it() -> None:
    text = """
values: {{sent: "fired(note)"}}
injects: {{note: {{{seen_by} text: "{{south_purse}} left.", effects: {{say: "{{sent}} sent."}}}}}}
opening: {{fire: note}}
"""
    code = "error hidden-brace injects.note.text"
    assert [each[: len(code)] for each in told(text.format(seen_by=""))] == [code]
    assert told(text.format(seen_by="seen_by: [south],")) == []
    leak = text.format(seen_by="seen_by: [south],").replace("sent.", 'sent.", to: "north')
    assert [each[:40] for each in told(leak)] == ["error hidden-brace injects.note.effects."]
    game = Game(text.format(seen_by="seen_by: [south],"))
    event = InjectFired("note", FrozenMap({"south_purse": "5"}))
    knows = {who: event in [e.event for e in game.heard(who)] for who in ("north", "south")}
    assert knows == {"north": False, "south": True}


def test_braces_are_found_and_filled() -> None:
    text = "{{a} {b} { c } {d"
    assert [*braces(text)] == [("b", 5), ("c", 9), ("{d", 15)]
    assert fill_braces(text, lambda name: None if name == "{d" else name.upper()) == "{a} B C {d"


def test_per_cents_have_the_comma_of_the_language() -> None:
    scenario = evolve(load(COUNCIL), language="fr")
    words = Wording(scenario, language("fr"))
    said = words.fill("{finding}", FrozenMap({"finding": "states 4/27, people 197908/450383"}))
    assert said == "4 sur 27 (states), 43,9\u00a0% (the people)"
