"""What each requirement means when it is missed, and what a designer can do about it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Advice:
    """The words about a missed requirement."""

    title: str
    """What is wrong, as a sentence."""
    action: str
    """What to do."""
    chart: str
    """The anchor of the panel that shows it."""


ADVICE: Mapping[str, Advice] = {
    "outcomes": Advice(
        "The ends come unevenly.",
        "Change the conditions of the ends that come too often or too rarely, or what leads to "
        "them.",
        "ends",
    ),
    "ahead": Advice(
        "One side comes out ahead.",
        "Raise its par, or lower what its strongest lines of the score give.",
        "scores",
    ),
    "chosen": Advice(
        "An action is nearly always taken.",
        "Give it a cost, a limit or a condition, or make its rivals stronger.",
        "actions",
    ),
    "used": Advice(
        "An action is hardly ever taken.",
        "Make it cheaper or stronger, let it be legal sooner, or leave it out.",
        "actions",
    ),
    "without_action": Advice(
        "A score hangs on one action.",
        "Weaken it, or give its side another way to the same end.",
        "actions",
    ),
    "injects": Advice(
        "An inject never fires.", "Widen its condition, or raise its chance.", "injects"
    ),
    "undated_injects": Advice(
        "An inject fires in nearly every game.",
        "Narrow its condition, lower its chance, or give it a date.",
        "injects",
    ),
    "options": Advice(
        "An option is never agreed.",
        "Raise what it is worth to one side, or lower what it costs the other.",
        "agreements",
    ),
    "agreements": Advice(
        "Even experts part without an agreement.",
        "Raise what agreements are worth, lower what a side keeps without one, or let them last.",
        "agreements",
    ),
    "gains": Advice(
        "Halving every difference is nearly as good as trading.",
        "Let the issues matter more unequally to the sides.",
        "agreements",
    ),
    "expert": Advice(
        "Thinking ahead doesn't pay.",
        "Let what a side can see or foresee decide what is best: prices that rise, chances that "
        "close, promises that bind.",
        "skill",
    ),
    "personas": Advice(
        "A purpose does no better than chance.",
        "Let what the persona likes be worth points, or change what it likes.",
        "skill",
    ),
    "persona_pays": Advice(
        "One style is enough.",
        "Give the style that never wins something against somebody: what its own actions bring "
        "when the other side yields, or what they spare it when the other side is hard.",
        "styles",
    ),
    "own_best": Advice(
        "What one side likes best can be signed at once.",
        "Raise what the other sides keep without an agreement, or let the issues matter more to "
        "them, so that something must be given.",
        "agreements",
    ),
    "blind_list": Advice(
        "A plan made in advance does as well as an expert.",
        "Let more of what is best depend on what happens: news, the other side's moves, and what "
        "is hidden.",
        "skill",
    ),
    "frontier": Advice(
        "What is signed leaves much on the table.",
        "Make what each side needs easier to find out, or give the table more rounds.",
        "agreements",
    ),
}
PAR = Advice(
    "Par is not where it should be.",
    "Or change what careless moves cost, and what thinking ahead brings.",
    "skill",
)
"""About all that is asked of par: of chance, of personas and of an expert."""
