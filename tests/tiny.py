"""Tiny scenarios of the sides north and south, or more, for tests of one rule at a time."""

import re
import tempfile
from functools import cache
from pathlib import Path

from game.authoring.load import inspect, load
from game.engine.core import begin, step
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import appraise, view
from game.model.decisions import Decision, Offer, read_decision
from game.model.entries import Entry
from game.model.play import STATUS, Accepted, Legal, State, TableState, View
from game.model.refusals import Refusal
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

ALLOWED = "allow:\n  unused: the usual sections of a tiny scenario\n"
"""Silences the warnings of a text that has the usual sections and needs only some."""
IDLE = {
    "unused",
    "out-of-reach",
    "level-unset",
    "promise-ungiven",
    "promise-unbroken",
    "reserve-above",
    "rounds-left",
    "rounds-short",
}
# What a tiny scenario has where its text says nothing else.
SECTIONS = {
    "format": "format: 1",
    "id": "id: tiny",
    "title": "title: Tiny",
    "language": "language: en",
    "turns": "turns: 3",
    "sides": """
sides:
  north: {name: North, brief: You are north., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
""",
    "tracks": """
tracks:
  trust: {start: 50, range: [0, 100]}
  heat: {start: 0, range: [0, 10]}
  north_purse: {start: 5, range: [0, 9], seen_by: [north]}
  south_purse: {start: 5, range: [0, 9], seen_by: [south]}
  secret: {start: 7, range: [0, 100], seen_by: []}
""",
    "stages": "stages: {main: {phases: [deeds]}}",
    "phases": "phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}",
    "actions": """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
""",
    "outcomes": "outcomes: {calm: {name: Calm}}",
}


# A table with most of what a table can have, where south speaks first.
TABLE = """
turns: 4
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    speaks_first: south
    rounds: 4
    open: true
    draft: best
    issues:
      scope:
        weight: {north: 30, south: 20}
        options:
          small: {value: {north: 0, south: 100}}
          medium:
            value: {north: 55, south: 45}
            worth: {south: 5 if terms >= strict else 0}
            effects: {trust: +10}
            lapsed: {trust: -10}
          vast: {value: {north: 80}, worth: {south: -7}}
          wide: {value: {north: 100, south: 0}, when: trust >= 60, needs: {south: heat >= 3}}
      terms:
        options:
          loose: {worth: {north: 1, south: 2}}
          strict: {worth: {north: 3, south: 4}, effects: {trust: "= trust * 2"}, lapsed: {heat: +1}}
      extra:
        when: secret >= 10
        otherwise: none
        options:
          some: {worth: {north: 9, south: -trust}}
          none: {worth: {north: 0, south: 0}, effects: {secret: +1}}
    rules: [scope < wide or terms <= loose]
    reserve: {north: trust // 5}
    agreed: {heat: +2}
    collapsed: {trust: -12}
    expired: {trust: -4}
    lapsed: {trust: -15}
actions:
  tear: {side: [north, south], menu: deeds, name: Tear, effects: {lapse: pact}}
  reopen: {side: [north, south], menu: deeds, name: Reopen, effects: {open: pact}}
"""
SMALL = "offer scope=small terms=loose"
MEDIUM = "offer scope=medium terms=strict"


def sides(*ids: str) -> str:
    """The section of sides with these ids, none of which has anything to win."""
    lines = (f"  {id}: {{name: {id}, brief: B, score: [{{label: L, points: 0}}]}}" for id in ids)
    return "\n".join(["", "sides:", *lines, ""])


@cache
def scenario(text: str = "") -> Scenario:
    """The scenario of a text, with the usual sections where it has none of its own; read once."""
    with tempfile.TemporaryDirectory() as folder:
        return load(_written(text, folder))


def told(text: str) -> list[str]:
    """What `check` reports of a text, in file order, as `severity code path`.

    That a tiny scenario has no use for a part, or never comes to it, is left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        _, problems = inspect(_written(text, folder))
    lines = [f"{problem.severity} {problem.code} {problem.path}" for problem in problems]
    return [line for line in lines if line.split()[1] not in IDLE]


def whole(text: str) -> str:
    """A text with the usual sections where it has none of its own."""
    written = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    return "\n".join([*(each for key, each in SECTIONS.items() if key not in written), text])


def _written(text: str, folder: str) -> Path:
    path = Path(folder, "tiny.yaml")
    path.write_text(whole(text), encoding="utf-8")
    return path


def of_sides(names: str) -> str:
    """A scenario with a side for each letter, each with one action."""
    score = "[{label: L, points: trust}]"
    return f"""
