"""Which time expression a happening has: its own, its entry's in a chronology, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from analysis.extraction.calendar_spans import DateRange, one_day
from analysis.extraction.clause_tense import tense_of
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.date_owners import EFFECTS, POSSESSIVE, governor, is_part, noun_after
from analysis.extraction.datelines import dateline_spans
from analysis.extraction.document import Document
from analysis.extraction.event_cues import clause_of, cue_of
from analysis.extraction.event_offsets import read_offsets
from analysis.extraction.quote_marks import paragraphs

_CLOCK: Final = re.compile(r"[ \t*_>•\[-]*\d{1,2}[:.]\d{2}(?!\d)")
_LIGHT: Final = frozenset(
    "be have begin start go continue try manage use come get help due set expect schedule likely "
    "about slate plan supposed mean bind".split()
)
# Words: a sentence that is no more than the frame of the next one.
_SHORT: Final = 14
_STAMP: Final = re.compile(
    r"^[ \t*_>•\[-]*\d{1,2}[:.]\d{2}(?:[ \t]*[ap]\.?m\b\.?)?[ \t]*"
    r"(?:[A-Z]{3,4}[ \t]*)?[-–—:|\]]*[ \t]*",
    re.M,
)
_LEAD: Final = re.compile(r"[ \t*_>•#-]*(?:on\s+)?(?:(?:the|by|before|since)\s+)?", re.I)
_AFTER_LEAD: Final = re.compile(r"[ \t*_]*[:.–—-](?=\s|$)|[ \t*_]*$|[ \t]*\([^)]*\)[ \t]*[:.–—]")


@dataclass(frozen=True)
class Timeline:
    """The time expressions of a source, by the word that each belongs to.

    Parameters
    ----------
    dates
        All of them, in text order.
    owners
        For each its verb or event noun.
    entries
        Spans of the entries of a chronology or a live blog, with their date.
    names
        Offsets of the expressions that name a thing by its day ("the reply of 3 October").
    """

    dates: tuple[DateMention, ...]
    owners: tuple[Token | None, ...]
    entries: tuple[tuple[int, int, DateMention], ...]
    names: frozenset[int] = frozenset()

    def owner(self, mention: DateMention) -> Token | None:
        """Give the verb or event noun that an expression belongs to."""
        return self.owners[self.dates.index(mention)]

    def is_entry(self, token: Token) -> bool:
        """Tell whether a token stands in an entry of a chronology."""
        return any(start <= token.idx < end for start, end, _ in self.entries)

    def own(self, token: Token) -> list[DateMention]:
        """Give the expressions that belong to a token itself."""
        return [
            mention
            for mention, owner in zip(self.dates, self.owners, strict=True)
            if owner is not None and owner.i == token.i
        ]

    def date_of(self, token: Token, clause: Sequence[Token]) -> tuple[DateMention | None, bool]:
        """Give the date of a happening, and whether its own words give it.

        Parameters
        ----------
        token
            Verb or noun that reports it.
        clause
            The tokens of its clause.

        Returns
        -------
        (DateMention or None, bool)
        """
        ways = (
            self._of_itself,
            self._of_clause,
            self._of_verb_above,
            self._of_when_before,
            self._of_first_verb,
            self._of_same_moment,
            self._of_opening,
            self._of_occasion,
        )
        found = next((m for way in ways if (m := way(token, clause)) is not None), None)
        if found is not None:
            return found, True
        entry = next((e for e in self.entries if e[0] <= token.idx < e[1]), None)
        if entry is None:
            return self._of_frame(token), False
        return (entry[2] if self._is_of_entry(token, entry[2]) else None), False

    def _dated(self, verb: Token) -> DateMention | None:
        """Give the first resolved expression that belongs to a word itself."""
        return next((m for m in self.own(verb) if m.range is not None), None)

    def _of_itself(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        own = self.own(token)
        if not own:
            return None
        best = max(own, key=lambda m: (m.range is not None, m.kind == "point"))
        return _when_after(token, [best]) or best

    def _of_clause(self, token: Token, clause: Sequence[Token]) -> DateMention | None:
        """Give the day that the parser hung on another word of the clause."""
        inside = {t.i for t in clause}
        for mention, owner in zip(self.dates, self.owners, strict=True):
            if owner is None or owner.i not in inside or owner.i == token.i:
                continue
            if mention.start in self.names:
                # "Their reply of 3 October accepted": the day of the reply.
                continue
            if owner.pos_ in ("NOUN", "PROPN") and owner.head.i == token.i:
                if _is_other(owner, token, clause):
                    # "The bombing in March nearly ended the talks": the month of the bombing.
                    continue
                # "signed a pact on Monday": the parser may hang the day on the noun.
                return mention
            if token.lemma_ in EFFECTS and owner.dep_ == "pobj" and owner.head.head.i == token.i:
                # "About 250 were killed in the attack on Oct. 7."
                return mention
            if owner.pos_ in ("VERB", "AUX") and owner.dep_ == "xcomp" and owner.head.i == token.i:
                # "agreed to meet in May" is of the meeting, where the lower verb is a cue.
                if cue_of(owner, lambda _: False, clause_of(owner)) is None:
                    return mention
        return None

    def _of_verb_above(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the day of "in July he had to report", "On 3 February talks are (due) to begin"."""
        above = {verb.i for verb in _light_above(token)}
        return next(
            (
                mention
                for mention, owner in zip(self.dates, self.owners, strict=True)
                if owner is not None and owner.i in above
            ),
            None,
        )

    def _of_when_before(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the day of "on 16 November 1989, when soldiers shot six priests"."""
        told = _first_of(token)
        if told.dep_ not in ("relcl", "advcl"):
            return None
        for mention in self.dates:
            if mention.start <= told.head.idx < mention.end and mention.range is not None:
                return _when_after(told, [mention]) or mention
        return _when_after(told, self.dates)

    def _of_first_verb(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the day of "In May 2003 the government declared martial law and launched".

        A day before the first verb is of all that follow it.
        """
        if token.dep_ != "conj" or token.pos_ != "VERB" or token.head.pos_ != "VERB":
            return None
        own = [m for m in self.own(token.head) if m.range is not None]
        return next((m for m in own if m.start < token.head.idx), None)

    def _of_same_moment(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the one day of a verb and its "when" clause, whichever of them is dated.

        "Collapsed on Wednesday when militias shelled the crossing", "ruled it out when he was
        interviewed on Thursday".
        """
        if token.dep_ == "advcl" and _begins_with(token, ("when", "as", "while")):
            above = self._dated(token.head)
            if above is not None:
                return above
        for below in token.children:
            if below.dep_ == "advcl" and _begins_with(below, ("when",)):
                then = self._dated(below)
                if then is not None and then.tense == "past":
                    return then
        return None

    def _of_opening(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the day of "Meeting in Kunming from Monday to Wednesday, the two sides agreed".

        And of "On March 6th, after a shell fell", told right behind the day.
        """
        opening = next((c for c in token.children if c.dep_ == "advcl" and c.i < token.i), None)
        if opening is not None and opening.tag_ == "VBG":
            opened = self._dated(opening)
            if opened is not None:
                return opened
        first = token.left_edge
        if token.dep_ != "advcl" or token.head.i < token.i or first.lower_ != "after":
            return None
        behind = [m for m in self.own(token.head) if m.range is not None]
        close = any(token.doc.text[m.end : first.idx].strip() in ("", ",") for m in behind)
        return behind[0] if close else None

    def _is_of_entry(self, token: Token, mention: DateMention) -> bool:
        """Tell whether the head of an entry dates a word of it.

        "Fired on dockers in 2018", in an entry of today: the sentence has a date of its own, so
        that the hour of the entry says nothing about its clauses. But "has just announced that it
        will start on Sunday" is of the hour.
        """
        first, last = token.sent.start_char, token.sent.end_char
        fresh = token.dep_ == "ROOT" and (
            token.tag_ in ("VBZ", "VBP") or any(c.lower_ in ("has", "have") for c in token.children)
        )
        dated = any(first <= d.start < last for d in self.dates)
        return fresh or not dated or mention.kind != "entry"

    def _of_frame(self, token: Token) -> DateMention | None:
        """Give the day that the sentence before opens with, if it tells nothing of its own.

        "By midnight they had done better than that. The two sides agreed to stop shelling."
        """
        first = token.sent.start
        if first == 0 or tense_of(token) != "past" or token.dep_ not in ("ROOT", "conj"):
            return None
        before = token.doc[first - 1].sent
        if "\n" in before.text_with_ws or len(before) > _SHORT:
            return None
        for mention, owner in zip(self.dates, self.owners, strict=True):
            if before.start_char <= mention.start < before.end_char:
                opens = token.doc.text[before.start_char : mention.start].count(" ") < 2
                if owner is None or mention.range is None or not opens or mention.kind == "since":
                    return None
                told = cue_of(owner, lambda _: False, clause_of(owner))
                return mention if told is None else None
        return None

    def _of_occasion(self, token: Token, _: Sequence[Token]) -> DateMention | None:
        """Give the day of "told them after Thursday's session", "in a letter of Monday".

        And of the session itself: "agreed on Sunday, after eleven hours of talks".
        """
        session = token.head if token.dep_ == "acl" else token
        of_it = session.dep_ == "pobj" and session.head.lower_ == "of"
        hours = session.head.head if of_it else session
        if hours.lemma_ == "hour" and hours.dep_ == "pobj" and hours.head.lower_ == "after":
            return self._dated(hours.head.head)
        for prep in token.children:
            if prep.lower_ in ("after", "at", "during", "following", "in"):
                for noun in (c for c in prep.children if c.dep_ == "pobj"):
                    own = self._dated(noun)
                    if own is not None and prep.lower_ in ("at", "during", "in"):
                        return own
                    for mention in self.dates:
                        inside = noun.left_edge.idx <= mention.start < noun.idx
                        if inside and mention.start in self.names and mention.range is not None:
                            return mention
        return None


def _begins_with(clause: Token, words: Sequence[str]) -> bool:
    """Tell whether a clause is brought in by one of these words."""
    return any(c.lower_ in words and c.dep_ in ("advmod", "mark") for c in clause.children)


def _first_of(verb: Token) -> Token:
    """Give the first of joined verbs: "when they came down and seized the capital"."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _light_above(token: Token) -> list[Token]:
    """List the words above an infinitive that say no more than that it is to happen."""
    found: list[Token] = []
    while token.dep_ in ("xcomp", "acomp") and token.head.lemma_ in _LIGHT:
        token = token.head
        found.append(token)
    return found


def _is_other(noun: Token, verb: Token, clause: Sequence[Token]) -> bool:
    """Tell whether the subject of a verb is a happening of another sort than the verb's."""
    if noun.dep_ != "nsubj":
        return False
    own = cue_of(noun, lambda _: False, clause_of(noun))
    told = cue_of(verb, lambda _: False, clause)
    return own is not None and (told is None or told.event_type != own.event_type)


def _when_after(token: Token, dates: Sequence[DateMention]) -> DateMention | None:
    """Give the date that "when" takes up: "of spring 2015, when barricades went up"."""
    when = next((c for c in token.children if c.lower_ == "when" and c.dep_ == "advmod"), None)
    if when is None:
        return None
    text = token.doc.text
    close = [d for d in dates if d.range is not None and d.end <= when.idx <= d.end + 2]
    found = next((d for d in close if text[d.end : when.idx].strip() in ("", ",")), None)
    if found is not None and found.range is not None and found.range.start is None:
        # "Lasted until Thursday, when a shell fell": what ended it is of that day.
        return replace(found, range=DateRange(found.range.end, found.range.end))
    return found


def _ends_lead(text: str, date: DateMention, end: int) -> bool:
    """Tell whether a date is the head of an entry: "4 May:", "4 Nov. Rebels attack …"."""
    if _AFTER_LEAD.match(text, date.end, end):
        return True
    # The full stop of a short month is the lead's too, where a new sentence begins.
    return date.text.endswith(".") and re.match(r" [A-Z]", text[date.end : end]) is not None


def _is_heading(rest: str) -> bool:
    """Tell whether what follows a date on its line is nothing, or a title without full stop."""
    words = rest.strip(" \t*_")
    return len(words) <= 2 or (words[-1] not in '.!?:;”"' and len(words.split()) <= 12)


def lead_spans(text: str) -> list[tuple[int, int]]:
    """Give the spans of datelines and of the hours before entries of a live blog.

    Parameters
    ----------
    text
        The body of a source, or a line of it.

    Returns
    -------
    list of (int, int)

    Examples
    --------
    >>> text = "7:50 am - Rebels enter the town."
    >>> [text[start:end] for start, end in lead_spans(text)]
    ['7:50 am - ']
    """
    return [*dateline_spans(text), *(match.span() for match in _STAMP.finditer(text))]


def read_timeline(document: Document, dates: Sequence[DateMention]) -> Timeline:
    """Find what each time expression of a source belongs to.

    Parameters
    ----------
    document
        The parsed source.
    dates
        Its time expressions.

    Returns
    -------
    Timeline
    """
    text = document.text
    entries: list[tuple[int, int, DateMention]] = []
    leads: dict[int, DateMention] = {}
    spans = paragraphs(text)
    today = one_day(document.article.published)
    for start, end in spans:
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        first = next((d for d in dates if start <= d.start <= begin and d.start >= begin - 8), None)
        dated = first is not None and first.range is not None
        if first is not None and dated and _ends_lead(text, first, end):
            leads[start] = first
            if first.range is not None and first.range.start == first.range.end:
                today = first.range  # "Thursday 14 March" heads the hours below it
        elif _CLOCK.match(text, start, end):
            leads[start] = DateMention(start, start, "", today, "entry", "past")
    for k, (start, end) in enumerate(spans):
        if start not in leads:
            continue
        stop = end
        clock = _CLOCK.match(text, start, end)
        # A date that stands alone on its line, or with a title, heads the paragraphs after it.
        if _is_heading(text[max(leads[start].end, clock.end() if clock else 0) : end]):
            for later, later_end in spans[k + 1 :]:
                if later in leads or text[later:later_end].count(" ") < 4:
                    break
                stop = later_end
        entries.append((start, stop, leads[start]))
    lead_starts = {mention.start for _, _, mention in entries}
    owners = tuple(None if d.start in lead_starts else governor(document, d) for d in dates)
    offsets = read_offsets(document, dates, owners)
    before = {d.start: document.text_of(max(0, d.start - 4), d.start).lower() for d in dates}
    names = frozenset(
        d.start
        for d in dates
        if (before[d.start] == " of " and not is_part(document.token_at(d.start - 5)))
        or text[d.end : d.end + 2] in POSSESSIVE
        # "declared the 1991 truce over": the year of the truce.
        or noun_after(document.span(d.start, d.end).root, d.start, d.end) is not None
    )
    return Timeline(
        (*dates, *(mention for mention, _ in offsets)),
        (*owners, *(owner for _, owner in offsets)),
        tuple(entries),
        names,
    )
