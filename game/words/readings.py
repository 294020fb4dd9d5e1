"""The tracks, counts and facts that conditions and amounts read, in words."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.expressions import Read
from game.model.scenario import Scenario, titled
from game.words.language import Language
from game.words.naming import Naming
from game.words.sentences import number

TIMES = ("used", "chose", "fired", "answered", "carried", "lost", "begun", "done")
"""Counts of how often something happened."""
TURNS = ("promised", "left")
"""Counts of the turns for which something still goes on."""
COUNTS = (*TIMES, *TURNS, "count")
FACTS = (
    *("dealt", "stage", "ended", "is_open", "signed", "agreed", "collapsed", "expired", "lapsed"),
    "played",
)


class ReadingWords:
    """Puts into words what the expressions of one scenario read."""

    def __init__(self, scenario: Scenario, naming: Naming, language: Language) -> None:
        self._scenario = scenario
        self._language = language
        self._naming = naming

    def fact(self, read: Read, holds: bool) -> str:
        """A fact, or its opposite where holds is False."""
        side, what = self._subject(read)
        return self._language.say(
            f"{_kind(read, side)}.{'some' if holds else 'none'}", what=what, side=side
        )

    def fact_times(self, read: Read, times: str) -> str:
        """The fact that something happened a number of times."""
        side, what = self._subject(read)
        return self._language.say(f"{_kind(read, side)}.times", what=what, side=side, times=times)

    def fact_turns(self, read: Read, sign: str, n: int, *, or_none: bool) -> str:
        """The fact that something goes on for a number of turns; or_none: or doesn't go on."""
        _, what = self._subject(read)
        turns = self._language.counted(f"more-turns.{sign}", n)
        end = "turns.or-none" if or_none else "turns"
        return self._language.say(f"{read.kind}.{end}", what=what, turns=turns)

    def _subject(self, read: Read) -> tuple[str, str]:
        """The side and the thing that a predicate asks about, in words."""
        naming, id = self._naming, read.of[-1]
        if read.kind == "answered":
            inject, answer, *by = read.of
            side = naming.side_inside(by[0]) if by else ""
            return side, self._language.say("quoted", text=naming.answer(inject, answer))
        side = naming.side_inside(read.of[0]) if len(read.of) == 2 else ""
        match read.kind:
            case "used" | "chose":
                return side, self._language.say("quoted", text=naming.action(id))
            case "count":
                return side, self._language.say("quoted", text=naming.tag(id))
            case "fired" | "carried" | "lost":
                return side, self._language.say("quoted", text=naming.inject(id))
            case "begun" | "done" | "left":
                return side, self._language.say("quoted", text=naming.project(id))
            case "promised":
                return side, self._language.say("quoted", text=naming.promise(id))
            case "dealt":
                return "", self._language.say("quoted", text=naming.card(read.of[0], id))
            case "ended":
                return side, self._language.say("quoted", text=naming.outcome(id))
            case "stage":
                return side, self._language.say("quoted", text=naming.stage(id))
            case _:
                return side, naming.inside(naming.table(id))

    def phrase(self, read: Read, holds: bool) -> str:
        """The author's words for a value that holds, or doesn't; empty if there are none."""
        if read.kind != "value":
            return ""
        value = self._scenario.values[read.of[0]]
        if holds or not value.text:
            return value.text
        return value.opposite or self._language.say("value.opposite", text=value.text)

    def phrases(self) -> Iterator[tuple[str, str, bool]]:
        """The author's words for values: the id, the words, and whether they say that it holds."""
        for id, value in self._scenario.values.items():
            if value.text:
                yield id, value.text, True
            if value.opposite:
                yield id, value.opposite, False

    def has_opposite(self, read: Read) -> bool:
        """Whether the author has words for when a value doesn't hold."""
        return bool(self._scenario.values[read.of[0]].opposite)

    def steps(self, read: Read) -> tuple[str, ...]:
        """The names of the levels or options that a track or an issue can stand at."""
        if read.kind == "track":
            return tuple(self._scenario.tracks[read.of[0]].levels.values())
        return self._naming.options(*read.of)

    def measure(self, read: Read, n: int) -> str:
        """A number that something is compared with, with the unit of a track."""
        return self._naming.measure(read.of[0], n) if read.kind == "track" else number(n)

    def amount(self, read: Read) -> str:
        """Something that has a value, such as a track or a score."""
        naming = self._naming
        match read.kind:
            case "track":
                return naming.inside(naming.track(read.of[0]))
            case "package":
                return self._language.say("quoted", text=naming.issue(*read.of))
            case "option":
                return self._language.say("quoted", text=naming.issue(*read.of))
            case "value":
                return self._scenario.values[read.of[0]].text or read.of[0].replace("_", " ")
            case "level":
                return self._level(read)
            case "turn":
                return self._language.say("amount.turn")
            case "score":
                return self._language.say("amount.score", side=naming.side_inside(read.of[0]))
            case "support" | "voted":
                return self._of_vote(read)
            case "worth" | "reserve":
                return self._language.say(
                    f"amount.{read.kind}", what=naming.inside(naming.table(read.of[0]))
                )
            case kind if kind in COUNTS:
                side, what = self._subject(read)
                return self._language.say(f"amount.{_kind(read, side)}", what=what, side=side)
            case _:
                return self._language.say(
                    "amount.if", test=self.fact(read, True), then=1, otherwise=0
                )

    def _of_vote(self, read: Read) -> str:
        """The support for a proposal by a count, or the ballot of a member."""
        inject, id = read.of
        parts = self._scenario.body_of(inject)
        assert parts is not None
        names = parts[2].counts if read.kind == "support" else {id: parts[2].members[id].name}
        what = self._language.say("quoted", text=self._naming.inject(inject))
        of = titled(names[id], id)
        of = self._naming.inside(of) if read.kind == "support" else of
        return self._language.say(f"amount.{read.kind}", what=what, of=of)

    def _level(self, read: Read) -> str:
        owner, id = read.of
        track = self._scenario.tracks.get(owner)
        if track is not None and id in track.levels:
            return self._language.say("quoted", text=track.levels[id])
        return self._language.say("quoted", text=id.replace("_", " "))


def _kind(read: Read, side: str) -> str:
    """The kind of a count in the keys of sentences, which differ where a side may be named."""
    return f"{read.kind}.by" if read.kind in ("count", "answered") and side else read.kind
