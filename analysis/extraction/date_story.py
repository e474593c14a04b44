"""What a text has told of days so far, against which its next time expression is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analysis.extraction.calendar_spans import DateRange, Tense, one_day
from analysis.extraction.clause_tense import tense_at
from analysis.extraction.date_expressions import Match, find_expressions
from analysis.extraction.date_mentions import DateMention, join_ranges, split_days
from analysis.extraction.date_owners import noun_after
from analysis.extraction.date_resolvers import Context, Resolver
from analysis.extraction.document import Document
from analysis.extraction.durations import time_words
from analysis.extraction.relative_dates import (
    read_daytime,
    read_earlier,
    read_next_day,
    read_night,
    read_same,
    read_story_day,
    read_within,
)

_PACT: Final = re.compile(
    r"\b(?:sign(?:ed|ing)?|names? to|agreed?|accepted|concluded?|initiall?ed|reached|sealed)\b",
    re.I,
)
# Days: the pact that a text reports as news is so young.
_FRESH: Final = 15
# The hour before an entry of a live blog.
_STAMP: Final = re.compile(r"^[ \t*_>•\[-]*\d{1,2}[:.]\d{2}(?!\d)", re.M)
# In place of the line of an entry: it heads all lines below it.
_ALL: Final = -2
_COUNTED: Final = (read_earlier, read_next_day)


@dataclass(frozen=True)
class Expression:
    """A time expression as it stands in its clause.

    Parameters
    ----------
    match
        The match of its wording.
    resolver
        Reads it.
    kind
        What it is of: ``point``, ``deadline``, ``since``, ``story``.
    tense
        Of its clause, as far as it tells where the day lies.
    begins
        It stands at the beginning of a line, for all of it.
    """

    match: re.Match[str]
    resolver: Resolver
    kind: str
    tense: Tense
    begins: bool

    @property
    def named(self) -> Mapping[str, str | None]:
        """The parts of the wording by their names."""
        return self.match.groupdict()

    @property
    def bound(self) -> str:
        """The word before it that makes a bound of it: "by", "until"; '' for none."""
        return (self.named.get("bound") or "").lower()

    @property
    def start(self) -> int:
        """Offset at which the match begins."""
        return self.match.start()

    @property
    def counts_back(self) -> bool:
        """It counts from a day of the past: what is told as past follows from none ahead."""
        return self.tense == "past" and self.resolver in (*_COUNTED, read_story_day)


def expression_of(document: Document, found: Match) -> Expression:
    """Read the tense and the kind of a time expression from its clause.

    Parameters
    ----------
    document
        The parsed source.
    found
        Match, resolver and kind, as :func:`find_expressions` gives them.

    Returns
    -------
    Expression
    """
    match, resolver, kind = found
    named = match.groupdict()
    tense = tense_at(document, *match.span())
    bound = (named.get("bound") or "").lower()
    if tense == "past" and named.get("month") and _attributive(document, match):
        tense = ""  # "would not wait for the 17 November election": whatever the verb tells
    if bound == "since":
        tense, kind = "past", "since"
    elif bound:
        kind = "deadline"
        if bound in ("until", "till") and _is_given(document, match.start()):
            # "The rebels had until Friday to answer": the end of a respite lies ahead.
            tense = "future"
        if bound == "by" and not tense:
            tense = "future"  # "unless the prisoners are let out by Sunday"
    return Expression(match, resolver, kind, tense, _begins_line(document, match.start()))


class Story:
    """The days that a text has told so far, in its order.

    Parameters
    ----------
    document
        The parsed source.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.published = _told_on(document)
        self.found: list[DateMention] = []
        self._live = len(_STAMP.findall(document.text)) > 1
        # One date is one day however often it is named.
        self._known: dict[str, DateRange] = {}
        # The fresh pact that the text reports, and the one that a paragraph speaks of to its end.
        self._agreed: dt.date | None = None
        self._pact: dt.date | None = None
        self._pact_until = -1
        self._entry: dt.date | None = None
        self._line_of_entry = -1
        # The day that heads the entries of a live blog: "today" is that one.
        self._headed: dt.date | None = None

    def tell(self, expression: Expression) -> None:
        """Resolve a time expression and add it to what has been told.

        Parameters
        ----------
        expression
            The next one of the text.
        """
        match, text = expression.match, self.document.text
        days = expression.resolver(match, self._context(expression))
        if expression.begins and days and days.start:
            self._open_entry(expression, days)
        elif days:
            days = self._as_before(expression, days)
        if expression.kind == "story" and days is None:
            return
        start, end = match.span("words") if "words" in expression.named else match.span()
        if days is not None and expression.tense != "future":
            self._note_pact(start, days)
        kind = expression.kind if days is not None else "vague"
        mention = DateMention(
            start, end, self.document.text_of(start, end), days, kind, expression.tense
        )
        self.found = join_ranges(text, [*self.found, *split_days(text, mention)])

    def _context(self, expression: Expression) -> Context:
        """Give what an expression is read against."""
        at, resolver = expression.start, expression.resolver
        told = [
            m for m in self.found if not (expression.counts_back and _is_ahead(m, self.published))
        ]
        if expression.kind == "since" and _until_now(self.document, expression.match):
            # "Has besieged it since May": of the day of the report, whatever year was told.
            told = []
        follows = expression.counts_back and resolver in _COUNTED
        near = _anchor(self.document, told, at, _reach(expression.named, follows=follows))
        day = _anchor(self.document, [m for m in told if _is_day(m)], at, 3)
        told_on = self._headed if self._live and self._headed else self.published
        if self._live and resolver in (read_daytime, read_night):
            day = one_day(told_on)  # in a live blog the hours are those of the day
        if resolver is read_same:
            day = (
                _anchor(
                    self.document,
                    [m for m in told if _is_day(m) and not _aside(self.document, m)],
                    at,
                    3,
                )
                or day
            )
        if resolver is read_story_day and not any(m.range for m in self.found):
            day = one_day(self.published)  # no other day has been told: the news are of this one
        agreed = self._pact if at < self._pact_until else self._agreed
        if resolver is read_within:
            agreed = _said_on(self.document, self.found, at) or agreed
        return Context(told_on, expression.tense, near, day, agreed, self._above(expression))

    def _above(self, expression: Expression) -> dt.date | None:
        """Give the first day of the entry that an expression stands in or begins the next of.

        A year that stands alone heads the lines below it; a day heads its own line, of which the
        present tells what came then ("4 March: … a blockade follows in April").
        """
        inside = self._line(expression) == self._line_of_entry and expression.tense != "past"
        below = expression.begins or inside or self._line_of_entry == _ALL
        return self._entry if below else None

    def _line(self, expression: Expression) -> int:
        return self.document.text.rfind("\n", 0, expression.start) + 1

    def _open_entry(self, expression: Expression, days: DateRange) -> None:
        end = expression.match.end()
        self._entry = days.start
        self._headed = days.start if days.start == days.end else None
        whole = self.document.text_of(end, end + 1).strip(" ") in ("", "\n")
        alone = whole and days.start != days.end
        self._line_of_entry = _ALL if alone else self._line(expression)

    def _as_before(self, expression: Expression, days: DateRange) -> DateRange:
        """Give the year that "9 March" had when the text named it first."""
        named = expression.named
        month, day = named.get("month"), named.get("day")
        if expression.begins or not (month and day) or named.get("year") or expression.bound:
            return days
        return self._known.setdefault(f"{month.lower()} {day} {named.get('day2') or ''}", days)

    def _note_pact(self, start: int, days: DateRange) -> None:
        """Remember the day of a pact, from which deadlines run: in its paragraph, in the text."""
        if days.start is None or days.end is None or days.end > self.published:
            return
        if _PACT.search(self.document.sentence(start).text) is None:
            return
        self._pact = days.start if days.start == days.end else None
        ends = (self.document.text + "\n").find("\n", start)
        self._pact_until = ends if self._pact else -1
        if self._agreed is None and (self.published - days.start).days in range(_FRESH):
            self._agreed = days.start


