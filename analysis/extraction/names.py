"""Names: every proper name in the text with its type, one recognition for all types."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from analysis.extraction import registries
from analysis.extraction.abbreviations import abbreviation_stop, add_abbreviations
from analysis.extraction.described_bodies import (
    add_byline_outlets,
    add_dateline_agency,
    add_described,
    add_label_outlets,
    settle_told,
)
from analysis.extraction.document import Document, Name
from analysis.extraction.evidence import Evidence, name_like, run_from
from analysis.extraction.government_names import add_agents
from analysis.extraction.homonyms import settle_homonyms
from analysis.extraction.institutions import add_institutions
from analysis.extraction.ministries import governs, settle_ministries
from analysis.extraction.name_cues import cues, given_names
from analysis.extraction.naming import Naming
from analysis.extraction.offices import Office, find_offices
from analysis.extraction.organisations import Shape, find_shapes
from analysis.extraction.persons import PersonSpan, find_persons, short_forms
from analysis.extraction.place_names import (
    add_longer_places,
    add_places,
    in_gazetteer,
    towns_alone,
)
from analysis.extraction.public_figures import find_figures
from analysis.extraction.registered_names import add_registered
from analysis.extraction.same_bodies import (
    settle_bracketed,
    settle_peoples,
    settle_shortened,
    settle_tails,
)
from analysis.extraction.state_signs import has_government
from analysis.extraction.words import HYPHENS, slug, words

_AGENCY: Final = r"(?:\s*\([\w ./-]+\))?"
_DATELINE: Final = re.compile(
    rf"{_AGENCY}(?P<wider>,\s*(?:[A-Z][\w.’']*\s?){{1,4}}(?=[,(–—-]))?{_AGENCY}\s*"
    rf"(?:,?\s*(?:[A-Z][a-z]+\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? [A-Z][a-z]+)\b|"
    r"(?:(?:--|[-–—]) |—))"
)


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
    naming = Naming(document, found)
    add_datelines(naming)
    add_registered(naming)
    add_longer_places(naming)
    add_shapes(naming, offices)
    add_persons(naming, offices)
    add_described(naming)
    add_dateline_agency(naming)
    add_byline_outlets(naming)
    add_label_outlets(naming)
    settle_told(naming)
    add_abbreviations(naming)
    settle_bracketed(naming)
    settle_tails(naming)
    settle_shortened(naming)
    settle_peoples(naming)
    add_short_bodies(naming)
    add_places(naming)
    settle_homonyms(naming)
    settle_ministries(naming)
    add_agents(naming)
    add_institutions(naming)
    return sorted(naming.found.values())


def add_datelines(naming: Naming) -> None:
    """Take the place in capitals that a dispatch begins with: "NOUAKCHOTT, Sept 14 (…) -"."""
    for at, word in enumerate(naming.words):
        if not word.caps or not naming.begins_line(at):
            continue
        stop = at + 1
        while stop < len(naming.words) and naming.words[stop].caps and naming.words[stop].joined:
            stop += 1
        after = naming.words[stop - 1].end
        rest = naming.document.text[after:].split("\n", 1)[0]
        if rest.startswith(": ") and towns_alone(
            naming.document.text, naming.document.text_of(word.start, after)
        ):
            _put_towns(naming, at, stop)  # "BANGKOK/PHNOM PENH: Commanders met"
            continue
        headed = _DATELINE.match(rest)
        if headed is None:
            continue
        _agency(naming, after, after + headed.end())
        if headed.group("wider"):
            # "JEDDAH, Saudi Arabia (AP) -": the country only says where the town lies.
            low, high = after + headed.start("wider"), after + headed.end("wider")
            wider = [p for p, w in enumerate(naming.words) if low <= w.start and w.end <= high]
            if wider:
                naming.put(wider[0], wider[-1] + 1, "place", rule="dateline")
        titled = [replace(w, fold=w.fold.title(), heading="") for w in naming.words[at:stop]]
        matched = registries.match(titled, 0, naming.document.article.published)
        if matched and matched[1] == stop - at:
            naming.put_entry(at, stop, matched[0])
        else:
            naming.put(at, stop, "place", rule="dateline")


def _put_towns(naming: Naming, at: int, stop: int) -> None:
    """Take each town of a dateline, capitals of states among them, for a place."""
    first = at
    for position in range(at, stop):
        if position + 1 == stop or "/" in naming.words[position + 1].gap:
            naming.put(first, position + 1, "place", rule="dateline")
            first = position + 1


def _agency(naming: Naming, low: int, high: int) -> None:
    """Take the agency in the brackets of a dateline, also by a name that has other meanings."""
    published = naming.document.article.published
    for at, word in enumerate(naming.words):
        if low <= word.start < high and word.gap.endswith("("):
            matched = registries.match(naming.words, at, published)
            if matched and matched[0].type == "media":
                naming.put_entry(at, matched[1], matched[0])


def add_shapes(naming: Naming, offices: Sequence[Office]) -> None:
    """Take bodies, media and accords by the shape of their names."""
    barred = {p for o in offices for p in range(o.first, o.last + 1)}
    barred |= {
        p
        for p, w in enumerate(naming.words)
        if w.fold.lower() in cues("calendar") and w.capital and not _month_in_name(naming, p)
    }
    for found in find_shapes(naming.words, barred):
        shape = _without_members(naming, found)
        owners = {naming.owner[p] for p in range(shape.first, shape.stop) if p in naming.owner}
        longer = all(
            naming.found[o].end - naming.found[o].start
            < naming.words[shape.stop - 1].end - naming.words[shape.first].start
            for o in owners
        )
        bodies = [
            o
            for o in owners
            if naming.found[o].type in ("organisation", "media")
            and o == shape.first
            and shape.rule != "abbreviation"
            # "The Liberation and Justice Movement" is no matter of the newspaper Libération.
            and not (naming.found[o].type == "media" and shape.type == "organisation")
            and not _called_so(naming, shape)
        ]
        if shape.type == "state" and any(
            naming.found[o].type == "state" and o == shape.first for o in owners
        ):
            continue  # "the Republic of Armenia Zohrab Mnatsakanyan"
        if shape.type == "state" and in_gazetteer(_text(naming, shape)):
            continue  # "Rakhine State", as "the State of Maine" is the name of a place
        if not longer or bodies or _of_a_state(naming, shape, owners):
            continue
        if _of_a_country(naming, shape, owners):
            continue
        if _foreseen(naming, shape):
            naming.put(shape.first, shape.stop, "other", rule="foreseen")
            continue
        if _venue(naming, shape):
            naming.put(shape.first, shape.stop, "place", rule="place noun")
            continue
        _put_shape(naming, _as_described(naming, shape) if _called_so(naming, shape) else shape)


def _without_members(naming: Naming, shape: Shape) -> Shape:
    """Cut "the Troika of Britain, Norway and the United States" before its members."""
    words, stop = naming.words, shape.stop
    of = next((p for p in range(shape.first + 1, stop) if words[p].fold == "of"), 0)
    state = naming.found.get(naming.owner.get(of + 1, -1)) if of else None
    if state is None or state.type != "state" or naming.stop_of(of + 1) != stop:
        return shape
    if shape.type == "state" or shape.short >= 0 or stop >= len(words):
        return shape
    joined = words[stop].fold == "and"
    following = stop + joined
    following += following < len(words) and words[following].fold == "the"
    member = naming.found.get(naming.owner.get(following, -1))
    listed = joined or words[stop].gap == ", "
    members = listed and member is not None and member.type == "state"
    return replace(shape, stop=of) if members else shape


def _called_so(naming: Naming, shape: Shape) -> bool:
    """Tell "a group that calls itself the Renamo Military Junta": a body besides Renamo."""
    before = [w.fold.lower() for w in naming.words[max(0, shape.first - 3) : shape.first]]
    if before[-1:] == ["the"]:
        before.pop()
    return before[-1:] in (["itself"], ["themselves"], ["called"], ["named"]) or (
        before[-2:] == ["known", "as"]
    )


def _as_described(naming: Naming, shape: Shape) -> Shape:
    """Give the kind that the noun tells: "a breakaway group that calls itself the … Junta"."""
    nouns = (w.fold.lower() for w in naming.words[max(0, shape.first - 6) : shape.first])
    kinds = [cues("lower_head")[noun] for noun in nouns if noun in cues("lower_head")]
    return replace(shape, type="organisation", kind=kinds[-1]) if kinds else shape


def _month_in_name(naming: Naming, at: int) -> bool:
    """Tell "the April Front", "the June Movement": a group called after a month."""
    words = naming.words
    return (
        0 < at < len(words) - 1
        and words[at - 1].fold.lower() == "the"
        and words[at].joined
        and words[at + 1].gap == " "
        and words[at + 1].capital
        and words[at + 1].fold.lower() in cues("org_head")
    )


def _of_a_state(naming: Naming, shape: Shape, owners: Collection[int]) -> bool:
    """Tell "the Government of Peru", "the Irish Defence Ministry": the state itself, no body."""
    inside = [naming.found[o] for o in owners]
    if len(inside) != 1 or inside[0].type not in ("state", "demonym") or shape.short >= 0:
        return False
    part = inside[0]
    return governs(_text(naming, shape).replace(part.text, " "))


def _of_a_country(naming: Naming, shape: Shape, owners: Collection[int]) -> bool:
    """Tell "the Chinese Xinhua News Agency", "the Kurdish YPG militia" from a name of its own.

    A known name is only told apart by the nationality, people or faith before it.
    """
    if not owners or shape.short >= 0:
        return False
    first = max(owners)
    known = naming.found[first]
    if known.type not in ("media", "organisation") or first == shape.first:
        return False
    before = range(shape.first, first)
    nations = {p for p in before if naming.owner.get(p) in owners}
    return (
        known.end == naming.words[shape.stop - 1].end
        and all(naming.found[naming.owner[p]].type == "demonym" for p in nations)
        and all(p in nations or naming.words[p].fold.lower() in cues("no_name") for p in before)
        and all(naming.words[p].gap == " " for p in range(shape.first + 1, first + 1))
    )


def _venue(naming: Naming, shape: Shape) -> bool:
    """Tell a building that something happens in: "signed at the Circuit House"."""
    words = naming.words
    if words[shape.stop - 1].fold.lower() not in cues("building") or not shape.first:
        return False
    before = shape.first - 1
    if words[before].fold.lower() == "the" and before and words[before].joined:
        before -= 1
    return words[before].fold.lower() in _INSIDE and words[before + 1].joined


_INSIDE: Final = frozenset("in at near around outside inside".split())


def _foreseen(naming: Naming, shape: Shape) -> bool:
    """Tell "the demand for an elected Territorial Council": one that is to be, nobody yet."""
    words = naming.words
    at = shape.first - 1
    if at < 0 or words[at].fold.lower() in ("a", "an"):
        return False  # "a Commission on National Reconciliation" is agreed on
    while at > 0 and words[at + 1].joined and shape.first - at < 3:
        if words[at].fold.lower() in ("a", "an"):
            break
        if naming.document.token_at(words[at].start).pos_ not in ("ADJ", "VERB", "ADV"):
            return False
        at -= 1
    if words[at].fold.lower() not in ("a", "an") or shape.short >= 0:
        return False
    text = _text(naming, shape)
    once = naming.document.text.count(text) == 1
    token = naming.document.token_at(words[shape.stop - 1].start)
    return once and shape.rule == "head noun" and token.dep_ in ("pobj", "dobj")


def _text(naming: Naming, shape: Shape) -> str:
    words = naming.words
    return naming.document.text_of(words[shape.first].start, words[shape.stop - 1].end)


def _put_shape(naming: Naming, shape: Shape) -> None:
    text = _text(naming, shape)
    entity = slug(text) if shape.type != "other" else ""
    naming.put(
        shape.first,
        shape.stop,
        shape.type,
        entity=entity,
        kind=shape.kind,
        rule=shape.rule,
    )
    if shape.short >= 0:
        naming.put(
            shape.short,
            abbreviation_stop(naming, shape.short),
            shape.type,
            entity=entity,
            kind=shape.kind,
            rule="abbreviation",
        )


def add_persons(naming: Naming, offices: Sequence[Office]) -> None:
    """Take persons, then what takes them up by a part of the name."""
    evidence = Evidence(naming.document, naming.words, naming.taken(), offices)
    if _free_surnames(naming, evidence):
        evidence = Evidence(naming.document, naming.words, naming.taken(), offices)
    certain = [
        span
        for span in find_persons(evidence)
        if span.rule not in ("ner", "speaks") or not _known_place(naming, span)
    ]
    for span in certain:
        _put_person(naming, span)
    figures = find_figures(evidence, {name.entity for name in naming.found.values()})
    for span in figures:
        if naming.free(span.first, span.stop):
            _put_person(naming, span)
            certain.append(span)
    naming.evidence = evidence = Evidence(naming.document, naming.words, naming.taken(), offices)
    for span in short_forms(evidence, certain):
        if naming.free(span.first, span.stop):
            _put_person(naming, span)
    _single_persons(naming, evidence)
    _drop_pairs(naming)
    surnames = {slug(n.text.split()[-1]) for n in naming.found.values() if n.type == "person"}
    for first, name in list(naming.found.items()):
        # "the Trump Administration", "the Hamdok Government": a person's, no name of its own.
        headed = name.type == "state" and name.rule == "head noun"
        if headed and slug(name.text.split()[0]) in surnames:
            naming.drop(first)
    _settle_american(naming)


def _settle_american(naming: Naming) -> None:
    """Take "the Bush Administration" for the United States where the text tells of them.

    Only the American government is called after its president so; no register of presidents is
    needed to know it. A town that is administered ("the Herat Administration") is told of too.
    """
    told = any(name.entity == "united-states" for name in naming.found.values())
    for first, name in list(naming.found.items()):
        parts = name.text.split()
        if not told or name.rule != "head noun" or len(parts) != 2:
            continue
        alone = re.findall(rf"\b{re.escape(parts[0])}\b(?! Administration)", naming.document.text)
        described = parts[0].lower() in cues("administers")
        whose = parts[1] == "Administration" and not alone and not described
        if whose and naming.words[first].fold.lower() not in naming.evidence.lower:
            naming.found[first] = replace(
                name, type="seat", entity="united-states", kind="government"
            )


def _drop_pairs(naming: Naming) -> None:
    """Tell "the Putin-Zelensky meeting" from a person with two surnames."""
    persons = [n for n in naming.found.values() if n.type == "person"]
    surnames = {n.text.split()[-1] for n in persons}
    for first, name in list(naming.found.items()):
        halves = _HYPHEN.split(name.text)
        if name.type == "person" and len(halves) == 2 and set(halves) <= surnames:
            naming.drop(first)


_HYPHEN: Final = re.compile(r"[-‐‑–]")


def _free_surnames(naming: Naming, evidence: Evidence) -> bool:
    """Let "Henriqueta Tavares Lima" keep her name though a capital is called so as well.

    And "Thérèse Kayikwamba Wagner", though a band of mercenaries is. Tells whether any name was
    given back.
    """
    borne = {
        naming.words[first].fold
        for first, name in naming.found.items()
        if name.type in _BORNE and " " not in name.text and _ends_name(evidence, first)
    }
    for first, name in list(naming.found.items()):
        word = naming.words[first]
        # "In Lima" stays the town.
        placed = first > 0 and naming.words[first - 1].fold.lower() in _WHERE and word.joined
        if name.type in _BORNE and word.fold in borne and not placed:
            naming.drop(first)
    nisbas = [first for first in naming.found if _nisba(naming, first)]
    for first in nisbas:
        naming.drop(first)
    return bool(borne or nisbas)


def _nisba(naming: Naming, at: int) -> bool:
    """Tell the end of "Abdulmalik al-Houthi", "Mr al-Sudani": a person called after a people."""
    words, name = naming.words, naming.found[at]
    if name.type not in ("demonym", *_BORNE) or " " in name.text or at < _NAME_AND_ARTICLE:
        return False
    article = words[at - 1].text in _ARTICLES and words[at].gap in HYPHENS
    return article and words[at - 1].gap in (" ", ". ") and words[at - 2].capital


# "Abdulmalik al-": the words before a nisba.
_NAME_AND_ARTICLE: Final = 2
_ARTICLES: Final = frozenset("al el ul as ash ad an ar at az".split())


# What a registered name may be that is a surname too.
_BORNE: Final = ("state", "seat", "organisation")
_WHERE: Final = frozenset("in at near around outside into to from between via and".split())


def _ends_name(evidence: Evidence, at: int) -> bool:
    """Tell a registered name that stands at the end of a person's."""
    words = evidence.words
    first = at
    while (
        words[first].gap == " "
        and name_like(evidence, first - 1)
        and first - 1 not in evidence.office_words
    ):
        first -= 1
    if words[at].heading or words[at].gap != " ":
        return False
    title = evidence.office_ends.get(first - 1)
    titled = title is not None and words[first].gap in (" ", ". ", ", ")
    if title is not None and titled and words[first].gap != ", ":
        ranked = words[title.head].fold.lower() in cues("rank")
        if title.kind != "office" or ranked:
            return True  # "Mr Lima", "Colonel Ana Lima"
    given = words[first].fold.lower() in given_names()
    enough = 1 if given and titled else 2  # "the minister Óscar Madrid"
    return at - first >= enough and (titled or given)


