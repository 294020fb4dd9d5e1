"""What the game says in English: conditions, effects, costs, entries, refusals."""

from string import Formatter
from typing import Any, get_args

import pytest
import tiny

from game.engine.legal import legal
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.effects import Effects
from game.model.entries import Cause, Entry, EntryCode
from game.model.frozen import FrozenMap
from game.model.log_events import LogEvent
from game.model.refusals import Detail, Refusal, RefusalCode
from game.rules.expressions import parse
from game.rules.places import Spot, spot
from game.words.english.engine import SENTENCES
from game.words.english.terminal import TERMINAL
from game.words.language import ENGLISH, language
from game.words.naming import Naming
from game.words.sentences import signed, spans
from game.words.wording import Wording

TEXT = """
situation: >-
  It is the year of the long winter, when escalation was cheap and unity was dear. In Brussels they
  say so too.
calendar: [Monday, Tuesday, Wednesday]
settings:
  bite: {value: 2, range: [0, 6]}
values:
  rally: 4 if unity < 70 else 1
  both: chose(north.warm) >= 1 and chose(south.warm) >= 1
sides:
  north: {name: The North, brief: You are north., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
deals:
  aim: {to: [north], cards: {grain: {name: The grain}, wood: {name: The wood}}}
tracks:
  trust: {name: Trust, start: 37, range: [0, 100]}
  escalation: {name: Escalation, start: 4, range: [0, 10]}
  unity: {name: Unity of the many, start: 65, range: [0, 100]}
  mood: {name: Brussels mood, start: 5, range: [0, 10]}
  purse: {name: Northern purse, start: 5, range: [0, 9], seen_by: [north]}
  secret: {start: 7, range: [0, 100], seen_by: []}
  order:
    {name: The order, levels: {kept: Kept, eased: Eased, suspended: Suspended, gone: Gone}}
stages: {main: {name: Summit, phases: [deeds, talks]}, other: {name: Frost, phases: [deeds]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: together}
  talks: {kind: table, table: pact}
  news: {kind: injects}
tags: {hostile: {name: Hostile, effects: {escalation: +1}}}
actions:
  warm:
    {side: [north, south], menu: deeds, name: A warm word, effects: {trust: +3}}
  cold:
    side: north
    menu: deeds
    name: A cold word
    when: escalation < 8 and order >= suspended
    cost: {purse: 2}
    limit: 2
    tags: [hostile]
    effects: [{trust: -3, unity: "+ rally", secret: -4}]
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 3
    open: true
    issues:
      licence:
        name: Licence
        weight: {north: 10, south: 10}
        options:
          none: {name: None, value: {north: 0, south: 0}}
          some: {name: A few, value: {north: 50, south: 50}, when: trust >= 35}
          more: {name: More, value: {north: 80, south: 80}}
          all: {name: All of them, value: {north: 100, south: 100}, needs: {north: purse >= 8}}
    rules: [licence < all or trust >= 90]
promises:
  calm: {by: north, turns: 2, name: No new walls, broken: count(north.hostile) >= 1}
projects: {mine: {name: The mine, takes: 4}}
injects:
  storm: {name: A storm, class: weather, effects: {trust: -1}}
  visit: {name: A visit, ask: north, answers: {accept: {name: Open the door}, decline: {}}}
outcomes: {calm: {name: Calm}}
"""


@pytest.fixture(scope="module")
def words() -> Wording:
    return Wording(tiny.scenario(TEXT + "opening: {trust: +0}\n"))


def condition(text: str) -> str:
    scenario = tiny.scenario(f"{TEXT}each_turn: {{when: {text!r}, then: {{trust: +1}}}}\n")
    (step,) = scenario.each_turn
    return Wording(scenario).condition(step.test)  # type: ignore[union-attr]


