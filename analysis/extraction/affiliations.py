"""Role and party of persons: titles, appositions, possessives, delegations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.extraction import registries
from analysis.extraction.discourse import FINITE
from analysis.extraction.document import Name
from analysis.extraction.memberships import (
    Link,
    acting_for,
    first_name,
    following,
    leading,
    serving,
    whose,
)
from analysis.extraction.name_cues import cues
from analysis.extraction.named_among import (
    named_among,
    others_from,
    owned_alone,
    speaking_for,
)
from analysis.extraction.named_before import (
    alongside,
    coming_from,
    led_by,
    possessed,
    presiding,
    replaced,
    ruling,
    sent_by,
    signing,
    standing_for,
    together,
)
from analysis.extraction.offices import Office
from analysis.extraction.persons import CALLED
from analysis.extraction.surroundings import (
    BESIDE,
    MARKS,
    REBEL_NOUNS,
    UNKNOWN,
    Surroundings,
)
from analysis.extraction.words import Word

# Words: "at the second round of talks".
_OCCASION: Final = 6
# Words of an apposition up to its noun: "the veteran rebel".
_APPOSED: Final = 3


def honorifics(around: Surroundings, names: Sequence[Name]) -> dict[int, str]:
    """Give the gender told by the title before each person's name, by the name's start."""
    ends = {o.last: o for o in around.offices}
    found: dict[int, str] = {}
    for name in names:
        if name.type != "person" or name not in around.range:
            continue
        office = ends.get(around.range[name][0] - 1)
        if office is not None and office.kind == "honorific" and office.value:
            found[name.start] = office.value
    return found


def links_of(around: Surroundings, name: Name) -> list[Link]:
    """List what stands beside one mention of a person and tells role or party.

    Parameters
    ----------
    around
        The text around.
    name
        A person's name.

    Returns
    -------
    list of Link
    """
    if name not in around.range:
        return []
    first, last = around.range[name]
    found = [
        *_before(around, first),
        *_called(around, first),
        *_after(around, last),
        *acting_for(around, last),
        *following(around, last),
        *possessed(around, first),
        *alongside(around, first),
        *signing(around, first),
        *led_by(around, first),
        *sent_by(around, first),
        *ruling(around, last),
        *replaced(around, first),
        *presiding(around, first),
        *together(around, first),
        *speaking_for(around, first),
        *owned_alone(around, first),
        *named_among(around, first),
        *others_from(around, last),
    ]
    if not _rebels(around, last):
        return found
    return [k for k in found if k.office is not None or k.party not in registries.state_names()]


def _rebels(around: Surroundings, last: int) -> bool:
    """Tell "X, the rebel who had led the south of Sudan": whoever rebels speaks for no state."""
    after = around.words[last + 1 : last + 2 + _APPOSED]
    if not after or after[0].gap.strip() != ",":
        return False
    joined = itertools.takewhile(lambda word: word.joined, after[1:])
    return any(word.fold.lower() in REBEL_NOUNS for word in (after[0], *joined))


def _former(around: Surroundings, office: Office) -> bool:
    """Tell an office that is held no more: whoever held it does not speak for it."""
    first = max(0, office.first - 3)
    before = around.document.token_at(around.words[office.first - 1].start)
    if office.first and before.pos_ == "VERB" and before.lemma_ in cues("topples"):
        return True  # "the soldiers toppled President X in September"
    return any(
        around.words[p].fold.lower()
        in ("former", "ex", "retired", "erstwhile", "ousted", "onetime", "once", "sometime")
        and (p >= office.first - 1 or (around.words[p + 1].joined and around.words[p + 2].joined))
        for p in range(first, office.last + 1)
    )


def _link(around: Surroundings, office: Office, strength: int) -> Link:
    if _former(around, office):
        _, end = around.party_after(office.last)
        return Link(office, UNKNOWN, strength, around.phrase(office.first, max(end, office.last)))
    party = around.owner_of(office)
    if _by_nation(around, office) and _BROKERS.match(around.document.text, _end(around, office)):
        party = ""  # "X, the Swedish diplomat who brokered the deal"
    role_end = office.last
    after, end = around.party_after(office.last)
    if not party:
        party = after
    if end > office.last:
        role_end = end
    return Link(office, party, strength, around.phrase(office.first, role_end))


def _end(around: Surroundings, office: Office) -> int:
    return around.words[office.last].end


_BROKERS: Final = re.compile(
    r" (?:who|whose) (?:has |had |is |was )?(?:brok|mediat|facilitat|chair|shepherd|steer|conven"
    r"|led|leads|leading|heads|head|runs|ran|running)\w*\b"
)


def _before(around: Surroundings, first: int) -> list[Link]:
    ends = {o.last: o for o in around.offices}
    gap = around.words[first].gap
    found: list[Link] = []
    office = ends.get(first - 1)
    at = first - 1
    titled = office.first if office is not None and gap.strip(" .") == "" else first
    stands = standing_for(around, titled)
    if stands:
        found.append(Link(None, stands, 4, ""))
    # "Mr" and "Gen" may stand between office and name.
    while office is not None and office.kind != "office" and gap.strip(" .") == "":
        if office.kind == "rank":
            party = around.party_before(office.first)
            if party:
                found.append(Link(office, party, 3, around.phrase(office.first, office.last)))
        at = office.first - 1
        gap = around.words[office.first].gap
        office = ends.get(at)
    if office is not None and office.kind == "office":
        if gap.strip(" .") == "" and "\n" not in gap:
            party = ""
            if not (gap.startswith(".") and around.words[office.last + 1].opens):
                role = around.phrase(office.first, office.last)
                party = UNKNOWN if _former(around, office) else around.owner_of(office)
                head = around.words[office.head].fold.lower()
                plain = head in cues("profession") or _ranked(around, office.head)
                weak = plain and _by_nation(around, office)
                found.append(Link(office, party, 1 if weak else 3, role))
                if weak:  # "the Union's envoy, the Portuguese judge X"
                    lead = _lead(around, office.first)
                    at = lead - 1 if around.words[lead].joined else lead
                    found.extend(_apposed_before(around, at, at - 1))
            if party in ("", UNKNOWN):
                # "the head of the Authority, General X": the rank says nothing of the party, and
                # in "the Union's envoy, former president X" the second office is past.
                lead = _lead(around, office.first)
                if around.words[lead].joined and lead and _article(around, lead - 1):
                    lead -= 1  # "the bloc's mediator, the retired judge X"
                found.extend(_apposed_before(around, lead, lead - 1))
        elif gap.strip() == "," and not _of_the_one_before(around, office, first):
            found.append(_link(around, office, 2))
        return found
    lead = _behind_rank(around, at + 1, first)
    apposed = _apposed_before(around, lead, lead - 1)
    within = at
    own = around.owner.get(at)
    if gap.strip() == ")" and own is not None and around.words[at].gap.endswith("("):
        # "Spokesman for the Ulster Unionist Party (UUP) X".
        within, gap = around.range[own][0] - 1, " "
    long = _long_title(around, within) if not apposed and gap.strip(" .") == "" else None
    if long is not None:
        return [*found, replace(_link(around, long, 3), role=_unmarked(around, long, within))]
    if not apposed:
        party = coming_from(around, at + 1)
        apposed = [Link(None, party, 1, "")] if party else []
    return [*found, *apposed]


def _behind_rank(around: Surroundings, lead: int, first: int) -> int:
    """Go back over "retired admiral" of "the chief mediator, retired admiral X"."""
    while lead > 0 and around.words[lead].gap == " " and _ranked(around, lead - 1):
        lead -= 1
    return _lead(around, lead) if lead < first else lead


def _ranked(around: Surroundings, at: int) -> bool:
    word = around.words[at]
    return not word.capital and word.fold in cues("rank")


def _long_title(around: Surroundings, at: int) -> Office | None:
    """Read "ambassador to Sri Lanka X", "Minister of State for Foreign Affairs X".

    The phrase after the office ends in a name or a capital, right before the person's name.
    """
    words = around.words
    ends = {o.last: o for o in around.offices}
    if at < 2 or not (words[at].capital or at in around.owner):
        return None
    for position in range(at, max(-1, at - BESIDE), -1):
        office = ends.get(position)
        if office is not None and office.kind == "office":
            linked = position < at and words[position + 1].fold.lower() in cues("office_link")
            return office if linked else None
        name = around.owner.get(position)
        verb = around.document.token_at(words[position].start).pos_ in ("VERB", "AUX")
        if (
            (name is not None and name.type == "person")
            or not words[position].joined
            or words[position].opens
            or (verb and not words[position].capital)
        ):
            return None
    return None


def _unmarked(around: Surroundings, office: Office, last: int) -> str:
    """Give the words of a title without the marks that stand around a name in it."""
    return "".join(c for c in around.phrase(office.first, last) if c not in MARKS)


def _by_nation(around: Surroundings, office: Office) -> bool:
    before = around.owner.get(office.first - 1)
    return before is not None and before.type == "demonym"


def _lead(around: Surroundings, first: int) -> int:
    """Go back from an office over what belongs to it: "former Nigerian president"."""
    while first > 0 and around.words[first].gap == " ":
        name = around.owner.get(first - 1)
        if name is not None and name.type == "demonym":
            first = around.range[name][0]
        elif name is None and any(
            around.words[first - 1].fold.lower() in cues(c) for c in ("office_modifier", "past")
        ):
            first -= 1
        else:
            break
    return first


def _article(around: Surroundings, at: int) -> bool:
    return around.words[at].fold.lower() in ("the", "a", "an")


def _apposed_before(around: Surroundings, first: int, at: int) -> list[Link]:
    """Read "its leader in exile, X", "the head of the delegation, X"."""
    ends = {o.last: o for o in around.offices}
    gap = around.words[first].gap
    if gap.strip() != "," or "\n" in gap:
        return []
    for position in range(at, max(-1, at - BESIDE), -1):
        office = ends.get(position)
        if office is not None and _of_the_one_before(around, office, first):
            return []
        # "The admiral commanding the squadron, X"
        ranked = office is not None and office.kind == "rank" and _ranked(around, office.head)
        if office is not None and (office.kind == "office" or ranked):
            _, end = around.party_after(office.last)
            behind = range(position + 1, at + 1)
            portfolio = all(around.words[p].fold.lower() in cues("governing") for p in behind)
            if at in (position, end) or portfolio or _occasion_between(around, position + 1, at):
                return [_link(around, office, 2)]
            continue
        inner = around.words[position]
        following = around.words[position + 1]
        if position < at and not following.joined and following.gap not in ("'", "’"):
            break
        if inner.opens and position != at and not inner.genitive:
            break
    return []


def _occasion_between(around: Surroundings, first: int, last: int) -> bool:
    """Tell "at the talks" of "the union's envoy at the talks, X": plain words behind an office."""
    words = around.words[first : last + 1]
    return (
        1 < len(words) <= _OCCASION
        and words[0].fold.lower() in ("at", "to", "for", "in", "with")
        and all(w.joined and not w.capital for w in words)
    )


def _of_the_one_before(around: Surroundings, office: Office, first: int) -> bool:
    """Tell "A, Israel's chief, B, Egypt's envoy, and C": each office follows its name."""
    at = office.first
    while at > 0 and (around.words[at].joined or around.words[at].gap in ("'", "’")):
        at -= 1
    before = around.owner.get(at - 1)
    name = around.owner.get(first)
    if before is None or before.type != "person" or around.words[at].gap.strip() != ",":
        return False
    if name is None or name not in around.range:
        return False
    begins = around.range[before][0]
    if any(begins - BESIDE < o.last < begins and o.kind == "office" for o in around.offices):
        return False  # "the envoy, A, the ambassador, B": each office stands before its name
    after = around.range[name][1] + 1
    return after < len(around.words) and around.words[after].gap.strip() == ","


def _called(around: Surroundings, first: int) -> list[Link]:
    """Read "a commander known only as X", "its political officer, who goes by X"."""
    rank = around.office_at.get(first - 1)
    if rank is not None and around.words[first].gap.strip(" .") == "":
        first = rank.first  # "known as Colonel Radar"
    start = around.words[first].start
    low = around.document.sentence(start).start_char
    intro = CALLED.search(around.document.text_of(low, start))
    if intro is None:
        return []
    before = [
        o
        for o in around.offices
        if o.kind == "office"
        and low <= around.words[o.first].start
        and around.words[o.last].end <= low + intro.start() + 1
    ]
    links = [_link(around, before[-1], 2)] if before else []
    if not any(link.party not in ("", UNKNOWN) for link in links):
        links += _introduced(around, first, low + intro.start())
    if len(before) > 1 and all(link.party in ("", UNKNOWN) for link in links):
        # "the Compact, whose envoy, a retired general called X": both are what X is.
        between = around.document.text_of(
            around.words[before[-2].last].end, around.words[before[-1].first].start
        )
        if _AND_A.fullmatch(between):
            also = _link(around, before[-2], 2)
            # "Their host, a retired judge named X": of whoever meets there.
            links += [also] if not also.party.startswith("?") else []
    return links


def _introduced(around: Surroundings, first: int, called: int) -> list[Link]:
    """Read "led by a former clerk known as X", "Dzoravan's man, a composer named X"."""
    words = around.words
    lead = next(
        (
            p
            for p in range(first - 1, max(first - _INTRODUCED, 1), -1)
            if words[p].start < called and words[p].fold.lower() in ("a", "an", "the")
        ),
        0,
    )
    if not lead:
        return []
    led = led_by(around, lead)
    if led or words[lead].gap.strip() != ",":
        return led
    for position in range(lead - 1, max(lead - _SOMEBODYS, 0), -1):
        if words[position].fold.lower() in cues("somebodys"):
            party = around.party_before(position)
            return [Link(None, party, 2, "")] if party else []
        if not words[position].joined:
            break
    return []


# Words of an apposition before "called", and of "the rebels' man at the talks".
_INTRODUCED: Final = 12
_SOMEBODYS: Final = 9
_AND_A: Final = re.compile(r", (?:an? |the )?(?:[\w-]+ ){0,3}")


def _after(around: Surroundings, last: int) -> list[Link]:
    words = around.words
    found: list[Link] = []
    at = last + 1
    if at >= len(words):
        return found
    gap = words[at].gap
    plain = words[at].fold.lower()
    if plain in ("is", "remains", "became", "of") and gap == " ":
        return _at_once(around, last, at)
    if gap.strip() not in (",", "(", "—", "–", "-") or "\n" in gap:
        return found
    if plain == "one" and at + 1 < len(words) and words[at + 1].fold.lower() == "of":
        party = first_name(around, at + 2)
        return [Link(None, party, 2, "")] if party else found
    if plain == "for" and gap.strip() == ",":
        party = _standing_for(around, at + 1)
        return [Link(None, party, 2, "")] if party else found
    if plain == "of":
        party, _ = (
            around.party_after(at - 1, allow=frozenset(("of",)))
            if words[at].joined
            else (
                first_name(around, at + 1),
                at,
            )
        )
        if party:
            found.append(Link(None, party, 2, ""))
        return found
    beside = around.owner.get(at)
    if gap.strip() == "," and beside is not None and beside.type in ("media", "organisation"):
        # "(Dana Ross, Harbor Wire)", "Dana Ross, Harbor Wire:": nothing but whose reporter it is.
        stop = around.document.text_of(beside.end, beside.end + 1)
        if stop in (")", ":", "]", "\n"):
            return [Link(None, around.entity_of(beside), 2, "")]
    if gap.strip() == "(":
        inner = _bracketed(around, at)
        if inner is not None:
            return [inner]
    owned = whose(around, at)
    if owned:
        return [Link(None, owned, 2, "")]
    if plain in ("who", "whose"):
        return _relative(around, at)
    led = leading(around, at)
    for position in range(at, _clause_end(around, at)):
        word = words[position]
        if (
            position > at
            and not word.joined
            and word.gap not in ("'", "’")
            and word.gap.strip() not in ("’", "'")
        ):
            break
        office = around.office_at.get(position)
        if office is not None and office.kind != "honorific":
            if around.owner.get(office.last + 1) is not None and words[office.last + 1].joined:
                following = around.owner[office.last + 1]
                if following.type == "person" and _possessed(words, around.range[following][1] + 1):
                    # "X, President Y's adviser": Y's title, X's office comes yet.
                    continue
                # The next person of a list has this title: "X, Foreign Minister Y and Z".
                if following.type == "person" and words[office.last + 1].gap.strip(" .") == "":
                    break
            if _possessed(words, office.last + 1):
                # "X, the leader's sister" holds no office.
                continue
            # "X, the foreign minister, Y, and Z": the article tells that Y's title begins.
            nxt = office.last + 1
            if (
                nxt < len(words)
                and nxt in around.owner
                and around.owner[nxt].type == "person"
                and words[nxt].gap.strip() == ","
                and _listed(around, last)
            ):
                break
            found.extend(_apposed_office(around, office, led))
            break
    if not any(link.party for link in found):
        party = led or serving(around, at) or _somebodys(around, at)
        found.extend([Link(None, party, 2 if led else 1, "")] if party else [])
    return found


def _somebodys(around: Surroundings, at: int) -> str:
    """Read "X, her superior", "X, the junta's second man": whose X is."""
    words = around.words
    if words[at].fold in ("his", "her"):
        near = range(at + 1, min(at + 1 + _APPOSED, len(words)))
        fellow = any(words[p].joined and words[p].fold in cues("fellow") for p in near)
        first = around.range[around.owner[at - 1]][0]
        return around.person_before(first) if fellow else ""
    whose = at + 2
    if words[at].fold == "the" and whose < len(words) and words[whose].genitive:
        return around.nominal_owner(at + 1)
    return ""


def _clause_end(around: Surroundings, at: int) -> int:
    """Give where an apposition ends at the latest: "the minister, X, informed the Facilitator"."""
    stop = min(at + BESIDE, len(around.words))
    for position in range(at, stop):
        word = around.words[position]
        if word.fold == "who":
            return stop
        if not word.capital and around.document.token_at(word.start).tag_ in FINITE:
            return position
    return stop


def _standing_for(around: Surroundings, at: int) -> str:
    """Read "Sir Alan Pryce, for the Crown Colony;": the body alone between two marks."""
    words = around.words
    first = at + 1 if at < len(words) and words[at].fold.lower() == "the" else at
    name = around.owner.get(first)
    if name is None or name.type in ("person", "place", "other", "demonym"):
        return ""
    last = around.range[name][1]
    closed = last + 1 == len(words) or words[last + 1].gap.strip()[:1] in (",", ";", ".", ")")
    return around.entity_of(name) if closed else ""


def _apposed_office(around: Surroundings, office: Office, led: str) -> list[Link]:
    """Read the office behind a name, and on where it tells no party or only a nationality."""
    head = around.words[office.head].fold.lower()
    weak = head in cues("profession") and _by_nation(around, office)
    link = _link(around, office, 1 if weak else 2)
    if led:
        return [replace(link, party=led)]
    if not weak and link.party not in ("", UNKNOWN):
        return [link]
    # "X, the Peruvian diplomat who has steered the talks for the United Nations"
    charged = _in_charge(around, office.last + 1)
    found = [link, *_still(around, office.last + 1)]
    return [*found, Link(None, charged, 2, "")] if charged else found


def _in_charge(around: Surroundings, at: int) -> str:
    """Read "the Finnish diplomat in charge of the Observation Mission", "at the head of it"."""
    rest = [w.fold.lower() for w in around.words[at : at + 4]]
    if rest[:3] == ["in", "charge", "of"]:
        return first_name(around, at + 3)
    return first_name(around, at + 4) if rest == ["at", "the", "head", "of"] else ""


def _still(around: Surroundings, at: int) -> list[Link]:
    """Read on where an office tells no party: "X, a former judge who is the Forum's envoy"."""
    for position in range(at, min(at + BESIDE, len(around.words) - 1)):
        if not around.words[position].joined:
            return []
        if around.words[position].fold.lower() == "who":
            return _relative(around, position)
    return []


def _at_once(around: Surroundings, last: int, at: int) -> list[Link]:
    """Read "X of the Front", "X is the US president"."""
    if around.words[at].fold.lower() != "of":
        return _predicate(around, at)
    party, _ = around.party_after(last, allow=frozenset(("of",)))
    return [Link(None, party, 2, "")] if party else []


def _predicate(around: Surroundings, at: int) -> list[Link]:
    """Read "X is the US president", "X became head of the Front"."""
    for position in range(at + 1, min(at + 6, len(around.words))):
        if not around.words[position].joined:
            return []
        office = around.office_at.get(position)
        if office is not None and office.kind == "office":
            return [_link(around, office, 2)]
        token = around.document.token_at(around.words[position].start)
        if token.pos_ in ("VERB", "ADV", "ADP") and position not in around.owner:
            return []
    return []


def _relative(around: Surroundings, at: int) -> list[Link]:
    """Read "X, who leads the KLF", "who is chief of staff to Y", "who works at the Institute"."""
    led = leading(around, at)
    if led:
        return [Link(None, led, 2, "")]
    for position in range(at + 1, min(at + 9, len(around.words))):
        if not (around.words[position].joined or around.words[position].genitive):
            break
        office = around.office_at.get(position)
        if office is not None and office.kind == "office":
            return [_link(around, office, 2)]
    party = serving(around, at)
    return [Link(None, party, 1, "")] if party else []


def _possessed(words: Sequence[Word], after: int) -> bool:
    return after < len(words) and words[after].genitive


def _bracketed(around: Surroundings, at: int) -> Link | None:
    """Read "(KLF)", "(delegate of the Civic Junta)", "(chair, Four Rivers Conference)"."""
    text = around.document.text
    start = around.words[at].start
    close = text.find(")", start)
    if close < 0 or close - start > 100:
        return None
    names = [
        n
        for n in around.range
        if start <= n.start < close
        and n.type in ("state", "seat", "organisation", "media", "demonym")
    ]
    office = next((o for o in around.offices if start <= around.words[o.first].start < close), None)
    if not names and office is None:
        return None
    party = around.entity_of(min(names)) if names else ""
    role = around.phrase(office.first, office.last) if office else ""
    return Link(office, party, 3, role)


def _listed(around: Surroundings, last: int) -> bool:
    """Tell whether a person's name already had an office before it."""
    name = around.owner[last]
    first = around.range[name][0]
    ends = {o.last for o in around.offices}
    return first - 1 in ends or (around.words[first].gap.strip() in (",", ":"))
