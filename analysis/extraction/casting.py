"""The cast under way: actors and mentions as they are found, and the text around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from analysis.extraction import registries
from analysis.extraction.datelines import dateline_spans
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Actor, Document, Mention, Name, Placing
from analysis.extraction.memberships import Link
from analysis.extraction.offices import find_offices
from analysis.extraction.people import Person
from analysis.extraction.registries import capitals
from analysis.extraction.surroundings import BLOC, GROUP, HOME, REBELS, WARRING, Surroundings
from analysis.extraction.words import words

# How many times as often as the next one "the rebels" of a text are named.
_MAIN: Final = 2.5
# Entities of the model whose names keep their capital: peoples, states, regions.
_NAMED: Final = frozenset(("NORP", "GPE", "LOC"))
# Weight of a state whose own armed group is in the text, against 1 for each naming.
_ITS_GROUP: Final = 2.0


class Casting:
    """What is known of the actors so far.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its names.
    placing
        Its place names, told apart into literal and metonymic ones.
    """

    def __init__(self, document: Document, names: list[Name], placing: Placing) -> None:
        self.document = document
        self.names = names
        self.placing = placing
        self.words = words(document)
        self.offices = find_offices(self.words)
        self.actors: dict[str, Actor] = {}
        self.mentions: list[Mention] = []
        self.id_of: dict[Name, str] = {}
        self.around = Surroundings(
            document, self.words, names, self.offices, lambda n: self.id_of.get(n, n.entity)
        )
        self.people: list[Person] = []
        self.links: dict[str, list[Link]] = {}
        self.literal = {(m.start, m.end): m.literal for m in placing.mentions}
        self.beside_name: set[int] = set()
        # Whom an unnamed person serves, where only the whole text can tell.
        self.owed: dict[str, str] = {}
        self.outsiders: set[str] = set()
        self.brokers: set[str] = set()
        self.fighting: set[str] = set()

    def literally(self, name: Name) -> bool:
        """Tell whether a state or its seat is named as a place.

        Where the places do not know it, "at Abidjan airport" is one and "a State Department
        official" is not.

        Parameters
        ----------
        name
            A name of type ``state`` or ``seat``.

        Returns
        -------
        bool
        """
        literal = self.literal.get((name.start, name.end))
        if literal is not None:
            return literal
        governed = self.document.token_at(name.start).dep_ == "pobj"
        return governed or (name.type == "seat" and name.text in capitals())

    def put(self, actor: Actor) -> None:
        """Add an actor unless it is there."""
        if actor.actor_id and actor.actor_id not in self.actors:
            self.actors[actor.actor_id] = actor

    def change(self, actor_id: str, **values: object) -> None:
        """Change what is known of an actor."""
        self.actors[actor_id] = replace(self.actors[actor_id], **values)  # type: ignore[arg-type]

    def merge(self, actor_id: str, entity: str) -> None:
        """Take an actor for another one: its mentions, and whoever speaks for it."""
        gone = self.actors.pop(actor_id)
        label = registries.state_names().get(entity, gone.name)
        self.put(replace(gone, actor_id=entity, name=label, kind="government", party=entity))
        self.mentions = [
            replace(m, entity=entity) if m.entity == actor_id else m for m in self.mentions
        ]
        for person_id, links in self.links.items():
            self.links[person_id] = [
                replace(k, party=entity) if k.party == actor_id else k for k in links
            ]
        for other in list(self.actors.values()):
            if other.party == actor_id:
                self.change(other.actor_id, party=entity)

    def mention(
        self,
        start: int,
        end: int,
        entity: str,
        form: str,
        rule: str,
        literal: bool | None = None,
        confidence: float = 1.0,
    ) -> None:
        """Add a mention."""
        if entity:
            text = self.document.text_of(start, end)
            self.mentions.append(Mention(start, end, text, entity, form, literal, rule, confidence))

    def is_government(self, entity: str) -> bool:
        """Tell whether an id is that of a state or another government."""
        actor = self.actors.get(entity)
        return entity in registries.state_names() or bool(actor and actor.kind == "government")

    def party_of(self, entity: str) -> str:
        """Give the party that an id stands for: itself, or that of a person or force."""
        if entity == HOME:
            return self.home_government()
        if entity == WARRING:
            return self.at_war()
        if entity == REBELS:
            return self.only_group()
        if entity.startswith(GROUP):
            return self.last_group(int(entity.removeprefix(GROUP)))
        if entity.startswith(BLOC):
            return self.last_group(int(entity.removeprefix(BLOC)), ("organisation", "alliance"))
        if entity.startswith("?"):
            return ""
        actor = self.actors.get(entity)
        if actor is None:
            return entity
        if actor.kind in ("person", "armed_forces", "collective"):
            if actor.kind == "person" and not actor.party:
                return next(
                    (k.party for k in self.links.get(entity, []) if k.party and k.party[0] != "?"),
                    "",
                )
            return actor.party
        return entity

    def label(self, entity: str) -> str:
        """Give the name of an actor or state."""
        actor = self.actors.get(entity)
        return actor.name if actor else registries.state_names().get(entity, entity)

    def named_subjects(self, verb: Token) -> Iterator[Name]:
        """Yield the names of those who are the subject of a verb; places are none.

        Parameters
        ----------
        verb
            The verb.

        Yields
        ------
        Name
        """
        for child in verb.children:
            position = self.around.position.get(child.idx)
            name = self.around.owner.get(position) if position is not None else None
            if child.dep_ in SUBJECTS and name is not None and name.type not in ("place", "other"):
                yield name

    def description(self, start: int, end: int) -> str:
        """Give the words between two offsets as they stand within a sentence.

        A capital that only a sentence's beginning asks for goes: "Two people", not "European".
        """
        words = self.document.text_of(start, end)
        if self.document.token_at(start).ent_type_ in _NAMED:
            return words
        return words[0].lower() + words[1:]

    def text(self, first: int, last: int) -> str:
        """Give the words between two positions."""
        return self.document.text_of(self.words[first].start, self.words[last].end)

    def home_scores(self) -> dict[str, float]:
        """Weigh the governments of the text: which one is its story's own."""
        heading = self.document.text.find("\n")
        scores: dict[str, float] = {}
        for name in self.names:
            if name.type not in ("state", "seat", "demonym") and not self.is_government(
                name.entity
            ):
                continue
            if name.entity in self.outsiders or not name.entity or name.end <= self._dateline:
                continue
            weight = 0.5 if name.type == "demonym" else 1.0
            if self.literal.get((name.start, name.end)):
                weight = 0.4
            if name.end <= heading:
                weight += 1.0
            scores[name.entity] = scores.get(name.entity, 0.0) + weight
        for name in self.names:
            actor = self.actors.get(name.entity)
            if actor is not None and actor.kind == "armed_forces" and actor.party in scores:
                scores[actor.party] += 1.0
        for country in self._fought_over():
            if country in scores and country not in self.outsiders:
                scores[country] += _ITS_GROUP
        for mention in self.mentions:
            if mention.rule == "government noun" and mention.entity in scores:
                scores[mention.entity] += 2.0
        return scores

    def _fought_over(self) -> set[str]:
        """Give the states in which the registered armed groups of the text fight."""
        rows = registries.organisation_rows()
        codes = {
            rows[entity]["country"]
            for entity, actor in self.actors.items()
            if actor.kind == "armed_group" and entity in rows
        }
        return {state for code in codes for state in (registries.state_with_code(code),) if state}

    @cached_property
    def datelines(self) -> list[tuple[int, int]]:
        """The spans of the datelines of the text."""
        return dateline_spans(self.document.text)

    @cached_property
    def _dateline(self) -> int:
        """Give where the dateline of a dispatch ends: its place is not what the story is about."""
        text, spans = self.document.text, self.datelines
        # Below the heading, if the text has one.
        opens = bool(spans) and len(text[: spans[0][0]].strip().splitlines()) < 2
        return spans[0][1] if opens else 0

    def home_government(self) -> str:
        """Give the government that "the army", "the prime minister" means, '' if several may."""
        scores = self.home_scores()
        if self.at_war():
            return self.at_war()
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return ""
        if len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]:
            return ranked[0][0]
        return ""

    def at_war(self) -> str:
        """Give the one government that fights, '' where none or several do."""
        found = [entity for entity in self.fighting if self.is_government(entity)]
        return found[0] if len(found) == 1 else ""

    def only_group(self) -> str:
        """Give the armed group of the text, '' where it has none or several of one weight."""
        counts = Counter(
            m.entity
            for m in self.mentions
            if m.entity in self.actors and self.actors[m.entity].kind == "armed_group"
        )
        groups = counts.most_common(2)
        if not groups or (len(groups) > 1 and groups[0][1] < _MAIN * groups[1][1]):
            return ""
        return groups[0][0]

    def last_group(
        self, offset: int, kinds: tuple[str, ...] = ("armed_group", "organisation")
    ) -> str:
        """Give the armed group, or the body of other kinds, named last before an offset."""
        before = [
            m
            for m in self.mentions
            if m.start < offset and m.entity in self.actors and self.actors[m.entity].kind in kinds
        ]
        armed = [m for m in before if self.actors[m.entity].kind == "armed_group"]
        chosen = armed or before
        return max(chosen).entity if chosen else ""
