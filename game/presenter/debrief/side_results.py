"""How a side fared, in the order in which it is told: what it signed, par, usual results, the
author's verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from game.insight.intervals import Interval
from game.model.play import View
from game.presenter.players import player_name
from game.session.agreements import Signing
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class SideResult:
    """How one side fared, in words."""

    below: str
    """What it signed below its reserve; empty where nothing."""
    par: str
    """`par 60`."""
    margin: str
    """How far its score lies above or below par."""
    means: str
    """A sentence: what bots make of this seat on the same luck; empty where that isn't known."""
    verdict: str
    """A sentence: the author's verdict; empty where the author says nothing."""
    about_par: str
    """A sentence: what par is."""

    @property
    def remarks(self) -> str:
        """All that is said below the figures, in a few sentences."""
        return " ".join(each for each in (self.about_par, self.means, self.verdict) if each)


def side_result(
    words: Wording,
    view: View,
    side: str,
    below: Iterable[Signing] = (),
    baselines: Mapping[str, Interval] | None = None,
) -> SideResult:
    """How a side fared.

    below: the agreements that were worth less to a side than none, of all sides or of this one.
    baselines: by bot, the measured score of this seat; None: not known.
    """
    sheet, own = view.scores[side], [signing for signing in below if signing.side == side]
    difference = sheet.total - sheet.par
    key = "above" if difference > 0 else "below" if difference < 0 else "even"
    return SideResult(
        " · ".join(_below_text(words, each) for each in own),
        words.say("ui.over.par", par=number(sheet.par)),
        words.say(f"ui.over.par.{key}", n=number(abs(difference))),
        _means_text(words, baselines or {}),
        words.verdict(view, side),
        words.say("ui.over.par.about"),
    )


def _below_text(words: Wording, signing: Signing) -> str:
    worth, reserve = number(signing.worth), number(signing.reserve)
    return words.say("signed-below.short", worth=worth, reserve=reserve)


def _means_text(words: Wording, baselines: Mapping[str, Interval]) -> str:
    means = [
        words.say("ui.over.means.of", bot=player_name(words, bot), n=number(round(each.mean)))
        for bot, each in baselines.items()
    ]
    return words.say("ui.over.means", means=words.language.listed(means)) if means else ""