def effects(yaml: str, who: str = FACILITATOR) -> str:
    scenario = tiny.scenario(f"{TEXT}each_turn:\n{yaml}\n")
    steps: Effects = scenario.each_turn
    return Wording(scenario).effects(steps, who)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("escalation < 8", "escalation below 8"),
        ("escalation >= 8", "escalation at 8 or more"),
        ("8 > escalation", "escalation below 8"),
        ("trust == 3", "trust at 3"),
        ("not trust == 3", "trust at anything but 3"),
        ("trust", "trust at anything but 0"),
        ("trust > bite + 3", "trust above 5"),
        ("3 <= trust <= 5", "trust at 3 or more and trust at 5 or less"),
        ("trust > unity", "trust above unity of the many"),
        ("trust + 1 > 2 * (unity - 3)", "trust + 1 above 2 × (unity of the many − 3)"),
        ("order >= suspended", "the order “Suspended” or “Gone”"),
        ("order >= eased", "the order “Eased” or higher"),
        ("order <= suspended", "the order “Suspended” or lower"),
        ("order != kept", "the order “Eased”, “Suspended” or “Gone”"),
        ("turn > 1", "turn 2 or later"),
        ("used(cold)", "“A cold word” taken before"),
        ("used(cold) == 0", "“A cold word” not yet taken"),
        ("used(cold) >= 2", "“A cold word” taken 2 times or more"),
        ("chose(south.warm) < 1", "“A warm word” not taken by South this turn"),
        ("count(hostile) >= 1", "an action marked “Hostile” this turn"),
        ("count(north.hostile) == 0", "no action marked “Hostile” by the North this turn"),
        ("fired(storm) == 0", "no event “A storm” before"),
        ("answered(visit.accept)", "the answer “Open the door” given before"),
        ("answered(visit.accept) == 0", "the answer “Open the door” not yet given"),
        ("answered(visit.accept, north) >= 1",
         "the answer “Open the door” given by the North before"),
        ("not answered(visit.accept, north)",
         "the answer “Open the door” not yet given by the North"),
        ("used(cold) <= 1", "“A cold word” taken at most once"),
        ("used(cold) != 3", "“A cold word” taken not exactly 3 times"),
        ("chose(south.warm) == 2", "“A warm word” taken by South exactly 2 times this turn"),
        ("fired(storm) < 3", "the event “A storm” at most 2 times"),
        ("answered(visit.accept) > 2", "the answer “Open the door” given 3 times or more"),
        ("answered(visit.accept, north) >= 2",
         "the answer “Open the door” given by the North 2 times or more"),
        ("dealt(aim.grain)", "the card “The grain”"),
        ("not dealt(aim.grain)", "any card but “The grain”"),
        ("stage(other)", "the stage “Frost”"),
        ("promised(calm)", "the promise “No new walls” in force"),
        ("promised(calm) >= 2", "the promise “No new walls” in force for at least 2 more turns"),
        ("promised(calm) <= 1",
         "the promise “No new walls” in force for at most 1 more turn, or not in force"),
        ("left(mine)", "“The mine” under way"),
        ("left(mine) == 0", "“The mine” not under way"),
        ("left(mine) >= 2", "at least 2 more turns to go until “The mine” is done"),
        ("left(mine) > 2", "at least 3 more turns to go until “The mine” is done"),
        ("left(mine) == 1", "exactly 1 more turn to go until “The mine” is done"),
        ("left(mine) < 3",
         "at most 2 more turns to go until “The mine” is done, or “The mine” not under way"),
        ("left(mine) != 2",
         "not exactly 2 more turns to go until “The mine” is done, or “The mine” not under way"),
        ("trust < 3 and left(mine) < 2",
         "trust below 3 and (at most 1 more turn to go until “The mine” is done, "
         "or “The mine” not under way)"),
        ("2 * left(mine) > trust", "2 × turns until “The mine” is done above trust"),
        ("agreed(pact)", "the pact agreed"),
        ("not agreed(pact)", "the pact not agreed"),
        ("pact.licence >= more", "“Licence” agreed at “More” or “All of them”"),
        ("pact.licence >= none", "the pact agreed"),
        ("pact.licence <= none", "“Licence” agreed at “None”, or nothing agreed"),
        (
            "both",
            "“A warm word” taken by the North this turn and “A warm word” taken by South this turn",
        ),
        ("chose(north.warm) + chose(north.cold) == 0",
         "“A warm word” not taken by the North this turn and "
         "“A cold word” not taken by the North this turn"),
        ("trust < 3 and (unity < 4 or mood < 5)",
         "trust below 3 and (unity of the many below 4 or Brussels mood below 5)"),
        ("not (trust < 3 or agreed(pact))", "trust at 3 or more and the pact not agreed"),
    ],
)  # fmt: skip
def test_a_condition_is_a_phrase_that_stands_after_needs(text: str, said: str) -> None:
    assert condition(text) == said


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("  {trust: -3, escalation: +1}", "Trust −3, escalation +1."),
        ("  {order: +1}", "The order +1 step."),
        ('  {order: "= gone"}', "The order becomes “Gone”."),
        ('  {trust: "= 50"}', "Trust becomes 50."),
        ('  {trust: "- bite"}', "Trust −2."),
        ('  {unity: "+ rally"}',
         "Unity of the many +4 with unity of the many below 70, otherwise +1."),
        ('  {unity: "- (3 if trust < 2 else 0)"}', "Unity of the many −3 with trust below 2."),
        ('  {trust: "+ (unity - 10) // 4"}', "Trust + (unity of the many − 10) ÷ 4."),
        ('  {trust: "+ max(0, unity - 10) + 1"}',
         "Trust + ((the greatest of 0 and unity of the many − 10) + 1)."),
        ("  - {when: trust < 3, then: {unity: +1}, else: {unity: -1}}\n  - {escalation: +1}",
         "Escalation +1. With trust below 3: unity of the many +1; otherwise: "
         "unity of the many −1."),
        ("  {when: trust < 3, then: [], else: {unity: -1}}",
         "With trust at 3 or more: unity of the many −1."),
        ("  {chance: 35, then: {trust: -7}}", "With a chance of 35 %: trust −7."),
        ("  {chance: trust + 1, then: {mood: +1}, else: {mood: -1}}",
         "With a chance of (trust + 1) %: Brussels mood +1; otherwise: Brussels mood −1."),
        ("  {one_of: [{weight: 3, then: {trust: +1}}, {weight: 1, then: {trust: -1}}]}",
         "By chance, one of: trust +1 (75 %); trust −1 (25 %)."),
        ("  {after: 2, then: {trust: +1}}", "In 2 turns: trust +1."),
        ("  {after: 1, then: {trust: +1}}", "Next turn: trust +1."),
        ("  [{open: pact}, {lapse: pact}]", "Opens the pact, ends the agreement on the pact."),
        ("  {promise: calm}", "The North promises “No new walls” for 2 turns."),
        ("  {reveal: purse, to: [south]}", "Shows Northern purse to South."),
        ("  {reveal: purse}", "Shows Northern purse to all."),
        ("  {end: calm}", "Ends the game."),
        ("  {say: Nothing to see.}", ""),
    ],
)  # fmt: skip
def test_effects_are_told_in_sentences(yaml: str, said: str) -> None:
    assert effects(yaml) == said


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("  {secret: -4, trust: +1}", "Trust +1."),
        ("  {secret: -4}", ""),
        ("  {purse: +1}", ""),
        ("  {when: secret < 3, then: {trust: +1}}", "Perhaps trust +1."),
        ("  {when: purse < 3, then: {trust: +1}, else: {trust: -1}}",
         "Either trust +1, or trust −1."),
        ("  {when: dealt(aim.grain), then: {trust: +1}}", "Perhaps trust +1."),
        ("  {chance: purse, then: {trust: +1}}", "Perhaps trust +1."),
        ('  {trust: "- (3 if purse <= 2 else 0)"}', "Trust −3 to ±0."),
        ('  {trust: "+ secret"}', "Trust may change."),
        ("  {reveal: purse, to: [north]}", ""),
    ],
)  # fmt: skip
def test_7_2_effects_tell_a_side_nothing_of_what_it_cannot_see(yaml: str, said: str) -> None:
    assert effects(yaml, "south") == said
    assert effects(yaml, PUBLIC) == said


