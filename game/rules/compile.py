"""Compiles a scenario into rules.

The order in which the parts are compiled decides the order of sites and delays in the state (rule
9.5): deals, opening, each turn, stages, phases, tags, actions, tables, promises, injects, projects;
within each kind, file order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from attrs import evolve

from game.model.effects import Effects, Upkeep
from game.model.entries import Cause
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.injects import Inject
from game.model.play import NOTHING
from game.model.scenario import Scenario
from game.model.sides import ScoreLine
from game.model.version import REPLAYABLE_VERSIONS, RULES_VERSION
from game.rules.compiled import (
    ActionsRules,
    AnswerRules,
    Cost,
    DealRules,
    InjectRules,
    LineRules,
    OutcomeRules,
    ProjectRules,
    PromiseRules,
    Rules,
    SlotRules,
    StageRules,
    TrackRules,
    UpkeepRules,
    VoteRules,
)
from game.rules.counting import CountCompiler
from game.rules.evaluate import CompiledFormula
from game.rules.index import Index
from game.rules.intervals import interval
from game.rules.phases import Phases, most_a_turn
from game.rules.places import Path
from game.rules.program import EffectBlock, EffectCompiler, Owner, Program, join_path
from game.rules.readings import FormulaCompiler, both, knowers
from game.rules.rng import site
from game.rules.tables import TableCompiler


def compile_rules(scenario: Scenario, version: int = RULES_VERSION) -> Rules:
    """Compiles a scenario in which `check` finds no error, to be played by a version of the rules.

    Raises ValueError for a version that can't be replayed.
    """
    if version not in REPLAYABLE_VERSIONS:
        raise ValueError(f"the rules have no version {version}")
    return _Compiler(scenario).rules(version)


class _Compiler:
    """Compiles one scenario. Don't reorder the calls in `rules`: see above."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._index = Index(scenario)
        self._formulas = FormulaCompiler(scenario, self._index)
        self._programs = EffectCompiler(self._formulas, self._index, scenario.turns)

    def rules(self, version: int) -> Rules:
        scenario = self._scenario
        deals = tuple(self._deal(id) for id in scenario.deals)
        opening = self._opening()
        upkeep = self._upkeep(
            scenario.each_turn, ("each_turn",), Owner(Cause("each_turn", "each_turn"))
        )
        stages = tuple(self._stage(id) for id in scenario.stages)
        of_phases = Phases(scenario, self._index, self._formulas, self._programs)
        phases = tuple(of_phases.phase(id) for id in scenario.phases)
        slots = self._slots()
        at_tables = TableCompiler(scenario, self._index, self._formulas, self._programs)
        tables = tuple(at_tables.table(id) for id in scenario.tables)
        promises = tuple(self._promise(id) for id in scenario.promises)
        injects = tuple(self._inject(id) for id in scenario.injects)
        projects = tuple(self._project(id) for id in scenario.projects)
        outcomes = tuple(self._outcome(id) for id in scenario.outcomes)
        scores = tuple(self._score(id) for id in scenario.sides)
        shifts = FrozenMap((id, self._shifts(id)) for id in scenario.personas)
        leans = FrozenMap((id, self._leans(id)) for id in scenario.personas)
        injects = tuple(map(self._keeping, injects))
        counted = self._formulas.counted_injects  # complete, now that all else is compiled
        return Rules(
            scenario=scenario,
            version=version,
            index=self._index,
            turns=scenario.turns,
            sides=tuple(scenario.sides),
            everybody=frozenset(scenario.sides),
            tracks=tuple(self._track(id) for id in scenario.tracks),
            deals=deals,
            opening=opening,
            upkeep=upkeep,
            stages=stages,
            phases=phases,
            slots=slots,
            tables=tables,
            promises=promises,
            injects=injects,
            votes=tuple(inject for inject in injects if inject.vote is not None),
            projects=projects,
            outcomes=outcomes,
            scores=scores,
            delays=self._programs.delays,
            counters=self._programs.counters,
            sites=tuple(site(place.path) for place in self._programs.sites),
            draw_sites=tuple(self._programs.sites),
            most_picks=max((p.picks for p in phases if isinstance(p, ActionsRules)), default=0),
            counted_answers=tuple(
                number for (id, _, _), number in self._index.answers.items() if id in counted
            ),
            hides_answers=any(inject.together for inject in injects),
            most_decisions=scenario.turns * most_a_turn(stages, phases, tables),
            shifts=shifts,
            leans=leans,
        )

    def _when(self, node: Expression | None, path: Path, side: str = "") -> CompiledFormula | None:
        return None if node is None else self._formulas.at(node, (*path, "when"), side)

    def _opening(self) -> EffectBlock:
        owner = Owner(Cause("opening", "opening"))
        program = self._programs.program(self._scenario.opening, ("opening",), owner)
        return EffectBlock(program, owner)

    def _upkeep(self, effects: Effects, path: Path, owner: Owner) -> UpkeepRules:
        """Compiles `each_turn`: all its steps, and those of them that also happen on turn 1."""
        program = self._programs.program(effects, path, owner)
        on_first_turn = tuple(
            step
            for step, written in zip(program, effects, strict=True)
            if isinstance(written, Upkeep) and written.first_turn == 1
        )
        return UpkeepRules(EffectBlock(on_first_turn, owner), EffectBlock(program, owner))

    def _costs(self, cost: Mapping[str, int]) -> Cost:
        return tuple((self._index.tracks[track], cost[track]) for track in cost)

    def _track(self, id: str) -> TrackRules:
        track = self._scenario.tracks[id]
        return TrackRules(id, *track.bounds, track.first, track.seen_by)

    def _deal(self, id: str) -> DealRules:
        deal = self._scenario.deals[id]
        weights = tuple(
            self._formulas.at(card.weight, ("deals", id, "cards", card_id, "weight"))
            for card_id, card in deal.cards.items()
        )
        return DealRules(
            id, tuple(deal.cards), weights, self._programs.site("deal", ("deals", id)), deal.to
        )

    def _stage(self, id: str) -> StageRules:
        stage, path = self._scenario.stages[id], ("stages", id)
        owner = Owner(Cause("stage", join_path(path)))
        upkeep = self._upkeep(stage.each_turn, (*path, "each_turn"), owner)
        ways = tuple(
            (
                self._formulas.at(way.when, (*path, "next", i, "when")),
                self._index.stages[way.to],
            )
            for i, way in enumerate(stage.next)
        )
        phases = tuple(self._index.phases[phase] for phase in stage.phases)
        return StageRules(id, phases, upkeep, ways)

    def _slots(self) -> tuple[SlotRules, ...]:
        tags = {id: self._tag(id) for id in self._scenario.tags}
        effects = {id: self._effects(id) for id in self._scenario.actions}
        return tuple(
            self._slot(
                side, id, effects[id], [tags[tag] for tag in self._scenario.actions[id].tags]
            )
            for side, id in self._index.slots
        )

    def _tag(self, id: str) -> EffectBlock:
        actions = [action for action in self._scenario.actions.values() if id in action.tags]
        owner = Owner(Cause("tag", f"tags/{id}"), () if any(a.secret for a in actions) else None)
        program = self._programs.program(
            self._scenario.tags[id].effects,
            ("tags", id, "effects"),
            owner,
            reduce(both, map(knowers, actions), None),
        )
        return EffectBlock(program, owner)

    def _effects(self, id: str) -> Program:
        """Compiles an action's effects. Delayed ones don't log which of several sides took it."""
        action = self._scenario.actions[id]
        only = action.side[0] if len(action.side) == 1 else ""
        owner = Owner(Cause("action", f"actions/{id}", only), knowers(action))
        path = ("actions", id, "effects")
        return self._programs.program(action.effects, path, owner, owner.seen_by)

    def _slot(self, side: str, id: str, effects: Program, tags: list[EffectBlock]) -> SlotRules:
        action = self._scenario.actions[id]
        seen_by = (side,) if action.secret else None
        owner = Owner(Cause("action", f"actions/{id}", side), seen_by)
        follows = [
            EffectBlock(tag.program, Owner(evolve(tag.owner.cause, side=side), seen_by))
            for tag in tags
        ]
        return SlotRules(
            side=self._index.sides[side],
            action=id,
            cost=self._costs(action.cost),
            when=self._when(action.when, ("actions", id), side),
            limit=action.limit,
            cooldown=action.cooldown,
            repeat=action.repeat,
            secret=action.secret,
            blocks=tuple(
                block for block in (EffectBlock(effects, owner), *follows) if block.program
            ),
            owner=owner,
        )

    def _promise(self, id: str) -> PromiseRules:
        promise, path = self._scenario.promises[id], ("promises", id)
        owner = Owner(Cause("promise", join_path(path)), promise.seen_by, promise.seen_by)
        return PromiseRules(
            id,
            promise.turns,
            self._optional(promise.broken, (*path, "broken")),
            self._optional(promise.kept_when, (*path, "kept_when")),
            self._block(promise.kept, (*path, "kept"), owner),
            self._block(promise.breach, (*path, "breach"), owner),
            promise.seen_by,
        )

    def _block(self, effects: Effects, path: Path, owner: Owner) -> EffectBlock:
        return EffectBlock(self._programs.program(effects, path, owner, owner.heard_by), owner)

    def _project(self, id: str) -> ProjectRules:
        project, path = self._scenario.projects[id], ("projects", id)
        owner = Owner(Cause("project", join_path(path)), project.seen_by, project.seen_by)
        return ProjectRules(
            id,
            self._formulas.at(project.takes, (*path, "takes")),
            self._block(project.done, (*path, "done"), owner),
            self._block(project.stopped, (*path, "stopped"), owner),
            project.seen_by,
        )

    def _optional(self, node: Expression | None, path: Path) -> CompiledFormula | None:
        return None if node is None else self._formulas.at(node, path)

    def _inject(self, id: str) -> InjectRules:
        inject, path = self._scenario.injects[id], ("injects", id)
        owner = Owner(Cause("inject", join_path(path)), inject.seen_by, inject.seen_by)
        place = self._programs.site("inject", path) if inject.chance is not None else NOTHING
        block = self._block(inject.effects, (*path, "effects"), owner)
        return InjectRules(
            id=id,
            at=inject.at,
            when=self._when(inject.when, path),
            chance=self._optional(inject.chance, (*path, "chance")),
            site=place,
            weight=self._optional(inject.weight, (*path, "weight")),
            once=inject.once,
            block=block,
            ask=tuple(self._index.sides[side] for side in inject.ask),
            together=inject.reveal == "together",
            answers=self._answers(id, inject),
            vote=self._vote(id) if inject.vote is not None else None,
            seen_by=inject.seen_by,
            ratifies=tuple(
                number
                for number, table in enumerate(self._scenario.tables.values())
                if table.ratify is not None and id in table.ratify.vote
            ),
        )

    def _vote(self, id: str) -> VoteRules:
        parts = self._scenario.body_of(id)
        assert parts is not None
        vote, body, weights = parts
        compiler = CountCompiler(self._index, self._formulas, body, weights)
        path = ("injects", id, "vote")
        carried, lost = (self._followed(path, key) for key in ("carried", "lost"))
        return compiler.vote(
            self._index.votes[id],
            tuple(
                compiler.member(member, vote.leans, (*path, "leans"))
                for member in self._index.members[id]
            ),
            vote.unless or vote.by or "",
            (carried, lost),
            unless=vote.unless is not None,
            abstain=vote.abstain,
            ballots=vote.ballots,
        )

    def _keeping(self, inject: InjectRules) -> InjectRules:
        """An inject whose vote keeps its ballots if some effect shows them."""
        if inject.vote is None or inject.id not in self._programs.revealed_votes:
            return inject
        return evolve(inject, vote=evolve(inject.vote, is_revealed=True))

    def _followed(self, path: Path, key: str) -> EffectBlock:
        """Compiles what follows from a vote."""
        inject = self._scenario.injects[str(path[1])]
        owner = Owner(Cause("inject", join_path(path[:2])), inject.seen_by, inject.seen_by)
        return self._block(getattr(inject.vote, key), (*path, key), owner)

    def _answers(self, id: str, inject: Inject) -> tuple[tuple[AnswerRules, ...], ...]:
        """Compiles an inject's answers by the side that gives them; their effects only once."""
        effects = {answer: self._answer_effects(id, answer) for answer in inject.answers}
        return tuple(
            tuple(self._answer(id, side, answer, effects[answer]) for answer in inject.answers)
            for side in inject.ask
        )

    def _answer_effects(self, inject: str, id: str) -> Program:
        """Compiles an answer's effects. Delayed ones don't log which of several sides gave it."""
        written, path = self._scenario.injects[inject], ("injects", inject, "answers", id)
        only, seen_by = written.ask[0] if len(written.ask) == 1 else "", written.seen_by
        owner = Owner(Cause("answer", join_path(path), only), seen_by, seen_by)
        effects = written.answers[id].effects
        return self._programs.program(effects, (*path, "effects"), owner, seen_by)

    def _answer(self, inject: str, side: str, id: str, effects: Program) -> AnswerRules:
        answer, path = (
            self._scenario.injects[inject].answers[id],
            ("injects", inject, "answers", id),
        )
        seen_by = self._scenario.injects[inject].seen_by
        return AnswerRules(
            id=id,
            number=self._index.answers[inject, side, id],
            cost=self._costs(answer.cost),
            when=self._when(answer.when, path, side),
            block=EffectBlock(
                effects, Owner(Cause("answer", join_path(path), side), seen_by, seen_by)
            ),
        )

    def _outcome(self, id: str) -> OutcomeRules:
        outcome = self._scenario.outcomes[id]
        return OutcomeRules(id, self._when(outcome.when, ("outcomes", id)), outcome.ends == "now")

    def _score(self, side: str) -> tuple[LineRules, ...]:
        lines = self._scenario.sides[side].score
        return compile_lines(self._formulas, lines, ("sides", side, "score"), side)

    def _shifts(self, persona: str) -> tuple[CompiledFormula, ...]:
        shifts = self._scenario.personas[persona].shifts
        return tuple(
            self._formulas.at(shift.when, ("personas", persona, "shifts", i, "when"))
            for i, shift in enumerate(shifts)
        )

    def _leans(self, persona: str) -> FrozenMap[str, CompiledFormula]:
        leans = self._scenario.personas[persona].leans
        return FrozenMap(
            (inject, self._formulas.at(lean, ("personas", persona, "leans", inject)))
            for inject, lean in leans.items()
        )


def compile_lines(
    formulas: FormulaCompiler, lines: Sequence[ScoreLine], path: Path, side: str
) -> tuple[LineRules, ...]:
    """Compiles the score lines of a side, or of one of its seats."""
    trees = [formulas.tree(line.points, (*path, i, "points")) for i, line in enumerate(lines)]
    return tuple(
        LineRules(formulas.of(tree), *interval(tree), formulas.hides(tree, side)) for tree in trees
    )
