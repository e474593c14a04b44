"""Public figures of past and present negotiations: for whom they spoke when the text appeared.

The register is asked last. A president of whom it knows nothing is found by title, office and
place in the sentence like everybody else, and what the text says of a person goes before it. It
only ties what the text names: whoever speaks for a state that stands nowhere in it has no party.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.codebook import many, read_table
from analysis.extraction.evidence import Evidence, run_from
from analysis.extraction.people import same_person
from analysis.extraction.persons import PersonSpan
from analysis.extraction.words import split_words


@dataclass(frozen=True)
class Term:
    """A time during which a public figure spoke for a state or body.

    Parameters
    ----------
    names
        The spellings of newspapers; a bare surname only where it is one of them.
    party
        ``actor_id`` of the state or body.
    since, until
        First and last day, month or year, as an ISO date or its beginning; '' where open.
    """

    names: tuple[str, ...]
    party: str
    since: str
    until: str

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day falls into the term.

        Examples
        --------
        >>> Term(("A B",), "chad", "1990-12", "2021-04-20").covers(dt.date(1990, 12, 1))
        True
        """
        date = day.isoformat()
        return self.since <= date and (not self.until or date[: len(self.until)] <= self.until)


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[Term, ...]]:
    """Give the terms by the last word of the name, in lower case and without accents."""
    found: dict[str, dict[Term, None]] = {}
    for row in read_table("public_figures"):
        names = (row["name"], *many(row["aliases"]))
        term = Term(names, row["actor_id"], row["since"], row["until"])
        for name in names:
            found.setdefault(_last_word(name), {})[term] = None
    return {word: tuple(terms) for word, terms in found.items()}


def _last_word(name: str) -> str:
    return split_words(name)[-1].lower()


def party_in_office(names: Sequence[str], published: dt.date, named: Collection[str]) -> str:
    """Give whom a person of this name spoke for on a day.

    Parameters
    ----------
    names
        All forms of the person's name in the text.
    published
        Day of publication of the text.
    named
        Ids of the states and bodies that the text names.

    Returns
    -------
    str
        ``actor_id`` of a state or body, '' where the register knows no such person, or several.

    Examples
    --------
    >>> party_in_office(["Tony Blair", "Blair"], dt.date(1998, 4, 10), {"united-kingdom"})
    'united-kingdom'
    >>> party_in_office(["Tony Blair"], dt.date(2010, 4, 10), {"united-kingdom"})
    ''
    >>> party_in_office(["Petro"], dt.date(2023, 6, 9), {"colombia"})
    'colombia'
    >>> party_in_office(["Petro"], dt.date(2023, 6, 9), {"peru"})
    ''
    """
    full = [n for n in names if len(split_words(n)) > 1]
    found = {
        term.party
        for name in full or names
        for term in _terms().get(_last_word(name), ())
        if term.covers(published)
        and term.party in named
        and any(_is(known, name) for known in term.names)
    }
    return next(iter(found)) if len(found) == 1 else ""


def _is(known: str, name: str) -> bool:
    if len(split_words(known)) > 1 and len(split_words(name)) > 1:
        return same_person(known, name)
    return split_words(known) == split_words(name)


def find_figures(evidence: Evidence, named: Collection[str]) -> list[PersonSpan]:
    """Find the names of public figures that nothing but the register makes a person's.

    Parameters
    ----------
    evidence
        The text and what is known of it.
    named
        Ids of the states and bodies that the text names.

    Returns
    -------
    list of PersonSpan
        In text order; "Burhan" in "Burhan refused", in a text of the day that names Sudan.
    """
    published = evidence.document.article.published
    found = []
    at = 0
    while at < len(evidence.words):
        # "As" of "in doubt as Haftar leaves" is no particle of a name.
        stop = run_from(evidence, at) if evidence.words[at].capital else at
        if stop <= at:
            at += 1
            continue
        name = evidence.document.text_of(evidence.words[at].start, evidence.words[stop - 1].end)
        if party_in_office([name], published, named):
            found.append(PersonSpan(at, stop, "registry"))
        at = stop
    return found
