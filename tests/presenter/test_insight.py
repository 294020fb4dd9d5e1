"""What is said of a finished game: why it ended so, what decisions were worth, luck and skill."""

from __future__ import annotations

from functools import cache
from typing import Any

import debriefed
import tiny
from attrs import evolve

from game.insight.account import Account
from game.insight.analysis import Analysis, analyse
from game.insight.effort import Effort
from game.insight.expected_scores import NoScores
from game.insight.grades import Better, Grade, Label
from game.insight.intervals import EXACT, around
from game.model.decisions import FACILITATOR, Act, Decision, Pass, SetTrack, Walk
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.as_json import analysis_as_json
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.hindsight.graded import GradedDecision, graded_decisions
from game.presenter.hindsight.sums import all_score_events, event_sentence, score_events
from game.presenter.hindsight.waterfall import Waterfall, is_rough, waterfall
from game.presenter.prose import short_name
from game.presenter.report.report import report
from game.session.game import Game
from game.words.language import language
from game.words.wording import Wording

QUICK = Effort(usual=60, most=60, start_games=400, runs=4, expert_runs=2)


def debrief_of(game: Game, code: str = "en") -> Debrief:
    words = Wording(game.rules.scenario, language(code))
    return Debrief(game, words, dict.fromkeys(game.rules.sides, "me"))


@cache
def winter() -> tuple[Debrief, Analysis]:
    game = debriefed.end()
    return debrief_of(game), analyse(game, QUICK)


# ---------------------------------------------------------------------------------- why it ended so


def test_a_deal_below_the_reserve_is_said_first() -> None:
    text = debriefed.STORY.replace("reserve: {north: 3, south: 2}", "reserve: {north: 7, south: 2}")
    game = debriefed.end(text)
    sentences = why_it_ended_so(debrief_of(game), analyse(game, QUICK))
    assert "The North" in sentences[0]
    assert "6" in sentences[0]
    assert "7" in sentences[0]


def refused() -> Game:
    """A game in which an offer that suits both was not accepted."""
    game = debriefed.begin()
    for side, wood in (("north", "some"), ("south", "none"), ("north", "all"), ("south", "none")):
        game.decide(side, debriefed.offer(wood))
    debriefed.finish(game)
    return game


def test_a_package_that_all_would_have_preferred_is_named_where_there_was_no_agreement() -> None:
    game = refused()
    sentences = why_it_ended_so(debrief_of(game), analyse(game, QUICK))
    [none] = [
        each
        for each in sentences
        if each.startswith("The pact ended without an agreement after 4 offers.")
    ]
    left = sentences[sentences.index(none) + 1]
    assert left.startswith("Yet on turn 1 the North had offered")
    assert left.endswith("Wood: Some wood")
    debrief, analysis = winter()
    told = why_it_ended_so(debrief, analysis)
    assert "The pact was agreed on turn 1." in told
    assert not any("had offered" in each for each in told)


PROMISED = """
turns: 2
stages: {main: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 1}}
actions:
  swear: {side: [south], menu: deeds, name: Swear, effects: {promise: calm}}
  bang: {side: [south], menu: deeds, name: Bang, effects: {trust: -30}}
  wait: {side: [north, south], menu: deeds, name: Wait}
promises:
  calm: {by: south, name: Calm, turns: 2, broken: trust < 30}
"""


def test_the_side_that_is_bound_broke_the_promise_and_not_one_that_decided_with_it() -> None:
    game = Game(tiny.rules(PROMISED), 1)
    for north, south in (("wait", "swear"), ("wait", "bang")):
        game.decide("north", Act(north))
        game.decide("south", Act(south))
    debrief = debrief_of(game)
    told = [each for each in why_it_ended_so(debrief, analyse(game, QUICK)) if "broke" in each]
    [sentence] = told
    assert sentence.startswith("South broke its promise “Calm” on turn 2")


def test_a_table_at_which_nobody_offered_anything_is_told_with_that() -> None:
    game = debriefed.begin()
    debriefed.finish(game)
    told = why_it_ended_so(debrief_of(game), analyse(game, QUICK))
    assert "The pact ended without an agreement: nobody made an offer." in told


def test_who_walked_out_is_named() -> None:
    game = debriefed.begin()
    game.decide("north", debriefed.offer("all"))
    game.decide("south", Walk())
    debriefed.finish(game)
    told = why_it_ended_so(debrief_of(game), analyse(game, QUICK))
    assert "South walked out on turn 1. The pact collapsed." in told


def test_an_agreement_that_lapsed_is_said_to_have_lapsed_and_why() -> None:
    text = debriefed.STORY.replace(
        "storm: {name: The storm, text: Roofs fly., deck: sky, at: 2, effects: {trust: -9}}",
        "storm: {name: The storm, deck: sky, at: 2, effects: [{trust: -9}, {lapse: pact}]}",
    )
    assert text != debriefed.STORY
    game = debriefed.end(text)
    told = why_it_ended_so(debrief_of(game), analyse(game, QUICK))
    assert "The pact was agreed on turn 1 and lapsed on turn 2 (The storm)." in told


