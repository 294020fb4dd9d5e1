"""What a person takes home after the end: own marks beside what was worked out, and one rule."""

from __future__ import annotations

from attrs import frozen

from game.presenter.debrief.objectives import objective_stories
from game.presenter.debriefing.again import SeatAgain, seat_again
from game.presenter.debriefing.choices import OwnDecision, own_decisions
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.hindsight.graded import GradedDecision, graded_decisions
from game.presenter.hindsight.sums import event_sentence
from game.presenter.hindsight.waterfall import Waterfall, waterfall
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


@frozen
class HomeMark:
    """A decision that the person marked."""

    title: str
    is_computed: bool
    """Whether it was worked out to be a turning point, too; False as long as that isn't shown."""


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
    turning: tuple[GradedDecision, ...] | None
    """None as long as it isn't shown."""
    fall: Waterfall | None
    luck: str
    """Luck and skill in a sentence; empty as long as it isn't shown."""
    luck_events: tuple[str, ...]
    objectives: tuple[tuple[str, str], ...]
    """Each learning objective about which the side did something, and what; none as long as the
    turning points aren't shown."""
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
    graded = list[GradedDecision]()
    if analysis is not None and after.shows_turning:
        graded = [e for e in graded_decisions(words, game, analysis, side) if e.turning]
    fall = waterfall(debrief, analysis, side) if analysis and after.shows_luck else ""
    why = why_it_ended_so(debrief, analysis) if analysis is not None and after.shows_why else ()
    is_to_come = analysis is None and after.shows_why
    luck = fall if isinstance(fall, str) else fall.answer
    rule = back.rules.get(device)
    return TakeHome(
        choices=own_decisions(words, game, side) if asks else None,
        status=table.status if is_to_come else "",
        guessed=_guessed(words, marked),
        marked=tuple(_marks(table, side, marked, {each.grade.line for each in graded})),
        why=tuple(why),
        turning=tuple(graded) if analysis is not None and after.shows_turning else None,
        fall=None if isinstance(fall, str) else fall,
        luck=luck,
        luck_events=()
        if isinstance(fall, str)
        else tuple(event_sentence(words, event) for event in fall.events_of("luck")),
        objectives=_objectives(words, game, side) if after.shows_turning else (),
        again=seat_again(table, side),
        rule=rule.text if rule is not None else "",
    )


def _objectives(words: Wording, game: Game, side: str) -> tuple[tuple[str, str], ...]:
    stories = [each for each in objective_stories(words, game) if each.of(side)]
    return tuple((each.text, words.say("semicolon").join(each.of(side))) for each in stories)


def _guessed(words: Wording, answer: MarkedPoints | None) -> str:
    if answer is None or answer.guess is None:
        return ""
    return words.say("seat.home.guessed", guess=number(answer.guess))


def _marks(
    table: EndedTable, side: str, answer: MarkedPoints | None, computed: set[int]
) -> list[HomeMark]:
    if answer is None:
        return []
    words = table.debrief.words
    every = {each.line: each for each in own_decisions(words, table.debrief.game, side)}
    return [
        HomeMark(
            words.say("seat.home.decision", when=every[line].when, what=every[line].text),
            line in computed,
        )
        for line in sorted(answer.lines)
        if line in every
    ]