def test_a_package_from_outside_is_named_with_its_table_where_there_are_several() -> None:
    propose = "  {propose: {table: pact, package: {licence: some}}}"
    assert effects(propose) == "Puts a package on the table: Licence: A few."
    second = """  second:
    between: [north, south]
    rounds: 1
    open: true
    issues: {tea: {options: {green: {worth: {north: 1, south: 1}}}}}
promises:
"""
    two = TEXT.replace("promises:\n", second, 1)
    words = Wording(tiny.scenario(f"{two}each_turn:\n{propose}\n"))
    told = words.effects(words.scenario.each_turn, "south")
    assert told == "Puts a package on the table for the pact: Licence: A few."


@pytest.mark.parametrize(
    ("yaml", "who", "said"),
    [
        ("  - {from: 1, effects: {trust: +1}}", "south", "From turn 1 on: trust +1."),
        ("  - {from: 3, effects: [{trust: +1}, {fire: storm}]}", "south",
         "From turn 3 on: trust +1, something else follows."),
        ("  - {effects: {trust: +1}}", "south", "Trust +1."),
        ("  - {from: 2, when: trust > 9, effects: {trust: +1}}", "south",
         "With trust above 9: trust +1."),
        ("  - {from: 4, when: trust > 9, effects: {trust: +1}}", "south",
         "From turn 4 on: with trust above 9: trust +1."),
        ("  - {from: 4, when: secret > 9, effects: {trust: +1}}", "south",
         "From turn 4 on: perhaps trust +1."),
        ("  - {from: 4, effects: {secret: +1}}", "south", ""),
        ("  - {from: 4, effects: {secret: +1}}", FACILITATOR, "From turn 4 on: secret +1."),
    ],
)  # fmt: skip
def test_parts_of_each_turn_say_when_they_begin(yaml: str, who: str, said: str) -> None:
    assert effects(yaml, who) == said