def _reach(named: Mapping[str, str | None], *, follows: bool) -> int:
    """Give how many sentences an expression may look back over for the day that it counts from."""
    way = (named.get("way") or "later").lower()
    if follows and way in ("later", "afterwards", "after"):
        return 4  # "A day later" begins a paragraph after what was said of the day before.
    return 2 if named.get("unit") in ("day", "months") else 1


def _until_now(document: Document, match: re.Match[str]) -> bool:
    """Tell whether what has been since a time is told as lasting: in the present perfect."""
    root = document.span(*match.span()).root
    return any(
        t.lower_ in ("has", "have") for above in root.ancestors for t in above.children
        if above.pos_ in ("VERB", "AUX")
    )  # fmt: skip


def _attributive(document: Document, match: re.Match[str]) -> bool:
    """Tell a date that stands before its noun: "the November 17 election"."""
    return noun_after(document.span(*match.span()).root, *match.span()) is not None


def _told_on(document: Document) -> dt.date:
    """Give the day that "today" means: of the dateline where it has one, else of publication."""
    published = document.article.published
    text = document.text[:120].lstrip()
    for match, resolver, _ in find_expressions(text)[:1]:
        lead, rest = text[: match.start()], text[match.end() :]
        if lead and re.fullmatch(r"(?:[A-Z][\w.'’-]*,? ){1,5}\(?", lead):
            if re.match(r"\.?(?: ?\([^)]{2,30}\))?(?: ?[-–—]|\. [A-Z]|\))", rest):
                days = resolver(match, Context(published, "past"))
                if days and days.start and 0 <= (published - days.start).days <= 4:
                    return days.start
    return published


