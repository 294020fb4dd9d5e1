"""What one can't see of a game, with something else in its place, and what that may change.

Sight is worked out here from rule 7 and from what an author wrote, not asked of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any
from unittest.mock import patch

from attrs import astuple, evolve, frozen

import game.rules.compile as compiling
from game.engine.draft import StateDraft, initial_table
from game.engine.endings import GameOver
from game.engine.reducer import advance, resolve
from game.engine.telling import parts_after_the_end
from game.model.decisions import (
    PUBLIC,
    Accept,
    Act,
    Answer,
    Decision,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
)
from game.model.effects import Reveal, RevealBallots
from game.model.entries import Entry
from game.model.expressions import Expression, Read
from game.model.frozen import FrozenMap
from game.model.play import (
    AGREED,
    NOBODY,
    NOTHING,
    OPEN,
    OUTSIDE,
    SIGNED,
    STATUS,
    ProjectState,
    State,
    TableState,
)
from game.model.scenario import Scenario
from game.model.sides import ScoreLine
from game.model.tracks import Track
from game.rules.compile import compile_rules
from game.rules.compiled import (
    ActionsRules,
    Cost,
    InjectRules,
    PhaseRules,
    Rules,
    TableRules,
    VisitRules,
    VoteRules,
)
from game.rules.evaluate import Function, Package, Reading
from game.rules.program import Owner
from game.rules.readings import FormulaCompiler

Key = tuple[str | int, ...]
"""A place in a state: what it holds, and which of them."""

Swaps = dict[Key, Any]
"""By place, what to put there instead."""

Keys = frozenset[Key]
NONE: Keys = frozenset()

KINDS = (
    *("seed", "draws", "scheduled", "track", "band", "card", "picks", "uses", "today", "last"),
    *("revealed", "offer", "last offers", "worth", "held", "hidden answer"),
    *("table", "promise", "fired", "answered", "vote", "ballots", "project", "decision"),
)
"""The first of a key, but a track of which one sees the band is of a kind of its own, and who is
for an offer belongs to that."""

BAND = "band"


def sees(rules: Rules, who: str, seen_by: Iterable[str] | None) -> bool:
    """Whether a side, or the public, is among those who see; the public is with all sides."""
    if seen_by is None:
        return True
    return set(rules.sides) <= set(seen_by) if who == PUBLIC else who in set(seen_by)


def phase_of(rules: Rules, state: State) -> PhaseRules | None:
    return rules.phases[state.phase] if state.phase >= 0 else None


def kind(rules: Rules, who: str, key: Key) -> str:
    """What sort of secret a place holds."""
    if key[0] == "track":
        track = rules.tracks[int(key[1])].id
        if sees(rules, who, rules.scenario.tracks[track].band_seen_by):
            return BAND
    return "offer" if key[0] == "for it" else str(key[0])


# ---------------------------------------------------------------------------- something else


@frozen
class Secrets:
    """What one can't see of a state; `swaps` puts something else there, by chance."""

    rules: Rules
    state: State
    who: str
    luck: Random

    @property
    def over(self) -> bool:
        return self.state.outcome != NOTHING

    @property
    def others(self) -> list[int]:
        return [i for i, side in enumerate(self.rules.sides) if side != self.who]

    def swaps(self) -> Swaps:
        """Something else in every place that can hold it."""
        found: Swaps = {("seed",): self.number(self.state.seed, 2**63)}
        for more in (
            self.tracks(),
            self.cards(),
            self.picks(),
            self.counts(),
            self.revealed(),
            self.delays(),
            self.tables(),
            self.answers(),
            self.unknown(),
        ):
            found.update(more)
        found |= {("draws", i): self.number(k, 4) for i, k in enumerate(self.state.draws)}
        found |= {("held", i): 1 - held for i, held in enumerate(self.state.held)}
        return found

    def number(self, value: int, below: int) -> int:
        """Another number from 0."""
        some = self.luck.randrange(below)
        return some if some != value else (some + 1) % below

    def tracks(self) -> Iterator[tuple[Key, int]]:
        for i, (rules, value) in enumerate(zip(self.rules.tracks, self.state.tracks, strict=True)):
            track = self.rules.scenario.tracks[rules.id]
            if sees(self.rules, self.who, track.seen_by):
                continue
            low, high = track.bounds
            if sees(self.rules, self.who, track.band_seen_by):
                low, high = band_around(track, value)
            near = [n for n in (value - 1, value + 1, low, high) if low <= n <= high and n != value]
            if near:
                some = self.luck.randint(low, high)
                yield ("track", i), some if some != value else self.luck.choice(near)

    def cards(self) -> Iterator[tuple[Key, int]]:
        for i, (deal, card) in enumerate(zip(self.rules.deals, self.state.cards, strict=True)):
            if not sees(self.rules, self.who, deal.to) and len(deal.cards) > 1:
                yield ("card", i), self.number(card, len(deal.cards))

    def picks(self) -> Iterator[tuple[Key, tuple[int, ...]]]:
        """Of others, those that wait for all to have finished, and secret ones that have happened.

        After the end nobody is shown what others picked.
        """
        phase = phase_of(self.rules, self.state)
        if not isinstance(phase, ActionsRules):
            return
        resolved = not phase.together or all(self.state.finished[side] for side in phase.sides)
        for side in set(self.others) & set(phase.sides):
            before = self.state.picks[side]
            open_too = self.over or not resolved
            found = self.unseen(phase, side) if open_too else self.other_secrets(phase, side)
            if found != before:
                yield ("picks", side), found

    def answers(self) -> Iterator[tuple[Key, int]]:
        """Answers of others that wait for all to have answered."""
        for side in self.others:
            answer = self.state.hidden_answers[side]
            if answer != NOTHING:
                choices = len(asking(self.rules, self.state).answers[0])
                if choices > 1:
                    yield ("hidden answer", side), self.number(answer, choices)

    def unknown(self) -> Iterator[tuple[Key, Any]]:
        """What one doesn't know of; after the end everybody knows of everything."""
        if self.over:
            return
        state, visit = self.state, phase_of(self.rules, self.state)
        for i, (table, at) in enumerate(zip(self.rules.tables, state.tables, strict=True)):
            visited = isinstance(visit, VisitRules) and visit.table == i
            if not sees(self.rules, self.who, table.seen_by) and not visited:
                yield ("table", i), self.talks(table, at)
        for i, promise in enumerate(self.rules.promises):
            if not sees(self.rules, self.who, promise.seen_by):
                yield ("promise", i), self.number(state.promises[i], promise.turns + 1)
        for i, project in enumerate(self.rules.projects):
            if not sees(self.rules, self.who, project.seen_by):
                left, begun, done = (self.number(n, 4) for n in astuple(state.projects[i]))
                yield ("project", i), ProjectState(left, begun, done)
        for i, inject in enumerate(self.rules.injects):
            if not sees(self.rules, self.who, inject.seen_by):
                yield ("fired", i), self.number(state.fired[i], 3)
                if inject.vote is not None:
                    vote = state.votes[inject.vote.number]
                    ballots, last = map(self.ballots, (vote.ballots, vote.kept))
                    carried = self.number(vote.carried, 3)
                    yield (
                        ("vote", inject.vote.number),
                        evolve(vote, carried=carried, ballots=ballots, kept=last),
                    )
                    continue
            if inject.vote is not None and inject.vote.ballots != "open":
                yield ("ballots", inject.vote.number), self.untold(inject.vote)
        for number, (id, *_) in enumerate(self.rules.index.answers):
            inject = self.rules.injects[self.rules.index.injects[id]]
            if not sees(self.rules, self.who, inject.seen_by):
                yield ("answered", number), self.number(state.answered[number], 3)

    def untold(self, vote: VoteRules) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """What one isn't told of a vote that one knows of: the support, the ballots of others, and
        those of others of the last time."""
        state, side = self.state.votes[vote.number], self.rules.index.sides.get(self.who)
        ballots, last = list(self.ballots(state.ballots)), list(self.ballots(state.kept))
        for i, member in enumerate(vote.members):
            for new, was in ((ballots, state.ballots), (last, state.kept)):
                if was and member.side == side:
                    new[i] = was[i]
        support = tuple(self.number(share, 101) for share in state.support)
        told = tuple(state.support)
        return support if vote.ballots == "secret" else told, tuple(ballots), tuple(last)

    def ballots(self, cast: Sequence[int]) -> tuple[int, ...]:
        """As many ballots, whatever they are."""
        return tuple(self.luck.choice((-1, 0, 1)) for _ in cast)

    def talks(self, table: TableRules, at: TableState) -> TableState:
        """How talks could stand instead."""
        parties = range(len(table.parties))
        possible = range(len(STATUS) if table.ratifiers else SIGNED)
        status = self.luck.choice([s for s in possible if s != at.status])
        signed = status in (AGREED, SIGNED)
        return evolve(
            initial_table(table, status),
            due=self.luck.randint(1, self.rules.turns) if status == SIGNED else 0,
            options=tuple(
                self.luck.randrange(len(issue.options)) if signed else NOTHING
                for issue in table.issues
            ),
            worths=tuple(self.luck.randint(-9, 99) if signed else 0 for _ in parties),
        )

    def unseen(self, phase: ActionsRules, side: int) -> tuple[int, ...]:
        """Other picks that the side could have made; how many is a secret as well."""
        most = phase.picks if self.state.finished[side] else phase.picks - 1
        count = len(self.state.picks[side])
        if self.luck.random() < 0.4:
            count = self.luck.randint(0, most)
        found: list[int] = []
        for _ in range(count):
            slots = [s for s in phase.offered[side] if s not in found or self.rules.slots[s].repeat]
            found += [self.luck.choice(slots)] if slots else []
        return tuple(found)

    def other_secrets(self, phase: ActionsRules, side: int) -> tuple[int, ...]:
        """For each secret pick that happened some secret one of the same side."""
        slots = self.rules.slots
        secret = [slot for slot in phase.offered[side] if slots[slot].secret]
        return tuple(
            self.luck.choice(secret) if slots[slot].secret and secret else slot
            for slot in self.state.picks[side]
        )

    def counts(self) -> Iterator[tuple[Key, int]]:
        """How often others did what is not disclosed, and when."""
        for i, slot in enumerate(self.rules.slots):
            if slot.secret and self.rules.sides[slot.side] != self.who:
                yield ("uses", i), self.number(self.state.uses[i], 5)
                yield ("today", i), self.number(self.state.today[i], 3)
                if self.state.turn:
                    yield ("last", i), self.number(self.state.last[i], self.state.turn + 1)

    def revealed(self) -> Iterator[tuple[Key, tuple[int, int] | None]]:
        """What was revealed to others; to the public it is known where all hold the same."""
        sides = range(len(self.rules.sides))
        for i, track in enumerate(self.rules.tracks):
            held = {side: self.state.revealed.get((side, i)) for side in sides}
            if self.who != PUBLIC:
                for side in self.others:
                    yield ("revealed", side, i), self.another(track.low, track.high, held[side])
            elif len(set(held.values())) > 1 or None in held.values():
                side = self.luck.choice(sides)
                other = {side: self.another(track.low, track.high, held[side])}
                if len({*(held | other).values()}) > 1:
                    yield ("revealed", side, i), other[side]

    def another(self, low: int, high: int, held: tuple[int, int] | None) -> tuple[int, int] | None:
        if held is not None and self.luck.random() < 0.3:
            return None
        some = self.luck.randint(low, high), self.luck.randint(0, self.state.turn)
        return some if some != held else (low if held[0] != low else high, held[1])

    def delays(self) -> Iterator[tuple[Key, int]]:
        """What is scheduled unknown to one, as far as it may still happen."""
        for delay in self.rules.delays:
            if sees(self.rules, self.who, delay.known_to):
                continue
            for k in range(min(delay.width, self.rules.turns - self.state.turn)):
                at = delay.offset + k
                yield ("scheduled", at), self.number(self.state.delays[at], 3)

    def tables(self) -> Iterator[tuple[Key, Any]]:
        """Offers of tables of others, and what agreements were worth to others."""
        for i, (table, at) in enumerate(zip(self.rules.tables, self.state.tables, strict=True)):
            parties = [self.rules.sides[side] for side in table.parties]
            if at.status == OPEN and not sees(self.rules, self.who, parties):
                found = self.offer(table)
                if found != (at.proposer, at.accepted, at.options):
                    yield ("offer", i), found
                last_offers = tuple(self.offer(table)[2] for _ in parties)
                if last_offers != at.last_offers:
                    yield ("last offers", i), last_offers
                ballots = tuple(self.luck.choice((-1, 1)) for _ in at.ballots)
                if ballots != at.ballots:
                    yield ("for it", i), ballots
            if at.status in (AGREED, SIGNED) and not self.over:
                for party, side in enumerate(parties):
                    if side != self.who:
                        yield ("worth", i, party), at.worths[party] + self.luck.choice((-7, 1, 40))

    def decision(self, decision: Decision, kept: Keys) -> Decision:
        """Another decision that one couldn't tell from this one, where there is one."""
        rules, state, phase = self.rules, self.state, phase_of(self.rules, self.state)
        match phase, decision.move:
            case _, SetTrack(track=id):
                i = rules.index.tracks[id]
                track = rules.tracks[i]
                if not sees(rules, self.who, track.seen_by) and ("track", i) not in kept:
                    some = self.luck.randint(track.low, track.high)
                    return evolve(decision, move=SetTrack(id, some))
            case _, HoldInject() | ReleaseInject():
                kind = self.luck.choice((HoldInject, ReleaseInject))
                return evolve(decision, move=kind(self.luck.choice(rules.injects).id))
            case ActionsRules(together=True), Act() if decision.side != self.who:
                if not completes(rules, phase, state, decision):
                    slot = self.luck.choice(phase.offered[rules.index.sides[decision.side]])
                    return evolve(decision, move=Act(rules.slots[slot].action))
            case _, Answer() if decision.side != self.who:
                if not reveals_answers(rules, state, decision):
                    choices = asking(rules, state).answers[0]
                    return evolve(decision, move=Answer(self.luck.choice(choices).id))
            case VisitRules(table=table), Offer() | Pass():
                parties = [rules.sides[side] for side in rules.tables[table].parties]
                if rules.tables[table].majority is not None:
                    return decision  # an offer may be agreed at once
                if not sees(rules, self.who, parties):
                    return evolve(decision, move=self.said(rules.tables[table]))
        return decision

    def said(self, table: TableRules) -> Move:
        """Some offer, or nothing."""
        if self.luck.random() < 0.2:
            return Pass()
        some = ((issue.id, self.luck.choice(issue.options).id) for issue in table.issues)
        return Offer(FrozenMap(some))

    def offer(self, table: TableRules) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """What was offered by whom, if anything (by a party or from outside), and who accepted."""
        parties = range(len(table.parties))
        if self.luck.random() < 0.2:
            return NOBODY, (0,) * len(parties), (NOTHING,) * len(table.issues)
        proposer = OUTSIDE if self.luck.random() < 0.2 else self.luck.choice(parties)
        willing = self.luck.sample(parties, len(parties) - 2)
        accepted = tuple(int(p != proposer and p in willing) for p in parties)
        options = tuple(
            NOTHING if self.luck.random() < 0.1 else self.luck.randrange(len(issue.options))
            for issue in table.issues
        )
        return proposer, accepted, options


