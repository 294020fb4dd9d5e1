"""A negotiating table as lines of text: what stands on it, and the ladders of its issues."""

from __future__ import annotations

from typing import Literal

from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import change_of_standing, worth_in_words
from game.presenter.own_words import argument_of_standing_offer
from game.text.lines import Line, on_one_line, style_line
from game.words.sentences import number


def standing(negotiator: Negotiator) -> list[Line]:
    """The lines on a table for the reader: rounds, reservation value, the offer, its worth."""
    words, table = negotiator.words, negotiator.table
    rounds = words.counted("table.rounds", table.rounds_left, visit=table.visit_left)
    head = words.say("table.head", table=words.naming.table(table.id), rounds=rounds)
    lines: list[Line] = [style_line((head, "heading"))]
    if negotiator.reserve is not None:
        lines.append(words.say("table.reserve", reserve=number(negotiator.reserve)))
    if table.offer is None:
        return [*lines, words.say("table.no-offer")]
    proposer = words.naming.side(table.proposer) if table.proposer is not None else ""
    worth = table.worths.get(negotiator.side)
    lines.append(words.say(f"table.offer.{_whose(negotiator)}", side=proposer))
    said = negotiator.words_of_others()
    lines += [said] if said else []
    if table.proposer not in (None, negotiator.side):
        argument = argument_of_standing_offer(negotiator.worded, negotiator.side, table.id)
        lines += [words.say("quoted", text=on_one_line(argument))] if argument else []
    shares = negotiator.shares(table.offer)
    for issue, option in table.offer.items():
        share = words.say("table.to-you", worth=number(shares.get(issue, 0)))
        lines.append(
            style_line(
                f"  - {words.say('label', name=words.naming.issue(table.id, issue))} ",
                (words.naming.option(table.id, issue, option), "offer"),
                f" ({share})",
            )
        )
    if worth is not None:
        below = negotiator.reserve is not None and worth < negotiator.reserve
        key, role = ("table.worth.below", "worse") if below else ("table.worth", "name")
        lines.append(style_line((words.say(key, worth=number(worth)), role)))
    change = change_of_standing(negotiator) if _whose(negotiator) == "other" else ""
    lines += [change] if change else []
    if table.accepted:
        lines.append(words.say("table.accepted", sides=words.naming.sides(table.accepted)))
    lines += [*words.support(table), *words.who_left(table)]
    return lines


def _whose(negotiator: Negotiator) -> Literal["own", "other", "outside"]:
    """Who made the standing offer."""
    if negotiator.table.proposer is None:
        return "outside"
    return "own" if negotiator.table.proposer == negotiator.side else "other"


def ladders(negotiator: Negotiator) -> list[Line]:
    """Every issue on the agenda with its options, and what they are worth to the reader."""
    lines: list[Line] = []
    offer = negotiator.legal.offer
    issues = negotiator.words.scenario.tables[negotiator.table.id].issues
    for i, issue in enumerate(issues if offer is None else offer, 1):
        lines += ["", *ladder(negotiator, issue, f"{i}. ")]
    for rule in negotiator.rules():
        lines += ["", rule]
    return lines


def ladder(negotiator: Negotiator, issue: str, place: str = "") -> list[Line]:
    """One issue with its numbered options and their details."""
    words, table, side = negotiator.words, negotiator.table.id, negotiator.side
    written = words.scenario.tables[table].issues[issue]
    lines: list[Line] = [_issue(negotiator, issue, place)]
    if written.text:
        lines.append(f"  {on_one_line(written.text)}")
    barred = negotiator.legal.barred.get(issue, FrozenMap())
    for i, (id, option) in enumerate(written.options.items(), 1):
        lines.append(_rung(negotiator, issue, id, i))
        needs = negotiator.needs_of_option(issue, id)
        if id in barred and not needs:
            needs = words.refusal(barred[id], side, table)
        about = (on_one_line(option.text), words.effects(option.effects, side), needs)
        sentences = " ".join(sentence for sentence in about if sentence)
        lines += [f"     {sentences}"] if sentences else []
    return lines


def _issue(negotiator: Negotiator, issue: str, place: str) -> Line:
    """An issue's name with its weight for the reader."""
    words, weight = negotiator.words, negotiator.weight(issue)
    name = words.naming.issue(negotiator.table.id, issue)
    if weight is not None:
        name = words.say("table.weighs", issue=name, weight=number(weight))
    return style_line((f"{place}{name}", "heading"))


def _rung(negotiator: Negotiator, issue: str, option: str, i: int) -> Line:
    """One option with its worth to the reader and, in words, whose position it is."""
    words, table, draft = negotiator.words, negotiator.table, negotiator.draft
    line = style_line(
        (f"{i:>3}. ", "key"),
        (words.say("label", name=words.naming.option(table.id, issue, option)), "name"),
        f" {worth_in_words(words, negotiator.view, table.id, issue, option)}",
    )
    if (table.offer or FrozenMap()).get(issue) == option:
        side = words.naming.side_inside(table.proposer) if table.proposer is not None else ""
        line.append(words.say(f"table.on-offer.{_whose(negotiator)}", side=side), "offer")
    if draft.changed and draft.package.get(issue) == option:
        line.append(words.say("table.in-draft"), "draft")
    if option in negotiator.legal.barred.get(issue, FrozenMap()):
        line.append(words.say("table.barred"), "quiet")
    return line


def draft_lines(negotiator: Negotiator) -> list[Line]:
    """A draft, with a line for each issue: what it adds to the worth, and the offered option."""
    words, table = negotiator.words, negotiator.table
    draft, shares = negotiator.draft.package, negotiator.shares(negotiator.draft.completed)
    lines: list[Line] = [style_line((words.say("draft.head"), "heading"))]
    for i, issue in enumerate(negotiator.agenda, 1):
        option = draft.get(issue)
        name = f"{words.say('label', name=words.naming.issue(table.id, issue))} "
        line = style_line((f"{i:>3}. ", "key"), name)
        if option is None:
            line.append(words.say("draft.open"), "quiet")
        else:
            line.append(words.naming.option(table.id, issue, option), "draft")
            line.append(f" ({words.say('table.to-you', worth=number(shares.get(issue, 0)))})")
        theirs = table.proposer != negotiator.side
        other = (table.offer or FrozenMap()).get(issue) if theirs else None
        if option is not None and other == option:
            line.append(words.say("draft.same"), "offer")
        lines.append(line)
        if other not in (None, option):
            name = words.naming.option(table.id, issue, str(other))
            lines.append(style_line((f"     {words.say('draft.other', option=name)}", "offer")))
    return lines
