"""Entries of the log as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from attrs import evolve

from game.model.entries import Cause, Entry, Quotation
from game.model.frozen import FrozenMap
from game.model.log_events import (
    ActionTaken,
    AgreementLapsed,
    AgreementSigned,
    BallotsRevealed,
    CardDealt,
    CostPaid,
    GameEnded,
    InjectFired,
    InjectHeld,
    InjectReleased,
    OfferAccepted,
    OfferMade,
    PackageProposed,
    PackageRatified,
    PackageRejected,
    PackageSigned,
    PhaseBegan,
    ProjectBegun,
    ProjectDone,
    ProjectHastened,
    ProjectStopped,
    PromiseBroken,
    PromiseGiven,
    PromiseKept,
    ProposalFailed,
    QuestionAnswered,
    QuestionAsked,
    SecretActionTaken,
    SideWalkedOut,
    StageBegan,
    SupportCounted,
    TableCollapsed,
    TableExpired,
    TableOpened,
    TextSaid,
    TrackChanged,
    TrackMoved,
    TrackRevealed,
    TurnBegan,
    TurnPassed,
    VoteCounted,
)
from game.model.refusals import Detail, Refusal
from game.words.refusals import RefusalWords
from game.words.sentences import capital, number, signed
from game.words.text_words import TextWords
from game.words.vocabulary import Vocabulary
from game.words.vote_words import VoteWords


class EntryWords:
    """Puts the log entries of one scenario's games into words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._refusals = RefusalWords(vocabulary)
        self._votes = VoteWords(vocabulary)
        self._texts = TextWords(vocabulary)

    def entries(self, entries: Iterable[Entry]) -> list[str]:
        """Entries as sentences, each with what a bot says with it behind it.

        Successive changes with the same cause share a sentence, which names the cause unless the
        entry before has just named it.
        """
        sentences: list[str] = []
        named_path = ""
        for group in _grouped(entries):
            cause = group[0].cause
            changes = [e.event for e in group if isinstance(e.event, TrackMoved)]
            if changes:
                phrase = self._changes(changes)
                if cause is not None and _path_of_cause(cause) != named_path:
                    phrase = self._language.say("cause", cause=self.cause(cause), what=phrase)
                sentences.append(self._language.sentence(phrase))
            else:
                sentences.append(self.entry(group[0]))
            said = (entry.quotation for entry in group if entry.quotation is not None)
            sentences += [self.quotation(each) for each in said]
            own_path = _path_of_cause(cause) if cause is not None else ""
            named_path = _path_named(group[-1]) or own_path
        return sentences

    def entry(self, entry: Entry) -> str:
        """One entry as a sentence."""
        if isinstance(entry.event, TextSaid):
            return self._texts.fill(entry.event.text, entry.event.figures)
        return self._language.sentence(self._phrase(entry))

    def quotation(self, quotation: Quotation) -> str:
        """What a bot says, as a quotation with the speaker."""
        text = self._language.say("quoted", text=quotation.text)
        name = self._naming.side(quotation.side)
        return self._language.say("quotation", side=name, text=text)

    def _phrase(self, entry: Entry) -> str:
        """An entry as a phrase; its first letter may still be small."""
        say, naming, event = self._language.say, self._naming, entry.event
        match event:
            case TurnBegan(turn):
                day = self.day(turn)
                key = "entry.turn.named" if day else "entry.turn"
                return say(key, turn=number(turn), name=day)
            case StageBegan(stage):
                return say("entry.stage", stage=naming.stage(stage))
            case PhaseBegan(phase):
                return say("entry.phase", phase=naming.phase(phase))
            case CardDealt(deal, card):
                return say("entry.dealt", deal=naming.deal(deal), card=naming.card(deal, card))
            case ActionTaken(side, action):
                return say("entry.acted", side=naming.side(side), action=naming.action(action))
            case SecretActionTaken(side):
                return say("entry.undisclosed", side=naming.side(side))
            case TurnPassed(side, table):
                key = "entry.passed" if table is None else "entry.passed.table"
                return say(key, side=naming.side(side))
            case CostPaid() | TrackChanged():
                return self._changes((event,))
            case TextSaid(text, figures):
                return self._texts.fill(text, figures)
            case TrackRevealed(track, value):
                name = naming.inside(naming.track(track))
                return say("entry.revealed", track=name, value=naming.value(track, value))
            case OfferMade(table, side, package):
                offer = naming.package(table, package)
                return say("entry.offered", side=naming.side(side), package=offer)
            case PackageProposed(table, package):
                offer = naming.package(table, package)
                return say("entry.proposed", table=naming.table(table), package=offer)
            case ProposalFailed(table, package):
                offer, why = naming.package(table, package), self._reason(event)
                return say("entry.unproposed", table=naming.table(table), package=offer, why=why)
            case OfferAccepted(_, side):
                return say("entry.accepted", side=naming.side(side))
            case PackageSigned(table, package, due):
                signed = naming.package(table, package)
                told = say("entry.signed", table=naming.table(table), package=signed)
                return f"{told} {self._votes.to_ratify(table, due)}"
            case AgreementSigned(table, package):
                agreement = naming.package(table, package)
                return say("entry.agreed", table=naming.table(table), package=agreement)
            case PackageRatified(table, package):
                agreement = naming.package(table, package)
                return say("entry.ratified", table=naming.table(table), package=agreement)
            case SupportCounted():
                return self._votes.support(event.table, event.ballots)
            case SideWalkedOut(_, side):
                return say("entry.walked", side=naming.side(side))
            case (
                TableCollapsed(table)
                | TableExpired(table)
                | AgreementLapsed(table)
                | PackageRejected(table)
            ):
                return say(f"entry.{event.code}", table=naming.table(table))
            case TableOpened(table):
                return say("entry.opened", table=naming.table(table))
            case InjectFired(inject) if (
                entry.cause is not None and entry.cause.kind == "facilitator"
            ):
                return say("entry.injected.facilitator", inject=naming.inject(inject))
            case InjectFired(inject):
                kind = self._scenario.injects[inject].kind
                key = "entry.injected.kind" if kind else "entry.injected"
                return say(key, inject=naming.inject(inject), kind=kind)
            case InjectHeld(inject) | InjectReleased(inject):
                return say(f"entry.{event.code}", inject=naming.inject(inject))
            case QuestionAsked(inject, side):
                vote = self._scenario.injects[inject].vote
                key = "entry.asked" if vote is None else "entry.asked.vote"
                return say(key, side=naming.side(side))
            case QuestionAnswered(inject, side, answer):
                chosen = naming.answer(inject, answer)
                return say("entry.answered", side=naming.side(side), answer=chosen)
            case VoteCounted():
                return self._votes.result(event)
            case BallotsRevealed(inject, ballots):
                return self._votes.disclosed(inject, ballots)
            case PromiseGiven(promise, turns):
                length = self._language.counted("turns", turns)
                return self._promised("entry.promised", promise, turns=length)
            case PromiseKept(promise) | PromiseBroken(promise):
                return self._promised(f"entry.{event.code}", promise)
            case ProjectBegun(project, left):
                when = self.ready(entry.turn + left)
                return say("entry.begun", project=naming.project(project), when=when)
            case ProjectHastened(project, by, left):
                key = "entry.hastened" if by > 0 else "entry.hastened.later"
                when = self.ready(entry.turn + left)
                return say(key, project=naming.project(project), when=when)
            case ProjectStopped(project) | ProjectDone(project):
                return say(f"entry.{event.code}", project=naming.project(project))
            case GameEnded(outcome):
                return say("entry.ended", outcome=naming.outcome(outcome))
            case _:
                assert_never(event)

    def _reason(self, event: ProposalFailed) -> str:
        """Why a package from outside can't be proposed, as a sentence."""
        values: dict[str, Detail] = {}
        if event.issue is not None:
            values = {"issue": event.issue, "option": event.package[event.issue]}
        if event.rule is not None:
            values = {"rule": event.rule}
        return self._refusals.refusal(Refusal(event.reason, FrozenMap(values)), "", event.table)

    def _promised(self, key: str, id: str, **values: str) -> str:
        """What was done about a promise, by its name and those who are bound by it."""
        sides, promise = self._scenario.promises[id].by, self._naming.promise(id)
        values |= {"promise": promise, "side": capital(self._naming.sides(sides))}
        return self._language.counted(key, len(sides), **values)

    def ready(self, turn: int) -> str:
        """When something is ready: the date of a turn or its number; or after the game."""
        if turn > self._scenario.turns:
            return self._language.say("ready.after")
        return self.day(turn) or self._language.say("ready.turn", turn=number(turn))

    def cause(self, cause: Cause) -> str:
        """The name of a cause."""
        naming, path = self._naming, cause.path.split("/")
        match cause.kind:
            case "opening" | "each_turn" | "facilitator":
                return self._language.say(f"cause.{cause.kind}")
            case "action":
                return naming.action_by(path[1], cause.side)
            case "answer":
                return naming.answer_by(path[1], path[3], cause.side)
            case "option":
                return naming.option(path[1], path[3], path[5])
            case "tag":
                return naming.tag(path[1])
            case "inject":
                return naming.inject(path[1])
            case "table":
                return naming.table(path[1])
            case "promise":
                return naming.promise(path[1])
            case "project":
                return naming.project(path[1])
            case "stage":
                return naming.stage(path[1])
            case _:
                assert_never(cause.kind)

    def day(self, turn: int) -> str:
        """The name of a turn in the calendar; empty if it has none."""
        calendar = self._scenario.calendar
        return calendar[turn - 1] if 0 < turn <= len(calendar) else ""

    def _changes(self, events: Sequence[TrackMoved]) -> str:
        """Changes or a payment as a phrase."""
        once = _each_track_once(events)
        return self._language.say("changes.apart").join(self._change(event) for event in once)

    def _change(self, event: TrackMoved) -> str:
        asked, got, naming = event.asked, event.got, self._naming
        if isinstance(event, CostPaid):
            key = "entry.paid" if asked == got else "entry.paid.short"
        elif got == 0:
            key = "entry.stays"
        elif asked != got:
            key = "entry.rose" if asked > 0 else "entry.fell"
        else:
            key = "entry.becomes" if self._scenario.tracks[event.track].levels else "entry.change"
        return self._language.say(
            key,
            track=naming.inside(naming.track(event.track)),
            value=naming.value(event.track, event.value),
            asked=number(abs(asked)),
            got=number(abs(got)),
            amount=signed(got),
        )