def test_chance_is_told_where_it_mattered_more_than_all_decisions() -> None:
    debrief, analysis = winter()
    account = analysis.account
    assert isinstance(account, Account)

    def told(luck: float, own: float) -> list[str]:
        north = evolve(account.sides["north"], luck=around(luck, 1), own=around(own, 1),
                       others=around(-1, 1))  # fmt: skip
        quiet = evolve(account.sides["south"], luck=EXACT)
        sides = FrozenMap({"north": north, "south": quiet})
        changed = evolve(analysis, account=evolve(account, sides=sides))
        return [each for each in why_it_ended_so(debrief, changed) if "Chance" in each]

    [sentence] = told(9, -2)
    assert "+9" in sentence
    assert "−3" in sentence
    assert told(2.9, 0.5) == told(9, 9) == []


def test_a_score_far_from_what_is_usual_is_put_down_to_its_line_and_what_moved_it() -> None:
    debrief, analysis = winter()
    north = analysis.scales["north"]

    def last(mean: float, *lines: float) -> str:
        scales = FrozenMap({**analysis.scales, "north": evolve(north, mean=mean, lines=lines)})
        return why_it_ended_so(debrief, evolve(analysis, scales=scales))[-2]

    total = debrief.view.scores["north"].total
    trust = debrief.view.scores["north"].lines[0].points
    assert last(total + 2.4, trust, 0).startswith(
        f"The North scored {total}, about as much as bots in its place usually do."
    )
    less = last(total + 20, trust + 20, 0)
    assert less.startswith(
        "The North scored 20 points less than bots in its place usually do, most of all on “T"
    )
    assert f"({trust} instead of {trust + 20})" in less
    account = analysis.account
    assert isinstance(account, Account)
    game, words = debrief.game, debrief.words
    events = all_score_events(words, game.rules, account, "north")
    largest = max(events, key=lambda each: abs(each.points.mean))
    assert f"What moved its score most: {short_name(words, largest.side)}: {largest.text}" in less
    assert "What it cost" in last(total - 20, trust, -20)


# --------------------------------------------------------------------------------------- decisions


def grade(line: int, label: Label = "good", loss: float = 0, gain: float = 0) -> Grade:
    [found] = [each for each in winter()[1].grades if each.line == line]
    return evolve(found, label=label, loss=around(loss, 1), gain=around(gain, 0.5))


def told(*grades: Grade) -> tuple[GradedDecision, ...]:
    debrief, analysis = winter()
    changed = evolve(analysis, grades=grades)
    return graded_decisions(debrief.words, debrief.game, changed, "north")


def test_a_decision_has_its_title_its_judgement_and_what_would_have_been_better() -> None:
    costly = evolve(grade(5, "costly", 7, -3), better=(Better(Pass(), around(7.2, 1)),))
    [said] = told(costly)
    assert (said.title, said.label, said.turning) == ("Warm", "Costly", 1)
    assert said.judgement == "Costly: −7"
    assert said.sentences == (
        "Better in the end by about 7 points (6 to 8): Pass.",
        "Worth about 3 points less than what a bot usually does there.",
    )
    [alike] = told(grade(5, gain=0.3))
    assert alike.judgement == "Good"
    assert alike.sentences == ("Worth about as much as what a bot usually does there.",)
    [weak] = told(grade(5, gain=-3))
    assert weak.judgement == "No mistake"
    assert weak.sentences == ("Worth about 3 points less than what a bot usually does there.",)


def test_of_another_package_only_what_differs_is_said() -> None:
    better = Better(debriefed.offer("all"), around(4, 1))
    [said] = told(evolve(grade(3, "costly", 4), better=(better,)))
    assert said.title == "An offer worth 6 to the North"
    assert said.package == "Wood: Some wood"
    assert (
        said.sentences[0]
        == "Better in the end by about 4 points (3 to 5): An offer worth 9 to the North, with "
        "Wood: All the wood."
    )
    same = Better(debriefed.offer("some"), around(4, 1))
    [said] = told(evolve(grade(3, "costly", 4), better=(same,)))
    assert said.sentences[0].endswith(": An offer worth 6 to the North.")


def test_what_nobody_could_know_is_said_to_be_that() -> None:
    hidden = evolve(
        grade(5, "unknowable", 1, 2), true_loss=around(8.1, 1), truly_better=Act("hide")
    )
    [said] = told(hidden)
    assert said.judgement == "Could not be known: −8"
    assert said.sentences[0] == (
        "Better by about 8 points as things truly stood, which nobody on this side could know: "
        "Hide wood."
    )


def test_what_was_no_choice_gets_no_sentence() -> None:
    [said] = told(evolve(grade(5), choices=1))
    assert said.sentences == ()


# ----------------------------------------------------------------------------------- luck and skill


def fall_of(debrief: Debrief, analysis: Analysis, side: str) -> Waterfall:
    fall = waterfall(debrief, analysis, side)
    assert isinstance(fall, Waterfall)
    return fall


