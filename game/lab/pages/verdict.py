"""The verdict on a scenario's balance in words, with three reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.document.panel_page import Judgement, Reason
from game.lab.batches.estimates import mean
from game.lab.standard.measurement import Measurement
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import LEAST_OUTCOME, MOST_OUTCOME, REACHED, Criterion, most_ahead
from game.lab.studies.labels import Labels, beside_par
from game.lab.summary.columns import join_words, per_cent


def verdict(
    labels: Labels, measurement: Measurement, payoffs: Payoffs, criteria: Sequence[Criterion]
) -> tuple[str, list[Reason]]:
    """The headline, and three reasons: even sides, styles that pay, ends that are reached."""
    met = _met(criteria)
    reasons = [
        _fair(labels, measurement, met),
        _styles(labels, payoffs, criteria),
        _ends(labels, measurement, met),
    ]
    return _headline(labels, measurement, [each.judgement for each in reasons], met), reasons


def _met(criteria: Sequence[Criterion]) -> Mapping[str, bool]:
    """By requirement, whether every criterion of it is met, or accepted."""
    kinds = {each.kind for each in criteria}
    return {
        kind: all(each.met or bool(each.reason) for each in criteria if each.kind == kind)
        for kind in kinds
    }


def _headline(
    labels: Labels,
    measurement: Measurement,
    judged: Sequence[Judgement],
    met: Mapping[str, bool],
) -> str:
    fair, styles, ends = (each == "good" for each in judged)
    ahead = measurement.pooled.tally.ahead
    leader = labels.naming.side(labels.sides[ahead.index(max(ahead))])
    first = "Even between the sides" if fair else f"{leader} comes out ahead"
    link = "but" if fair else "and"
    if not styles:
        return f"{first}, {link} not every style pays"
    if not ends:
        return f"{first}, {link} the ends come unevenly"
    missed = [kind for kind, held in met.items() if not held and kind != "ahead"]
    skill = {"expert", "personas", "chance_over_par", "expert_over_par", "blind_list"}
    if skill & set(missed):
        return f"{first}, {link} skill could pay more"
    if missed:
        return f"{first}, {link} not all that the standard asks"
    return f"{first}, and every style has its chance" if fair else f"{first}; all else is in order"


def _fair(labels: Labels, measurement: Measurement, met: Mapping[str, bool]) -> Reason:
    tally, sides = measurement.pooled.tally, range(len(labels.sides))
    means = join_words(
        f"{labels.short(i)} {beside_par(mean(tally.scores[i]).value, labels.par(i))}" for i in sides
    )
    shares = join_words(
        f"{labels.short(i)} {per_cent(tally.ahead[i] / tally.games)}" for i in sides
    )
    most = per_cent(most_ahead(len(labels.sides)))
    good = met.get("ahead", True)
    return Reason(
        "good" if good else "warning",
        "Fair" if good else "One side is ahead",
        f"On average {means}. Alone most over par: {shares}; up to {most} is fair.",
    )


def _styles(labels: Labels, payoffs: Payoffs, criteria: Sequence[Criterion]) -> Reason:
    missed = [each for each in criteria if each.kind == "persona_pays" and not each.met]
    poor = [each for each in missed if not each.reason]
    gone, left = payoffs.dominated()
    beaten = [f"{labels.bot_inside(each.bot)} by {labels.bot_inside(each.by)}" for each in gone]
    if not poor:
        return Reason("good", "Styles have their chance", _styles_text(payoffs, missed))
    where = join_words(labels.naming.side_inside(each.side) for each in poor)
    if gone and all(each.always for each in gone) and all(len(bots) == 1 for bots in left):
        best = join_words(labels.bot_inside(bots[0]) for bots in left)
        text = f"{best[0].upper()}{best[1:]} do best, whoever sits opposite."
        return Reason("warning", "One style beats all others", text)
    text = f"At most one style of {where} is clearly best against anybody."
    if beaten:
        text += f" Dominated, one after the other: {join_words(beaten)}."
    return Reason("warning", "Not every style pays", text)


def _styles_text(payoffs: Payoffs, missed: Sequence[Criterion]) -> str:
    if missed:
        return "The author accepts that not every style does best against somebody."
    personas = sum(len(bots) for bots in payoffs.bots)
    return f"Of each side two of the {personas} personas do clearly best against somebody."


def _ends(labels: Labels, measurement: Measurement, met: Mapping[str, bool]) -> Reason:
    rules, tally = measurement.rules, measurement.pooled.tally
    shares = {
        labels.outcome(each.id): n / tally.games
        for each, n in zip(rules.outcomes, tally.outcomes, strict=True)
    }
    most = max(shares, key=lambda name: shares[name])
    bound = dict(list(shares.items())[:REACHED])
    least = min(bound, key=lambda name: bound[name])
    good = met.get("outcomes", True)
    return Reason(
        "good" if good else "warning",
        "Every end can be reached" if good else "The ends come unevenly",
        f"Most often {most}, in {per_cent(shares[most])} (at most {100 * MOST_OUTCOME:.0f} %); "
        f"of the main ends {least} comes least, in {per_cent(shares[least])} (at least "
        f"{100 * LEAST_OUTCOME:.0f} %).",
    )
