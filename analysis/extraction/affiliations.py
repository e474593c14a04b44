"""Role and party of persons: titles, appositions, possessives, delegations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.offices import Office
from analysis.extraction.surroundings import BESIDE, DELEGATION, UNKNOWN, Surroundings
from analysis.extraction.words import Word


@dataclass(frozen=True)
class Link:
    """Something beside a person's name that tells role or party.

    Parameters
    ----------
    office
        The office, None where only a body is named.
    party
        The id that is named with it: state, body or another person, '' for none.
    strength
        How surely it tells: a title before the name 3, apposition 2, membership 1.
    role
        The office in the words of the text.
    """

    office: Office | None
    party: str
    strength: int
    role: str


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
    return [
        *_before(around, first),
        *_after(around, last),
        *_acting_for(around, last),
        *_signing(around, first),
        *_led_by(around, first),
    ]


def _former(around: Surroundings, office: Office) -> bool:
    """Tell an office that is held no more: whoever held it does not speak for it."""
    first = max(0, office.first - 3)
    return any(
        around.words[p].fold.lower()
        in ("former", "ex", "retired", "erstwhile", "ousted", "onetime")
        and (p >= office.first - 1 or (around.words[p + 1].joined and around.words[p + 2].joined))
        for p in range(first, office.last + 1)
    )


def _link(around: Surroundings, office: Office, strength: int) -> Link:
    if _former(around, office):
        _, end = around.party_after(office.last)
        return Link(office, UNKNOWN, strength, around.phrase(office.first, max(end, office.last)))
    party = around.owner_of(office)
    role_end = office.last
    after, end = around.party_after(office.last)
    if not party:
        party = after
    if end > office.last:
        role_end = end
    return Link(office, party, strength, around.phrase(office.first, role_end))


def _before(around: Surroundings, first: int) -> list[Link]:
    ends = {o.last: o for o in around.offices}
    gap = around.words[first].gap
    found: list[Link] = []
    office = ends.get(first - 1)
    at = first - 1
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
            if not (gap.startswith(".") and around.words[office.last + 1].opens):
                role = around.phrase(office.first, office.last)
                party = UNKNOWN if _former(around, office) else around.owner_of(office)
                found.append(Link(office, party, 3, role))
        elif gap.strip() == ",":
            found.append(_link(around, office, 2))
        return found
    # "its leader in exile, X", "the head of the delegation, X"
    if gap.strip() == "," and "\n" not in gap:
        for position in range(at, max(-1, at - BESIDE), -1):
            office = ends.get(position)
            if office is not None and office.kind == "office":
                if around.words[office.last].end < around.words[first].start:
                    _, end = around.party_after(office.last)
                    if end == at:
                        found.append(_link(around, office, 2))
                break
            inner = around.words[position]
            following = around.words[position + 1]
            if position < at and not following.joined and following.gap not in ("'", "’"):
                break
            if inner.opens and position != at:
                break
    return found


def _after(around: Surroundings, last: int) -> list[Link]:
    words = around.words
    found: list[Link] = []
    at = last + 1
    if at >= len(words):
        return found
    gap = words[at].gap
    plain = words[at].fold.lower()
    if plain == "of" and gap == " ":
        party, _ = around.party_after(last, allow=frozenset(("of",)))
        if party:
            found.append(Link(None, party, 2, ""))
        return found
    if gap.strip() not in (",", "(", "—", "–", "-") or "\n" in gap:
        return found
    if plain == "one" and at + 1 < len(words) and words[at + 1].fold.lower() == "of":
        party = _first_name(around, at + 2)
        return [Link(None, party, 2, "")] if party else found
    if plain == "of":
        party, _ = (
            around.party_after(at - 1, allow=frozenset(("of",)))
            if words[at].joined
            else (
                _first_name(around, at + 1),
                at,
            )
        )
        if party:
            found.append(Link(None, party, 2, ""))
        return found
    if gap.strip() == "(":
        inner = _bracketed(around, at)
        if inner is not None:
            return [inner]
    whose = _whose(around, at)
    if whose:
        return [Link(None, whose, 2, "")]
    if plain in ("who", "whose"):
        return _relative(around, at)
    for position in range(at, min(at + BESIDE, len(words))):
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
            found.append(_link(around, office, 2))
            break
    return found


def _possessed(words: Sequence[Word], after: int) -> bool:
    return after < len(words) and words[after].fold == "s" and words[after].gap in ("'", "’")


def _whose(around: Surroundings, at: int) -> str:
    """Read "X, a former minister whose Crisis Institute hosted …": the body that is X's."""
    words = around.words
    for position in range(at, min(at + 9, len(words) - 1)):
        if position > at and not words[position].joined:
            return ""
        if words[position].fold.lower() == "whose":
            name = around.owner.get(position + 1)
            if name is not None and name.type == "organisation":
                return around.entity_of(name)
            return ""
    return ""


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