def band_around(track: Track, value: int) -> tuple[int, int]:
    """The least and the greatest value of the band, or level, of a value."""
    if track.levels:
        return value, value
    low, high = track.bounds
    below = [band.to + 1 for band in track.bands if band.to < value]
    above = [band.to for band in track.bands if band.to >= value]
    return max(below, default=low), min(above, default=high)


def swapped(state: State, swaps: Swaps) -> State:
    """The state with something else in some places."""
    lists: dict[str, list[Any]] = {
        "track": list(state.tracks),
        "card": list(state.cards),
        "picks": list(state.picks),
        "uses": list(state.uses),
        "last": list(state.last),
        "today": list(state.today),
        "scheduled": list(state.delays),
        "draws": list(state.draws),
        "held": list(state.held),
        "hidden answer": list(state.hidden_answers),
        "table": list(state.tables),
        "promise": list(state.promises),
        "fired": list(state.fired),
        "answered": list(state.answered),
        "vote": list(state.votes),
        "project": list(state.projects),
    }
    seed, tables = state.seed, lists["table"]
    revealed: dict[tuple[int, int], tuple[int, int] | None] = {**state.revealed}
    for key, value in swaps.items():
        match key:
            case ("seed",):
                seed = value
            case ("revealed", int(side), int(i)):
                revealed[side, i] = value
            case ("offer", int(i)):
                proposer, accepted, options = value
                tables[i] = evolve(tables[i], proposer=proposer, accepted=accepted, options=options)
            case ("last offers", int(i)):
                tables[i] = evolve(tables[i], last_offers=value)
            case ("for it", int(i)):
                tables[i] = evolve(tables[i], ballots=value)
            case ("ballots", int(i)):
                support, ballots, last = value
                lists["vote"][i] = evolve(
                    lists["vote"][i], support=support, ballots=ballots, kept=last
                )
            case ("worth", int(i), int(party)):
                worths = list(tables[i].worths)
                worths[party] = value
                tables[i] = evolve(tables[i], worths=tuple(worths))
            case (str(what), int(i)):
                lists[what][i] = value
    return evolve(
        state,
        seed=seed,
        tracks=tuple(lists["track"]),
        cards=tuple(lists["card"]),
        picks=tuple(lists["picks"]),
        uses=tuple(lists["uses"]),
        last=tuple(lists["last"]),
        today=tuple(lists["today"]),
        delays=tuple(lists["scheduled"]),
        draws=tuple(lists["draws"]),
        held=tuple(lists["held"]),
        hidden_answers=tuple(lists["hidden answer"]),
        promises=tuple(lists["promise"]),
        fired=tuple(lists["fired"]),
        answered=tuple(lists["answered"]),
        votes=tuple(lists["vote"]),
        projects=tuple(lists["project"]),
        tables=tuple(tables),
        revealed=FrozenMap({key: held for key, held in revealed.items() if held is not None}),
    )


