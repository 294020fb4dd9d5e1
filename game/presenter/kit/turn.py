"""How a turn goes, on one page, with the scenario's own stages and steps."""

from __future__ import annotations

from game.document.sheets import SheetBook
from game.presenter.explanations import about_phase
from game.presenter.kit.labels import KitWords
from game.presenter.prose import without_sources
from game.words.course import STEPS, TurnStep, steps_of_turn
from game.words.wording import Wording


def add_turn(book: SheetBook, words: Wording) -> None:
    """Adds the page."""
    say, scenario = words.say, words.scenario
    book.begin_sheet(KitWords(words).label("kit.part.turn"), kind="dense")
    book.heading(say("course"), 1)
    names = _names_by_step(words)
    book.steps(
        (say("kit.turn.step", step=say(f"course.{step}")), say(f"course.{step}.about"))
        for step in STEPS
        if step in names
    )
    if len(scenario.stages) > 1:
        book.heading(say("kit.turn.stages"))
        book.explained(
            (say("kit.turn.stage"), say("kit.turn.order")),
            [
                (words.naming.stage(id), " → ".join(map(words.naming.phase, stage.phases)))
                for id, stage in scenario.stages.items()
            ],
        )
    book.heading(say("kit.turn.phases"))
    used = {id for stage in scenario.stages.values() for id in stage.phases}
    book.explained(
        (),
        [
            (words.naming.phase(id), without_sources(phase.text) or about_phase(words, id))
            for id, phase in scenario.phases.items()
            if id in used
        ],
    )
    days = [(turn, words.day(turn)) for turn in range(1, scenario.turns + 1)]
    dates = [say("kit.turn.date", turn=turn, day=day) for turn, day in days if day]
    if dates:
        book.paragraph(say("semicolon").join(dates) + ".", strong=say("kit.turn.dates"))
    book.paragraph(words.counted("course.end", scenario.turns))


def _names_by_step(words: Wording) -> set[TurnStep]:
    """The steps that a turn of some stage has."""
    return {step for stage in words.scenario.stages for step, _ in steps_of_turn(words, stage)}