def _first_name(around: Surroundings, at: int) -> str:
    for position in range(at, min(at + 5, len(around.words))):
        name = around.owner.get(position)
        if name is not None:
            return around.entity_of(name) if name.type not in ("place", "other") else ""
        if position > at and not around.words[position].joined:
            return ""
        if around.words[position].capital:
            kin = around.kin(around.words[position].fold)
            if kin:
                return kin
        meant = around.nominal_owner(position)
        if meant:
            return meant
    return ""


def _acting_for(around: Surroundings, last: int) -> list[Link]:
    """Read "X … leads the KLF", "X, a judge, speaks for the Front", "X signed for Jakarta"."""
    words = around.words
    text = around.document.text
    sentence = around.document.sentence(words[last].start)
    rest = text[words[last].end : min(sentence.end_char, words[last].end + 140)]
    found = _ACTING.match(rest)
    if found is None:
        return []
    offset = words[last].end + found.end()
    at = next((p for p in range(last + 1, len(words)) if words[p].start >= offset), -1)
    if at < 0:
        return []
    if any(
        words[last].end <= name.start < offset and name.type == "person" for name in around.range
    ):
        return []
    party = _first_name(around, at)
    return [Link(None, party, 2, "")] if party else []


_ACTING: Final = re.compile(
    r"(?:[^.;:“”\"]{0,70}?[, ]| )(?:who (?:has |had )?)?"
    r"(?:(?:now |also |has |had )?(?:led|leads|heads|headed|commands|commanded|chairs|"
    r"chaired|founded|runs|represents|represented|representing|leading|heading|commanding|chairing)"
    r"|(?:speaks?|spoke|speaking|negotiat(?:es|ed|ing)|signed|signing|acts|acted|"
    r"mediat(?:es|ed|ing)) (?:for|on behalf of))(?= )"
    r"|(?: for)(?= the [A-Za-z]+ (?:movement|group|side|rebels|government))"
)


def _signing(around: Surroundings, first: int) -> list[Link]:
    """Read the lines of signatories and lists: "For the Coastal Government: N. Abashvili"."""
    text = around.document.text
    start = around.words[first].start
    line = text[text.rfind("\n", 0, start) + 1 : start]
    found = _SIGNED.match(line)
    if found is None:
        return []
    low = start - len(line)
    names = [
        n
        for n in around.range
        if low <= n.start < start and n.type in ("state", "seat", "organisation", "demonym")
    ]
    return [Link(None, around.entity_of(min(names)), 2, "")] if names else []


def _led_by(around: Surroundings, first: int) -> list[Link]:
    """Read "the Upland Front, led by X" and "the Free Column of Major X"."""
    words = around.words
    at = first - 1
    ends = {o.last: o for o in around.offices}
    while at in ends and words[at + 1].joined:
        at = ends[at].first - 1
    if at < 1:
        return []
    plain = words[at].fold.lower()
    if plain == "of" and words[at + 1].joined:
        name = around.owner.get(at - 1)
        if name is not None and name.kind in ("armed_group", "alliance"):
            return [Link(None, around.entity_of(name), 2, "")]
        return []
    if plain != "by" or words[at - 1].fold.lower() not in _LED or not words[at].joined:
        return []
    at -= 2
    while at > 0 and words[at].fold.lower() in ("is", "was", "are", "were", "been", "has", "had"):
        at -= 1
    name = around.owner.get(at)
    if name is not None and name.type in ("state", "seat", "organisation"):
        return [Link(None, around.entity_of(name), 2, "")]
    if words[at].fold.lower() in DELEGATION:
        party = around.party_before(at) or around.party_after(at, allow=frozenset(("of",)))[0]
        return [Link(None, party, 2, "")] if party else []
    return []


_LED: Final = frozenset("led headed commanded chaired represented founded run".split())
_SIGNED: Final = re.compile(
    r"\W*(?:(?:signed|witnessed|initialled|done)\b.{0,30})?\b(?:for|on behalf of) [^.]{3,80}:\W*"
    r"(?:[A-Z][\w.]* )*$",
    re.IGNORECASE,
)


def _relative(around: Surroundings, at: int) -> list[Link]:
    """Read "X, who leads the KLF", "who is chief of staff to Y"."""
    words = around.words
    verbs = (
        "leads",
        "led",
        "heads",
        "headed",
        "commands",
        "commanded",
        "represents",
        "represented",
        "chairs",
        "chaired",
        "founded",
        "runs",
    )
    for position in range(at + 1, min(at + 7, len(words))):
        if not words[position].joined:
            break
        plain = words[position].fold.lower()
        if plain in verbs:
            party = _first_name(around, position + 1)
            return [Link(None, party, 2, "")] if party else []
        office = around.office_at.get(position)
        if office is not None and office.kind == "office":
            return [_link(around, office, 2)]
    return []
