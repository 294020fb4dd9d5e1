"""Make the land of the map, assets/map/land.json, from Natural Earth's outlines.

    python3 tools/dev.py tool make_map [--out FILE]

It asks npm for world-atlas, which has the outlines as TopoJSON, and needs the network for that.
It joins their arcs to rings, lets no ring jump at 180°, drops Antarctica and tiny islands, takes
away the points that nobody would miss, and writes what is left in hundredths of a degree: each
ring is a list of longitude and latitude in turn, big rings first. There are no borders in it.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from game.presenter.map.atlas import horizon, project

OUT = Path(__file__).parent.parent / "assets" / "map" / "land.json"
PACKAGE = "world-atlas@2.0.2"
ALIKE = 0.0005  # of the sphere's radius, 3 km: a third of a pixel where the map fills the window
NEAR = horizon(75)  # what the window usually shows; beyond it a third of the care is enough
TINY = 4e-6  # of the sphere's radius squared: 160 km²
SOUTH = -60.0  # Antarctica lies beyond

Point = tuple[float, float]
Ring = list[Point]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT, help="where to write the land")
    out: Path = parser.parse_args(argv).out
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        topology = json.loads((package / "land-50m.json").read_text(encoding="utf-8"))
        licence = (package / "LICENSE").read_text(encoding="utf-8")
    land, lakes = rings(topology)
    out.parent.mkdir(parents=True, exist_ok=True)
    text = written({"land": chosen(land), "lakes": chosen(lakes)})
    out.write_text(text, encoding="utf-8")
    (out.parent / "LICENSE-world-atlas.txt").write_text(licence, encoding="utf-8")
    print(f"{out}: {len(text) // 1000} kB")
    return 0


def fetch(folder: Path) -> Path:
    """The unpacked package, in a folder of its own."""
    npm = ["npm", "pack", "--silent", PACKAGE]
    done = subprocess.run(npm, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def rings(topology: dict[str, Any]) -> tuple[list[Ring], list[Ring]]:
    """The outer rings of all polygons, and the holes in them.

    Source: the TopoJSON format, https://github.com/topojson/topojson-specification.
    """
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        [joined(ring, arcs) for ring in polygon]
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
    ]
    return [first for first, *_ in polygons], [hole for _, *holes in polygons for hole in holes]


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc in degrees: the file has whole steps from point to point."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, up in arc:
        x, y = x + right, y + up
        points.append((x * wide + left, y * high + low))
    return points


def joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """The ring that arcs make one after another; `~n` is arc n backwards."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return unwrapped(points[:-1])


def unwrapped(ring: Ring) -> Ring:
    """The ring without jumps: east of 180° it counts on to 181° instead of going to −179°."""
    turns = 0
    points = ring[:1]
    for (before, _), (lon, lat) in pairwise(ring):
        turns += (lon - before < -180) - (lon - before > 180)
        points.append((lon + 360 * turns, lat))
    return points


def chosen(land: list[Ring]) -> list[list[int]]:
    """The rings that are worth drawing, simplified, as whole numbers; big ones first."""
    kept = [ring for ring in land if max(lat for _, lat in ring) > SOUTH and area(ring) > TINY]
    kept.sort(key=area, reverse=True)
    lean = (simplified(ring) for ring in kept)
    return [[round(100 * value) for point in ring for value in point] for ring in lean if ring[2:]]


def area(ring: Ring) -> float:
    """In the plane, which keeps areas: the shoelace formula."""
    plane = [project(*point) for point in ring]
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise([*plane, plane[0]]))) / 2


def simplified(ring: Ring) -> Ring:
    """The ring without points that lie almost on the line between two that stay.

    Source: D. Douglas and T. Peucker, The Canadian Cartographer 10 (1973).
    """
    plane = [project(*point) for point in [*ring, ring[0]]]
    far = max(range(len(ring)), key=lambda at: math.dist(plane[at], plane[0]))
    stay = {0, far}
    spans = [(0, far), (far, len(ring))]
    while spans:
        first, last = spans.pop()
        worst, at = max(
            ((missed(plane[at], plane[first], plane[last]), at) for at in range(first + 1, last)),
            default=(0.0, first),
        )
        if worst > ALIKE:
            stay.add(at)
            spans += [(first, at), (at, last)]
    return [ring[at] for at in sorted(stay)]


def missed(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the stretch between two others; less where few will look."""
    (x, y), (dx, dy) = point, (end[0] - start[0], end[1] - start[1])
    along = ((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy or 1.0)
    along = min(1.0, max(0.0, along))
    off = math.dist(point, (start[0] + along * dx, start[1] + along * dy))
    return off if math.hypot(x, y) < NEAR else off / 3


def written(kinds: dict[str, list[list[int]]]) -> str:
    """JSON with one ring a line."""
    blocks = (
        f'"{kind}": [\n'
        + ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in land)
        + "\n]"
        for kind, land in kinds.items()
    )
    return "{" + ",\n".join(blocks) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