# ---------------------------------------------------------------------------- what authors disclose


def touched(rules: Rules, read: Read) -> Iterator[Key]:
    """The places of a state that a name reads, where they can be secret."""
    index = rules.index
    match read.kind, read.of:
        case "track", (track,):
            yield "track", index.tracks[track]
        case "dealt" | "card", (deal, *_):
            yield "card", index.deals[deal]
        case "used", (action,):
            yield from (("uses", slot) for slot in index.slots_of(action))
        case "chose", (by, action):
            yield "today", index.slots[by, action]
        case "count", (*by, tag):
            for (taker, action), slot in index.slots.items():
                if tag in rules.scenario.actions[action].tags and taker in (by or rules.sides):
                    yield "today", slot
        case "worth", (table, side):
            yield "worth", index.tables[table], index.parties[table][side]
            yield "table", index.tables[table]
        case (
            ("option" | "is_open" | "signed" | "agreed" | "collapsed" | "expired" | "lapsed"),
            (table, *_),
        ):
            yield "table", index.tables[table]
        case "promised", (promise,):
            yield "promise", index.promises[promise]
        case (("begun" | "done" | "left"), (project,)):
            yield "project", index.projects[project]
        case "fired", (inject,):
            yield "fired", index.injects[inject]
        case "answered", (inject, *_):
            yield from (("answered", n) for n in index.answers_of(*read.of))
        case (("carried" | "lost" | "support" | "voted"), (inject, *_)):
            yield "vote", index.votes[inject]
            vote = rules.injects[index.injects[inject]].vote
            assert vote is not None
            untold = {"support": ("secret",), "voted": ("counted", "secret")}.get(read.kind, ())
            if vote.ballots in untold:
                yield "ballots", index.votes[inject]
        case _:
            pass


