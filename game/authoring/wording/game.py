"""What a scenario's parts do together: places, tracks, effects, flow, tables and injects."""

from __future__ import annotations

from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Worded


def _degrees(values: Values) -> str:
    """Says how to write a place; suggests the numbers swapped if only that is valid."""
    order = "longitude comes first, then latitude"
    if "swapped" in values:
        return f"{order}: did you mean {values['swapped']}?"
    return f"write degrees: {order}, such as [116.4, 39.9]"


def _repeated_point(values: Values) -> str:
    """Says to delete a point; a lake needs no point that closes it."""
    if values["before"] == "at the beginning":
        return "delete it: a lake is closed by itself"
    return "delete one of them"


def _shorter_delay(values: Values) -> str:
    """Gives the longest delay that still falls within the game."""
    latest = values["latest"]
    if not latest and values["first"] > 1:
        return "let it begin on an earlier turn, with a smaller `from`"
    return f"write {latest} or less" if latest else "give the game more turns"


def _add_injects_phase(values: Values) -> str:
    """Says which phase would bring an inject."""
    if values["deck"]:
        return f"add a phase of kind injects with `decks: {values['deck']}`"
    return "add a phase of kind injects without `decks`"


def _suggest_colour(values: Values) -> str:
    better = values["better"]
    return (
        f'choose another, as in "{better}"' if better else "choose one of another hue and lightness"
    )


def _ask_several(values: Values) -> str:
    """Shows how several sides are asked."""
    return f"add `ask: [{', '.join(hints.words(values['sides']))}]` and `answers:`, or remove it"


def _ask_more(values: Values) -> str:
    """Shows how one side more is asked."""
    other = (*hints.words(values["sides"]), "side")[0]
    return f"write `ask: [{values['side']}, {other}]`, or remove `reveal`"


