"""At the terminal: a question to several sides, one after the other or unseen."""

from well import TWO, told

RULES = """
turns: 1
sides:
  north: {name: North, brief: The northern paper., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: The southern paper., score: [{label: Trust, points: trust}]}
phases:
  news: {kind: injects, name: News}
  deeds: {kind: actions, name: Deeds, menus: [deeds]}
stages: {main: {phases: [news, deeds]}}
injects:
  press:
    name: The press
    at: 1
    text: They want to know.
    ask: [south, north]
    reveal: together
    answers: {blame: {name: Lay blame, effects: {trust: -3}}, praise: {name: Give praise}}
"""
ENTER = "\n"


def test_who_answers_second_is_not_told_what_the_first_has_answered() -> None:
    shown = told(
        f"{ENTER}{ENTER}{ENTER}lay blame\n{ENTER}{ENTER}give praise\n{ENTER}{ENTER}",
        TWO,
        rules=RULES,
    )
    north, rest = shown.split("Already answered: North.", 1)
    assert "Asked at the same time: South." in north
    assert "Nobody learns your answer before all have answered" in north
    assert "North answers" not in north
    assert "South answers: Give praise. North answers: Lay blame." in " ".join(rest.split())


def test_who_answers_second_in_turn_is_told_what_the_first_has_answered() -> None:
    rules = RULES.replace("    reveal: together\n", "")
    shown = told(f"{ENTER}{ENTER}{ENTER}lay blame\n{ENTER}{ENTER}give praise\n", TWO, rules=rules)
    south, rest = shown.split("South answers: Lay blame.", 1)
    assert "Asked after you: North." in south
    assert "North answers: Give praise." in rest