def test_an_action_is_told_with_what_its_tags_bring(words: Wording) -> None:
    told = words.action("cold", "north")
    assert told == (
        "Trust −3, escalation +1. Unity of the many +4 with unity of the many below 70, "
        "otherwise +1."
    )


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ('{trust: "- (8 - 2 * used(cold))"}',
         "Trust − (6 − 2 × times that “A cold word” was taken)"),
        ('{trust: "+ max(0, 4 - used(cold))"}',
         "Trust + (the greatest of 0 and 3 − times that “A cold word” was taken)"),
        ('{trust: "+ used(cold)"}', "Trust + (times that “A cold word” was taken + 1)"),
        ("{when: used(cold) == 1, then: {trust: +2}, else: {trust: +1}}",
         "With “A cold word” not yet taken: trust +2; otherwise: trust +1"),
        ("{when: used(warm) == 1, then: {trust: +2}}",
         "With “A warm word” taken exactly once: trust +2"),
    ],
)  # fmt: skip
def test_1_5_an_action_that_counts_itself_is_told_by_how_often_it_was_taken_before(
    effects: str, said: str
) -> None:
    own = TEXT.replace('[{trust: -3, unity: "+ rally", secret: -4}]', f"[{effects}]")
    assert own != TEXT
    told = Wording(tiny.scenario(own)).action("cold", "north")
    assert told == f"{said}. Escalation +1." or told == f"Escalation +1. {said}.", told


def test_a_cost_and_a_condition_are_sentences(words: Wording) -> None:
    cold = words.scenario.actions["cold"]
    place = spot(words.scenario, ("actions", "cold", "when"))
    assert words.cost(cold.cost) == "Costs 2 of Northern purse."
    assert words.cost(FrozenMap()) == ""
    assert words.needs(cold.when, place) == (
        "Needs escalation below 8 and (the order “Suspended” or “Gone”)."
    )
    assert words.needs(None) == ""


def test_a_rule_of_a_table_names_issues_and_options(words: Wording) -> None:
    (rule,) = words.scenario.tables["pact"].rules
    assert words.condition(rule, spot(words.scenario, ("tables", "pact", "rules", 0))) == (
        "“Licence” at “More” or an earlier option, or trust at 90 or more"
    )


def test_a_debrief_can_read_scores_and_the_ending(words: Wording) -> None:
    place = Spot(scores=True)
    assert words.condition(parse("score(north) > 60"), place) == "the score of the North above 60"
    assert words.condition(parse("ended(calm)"), place) == "the ending “Calm”"
    assert words.condition(parse("not ended(calm)"), place) == "any ending but “Calm”"


