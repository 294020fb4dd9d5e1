"""An author's texts with what stands in their braces, in words (rule 7.6)."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.braces import fill_braces
from game.model.log_events import Figures
from game.model.scenario import titled
from game.words.sentences import number
from game.words.vocabulary import Vocabulary


class TextWords:
    """Fills the braces in the texts of one scenario."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming

    def fill(self, text: str, figures: Figures) -> str:
        """A text with its values; before it is told, what stands in braces is only named."""
        known: Mapping[str, str] = figures or {}

        def figure(name: str) -> str | None:
            return self._figure(name, known[name]) if name in known else self._name(name)

        return fill_braces(text, figure)

    def _figure(self, name: str, figure: str) -> str:
        if name in self._scenario.tracks:
            levels = [*self._scenario.tracks[name].levels.values()]
            value = int(figure)
            is_level = 0 <= value < len(levels)
            return (
                self._naming.inside(levels[value])
                if is_level
                else self._naming.measure(name, value)
            )
        return number(int(figure)) if name in self._scenario.values else self._vote(name, figure)

    def _name(self, name: str) -> str | None:
        """The name of something in brackets; None where it names nothing."""
        if name in self._scenario.tracks:
            return f"[{self._naming.track(name)}]"
        if name in self._scenario.values:
            return f"[{titled('', name)}]"
        return f"[{self._naming.inject(name)}]" if name in self._scenario.injects else None

    def _vote(self, inject: str, figure: str) -> str:
        """What was for a proposal: *18 of 27 states, 71.2% of the people*."""
        say, parts = self._language.say, self._scenario.body_of(inject)
        if not figure or parts is None:
            return say("text.no-vote")
        weights, shares = parts[2], []
        for each in figure.split(", "):
            id, _, share = each.partition(" ")
            count = self._naming.inside(titled(weights.counts[id], id))
            weight, _, whole = share.partition("/")
            if not whole:
                shares.append(say("vote.share", count=count, percent=weight.rstrip("%")))
            elif all(member.counts.get(id) == 1 for member in weights.members.values()):
                shares.append(say("vote.heads", count=count, n=weight, whole=whole))
            else:
                tenths = 1000 * int(weight) // int(whole) if int(whole) else 0
                figures = {"whole": tenths // 10, "tenth": tenths % 10}
                shares.append(say("text.share", count=count, **figures))
        return ", ".join(shares)