class Disclosed:
    """What the author of a scenario discloses to a side by what it is shown (rule 7.4)."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._scenario = rules.scenario
        self._formulas = FormulaCompiler(rules.scenario, rules.index)
        self._found: dict[tuple[str | int, ...], Keys] = {}

    def by_bands(self, state: State, who: str) -> Keys:
        """What one's picks and answer have still to pay is already out of the bands one sees."""
        side = self._rules.index.sides.get(who)
        if side is None or state.outcome != NOTHING:
            return NONE
        phase, costs = phase_of(self._rules, state), list[Cost]()
        if _are_unfinished(phase, state):
            costs += [self._rules.slots[slot].cost for slot in state.picks[side]]
        if state.hidden_answers[side] != NOTHING:
            costs.append(asking(self._rules, state).answers[0][state.hidden_answers[side]].cost)
        paid = {("track", track) for cost in costs for track, _ in cost}
        return frozenset(key for key in paid if kind(self._rules, who, key) == BAND)

    def by_view(self, state: State, who: str) -> Keys:
        """Bands, scores, reserves, the worths of standing offers; of all sides after the end."""
        over = state.outcome != NOTHING
        sides = self._rules.sides if over else tuple({who} & set(self._rules.sides))
        found = set(self.by_bands(state, who))
        for path, part in parts_after_the_end(self._scenario) if over else ():
            found |= self._reads(part.when, (*path, "when"), "")
        for side in sides:
            found |= self._score(side, whole=over)
            for i, table in enumerate(self._rules.tables):
                if side in self._scenario.tables[table.id].between:
                    found |= self._reserve(table.id, side)
                    at = state.tables[i]
                    if at.status == OPEN and at.proposer != NOBODY:
                        found |= self.by_worth(table, side, at.options)
        return frozenset(found)

    def by_legal(self, state: State, side: str) -> Keys:
        """All that is told to one who is asked."""
        moves: Iterable[Move] = (Pass(), Accept(), *map(Act, self._rules.index.actions))
        return NONE.union(*(self.by_refusal(state, Decision(side, move)) for move in moves))

    def by_refusal(self, state: State, decision: Decision) -> Keys:
        """What the answer to a decision of a side may depend on."""
        rules, side = self._rules, decision.side
        if side not in state.to_move:
            return NONE
        if state.questions:
            return self._question(asking(rules, state).id, side)
        match phase_of(rules, state), decision.move:
            case ActionsRules(), Act(action=action) if (side, action) in rules.index.slots:
                return self._action(side, action)
            case ActionsRules(no_pass=True) as phase, Pass():
                offered = phase.offered[rules.index.sides[side]]
                return NONE.union(*(self._action(side, rules.slots[s].action) for s in offered))
            case VisitRules(table=table), move if not isinstance(move, Act):
                return self._terms(rules.tables[table].id, side)
        return NONE

    def by_worth(self, table: TableRules, side: str, options: Package) -> Keys:
        """What the worth of a package to a side depends on."""
        found = [
            self._worth(table.id, issue.id, i if i != NOTHING else issue.otherwise, side)
            for issue, i in zip(table.issues, options, strict=True)
        ]
        return NONE.union(*found)

    def _reads(self, node: Expression | None, path: tuple[str | int, ...], side: str) -> Keys:
        """What an expression depends on, through the reserves that it names too."""
        found = self._names(node, path, side)
        for place in found:
            if place[0] == "reserve":
                found |= self._reserve(str(place[1]), side)
        return found

    def _names(self, node: Expression | None, path: tuple[str | int, ...], side: str) -> Keys:
        """What it names itself; a reserve by its table."""
        key = (*path, side)
        if node is None:
            return NONE
        if key not in self._found:
            reads = list(self._formulas.reads(self._formulas.tree(node, path, side)))
            reserves = {("reserve", read.of[0]) for read in reads if read.kind == "reserve"}
            places = (place for read in reads for place in touched(self._rules, read))
            self._found[key] = frozenset([*reserves, *places])
        return self._found[key]

    def _score(self, side: str, *, whole: bool) -> Keys:
        """The lines of a side and its seats. One that names a hidden track waits for the end.

        One that names the side's reserve doesn't, as the reserve itself is shown.
        """
        found: set[Key] = set()
        lines: list[tuple[tuple[str | int, ...], ScoreLine]]
        written = self._scenario.sides[side]
        lines = [(("score", i), line) for i, line in enumerate(written.score)]
        for id, seat in written.seats.items():
            lines += [(("seats", id, "score", i), line) for i, line in enumerate(seat.score)]
        for place, line in lines:
            path = ("sides", side, *place, "points")
            named = self._names(line.points, path, side)
            if whole or not any(self._hidden(key, side) for key in named):
                found |= self._reads(line.points, path, side)
        return frozenset(found)

    def _hidden(self, key: Key, side: str) -> bool:
        if key[0] == "reserve":
            return False
        rules, number = self._rules, int(key[1])
        match key[0]:
            case "track":
                return not sees(rules, side, rules.tracks[number].seen_by)
            case "table" | "worth":
                return not sees(rules, side, rules.tables[number].seen_by)
            case "promise":
                return not sees(rules, side, rules.promises[number].seen_by)
            case "project":
                return not sees(rules, side, rules.projects[number].seen_by)
            case "fired":
                return not sees(rules, side, rules.injects[number].seen_by)
            case "vote":
                return not sees(rules, side, rules.votes[number].seen_by)
            case "answered":
                inject = [*rules.index.answers][number][0]
                return not sees(rules, side, rules.injects[rules.index.injects[inject]].seen_by)
            case _:
                return False

    def _reserve(self, table: str, side: str) -> Keys:
        node = self._scenario.tables[table].reserve.get(side)
        return self._reads(node, ("tables", table, "reserve", side), "")

    def _worth(self, table: str, issue: str, number: int, side: str) -> Keys:
        issues = self._scenario.tables[table].issues
        path: tuple[str | int, ...] = ("tables", table, "issues", issue)
        id = tuple(issues[issue].options)[number]
        option, weight = issues[issue].options[id], issues[issue].weight.get(side)
        worth = (*path, "options", id, "worth", side)
        found = self._reads(option.worth.get(side), worth, side)
        if side not in option.value or weight is None:
            return found
        path = (*path, "weight", side)
        if not isinstance(weight, FrozenMap):
            return found | self._reads(weight, path, "")
        deal = self._rules.index.deals[self._scenario.tables[table].weights_by[side]]
        by_card = (self._reads(weight[card], (*path, card), "") for card in weight)
        return found.union({("card", deal)}, *by_card)

    def _action(self, side: str, id: str) -> Keys:
        action = self._scenario.actions[id]
        return self._reads(action.when, ("actions", id, "when"), side) | self._cost(action.cost)

    def _cost(self, cost: Iterable[str]) -> Keys:
        return frozenset(("track", self._rules.index.tracks[track]) for track in cost)

    def _question(self, id: str, side: str) -> Keys:
        found = NONE
        for answer_id, answer in self._scenario.injects[id].answers.items():
            path = ("injects", id, "answers", answer_id, "when")
            found |= self._reads(answer.when, path, side) | self._cost(answer.cost)
        return found

    def _terms(self, id: str, side: str) -> Keys:
        """Which packages may be proposed or accepted."""
        table = self._scenario.tables[id]
        found = NONE
        for i, rule in enumerate(table.rules):
            found |= self._reads(rule, ("tables", id, "rules", i), "")
        for issue_id, issue in table.issues.items():
            path = ("tables", id, "issues", issue_id)
            found |= self._reads(issue.when, (*path, "when"), "")
            for option_id, option in issue.options.items():
                here = (*path, "options", option_id)
                found |= self._reads(option.when, (*here, "when"), "")
                found |= self._reads(option.needs.get(side), (*here, "needs", side), "")
        return found


