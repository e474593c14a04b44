"""What tells that a word is a state's though no registry knows it: its minister, its borders."""

from __future__ import annotations

from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.evidence import no_names
from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.naming import Naming
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.words import HYPHENS

# Words: "is led by President".
_LED_BY: Final = 4
# Words: "self-declared prime minister".
_MODIFIED: Final = 4
_RULED: Final = frozenset("led ruled governed headed run".split())
_NEXT_DOOR: Final = ("neighbouring", "neighboring", "nearby", "distant", "tiny")


def is_state(naming: Naming, at: int) -> bool:
    """Tell a word that has anywhere what only a state has.

    Parameters
    ----------
    naming
        The names so far.
    at
        Position of the word.

    Returns
    -------
    bool
    """
    return (
        _is_realm(naming, at)
        or _is_governed(naming, at)
        or _is_headed(naming, at)
        or _is_led(naming, at)
        or _is_country(naming, at)
        or _has_its_minister(naming, at)
        or _governs_by_name(naming, at)
        or _is_neighbour(naming, at)
        or (is_unknown_place(naming, at) and governs_behind(naming, at, possessive=True))
        or _surely_governs(naming, at)
        or _one_of_two(naming, at)
        or _has_counterpart(naming, at)
    )


def _is_realm(naming: Naming, at: int) -> bool:
    """Tell "the kingdom of Champassak", written small: whatever it is now, the text has it rule."""
    name = naming.found.get(naming.owner.get(at, -1))
    word = naming.words[at]
    if at > 3 and naming.words[at - 1].text == "and" and naming.words[at - 3].text == "of":
        # "The republics of Timok and Oltania"
        plural = naming.words[at - 4].text
        several = plural.endswith("s") and cues("sovereign").get(plural.removesuffix("s")) == ""
        return several and word.capital and (name is None or may_govern(name))
    return (
        at > 1
        and word.capital
        and word.joined
        and naming.words[at - 1].text == "of"
        and cues("sovereign").get(naming.words[at - 2].text.removesuffix("s")) == ""
        and (name is None or (may_govern(name) and name.text == word.text))
    )


def _is_governed(naming: Naming, at: int) -> bool:
    """Tell "the government of Bandama", "the armed forces of Tarapa": of a state, known or not."""
    return _bare_after_of(naming, at) and owned_as(naming, at, "state_of")


def _is_headed(naming: Naming, at: int) -> bool:
    """Tell "President Tomas Iruri of Castara": of a state, which has a head of state."""
    words = naming.words
    if not _bare_after_of(naming, at):
        return False
    of = next(p for p in (at - 1, at - 2) if words[p].text == "of")
    person = naming.found.get(naming.owner.get(of - 1, -1))
    if person is None or person.type != "person":
        return False
    first = naming.owner[of - 1]
    titles = (words[low:first] for low in range(max(0, first - 3), first))
    return any(
        cues("office").get(" ".join(w.fold.lower() for w in title)) == "head" for title in titles
    )


def _is_led(naming: Naming, at: int) -> bool:
    """Tell "Castara is led by President Iruri": of a state, as the head that it has is."""
    after = naming.words[at + 1 : at + 5]
    if len(after) < _LED_BY or after[0].fold.lower() not in ("is", "was"):
        return False
    _, ruled, by, head = (w.fold.lower() for w in after)
    led = ruled in _RULED and by == "by" and cues("office").get(head) == "head"
    return led and all(w.joined for w in after) and is_unknown_place(naming, at)


def _is_country(naming: Naming, at: int) -> bool:
    """Tell "the borders of Velmora", "the capital of Sarana": of a state, if of no known place."""
    word = naming.words[at]
    return (
        _bare_after_of(naming, at)
        and owned_as(naming, at, "realm_of")
        and not in_gazetteer(word.text)
    )


def _has_its_minister(naming: Naming, at: int) -> bool:
    """Tell "Kasto wants it back. Yet its foreign minister": the subject that "its" takes up.

    And, of a name that is no known place, "who is sent into Kasto is for its government to say".
    """
    word, document = naming.words[at], naming.document
    if not is_unknown_place(naming, at):
        return False
    token = document.token_at(word.start)
    sentence = token.sent
    end = sentence.end_char
    if token.dep_ == "nsubj" and token.head.dep_ == "ROOT":
        if sentence.end < len(document.doc):
            end = document.doc[sentence.end].sent.end_char
    elif token.dep_ not in ("pobj", "dobj") or in_gazetteer(word.text):
        return False
    for position in range(at + 1, len(naming.words) - 1):
        owning = naming.words[position]
        if owning.start >= end:
            return False
        own = naming.found.get(naming.owner.get(position, -1))
        if own is not None and own.type in ("state", "seat", "organisation"):
            return False  # "Tariffs hang over both. Washington helped; its ambassador"
        if owning.fold.lower() != "its":
            continue
        length = longest_cue(naming.words, position + 1, "state_part")
        part = " ".join(w.fold.lower() for w in naming.words[position + 1 : position + 1 + length])
        return cues("state_part").get(part) == "alone"
    return False


