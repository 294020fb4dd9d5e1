"""The report of a game leaves nothing out, confuses nobody, and takes no text for HTML."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import debriefed
import pytest
import tiny
from reportread import ATTRIBUTES, TAGS, Reader

from game.authoring.load import load
from game.document.page import HtmlPage
from game.engine.scores import scores
from game.model.decisions import Accept, Act, Answer, Decision, Offer, Pass
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import list_decisions
from game.presenter.prose import first_of, first_sentences, shorten
from game.presenter.report.report import report
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records.recorded_actions import Note
from game.words.language import language
from game.words.wording import Wording

COUNCIL = Path(__file__).resolve().parents[1] / "scenarios" / "council.yaml"

CLASSES = {
    *("lede", "small", "note", "wide", "n", "sum", "figures", "half", "medium", "legend"),
    *("letters", "axis", "axis-name", "grid", "edge", "band", "cloud", "shade", "whisker"),
    *("reference", "in-mark", "row-name", "row-value", "turn", "compact", "sheet", "dense"),
    *("beside", "thirds", "columns", "best", "halo", "chart-well", "chart-veil", "chart-zone"),
    *("chart-axis", "chart-curve", "chart-edge", "chart-grid", "chart-name", "chart-tick"),
    *("chart-frontier", "chart-reserve", "chart-trail", "chart-offer", "chart-sign", "agreed"),
    *("chart-values", "broad", "narrow", "second"),
    *("nash", "kalai", "dot", "first", "third", "side-north", "side-south", "side-east"),
}
"""The classes of the style sheet, of the roles in a chart and of the sides."""
ENGLISH_WORDS = Wording(tiny.rules("").scenario, language("en"))
NOTED = "North said why: “Half is enough.”"
GOLDEN = Path(__file__).parent / "golden" / "report.txt"
STORY = """
title: Winter
turns: 2
calendar: [Monday, Tuesday]
debrief: |
  Nobody had shut the windows [ICE].

  Who will next time [LAW]?
objectives: {one: Shut windows, two: Keep wood}
sources:
  ICE: {title: The ice gazette, as_of: 2025-01-02}
  LAW: {title: The law of wood}
sides:
  north:
    name: The North
    brief: B
    par: 30
    score: [{label: Trust, points: trust}, {label: What it cost, points: 0 - 2 * heat}]
  south: {name: South, brief: B, par: 90, score: [{label: Trust, points: trust}]}
  east: {name: East, brief: B, par: 7, score: [{label: Wool, points: wool}]}
tracks:
  trust: {start: 50, range: [0, 100]}
  heat: {name: The heat, levels: {cold: Cold, warm: Warm, hot: Hot}, start: cold}
  wool: {start: 7, range: [0, 9]}
stages: {main: {phases: [weather, hall, deeds]}}
phases:
  weather: {kind: injects, decks: [sky]}
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate, picks: 1}
injects:
  storm: {name: The storm, text: Roofs fly., deck: sky, at: 2, effects: {trust: -9}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, text: T., effects: {trust: +3, heat: +1}}
  shear:
    side: [east]
    menu: deeds
    name: Shear
    text: T.
    effects: [{wool: +1}, {after: 1, then: {wool: -3}}]
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 3, south: 2}
    issues:
      wood:
        name: Wood
        options:
          none: {name: No wood, worth: {north: 0, south: 9}}
          some: {name: Some wood, worth: {north: 6, south: 5}}
          all: {name: All the wood, worth: {north: 9, south: 0}}
      coal:
        name: Coal
        options:
          little: {name: Little coal, worth: {north: 1, south: 8}}
          much: {name: Much coal, worth: {north: 3, south: 2}}
deals:
  aim: {name: The aim, to: north, cards: {high: {name: A high one}}}
outcomes:
  spring:
    name: Spring
    text: |
      The ice breaks.

      The fields are green.
    verdict: {north: win, south: loss, east: draw}
"""
MARK = """ <u>&lt;"'x"""
"""What no text may do to a page: open a tag, be a sign's name, end an attribute."""


def offer(wood: str, coal: str) -> Offer:
    return Offer(FrozenMap({"wood": wood, "coal": coal}))


TEAMS = {"north": ME, "south": ME, "east": ME}


