"""The registries of the codebook as one index: which words name whom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import many, read_table
from analysis.extraction.words import Word, split_words

_TYPE_ORDER: Final = {"state": 0, "demonym": 1, "organisation": 2, "media": 3, "seat": 4}


@dataclass(frozen=True)
class Entry:
    """A spelling of a registered actor.

    Parameters
    ----------
    words
        Folded words of the spelling.
    type
        Type of the name, see :class:`analysis.extraction.document.Name`.
    entity, kind
        Whom it names, and the kind of that actor.
    inside
        Whether toponyms inside are part of the name only.
    ambiguous
        Whether the spelling has other common meanings.
    until
        Last day on which the actor existed, '' where it still does.
    article
        Whether the spelling needs "the" before it ("the States").
    """

    words: tuple[str, ...]
    type: str
    entity: str
    kind: str
    inside: bool = False
    ambiguous: bool = False
    until: str = ""
    article: bool = False


def _entry(spelling: str, **rest: object) -> Entry | None:
    parts = split_words(spelling)
    article = False
    if len(parts) > 1 and parts[0].lower() == "the":
        parts, article = parts[1:], len(parts) == 2
    return Entry(tuple(parts), article=article, **rest) if parts else None  # type: ignore[arg-type]


def _states() -> Iterator[Entry | None]:
    for row in read_table("states"):
        doubtful = set(many(row["ambiguous"]))
        shared = {"entity": row["actor_id"], "kind": "government", "until": row["until"]}
        spellings = {
            "state": [row["name"], *many(row["aliases"])],
            "demonym": [*many(row["demonyms_adjective"]), *many(row["demonyms_noun_plural"])],
            "seat": [row["capital"], *many(row["capital_aliases"])],
        }
        for type_, names in spellings.items():
            for name in names:
                # "US" is an adjective as well as the name: the name wins.
                if type_ == "demonym" and name in spellings["state"]:
                    continue
                yield _entry(name, type=type_, ambiguous=name in doubtful, **shared)


# Groups called by a people or their fighters; not "Forces", "Brigades".
_PLURAL: Final = re.compile(r"(?:\w+ )?\w{3,}(?:i|[rs]t|er|ian|an|ite)s")


def _seats() -> Iterator[Entry | None]:
    kinds = {row["actor_id"]: row["kind"] for row in read_table("organisations")}
    for row in read_table("seats"):
        yield _entry(
            row["name"],
            type="seat",
            entity=row["actor_id"],
            kind=kinds.get(row["actor_id"], "government"),
            ambiguous=row["ambiguous"] == "true",
        )


def _organisations() -> Iterator[Entry | None]:
    for row in read_table("organisations"):
        doubtful = set(many(row["ambiguous"]))
        all_doubtful = row["ambiguous"].lower() in ("true", "yes", "1")
        inside = row["place_name_inside"].lower() in ("true", "yes", "1")
        spellings = (row["name"], *many(row["aliases"]))
        for name in spellings:
            yield _entry(
                name,
                type="organisation",
                entity=row["actor_id"],
                kind=row["kind"],
                inside=inside,
                ambiguous=all_doubtful or name in doubtful,
            )
        # "Maoist" of the Maoists, "Tamil Tiger" of the Tamil Tigers: as adjective.
        for name in spellings if row["kind"] == "armed_group" else ():
            if _PLURAL.fullmatch(name) and name[:-1] not in spellings:
                yield _entry(
                    name[:-1],
                    type="organisation",
                    entity=row["actor_id"],
                    kind=row["kind"],
                    inside=inside,
                    ambiguous=True,
                )


def _media() -> Iterator[Entry | None]:
    for row in read_table("media"):
        doubtful = set(many(row["ambiguous"]))
        all_doubtful = row["ambiguous"].lower() in ("true", "yes", "1")
        for name in (row["name"], *many(row["aliases"])):
            yield _entry(
                name,
                type="media",
                entity=row["actor_id"],
                kind="media",
                inside=True,
                ambiguous=all_doubtful or name in doubtful,
            )


@lru_cache(maxsize=1)
def index() -> dict[str, tuple[Entry, ...]]:
    """Give all spellings by their first word in lower case, the longest first.

    Examples
    --------
    >>> {entry.entity for entry in index()["burkina"] if entry.type == "state"}
    {'burkina-faso'}
    """
    found: dict[str, dict[tuple[tuple[str, ...], str, str], Entry]] = {}
    for source in (_states, _seats, _organisations, _media):
        for entry in source():
            if entry is not None:
                key = (entry.words, entry.type, entry.entity)
                found.setdefault(entry.words[0].lower(), {}).setdefault(key, entry)
    return {
        first: tuple(
            sorted(
                entries.values(),
                key=lambda e: (-len(e.words), _TYPE_ORDER[e.type], e.until != "", e.ambiguous),
            )
        )
        for first, entries in found.items()
    }


def key_of(text: str) -> tuple[str, ...]:
    """Give the folded words of a name, by which the registries know it.

    Examples
    --------
    >>> key_of("Côte d’Ivoire")
    ('Cote', "d'Ivoire")
    """
    return tuple(split_words(text))


@lru_cache(maxsize=1)
def shared_names() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Give the spellings that several actors bear, with their bearers.

    Examples
    --------
    >>> sorted(entry.entity for entry in shared_names()[("Congo",)])
    ['dr-congo', 'republic-of-congo']
    """
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entries in index().values():
        for entry in entries:
            found.setdefault(entry.words, []).append(entry)
    return {
        words: tuple(entries)
        for words, entries in found.items()
        if len({e.entity for e in entries}) > 1
    }


