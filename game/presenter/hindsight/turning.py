"""The turning points of a side: the few things that surely changed its score most.

Candidates are its decisions, what would have been better on several occasions, and the meetings at
which an agreement was signed or none was. Whether one was a mistake plays no role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from game.bargaining.bridge import find_bridge
from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis
from game.insight.grades import Grade
from game.insight.history import HistoryStep
from game.insight.intervals import EXACT, Interval
from game.model.decisions import Act, Move, Pass
from game.model.log_events import SideWalkedOut, Signature, TableCollapsed
from game.model.scenario import Scenario
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.graded import (
    GradedDecision,
    Judgement,
    judged_decisions,
    lines_of,
    measured,
    state_before,
)
from game.presenter.hindsight.moves import alternative_text, visited_table
from game.presenter.hindsight.sums import event_sentence, score_events
from game.presenter.offers.clauses import bridge_changes, bridge_gains
from game.session.agreements import end_of_talks, last_that_suited, signings
from game.session.game import Game
from game.words.sentences import capital, number, with_error
from game.words.wording import Wording

MOST = 3
LEAST = 5
"""The least effect of a turning point, in whole points."""
SURE = 2
"""Its effect is at least so many times as large as what it can be wrong by."""
MOST_OF_IT = 0.6
"""Where one of several occasions makes more than this share of their sum, it stands for itself."""


@frozen
class TurningPoint:
    """Something that changed the score of a side."""

    number: int
    """From 1, in the order in which they happened."""
    lines: tuple[int, ...]
    """The lines of the record that it is about; the first is the most telling."""
    turn: int
    when: str
    """Its turn or turns, in words."""
    title: str
    package: str
    """Of an offer, its package; else empty."""
    effect: Interval
    """In points; below 0: a loss."""
    kind: Judgement
    judgement: str
    """How it is judged, with its points."""
    better: str
    """What would have been better, or that nothing surely was."""
    sentences: tuple[str, ...]
    """What else there is to say."""
    together: str = ""
    """Of several decisions, what they came to together, as a sentence; else empty."""
    written: tuple[str, ...] = ()
    """What people wrote with it, with their side."""

    @property
    def points(self) -> str:
        """Its effect with its sign, and by how much that can be wrong."""
        return measured(self.effect)

    @property
    def all_sentences(self) -> tuple[str, ...]:
        """What people wrote with it, what would have been better, and what else there is to say."""
        return (*self.written, self.better, *self.sentences)

    @property
    def figure(self) -> str:
        """Its effect with its sign."""
        return measured(Interval(*(self.effect.mean,) * 3))

    @property
    def is_worse(self) -> bool:
        """Whether it was a loss."""
        return self.effect.mean < 0


@frozen
class TurningPoints:
    """The turning points of a side; where there is none, what is worth telling instead."""

    points: tuple[TurningPoint, ...]
    none: str
    """That no single decision turned the game; empty where one did."""
    instead: tuple[str, ...]
    """Then what the last meeting and the largest stroke of chance changed, in sentences."""

    def of(self, line: int) -> TurningPoint | None:
        """The turning point that a line belongs to; None: to none."""
        return next((each for each in self.points if line in each.lines), None)


@frozen
class _Candidate:
    """Something that may be a turning point."""

    effect: Interval
    lines: tuple[int, ...]
    decision: GradedDecision | None = None
    """The only decision that it is, or the most telling of several."""
    move: Move | None = None
    """What would have been better on several occasions."""
    table: str = ""
    """The table of a meeting at which something was signed, or nothing."""
    signing: HistoryStep | None = None
    """The step in which it was signed there; None: nothing was."""
    turns: tuple[int, ...] = field(default=())

    @property
    def instead(self) -> Move | None:
        """What would have been better; the same isn't told twice."""
        if self.move is not None or self.decision is None or not self.decision.better:
            return self.move
        grade = self.decision.grade
        return grade.better[0].move if grade.label != "unknowable" else grade.truly_better

    @property
    def is_large(self) -> bool:
        """Whether it is large and sure enough."""
        size = abs(self.effect.mean)
        return round(size) >= LEAST and size >= SURE * self.effect.half_width


