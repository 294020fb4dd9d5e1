"""A negotiating table as lines of text: what stands on it, and the ladders of its issues."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.expressions import Number
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.model.tables import Option
from game.rules.places import spot
from game.session.proposal import points, weighing
from game.text.lines import Line, flowing, styled
from game.words.sentences import number
from game.words.wording import Wording

Draft = Mapping[str, str]
"""A package that is put together: by issue, its option."""

Shares = Mapping[str, int]
"""What each issue of a package adds to its worth to the reader."""

NO_DRAFT: Draft = FrozenMap()


def standing(words: Wording, view: View, table: TableView, shares: Shares) -> list[Line]:
    """What stands on a table for the one who reads: rounds, reserve, the offer and its worth.

    shares: what each issue of the offer adds to its worth.
    """
    rounds = words.counted("table.rounds", table.rounds_left, visit=table.visit_left)
    head = words.say("table.head", table=words.naming.table(table.id), rounds=rounds)
    lines: list[Line] = [styled((head, "heading"))]
    if view.who in table.reserves:
        lines.append(words.say("table.reserve", reserve=number(table.reserves[view.who])))
    if table.proposer is None or table.offer is None:
        return [*lines, words.say("table.no-offer")]
    whose = "own" if table.proposer == view.who else "other"
    proposer, worth = words.naming.side(table.proposer), table.worths.get(view.who)
    lines.append(words.say(f"table.offer.{whose}", side=proposer))
    for issue, option in table.offer.items():
        points = words.say("table.to-you", worth=number(shares.get(issue, 0)))
        lines.append(
            styled(
                f"  - {words.say('label', name=words.naming.issue(table.id, issue))} ",
                (words.naming.option(table.id, issue, option), "offer"),
                f" ({points})",
            )
        )
    if worth is not None:
        below = worth < table.reserves.get(view.who, worth)
        key, role = ("table.worth.below", "worse") if below else ("table.worth", "name")
        lines.append(styled((words.say(key, worth=number(worth)), role)))
    if table.accepted:
        lines.append(words.say("table.accepted", sides=words.naming.sides(table.accepted)))
    return lines


def ladders(
    words: Wording, view: View, table: TableView, legal: Legal, draft: Draft = NO_DRAFT
) -> list[Line]:
    """Every issue on the agenda with its options, and what they are to the one who reads."""
    lines: list[Line] = []
    written = words.scenario.tables[table.id]
    agenda = legal.offer if legal.offer is not None else written.issues
    for i, issue in enumerate(agenda, 1):
        lines += ["", *ladder(words, view, table, legal, issue, draft, f"{i}. ")]
    for i, rule in enumerate(written.rules):
        lines += ["", words.rule(rule, spot(words.scenario, ("tables", table.id, "rules", i)))]
    return lines


def ladder(
    words: Wording,
    view: View,
    table: TableView,
    legal: Legal,
    issue: str,
    draft: Draft = NO_DRAFT,
    place: str = "",
) -> list[Line]:
    """One issue with its numbered options, and all there is to know of them."""
    written = words.scenario.tables[table.id].issues[issue]
    lines: list[Line] = [_issue(words, view, table, issue, place)]
    if written.text:
        lines.append(f"  {flowing(written.text)}")
    barred = legal.barred.get(issue, FrozenMap())
    for i, (id, option) in enumerate(written.options.items(), 1):
        lines.append(_rung(words, view, table, legal, issue, id, i, draft))
        about = [flowing(option.text), words.effects(option.effects, view.who)]
        needs = _conditions(words, view, table.id, issue, id)
        if id in barred and not needs:
            needs = words.refusal(barred[id], view.who, table.id)
        about.append(needs)
        told = " ".join(part for part in about if part)
        lines += [f"     {told}"] if told else []
    return lines


def _issue(words: Wording, view: View, table: TableView, issue: str, place: str = "") -> Line:
    """An issue's name with what it weighs for the reader."""
    name = words.naming.issue(table.id, issue)
    weight = weighing(words.scenario.tables[table.id], view, issue)
    if isinstance(weight, Number):
        name = words.say("table.weighs", issue=name, weight=number(weight.value))
    return styled((f"{place}{name}", "heading"))


