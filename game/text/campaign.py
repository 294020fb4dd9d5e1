"""A campaign in the terminal: what is shown between its chapters, each of them a game."""

from __future__ import annotations

from collections.abc import Callable

from game.model.players import ME
from game.presenter.said.campaign_opening import chapter_opening
from game.presenter.said.campaign_standing import (
    CampaignStanding,
    campaign_standing,
    only_seat,
)
from game.rules.compile import compile_rules
from game.session.campaign_save import CampaignGame, OpenChapter
from game.text.console import Console, PersonLeft
from game.text.lines import Line, style_line, unwrapped_line
from game.text.play import play_auto, play_text
from game.words.language import language
from game.words.sentences import number
from game.words.wording import Wording

Ready = Callable[[OpenChapter], None]
"""Is called before a chapter is played."""


def play_campaign(
    game: CampaignGame, console: Console, code: str, ready: Ready, *, reveals: bool = False
) -> None:
    """Plays a campaign to its end, or until those at the terminal leave.

    code: the language to begin in. reveals: as in `play_auto`. Raises CampaignError, RecordError or
    OSError where it can't be read or saved.
    """
    is_first = True
    _show_standing(game, console, code)
    words = language(game.language(code).language)
    if game.folder is not None and game.chapter is not None:
        console.show("", words.say("campaign.saved", folder=game.folder))
    elif game.folder is None and ME in game.players.values():
        console.show("", words.say("campaign.unsaved"))
    while game.chapter is not None:
        if not is_first and not _goes_on(game, console, code):
            console.show(*_farewell(game, code))
            return
        is_first = False
        chapter = game.open_chapter()
        ready(chapter)
        try:
            spoken = _play_chapter(game, chapter, console, code, reveals=reveals)
        except KeyboardInterrupt:
            console.show(*_farewell(game, code))
            raise
        finally:
            chapter.saving.close()
        code = spoken or code
        console.more = None  # it waits at the prompt of the chapter
        if not chapter.game.state.to_move:
            game.finish_chapter(chapter.game)
            _show_standing(game, console, code)
        if spoken is None:
            console.show(*_farewell(game, code))
            return


def _play_chapter(
    game: CampaignGame, chapter: OpenChapter, console: Console, code: str, *, reveals: bool
) -> str | None:
    """Plays a chapter; returns the language spoken at its end, or None if people have left."""
    spoken = chapter.translations.spoken((code,)).language
    opening = chapter_opening(game, spoken)
    console.heading(opening.place)
    words = language(chapter.translations.scenario(spoken).language)
    if not chapter.game.lines:
        console.show(*opening.before)
        if opening.seats:
            console.show("", *opening.seats)
        for title, lines in (
            ("campaign.brought", [each.sentence for each in opening.tracks]),
            ("campaign.remembered", [each.text for each in opening.remembered]),
        ):
            if lines:
                head = style_line((f"-- {words.say(title)} --", "heading"))
                console.show("", head, *(f"  - {each}" for each in lines))
    if ME in chapter.game.players(chapter.seats).values():
        return play_text(
            chapter.game,
            chapter.seats,
            console,
            chapter.saving,
            chapter.translations,
            spoken,
            is_chapter=True,
        )
    scenario = chapter.translations.scenario(spoken)
    if scenario is not chapter.game.rules.scenario:
        chapter.game.use_rules(compile_rules(scenario))
    play_auto(
        chapter.game,
        chapter.seats,
        console,
        Wording(scenario, words),
        reveals=reveals,
        is_chapter=True,
    )
    return code


def _goes_on(game: CampaignGame, console: Console, code: str) -> bool:
    """Asks whether to go on with the next chapter; yes without asking where nobody could answer."""
    if not console.live or ME not in game.players.values():
        return True
    words = language(game.language(code).language)
    next_one = campaign_standing(game, code).chapters[len(game.played)]
    prompt = words.say("campaign.go-on", number=next_one.number, title=next_one.title)
    try:
        while line := console.ask(prompt):
            if words.match_word(line, ("quit",)):
                return False
    except PersonLeft:
        return False
    return True


def _show_standing(game: CampaignGame, console: Console, code: str) -> None:
    """Shows how a campaign stands, and after its end what it came to."""
    standing, words = (
        campaign_standing(game, code, only_seat(game)),
        language(game.language(code).language),
    )
    console.heading(standing.title, "=")
    console.show(*_standing(standing), *_result(standing))
    if game.chapter is None:
        console.show("", words.say("ending.seed", seed=game.seed))


def _standing(standing: CampaignStanding) -> list[Line]:
    width = max(len(each.title) for each in standing.chapters)
    lines: list[Line] = [standing.summary, ""]
    for each in standing.chapters:
        style = "key" if each.state == "now" else "name"
        title = f"{each.title:<{width}}" if each.text else each.title
        lines.append(style_line(f"  {each.number}. ", (title, style), f"  {each.text}"))
    return lines


def _result(standing: CampaignStanding) -> list[Line]:
    """The result of a campaign as far as it is known, seat by seat; empty where it has none."""
    if not standing.results:
        return []
    lines: list[Line] = ["", style_line((f"== {standing.results_title} ==", "title"))]
    for result in standing.results:
        rows = [(line.label, line.figure) for line in result.lines]
        if len(rows) > 1:
            rows.append((standing.total, number(result.total)))
        width = max(len(label) for label, _ in rows)
        lines += ["", style_line((result.seat, "name"))]
        lines += [f"  {label:<{width}}  {points:>5}" for label, points in rows]
    return lines


def _farewell(game: CampaignGame, code: str) -> list[Line]:
    """The lines for people who leave before the end: where the campaign is saved."""
    words = language(game.language(code).language)
    if game.chapter is None:
        return []
    if game.folder is None:
        return [words.say("campaign.left")]
    file = f'"{game.folder}"' if " " in str(game.folder) else game.folder
    return [
        words.say("campaign.left.saved"),
        unwrapped_line(f"  {words.say('command.record', file=file)}"),
    ]
