"""The talks at a negotiating table, looked back on: the package, and what was possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import evolve, frozen

from game.bargaining.payoff_space import Point, forgone_gains
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    NamedPoint,
    Negotiation,
    PointKind,
    agreed_text,
    barred_sentence,
    bridge_sentence,
    joint_sum_sentence,
    joint_sums,
    named_points,
    package_title,
    point_text,
)
from game.presenter.debrief.talks_course import TalksCourse, asked_sentence, course_sentences
from game.presenter.offers.clauses import PackageLine, package_lines
from game.presenter.payoff_plane import MarkedPackage, PayoffPlane, payoff_plane, solutions
from game.presenter.prose import short_name
from game.words.sentences import number, signed, spans
from game.words.wording import Wording

_MOST_PICTURES = 3
"""Beside each other on the wall; more tables are told in figures."""


@frozen
class PointLine:
    """A point of the plane, in a legend."""

    kind: PointKind | Literal["table"]
    name: str
    text: str


@frozen
class TalksShown:
    """The talks at a negotiating table, at one table of the room or at several."""

    kind = "talks"

    title: str
    """What the package is: what was agreed, or the last offer; empty with several tables."""
    parties: tuple[SideBadge, ...]
    names: tuple[str, ...]
    lines: tuple[PackageLine, ...]
    totals: tuple[str, ...]
    none: str
    """What there is to say where nothing was offered; else empty."""
    left: tuple[tuple[SideBadge, str], ...]
    """What was left on the table, for whom; empty where nothing was agreed."""
    bridge: str
    """How far what was agreed is from the best sum, and the bridge from the package, in sentences;
    empty where there is neither, or with several tables."""
    third: str
    """Who else has to sign, as a sentence; empty where the table has only these two parties."""
    plane: PayoffPlane | None
    legend: tuple[PointLine, ...]


@frozen
class CourseRow:
    """The course of the talks at a table of the room."""

    table: str
    course: TalksCourse | None
    """None where nobody offered anything."""
    answer: str
    """What each of the two asked for and came to, or that nobody offered anything."""
    reserves: tuple[str, ...]
    """Of each of the two, at the first offer and in the end; none where nobody offered anything."""
    concessions: tuple[str, ...]
    """Of each of the two: how many, and what they were worth to the other."""
    agreed: str


@frozen
class TalksOverTime:
    """The course of the talks at a negotiating table, at one table of the room or at several."""

    kind = "concessions"

    words: Wording
    course: TalksCourse | None
    """None with several tables, or where nobody offered anything."""
    answer: str
    sentences: tuple[str, ...]
    none: str
    """What there is to say where nobody offered anything; else empty."""
    parties: tuple[tuple[SideBadge, str], ...]
    """The two, each with its name."""
    rows: tuple[CourseRow, ...] = ()
    """With several tables."""

    @property
    def is_drawn(self) -> bool:
        """Whether there are so few tables that the talks at each have a picture."""
        return len(self.rows) <= _MOST_PICTURES


def talks_over_time(
    debriefs: Mapping[str, Debrief], table: str, pair: tuple[str, str] | None
) -> TalksOverTime:
    """The course of the talks at a negotiating table, at all tables of the room."""
    first = next(iter(debriefs.values()))
    name, words = " ".join(pair) if pair is not None else "", first.words
    courses = {key: each.course_at(table, name) for key, each in debriefs.items()}
    sides = first.negotiation_at(table, name).space.sides
    parties = tuple((badge_of(words.scenario, side), short_name(words, side)) for side in sides)
    if len(debriefs) > 1:
        rows = tuple(_row(words, key, course) for key, course in courses.items())
        return TalksOverTime(words, None, "", (), "", parties, rows)
    course = courses[next(iter(courses))]
    if course is None:
        none = words.say("ui.over.table.offers.none")
        return TalksOverTime(words, None, "", (), none, parties)
    sentences = course_sentences(words, course, brief=True)
    return TalksOverTime(words, course, asked_sentence(words, course), sentences, "", parties)


def _row(words: Wording, table: str, course: TalksCourse | None) -> CourseRow:
    end = words.say("reveal.talks.none")
    if course is not None and course.negotiation.agreed is not None:
        end = agreed_text(words, course.negotiation)
    if course is None:
        return CourseRow(table, None, words.say("ui.over.table.offers.none"), (), (), end)
    start, last = course.at_first_offer.reserves, course.moments[-1].reserves
    return CourseRow(
        table,
        course,
        asked_sentence(words, course),
        tuple(f"{number(a)} → {number(b)}" for a, b in zip(start, last, strict=True)),
        tuple(
            f"{len(each.replies)} ({signed(each.gain)})" if each.replies else number(0)
            for each in course.conceded
        ),
        end,
    )


def talks_shown(
    debriefs: Mapping[str, Debrief], table: str, pair: tuple[str, str] | None
) -> TalksShown:
    """The talks at a negotiating table, at all tables of the room, by their names."""
    first = next(iter(debriefs.values()))
    name = " ".join(pair) if pair is not None else ""
    reviews = {key: each.negotiation_at(table, name) for key, each in debriefs.items()}
    words = first.words
    if len(debriefs) == 1:
        return _one_table(words, reviews[next(iter(reviews))])
    return _several_tables(words, reviews)


def _one_table(words: Wording, review: Negotiation) -> TalksShown:
    naming, table = words.naming, review.table
    plane = payoff_plane(words, review.space, solutions(words, review))
    points = named_points(words, review)
    left: tuple[tuple[SideBadge, str], ...] = ()
    if review.agreed is not None:
        gains = forgone_gains(review.space, review.agreed)
        left = tuple(
            (badge_of(words.scenario, side), number(gain))
            for side, gain in zip(review.space.sides, gains, strict=True)
        )
    return TalksShown(
        title=package_title(words, review) if review.clauses else naming.table(table),
        parties=tuple(badge_of(words.scenario, side) for side in review.parties),
        names=tuple(short_name(words, side) for side in review.parties),
        lines=package_lines(words, table, review.clauses),
        totals=tuple(map(number, review.totals)) if review.clauses else (),
        none="" if review.clauses else words.say("ui.over.table.offers.none"),
        left=left,
        bridge=" ".join(
            filter(
                None,
                (
                    each(words, review)
                    for each in (joint_sum_sentence, bridge_sentence, barred_sentence)
                ),
            )
        ),
        third=_third(words, review),
        plane=_plainly(words, plane) if review.space.cloud else None,
        legend=tuple(
            PointLine(each.kind, _plain_name(words, each), point_text(each.point))
            for each in points
        ),
    )


def _plain_name(words: Wording, point: NamedPoint) -> str:
    """The name of a point in words that a room understands at first reading."""
    if point.kind in ("nash", "kalai"):
        return words.say(f"reveal.talks.{point.kind}")
    return point.name


def _plainly(words: Wording, plane: PayoffPlane) -> PayoffPlane:
    """A plane whose frontier says what it is."""
    label = words.say("reveal.talks.frontier") if plane.frontier_label else ""
    return evolve(plane, frontier_label=label)


def _third(words: Wording, review: Negotiation) -> str:
    others = [side for side in review.parties if side not in review.space.sides]
    return words.say("reveal.talks.third", sides=words.naming.sides(others)) if others else ""


def _agreed_text(words: Wording, review: Negotiation) -> str:
    """What was agreed is worth to both, and how much of the largest sum that is."""
    if review.agreed is None:
        return words.say("reveal.talks.none")
    text, sums = agreed_text(words, review), joint_sums(review)
    if sums is None:
        return text
    # What became of it takes the room of a word.
    is_in_force = review.became in ("agreed", "ratified")
    key = "reveal.talks.sum" if is_in_force else "reveal.talks.sum.brief"
    return words.say(key, worths=text, sum=number(sums[0]), best=number(sums[1]))


def _several_tables(words: Wording, reviews: Mapping[str, Negotiation]) -> TalksShown:
    """What each table agreed, as points on one plane; each has a frontier of its own."""
    first, *others = reviews.values()
    numbers: dict[Point, list[int]] = {}
    for index, review in enumerate(reviews.values(), 1):
        if review.agreed is not None:
            numbers.setdefault(review.agreed, []).append(index)
    packages = [
        MarkedPackage("signed", point, text=", ".join(spans(of_point)))
        for point, of_point in numbers.items()
    ]
    spaces = [each.space for each in others]
    plane = payoff_plane(words, first.space, packages, others=spaces)
    legend = tuple(
        PointLine("table", name, _agreed_text(words, each)) for name, each in reviews.items()
    )
    return TalksShown(
        title="",
        parties=tuple(badge_of(words.scenario, side) for side in first.space.sides),
        names=tuple(short_name(words, side) for side in first.space.sides),
        lines=(),
        totals=(),
        none="",
        left=(),
        bridge="",
        third=_third(words, first),
        plane=_plainly(words, plane) if first.space.cloud else None,
        legend=legend,
    )