def turning_points(words: Wording, game: Game, analysis: Analysis, side: str) -> TurningPoints:
    """The turning points of a side, at most three, in their order."""
    judged = judged_decisions(words, game, analysis, side)
    meetings, chosen = list(_meetings(game, analysis, side)), list[_Candidate]()
    while len(chosen) < MOST:
        told = {line for each in chosen for line in each.lines}
        instead = {each.instead for each in chosen} - {None}
        rest = [each for each in judged if each.grade.line not in told]
        left = [each for each in (*_single(judged), *meetings) if told.isdisjoint(each.lines)]
        left += _repeated(game, rest, judged)
        left = [each for each in left if each.instead not in instead]
        largest = max(left, key=lambda each: abs(each.effect.mean) * each.is_large, default=None)
        if largest is None or not largest.is_large:
            break
        chosen.append(largest)
    chosen.sort(key=lambda each: min(each.lines))
    telling = _Telling(words, game, side)
    points = tuple(telling.point(n, each) for n, each in enumerate(chosen, 1))
    if points:
        return TurningPoints(points, "", ())
    none = words.say("insight.turning.none", side=words.naming.side_inside(side), least=LEAST)
    own = score_events(words, game.rules, analysis, side, "own")
    most = max(own, key=lambda event: abs(event.points.mean), default=None)
    others = [telling.met(each) for each in meetings if round(each.effect.mean)]
    if most is not None and abs(most.points.mean) >= LEAST:
        what = event_sentence(words, most)
        others.insert(0, words.say("insight.turning.none.own", what=what))
    chance = score_events(words, game.rules, analysis, side, "luck")
    if chance:
        most = max(chance, key=lambda event: abs(event.points.mean))
        what = words.say("insight.turning.chance", what=most.text, n=measured(most.points))
        others.append(what)
    return TurningPoints((), none, tuple(others))


def told_turning_points(debrief: Debrief, analysis: Analysis, side: str) -> TurningPoints:
    """The turning points of a side, with what people wrote then."""
    turning = turning_points(debrief.words, debrief.game, analysis, side)
    points = (evolve(each, written=debrief.written_with(each.lines)) for each in turning.points)
    return evolve(turning, points=tuple(points))


def graded_decisions(
    words: Wording, game: Game, analysis: Analysis, side: str
) -> tuple[GradedDecision, ...]:
    """The decisions of a side that were graded, in their order."""
    points = turning_points(words, game, analysis, side)
    return tuple(
        _numbered(each, points.of(each.grade.line))
        for each in judged_decisions(words, game, analysis, side)
    )


def _numbered(decision: GradedDecision, point: TurningPoint | None) -> GradedDecision:
    """A decision with the number of its turning point, and what that came to together."""
    if point is None:
        return decision
    together = (point.together,) if point.together else ()
    return evolve(
        decision,
        turning=point.number,
        turning_points=point.points if decision.grade.line == point.lines[0] else "",
        sentences=(*together, *decision.sentences),
    )


def graded_by_line(words: Wording, game: Game, analysis: Analysis) -> dict[int, GradedDecision]:
    """By line of the record, the decisions of all sides that were a choice."""
    return {
        each.grade.line: each
        for side in game.rules.sides
        for each in graded_decisions(words, game, analysis, side)
        if each.grade.choices > 1
    }


# Candidates


def _single(judged: Iterable[GradedDecision]) -> Iterator[_Candidate]:
    for each in judged:
        if each.grade.choices > 1 and not each.is_done_too:
            grade = each.grade
            yield _Candidate(each.effect, (grade.line,), each, turns=(max(1, grade.turn),))