tracks: {{trust: {{start: 50}}}}
sides: {{{", ".join(f"{x}: {{name: {x.upper()}, brief: B, score: {score}}}" for x in names)}}}
actions: {{{", ".join(f"{x}_act: {{side: {x}, menu: deeds, name: Act}}" for x in names)}}}
"""


def rules(text: str = "") -> Rules:
    """The rules of a text."""
    return compile_rules(scenario(text))


class Game:
    """A game of a tiny scenario, played by text forms of decisions."""

    def __init__(self, text: str | Rules = "", seed: int = 1) -> None:
        self.rules = rules(text) if isinstance(text, str) else text
        begun = begin(self.rules, seed)
        self.state: State = begun.state
        self.entries: list[Entry] = list(begun.entries)

    def play(self, *decisions: str) -> "Game":
        """Takes decisions, all of which must be accepted."""
        for text in decisions:
            answer = step(self.rules, self.state, _decision(text))
            assert isinstance(answer, Accepted), f"{text} is refused: {answer}"
            self.state = answer.state
            self.entries += answer.entries
        return self

    def rest(self, turns: int = 1) -> "Game":
        """Everybody passes until so many turns have begun, a question waits, or all is over."""
        until = self.turn + turns
        while self.turn < until and self.to_move and not self.state.questions:
            self.play(f"{self.to_move[0]}: pass")
        return self

    def refused(self, decision: str) -> str:
        """The code with which a decision is refused."""
        answer = step(self.rules, self.state, _decision(decision))
        assert isinstance(answer, Refusal), f"{decision} is accepted"
        return answer.code

    def __getitem__(self, track: str) -> int:
        return self.state.tracks[self.rules.index.tracks[track]]

    @property
    def to_move(self) -> tuple[str, ...]:
        return self.state.to_move

    @property
    def turn(self) -> int:
        return self.state.turn

    @property
    def stage(self) -> str:
        return self.rules.stages[self.state.stage].id

    @property
    def phase(self) -> str:
        return self.rules.phases[self.state.phase].id

    @property
    def outcome(self) -> str | None:
        at = self.state.outcome
        return self.rules.outcomes[at].id if at >= 0 else None

    def table(self, id: str = "pact") -> TableState:
        return self.state.tables[self.rules.index.tables[id]]

    def status(self, id: str = "pact") -> str:
        """What has become of a table, in a word."""
        return STATUS[self.table(id).status]

    def card(self, deal: str) -> str:
        """The card that was dealt."""
        at = self.rules.index.deals[deal]
        return self.rules.deals[at].cards[self.state.cards[at]]

    def score(self, side: str) -> int:
        return scores(self.rules, self.state)[side].total

    def worth(self, side: str, offer: str, table: str = "pact") -> int:
        """What a package, in the text form of its offer, would be worth to a side now."""
        move = _decision(f"{side}: {offer}").move
        assert isinstance(move, Offer)
        worth = appraise(self.rules, self.state, side, table, move.package)
        assert isinstance(worth, int), worth
        return worth

    def legal(self, side: str) -> Legal:
        return legal(self.rules, self.state, side)

    def moves(self, side: str) -> list[str]:
        """The legal decisions listed for a side, in their text form."""
        return [str(move) for move in self.legal(side).moves]

    def view(self, who: str) -> View:
        return view(self.rules, self.state, who)

    def log(self, *codes: str, since: int = 0) -> list[str]:
        """Entries with one of these codes (all without), as `code value value`."""
        return [
            " ".join([entry.code, *(str(entry.values[key]) for key in entry.values)])
            for entry in self.entries[since:]
            if not codes or entry.code in codes
        ]

    def said(self) -> list[str]:
        """The lines said so far."""
        return [str(entry.values["text"]) for entry in self.entries if entry.code == "said"]

    def happened(self) -> list[str]:
        """The injects that have happened, in order."""
        return [str(entry.values["inject"]) for entry in self.entries if entry.code == "injected"]

    def heard(self, who: str, since: int = 0) -> list[Entry]:
        """Entries as a side, the public or the facilitator may read them."""
        shown = (entry.shown_to(who) for entry in self.entries[since:])
        return [entry for entry in shown if entry is not None]


def _decision(text: str) -> Decision:
    decision = read_decision(text)
    assert decision is not None, text
    return decision
