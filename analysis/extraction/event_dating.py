"""Which time expression a happening has: its own, its entry's in a chronology, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.calendar_spans import one_day
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Document
from analysis.extraction.durations import time_words
from analysis.extraction.event_cues import clause_of, cue_of
from analysis.extraction.event_offsets import read_offsets
from analysis.extraction.quote_marks import paragraphs

_CLOCK: Final = re.compile(r"[ \t*_>•\[-]*\d{1,2}[:.]\d{2}(?!\d)")
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Z .'’/-]{2,40}(?:,? [A-Z][\w .]{2,30})?(?: ?\([^)\n]{2,40}\))?"
    r"(?:, [^\n()–—]{3,30}?)?(?: ?\([^)\n]{2,40}\))? ?[-–—]+ ",
    re.M,
)
_FIRST_SINCE: Final = re.compile(
    r"\b(?:first|only|worst|largest|biggest|deadliest|heaviest|longest|highest|lowest|fiercest)\b"
    r"[^.;]{0,30}\bsince\s+(?:the\s+)?$",
    re.I,
)
_POSSESSIVE: Final = ("'s", "’s")
_LIGHT: Final = frozenset("have begin start go continue try manage use come get help".split())
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
        own = self.own(token)
        if own:
            return max(own, key=lambda m: (m.range is not None, m.kind == "point")), True
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
                return mention, True
            if owner.pos_ in ("VERB", "AUX") and owner.dep_ == "xcomp" and owner.head.i == token.i:
                # "agreed to meet in May" is of the meeting, where the lower verb is a cue.
                if cue_of(owner, lambda _: False, clause_of(owner)) is None:
                    return mention, True
        if token.dep_ == "xcomp" and token.head.lemma_ in _LIGHT:
            # "in July he had to report", "began to leave on Monday"
            for mention, owner in zip(self.dates, self.owners, strict=True):
                if owner is not None and owner.i == token.head.i:
                    return mention, True
        if token.dep_ in ("relcl", "advcl"):
            # "on 16 November 1989, when soldiers shot six priests"
            for mention in self.dates:
                if mention.start <= token.head.idx < mention.end and mention.range is not None:
                    return mention, True
            taken_up = _when_after(token, self.dates)
            if taken_up is not None:
                return taken_up, True
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.pos_ == "VERB":
            # "In May 2003 the government declared martial law and launched an offensive."
            for mention, owner in zip(self.dates, self.owners, strict=True):
                if owner is not None and owner.i == token.head.i and mention.range is not None:
                    # A day before the first verb is of all that follow it.
                    if mention.start < owner.idx:
                        return mention, True
        if token.dep_ == "advcl" and any(
            c.lower_ in ("when", "as", "while") and c.dep_ in ("advmod", "mark")
            for c in token.children
        ):
            # "collapsed on Wednesday when militias shelled the crossing": one day for both.
            for mention, owner in zip(self.dates, self.owners, strict=True):
                if owner is not None and owner.i == token.head.i and mention.range is not None:
                    return mention, True
        for start, end, mention in self.entries:
            if start <= token.idx < end:
                first, last = token.sent.start_char, token.sent.end_char
                # "fired on dockers in 2018", in an entry of today: the sentence has a date of
                # its own, so that the hour of the entry says nothing about its clauses.
                if mention.kind == "entry" and any(first <= d.start < last for d in self.dates):
                    return None, False
                return mention, False
        return None, False


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
    return next((d for d in close if text[d.end : when.idx].strip() in ("", ",")), None)


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


def dateline_spans(text: str) -> list[tuple[int, int]]:
    """Give the spans of datelines: place, day and agency before the first sentence of a wire.

    Parameters
    ----------
    text
        The body of a source.

    Returns
    -------
    list of (int, int)

    Examples
    --------
    >>> text = "BAMAKO, June 20 (Reuters) - Rebels signed a deal on Saturday."
    >>> [text[start:end] for start, end in dateline_spans(text)]
    ['BAMAKO, June 20 (Reuters) - ']
    """
    return [match.span() for match in _DATELINE.finditer(text)]


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


def governor(document: Document, mention: DateMention) -> Token | None:
    """Give the verb or event noun that a time expression belongs to.

    Parameters
    ----------
    document
        The parsed source.
    mention
        The expression.

    Returns
    -------
    Token or None
    """
    if _FIRST_SINCE.search(document.text_of(max(0, mention.start - 50), mention.start)):
        # "the first talks since August": by how long, not when.
        return None
    span = document.span(mention.start, mention.end)
    token = span.root
    noun = _noun_of_aside(document, mention)
    if noun is not None:
        return noun
    owned = document.text_of(mention.end, mention.end + 2) in _POSSESSIVE
    if not owned and span[0].i > span[0].sent.start and span[0].nbor(-1).dep_ == "prep":
        # Where the parser joins a date with what follows it, the preposition knows better.
        token = span[0].nbor(-1)
    elif (after := _noun_after(token, mention)) is not None:
        # "this year's chairman", "the spring draft": the day of a thing, unless it happened.
        return after if cue_of(after, lambda _: False, clause_of(after)) else None
    owner = _climb(token, mention)
    if owner is None:
        return None
    owner = _told_before(_above_object(owner, mention), mention)
    return _this_side(document, owner, mention)


def _climb(token: Token, mention: DateMention) -> Token | None:
    """Give the verb or event noun above a token of an expression."""
    by_of = False
    for _ in range(12):
        if not mention.start <= token.idx < mention.end:
            if token.pos_ in ("VERB", "AUX"):
                return token
            if token.pos_ in ("NOUN", "PROPN"):
                if cue_of(token, lambda _: False, clause_of(token)):
                    return token
                if by_of and not _is_time(token):
                    # "the boundary of 1958": the year of a thing, not of a happening.
                    return None
        if token.head.i == token.i:
            # "On Friday, the coalition handed over …", read as a noun with a participle.
            cut = [c for c in token.children if c.dep_ in ("acl", "relcl") and c.tag_ != "VBG"]
            return cut[0] if cut and token.pos_ != "VERB" else None
        by_of = token.lower_ == "of"
        token = token.head
    return None


def _is_time(token: Token) -> bool:
    """Tell whether a noun is a part of what is named after it: "on the night of 1 April"."""
    return token.lower_ in time_words("part")


def _above_object(owner: Token, mention: DateMention) -> Token:
    """Give the verb above a participle whose noun stands after the date.

    "Jakarta is to pull out, over three months, all soldiers brought in from elsewhere".
    """
    if owner.dep_ not in ("acl", "relcl") or owner.head.idx <= mention.start:
        return owner
    above = _climb(owner.head, mention)
    return above if above is not None and above.idx < mention.start else owner


def _told_before(owner: Token, mention: DateMention) -> Token:
    """Give the verb of what is reported, where the date stands before the one who says it.

    "The two agreed on a truce on Wednesday, the ministry said on Friday": each has its day.
    """
    said = [c for c in owner.children if c.dep_ == "ccomp" and c.i < owner.i]
    speaker = next((c for c in owner.children if c.dep_ == "nsubj"), None)
    if not said or speaker is None or speaker.i < said[-1].i:
        return owner
    inside = said[-1].idx < mention.start < speaker.left_edge.idx
    colon = any(t.text in (":", ";") for t in owner.doc[said[-1].i : speaker.i])
    return said[-1] if inside and not colon else owner


def _this_side(document: Document, owner: Token, mention: DateMention) -> Token:
    """Give the verb on a date's own side of a semicolon, where the parser crossed one."""
    low, high = min(owner.idx, mention.start), max(owner.idx, mention.start)
    if ";" not in document.text_of(low, high):
        return owner
    sent = document.sentence(mention.start)
    first = document.text.rfind(";", sent.start_char, mention.start) + 1 or sent.start_char
    last = document.text.find(";", mention.end, sent.end_char)
    last = last if last >= 0 else sent.end_char
    verbs = [
        t
        for t in sent
        if first <= t.idx < last and t.pos_ == "VERB" and t.dep_ not in ("dobj", "pobj", "amod")
    ]
    before = [t for t in verbs if t.idx < mention.start]
    return before[-1] if before else verbs[0] if verbs else owner


