"""The offers at a table by what they are worth to one side: a bar, and a strip round by round.

What they are worth to the others is theirs (rule 5.6), and isn't shown before the end.
"""

from __future__ import annotations

from game.ui.bargain import Bargain
from game.ui.page import Page
from game.ui.prose import bare, looks
from game.ui.widgets.picture import Axis, Picture, Trail
from game.ui.widgets.worthbar import Sign, WorthBar, draft_sign
from game.words.sentences import number


def worth_bar(page: Page, bargain: Bargain) -> WorthBar:
    """The draft beside the reserve, the standing offer and one's own last one."""
    words, seen = bargain.sitting.words, looks(bargain.sitting.words.scenario, page.palette)
    signs = []
    for own in (False, True):
        made = [each for each in bargain.offers() if (each.side == bargain.side) == own]
        worth = bargain.worth(made[-1].package) if made else None
        if worth is not None:
            look = seen[made[-1].side]
            told = f"{bare(words, made[-1].side)} {number(worth)}"
            signs.append(Sign(worth, told, look.shape, look.colour, look.on_ink))
    worth, reserve = bargain.worth(bargain.draft), bargain.reserve or 0
    told = f"{words.say('ui.plane.draft')} {number(worth or 0)}"
    return WorthBar(
        _most(bargain),
        draft_sign(page, worth, told) if worth is not None else None,
        tuple(signs),
        reserve,
        words.say("ui.plane.reserve.you", n=number(reserve)),
    )


def strip(page: Page, bargain: Bargain) -> Picture:
    """All offers of both sides, the newest below, and the draft below them."""
    words, seen = bargain.sitting.words, looks(bargain.sitting.words.scenario, page.palette)
    made = [(offer.side, bargain.worth(offer.package)) for offer in bargain.offers()]
    rows = [(side, worth, row) for row, (side, worth) in enumerate(made, 1) if worth is not None]
    trails = tuple(
        Trail(
            seen[side],
            tuple((worth, row) for who, worth, row in rows if who == side),
            tuple(row for who, _, row in rows if who == side),
        )
        for side in seen
        if any(who == side for who, _, _ in rows)
    )
    draft, reserve = bargain.worth(bargain.draft), bargain.reserve
    known = words.say("ui.plane.reserve.you", n=number(reserve)) if reserve is not None else ""
    return Picture(
        Axis(
            words.say("ui.plane.worth.you"),
            seen[bargain.side].on_ink,
            _most(bargain),
            reserve=reserve,
            told=known,
        ),
        trails=trails,
        draft=(draft, len(made) + 1) if draft is not None else None,
        draft_told=words.say("ui.plane.draft"),
        worse=words.say("ui.plane.worse"),
        rug=bargain.guess().worths,
    )


def _most(bargain: Bargain) -> int:
    """The most that any package is worth to the side, or was."""
    worths = [worth for each in bargain.offers() if (worth := bargain.worth(each.package))]
    return max([1, *bargain.guess().worths[-1:], *worths, bargain.worth(bargain.draft) or 0])