def ended(text: str = STORY, mark: str = "", seats: Mapping[str, str] = TEAMS) -> Debrief:
    """A game in which every part of a report has something to tell, after its end."""
    game = Game(tiny.rules(text), 1)
    game.decide("north", offer("all", "much"))
    game.decide("south", offer("none", "little"))
    game.decide("north", offer("none", "much"), note=f"Half is enough.{mark}")
    game.decide("south", Accept(), note=f"It is.{mark}")
    game.decide("north", Act("warm"))
    game.decide("south", Act("warm"))
    game.decide("east", Act("shear"))
    game.do(Note(), f"They smiled.{mark}")
    pass_to_the_end(game)
    game.do(Note(), f"They left.{mark}")
    return debrief_of(game, seats)


def pass_to_the_end(game: Game) -> None:
    while game.state.to_move:
        game.decide(game.state.to_move[0], Pass())


def debrief_of(game: Game, seats: Mapping[str, str] = TEAMS) -> Debrief:
    scenario = game.rules.scenario
    return Debrief(game, Wording(scenario, language(scenario.language)), seats)


def read(debrief: Debrief) -> Reader:
    return Reader(report(debrief))


@pytest.fixture
def debrief() -> Debrief:
    return ended()


# Nothing is left out


def test_a_report_reads_as_it_was_read_and_approved(debrief: Debrief) -> None:
    when = r"\d+ [A-Z][a-z]+ 20\d\d, \d+:\d\d"
    lines = [re.sub(when, "(then)", line) for line in read(debrief).lines()]
    if os.environ.get("COMMUNIQUE_REWRITE"):
        GOLDEN.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_every_side_has_its_score_line_by_line_with_its_own_par_and_verdict(
    debrief: Debrief,
) -> None:
    reader, rules = read(debrief), debrief.game.rules
    sheets = scores(rules, debrief.game.state)
    names = {"north": "North", "south": "South", "east": "East"}
    verdicts = {"north": "a win", "south": "a loss", "east": "neither won nor lost"}
    # North's and South's verdicts are what par says of them, too.
    clauses = {
        "north": "",
        "south": "",
        "east": "; yet neither won nor lost, as the author counts this ending",
    }
    costly = "What it cost: −2 × the heat"
    labels = {"north": ["Trust", costly], "south": ["Trust"], "east": ["Wool"]}
    pars = {"north": 30, "south": 90, "east": 7}
    assert len({sheets[side].total for side in names}) == 3, "no two can be confused"
    for side, name in names.items():
        total = sheets[side].total
        block = reader.below(f"{name}: {total}".replace("-", "\u2212"))[0]
        gap = abs(total - pars[side])
        word = "above" if total > pars[side] else "below"
        assert block.text.startswith(f"Par {pars[side]} · {gap} {word}{clauses[side]}.")
        # It is said once, in the clause where it is another than par makes of the score.
        verdict = f"The author’s verdict: {verdicts[side]}."
        assert block.text.count(verdict) == (not clauses[side])
        points = [str(line.points).replace("-", "\u2212") for line in sheets[side].lines]
        assert reader.table(f"{name}: {total}") == [
            *map(list, zip(labels[side], points, strict=True)),
            ["Total", str(total)],
        ]
    assert report(debrief).count("Par is what the author sets as a fair result.") == 1


def test_each_party_of_a_table_has_its_own_column_with_its_own_worths(debrief: Debrief) -> None:
    reader = read(debrief)
    assert reader.table("What was agreed: The pact") == [
        ["Issue", "Option", "North", "South"],
        ["Wood", "No wood", "0", "9"],
        ["Coal", "Much coal", "3", "2"],
        ["Worth in all", "", "3", "11"],
    ]
    # Worked out by hand from all six packages. (7 - 3) * (13 - 2) is the greatest product; (10, 8)
    # gives the greater of the smaller shares of the way from the reserves to the best of each, 12
    # and 13. Beyond (3, 11), north could have had 7 at no loss to south, and south 13.
    assert reader.table("What was possible") == [
        ["", "North", "South"],
        ["Reserves: no agreement", "3", "2"],
        ["Nash", "7", "13"],
        ["Kalai–Smorodinsky", "10", "8"],
        ["Left on the table", "4", "2"],
    ]


def test_every_offer_is_told_with_who_made_it_and_when(debrief: Debrief) -> None:
    assert [block.text for block in read(debrief).below("Offers")] == [
        "Each offer with what it is worth, in this order: North and South.",
        "North: turn 1: 12 / 2 and 3 / 11 (agreed)",
        "South: turn 1: 1 / 17",
    ]


