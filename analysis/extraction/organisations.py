"""Organisations, media and accords that no registry knows, by the shape of their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.words import Word

_LINKS: Final = frozenset("of for de du des del la on to against the al el".split())
_OPENS: Final = frozenset(
    "the a an in on at by for of to from with as and but or if when while after before since its "
    "their his her our this that these those both all no each some many most one two three "
    "once meanwhile however earlier later also so then there it he she they we under over "
    "into against between during despite until unless because although though not new our "
    "several few many other another such both few four five six seven eight nine ten only even "
    "what which who whose how why where that than like unlike across around near within without "
    "asked according still yet never nor neither either".split()
)
_BRACKET: Final = re.compile(r"^ ?[\(\[]\s?[\"“']?$")
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z][A-Z0-9-]{0,6}|[A-Z]{2,8}s?")


@dataclass(frozen=True)
class Shape:
    """A name found by its shape, by the positions of its first word and after its last.

    Parameters
    ----------
    first, stop
        Positions of the words.
    type
        ``organisation``, ``media``, ``state`` or ``other``.
    kind
        Kind of actor, '' for ``other``.
    rule
        What recognised it.
    short
        An abbreviation introduced with it, by position, -1 where there is none.
    """

    first: int
    stop: int
    type: str
    kind: str
    rule: str
    short: int = -1


def find_shapes(words: Sequence[Word], barred: Collection[int]) -> list[Shape]:
    """Find the names of bodies, media and accords by their head words and abbreviations.

    Parameters
    ----------
    words
        The words of the text.
    barred
        Positions that belong to offices or calendar words and are no part of such a name.

    Returns
    -------
    list of Shape
        In text order, none overlapping.
    """
    found: list[Shape] = []
    at = 0
    while at < len(words):
        stop = _chain(words, at, barred)
        if stop == at:
            at += 1
            continue
        if words[at].caps and words[at].fold.lower() in cues("ship"):
            at = stop  # "the MV Bwagaoia Star" is no newspaper
            continue
        shape = _shape(words, at, stop, barred)
        if shape is None:
            # "Negotiators for the Hill Authority": the name may begin after a link.
            link = next((p for p in range(at, stop) if not words[p].capital), stop)
            at = max(link, at + 1)
            continue
        found.append(shape)
        at = max(shape.stop, at + 1)
    return found


def abbreviation(text: str) -> bool:
    """Tell whether a word looks like an abbreviation.

    Examples
    --------
    >>> abbreviation("KLF"), abbreviation("SPLM-IO"), abbreviation("Front"), abbreviation("UNSMiL")
    (True, True, False, True)
    """
    return bool(_ABBREVIATION.fullmatch(text.rstrip("s"))) or text == "UNSMiL"


def _plain(word: Word) -> str:
    return word.fold.lower()


def _chain(words: Sequence[Word], at: int, barred: Collection[int]) -> int:
    """Give the end of the sequence of capitals, joined by links, that begins at a position."""
    if not words[at].capital or at in barred:
        return at
    if _plain(words[at]) in _OPENS and (words[at].opens or words[at].heading):
        return at  # but "the Two Shores Forum"
    stop = at + 1
    while stop < len(words) and words[stop].joined:
        if stop in barred and not _within_name(words, stop):
            break
        if words[stop].capital and _plain(words[stop]) not in ("the",):
            stop += 1
            continue
        after = stop + 1 if _day_within(words, stop) else stop
        while (
            after < len(words)
            and after - stop < 2
            and words[after].joined
            and (_plain(words[after]) in _LINKS or _plain(words[after]) == "and")
        ):
            after += 1
        if (
            after == stop
            or after >= len(words)
            or after in barred
            or not words[after].joined
            or not words[after].capital
        ):
            break
        stop = after + 1
    return stop


def _day_within(words: Sequence[Word], at: int) -> bool:
    """Tell the day of a name: "Movimiento 23 de Marzo"."""
    after = at + 1
    return words[at].text.isdigit() and after < len(words) and _plain(words[after]) == "de"


def _within_name(words: Sequence[Word], at: int) -> bool:
    """Tell "Border Observer Mission": an office's word may be part of the name of a body."""
    if not words[at].capital:
        return False
    after = at + 1
    goes_on = after < len(words) and words[after].joined and words[after].capital
    return _plain(words[at]) in cues("org_head") or (
        goes_on and _plain(words[after]) in cues("org_head")
    )


