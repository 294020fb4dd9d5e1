"""What a side that must answer is told of the other sides that the same question is put to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from game.model.effects import Effects, Step
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.log_events import QuestionAnswered
from game.model.play import Question, TableView
from game.presenter.said.stake import Settled, Stake, settled_by, stakes_of
from game.presenter.worded_game import WordedGame
from game.words.sentences import signed
from game.words.wording import Wording

VoteResult = Literal["carried", "lost"]


@frozen
class StakeRow:
    """What both results of a vote surely mean for a line of a score, in points."""

    label: str
    carried: int
    lost: int

    @property
    def figures(self) -> tuple[tuple[int, str], tuple[int, str]]:
        """Both numbers, each with how it is written."""
        return (self.carried, signed(self.carried)), (self.lost, signed(self.lost))


def stake_rows(worded: WordedGame, side: str, question: Question) -> tuple[StakeRow, ...]:
    """What the results of a vote surely mean for a side's score, and together; nothing of another
    question."""
    words, lines = worded.words, worded.words.scenario.sides[side].score
    if words.scenario.injects[question.inject].vote is None:
        return ()
    carried, lost = (dict(each.lines) for each in stakes_of(worded, side, question.inject))
    rows = [
        StakeRow(line.label, carried.get(i, 0), lost.get(i, 0))
        for i, line in enumerate(lines)
        if i in carried or i in lost
    ]
    if len(rows) > 1:
        total = sum(carried.values()), sum(lost.values())
        rows.append(StakeRow(words.say("vote.means.sum"), *total))
    return tuple(rows)


def notes_on_question(
    worded: WordedGame, side: str, question: Question, *, with_stakes: bool = True
) -> tuple[str, ...]:
    """Who answers at the same time, or has answered before and what, or is asked afterwards.

    with_stakes: also what the results of a vote surely mean for the score, which may stand in a
    table instead.
    """
    asked = worded.words.scenario.injects[question.inject].ask
    of_vote = tuple(_notes_on_vote(worded, side, question.inject, with_stakes=with_stakes))
    if len(asked) < 2:
        return of_vote
    notes = _together if question.together else _in_turn
    return (*of_vote, *notes(worded, side, question))


def _notes_on_vote(
    worded: WordedGame, side: str, inject: str, *, with_stakes: bool
) -> Iterator[str]:
    """What a vote needs, who votes besides the sides, and what follows from it."""
    words, parts = worded.words, worded.words.scenario.body_of(inject)
    if parts is None:
        return
    vote = parts[0]
    yield words.needed_majority(inject)
    yield words.weight_in_vote(inject, side)
    stakes, settled = stakes_of(worded, side, inject), settled_by(worded, side, inject)
    for table in settled[1].tables:
        package = words.naming.package(table.id, table.signed or FrozenMap())
        yield words.say("vote.ratifies", table=words.naming.table(table.id), package=package)
    results: tuple[tuple[VoteResult, Effects, Stake, Settled], ...] = (
        ("carried", vote.carried, stakes[0], settled[0]),
        ("lost", vote.lost, stakes[1], settled[1]),
    )
    for key, effects, stake, tables in results:
        told = [
            words.say(f"vote.table.{key}", table=words.naming.table(table.id))
            for table in tables.tables
        ]
        for table in tables.waiting:
            told += [
                words.say("vote.table.waiting", table=words.naming.table(table.id)),
                words.to_ratify(table.id, table.due, (*table.ratified, inject)),
            ]
        steps = [step for table in tables.tables for step in _followed(words, table, key)]
        told += filter(None, [words.effects((*effects, *steps), side)])
        told = told or [words.say("vote.nothing")]
        points = _for_score(words, side, stake) if with_stakes else ()
        yield " ".join([words.say(f"vote.if.{key}"), *told, *points])


def _followed(words: Wording, view: TableView, result: VoteResult) -> Iterator[Step]:
    """What follows at a table when its signed package is ratified, or when it isn't."""
    table, package = words.scenario.tables[view.id], view.signed or FrozenMap[str, str]()
    for issue in package:
        option = table.issues[issue].options[package[issue]]
        if result == "carried" and issue not in table.provisional:
            yield from option.effects
        elif result == "lost" and issue in table.provisional:
            yield from option.lapsed
    yield from table.agreed if result == "carried" else table.rejected


def _for_score(words: Wording, side: str, stake: Stake) -> Iterator[str]:
    """What a result surely means for the lines of a score, and together."""
    lines = words.scenario.sides[side].score
    parts = [
        words.say("vote.stake.line", label=lines[i].label, n=signed(points))
        for i, points in stake.lines
    ]
    if parts:
        key = "vote.stake" if len(parts) == 1 else "vote.stake.sum"
        yield words.say(key, lines=", ".join(parts), total=signed(stake.total))


def secrecy_of_answer(worded: WordedGame, question: Question) -> str:
    """Who learns an answer, and when."""
    vote = worded.words.scenario.injects[question.inject].vote
    if vote is not None:
        return worded.words.say(f"vote.foot.{vote.ballots}")
    key = "ui.question.foot.together" if question.together else "ui.question.foot"
    return worded.words.say(key)


def _together(worded: WordedGame, side: str, question: Question) -> Iterator[str]:
    words, asked = worded.words, worded.words.scenario.injects[question.inject].ask
    others = [other for other in asked if other != side]
    for key, sides in (
        ("ui.question.together", [other for other in others if other in question.sides]),
        ("ui.question.answered", [other for other in others if other not in question.sides]),
    ):
        if sides:
            yield words.say(key, sides=words.listed(map(words.naming.side_inside, sides)))


def _in_turn(worded: WordedGame, side: str, question: Question) -> Iterator[str]:
    words, asked = worded.words, worded.words.scenario.injects[question.inject].ask
    place = asked.index(side)
    answers = _answers_so_far(worded, side, question.inject)
    for other in asked[:place]:
        if other in answers:
            answered = QuestionAnswered(question.inject, other, answers[other])
            yield words.entry(Entry(answered))
    if asked[place + 1 :]:
        later = [words.naming.side_inside(other) for other in asked[place + 1 :]]
        yield words.say("ui.question.later", sides=words.listed(later))


def _answers_so_far(worded: WordedGame, reader: str, inject: str) -> dict[str, str]:
    """By side, its last answer to an inject's question."""
    return {
        event.side: event.answer
        for entry in worded.game.log(reader)
        if isinstance(event := entry.event, QuestionAnswered) and event.inject == inject
    }
