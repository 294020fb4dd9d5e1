"""What is said of a finished game: why it ended so, what decisions were worth, luck and skill."""

from __future__ import annotations

from functools import cache
from typing import Any

import debriefed
import tiny
from attrs import evolve

from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis, analyse
from game.insight.effort import Effort
from game.insight.expected_scores import NoScores
from game.insight.grades import Better, Grade, Label
from game.insight.intervals import EXACT, around
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Decision,
    FireInject,
    Pass,
    SetTrack,
    Walk,
)
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.as_json import analysis_as_json
from game.presenter.hindsight.causes import told_of_table, why_it_ended_so
from game.presenter.hindsight.graded import GradedDecision, judged_decisions
from game.presenter.hindsight.sums import all_score_events, event_sentence, score_events
from game.presenter.hindsight.turning import (
    TurningPoints,
    graded_decisions,
    told_turning_points,
    turning_points,
)
from game.presenter.hindsight.waterfall import Waterfall, is_rough, waterfall
from game.presenter.prose import short_name
from game.presenter.report.report import report
from game.session.game import Game
from game.words.language import language
from game.words.sentences import with_error
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


def told_why(debrief: Debrief, analysis: Analysis, *, is_judged: bool = True) -> list[str]:
    """Why a game ended so, in sentences."""
    return why_it_ended_so(debrief, analysis, is_judged=is_judged).sentences()


def test_a_deal_below_the_reserve_is_said_first() -> None:
    text = debriefed.STORY.replace("reserve: {north: 3, south: 2}", "reserve: {north: 7, south: 2}")
    game = debriefed.end(text)
    sentences = told_why(debrief_of(game), analyse(game, QUICK))
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
    sentences = told_why(debrief_of(game), analyse(game, QUICK))
    [none] = [
        each
        for each in sentences
        if each.startswith("The pact ended without an agreement after 4 offers.")
    ]
    left = sentences[sentences.index(none) + 1]
    assert left.startswith("Yet on turn 1 the North had offered")
    assert left.endswith("Wood: Some wood.")
    debrief, analysis = winter()
    told = told_why(debrief, analysis)
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
    told = [each for each in told_why(debrief, analyse(game, QUICK)) if "broke" in each]
    [sentence] = told
    assert sentence.startswith("South broke its promise “Calm” on turn 2 (by Bang)")


def test_a_table_at_which_nobody_offered_anything_is_told_with_that() -> None:
    game = debriefed.begin()
    debriefed.finish(game)
    told = told_why(debrief_of(game), analyse(game, QUICK))
    assert "The pact ended without an agreement: nobody made an offer." in told


def test_what_closed_a_table_that_stayed_open_is_told_with_its_number() -> None:
    text = debriefed.STORY.replace(
        "hall: {kind: table, table: pact, rounds: 2}",
        "hall: {kind: table, table: pact, rounds: 2, when: trust >= 60}",
    )
    game = debriefed.begin(text)
    debriefed.finish(game)
    told = told_why(debrief_of(game), analyse(game, QUICK))
    none = told.index("The pact ended without an agreement: nobody made an offer.")
    # What is missing is told as it stood when nobody could meet for the first time.
    assert told[none + 1] == "Nobody could ever meet there: trust 50, needs 60."


def test_who_walked_out_is_named() -> None:
    game = debriefed.begin()
    game.decide("north", debriefed.offer("all"))
    game.decide("south", Walk())
    debriefed.finish(game)
    told = told_why(debrief_of(game), analyse(game, QUICK))
    assert "South walked out on turn 1. The pact collapsed." in told


