"""What the screens of a game share: the words, the top bar, and the keys that lead elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.rules.compiled import InjectsRules
from game.ui.desk import Desk
from game.ui.elements import Element
from game.ui.glossary import about_phase, about_purse, about_stage
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.prose import bare, looks
from game.ui.sitting import Sitting
from game.ui.widgets.frame import Top
from game.ui.widgets.promise import PromiseLine
from game.ui.widgets.timeface import TimeFace
from game.words.wording import Wording

if TYPE_CHECKING:
    from game.model.scenario import Scenario

MOST_PIPS = 8
_TOOLS = (("record", "document"), ("map", "map"), ("brief", "folder"), ("menu", "gear"))


class Common:
    """One side at a screen of a game."""

    def __init__(self, desk: Desk, side: str) -> None:
        self._desk = desk
        self.side = side

    @property
    def sitting(self) -> Sitting:
        """The game being played."""
        return self._desk.playing

    @property
    def words(self) -> Wording:
        """The words of its scenario."""
        return self.sitting.words

    @property
    def keys(self) -> Mapping[str, Do]:
        """The keys that lead elsewhere."""
        return {
            "escape": Do("menu"),
            "b": Do("brief"),
            "m": Do("map"),
            "r": Do("record"),
            "w": Do("readouts"),
        }

    def nothing_to_undo(self) -> None:
        """Says that there is nothing to take back here, and where one steps back further."""
        further = self.sitting.last_decision() is not None
        self._desk.toast = self.words.say("ui.undo.further" if further else "ui.undo.none")

    def promises(self, page: Page, *, brief: bool) -> list[Element]:
        """The promises in force. brief: without their texts, which a hint still tells."""
        words, view = self.words, self.sitting.view(self.side)
        seen = looks(words.scenario, page.palette)
        return [
            PromiseLine(
                seen[words.scenario.promises[id].by],
                words.naming.promise(id),
                words.scenario.promises[id].text,
                words.counted("turns", left),
                brief,
            )
            for id, left in view.promises.items()
        ]


def top_of(page: Page, sitting: Sitting, side: str, deciding: bool = True) -> Top:
    """What the bar at the top tells one side; deciding: whether it is asked, so that time runs."""
    words, state, scenario = sitting.words, sitting.state, sitting.words.scenario
    turn = max(state.turn, 1)
    return Top(
        title=scenario.title,
        stage=words.naming.stage(list(scenario.stages)[state.stage]),
        turn=turn,
        turns=scenario.turns,
        turn_words=words.say("ui.turn", turn=turn, turns=scenario.turns),
        day=words.day(turn),
        phases=_steps(sitting),
        look=looks(scenario, page.palette).get(side),
        speaks=words.say("ui.you-speak-for"),
        side=bare(words, side) if side in scenario.sides else "",
        purse=purse(sitting, side),
        time=time_face(sitting) if deciding else None,
        about=_about(sitting, side),
        tools=tuple((Do(do), sign, words.say(f"ui.tool.{do}")) for do, sign in _TOOLS),
    )


def _about(sitting: Sitting, side: str) -> Mapping[str, str]:
    """What is told of the things in the bar to one who asks."""
    words, state = sitting.words, sitting.state
    ids, stages = list(words.scenario.phases), list(words.scenario.stages)
    found = {
        words.naming.phase(ids[number]): about_phase(words, ids[number])
        for number in sitting.game.rules.stages[state.stage].phases
    }
    paid = purse_track(words.scenario, side)
    return {
        **found,
        "stage": about_stage(words, stages[state.stage]),
        "purse": about_purse(words, paid) if paid is not None else "",
    }


def time_face(sitting: Sitting) -> TimeFace | None:
    """The time that is left for a decision; None where there is no limit."""
    return TimeFace(sitting.watch, sitting.words.say) if sitting.watch.left() is not None else None


def _steps(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    """The phases of this stage in which somebody decides, and how far the turn has come."""
    rules, state, words = sitting.game.rules, sitting.state, sitting.words
    here = state.phase
    order = list(rules.stages[state.stage].phases)
    at = order.index(here) if here in order else len(order)
    ids = list(words.scenario.phases)
    found = []
    for i, number in enumerate(order):
        phase = rules.phases[number]
        if isinstance(phase, InjectsRules):
            continue
        name = "now" if i == at else "done" if i < at else "later"
        found.append((name, words.naming.phase(ids[number])))

    return tuple(found)


def purse(sitting: Sitting, side: str) -> tuple[str, int, int] | None:
    """What a side pays most of its actions with, where that is few enough to count by pips."""
    track = purse_track(sitting.words.scenario, side)
    if track is None:
        return None
    view = sitting.view(side)
    if track not in view.tracks:
        return None
    most = sitting.words.scenario.tracks[track].bounds[1]
    left = view.tracks[track]
    if sitting.state.to_move and side in sitting.people:
        left = sitting.tentative(side).asking().view.tracks.get(track, left)
    return sitting.words.naming.track(track), left, most


def purse_track(scenario: Scenario, side: str) -> str | None:
    """The track that most of a side's actions cost."""
    costs = Counter(
        track
        for action in scenario.actions.values()
        if side in action.side
        for track in action.cost
    )
    for track, _ in costs.most_common():
        found = scenario.tracks[track]
        if not found.levels and found.bounds[0] == 0 and found.bounds[1] <= MOST_PIPS:
            return track
    return None
