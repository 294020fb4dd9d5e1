"""What stands in the braces of texts: values of the moment at which one is told (rule 7.6)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from game.engine.votes import sums_of
from game.model.braces import braces
from game.model.expressions import Number, Read
from game.model.frozen import FrozenMap
from game.model.play import Aftermath, FrontPage, State
from game.model.scenario import Scenario
from game.model.shown import PRESS_LINES, ConditionalText
from game.rules.compiled import Rules, VoteRules
from game.rules.evaluate import NO_PACKAGE, Function, Reading, VoteReading
from game.rules.places import Path
from game.rules.readings import FormulaCompiler

ALWAYS = Number(1)


def figures_of(rules: Rules, reading: Reading, *texts: str) -> FrozenMap[str, str] | None:
    """By what stands in the braces of texts: its value now; None where there are no braces.

    A vote is told by count, as in `states 18/27, people 71%`; nothing where it wasn't put yet.
    """
    found = {name: _figure(rules, reading, name) for text in texts for name, _ in braces(text)}
    return FrozenMap((name, value) for name, value in found.items() if value is not None) or None


def aftermath(rules: Rules, state: State) -> Aftermath:
    """What everybody is told after the end of a game."""
    scenario, conditions = rules.scenario, _conditions(rules)
    holding = tuple(path[:-1] for path, when in conditions.items() if when(state, NO_PACKAGE))

    def held(*path: str) -> tuple[int, ...]:
        return tuple(int(each[-1]) for each in holding if each[:-1] == path)

    press = {
        side: FrontPage(headlines[0], held("press", side, "lines")[:PRESS_LINES])
        for side in scenario.press
        if (headlines := held("press", side, "headlines"))
    }
    texts = [scenario.outcomes[rules.outcomes[state.outcome].id].text]
    texts += [part.text for path, part in parts_after_the_end(scenario) if path in holding]
    return Aftermath(figures_of(rules, state, *texts), held("epilogue"), FrozenMap(press))


def _figure(rules: Rules, reading: Reading, name: str) -> str | None:
    index = rules.index
    if name in index.tracks:
        return str(reading.tracks[index.tracks[name]])
    if name in rules.scenario.values:
        return str(_named_value(rules, name)(reading, NO_PACKAGE))
    if name in index.votes:
        vote = rules.votes[index.votes[name]].vote
        assert vote is not None
        return _support(vote, reading.votes[index.votes[name]])
    return None


@lru_cache(maxsize=64)
def _named_value(rules: Rules, name: str) -> Function:
    """Compiles a named value. Only texts need it, so the rules don't count what it reads."""
    return FormulaCompiler(rules.scenario, rules.index).value(Read("value", (name,), 0, 0))


@lru_cache(maxsize=64)
def _conditions(rules: Rules) -> dict[Path, Function]:
    """Compiles the conditions under which texts are shown after the end, by their paths; the rules
    don't count what they read, either."""
    formulas = FormulaCompiler(rules.scenario, rules.index)
    return {
        (*path, "when"): formulas.at(part.when or ALWAYS, (*path, "when"))
        for path, part in parts_after_the_end(rules.scenario)
    }


def parts_after_the_end(scenario: Scenario) -> Iterator[tuple[Path, ConditionalText]]:
    """All texts that may be shown after the end, with their paths."""
    for i, part in enumerate(scenario.epilogue):
        yield ("epilogue", i), part
    for side, press in scenario.press.items():
        for name, parts in (("headlines", press.headlines), ("lines", press.lines)):
            for i, part in enumerate(parts):
                yield ("press", side, name, i), part


def _support(vote: VoteRules, state: VoteReading) -> str:
    """What was for a proposal when it was last put: sums as long as the ballots are known, which is
    until the end of the turn, then per cent."""
    if not state.carried and not state.lost:
        return ""
    if any(state.ballots):
        shares = [f"{weight}/{whole}" for weight, whole in sums_of(vote, state.ballots)]
    else:
        shares = [f"{percent}%" for percent in state.support]
    return ", ".join(f"{count} {share}" for count, share in zip(vote.counts, shares, strict=True))
