"""Every screen of the window, in all the states it can be in: for pictures, and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

from attrs import frozen
from room_scenes import hosting_scenes
from stage import (
    SEED,
    SEEDS,
    Found,
    Stage,
    deciding,
    draw,
    played,
    press,
    sitting_of,
    there,
    want,
)

from game.insight.effort import Effort
from game.insight.process import AnalysisProcess
from game.model.decisions import PUBLIC, Accept, Act, Move
from game.model.play import AGREED
from game.model.players import ME
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiator import Negotiator
from game.presenter.own_words import own_words
from game.presenter.replies import replies
from game.presenter.steps import Step
from game.session.agreements import below_reserve
from game.session.clock import DecisionTimer
from game.session.driver import Decide
from game.session.game import DecisionRequest
from game.session.records.record import RecordError
from game.session.records.saved import Unsaved
from game.ui.page.commands import (
    FilterRecord,
    OpenMap,
    OpenMenu,
    OpenPapers,
    OpenReadouts,
    OpenRecord,
    OpenSettings,
    SetMinutes,
    WriteOwnWords,
)
from game.ui.page.screen import GoOn, Push, Quit, Replace, Submit
from game.ui.program.library import OpenedScenario, PlayableCampaign
from game.ui.program.program import usual_players
from game.ui.screens.ask import Agree
from game.ui.screens.course_screen import Course
from game.ui.screens.looking_back.debrief_commands import (
    AskWhatIf,
    ChooseDecision,
    ChooseSheet,
    ChooseSide,
    OpenReplay,
    OpenReport,
    PlayAgain,
    PlayFromHere,
    SwitchTab,
)
from game.ui.screens.looking_back.over import Over
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import (
    ChooseInject,
    CloseMenu,
    DecideForSide,
    FireChosenInject,
    HoldChosenInject,
    OpenAnnouncement,
    OpenInjects,
    OpenNote,
    OpenSeats,
    PauseGame,
    StepBack,
)
from game.ui.screens.mishap import Mishap
from game.ui.screens.news.news import News
from game.ui.screens.options.options_commands import ShowPage
from game.ui.screens.replaying.timeline import LookAs
from game.ui.screens.save_file import SaveFileNow
from game.ui.screens.saved_games.choose_position import ChoosePosition
from game.ui.screens.saved_games.file_list import OpenTyped
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.setup.setup import Setup
from game.ui.screens.table.table_commands import (
    AcceptOffer,
    ChooseOption,
    TakeOver,
    WalkOut,
)
from game.ui.screens.title.title_commands import (
    ChooseScenario,
    OpenOwnFolder,
    PlayScenario,
)
from game.ui.screens.unsaved import SaveGame, unsaved, unsaved_at_start
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText

NOTE = "They had agreed among themselves before they came in, and nobody asked them about it. "
SPOILT = "turns: a dozen\ntrackz: {}\nsides: [one]\nphases: {talks: {kind: tables, order: both}}\n"
"""A scenario with mistakes, each with a cure."""


ROUGH = Effort(usual=60, most=60, start_games=300, runs=10, expert_runs=2)
"""Enough for pictures of an analysis."""


@frozen
class Scene:
    """One screen, ready to be drawn."""

    name: str
    app: App


def scenes(stage: Stage) -> Iterator[Scene]:
    """Every screen that the scenario can show, in the order in which one meets them.

    A scene is to be drawn before the next is asked for: it may be of the same window.
    """
    yield from _before(stage)
    yield from (Scene(each.name, each.app) for each in hosting_scenes(stage))
    yield from _boards(stage)
    yield from _menus(stage)
    yield from _aside(stage)
    yield from _stories(stage)
    yield from _tables(stage)
    yield from _after(stage)
    if stage.book().path.stem == "kuala-lumpur":
        yield from _campaign(stage)


def along(stage: Stage) -> Iterator[Scene]:
    """One game from its first decision to its last, with people on all sides."""
    for app in stage.along(stage.everybody()):
        state = sitting_of(app).state
        side = state.to_move[0] if state.to_move else "over"
        yield Scene(f"turn {state.turn}, {side}, {app.screen.name}", app)


# Campaigns


def _campaign(stage: Stage) -> Iterator[Scene]:
    """The first campaign that comes with the game: before, between and after its chapters."""
    app = stage.app()
    program = app.program
    index = next(i for i, each in enumerate(program.scenarios) if is_campaign(each))
    campaign = program.scenarios[index]
    assert is_campaign(campaign)
    yield Scene("title-campaign", want(app, ChooseScenario(index)))
    yield Scene("campaign-setup", want(app, PlayScenario()))
    seats = usual_players(campaign.seats(program.code))
    game = program.begin_campaign(campaign, seats, SEED + 5)
    for step in range(len(game.rules.chapters) + 1):
        app.answer(GoOn())
        yield Scene(f"campaign-{step}", app)
        if game.chapter is None:
            break
        played(program.play_chapter(), lambda hot_seat: not hot_seat.state.to_move)
        if step == 0:
            yield Scene("campaign-chapter-over", there(app))
        program.leave()
    program.begin_campaign(campaign, dict.fromkeys(seats, ME), SEED)
    played(program.play_chapter(), lambda hot_seat: not hot_seat.state.to_move)
    program.leave()
    app.answer(GoOn())
    yield Scene("campaign-hot-seat", app)
    program.leave_all()


def is_campaign(each: OpenedScenario) -> TypeGuard[PlayableCampaign]:
    """Whether something on the shelf is a campaign."""
    return isinstance(each, PlayableCampaign)


# Before a game


def _before(stage: Stage) -> Iterator[Scene]:
    yield Scene("title", stage.app())
    yield Scene("settings", want(stage.app(), OpenSettings()))
    yield Scene("settings-keys", want(stage.app(), OpenSettings(), ShowPage("keys")))
    app = stage.app()
    app.answer(Push(OpenFile(app.program, _folder(stage, "empty"))))
    yield Scene("open", app)
    app = stage.app()
    app.answer(Push(Setup(app.program, stage.book(), SEED)))
    yield Scene("setup", app)
    app = stage.playing()
    app.go_on()
    yield Scene("briefing", app)
    app.answer(Push(Course(app.program, walk=True)))
    yield Scene("course", app)
    app = stage.playing(stage.everybody())
    app.go_on()
    yield Scene("situation", app)
    app = stage.playing(stage.everybody())
    sitting_of(app).mark_papers_read(PUBLIC)
    sitting_of(app).seat(next(iter(sitting_of(app).people)))
    app.go_on()
    yield Scene("briefing-shared", _guided(app))
    yield from _shelf(stage)


def _shelf(stage: Stage) -> Iterator[Scene]:
    """With games and scenarios of one's own, one of which has mistakes."""
    program = stage.program()
    program.own = _folder(stage, "scenarios")
    for name in ("the-forum-and-the-measures-of-spring", "tin", "working-draft"):
        (program.own / f"{name}.yaml").write_text(SPOILT, encoding="utf-8")
    yield Scene("title-shelf", stage.app(program))
    yield Scene("own-folder", want(stage.app(program), OpenOwnFolder()))
    yield Scene("mistakes", want(stage.app(program), ChooseScenario(len(program.scenarios) - 1)))
    app = stage.app(program)
    app.answer(Push(OpenFile(program, program.own)))
    yield Scene("open-shelf", want(app, TypeText("no such file"), OpenTyped()))
    app = stage.app(program)
    app.answer(Push(OpenFile(program, _folder(stage, "empty"))))
    yield Scene("open-typed", want(app, TypeText(f"'{program.own / 'tin.yaml'}'")))
    app = stage.app(program)
    app.answer(Push(Setup(program, stage.book(), SEED, stage.everybody())))
    yield Scene("setup-timed", want(app, SetMinutes(5)))
    positions = ChoosePosition(program, stage.book())
    app = stage.app(program)
    app.answer(Push(positions))
    yield Scene("positions", app)
    app = stage.app(program)
    late = positions.places[-1]
    app.answer(Push(Setup(program, stage.book(), None, stage.everybody(), late)))
    yield Scene("setup-position", app)
    press(app, "enter")
    yield Scene("briefing-position", app)


