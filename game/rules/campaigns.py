"""What a campaign means: what its formulas read of earlier chapters, seeds, who plays on (rule 18).

A chapter is played by the rules of its scenario, and knows nothing of the campaign but the values
with which its tracks start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from attrs import field, frozen

from game.model.campaign import Campaign
from game.model.expressions import Dotted, Expression, Name, Number, Predicate, Read, children
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.players import goes_on_as
from game.model.scenario import Scenario
from game.model.tracks import Track, index_of
from game.rules.evaluate import NO_PACKAGE, CompiledFormula, Function, Reading, formula
from game.rules.intervals import Interval
from game.rules.name_resolver import Answer, BoundsLookup, NameResolver, Report, known_ids, refuse
from game.rules.names import Names
from game.rules.places import ANYWHERE
from game.rules.rng import LARGEST_SEED, mix, site


@frozen
class Past:
    """What later chapters read of a chapter: its numbers at the end."""

    tracks: Sequence[int]
    outcome: int = -1
    """The index of the outcome; -1 if the chapter wasn't played."""
    status: Sequence[int] = ()
    """By table."""
    scores: Sequence[int] = ()
    """By side."""

    @property
    def played(self) -> bool:
        """Whether the chapter was played."""
        return self.outcome >= 0


def not_played(scenario: Scenario) -> Past:
    """The numbers of a chapter that wasn't played: tracks at their start (rule 18.3)."""
    return Past(
        tuple(track.first for track in scenario.tracks.values()),
        status=(0,) * len(scenario.tables),
        scores=(0,) * len(scenario.sides),
    )


# ------------------------------------------------------------------------------------- formulas


class ChapterResolver(NameResolver):
    """Replaces the names in a campaign's expression by what they read of earlier chapters."""

    def __init__(
        self,
        earlier: Mapping[str, Scenario],
        bounds: Callable[[str, str], Interval],
        own: tuple[str, Track] | None = None,
        report: Report = refuse,
    ) -> None:
        """bounds: those of a score, by chapter and side. own: the track that it starts, if any."""
        super().__init__(cast(Scenario, None), cast(BoundsLookup, None), ANYWHERE, report)
        self._earlier = earlier
        self._scores = bounds
        self._own = own

    def _name(self, node: Name) -> Expression:
        if self._own is not None:
            index = index_of(self._own[1].levels, node.id)
            if index is not None:
                return Read("level", (self._own[0], node.id), index, index, at=node.at)
            if self._own[1].levels:
                known = ", ".join(self._own[1].levels)
                self._report("unknown-level", node, found=node.id, owner=self._own[0], known=known)
                return Number(0, at=node.at)
        having = [id for id, each in self._earlier.items() if node.id in each.tracks]
        first = not self._earlier
        self._report("chapter-bare", node, found=node.id, having=having, first=first)
        return Number(0, at=node.at)

    def _issue(self, node: Dotted) -> Expression:
        """Resolves `chapter.track`."""
        scenario = self._chapter(node, node.base)
        if scenario is None or not self._knows(scenario, node, node.id, "track"):
            return Number(0, at=node.at)
        return Read("track", (node.base, node.id), *scenario.tracks[node.id].bounds, at=node.at)

    def _levels_of(self, term: Expression) -> tuple[str, FrozenMap[str, object]] | None:
        if isinstance(term, Dotted) and term.base in self._earlier:
            track = self._earlier[term.base].tracks.get(term.id)
            if track is not None and track.levels:
                return f"{term.base}.{term.id}", track.levels
        return None

    def _is_name(self, _id: str) -> bool:
        return False

    def _predicate(self, node: Predicate) -> Expression:
        answer = self._answer(node)
        if answer is None:
            return Number(0, at=node.at)
        of, low, high = answer
        return Read(node.function, of, low, high, at=node.at)

    def _answer(self, node: Predicate) -> Answer | None:
        subject, function = node.subject, node.function
        if function == "played":
            if isinstance(subject, Dotted):
                self._report("chapter-dot", subject, function=function)
                return None
            return None if self._chapter(subject, subject.id) is None else ((subject.id,), 0, 1)
        if not isinstance(subject, Dotted):
            self._report("chapter-dot", subject, function=function)
            return None
        scenario = self._chapter(subject, subject.base)
        kind = {"ended": "outcome", "agreed": "table"}.get(function, "side")
        if scenario is None or not self._knows(scenario, subject, subject.id, kind):
            return None
        of = subject.base, subject.id
        if kind != "side":
            return of, 0, 1
        low, high = self._scores(*of)
        par = scenario.sides[subject.id].par if function == "margin" else 0
        return of, min(low - par, 0), max(high - par, 0)

    def _chapter(self, node: Expression, id: str) -> Scenario | None:
        """An earlier chapter; None if it was reported that there is none."""
        if id not in self._earlier:
            self._report("chapter-unknown", node, found=id, known=tuple(self._earlier))
        return self._earlier.get(id)

    def _knows(self, scenario: Scenario, node: Expression, id: str, kind: str) -> bool:
        """Whether a chapter's scenario has a thing; reports it if it hasn't."""
        known = tuple(known_ids(scenario, kind))
        if id not in known:
            self._report("unknown-reference", node, found=id, kind=kind, known=known)
        return id in known


