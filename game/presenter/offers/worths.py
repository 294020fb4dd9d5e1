"""What offers at a table are worth to a side, in figures and in words.

What they are worth to the others is theirs (rule 5.6), and isn't shown before the end.
"""

from __future__ import annotations

from game.model.expressions import Number
from game.model.play import View
from game.presenter.negotiator import Negotiator
from game.presenter.prose import short_name, without_sources
from game.rules.places import spot
from game.session.offer_draft import points, weight_of_issue
from game.words.sentences import number
from game.words.wording import Wording


def worth_text(worth: int | None) -> str:
    """A worth as a figure; a dash where it is not known."""
    return "–" if worth is None else number(worth)


def worth_in_words(words: Wording, view: View, table: str, issue: str, option: str) -> str:
    """What an option is worth to the reader, as far as that can be said by itself."""
    written = words.scenario.tables[table].issues[issue].options[option]
    weight, value = weight_of_issue(words.scenario.tables[table], view, issue), written.value
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


def conditional_worth(words: Wording, view: View, table: str, issue: str, option: str) -> str:
    """On what the worth of an option to the reader depends; empty where it is a mere number."""
    written = words.scenario.tables[table].issues[issue].options[option].worth.get(view.who)
    if written is None or isinstance(written, Number):
        return ""
    return worth_in_words(words, view, table, issue, option)


def margin_text(words: Wording, worth: int, reserve: int) -> str:
    """How far a worth lies above or below the reserve."""
    key = "above" if worth > reserve else "below" if worth < reserve else "at"
    return words.say(f"ui.table.{key}", by=number(abs(worth - reserve)), reserve=number(reserve))


def standing_text(negotiator: Negotiator, worth: int) -> str:
    """What the standing offer, or what was proposed from outside, is worth to the side."""
    words, proposer = negotiator.words, negotiator.table.proposer
    if proposer is None:
        return words.say("ui.table.standing.outside", worth=number(worth))
    whose = "own" if proposer == negotiator.side else "other"
    side = words.naming.side_inside(proposer)
    sentence = words.say(f"ui.table.standing.{whose}", side=side, worth=number(worth))
    change = change_of_standing(negotiator) if whose == "other" else ""
    return f"{sentence} {change}".strip()


def change_of_standing(negotiator: Negotiator) -> str:
    """How much more or less the standing offer gives the side than the one before by the same side.

    Empty where it gives the same, or where there was none before since the table was opened.
    """
    proposer = negotiator.table.proposer
    worths = [
        negotiator.worth(each.package)
        for each in negotiator.offers(since_opened=True)
        if each.side == proposer
    ]
    if len(worths) < 2 or worths[-1] is None or worths[-2] is None:
        return ""
    change = worths[-1] - worths[-2]
    key = "more" if change > 0 else "less"
    return (
        negotiator.words.say(f"ui.table.standing.{key}", by=number(abs(change))) if change else ""
    )


def standing_mark(words: Wording, proposer: str) -> str:
    """What stands at the standing offer of another. proposer: empty where it came from outside."""
    if not proposer:
        return words.say("ui.table.legend.outside")
    return words.say("ui.table.legend.standing", side=short_name(words, proposer))


def reserve_label(words: Wording, reserve: int) -> str:
    """What stands at the side's own reserve, on a bar of worths and beside all its offers."""
    return words.say("ui.plane.reserve", n=number(reserve))


def largest_worth(negotiator: Negotiator) -> int:
    """The most that any package is worth to the side, or was."""
    worths = [worth for each in negotiator.offers() if (worth := negotiator.worth(each.package))]
    draft = negotiator.draft_worth or 0
    return max([1, *negotiator.guess().worths[-1:], *worths, draft])


def walking_price(negotiator: Negotiator) -> str:
    """What walking out brings, as far as the side can know; may be empty."""
    words = negotiator.words
    if not negotiator.ends_by_walking:
        return ""
    collapsed = words.scenario.tables[negotiator.table.id].collapsed
    return without_sources(words.effects(collapsed, negotiator.side))


def walking_about(negotiator: Negotiator) -> str:
    """What walking out does to the talks, and its price, in sentences."""
    key = "ui.table.walk.about" if negotiator.ends_by_walking else "ui.table.walk.alone"
    return f"{negotiator.words.say(key)} {walking_price(negotiator)}".strip()
