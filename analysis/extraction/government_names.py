"""States that no registry knows: a name that has a government, an army, a foreign minister."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analysis.extraction.bare_names import bare_states
from analysis.extraction.document import Name
from analysis.extraction.evidence import no_names
from analysis.extraction.name_cues import cues, given_names, longest_cue
from analysis.extraction.naming import Naming
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.words import slug


def add_agents(naming: Naming) -> None:
    """Take a place that no registry knows for a state where it has a government.

    "Karsa's foreign minister", "the Karsan army", "the Republic of Tarn … Tarn".
    """
    _add_peoples(naming)
    _add_long_names(naming)
    nouns: dict[str, str] = {}
    for at, word in enumerate(naming.words):
        name = naming.found.get(naming.owner.get(at, -1))
        if name is not None and name.type == "state" and name.rule == "head noun":
            parts = name.text.split()
            if len(parts) > 2 and parts[-2] in ("of", "of the"):
                nouns.setdefault(parts[-1], name.entity)
        elif (
            _is_realm(naming, at)
            or _is_governed(naming, at)
            or _is_headed(naming, at)
            or _is_led(naming, at)
            or _is_country(naming, at)
            or _has_its_minister(naming, at)
            or _governs_by_name(naming, at)
            or _is_neighbour(naming, at)
            or (_unknown_place(naming, at) and _has_government(naming, at, possessive=True))
            or _surely_governs(naming, at)
            or _one_of_two(naming, at)
        ):
            nouns.setdefault(word.fold, slug(word.text))
        elif _unknown_place(naming, at) and _adjectival(word.fold):
            noun = _noun_of(naming, at)
            if noun and (
                _has_government(naming, at, possessive=False)
                or (not in_gazetteer(noun) and _before(naming, at, "state_people"))
            ):
                nouns.setdefault(noun, slug(noun))
    for text in sorted(bare_states(naming, nouns)):
        if not any(_demonym_of(text, word.fold) for word in naming.words if word.capital):
            nouns.setdefault(text, slug(text))
    _with_realms(naming, nouns)
    for at, word in enumerate(naming.words):
        own = naming.found.get(naming.owner.get(at, -1))
        if word.fold in nouns and (own is None or _may_govern(own)) and not word.heading:
            if own is None or own.text == word.text:
                _put_agent(naming, at, "state", nouns[word.fold])
            continue
        bare = own is not None and (own.type, own.rule, own.text) == ("person", "ner", word.text)
        if not _unknown_place(naming, at) and not bare:
            continue
        stem = next((n for n in nouns if _demonym_of(word.fold.removesuffix("s"), n)), "")
        if stem:
            _put_agent(naming, at, "demonym", nouns[stem])
        elif not bare and _adjectival(word.fold) and _has_government(naming, at, possessive=False):
            _put_agent(naming, at, "demonym", slug(word.text))


def _with_realms(naming: Naming, nouns: dict[str, str]) -> None:
    """Take "the Confederation of Ngazi" for a state where Ngazi has a government or a capital."""
    for first, name in list(naming.found.items()):
        parts = name.text.split()
        body = name.type == "organisation" and name.rule == "head noun" and len(parts) == 3
        if body and parts[1] == "of" and parts[0].lower() in cues("sovereign"):
            if parts[2] in nouns or _adjective_governs(naming, parts[2]):
                naming.found[first] = replace(name, type="state", kind="government")
                nouns[parts[2]] = name.entity


def _is_realm(naming: Naming, at: int) -> bool:
    """Tell "the kingdom of Champassak", written small: whatever it is now, the text has it rule."""
    name = naming.found.get(naming.owner.get(at, -1))
    word = naming.words[at]
    if at > 3 and naming.words[at - 1].text == "and" and naming.words[at - 3].text == "of":
        # "The republics of Timok and Oltania"
        plural = naming.words[at - 4].text
        several = plural.endswith("s") and cues("sovereign").get(plural.removesuffix("s")) == ""
        return several and word.capital and (name is None or _may_govern(name))
    return (
        at > 1
        and word.capital
        and word.joined
        and naming.words[at - 1].text == "of"
        and cues("sovereign").get(naming.words[at - 2].text.removesuffix("s")) == ""
        and (name is None or (_may_govern(name) and name.text == word.text))
    )


def _is_governed(naming: Naming, at: int) -> bool:
    """Tell "the government of Bandama", "the armed forces of Tarapa": of a state, known or not."""
    return _bare_after_of(naming, at) and _owned_as(naming, at, "state_of")


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
    return led and all(w.joined for w in after) and _unknown_place(naming, at)


# Words: "is led by President".
_LED_BY: Final = 4
_RULED: Final = frozenset("led ruled governed headed run".split())


def _is_country(naming: Naming, at: int) -> bool:
    """Tell "the borders of Velmora", "the capital of Sarana": of a state, if of no known place."""
    word = naming.words[at]
    return (
        _bare_after_of(naming, at)
        and _owned_as(naming, at, "realm_of")
        and not in_gazetteer(word.text)
    )


def _has_its_minister(naming: Naming, at: int) -> bool:
    """Tell "Kasto wants it back. Yet its foreign minister": the subject that "its" takes up.

    And, of a name that is no known place, "who is sent into Kasto is for its government to say".
    """
    word, document = naming.words[at], naming.document
    if not _unknown_place(naming, at):
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
    if name is not None and not (_may_govern(name) and name.text == word.text):
        return False
    if word.fold.lower() in naming.evidence.lower or at in naming.evidence.office_words:
        return False
    if word.fold.lower() in cues("org_head"):
        return False  # "the president of Parliament"
    return at + 1 == len(words) or not (words[at + 1].joined and words[at + 1].capital)


_NEXT_DOOR: Final = ("neighbouring", "neighboring", "nearby", "distant", "tiny")


def _owned_as(naming: Naming, at: int, class_: str) -> bool:
    """Tell whether "of" and a noun of a class stand before a position."""
    return any(
        longest_cue(naming.words, first, class_) == at - 1 - first
        for first in range(max(0, at - 3), at - 1)
    )


def _add_long_names(naming: Naming) -> None:
    """Take "the government of Nusa Timur" for a state's, wherever the name stands.

    Not of a person: "the government of Silvio Berlusconi" begins with a given name.
    """
    words = naming.words
    runs = {run for at in range(2, len(words)) if len(run := _governed_run(naming, at)) > 1}
    for run in sorted(runs):
        for at in range(len(words) - len(run) + 1):
            stop = at + len(run)
            joined = all(words[p].gap == " " for p in range(at + 1, stop))
            if not joined or tuple(w.fold for w in words[at:stop]) != run:
                continue
            owners = {naming.owner[p] for p in range(at, stop) if p in naming.owner}
            free = all(_may_govern(naming.found[o]) and at <= o < stop for o in owners)
            if free and not words[at].heading:
                naming.put(at, stop, "state", entity=slug(" ".join(run)), kind="government",
                           rule="government")  # fmt: skip


def _governed_run(naming: Naming, at: int) -> tuple[str, ...]:
    """Give the words behind "the government of", none for a person's or a known name."""
    words = naming.words
    if words[at - 1].text != "of" or not words[at].joined or not words[at].capital:
        return ()
    if not any(_owned_as(naming, at, class_) for class_ in ("state_of", "realm_of")):
        return ()
    stop = at + 1
    while stop < len(words) and words[stop].capital and words[stop].gap == " ":
        stop += 1
    owners = [naming.found[naming.owner[p]] for p in range(at, stop) if p in naming.owner]
    free = all(_may_govern(o) and o.rule != "gazetteer" for o in owners)
    # "The government of Sher Bahadur Deuba" is a person's.
    free = free and not (stop - at > 2 and naming.evidence.labelled(at, stop, "PERSON"))
    known = words[at].fold.lower() in given_names() or not free
    office = any(p in naming.evidence.office_words for p in range(at, stop))
    return () if known or office else tuple(w.fold for w in words[at:stop])