# ---------------------------------------------------------------------------- what a step reads


class _NotingList(list[Any]):
    """A list that notes which of its items are read."""

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(items)
        self.read: set[int] = set()

    def __getitem__(self, index: Any) -> Any:
        self.read.add(index)
        return super().__getitem__(index)


NOTED = {
    **{"held": "held", "fired": "fired", "tables": "table", "answered": "answered"},
    "projects": "project",
}
"""By list of a working copy, the kind of what it holds."""


class _Noting(StateDraft):
    """A working copy that notes where draws are made, and which things it asks about."""

    __slots__ = ("asked", "drawn")

    def __init__(self, rules: Rules, state: State) -> None:
        super().__init__(rules, state)
        self.drawn: set[int] = set()
        self.asked = {name: _NotingList(getattr(self, name)) for name in NOTED}
        for name, items in self.asked.items():
            setattr(self, name, items)

    def draw(self, site: int, weights: Sequence[int], owner: Owner | None = None, /) -> int:
        self.drawn.add(site)
        return super().draw(site, weights, owner)


@frozen
class Happening:
    """What a decision brought about, and the places that this depended on."""

    entries: tuple[Entry, ...]
    needed: Keys

    def heard(self, who: str) -> list[Entry]:
        """What one is told of it."""
        return [heard for entry in self.entries if (heard := entry.shown_to(who)) is not None]


