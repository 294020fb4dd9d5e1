"""Documents are printed alike with any fonts and with none, and the longest report stays short."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from browsing import CHROMIUM, IN_A_BROWSER, SWITCHES, browser
from kept_games import decisions, kept_game, translations
from playwright.sync_api import Browser

from game.desk.graph.model import graph_of
from game.desk.graph.picture import picture_of
from game.document.panel_page import PanelPage
from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.kit.kit import kit
from game.presenter.report.report import report
from game.presenter.worded_game import WordedGame
from game.words.language import language
from game.words.wording import Wording

__all__ = ["browser"]

pytestmark = IN_A_BROWSER
MOST = 11
QUICK = Effort(usual=20, sure=20, most=20, start_games=100, runs=2, expert_runs=0)
NO_FONTS = "<fontconfig><dir>{0}</dir><cachedir>{0}</cachedir></fontconfig>"
"""What fontconfig is told, which browsers on Linux ask: that this empty folder has all fonts."""


@pytest.fixture(scope="module")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine without any font, where browsers ask fontconfig for fonts."""
    folder = tmp_path_factory.mktemp("fonts")
    settings = tmp_path_factory.mktemp("settings") / "fonts.conf"
    settings.write_text(NO_FONTS.format(folder), encoding="utf-8")
    bare = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=[*SWITCHES],
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
    )
    yield bare
    bare.close()


def printed(browser: Browser, document: str) -> bytes:
    """A document as PDF, without the time at which it was made."""
    page = browser.new_page()
    page.set_content(document)
    page.evaluate("document.fonts.ready")
    paper = page.pdf(prefer_css_page_size=True)
    page.close()
    return re.sub(rb"\(D:[^)]*\)", b"", paper)


def sheets(paper: bytes) -> int:
    """How many sheets of paper a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_longest_shipped_game_is_printed_on_eleven_sheets_with_and_without_fonts(
    browser: Browser, bare: Browser, code: str
) -> None:
    scenario = "nexperia-standoff"
    game = kept_game(scenario, len(decisions(scenario)), code)
    assert not game.state.to_move
    words = Wording(game.rules.scenario, language(code))
    debrief = Debrief(game, words, dict.fromkeys(game.rules.sides, "me"))
    analysis = analyse(game, QUICK)
    text = report(debrief, analysis)
    whole = printed(browser, text)
    count = sheets(whole)
    assert len(game.rules.sides) + 4 <= count <= MOST
    assert printed(bare, text) == whole
    side = report(debrief, analysis, side=game.rules.sides[0])
    own = sheets(printed(browser, side))
    assert own == count - len(game.rules.sides) + 1, "a page of a side is one sheet"


def papers(code: str = "en") -> str:
    scenario = "kuala-lumpur"
    game = kept_game(scenario, 0, code)
    return kit(
        WordedGame(game, dict.fromkeys(game.rules.sides, ME), translations(scenario), code), 7
    )


def picture() -> str:
    rules = kept_game("kuala-lumpur", 0).rules
    return picture_of(graph_of(rules, Wording(rules.scenario, language("en"))))


def study() -> str:
    page = PanelPage("Study", "en", {})
    page.banner("Study", "Many games", "50 games")
    with page.row(), page.panel("Figures", "shares"):
        page.command("communique simulate kuala-lumpur -n 50")
    return page.text()


@pytest.mark.parametrize("document", [papers, picture, study])
def test_a_document_is_printed_alike_with_the_fonts_of_a_machine_and_with_none(
    browser: Browser, bare: Browser, document: Callable[[], str]
) -> None:
    text = document()
    paper = printed(browser, text)
    assert b"/BaseFont" in paper
    assert printed(bare, text) == paper


ONLY_THOSE = """for (const sheet of document.querySelectorAll(".sheet"))
  if (!sheet.querySelector(".tally, .notes, .signing")) sheet.remove();"""


@pytest.mark.parametrize("code", ["en", "fr"])
def test_each_sheet_to_write_on_fills_one_page(browser: Browser, code: str) -> None:
    page = browser.new_page()
    page.set_content(papers(code))
    page.evaluate("document.fonts.ready")
    page.evaluate(ONLY_THOSE)
    sheets = page.locator(".sheet").count()
    paper = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == sheets


def test_the_cards_to_cut_out_have_their_right_edge(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(papers())
    over = page.evaluate(
        """[...document.querySelectorAll(".cuts")].map((cuts) => Math.max(
        ...[...cuts.querySelectorAll(".cut")].map((cut) => cut.getBoundingClientRect().right))
        - cuts.getBoundingClientRect().right)"""
    )
    page.close()
    assert over
    assert max(over) <= 0
