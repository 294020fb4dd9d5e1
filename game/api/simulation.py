"""Plays many games and gives their results as columns of numbers; reads and writes them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from game.api.games import read_bots
from game.api.scenarios import load
from game.bots.custom import CustomGames
from game.bots.own import Bot
from game.kernel.rows import Rows, joined
from game.lab.batches.frontiers import Frontiers
from game.lab.batches.jobs import run
from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, compile_plan
from game.lab.files.about import About, about_plan
from game.lab.files.any_kind import KINDS, KeptGames, UnreadableFile, write_games
from game.lab.files.any_kind import read_games as read_kept
from game.lab.files.columns import COLUMNS, layout_of, narrow_columns
from game.lab.files.flat import FlatColumn, flat_columns
from game.lab.files.games_file import NoLibrary
from game.lab.numbers.checking import check_numbers
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda cells, values: np.isin(cells, [*values]),
    "not in": lambda cells, values: ~np.isin(cells, [*values]),
}
_AXES = {column.name: column.axis for column in COLUMNS}


class Games:
    """The results of many games as columns of numbers, with a row for each game.

    `games["scores"]` has a number for each game and side, `games["scores.eu"]` one for each game.
    docs/simulating.md lists the columns; files of games have the same.
    """

    def __init__(self, kept: KeptGames) -> None:
        self._kept = kept
        self._flats = {flat.name: flat for flat in flat_columns(kept.layout.ids)}
        self._games: int | None = None
        """How many there are, where they are some of those of a file."""

    def __len__(self) -> int:
        return self._kept.about.games if self._games is None else self._games

    def __repr__(self) -> str:
        about = self._kept.about
        seats = ", ".join(f"{side}={bot}" for side, bot in about.seats.items())
        return f"<{len(self):,} games of {about.scenario}, {seats}>"

    @property
    def about(self) -> About:
        """How the games were played: scenario and its digest, seats, seeds, versions."""
        return self._kept.about

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns: `outcome`, `scores`, …"""
        return tuple(self._kept.columns)

    @property
    def flat_columns(self) -> tuple[str, ...]:
        """The names of the columns with one number for each game: `outcome`, `scores.eu`, …"""
        return tuple(self._flats)

    def __getitem__(self, name: str) -> NDArray[np.int64]:
        """A column by its name, as whole numbers. Raises KeyError."""
        if name in self._kept.columns:
            column = self._kept.columns[name]
        elif name in self._flats:
            column = self._flats[name].of(self._kept.columns)
        else:
            raise KeyError(f"{name}; there are {', '.join(self.columns)}")
        return np.asarray(column, np.int64)

    def axis(self, name: str) -> tuple[str, ...]:
        """The ids along the second axis of a column, such as sides or tracks; () if it has none.

        Raises KeyError for an unknown column.
        """
        axis = _AXES[name]
        return tuple(self._kept.layout.ids[f"{axis}_ids"]) if axis else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """The names that the numbers of a flat column stand for; () where they are plain numbers.

        `games.texts("outcome")[games["outcome"][0]]` is how the first game ended. Raises KeyError.
        """
        return self._flats[name].texts

    def counts(self, name: str) -> dict[str, int]:
        """For each name of such a column, the number of games with it. Raises KeyError."""
        texts, numbers = self.texts(name), self[name]
        return {text: int((numbers == i).sum()) for i, text in enumerate(texts)}

    def means(self, name: str) -> dict[str, float]:
        """The mean over the games for each id of the column's axis. Raises KeyError."""
        means = np.atleast_1d(self[name].mean(axis=0)).tolist()
        return dict(zip(self.axis(name) or (name,), means, strict=True))

    def fitting(self, filters: Iterable[tuple[str, str, Any]]) -> NDArray[np.bool_]:
        """Which of the games fulfil all of these, as `read_games` describes. Raises ValueError."""
        fits = np.ones(len(self), np.bool_)
        for name, comparison, value in filters:
            fits &= self._compared(name, comparison, value)
        return fits

    def chosen(self, wanted: Collection[str] | None, games: int) -> Games:
        """The same games with only some columns: those of these names, or all.

        games: how many games are left of those of the file. Raises ValueError.
        """
        flats = self._flats
        if wanted is not None:
            for name in wanted:
                if name not in self._flats and name not in _AXES:
                    raise ValueError(f"there is no column {name}; {', '.join(_AXES)}")
            flats = {
                name: flat
                for name, flat in self._flats.items()
                if name in wanted or flat.column.name in wanted
            }
        read = {flat.column.name for flat in flats.values()}
        read |= {"signed_turn"} if any(flat.table >= 0 for flat in flats.values()) else set()
        left = {name: each for name, each in self._kept.columns.items() if name in read}
        some = Games(evolve(self._kept, columns=left))
        some._flats, some._games = flats, games
        return some

    def _compared(self, name: str, comparison: str, value: Any) -> NDArray[np.bool_]:
        """Of which games a number, or the text that it stands for, compares so with a value."""
        if name not in self._flats:
            raise ValueError(f"there is no column {name} of one number for each game")
        if comparison not in _COMPARISONS:
            raise ValueError(f"write {', '.join(_COMPARISONS)}, not {comparison}")
        numbers, texts = self[name], self.texts(name)
        cells = np.array([*texts, ""])[numbers] if texts else numbers
        return np.asarray(_COMPARISONS[comparison](cells, value), np.bool_)

    # ----------------------------------------------------------------------------- elsewhere

    def save(self, path: str | Path) -> None:
        """Writes the games to a file: .npz, .parquet or .csv.

        Raises ValueError for another file type, ImportError for a missing library, and OSError.
        """
        path = Path(path)
        if self._games is not None:
            raise ValueError("only whole files of games can be saved; to_pandas() gives a table")
        if path.suffix not in KINDS:
            raise ValueError(f"{path}: files of games end in {', '.join(KINDS)}")
        try:
            write_games(path, self._kept)
        except NoLibrary as error:
            raise ImportError(str(error)) from None

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame with the `flat_columns`; columns of ids are categorical.

        Values of tables where nothing was signed are missing. Raises ImportError without pandas.
        """
        with _installed("pandas"):
            import pandas as pd

        def series(flat: FlatColumn) -> Any:
            numbers, unsaid = self[flat.name], flat.unsaid(self._kept.columns)
            if flat.texts:
                codes = numbers if unsaid is None else np.where(unsaid, -1, numbers)
                return pd.Categorical.from_codes(codes, _distinct(flat.texts))
            if unsaid is None:
                return numbers
            return pd.arrays.IntegerArray(numbers, np.asarray(unsaid, np.bool_))

        return pd.DataFrame({flat.name: series(flat) for flat in self._flats.values()}, copy=False)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with the same columns. Raises ImportError without pyarrow."""
        with _installed("pyarrow"):
            import pyarrow as pa

        arrays = {}
        for flat in self._flats.values():
            array = pa.array(self[flat.name], mask=flat.unsaid(self._kept.columns))
            if flat.texts:
                array = pa.DictionaryArray.from_arrays(array, list(flat.texts))
            arrays[flat.name] = array
        return pa.table(arrays)

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame with the same columns. Raises ImportError without polars."""
        with _installed("polars"):
            import polars as pl

        def series(flat: FlatColumn) -> Any:
            numbers, unsaid = self[flat.name], flat.unsaid(self._kept.columns)
            if flat.texts:
                texts = [flat.texts[n] if n >= 0 else None for n in numbers.tolist()]
                return pl.Series(flat.name, texts, dtype=pl.Enum(_distinct(flat.texts)))
            values = pl.Series(flat.name, numbers)
            if unsaid is None:
                return values
            return pl.select(pl.when(pl.Series(~np.asarray(unsaid))).then(values)).to_series()

        return pl.DataFrame([series(flat).rename(flat.name) for flat in self._flats.values()])


@contextmanager
def _installed(library: str) -> Iterator[None]:
    """Raises ImportError with the command that installs a missing library."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(f"there is no {library} here: pip install {library}") from error


