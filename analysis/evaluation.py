"""Tables against hand-coded tables: precision, recall and F1 for each table and column.

Rows are matched one to one, the best fit first, and by what the row means rather than by its id:
actors by name, places by name and position, conditions, events and quotes by overlapping spans.
A column is scored on the matched rows. The measures are those of the project's scorer.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.dossier import Dossier
from analysis.errors import SourceError

MEASURES: Final = (
    "actors",
    "actors.party",
    "actors.kind",
    "actors.process_role",
    "regions",
    "regions.located",
    "regions.kind",
    "regions.role",
    "places.literal",
    "places.metonymy",
    "conditions.party",
    "conditions.issue",
    "conditions.strict",
    "conditions.target",
    "conditions.status",
    "events",
    "events.date",
    "quotes",
    "quotes.speaker",
)
_GENERIC: Final = re.compile(
    r"\b(the|region|oblast|province|governorate|state|district|department|river|city|of|nuclear"
    r"|power|plant|republic)\b"
)
_NEAR_KM: Final = 161.0  # 100 miles, the usual tolerance in work on geoparsing
_NEAR_AREA_KM: Final = 3000.0
_WIDE_KINDS: Final = frozenset({"country", "macro_region", "water"})
_MIN_OVERLAP: Final = 8
_EARTH_KM: Final = 12742.0

Record = Mapping[str, Any]
Tables = Mapping[str, Sequence[Record]]
Counts = tuple[int, int, int]


def read_gold(path: str | Path) -> dict[str, Any]:
    """Read a hand-coded source.

    Parameters
    ----------
    path
        A JSON file with ``source`` and a list of rows for each table, as in ``data/gold``.

    Returns
    -------
    dict
        Its content.

    Raises
    ------
    SourceError
        Where there is no such file, or it is no JSON of that form.
    """
    path = Path(path)
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file; give a coded source.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: this is no JSON ({error}).") from error
    needed = {"source", "actors", "conditions", "regions", "events", "quotes", "place_mentions"}
    missing = sorted(needed - set(gold)) if isinstance(gold, dict) else sorted(needed)
    if missing:
        raise SourceError(f"{path}: the keys {', '.join(missing)} are missing; see docs/corpus.md.")
    return gold


def evaluate(predicted: Dossier | Tables, gold: Mapping[str, Any]) -> pd.DataFrame:
    """Score the tables of one source against its hand-coded tables.

    Parameters
    ----------
    predicted
        A dossier of that source, or rows by table name.
    gold
        The coded source, see :func:`read_gold`.

    Returns
    -------
    DataFrame
        Indexed by ``measure``: ``hits``, ``gold``, ``predicted`` (counts), ``precision``,
        ``recall``, ``f1``. For a column such as ``actors.party`` hits are counted among the
        matched rows, so the three figures are one accuracy.

    Examples
    --------
    >>> gold = {"actors": [{"actor_id": "x", "name": "X", "kind": "government", "party": "x",
    ...     "process_role": "mediator"}], "conditions": [], "regions": [], "events": [],
    ...     "quotes": [], "place_mentions": []}
    >>> float(evaluate({"actors": gold["actors"]}, gold).loc["actors", "f1"])
    1.0
    """
    return _frame(_counts(_records(predicted), gold))


def evaluate_folder(gold_folder: str | Path, predicted_folder: str | Path) -> pd.DataFrame:
    """Score every coded source of a folder against the tables extracted from it.

    Parameters
    ----------
    gold_folder
        Holds one JSON a source.
    predicted_folder
        Holds one folder a source, named by its ``source_id``, with the tables as CSV.

    Returns
    -------
    DataFrame
        As :func:`evaluate`, indexed by ``source_id`` and ``measure``; the rows of ``all`` add the
        counts of all sources up (micro-average).

    Raises
    ------
    SourceError
        Where there is no coded source, or one of them has no tables.
    """
    paths = sorted(Path(gold_folder).glob("*.json"))
    if not paths:
        raise SourceError(f"{gold_folder}: there is no coded source (*.json) in this folder.")
    parts: dict[str, dict[str, Counts]] = {}
    for path in paths:
        gold = read_gold(path)
        source_id = str(gold["source"]["source_id"])
        folder = Path(predicted_folder) / source_id
        if not folder.is_dir():
            raise SourceError(
                f"{folder}: there are no tables for the coded source '{source_id}'; make them with "
                "'python -m analysis extract'."
            )
        parts[source_id] = _counts(read_predicted(folder), gold)
    parts["all"] = total(parts.values())
    return pd.concat(
        {source: _frame(counts) for source, counts in parts.items()}, names=["source_id"]
    )


def total(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """Add the counts of several sources up."""
    sums = dict.fromkeys(MEASURES, (0, 0, 0))
    for part in parts:
        for measure, (hits, gold, predicted) in part.items():
            h, g, p = sums[measure]
            sums[measure] = (h + hits, g + gold, p + predicted)
    return sums


def summarise(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Sum the scores of several sources up (micro-average).

    Parameters
    ----------
    parts
        Frames as :func:`evaluate` gives them.

    Returns
    -------
    DataFrame
        As :func:`evaluate`.
    """
    columns = ["hits", "gold", "predicted"]
    return _frame(
        total(
            {str(m): (int(h), int(g), int(p)) for m, h, g, p in part[columns].itertuples()}
            for part in parts
        )
    )


