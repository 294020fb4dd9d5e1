"""What a person takes home after the end: own marks beside what was worked out, and one rule."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.objectives import objective_stories
from game.presenter.debrief.talks_course import asked_sentence, course_sentences
from game.presenter.debriefing.again import SeatAgain, seat_again
from game.presenter.debriefing.choices import OwnDecision, own_decisions
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.hindsight.graded import judged_decisions
from game.presenter.hindsight.sums import event_sentence
from game.presenter.hindsight.turning import TurningPoints, told_turning_points
from game.presenter.hindsight.waterfall import Waterfall, waterfall
from game.presenter.prose import paragraphs
from game.room.looking_back import MarkedPoints
from game.session.game import Game
from game.words.sentences import number
from game.words.wording import Wording


@frozen(eq=False)
class AfterEnd:
    """What a room knows of a table that has ended, and what of it the wall has shown."""

    table: EndedTable
    shows_scores: bool
    shows_why: bool
    shows_turning: bool
    shows_luck: bool
    shows_talks: bool = False
    shows_secrets: bool = False


@frozen
class HomeMark:
    """A decision that the person marked."""

    title: str
    is_computed: bool
    """Whether it was worked out to be a turning point, too; False as long as that isn't shown."""
    judgement: str = ""
    """What it gained or cost; empty as long as that isn't shown, or where it hardly did."""


@frozen
class TakeHome:
    """What the page of a seat shows besides the outcome and the score."""

    choices: tuple[OwnDecision, ...] | None
    """What can be marked before anything is shown; None: it has been answered, or shown."""
    status: str
    """How far the analysis is, where something of it is to be shown; else empty."""
    guessed: str
    marked: tuple[HomeMark, ...]
    why: tuple[str, ...]
    turning: TurningPoints | None
    """None as long as it isn't shown."""
    talks: tuple[str, ...]
    """Who gave and who got at the side's tables; empty as long as it isn't shown."""
    fall: Waterfall | None
    luck: str
    """Luck and skill in a sentence; empty as long as it isn't shown."""
    luck_events: tuple[str, ...]
    luck_left_out: str
    """What smaller effects of chance add up to."""
    objectives: tuple[tuple[str, str], ...]
    """Each learning objective about which the side did something, and what; none as long as the
    turning points aren't shown."""
    briefs: tuple[tuple[str, tuple[str, ...]], ...]
    """Each other side's brief with its heading; none as long as what only one side knew isn't
    shown."""
    again: SeatAgain | None
    """The re-opened table; None: it isn't open."""
    rule: str
    """The person's rule for next time; may be empty."""


def take_home(after: AfterEnd, side: str, device: str) -> TakeHome:
    """What the page of a device shows after the end."""
    table = after.table
    debrief, back, analysis = table.debrief, table.looking_back, table.analysis
    words, game = debrief.words, debrief.game
    marked = back.marked.get(device)
    asks = marked is None and not after.shows_scores
    turning = None
    if analysis is not None and after.shows_turning:
        turning = told_turning_points(debrief, analysis, side)
    fall = waterfall(debrief, analysis, side) if analysis and after.shows_luck else ""
    why = (
        why_it_ended_so(debrief, analysis, is_judged=after.shows_turning).sentences()
        if analysis is not None and after.shows_why
        else ()
    )
    is_to_come = analysis is None and after.shows_why
    luck = fall if isinstance(fall, str) else fall.answer
    rule = back.rules.get(device)
    return TakeHome(
        choices=own_decisions(words, game, side) if asks else None,
        status=table.status if is_to_come else "",
        guessed=_guessed(words, marked),
        marked=tuple(_marks(table, side, marked, turning)),
        why=tuple(why),
        turning=turning,
        talks=tuple(_talks(debrief, side)) if after.shows_talks else (),
        fall=None if isinstance(fall, str) else fall,
        luck=luck,
        luck_events=()
        if isinstance(fall, str)
        else tuple(event_sentence(words, event) for event in fall.events_of("luck")),
        luck_left_out=""
        if isinstance(fall, str)
        else fall.left_out(words, "luck", fall.events_of("luck")),
        objectives=_objectives(words, game, side) if after.shows_turning else (),
        briefs=_briefs(words, side) if after.shows_secrets else (),
        again=seat_again(table, side),
        rule=rule.text if rule is not None else "",
    )


def _talks(debrief: Debrief, side: str) -> Iterator[str]:
    """The course of a side's talks with each other party, in sentences."""
    for table in debrief.tables:
        for name, pair in debrief.pairs_at(table).items():
            course = debrief.course_at(table, name)
            if side in pair and course is not None:
                yield asked_sentence(debrief.words, course)
                yield from course_sentences(debrief.words, course)


def _objectives(words: Wording, game: Game, side: str) -> tuple[tuple[str, str], ...]:
    stories = [each for each in objective_stories(words, game) if each.of(side)]
    return tuple((each.text, words.say("semicolon").join(each.of(side))) for each in stories)


def _briefs(words: Wording, side: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    briefs = {each: written.brief for each, written in words.scenario.sides.items()}
    return tuple(
        (words.say("seat.home.brief", side=words.naming.side(other)), tuple(paragraphs(brief)))
        for other, brief in briefs.items()
        if other != side and brief
    )


def _guessed(words: Wording, answer: MarkedPoints | None) -> str:
    if answer is None or answer.guess is None:
        return ""
    return words.say("seat.home.guessed", guess=number(answer.guess))


def _marks(
    table: EndedTable, side: str, answer: MarkedPoints | None, turning: TurningPoints | None
) -> list[HomeMark]:
    if answer is None:
        return []
    words = table.debrief.words
    every = {each.line: each for each in own_decisions(words, table.debrief.game, side)}
    analysis, game = table.analysis, table.debrief.game
    judged = {}
    if turning is not None and analysis is not None:
        graded = judged_decisions(words, game, analysis, side)
        judged = {each.grade.line: each.judgement for each in graded if each.grade.choices > 1}
    return [
        HomeMark(
            words.say("seat.home.decision", when=every[line].when, what=every[line].text),
            turning is not None and turning.of(line) is not None,
            judged.get(line, ""),
        )
        for line in sorted(answer.lines)
        if line in every
    ]