def _shape(words: Sequence[Word], at: int, stop: int, barred: Collection[int]) -> Shape | None:
    if words[at].heading:
        return None
    if stop == at + 1 and stop < len(words) and _plain(words[at]) in cues("airing"):
        if words[stop].text.isdigit() and words[stop].joined:
            return Shape(at, stop + 1, "media", "media", "head noun")  # "Channel 24"
    whole = _short_after(words, stop)
    begin = _initials(words, at, stop, words[whole].fold) if whole >= 0 else -1
    joint = begin >= 0 and any(_plain(w) == "and" for w in words[begin:stop])
    # "Concert of Coastal and Savannah States (CCSS)": the letters tell where the name ends.
    first, last = (at, stop) if joint else _split_at_and(words, at, stop)
    short = _short_after(words, last)
    if short >= 0:
        begin = _initials(words, first, last, words[short].fold)
        head_kind = _head(words, begin if begin >= 0 else first, last)
        if begin >= 0 or head_kind is not None:
            start = begin if begin >= 0 else first
            type_, kind = head_kind[1:] if head_kind else ("organisation", "organisation")
            if type_ == "other":
                return Shape(start, last, "other", "", "abbreviation", short)
            return Shape(start, last, type_, kind, "abbreviation", short)
    head = _head(words, first, last) or _headed_after(words, first, last)
    if head is None:
        return None
    position, type_, kind = head
    if position >= last:
        return Shape(first, last, type_, kind, "noun after it")
    if last - first < 2:
        return None
    # After the last head only "of ..." goes on: "Northern Assembly Fatouma Keita" is two names.
    end = position + 1
    if end < last and not words[end].capital:
        end = last
    if end - first < 2:
        return None
    return Shape(first, end, type_, kind, "head noun")


def _split_at_and(words: Sequence[Word], at: int, stop: int) -> tuple[int, int]:
    """Cut a chain at "and" unless it joins two parts of one name (Council for X and Y)."""
    heads = cues("org_head")
    for position in range(at, stop):
        if _plain(words[position]) != "and":
            continue
        left = [_plain(w) for w in words[at:position]]
        right = [_plain(w) for w in words[position + 1 : stop]]
        if right[:1] == ["the"] or any(heads.get(w) == "government" for w in left):
            return at, position  # "the Republic of Congo and the Rwanda-backed rebels" are two
        linked = any(w in ("of", "for", "on", "to") for w in left)
        headed_first = any(w in heads for w in left[:3])
        headed_last = bool(right) and right[-1] in heads and not any(w in heads for w in left)
        if linked and headed_first and not any(w in heads for w in right):
            continue
        if headed_last and len(left) <= 2 and len(right) <= 3 and _after_article(words, at):
            continue
        return at, position
    return at, stop


def _after_article(words: Sequence[Word], at: int) -> bool:
    """Tell "the Liberation and Justice Movement", "the smaller Liberation and …"."""
    if words[at].gap.endswith("the "):
        return True
    for before in range(at - 1, max(at - 3, -1), -1):
        if not words[before + 1].joined or words[before].capital:
            return words[before].fold == "The"
        if words[before].fold == "the":
            return True
    return False


def _head(words: Sequence[Word], first: int, last: int) -> tuple[int, str, str] | None:
    """Give the position, type and kind by the word that heads a name, the last one that does."""
    for class_, type_ in (("org_first", "organisation"), ("media_first", "media")):
        if _plain(words[first]) in cues(class_) and last - first > 1:
            return last - 1, type_, cues(class_)[_plain(words[first])]
    linked = next(
        (p for p in range(first + 1, last) if not words[p].capital and _plain(words[p]) in _LINKS),
        last,
    )
    for position in range(linked - 1, first - 1, -1):
        plain = _plain(words[position])
        if position > first and f"{_plain(words[position - 1])} {plain}" in cues("media_head"):
            return position, "media", "media"  # "news agency", which is no agency
        if plain in cues("org_head"):
            kind = cues("org_head")[plain]
            # A capital letter alone does not make "the Army" a name of its own.
            if position == first and linked == last:
                return None
            if words[first].opens and position == first and plain in cues("people_of"):
                return None  # "Fighters of the Karen National Union crossed the river"
            return position, ("state" if kind == "government" else "organisation"), kind
        if plain in cues("media_head") and position > first:
            return position, "media", "media"
        if plain in cues("work_head"):
            return position, "other", ""
    return None


def _headed_after(words: Sequence[Word], first: int, last: int) -> tuple[int, str, str] | None:
    """Read the noun after a name: "the Red Lantern faction"."""
    if last >= len(words) or first == 0:
        return None
    length = longest_cue(words, last, "lower_head")
    # "Told DZRH radio": an outlet needs no article.
    told = length and abbreviation(words[first].text) and _plain(words[last]) in cues("airing")
    if _plain(words[first - 1]) != "the" and last - first < 2 and not told:
        return None
    if not length or words[last].capital or not words[last].joined:
        return None
    kind = cues("lower_head")[" ".join(_plain(w) for w in words[last : last + length])]
    if kind == "government":
        return None
    own = words[first:last]
    if any(_plain(w) in cues("office") for w in own):
        return None
    if not all(w.capital or _plain(w) in _LINKS for w in own):
        return None
    return last, ("media" if kind == "media" else "organisation"), kind


def _short_after(words: Sequence[Word], stop: int) -> int:
    if stop >= len(words):
        return -1
    if _BRACKET.match(words[stop].gap) and abbreviation(words[stop].text):
        return stop
    return -1


def _initials(words: Sequence[Word], first: int, last: int, short: str) -> int:
    """Give where the name begins whose initials an abbreviation is made of, -1 for none."""
    letters = [c for c in short.upper() if c.isalpha()]
    for begin in range(last - 1, first - 1, -1):
        own = [w for w in words[begin:last] if w.capital]
        initials = [w.fold[0].upper() for w in own]
        every = [w.fold[0].upper() for w in words[begin:last]]
        if len(own) > 1 and letters in (initials, every) and words[begin].capital:
            return begin
    return -1