def bootstrap(
    parts: Sequence[pd.DataFrame],
    *,
    draws: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator,
) -> tuple[pd.Series, pd.Series]:
    """Give the interval in which the F1 of each measure lies, by resampling whole sources.

    Rows of one text are not independent of each other; texts are. So texts are drawn, with
    replacement (Efron and Tibshirani 1993, percentile interval).

    Parameters
    ----------
    parts
        Frames as :func:`evaluate` gives them, one a source.
    draws
        Number of resamples.
    level
        Coverage, between 0 and 1.
    rng
        Random numbers; a seeded generator gives the same interval each time.

    Returns
    -------
    tuple of Series
        Lower and upper bound, indexed by measure.
    """
    columns = ["hits", "gold", "predicted"]
    counts = np.stack([part.loc[list(MEASURES), columns].to_numpy(dtype=float) for part in parts])
    picks = rng.integers(0, len(parts), size=(draws, len(parts)))
    hits, gold, predicted = np.moveaxis(counts[picks].sum(axis=1), 2, 0)
    both = gold + predicted
    f1 = np.divide(2 * hits, both, out=np.zeros_like(both), where=both > 0)
    tail = (1 - level) / 2
    low, high = np.quantile(f1, [tail, 1 - tail], axis=0)
    return pd.Series(low, index=MEASURES), pd.Series(high, index=MEASURES)