def _distinct(texts: Sequence[str]) -> list[str]:
    """The names of a list without the empty ones that pad it."""
    return [text for text in texts if text]


def simulate(
    scenario: Scenario | str | Path,
    seats: Mapping[str, str | Bot] | None = None,
    games: int = 1000,
    seed: int = 1,
    *,
    forbid: Iterable[tuple[str, str]] = (),
    numbers: Mapping[str, int] | None = None,
    jobs: int = 1,
) -> Games:
    """Plays a scenario many times; the same seeds give the same games as `communique simulate`.

    scenario: a loaded one, or an argument of `load`. seats: for each side the name of a bot (a
    persona, `uniform`, `expert`, `expert:30000`, `FILE.py:NAME`), or a function or class of your
    own; sides without one are `uniform`. seed: of the first game; every further game adds one.
    forbid: pairs of a side and an action that it may not take. numbers: values that replace numbers
    of the scenario, by path or by id of a setting. jobs: the number of processes; functions and
    classes run in one process, unless they are named by their file.

    Raises ValueError for an unknown bot or number, and for numbers with which the scenario has
    mistakes; KeyError for an unknown action, and BotError where a bot is broken.
    """
    if games < 1:
        raise ValueError(f"{games} games: at least one is played")
    if not isinstance(scenario, Scenario):
        scenario = load(scenario)
    bots = read_bots(scenario, seats or {})
    names = {side: bot if isinstance(bot, str) else bot.__name__ for side, bot in bots.items()}
    plan = Plan(
        scenario,
        FrozenMap(names),
        games,
        seed,
        tuple(forbid),
        check_numbers(scenario, (numbers or {}).items()),
    )
    rules = compile_plan(plan)
    if all(isinstance(bot, str) for bot in bots.values()):
        parts: list[Rows] = []
        run(plan, Processes(jobs), keep=parts.append)
        rows = joined(parts)
    elif jobs == 1:
        played = CustomGames(rules, bots).play(seed, games)
        if played is None:
            raise ValueError("in one of these games more questions waited than bots can be asked")
        rows = Frontiers(rules).measured(played)
    else:
        raise ValueError('bots of your own play in one process: name their file, "FILE.py:NAME"')
    layout = layout_of(rules)
    columns = narrow_columns(rows, layout.types)
    about = evolve(about_plan(plan, rules), digest=f"{rows.digest:016x}")
    return Games(KeptGames(about, layout, columns))


