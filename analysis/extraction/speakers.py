"""Telling the turns of a transcript: whose words each paragraph is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from analysis.extraction.document import Document
from analysis.extraction.quote_marks import find_runs, paragraphs
from analysis.extraction.turn_labels import Label, bare, find_labels, kind_of

# Words of one who speaks to another: entries of a list or a chronicle have none.
_ADDRESS: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our|[Tt]hank)\b|\?")
_SPOKEN: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
ANNOUNCED: Final = re.compile(
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
_QUESTION: Final = re.compile(
    r"[ \t>]*(?P<set>\*\*|__|#{1,6}[ ])?(?P<words>[^\n*_]{6,300}\?)[*_ \t]*"
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
    return _dialogue(document) or _set_off_questions(document)


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
        answers = [w for t, w in zip(found, words, strict=True) if kind_of(t.speaker) == "answers"]
        spoken = sum(bool(_SPOKEN.search(w)) for w in answers)
        announced = ANNOUNCED.search(document.text[: labels[0].begin])
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
    pairs = sum(first and not second for first, second in pairwise(asks))
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


def _set_off_questions(document: Document) -> list[Turn]:
    """Give the turns of an interview with its questions in bold and its answers plain."""
    text = document.text
    lines = paragraphs(text)
    marked = [(k, m) for k, (a, b) in enumerate(lines) if (m := _QUESTION.fullmatch(text, a, b))]
    asked = [(k, m) for k, m in marked if m.group("set")]
    if len(asked) < 2 and marked:
        # Without bold type only what is announced as an interview.
        head = text[: lines[marked[0][0]][0]]
        asked = marked if re.search(r"\binterview", head, re.I) else []
    found: list[Turn] = []
    spoken = 0
    end: tuple[int, re.Match[str] | None] = (len(lines), None)
    for (k, match), (following, _) in pairwise([*asked, end]):
        answer = lines[k + 1 : following]
        stop = next(
            (n for n, at in enumerate(answer) if n and _ASIDE.fullmatch(text[slice(*at)])), None
        )
        answer = answer[:stop]
        if match is None or not answer:
            continue
        found.append(Turn(*match.span("words"), "Q", *match.span("words")))
        found.append(Turn(answer[0][0], answer[-1][1], "A", answer[0][0], answer[0][0] + 1))
        spoken += bool(_SPOKEN.search(_unquoted(text, answer[0][0], answer[-1][1])))
    # A paper that asks and answers its own questions does not say "I".
    return found if len(found) >= 4 and spoken * 4 >= len(found) else []


def _unquoted(text: str, start: int, end: int) -> str:
    words = text[start:end]
    for run in reversed(find_runs(words)):
        if run.depth == 0:
            words = words[: run.opened] + words[run.closed :]
    return words
