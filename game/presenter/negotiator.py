"""One side at a negotiating table: what it sees there, what offers are worth, what it may do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import frozen

from game.bargaining.payoff_space import OwnPayoffs, own_payoffs
from game.engine.votes import can_be_agreed
from game.model.decisions import Accept, Offer, Pass, Walk
from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.log_events import OfferMade, PackageProposed, TableOpened, TurnPassed
from game.model.play import Legal, TableView, View
from game.model.refusals import Refusal
from game.presenter.replies import meanwhile
from game.presenter.worded_game import WordedGame
from game.rules.places import spot
from game.session.offer_draft import OfferDraft, visited, weight_of_issue
from game.words.wording import Wording

_MOST_NAMED = 3
"""So many open issues are named; more are counted."""


@frozen
class MadeOffer:
    """A package that was put on a table."""

    side: str
    """The side that offered it; empty where it came from outside."""
    package: FrozenMap[str, str]


class Negotiator:
    """One side at the table that is visited."""

    def __init__(self, worded: WordedGame, side: str) -> None:
        self.worded = worded
        self.side = side
        self._worths: dict[tuple[object, ...], int | None] = {}
        self._guess: tuple[int, OwnPayoffs] | None = None

    # What stands

    @property
    def words(self) -> Wording:
        """The words of the scenario."""
        return self.worded.words

    @property
    def view(self) -> View:
        """What the side sees."""
        return self.worded.view(self.side)

    @property
    def legal(self) -> Legal:
        """What it may decide."""
        return self.worded.asking(self.side).legal

    @property
    def table(self) -> TableView:
        """The table that is visited. Raises ValueError where none is."""
        table = visited(self.view)
        if table is None:
            raise ValueError("no table is visited")
        return table

    @property
    def agenda(self) -> tuple[str, ...]:
        """The issues that an offer can name now."""
        offer = self.legal.offer
        return tuple(offer) if offer is not None else tuple(self.table.offer or ())

    @property
    def reserve(self) -> int | None:
        """The side's reservation value; None where it can't know it."""
        return self.table.reserves.get(self.side)

    def offers(self, *, since_opened: bool = False) -> list[MadeOffer]:
        """What was put on this table, in order, as far as the side may know.

        since_opened: only what was put there since the table was opened, or opened again, last.
        """
        offers: list[MadeOffer] = []
        for entry in self.worded.game.log(self.side):
            match entry.event:
                case OfferMade(table=self.table.id, side=side, package=package):
                    offers.append(MadeOffer(side, package))
                case PackageProposed(table=self.table.id, package=package):
                    offers.append(MadeOffer("", package))
                case TableOpened(table=self.table.id) if since_opened:
                    offers.clear()
                case _:
                    pass
        return offers

    def words_of_others(self) -> str:
        """What a bot said with the offer of another that stands; empty where none did."""
        entries = [
            entry
            for entry in self.worded.game.log(self.side)
            if isinstance(entry.event, OfferMade) and entry.event.table == self.table.id
        ]
        quotation = entries[-1].quotation if entries else None
        stands = self.table.proposer not in (None, self.side)
        return self.words.quotation(quotation) if quotation is not None and stands else ""

    def silences(self) -> list[str]:
        """Who has said nothing since the side spoke here last, each in a sentence."""
        return [
            self.words.entry(each.entry)
            for each in meanwhile(self.worded.game, self.side)
            if isinstance(each.event, TurnPassed)
        ]

    def rules(self) -> list[str]:
        """The rules of the table that bind several issues, then what binds it, in sentences."""
        id, scenario = self.table.id, self.words.scenario
        rules = [
            self.words.rule(rule, spot(scenario, ("tables", id, "rules", index)))
            for index, rule in enumerate(scenario.tables[id].rules)
        ]
        return [*rules, *self.words.what_binds(id)]

    def needs_of_option(self, issue: str, option: str) -> str:
        """The conditions for proposing an option in words: everybody's, and this side's own."""
        words, id = self.words, self.table.id
        written = words.scenario.tables[id].issues[issue].options[option]
        path = ("tables", id, "issues", issue, "options", option)
        sentences = [words.needs(written.when, spot(words.scenario, (*path, "when")))]
        own = written.needs.get(self.side)
        if own is not None:
            place = spot(words.scenario, (*path, "needs", self.side))
            sentences.append(words.demand("table.needs", own, place))
        return " ".join(sentence for sentence in sentences if sentence)

    def last_offer(self, *, own: bool) -> FrozenMap[str, str] | None:
        """The package of the side's own last offer, or of the last that isn't its own."""
        packages = [each.package for each in self.offers() if (each.side == self.side) == own]
        return packages[-1] if packages else None

    # The draft

    @property
    def draft(self) -> OfferDraft:
        """The offer that the side is putting together."""
        return self.worded.offer_draft(self.side, self.table.id)

    @property
    def open_issues(self) -> tuple[str, ...]:
        """The issues for which an offer needs an option that the draft doesn't have yet."""
        return tuple(issue for issue in self.legal.offer or () if issue not in self.draft.package)

    def open_sentence(self) -> str:
        """What is still open in the draft; empty where nothing is."""
        issues = self.open_issues
        if len(issues) == len(self.agenda) > 1:
            return self.words.say("table.draft.empty") if issues else ""
        if len(issues) > _MOST_NAMED:
            return self.words.counted("table.draft.open.many", len(issues))
        names = [self.words.naming.issue(self.table.id, issue) for issue in issues]
        return self.words.say("table.draft.open", issues=self.words.listed(names)) if names else ""

    @property
    def draft_worth(self) -> int | None:
        """What the draft is worth; None while an issue is open in it."""
        package = self.draft.package
        return self.worth(package) if package and not self.open_issues else None

    @property
    def worth_so_far(self) -> int | None:
        """What the options that the draft has are worth; None where it has none, or isn't known."""
        shares, package = self.shares(self.draft.completed), self.draft.package
        known = [shares[issue] for issue in package if issue in shares]
        return sum(known) if known else None

    def offer(self) -> Offer:
        """The draft as an offer."""
        return Offer(FrozenMap(self.draft.package))

    def stands(self, package: Mapping[str, str]) -> bool:
        """Whether a package is just what another offers, or what was proposed from outside."""
        return self.table.has_offer_to(self.side) and package == self.table.offer

    @property
    def is_to_accept(self) -> bool:
        """Whether accepting is the main choice: nothing else can be offered, or is drafted."""
        return self.may(Accept()) and (self.legal.offer is None or self.stands(self.draft.package))

    @property
    def only_answers(self) -> bool:
        """Whether the side is to speak and can't offer anything (rules 5.2 and 19.5)."""
        return self.legal.offer is None and self.may(Pass())

    def no_offer(self) -> str:
        """Why the draft can't be offered, as a sentence; empty where it can be.

        The rules let a side offer what another offers already. That only costs its turn, and
        clears what others have accepted, so no page lets it.
        """
        stands = self.stands(self.draft.package)
        if stands and self.may(Accept()):
            return self.words.say("table.no-offer.stands")
        if self.open_issues:
            return self.open_sentence()
        refusal = self._objection() or (self.legal.accept if stands else None)
        return self.words.refusal(refusal, self.side, self.table.id) if refusal is not None else ""

    def no_accept(self) -> str:
        """Why the standing offer can't be accepted, as a sentence; empty where it can be, or where
        none of somebody else stands."""
        refusal = self.legal.accept
        if refusal is None or not self.table.has_offer_to(self.side):
            return ""
        why = self.words.refusal(refusal, self.side, self.table.id)
        if refusal.code in ("needs", "accepted-already"):
            return why  # These sentences speak of signing and accepting themselves.
        return self.words.say("table.no-accept", why=why)

    def _objection(self) -> Refusal | None:
        majority = self.words.scenario.tables[self.table.id].majority
        only = majority.proposes if majority is not None else None
        if only not in (None, self.side):
            return Refusal("not-proposer", FrozenMap({"side": only}))
        if self.legal.offer is None:
            return Refusal("last-word") if Pass() in self.legal.moves else Refusal("wrong-kind")
        return self.worded.game.objection(self.side, self.offer())

    # Worths

    def worth(self, package: Mapping[str, str]) -> int | None:
        """What a package is worth to the side; None where it isn't a whole package."""
        key = (len(self.worded.game.moments), *sorted(package.items()))
        if key not in self._worths:
            worth = self.worded.game.appraise(self.side, self.table.id, FrozenMap(package))
            self._worths[key] = None if isinstance(worth, Refusal) else worth
        return self._worths[key]

    def shares(self, package: Mapping[str, str]) -> Mapping[str, int]:
        """What each issue adds to the worth of a package; empty where it isn't a whole package."""
        shares = self.worded.game.shares(self.side, self.table.id, FrozenMap(package))
        return FrozenMap() if isinstance(shares, Refusal) else shares

    def share_of_option(self, issue: str, option: str) -> int | None:
        """What an option would add to the worth of the draft, if it were in it."""
        return self.shares({**self.draft.completed, issue: option}).get(issue)

    def weight(self, issue: str) -> int | None:
        """What an issue weighs for the side, where that is a number."""
        weight = weight_of_issue(self.words.scenario.tables[self.table.id], self.view, issue)
        return weight.value if isinstance(weight, Number) else None

    def guess(self) -> OwnPayoffs:
        """What the packages that the side may propose are worth to it."""
        now = len(self.worded.game.moments)
        if self._guess is None or self._guess[0] != now:
            game = self.worded.game
            self._guess = (now, own_payoffs(game.rules, game.state, self.table.id, self.side))
        return self._guess[1]

    # Deciding

    @property
    def ends_by_walking(self) -> bool:
        """Whether the talks collapse if the side walks out now (rules 5.5 and 19.4)."""
        return not self._can_be_agreed(without=(*self.table.walked, self.side))

    @property
    def signs_by_offering(self) -> bool:
        """Whether voices alone could make an offer of the side's agreed at once (rule 19.3)."""
        others = self.words.scenario.tables[self.table.id].between
        return self._can_be_agreed(without=[each for each in others if each != self.side])

    def _can_be_agreed(self, *, without: Collection[str]) -> bool:
        rules = self.worded.game.rules
        table = rules.tables[rules.index.tables[self.table.id]]
        return can_be_agreed(table, [rules.sides[party] in without for party in table.parties])

    def may(self, move: Accept | Pass | Walk) -> bool:
        """Whether the side can accept, pass or walk out."""
        return move in self.legal.moves
