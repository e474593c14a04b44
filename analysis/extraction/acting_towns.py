"""Towns that stand for a government no registry seats there: "the government in Sabha"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from analysis.extraction.datelines import dateline_spans
from analysis.extraction.document import Document, Name, Placing
from analysis.extraction.name_cues import cues
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.words import slug

RULE: Final = "acting town"
# How far from a state's name its seat may be named, in characters: the sentence and the next.
_NEAR: Final = 300
_ACTS: Final = ("place: subject:", "place: possessive:")


def settle_acting_towns(
    document: Document, names: Sequence[Name], placing: Placing
) -> tuple[list[Name], Placing]:
    """Take towns that act, or that a government is in, for seats of the text's own governments.

    The registries know where the recognised states are governed from. Where a text tells of
    another one, its seat is known by what it does.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its names.
    placing
        Its place names, told apart into literal and metonymic ones.

    Returns
    -------
    list of Name, Placing
        The same, in which such towns are of type ``seat`` and stand for a government: the one
        that the text names beside them, or its only one without a registered seat, else one
        called as the town is.
    """
    signs = _signs(document, names, placing)
    owners = _owners(document, names, signs) if signs else {}
    borrowed = _borrowed(document, names, placing)
    if not owners and not borrowed:
        return list(names), placing
    # "OSH, 3 May (Wire) -" too.
    owners |= {town.upper(): owner for town, owner in owners.items()}
    settled = [
        replace(n, type="seat", entity=owners[n.text], kind="government", rule=RULE)
        if n.type == "place" and n.text in owners
        else replace(n, entity=borrowed[n.text], rule=RULE)
        if n.type == "seat" and n.text in borrowed
        else n
        for n in names
    ]
    spans = {(n.start, n.end): n.entity for n in settled if n.rule == RULE}
    mentions = tuple(
        replace(m, entity=spans[m.start, m.end])
        if m.literal is False and (m.start, m.end) in spans
        else m
        for m in placing.mentions
    )
    return settled, replace(placing, mentions=mentions)


def _borrowed(document: Document, names: Sequence[Name], placing: Placing) -> dict[str, str]:
    """Give the capitals of registered states that are the seat of the text's own government.

    In a text on a state that no registry knows, "Sucre" in the dateline that will "study the
    paper" is that state's, where Bolivia is never named.
    """
    own = {n.entity for n in _unregistered(names)}
    if len(own) != 1:
        return {}
    told = {n.entity for n in names if n.type in ("state", "demonym")}
    acting = {(m.start, m.end) for m in placing.mentions if not m.literal}
    leads = dateline_spans(document.text)[:1]
    signs: Counter[str] = Counter()
    for name in names:
        if name.type != "seat" or not name.entity or name.entity in told or name.entity in own:
            continue
        dated = any(start <= name.start < end for start, end in leads)
        signs[name.text.title()] += dated or (name.start, name.end) in acting
        signs[name.text.title()] += _governed(document, name.start)
    home = next(iter(own))
    found = {town for town, count in signs.items() if count > 1}
    return {n.text: home for n in names if n.type == "seat" and n.text.title() in found}


def _unregistered(names: Iterable[Name]) -> list[Name]:
    """List the names of the governments that only the text knows."""
    return [
        n
        for n in names
        if n.entity
        and (n.type == "state" or n.kind == "government")
        and n.rule in ("government", "head noun", "abbreviation")
    ]


def _signs(document: Document, names: Iterable[Name], placing: Placing) -> dict[str, list[int]]:
    """Give where each town acts, or has a government in it."""
    acting = {m.start for m in placing.mentions if not m.literal and m.rule.startswith(_ACTS)}
    found: dict[str, list[int]] = defaultdict(list)
    for name in names:
        if name.type != "place" or document.in_quotation(name.start):
            continue
        if name.start in acting or _governed(document, name.start):
            found[name.text].append(name.start)
    return found


def _governed(document: Document, at: int) -> bool:
    return _seated().search(document.text_of(max(0, at - 40), at)) is not None


@lru_cache(maxsize=1)
def _seated() -> re.Pattern[str]:
    nouns = "|".join(sorted(cues("seated")))
    # "the federal cabinet, which meets in Honiara"
    return re.compile(rf"\b(?:{nouns})(?:, which (?:meets|sits|is based|is))? in $", re.IGNORECASE)


def _owners(
    document: Document, names: Sequence[Name], signs: dict[str, list[int]]
) -> dict[str, str]:
    """Give the government that each town stands for.

    A town that only acts, where no government is without a seat, is left a place: it may as well
    be its people that act. A name that no gazetteer has and that acts more than once is a state.
    """
    owners = {
        town: slug(town)
        for town, places in signs.items()
        if len(places) > 1 and not in_gazetteer(town)
    }
    states = _unregistered(names)
    known = {n.entity for n in states}
    for town in signs:
        beyond = _beyond(document, states, town)
        # "Kokdala and the Mountain Republic": two states
        if beyond and (known <= beyond or not in_gazetteer(town)):
            owners[town] = slug(town)
    governments = states + [
        replace(n, entity=owners[n.text]) for n in names if n.type == "place" and n.text in owners
    ]
    for town, places in signs.items():
        owner = _capital_of(document, governments, town) or _left(document, governments, places)
        if town not in owners and (owner or (owner := _beside(governments, places))):
            owners[town] = owner
    free = {n.entity for n in governments} - set(owners.values())
    # "Monitors on loan from the Kingdom": whoever stands between the sides is none.
    free -= {
        n.entity
        for n in governments
        if _sends().search(document.text_of(max(0, n.start - 60), n.start))
    }
    left = [town for town in signs if town not in owners]
    for town in left:
        if len(free) == 1 and len(left) == 1:
            owners[town] = next(iter(free))
        elif any(_governed(document, at) or _owns_arms(document, at) for at in signs[town]):
            owners[town] = slug(town)
    return owners


def _beyond(document: Document, states: Sequence[Name], town: str) -> set[str]:
    """Give the states that are named beside a name as others than it: "X and the Republic"."""
    found = set()
    for state in states:
        before = document.text_of(max(0, state.start - len(town) - 12), state.start)
        after = document.text_of(state.end, state.end + len(town) + 12)
        joined = re.search(rf"\b{re.escape(town)} and (?:the )?$", before)
        if joined or re.match(rf" and (?:the )?{re.escape(town)}\b", after):
            found.add(state.entity)
    return found


def _capital_of(document: Document, governments: Sequence[Name], town: str) -> str:
    """Read "Arequipa, the capital of the Highland Republic"."""
    said = re.search(rf"\b{re.escape(town)}, (?:the|its) capital of (?:the )?", document.text)
    after = [n.entity for n in governments if said is not None and n.start == said.end()]
    return after[0] if after else ""


def _left(document: Document, governments: Sequence[Name], places: Sequence[int]) -> str:
    """Give the government that is left when those are none that a town deals with.

    "Khujand wants the Mountain Republic's troops out" is not said by the Mountain Republic.
    """
    others = set()
    for at in places:
        end = _told_until(document, at)
        others |= {n.entity for n in governments if at < n.start < end}
        others |= {n.entity for n in governments if _tells_of(document, n, at)}
        others |= {n.entity for n in governments if _awaited(document, n, at)}
    left = {n.entity for n in governments} - others
    return left.pop() if others and len(left) == 1 else ""


def _tells_of(document: Document, government: Name, at: int) -> bool:
    """Tell "Zeravshan's deputy said it would go once Osh reopened the canal": Osh is the other's.

    Whoever speaks for a state does not call it by its capital.
    """
    town = document.token_at(at)
    root = document.span(government.start, government.end).root
    if root.sent != town.sent or root.i > town.i:
        return False
    while root.dep_ in ("poss", "compound", "amod", "nmod"):
        root = root.head
    verb = root.head
    return root.dep_ == "nsubj" and verb != town.head and verb in town.ancestors


def _awaited(document: Document, government: Name, at: int) -> bool:
    """Tell "Penjikent agrees. But its troops stay until Kokshaal frees 38 farmers": the other's."""
    start = government.start
    if start < at or "\n" in document.text_of(at, start):
        return False
    token = document.token_at(start)
    marks = {c.lower_ for c in token.head.children if c.dep_ in ("mark", "advmod")}
    return token.dep_ == "nsubj" and bool(marks & _CONDITIONS)