def entry(code: EntryCode, cause: Cause | None = None, **values: Any) -> Entry:
    (event,) = (event for event in get_args(LogEvent) if event.code == code)
    return Entry(event(**values), None, cause)


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (entry("turn", turn=2), "Turn 2: Tuesday."),
        (entry("stage", stage="other"), "A new stage begins: Frost."),
        (entry("phase", phase="deeds"), "Deeds."),
        (entry("dealt", deal="aim", card="wood"), "Aim: The wood."),
        (entry("acted", side="north", action="cold"), "The North: A cold word."),
        (entry("undisclosed", side="south"), "South makes a secret move."),
        (entry("passed", side="south"), "South passes."),
        (entry("passed", side="south", table="pact"), "South says nothing."),
        (entry("paid", track="purse", asked=-2, got=-2, value=3),
         "Paid 2 of Northern purse; 3 left."),
        (entry("paid", track="purse", asked=-2, got=-1, value=0),
         "Paid only 1 of the 2 of Northern purse; 0 left."),
        (entry("changed", track="trust", asked=-3, got=-3, value=34), "Trust −3, now 34."),
        (entry("changed", track="order", asked=1, got=1, value=1), "The order now “Eased”."),
        (entry("changed", track="trust", asked=-12, got=-4, value=0),
         "Trust would have fallen by 12 and stopped at 0."),
        (entry("changed", track="trust", asked=5, got=0, value=100),
         "Trust still at 100."),
        (entry("changed", track="trust", asked=5, got=2, value=100),
         "Trust would have risen by 5 and stopped at 100."),
        (entry("said", text="So be it"), "So be it"),
        (entry("revealed", track="purse", value=4), "Shown: Northern purse at 4."),
        (entry("offered", table="pact", side="north", package=FrozenMap({"licence": "some"})),
         "The North offers: Licence: A few."),
        (entry("proposed", table="pact", package=FrozenMap({"licence": "more"})),
         "The pact, proposed from outside: Licence: More."),
        (entry("unproposed", table="pact", package=FrozenMap({"licence": "some"}),
               reason="option-when", issue="licence"),
         "The pact: a proposal from outside is not possible now (Licence: A few). "
         "“A few” needs trust at 35 or more."),
        (entry("unproposed", table="pact", package=FrozenMap({"licence": "all"}),
               reason="rule", rule=0),
         "The pact: a proposal from outside is not possible now (Licence: All of them). "
         "A package with “Licence” at “All of them” needs trust at 90 or more."),
        (entry("accepted", table="pact", side="south"), "South accepts."),
        (entry("agreed", table="pact", package=FrozenMap({"licence": "some"})),
         "The pact is agreed: Licence: A few."),
        (entry("walked", table="pact", side="south"), "South walks out."),
        (entry("collapsed", table="pact"), "The pact has collapsed."),
        (entry("expired", table="pact"),
         "The pact: the rounds are used up, without an agreement."),
        (entry("lapsed", table="pact"), "The pact: the agreement has lapsed."),
        (entry("opened", table="pact"), "The pact is open."),
        (entry("injected", inject="storm"), "News (weather): A storm."),
        (entry("injected", inject="visit"), "News: A visit."),
        (entry("asked", inject="visit", side="north"), "The North must answer."),
        (entry("answered", inject="visit", side="north", answer="accept"),
         "The North answers: Open the door."),
        (entry("promised", promise="calm", turns=2),
         "The North promises: No new walls, for 2 turns."),
        (entry("kept", promise="calm"), "The North has kept a promise: No new walls."),
        (entry("broken", promise="calm"), "The North has broken a promise: No new walls."),
        (entry("ended", outcome="calm"), "The game ends: Calm."),
    ],
)  # fmt: skip
def test_an_entry_is_a_sentence(happened: Entry, said: str, words: Wording) -> None:
    assert words.entry(happened) == said


def test_changes_for_one_reason_share_a_sentence_that_names_it_once(words: Wording) -> None:
    cold = Cause("action", "actions/cold", "north")
    hostile = Cause("tag", "tags/hostile")
    said = words.entries(
        [
            entry("acted", side="north", action="cold"),
            entry("paid", cold, track="purse", asked=-2, got=-2, value=3),
            entry("changed", cold, track="trust", asked=-3, got=-3, value=34),
            entry("changed", cold, track="unity", asked=4, got=4, value=69),
            entry("changed", hostile, track="escalation", asked=1, got=1, value=5),
            entry("changed", None, track="trust", asked=1, got=1, value=35),
            entry("changed", cold, track="trust", asked=-99, got=-35, value=0),
        ]
    )
    assert said == [
        "The North: A cold word.",
        "Paid 2 of Northern purse; 3 left.",
        "Trust −3, now 34; unity of the many +4, now 69.",
        "Hostile: escalation +1, now 5.",
        "Trust +1, now 35.",
        "A cold word: trust would have fallen by 99 and stopped at 0.",
    ]


