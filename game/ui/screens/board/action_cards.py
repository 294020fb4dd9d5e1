"""What a side can do now, as cards: their faces, their rows, and the marks to sift them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve

from game.model.decisions import Act
from game.model.play import Refusal
from game.presenter.hot_seat import HotSeat
from game.presenter.prose import flowing
from game.rules.places import spot
from game.session.game import DecisionRequest
from game.ui.page.events import DIGITS
from game.ui.paint.fonts import SMALL_STRONG
from game.ui.paint.theme import Sheet
from game.ui.screens.board.card import Face
from game.ui.widgets.effects import coloured
from game.words.wording import Wording

_RESTING = ("cooldown", "repeat")


def faces(
    hot_seat: HotSeat,
    side: str,
    asking: DecisionRequest,
    picks: Sequence[str],
    room: int,
    offered: Sequence[str],
    purse: str | None,
    sheet: Sheet,
) -> list[tuple[str, Face]]:
    """The cards' faces, in the order of the actions offered.

    picks: what is thought of. room: how much more can be.
    """
    now = {move.action for move in asking.legal.moves if isinstance(move, Act)}
    found = []
    for i, id in enumerate(offered):
        picked = picks.index(id) + 1 if id in picks else 0
        refused = asking.legal.refused.get(id)
        full = not room and not picked and bool(picks)
        face = _face(hot_seat.words, side, id, purse, sheet)
        closed = (
            "" if picked or id in now or full or refused is None else _why(hot_seat, side, refused)
        )
        found.append(
            (
                id,
                evolve(
                    face,
                    key=DIGITS[i] if i < len(DIGITS) else "",
                    closed=closed,
                    resting=refused is not None and refused.code in _RESTING,
                    picked=picked,
                ),
            )
        )
    return found


def _why(hot_seat: HotSeat, side: str, refused: Refusal) -> str:
    return hot_seat.words.refusal(refused, side)


@lru_cache(maxsize=256)
def _face(words: Wording, side: str, id: str, purse: str | None, sheet: Sheet) -> Face:
    action = words.scenario.actions[id]
    pips = action.cost.get(purse, 0) if purse is not None else 0
    only_pips = set(action.cost) <= {purse}
    about = (
        words.action(id, side),
        words.needs(action.when, spot(words.scenario, ("actions", id, "when"))),
        words.counted("choice.limit", action.limit) if action.limit else "",
        words.say("choice.secret") if action.secret else "",
    )
    said = " ".join(part for part in about if part)
    return Face(
        words.naming.action(id),
        flowing(action.text),
        coloured(said, words.scenario, side, SMALL_STRONG, sheet, sheet.first) if said else (),
        pips,
        "" if only_pips else words.cost(action.cost),
    )


def tags_of(words: Wording, actions: Iterable[str]) -> list[tuple[str, str, int]]:
    """The marks that these actions bear, each with its name and how many bear it."""
    written = words.scenario.actions
    counts = Counter(tag for id in set(actions) if id in written for tag in written[id].tags)
    order = list(words.scenario.tags)
    return [(tag, words.naming.tag(tag), counts[tag]) for tag in sorted(counts, key=order.index)]