_CONDITIONS: Final = frozenset(("until", "unless", "if", "once", "before", "provided"))


@lru_cache(maxsize=1)
def _sends() -> re.Pattern[str]:
    """Find "monitors on loan from the" right before a name."""
    nouns = "|".join(map(re.escape, sorted(cues("stands_between"))))
    return re.compile(rf"\b(?:{nouns})\b[^.;]{{0,40}} (?:from|of) (?:the )?$")


def _told_until(document: Document, at: int) -> int:
    """Give the end of a sentence, or of the next one where that goes on with "it"."""
    end = document.sentence(at).end_char
    following = document.text[end:].lstrip(" ")
    if following.startswith(("It ", "Its ")):
        end = document.sentence(end + 1).end_char
    return end


def _owns_arms(document: Document, at: int) -> bool:
    """Tell "Toungoo maintains that its guns were silent": a government, whatever town it is."""
    subject = document.token_at(at)
    return subject.dep_ == "nsubj" and any(
        t.lower_ == "its" and t.i > subject.i and t.head.lemma_.lower() in cues("arms_of")
        for t in subject.head.subtree
    )


def _beside(governments: Sequence[Name], places: Sequence[int]) -> str:
    """Give the one unregistered government that the text names just before a town acts."""
    near = {n.entity for at in places for n in governments if 0 < at - n.end < _NEAR}
    return next(iter(near)) if len(near) == 1 else ""
