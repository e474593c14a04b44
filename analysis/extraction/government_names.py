"""States that no registry knows: a name that has a government, an army, a foreign minister."""

from __future__ import annotations

from dataclasses import replace

from analysis.extraction.bare_names import bare_states
from analysis.extraction.name_cues import cues, given_names
from analysis.extraction.naming import Naming
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.state_signs import (
    adjective_governs,
    governs_behind,
    is_adjectival,
    is_demonym_of,
    is_state,
    is_unknown_place,
    may_govern,
    noun_of,
    owned_as,
    stands_before,
)
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
        elif is_state(naming, at):
            nouns.setdefault(word.fold, slug(word.text))
        elif is_unknown_place(naming, at) and is_adjectival(word.fold):
            noun = noun_of(naming, at)
            if noun and (
                governs_behind(naming, at, possessive=False)
                or (not in_gazetteer(noun) and stands_before(naming, at, "state_people"))
            ):
                nouns.setdefault(noun, slug(noun))
    for text in sorted(bare_states(naming, nouns)):
        if not any(is_demonym_of(text, word.fold) for word in naming.words if word.capital):
            nouns.setdefault(text, slug(text))
    _with_realms(naming, nouns)
    for at, word in enumerate(naming.words):
        own = naming.found.get(naming.owner.get(at, -1))
        if word.fold in nouns and (own is None or may_govern(own)) and not word.heading:
            if own is None or own.text == word.text:
                _put_agent(naming, at, "state", nouns[word.fold])
            continue
        bare = own is not None and (own.type, own.rule, own.text) == ("person", "ner", word.text)
        if not is_unknown_place(naming, at) and not bare:
            continue
        stem = next((n for n in nouns if is_demonym_of(word.fold.removesuffix("s"), n)), "")
        if stem:
            _put_agent(naming, at, "demonym", nouns[stem])
        elif not bare and is_adjectival(word.fold) and governs_behind(naming, at, possessive=False):
            _put_agent(naming, at, "demonym", slug(word.text))


def _with_realms(naming: Naming, nouns: dict[str, str]) -> None:
    """Take "the Confederation of Ngazi" for a state where Ngazi has a government or a capital."""
    for first, name in list(naming.found.items()):
        parts = name.text.split()
        body = name.type == "organisation" and name.rule == "head noun" and len(parts) == 3
        if body and parts[1] == "of" and parts[0].lower() in cues("sovereign"):
            if parts[2] in nouns or adjective_governs(naming, parts[2]):
                naming.found[first] = replace(name, type="state", kind="government")
                nouns[parts[2]] = name.entity


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
            free = all(may_govern(naming.found[o]) and at <= o < stop for o in owners)
            if free and not words[at].heading:
                naming.put(at, stop, "state", entity=slug(" ".join(run)), kind="government",
                           rule="government")  # fmt: skip


def _governed_run(naming: Naming, at: int) -> tuple[str, ...]:
    """Give the words behind "the government of", none for a person's or a known name."""
    words = naming.words
    if words[at - 1].text != "of" or not words[at].joined or not words[at].capital:
        return ()
    if not any(owned_as(naming, at, class_) for class_ in ("state_of", "realm_of")):
        return ()
    stop = at + 1
    while stop < len(words) and words[stop].capital and words[stop].gap == " ":
        stop += 1
    owners = [naming.found[naming.owner[p]] for p in range(at, stop) if p in naming.owner]
    free = all(may_govern(o) and o.rule != "gazetteer" for o in owners)
    # "The government of Sher Bahadur Deuba" is a person's.
    free = free and not (stop - at > 2 and naming.evidence.labelled(at, stop, "PERSON"))
    known = words[at].fold.lower() in given_names() or not free
    office = any(p in naming.evidence.office_words for p in range(at, stop))
    return () if known or office else tuple(w.fold for w in words[at:stop])


def of_a_people(name: str) -> bool:
    """Tell a name made of a people and a word for its state.

    Examples
    --------
    >>> of_a_people("Livonian Union"), of_a_people("River Union")
    (True, False)
    """
    parts = name.lower().split()
    return len(parts) == 2 and is_adjectival(parts[0]) and parts[1] in cues("sovereign")


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
        if not people and word.fold in peoples and governs_behind(naming, at, possessive=False):
            people = word.fold
        if people:
            _put_agent(naming, at, "demonym", peoples[people])


def _put_agent(naming: Naming, at: int, type_: str, entity: str) -> None:
    naming.put(at, at + 1, type_, entity=entity, kind="government", rule="government")
