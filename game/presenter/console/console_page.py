"""The page of the facilitator: the room, its tables, and all that can be done about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from attrs import evolve, frozen

from game.engine.reversals import open_vote
from game.model.decisions import FACILITATOR
from game.model.log_events import SecretActionTaken, VoteCounted
from game.model.scenario import titled
from game.presenter.badges import SideBadge, badge_of, side_badges
from game.presenter.console.agenda import Agenda, agenda
from game.presenter.console.campaign_control import CampaignControl, campaign_control
from game.presenter.console.coming import ComingGroup, coming_groups
from game.presenter.console.facts import ConsoleFacts, Done, IncidentFacts
from game.presenter.console.hints import Hint, other_hints
from game.presenter.console.interventions import Choice, Interventions, interventions
from game.presenter.console.notes import NoteLine, WrittenWords, note_lines, written_words
from game.presenter.console.observers import Observers, observers
from game.presenter.console.results import Results, ResultsPlane, results_plane, room_results
from game.presenter.console.seating_plan import (
    DeviceLine,
    SeatedSide,
    seating_plan,
    waiting_devices,
)
from game.presenter.console.talks import TalksOverview, talks_overview
from game.presenter.console.wall_control import WallControl
from game.presenter.debrief.past_votes import past_votes
from game.presenter.debriefing.choices import LastDecision, PlayOn, last_decision_line
from game.presenter.proceedings import HappeningText, happening_text, happenings
from game.presenter.prose import without_sources
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import track_readings
from game.presenter.worded_game import WordedGame
from game.room.people import Place
from game.room.room import Room
from game.room.table import Table
from game.words.sentences import capital, local_time
from game.words.wording import Wording

_MOST = 8


MANY = 3
"""From so many tables on, the strip shows each in two short lines."""


@frozen
class TableLine:
    """A table in the strip: where its game stands and whom it waits for."""

    number: int
    turn: str
    place: str
    """The stage and the phase."""
    waits_for: tuple[SideBadge, ...]
    waiting: str
    """Whom it waits for, in words; of many tables only the names."""
    since: int
    """Since when, in seconds since 1970; 0: unknown, or it waits for nobody."""
    paused: bool
    over: bool
    is_enlarged: bool


@frozen
class RaisedHand:
    """A device whose hand is raised."""

    device: str
    name: str
    """The first name that was given; may be empty."""
    place: str
    table: int
    since: int
    """Since when, in seconds since 1970; 0: unknown."""


@frozen
class ConsolePage:
    """What the facilitator sees."""

    title: str
    code: str
    locked: bool
    """Whether nobody new is let in."""
    urls: tuple[str, ...]
    badges: tuple[SideBadge, ...]
    devices: int
    connected: int
    waiting: tuple[DeviceLine, ...]
    free_places: tuple[tuple[str, str], ...]
    """All places, as forms name them and in words: the empty ones first, and of these those of
    the enlarged table."""
    agenda: Agenda
    began: int
    """When the session began, in seconds since 1970; 0: it hasn't, or that is unknown."""
    gathers: bool
    """Whether the session hasn't begun."""
    network: str
    """The name of the Wi-Fi, as the wall says it; may be empty."""
    closed: int
    """How many seats are closed."""
    is_full: bool
    """Whether somebody sits on every seat."""
    began_text: str
    rehearsal: _RehearsalBar | None
    """None where the room is no rehearsal."""
    tables: tuple[TableLine, ...]
    table: int
    """The one that is enlarged."""
    paused: bool
    """Whether every game that isn't over is paused."""
    over: bool
    """Whether the game of the enlarged table is over."""
    campaign: CampaignControl | None
    """None where it isn't a chapter of a campaign."""
    results: Results | None
    """How all tables ended; None as long as one still plays."""
    results_plane: ResultsPlane | None
    """What they agreed on; None as long as one still plays, and where nothing was offered."""
    pair: str
    """The two parties on the payoff plane, as addresses name them; empty: the first two."""
    sides: tuple[SeatedSide, ...]
    observers: Observers
    talks: TalksOverview | None
    tables_closed: str
    """Where nobody negotiates, which tables are closed and what is signed, in sentences."""
    hints: tuple[Hint, ...]
    """Questions for the room besides the one that may lead to the bridge."""
    hidden: tuple[_HiddenTracks, ...]
    coming: tuple[ComingGroup, ...]
    latest: tuple[_LatestLine, ...]
    judged: LastDecision | None
    """What the last decision was worth; None where that isn't known."""
    play_on: PlayOn | None
    """From where the table can be played on; None as long as it plays."""
    written: tuple[WrittenWords, ...]
    wall: WallControl | None
    notes: tuple[NoteLine, ...]
    objectives: tuple[str, ...]
    more: Interventions
    minutes: int
    """The minutes for each decision; 0: no limit."""
    hands: tuple[RaisedHand, ...]
    """Those that are raised at any table, the longest first."""
    incidents: tuple[str, ...]
    """Wrong codes and the like: from where they came, how many and when, as sentences."""
    last_incident: int
    """The number of the last of them, as forms that dismiss them name it."""
    done: Done
    trouble: str
    """What the facilitator must know, as a sentence; empty where all is well."""
    warnings: tuple[str, ...]
    """Of devices that send too much and of a large journal, as sentences."""


