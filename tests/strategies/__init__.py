"""What the property tests draw, by subject.

`written` holds plain data and the same data as YAML documents, `expressions` trees of every kind.
Whole scenarios and play in them are asked for by module: `strategies.scenarios.scenarios()`,
`strategies.play.games()`.
"""

from strategies.expressions import Case, cases, nodes, numbers, parts, respelled, trees
from strategies.written import Path, Token, Written, any_texts, documents, looks_typed

__all__ = [
    "Case",
    "Path",
    "Token",
    "Written",
    "any_texts",
    "cases",
    "documents",
    "looks_typed",
    "nodes",
    "numbers",
    "parts",
    "respelled",
    "trees",
]