def test_every_track_is_told_from_the_start_to_the_last_turn(debrief: Debrief) -> None:
    reader = read(debrief)
    rows = reader.table("How the tracks moved")
    assert rows[0] == ["", "Start", "1", "2"]
    tracks = debrief.game.rules.index.tracks
    ends = {
        "Trust": debrief.game.state.tracks[tracks["trust"]],
        "Wool": debrief.game.state.tracks[tracks["wool"]],
    }
    assert [(row[0], len(row), row[-1]) for row in rows[1:]] == [
        (name, 4, str(end)) for name, end in ends.items()
    ]
    # East sheared last in turn 1, and what follows later came as turn 2 began.
    assert [row[1:3] for row in rows[1:]] == [["50", "56"], ["7", "8"]]
    (levels,) = (b.text for b in reader.below("The same in figures") if b.tag == "li")
    # It went there in two steps on one turn.
    assert levels == "The heat: Cold → Warm (turn 1) → Hot (turn 1)"


def test_every_decision_is_told_in_order_with_all_that_followed_from_it(debrief: Debrief) -> None:
    reader = read(debrief)
    names = {"north": "North", "south": "South", "east": "East"}
    head, *rows = reader.table("Decisions")
    assert head == list(names.values())
    columns = dict(zip(names, range(3), strict=True))
    decisions = list_decisions(debrief.game)
    assert decisions
    for each in decisions:
        of_side = " ".join(row[columns[each.side]] for row in rows if len(row) == 3)
        assert f"{each.number + 1}. " in of_side
    told = " | ".join(cell for row in rows for cell in row)
    after = [
        "Turn 1, Monday",
        "The pact is agreed: Wood: No wood; Coal: Much coal.",
        "Trust +3, now 53; the heat now “Warm”.",
        "Trust +3, now 56; the heat now “Hot”.",
        "Wool +1, now 8. Tuesday: Wool −3, now 5.",
        "Turn 2, Tuesday News: The storm.",
    ]
    places = [told.index(text) for text in after]
    assert places == sorted(places)
    assert NOTED in told


def test_a_long_list_of_what_followed_is_cut_and_says_how_much_more_there_is() -> None:
    assert first_sentences(ENGLISH_WORDS, ["Short."] * 3, 20) == "Short. Short. Short."
    cut = first_sentences(ENGLISH_WORDS, ["A" * 200, "B" * 100, "C"], 220)
    assert cut == "A" * 200 + " And 2 more things followed."
    assert shorten("One two, three", 9) == "One two …"
    assert shorten("One two", 7) == "One two"
    assert first_of(["One", "two", "three"], "; ", 9) == "One; two; …"
    assert first_of(["One two three"], "; ", 9) == "One two three"


def test_picks_made_at_once_are_one_row_and_decisions_in_turn_share_one() -> None:
    game = debriefed.end()
    head, *rows = read(Debrief(game, Wording(game.rules.scenario, language("en")), {})).table(
        "Decisions"
    )
    both = [row for row in rows if len(row) == len(head) and "Praise" in row[0]]
    assert [row[1].split(" Trust")[0] for row in both] == ["8. Scold", "12. Praise"]
    offers = [row for row in rows if row[0].startswith("1. Offer 1")]
    assert offers[0][1].startswith("2. Offer 1")


@pytest.mark.parametrize(
    ("wood", "told_of"),
    [("all", "The same package again"), ("some", "Now with Wood: Some wood")],
)
def test_of_an_offer_only_what_is_new_is_told_after_the_first(wood: str, told_of: str) -> None:
    game = debriefed.begin()
    for each in ("all", wood):
        game.decide("north", debriefed.offer(each))
        game.decide("south", debriefed.offer("none"))
    debriefed.finish(game)
    words = Wording(game.rules.scenario, language("en"))
    rows = read(Debrief(game, words, {})).table("Decisions")
    own = [row[0].split(" ", 3)[3] for row in rows if ". Offer" in row[0]]
    assert own == ["Wood: All the wood", told_of]


