"""Telling the turns of a transcript: whose words each paragraph is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from analysis.extraction.document import Actor, Cast, Document, Mention
from analysis.extraction.quote_marks import find_runs, paragraphs
from analysis.extraction.turn_labels import HONORIFIC, Label, bare, find_labels, kind_of

# Words of one who speaks to another: entries of a list or a chronicle have none.
_ADDRESS: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our|[Tt]hank)\b|\?")
_SPOKEN: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
_ANNOUNCED: Final = re.compile(
    r"\b(?:transcript|interview(?:s|ed)?|(?:news|press) (?:conference|briefing)|briefings?|"
    r"remarks|question-and-answer|questions? (?:from|by)|took questions|media availability|"
    r"stakeout|spoke (?:to|with)|conversation|reporters|journalists|press gaggle)\b",
    re.I,
)
_ASIDE: Final = re.compile(
    r"[\[(*_]+[^\])]*[\])*_]+\.?|[-*_=~#—– ]{3,}|END|ENDS|\(?ends\)?|###|#+ .*|"
    r"(?:The |This )?(?:interview|briefing|news conference|press conference|transcript|"
    r"conversation|session|call|exchange|meeting)\b[^?]{0,40}\b(?:ended|ends|was|were|concluded|"
    r"has been|closed)\b.*|"
    r"(?:Interview|Interviewed|Reporting|Translated|Translation|Transcribed|Edited|Writing) by.*",
)
_DIALOGUE: Final = re.compile(r"[ \t>]*[—–-][ \t]+(?=\S)")


@dataclass(frozen=True)
class Turn:
    """What one speaker of a transcript says until the next one speaks.

    Parameters
    ----------
    start, end
        Offsets of the words, label left out.
    speaker
        The label, verbatim, without colon; ``Q`` or ``A`` for a turn that a dash opens.
    label_start, label_end
        Offsets of the label, or of the dash that opens the turn.
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
    labels = find_labels(document)
    if len({bare(label.text).casefold() for label in labels}) > 1:
        found = _cut(document.text, labels)
        if _is_transcript(document, labels, found):
            return found
    return _dialogue(document)


def _cut(text: str, labels: list[Label]) -> list[Turn]:
    """Cut a text at its labels; a turn goes on over paragraphs until the next label or an aside."""
    spans = paragraphs(text)
    cut: list[tuple[Label, int, int]] = []
    for k, label in enumerate(labels):
        limit = labels[k + 1].begin if k + 1 < len(labels) else len(text)
        lines = [(max(a, label.end), min(b, limit)) for a, b in spans if b > label.end]
        lines = [(a, b) for a, b in lines if a < b and text[a:b].strip()]
        kept = 0
        while kept < len(lines) and not (kept and _ASIDE.fullmatch(text[slice(*lines[kept])])):
            kept += 1
        if kept:
            cut.append((label, lines[0][0], kept))
    long = any(kept > 1 for _, _, kept in cut[:-1])
    found = []
    for label, start, kept in cut:
        lines = [(max(a, start), b) for a, b in spans if b > start][:kept]
        if label is cut[-1][0] and kept > 1 and len(cut) > 2 and not long:
            # Every other turn is one paragraph: what follows the last is the reporter's again,
            # unless it speaks of itself.
            lines = lines[:1] + list(
                takewhile(lambda line: _SPOKEN.search(text[slice(*line)]), lines[1:])
            )
        lines = lines[:1] + _same_voice(text, label, lines[1:])
        at, end = lines[0][0], lines[-1][1]
        following = [other.begin for other in labels if other.begin > label.begin]
        end = min([end, *following])
        words = text[at:end]
        at += len(words) - len(words.lstrip(" \t\n*_"))
        end -= len(words) - len(words.rstrip())
        if at < end:
            at, end = _inside_marks(text, at, end)
            found.append(Turn(at, end, label.text, label.start, label.stop))
    return found