def _folder(stage: Stage, name: str) -> Path:
    folder = stage.games / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# While something is decided


def _boards(stage: Stage) -> Iterator[Scene]:
    app = stage.until(person_at("actions"), stage.everybody())
    if app is not None:
        sitting_of(app).seated = ""
        app.go_on()
        yield Scene("curtain", app)
        yield Scene("curtain-menu", want(app, OpenMenu()))
        yield Scene("curtain-ask", want(app, OpenInjects()))
    app = stage.until(_waits)
    if app is not None:
        yield Scene("waiting", app)
    for name, turn, keys in (("", 1, ""), ("-picked", 2, "12"), ("-late", 6, "1")):
        app = stage.until(person_at("actions", turn))
        if app is not None:
            yield Scene(f"board{name}", press(app, *keys))
    app = stage.until(person_at("actions", 2))
    if app is not None:
        yield Scene("board-timed", _timed(app, 252))
        yield Scene("board-guide", _guided(app))
        app.program.change(guided=False)
        sitting_of(app).short_cards = False
        app.program.toast = app.program.say("ui.continue.failed", reason=NOTE)
        yield Scene("board-whole", app)
    app = stage.until(_breaks)
    if app is not None:
        yield Scene("breaks", press(app, "enter"))


def _menus(stage: Stage) -> Iterator[Scene]:
    app = stage.until(person_at("actions", 3))
    if app is None:
        return
    aside = (("menu", OpenMenu()), ("brief-again", OpenPapers()), ("map", OpenMap()))
    for name, command in aside:
        yield Scene(name, want(app, command))
        press(app, "escape")
    yield Scene("record", want(app, OpenRecord()))
    for kind in ("ours", "news"):
        yield Scene(f"record-{kind}", want(app, FilterRecord(kind)))
    press(app, "escape")
    yield Scene("menu-paused", want(app, OpenMenu(), PauseGame()))
    yield Scene("ask", want(app, CloseMenu(), OpenMenu(), OpenInjects()))
    press(app, "escape")
    yield Scene("step-back", want(app, StepBack()))
    press(app, "escape")
    yield Scene("note", want(app, OpenNote()))
    yield Scene("note-full", want(app, TypeText(12 * NOTE)))
    press(app, "escape")
    yield Scene("announcement", want(app, OpenAnnouncement(), TypeText(NOTE)))
    press(app, "escape")
    yield Scene("seats", want(app, OpenSeats()))
    press(app, "escape")
    yield Scene("decide-for", want(app, DecideForSide()))
    press(app, "escape", "escape")
    move = Submit(sitting_of(app).people[0], ())
    error = RecordError("unwritten", reason="No space left on device")
    app.answer(Push(unsaved(app.program, app.screen, error, move)))
    yield Scene("unsaved", app)
    log = Path.home() / ".local/state/communique/log/errors.txt"
    beneath = app.stack[-2]
    app.answer(Replace(Mishap(app.program, beneath, "drawing", log, noted=True, saved=True)))
    yield Scene("mishap", app)
    press(app, "escape")
    yield from _unsaved(app)


