"""Quotations: the words between the marks, who said them, with which verb, where."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from analysis.extraction.attribution import entity_of, main_subject, subject_left
from analysis.extraction.document import Cast, Document
from analysis.extraction.media import medium_of
from analysis.extraction.quote_answers import echoed, said_in_answer
from analysis.extraction.quote_attribution import (
    Attribution,
    cue_text,
    nearest_subject,
    owned_before,
    said_after,
    said_before,
    subject_of_cue,
)
from analysis.extraction.quote_marks import Run
from analysis.extraction.quote_sentences import Unit, units_of
from analysis.extraction.quote_turns import quoted_in_turn, turn_attributions
from analysis.extraction.speakers import turns
from analysis.extraction.speech_cues import find_cues

_NAMING: Final = re.compile(
    r"\b(?:so[- ]called|named|titled|entitled|nicknamed|code-?named|known as|dubbed|called|"
    r"labelled|labeled|termed|hashtag|slogan|song|film|book|operation|headlined|headed|captioned|"
    r"under the (?:title|name|heading|motto|banner|headline))[\s,:]*$",
    re.I,
)


_MAY_NAME: Final = ("called", "labelled", "labeled", "termed", "dubbed")
_WORD_ITSELF: Final = re.compile(r"\b(?:words?|terms?|phrase|expression|label)\s*$", re.I)


def find_quotes(document: Document, cast: Cast) -> list[dict[str, object]]:
    """Find the direct speech of a source.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.

    Returns
    -------
    list of dict
        Rows of the ``quotes`` table without ``row_id``, in text order.
    """
    spoken = turns(document)
    said_there = turn_attributions(document, cast, spoken)
    rows = [
        _row(document, turn.start, turn.end, found)
        for turn, found in zip(spoken, said_there, strict=True)
    ]
    taken = {(turn.start, turn.end) for turn in spoken}
    runs = [r for r in document.quotations if (r.start, r.end) not in taken]
    said: dict[Run, Attribution] = {}
    headings: list[Run] = []
    units = units_of(document, runs)
    for number, unit in enumerate(units):
        for run in unit.runs:
            found = _attribute(document, cast, units, number, run, said)
            within = [k for k, t in enumerate(spoken) if t.start <= run.start < t.end]
            if within:
                turn, voice = spoken[within[0]], said_there[within[0]]
                found = quoted_in_turn(document, unit, run, turn, voice, found)
            if found is not None:
                said[run] = found
            elif not any(token.is_alpha for token in unit.frame):
                headings.append(run)
    said |= echoed(document, said, headings)
    rows += [_row(document, run.start, run.end, found) for run, found in said.items()]
    for row in rows:
        # A nation of which only an adjective speaks ("a retired Czech judge") is no actor.
        if row["speaker"] not in cast.by_id:
            row["speaker"] = ""
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _row(document: Document, start: int, end: int, found: Attribution) -> dict[str, object]:
    return {
        "source_id": document.article.source_id,
        "speaker": found.speaker,
        "cue": found.cue,
        "medium": found.medium,
        "evidence": document.text_of(start, end),
        "start": start,
        "end": end,
        "rule": f"quotes.{found.rule}",
        "confidence": found.confidence,
    }


def _attribute(
    document: Document,
    cast: Cast,
    units: list[Unit],
    number: int,
    run: Run,
    said: dict[Run, Attribution],
) -> Attribution | None:
    unit = units[number]
    words = document.text_of(run.start, run.end).split()
    before = [t for t in unit.frame if t.idx < run.opened]
    previous = [r for r in unit.runs if r.closed <= run.opened]
    near = [t for t in before if not previous or t.idx >= previous[-1].closed]
    after = [t for t in unit.frame if t.idx >= run.closed]
    following = [r for r in unit.runs if r.opened >= run.closed]
    near_after = [t for t in after if not following or t.idx < following[0].opened]
    if _is_name(document, run, before, after) or _is_actor(document, cast, run):
        return None
    clausal = _is_clausal(document, run, near, near_after)
    tests = (
        (lambda: said_after(document, cast, unit, near_after, at_once=True)) if clausal else None,
        lambda: said_before(document, cast, unit, near),
        (lambda: said.get(previous[-1])) if previous else None,
        lambda: said_in_answer(document, cast, units, number, near_after),
        lambda: owned_before(document, cast, unit, near),
        lambda: said_after(document, cast, unit, after, at_once=False),
        lambda: said_before(document, cast, unit, before),
    )
    itself = _WORD_ITSELF.search(document.text_of(max(0, run.opened - 30), run.opened))
    for test in tests:
        found = test() if test else None
        if found is not None:
            if itself and not found.speaker:
                # "few use the word “peace”": a word that is spoken about, by nobody.
                return None
            half = said.get(previous[-1]) if previous else None
            if half is not None and not found.speaker and half.cue == found.cue:
                found = replace(found, speaker=half.speaker)
            found = _same_voice(document, units, number, unit, found, said)
            found = _not_the_asker(cast, units, number, found, said)
            return replace(found, medium=found.medium or medium_of(document, cast, unit, run))
    if not [t for t in unit.frame if not t.is_punct]:
        found = _from_neighbours(document, cast, units, number, run, said)
        if found is not None:
            return found
    # "“This is” — Mr X paused — “the best offer”": a first run, broken off, may be short.
    if len(words) < 4 and not (not before and following):
        return None
    speaker = nearest_subject(cast, unit, before)
    return Attribution(speaker, "", medium_of(document, cast, unit, run), "unattributed", 0.4)


def _same_voice(
    document: Document,
    units: list[Unit],
    number: int,
    unit: Unit,
    found: Attribution,
    said: dict[Run, Attribution],
) -> Attribution:
    """Give "he added" to whoever was quoted just before: to add is to go on speaking."""
    if found.cue.lower() not in _GOING_ON or not number:
        return found
    earlier = units[number - 1]
    if not earlier.runs or earlier.paragraph != unit.paragraph:
        return found
    last = said.get(earlier.runs[-1])
    if last is None or not last.speaker:
        return found
    pronouns = [t for t in unit.frame if t.lower_ in ("he", "she", "they", "it")]
    names = [t for t in unit.frame if t.pos_ == "PROPN"]
    if pronouns and not (names and names[0].i < pronouns[0].i):
        return replace(found, speaker=last.speaker)
    return found


def _not_the_asker(
    cast: Cast, units: list[Unit], number: int, found: Attribution, said: dict[Run, Attribution]
) -> Attribution:
    """Give "he replied" after a question to who answers: the one quoted most, no reporter."""
    unit = units[number]
    people = [t for t in unit.frame if t.lower_ in ("he", "she")]
    names = [t for t in unit.frame if t.pos_ == "PROPN"]
    if not people or (names and names[0].i < people[0].i) or not said:
        return found
    actor = cast.by_id.get(found.speaker)
    before = units[number - 1] if number else None
    asked = before is not None and not before.runs and [t.text for t in before.frame[-1:]] == ["?"]
    if not asked and not (actor and actor.kind == "person" and actor.process_role == "media"):
        return found
    voices = [a.speaker for _, a in sorted(said.items(), key=lambda item: item[0].start)]
    voices.reverse()
    # Of two quoted as often the last.
    for speaker in sorted(voices, key=voices.count, reverse=True):
        other = cast.by_id.get(speaker)
        if other and other.kind == "person" and other.process_role != "media":
            return replace(found, speaker=speaker)
    return found


def _is_clausal(document: Document, run: Run, before: list[Token], after: list[Token]) -> bool:
    last = document.text_of(run.end - 1, run.end)
    if last in ",?!…—–-":
        return True
    if after and after[0].text in (",", "-", "—", "–") and after[0].idx <= run.closed + 1:
        return True
    return not before or document.text_of(run.start, run.start + 1).isupper()


def _is_name(document: Document, run: Run, before: list[Token], after: list[Token]) -> bool:
    """Tell whether marks stand around a title or the name of a plan, not around speech."""
    words = document.text_of(run.start, run.end).strip(" ,.").split()
    lead = document.text_of(max(0, run.opened - 40), run.opened).split("\n")[-1]
    naming = _NAMING.search(lead)
    if naming:
        if naming.group().strip(" ,:").lower() not in _MAY_NAME:
            return True
        verb = before[-1] if before else None
        # "a plan called “X”" names it; "he has called it “X”" is speech.
        if (
            verb is not None
            and verb.tag_ == "VBN"
            and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
        ):
            return len(words) <= 6 and not any(c.dep_ == "agent" for c in verb.children)
    capital = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    small = [w for w in words if w.lower() in _SMALL]
    titled = len(words) >= 1 and len(capital) + len(small) == len(words) and bool(capital)
    attributive = bool(
        before
        and after
        and before[-1].pos_ in ("DET", "ADJ", "PRON", "PART")
        and after[0].pos_ in ("NOUN", "PROPN")
        and after[0].idx <= run.closed + 1
    )
    return titled and attributive and len(words) <= 6


def _is_actor(document: Document, cast: Cast, run: Run) -> bool:
    """Tell the marks of a reporter who does not recognise a body: the "Republic of Bara"."""
    inside = document.text_of(run.start, run.end).strip(" ,.")
    return any(m.form == "name" and m.text == inside for m in cast.between(run.start, run.end))


_GOING_ON: Final = frozenset("added adds continued continues concluded concludes".split()) | {
    "went on",
    "goes on",
}
_SMALL: Final = frozenset("a an and at by for from in of on or the to with".split())


def _from_neighbours(
    document: Document,
    cast: Cast,
    units: list[Unit],
    number: int,
    run: Run,
    said: dict[Run, Attribution],
) -> Attribution | None:
    """Attribute a quotation that is a sentence of its own by the sentences around it."""
    unit = units[number]
    earlier = units[number - 1] if number else None
    later = units[number + 1] if number + 1 < len(units) else None
    if earlier is not None and earlier.runs:
        last = said.get(earlier.runs[-1])
        same = earlier.paragraph == unit.paragraph
        if last is not None and (same or earlier.runs[-1].open_ended):
            return replace(last, rule="continued", confidence=0.9)
    if later is not None and later.paragraph == unit.paragraph:
        tokens = list(later.frame)
        cues = [c for c in find_cues(tokens) if c.frame == "direct"]
        if cues and not later.runs and not (earlier and earlier.paragraph == unit.paragraph):
            head = subject_left(tokens, cues[0].first)
            speaker = entity_of(cast, tokens, head) if head is not None else ""
            if speaker:
                cue = cue_text(document, tokens, cues[0])
                medium = medium_of(document, cast, later, run)
                return Attribution(speaker, cue, medium, "next-sentence", 0.8)
    for back in range(number - 1, max(-1, number - 4), -1):
        source = units[back]
        if source.paragraph < unit.paragraph - 1:
            break
        tokens = list(source.frame)
        if source.runs and said.get(source.runs[-1]) is not None:
            return replace(said[source.runs[-1]], rule="previous-sentence", confidence=0.7)
        cues = [c for c in find_cues(tokens) if c.frame == "direct"]
        if cues:
            speaker = subject_of_cue(cast, tokens, cues[-1].first)
            if speaker:
                cue = cue_text(document, tokens, cues[-1])
                medium = medium_of(document, cast, source, run)
                return Attribution(speaker, cue, medium, "previous-sentence", 0.75)
        subject = main_subject(cast, tokens)
        if subject is not None:
            medium = medium_of(document, cast, source, run)
            return Attribution(subject[1], "", medium, "previous-sentence", 0.6)
    if later is not None and later.paragraph == unit.paragraph:
        subject = main_subject(cast, later.frame)
        if subject is not None:
            return Attribution(subject[1], "", "", "next-sentence", 0.6)
    return None
