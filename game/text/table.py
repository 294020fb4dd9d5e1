"""A negotiating table as lines of text: what stands on it, and the ladders of its issues."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.expressions import Expression, Number
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.model.tables import Option, Table
from game.rules.places import spot
from game.words.sentences import capital, counted, number, say
from game.words.wording import Wording


def visited(view: View) -> TableView | None:
    """The table at which somebody speaks now."""
    return next((table for table in view.tables.values() if table.visit_left is not None), None)


def standing(words: Wording, view: View, table: TableView) -> list[str]:
    """What stands on a table for the one who reads: rounds, reserve, the offer and its worth."""
    rounds = counted("table.rounds", table.rounds_left, visit=table.visit_left)
    lines = [say("table.head", table=words.naming.table(table.id), rounds=rounds)]
    if view.who in table.reserves:
        lines.append(say("table.reserve", reserve=number(table.reserves[view.who])))
    if table.proposer is None or table.offer is None:
        return [*lines, say("table.no-offer")]
    whose = "own" if table.proposer == view.who else "other"
    proposer, worth = words.naming.side(table.proposer), table.worths.get(view.who)
    lines.append(say(f"table.offer.{whose}", side=proposer))
    for issue, option in table.offer.items():
        lines.append(
            f"  - {words.naming.issue(table.id, issue)}: "
            f"{words.naming.option(table.id, issue, option)}"
        )
    if worth is not None:
        lines.append(say("table.worth", worth=number(worth)))
    if table.accepted:
        lines.append(say("table.accepted", sides=words.naming.sides(table.accepted)))
    return lines


def ladders(words: Wording, view: View, table: TableView, legal: Legal) -> list[str]:
    """Every issue on the agenda with its options, and what they are to the one who reads."""
    lines: list[str] = []
    written = words.scenario.tables[table.id]
    agenda = legal.offer if legal.offer is not None else written.issues
    for issue in agenda:
        lines += ["", *ladder(words, view, table, legal, issue)]
    for i, rule in enumerate(written.rules):
        condition = words.condition(rule, spot(words.scenario, ("tables", table.id, "rules", i)))
        lines += ["", say("table.rule", condition=condition)]
    return lines


def ladder(words: Wording, view: View, table: TableView, legal: Legal, issue: str) -> list[str]:
    """One issue with its numbered options, and all there is to know of them."""
    written = words.scenario.tables[table.id].issues[issue]
    head, *steps = rungs(words, view, table, legal, issue)
    lines = [head]
    if written.text:
        lines.append(f"  {' '.join(written.text.split())}")
    barred = legal.barred.get(issue, FrozenMap())
    for step, (id, option) in zip(steps, written.options.items(), strict=True):
        about = [" ".join(option.text.split()), words.effects(option.effects, view.who)]
        if id in barred:
            about.append(words.refusal(barred[id], view.who, table.id))
        else:
            about.append(_conditions(words, view, table.id, issue, id))
        told = " ".join(part for part in about if part)
        lines += [step, f"     {told}"] if told else [step]
    return lines


def rungs(words: Wording, view: View, table: TableView, legal: Legal, issue: str) -> list[str]:
    """One issue with its numbered options: their names and worth to the one who reads."""
    name = words.naming.issue(table.id, issue)
    weight = _weighing(words.scenario.tables[table.id], view, issue)
    head = name
    if isinstance(weight, Number):
        head = say("table.weighs", issue=name, weight=number(weight.value))
    lines = [head]
    barred = legal.barred.get(issue, FrozenMap())
    for i, id in enumerate(words.scenario.tables[table.id].issues[issue].options, 1):
        marks = say("table.on-offer") if (table.offer or FrozenMap()).get(issue) == id else ""
        marks += say("table.barred") if id in barred else ""
        worth = _to_reader(words, view, table.id, issue, id)
        lines.append(f"{i:>3}. {words.naming.option(table.id, issue, id)}: {worth}{marks}")
    return lines


def _weighing(table: Table, view: View, issue: str) -> Expression | None:
    weight = table.issues[issue].weight.get(view.who)
    if not isinstance(weight, FrozenMap):
        return weight
    card = view.cards.get(table.weights_by.get(view.who, ""), "")
    return weight.get(card)


def _to_reader(words: Wording, view: View, table: str, issue: str, option: str) -> str:
    """What an option is worth to the reader, as far as that can be said by itself."""
    written = words.scenario.tables[table].issues[issue].options[option]
    weight, value = _weighing(words.scenario.tables[table], view, issue), written.value
    parts = []
    if view.who in value and isinstance(weight, Number):
        parts.append(number(weight.value * value[view.who] // 100))
    elif view.who in value:
        parts.append(say("table.value", percent=number(value[view.who])))
    if view.who in written.worth:
        path = ("tables", table, "issues", issue, "options", option, "worth", view.who)
        parts.append(words.amount(written.worth[view.who], spot(words.scenario, path)))
    return say("table.to-you", worth=" + ".join(parts or ["0"]))


def _conditions(words: Wording, view: View, table: str, issue: str, id: str) -> str:
    """What an option needs from everybody, and from the reader alone."""
    option: Option = words.scenario.tables[table].issues[issue].options[id]
    path = ("tables", table, "issues", issue, "options", id)
    said = [words.needs(option.when, spot(words.scenario, (*path, "when")))]
    own = option.needs.get(view.who)
    if own is not None:
        place = spot(words.scenario, (*path, "needs", view.who))
        said.append(say("table.needs", condition=words.condition(own, place)))
    return " ".join(part for part in said if part)


def draft(words: Wording, table: TableView, package: Mapping[str, str], worth: int) -> list[str]:
    """A package not yet put forward, with what it would be worth to the one who drafts it."""
    lines = [say("draft.head")]
    for issue, option in package.items():
        lines.append(
            f"  - {words.naming.issue(table.id, issue)}: "
            f"{words.naming.option(table.id, issue, option)}"
        )
    return [*lines, capital(say("table.worth", worth=number(worth)))]
