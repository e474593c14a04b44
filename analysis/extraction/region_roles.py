"""What a place is to the negotiation: battlefield, contested, venue, affected, party or context.

Each literal mention is read for what its clause says happens there; the first role in the guide's
order that any mention supports is the place's. The words are those of
``codebook/region_role_cues.csv``; ``reach`` says how near they must stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction import place_context as context
from analysis.extraction.document import Cast, Document, Mention, PlaceFound
from analysis.extraction.region_evidence import (
    FIELDS,
    ORDER,
    SETTLED,
    WIDE,
    Role,
    is_history,
    is_party,
)
from analysis.extraction.region_home import THEATRE, at_home, home_countries
from analysis.extraction.region_surroundings import clause_around, role_around

_STOPS: Final = frozenset({";", ":", "—", '"'})
_BEFORE, _BEHIND = 7, 6
_SETTLEMENTS: Final = frozenset("ceasefire cease-fire truce armistice pause".split())
_MAKING: Final = frozenset(
    "sign agree initial conclude broker reach negotiate announce mediate hammer strike".split()
)
_CONTROLLED: Final = re.compile(
    r",? (?:[^,.;]{0,60}, ){0,2}which [^,.;]{2,40}? (?:has|have|had)? ?"
    r"(?:controlled|held|occupied|seized|controls?|holds?|claims?|occup(?:y|ies))\b"
    r"(?! (?:since|for|so far|firm|until|up|out))"
)
_TALKED_OF: Final = re.compile(
    r"[ \u00a0](?:peace |truce |cease-?fire )?(talks|negotiations|war|conflict)\b"
)
# "with 50 tanks that crossed from Russia", "the truce is overseen from Israel"
_OUT: Final = frozenset({"from", "out of", "off", "away from"})
_MOVING: Final = frozenset("move pull withdraw come go redeploy march take bring".split())
_PLANNED: Final = re.compile(r"\b(?:will|shall|would|must|should|may|could|(?:is|are) to|to be)\b")
_TROUBLE: Final = ("truce", "war", "conflict", "crisis", "ceasefire", "cease-fire")
_CLAUSE_TOP: Final = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})


def region_roles(
    document: Document, places: Sequence[PlaceFound], cast: Cast | None = None
) -> list[Role]:
    """Give the role of each place of a text.

    Parameters
    ----------
    document
        The parsed text.
    places
        Its places.
    cast
        The actors; tells whose countries the belligerents and brokers are.

    Returns
    -------
    list of Role
        In the order of ``places``. The country in which most of the fighting is reported is a
        battlefield too, be it named in passing only.
    """
    roles = [region_role(document, place, cast) for place in places]
    home = home_countries(places, cast)
    roles = [at_home(place, role, home) for place, role in zip(places, roles, strict=True)]
    fought = Counter(
        place.country
        for place, role in zip(places, roles, strict=True)
        if role.role == "battlefield" and place.kind != "country" and place.country
    )
    ranked = fought.most_common(2)
    if not ranked or ranked[0][1] < THEATRE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return roles
    theatre = ranked[0][0]
    return [
        Role("battlefield", "country of the fighting", 0.7)
        if place.kind == "country" and place.country == theatre and role.role != "battlefield"
        else role
        for place, role in zip(places, roles, strict=True)
    ]


def region_role(document: Document, place: PlaceFound, cast: Cast | None = None) -> Role:
    """Give the first role in the guide's order that the text supports for a place.

    Parameters
    ----------
    document
        The parsed text.
    place
        The place with its mentions.
    cast
        The actors; tells whose countries the belligerents and brokers are.

    Returns
    -------
    Role
    """
    best: dict[str, Role] = {}
    for mention in place.mentions:
        if mention.literal:
            for role in _roles_of_mention(document, place, mention):
                known = best.get(role.role)
                if known is None or known.confidence < role.confidence:
                    best[role.role] = role
    for name in ORDER:
        if name in best:
            return best[name]
    told = role_around(document, place, cast)
    if told is not None:
        return told
    if place.kind == "country" and is_party(place, cast):
        return Role("party", "country of a party", 0.8)
    return Role("context", "nothing happens there", 0.6)


def _roles_of_mention(document: Document, place: PlaceFound, mention: Mention) -> Iterable[Role]:
    spot = context.spot(document, mention.start, mention.end, _spans(place, mention))
    if mention.rule.endswith("dateline"):
        yield from _dateline(document, place, mention)
        return
    if mention.rule.endswith(("part of a name", *FIELDS)) or _is_container(
        document, place, mention
    ):
        return
    if mention.rule.endswith("topic of a heading") and place.kind not in SETTLED:
        yield Role("battlefield", "the country that the report is about", 0.6)
        return
    if mention.rule.endswith(tuple(f"possessive: {word}" for word in _TROUBLE)):
        yield Role("battlefield", "whose truce or war it is", 0.7)
        return
    yield from _roles_of_words(document, place, mention, spot)


def _roles_of_words(
    document: Document, place: PlaceFound, mention: Mention, spot: context.Spot
) -> Iterable[Role]:
    """Read the words that the place hangs on, then those of its clause."""
    old = is_history(document, spot.first)
    direct = _direct_words(spot)
    noun = context.modified(spot)
    settled = place.kind in SETTLED
    if place.kind not in ("country", *WIDE) and _CONTROLLED.match(document.text, mention.end):
        yield Role("contested", "relative clause of control", 0.7)
        return
    if talked := _TALKED_OF.match(document.text, mention.end):
        # "the Red Sea Hills talks", "the Geneva talks"
        venue = settled and bool(place.place_id) and talked[1] in ("talks", "negotiations")
        yield Role("venue" if venue else "battlefield", f"modifier: {talked[1]}", 0.75)
        return
    if noun is not None:
        lemma = context.lemma(noun)
        if lemma == "time":
            # "midnight, Moscow time"
            return
        order = ("venue", "battlefield") if settled else ("battlefield",)
        for role in order:
            if lemma in _cues(role, "modifier") or noun.lower_ in _cues(role, "modifier"):
                yield Role(role, f"modifier: {lemma}", 0.75)
                return
    verb = context.verb_of(spot)
    found = context.preposition(spot)
    of_unit = _verb_of_unit(found)
    if of_unit is not None:
        verb, found = of_unit, None
    path = _path(document, spot)
    army = any(context.lemma(t) in _cues("army", "noun") for t in path)
    words = _phrases(path)
    for role in ORDER:
        if old and role in ("battlefield", "affected"):
            continue
        if role == "venue" and place.kind == "water":
            continue
        hit = _match(direct, _cues(role, "direct"))
        if hit and role == "battlefield" and found is not None and found[0] in _OUT:
            hit = ""
        if hit and settled and hit in _SETTLEMENTS and _match(words, _MAKING):
            # "signed a ceasefire in Kunming": made there, not kept there.
            yield Role("venue", f"governor: {hit}, made there", 0.8)
            return
        if hit:
            yield Role(role, f"governor: {hit}", 0.8)
            return
        if verb is not None and found is None and verb[1] in _cues(role, verb[0]):
            yield Role(role, f"{verb[0]}: {verb[1]}", 0.8)
            return
    for role in ORDER:
        if (old and role in ("battlefield", "affected")) or place.kind in WIDE:
            continue
        hit = _match(words, _cues(role, "path"))
        if hit:
            yield Role(role, f"clause: {hit}", 0.65)
            continue
        if army and (hit := _match(words, _cues(role, "army"))):
            yield from _of_army(document, spot, role, hit, found[0] if found else "")


def _of_army(
    document: Document, spot: context.Spot, role: str, hit: str, preposition: str
) -> Iterable[Role]:
    """Tell troops that fight their way from those that are to come or go under a deal."""
    if preposition in _OUT:
        if hit in _MOVING:
            yield Role("contested", f"troops: {hit} {preposition}", 0.6)
        return
    low, high = clause_around(document, spot.first.idx, spot.last.idx, _CLAUSE)
    if _PLANNED.search(document.text, low, high):
        yield Role("contested", f"troops: to {hit}", 0.6)
    else:
        yield Role(role, f"troops: {hit}", 0.65)


_CLAUSE: Final = 400


def _verb_of_unit(found: tuple[str, Token] | None) -> tuple[str, str] | None:
    """Give what is done to a unit named after a place: "returns the districts of Kalbajar"."""
    if found is None or found[0] != "of" or found[1].i == 0:
        return None
    unit = found[1].nbor(-1)
    if context.lemma(unit) not in _UNITS or unit.head.pos_ not in ("VERB", "AUX"):
        return None
    relation = {"dobj": "object", "obj": "object", "nsubjpass": "passive"}.get(unit.dep_)
    return (relation, context.lemma(unit.head)) if relation else None


_UNITS: Final = frozenset(
    "district town city province region area territory village port field base part".split()
)


def _is_container(document: Document, place: PlaceFound, mention: Mention) -> bool:
    """Whether a country is named only to say where a region lies: "Russia's Kursk region"."""
    if place.kind != "country":
        return False
    if mention.rule.endswith(tuple(f"possessive: {word}" for word in _TROUBLE)):
        return False
    before = document.text[max(0, mention.start - 40) : mention.start]
    return (
        ": possessive:" in mention.rule
        or mention.rule.endswith((*_UNITS_OF, "border with", "border of", "frontier with"))
        or bool(_WITHIN.search(before))
    )


# "the Belgorod region in Russia", "Goma, Congo": the country only says where.
_WITHIN: Final = re.compile(
    r"(?:\b(?:region|province|district|oblast|city|town|village|governorate|department|state)"
    r"|[^\W\d_a-z][\w'’-]+)(?:,? in| of|,) (?:the )?$"
)


_UNITS_OF: Final = tuple(
    f"governor: {unit} of"
    for unit in "region province district oblast city town village governorate department".split()
)


def _spans(place: PlaceFound, mention: Mention) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in place.mentions] + [(mention.start, mention.end)]


def _dateline(document: Document, place: PlaceFound, mention: Mention) -> Iterable[Role]:
    """A dispatch is written where the talks are, if the text says that there are talks there."""
    around = document.text[max(0, mention.start - 200) : mention.end + 600].lower()
    if _TALKED.search(around):
        yield Role("venue", "dateline of a report on talks", 0.6)


_TALKED: Final = re.compile(
    r"\b(?:met|signed|talks|delegat\w+|conference|statement|ceremony|negotiat\w+|bargain\w*"
    r"|mediat\w+|initial\w+|accord|communiqu\w+|agreed|came within)\b"
)


def _direct_words(spot: context.Spot) -> list[str]:
    """Give the words that the place hangs on directly: "fighting in", "withdrawal from"."""
    found = context.preposition(spot)
    if found is None:
        return []
    words = context.governors(found[1], spot, names=False)[:2]
    return [*words, *(f"{word} {found[0]}" for word in words)]


def _path(document: Document, spot: context.Spot) -> list[Token]:
    """Give the words of the clause of a place, by the parse and by nearness together."""
    token = spot.list_first if spot.list_first.i < spot.first.i else spot.last
    chosen: dict[int, Token] = {}
    head = token
    while head.dep_ != "ROOT" and head.head is not head:
        head = head.head
        chosen[head.i] = head
        if head.pos_ in ("VERB", "AUX") and (head.dep_ in _CLAUSE_TOP or len(chosen) > 4):
            break
    if head.pos_ in ("VERB", "AUX"):
        for child in head.children:
            if child.dep_ in (
                "dobj",
                "nsubj",
                "nsubjpass",
                "attr",
                "prt",
                "agent",
                "advmod",
                "prep",
            ):
                chosen[child.i] = child
                for grandchild in child.children:
                    if grandchild.dep_ in ("pobj", "compound", "prep"):
                        chosen[grandchild.i] = grandchild
    doc, sentence = token.doc, token.sent
    for step in (-1, 1):
        at = spot.first.i + step if step < 0 else spot.last.i + step
        limit = _BEFORE if step < 0 else _BEHIND
        while sentence.start <= at < sentence.end and limit:
            if doc[at].text in _STOPS:
                break
            chosen[at] = doc[at]
            at += step
            limit -= 1
    low, high = clause_around(document, spot.first.idx, spot.last.idx + len(spot.last), _CLAUSE)
    # Names say nothing of what happens: "the Upland Front" is no front.
    return [
        chosen[i]
        for i in sorted(chosen)
        if chosen[i].pos_ != "PROPN" and low <= chosen[i].idx < high
    ]


def _phrases(tokens: Sequence[Token]) -> list[str]:
    """Give the lemmas of the words and of each two that follow each other."""
    words: list[str] = []
    for token in tokens:
        words.append(context.lemma(token))
        if token.pos_ in ("VERB", "AUX"):
            words += [
                f"{context.lemma(token)} {c.lower_}"
                for c in token.children
                if c.dep_ in ("prt", "prep", "advmod")
            ]
    words += [
        f"{context.lemma(a)} {context.lemma(b)}" for a, b in pairwise(tokens) if b.i == a.i + 1
    ]
    return words


def _match(words: Sequence[str], cues: frozenset[str]) -> str:
    return next((w for w in words if w in cues), "")


@cache
def _cues(role: str, reach: str) -> frozenset[str]:
    rows: Iterable[Mapping[str, str]] = read_table("region_role_cues")
    return frozenset(r["cue"] for r in rows if r["role"] == role and r["reach"] == reach)