def test_the_parts_of_a_score_have_the_facilitator_only_where_one_intervened() -> None:
    debrief, analysis = winter()
    assert isinstance(analysis.account, Account)
    names = [part.key for part in fall_of(debrief, analysis, "north").parts]
    assert names == ["luck", "own", "others", "remainder"]
    game = debriefed.begin()
    debriefed.play_one_turn(game)
    game.do(Decision(FACILITATOR, SetTrack("trust", 90)))
    debriefed.finish(game)
    changed = fall_of(debrief_of(game), analyse(game, QUICK), "north")
    parts = {part.key: part.points for part in changed.parts}
    assert parts["facilitator"] > 20


CHANCY = """
turns: 2
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects, decks: [sky]}
  deeds: {kind: actions, menus: [deeds], order: alternate, picks: 1}
deals:
  fate: {name: Fate, cards: {sun: {name: The sun, weight: 1}, rain: {name: The rain, weight: 1}}}
injects:
  storm: {name: The storm, deck: sky, chance: 50, effects: {trust: -20}}
actions:
  dare: {side: [north, south], menu: deeds, name: Dare, effects: {chance: 50, then: {trust: +9}}}
sides:
  north:
    name: North
    brief: B
    score: [{label: T, points: "trust + (9 if dealt(fate.sun) else 0)"}]
  south: {name: South, brief: B, score: [{label: T, points: trust}]}
personas: {}
"""


def test_what_chance_did_is_told_with_its_points() -> None:
    game = Game(tiny.rules(CHANCY), 5)
    while game.state.to_move:
        game.decide(game.state.to_move[0], Act("dare"))
    account = analyse(game, QUICK).account
    assert isinstance(account, Account)
    words = debrief_of(game).words
    events = score_events(words, game.rules, account, "north", "luck")
    texts = [event_sentence(words, event) for event in events]
    assert any("Fate" in text for text in texts)
    assert any("storm" in text for text in texts)
    assert any("Dare" in text for text in texts)
    assert all(abs(event.points.mean) >= 1 for event in events)


def test_every_part_of_a_score_has_its_events_and_the_answer_names_the_largest() -> None:
    debrief, analysis = winter()
    account, words, game = analysis.account, debrief.words, debrief.game
    assert isinstance(account, Account)
    for side in account.sides:
        own = score_events(words, game.rules, account, side, "own")
        others = score_events(words, game.rules, account, side, "others")
        assert {event.side for event in own} <= {side}
        assert side not in {event.side for event in others}
        assert all(event.line is not None and event.text for event in (*own, *others))
        fall = fall_of(debrief, analysis, side)
        largest = max((part for part in fall.parts if part.tone), key=lambda part: abs(part.points))
        start, first = fall.answer.split(". ")[:2]
        assert start.endswith(f"could expect {round(account.sides[side].start.mean)} points")
        assert str(abs(largest.points)) in first
        name = {"luck": "Chance", "own": "Own decisions", "others": "Others"}[largest.key]
        assert first.startswith(name)


def test_a_large_remainder_makes_the_figures_rough() -> None:
    account = winter()[1].account
    assert isinstance(account, Account)
    north = account.sides["north"]
    for remainder, rough in ((0, False), (5, True)):
        north = evolve(north, luck=around(4, 1), own=around(-6, 1), others=around(9, 1))
        sides = FrozenMap({"north": evolve(north, remainder=around(remainder, 1))})
        assert is_rough(evolve(account, sides=sides), "north") is rough


# ------------------------------------------------------------------------------- report and figures


def test_the_report_tells_of_both_and_in_french_too() -> None:
    game = debriefed.end()
    analysis = analyse(game, QUICK)
    for code, headings in (
        ("en", ("Why it ended so", "Turning points", "What the North could expect")),
        ("fr", ("Pourquoi la partie a fini ainsi", "Tournants")),
    ):
        text = report(debrief_of(game, code), analysis)
        for heading in headings:
            assert heading in text, heading
        assert text.count('role="img"') > report(debrief_of(game, code)).count('role="img"') + 3


def test_where_there_is_no_account_the_report_says_why() -> None:
    debrief, analysis = winter()
    step = evolve(analysis, account=NoScores("stopped"))
    assert "The time was too short" in report(debrief, step)
    figures = analysis_as_json(debrief.words, debrief.game, step)
    assert figures["no_account"] == "stopped"
    assert "final" not in figures["sides"]["north"]


def test_the_figures_for_programs_add_up_and_name_every_decision() -> None:
    debrief, analysis = winter()
    figures = analysis_as_json(debrief.words, debrief.game, analysis)
    north: Any = figures["sides"]["north"]
    assert north["final"] == debrief.view.scores["north"].total
    assert [each["move"] for each in north["decisions"][:3]] == [
        "offer wood=all",
        "offer wood=some",
        "warm",
    ]
    assert sum(each["turning_point"] > 0 for each in north["decisions"]) == 2
    assert isinstance(analysis.account, Account)
    assert len(north["curve"]) == len(analysis.account.curve)