def _bare_after_of(naming: Naming, at: int) -> bool:
    """Tell a single name behind "of" that is no more than a place, if anything is known of it."""
    name = naming.found.get(naming.owner.get(at, -1))
    word, words = naming.words[at], naming.words
    before = at - 2 if at > 1 and words[at - 1].text in _NEXT_DOOR else at - 1
    if not word.capital or not word.joined or words[before].text != "of":
        return False
    if name is not None and not (may_govern(name) and name.text == word.text):
        return False
    if word.fold.lower() in naming.evidence.lower or at in naming.evidence.office_words:
        return False
    if word.fold.lower() in cues("org_head"):
        return False  # "the president of Parliament"
    return at + 1 == len(words) or not (words[at + 1].joined and words[at + 1].capital)


def owned_as(naming: Naming, at: int, class_: str) -> bool:
    """Tell whether "of" and a noun of a class stand before a position."""
    return any(
        longest_cue(naming.words, first, class_) == at - 1 - first
        for first in range(max(0, at - 3), at - 1)
    )


def _one_of_two(naming: Naming, at: int) -> bool:
    """Tell "the foreign ministers of Castara and Ombria": two states."""
    words = naming.words
    first = at - 2 if at > 3 and words[at - 1].text == "and" else at
    if not (is_unknown_place(naming, at) and words[first].capital and words[first].joined):
        return False
    if first == at:
        after = [w.text for w in words[at + 1 : at + 2]]
        if after != ["and"] or len(words) < at + 3 or not words[at + 2].capital:
            return False
    return words[first - 1].text == "of" and owned_as(naming, first, "states_of")


def _has_counterpart(naming: Naming, at: int) -> bool:
    """Tell "his Tazumal counterpart": of a state, though some town is called so too."""
    words = naming.words
    if at < 1 or at + 1 >= len(words) or words[at + 1].gap != " " or not words[at].capital:
        return False
    name = naming.found.get(naming.owner.get(at, -1))
    own = words[at - 1].fold.lower() in ("his", "her", "its", "their") and words[at].joined
    free = name is None or (may_govern(name) and name.text == words[at].text)
    if not (own and free and longest_cue(words, at + 1, "counterpart")):
        return False
    # "Her Velmoran counterpart" is of Velmora.
    return not any(is_demonym_of(words[at].fold, other.fold) for other in words if other.capital)


def _surely_governs(naming: Naming, at: int) -> bool:
    """Tell "Karsa's army" of a state, though some town is called so too."""
    name = naming.found.get(naming.owner.get(at, -1))
    word, after = naming.words[at], at + 1
    if name is None or name.type != "place" or name.text != word.text or word.heading:
        return False
    if after + 1 >= len(naming.words) or not naming.words[after].genitive:
        return False
    if at and naming.words[at - 1].fold.lower() == "the" and word.joined:
        return False  # "the Littoral's minister" is that of a Republic of the Littoral
    return bool(longest_cue(naming.words, after + 1, "sure_part"))


def _is_neighbour(naming: Naming, at: int) -> bool:
    """Tell "Oronia, its neighbour across the water": of a state, which alone has neighbours so."""
    after = naming.words[at + 1 : at + 4]
    return (
        len(after) == 3
        and after[0].gap.strip() == ","
        and after[0].fold.lower() in ("its", "their", "the", "a")
        and any(w.fold.lower() in ("neighbour", "neighbor") for w in after[1:] if w.joined)
        and is_unknown_place(naming, at)
    )


