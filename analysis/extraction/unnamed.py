"""People without a name who act or are cited: "a senior official", "an adviser to the council"."""

from __future__ import annotations

from functools import cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.bodies import acts, modal, person_nouns, speaks, suffers
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor
from analysis.extraction.name_cues import cues
from analysis.extraction.offices import Office
from analysis.extraction.persons import CALLED
from analysis.extraction.surroundings import WARRING
from analysis.extraction.variation import take_up, varied
from analysis.extraction.words import slug, split_words

_ONE: Final = ("a", "an", "one", "another")
_PHRASE: Final = frozenset("of at from with in for to on close familiar involved briefed".split())
_LONGEST: Final = 7
_BACK: Final = 2
# Those who serve somebody: whom, where no word tells, is whoever was spoken of last.
_SERVING: Final = frozenset(
    "aide adviser advisor spokesman spokeswoman spokesperson deputy bodyguard secretary".split()
)
# Words of "who keeps the barrier at the bridge".
_CLAUSE: Final = 10
_GROUPS: Final = ("group", "movement", "rebels", "faction")


def add_unnamed(casting: Casting) -> None:
    """Add persons without a name, one row by their description.

    Parameters
    ----------
    casting
        The cast under way; actors and mentions are added.
    """
    for office in _candidates(casting):
        if office.first in casting.beside_name or office.last in casting.around.owner:
            continue
        if not (acts(casting.around, office.head) or _met(casting, office)):
            continue
        if office.kind == "person" and not _does(casting, office.head):
            continue
        if suffers(casting.document.token_at(casting.words[office.head].start)):
            continue
        if office.kind in ("person", "noun") and casting.document.in_quotation(
            casting.words[office.first].start
        ):
            continue  # "a mountain man sleeps with his gun" is nobody in particular
        lead = _lead(casting, office)
        article = casting.words[lead].fold.lower() if lead >= 0 else ""
        after, _ = casting.around.party_after(office.last)
        if _in_capital(casting, office.last + 2):
            after = ""
        owner = casting.around.owner_of(office) or after
        party = casting.party_of(owner)
        if _is_past(casting, office):
            owner = party = ""  # "a retired Armenian negotiator" speaks for nobody
        if _again(casting, office, party):
            continue
        if article == "the" and speaks(casting.around, office.head):
            past = casting.words[lead + 1].fold.lower() in cues("past")
            person = varied(casting, lead, party=party, former=past)
            if person:
                take_up(casting, office, person, "" if past else party)
                continue
        definite = (
            (article in ("the", "") or (article == "its" and office.value == "state"))
            and (party or (article and _specified(casting, office)))
            and office.kind == "office"
            and (speaks(casting.around, office.head) or (party and _met(casting, office)))
        )
        if (article in _ONE or definite) and not _named_after(casting, office):
            boss = owner if owner in casting.links else boss_of(casting, office.last)
            person_id = _put(casting, office, lead, party, known=bool(boss))
            if boss:
                casting.owed[person_id] = boss
                continue
            served = casting.around.person_before(office.first) if _serves(casting, office) else ""
            if owner.startswith("?") or served:
                casting.owed[person_id] = served or owner
            elif _is_past(casting, office):
                continue
            elif office.value == "state" and not owner and not _guest(casting, office):
                # "A senior official said": of the state that the story is about.
                casting.owed[person_id] = WARRING


def _candidates(casting: Casting) -> list[Office]:
    """List the offices, and the singular nouns of people that are no office: "a ferryman"."""
    found = [o for o in casting.offices if o.kind == "office"]
    taken = {p for o in casting.offices if o.kind == "office" for p in range(o.first, o.last + 1)}
    for at, word in enumerate(casting.words):
        if at in taken or at in casting.around.owner or word.capital:
            continue
        role = _singular().get(word.fold.lower())
        if role is not None:
            found.append(Office(at, at, at, "noun", role))
        elif word.fold.lower() in person_nouns():
            # Plain nouns for one person count only where they do or say something.
            found.append(Office(at, at, at, "person", "observer"))
    return sorted(found, key=lambda o: o.first)


@cache
def _singular() -> dict[str, str]:
    """Give the nouns of one word for one person with their usual role."""
    found = {}
    for row in read_table("collectives"):
        words = split_words(row["lemma"])
        if row["person_like"] == "true" and len(words) == 1:
            found[words[0].lower()] = row["default_process_role"]
    return found


def _does(casting: Casting, at: int) -> bool:
    """Tell one who did or says something from any one: "a widow brought tea", "a judge may"."""
    token = casting.document.token_at(casting.words[at].start)
    if speaks(casting.around, at):
        return token.dep_ == "pobj" or not modal(token)
    return token.dep_ == "nsubj" and token.head.tag_ == "VBD" and not suffers(token)


def _met(casting: Casting, office: Office) -> bool:
    """Tell the head of state of "he telephoned the emir of Qatar", "spoke to the king"."""
    if office.value not in ("head", "state") or office.kind != "office":
        return False
    token = casting.document.token_at(casting.words[office.head].start)
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in ("to", "with"):
        return above.head.lemma_ in cues("meets")
    return token.dep_ == "dobj" and above.lemma_ in cues("receives")


