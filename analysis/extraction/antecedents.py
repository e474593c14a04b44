"""Whom a pronoun or a possessive takes up before anything is resolved: by the words alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.words import Word

PARTIES: Final = ("state", "seat", "organisation")
# How many sentences "his" may look back over "he said" for the name.
_BACK: Final = 4


def the_one(found: set[str]) -> str:
    """Give the only one of some ids, '' where there is none or several.

    Examples
    --------
    >>> the_one({"chad"}), the_one({"chad", "mali"}), the_one(set())
    ('chad', '', '')
    """
    return next(iter(found)) if len(found) == 1 else ""


class Antecedents:
    """The names of a text by where they stand.

    Parameters
    ----------
    document
        The parsed text.
    words
        Its words.
    entity_of
        Gives the ``actor_id`` of a name.
    """

    def __init__(
        self, document: Document, words: Sequence[Word], entity_of: Callable[[Name], str]
    ) -> None:
        self.document = document
        self.words = words
        self.entity_of = entity_of
        self.range: dict[Name, tuple[int, int]] = {}
        self.position = {w.start: p for p, w in enumerate(words)}

    def organisation_before(self, position: int) -> str:
        """Give the body that the sentence before is about: "The Conference … Its secretary"."""
        return self._told_of(n for n in self._lately(position) if n.type == "organisation")

    def person_before(self, position: int) -> str:
        """Give the person that "his" or "her" takes up: the subject of the sentence before."""
        offset = self.words[position].start
        sentence = self.document.sentence(offset)
        stop = offset
        near: set[str] = set()
        for _ in range(_BACK):
            found = [
                n
                for n in self.range
                if n.type == "person" and sentence.start_char <= n.start < stop
            ]
            subjects = [n for n in found if self._subject(n)]
            subjects = subjects or [n for n in found if self._owns_subject(n)]
            if subjects:
                return self.entity_of(max(subjects))
            if "\n" not in self.document.text_of(sentence.start_char, offset):
                near |= {self.entity_of(n) for n in found}
            if sentence.start == 0:
                break
            stop = sentence.start_char
            sentence = self.document.doc[sentence.start - 1].sent
        # "The coup that brought X to power … His minister": nobody else is spoken of.
        return the_one(near)

    def _subject(self, name: Name) -> bool:
        root = self.document.span(name.start, name.end).root
        if root.dep_ == "appos":  # "the government's negotiator, X, had come"
            root = root.head
        return root.dep_ in ("nsubj", "nsubjpass")

    def _owns_subject(self, name: Name) -> bool:
        """Tell "President X's government rejected it": his is X's."""
        root = self.document.span(name.start, name.end).root
        return root.dep_ == "poss" and root.head.dep_ in ("nsubj", "nsubjpass")

    def _of_subject(self, name: Name) -> bool:
        """Tell "negotiators for the Front walked out": whose people a sentence is about."""
        root = self.document.span(name.start, name.end).root
        if root.dep_ != "pobj" or root.head.lower_ not in ("for", "of", "from"):
            return False
        noun = root.head.head
        return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.dep_ == "ROOT"

    def body_before(self, position: int, *, near: bool = False, governs: bool = False) -> str:
        """Give the body that a possessive pronoun takes up: the latest party named before.

        Where a government is asked for ("its foreign minister"), a group named later is none.
        """
        sentence = self.document.sentence(self.words[position].start)
        lately = self._lately(position, back=not near)
        told = None if near else self._it_before(position)
        if told is not None:
            return self.body_before(told, governs=governs)
        if self.words[position].fold.lower() == "their":
            # "To the Ukrainians under X, their defence minister": a people takes the plural.
            peoples = [
                n
                for n in lately
                if n.type == "demonym" and n.text.endswith("s") and sentence.start_char <= n.start
            ]
            if peoples:
                return self.entity_of(max(peoples))
        parties = [n for n in lately if n.type in PARTIES]
        # "The council in Juba … Its head": where a body sits is not the body.
        found = [n for n in parties if not self._inside(n)]
        if governs:
            found = [n for n in parties if self._rules(n)] or found
        if not found:
            owning = self.words[position].fold.lower() in ("its", "their")
            return self._told_earlier(position) if owning and not near else ""
        if near:
            return self.entity_of(max(found))
        subjects = [n for n in found if self._subject(n)]
        if self.words[position].fold.lower() == "their":
            subjects = subjects or [n for n in found if self._of_subject(n)]
        own = [n for n in subjects if n.start >= sentence.start_char] or subjects
        # The subject of the sentence is what it tells of; that of a clause within it is not.
        verbs = {n: self.document.span(n.start, n.end).root.head for n in own}
        main = [n for n in own if verbs[n].dep_ == "ROOT"]
        # "Turkey demanded that Armenia leave; its minister said …": the parser hangs what stands
        # before the semicolon on what is said after it.
        main = main or [n for n in own if verbs[n].dep_ == "ccomp" and verbs[n].i < verbs[n].head.i]
        return self.entity_of(max(main or own or found))

    def _told_earlier(self, position: int) -> str:
        """Give the body that sentences of the same paragraph were about, the last of them."""
        offset = self.words[position].start
        low = self.document.text.rfind("\n", 0, offset) + 1
        told = [
            n
            for n in self.range
            if low <= n.start < offset
            and n.type in PARTIES
            and not self._inside(n)
            and self._subject(n)
            and not self.document.in_quotation(n.start)
        ]
        return self.entity_of(max(told)) if told else ""

    def _it_before(self, position: int) -> int | None:
        """Give the "it" that the sentence before is about, if nothing is named since it began."""
        sentence = self.document.sentence(self.words[position].start)
        if sentence.start == 0 or self.words[position].fold.lower() != "its":
            return None
        own = [n for n in self._lately(position, back=False) if n.type in PARTIES]
        before = self.document.doc[sentence.start - 1].sent
        if own or before[0].lower_ != "it" or before[0].head != before.root:
            return None
        return self.position.get(before[0].idx)

    def country_before(self, position: int) -> str:
        """Give the state that "the country" takes up: the subject before it, or the only one."""
        return self._told_of(
            n
            for n in self._lately(position)
            if n.type in ("state", "seat")
            # "Flew to Cairo": a town that is gone to stands for no country.
            and not (n.type == "seat" and self.document.token_at(n.start).dep_ == "pobj")
        )

    def _lately(self, position: int, *, back: bool = True) -> list[Name]:
        """List the names before a word in its sentence and, going back, in the one before."""
        offset = self.words[position].start
        sentence = self.document.sentence(offset)
        if back and sentence.start > 0:
            low = self.document.doc[sentence.start - 1].sent.start_char
        else:
            low = sentence.start_char
        return [n for n in self.range if low <= n.start < offset]

    def _told_of(self, names: Iterable[Name]) -> str:
        """Give whom sentences are about: the last of their subjects, or the only one named."""
        found = list(names)
        subjects = [n for n in found if self._subject(n)]
        if subjects:
            return self.entity_of(max(subjects))
        return the_one({self.entity_of(n) for n in found})

    def _rules(self, name: Name) -> bool:
        """Tell a state, or the seat that "the government in Pakse" has."""
        if not self._inside(name):
            # "The Lípez Confederation": what it is, is settled later.
            realm = any(w.lower() in cues("sovereign") for w in name.text.split())
            return name.type in ("state", "seat") or name.kind == "government" or realm
        before = self.words[max(0, self.range[name][0] - 2)]
        return before.fold.lower() in cues("seated")

    def _inside(self, name: Name) -> bool:
        """Tell a seat of government that only says where something is."""
        before = self.range[name][0] - 1
        return (
            name.type == "seat"
            and before >= 0
            and self.words[before].fold.lower() in ("in", "at", "near", "from")
        )