def _one_of_two(naming: Naming, at: int) -> bool:
    """Tell "the foreign ministers of Castara and Ombria": two states."""
    words = naming.words
    first = at - 2 if at > 3 and words[at - 1].text == "and" else at
    if not (_unknown_place(naming, at) and words[first].capital and words[first].joined):
        return False
    if first == at:
        after = [w.text for w in words[at + 1 : at + 2]]
        if after != ["and"] or len(words) < at + 3 or not words[at + 2].capital:
            return False
    return words[first - 1].text == "of" and _owned_as(naming, first, "states_of")


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
        and _unknown_place(naming, at)
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
    if name is not None and not (_may_govern(name) and name.text == word.text):
        return False
    if word.fold.lower() in naming.evidence.lower or _adjectival(word.fold):
        return False
    called = {n.text.split()[-1] for n in naming.found.values() if n.type == "person"
              and " " in n.text}  # fmt: skip
    return word.text not in called


def _may_govern(name: Name) -> bool:
    """Tell a place, and what the model alone took for a person since it acts."""
    return name.type == "place" or (name.type == "person" and name.rule == "ner")


def of_a_people(name: str) -> bool:
    """Tell a name made of a people and a word for its state.

    Examples
    --------
    >>> of_a_people("Livonian Union"), of_a_people("River Union")
    (True, False)
    """
    parts = name.lower().split()
    return len(parts) == 2 and _adjectival(parts[0]) and parts[1] in cues("sovereign")


