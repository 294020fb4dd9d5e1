"""The steps in which a game that has ended is shown to the room."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal, assert_never

from attrs import frozen

from game.presenter.debrief.negotiations import pairs_of_parties
from game.room.room import Room
from game.rules.compiled import Rules
from game.words.wording import Wording

StepKind = Literal[
    "gather",  # what people mark and guess; nothing is revealed yet
    "positions",  # what a side marked and what was worked out, without any judgement
    "outcome",
    "press",  # the newspapers of the sides
    "scores",
    "seats",  # what counted for each seat alone
    "why",
    "turning",  # the same decisions as in `positions`, judged
    "turns",
    "talks",
    "concessions",  # the same talks over time: reserves, and who conceded what
    "secrets",
    "luck",
    "rules",  # what people will do otherwise
    "again",  # what was signed at a re-opened table
    "campaign",  # how the campaign of which it is a chapter stands
]


OF_ALL: tuple[StepKind, ...] = ("gather", "rules", "again", "campaign")
"""The steps that show all tables of a room together."""


@frozen
class RevealStep:
    """One picture of the debrief."""

    kind: StepKind
    table: str = ""
    """The negotiating table of the scenario; only of talks and their course."""
    pair: tuple[str, str] | None = None
    """The two parties whose payoffs are compared; only of talks and their course."""
    side: str = ""
    """Whose secrets, empty: what no side could see; or whose decisions."""

    @property
    def key(self) -> str:
        """What tells it from the others, in the journal of a room and in forms."""
        return " ".join((self.kind, *filter(None, (self.table, *(self.pair or ()), self.side))))


def reveal_steps(room: Room) -> tuple[RevealStep, ...]:
    """All steps, in their order; they are the same however a game went.

    What comes of a re-opened table is among them once one has been re-opened.
    """
    looking_back = [table.looking_back.again for table in room.tables.values()]
    reopened = {again.negotiation for again in looking_back if again is not None}
    steps = tuple(_steps(room.first.game.rules, reopened))
    return steps if room.campaign is None else (*steps, RevealStep("campaign"))


def _steps(rules: Rules, reopened: Container[str]) -> Iterator[RevealStep]:
    scenario = rules.scenario
    yield RevealStep("gather")
    for side in scenario.sides:
        yield RevealStep("positions", side=side)
    yield RevealStep("outcome")
    if scenario.press:
        yield RevealStep("press")
    yield RevealStep("scores")
    if any(seat.score for side in scenario.sides.values() for seat in side.seats.values()):
        yield RevealStep("seats")
    yield RevealStep("why")
    for side in scenario.sides:
        yield RevealStep("turning", side=side)
    yield RevealStep("turns")
    for table in scenario.tables:
        for pair in pairs_of_parties(rules, table):
            yield RevealStep("talks", table, pair)
            yield RevealStep("concessions", table, pair)
    hidden = [track.seen_by for track in scenario.tracks.values() if track.seen_by is not None]
    dealt = [deal.to for deal in scenario.deals.values()]
    for side in scenario.sides:
        if any(side in sides for sides in (*hidden, *dealt)):
            yield RevealStep("secrets", side=side)
    if () in (*hidden, *dealt):
        yield RevealStep("secrets")
    yield RevealStep("luck")
    yield RevealStep("rules")
    for table in scenario.tables:
        if table in reopened:
            yield RevealStep("again", table)


def has_shown(room: Room, kind: StepKind, side: str = "") -> bool:
    """Whether the wall has shown a step of a kind, or any that comes after it.

    side: whose step; empty: that of any side. A facilitator who has little time leaves steps out,
    so what comes later brings with it what came before.
    """
    steps = reveal_steps(room)
    wanted = [step.key for step in steps if step.kind == kind and side in ("", step.side)]
    keys = [step.key for step in steps]
    later = keys[keys.index(wanted[0]) :] if wanted else []
    return room.is_over and not room.was_revealed.isdisjoint(later)


def step_name(words: Wording, step: RevealStep) -> str:
    """The title of a step."""
    naming = words.naming
    match step.kind:
        case ("gather" | "outcome" | "press" | "scores" | "seats") | (
            "why" | "turns" | "luck" | "rules" | "campaign"
        ):
            return words.say(f"reveal.{step.kind}")
        case "again":
            return words.say("reveal.again", table=naming.table(step.table))
        case "positions" | "turning":
            return words.say(f"reveal.{step.kind}", side=naming.side_inside(step.side))
        case "talks" | "concessions":
            table, is_course = naming.table(step.table), step.kind == "concessions"
            if step.pair is None or len(words.scenario.sides) == 2:
                return words.say("ui.given.of" if is_course else "ui.over.table.of", table=table)
            one, other = map(naming.side_inside, step.pair)
            key = "ui.given.pair" if is_course else "reveal.talks.pair"
            return words.say(key, table=table, one=one, other=other)
        case "secrets":
            if not step.side:
                return words.say("reveal.secrets.nobody")
            return words.say("reveal.secrets", side=naming.side_inside(step.side))
        case _:
            assert_never(step.kind)