def _unsaved(app: App) -> Iterator[Scene]:
    """A game that can't be saved, or no longer, and what is asked before it is left."""
    program, beneath = app.program, app.screen
    readonly = OSError(30, "Read-only file system")
    failed = Unsaved(Path.home() / ".local/share/communique/games", readonly)
    for name, screen in (
        ("start", unsaved_at_start(program, beneath, failed)),
        ("copy", unsaved(program, beneath, RecordError("changed"), None)),
    ):
        app.answer(Push(screen))
        yield Scene(f"unsaved-{name}", app)
        press(app, "escape")
    sitting_of(app).stop_saving()
    yield Scene("unsaved-menu", want(app, OpenMenu()))
    app.answer(Quit())
    yield Scene("unsaved-leaving", app)
    yield Scene("save-game", press(app, "enter"))
    assert isinstance(app.screen, SaveGame)
    app.screen.typing.clear(str(program.games / "no-such-folder" / "monday.game"))
    yield Scene("save-game-refused", want(app, SaveFileNow()))


def _aside(stage: Stage) -> Iterator[Scene]:
    app = stage.until(person_at("actions", 4))
    if app is not None and want(app, OpenReadouts()).screen.name == "readouts":
        yield Scene("readouts", app)
    app = stage.until(_makes_statement, stage.everybody())
    if app is not None:
        yield Scene("statement-words", want(app, WriteOwnWords(), TypeText(12 * NOTE)))
        yield Scene("board-statement", press(app, "enter"))
    app = stage.until(person_at("actions", 2))
    injects = list(stage.book().scenario("en").injects)
    if app is None or not injects:
        return
    yield Scene("injects", want(app, OpenMenu(), OpenInjects(), Agree()))
    yield Scene("injects-held", want(app, HoldChosenInject()))
    longest = max(injects, key=lambda id: len(stage.book().scenario("en").injects[id].text))
    yield Scene("injects-fired", want(app, ChooseInject(longest), FireChosenInject()))