def test_an_agreement_that_lapsed_is_said_to_have_lapsed_and_why() -> None:
    text = debriefed.STORY.replace(
        "storm: {name: The storm, text: Roofs fly., deck: sky, at: 2, effects: {trust: -9}}",
        "storm: {name: The storm, deck: sky, at: 2, effects: [{trust: -9}, {lapse: pact}]}",
    )
    assert text != debriefed.STORY
    game = debriefed.end(text)
    told = told_why(debrief_of(game), analyse(game, QUICK))
    assert "The pact was agreed on turn 1 and lapsed on turn 2 (The storm)." in told
    again = debriefed.begin(text.replace("{lapse: pact}]", "{lapse: pact}, {open: pact}]"))
    for turn in (1, 2):
        while again.state.turn < turn:
            again.decide(
                again.state.to_move[0], again.asking(again.state.to_move[0]).legal.moves[0]
            )
        again.decide(again.state.to_move[0], debriefed.offer("some"))
        again.decide(again.state.to_move[0], Accept())
    debriefed.finish(again)
    (pact,) = again.rules.tables
    assert list(told_of_table(debrief_of(again), pact, [])) == [
        "The pact was agreed on turn 1 and lapsed on turn 2 (The storm).",
        "The pact was agreed on turn 2.",
    ]


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
        return [each for each in told_why(debrief, changed) if "Chance" in each]

    [sentence] = told(9, -2)
    assert "+9" in sentence
    assert "−3" in sentence
    assert told(2.9, 0.5) == told(9, 9) == []


def test_a_score_far_from_what_is_usual_is_put_down_to_its_line_and_what_moved_it() -> None:
    debrief, analysis = winter()
    north = analysis.scales["north"]

    def last(mean: float, *lines: float) -> str:
        scales = FrozenMap({**analysis.scales, "north": evolve(north, mean=mean, lines=lines)})
        return told_why(debrief, evolve(analysis, scales=scales))[-3]

    total = debrief.view.scores["north"].total
    trust = debrief.view.scores["north"].lines[0].points
    assert last(total + 2.4, trust, 0).startswith(
        f"The North scored {total}, about as much as a typical player ({round(total + 2.4)})."
    )
    less = last(total + 20, trust + 20, 0)
    assert less.startswith(
        f"The North scored {total}, 20 points less than a typical player ({total + 20}), "
        "most of all on “T"
    )
    assert f"({trust} instead of {trust + 20})" in less
    assert "What it cost" in last(total - 20, trust, -20)
    game, words = debrief.game, debrief.words
    events = all_score_events(words, game.rules, analysis, "north")
    largest = max(events, key=lambda each: abs(each.points.mean))
    # What made the game isn't told twice.
    what = f"{short_name(words, largest.side)}: {largest.text}"
    told = told_why(debrief, analysis)
    assert f"Turn {largest.turn}, {what}" in "".join(told)
    assert "What else moved its score most: " in told[-3]
    assert what not in told[-3]
    assert f"What moved its score most: {what}" in "".join(
        told_why(debrief, analysis, is_judged=False)
    )


def with_events(worths: dict[int, tuple[float, float]], *grades: Grade) -> Analysis:
    """An analysis in which only the decisions at these lines changed scores: the North's, all of
    it on its first line, and the South's."""
    _, analysis = winter()
    account = analysis.account
    assert isinstance(account, Account)

    def changed(event: EventWorth) -> EventWorth:
        lines = [made.line for made in event.step.decisions if event.draw is None]
        north, south = next((worths[line] for line in lines if line in worths), (0, 0))
        values = FrozenMap({"north": around(north, 0.4), "south": around(south, 0.4)})
        by_line = FrozenMap({"north": (float(north), 0.0), "south": (float(south),)})
        return evolve(event, values=values, lines=by_line)

    events = tuple(map(changed, account.events))
    return evolve(analysis, grades=grades, account=evolve(account, events=events))


def made(analysis: Analysis) -> list[str]:
    """What made the game, without what its points are."""
    told = told_why(winter()[0], analysis)
    return [each for each in told if each.startswith(("Turn", "1.", "2.", "3."))]


