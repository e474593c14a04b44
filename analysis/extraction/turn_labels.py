"""Recognising the label before a turn of a transcript: "Q:", "MR. PRICE:", "[Radio Kara]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import many, read_table
from analysis.extraction.document import Document
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.quote_marks import paragraphs

HONORIFIC: Final = re.compile(
    r"^(?:MR|MRS|MS|MISS|MX|DR|SIR|LORD|LADY|DAME|GEN|COL|SEN|REP|AMB|PROF|MAJ|CAPT|ADM|LT|BRIG|"
    r"FR|REV|HON|H\.E|HE|M|MME|SR|SRA)\b\.?(?=\s)",
    re.I,
)
_NAME: Final = r"[^\W\d_](?:[^:\n*_\[\]—–]|(?<=\w)–(?=\w)){0,70}?"
_LEAD: Final = r"[ \t>#•*-]*?(?:\*\*|__|\*)?"
_TIME: Final = r"(?:\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?[ \t]+(?:[–—|-][ \t]*)?(?:\*\*|__)?)?"
_SHORT: Final = r"(?:Q|A|QUESTION|ANSWER|Question|Answer)(?:[ ]?\d{1,2})?"
# The shapes of a label, the surest first.
_SHAPES: Final = tuple(
    (shape, re.compile(pattern, re.X))
    for shape, pattern in {
        "colon": rf"""{_LEAD}{_TIME}(?P<label>{_NAME})[ \t]*
            (?::[ \t]*(?:\*\*|__|\*)|(?:\*\*|__|\*)[ \t]*:|:)(?=\s|$|[“"«‘])""",
        "bracket": rf"{_LEAD}\[(?P<label>{_NAME})\](?:\*\*|__|\*)?[ \t]*:?(?=[ \t]+\S|[ \t]*$)",
        "point": rf"{_LEAD}(?P<label>{_SHORT})(?:\.|\))(?:\*\*|__|\*)?(?=[ \t]+\S|[ \t]*$)",
        "gap": r"[ \t]*(?:(?P<label>[QA])(?:\t|[ ]{2,})|(?P<asks>Q)[ ])(?=[A-Z“\"I])",
        "bold": rf"[ \t>]*(?:\*\*|__)(?P<label>{_NAME})(?:\*\*|__)(?=[ \t]*\S|[ \t]*$)",
        "dash": rf"{_LEAD}{_TIME}(?P<label>{_NAME})(?:\*\*|__|\*)?[ \t]*[—–](?=[ \t]+\S)",
        "own": rf"[ \t>#]*(?P<label>{_NAME})[ \t]*$",
    }.items()
)
# Within a line only what can hardly be anything else: a short label or one in brackets.
_INSIDE: Final = re.compile(
    rf"""(?<=[.?!…”"’»)])[ \t]+(?:\*\*|__)?(?:
    \[(?P<bracket>{_NAME})\](?=[ \t]+\S)
    |(?P<short>{_SHORT}(?:[ ]\([^()\n]{{2,40}}\))?)(?:\*\*|__)?:(?:\*\*|__)?(?=[ \t]+\S)
    |(?P<point>Q|A)\.(?=[ \t]+[A-Z“"]))""",
    re.X,
)
_ASKING: Final = re.compile(
    r"\b(?:reporters?|journalists?|correspondents?|interviewers?|questioners?)\b", re.I
)
_MEDIA: Final = re.compile(
    r"\b(?:Radio|TV|Television|Télévision|News|Newspaper|Times|Post|Herald|Tribune|Gazette|Daily|"
    r"Press|Agency|Agence|Broadcasting|Courier|Chronicle|Journal|Telegraph|Observer|Standard|"
    r"Weekly|Magazine|FM|Diario|Noticias|Le|El|La|Die|Der|Al)\b"
)
_SMALL: Final = frozenset(
    "the of for and in to a an at on by with de del la las los le les du des da dos di von van der "
    "den al el bin ben ibn ag ould u y e".split()
)
_WORD: Final = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True)
class Label:
    """What stands before a turn.

    Parameters
    ----------
    begin, end
        Offsets of all that is no part of the words: marks, time, colon.
    start, stop
        Offsets of the label alone.
    text
        The label, verbatim.
    kind
        ``asks``, ``answers``, ``title``, ``media``, ``capitals``, ``name``.
    shape
        How it is set off: ``colon``, ``bracket``, ``dash`` ...
    """

    begin: int
    end: int
    start: int
    stop: int
    text: str
    kind: str
    shape: str


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return {row["term"].lower(): row["kind"] for row in read_table("turn_labels")}


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    terms = sorted((row["term"] for row in read_table("speaker_titles")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.I)


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    rows = read_table("media")
    return frozenset(
        name.casefold() for row in rows for name in (row["name"], *many(row["aliases"]))
    )


def is_title(words: str) -> bool:
    """Tell whether words are a title or office that stands before turns, and nothing else.

    Examples
    --------
    >>> is_title("mediator"), is_title("Olimov")
    (True, False)
    """
    return _titles().fullmatch(words) is not None


def bare(label: str) -> str:
    """Give a label without the note in brackets behind it.

    Examples
    --------
    >>> bare("THE MEDIATOR (in French)")
    'THE MEDIATOR'
    """
    return re.sub(r"\s*\(.*?\)\s*$", "", label).strip(" *_.")


def kind_of(label: str) -> str:
    """Tell what kind of speaker a label names.

    Parameters
    ----------
    label
        The label, without colon.

    Returns
    -------
    str
        ``asks``, ``answers``, ``title``, ``media``, ``capitals``, ``name``; '' where it names none.

    Examples
    --------
    >>> [kind_of(x) for x in ("Q", "Question (Reuters)", "MR. PRICE", "The envoy", "He said")]
    ['asks', 'asks', 'title', 'title', '']
    """
    name = bare(label)
    lowered = re.sub(r"^the ", "", name.replace("'", "’").lower())
    first = re.split(r",| from |\s*\d", lowered)[0].strip()
    known = _listed().get(lowered) or _listed().get(first, "")
    if known == "heads":
        return ""
    if known:
        return known
    words = _WORD.findall(name)
    if not words or len(words) > 9 or not _is_named(name, words):
        return ""
    if _ASKING.search(name):
        return "asks"
    if HONORIFIC.match(name) or _titles().search(name):
        return "title"
    if name.casefold() in _outlets() or (_MEDIA.search(name) and len(words) <= 4):
        return "media"
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and len(words) <= 6:
        return "" if any(c.isdigit() for c in name) else "capitals"
    if len(words) <= 4 and all(w[:1].isupper() or w in _SMALL for w in words):
        return "" if any(c.isdigit() for c in name) else "name"
    return ""


def _is_named(name: str, words: list[str]) -> bool:
    """Tell a name or office from a clause: "The president told journalists" names no speaker."""
    if words[0].lower() in ("what", "why", "how", "who", "when", "where", "will", "is", "which"):
        return False
    free = _ASKING.sub("", _titles().sub("", name))
    return all(
        w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL or "’" in w or "'" in w
        for w in _WORD.findall(free)
        if w.strip("-.'’")
    )


def find_labels(document: Document) -> list[Label]:
    """Give what may be the labels of turns, in text order.

    Parameters
    ----------
    document
        The parsed source.

    Returns
    -------
    list of Label
        Candidates: whether the text is a transcript is for :mod:`speakers` to say.
    """
    found = [
        label
        for start, end in paragraphs(document.text)
        for label in _labels_of_line(document.text, start, end)
    ]
    counts = Counter(bare(label.text).casefold() for label in found)
    return [label for label in found if _may_speak(document, label, counts)]


def _labels_of_line(text: str, start: int, end: int) -> Iterator[Label]:
    for shape, pattern in _SHAPES:
        match = pattern.match(text, start, end)
        if match is None:
            continue
        group = "asks" if match.groupdict().get("asks") else "label"
        label = match.group(group)
        kind = kind_of(label)
        if kind:
            at, stop = match.span(group)
            yield Label(start, match.end(), at, stop, label.strip(), kind, shape)
            break
    for match in _INSIDE.finditer(text, start, end):
        group = str(match.lastgroup)
        label = match.group(group)
        kind = kind_of(label)
        if kind:
            at, stop = match.span(group)
            shape = {"short": "colon"}.get(group, group)
            yield Label(match.start(), match.end(), at, stop, label, kind, shape)


def _may_speak(document: Document, label: Label, counts: Counter[str]) -> bool:
    again = counts[bare(label.text).casefold()] > 1
    if label.shape == "own":
        # A heading does not come twice.
        return again and len(label.text.split()) <= 6 and label.text[-1] not in "?!,;"
    if label.kind in ("asks", "answers"):
        return True
    places = label.text.split("/")
    if not again and len(places) > 1 and all(in_gazetteer(p.strip().title()) for p in places):
        return False  # "BANGKOK/PHNOM PENH:" tells where a report was written
    if label.shape in ("bold", "dash"):
        return again or (label.shape == "dash" and bool(HONORIFIC.match(label.text)))
    if label.kind == "name" and not again:
        tokens = document.span(label.start, label.stop)
        return any(token.ent_type_ == "PERSON" for token in tokens)
    return True
