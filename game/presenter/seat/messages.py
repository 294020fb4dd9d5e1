"""What people and the facilitator said that a participant may read, and to whom one can write."""

from __future__ import annotations

from collections.abc import Container, Iterator

from attrs import evolve, frozen

from game.model.decisions import FACILITATOR
from game.presenter.badges import SideBadge, badge_of
from game.presenter.participants import member_name
from game.presenter.seat.news import last_own_line
from game.presenter.worded_game import WordedGame
from game.session.records.recorded_actions import LONGEST_MESSAGE, TO_ALL
from game.session.said_and_done import Saying, sayings
from game.session.talk import allowed_words
from game.words.wording import Wording


@frozen
class MessageLine:
    """Something that was said to the reader, or by it."""

    number: int
    head: str
    """Who said it to whom."""
    turn: str
    lines: tuple[str, ...]
    badge: SideBadge | None
    """The badge of the side that said it; None for the facilitator."""
    is_own: bool
    is_new: bool
    is_stepped_back: bool
    """Whether the game was stepped back behind it later; what was said stays said."""


@frozen
class Addressee:
    """Somebody to whom the reader can write."""

    to: str
    name: str
    absent: str
    """Why nobody there reads it now, in words; empty where somebody does, or it is unknown."""


@frozen
class MessagesTab:
    """What was said, the newest first, and a form to answer."""

    messages: tuple[MessageLine, ...]
    addressees: tuple[Addressee, ...]
    """Empty where nobody may write."""
    closed: str
    """Why nobody may write; empty where people may."""
    to: str = TO_ALL
    """To whom the reader wrote last."""
    written: str = ""
    """What the reader wrote and could not send."""
    length: int = LONGEST_MESSAGE

    @property
    def new(self) -> int:
        """How many are new."""
        return sum(message.is_new for message in self.messages)


def member_of(side: str, seat: str) -> str:
    """How records name the reader: a side, or a seat of a side."""
    return f"{side}.{seat}" if seat else side


def messages_tab(
    worded: WordedGame, side: str, seat: str, read: int, occupied: frozenset[str] | None = None
) -> MessagesTab:
    """What the reader may read of what was said, and to whom it can write.

    read: the number of the last line of the record up to which it has read; -1: unknown.
    occupied: the sides and seats where somebody sits, as records name them; None: unknown.
    """
    words, member = worded.words, member_of(side, seat)
    read = read if read >= 0 else last_own_line(worded, side)
    path = frozenset(worded.path())
    said = [unless_hidden(worded, each) for each in sayings(worded.game, member)]
    every = [_line(words, each, member, read, path) for each in said]
    is_open = "message" in allowed_words(words.scenario)
    return MessagesTab(
        tuple(reversed(every)),
        tuple(_addressees(worded, member, occupied)) if is_open else (),
        "" if is_open else words.say("seat.messages.closed"),
        next((each.to for each in reversed(said) if each.sender == member), TO_ALL),
    )


def unless_hidden(worded: WordedGame, saying: Saying) -> Saying:
    """What was said, or in its place that the facilitator hides it."""
    if saying.number not in worded.hidden_words:
        return saying
    return evolve(saying, words=worded.words.say("seat.message.hidden"))


def _line(
    words: Wording, saying: Saying, member: str, read: int, path: Container[int]
) -> MessageLine:
    said = [line.strip() for line in saying.words.splitlines() if line.strip()]
    is_own, side = saying.sender == member, saying.sender.partition(".")[0]
    return MessageLine(
        saying.number,
        _head(words, saying, is_own=is_own),
        words.say("ui.record.turn", turn=max(1, saying.turn)),
        tuple(said) or (words.say("saying.deleted"),),
        None if saying.sender == FACILITATOR else badge_of(words.scenario, side),
        is_own,
        saying.number > read and not is_own,
        saying.number not in path,
    )


def _head(words: Wording, saying: Saying, *, is_own: bool) -> str:
    if saying.sender == FACILITATOR:
        return words.say("seat.message.facilitator")
    to = words.say("seat.to.all") if saying.to == TO_ALL else member_name(words, saying.to)
    if is_own:
        return words.say("seat.message.own", to=to)
    return words.say("seat.message.from", sender=member_name(words, saying.sender), to=to)


def _addressees(
    worded: WordedGame, member: str, occupied: frozenset[str] | None
) -> Iterator[Addressee]:
    """All, the own side, the other sides, and then the seats, without the reader itself."""
    words, own = worded.words, member.partition(".")[0]
    others = [side for side in words.scenario.sides if side != own]
    members = [*others, *([own] if member != own else ())]
    for side in (own, *others):
        members += [f"{side}.{seat}" for seat in words.scenario.sides[side].seats]
    yield Addressee(TO_ALL, words.say("seat.to.all"), "")
    for to in members:
        if to != member:
            name = words.say("seat.to.own") if to == own else member_name(words, to)
            yield Addressee(to, name, _absence(worded, to, member, occupied))


def _absence(worded: WordedGame, to: str, member: str, occupied: frozenset[str] | None) -> str:
    """Why nobody reads what is written to a side or a seat now; empty where somebody does."""
    side = to.partition(".")[0]
    if side not in worded.people:
        return worded.words.say("seat.to.bot")
    if occupied is None:
        return ""
    readers = {each for each in occupied - {member} if to in (each, each.partition(".")[0])}
    return "" if readers else worded.words.say("seat.to.nobody")
