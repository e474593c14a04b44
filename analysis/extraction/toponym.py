"""A place name in the text, before it is told from a government and before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.extraction.document import Document


@dataclass(frozen=True, order=True)
class Toponym:
    """A place name in the text.

    Parameters
    ----------
    start, end
        Offsets of the whole span ("southern Ukraine").
    core_start, core_end
        Offsets of the bare name ("Ukraine").
    type
        ``state`` · ``bloc`` (Europe) · ``capital`` · ``palace`` · ``building`` (an assembly's: a
        place or no mention at all, for a parliament is no government) · ``place``.
    entity
        Actor id of the state that it may stand for, '' for other places.
    kind
        Kind that the words around it tell (``admin1|admin2``), '' if none does.
    part
        Whether it is part of a longer name (``OSCE Minsk Group``).
    fixed
        Whether words of the span rule out that a government is meant (``Sumy region``).
    rule
        What recognised it.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    type: str
    entity: str = ""
    kind: str = ""
    part: bool = False
    fixed: bool = False
    rule: str = ""

    def text_is_adjective(self, document: Document) -> bool:
        """Whether the name is written as an adjective of nationality: US, U.S., UK."""
        return document.text_of(self.core_start, self.core_end).replace(".", "") in ("US", "UK")