def _known_place(naming: Naming, span: PersonSpan) -> bool:
    """Tell a place of several words that the model took for a person ("Ras Isa")."""
    text = naming.document.text_of(naming.words[span.first].start, naming.words[span.stop - 1].end)
    return (" " in text or "-" in text) and in_gazetteer(text)


def _put_person(naming: Naming, span: PersonSpan) -> None:
    naming.put(span.first, span.stop, "person", kind="person", rule=span.rule)


def _single_persons(naming: Naming, evidence: Evidence) -> None:
    """Take a single unknown name that speaks for a person where the model agrees."""
    for at, word in enumerate(naming.words):
        if at in naming.owner or not word.capital or word.heading or word.caps:
            continue
        if at in evidence.office_words or word.fold.lower() in evidence.lower:
            continue
        stop = run_from(evidence, at)
        if stop != at + 1:
            continue
        token = evidence.token(at)
        speaks = token.dep_ in ("nsubj",) and token.head.lower_ in cues("speech")
        likely = token.ent_type_ == "PERSON" and not in_gazetteer(word.fold)
        if speaks and (likely or _introduced(naming, at)) and not has_government(naming, word.fold):
            _put_person(naming, PersonSpan(at, at + 1, "ner"))


def _introduced(naming: Naming, at: int) -> bool:
    """Tell the one name of "said Milena, a nurse at the hospital"."""
    words = naming.words
    if words[at].fold.lower() not in given_names() or at + 2 >= len(words):
        return False
    after = words[at + 1]
    return after.gap == ", " and (after.fold.lower() in ("a", "an", "who") or after.text.isdigit())