def _same_voice(text: str, label: Label, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what is told of the speaker, who does not speak of himself by name."""
    name = bare(label.text).split(",")[0].split()[-1:]
    kept: list[tuple[int, int]] = []
    for start, end in lines:
        line = text[start:end]
        own = re.search(rf"\b{re.escape(name[0])}\b", line, re.I) if name else None
        if own and label.kind in ("title", "capitals", "name") and not _SPOKEN.search(line):
            break
        kept.append((start, end))
    return kept


def _inside_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the words between the marks of a turn that stands in marks as a whole."""
    for run in find_runs(text[start:end]):
        if run.depth == 0 and run.opened == 0 and run.closed == end - start:
            return start + run.start, start + run.end
    return start, end


def _is_transcript(document: Document, labels: list[Label], found: list[Turn]) -> bool:
    if len(found) < 2:
        return False
    kinds = {label.kind for label in labels}
    words = [document.text_of(t.start, t.end) for t in found]
    if kinds <= {"asks", "answers"}:
        # A list of questions that the paper answers itself is nobody's speech.
        answers = [
            w for t, w in zip(found, words, strict=True) if kind_of(t.speaker) == "answers"
        ]
        spoken = sum(bool(_SPOKEN.search(w)) for w in answers)
        announced = _ANNOUNCED.search(document.text[: labels[0].begin])
        return len(kinds) == 2 and bool(spoken and (announced or 3 * spoken >= len(answers)))
    addressed = sum(
        bool(_ADDRESS.search(w)) or kind_of(t.speaker) == "asks"
        for t, w in zip(found, words, strict=True)
    )
    return 5 * addressed >= 2 * len(found)


def _dialogue(document: Document) -> list[Turn]:
    """Give the turns that dashes open: questions and the answers to them, in turn."""
    text = document.text
    opened: list[tuple[int, int]] = []
    dashes: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        match = _DIALOGUE.match(text, start, end)
        if match:
            opened.append((match.end(), end))
            dashes.append((match.end() - len(match.group().lstrip()), match.end() - 1))
        elif opened:
            gap = text[opened[-1][1] : start].strip()
            if gap or len(opened) > 1:
                break
            opened.clear()
            dashes.clear()
    asks = [text[a:b].rstrip(" *_").endswith("?") for a, b in opened]
    pairs = sum(first and not second for first, second in zip(asks, asks[1:], strict=False))
    if len(opened) < 4 or not asks[0] or 3 * pairs < len(opened):
        return []
    spoken = any(_SPOKEN.search(text[a:b]) for (a, b), q in zip(opened, asks, strict=True) if not q)
    if not spoken:
        return []
    found = []
    for number, (start, end) in enumerate(opened):
        speaker = "Q" if number % 2 == 0 else "A"
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        found.append(Turn(start, end, speaker, *dashes[number]))
    return found


def speaker_of(turn: Turn, document: Document, cast: Cast, spoken: list[Turn]) -> str:
    """Give the actor who speaks a turn, '' where the label names nobody in the cast.

    Parameters
    ----------
    turn
        The turn.
    document
        The parsed source.
    cast
        The actors and their mentions.
    spoken
        All turns of the source.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    kind = kind_of(turn.speaker)
    # "ANA DÍAZ (chair, Rivers Conference)": the name before the bracket speaks.
    bracket = turn.speaker.find("(")
    stop = turn.label_start + bracket if bracket > 0 else turn.label_end
    named = _named(cast, turn.label_start, stop) or _named(cast, stop, turn.label_end)
    if kind in ("asks", "answers", "title"):
        # "THE MEDIATOR (in French)", "Reporter, Radio X": a language or a place speaks not.
        voices = ("person", "media", "collective") if kind != "title" else ("person", "collective")
        named = [m for m in named if cast.by_id[m.entity].kind in voices]
    if kind == "title" and not HONORIFIC.match(turn.speaker):
        # "THE MEDIATOR" is whoever was introduced as the mediator, an unnamed person else.
        held = _by_office(document, cast, bare(turn.speaker), turn)
        if held and all(m.form != "name" for m in named):
            return held
    if named:
        rank = {"person": 2, "media": 1}
        best = max(
            named,
            key=lambda m: (rank.get(cast.by_id[m.entity].kind, 0), m.form == "name", m.end - m.start),
        )
        return best.entity
    head = document.text[: spoken[0].label_start]
    label = bare(turn.speaker)
    if kind == "asks":
        return _asker(cast, head)
    found = _by_name(cast, label) if kind != "answers" else ""
    if found or kind not in ("answers", "title") or _is_other_office(label):
        return found
    return _guest(document, cast, turn, spoken, head)


def _named(cast: Cast, start: int, stop: int) -> list[Mention]:
    return [m for m in cast.between(start, stop) if m.form != "pronoun" and m.entity in cast.by_id]


def _asker(cast: Cast, head: str) -> str:
    # One paper's interview is asked by its reporter, or the paper; a briefing by many.
    if not re.search(r"\bconference|briefing|stakeout|the press\b|reporters|journalists", head, re.I):
        present = [cast.by_id[m.entity] for m in _named(cast, 0, len(head))]
        reporting = [a for a in present if a.kind == "person" and a.process_role == "media"]
        reporting += [a for a in present if a.kind == "media"]
        if reporting:
            return reporting[0].actor_id
    for actor in cast.actors:
        if actor.kind == "collective" and re.search(r"report|journal|press", actor.name, re.I):
            return actor.actor_id
    return ""


def _by_name(cast: Cast, label: str) -> str:
    name = HONORIFIC.sub("", label).strip(" .").casefold().split(",")[0].split()
    for actor in cast.actors:
        if name and actor.name.casefold().split()[-1] == name[-1]:
            return actor.actor_id
    return ""


def _by_office(document: Document, cast: Cast, label: str, turn: Turn) -> str:
    """Find who holds the office that a label gives: by role, or named beside it before."""
    office = re.sub(r"^the ", "", label.casefold()).split(",")[0].split()
    stem = re.sub(r"(?:person|man|woman)$", "", office[-1]) if office else ""
    if not stem:
        return ""
    named = [
        m
        for m in cast.mentions
        if m.form == "name" and _may_answer(cast.by_id.get(m.entity)) and m.start < turn.label_start
    ]
    for actor_id in dict.fromkeys(m.entity for m in named):
        if re.search(rf"\b{re.escape(stem)}", cast.by_id[actor_id].role, re.I):
            return actor_id
    beside = rf"\b{re.escape(stem)}(?:person|man|woman)?\b"
    for mention in reversed(named):
        before = re.split(r"[.!?:\n]\s", document.text_of(max(0, mention.start - 70), mention.start))
        after = re.split(r"[.!?:\n]", document.text_of(mention.end, mention.end + 40))
        if re.search(beside + r"[^,]*,?[^,]*$", before[-1], re.I):
            return mention.entity
        if re.match(r",[^,]*" + beside, after[0], re.I):
            return mention.entity
    return ""


def _is_other_office(label: str) -> bool:
    """Tell the one who leads through the session, who is not its guest."""
    return bool(
        HONORIFIC.match(label)
        or re.search(r"moderat|host|present|anchor|announc|operator|interpret|translat", label, re.I)
    )


def _guest(document: Document, cast: Cast, turn: Turn, spoken: list[Turn], head: str) -> str:
    """Give whose remarks the last speaker's words, the heading or the lead announce."""
    before = [t for t in spoken if t.start < turn.start]
    lead = [m for m in _named(cast, 0, len(head)) if _may_answer(cast.by_id.get(m.entity))]
    for earlier in before:
        if kind_of(earlier.speaker) in ("asks", "answers"):
            break
        handed = [
            m
            for m in _named(cast, earlier.start, earlier.end)
            if _may_answer(cast.by_id.get(m.entity))
        ]
        if handed and (handed[-1].end > earlier.end - 60 or not lead):
            return handed[-1].entity
    if lead:
        sentence = [m for m in lead if re.search(_ANNOUNCED, _line_at(document.text, m.start))]
        return (sentence or lead)[0].entity
    return ""


def _may_answer(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "person" and actor.process_role != "media"


def _line_at(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)]