def _add_peoples(naming: Naming) -> None:
    """Take "the Danubians" and "the Highland government" for the states called after them."""
    peoples = {
        name.text.split()[0]: name.entity
        for name in naming.found.values()
        if name.rule == "head noun"
        and (
            (name.type == "state" and len(name.text.split()) == 2)
            or (name.type == "organisation" and of_a_people(name.text))
        )
    }
    for at, word in enumerate(naming.words):
        own = naming.found.get(naming.owner.get(at, -1))
        if not word.capital or word.heading or not (own is None or own.type == "place"):
            continue
        if own is not None and own.text != word.text:
            continue
        people = next((p for p in peoples if word.fold in (f"{p}s", f"{p}er", f"{p}ers")), "")
        if not people and word.fold in peoples and _has_government(naming, at, possessive=False):
            people = word.fold
        if people:
            _put_agent(naming, at, "demonym", peoples[people])


def _put_agent(naming: Naming, at: int, type_: str, entity: str) -> None:
    naming.put(at, at + 1, type_, entity=entity, kind="government", rule="government")


def _unknown_place(naming: Naming, at: int) -> bool:
    word = naming.words[at]
    if not word.capital or word.heading or word.initial or word.caps:
        return False
    name = naming.found.get(naming.owner.get(at, -1))
    if name is not None and (name.type != "place" or name.text != word.text):
        return False
    # A known place is a state of the text only where its adjective governs too.
    if name is not None and name.rule == "gazetteer" and not _adjective_governs(naming, word.fold):
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


def _adjective_governs(naming: Naming, noun: str) -> bool:
    return any(
        _demonym_of(word.fold, noun) and _has_government(naming, at, possessive=False)
        for at, word in enumerate(naming.words)
    )


def has_government(naming: Naming, text: str) -> bool:
    """Tell whether a word has anywhere what only a state has: "Karsa's capital"."""
    return any(
        word.fold == text and _has_government(naming, at, possessive=True)
        for at, word in enumerate(naming.words)
    )


def _has_government(naming: Naming, at: int, *, possessive: bool) -> bool:
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
    for position in range(after, min(after + 2, len(naming.words))):
        if position > after and not naming.words[position].joined:
            return False
        if longest_cue(naming.words, position, "state_part"):
            return True
    return False


def _before(naming: Naming, at: int, class_: str) -> bool:
    after = at + 1
    joined = after < len(naming.words) and naming.words[after].gap == " "
    return joined and bool(longest_cue(naming.words, after, class_))


def _noun_of(naming: Naming, at: int) -> str:
    """Give the unknown place that an adjective is made of: Pralaya of "the Pralayan premier"."""
    adjective = naming.words[at].fold
    for position, word in enumerate(naming.words):
        if (
            position != at
            and _demonym_of(adjective, word.fold)
            and _unknown_place(naming, position)
        ):
            return word.fold
    return ""


def _adjectival(word: str) -> bool:
    return word.endswith(("an", "ese", "ish", "ic", "i", "ian")) and len(word) > 4


def _demonym_of(word: str, noun: str) -> bool:
    """Tell whether a word is made of the name of a state: Karsan of Karsa."""
    stem = noun.rstrip("aeiouyh") if noun.endswith("ah") else noun.rstrip("aeiouy")
    stem = stem if len(stem) > 2 else noun
    return word != noun and len(stem) > 2 and word.startswith(stem) and _adjectival(word)