def console_page(room: Room, worded: WordedGame, facts: ConsoleFacts) -> ConsolePage:
    """The page of the facilitator. worded: the game of the table that is enlarged."""
    words = worded.words
    devices = [each for each in room.devices.values() if each.id not in facts.lost]
    number = facts.table if facts.table in room.tables else next(iter(room.tables))
    table, scenario = room.tables[number], words.scenario
    game, state = table.game, table.game.state
    talks, hints = (
        talks_overview(worded, facts.pair),
        other_hints(worded, table.people, facts.questions),
    )
    began = room.session_began or room.setup.at
    over, taken = not state.to_move, [device.place for device in devices]
    return ConsolePage(
        title=scenario.title,
        code=room.code,
        locked=room.locked,
        urls=facts.urls,
        badges=side_badges(scenario),
        devices=len(devices),
        connected=sum(device.id in facts.connected for device in devices),
        waiting=waiting_devices(room, words, facts),
        free_places=tuple(
            (f"{place.table}/{place.side}/{place.seat}", place_name(words, place, len(room.tables)))
            for place in sorted(
                room.places,
                key=lambda p: (p in room.closed, taken.count(p), p.table != number),
            )
        ),
        agenda=agenda(
            words,
            room.agenda,
            max(1, state.turn),
            begun=any(game.moments[-1].taken.values()),
            over=over,
        ),
        began=_seconds(began) if not room.gathers else 0,
        gathers=room.gathers,
        network=room.network,
        closed=len(room.closed),
        is_full=all(place in taken for place in room.places),
        began_text=local_time(began)[-5:],
        rehearsal=_rehearsal_bar(words, facts, max(1, state.turn)),
        tables=tuple(
            _table_line(worded, each, facts, number, len(room.tables))
            for each in room.tables.values()
        ),
        table=number,
        paused=room.pauses,
        over=over,
        campaign=campaign_control(room, words, number),
        results=room_results(room, words),
        results_plane=results_plane(room, words, facts.pair) if room.is_over else None,
        pair=facts.pair,
        sides=tuple(seating_plan(room, worded, table, facts)),
        observers=observers(room, words, facts, number),
        talks=talks,
        tables_closed="" if talks else " ".join(closed_sentences(worded, FACILITATOR)),
        hints=(*((talks.reserve_hint,) if talks and talks.reserve_hint else ()), *hints),
        hidden=_hidden_tracks(worded),
        coming=coming_groups(worded, facts.outlook),
        latest=_latest_lines(worded),
        judged=last_decision_line(worded, facts.judged.get(number)),
        play_on=facts.play_on,
        written=written_words(worded),
        notes=tuple(note_lines(room, worded, number)),
        wall=facts.wall,
        objectives=tuple(without_sources(each) for each in scenario.objectives.values()),
        more=interventions(worded),
        minutes=room.minutes,
        hands=_raised_hands(room, words, facts),
        incidents=tuple(_incident(words, each) for each in facts.incidents),
        last_incident=max((each.number for each in facts.incidents), default=0),
        done=facts.done,
        trouble=words.say(f"room.trouble.{facts.trouble}") if facts.trouble else "",
        warnings=tuple(_warnings(room, words, facts)),
    )