def _rung(
    words: Wording,
    view: View,
    table: TableView,
    legal: Legal,
    issue: str,
    option: str,
    i: int,
    draft: Draft,
) -> Line:
    """One option with its worth to the reader, and who holds it: in words, not by its place."""
    line = styled(
        (f"{i:>3}. ", "key"),
        (words.say("label", name=words.naming.option(table.id, issue, option)), "name"),
        f" {_to_reader(words, view, table.id, issue, option)}",
    )
    if table.proposer is not None and (table.offer or FrozenMap()).get(issue) == option:
        whose = "own" if table.proposer == view.who else "other"
        side = words.naming.side_inside(table.proposer)
        line.append(words.say(f"table.on-offer.{whose}", side=side), "offer")
    if draft.get(issue) == option:
        line.append(words.say("table.in-draft"), "draft")
    if option in legal.barred.get(issue, FrozenMap()):
        line.append(words.say("table.barred"), "quiet")
    return line


def drafted(
    words: Wording, view: View, table: TableView, draft: Draft, shares: Shares
) -> list[Line]:
    """A draft, an issue a line with what it adds to the worth, beside what is on offer."""
    lines: list[Line] = [styled((words.say("draft.head"), "heading"))]
    for i, (issue, option) in enumerate(draft.items(), 1):
        line = styled(
            (f"{i:>3}. ", "key"),
            f"{words.say('label', name=words.naming.issue(table.id, issue))} ",
            (words.naming.option(table.id, issue, option), "draft"),
            f" ({words.say('table.to-you', worth=number(shares.get(issue, 0)))})",
        )
        other = (table.offer or FrozenMap()).get(issue) if table.proposer != view.who else None
        if other == option:
            line.append(words.say("draft.same"), "offer")
        lines.append(line)
        if other not in (None, option):
            name = words.naming.option(table.id, issue, str(other))
            lines.append(styled((f"     {words.say('draft.other', option=name)}", "offer")))
    return lines


def _to_reader(words: Wording, view: View, table: str, issue: str, option: str) -> str:
    """What an option is worth to the reader, as far as that can be said by itself."""
    written = words.scenario.tables[table].issues[issue].options[option]
    weight, value = weighing(words.scenario.tables[table], view, issue), written.value
    own = points(words.scenario.tables[table], view, issue, option)
    share = number(own)
    if view.who in value and not isinstance(weight, Number):
        share = words.say("table.value", percent=number(value[view.who]))
    if view.who not in written.worth:
        return words.say("table.to-you", worth=share)
    place = spot(
        words.scenario, ("tables", table, "issues", issue, "options", option, "worth", view.who)
    )
    more = words.amounts_by_case(written.worth[view.who], place)
    if more is not None and share == number(own):
        test, then, otherwise = more
        values = {"worth": number(own + otherwise), "then": number(own + then)}
        return words.say("table.to-you.with", test=test, **values)
    added = words.amount(written.worth[view.who], place)
    return words.say("table.to-you", worth=f"{share} + {added}" if value else added)


def _conditions(words: Wording, view: View, table: str, issue: str, id: str) -> str:
    """What an option needs from everybody, and from the reader alone."""
    option: Option = words.scenario.tables[table].issues[issue].options[id]
    path = ("tables", table, "issues", issue, "options", id)
    said = [words.needs(option.when, spot(words.scenario, (*path, "when")))]
    own = option.needs.get(view.who)
    if own is not None:
        place = spot(words.scenario, (*path, "needs", view.who))
        said.append(words.say("table.needs", condition=words.condition(own, place)))
    return " ".join(part for part in said if part)