def test_what_made_the_game_names_the_line_of_the_score_and_what_would_have_been_better() -> None:
    better = (Better(Pass(), around(19, 1)),)
    judged = evolve(grade(5, "serious", 19, -3), better=better)
    [warm] = made(with_events({5: (8, 0.2)}, judged))
    assert warm == (
        "Turn 1, North: Warm (North +8 ± 1, most of all on “Trust”). By what the North could know: "
        "Serious mistake: −19 ± 1. Doing nothing more would have brought 19 ± 1 points more."
    )
    # Nothing is said of what was no mistake, or was done as well.
    assert made(with_events({5: (8, 0.2)}, evolve(judged, label="good"))) == [
        "Turn 1, North: Warm (North +8 ± 1, most of all on “Trust”)."
    ]
    praise = evolve(judged, better=(Better(Act("praise"), around(19, 1)),))
    assert "By what" not in made(with_events({5: (8, 0.2)}, praise, grade(7)))[0]


def test_of_what_could_not_be_known_it_is_said_only_what_it_would_have_brought() -> None:
    judged = evolve(
        grade(5, "unknowable", 1, 2), true_loss=around(8.1, 1), truly_better=Act("hide")
    )
    assert made(with_events({5: (8, 0.2)}, judged)) == [
        "Turn 1, North: Warm (North +8 ± 1, most of all on “Trust”). As things truly stood, which "
        "nobody on this side could know, “Hide wood” would have brought 8 ± 1 points more."
    ]


def test_a_meeting_that_made_the_game_names_who_did_most_of_it() -> None:
    events = with_events({3: (-2, 1), 4: (-10, 4), 5: (8, 0)})
    signed, warm = made(events)
    assert "The pact was agreed on turn 1." not in told_why(winter()[0], events), "twice"
    (pact,) = winter()[0].game.rules.tables
    assert list(told_of_table(winter()[0], pact, [1])) == []
    assert list(told_of_table(winter()[0], pact, [2])) == ["The pact was agreed on turn 1."]
    assert signed == (
        "1. Turn 1, The pact: signed (North −12 ± 1 and South +5 ± 1, most of all on “Trust”). "
        "Most of it came by South: Accept the offer, worth 5 to South."
    )
    assert warm.startswith("2. Turn 1, North: Warm")
    # A report numbers them as its list does.
    page = report(winter()[0], events)
    assert f"<ol><li>{signed.removeprefix('1. ')}</li>\n<li>Turn 1, North: Warm" in page
    assert "<li>1. " not in page
    [signed] = made(with_events(dict.fromkeys((1, 2, 3, 4), (5, 0))))
    assert "The largest parts of it: North: An offer worth 9 to the North and South: An" in signed


def test_where_nothing_turned_a_game_the_largest_decision_is_told_instead() -> None:
    debrief, _ = winter()
    changed = with_events({5: (8, 0)})
    turning = turning_points(debrief.words, debrief.game, changed, "north")
    assert turning.instead[0].startswith(
        "What it decided that truly changed most: Turn 1: Warm (+8 ± 1)."
    )


def test_what_is_in_a_turning_point_and_made_the_game_says_so_in_the_report() -> None:
    better = (Better(Pass(), around(19, 1)),)
    judged = evolve(grade(5, "serious", 19, -3), better=better)
    text = report(winter()[0], with_events({5: (8, 0), 7: (7, 0)}, judged))
    assert (
        "Serious mistake: −19 ± 1. It is part of number 1 in the list of what made the game."
        in text
    )
    assert "Turning points for the North, by what it could know" in text
    assert "Of its own decisions: Turn 1: Warm (+8 ± 1); Turn 1: Praise (+7 ± 1)." in text


def test_what_the_others_did_is_named_in_the_report_with_whose_it_was() -> None:
    text = report(winter()[0], with_events({5: (0, -6)}))
    assert "Of what the others did: Turn 1, North: Warm (−6 ± 1)." in text


# --------------------------------------------------------------------------------------- decisions


def grade(line: int, label: Label = "good", loss: float = 0, gain: float = 0) -> Grade:
    [found] = [each for each in winter()[1].grades if each.line == line]
    return evolve(found, label=label, loss=around(loss, 1), gain=around(gain, 0.5))


def told(*grades: Grade) -> tuple[GradedDecision, ...]:
    debrief, analysis = winter()
    changed = evolve(analysis, grades=grades)
    return graded_decisions(debrief.words, debrief.game, changed, "north")


