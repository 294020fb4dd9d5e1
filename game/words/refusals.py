"""Refusals of decisions, in words."""

from __future__ import annotations

from typing import Literal, assert_never

from game.model.decisions import FACILITATOR
from game.model.expressions import Expression
from game.model.refusals import Refusal
from game.rules.places import Path, spot
from game.words.sentences import capital, number
from game.words.vocabulary import Vocabulary


class RefusalWords:
    """Puts the refusals of one scenario's games into words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._formulas = vocabulary.formulas

    def refusal(self, refusal: Refusal, side: str, at: str = "") -> str:
        """A refusal as a sentence to the side that was refused.

        at: the table at which the side sits, or the inject that asks it. Left out: an id that
        several tables or injects have is taken to be that of the first one.
        """
        ids = {name: str(value) for name, value in refusal.values.items()}
        table, inject = self._table(ids, at), self._inject(ids, at)
        values = self._names(ids, side, table)
        match refusal.code:
            case "when":
                node = self._scenario.actions[ids["action"]].when
                return self._demand("refused.when", node, ("actions", ids["action"], "when"))
            case "answer-when":
                node = self._scenario.injects[inject].answers[ids["answer"]].when
                path = ("injects", inject, "answers", ids["answer"], "when")
                return self._demand("refused.answer-when", node, path)
            case "option-when" | "needs":
                return self._of_option(refusal.code, ids, side, table, values["option"])
            case "rule":
                i = int(ids["rule"])
                node = self._scenario.tables[table].rules[i]
                place = spot(self._scenario, ("tables", table, "rules", i))
                values["rule"] = self._formulas.rule(node, place)
            case "question-first":
                asked = refusal.values["sides"]
                assert isinstance(asked, tuple)
                names = [self._naming.side_inside(id) for id in asked]
                values["sides"] = self._language.listed(names)
            case "cooldown" if int(ids["turn"]) > self._scenario.turns:
                return capital(self._language.say("cooldown.over"))
            case "limit":
                values["times"] = self._language.counted("times", int(ids["limit"]))
            case (
                "over"
                | "unknown-side"
                | "not-your-turn"
                | "wrong-kind"
                | "facilitator-only"
                | "sides-only"
                | "unknown-action"
                | "not-offered"
                | "cost"
                | "cooldown"
                | "repeat"
                | "no-pass"
                | "no-question"
                | "unknown-answer"
                | "answer-cost"
                | "no-offer"
                | "own-offer"
                | "accepted-already"
                | "not-proposer"
                | "last-word"
                | "unknown-issue"
                | "unknown-option"
                | "off-agenda"
                | "issue-missing"
                | "unknown-inject"
                | "held-already"
                | "not-held"
                | "later-rules"
                | "unknown-track"
                | "unknown-outcome"
                | "paused"
                | "not-paused"
                | "no-words"
                | "unknown-who"
                | "unknown-seat"
                | "no-talk"
                | "too-long"
                | "no-such-line"
                | "no-such-seed"
            ):
                pass
            case _:
                assert_never(refusal.code)
        return capital(self._language.say(f"refused.{refusal.code}", **values))

    def _table(self, ids: dict[str, str], at: str) -> str:
        tables = self._scenario.tables
        fitting = [id for id, table in tables.items() if ids.get("issue", "") in table.issues]
        return at if at in tables else next(iter([*fitting, *tables]), "")

    def _inject(self, ids: dict[str, str], at: str) -> str:
        injects = self._scenario.injects
        answer = ids.get("answer", "")
        return (
            at if at in injects else next((i for i in injects if answer in injects[i].answers), "")
        )

    def _demand(self, key: str, node: Expression | None, path: Path, **values: str) -> str:
        if node is None:
            return ""
        return capital(self._formulas.demand(key, node, spot(self._scenario, path), **values))

    def _of_option(
        self,
        code: Literal["option-when", "needs"],
        ids: dict[str, str],
        side: str,
        table: str,
        option_name: str,
    ) -> str:
        issue, option = ids["issue"], ids["option"]
        written = self._scenario.tables[table].issues[issue].options[option]
        path: Path = ("tables", table, "issues", issue, "options", option)
        if code == "needs":
            node, path = written.needs.get(side), (*path, "needs", side)
            return self._demand("refused.needs", node, path, option=option_name)
        path = (*path, "when")
        return self._demand("refused.option-when", written.when, path, option=option_name)

    def _names(self, ids: dict[str, str], side: str, table: str) -> dict[str, str]:
        """The details of a refusal, with names instead of the ids that the side knows."""
        named = dict(ids)
        scenario, naming = self._scenario, self._naming
        if ids.get("side") in scenario.sides:
            named["side"] = naming.side_inside(ids["side"])
        if "action" in ids:
            action = scenario.actions.get(ids["action"])
            known = action is not None and (side in action.side or side == FACILITATOR)
            name = naming.action(ids["action"]) if known else ids["action"]
            named["action"] = self._language.say("quoted", text=name)
        if ids.get("inject") in scenario.injects:
            named["inject"] = self._language.say("quoted", text=naming.inject(ids["inject"]))
        if ids.get("track") in scenario.tracks:
            named["track"] = naming.inside(naming.track(ids["track"]))
        if "cost" in ids:
            named["cost"] = number(int(ids["cost"]))
        if table and ids.get("issue") in scenario.tables[table].issues:
            named["issue"] = self._language.say("quoted", text=naming.issue(table, ids["issue"]))
            if ids.get("option") in scenario.tables[table].issues[ids["issue"]].options:
                option = naming.option(table, ids["issue"], ids["option"])
                named["option"] = self._language.say("quoted", text=option)
        return named