@pytest.mark.parametrize(
    ("cause", "name"),
    [
        (Cause("action", "actions/cold", "north"), "A cold word"),
        (Cause("action", "actions/warm", "north"), "A warm word (the North)"),
        (Cause("tag", "tags/hostile"), "Hostile"),
        (Cause("inject", "injects/storm"), "A storm"),
        (Cause("answer", "injects/visit/answers/accept", "north"), "Open the door"),
        (Cause("table", "tables/pact/agreed"), "The pact"),
        (Cause("option", "tables/pact/issues/licence/options/some"), "A few"),
        (Cause("promise", "promises/calm"), "No new walls"),
        (Cause("stage", "stages/other"), "Frost"),
        (Cause("opening", "opening"), "The opening"),
        (Cause("each_turn", "each_turn"), "A new turn"),
        (Cause("facilitator", ""), "The facilitator"),
    ],
)
def test_a_cause_has_a_name(cause: Cause, name: str, words: Wording) -> None:
    assert words.cause(cause) == name


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("over", {}, "The game is over."),
        ("not-your-turn", {"side": "north"}, "It is not the North’s turn."),
        ("question-first", {"inject": "visit", "sides": ("north",)},
         "The North must answer first: “A visit”."),
        ("question-first", {"inject": "visit", "sides": ("south", "north")},
         "South and the North must answer first: “A visit”."),
        ("unknown-action", {"action": "sing"}, "There is no action “sing” here."),
        ("not-offered", {"action": "cold"}, "“A cold word” is not on offer now."),
        ("when", {"action": "cold"},
         "Needs escalation below 8 and (the order “Suspended” or “Gone”)."),
        ("cost", {"action": "cold", "track": "purse", "cost": 2},
         "Costs 2 of Northern purse, and not enough is left."),
        ("limit", {"action": "cold", "limit": 2},
         "Can be taken 2 times in a game, and has been."),
        ("limit", {"action": "cold", "limit": 1},
         "Can be taken once in a game, and has been."),
        ("cooldown", {"action": "cold", "turn": 3}, "Rests until turn 3."),
        ("cooldown", {"action": "cold", "turn": 99}, "Not again in this game."),
        ("option-when", {"issue": "licence", "option": "some"},
         "“A few” needs trust at 35 or more."),
        ("needs", {"issue": "licence", "option": "all"},
         "You can’t sign “All of them”: for you it needs Northern purse at 8 or more."),
        ("rule", {"rule": 0},
         "A package with “Licence” at “All of them” needs trust at 90 or more."),
        ("issue-missing", {"issue": "licence"}, "The package leaves “Licence” open."),
        ("unknown-issue", {"issue": "tea"}, "There is no issue “tea” on this table."),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence_with_the_reason(
    code: RefusalCode, values: dict[str, Detail], said: str, words: Wording
) -> None:
    assert words.refusal(Refusal(code, FrozenMap(values)), "north", "pact") == said


def test_7_2_a_refusal_does_not_name_the_action_of_another(words: Wording) -> None:
    refusal = Refusal("not-offered", FrozenMap({"action": "cold"}))
    assert words.refusal(refusal, "south") == "“cold” is not on offer now."
    assert words.refusal(refusal, FACILITATOR) == "“A cold word” is not on offer now."


def test_what_legal_refuses_is_worded_for_the_one_it_refuses(words: Wording) -> None:
    game = tiny.Game(TEXT)
    why = legal(game.rules, game.state, "north").refused["cold"]
    assert words.refusal(why, "north") == (
        "Needs escalation below 8 and (the order “Suspended” or “Gone”)."
    )


def test_a_name_loses_its_capital_only_where_the_author_writes_it_small(words: Wording) -> None:
    naming = Naming(words.scenario)
    assert naming.inside("Escalation") == "escalation"
    assert naming.inside("The order") == "the order"
    assert naming.inside("Brussels mood") == "Brussels mood"
    assert naming.inside("ASEAN") == "ASEAN"


