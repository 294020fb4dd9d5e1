"""Rule 17: what is only shown, and changes no play."""

import pytest
from tiny import Game, rules, told

from game.engine.core import begin
from game.engine.digest import digest
from game.model.decisions import FACILITATOR, PUBLIC, read_decision
from game.model.play import Accepted
from game.presenter.debrief.debrief import Debrief
from game.presenter.reveal.endings import endings_shown, press_shown
from game.presenter.said.ending import ending_of
from game.presenter.said.score import score_of
from game.session.game import Game as PlayedGame
from game.words.wording import Wording

NEWS = """
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: alternate}}
stages: {main: {phases: [news, deeds]}}
injects: {news: {at: 1, ask: north, answers: {yes_: {}, no_: {}}}}
"""
EPILOGUE = """
values: {half: trust // 2}
epilogue:
  - {when: trust > 50, text: "Warm: {trust}, {half}."}
  - {when: trust <= 50, text: Cold.}
  - {when: answered(news.yes_) and score(north) > 0, text: They said so.}
  - {text: "The end.\\n\\nFor good."}
"""


def read(game: Game, who: str = PUBLIC) -> tuple[str, ...]:
    """The epilogue as a reader has it."""
    ending = ending_of(Wording(game.rules.scenario), game.view(who), game.entries)
    assert ending is not None
    assert ending.paragraphs == (*ending.text, *ending.epilogue)
    return ending.epilogue


def debrief(answer: str, shown: str = EPILOGUE) -> Debrief:
    """A game looked back on, in which north has given an answer."""
    game = PlayedGame(rules(NEWS + shown), 1)
    for text in (f"north: answer {answer}", "facilitator: end"):
        decision = read_decision(text)
        assert decision is not None
        assert isinstance(game.do(decision), Accepted)
    return Debrief(game, Wording(game.rules.scenario), dict.fromkeys(game.rules.sides, "me"))


def test_17_1_those_texts_are_read_that_hold_at_the_end_in_their_order() -> None:
    game = Game(NEWS + EPILOGUE).play("north: answer yes_", "north: warm")
    assert game.view(PUBLIC).aftermath is None
    game.play("facilitator: end")
    for who in ("north", "south", PUBLIC, FACILITATOR):
        assert read(game, who) == ("Warm: 53, 26.", "They said so.", "The end.", "For good.")
    other = Game(NEWS + EPILOGUE).play("north: answer no_", "north: cool", "facilitator: end")
    assert read(other) == ("Cold.", "The end.", "For good.")
    assert read(Game("").play("facilitator: end")) == ()


def test_17_1_of_all_that_hold_at_most_180_words_are_shown() -> None:
    long = [f"{{text: {' '.join([word] * 70)}}}" for word in ("one", "two", "three")]
    game = Game(f"epilogue: [{', '.join(long)}, {{text: Short.}}]").play("facilitator: end")
    assert [text.split()[0] for text in read(game)] == ["one", "two"]


@pytest.mark.parametrize(
    ("words", "code"), [(180, ""), (181, "error epilogue-long epilogue[0].text")]
)
def test_17_1_no_text_has_more_words_than_are_shown(words: int, code: str) -> None:
    text = f"epilogue: [{{when: trust > 10, text: {' '.join(['word'] * words)}}}]"
    assert told(text) == ([code] if code else [])


def test_17_1_an_epilogue_changes_no_digest() -> None:
    plain, with_it = Game(NEWS), Game(NEWS + EPILOGUE)
    assert digest(plain.rules, begin(plain.rules, 1).state) == digest(
        with_it.rules, begin(with_it.rules, 1).state
    )
    for game in (plain, with_it):
        game.play("north: answer yes_", "north: warm", "facilitator: end")
    assert digest(plain.rules, plain.state) == digest(with_it.rules, with_it.state)


def test_17_1_tables_that_ended_alike_are_one_on_the_wall_whatever_holds_afterwards() -> None:
    answers = ("yes_", "no_", "yes_", "no_")
    debriefs = {f"Table {i}": debrief(answer) for i, answer in enumerate(answers, 1)}
    (shown,) = endings_shown(debriefs).tables
    assert (shown.table, shown.ending.epilogue) == ("Tables 1–4", ())
    (alone,) = endings_shown({"": debriefs["Table 1"]}).tables
    assert alone.ending.epilogue == ("Cold.", "They said so.", "The end.", "For good.")


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("{when: nobody > 3, text: So.}", "error unknown-name"),
        ("{text: 'Purse {south_purse}.'}", "error hidden-brace"),
        ("{text: 'Purse {nothing}.'}", "error unknown-brace"),
        ("{when: turn > 99, text: So.}", "warning never"),
        ("{when: secret > 5 and score(south) > 3, text: So.}", ""),
        ("{when: turn > 2}", "error missing-key"),
    ],
)
def test_17_1_check_reads_an_epilogue_like_an_outcome(part: str, code: str) -> None:
    assert [each[: len(code)] for each in told(f"epilogue: [{part}]")] == ([code] if code else [])


PRESS = """
press:
  south:
    name: The Horn
    headlines: [{when: trust > 60, text: Joy}, {when: trust > 50, text: "Trust {trust}"}]
  north:
    name: The Bell
    headlines: [{when: score(north) > 50, text: Good news}, {text: No news}]
    lines:
      [{text: One.}, {when: trust > 60, text: Two.}, {text: Three.}, {text: Four.}, {text: Five.}]
"""


