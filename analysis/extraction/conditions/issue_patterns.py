"""The small language in which ``codebook/issue_terms.csv`` writes its terms, and its matcher.

A term is words in their base form, in order ("safe passage"). Hyphens count as blanks, British and
American spellings as one.

- ``@troops``: any entry of the class of that name in ``codebook/issue_words.csv``
- ``<place>``, ``<person>``, ``<name>``: a proper name of that kind, of any kind; ``<norp>``: an
  adjective of nationality; ``<num>``, ``<date>``: a number, a word of a date
- ``.``: one further word or none; ``..``: up to five
- ``@halt & @attack``: both near each other, in either order
- ``remains/n``, ``end/v``: the noun alone, the verb alone
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from spacy.tokens import Token

GAPS: Final = {".": 1, "..": 5}
NEAR: Final = 9
_NO_PLACE: Final = frozenset({"PERSON", "ORG", "NORP", "DATE", "TIME", "LAW", "EVENT"})
_TAGS: Final = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v"}
_DATES: Final = frozenset({"DATE", "TIME"})
_SENTENCE_STOPS: Final = frozenset({";", ":", ".", "?", "!"})
_SPELLINGS: Final = (
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"yse(s|d|r)?$"), r"yze\1"),
    (re.compile(r"our(s|ed|ing|ly|hood|able)?$"), r"or\1"),
    (re.compile(r"ence(s|less)?$"), r"ense\1"),
    (re.compile(r"cent(?:re|er)(s)?$"), r"center\1"),
    (re.compile(r"^man(?:oeuv|euv)(?:re|er)(s|d)?$"), r"maneuver\1"),
    (re.compile(r"^programme(s)?$"), r"program\1"),
    (re.compile(r"^disc$"), "disk"),
)


@dataclass(frozen=True)
class Words:
    """A run of words, ready to be searched: every word with all the forms that it goes by."""

    tokens: tuple[Token, ...]
    forms: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Words:
        """Prepare tokens; blanks, hyphens and marks within the sentence are left out."""
        kept = tuple(t for t in tokens if not t.is_space and _counts(t))
        return cls(kept, tuple(_forms(t) for t in kept))


@dataclass(frozen=True)
class Pattern:
    """A term, its classes put in: parts that stand near each other, each with its wordings."""

    text: str
    parts: tuple[tuple[tuple[str, ...], ...], ...]


# Of each wording: number of its pattern, of its part, its slots, the slots after the first.
_Entry = tuple[int, int, tuple[str, ...], frozenset[str]]


class Lexicon:
    """Many patterns, searched for at once."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)
        for number, pattern in enumerate(self.patterns):
            for part, options in enumerate(pattern.parts):
                for option in options:
                    needed = frozenset(option[1:]) - GAPS.keys()
                    self._by_first[option[0]].append((number, part, option, needed))

    def search(self, words: Words) -> dict[int, list[frozenset[int]]]:
        """Find every pattern that occurs.

        Parameters
        ----------
        words
            The words to search.

        Returns
        -------
        dict
            Number of the pattern to the positions of the words of each of its occurrences.
        """
        hits: dict[tuple[int, int], list[frozenset[int]]] = defaultdict(list)
        vocabulary = frozenset().union(*words.forms)
        for start, forms in enumerate(words.forms):
            for form in forms:
                for number, part, option, needed in self._by_first.get(form, ()):
                    if not needed <= vocabulary:
                        continue
                    places = _rest(option, words, start)
                    if places is not None:
                        hits[number, part].append(places)
        found = {}
        for number in sorted({number for number, _ in hits}):
            parts = [hits.get((number, k), []) for k in range(len(self.patterns[number].parts))]
            if together := [joined for c in product(*parts) if (joined := _near(c))]:
                found[number] = together
        return found


