"""A report read as its reader sees it: headings, paragraphs, lists and tables, without the HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "strong"),
    *("ul", "ol", "li", "b", "div", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "svg", "desc", "g", "text", "line", "circle", "rect", "polygon"),
    *("polyline", "path"),
}
"""Those that a document is made of."""
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "class", "role", "aria-hidden", "viewbox"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "d", "points", "width", "height"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "text-anchor"),
    *("font-size", "font-family", "font-weight", "colspan", "stroke-linecap", "stroke-linejoin"),
    "rx",
}


@define
class Block:
    """A heading, a paragraph, an item of a list, a table, or a picture with its description."""

    tag: str
    text: str = ""
    rows: list[list[str]] = field(factory=list)
    """Of a table, its cells row by row, the heads first."""


class Reader(HTMLParser):
    """The blocks of a page, and every tag and attribute in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.drawn: list[str] = []
        """The texts in pictures, but for their descriptions."""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")
        if tag != "meta":
            self._open.append(tag)
        if "svg" in self._open[:-1]:
            if tag == "desc":
                self.blocks.append(Block("svg"))
            return
        if tag in ("title", "h1", "h2", "h3", "p", "li", "table", "figcaption"):
            self.blocks.append(Block(tag))
        elif tag == "tr":
            self.blocks[-1].rows.append([])
        elif tag in ("th", "td"):
            self.blocks[-1].rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open or not self.blocks:
            return
        if "svg" in self._open and self._open[-1] != "desc":
            self.drawn.append(data)
            return
        if "th" in self._open or "td" in self._open:
            self.blocks[-1].rows[-1][-1] += data
        elif data.strip():
            self.blocks[-1].text += data

    # What is looked for

    def below(self, heading: str) -> list[Block]:
        """What stands below a heading, up to the next one of its level or above."""
        start = next(
            i for i, b in enumerate(self.blocks) if b.tag.startswith("h") and b.text == heading
        )
        level = self.blocks[start].tag
        rest = self.blocks[start + 1 :]
        ends = (i for i, b in enumerate(rest) if b.tag.startswith("h") and b.tag <= level)
        return rest[: next(ends, len(rest))]

    def table(self, heading: str) -> list[list[str]]:
        """The first table below a heading."""
        return next(block.rows for block in self.below(heading) if block.tag == "table")

    def lines(self) -> list[str]:
        """All of it, line by line, for people to read."""
        lines = []
        for block in self.blocks:
            if block.tag == "table":
                lines += ["  " + " | ".join(row) for row in block.rows]
            elif block.tag.startswith("h"):
                lines += ["", "#" * int(block.tag[1]) + " " + block.text]
            else:
                lines.append(("- " if block.tag == "li" else "") + block.text)
        return lines