def _repeated(
    game: Game, judged: Iterable[GradedDecision], every: Iterable[GradedDecision]
) -> Iterator[_Candidate]:
    """What would have been better on several turns; of each turn, the larger loss counts.

    Packages are left out, as a table is agreed only once. every: all decisions of the side.
    """
    occasions: dict[tuple[Move, str], list[tuple[Interval, GradedDecision]]] = {}
    for each in judged:
        grade = each.grade
        table = visited_table(game.rules, state_before(game, grade))
        for place, better in enumerate(grade.better):
            if isinstance(better.move, Act | Pass):
                points = grade.loss if place == 0 else better.value
                occasions.setdefault((better.move, table), []).append((points, each))
    for (move, _), found in occasions.items():
        taken = [each.grade.turn for each in every if each.grade.move == move]
        best = _possible(game.rules.scenario, move, found, taken)
        total = EXACT
        for points, _ in best:
            total = total.plus(points)
        if len(best) < 2 or best[0][0].mean > MOST_OF_IT * total.mean:
            continue
        lines = tuple(each.grade.line for _, each in best)
        turns = tuple(sorted(max(1, each.grade.turn) for _, each in best))
        yield _Candidate(-total, lines, best[0][1], move, turns=turns)


def _possible(
    scenario: Scenario,
    move: Move,
    found: Sequence[tuple[Interval, GradedDecision]],
    taken: Sequence[int],
) -> list[tuple[Interval, GradedDecision]]:
    """The occasions at which a move could have been made in one game, the largest loss first.

    taken: the turns on which it was made. It is made once a turn here, as often as its limit
    allows, and never before its cooldown is over.
    """
    most, pause = len(found), 1
    if isinstance(move, Act):
        action = scenario.actions[move.action]
        most = most if action.limit is None else max(0, action.limit - len(taken))
        pause = 1 + (action.cooldown or 0)
    best: list[tuple[Interval, GradedDecision]] = []
    turns = list(taken)
    for points, each in sorted(found, key=lambda one: -one[0].mean):
        if all(abs(each.grade.turn - turn) >= pause for turn in turns):
            best.append((points, each))
            turns.append(each.grade.turn)
    return best[:most]


def _meetings(game: Game, analysis: Analysis, side: str) -> Iterator[_Candidate]:
    """The meetings at which something was signed, or the last one where nothing was."""
    if not isinstance(analysis.account, Account):
        return
    rules = game.rules
    held: dict[tuple[str, int], list[EventWorth]] = {}
    for event in analysis.account.events:
        if event.kind == "decision" and event.step.before is not None:
            table = visited_table(rules, event.step.before)
            if table and not event.step.before.questions:
                held.setdefault((table, event.turn), []).append(event)
    for id, written in rules.scenario.tables.items():
        meetings = [(turn, each) for (other, turn), each in held.items() if other == id]
        if side not in written.between or not meetings:
            continue
        signed = [each for each in meetings if signing_in(each[1], id) is not None]
        turn, events = signed[-1] if signed else meetings[-1]
        total = EXACT
        for event in events:
            total = total.plus(event.values[side])
        lines = tuple(line for event in events for line in lines_of(event))
        signing = signing_in(events, id)
        yield _Candidate(total, lines, table=id, signing=signing, turns=(max(1, turn),))


def signing_in(events: Iterable[EventWorth], table: str) -> HistoryStep | None:
    """The step of a meeting with which its table was agreed; None where it wasn't."""
    for event in events:
        for entry in event.step.entries:
            if isinstance(entry.event, Signature) and entry.event.table == table:
                return event.step
    return None


# In words