def _stories(stage: Stage) -> Iterator[Scene]:
    app = stage.until(_has_story)
    if app is not None:
        hot_seat = sitting_of(app)
        hot_seat.read_marks.mark_read_up_to_last_action()
        app.go_on()
        yield Scene("news", app)
        told = next(e for e in hot_seat.game.latest if e.code == "injected")
        app.answer(Push(News(app.program, Step("news", PUBLIC, str(told.values["inject"])))))
        yield Scene("news-public", app)
        hot_seat.announce(NOTE)
        app.go_on()
        yield Scene("announced", app)
    app = stage.until(_has_reply)
    if app is not None:
        sitting_of(app).read_marks.mark_read_up_to_last_action()
        app.go_on()
        yield Scene("reply", app)
    app = stage.until(_has_pact, stage.everybody(), own=1)
    if app is not None:
        told = next(e for e in sitting_of(app).game.latest if e.code == "agreed")
        side = sitting_of(app).people[0]
        app.answer(Push(News(app.program, Step("pact", side, table=str(told.values["table"])))))
        yield Scene("pact", app)
    app = stage.until(_has_stage)
    if app is not None:
        hot_seat = sitting_of(app)
        hot_seat.read_marks.mark_read_up_to_last_action()
        app.go_on()
        yield Scene("stage", app)
    app = stage.until(person_at("question"))
    if app is not None:
        yield Scene("question", app)
        yield Scene("question-timed", _guided(_timed(app, 44)))


def _tables(stage: Stage) -> Iterator[Scene]:
    app = stage.until(person_at("table"))
    if app is not None:
        yield Scene("table", app)
        yield Scene("table-guide", _guided(app))
        app.program.change(guided=False)
        yield Scene("table-words", want(app, WriteOwnWords(), TypeText(4 * NOTE)))
        yield Scene("table-argued", press(app, "enter"))
    app = stage.until(_offer_stands)
    if app is not None:
        yield Scene("table-offer", _drafted(app))
        yield Scene("walk", want(app, WalkOut()))
    for name, found in (("table-shared", _offer_stands), ("accept", _may_accept)):
        app = stage.until(found, stage.everybody())
        if app is not None:
            yield Scene(name, want(_timed(app, 7), *([AcceptOffer()] if name == "accept" else [])))