def _lead(casting: Casting, office: Office) -> int:
    """Give the position of the article before an office and its modifiers."""
    words = casting.words
    lead = office.first - 1
    while (
        lead >= 0
        and (words[lead + 1].joined or words[lead + 1].genitive)
        and (
            lead in casting.around.owner
            or words[lead].genitive
            or casting.document.token_at(words[lead].start).pos_ in ("ADJ", "NOUN", "PROPN")
        )
    ):
        lead -= 1
    return lead


def _again(casting: Casting, office: Office, party: str) -> bool:
    """Take "the Russian president" for the person who was named with that office."""
    named = _holder(casting, office, party) if office.kind == "office" else ""
    if not named:
        return False
    words = casting.words
    casting.mention(
        words[office.first].start, words[office.last].end, named, "title", "office again", None, 0.8
    )
    casting.beside_name.add(office.first)
    return True


def _holder(casting: Casting, office: Office, party: str) -> str:
    """Find the person named with this office: "the Russian president" after "President X"."""
    head = casting.words[office.head].fold.lower()
    start = casting.words[office.first].start
    found: list[tuple[int, str]] = []
    for person_id, links in casting.links.items():
        own = casting.party_of(person_id)
        if party and own != party:
            continue
        offices = [k.office for k in links if k.office is not None]
        same = any(casting.words[o.head].fold.lower() == head for o in offices)
        # "The US president" after a mere "Trump", who is known to lead the United States.
        known = office.value == "head" and bool(party) and not offices
        if same or known:
            before = [n.start for n in casting.names if casting.id_of.get(n) == person_id]
            found.append((min(abs(start - b) for b in before), person_id))
    return min(found)[1] if found else ""


def _put(casting: Casting, office: Office, lead: int, party: str, *, known: bool) -> str:
    words = casting.words
    end, group = _of_what(casting, office.last)
    if end == office.last:
        end = told_by_clause(casting, office.last)
    if not known:
        party = party or group or _served(casting, office) or _at_the_seat(casting, office)
    start, stop = words[lead + 1].start, words[end].end
    label = casting.document.text_of(start, stop)
    core = slug(casting.document.text_of(start, words[office.last].end))
    own = core if core not in casting.actors else slug(label)
    usual = office.value if office.value in ("observer", "media", "mediator") else ""
    casting.put(
        Actor(
            own,
            label,
            "person",
            role=casting.around.phrase(office.first, office.last),
            party=party,
            process_role="" if party else usual,
            start=start,
            end=stop,
            rule="unnamed office",
            confidence=0.7,
        )
    )
    casting.mention(start, stop, own, "nominal", "unnamed office")
    casting.beside_name.add(office.first)
    return own


def _of_what(casting: Casting, last: int) -> tuple[int, str]:
    """Read the phrase after an office: "of the group", "at the ministry", "close to the talks".

    Returns
    -------
    tuple of int and str
        The position of its last word, and whose office it makes it.
    """
    words = casting.words
    at = last + 1
    if at + 1 >= len(words) or not words[at].joined or words[at].fold.lower() not in _PHRASE:
        return last, ""
    if words[at].fold.lower() == "in" and _in_capital(casting, at + 1):
        return last, ""  # "a Western diplomat in the Kenyan capital" is a guest there
    end, stop, party = last, at, ""
    while stop < len(words) and stop - at < _LONGEST:
        if not (words[stop].joined or words[stop].genitive):
            break
        name = casting.around.owner.get(stop)
        if name is not None:
            end = casting.around.range[name][1]
            stop = end + 1
            where = words[at].fold.lower() in ("in", "at", "on") and name.type in ("state", "seat")
            owns = casting.document.text_of(name.end, name.end + 1) in ("'", "’")
            if not party and name.type not in ("place", "other") and (owns or not where):
                party = casting.party_of(casting.id_of.get(name, name.entity))
            continue
        token = casting.document.token_at(words[stop].start)
        if token.pos_ in ("NOUN", "PROPN"):
            end = stop
            if not party and words[stop].fold.lower() in _GROUPS:
                party = casting.last_group(words[last].start)
            elif not party:
                party = casting.party_of(casting.around.nominal_owner(stop))
        elif token.pos_ not in ("DET", "ADJ", "ADP", "PRON", "NUM") and not words[stop].genitive:
            if words[stop].fold.lower() not in _PHRASE and token.tag_ != "VBG":
                break
        stop += 1
    return end, party


def _is_past(casting: Casting, office: Office) -> bool:
    """Tell "a former minister", "a retired judge" by the words before the office or within it."""
    lead = _lead(casting, office)
    words = casting.words[lead + 1 : office.last + 1]
    return any(word.fold.lower() in cues("past") for word in words)