@frozen
class _Telling:
    """Tells candidates of a side in words."""

    words: Wording
    game: Game
    side: str

    def point(self, number: int, each: _Candidate) -> TurningPoint:
        """A candidate as a turning point with its number."""
        turn, say = min(each.turns), self.words.say
        turns = self.words.language.listed(map(str, each.turns))
        when = self.words.counted("insight.turning.turns", len(each.turns), turns=turns)
        place = number, each.lines, turn, when
        if each.table:
            kind: Judgement = "good" if each.effect.mean > 0 else "lesser"
            figure, better = measured(each.effect), self._other_package(each)
            more = (*self._signed_at(each), say("insight.turning.meeting"))
            title = self._title(each)
            return TurningPoint(
                *place, title, "", each.effect, kind, figure, better, more, self.met(each)
            )
        assert each.decision is not None
        own = each.decision
        if each.move is not None:
            what = self._instead(own.grade, each.move)
            title = self._not_done(own.grade, each.move, what)
            points = with_error(round(-each.effect.mean), each.effect.error)
            values = {"what": what, "points": points}
            better = capital(
                self.words.counted("insight.turning.occasions", len(each.lines), **values)
            )
            judged = measured(each.effect)
            return TurningPoint(
                *place, title, "", each.effect, "lesser", judged, better, (), better
            )
        better = own.better or say("insight.better.none")
        return TurningPoint(
            *place, own.title, own.package, own.effect, own.kind, own.judgement, better,
            own.sentences,
        )  # fmt: skip

    def met(self, each: _Candidate) -> str:
        """What a meeting came to, as a sentence with its points."""
        what = self._title(each)
        values = {"turn": each.turns[0], "n": measured(each.effect)}
        return self.words.say("insight.turning.met", what=what, **values)

    def _instead(self, grade: Grade, move: Move) -> str:
        state = state_before(self.game, grade)
        return alternative_text(self.words, self.game.rules, state, self.side, move)

    def _not_done(self, grade: Grade, move: Move, what: str) -> str:
        """That something was not done on several occasions, as a title."""
        if isinstance(move, Pass):
            at_table = visited_table(self.game.rules, state_before(self.game, grade))
            return self.words.say(f"insight.turning.repeated.{'silence' if at_table else 'pass'}")
        return self.words.say("insight.turning.repeated", what=what)

    def _signed_at(self, each: _Candidate) -> Iterator[str]:
        """What was signed at a meeting was worth to the side, and no agreement."""
        for signing in signings(self.game):
            if (signing.table, signing.side, signing.turn) == (
                each.table,
                self.side,
                each.turns[0],
            ):
                yield self.words.say(
                    "insight.turning.signing",
                    worth=number(signing.worth),
                    reserve=number(signing.reserve),
                )

    def _title(self, each: _Candidate) -> str:
        """What became of a table at a meeting."""
        name = self.words.naming.table(each.table)
        if each.signing is not None:
            return self.words.say("insight.turning.signed", table=name)
        side = broken_off_by(self.game, each.table)
        if side is not None:
            side = self.words.naming.side_inside(side)
            return self.words.say("insight.turning.walked", table=name, side=side)
        return self.words.say("insight.turning.unsigned", table=name)

    def _other_package(self, each: _Candidate) -> str:
        """Which other package would have been better than what a meeting came to."""
        words, rules, table = self.words, self.game.rules, each.table
        suited = last_that_suited(self.game, rules.tables[rules.index.tables[table]])
        if suited is not None and each.signing is None:
            return words.say(
                "insight.turning.suited",
                turn=suited.turn,
                proposer=words.naming.side_inside(suited.side),
                side=words.naming.side_inside(self.side),
                worth=number(suited.worths[self.side]),
                reserve=number(suited.reserves[self.side]),
                package=words.naming.package(table, suited.package),
            )
        before = each.signing.before if each.signing is not None else None
        bridge = find_bridge(rules, before or end_of_talks(self.game, table), table)
        if bridge is None:
            return words.say("insight.turning.no-package")
        sides = tuple(side for side in rules.sides if side in bridge.gains)
        return words.say(
            "ui.over.table.bridge",
            changes=bridge_changes(words, table, bridge),
            gains=bridge_gains(words, sides, bridge),
        )


def broken_off_by(game: Game, table: str) -> str | None:
    """The side that first broke off the talks at a table; None where none did.

    Where a majority decides, others can go on when somebody has walked out (rule 19.4).
    """
    left = [
        entry.event
        for entry in game.log()
        if isinstance(entry.event, SideWalkedOut | TableCollapsed) and entry.event.table == table
    ]
    for event, then in pairwise(left):
        if isinstance(event, SideWalkedOut) and isinstance(then, TableCollapsed):
            return event.side
    return None