# Afterwards


def _after(stage: Stage) -> Iterator[Scene]:
    app = stage.until(_signed, stage.second(), SEEDS[:12], 1) or stage.until(_over)
    if app is None:
        return
    yield Scene("outcome", app)
    for tab in ("outcome", "tracks", "table", "decisions", "debrief"):
        yield Scene(f"outcome-{tab}", want(app, SwitchTab(tab)))
    yield from _analysed(app)
    yield Scene("outcome-guide", _guided(want(app, SwitchTab("overview"))))
    app.program.change(guided=False)
    yield Scene("again", want(app, PlayAgain()))
    press(app, "escape")
    yield Scene("report", want(app, OpenReport()))
    yield Scene("report-saved", want(app, SaveFileNow()))
    press(app, "escape")
    app.answer(Push(Menu(app.program, app.screen)))
    yield Scene("menu-over", app)
    press(app, "escape")
    yield Scene("replay", want(app, OpenReplay()))
    yield Scene("replay-end", press(app, "end"))
    for who in (PUBLIC, sitting_of(app).people[0]):
        yield Scene(f"replay-{who}", press(want(app, LookAs(who)), "end", "left", "left"))
    yield from _below(stage)
    program = stage.program()
    program.games = _folder(stage, "games")
    for found in (person_at("table"), _over):
        played(program.begin(stage.book(), stage.usual(), SEED), found)
    program.leave()
    app = stage.app(program)
    app.answer(Push(OpenFile(program, program.games)))
    yield Scene("open-games", app)
    yield Scene("title-continue", press(app, "escape"))


def _analysed(app: App) -> Iterator[Scene]:
    """The debrief when it is known what decisions were worth, and what is asked about one."""
    program = app.program
    analysing = AnalysisProcess(sitting_of(app).game, lambda: None, ROUGH)
    program.analysis = analysing
    analysing.wait(300)
    yield Scene("analysed", want(app, SwitchTab("overview")))
    yield Scene("analysed-outcome", want(app, SwitchTab("outcome")))
    for side in sitting_of(app).game.rules.sides:
        yield Scene(f"luck-{side}", want(app, SwitchTab("luck"), ChooseSide(side)))
    yield Scene("analysed-decisions", want(app, SwitchTab("decisions")))
    over = app.screen
    assert isinstance(over, Over)
    by_line = {each.line: each.number for each in over.debrief.decisions}
    largest = max(over.texts.graded.values(), key=lambda each: abs(each.effect.mean))
    want(app, ChooseDecision(by_line[largest.grade.line]))
    yield Scene("what-if-asked", want(app, ChooseSheet("what-if"), AskWhatIf(0)))
    while not over.is_answered:
        analysing.wait_for_answer(60)
    yield Scene("what-if", app)
    yield Scene("knew", want(app, ChooseSheet("knew")))
    yield Scene("play-on", want(app, PlayFromHere()))
    press(app, "escape")
    want(app, ChooseSheet("followed"))
    analysing.close()


def _below(stage: Stage) -> Iterator[Scene]:
    """A game in which everybody signs whatever is offered, until somebody gave too much."""
    for seed in SEEDS[:4]:
        app = stage.playing(stage.everybody(), seed)
        hot_seat = sitting_of(app)
        hot_seat.game.keep_with(lambda _line: None)
        usual = deciding(hot_seat, 1)

        def gives_in(asking: DecisionRequest, usual: Decide = usual) -> Move:
            return Accept() if Accept() in asking.legal.moves else usual(asking)

        if played(hot_seat, _over, gives_in) and below_reserve(hot_seat.game):
            yield Scene("outcome-below", want(there(app), SwitchTab("outcome")))
            return
        app.program.leave()


# Where a game stands