def test_the_outcome_the_notes_and_what_comes_afterwards_are_told_whole(debrief: Debrief) -> None:
    reader = read(debrief)

    def told(heading: str) -> list[str]:
        return [block.text for block in reader.below(heading) if block.tag in ("p", "li")]

    assert told("Outcome: Spring")[:3] == [
        "The ice breaks.",
        "The fields are green.",
        "The pact: agreed.",
    ]
    rows = reader.table("Decisions")
    assert rows[-2:] == [["Note: They smiled."], ["Note: They left."]]
    assert told("Afterwards") == ["Nobody had shut the windows¹.", "Who will next time²?"]
    assert told("Learning objectives")[:2] == ["Shut windows", "Keep wood"]
    assert told("The cards that were dealt")[0] == "The aim: A high one. Known to the North."
    assert told("Sources") == ["1. The ice gazette, 2 January 2025", "2. The law of wood"]


def test_every_vote_is_told_with_its_ballots_and_what_would_have_turned_it() -> None:
    scenario = load(COUNCIL)
    game = Game(compile_rules(scenario), 1)
    while game.state.to_move:
        move = Answer("for") if game.state.questions else Act("persuade")
        game.do(Decision(game.state.to_move[0], move))
    seats = dict.fromkeys(scenario.sides, "uniform")
    reader = read(Debrief(game, Wording(scenario), seats))
    told = [b.text for b in reader.below("How the votes went") if b.tag in ("figcaption", "p")]
    assert told[:2] == ["The finding: carried", "Turn 1"]
    assert "To stop it, 4 more would have been needed: Denmark, Germany, Romania and Spain." in told
    assert "How the votes went" not in [block.text for block in read(ended()).blocks]


def test_who_sat_where_is_told_side_by_side() -> None:
    debrief = ended(seats={**TEAMS, "east": "uniform"})
    rows = [block.text for block in read(debrief).below("Who sat where") if block.tag == "li"]
    assert rows[:3] == ["North: A team", "South: A team", "East: Chance (bot)"]
    assert rows[-1] == "Random seed: 1"


# No text is taken for HTML


def hostile(text: str) -> str:
    """The same scenario with our mark in every text that it holds."""
    quoted = "'" + "{}" + MARK.replace("'", "''") + "'"

    def marked(match: re.Match[str]) -> str:
        return f"{match[1]}{quoted.format(match[2])}"

    text = re.sub(r"((?:name|label|title|text|brief): )([A-Z][^|,}\n]*)", marked, text)
    text = re.sub(r"(\{(?:one|cold): |(?:two|warm|hot): )([A-Z][^,}\n]*)", marked, text)
    text = text.replace("Monday", quoted.format("Monday")).replace(
        "Tuesday", quoted.format("Tuesday")
    )
    return re.sub(r"^( +(?:Nobody|Who|The ice br|The fields).*)$", rf"\1{MARK}", text, flags=re.M)


def test_no_text_of_a_scenario_or_a_person_opens_a_tag_in_a_report() -> None:
    page = report(ended(hostile(STORY), MARK))
    reader = Reader(page)
    assert reader.tags <= TAGS
    assert {*reader.attributes} <= ATTRIBUTES
    assert {*" ".join(reader.attributes["class"]).split()} <= CLASSES
    shown = "\n".join([*reader.lines(), *reader.drawn])
    # As it was written: neither gone, nor escaped twice.
    for text in (
        *("The North", "South", "East", "What it cost", "The pact", "Wood", "No wood", "Coal"),
        *("The heat", "Cold", "Hot", "Warm", "Shear", "The storm", "Spring", "The ice breaks."),
        *("The fields are green.", "Tuesday", "Half is enough.", "It is.", "They smiled."),
        *(
            "They left.",
            "Winter",
            "Who will next time²?",
            "Keep wood",
            "The law of wood",
            "The aim",
            "A high one",
        ),
    ):
        assert f"{text.removeprefix('The ')}{MARK}" in shown, text
    assert shown.count("&lt;") == shown.count("<u>") == page.count("&lt;u&gt;")
    assert "<u>" not in page


def test_a_document_escapes_whatever_it_is_given() -> None:
    page = HtmlPage(MARK, f'en"{MARK}')
    page.heading(MARK, 1)
    page.paragraph(MARK, "note", strong=MARK)
    page.items([MARK])
    page.table((MARK, MARK), [(MARK, MARK), (MARK, MARK)], total=True)
    reader = Reader(page.text())
    assert reader.tags <= TAGS
    assert {*reader.attributes} <= ATTRIBUTES
    assert reader.attributes["lang"] == {f'en"{MARK}'}
    title, heading, paragraph, item, table = reader.blocks
    assert [b.text for b in (title, heading, item)] == [MARK] * 3
    assert paragraph.text == f"{MARK} {MARK}"
    assert table.rows == [[MARK, MARK]] * 3