def match(
    words: Sequence[Word], at: int, published: dt.date, longest: int = 99
) -> tuple[Entry, int] | None:
    """Find the longest registered spelling that begins at a word.

    Parameters
    ----------
    words
        The words of the text.
    at
        Position of the first word.
    published
        Day of publication: names that changed hands (Moscow, Zaire) are taken as of then.
    longest
        Most words that the spelling may have.

    Returns
    -------
    tuple of Entry and int, or None
        The entry and the position after its last word.
    """
    first = words[at]
    entries = index().get(first.fold.lower())
    if not entries:
        return None
    best: tuple[Entry, int] | None = None
    for entry in entries:
        stop = at + len(entry.words)
        if best and len(entry.words) < len(best[0].words):
            break
        if len(entry.words) > longest or stop > len(words) or not _agree(words, at, entry):
            continue
        if entry.article and (at == 0 or words[at - 1].fold.lower() != "the"):
            continue
        if entry.until and entry.ambiguous and published.isoformat() > entry.until:
            continue
        if best is None or (entry.until and published.isoformat() <= entry.until):
            best = (entry, stop)
    return best


def _agree(words: Sequence[Word], at: int, entry: Entry) -> bool:
    for offset, expected in enumerate(entry.words):
        word = words[at + offset]
        if offset and not word.joined:
            return False
        if word.fold == expected:
            continue
        if word.heading == "caps" and word.fold == expected.upper() and len(expected) > 2:
            continue
        if offset and word.heading == "title" and word.fold.lower() == expected.lower():
            continue
        return False
    return True


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """Give the common English name of each state by its id.

    Examples
    --------
    >>> state_names()["united-kingdom"]
    'United Kingdom'
    """
    return {row["actor_id"]: row["name"] for row in read_table("states")}


@lru_cache(maxsize=512)
def state_with_code(code: str) -> str:
    """Give the ``actor_id`` of the state with an ISO 3166-1 alpha-3 code, '' for none.

    Examples
    --------
    >>> state_with_code("COL"), state_with_code("COL|VEN")
    ('colombia', '')
    """
    rows = read_table("states")
    return next((r["actor_id"] for r in rows if r["iso3"] == code and not r["until"]), "")


@lru_cache(maxsize=1)
def unrecognised_states() -> dict[str, str]:
    """Give the states that are not recognised, with the ``actor_id`` of the one they broke from."""
    return {
        row["actor_id"]: state_with_code(row["territory_of"])
        for row in read_table("states")
        if row["status"] == "unrecognised" and row["territory_of"]
    }


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Give the first adjective of nationality of each state by its id.

    Examples
    --------
    >>> demonyms()["france"]
    'French'
    """
    return {
        row["actor_id"]: many(row["demonyms_adjective"])[0]
        for row in read_table("states")
        if row["demonyms_adjective"]
    }


@lru_cache(maxsize=1)
def organisation_rows() -> dict[str, dict[str, str]]:
    """Give the registered organisations and media by their id."""
    rows = {row["actor_id"]: row for row in read_table("media")}
    return rows | {row["actor_id"]: row for row in read_table("organisations")}


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Give the names of the capitals of states and of other cities that stand for them.

    Examples
    --------
    >>> "Oslo" in capitals(), "Abidjan" in capitals(), "White House" in capitals()
    (True, True, False)
    """
    named = (
        name
        for row in read_table("states")
        for name in (row["capital"], *many(row["capital_aliases"]))
        if name
    )
    cities = (row["name"] for row in read_table("seats") if row["kind"] == "city")
    return frozenset((*named, *cities))