def place_name(words: Wording, place: Place, tables: int = 1) -> str:
    """A place in words: `China, Premier`; of several tables with its own: `Table 2, China, …`."""
    name = words.naming.side(place.side)
    if place.seat:
        side = words.naming.side_in_table(place.side)
        name = words.say("room.place", side=side, seat=seat_name(words, place))
    if tables == 1:
        return name
    return words.say("console.place.table", table=place.table, place=name)


def seat_name(words: Wording, place: Place) -> str:
    """The name of a seat; empty where the place is that of a whole side."""
    return words.scenario.sides[place.side].seats[place.seat].name if place.seat else ""


def _raised_hands(room: Room, words: Wording, facts: ConsoleFacts) -> tuple[RaisedHand, ...]:
    up = (each for each in room.devices.values() if each.hand and each.id not in facts.lost)
    return tuple(
        RaisedHand(
            device.id,
            device.name,
            place_name(words, device.place, len(room.tables)),
            device.place.table,
            round(facts.hands.get(device.id, 0)),
        )
        for device in sorted(up, key=lambda each: facts.hands.get(each.id, 0))
        if device.place is not None
    )


def _warnings(room: Room, words: Wording, facts: ConsoleFacts) -> Iterator[str]:
    """What the facilitator should know before it does any harm."""
    for device in (room.devices.get(each) for each in facts.senders):
        if device is None:
            yield words.say("room.warning.slip")
            continue
        name = device.name or words.say("room.console.nameless")
        place = place_name(words, device.place, len(room.tables)) if device.place else ""
        yield words.say("room.warning.sends", who=f"{name} · {place}" if place else name)
    if facts.journal:
        folder, megabytes = str(room.folder.path), facts.journal // 10**6
        yield words.say("room.warning.journal", folder=folder, size=megabytes)


def _incident(words: Wording, noted: IncidentFacts) -> str:
    time, key = local_time(noted.at)[-5:], f"room.console.incident.{noted.kind}"
    return words.counted(key, noted.count, address=noted.address, time=time)


def _seconds(stamp: str) -> int:
    """The seconds since 1970 at an ISO time stamp; 0 where it can't be read."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return 0
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _table_line(
    worded: WordedGame, table: Table, facts: ConsoleFacts, enlarged: int, tables: int
) -> TableLine:
    """A table in the strip, in few words where there are several tables, and fewer for many."""
    words, naming, state = worded.words, worded.words.naming, table.game.state
    turn = words.say("board.turn", turn=max(1, state.turn), turns=words.scenario.turns)
    day = "" if tables >= MANY else words.day(state.turn)
    names = naming.sides(state.to_move) if state.to_move else ""
    if tables > 1 and state.to_move:
        names = words.listed(naming.side_in_table(side) for side in state.to_move)
    stages, phases = list(words.scenario.stages), list(words.scenario.phases)
    place = [naming.stage(stages[state.stage])]
    if 0 <= state.phase < len(phases):
        place.append(naming.phase(phases[state.phase]))
    waits = bool(state.to_move) and not table.game.paused
    return TableLine(
        table.number,
        ", ".join(each for each in (turn, day) if each),
        " · ".join(dict.fromkeys(place)),
        tuple(badge_of(words.scenario, side) for side in state.to_move) if waits else (),
        (names if tables >= MANY else words.say("room.console.waits", sides=names))
        if waits
        else "",
        round(facts.since.get(table.number, 0)) if waits else 0,
        table.game.paused,
        not state.to_move,
        table.number == enlarged,
    )


@frozen
class _LatestLine:
    """One thing that happened."""

    turn: str
    text: HappeningText


def _latest_lines(worded: WordedGame) -> tuple[_LatestLine, ...]:
    """The last things that happened, the newest first."""
    words = worded.words
    every = [
        each
        for each in happenings(worded.record(FACILITATOR))
        # The action itself stands beside what the others learn of it.
        if not isinstance(each.head.event, SecretActionTaken)
    ]
    reversals = {vote.number: vote.reversal for vote in past_votes(words, worded.game)}
    counted = [each for each in every if isinstance(each.head.event, VoteCounted)]
    latest = [*_voting_lines(worded)]
    for each in reversed(every[-_MOST:]):
        text = happening_text(words, each)
        if each in counted:
            more = reversals.get(counted.index(each), "")
            text = evolve(text, followed=f"{text.followed} {more}".strip())
        latest.append(_LatestLine(words.say("console.agenda.turn", turn=max(1, each.turn)), text))
    return tuple(latest)


def _voting_lines(worded: WordedGame) -> Iterator[_LatestLine]:
    """What the ballots still to be cast can do to a vote that is under way."""
    words, game = worded.words, worded.game
    question = game.view(FACILITATOR).question
    if question is None or words.scenario.injects[question.inject].vote is None:
        return
    rules = game.rules
    given = {rules.index.sides[side]: cast for side, cast in question.answers.items()}
    inject = rules.votes[rules.index.votes[question.inject]]
    state = open_vote(rules, game.state, inject, given)

    def named(sides: tuple[int, ...]) -> str:
        return words.listed(words.naming.side_inside(rules.sides[side]) for side in sides)

    parts = words.scenario.body_of(question.inject)
    assert parts is not None
    body = titled(parts[1].name, parts[0].body)
    if state.carry is not None and state.stop is not None:
        text = words.say("vote.open", body=body, carry=named(state.carry), stop=named(state.stop))
    else:
        key = "vote.open.lost" if state.carry is None else "vote.open.carried"
        text = words.say(key, body=body, sides=named(state.undecided))
    turn = words.say("console.agenda.turn", turn=max(1, game.state.turn))
    yield _LatestLine(turn, HappeningText(text, (), ""))


@frozen
class _RehearsalBar:
    """The speed of a rehearsal, and where it can jump."""

    speed: str
    can_be_slower: bool
    can_be_faster: bool
    turns: tuple[Choice, ...]
    """Every turn, and the end; as forms name them and in words."""
    now: str
    """The turn that is played now, as forms name it."""
    jumps: str
    """Where the table jumps now, in words; empty where it doesn't."""