def test_small_words_of_language() -> None:
    assert ENGLISH.listed(["a"]) == "a"
    assert ENGLISH.listed(["a", "b", "c"], "or") == "a, b or c"
    assert [signed(3), signed(-3), signed(0)] == ["+3", "−3", "±0"]
    assert [ENGLISH.counted("turns", n) for n in (1, 2)] == ["1 turn", "2 turns"]


def test_no_sentence_has_two_homes_and_each_can_be_filled() -> None:
    assert set(SENTENCES) & set(TERMINAL) == set()
    for message in (*SENTENCES.values(), *TERMINAL.values()):
        for sentence in (message,) if isinstance(message, str) else message:
            assert all(
                name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(sentence)
            )


def test_news_that_ask_end_as_their_name_does() -> None:
    asking = tiny.scenario(TEXT.replace("name: A storm", "name: Is it a storm?"))
    said = Wording(asking).entry(entry("injected", inject="storm"))
    assert said == "News (weather): Is it a storm?"


@pytest.mark.parametrize(
    ("stamp", "english", "french"),
    [
        ("2025-10-09", "9 October 2025", "9 octobre 2025"),
        ("2025-11-01", "1 November 2025", "1er novembre 2025"),
        ("2025-08", "August 2025", "août 2025"),
        ("2025", "2025", "2025"),
        ("2025-13-01", "2025-13-01", "2025-13-01"),
        ("2025-12-01T07:05:00", "1 December 2025, 7:05", "1er décembre 2025, 7 h 05"),
    ],
)
def test_dates_are_written_in_words(stamp: str, english: str, french: str) -> None:
    assert ENGLISH.date(stamp) == english
    assert language("fr").date(stamp).replace("\u00a0", " ") == french


def test_numbers_that_follow_each_other_are_a_span() -> None:
    assert spans([]) == []
    assert spans([1, 2, 4, 5, 6, 9]) == ["1", "2", "4–6", "9"]
    assert spans(range(1, 13)) == ["1–12"]


def test_a_vote_that_puts_itself_to_the_vote_again_is_told_once() -> None:
    text = """
weights: {two: {counts: {heads: Members}, members: {alder: {counts: {heads: 1}}}}}
bodies: {council: {weights: two, sides: {alder: north}, majorities: {most: {shares: {heads: 51}}}}}
injects:
  levy:
    once: false
    vote: {body: council, by: most, carried: {heat: +3}, lost: {after: 1, then: {fire: levy}}}
actions: {call: {side: north, menu: deeds, name: Call, effects: {fire: levy}}}
"""
    scenario = tiny.scenario(text)
    told = Wording(scenario).effects(scenario.actions["call"].effects, "north")
    assert told == (
        "Council votes; if it carries “Levy”: heat +3; otherwise next turn: council votes."
    )


@pytest.mark.parametrize(
    ("shown", "who", "said"),
    [
        ("{reveal: levy}", "south", "Shows all who voted how on “Levy”."),
        ("{reveal: levy, to: south}", "south", "Shows you who voted how on “Levy”."),
        ("{reveal: levy, to: south}", "north", "Shows South who voted how on “Levy”."),
        ("{reveal: levy, to: south}", "east", ""),
    ],
)
def test_that_ballots_are_shown_is_told_to_who_knows_of_the_vote(
    shown: str, who: str, said: str
) -> None:
    seen_by = "" if who != "east" else "seen_by: [north, south], "
    text = f"""
weights: {{two: {{counts: {{heads: Members}}, members: {{alder: {{counts: {{heads: 1}}}}}}}}}}
bodies:
  council: {{weights: two, sides: {{alder: north}}}}
injects:
  levy: {{{seen_by}vote: {{body: council, by: unanimous}}}}
sides:
  north: {{name: North, brief: B, score: [{{label: Trust, points: trust}}]}}
  south: {{name: South, brief: B, score: [{{label: Trust, points: trust}}]}}
  east: {{name: East, brief: B, score: [{{label: Trust, points: trust}}]}}
actions: {{call: {{side: [north, south, east], menu: deeds, name: Call, effects: {shown}}}}}
"""
    scenario = tiny.scenario(text)
    assert Wording(scenario).effects(scenario.actions["call"].effects, who) == said