def papers(game: Game, who: str = PUBLIC) -> list[tuple[str, ...]]:
    """The newspapers as a reader has them."""
    ending = ending_of(Wording(game.rules.scenario), game.view(who), game.entries)
    assert ending is not None
    return [(each.badge.side, each.name, each.headline, *each.lines) for each in ending.papers]


def test_17_2_each_paper_has_its_first_headline_that_holds_and_three_lines() -> None:
    game = Game(PRESS).play("north: warm", "facilitator: end")
    for who in ("north", "south", PUBLIC, FACILITATOR):
        assert papers(game, who) == [
            ("south", "The Horn", "Trust 53"),
            ("north", "The Bell", "Good news", "One.", "Three.", "Four."),
        ]
    cool = Game(PRESS).play("north: cool", "facilitator: end")
    assert papers(cool) == [("north", "The Bell", "No news", "One.", "Three.", "Four.")]
    assert digest(game.rules, game.state) == digest(
        rules(""), Game("").play("north: warm", "facilitator: end").state
    )


def test_17_2_the_wall_has_a_step_for_papers_where_a_scenario_has_some() -> None:
    debriefs = {"Table 1": debrief("yes_", PRESS), "Table 2": debrief("no_", PRESS)}
    shown = press_shown(debriefs)
    assert [each.table for each in shown.tables] == ["Table 1", "Table 2"]
    assert [paper.name for paper in shown.tables[0].ending.papers] == ["The Bell"]


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        ("{name: Bell, headlines: [{text: '{south_purse}'}]}", "error hidden-brace"),
        ("{name: Bell, headlines: [{when: nobody, text: So}]}", "error unknown-name"),
        ("{name: Bell, headlines: []}", "error too-few"),
        ("{headlines: [{text: So}]}", "error missing-key"),
    ],
)
def test_17_2_check_reads_papers_like_an_epilogue(paper: str, code: str) -> None:
    assert [each[: len(code)] for each in told(f"press: {{north: {paper}}}")] == [code]


OWN_LINES = """
    seats:
      envoy:
        name: The envoy
        score:
          - {label: Cool, points: 100 - trust}
          - {label: Told, points: 5 * answered(news.yes_)}
          - {label: Known, points: secret, allow: {reads-hidden: for the end}}
      aide: {name: The aide}
"""
OTHERS_LINES = "    seats: {guard: {name: Guard, score: [{label: Heat, points: -heat}]}}"


def with_seats(north: str = OWN_LINES, south: str = OTHERS_LINES) -> str:
    """Two sides, with seats of which two have something of their own to win."""
    return f"""{NEWS}
sides:
  north:
    name: North
    brief: You are north.
    score: [{{label: Trust, points: trust}}]
{north}
  south:
    name: South
    brief: You are south.
    score: [{{label: Trust, points: trust}}]
{south}
"""


def own(game: Game, who: str) -> dict[str, list[int]]:
    """By side and seat, the points of the seat's own lines, as a reader sees them."""
    scores = game.view(who).seat_scores.items()
    return {".".join(place): [line.points for line in lines] for place, lines in scores}


def test_17_3_a_side_sees_what_its_seats_have_and_everybody_does_after_the_end() -> None:
    game = Game(with_seats()).play("north: answer yes_", "north: warm")
    whole = {"north.envoy": [47, 5, 7], "south.guard": [0]}
    assert own(game, "north") == {"north.envoy": [47, 5]}
    assert own(game, "south") == {"south.guard": [0]}
    assert own(game, PUBLIC) == {}
    assert own(game, FACILITATOR) == whole
    game.play("facilitator: end")
    for who in ("north", "south", PUBLIC, FACILITATOR):
        assert own(game, who) == whole
    score = score_of(Wording(game.rules.scenario), game.view(PUBLIC), "north")
    assert [(seat.name, seat.total) for seat in score.seats] == [("The envoy", 59)]
    assert [line.label for line in score.seats[0].lines] == ["Cool", "Told", "Known"]
    (line,) = game.view(PUBLIC).scores["north"].lines
    assert (line.points, score.total) == (53, 53)


def test_17_3_what_counts_for_seats_changes_no_digest_and_no_rules() -> None:
    """Also where nothing but a seat counts an answer."""
    without, with_them = Game(with_seats("", "")), Game(with_seats())
    for game in (without, with_them):
        game.play("north: answer yes_", "north: warm", "facilitator: end")
    assert digest(without.rules, without.state) == digest(with_them.rules, with_them.state)
    assert [len(lines) for lines in with_them.rules.scores] == [1, 1]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("{label: So, points: score(north)}", "error no-score-here"),
        ("{label: So, points: nobody}", "error unknown-name"),
        ("{label: So, points: south_purse}", "warning reads-hidden"),
        ("{label: So, points: 2000000000 * heat}", "error overflow"),
        ("{label: A, points: 2000000000}, {label: B, points: 2000000000}", "error sum-overflow"),
        ("{points: heat}", "error missing-key"),
        ("{label: So, points: 2000000000}", ""),
    ],
)
def test_17_3_check_reads_a_seats_lines_as_its_sides(lines: str, code: str) -> None:
    seats = f"    seats: {{envoy: {{name: Envoy, score: [{lines}]}}}}"
    reported = told(with_seats(seats))
    assert [each[: len(code)] for each in reported] == ([code] if code else [])
