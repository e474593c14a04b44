"""For whom a person speaks, by what stands before the name: "For the Front, X", "led by X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analysis.extraction.bodies import person_nouns
from analysis.extraction.memberships import Link, first_name
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import BESIDE, DELEGATION, HOME, Surroundings
from analysis.extraction.words import Word


def signing(around: Surroundings, first: int) -> list[Link]:
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


def sent_by(around: Surroundings, first: int) -> list[Link]:
    """Read "the Andes Club sent an envoy, X": whoever sends or names X is spoken for."""
    words = around.words
    if first < 2 or words[first].gap.strip() != ",":
        return []
    office = around.office_at.get(first - 1)
    if office is None:
        return []
    token = around.document.token_at(words[office.head].start)
    if token.dep_ != "dobj" or token.head.lemma_ not in cues("sends"):
        return []
    for child in token.head.children:
        position = around.position.get(child.idx) if child.dep_ == "nsubj" else None
        name = around.owner.get(position) if position is not None else None
        if name is not None and name.type in ("state", "seat", "organisation"):
            return [Link(None, around.entity_of(name), 1, "")]
    return []


def led_by(around: Surroundings, first: int) -> list[Link]:
    """Read "the Upland Front, led by X" and "the Free Column of Major X"."""
    words = around.words
    at = _led_over(around, first)
    ends = {o.last: o for o in around.offices}
    while at in ends and words[at + 1].joined:
        at = ends[at].first - 1
    while at > 0 and words[at].fold.lower() in cues("past"):
        at -= 1  # "led by former vice president X"
    if at < 1:
        return []
    plain = words[at].fold.lower()
    if plain in ("is", "was") and words[at + 1].joined:
        # "The Front, whose military chief is X".
        office = around.office_at.get(at - 1)
        party = (
            around.owner_of(office) if office is not None and _whose(words, office.first) else ""
        )
        return [Link(office, party, 2, "")] if party else []
    if plain == "of" and words[at + 1].joined:
        name = around.owner.get(at - 1)
        if name is not None and name.kind in ("armed_group", "alliance"):
            return [Link(None, around.entity_of(name), 2, "")]
        if words[at - 1].fold.lower() in cues("rule"):
            return [Link(None, around.party_before(at - 1) or HOME, 1, "")]
        return []
    if (
        plain == "to"
        and at > 1
        and words[at].joined
        and words[at - 1].fold.lower() in cues("loyal")
    ):
        # "Rebels loyal to X", "the Front's fighters loyal to X".
        name = around.owner.get(at - 2)
        party = (
            around.entity_of(name)
            if name is not None
            else around.party_before(at - 2) or around.nominal_owner(at - 2)
        )
        return [Link(None, party, 2, "")] if party not in ("", HOME) else []
    if plain != "by" or words[at - 1].fold.lower() not in _LED or not words[at].joined:
        return []
    at -= 2
    while at > 0 and words[at].fold.lower() in _HELPING:
        at -= 1
    name = around.owner.get(at)
    away = name is not None and words[around.range[name][0] - 1].fold.lower() in (
        "from",
        "in",
        "at",
    )
    if name is not None and name.type in ("state", "seat", "organisation") and not away:
        return [Link(None, around.entity_of(name), 2, "")]
    described = _described(around, at)
    if described:
        return [Link(None, described, 2, "")]
    if words[at].fold.lower() in DELEGATION:
        party = around.party_before(at) or around.party_after(at, allow=frozenset(("of",)))[0]
        if not party and words[at - 1].fold.lower() in ("its", "their"):
            party = around.possessor(at - 1)  # "Their delegation, headed by X"
        return [Link(None, party, 2, "")] if party else []
    return []


def _led_over(around: Surroundings, first: int) -> int:
    """Go back over an apposition: "led by one of the region's generals, X" ends in "by"."""
    words = around.words
    if words[first].gap.strip() == ",":
        for at in range(first - 1, max(first - 9, 1), -1):
            if words[at].fold.lower() == "by" and words[at - 1].fold.lower() in _LED:
                return at
            if not words[at].joined and words[at].gap not in ("'", "’"):
                break
    return first - 1


def ruling(around: Surroundings, last: int) -> list[Link]:
    """Read "the Santos government": whoever a government is called after heads it.

    Of an administration that is so only where no American one may be meant.
    """
    words = around.words
    at = last + 1
    if at + 1 < len(words) and words[at].genitive:
        at += 1  # "President Hadi's government"
    if at >= len(words) or not words[at].joined or words[at].fold.lower() not in cues("rule"):
        return []
    american = any(name.entity == "united-states" for name in around.range)
    if words[at].fold.lower() == "administration" and american:
        return []
    return [Link(None, HOME, 1, "")]


def _whose(words: Sequence[Word], first: int) -> bool:
    return any(words[p].fold.lower() == "whose" for p in range(max(first - 3, 0), first))


def _described(around: Surroundings, at: int) -> str:
    """Give the body that a description up to a position means: "the Commission, a club of …"."""
    end = around.words[at].end
    low = around.document.sentence(around.words[at].start).start_char
    before = [n for n in around.range if n.type == "organisation" and low <= n.start < end]
    if not before:
        return ""
    between = around.document.text_of(max(before).end, end)
    return around.entity_of(max(before)) if _APPOSITION.fullmatch(between) else ""


_APPOSITION: Final = re.compile(r", (?:a|an|the) [^,.;:()]{3,60}")


_HELPING: Final = frozenset("is was are were been being has had".split())
_LED: Final = frozenset("led headed commanded chaired represented founded run".split())


_SIGNED: Final = re.compile(
    r"\W*(?:(?:signed|witnessed|initialled|done)\b.{0,30})?\b(?:for|on behalf of) [^.]{3,80}:\W*"
    r"(?:[A-Z][\w.]* )*$",
    re.IGNORECASE,
)


def coming_from(around: Surroundings, first: int) -> str:
    """Read "a colleague from the Relief Union, X": the body named right before the comma.

    Parameters
    ----------
    around
        The text around.
    first
        Position of the first word of the name, or of the title before it.

    Returns
    -------
    str
        The body, '' for none.
    """
    words = around.words
    if first < 4 or words[first].gap.strip() != ",":
        return ""
    member = _member_of(around, first)
    if member:
        return member
    name = around.owner.get(first - 1)
    if name is None or name.type not in ("organisation", "media"):
        return ""
    at = around.range[name][0] - 1
    if words[at].fold.lower() == "the":
        at -= 1
    if at < 2 or words[at].fold.lower() not in ("from", "with", "at", "for"):
        return ""
    for before in range(at - 1, max(at - _NOUN, 0), -1):  # "a colleague of mine from"
        if not words[before + 1].joined or before in around.owner:
            return ""
        noun = around.document.token_at(words[before].start)
        if noun.pos_ == "NOUN" and noun.lower_ not in ("mine", "hers", "theirs", "ours"):
            return around.entity_of(name) if noun.lemma_.lower() in person_nouns() else ""
    return ""


def _member_of(around: Surroundings, first: int) -> str:
    """Read "a member of the rebel negotiating team, X": whose member stands before the comma."""
    words = around.words
    for at in range(first - 2, max(first - 9, 1), -1):
        if words[at].fold.lower() == "of" and words[at - 1].fold.lower() in cues("member"):
            return first_name(around, at + 1)
        if not words[at].joined and words[at].gap not in ("'", "’", "-"):
            return ""
    return ""


_NOUN: Final = 4


def alongside(around: Surroundings, first: int) -> list[Link]:
    """Read "his colleague X", "her deputy, X": one who serves with a person named before."""
    words = around.words
    at = first - 1
    # "his colleague at the interior ministry, X"
    while at > 0 and words[at].fold.lower() not in cues("fellow"):
        if not words[at].joined or first - at > BESIDE:
            return []
        at -= 1
    gap = words[first].gap.strip()
    closed = gap == "," or (gap == "" and at == first - 1)
    if at < 1 or not closed or words[at - 1].fold.lower() not in ("his", "her"):
        return []
    person = around.person_before(at - 1)
    return [Link(None, person, 1, "")] if person else []


def together(around: Surroundings, first: int) -> list[Link]:
    """Read "A, who mediated together with X and Y": they served whom A serves."""
    words = around.words
    title = around.office_at.get(first - 1)
    at = title.first - 1 if title is not None and words[first].gap == " " else first - 1
    if at < 2 or not words[at + 1].joined:
        return []
    before = around.owner.get(at - 1)
    if words[at].fold == "and" and before is not None and before.type == "person":
        return together(around, around.range[before][0])
    beside = words[at].fold == "alongside"
    joint = words[at].fold == "with" and words[at - 1].fold in ("together", "jointly", "along")
    if not beside and not joint:
        return []
    verb = around.document.token_at(words[at].start)
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    if verb.lemma_ not in cues("serves_with"):
        return []
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ == "WP":
        subject = verb.head
        if subject.dep_ == "appos":
            subject = subject.head  # "A, the Union's envoy, who mediated"
    position = around.position.get(subject.idx) if subject is not None else None
    name = around.owner.get(position) if position is not None else None
    if name is None or name.type != "person":
        return []
    return [Link(None, around.entity_of(name), 1, "")]


def presiding(around: Surroundings, first: int) -> list[Link]:
    """Read "the Commission, over which Lord X presides", "the Front, of which X is the head"."""
    words = around.words
    title = around.office_at.get(first - 1)
    at = title.first - 1 if title is not None and title.kind != "office" else first - 1
    if at < 2 or words[at].fold.lower() != "which" or words[at - 1].fold.lower() not in _OVER:
        return []
    name = around.owner.get(at - 2)
    if name is None or name.type != "organisation":
        return []
    return [Link(None, around.entity_of(name), 2, "")]


_OVER: Final = ("over", "of")


def replaced(around: Surroundings, first: int) -> list[Link]:
    """Read "X, who took over from Y": Y spoke for those whom X speaks for."""
    words = around.words
    low = around.document.sentence(words[first].start).start_char
    for length in (4, 3, 2, 1):
        at = first - length
        if at < 1 or words[at].start < low or not all(w.joined for w in words[at : first + 1]):
            continue
        if around.phrase(at, first - 1).lower() in cues("succeeds"):
            before = [n for n in around.range if low <= n.start < words[at].start]
            persons = [n for n in before if n.type == "person"]
            person = around.entity_of(max(persons)) if persons else around.person_before(at)
            return [Link(None, person, 1, "")] if person else []
    return []


def possessed(around: Surroundings, first: int) -> list[Link]:
    """Read "Turkey's Hakan Fidan", "Hamas's Khalil al-Hayya": whose man or woman it is."""
    words = around.words
    at = first - 1
    if at < 0 or words[first].gap.strip() not in ("", "’", "'"):
        return []
    if words[at].genitive:
        at -= 1
    elif words[first].gap.strip() not in ("’", "'"):
        return []
    name = around.owner.get(at)
    if name is None or name.type not in ("state", "seat", "organisation", "media"):
        return []
    return [Link(None, around.entity_of(name), 2, "")]


def standing_for(around: Surroundings, first: int) -> str:
    """Read "For the Authority, Ambassador X ruled out …": who stands before the comma.

    Parameters
    ----------
    around
        The text around.
    first
        Position of the first word of the name, or of the title before it.

    Returns
    -------
    str
        The party, '' for none.
    """
    words = around.words
    if first > 2 and words[first - 1].fold.lower() == "and":
        # "For the Kenyans, X and Y sat at the table": both do.
        beside = around.owner.get(first - 2)
        if beside is not None and beside.type == "person":
            return standing_for(around, around.range[beside][0])
    if first < 2 or words[first].gap.strip() not in (",", ""):
        return ""
    name = around.owner.get(first - 1)
    if name is None or name.type not in ("state", "seat", "organisation", "demonym"):
        return ""
    peoples = name.type == "demonym" and name.text.endswith(("s", "ese", "sh", "ch"))
    if name.type == "demonym" and not peoples:
        return ""
    if words[first].gap.strip() != "," and not peoples:  # "For the Americans JD Vance spoke"
        return ""
    at = around.range[name][0] - 1
    if at > 0 and words[at].fold.lower() == "the":
        at -= 1
    lead = words[at] if at >= 0 else None
    opens = lead is not None and lead.fold.lower() == "for"
    opens = opens and lead is not None and (lead.opens or bool(set(lead.gap) & set(":;(")))
    of = at >= 2 and [w.fold.lower() for w in words[at - 2 : at + 1]] == ["on", "behalf", "of"]
    return around.entity_of(name) if opens or of else ""