def _only_heads(naming: Naming) -> dict[str, Name]:
    """Give the bodies that alone bear their noun: "the Front" may stand before its full name."""
    bodies: dict[str, dict[str, Name]] = {}
    for at, first in naming.owner.items():
        name, word = naming.found[first], naming.words[at]
        if name.type == "organisation" and name.entity and " " in name.text:
            if word.fold.lower() in cues("org_head"):
                bodies.setdefault(word.fold, {})[name.entity] = name
    return {head: next(iter(own.values())) for head, own in bodies.items() if len(own) == 1}


def add_short_bodies(naming: Naming) -> None:
    """Take "the Front", "the Assembly" for the body of that name that came last."""
    heads = _only_heads(naming)
    for at, word in enumerate(naming.words):
        if at in naming.owner:
            name = naming.found[naming.owner[at]]
            body = name.type in ("organisation", "media", "state") and name.entity
            if body and " " in name.text and word.fold.lower() in cues("org_head"):
                heads[word.fold] = name
            last = name.text.split()[-1]
            if body and " " in name.text and name.kind == "armed_group" and last[0].isupper():
                # "the Tigers" after "the Tamil Tigers".
                heads.setdefault(last.rstrip("s") + "s", name)
            continue
        name_ = heads.get(word.fold)
        if name_ is None or word.heading:
            continue
        before = naming.words[at - 1].fold.lower() if at else ""
        if before in ("the", "s") or not word.opens:
            naming.put(
                at,
                at + 1,
                name_.type,
                entity=name_.entity,
                kind=name_.kind,
                rule="short form",
            )
