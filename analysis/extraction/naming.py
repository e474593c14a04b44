"""Names under way: each word of the text belongs to one name at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.extraction import registries
from analysis.extraction.document import Document, Name
from analysis.extraction.evidence import Evidence
from analysis.extraction.words import Word


class Naming:
    """The names found so far.

    Parameters
    ----------
    document
        The parsed text.
    found
        Its words.
    """

    def __init__(self, document: Document, found: Sequence[Word]) -> None:
        self.document = document
        self.words = found
        self.owner: dict[int, int] = {}
        self.found: dict[int, Name] = {}
        self.evidence = Evidence(document, found, {}, [])

    def taken(self) -> dict[int, str]:
        """Give the type of the name at each position."""
        return {at: self.found[first].type for at, first in self.owner.items()}

    def put(self, first: int, stop: int, type_: str, **rest: Any) -> None:
        """Add a name, in place of those that it covers."""
        for at in range(first, stop):
            if at in self.owner:
                self.drop(self.owner[at])
        start, end = self.words[first].start, self.words[stop - 1].end
        self.found[first] = Name(start, end, self.document.text_of(start, end), type_, **rest)
        for at in range(first, stop):
            self.owner[at] = first

    def drop(self, first: int) -> None:
        """Take a name back."""
        self.found.pop(first, None)
        self.owner = {at: own for at, own in self.owner.items() if own != first}

    def begins_line(self, at: int) -> bool:
        """Tell whether a word is the first of its line."""
        return at == 0 or "\n" in self.words[at].gap

    def stop_of(self, first: int) -> int:
        """Give the position after the last word of the name that begins at a position."""
        at = first
        while self.owner.get(at) == first:
            at += 1
        return at

    def free(self, first: int, stop: int) -> bool:
        """Tell whether no name covers any of the positions."""
        return not any(at in self.owner for at in range(first, stop))

    def put_entry(self, first: int, stop: int, entry: registries.Entry) -> None:
        """Add a name that the registries know."""
        self.put(
            first,
            stop,
            entry.type,
            entity=entry.entity,
            kind=entry.kind,
            rule="registry",
            inside=entry.inside,
        )