def _noun_after(token: Token, mention: DateMention) -> Token | None:
    """Give the noun that an expression stands before as its modifier ("the 2015 accord")."""
    if token.dep_ not in ("poss", "compound", "amod", "nmod", "nummod"):
        return None
    head = token.head
    if head.pos_ not in ("NOUN", "PROPN") or head.idx < mention.end:
        return None
    first = token.left_edge if token.left_edge.idx >= mention.start else token
    before = first.nbor(-1) if first.i > first.sent.start else first
    if token.dep_ != "poss" and ("ADP" in (first.pos_, before.pos_) or before.i == first.i):
        # "By mid-October federal troops had taken it", "Last Thursday rebels released two men":
        # the parser joins what only stands together.
        return None
    return head


def _noun_of_aside(document: Document, mention: DateMention) -> Token | None:
    """Give the event noun of "since the invasion of East Timor in 1975", whose year it is."""
    first = document.span(mention.start, mention.end)[0]
    for token in reversed(document.doc[first.sent.start : first.i]):
        if token.pos_ in ("VERB", "AUX") or (token.is_punct and token.text != ","):
            return None
        if token.lower_ in ("since", "after", "before", "until"):
            for noun in (c for c in token.children if c.dep_ == "pobj" and c.i < first.i):
                aside = "," in document.text_of(noun.idx, first.idx) and first not in noun.subtree
                if not aside and cue_of(noun, lambda _: False, clause_of(noun)):
                    return noun
            return None
    return None


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
    for start, end in spans:
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        first = next((d for d in dates if start <= d.start <= begin and d.start >= begin - 8), None)
        dated = first is not None and first.range is not None
        if first is not None and dated and _ends_lead(text, first, end):
            leads[start] = first
        elif _CLOCK.match(text, start, end):
            day = one_day(document.article.published)
            leads[start] = DateMention(start, start, "", day, "entry", "past")
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
        if (before[d.start] == " of " and not _is_time(document.token_at(d.start - 5)))
        or text[d.end : d.end + 2] in _POSSESSIVE
        # "declared the 1991 truce over": the year of the truce.
        or _noun_after(document.span(d.start, d.end).root, d) is not None
    )
    return Timeline(
        (*dates, *(mention for mention, _ in offsets)),
        (*owners, *(owner for _, owner in offsets)),
        tuple(entries),
        names,
    )