def _governs_by_name(naming: Naming, at: int) -> bool:
    """Tell "the Charcas government": of a state, where it is no person's ("the Santos government").

    A person has a first name somewhere in the text.
    """
    word, words = naming.words[at], naming.words
    if at < 1 or not word.capital or not word.joined or words[at - 1].fold.lower() != "the":
        return False
    if at + 1 >= len(words) or words[at + 1].fold != "government" or words[at + 1].gap != " ":
        return False
    name = naming.found.get(naming.owner.get(at, -1))
    if name is not None and not (may_govern(name) and name.text == word.text):
        return False
    if word.fold.lower() in naming.evidence.lower or is_adjectival(word.fold):
        return False
    called = {n.text.split()[-1] for n in naming.found.values() if n.type == "person"
              and " " in n.text}  # fmt: skip
    return word.text not in called


def may_govern(name: Name) -> bool:
    """Tell a place, and what the model alone took for a person since it acts."""
    return name.type == "place" or (name.type == "person" and name.rule == "ner")


def is_unknown_place(naming: Naming, at: int) -> bool:
    """Tell a single capital that nothing knows, or a place that no gazetteer holds."""
    word = naming.words[at]
    if not word.capital or word.heading or word.initial or word.caps:
        return False
    name = naming.found.get(naming.owner.get(at, -1))
    if name is not None and (name.type != "place" or name.text != word.text):
        return False
    # A known place is a state of the text only where its adjective governs too.
    if name is not None and name.rule == "gazetteer" and not adjective_governs(naming, word.fold):
        return False
    plain = word.fold.lower()
    if plain in naming.evidence.lower or at in naming.evidence.office_words:
        return False
    if word.text in no_names() or plain in cues("calendar") or plain in cues("org_head"):
        return False
    neighbours = [at - 1, at + 1]
    if word.joined and naming.words[at - 1].capital and not naming.words[at - 1].opens:
        return False
    return not any(
        0 <= n < len(naming.words)
        and n in naming.owner
        and naming.found[naming.owner[n]].type == "person"
        and naming.words[max(n, at)].joined
        for n in neighbours
    )


def adjective_governs(naming: Naming, noun: str) -> bool:
    """Tell whether the adjective of a noun has a government: Tarapa of "the Tarapan army"."""
    return any(
        is_demonym_of(word.fold, noun) and governs_behind(naming, at, possessive=False)
        for at, word in enumerate(naming.words)
    )


def has_government(naming: Naming, text: str) -> bool:
    """Tell whether a word has anywhere what only a state has: "Karsa's capital"."""
    return any(
        word.fold == text and governs_behind(naming, at, possessive=True)
        for at, word in enumerate(naming.words)
    )


def governs_behind(naming: Naming, at: int, *, possessive: bool) -> bool:
    """Tell whether what follows is what only a state has."""
    after = at + 1
    if possessive and after < len(naming.words) and naming.words[after].fold == "whose":
        after += 1  # "Karsa, whose army seized the dam"
    elif possessive:
        if after >= len(naming.words) or not naming.words[after].genitive:
            return False
        after += 1
    elif after >= len(naming.words) or naming.words[after].gap != " ":
        return False
    for position in range(after, min(after + _MODIFIED, len(naming.words))):
        word = naming.words[position]
        if position > after and not word.joined and word.gap not in HYPHENS:
            return False
        if longest_cue(naming.words, position, "state_part"):
            return True
        if position > after and word.fold.lower() not in cues("office_modifier"):
            return False
    return False


def stands_before(naming: Naming, at: int, class_: str) -> bool:
    """Tell whether a cue of a class stands right behind a word."""
    after = at + 1
    joined = after < len(naming.words) and naming.words[after].gap == " "
    return joined and bool(longest_cue(naming.words, after, class_))


def noun_of(naming: Naming, at: int) -> str:
    """Give the unknown place that an adjective is made of: Pralaya of "the Pralayan premier"."""
    adjective = naming.words[at].fold
    for position, word in enumerate(naming.words):
        if (
            position != at
            and is_demonym_of(adjective, word.fold)
            and is_unknown_place(naming, position)
        ):
            return word.fold
    return ""


def is_adjectival(word: str) -> bool:
    """Tell the form of an adjective of nationality.

    Examples
    --------
    >>> is_adjectival("Karsan"), is_adjectival("Karsa")
    (True, False)
    """
    return word.endswith(("an", "ese", "ish", "ic", "i", "ian")) and len(word) > 4


def is_demonym_of(word: str, noun: str) -> bool:
    """Tell whether a word is made of the name of a state: Karsan of Karsa."""
    stem = noun.rstrip("aeiouyh") if noun.endswith("ah") else noun.rstrip("aeiouy")
    stem = stem if len(stem) > 2 else noun
    return word != noun and len(stem) > 2 and word.startswith(stem) and is_adjectival(word)