def _grouped(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Groups successive changes that have the same cause; any other entry is its own group.

    A change that was cut short by the range of its track is its own group, too.
    """
    for (whole, _cause), group in groupby(entries, key=lambda e: (_is_whole_change(e), e.cause)):
        if whole:
            yield tuple(group)
        else:
            yield from ((entry,) for entry in group)


def _each_track_once(
    events: Sequence[TrackMoved],
) -> list[TrackMoved]:
    """The same changes, those of one track added up where nothing else moved it in between."""
    found: list[TrackMoved] = []
    places: dict[str, int] = {}
    for event in events:
        place = places.get(event.track)
        if place is not None and found[place].value + event.got == event.value:
            asked, got = found[place].asked + event.asked, found[place].got + event.got
            found[place] = evolve(event, asked=asked, got=got)
        else:
            places[event.track] = len(found)
            found.append(event)
    return found


def _path_named(entry: Entry) -> str:
    """The path of what an entry has just named, so that the next need not name it again."""
    match event := entry.event:
        case InjectFired():
            return event.path
        case ActionTaken(side=side) | QuestionAnswered(side=side):
            return f"{event.path} {side}"
        case _:
            return ""


def _path_of_cause(cause: Cause) -> str:
    """The path of a cause; with its side what several sides may have done."""
    return f"{cause.path} {cause.side}" if cause.kind in ("action", "answer") else cause.path


def _is_whole_change(entry: Entry) -> bool:
    """Whether an entry is a change that the range of its track didn't cut short."""
    return isinstance(entry.event, TrackChanged) and entry.event.asked == entry.event.got
