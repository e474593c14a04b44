"""Telling the turns of a transcript: whose words each paragraph is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Cast, Document
from analysis.extraction.quote_marks import paragraphs

_LABEL: Final = re.compile(
    r"""[ \t>*_#•-]*?(?P<open>\*\*|__)?(?:\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?[ \t]+)?
    (?P<label>[^\W\d_](?:[^:\n*_—–]|(?<=\w)[–](?=\w)){0,70}?)
    [ \t]*(?:(?::[ \t]*(?:\*\*|__)|(?:\*\*|__)[ \t]*:|:)(?=\s|$)|(?:\*\*|__)?[ \t]*[—–](?=[ \t]+\S))
    [ \t]*""",
    re.X,
)
_HONORIFIC: Final = re.compile(
    r"^(?:MR|MRS|MS|MISS|DR|SIR|LORD|LADY|DAME|GEN|COL|SEN|REP|AMB|PROF|MAJ|CAPT|ADM|LT|H\.E|HE)\b\.?",
    re.I,
)
_ASKER: Final = re.compile(r"^(?:q|question|reporters?|journalists?|interviewer)\b", re.I)
_ANSWER: Final = re.compile(r"^(?:a|answer)$", re.I)


@dataclass(frozen=True)
class Turn:
    """What one speaker of a transcript says until the next one speaks.

    Parameters
    ----------
    start, end
        Offsets of the words, label left out.
    speaker
        The label, verbatim, without colon.
    label_start, label_end
        Offsets of the label.
    """

    start: int
    end: int
    speaker: str
    label_start: int
    label_end: int


def turns(document: Document) -> list[Turn]:
    """Give the turns of a transcript.

    Parameters
    ----------
    document
        The parsed source.

    Returns
    -------
    list of Turn
        Empty where the source is no transcript.

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> from analysis.extraction.language import parse
    >>> text = "Q: Is there a deal?\\nMS. LAVELLE: Not yet.\\nQ: When?\\nMS. LAVELLE: Soon."
    >>> document = parse(read_article(text, source_id="x", published="2025-01-01"))
    >>> [(turn.speaker, document.text_of(turn.start, turn.end)) for turn in turns(document)][1]
    ('MS. LAVELLE', 'Not yet.')
    """
    text = document.text
    spans = paragraphs(text)
    labelled = []
    for number, (start, end) in enumerate(spans):
        match = _LABEL.match(text, start, end)
        if match and _may_speak(document, match):
            labelled.append((number, match))
    kinds = {_kind(match.group("label")) for _, match in labelled}
    sure = [m for _, m in labelled if _kind(m.group("label")) in ("capitals", "title", "name")]
    if len(labelled) < 2 or not sure or (kinds <= {"asker", "answer"}):
        return []
    found = []
    for k, (number, match) in enumerate(labelled):
        last = labelled[k + 1][0] - 1 if k + 1 < len(labelled) else len(spans) - 1
        stop = number
        while stop < last and not _is_aside(text, spans[stop + 1]):
            stop += 1
        start, end = match.end(), spans[stop][1]
        if start >= end and stop == number:
            continue
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            found.append(Turn(start, end, match.group("label").strip(), *match.span("label")))
    return found


def _is_aside(text: str, span: tuple[int, int]) -> bool:
    line = text[slice(*span)].strip()
    return bool(re.fullmatch(r"[\[(].*[\])]\.?|[-*_=~ ]{3,}|END|ENDS|###", line))


def _kind(label: str) -> str:
    label = re.sub(r"\s*\(.*?\)\s*$", "", label).strip(" *_")
    if _ASKER.match(label):
        return "asker"
    if _ANSWER.match(label):
        return "answer"
    letters = [c for c in label if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters):
        return "capitals"
    if _HONORIFIC.match(label):
        return "title"
    words = re.findall(r"[\w’'.-]+", label)
    titles = {row["term"].lower() for row in read_table("speaker_titles")}
    lowered = " ".join(words).lower()
    if any(re.search(rf"\b{re.escape(title)}\b", lowered) for title in titles):
        return "title"
    if 1 <= len(words) <= 4 and all(w[:1].isupper() for w in words):
        return "name"
    return ""


def _may_speak(document: Document, match: re.Match[str]) -> bool:
    label = re.sub(r"\s*\(.*", "", match.group("label")).strip()
    kind = _kind(label)
    if not kind or len(label.split()) > 9:
        return False
    if kind == "name":
        tokens = document.span(*match.span("label"))
        return any(token.ent_type_ == "PERSON" for token in tokens)
    if kind == "capitals":
        return bool(_HONORIFIC.match(label)) or len(label.split()) <= 6
    return True


def speaker_of(turn: Turn, document: Document, cast: Cast) -> str:
    """Give the actor who speaks a turn, '' where the label names nobody in the cast.

    Parameters
    ----------
    turn
        The turn.
    document
        The parsed source.
    cast
        The actors and their mentions.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    # "ANA DÍAZ (chair, Rivers Conference)": the name before the bracket speaks.
    bracket = turn.speaker.find("(")
    stop = turn.label_start + bracket if bracket > 0 else turn.label_end
    named = cast.between(turn.label_start, stop)
    if named:
        return max(named, key=lambda m: (m.form == "name", m.end - m.start)).entity
    label = re.sub(r"\s*\(.*?\)\s*$", "", turn.speaker).strip(" .*_")
    if _ASKER.match(label):
        for actor in cast.actors:
            if re.search(r"report|journal|interview|question", f"{actor.name} {actor.role}", re.I):
                return actor.actor_id
        return ""
    bare = _HONORIFIC.sub("", label).strip(" .").casefold()
    for actor in cast.actors:
        if bare and actor.name.casefold().split()[-1] == bare.split()[-1]:
            return actor.actor_id
    for actor in cast.actors:
        if actor.role and label.casefold().removeprefix("the ") in actor.role.casefold():
            return actor.actor_id
    return ""
