"""How the tables of a room ended: the outcomes, and the scores of the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from game.model.play import ScoreSheet
from game.presenter.debrief.debrief import Debrief, score_lines, table_statuses
from game.presenter.debrief.side_results import side_result
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.prose import paragraphs
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.verdicts import Verdict
from game.words.sentences import number
from game.words.wording import Wording

MOST_LINES = 7
"""As many lines of a score can be read from eight metres."""


@frozen
class TableEnding:
    """The outcome at a table."""

    table: str
    """Its name; empty where there is one table."""
    outcome: str
    paragraphs: tuple[str, ...]
    statuses: tuple[str, ...]
    """What became of each negotiating table."""


@frozen
class EndingsShown:
    """The outcomes."""

    kind = "outcome"

    tables: tuple[TableEnding, ...]


@frozen
class RevealedLine:
    """A line of a score with its bar."""

    label: str
    points: str
    share: float
    """The length of its bar, from 0 to 1; the longest line has 1."""
    is_negative: bool


@frozen
class RevealedScore:
    """The score of a side, with its lines."""

    badge: SideBadge
    side: str
    total: str
    par: str
    margin: str
    judgement: Verdict | None
    lines: tuple[RevealedLine, ...]
    below: str = ""
    """What the side signed below its reserve; empty where nothing."""
    guessed: str = ""
    """What its people had guessed, in words; may be empty."""


@frozen
class TableScores:
    """The scores at one of several tables."""

    table: str
    totals: tuple[tuple[str, Verdict | None], ...]
    """By side, with how it stands to the par."""


@frozen
class ScoresShown:
    """The scores: of one table with their lines, of several side by side."""

    kind = "scores"

    sides: tuple[RevealedScore, ...]
    """Of one table; of several its badges, names and pars are those of all, the rest is empty."""
    tables: tuple[TableScores, ...]


def endings_shown(debriefs: Mapping[str, Debrief]) -> EndingsShown:
    """The outcomes at all tables, by their names."""
    return EndingsShown(tuple(_ending(name, each) for name, each in debriefs.items()))


def _ending(name: str, debrief: Debrief) -> TableEnding:
    words, view = debrief.words, debrief.view
    outcome = view.outcome or ""
    return TableEnding(
        name,
        words.naming.outcome(outcome),
        tuple(paragraphs(words.scenario.outcomes[outcome].text)) if outcome else (),
        tuple(table_statuses(words, view)),
    )


def scores_shown(tables: Mapping[str, EndedTable]) -> ScoresShown:
    """The scores at all tables, by their names."""
    first = next(iter(tables.values()))
    is_alone = len(tables) == 1
    return ScoresShown(
        tuple(_side_scores(first, with_lines=is_alone)),
        () if is_alone else tuple(_totals(name, each.debrief) for name, each in tables.items()),
    )


def _side_scores(table: EndedTable, *, with_lines: bool) -> Iterator[RevealedScore]:
    debrief, words = table.debrief, table.debrief.words
    for side in words.scenario.sides:
        sheet = debrief.view.scores[side]
        result = side_result(words, debrief.view, side, debrief.agreements_below_reserve)
        badge, name = badge_of(words.scenario, side), words.naming.side(side)
        if not with_lines:
            yield RevealedScore(badge, name, "", result.par, "", None, ())
            continue
        lines = tuple(_lines(words, sheet))
        yield RevealedScore(
            badge,
            name,
            number(sheet.total),
            result.par,
            result.margin,
            _judge(sheet),
            lines,
            result.below,
            guesses_text(table, side),
        )


def guesses_text(table: EndedTable, side: str) -> str:
    """What the people of a side had guessed its score to be; empty where nobody did."""
    words, marks = table.debrief.words, table.looking_back.marks_of(side)
    guesses = [number(each.guess) for each in marks if each.guess is not None]
    if not guesses:
        return ""
    return words.counted("reveal.guessed", len(guesses), guesses=words.language.listed(guesses))


def _lines(words: Wording, sheet: ScoreSheet) -> Iterator[RevealedLine]:
    lines, labels = score_lines(words, sheet, MOST_LINES)
    longest = max((abs(line.points) for line in lines), default=0) or 1
    for line, label in zip(lines, labels, strict=True):
        share = round(abs(line.points) / longest, 3)
        yield RevealedLine(label, number(line.points), share, line.points < 0)


def _totals(name: str, debrief: Debrief) -> TableScores:
    sheets = [debrief.view.scores[side] for side in debrief.words.scenario.sides]
    return TableScores(name, tuple((number(each.total), _judge(each)) for each in sheets))


def _judge(sheet: ScoreSheet) -> Verdict | None:
    difference = sheet.total - sheet.par
    return None if not difference else "better" if difference > 0 else "worse"