CODES: dict[str, Worded] = {
    # places
    "degrees-range": Worded(
        "{found} is not a valid {what}: it must be from −{most} to {most} degrees", _degrees
    ),
    "place-swapped": Worded(
        "{found} is far from all other places; with its numbers swapped it would be near {near}",
        "longitude comes first, then latitude: write {swapped} if that is what you mean",
        "warning",
    ),
    # ways of links, and waters
    "via-end": Worded(
        "{found} is {place}, where the link begins or ends anyway",
        "delete it: `via` has only the points between",
    ),
    "via-backwards": Worded(
        "in this order the link goes back and forth; the other way round it would be much shorter",
        "list the points as they come from {start} to {end}",
        "warning",
    ),
    "point-twice": Worded("{found} is the same point as the one {before}", _repeated_point),
    "points-swapped": Worded(
        "these points are far from the map's places; with their numbers swapped they would be near",
        "longitude comes first, then latitude: write {swapped} for the first, if that is what you "
        "mean",
        "warning",
    ),
    "point-swapped": Worded(
        "{found} is far off the path; with its numbers swapped it would be near",
        "longitude comes first, then latitude: write {swapped} if that is what you mean",
        "warning",
    ),
    "point-far": Worded(
        "{found} is far outside of what the map shows",
        "check both numbers: longitude comes first, east and north are positive",
        "warning",
    ),
    "lake-short": Worded(
        "a lake needs at least three points around it, but this one has {got}",
        "add points of its shore, or write `kind: river`",
    ),
    "water-far": Worded(
        "this {kind} is far outside of what the map shows, so nobody would see it",
        "check its numbers, or add a place near it",
        "warning",
    ),
    "waters-alone": Worded(
        "the map has waters, but no places, so it is never shown",
        "add `places:` with at least one place",
        "warning",
    ),
    # sides
    "side-twice": Worded(
        '"{found}" is the `{key}` of {other} too, so nobody could tell them apart',
        "give each side its own",
    ),
    "colour-alike": Worded(
        '"{found}" can be taken for the colour of {other}, in colour or in grey',
        _suggest_colour,
        "warning",
    ),
    # measures
    "unit-form": Worded(
        '"{found}" has a form without a word', "write the singular and the plural, as in day | days"
    ),
    "unit-of-levels": Worded(
        "a track with levels shows the name of its level and no number, so a unit has no use",
        "remove `unit`, or put it into the names of the levels",
    ),
    "pair-order": Worded("{low} is greater than {high}", "write the smaller number first"),
    "out-of-range": Worded(
        "{found} is outside the range {low} to {high}", "change the value or the range"
    ),
    "range-and-levels": Worded(
        "a track can have `levels` or a `range`, but not both", "delete one"
    ),
    "bands-order": Worded(
        "{found} is not greater than {before}, where the band before it ends",
        "put the bands in rising order of `to`",
    ),
    "bands-missing": Worded(
        "{found} is shown only the band, but this track has no bands", "add `bands:`"
    ),
    "band-already": Worded(
        "{found} already sees the exact value, so showing it the band has no use",
        "remove it from `band_seen_by`, or from `seen_by`",
    ),
    "bands-short": Worded(
        "the last band ends at {found}, but the track goes up to {high}", "write `to: {high}`"
    ),
    "calendar-length": Worded(
        "the calendar names {got} turns, but the game has {turns}",
        "give each turn one name, in quotes if it contains a comma",
        "warning",
    ),
    "floor-above": Worded(
        "the floor {floor} is above the opening {opening}", "write a `floor` of {opening} or less"
    ),
    "level-unset": Worded(
        'nothing ever brings "{track}" to this level',
        "let an effect change it to that, or remove the level",
        "warning",
    ),
    # effects
    "fire-deep": Worded(
        "this inject starts a chain of injects that is too long",
        "put a part of the chain under `after`, or combine some of its injects",
    ),
    "effects-large": Worded(
        "with everything that it fires, this has {size} effects at once; at most {most} are "
        "allowed: {chain}",
        "fire each of them fewer times, drop `once: false` from one of them, or put part of the "
        "chain under `after`",
    ),
    "equal-sites": Worded(
        "{found} and {other} would always draw the same random number", "rename one of them"
    ),
    "after-late": Worded(
        "{found} turns later is after the end of a game of {turns} turns, so it never happens",
        _shorter_delay,
        "warning",
    ),
    "from-late": Worded(
        "turn {found} never comes: the game has {turns} turns",
        "write a turn from 1 to {turns}",
        "warning",
    ),
    "fire-circle": Worded(
        "these set each other off without end: {circle}",
        "delay one of them, such as `{{after: 1, then: {{fire: …}}}}`",
    ),
    # flow
    "last-outcome": Worded(
        "the last outcome applies when no other does, so it can't have a condition",
        "remove its `when`, or add an outcome without one at the end",
    ),
    "ends-always": Worded(
        'the outcome "{found}" has no condition, so `ends` would end the game at once',
        "remove its `ends`: the last outcome is tested after the last turn",
    ),
    "deal-nothing": Worded(
        "every card of this deal has the weight 0, so none can be dealt",
        "give one of them a weight of 1 or more",
    ),
    "early-outcome": Worded(
        'the outcome "{found}" has no condition, so those after it are never reached',
        "give it a `when`, or move it to the end",
    ),
    "hidden-outcome": Worded(
        'the game never ends so: wherever this holds, "{other}", which stands before it, holds too',
        "put it before {other}, or correct one of the two conditions",
        "warning",
    ),
    "cooldown-repeat": Worded("`cooldown` and `repeat` contradict each other", "remove one"),
    "cost-too-high": Worded(
        "the cost {found} can never be paid: the track spans only {span}", "lower the cost"
    ),
    "silent-stage": Worded(
        "no side ever has anything to decide in this stage", "add a phase in which a side can act"
    ),
    "unreached-stage": Worded(
        "no stage leads to this one", "add it to another stage's `next`", "warning"
    ),
    "unused-phase": Worded("no stage has this phase", "add it to a stage's `phases`", "warning"),
    "unvisited-table": Worded(
        "no phase takes place at this table",
        "add a phase of kind table with `table: {value}`",
        "warning",
    ),
    "idle-side": Worded(
        '"{found}" has no action on these menus', "remove it, or add a menu", "warning"
    ),
    "shared-cost": Worded(
        'in this phase {sides} can pay from "{track}" without seeing each other do so',
        "give each side a track of its own, or write `order: alternate`",
        "warning",
    ),
    "never-offered": Worded(
        "no phase offers this action", "add its menu to a phase of its side", "warning"
    ),
    # tables
    "weights-without-deal": Worded(
        "the weights of {side} depend on a card, but the table does not say from which deal",
        "add `weights_by: {{{side}: {deal}}}` to the table",
    ),
    "card-without-weight": Worded("there is no weight for {missing}", "add one for each card"),
    "value-without-weight": Worded(
        "this value counts for nothing: the issue has no weight for {side}",
        "add a weight, or use `worth`",
    ),
    "issue-without-worth": Worded(
        "nothing says what this issue is worth to {side}",
        "give it a weight and each option a value; use weight 0 if it does not matter",
    ),
    "option-without-value": Worded(
        "this option has neither a value nor a worth for {side}", "add one for each"
    ),
    "no-otherwise": Worded(
        "an issue that can be off the agenda needs an `otherwise`",
        "name the option that counts while it is off",
    ),
    "otherwise-alone": Worded(
        "`otherwise` has no use here: the issue is always on the agenda",
        "add a `when`, or remove it",
    ),
    "no-package": Worded(
        "no package satisfies all rules and conditions, so nothing can be agreed",
        "relax a rule, or an option's `when`",
    ),
    "reserve-above": Worded(
        "no package is worth the reservation value to {side}: that is {low} or more, and the best "
        "package is worth at most {best}",
        "lower it, or let an option be worth more",
        "warning",
    ),
    "rounds-short": Worded(
        'the table "{table}" has {most} rounds in the whole game, so this phase never has {found}',
        "write {most} or less, or give the table more rounds",
        "warning",
    ),
    "rounds-left": Worded(
        "the phases at this table have at most {held} rounds in the whole game, so it never has "
        "{found}",
        "write {held}, or give its phases more rounds",
        "warning",
    ),
    # promises
    "promise-ungiven": Worded(
        "no effect gives this promise",
        "add `promise: {found}` to an effect, or remove it",
        "warning",
    ),
    "project-unbegun": Worded(
        "no effect begins this project",
        "add `begin: {found}` to an effect, or remove it",
        "warning",
    ),
    "promise-unbroken": Worded(
        "nothing can break this promise",
        "add `broken:` or `kept_when:` with a condition",
        "warning",
    ),
    # injects
    "at-weight": Worded(
        "an inject comes at a turn or is drawn by weight, but not both", "remove one"
    ),
    "weight-chance": Worded(
        "an inject is drawn by weight or comes by chance, but not both", "remove one"
    ),
    "answers-alone": Worded("this inject has answers, but asks no side", "add `ask:` with a side"),
    "ask-alone": Worded("this inject asks a side, but has no answers", "add `answers:`"),
    "reveal-alone": Worded("this inject reveals answers, but asks no side", _ask_several),
    "reveal-one": Worded(
        "`reveal: together` is for the answers of several sides, but only {side} is asked",
        _ask_more,
    ),
    "shared-answer-cost": Worded(
        '{sides} can pay from "{track}" without seeing each other do so',
        "put the cost into the effects, where it can depend on what the other answers, or remove "
        "`reveal: together`",
        "warning",
    ),
    "no-free-answer": Worded(
        "every answer has a cost or a condition, so a side might be unable to answer",
        "let one answer be free and without `when`",
    ),
    # votes
    "missing-count": Worded(
        "{member} has no {found}", "add `{found}:` with a whole number, which may be 0"
    ),
    "weight-sum": Worded(
        "the {found} of all members add up to {sum}; a sum from 1 to {most} can be counted",
        "write larger or smaller numbers, such as thousands of people",
    ),
    "weight-total": Worded(
        "the {count} of all members add up to {sum}, not to {found}",
        "look for a member that is missing or weighs too much or too little, or write {sum}",
    ),
    "unseen-part": Worded(
        "{side} takes part in it, so it must know of it", "add {side} to its `seen_by`"
    ),
    "voice-of-side": Worded(
        "{member} is played by a side, so it doesn't vote by a formula",
        "remove it here, or under `sides:`",
    ),
    "majority-known": Worded(
        "every body can decide by `{found}`; it isn't defined", "remove it, or rename it"
    ),
    "vote-majority": Worded(
        "a vote needs `by` or `unless`, and not both",
        "keep the majority that carries, or stops, it",
    ),
    "vote-asks": Worded(
        "a vote asks the sides of its body, so it has no `{key}` of its own", "remove `{key}:`"
    ),
    "majority-party": Worded(
        "{side} plays {member} in this body, so it must be a party of the table",
        "add {side} to `between`",
    ),
    "ratify-alone": Worded(
        "`{key}` is for what must be ratified, and this table has no `ratify`",
        "add `ratify: {{vote: INJECT, within: 2}}`, or remove `{key}:`",
    ),
    "ratify-once": Worded(
        'this vote comes only once in a game, but the table "{table}" can be opened again, and '
        "what is signed the second time could not be ratified",
        "write `once: false`",
        "warning",
    ),
    "ratify-no-vote": Worded(
        '"{found}" puts nothing to a vote', "name an inject that has `vote:`, or give it one"
    ),
    "reveal-no-vote": Worded(
        '"{found}" puts nothing to a vote, so there are no ballots to show',
        "name a track or an inject that has `vote:`",
    ),
    "reveal-unseen": Worded(
        'this shows the ballots on "{found}" also to {side}, from whom that vote is kept',
        "write in `to:` only sides that know of it, or add {side} to the inject's `seen_by`",
    ),
    "lean-alone": Worded(
        '"{found}" puts nothing to a vote', "remove it here, or give the inject `vote:`"
    ),
    "nobody-votes": Worded("no member takes part in this vote", "take some out of `without`"),
    "inject-lost": Worded("no phase brings this inject", _add_injects_phase, "warning"),
    "at-late": Worded(
        "turn {found} never comes: the game has {turns} turns",
        "write a turn from 1 to {turns}",
        "warning",
    ),
    "at-without-phase": Worded(
        "no stage that the game can be in on turn {found} has a phase that brings this inject",
        "add one to the stage's `phases`, or choose another turn",
        "warning",
    ),
    "never-drawn": Worded(
        "no phase draws from this inject's deck", "add `draw: 1` to the phase", "warning"
    ),
    "proposal-short": Worded(
        "the proposed package has no option for {missing}",
        "add one for each issue; one that is off the agenda at that moment doesn't count",
    ),
    "proposal-never": Worded(
        "this package can never be proposed, because {reason} is never true for it",
        "choose other options, or relax that condition",
        "warning",
    ),
    "package-short": Worded(
        "the agreed package has no option for {missing}", "add one for each issue"
    ),
}