def _begins_line(document: Document, at: int) -> bool:
    """Tell whether an offset begins a line, but for a bullet, and a date stands for all of it."""
    line = document.text_of(document.text.rfind("\n", 0, at) + 1, at)
    if line.strip(" \t*_>•-–—#"):
        return False
    rest = document.text_of(at, at + 60).split("\n")[0]
    return re.match(r"[\w ,.–-]{3,40}?(?:[:–—]|\.\s|\s-\s|$)", rest) is not None


def _said_on(document: Document, found: list[DateMention], at: int) -> dt.date | None:
    """Give the day on which it was said in the same sentence: "said on 9 July … within a week"."""
    first = document.sentence(at).start_char
    said = [
        m.range.start
        for m in found
        if m.start >= first and m.tense == "past" and m.range is not None and _is_day(m)
    ]
    return said[-1] if said else None


def _is_given(document: Document, at: int) -> bool:
    """Tell whether what stands before "until" is a verb that leaves somebody time."""
    return any(
        t.lemma_ in time_words("respite") and not any(c.dep_ == "neg" for c in t.children)
        for t in document.doc[document.sentence(at).start : document.token_at(at).i][-4:]
    )


def _is_day(mention: DateMention) -> bool:
    return mention.range is not None and mention.range.start == mention.range.end


def _aside(document: Document, mention: DateMention) -> bool:
    """Tell a day that only tells apart a thing: "a resolution adopted on Sept. 23"."""
    root = document.span(mention.start, mention.end).root
    verb = next((t for t in root.ancestors if t.pos_ == "VERB"), None)
    return verb is not None and verb.dep_ == "acl" and verb.tag_ == "VBN"


def _is_ahead(mention: DateMention, published: dt.date) -> bool:
    days = mention.range
    return (
        days is not None
        and days.end is not None
        and days.end > published
        and bool(days.start is None or days.start > published)
    )


def _anchor(
    document: Document, found: list[DateMention], at: int, sentences: int
) -> DateRange | None:
    """Give the last date before an offset, if it stands near enough to be referred to."""
    for mention in reversed(found):
        if mention.range is None or mention.range.start is None or mention.kind == "since":
            continue
        first = document.token_at(mention.end - 1)
        between = document.doc[first.i + 1 : document.token_at(at).i + 1]
        if sum(bool(t.is_sent_start) and not t.is_space for t in between) <= sentences:
            return mention.range
        return None
    return None
