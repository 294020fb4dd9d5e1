"""From chapter to chapter in the room of a campaign: its people, slips and settings go along.

The room of a chapter is made in a folder of its own that appears whole or not at all, so that a
program that is killed at any moment loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from shutil import rmtree

from attrs import evolve

from game.model.frozen import FrozenMap
from game.room.campaign_of_room import RoomCampaign, TableCampaign, chapter_folder, chapters_there
from game.room.events import (
    Invited,
    Joined,
    ObserverAdmitted,
    ObserverSlipReissued,
    ObservingAsked,
    Reissued,
    RoomEvent,
    RoomLocked,
    Seated,
    SeatKept,
    SeatsClosed,
    StoryTimeSet,
    TimeSet,
)
from game.room.folder import take_lock
from game.room.opening import begin_tables, continue_room
from game.room.people import Device, KeptSeat, Place, Watch, slip_name
from game.room.room import Room, RoomSetup
from game.room.room_refusals import RoomError
from game.rules.campaigns import ChapterRules
from game.rules.compile import compile_rules
from game.session.campaign_save import (
    CampaignError,
    KeptCampaign,
    is_campaign_save,
    new_aside,
    read_campaign,
    write_campaign,
)
from game.session.clock import stamp
from game.session.records.file import sync_folder
from game.session.records.recorded_actions import HandOver

_NEXT = "next"
"""The folder in which a room is made."""


def begin_next(room: Room, shown: Iterable[str]) -> Room:
    """Opens the room of the next chapter, with the people of this one, which stays open.

    shown: the chapters whose scores have been shown. Raises RoomError or RecordError; then nothing
    has happened.
    """
    campaign = room.campaign
    assert campaign is not None, "it is a chapter"
    games = {number: campaign.of_table(room, number) for number in campaign.tables}
    return _begin(campaign, games, room, tuple(sorted(shown)))


def go_back(room: Room) -> Room:
    """Opens the room of the chapter before again; this one is put aside with all it has.

    Raises RoomError or RecordError.
    """
    campaign, folder = room.campaign, room.folder.path
    assert campaign is not None, "it is a chapter"
    former = _open(campaign, campaign.former)
    # Each follows from what the ones before it have done.
    for event in chain(_reissued(room, former), _carried(room, former)):
        former.do(event)
    room.close()  # Windows moves only what is closed
    try:
        folder.rename(new_aside(campaign.folder) / folder.name)
        sync_folder(campaign.folder)
    except OSError as error:
        former.close()
        raise RoomError("unwritten", path=str(folder), reason=str(error)) from error
    return former


def _open_last(campaign: RoomCampaign) -> Room:
    """Opens the room of the latest chapter; at first that of the first one.

    Raises CampaignError, RoomError, RecordError or OSError.
    """
    there = chapters_there(campaign.folder, campaign.rules)
    if there:
        return _open(campaign, there[-1])
    campaign.turn_to(0)
    if not any(game.chapter for game in campaign.before.values()):
        raise CampaignError("nothing", campaign.folder)
    return _begin(campaign, campaign.before, None, ())


def _open(campaign: RoomCampaign, number: int) -> Room:
    """Opens the room of a chapter that is there."""
    room = continue_room(chapter_folder(campaign.folder, campaign.rules, number))
    try:
        campaign.turn_to(number)
    except BaseException:
        room.close()
        raise
    room.campaign = campaign
    return room


def _begin(
    campaign: RoomCampaign,
    games: dict[int, TableCampaign],
    room: Room | None,
    shown: tuple[str, ...],
) -> Room:
    """Makes the room of the next chapter, and opens it.

    games: by table, its campaign until now. room: that of the chapter before, if there is one.
    shown: the chapters whose scores have been shown.
    """
    number = min(len(game.played) + 1 for game in games.values() if game.chapter)
    folder, kept = campaign.folder, campaign.kept
    try:
        rmtree(folder / _NEXT, ignore_errors=True)
        _make(campaign, games, number, room, shown)
        results = {f"table-{n}": game.results_of_chapters for n, game in games.items()}
        write_campaign(folder, kept, results)
        (folder / _NEXT).rename(chapter_folder(folder, campaign.rules, number))
        sync_folder(folder)
    except (OSError, ValueError) as error:
        raise RoomError("unwritten", path=str(folder), reason=str(error)) from error
    return _open(campaign, number)


def _make(
    campaign: RoomCampaign,
    games: dict[int, TableCampaign],
    number: int,
    room: Room | None,
    shown: tuple[str, ...],
) -> None:
    """Makes the room of a chapter, in the folder for that."""
    kept, chapter = campaign.kept, campaign.rules.chapters[number - 1]
    here = {n: game for n, game in games.items() if len(game.played) + 1 == number}
    compiled = compile_rules(chapter.scenario)
    tables = {
        n: (evolve(compiled, starts=chapter.starts(game.pasts)), game.seats_of(chapter))
        for n, game in here.items()
    }
    issues = _issues(room) if room is not None else FrozenMap[str, int]()
    setup = RoomSetup(kept.language, tuple(tables), stamp(), _names(chapter), shown, issues)
    files, seed = kept.files.chapters[chapter.id], chapter.seed(kept.seed)
    key = room.folder.key if room is not None else None
    made = begin_tables(campaign.folder / _NEXT, files, seed, tables, setup, key)
    try:
        for event in _carried(room, made) if room is not None else ():
            made.do(event)
        for n, game in here.items():
            for side, player in chapter.seated(game.players).items():
                if player != made.tables[n].seats[side]:
                    refused = made.order(n, [HandOver(side, player)])
                    assert refused is None, "whoever played can go on"
    finally:
        made.close()


# People, slips and settings


def _carried(room: Room, to: Room) -> Iterator[RoomEvent]:
    """What brings people and settings of a room into that of another chapter, one by one."""
    for device in room.devices.values():
        if device.id not in to.devices:
            yield Joined(device.id, device.name, device.language)
    pens = {device for table in room.tables.values() for device in table.pens.values()}
    # Whoever sits down first at a side has its pen.
    for device in sorted(room.devices.values(), key=lambda each: each.id not in pens):
        yield from _moved(room, device, to)
    if to.minutes != room.minutes:
        yield TimeSet(room.minutes)
    if to.story_seconds != room.story_seconds:
        yield StoryTimeSet(room.story_seconds)
    if to.network != room.network:
        yield Invited(room.network, "")
    if room.closed:
        yield SeatsClosed(closed=True)
    if to.locked != room.locked:
        yield RoomLocked(room.locked)


def _moved(room: Room, device: Device, to: Room) -> Iterator[RoomEvent]:
    """What brings a device to its place in the room of another chapter."""
    kept, now = _kept_seat(room, device), to.devices[device.id]
    match _spot_in(to, kept) if kept is not None else None:
        case Place(table, side, seat) as place:
            if place != now.place:
                yield Seated(device.id, table, side, seat)
        case Watch(table, side) as watch:
            if watch != now.watch:
                yield ObserverAdmitted(device.id, table, side)
        case None if kept is not None:
            yield SeatKept(device.id, kept.table, kept.name, kept.seat, kept.observes)
        case None if device.asks_to_observe and now.waits and not now.asks_to_observe:
            yield ObservingAsked(device.id, asks=True)


def _kept_seat(room: Room, device: Device) -> KeptSeat | None:
    """The seat of the campaign that a device has, or observes."""
    if device.place is not None:
        side, seat = device.place.side, device.place.seat
        # Who played a second side of a seat goes on with the others of that seat.
        return KeptSeat(device.place.table, room.names[side].partition("+")[0], seat)
    if device.watch is not None:
        name = room.names.get(device.watch.side, "")
        return KeptSeat(device.watch.table, name, observes=True)
    return room.kept.get(device.id)


def _spot_in(room: Room, kept: KeptSeat) -> Place | Watch | None:
    """Where in a room a seat of the campaign is; None if its table or side doesn't play."""
    sides = [side for side, name in room.names.items() if name == kept.name]
    if kept.observes:
        watch = Watch(kept.table, sides[0] if sides else "")
        return watch if bool(kept.name) == bool(sides) and watch in room.watches else None
    chairs = [each for each in room.places if each.table == kept.table and each.side in sides]
    people = [device.place for device in room.devices.values()]
    same = (place for place in chairs if place.seat == kept.seat)
    return next(same, None) or min(chairs, key=people.count, default=None)


