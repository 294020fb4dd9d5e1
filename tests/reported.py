"""What stands on the page of a report, read from its markup."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Protocol

from game.cli.many_games.study_text import study_text
from game.lab.pages.study_page import study_page
from game.lab.studies.panels import Study


class Result(Protocol):
    def panels(self) -> Study: ...


def page_of(result: Result, command: str = "") -> str:
    """The page about a study."""
    return study_page(result.panels(), command)


def text_of(result: Result) -> str:
    """What a terminal prints about a study, as one line."""
    return " ".join(" ".join(study_text(result.panels())).split())


class Tables(HTMLParser):
    """The tables of a page, each under the heading before it, as rows of texts; and the texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._heading, self._text = "", ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h2", "h3", "td", "th"):
            self._text = ""
        if tag == "tr" and not attrs:
            self.tables.setdefault(self._heading, []).append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3"):
            self._heading = self._text
        if tag in ("td", "th"):
            self.tables[self._heading][-1].append(self._text.replace("\u00a0", " "))

    def handle_data(self, data: str) -> None:
        self._text += data


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "").replace("±", "").rstrip(" %"))


def words_of(page: str, title: str) -> str:
    """The words of the first picture with a title."""
    found = re.search(rf"<title>{title}</title><desc>(.*?)</desc>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1]).replace("\u00a0", " ")
