"""Names: every proper name in the text with its type, one recognition for all types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from analysis.extraction import registries
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.offices import Office, find_offices
from analysis.extraction.organisations import Shape, abbreviation, find_shapes
from analysis.extraction.persons import (
    Evidence,
    PersonSpan,
    find_persons,
    no_names,
    run_from,
    short_forms,
)
from analysis.extraction.words import Word, slug, split_words, words

_LONGEST_ABBREVIATION: Final = 7
_DATELINE: Final = re.compile(
    r"(?:\s*\([A-Za-z .]+\))?\s*(?:,\s*[A-Z][a-z]+\.? \d{1,2}\b|(?:\([\w .-]+\))?\s*[-–—] )"
)
_NER_TYPES: Final = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def find_names(document: Document) -> list[Name]:
    """Find the proper names of a text.

    Parameters
    ----------
    document
        The parsed text.

    Returns
    -------
    list of Name
        In text order, none overlapping. ``entity`` is the registered ``actor_id``; for bodies
        that no registry knows it is a slug of the name, the same for their abbreviations.
    """
    found = words(document)
    offices = find_offices(found)
    names = _Names(document, found)
    names.add_datelines()
    names.add_registered()
    names.add_longer_places()
    names.add_shapes(offices)
    names.add_persons(offices)
    names.add_abbreviations()
    names.add_short_bodies()
    names.add_places()
    names.add_agents()
    return sorted(names.found.values())


class _Names:
    """Names under way: each word belongs to one name at most."""

    def __init__(self, document: Document, found: Sequence[Word]) -> None:
        self.document = document
        self.words = found
        self.owner: dict[int, int] = {}
        self.found: dict[int, Name] = {}

    def taken(self) -> dict[int, str]:
        return {at: self.found[first].type for at, first in self.owner.items()}

    def put(self, first: int, stop: int, type_: str, **rest: Any) -> None:
        """Add a name, in place of those that it covers."""
        for at in range(first, stop):
            if at in self.owner:
                self.drop(self.owner[at])
        start, end = self.words[first].start, self.words[stop - 1].end
        self.found[first] = Name(
            start, end, self.document.text_of(start, end), type_, **rest
        )
        for at in range(first, stop):
            self.owner[at] = first

    def drop(self, first: int) -> None:
        self.found.pop(first, None)
        self.owner = {at: own for at, own in self.owner.items() if own != first}

    def free(self, first: int, stop: int) -> bool:
        return not any(at in self.owner for at in range(first, stop))

    def add_datelines(self) -> None:
        """Take the place in capitals that a dispatch begins with: "NOUAKCHOTT, Sept 14 (…) -"."""
        for at, word in enumerate(self.words):
            if not word.caps or not (at == 0 or "\n" in word.gap):
                continue
            stop = at + 1
            while stop < len(self.words) and self.words[stop].caps and self.words[stop].joined:
                stop += 1
            line = self.document.text[self.words[stop - 1].end :].split("\n", 1)[0]
            if not _DATELINE.match(line):
                continue
            titled = [replace(w, fold=w.fold.title(), heading="") for w in self.words[at:stop]]
            matched = registries.match(titled, 0, self.document.article.published)
            if matched and matched[1] == stop - at:
                self._put_entry(at, stop, matched[0])
            else:
                self.put(at, stop, "place", rule="dateline")

    def add_longer_places(self) -> None:
        """Let "the Niger River" be a river: a longer place name goes before a state's."""
        gazetteer = _gazetteer()
        if gazetteer is None:
            return
        tokens = [t.text for t in self.document.doc]
        for first in sorted(self.found):
            name = self.found.get(first)
            if name is None or name.type not in ("state", "seat"):
                continue
            following = first + len(split_words(name.text))
            if following >= len(self.words) or not self.words[following].joined:
                continue
            after = self.words[following]
            if not after.capital and after.fold not in ("of", "and", "province", "region", "river"):
                continue
            stop = self._match_place(gazetteer, tokens, first, over=first)
            if stop > following and self.free(following, stop):
                self.put(first, stop, "place", rule="gazetteer")

    def add_registered(self) -> None:
        published = self.document.article.published
        doubtful: list[tuple[int, int, registries.Entry]] = []
        at = 0
        while at < len(self.words):
            matched = None if at in self.owner else registries.match(self.words, at, published)
            if matched is None:
                at += 1
                continue
            entry, stop = matched
            if entry.ambiguous and entry.words[0] != registries.state_names().get(entry.entity):
                doubtful.append((at, stop, entry))
            elif not self._common_word(at, stop, entry):
                self._put_entry(at, stop, entry)
            at = stop
        sure = {name.entity for name in self.found.values()}
        for first, stop, entry in doubtful:
            token = self.document.token_at(self.words[first].start)
            if entry.entity in sure or (
                token.ent_type_ in ("GPE", "NORP", "ORG") and entry.type not in ("media", "seat")
            ):
                self._put_entry(first, stop, entry)

    def _put_entry(self, first: int, stop: int, entry: registries.Entry) -> None:
        self.put(
            first,
            stop,
            entry.type,
            entity=entry.entity,
            kind=entry.kind,
            rule="registry",
            inside=entry.inside,
        )

    def _common_word(self, at: int, stop: int, entry: registries.Entry) -> bool:
        """Tell a common word in capitals from a registered name ("WHO" in a heading)."""
        word = self.words[at]
        if stop - at > 1:
            return False
        if word.heading == "caps" and len(word.fold) <= 3:
            return True
        return word.fold == "US" and word.heading == "caps"

    def add_shapes(self, offices: Sequence[Office]) -> None:
        barred = {p for o in offices for p in range(o.first, o.last + 1)}
        barred |= {
            p
            for p, w in enumerate(self.words)
            if w.fold.lower() in cues("calendar") and w.capital
        }
        for shape in find_shapes(self.words, barred):
            owners = {self.owner[p] for p in range(shape.first, shape.stop) if p in self.owner}
            longer = all(
                self.found[o].end - self.found[o].start
                < self.words[shape.stop - 1].end - self.words[shape.first].start
                for o in owners
            )
            bodies = [
                o
                for o in owners
                if self.found[o].type in ("organisation", "media")
                and o == shape.first
                and shape.rule != "abbreviation"
            ]
            if not longer or bodies:
                continue
            self._put_shape(shape)

    def _put_shape(self, shape: Shape) -> None:
        text = self.document.text_of(
            self.words[shape.first].start, self.words[shape.stop - 1].end
        )
        entity = slug(text) if shape.type != "other" else ""
        self.put(
            shape.first,
            shape.stop,
            shape.type,
            entity=entity,
            kind=shape.kind,
            rule=shape.rule,
        )
        if shape.short >= 0:
            self.put(
                shape.short,
                shape.short + 1,
                shape.type,
                entity=entity,
                kind=shape.kind,
                rule="abbreviation",
            )

    def add_persons(self, offices: Sequence[Office]) -> None:
        evidence = Evidence(self.document, self.words, self.taken(), offices)
        certain = [
            span
            for span in find_persons(evidence)
            if span.rule not in ("ner", "speaks") or not self._known_place(span)
        ]
        for span in certain:
            self._put_person(span)
        self.evidence = evidence = Evidence(self.document, self.words, self.taken(), offices)
        for span in short_forms(evidence, certain):
            if self.free(span.first, span.stop):
                self._put_person(span)
        self._single_persons(evidence)
        surnames = {
            slug(n.text.split()[-1]) for n in self.found.values() if n.type == "person"
        }
        for first, name in list(self.found.items()):
            # "the Trump Administration", "the Hamdok Government": a person's, no name of its own.
            if name.type == "state" and name.rule == "head noun":
                if slug(name.text.split()[0]) in surnames:
                    self.drop(first)

    def _known_place(self, span: PersonSpan) -> bool:
        """Tell a place of several words that the model took for a person ("Ras Isa")."""
        text = self.document.text_of(
            self.words[span.first].start, self.words[span.stop - 1].end
        )
        return " " in text and _in_gazetteer(text)

    def _put_person(self, span: PersonSpan) -> None:
        self.put(span.first, span.stop, "person", kind="person", rule=span.rule)

    def _single_persons(self, evidence: Evidence) -> None:
        """Take a single unknown name that speaks for a person where the model agrees."""
        for at, word in enumerate(self.words):
            if at in self.owner or not word.capital or word.heading or word.caps:
                continue
            if at in evidence.office_words or word.fold.lower() in evidence.lower:
                continue
            stop = run_from(evidence, at)
            if stop != at + 1:
                continue
            token = evidence.token(at)
            speaks = token.dep_ in ("nsubj",) and token.head.lower_ in cues("speech")
            if token.ent_type_ == "PERSON" and speaks and not _in_gazetteer(word.fold):
                self._put_person(PersonSpan(at, at + 1, "ner"))

    def add_abbreviations(self) -> None:
        """Take abbreviations introduced after a registered name or a place for that name."""
        known: dict[str, Name] = {}
        for at, word in enumerate(self.words):
            if not abbreviation(word.text) or at == 0:
                continue
            if "(" in word.gap and (at - 1) in self.owner:
                before = self.found[self.owner[at - 1]]
                own = self.found.get(self.owner.get(at, -1))
                if before.type in ("organisation", "media", "state") and (
                    own is None or own.entity in ("", before.entity) or own.rule == "abbreviation"
                ):
                    known[word.fold] = before
        for name in list(self.found.values()):
            if name.rule == "abbreviation" and abbreviation(name.text):
                known.setdefault(name.text.replace(".", ""), name)
        for at, word in enumerate(self.words):
            whole = known.get(word.fold) or known.get(word.fold.rstrip("s"))
            if whole is None or (at in self.owner and self.found[self.owner[at]].rule == "abbreviation"):
                continue
            if at in self.owner and self.owner[at] != at:
                continue
            self.put(
                at, at + 1, whole.type, entity=whole.entity, kind=whole.kind, rule="abbreviation"
            )
        for at, word in enumerate(self.words):
            # Further capitals that act: an abbreviation never written out.
            if at in self.owner or word.heading or not abbreviation(word.text):
                continue
            if word.text in no_names() or not 2 <= len(word.fold) <= _LONGEST_ABBREVIATION or at in self.evidence.office_words:
                continue
            token = self.document.token_at(word.start)
            if token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON") or token.dep_ == "nsubj":
                if token.ent_type_ in ("MONEY", "PRODUCT", "TIME", "DATE"):
                    continue
                self.put(
                    at,
                    at + 1,
                    "organisation",
                    entity=slug(word.text),
                    kind="organisation",
                    rule="capitals",
                )

    def add_short_bodies(self) -> None:
        """Take "the Front", "the Assembly" for the body of that name that came last."""
        heads: dict[str, Name] = {}
        for at, word in enumerate(self.words):
            if at in self.owner:
                name = self.found[self.owner[at]]
                if name.type in ("organisation", "media", "state") and name.entity:
                    if " " in name.text and word.fold.lower() in cues("org_head"):
                        heads[word.fold] = name
                continue
            name_ = heads.get(word.fold)
            if name_ is None or word.heading:
                continue
            before = self.words[at - 1].fold.lower() if at else ""
            if before in ("the", "s") or not word.opens:
                self.put(
                    at,
                    at + 1,
                    name_.type,
                    entity=name_.entity,
                    kind=name_.kind,
                    rule="short form",
                )

    def add_places(self) -> None:
        gazetteer = _gazetteer()
        if gazetteer is None:
            self._places_by_model()
            return
        tokens = [t.text for t in self.document.doc]
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if at in self.owner or not word.capital or at in self.evidence.office_words:
                at += 1
                continue
            matched = self._match_place(gazetteer, tokens, at)
            if matched and not self._no_place(at, matched) and not self._half(at, matched):
                self.put(at, matched, "place", rule="gazetteer")
                at = matched
                continue
            at += 1
        self._places_by_model()

    def _match_place(
        self, gazetteer: Any, tokens: Sequence[str], at: int, over: int = -1
    ) -> int:
        """Give the position after the longest place name that begins at a word, 0 for none."""
        first = self.document.token_at(self.words[at].start)
        matched = gazetteer.longest_match(tokens, first.i)
        if matched is None:
            return 0
        last = self.document.doc[matched[0] - 1]
        stop = at
        while stop < len(self.words) and self.words[stop].start < last.idx + len(last):
            if stop in self.owner and self.owner[stop] != over:
                break
            stop += 1
        return stop if stop > at else 0

    def _half(self, first: int, stop: int) -> bool:
        """Tell a place name that is one half of a longer unknown name ("Wirya Tandjung")."""
        if stop - first > 1 or first == 0 or not self.words[first].joined:
            return False
        before = self.words[first - 1]
        return (
            before.capital
            and not before.opens
            and not before.heading
            and self.words[first].gap == " "
            and (first - 1) not in self.owner
            and (first - 1) not in self.evidence.office_words
            and before.fold.lower() not in self.evidence.lower
            and not before.caps
        )

    def _no_place(self, first: int, stop: int) -> bool:
        word = self.words[first]
        plain = word.fold.lower()
        if stop - first == 1:
            if any(plain in cues(c) for c in ("org_head", "work_head", "media_head", "honorific")):
                return True
            if word.heading == "title" and not any(
                w.fold == word.fold and not w.heading for w in self.words
            ):
                # A headline alone does not tell "Hills" or "Reading" from the common word.
                return self.document.token_at(word.start).ent_type_ not in ("GPE", "LOC")
            if plain in cues("calendar") or word.fold in no_names() or len(plain) < 3:
                return True
            if word.opens or word.heading:
                token = self.document.token_at(word.start)
                if plain in self.evidence.lower or token.is_stop:
                    return True
                elsewhere = any(
                    w.fold == word.fold and not w.opens and not w.heading for w in self.words
                )
                if not elsewhere and token.pos_ != "PROPN":
                    return True
            elif plain in self.evidence.lower and self.document.token_at(word.start).ent_type_ == "":
                return True
        return False

    def _places_by_model(self) -> None:
        for entity in self.document.doc.ents:
            type_ = _NER_TYPES.get(entity.label_)
            if type_ is None:
                continue
            inside = [
                at
                for at, w in enumerate(self.words)
                if entity.start_char <= w.start < entity.end_char and w.capital
            ]
            if not inside or not self.free(inside[0], inside[-1] + 1):
                continue
            first, stop = inside[0], inside[-1] + 1
            if self.words[first].heading or any(
                p in self.evidence.office_words for p in range(first, stop)
            ):
                continue
            if self.words[first].opens and self.words[first].fold.lower() in self.evidence.lower:
                continue
            if stop - first == 1 and (
                self.words[first].fold in no_names()
                or self.words[first].fold.lower() in self.evidence.lower
            ):
                continue
            text = self.document.text_of(self.words[first].start, self.words[stop - 1].end)
            if "\n" in text or type_ == "organisation" and stop - first < 2:
                continue
            if type_ == "organisation" and self._beside_person(first):
                self.put(first, stop, "person", kind="person", rule="listed with persons")
            elif type_ == "organisation":
                self.put(
                    first, stop, type_, entity=slug(text), kind="organisation", rule="ner"
                )
            else:
                self.put(first, stop, type_, rule="ner")

    def _beside_person(self, first: int) -> bool:
        """Tell a name that "and" or a comma joins to a person's."""
        at = first - 1
        if at < 1 or self.words[at].fold.lower() != "and":
            return False
        before = self.found.get(self.owner.get(at - 1, -1))
        return before is not None and before.type == "person" and self.words[at].joined

    def add_agents(self) -> None:
        """Take a place that no registry knows for a state where it has a government.

        "Karsa's foreign minister", "the Karsan army", "the Republic of Tarn … Tarn".
        """
        nouns: dict[str, str] = {}
        for at, word in enumerate(self.words):
            name = self.found.get(self.owner.get(at, -1))
            if name is not None and name.type == "state" and name.rule == "head noun":
                parts = name.text.split()
                if len(parts) > 2 and parts[-2] in ("of", "of the"):
                    nouns.setdefault(parts[-1], name.entity)
            elif self._unknown_place(at) and self._has_government(at, possessive=True):
                nouns.setdefault(word.fold, slug(word.text))
        for at, word in enumerate(self.words):
            own = self.found.get(self.owner.get(at, -1))
            if word.fold in nouns and (own is None or own.type == "place") and not word.heading:
                if own is None or own.text == word.text:
                    self._put_agent(at, "state", nouns[word.fold])
                continue
            if not self._unknown_place(at):
                continue
            stem = next((n for n in nouns if _demonym_of(word.fold, n)), "")
            if stem:
                self._put_agent(at, "demonym", nouns[stem])
            elif _adjectival(word.fold) and self._has_government(at, possessive=False):
                self._put_agent(at, "demonym", slug(word.text))

    def _put_agent(self, at: int, type_: str, entity: str) -> None:
        self.put(at, at + 1, type_, entity=entity, kind="government", rule="government")

    def _unknown_place(self, at: int) -> bool:
        word = self.words[at]
        if not word.capital or word.heading or word.initial or word.caps:
            return False
        name = self.found.get(self.owner.get(at, -1))
        if name is not None and (name.type != "place" or name.text != word.text):
            return False
        if name is not None and name.rule == "gazetteer":
            # A known place is a state of the text only where its adjective governs too.
            if not any(
                _demonym_of(w.fold, word.fold) and self._has_government(p, possessive=False)
                for p, w in enumerate(self.words)
            ):
                return False
        plain = word.fold.lower()
        if plain in self.evidence.lower or at in self.evidence.office_words:
            return False
        if word.text in no_names() or plain in cues("calendar") or plain in cues("org_head"):
            return False
        neighbours = [at - 1, at + 1]
        if word.joined and self.words[at - 1].capital and not self.words[at - 1].opens:
            return False
        return not any(
            0 <= n < len(self.words)
            and n in self.owner
            and self.found[self.owner[n]].type == "person"
            and self.words[max(n, at)].joined
            for n in neighbours
        )

    def _has_government(self, at: int, *, possessive: bool) -> bool:
        """Tell whether what follows is what only a state has."""
        after = at + 1
        if possessive:
            if after >= len(self.words) or self.words[after].fold != "s":
                return False
            if self.words[after].gap not in ("'", "’"):
                return False
            after += 1
        elif after >= len(self.words) or self.words[after].gap != " ":
            return False
        for position in range(after, min(after + 2, len(self.words))):
            if position > after and not self.words[position].joined:
                return False
            if longest_cue(self.words, position, "state_part"):
                return True
        return False


def _adjectival(word: str) -> bool:
    return word.endswith(("an", "ese", "ish", "ic", "i", "ian")) and len(word) > 4


def _demonym_of(word: str, noun: str) -> bool:
    """Tell whether a word is made of the name of a state: Karsan of Karsa."""
    stem = noun.rstrip("aeiouy")
    return word != noun and len(stem) > 2 and word.startswith(stem) and _adjectival(word)


def _gazetteer() -> Any:
    try:
        from analysis.geography.gazetteer import load_gazetteer
    except ImportError:
        return None
    return load_gazetteer()


def _in_gazetteer(name: str) -> bool:
    gazetteer = _gazetteer()
    return bool(gazetteer is not None and gazetteer.lookup(name))


