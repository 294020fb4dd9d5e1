"""All sentences about one scenario, in one place."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping

import attrs

from game.model.decisions import PUBLIC
from game.model.effects import Effects, Fire
from game.model.entries import Cause, Entry, Quotation
from game.model.expressions import Expression
from game.model.flow import InjectsPhase
from game.model.frozen import FrozenMap
from game.model.injects import Inject
from game.model.play import TableView, View
from game.model.refusals import Refusal
from game.model.scenario import Scenario
from game.rules.places import ANYWHERE, Spot, spot
from game.session.agreements import Signing
from game.words.effect_words import EffectWords
from game.words.entries import EntryWords
from game.words.language import ENGLISH, Language
from game.words.refusals import RefusalWords
from game.words.runs import Runs, text_of
from game.words.sentences import capital, number
from game.words.text_words import TextWords
from game.words.vocabulary import Vocabulary, vocabulary_of
from game.words.vote_words import VoteWords


class Wording:
    """Everything that can be said about one scenario in one language."""

    def __init__(self, scenario: Scenario, language: Language = ENGLISH) -> None:
        self.scenario = scenario
        self.language = language
        self.say = language.say
        self.counted = language.counted
        self.listed = language.listed
        vocabulary = vocabulary_of(scenario, language)
        self.naming = vocabulary.naming
        self._simplifier = vocabulary.simplifier
        self._formulas = vocabulary.formulas
        self._effects = EffectWords(vocabulary)
        self._entries = EntryWords(vocabulary)
        self._votes = VoteWords(vocabulary)
        self.fill = TextWords(vocabulary).fill
        self._inject_timing = _InjectTimingWords(vocabulary)
        self._refusals = RefusalWords(vocabulary)

    def condition(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A condition as a noun phrase: `escalation below 8 and trust at 20 or more`."""
        return self._formulas.condition(node, spot)

    def needs(self, node: Expression | None, spot: Spot = ANYWHERE) -> str:
        """A condition as a sentence; empty if there is none."""
        return "" if node is None else self.demand("needs", node, spot)

    def demand(self, key: str, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A sentence, by its key, that demands a condition."""
        return capital(self._formulas.demand(key, node, spot))

    def demand_inside(self, key: str, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A phrase, by its key, that demands a condition inside a sentence."""
        return self._formulas.demand(key, node, spot)

    def circumstance(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """When something happens: "with trust at 40 or more", or an author's words alone."""
        return self._formulas.circumstance(self._simplifier.simplify(node, spot))

    def meanings(self, text: str, who: str) -> tuple[str, ...]:
        """What the author's words in a text stand for, as far as a reader sees it; sentences."""
        return self._formulas.meanings(text, who)

    def is_hidden(self, node: Expression, who: str, spot: Spot = ANYWHERE) -> bool:
        """Whether an expression reads anything that a reader doesn't see."""
        return self._simplifier.is_hidden(self._simplifier.simplify(node, spot), who)

    def tracks_read(self, node: Expression, spot: Spot = ANYWHERE) -> frozenset[str]:
        """The tracks that an expression reads."""
        return self._simplifier.tracks_read(self._simplifier.simplify(node, spot))

    def rule(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A rule of a table as a sentence."""
        return self._formulas.rule(node, spot)

    def amounts_by_case(
        self, node: Expression, spot: Spot = ANYWHERE
    ) -> tuple[str, int, int] | None:
        """A condition, with the amounts if it holds and if not; None for any other amount."""
        return self._formulas.amounts_by_case(node, spot)

    def amount(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """An amount in words and signs."""
        return self._formulas.amount(node, spot)

    def score_rule(
        self,
        side: str,
        index: int,
        reserves: Mapping[str, int],
        agreed: Container[str] = (),
        seat: str = "",
    ) -> str:
        """How a line of the score of a side, or of one of its seats, is counted; empty where it
        reads what not everybody sees.

        reserves: by table, as far as they are known. agreed: the tables that are agreed for good.
        """
        written = self.scenario.sides[side]
        points = (written.seats[seat] if seat else written).score[index].points
        where = spot(self.scenario, ("sides", side, "score", index, "points"))
        if self.is_hidden(points, PUBLIC, where):
            return ""
        return self._formulas.score_rule(points, where, reserves, agreed)

    def percent(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """An amount as it stands before a per cent sign: a formula has brackets."""
        return self._formulas.amount_before_percent(self._simplifier.simplify(node, spot))

    def cost(self, cost: Mapping[str, int]) -> str:
        """A cost as a sentence; empty if there is none."""
        return self._effects.cost(cost)

    def body_that_votes(self, inject: str) -> str:
        """The name of the body that votes on the proposal of an inject; empty if none does."""
        return self._votes.body(inject)

    def needed_majority(self, inject: str) -> str:
        """What carries the proposal of an inject, as a sentence."""
        return self._votes.needed_majority(inject)

    def weight_in_vote(self, inject: str, side: str) -> str:
        """What the ballot of a side weighs, as a sentence."""
        return self._votes.weight(inject, side)

    def what_binds(self, table: str) -> list[str]:
        """What agrees a package at a table, and ratifies it, where not simply all parties do."""
        told = (self._votes.majority(table), self._votes.ratification(table))
        return [each for each in told if each]

    def support(self, table: TableView) -> list[str]:
        """Who is for the standing offer at a table with a majority, and what it needs."""
        if table.ballots is None:
            return []
        told = (self._votes.support(table.id, table.ballots), self._votes.needed_at(table.id))
        return [each for each in told if each]

    def who_left(self, table: TableView) -> list[str]:
        """Who has walked out of a table at which the others go on, in a sentence."""
        if not table.walked:
            return []
        sides = self.naming.sides(table.walked)
        return [capital(self.language.counted("majority.walked", len(table.walked), sides=sides))]

    def to_ratify(self, table: str, due: int, but: Collection[str] = ()) -> str:
        """By when what is signed at a table must be ratified, and by which votes but these."""
        return self._votes.to_ratify(table, due, but)

    def effects(self, steps: Effects, who: str) -> str:
        """What a side, PUBLIC or the FACILITATOR may foresee of effects; may be empty."""
        return text_of(self.effect_runs(steps, who))

    def effect_runs(self, steps: Effects, who: str) -> Runs:
        """What a reader may foresee of effects, as runs, which know the tracks that change."""
        return self._effects.effects(steps, who)

    def action(self, id: str, who: str) -> str:
        """What a reader may foresee of an action's effects and of those of its tags."""
        return text_of(self.action_runs(id, who))

    def action_runs(self, id: str, who: str) -> Runs:
        """What a reader may foresee of an action, as runs, which know the tracks that change."""
        return self._effects.action(id, who)

    def entry(self, entry: Entry) -> str:
        """An entry as a sentence."""
        return self._entries.entry(entry)

    def entries(self, entries: Iterable[Entry]) -> list[str]:
        """Entries as sentences, changes that belong together in one."""
        return self._entries.entries(entries)

    def quotation(self, quotation: Quotation) -> str:
        """What a bot says, as a quotation with the speaker."""
        return self._entries.quotation(quotation)

    def cause(self, cause: Cause) -> str:
        """The name of a cause."""
        return self._entries.cause(cause)

    def day(self, turn: int) -> str:
        """The name of a turn in the calendar; empty if it has none."""
        return self._entries.day(turn)

    def ready(self, turn: int) -> str:
        """When something is ready: the date of a turn or its number; or after the game."""
        return self._entries.ready(turn)

    def dealt_cards(self, cards: Mapping[str, str]) -> list[str]:
        """Sentences on each card that was dealt and who knew it, for after the end."""
        sentences = []
        for deal, card in cards.items():
            known = self.scenario.deals[deal].to
            key = "ending.card" if known else "ending.card.nobody"
            names = {"deal": self.naming.deal(deal), "card": self.naming.card(deal, card)}
            who = {"sides": self.naming.sides(known)} if known else {}
            sentences.append(self.say(key, **names, **who))
        return sentences

    def inject_timing(self, inject: str) -> str:
        """When an inject fires by itself, as sentences, without its condition."""
        return self._inject_timing.timing(inject)

    def inject_timing_brief(self, inject: str) -> str:
        """When an inject fires by itself, in a few words."""
        return self._inject_timing.brief_timing(inject)

    def inject_awaited(self, inject: str) -> str:
        """What must be signed before an inject can come, as a sentence; empty for most."""
        return self._inject_timing.awaited(inject)

    def signed_below(self, signing: Signing) -> str:
        """A sentence for after the end: an agreement was worth less to a side than its reserve."""
        key = "signed-below.lapsed" if signing.lapsed else "signed-below"
        if signing.bound:
            key = "bound-below.lapsed" if signing.lapsed else "bound-below"
        return self.say(
            key,
            side=self.naming.side(signing.side),
            table=self.naming.table(signing.table),
            turn=signing.turn,
            worth=number(signing.worth),
            reserve=number(signing.reserve),
        )

    def verdict(self, view: View, side: str) -> str:
        """The author's verdict on a side in an outcome, a sentence; empty if there is none."""
        outcome = self.scenario.outcomes[view.outcome] if view.outcome is not None else None
        if outcome is None or side not in outcome.verdict:
            return ""
        return self.say(f"ui.over.verdict.{outcome.verdict[side]}")

    def refusal(self, refusal: Refusal, side: str, at: str = "") -> str:
        """A refusal as a sentence; `at` is the table or the inject it is about."""
        return self._refusals.refusal(refusal, side, at)


class _InjectTimingWords:
    """Puts into words when the injects of one scenario fire (rule 6.1)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._simplifier = vocabulary.simplifier
        self._formulas = vocabulary.formulas

    def timing(self, id: str) -> str:
        """When an inject fires, as sentences, without its condition."""
        say, inject = self._language.say, self._scenario.injects[id]
        kind, phases = self._kind(inject), list(self._phases(inject))
        sentences = [
            say(
                f"occasion.{kind}",
                turn=inject.at or 0,
                phases=self._language.listed(phases, "or") if phases else "",
                weight=self._amount(id, "weight"),
            )
        ]
        if inject.chance is not None and kind in ("at", "each"):
            sentences.append(say("occasion.chance", percent=self._amount(id, "chance")))
        causes = list(self._causes(id))
        if causes:
            sentences.append(say("occasion.causes", causes=self._language.listed(causes, "or")))
        if not inject.once:
            sentences.append(say("occasion.again"))
        return " ".join(filter(None, (*sentences, self.awaited(id))))

    def awaited(self, id: str) -> str:
        """What must be signed before an inject can come, as a sentence; empty for most."""
        tables = [
            self._language.say("quoted", text=self._naming.table(table))
            for table, written in self._scenario.tables.items()
            if id in written.ratifiers
        ]
        if not tables:
            return ""
        return self._language.say("occasion.ratifies", tables=self._language.listed(tables, "or"))

    def brief_timing(self, id: str) -> str:
        """When an inject comes, in a few words."""
        say, inject = self._language.say, self._scenario.injects[id]
        kind = self._kind(inject)
        if kind in ("hand", "lost") and any(self._causes(id)):
            return say("occasion.brief.follows")
        if kind == "each" and inject.when is None:
            kind = "chance"
        return say(f"occasion.brief.{kind}", turn=inject.at or 0)

    def _kind(self, inject: Inject) -> str:
        """How an inject fires: at a turn, each time it can, drawn, or only by hand.

        `lost` is one that would fire by itself if any phase had its deck.
        """
        if inject.at is not None:
            kind = "at"
        elif inject.weight is not None:
            kind = "drawn"
        elif inject.when is not None or inject.chance is not None:
            kind = "each"
        else:
            return "hand"
        return kind if any(self._phases(inject)) else "lost"

    def _phases(self, inject: Inject) -> Iterator[str]:
        """The names of the phases in which an inject can fire."""
        used = {id for stage in self._scenario.stages.values() for id in stage.phases}
        for id, phase in self._scenario.phases.items():
            if not isinstance(phase, InjectsPhase) or id not in used:
                continue
            drawn = inject.weight is None or phase.draw
            if inject.deck in (phase.decks or (None,)) and drawn:
                yield self._language.say("quoted", text=self._naming.phase(id))

    def _causes(self, inject: str) -> Iterator[str]:
        """The names of everything that may fire an inject."""
        scenario, naming = self._scenario, self._naming
        for things, name in (
            (scenario.actions, naming.action),
            (scenario.injects, naming.inject),
            (scenario.tables, naming.table),
            (scenario.promises, naming.promise),
            (scenario.projects, naming.project),
        ):
            for id, thing in things.items():
                if any(step.inject == inject for step in _fires(thing)):
                    yield self._language.say("quoted", text=name(id))

    def _amount(self, id: str, part: str) -> str:
        node = getattr(self._scenario.injects[id], part)
        if node is None:
            return ""
        where = spot(self._scenario, ("injects", id, part))
        tree = self._simplifier.simplify(node, where)
        return (
            self._formulas.amount_before_percent(tree)
            if part == "chance"
            else self._formulas.amount_of(tree)
        )


def _fires(thing: object) -> Iterator[Fire]:
    """The steps that fire an inject, in a part of a scenario."""
    if isinstance(thing, Fire):
        yield thing
    elif isinstance(thing, FrozenMap):
        for each in thing.values():
            yield from _fires(each)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _fires(each)
    elif attrs.has(cls := type(thing)):
        for field in attrs.fields(cls):
            yield from _fires(getattr(thing, field.name))