def points_of(*grades: Grade) -> TurningPoints:
    debrief, analysis = winter()
    changed = evolve(analysis, grades=grades, account=NoScores("stopped"))
    return turning_points(debrief.words, debrief.game, changed, "north")


def test_a_turning_point_brings_what_was_written_with_it() -> None:
    debrief, analysis = winter()
    changed = evolve(analysis, grades=(grade(3, "serious", 20),), account=NoScores("stopped"))
    [point] = told_turning_points(debrief, changed, "north").points
    assert point.all_sentences[0] == "The North said why: “Half is enough.”"


def test_a_decision_has_its_title_its_judgement_and_what_would_have_been_better() -> None:
    costly = evolve(grade(5, "costly", 7, -3), better=(Better(Pass(), around(7.2, 1)),))
    [said] = told(costly)
    assert (said.title, said.label, said.turning) == ("Warm", "Costly", 1)
    assert said.judgement == "Costly: −7 ± 1"
    # The same figure stands in the judgement and in the sentence.
    assert said.better == "Doing nothing more would have brought 7 ± 1 points more."
    # How it compares with a typical player isn't told beside that.
    assert not any("typical player" in each for each in said.sentences)
    [good] = told(grade(5, gain=3))
    assert (
        good.sentences[0] == "The choice brought 3 ± 1 points more than that of a typical player."
    )


def test_what_was_done_on_the_same_turn_as_well_is_no_turning_point() -> None:
    instead = (Better(Act("praise"), around(7.2, 1)),)
    early = evolve(grade(5, "serious", 7), better=instead)
    done = evolve(grade(7), better=())
    assert [point.number for point in points_of(early).points] == [1]
    debrief, analysis = winter()
    changed = evolve(analysis, grades=(early, done))
    assert judged_decisions(debrief.words, debrief.game, changed, "north")[0].is_done_too
    both = evolve(changed, account=NoScores("stopped"))
    assert turning_points(debrief.words, debrief.game, both, "north").none


def test_a_label_stands_only_where_it_says_something() -> None:
    for gain in (0.3, -3):
        [said] = told(grade(5, gain=gain))
        assert (said.label, said.judgement) == ("", "")
    [good] = told(grade(5, gain=3))
    assert good.judgement == "Good: +3 ± 1"
    better = (Better(Pass(), around(3, 1)),)
    [lesser] = told(evolve(grade(5, loss=3.2), better=better))
    assert lesser.judgement == "Not the best: −3 ± 1"


def test_turning_points_are_the_largest_sure_effects_whatever_the_label() -> None:
    better = (Better(Pass(), around(7, 1)),)
    lost = evolve(grade(5, loss=7.4), better=better)
    [point] = points_of(lost).points
    assert (point.judgement, point.lines) == ("Not the best: −7 ± 1", (5,))
    assert point.better == "Doing nothing more would have brought 7 ± 1 points more."
    [gained] = points_of(grade(5, gain=6)).points
    assert (gained.points, gained.is_worse) == ("+6 ± 1", False)
    assert gained.better == "Nothing else would surely have been better."


def test_little_or_unsure_effects_turn_no_game_and_that_is_said() -> None:
    better = (Better(Pass(), around(7, 1)),)
    little = evolve(grade(5, loss=4.4), better=better)
    unsure = evolve(grade(5), loss=around(9, 5), better=better)
    for each in (little, unsure):
        points = points_of(each)
        assert (points.points, points.none) == (
            (),
            "No decision of the North by itself surely changed its score by 5 points or more.",
        )


