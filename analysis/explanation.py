"""Why a row is there: its sentence with holder, cue, target and content marked, and the rule."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from analysis.codebook import read_settings
from analysis.dossier import Dossier
from analysis.errors import SourceError

_SENTENCE_END: Final = re.compile(r"[.!?][”’\"')]*\s|\n")


def explain(dossier: Dossier, row_id: str) -> str:
    """Say why a row is in its table.

    Parameters
    ----------
    dossier
        The dossier that holds the row.
    row_id
        Id of a row of any table.

    Returns
    -------
    str
        Some lines: what the row says; the sentence that it rests on, with the evidence in
        ``«…»`` and, for a condition, ``[holder: …]``, ``[cue: …]`` and ``[target: …]`` marked;
        the rule in words; the confidence.

    Raises
    ------
    SourceError
        Where no table has such a row.

    Examples
    --------
    >>> from analysis import extract, read_article
    >>> note = read_article("Norway demanded that Sweden withdraw its troops.",
    ...     source_id="note", published="2025-01-01")
    >>> dossier = extract(note)
    >>> print(explain(dossier, dossier.conditions["row_id"].iloc[0]))
    Norway · demand · of Sweden · withdrawal: Sweden withdraws its troops (open)
    «[holder: Norway] [cue: demanded] that [target: Sweden] withdraw its troops».
    grammar:verb:demand — the verb “demand” states the position; its subject holds it and its
    object or clause is the content (codebook/cues.csv)
    confidence 0.75
    """
    for name, table in dossier.tables.items():
        if name != "sources" and row_id in set(table["row_id"]):
            row = table[table["row_id"] == row_id].iloc[0]
            break
    else:
        raise SourceError(f"there is no row '{row_id}' in this dossier; take an id of its tables.")
    text = dossier.text(str(row["source_id"]))
    marks = _condition_marks(dossier, row, text) if name == "conditions" else []
    return "\n".join(
        (
            _what(dossier, name, row),
            _marked(text, int(row["start"]), int(row["end"]), marks),
            f"{row['rule']} — {_in_words(name, str(row['rule']))}",
            f"confidence {row['confidence']:.2f}",
        )
    )


def _what(dossier: Dossier, name: str, row: pd.Series) -> str:
    if name != "conditions":
        skipped = {"source_id", "row_id", "evidence", "start", "end", "rule", "confidence"}
        facts = [f"{k} {v}" for k, v in row.items() if k not in skipped | {"geometry"} and v]
        return f"{name}: {', '.join(facts)}"
    target = f" · of {_name(dossier, row['target'])}" if row["target"] else ""
    return (
        f"{_name(dossier, row['holder'])} · {row['act']}{target} · {row['issue']}: "
        f"{row['statement']} ({row['status']})"
    )


def _name(dossier: Dossier, actor_id: str) -> str:
    actors = dossier.actors
    names = actors.loc[actors["actor_id"] == actor_id, "name"]
    return str(names.iloc[0]) if len(names) else actor_id


def _in_words(name: str, rule: str) -> str:
    table = read_settings("rules").get(name, {})
    parts = rule.split(":")
    kind, cue = (parts[1], parts[2]) if len(parts) > 2 else (parts[-1], "")
    words = str(table.get(kind, "see the module that names this rule"))
    words = words.format(cue=cue.split("+")[0].replace("_", " "))
    return f"{words}; {table['+']}" if "+" in rule and "+" in table else words


def _condition_marks(dossier: Dossier, row: pd.Series, text: str) -> list[tuple[int, int, str]]:
    """Give the spans of holder, cue and target in the sentence of a condition."""
    first, last = _sentence(text, int(row["start"]), int(row["end"]))
    mentions = dossier.mentions
    here = mentions[
        (mentions["source_id"] == row["source_id"])
        & mentions["start"].between(first, last - 1)
        & (mentions["end"] <= last)
    ]
    parties = dict(zip(dossier.actors["actor_id"], dossier.actors["party"], strict=True))
    marks: list[tuple[int, int, str]] = []
    for wanted, label in ((row["holder"], "holder"), (row["target"], "target")):
        if not wanted:
            continue
        own = here[here["entity"] == wanted]
        if own.empty:
            own = here[here["entity"].map(parties) == wanted]
        free = [m for m in own.itertuples() if not _clashes(marks, m.start, m.end)]
        if free:
            within = [m for m in free if m.start >= row["start"]] or free
            marks.append((within[0].start, within[0].end, label))
    stem = str(row["rule"]).split(":")[-1].split("_")[0]
    cue = re.compile(rf"\b{re.escape(stem[: max(3, len(stem) - 2)])}\w*", re.IGNORECASE)
    found = cue.search(text, first, last)
    if found and not _clashes(marks, found.start(), found.end()):
        marks.append((found.start(), found.end(), "cue"))
    return marks


def _clashes(marks: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return any(start < e and s < end for s, e, _ in marks)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, max(start, end - 1))
    return first, stop.start() + 1 if stop else len(text)


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> str:
    first, last = _sentence(text, start, end)
    inserts = [(start, 1, "«"), (end, 0, "»")]
    for s, e, label in marks:
        inserts += [(s, 2, f"[{label}: "), (e, -1, "]")]
    pieces, at = [], first
    for place, _, sign in sorted(inserts):
        pieces += [text[at:place], sign]
        at = max(at, place)
    return "".join([*pieces, text[at:last]]).strip()