class Watched:
    """Rules that tell which names are read as a decision is carried out."""

    def __init__(self, scenario: Scenario) -> None:
        self._read: set[Read] = set()
        note = self._read.add

        class Noted(FormulaCompiler):
            def _leaf(self, read: Read) -> Function | int:
                return _noted(super()._leaf(read), lambda: note(read))

        with patch.object(compiling, "FormulaCompiler", Noted):
            self.rules = compile_rules(scenario)
        self._reveals = tuple(reveals(scenario))

    def happening(self, state: State, decision: Decision) -> Happening:
        """Carries out a decision, without asking whether it is legal."""
        self._read.clear()
        draft = _Noting(self.rules, state)
        try:
            resolve(draft, decision)
            advance(draft)
        except GameOver:
            pass
        needed = frozenset(self._needed(draft, state, decision))
        return Happening(tuple(draft.entries), needed)

    def _needed(self, draft: _Noting, state: State, decision: Decision) -> Iterator[Key]:
        rules = self.rules
        for read in self._read:
            yield from touched(rules, read)
            if read.kind == "worth":
                table = rules.scenario.tables[read.of[0]]
                yield from (("card", rules.index.deals[deal]) for deal in table.weights_by.values())
        for site in draft.drawn:
            yield from (("seed",), ("draws", site))
        for name, what in NOTED.items():
            yield from ((what, number) for number in draft.asked[name].read)
        if draft.turn > state.turn or state.phase < 0 or draft.phase < 0:
            yield from (("promise", number) for number in range(len(rules.promises)))
            yield from (("project", number) for number in range(len(rules.projects)))
        for delay in rules.delays:
            due = min(draft.turn - state.turn, delay.width)
            yield from (("scheduled", delay.offset + k) for k in range(due))
        phase = phase_of(rules, state)
        if isinstance(phase, ActionsRules) and completes(rules, phase, state, decision):
            yield from (("picks", side) for side in phase.sides)
        if isinstance(decision.move, Answer) and reveals_answers(rules, state, decision):
            yield from (("hidden answer", side) for side in asking(rules, state).ask)
        if isinstance(phase, VisitRules) and decision.move == Accept():
            yield "offer", phase.table

    def shown(self, happening: Happening, who: str) -> Keys:
        """The values and ballots that were revealed, among those that an author reveals to one."""
        index = self.rules.index
        told = {str(e.values["track"]) for e in happening.entries if e.code == "revealed"}
        to_one = {
            step.track if isinstance(step, Reveal) else step.inject
            for step in self._reveals
            if sees(self.rules, who, step.to)
        }
        votes = {str(e.values["inject"]) for e in happening.entries if e.code == "disclosed"}
        tracks = (("track", index.tracks[track]) for track in told & to_one)
        return frozenset([*tracks, *(("ballots", index.votes[vote]) for vote in votes & to_one)])