def test_what_would_have_been_better_several_times_is_one_turning_point_with_its_sum() -> None:
    lines = [each.line for each in winter()[1].grades_of("north") if each.move == Act("warm")][:1]
    better = (Better(Act("scold"), around(3, 0.4)),)
    first = evolve(grade(lines[0], loss=3), line=lines[0], better=better)
    others = [evolve(first, line=n, turn=turn) for n, turn in ((6, 2), (7, 3))]
    [point] = points_of(first, *others).points
    assert point.title == "Not done: “Scold”"
    assert point.when == "Turns 1, 2 and 3"
    assert point.points == "−9 ± 2"
    assert point.better == "“Scold” would have been better on 3 occasions, 9 ± 2 points in all."
    instead = [evolve(each, better=(Better(Pass(), around(3, 0.4)),)) for each in (first, *others)]
    assert points_of(*instead).points[0].title == "Doing more than was good for it"
    # Each of these decisions says it, too, wherever it is shown.
    assert [(each.turning, each.sentences[0]) for each in told(first, *others)] == [
        (1, point.better)
    ] * 3
    # On one turn it could have been done once.
    assert points_of(first, evolve(first, line=6)).none


def test_the_signature_is_a_turning_point_where_it_changed_enough() -> None:
    debrief, analysis = winter()
    account = analysis.account
    assert isinstance(account, Account)
    [signing] = [
        event
        for event in account.events
        if any(entry.event.code == "agreed" for entry in event.step.entries)
    ]
    events = tuple(
        evolve(each, values=FrozenMap({"north": around(9, 1), "south": EXACT}))
        if each is signing
        else evolve(each, values=FrozenMap({"north": EXACT, "south": EXACT}))
        for each in account.events
    )
    changed = evolve(analysis, grades=(), account=evolve(account, events=events))
    [point] = turning_points(debrief.words, debrief.game, changed, "north").points
    assert (point.title, point.points) == ("The pact: signed", "+9 ± 1")
    assert point.sentences[0] == (
        "At the table it was worth 6 to the side, where no agreement was worth 3."
    )
    assert point.together == "The pact: signed on turn 1 (+9 ± 1)."
    # What changed nothing isn't told where nothing turned the game.
    assert turning_points(debrief.words, debrief.game, changed, "south").instead == ()


def test_where_account_and_judgement_differ_a_clause_says_why() -> None:
    debrief, analysis = winter()
    account = analysis.account
    assert isinstance(account, Account)

    def changed(points: float, judged: Grade) -> tuple[GradedDecision, str]:
        events = tuple(
            evolve(each, values=FrozenMap({"north": around(points, 1), "south": EXACT}))
            if any(made.line == 5 for made in each.step.decisions) and each.draw is None
            else each
            for each in account.events
        )
        other = evolve(analysis, grades=(judged,), account=evolve(account, events=events))
        [said] = graded_decisions(debrief.words, debrief.game, other, "north")
        own = score_events(debrief.words, debrief.game.rules, other, "north", "own")
        return said, next(each.clause for each in own if each.line == 5)

    said, clause = changed(-10, grade(5, gain=0.2))
    assert said.sentences[-1].startswith("It turned out badly: −10 ± 1, as things truly stood.")
    assert clause == "as far as the side knew, it was right"
    for little in (-1.2, -1.9):
        said, _ = changed(little, grade(5, gain=0.2))
        assert said.sentences[-1].startswith("As things truly stood: −")
    costly = evolve(grade(5, "serious", 19, -3), better=(Better(Pass(), around(19, 1)),))
    said, clause = changed(1, costly)
    assert said.sentences[-1].startswith("Even so, as things truly stood: +1 ± 1")
    assert clause == "Serious mistake: −19 ± 1 against the best choice it could know of"


def test_a_point_that_may_be_wrong_is_in_the_plural() -> None:
    [said] = told(evolve(grade(5, "costly", 1), better=(Better(Pass(), around(1, 1)),)))
    assert said.better == "Doing nothing more would have brought 1 ± 1 points more."
    sure = evolve(grade(5, "costly", 1), loss=around(1, 0), better=(Better(Pass(), around(1, 0)),))
    assert told(sure)[0].better == "Doing nothing more would have brought 1 point more."


