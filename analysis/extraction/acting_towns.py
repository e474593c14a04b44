"""Towns that stand for a government no registry seats there: "the government in Sabha"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from analysis.extraction.document import Document, Name, Placing
from analysis.extraction.name_cues import cues
from analysis.extraction.words import slug

RULE: Final = "acting town"
# How far from a state's name its seat may be named, in characters: the sentence and the next.
_NEAR: Final = 300
_ACTS: Final = "place: subject:"


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
    if not signs:
        return list(names), placing
    owners = _owners(document, names, signs)
    settled = [
        replace(n, type="seat", entity=owners[n.text], kind="government", rule=RULE)
        if n.type == "place" and n.text in owners
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
    nouns = "|".join(sorted(cues("seated")))
    before = document.text_of(max(0, at - 30), at)
    return re.search(rf"\b(?:{nouns}) in $", before, re.IGNORECASE) is not None


def _owners(
    document: Document, names: Sequence[Name], signs: dict[str, list[int]]
) -> dict[str, str]:
    """Give the government that each town stands for.

    A town that only acts, where no government is without a seat, is left a place: it may as well
    be its people that act.
    """
    governments = [
        n
        for n in names
        if n.entity
        and (n.type == "state" or n.kind == "government")
        and n.rule in ("government", "head noun", "abbreviation")
    ]
    owners = {
        town: beside for town, places in signs.items() if (beside := _beside(governments, places))
    }
    free = {n.entity for n in governments} - set(owners.values())
    left = [town for town in signs if town not in owners]
    for town in left:
        if len(free) == 1 and len(left) == 1:
            owners[town] = next(iter(free))
        elif any(_governed(document, at) for at in signs[town]):
            owners[town] = slug(town)
    return owners


def _beside(governments: Sequence[Name], places: Sequence[int]) -> str:
    """Give the one unregistered government that the text names just before a town acts."""
    near = {n.entity for at in places for n in governments if 0 < at - n.end < _NEAR}
    return next(iter(near)) if len(near) == 1 else ""