def compile_term(term: str, classes: Mapping[str, Sequence[str]]) -> Pattern:
    """Compile one term.

    Parameters
    ----------
    term
        As in the cell of the table.
    classes
        Entries of each class of words by its name.

    Raises
    ------
    KeyError
        The name of a class that is not there.

    Examples
    --------
    >>> compile_term("safe passage", {}).parts
    ((('safe', 'passage'),),)
    >>> compile_term("@halt .. raid", {"halt": ("end", "call off")}).parts
    ((('end', '..', 'raid'), ('call', 'off', '..', 'raid')),)
    """
    return Pattern(term, tuple(_options(part, classes) for part in term.split("&")))


def _options(part: str, classes: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    slots: list[list[tuple[str, ...]]] = []
    for word in part.split():
        if word.startswith("@"):
            slots.append([_split(entry) for entry in classes[word[1:]]])
        elif word in GAPS or word.startswith("<"):
            slots.append([(word,)])
        else:
            slots.append([_split(word)])
    return tuple(tuple(w for piece in option for w in piece) for option in product(*slots))


def _split(entry: str) -> tuple[str, ...]:
    words = (w.partition("/") for w in entry.lower().replace("-", " ").split())
    return tuple(spelling(word) + slash + tag for word, slash, tag in words)


@lru_cache(maxsize=20_000)
def spelling(word: str) -> str:
    """Write a word in the one spelling that terms and texts are compared in.

    Examples
    --------
    >>> spelling("demobilisation") == spelling("demobilization"), spelling("harbour")
    (True, 'harbor')
    """
    for pattern, replacement in _SPELLINGS:
        if len(word) > 4:
            word = pattern.sub(replacement, word)
    return word


def _counts(token: Token) -> bool:
    return not token.is_punct or token.text in _SENTENCE_STOPS or token.text == "%"


def _forms(token: Token) -> frozenset[str]:
    lower = token.lower_
    forms = {spelling(lower), spelling(token.lemma_.lower())}
    # a noun in capitals, or one the tagger took for something else, keeps its plural ending
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss"):
        forms.add(spelling(lower[:-1]))
        if lower.endswith("ies"):
            forms.add(spelling(lower[:-3] + "y"))
    if tag := _TAGS.get(token.pos_):
        forms |= {f"{form}/{tag}" for form in forms}
    if token.ent_type_ == "NORP":
        forms.add("<norp>")
    forms |= {form.replace("-", "") for form in forms if "-" in form}  # "F-16s" is one token
    if token.pos_ == "PROPN" and not token.text.endswith("."):
        forms.add("<name>")
        if token.ent_type_ == "PERSON":
            forms.add("<person>")
        if token.ent_type_ not in _NO_PLACE and not token.is_upper:
            forms.add("<place>")
    if token.ent_type_ in _DATES:
        forms.add("<date>")
    if token.like_num:
        forms.add("<num>")
    return frozenset(forms)


def _rest(option: tuple[str, ...], words: Words, start: int) -> frozenset[int] | None:
    """Match the words of a term from a position on; None where they do not follow."""
    taken, here, gap = [start], start + 1, 0
    for slot in option[1:]:
        if slot in GAPS:
            gap = GAPS[slot]
            continue
        stop = min(here + gap + 1, len(words.forms))
        for k in range(here, stop):
            if slot in words.forms[k]:
                break
            if words.tokens[k].text in _SENTENCE_STOPS:
                return None
        else:
            return None
        taken.append(k)
        here, gap = k + 1, 0
    return frozenset(taken)


def _near(parts: tuple[frozenset[int], ...]) -> frozenset[int] | None:
    """Join parts that share no word and stand near each other."""
    joined: frozenset[int] = frozenset().union(*parts)
    if len(joined) < sum(map(len, parts)):
        return None
    ordered = sorted(parts, key=min)
    gaps = (min(b) - max(a) for a, b in pairwise(ordered))
    return joined if all(gap <= NEAR for gap in gaps) else None