@frozen(eq=False)
class CampaignNames:
    """Resolves the formulas of a campaign whose scenarios are loaded."""

    campaign: Campaign
    _names: dict[str, Names] = field(factory=dict, init=False)

    def resolve(
        self,
        node: Expression,
        before: str | None = None,
        track: str | None = None,
        report: Report = refuse,
    ) -> Expression:
        """Resolves a formula of a chapter, or of the result.

        before: the chapter. track: that which it starts there. report: is called for mistakes.
        """
        scenarios = self.campaign.scenarios
        earlier: dict[str, Scenario] = {}
        for id in self.campaign.chapters:
            if id == before:
                break
            if id in scenarios:
                earlier[id] = scenarios[id]
        own = None
        if track is not None and before is not None:
            own = track, scenarios[before].tracks[track]
        return ChapterResolver(earlier, self._score, own, report).resolve(node)

    def _score(self, chapter: str, side: str) -> Interval:
        if chapter not in self._names:
            self._names[chapter] = Names(self.campaign.scenarios[chapter])
        return self._names[chapter].score_bounds(side)


Formula = Callable[[Sequence[Past]], int]
"""Computes a value from what earlier chapters have left, in their order."""


def _compile(campaign: Campaign, tree: Expression) -> Formula:
    chapters = list(campaign.chapters)

    def leaf(read: Read) -> Function | int:
        if read.kind == "level":
            return read.low
        number, scenario = chapters.index(read.of[0]), campaign.scenarios[read.of[0]]
        return cast(Function, _reading(number, scenario, read))

    compiled: CompiledFormula = formula(tree, leaf)
    return lambda pasts: compiled(cast(Reading, pasts), NO_PACKAGE)


def _reading(n: int, scenario: Scenario, read: Read) -> Callable[[Sequence[Past], object], int]:
    if read.kind == "played":
        return lambda r, _p: 1 if r[n].played else 0
    i = list(known_ids(scenario, _SECTIONS[read.kind])).index(read.of[1])
    if read.kind == "track":
        return lambda r, _p: r[n].tracks[i]
    if read.kind == "ended":
        return lambda r, _p: 1 if r[n].outcome == i else 0
    if read.kind == "agreed":
        return lambda r, _p: 1 if r[n].status[i] == AGREED else 0
    par = scenario.sides[read.of[1]].par if read.kind == "margin" else 0
    return lambda r, _p: r[n].scores[i] - par if r[n].played else 0


_SECTIONS = {
    "track": "track",
    "ended": "outcome",
    "agreed": "table",
    "score": "side",
    "margin": "side",
}


# ------------------------------------------------------------------------------------- chapters