def _in_capital(casting: Casting, at: int) -> bool:
    """Tell "the Kenyan capital", "the capital"."""
    after = [w.fold.lower() for w in casting.words[at : at + 4]]
    return after[:1] == ["the"] and "capital" in after[1:]


def told_by_clause(casting: Casting, last: int) -> int:
    """Read "a man who sells phone cards": only the clause tells which man.

    Parameters
    ----------
    casting
        The cast under way.
    last
        Position of the noun.

    Returns
    -------
    int
        The position of its last word, the noun's own where nothing follows.
    """
    words = casting.words
    if words[last].fold.lower() not in cues("vague_person"):
        return last
    noun = casting.document.token_at(words[last].start)
    clause = next((c for c in noun.children if c.dep_ in ("relcl", "acl") and c.i > noun.i), None)
    if clause is None:
        return last
    end = last
    for position in range(last + 1, min(last + 1 + _CLAUSE, len(words))):
        token = casting.document.token_at(words[position].start)
        if not (words[position].joined or words[position].genitive):
            break
        if token.i > clause.right_edge.i:
            break
        # "There", "now" tell nothing of him.
        end = end if token.pos_ in ("ADV", "ADP", "DET", "SCONJ") else position
    return end


def _at_the_seat(casting: Casting, office: Office) -> str:
    """Give the state in whose capital an official sits: "a defence official in Jerusalem"."""
    lead = _lead(casting, office)
    if office.value != "state" or any(
        at in casting.around.owner for at in range(lead + 1, office.first)
    ):
        return ""
    if _guest(casting, office):
        return ""  # "a Western official in Kyiv", "a diplomat in Kyiv" is a guest there
    return casting.party_of(casting.around.seat_after(office.last)[0])


def _named_after(casting: Casting, office: Office) -> bool:
    """Tell "a member of the rebel team, X," whose name follows."""
    end, _ = _of_what(casting, office.last)
    title = casting.around.office_at.get(end + 1)
    named = end + 1 if title is None or title.kind == "office" else title.last + 1
    after = casting.around.owner.get(named)  # "its minister of state, Sheikh X"
    if after is None or after.type != "person":
        return _called_after(casting, end)
    return casting.words[end + 1].gap.strip() in (",", "")


def _called_after(casting: Casting, end: int) -> bool:
    """Tell "the militia's commander, known as Colonel Radar"."""
    words = casting.words
    for position in range(end + 2, min(end + 8, len(words))):
        name = casting.around.owner.get(position)
        if name is not None and name.type == "person":
            titled = casting.around.office_at.get(position - 1)
            first = titled.first if titled is not None else position
            between = casting.document.text_of(words[end].end, words[first].start)
            return CALLED.search(between) is not None
    return False


def boss_of(casting: Casting, last: int) -> str:
    """Find the person of "an aide to the President", who was named with that office.

    Parameters
    ----------
    casting
        The cast under way.
    last
        Position of the last word of the description before "to".

    Returns
    -------
    str
        The person's id, '' for nobody.
    """
    words = casting.words
    at = last + 1
    if at + 2 >= len(words) or words[at].fold.lower() not in ("to", "of", "for"):
        return ""
    if words[at + 1].fold.lower() not in ("the", "his", "her"):
        return ""
    for position in range(at + 2, min(at + 5, len(words))):
        if not words[position].joined:
            break
        held = casting.around.office_at.get(position)
        if held is not None:
            return _holder(casting, held, "")
    return ""


def _guest(casting: Casting, office: Office) -> bool:
    words = casting.words[_lead(casting, office) + 1 : office.last + 1]
    return any(word.fold.lower() in cues("guest") for word in words)


def _specified(casting: Casting, office: Office) -> bool:
    """Tell "the Sultan of Bara" from "the sultan" and from "the envoy to Bara, Henrik Dahl"."""
    end, _ = _of_what(casting, office.last)
    after = casting.around.owner.get(end + 1)
    return end > office.last and (after is None or after.type != "person")


def _serves(casting: Casting, office: Office) -> bool:
    return casting.words[office.head].fold.lower() in _SERVING


def _served(casting: Casting, office: Office) -> str:
    """Give the party of whoever was spoken of last, for "an aide", "an adviser" alone."""
    if not _serves(casting, office):
        return ""
    person = casting.around.person_before(office.first)
    party = casting.party_of(person) if person else ""
    party = party or casting.party_of(casting.around.body_before(office.first))
    return party or _spoken_of(casting, casting.words[office.first].start)


def _spoken_of(casting: Casting, offset: int) -> str:
    """Give the party of the last name in the sentences just before an offset."""
    sentence = casting.document.sentence(offset)
    for _ in range(_BACK):
        if sentence.start == 0:
            break
        sentence = casting.document.doc[sentence.start - 1].sent
    before = [
        n
        for n in casting.names
        if sentence.start_char <= n.start < offset
        and n.type in ("person", "state", "organisation")
        and not casting.literal.get((n.start, n.end))
    ]
    return casting.party_of(casting.id_of.get(max(before), max(before).entity)) if before else ""