# Charts


def test_tracks_that_moved_are_drawn_and_the_others_named(debrief: Debrief) -> None:
    captions = [block.text for block in read(debrief).blocks if block.tag == "figcaption"]
    assert captions[-3:] == ["Trust", "The heat", "Wool"]
    still = ended(STORY.replace("effects: {trust: +3, heat: +1}", "effects: {trust: +3}"))
    reader = read(still)
    captions = [block.text for block in reader.blocks if block.tag == "figcaption"]
    assert captions[-2:] == ["Trust", "Wool"]
    assert "These never moved: The heat." in reader.lines()


def test_at_a_table_of_three_every_two_parties_have_their_chart_and_their_figures() -> None:
    text = STORY.replace("between: [north, south]", "between: [north, south, east]")
    text = re.sub(r"(worth: \{north: \d)", r"\1, east: 1", text)
    game = Game(tiny.rules(text), 1)
    game.decide("north", offer("all", "much"))
    pass_to_the_end(game)
    reader = read(debrief_of(game))
    possible = reader.below("What was possible")
    titles = [block.text for block in possible if block.tag == "figcaption"]
    assert [title.split(":")[0] for title in titles] == [
        "North and South",
        "North and East",
        "South and East",
    ]
    tables = [block.rows[0][1:] for block in possible if block.rows]
    assert tables == [["North", "South"], ["North", "East"], ["South", "East"]]
    assert [block.text for block in reader.below("Offers")] == [
        "Each offer with what it is worth, in this order: North, South and East.",
        "North: turn 1: 12 / 2 / 2",
    ]


def test_at_a_table_of_three_nothing_is_told_of_every_two_parties_that_one_sentence_says() -> None:
    text = STORY.replace("between: [north, south]", "between: [north, south, east]")
    text = re.sub(r"(worth: \{north: \d)", r"\1, east: 1", text)
    game = Game(tiny.rules(text), 1)
    game.decide("north", offer("some", "much"))
    pass_to_the_end(game)
    told = read(debrief_of(game)).lines()
    for start in ("- The North made one offer", "- South made no offer", "Moving"):
        assert sum(each.startswith(start) for each in told) == 1, start


def test_a_table_at_which_nobody_made_an_offer_has_no_sheet_of_its_own() -> None:
    game = Game(tiny.rules(STORY), 1)
    pass_to_the_end(game)
    silent = report(debrief_of(game))
    assert "Nobody made an offer there." in silent
    sheets = re.compile(r'class="[^"]*sheet')
    assert len(sheets.findall(silent)) == len(sheets.findall(report(ended()))) - 1


def test_an_acceptance_at_a_table_of_three_says_whose_offer_it_was() -> None:
    text = STORY.replace("between: [north, south]", "between: [north, south, east]")
    text = re.sub(r"(worth: \{north: \d)", r"\1, east: 1", text)
    game = Game(tiny.rules(text), 1)
    game.decide("north", offer("all", "much"))
    game.decide("south", Accept())
    pass_to_the_end(game)
    assert "2. Accepts the offer North: Offer 1" in " ".join(read(debrief_of(game)).lines())
    assert "North: Offer 1" not in " ".join(read(ended()).lines())


def test_a_package_from_outside_stands_in_the_report_as_a_proposal() -> None:
    envoy = "opening: {propose: {table: pact, package: {wood: some, coal: little}}}\n"
    reader = read(ended(f"{STORY}\n{envoy}"))
    assert [block.text for block in reader.below("Offers")][1:3] == [
        "Proposal: turn 1: 7 / 13",
        "North: turn 1: 12 / 2 and 3 / 11 (agreed)",
    ]
    assert any("Proposals from outside" in line for line in reader.lines())


# For one side, and without names


def test_the_report_of_a_side_has_its_page_and_what_is_for_all() -> None:
    debrief = ended()
    told = Reader(report(debrief, side="south"))
    heads = [block.text for block in told.blocks if block.tag == "h2"]
    assert [head for head in heads if head.split(":")[0] in ("North", "South", "East")] == [
        "South: 47"
    ]
    for head in ("Outcome: Spring", "What was agreed: The pact", "Decisions", "Afterwards"):
        assert head in heads
