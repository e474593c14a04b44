"""Names that the registries know, doubtful ones where the text confirms them."""

from __future__ import annotations

from analysis.extraction import registries
from analysis.extraction.naming import Naming


def add_registered(naming: Naming) -> None:
    """Take the names that the registries know; doubtful ones where the text confirms them."""
    published = naming.document.article.published
    doubtful: list[tuple[int, int, registries.Entry]] = []
    at = 0
    while at < len(naming.words):
        matched = None if at in naming.owner else registries.match(naming.words, at, published)
        if matched is None:
            at += 1
            continue
        entry, stop = matched
        if _of_another_state(naming, at, entry):
            at = stop
            continue
        if _adjectival(naming, stop, entry):
            matched = registries.match(naming.words, at, published, longest=stop - at - 1)
            if matched is None:
                at = stop
                continue
            entry, stop = matched
        if entry.ambiguous and entry.words[0] != registries.state_names().get(entry.entity):
            doubtful.append((at, stop, entry))
        elif not _common_word(naming, at, stop, entry):
            naming.put_entry(at, stop, entry)
        at = stop
    sure = {name.entity for name in naming.found.values()}
    for first, stop, entry in doubtful:
        token = naming.document.token_at(naming.words[first].start)
        if (
            entry.entity in sure
            or _posted_on(naming, first, stop, entry)
            or (token.ent_type_ in ("GPE", "NORP", "ORG") and entry.type not in ("media", "seat"))
        ):
            naming.put_entry(first, stop, entry)


def _of_another_state(naming: Naming, at: int, entry: registries.Entry) -> bool:
    """Tell "Malaysia's National Security Council" from the American one."""
    row = registries.organisation_rows().get(entry.entity, {})
    parent = row.get("parent", "")
    if entry.type != "organisation" or parent not in registries.state_names():
        return False
    before = at - 1
    if before > 0 and naming.words[before].genitive:
        before -= 1
    owner = naming.found.get(naming.owner.get(before, -1))
    if owner is None or naming.words[at].gap not in (" ", "' ", "’ "):
        return False
    return owner.type in ("state", "demonym") and owner.entity not in ("", parent)


def _posted_on(naming: Naming, first: int, stop: int, entry: registries.Entry) -> bool:
    """Tell "announced on X", "a message posted on Telegram"."""
    row = registries.organisation_rows().get(entry.entity, {})
    if row.get("kind_detail") != "platform" or not first:
        return False
    words = naming.words
    goes_on = stop < len(words) and words[stop].joined and words[stop].capital
    return words[first - 1].fold.lower() == "on" and words[first].joined and not goes_on


def _adjectival(naming: Naming, stop: int, entry: registries.Entry) -> bool:
    """Tell "a Chadian military aircraft", "the Serbian army chief" from the force itself."""
    if entry.kind != "armed_forces" or entry.words[-1][0].isupper() or stop >= len(naming.words):
        return False
    noun, after = (naming.document.token_at(naming.words[p].start) for p in (stop - 1, stop))
    return noun.dep_ in ("amod", "compound", "nmod") and noun.head == after


def _common_word(naming: Naming, at: int, stop: int, entry: registries.Entry) -> bool:
    """Tell a common word in capitals from a registered name ("WHO" in a heading)."""
    word = naming.words[at]
    if stop - at > 1:
        return False
    if word.heading == "caps" and len(word.fold) <= 3:
        return True
    return word.fold == "US" and word.heading == "caps"