def _rehearsal_bar(words: Wording, facts: ConsoleFacts, turn: int) -> _RehearsalBar | None:
    """What can be done about a rehearsal; None where the room is none."""
    rehearsed = facts.rehearsed
    if rehearsed is None:
        return None
    last = words.scenario.turns
    turns = [
        Choice(str(each), words.say("console.agenda.turn", turn=each))
        for each in range(1, last + 1)
    ]
    turns.append(Choice(str(last + 1), words.say("rehearsal.end")))
    jumps = next((each.name for each in turns if each.id == str(rehearsed.goal)), "")
    return _RehearsalBar(
        words.say("rehearsal.speed", percent=round(100 * rehearsed.speed)),
        rehearsed.can_be_slower,
        rehearsed.can_be_faster,
        tuple(turns),
        str(turn),
        words.say("rehearsal.jumps", turn=jumps) if jumps else "",
    )


@frozen
class _HiddenTracks:
    """The tracks that the same sides see, and nobody else."""

    badges: tuple[SideBadge, ...]
    seen_by: str
    """Who sees them, in words."""
    tracks: tuple[TrackLine, ...]


def _hidden_tracks(worded: WordedGame) -> tuple[_HiddenTracks, ...]:
    """The hidden tracks, those that one side sees first, and last those that no side sees."""
    words = worded.words
    groups: dict[tuple[str, ...], list[TrackLine]] = {
        **{(side,): [] for side in words.scenario.sides}
    }
    for reading in track_readings(words, worded.turn_views(FACILITATOR), FACILITATOR):
        seen_by = reading.track.seen_by
        if seen_by is not None:
            groups.setdefault(seen_by, []).append(track_line(words, reading, FACILITATOR))
    order = sorted(groups, key=lambda sides: not sides)
    return tuple(
        _HiddenTracks(
            tuple(badge_of(words.scenario, side) for side in sides),
            _seen_by(words, sides),
            tuple(groups[sides]),
        )
        for sides in order
        if groups[sides]
    )


def _seen_by(words: Wording, sides: tuple[str, ...]) -> str:
    if not sides:
        return words.say("console.seen.nobody")
    if len(sides) == 1:
        return words.say("console.seen.one", side=words.naming.side_inside(sides[0]))
    names = words.naming.sides(sides)
    return capital(words.say("console.seen.several", sides=names))