def test_of_another_package_only_what_differs_is_said() -> None:
    better = Better(debriefed.offer("all"), around(4, 1))
    [said] = told(evolve(grade(3, "costly", 4), better=(better,)))
    assert said.title == "An offer worth 6 to the North"
    assert said.package == "Wood: Some wood"
    assert said.better == (
        "An offer worth 9 to the North would have brought 4 ± 1 points more. "
        "It differs in Wood: All the wood."
    )
    same = Better(debriefed.offer("some"), around(4, 1))
    [said] = told(evolve(grade(3, "costly", 4), better=(same,)))
    assert said.better == "An offer worth 6 to the North would have brought 4 ± 1 points more."


def test_what_nobody_could_know_is_said_to_be_that() -> None:
    hidden = evolve(
        grade(5, "unknowable", 1, 2), true_loss=around(8.1, 1), truly_better=Act("hide")
    )
    [said] = told(hidden)
    assert said.judgement == "Could not be known: −8 ± 1"
    assert said.better == (
        "As things truly stood, which nobody on this side could know, “Hide wood” would have "
        "brought 8 ± 1 points more."
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


def test_what_the_facilitator_brought_about_has_that_name() -> None:
    game = debriefed.begin()
    debriefed.play_one_turn(game)
    game.do(Decision(FACILITATOR, FireInject("storm")))
    debriefed.finish(game)
    debrief = debrief_of(game)
    fall = fall_of(debrief, analyse(game, QUICK), "north")
    [event] = fall.events_of("facilitator")
    assert event.text == "The facilitator’s event: The storm"
    told = [debrief.words.entry(each) for each in game.log() if each.event.code == "injected"]
    # The game's own storm came before, and was news.
    assert told == ["News: The storm.", "The facilitator’s event: The storm."]


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
    words = debrief_of(game).words
    events = score_events(words, game.rules, analyse(game, QUICK), "north", "luck")
    texts = [event_sentence(words, event) for event in events]
    assert any("the card “The " in text for text in texts)
    assert any("storm" in text for text in texts)
    assert any("Dare" in text for text in texts)
    assert all(abs(event.points.mean) >= 1 for event in events)


def test_every_part_of_a_score_has_its_events_and_the_answer_names_the_largest() -> None:
    debrief, analysis = winter()
    account, words, game = analysis.account, debrief.words, debrief.game
    assert isinstance(account, Account)
    for side in account.sides:
        own = score_events(words, game.rules, analysis, side, "own")
        others = score_events(words, game.rules, analysis, side, "others")
        assert {event.side for event in own} <= {side}
        assert side not in {event.side for event in others}
        assert all(event.line is not None and event.text for event in (*own, *others))
        fall = fall_of(debrief, analysis, side)
        largest = max((part for part in fall.parts if part.tone), key=lambda part: abs(part.points))
        start, first = fall.answer.split(". ")[:2]
        assert f"could expect {round(account.sides[side].start.mean)} points, if" in start
        assert with_error(abs(largest.points), largest.error) in first
        assert not largest.error or "±" in first
        name = {"luck": "Chance", "own": "The side’s own decisions", "others": "What "}[largest.key]
        assert first.startswith(name)


def test_a_large_remainder_makes_the_figures_rough() -> None:
    account = winter()[1].account
    assert isinstance(account, Account)
    north = account.sides["north"]
    for luck, remainder, rough in ((4, 0, False), (4, 5, True), (0.2, 0.4, False)):
        north = evolve(north, luck=around(luck, 1), own=around(-6, 1), others=around(9, 1))
        sides = FrozenMap({"north": evolve(north, remainder=around(remainder, 1))})
        assert is_rough(evolve(account, sides=sides), "north") is rough


# ------------------------------------------------------------------------------- report and figures


def test_the_report_tells_of_both_and_in_french_too() -> None:
    game = debriefed.end()
    analysis = analyse(game, QUICK)
    for code, headings in (
        ("en", ("Why it ended so", "Turning points", "What the North could expect")),
        ("fr", ("Pourquoi la partie a fini ainsi", "Tournants pour The North")),
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
    points = turning_points(debrief.words, debrief.game, analysis, "north").points
    numbered = {each["turning_point"] for each in north["decisions"]} - {0}
    assert numbered == {each.number for each in points}
    assert isinstance(analysis.account, Account)
    assert len(north["curve"]) == len(analysis.account.curve)
