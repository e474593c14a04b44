"""What the extraction stages hand to each other: the parsed text, names, mentions, the cast.

Stages run in this order, each a function of what came before::

    parse      Article                          -> Document
    names      Document                         -> list[Name]        typed spans of proper names
    places     Document, names                  -> Placing           literal or metonymic; resolved
    towns      Document, names, placing         -> names, Placing    towns that act as governments
    actors     Document, names, placing         -> Cast              who acts; every mention of them
    quotes     Document, cast                   -> list[QuoteRow]
    conditions Document, cast, quotes           -> list[ConditionRow]
    events     Document, cast, placing          -> list[EventRow]
    regions    Document, placing, events, ...   -> list[RegionRow]

All offsets count Unicode code points in ``document.text``, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span, Token

from analysis.articles import Article
from analysis.extraction.quote_marks import Run, find_runs


@dataclass(frozen=True)
class Document:
    """A source and its parse.

    Parameters
    ----------
    article
        The source.
    doc
        Its spaCy parse. The parser read a text of the same length in which typographic quotation
        marks and the like were replaced one to one, so ``token.idx`` is an offset into
        ``article.text``; take evidence from :meth:`text_of`, never from ``span.text``.
    """

    article: Article
    doc: Doc

    @property
    def text(self) -> str:
        """The body of the source."""
        return self.article.text

    def text_of(self, start: int, end: int) -> str:
        """Give the verbatim words between two offsets."""
        return self.article.text[start:end]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def quotations(self) -> tuple[Run, ...]:
        """The runs between quotation marks that stand in no other run, in text order."""
        return tuple(run for run in find_runs(self.text) if run.depth == 0)

    def in_quotation(self, offset: int) -> bool:
        """Tell whether an offset stands between quotation marks."""
        at = bisect_right(self.quotations, offset, key=lambda run: run.opened)
        return at > 0 and offset < self.quotations[at - 1].closed

    def token_at(self, offset: int) -> Token:
        """Give the token that covers an offset (or the last one before it)."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def span(self, start: int, end: int) -> Span:
        """Give the tokens that lie (also in part) between two offsets."""
        first = self.token_at(start).i
        last = self.token_at(max(start, end - 1)).i
        return self.doc[first : last + 1]

    def sentence(self, offset: int) -> Span:
        """Give the sentence that covers an offset."""
        return self.token_at(offset).sent


@dataclass(frozen=True, order=True)
class Name:
    """A proper name (or a registered expression) in the text, before it is told who it is.

    Parameters
    ----------
    start, end
        Offsets. A person's title is not part of the span ("Mr", "President" stay outside).
    text
        The verbatim words.
    type
        ``person`` · ``state`` (a country's name) · ``seat`` (capital, palace, ministry: may stand
        for a government) · ``demonym`` (Russian, the Dutch) · ``organisation`` (any body, armed
        group, alliance, force with a proper name) · ``media`` · ``place`` (any other toponym) ·
        ``other`` (works, accords, days: a name that is none of these).
    entity
        ``actor_id`` from the registries (``russia`` for Moscow, ``nato`` for the alliance), empty
        where the registries do not know the name.
    kind
        Kind of the actor by the coding guide (``government``, ``armed_group`` ...), empty if open.
    rule
        What recognised it: ``registry``, ``ner``, ``gazetteer``, ``abbreviation`` ...
    inside
        Toponyms inside this name are no mentions (Bank of England, the Dayton accords).
    """

    start: int
    end: int
    text: str
    type: str
    entity: str = ""
    kind: str = ""
    rule: str = ""
    inside: bool = False


@dataclass(frozen=True, order=True)
class Mention:
    """One naming of an actor or a place: a row of ``mentions``.

    ``form`` is ``name``, ``title``, ``nominal`` or ``pronoun``; ``literal`` is True or False for
    place names (False: the place stands for its government or people) and None for anything else.
    """

    start: int
    end: int
    text: str
    entity: str
    form: str
    literal: bool | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class PlaceFound:
    """A place of the gazetteer that the text names, with its mentions."""

    region_id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    place_id: str
    mentions: tuple[Mention, ...]
    confidence: float = 1.0


@dataclass(frozen=True)
class Placing:
    """Every mention of a place name, told apart, and the places behind the literal ones."""

    mentions: tuple[Mention, ...]
    places: tuple[PlaceFound, ...]

    def region_at(self, start: int, end: int) -> str:
        """Give the region id of the first literal mention between two offsets, or ''."""
        ids = {m.start: m.entity for m in self.mentions if m.literal and start <= m.start < end}
        return ids[min(ids)] if ids else ""


@dataclass(frozen=True)
class Actor:
    """A row of ``actors`` before it is a row."""

    actor_id: str
    name: str
    kind: str
    role: str = ""
    party: str = ""
    process_role: str = ""
    start: int = 0
    end: int = 0
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Cast:
    """Who is in the text: the actors and every mention of them, names to pronouns.

    A mention covers the words that name the actor, by its head noun at least ("the Russian
    foreign minister", "Kyiv", "he"). One span may carry several mentions ("both countries"
    stands for two actors): then :meth:`all_at` gives them all.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    _memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Actors by ``actor_id``."""
        return {actor.actor_id: actor for actor in self.actors}

    def party(self, actor_id: str) -> str:
        """Give the party an actor speaks for, '' where it is not known."""
        actor = self.by_id.get(actor_id)
        return actor.party if actor else ""

    def all_at(self, token: Token) -> list[Mention]:
        """Give the mentions whose span covers a token, the shortest spans first."""
        offset = token.idx
        found = [m for m in self.mentions if m.start <= offset < m.end]
        return sorted(found, key=lambda m: (m.end - m.start, m.start, m.entity))

    def at(self, token: Token) -> str:
        """Give the ``actor_id`` named at a token, '' where none is named."""
        found = self.all_at(token)
        return found[0].entity if found else ""

    def between(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that begin between two offsets, in text order."""
        return sorted(m for m in self.mentions if start <= m.start < end)