def reveals(part: Any) -> Iterator[Reveal | RevealBallots]:
    """All steps of a part of a scenario that show a track's value, or ballots."""
    if isinstance(part, Reveal | RevealBallots):
        yield part
        return
    attributes = (getattr(part, one.name) for one in getattr(part, "__attrs_attrs__", ()))
    items = part.values() if isinstance(part, FrozenMap) else attributes
    for item in part if isinstance(part, tuple) else items:
        yield from reveals(item)


def _are_unfinished(phase: PhaseRules | None, state: State) -> bool:
    """Whether somebody has still to pick in a together phase."""
    if not isinstance(phase, ActionsRules) or not phase.together:
        return False
    return not all(state.finished[side] for side in phase.sides)


def asking(rules: Rules, state: State) -> InjectRules:
    """The inject whose question is to be answered first."""
    return rules.injects[state.questions[0] % len(rules.injects)]


def reveals_answers(rules: Rules, state: State, decision: Decision) -> bool:
    """Whether an answer is one after which it is known what was answered."""
    inject = asking(rules, state)
    waiting = {side for side in inject.ask if state.hidden_answers[side] == NOTHING}
    return not inject.together or waiting == {rules.index.sides[decision.side]}


def completes(rules: Rules, phase: ActionsRules, state: State, decision: Decision) -> bool:
    """Whether a decision is the last that a together phase waits for: all picks come to light."""
    if not phase.together or not isinstance(decision.move, Act | Pass):
        return False
    side = rules.index.sides[decision.side]
    last = isinstance(decision.move, Pass) or len(state.picks[side]) + 1 == phase.picks
    return last and all(state.finished[other] for other in phase.sides if other != side)


def _noted(inner: Function | int, note: Callable[[], None]) -> Function | int:
    if isinstance(inner, int):
        return inner
    plain = inner

    def noted(reading: Reading, package: Package) -> int:
        note()
        return plain(reading, package)

    return noted
