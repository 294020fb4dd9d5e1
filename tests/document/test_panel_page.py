"""Pages of panels: every text is escaped, findings lead to their charts, tables are tables."""

from __future__ import annotations

import re
from html import unescape

from game.document.marks import MarkStyle
from game.document.panel_page import (
    BarRow,
    FindingRow,
    MatrixCell,
    MatrixHead,
    PanelPage,
    Reason,
)

HOSTILE = """</td><script>alert("x")</script> & '"""
STYLE = MarkStyle("#2a54a6")


def page(text: str = "Text") -> str:
    filled = PanelPage(text, "en", {"good": "Good:", "warning": "Warning:", "note": "Note:"})
    filled.banner(text, text, text)
    filled.verdict(text, text, [Reason("good", text, text), Reason("warning", text, text)])
    with filled.row("even"), filled.panel(text, text, "styles"):
        filled.side(text, STYLE, text, text)
        filled.bar_tables((text,), [(text, STYLE, [BarRow(text, 0.5, (text,))])])
        cell = MatrixCell(((text, "#a03320", True), (text, "#2a54a6", False)), "left", text)
        filled.matrix(text, [MatrixHead(text, text)], [(MatrixHead(text, text, True), [cell])])
        filled.command(text)
    with filled.row(), filled.findings(text, text, "found"):
        filled.finding(FindingRow("note", text, text, text, "styles"))
        filled.finding(FindingRow("good", text, text, ""))
    return filled.text()


def test_every_text_is_escaped() -> None:
    source = page(HOSTILE)
    assert "<script>" not in source
    assert source.count("alert") == page("alert").count("alert")
    assert HOSTILE in unescape(source)


def test_findings_lead_to_panels_that_are_there() -> None:
    source = page()
    links = set(re.findall(r'href="#(\w+)"', source))
    assert links == {"styles"}
    assert links <= set(re.findall(r'id="(\w+)"', source))


def test_a_matrix_is_a_table_whose_heads_say_what_they_head() -> None:
    source = page("Name")
    assert '<table class="matrix" aria-label="Name">' in source
    assert '<th scope="col">Name<small class="best">Name</small></th>' in source
    assert '<th scope="row"><s>Name</s><small class="dominated">Name</small></th>' in source
    assert '<td class="left" title="Name">' in source
    assert '<span style="color: #a03320"><b>Name</b></span> / <span' in source


def test_signs_are_told_in_words() -> None:
    titles = re.findall(
        r"<svg viewBox=\"0 0 24 24\" class=\"sign\" role=\"img\"><title>(\w+:)", page()
    )
    assert titles == ["Good:", "Warning:", "Note:", "Good:"]


def test_a_row_without_panels_is_left_out() -> None:
    empty = PanelPage("T", "en", {"good": "", "warning": "", "note": ""})
    empty.banner("T", "", "")
    with empty.row("even"):
        pass
    assert "panels even" not in empty.text().split("</style>")[1]


def test_cells_of_wide_tables_say_their_column_for_a_telephone() -> None:
    filled = PanelPage("Text", "en", {})
    filled.banner("Text", "", "")
    filled.table(("side", "bot", "mean", "ahead"), [("North", "me", "71.5", "40 %")], words=2)
    filled.table(("side", "par"), [("North", "70")])
    wide, small = re.findall(r"<table.*?</table>", filled.text(), re.DOTALL)
    assert re.findall(r'<td class="n" data-title="(\w+)">([^<]+)<', wide) == [
        ("mean", "71.5"), ("ahead", "40 %"),
    ]  # fmt: skip
    assert '<td>North</td><td data-title="bot">me</td>' in wide
    assert 'class="many"' in wide
    assert "data-title" not in small
    assert "many" not in small
