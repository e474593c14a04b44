"""Persons of the text: which names are one person, and what that person is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.extraction.document import Document, Name
from analysis.extraction.evidence import TRAILING
from analysis.extraction.name_cues import cues, given_names
from analysis.extraction.words import slug, split_words

_GENDERED: Final = {
    "spokesman": "male",
    "spokeswoman": "female",
    "chairman": "male",
    "chairwoman": "female",
    "king": "male",
    "queen": "female",
    "congressman": "male",
    "congresswoman": "female",
    "businessman": "male",
    "businesswoman": "female",
}


@dataclass
class Person:
    """A person with all names that the text gives.

    Parameters
    ----------
    person_id
        ``actor_id``: the surname, or the whole name where two persons share it.
    names
        The names in text order.
    gender
        ``male``, ``female`` or '' where the text does not tell.
    """

    person_id: str
    names: list[Name] = field(default_factory=list)
    gender: str = ""

    @property
    def fullest(self) -> str:
        """The fullest form of the name."""
        return max((n.text for n in self.names), key=lambda t: (len(split_words(t)), len(t)))


def _key_parts(text: str) -> list[str]:
    return [p.lower() for p in split_words(text)]


def _surname(parts: Sequence[str]) -> str:
    suffixes = {"jr", "sr", "ii", "iii", "iv"}
    kept = [p for p in parts if p not in suffixes] or list(parts)
    return kept[-1]


def same_person(full: str, other: str) -> bool:
    """Tell whether two names may be one person's.

    Parameters
    ----------
    full, other
        Names; either may be the fuller one.

    Examples
    --------
    >>> same_person("Dmitri S. Peskov", "Dmitri Peskov"), same_person("John Hume", "Pat Hume")
    (True, False)
    >>> same_person("Kim Jong-un", "Kim"), same_person("Juan Manuel Santos", "Santos")
    (True, True)
    """
    a, b = _key_parts(full), _key_parts(other)
    if len(a) < len(b):
        a, b = b, a
    if a == b:
        return True
    if len(b) == 1:
        return b[0] in a
    particles = cues("particle")
    bare_a = [p for p in a if p not in particles] or a
    bare_b = [p for p in b if p not in particles] or b
    if _surname(bare_a) != _surname(bare_b):
        # "Rodrigo Londoño Echeverri" may come back as "Rodrigo Londoño".
        return len(bare_b) > 1 and bare_a[: len(bare_b)] == bare_b
    if len(bare_b) == 1:
        return True
    first_a, first_b = bare_a[0], bare_b[0]
    return (
        first_a == first_b
        or (len(first_b) == 1 and first_a.startswith(first_b))
        or (len(first_a) == 1 and first_b.startswith(first_a))
        or first_b in bare_a[:-1]
    )


def find_people(
    document: Document, names: Sequence[Name], honorifics: Mapping[int, str]
) -> tuple[list[Person], dict[Name, str]]:
    """Group the names of persons.

    Parameters
    ----------
    document
        The parsed text.
    names
        All names.
    honorifics
        Gender by the start of the name that a title stands before ("Mrs").

    Returns
    -------
    tuple of list of Person and dict
        The persons, and the person's id by name.
    """
    personal = [n for n in names if n.type == "person"]
    groups: list[list[Name]] = []
    for name in sorted(personal, key=lambda n: (-len(_key_parts(n.text)), n.start)):
        if len(_key_parts(name.text)) < 2:
            continue
        fitting = [g for g in groups if same_person(g[0].text, name.text)]
        if fitting:
            fitting[0].append(name)
        else:
            groups.append([name])
    singles = [n for n in personal if len(_key_parts(n.text)) < 2]
    for name in singles:
        group = _group_of_single(groups, name, honorifics) or _alias_of(document, groups, name)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return _identified(document, groups, honorifics)


def _group_of_single(
    groups: list[list[Name]], name: Name, honorifics: Mapping[int, str]
) -> list[Name] | None:
    part = _key_parts(name.text)[0]
    last = [g for g in groups if _surname(_key_parts(g[0].text)) == part]
    fitting = last or [g for g in groups if part in _key_parts(g[0].text)]
    if len(fitting) > 1:
        gender = honorifics.get(name.start, "")
        agreeing = [g for g in fitting if not gender or _gender(g, honorifics) in ("", gender)]
        fitting = agreeing or fitting
        before = [g for g in fitting if any(n.start < name.start for n in g)]
        fitting = before or fitting
        # Of two with one surname the title alone does not tell: the one named last.
        fitting = sorted(
            fitting, key=lambda g: -max((n.start for n in g if n.start < name.start), default=-1)
        )
    return fitting[0] if fitting else None


def _alias_of(document: Document, groups: list[list[Name]], name: Name) -> list[Name] | None:
    """Find the person that "known as" gave this name: "M. H. Dagalo, known as Hemedti"."""
    for group in groups:
        for own in group:
            after = document.text_of(own.end, own.end + 60)
            found = _KNOWN_AS.match(after)
            if found and after[found.end() :].removeprefix("Commander ").startswith(name.text):
                return group
    return None


_KNOWN_AS: Final = re.compile(
    r",? \(?(?:who is |also |better |widely |commonly )*(?:known as|nicknamed|called|alias) "
    r"[“\"'‘]?"
)


def _gender(group: Sequence[Name], honorifics: Mapping[int, str]) -> str:
    votes = Counter(honorifics[n.start] for n in group if honorifics.get(n.start))
    if votes:
        return votes.most_common(1)[0][0]
    for name in group:
        parts = _key_parts(name.text)
        if len(parts) > 1:
            for length in (2, 1):
                known = given_names().get(" ".join(parts[:length]))
                if known in ("male", "female"):
                    return known
    return ""


def _last_part(full: str) -> str:
    """Give the surname with its hyphens but without an article: "Drummond-Hart", "Burhan"."""
    parts = full.split()
    last = parts[-2 if len(parts) > 1 and parts[-1].lower() in TRAILING else -1].lower()
    head, _, tail = last.partition("-")
    return tail if tail and head in cues("particle") else last


_PLAIN_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms)\.? $")


def _identified(
    document: Document, groups: list[list[Name]], honorifics: Mapping[int, str]
) -> tuple[list[Person], dict[Name, str]]:
    short: list[str] = []
    for group in groups:
        full = max((n.text for n in group), key=lambda t: len(split_words(t)))
        parts = split_words(full)
        own = _surname([p.lower() for p in parts])
        # The family name first: taken up by it, never by the last part.
        singles = {_key_parts(n.text)[0] for n in group if len(_key_parts(n.text)) == 1}
        own = _last_part(full) or own
        titled = {
            _key_parts(n.text)[0]
            for n in group
            if len(_key_parts(n.text)) == 1
            and _PLAIN_TITLE.search(document.text_of(max(0, n.start - 5), n.start))
        }
        family = [
            p
            for p in sorted(singles)
            if p == parts[0].lower() and (p in titled or p not in given_names())
        ]
        if family and own not in singles:
            own = family[0]
        short.append(slug(own) or slug(full))
    counts = Counter(short)
    people: list[Person] = []
    ids: dict[Name, str] = {}
    for group, own in zip(groups, short, strict=True):
        full = max((n.text for n in group), key=lambda t: len(split_words(t)))
        person_id = own if counts[own] == 1 else slug(full)
        people.append(Person(person_id, sorted(group), _gender(group, honorifics)))
        for name in group:
            ids[name] = person_id
    people.sort(key=lambda p: p.names[0].start)
    return people, ids


def gender_of_office(word: str) -> str:
    """Give the gender that an office's word tells, '' where it tells none.

    Examples
    --------
    >>> gender_of_office("spokeswoman"), gender_of_office("minister")
    ('female', '')
    """
    return _GENDERED.get(word.lower(), "")