def _wholes(columns: Iterable[str]) -> set[str]:
    """The columns to which flat ones belong, with that by which these are missing."""
    return {"signed_turn", *(name.partition(".")[0] for name in columns)}


def read_games(
    path: str | Path,
    *,
    columns: Iterable[str] | None = None,
    filters: Iterable[tuple[str, str, Any]] = (),
) -> Games:
    """Reads a file of games that `simulate --out` or `Games.save` has written.

    Only these columns are read, and only these games kept while they are.

    columns: those to keep, such as `scores` or `scores.eu`; left out, all. filters: games are kept
    that fulfil all of these, each a flat column, a comparison (`==`, `!=`, `<`, `<=`, `>`, `>=`,
    `in`, `not in`) and a value: `("outcome", "==", "rupture")`. What is left can't be saved.
    Raises ValueError for any other or a damaged file, an unknown column or comparison, ImportError
    for a missing library, and OSError.
    """
    try:
        rows, asked = None, None if columns is None else [*columns]
        filters = [*filters]
        if filters:
            # What is compared is read first, and of the rest only what fits.
            compared = read_kept(Path(path), _wholes(each[0] for each in filters))
            rows = Games(compared).fitting(filters)
        elif asked is None:
            return Games(read_kept(Path(path)))
        wanted = None if asked is None else _wholes(asked)
        kept = read_kept(Path(path), wanted, rows)
        return Games(kept).chosen(asked, kept.about.games if rows is None else int(rows.sum()))
    except UnreadableFile as error:
        raise ValueError(f"{path}: {error}") from None
    except NoLibrary as error:
        raise ImportError(str(error)) from None