@cache
def person_at(kind: str, turn: int = 1) -> Found:
    """Whether a person is asked in some kind of phase, from a turn on."""

    def found(hot_seat: HotSeat) -> bool:
        state = hot_seat.state
        if not state.to_move or state.to_move[0] not in hot_seat.people or state.turn < turn:
            return False
        return hot_seat.decision_kind() == kind

    return found


def _waits(hot_seat: HotSeat) -> bool:
    state = hot_seat.state
    return bool(state.turn > 1 and state.to_move and state.to_move[0] not in hot_seat.people)


def _makes_statement(hot_seat: HotSeat) -> bool:
    """Whether a person is asked for a statement that words of its own may go with."""
    if not person_at("actions")(hot_seat):
        return False
    asked = own_words(hot_seat, hot_seat.state.to_move[0])
    return asked is not None and asked.kind == "statement"


def _over(hot_seat: HotSeat) -> bool:
    return not hot_seat.state.to_move


def _signed(hot_seat: HotSeat) -> bool:
    """Whether it is over with something signed that holds: then there is most to be seen."""
    return _over(hot_seat) and any(table.status == AGREED for table in hot_seat.state.tables)


def _has_pact(hot_seat: HotSeat) -> bool:
    return any(entry.code == "agreed" for entry in hot_seat.game.latest)


def _has_reply(hot_seat: HotSeat) -> bool:
    """Whether an offer of another has just been the last word at a person's table."""
    people = hot_seat.people
    heard = [reply for side in people for reply in replies(hot_seat.game, side)[-1:]]
    new = hot_seat.game.latest
    return any(each.last.entry in new and each.last.entry.code == "offered" for each in heard)


def _has_stage(hot_seat: HotSeat) -> bool:
    """Whether another stage has just begun for a person, and nothing was told before it."""
    told = [e.code for e in hot_seat.game.latest if e.code in ("injected", "stage")]
    return person_at("actions", 2)(hot_seat) and told[:1] == ["stage"]


def _has_story(hot_seat: HotSeat) -> bool:
    if not person_at("actions")(hot_seat):
        return False
    side = hot_seat.state.to_move[0]
    return any(e.code == "injected" and e.shown_to(side) for e in hot_seat.game.latest)


def _offer_stands(hot_seat: HotSeat) -> bool:
    if not person_at("table")(hot_seat):
        return False
    side = hot_seat.state.to_move[0]
    return any(
        table.visit_left is not None
        and table.proposer not in (None, side)
        and table.rounds_left < 9
        for table in hot_seat.view(side).tables.values()
    )


def _drafted(app: App) -> App:
    """With a draft between both sides' last offers: every second point is the side's own."""
    hot_seat = sitting_of(app)
    negotiator = Negotiator(hot_seat, hot_seat.state.to_move[0])
    own = list((negotiator.last_offer(own=True) or {}).items())[1::2]
    return want(app, TakeOver(), *(ChooseOption(issue, option) for issue, option in own))


def _may_accept(hot_seat: HotSeat) -> bool:
    if not _offer_stands(hot_seat):
        return False
    return Accept() in hot_seat.asking(hot_seat.state.to_move[0]).legal.moves


def _breaks(hot_seat: HotSeat) -> bool:
    """Whether one can pick what would break a promise; then it is picked."""
    if not person_at("actions")(hot_seat):
        return False
    thought = hot_seat.selection(hot_seat.state.to_move[0])
    for move in thought.asking().legal.moves:
        if isinstance(move, Act) and thought.add(move.action) is None:
            if thought.breaks():
                return True
            thought.undo()
    return False


def _timed(app: App, left: int) -> App:
    """The same with a limit of five minutes for a decision, of which so many seconds are left."""
    now = [0.0]
    sitting_of(app).decision_timer = DecisionTimer(lambda: now[0])
    app.program.change(minutes=5)
    app.go_on()
    draw(app)
    now[0] = 300.0 - left
    return app


def _guided(app: App) -> App:
    """The same with a hint of the guide."""
    app.program.change(guided=True)
    return app
