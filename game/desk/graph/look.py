"""The styles of a scenario's picture: its texts, its distances and its style sheet.

Nothing depends on colour alone: each kind of phase and event has its own mark, and grey shows it.
"""

from __future__ import annotations

from game.document.text_blocks import TextStyle

MARGIN = 44.0
LEAST_WIDTH = 1240.0
TITLE = TextStyle(27, "title", bold=True)
HEADING = TextStyle(18, "heading", bold=True)
STAGE = TextStyle(16, "stage-name", bold=True)
NAME = TextStyle(13.5, "name", bold=True)
PLAIN = TextStyle(12.5, "plain")
SMALL = TextStyle(11.5, "small")
DATE = TextStyle(10.5, "date")
LABEL = TextStyle(11.5, "label", bold=True)
PILL = TextStyle(10, "pill-text", bold=True)
NUMBER = TextStyle(15, "turn", bold=True)

STYLE = """
svg { background: #fdfaf2; }
text { fill: #4a5561; font-family: "Room Sans", sans-serif; }
.title, .heading, .stage-name, .turn { fill: #18242f; font-weight: 700;
  font-family: "Room Serif", serif; }
.title { font-size: 27px; }
.heading { font-size: 18px; }
.stage-name { font-size: 16px; }
.turn { font-size: 15px; }
.name { font-size: 13.5px; font-weight: 600; fill: #18242f; }
.plain { font-size: 12.5px; }
.small { font-size: 11.5px; }
.date { font-size: 10.5px; }
.label { font-size: 11.5px; font-weight: 600; fill: #18242f; }
.pill-text { font-size: 10px; font-weight: 600; fill: #18242f; }
.page { fill: #fdfaf2; }
.card { fill: #fff; stroke: #cdbf9f; stroke-width: 1.2; }
.head { fill: #f3ead3; }
.foot { fill: #faf5e8; }
.band { fill: #f3ead3; }
.stripe { fill: #18242f; fill-opacity: .035; }
.rule { stroke: #cdbf9f; stroke-width: 1.2; fill: none; }
.hair { stroke: #e3dac4; stroke-width: 1; fill: none; }
.flow { stroke: #9aa3ab; stroke-width: 1.4; fill: none; }
.arrow { stroke: #18242f; stroke-width: 1.7; fill: none; }
.halo { stroke: #fdfaf2; stroke-width: 6; fill: none; }
.tip { fill: #18242f; }
.again { stroke: #6b7580; stroke-width: 1.5; stroke-dasharray: 4 3; fill: none; }
.again-tip { fill: #6b7580; }
.pill { fill: #fff; stroke: #6b7580; stroke-width: 1; }
.badge { fill: #fff; stroke: #6b7580; stroke-width: 1.2; }
.actions { fill: #3d6cc8; }
.table { fill: #3e8e75; }
.injects { fill: #c24a35; }
.sign { stroke: #fff; stroke-width: 1.6; fill: none; stroke-linecap: round;
  stroke-linejoin: round; }
.sign-full { fill: #fff; }
.m-stage { fill: #cdbf9f; stroke: #8a7b56; stroke-width: 1; }
.m-turn { fill: #18242f; stroke: #18242f; stroke-width: 1.8; }
.m-maybe { fill: #fff; stroke: #18242f; stroke-width: 2.2; }
.m-condition { fill: #c9d7f2; stroke: #3d6cc8; stroke-width: 1.5; }
.m-chance { fill: #f0e6f6; stroke: #7d4a9c; stroke-width: 1.5; stroke-dasharray: 5 3; }
.m-draw { fill: #3e8e75; stroke: #2c6a57; stroke-width: 1; }
.m-draw-line { stroke: #3e8e75; stroke-width: 1.4; fill: none; }
.m-follow { fill: #fff; stroke: #c24a35; stroke-width: 1.6; stroke-linejoin: round; }
.m-follow-line { stroke: #c24a35; stroke-width: 1.2; stroke-dasharray: 2 3; fill: none; }
.m-later { fill: #6b7580; }
.m-hand { stroke: #6b7580; stroke-width: 1.3; stroke-dasharray: 1.5 5; stroke-linecap: round;
  fill: none; }
@media print { svg { background: none; } .page { fill: #fff; }
  .halo { stroke: #fff; } }
"""
"""For a screen and for paper; the sizes are those of the styles above."""