def read_predicted(folder: str | Path) -> dict[str, list[dict[str, Any]]]:
    """Read the tables of a folder as rows of text; a table that is not there has none."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for name in ("actors", "conditions", "regions", "events", "quotes", "mentions"):
        path = Path(folder) / f"{name}.csv"
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as stream:
                tables[name] = [dict(row) for row in csv.DictReader(stream)]
    return tables


def _records(predicted: Dossier | Tables) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(predicted, Dossier):
        return {name: [dict(row) for row in rows] for name, rows in predicted.items()}
    found = {}
    for name, table in predicted.tables.items():
        flat = table.drop(columns="geometry", errors="ignore").astype(object)
        rows = flat.where(flat.notna(), "").to_dict("records")
        found[name] = [{str(k): v for k, v in row.items()} for row in rows]
    return found


def _frame(counts: Mapping[str, Counts]) -> pd.DataFrame:
    rows = []
    for measure, (hits, gold, predicted) in counts.items():
        precision = hits / predicted if predicted else 0.0
        recall = hits / gold if gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        rows.append((measure, hits, gold, predicted, precision, recall, f1))
    columns = ["measure", "hits", "gold", "predicted", "precision", "recall", "f1"]
    return pd.DataFrame(rows, columns=columns).set_index("measure")


def _counts(tables: Tables, gold: Mapping[str, Any]) -> dict[str, Counts]:
    ids = gold_ids(gold["actors"], tables.get("actors", ()))
    counts: dict[str, Counts] = {}
    counts |= _actors(tables.get("actors", ()), gold["actors"], ids)
    counts |= _regions(tables.get("regions", ()), gold["regions"])
    counts |= _places(tables.get("mentions", ()), gold["place_mentions"])
    counts |= _conditions(tables.get("conditions", ()), gold["conditions"], ids)
    counts |= _events(tables.get("events", ()), gold["events"])
    counts |= _quotes(tables.get("quotes", ()), gold["quotes"], ids)
    return counts


def match_rows(
    gold: Sequence[Record], predicted: Sequence[Record], fit: Callable[[Record, Record], float]
) -> list[tuple[Record, Record]]:
    """Match rows one to one, the best fit first; a fit of 0 is none."""
    fits = [(fit(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    pairs, taken_gold, taken_predicted = [], set(), set()
    for value, i, j in sorted(fits, key=lambda entry: -entry[0]):
        if value > 0 and i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def _plain(text: object) -> str:
    folded = unicodedata.normalize("NFKD", str(text or ""))
    bare = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w ]+", " ", bare).strip()


def _place_key(name: object) -> str:
    plain = _plain(name)
    return re.sub(r"\s+", " ", _GENERIC.sub(" ", plain)).strip() or plain


def _number(value: object) -> float | None:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _span(row: Record) -> tuple[float, float] | None:
    start, end = _number(row.get("start")), _number(row.get("end"))
    return None if start is None or end is None else (start, end)


def _spanned(rows: Iterable[Record]) -> list[Record]:
    return [row for row in rows if _span(row) is not None]


def overlap(a: Record, b: Record) -> float:
    """Give how many characters two spans share."""
    one, two = _span(a), _span(b)
    if one is None or two is None:
        return 0.0
    return max(0.0, min(one[1], two[1]) - max(one[0], two[0]))


def relative_overlap(a: Record, b: Record) -> float:
    """Give the share of the longer span that two spans share."""
    longest = max(r["end"] - r["start"] for r in (_numbers(a), _numbers(b)))
    return overlap(a, b) / longest if longest else 0.0


def _numbers(row: Record) -> dict[str, float]:
    return {key: float(row[key]) for key in ("start", "end")}


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _distance(gold: Record, predicted: Record) -> float | None:
    latitude, longitude = _number(predicted.get("latitude")), _number(predicted.get("longitude"))
    if latitude is None or longitude is None:
        return None
    return _kilometres(gold["latitude"], gold["longitude"], latitude, longitude)


def _is_true(value: object) -> bool:
    return str(value).strip().lower() in {"true", "1", "yes", "t"}


def same_actor(gold: Record, predicted: Record) -> int:
    """Give how well two actors fit: 3 same name or id, 2 same surname, 1 one name in the other."""
    one = _plain(gold["name"]).split()
    two = _plain(predicted.get("name")).split()
    if not one or not two:
        return 0
    if one == two or _plain(gold["actor_id"]) == _plain(predicted.get("actor_id")):
        return 3
    if gold["kind"] == "person":
        return 2 if one[-1] == two[-1] and (len(two) == 1 or one[0][0] == two[0][0]) else 0
    first, second = set(one) - {"the"}, set(two) - {"the"}
    return 1 if first and second and (first <= second or second <= first) else 0


def gold_ids(gold: Sequence[Record], predicted: Sequence[Record]) -> Callable[[object], str]:
    """Give the map from the program's ids to those of the coder, through the names."""
    table = {
        str(p.get("actor_id") or ""): str(g["actor_id"])
        for g, p in match_rows(gold, predicted, same_actor)
    }
    return lambda actor_id: table.get(str(actor_id or ""), str(actor_id or ""))


def _actors(
    predicted: Sequence[Record], gold: Sequence[Record], ids: Callable[[object], str]
) -> dict[str, Counts]:
    pairs = match_rows(gold, predicted, same_actor)
    n = len(pairs)
    return {
        "actors": (n, len(gold), len(predicted)),
        "actors.party": (sum(ids(p.get("party")) == g["party"] for g, p in pairs), n, n),
        "actors.kind": (sum(p.get("kind") == g["kind"] for g, p in pairs), n, n),
        "actors.process_role": (
            sum(p.get("process_role") == g["process_role"] for g, p in pairs),
            n,
            n,
        ),
    }


def same_place(gold: Record, predicted: Record) -> int:
    """Give how well two regions fit: 3 same name and kind, 2 same name, 1 near and alike, 0 not."""
    one, two = _place_key(gold["name"]), _place_key(predicted.get("name"))
    if one == two or _plain(gold["region_id"]) == _plain(predicted.get("region_id")):
        return 3 if gold["kind"] == predicted.get("kind") else 2
    distance = _distance(gold, predicted)
    near = distance is not None and distance <= _NEAR_KM
    first, second = set(one.split()), set(two.split())
    return 1 if near and (first <= second or second <= first) else 0


