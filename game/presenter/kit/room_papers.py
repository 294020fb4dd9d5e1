"""What is laid out in the room: name plates, how to connect, and the slips to cut out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.document.marks import MarkStyle, Shape, readable_colour
from game.document.sheets import CutSlip, QrRows, SheetBook
from game.model.scenario import Scenario, titled
from game.presenter.badges import badge_of
from game.presenter.console.console_page import place_name
from game.presenter.observer_page import watch_name
from game.presenter.prose import name_without_article
from game.room.people import Place, Watch
from game.room.state import ObserverSlip, Slip
from game.words.wording import Wording


@frozen
class PaperSlip:
    """A slip with the address that it leads to."""

    slip: Slip | ObserverSlip
    url: str
    """Empty where the address of the room isn't known."""
    qr: QrRows
    """Empty where only this computer reaches the address."""


@frozen
class KitRoom:
    """A room whose papers are printed."""

    code: str
    url: str
    """Where devices join it; empty where that isn't known."""
    qr: QrRows
    tables: int
    slips: Sequence[PaperSlip]


def add_plates(book: SheetBook, words: Wording) -> None:
    """Adds a name plate for each side and each of its seats."""
    fold, count = words.say("kit.fold"), 0
    for side, written in words.scenario.sides.items():
        name, mark = name_without_article(words, side), side_mark(words.scenario, side)
        for plate, above in (
            (name, ""),
            *((titled(seat.name, id), name) for id, seat in written.seats.items()),
        ):
            if count % 2 == 0:
                book.begin_sheet("", kind="plate")
            count += 1
            book.plate(plate, above, mark, fold)


def plate_count(words: Wording) -> int:
    """How many name plates there are."""
    return sum(1 + len(side.seats) for side in words.scenario.sides.values())


def add_connection(book: SheetBook, words: Wording, room: KitRoom | None) -> None:
    """Adds the card that tells how to connect; without a room its lines stay empty."""
    say = words.say
    book.begin_sheet(KitWords(words).label("kit.part.wifi"), kind="large")
    book.heading(say("kit.part.wifi"), 1)
    book.blanks((say("kit.wifi.network"), say("kit.wifi.password")))
    address, code = say("ui.room.address"), say("room.wall.code")
    if room is not None and room.url:
        book.filled([(address, room.url), (code, room.code)])
    elif room is not None:
        book.blanks([address])
        book.filled([(code, room.code)])
    else:
        book.blanks([address, code])
    scanned = room is not None and bool(room.qr)
    book.steps(
        [
            (say("kit.wifi.join"), say("kit.wifi.join.about")),
            (say("kit.wifi.open"), say("kit.wifi.scan" if scanned else "kit.wifi.open.about")),
            (say("kit.wifi.seat"), say("kit.wifi.seat.about")),
        ]
    )
    if room is not None and room.qr:
        book.code(room.qr)


def add_slips(book: SheetBook, words: Wording, room: KitRoom) -> None:
    """Adds the slips of a room."""
    book.begin_sheet(KitWords(words).facilitator_label())
    book.heading(words.say("ui.room.slips"), 1)
    book.paragraph(words.say("kit.slips.about"), "small")
    book.slips(_cut_slip(words, each, room.tables) for each in room.slips)


def _cut_slip(words: Wording, paper: PaperSlip, tables: int) -> CutSlip:
    slip, say = paper.slip, words.say
    spot: Place | Watch = slip.place if isinstance(slip, Slip) else slip.watch
    if isinstance(spot, Place):
        title = place_name(words, spot)
    else:
        title = say("kit.slips.observer", what=watch_name(words, spot))
    key = "kit.slips.scan" if paper.qr else "kit.slips.open" if paper.url else "kit.slips.type"
    table = say("room.console.table", table=spot.table) if tables > 1 else ""
    return CutSlip(
        title=title,
        style=side_mark(words.scenario, spot.side),
        caption=" · ".join(part for part in (words.scenario.title, table) if part),
        code=slip.code,
        hint=say(key),
        url=paper.url,
        qr=paper.qr,
    )


_SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle", "hexagon", "star")


@frozen
class KitWords:
    """The labels of sheets."""

    words: Wording

    def label(self, key: str) -> str:
        """The label of a sheet that anybody may read. key: that of the name of its part."""
        title = self.words.scenario.title
        return self.words.say("kit.label", scenario=title, part=self.words.say(key))

    def secret_label(self, side: str, seat: str = "") -> str:
        """The label of a sheet that only a side, or only one of its seats, may read."""
        name = name_without_article(self.words, side)
        if seat:
            written = self.words.scenario.sides[side].seats[seat].name
            name = self.words.say("room.place", side=name, seat=titled(written, seat))
        title = self.words.scenario.title
        return self.words.say("kit.label.secret", scenario=title, reader=name)

    def facilitator_label(self) -> str:
        """The label of a sheet that only the facilitator may read."""
        title = self.words.scenario.title
        return self.words.say("kit.label.facilitator", scenario=title)


def side_mark(scenario: Scenario, side: str) -> MarkStyle:
    """The mark of a side on paper: its shape, and its colour as dark as paper needs it."""
    badge = badge_of(scenario, side)
    return MarkStyle(readable_colour(badge.colour), _SHAPES[badge.shape % len(_SHAPES)])