@frozen(eq=False)
class ChapterRules:
    """A chapter of a compiled campaign."""

    id: str
    scenario: Scenario
    players: FrozenMap[str, str]
    """By side, the seat of the campaign that plays it (rule 18.4)."""
    _site: int
    _when: Formula | None
    _starts: tuple[tuple[str, Formula, int, int], ...]
    """Tracks, each with its start and its range."""

    def seed(self, seed: int) -> int:
        """The seed of the chapter in the campaign with a seed (rule 18.2)."""
        return mix(seed ^ self._site) & LARGEST_SEED

    def is_played(self, pasts: Sequence[Past]) -> bool:
        """Whether it is played, after what earlier chapters have left."""
        return self._when is None or self._when(pasts) != 0

    def seated(self, seats: Mapping[str, str]) -> FrozenMap[str, str]:
        """By side, who plays it, by those in the seats of the campaign (rule 18.4)."""
        return FrozenMap(
            (side, goes_on_as(self.scenario, side, seats[seat]))
            for side, seat in self.players.items()
        )

    def starts(self, pasts: Sequence[Past]) -> FrozenMap[str, int]:
        """The values with which tracks start there (rule 18.5)."""
        return FrozenMap(
            (track, min(max(value(pasts), low), high)) for track, value, low, high in self._starts
        )


@frozen(eq=False)
class CampaignRules:
    """A compiled campaign: what is needed to play its chapters one after the other."""

    campaign: Campaign
    chapters: tuple[ChapterRules, ...]
    result: tuple[Formula, ...]
    results_after: tuple[int, ...]
    """By line of the result, the number of the last chapter that it reads; 0 if it reads none."""

    @property
    def seats(self) -> FrozenMap[str, str]:
        """The seats of the campaign, each with the chapter in which it is first seated."""
        first: dict[str, str] = {}
        for chapter in self.chapters:
            for seat in chapter.players.values():
                first.setdefault(seat, chapter.id)
        return FrozenMap(first)


def players_of(campaign: Campaign) -> FrozenMap[str, FrozenMap[str, str]]:
    """By chapter and side, the seat of the campaign that plays it (rule 18.4).

    A seat is named by the side that it is in the first chapter in which it plays.
    """
    first: dict[str, str] = {}
    by_chapter: dict[str, FrozenMap[str, str]] = {}
    for id, chapter in campaign.chapters.items():
        scenario = campaign.scenarios.get(id)
        sides = () if scenario is None else tuple(scenario.sides)
        players = {side: first.get(chapter.plays.get(side, side), side) for side in sides}
        for side, seat in players.items():
            first.setdefault(side, seat)
        by_chapter[id] = FrozenMap(players)
    return FrozenMap(by_chapter)


def compile_campaign(campaign: Campaign) -> CampaignRules:
    """Compiles a campaign that has been checked."""
    names, players = CampaignNames(campaign), players_of(campaign)

    def compiled(id: str) -> ChapterRules:
        chapter, scenario = campaign.chapters[id], campaign.scenarios[id]
        when = None if chapter.when is None else _compile(campaign, names.resolve(chapter.when, id))
        starts = tuple(
            (
                track,
                _compile(campaign, names.resolve(start, id, track)),
                *scenario.tracks[track].bounds,
            )
            for track, start in chapter.start.items()
        )
        return ChapterRules(id, scenario, players[id], site(f"chapters/{id}"), when, starts)

    trees = [names.resolve(line.points) for line in campaign.result]
    ids = list(campaign.chapters)
    after = (max((ids.index(id) + 1 for id in chapters_read(tree)), default=0) for tree in trees)
    result = (_compile(campaign, tree) for tree in trees)
    chapters = tuple(map(compiled, campaign.chapters))
    return CampaignRules(campaign, chapters, tuple(result), tuple(after))


def chapters_read(tree: Expression) -> frozenset[str]:
    """The chapters that a resolved formula of a campaign reads."""
    own = tree.of[:1] if isinstance(tree, Read) and tree.kind != "level" else ()
    return frozenset(own).union(*map(chapters_read, children(tree)))
