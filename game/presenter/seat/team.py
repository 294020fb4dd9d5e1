"""The people of a side as one of them sees them: names, the pen, and raised hands."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import titled
from game.presenter.seat.context import SeatContext, Teammate
from game.words.wording import Wording


@frozen
class PenLine:
    """Who holds the pen of the side, which alone confirms its decisions."""

    is_mine: bool
    sentence: str


@frozen
class TeamLine:
    """A person of the side."""

    name: str
    notes: tuple[str, ...]
    """What is to be known of the person now: holds the pen, hand raised, agrees, away."""
    connected: bool
    agrees: bool


def seat_name(words: Wording, side: str, seat: str) -> str:
    """The name of a seat of a side; empty where it is none."""
    seats = words.scenario.sides[side].seats
    return titled(seats[seat].name, seat) if seat in seats else ""


def person_name(words: Wording, side: str, context: SeatContext, person: Teammate) -> str:
    """What a person is called: by seat, by first name, or by both where several share a seat."""
    seat = seat_name(words, side, person.seat)
    if not seat:
        number = [each.device for each in context.team].index(person.device) + 1
        return person.name or words.say("seat.person", number=number)
    shared = sum(each.seat == person.seat for each in context.team) > 1
    if shared and person.name:
        return words.say("seat.person.seat", name=person.name, seat=seat)
    return seat


def pen_line(words: Wording, side: str, context: SeatContext) -> PenLine:
    """Who holds the pen of a side."""
    if context.holds_pen:
        return PenLine(True, words.say("seat.pen.mine"))
    holder = context.teammate(context.pen)
    if holder is None:
        return PenLine(False, words.say("seat.pen.nobody"))
    name = person_name(words, side, context, holder)
    key = "seat.pen.taken" if context.pen_lost == context.device else "seat.pen.other"
    return PenLine(False, words.say(key, person=name))


def team_lines(words: Wording, side: str, context: SeatContext) -> tuple[TeamLine, ...]:
    """The people of a side."""
    return tuple(_team_line(words, side, context, person) for person in context.team)


def _team_line(words: Wording, side: str, context: SeatContext, person: Teammate) -> TeamLine:
    marks = {
        "you": person.device == context.device,
        "pen": person.device == context.pen,
        "hand": person.hand,
        "agrees": person.agrees,
        "away": not person.connected,
    }
    return TeamLine(
        person_name(words, side, context, person),
        tuple(words.say(f"seat.team.{mark}") for mark, holds in marks.items() if holds),
        person.connected,
        person.agrees,
    )


def hands_sentence(words: Wording, side: str, context: SeatContext) -> str:
    """Who else of the side has raised a hand; empty where nobody has."""
    names = [
        person_name(words, side, context, person)
        for person in context.team
        if person.hand and person.device != context.device
    ]
    return words.counted("seat.hands", len(names), people=words.listed(names)) if names else ""


def unagreed_sentence(words: Wording, context: SeatContext) -> str:
    """How many of those who are here and don't hold the pen haven't agreed; empty where all have.

    Whoever is away keeps nobody waiting.
    """
    silent = sum(
        each.connected and not each.agrees for each in context.team if each.device != context.pen
    )
    return words.counted("seat.unagreed", silent) if silent else ""


def agreement_sentence(words: Wording, context: SeatContext) -> str:
    """How many of those without the pen agree; empty where nobody else is there."""
    others = [each for each in context.team if each.device != context.pen]
    if not others:
        return ""
    agreeing = sum(each.agrees for each in others)
    return words.counted("seat.agree.count", len(others), agreeing=agreeing)