def is_located(gold: Record, predicted: Record) -> bool:
    """Tell whether a region is in the country and near the point that the coder gives it."""
    country = predicted.get("country")
    if gold["country"] and country and gold["country"] != country:
        return False
    distance = _distance(gold, predicted)
    limit = _NEAR_AREA_KM if gold["kind"] in _WIDE_KINDS else _NEAR_KM
    return distance is not None and distance <= limit


def _regions(predicted: Sequence[Record], gold: Sequence[Record]) -> dict[str, Counts]:
    pairs = match_rows(gold, predicted, same_place)
    n = len(pairs)
    return {
        "regions": (n, len(gold), len(predicted)),
        "regions.located": (sum(is_located(g, p) for g, p in pairs), n, n),
        "regions.kind": (sum(g["kind"] == p.get("kind") for g, p in pairs), n, n),
        "regions.role": (sum(g["region_role"] == p.get("region_role") for g, p in pairs), n, n),
    }


def _places(predicted: Sequence[Record], gold: Sequence[Record]) -> dict[str, Counts]:
    named = [p for p in _spanned(predicted) if str(p.get("literal", "")).strip()]
    literal_gold = [g for g in gold if g["literal"]]
    literal = [p for p in named if _is_true(p["literal"])]
    found = len(match_rows(literal_gold, literal, relative_overlap))
    pairs = match_rows(gold, named, relative_overlap)
    right = sum(bool(g["literal"]) == _is_true(p["literal"]) for g, p in pairs)
    return {
        "places.literal": (found, len(literal_gold), len(literal)),
        "places.metonymy": (right, len(gold), len(gold)),
    }


def _conditions(
    predicted: Sequence[Record], gold: Sequence[Record], ids: Callable[[object], str]
) -> dict[str, Counts]:
    rows = _spanned(predicted)

    def fit(level: int) -> Callable[[Record, Record], float]:
        def value(g: Record, p: Record) -> float:
            shared = overlap(g, p)
            if shared < _MIN_OVERLAP or ids(p.get("party")) != g["party"]:
                return 0.0
            issue, act = p.get("issue") == g["issue"], p.get("act") == g["act"]
            if (level >= 1 and not issue) or (level >= 2 and not act):
                return 0.0
            lengths = sum(r["end"] - r["start"] for r in (_numbers(g), _numbers(p)))
            return float(4 * issue + 2 * act + shared / lengths)

        return value

    counts: dict[str, Counts] = {}
    for level, name in enumerate(("party", "issue", "strict")):
        counts[f"conditions.{name}"] = (
            len(match_rows(gold, rows, fit(level))),
            len(gold),
            len(rows),
        )
    pairs = match_rows(gold, rows, fit(1))
    n = len(pairs)
    target = sum(ids(p.get("target")) == (g["target"] or "") for g, p in pairs)
    status = sum(p.get("status") == g["status"] for g, p in pairs)
    return counts | {"conditions.target": (target, n, n), "conditions.status": (status, n, n)}


def _events(predicted: Sequence[Record], gold: Sequence[Record]) -> dict[str, Counts]:
    rows = _spanned(predicted)

    def fit(g: Record, p: Record) -> float:
        shared = overlap(g, p)
        return shared if shared >= _MIN_OVERLAP and p.get("event_type") == g["event_type"] else 0.0

    pairs = match_rows(gold, rows, fit)
    dated = [(g, p) for g, p in pairs if g["date_start"]]
    right = sum(str(p.get("date_start") or "")[:10] == g["date_start"] for g, p in dated)
    return {
        "events": (len(pairs), len(gold), len(rows)),
        "events.date": (right, len(dated), len(dated)),
    }


def _quotes(
    predicted: Sequence[Record], gold: Sequence[Record], ids: Callable[[object], str]
) -> dict[str, Counts]:
    rows = _spanned(predicted)

    def fit(g: Record, p: Record) -> float:
        value = relative_overlap(g, p)
        return value if value >= 0.5 else 0.0

    pairs = match_rows(gold, rows, fit)
    speaker = sum(ids(p.get("speaker")) == g["speaker"] for g, p in pairs)
    return {
        "quotes": (len(pairs), len(gold), len(rows)),
        "quotes.speaker": (speaker, len(gold), len(gold)),
    }
