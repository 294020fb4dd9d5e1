"""Why a decision can't be taken, in words."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.model.expressions import Expression
from game.model.refusals import Refusal
from game.rules.places import Path, spot
from game.words.sentences import capital, number
from game.words.vocabulary import Vocabulary


class RefusalWords:
    """Says the refusals of one scenario's games."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming
        self._formulas = vocabulary.formulas

    def refusal(self, refusal: Refusal, side: str, at: str = "") -> str:
        """A refusal as a sentence to the side that was refused.

        `at` is the table it sits at or the inject that asks it; without it, ids that several
        tables or injects have are taken to be the first one's.
        """
        found = {name: str(value) for name, value in refusal.values.items()}
        table, inject = self._table(found, at), self._inject(found, at)
        values = self._named(found, side, table)
        match refusal.code:
            case "when":
                node = self._scenario.actions[found["action"]].when
                values["condition"] = self._condition(node, ("actions", found["action"], "when"))
            case "answer-when":
                node = self._scenario.injects[inject].answers[found["answer"]].when
                path = ("injects", inject, "answers", found["answer"], "when")
                values["condition"] = self._condition(node, path)
            case "option-when" | "needs":
                values["condition"] = self._of_option(refusal.code, found, side, table)
            case "rule":
                i = int(found["rule"])
                node = self._scenario.tables[table].rules[i]
                place = spot(self._scenario, ("tables", table, "rules", i))
                values["rule"] = self._formulas.rule(node, place)
            case "limit":
                values["times"] = self._language.counted("times", int(found["limit"]))
        return capital(self._language.say(f"refused.{refusal.code}", **values))

    def _table(self, found: dict[str, str], at: str) -> str:
        tables = self._scenario.tables
        fitting = [id for id, table in tables.items() if found.get("issue", "") in table.issues]
        return at if at in tables else next(iter([*fitting, *tables]), "")

    def _inject(self, found: dict[str, str], at: str) -> str:
        injects = self._scenario.injects
        answer = found.get("answer", "")
        return (
            at if at in injects else next((i for i in injects if answer in injects[i].answers), "")
        )

    def _condition(self, node: Expression | None, path: Path) -> str:
        return "" if node is None else self._formulas.condition(node, spot(self._scenario, path))

    def _of_option(self, code: str, found: dict[str, str], side: str, table: str) -> str:
        issue, option = found["issue"], found["option"]
        written = self._scenario.tables[table].issues[issue].options[option]
        path: Path = ("tables", table, "issues", issue, "options", option)
        if code == "needs":
            return self._condition(written.needs.get(side), (*path, "needs", side))
        return self._condition(written.when, (*path, "when"))

    def _named(self, found: dict[str, str], side: str, table: str) -> dict[str, str]:
        """The values with names for ids that mean something to the side."""
        named = dict(found)
        scenario, naming = self._scenario, self._naming
        if found.get("side") in scenario.sides:
            named["side"] = naming.side_inside(found["side"])
        if "action" in found:
            action = scenario.actions.get(found["action"])
            known = action is not None and (side in action.side or side == FACILITATOR)
            name = naming.action(found["action"]) if known else found["action"]
            named["action"] = self._language.say("quoted", text=name)
        if found.get("inject") in scenario.injects:
            named["inject"] = self._language.say("quoted", text=naming.inject(found["inject"]))
        if found.get("track") in scenario.tracks:
            named["track"] = naming.inside(naming.track(found["track"]))
        if "cost" in found:
            named["cost"] = number(int(found["cost"]))
        if table and found.get("issue") in scenario.tables[table].issues:
            named["issue"] = self._language.say("quoted", text=naming.issue(table, found["issue"]))
            if found.get("option") in scenario.tables[table].issues[found["issue"]].options:
                option = naming.option(table, found["issue"], found["option"])
                named["option"] = self._language.say("quoted", text=option)
        return named