def _names(chapter: ChapterRules) -> FrozenMap[str, str]:
    """By side, what slips call it: its seat of the campaign, which may play only one side so."""
    names: dict[str, str] = {}
    for side, seat in chapter.players.items():
        names[side] = seat if seat not in names.values() else f"{seat}+{side}"
    return FrozenMap(names)


def _issues(room: Room) -> FrozenMap[str, int]:
    """By slip, how often it was issued again, in this chapter and those before it."""
    spots: tuple[Place | Watch, ...] = (*room.places, *room.watches)
    now = {slip_name(room.named(spot)): room.issue(spot) for spot in spots if room.issue(spot)}
    return FrozenMap({**room.setup.issues, **now})


def _reissued(room: Room, to: Room) -> Iterator[RoomEvent]:
    """What ends in the room of an earlier chapter the slips that were issued again since."""
    issues = _issues(room)
    spots: tuple[Place | Watch, ...] = (*to.places, *to.watches)
    for spot in spots:
        for _ in range(issues.get(slip_name(to.named(spot)), 0) - to.issue(spot)):
            if isinstance(spot, Place):
                yield Reissued(spot.table, spot.side, spot.seat)
            else:
                yield ObserverSlipReissued(spot.table, spot.side)


# ---------------------------------------------------------------------------------- new and open


def begin_campaign(path: Path, kept: KeptCampaign) -> Room:
    """Opens the room of a campaign's first chapter, in a new folder or an empty one.

    Raises FileExistsError if it isn't empty, RoomError, RecordError or OSError.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(path)
    lock = take_lock(path)
    try:
        write_campaign(path, kept, {})
        return _open_last(RoomCampaign(path, kept, lock))
    except BaseException:
        lock.close()
        raise


def open_again(path: Path) -> Room:
    """Opens the room in a folder again, be it that of a scenario or of a campaign.

    Raises CampaignError, RoomError, RecordError or OSError.
    """
    if not is_campaign_save(path):
        if is_campaign_save(path.parent):
            raise CampaignError("of-chapter", path, folder=str(path.parent))
        return continue_room(path)
    lock = take_lock(path)
    try:
        kept = read_campaign(path)
        if not kept.tables:
            raise CampaignError("of-terminal", path, folder=str(path))
        return _open_last(RoomCampaign(path, kept, lock))
    except BaseException:
        lock.close()
        raise


def latest_room(path: Path) -> Path:
    """The folder of the room that is open, or was last, in that of a room or of a campaign.

    Raises CampaignError or OSError.
    """
    if not is_campaign_save(path):
        return path
    rules = read_campaign(path).rules
    there = chapters_there(path, rules)
    return chapter_folder(path, rules, there[-1]) if there else path
