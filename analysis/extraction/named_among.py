"""For whom a person speaks, by lists and clauses around the name: "its commanders, above all X"."""

from __future__ import annotations

import re
from typing import Final

from analysis.extraction.bodies import person_nouns
from analysis.extraction.memberships import Link, first_name
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import DELEGATION, Surroundings

_BODIES: Final = ("state", "seat", "organisation")
_AMONG: Final = re.compile(
    r", (?:above all|among them|most of all|notably|chief among them|including|especially|such as"
    r"|first of all|led by|headed by)(?: the| a| an)?(?: [a-z][\w-]+){0,2} $"
)
_SPEAKING: Final = re.compile(
    r"(?:^|[.;:] |\n|“|\")\s*(?:Speaking|Answering|Replying|Negotiating|Signing|Acting|Talking"
    r"|Writing) (?:for|on behalf of) (?:the )?[^.,;\n]{2,60}, (?:\w+\.? ){0,3}$"
)
_INVERTED: Final = re.compile(
    r"(?:^|[.;:] |\n)\s*(?:Representing|Leading|Heading|Chairing|Speaking for|Negotiating for)"
    r" (?:the )?[^.,;\n]{2,60} (?:is|was|were|will be|came|sat) (?:\w+\.? ){0,3}$"
)
_OTHERS: Final = re.compile(
    r" and (?:\w+ )?(?:other|others|colleagues?|men|women|officials|delegates|members|comrades"
    r"|fighters|officers)(?: \w+)? (?:from|of) (?:the )?(?=[A-Z])"
)
_NOUN: Final = 6


def speaking_for(around: Surroundings, first: int) -> list[Link]:
    """Read "Speaking for the Rally, X blamed nobody", "Representing the cantons was X"."""
    start = around.words[first].start
    low = around.document.sentence(start).start_char
    lead = around.document.text_of(max(0, low - 1), start)
    words: tuple[str, ...] = ("for", "of") if _SPEAKING.search(lead) else ()
    if not words and _INVERTED.search(lead):
        words = ("representing", "leading", "heading", "chairing", "for")
    at = next(
        (
            p
            for p in range(first - 1, max(first - 14, 0), -1)
            if around.words[p].fold.lower() in words and around.words[p].start >= low
        ),
        -1,
    )
    if at < 0:
        return []
    party = first_name(around, at + 1)
    return [Link(None, party, 2, "")] if party else []


def owned_alone(around: Surroundings, first: int) -> list[Link]:
    """Read "Sarenne's ambassador, Y, smiled. Velmora's, X, walked out"."""
    words = around.words
    if first < 2 or words[first].gap.strip() != "," or not words[first - 1].genitive:
        return []
    name = around.owner.get(first - 2)
    if name is None or name.type not in _BODIES:
        return []
    return [Link(None, around.entity_of(name), 2, "")]


def named_among(around: Surroundings, first: int) -> list[Link]:
    """Read "its field commanders, above all X", "its political wing, led by the dentist X"."""
    words = around.words
    start = words[first].start
    low = around.document.sentence(start).start_char
    found = _AMONG.search(around.document.text_of(low, start))
    if found is None:
        return []
    comma = low + found.start()
    last = next((p for p in range(first - 1, -1, -1) if words[p].end <= comma), -1)
    noun = words[last].fold.lower() if last >= 0 else ""
    people = noun.removesuffix("s") in person_nouns() or last in around.office_at
    group = noun in DELEGATION or noun in cues("wing") or noun in cues("organ_of")
    plural = noun.endswith("s") and noun.removesuffix("s") in cues("office")
    if last < 0 or not (people or group or plural):
        return []
    for at in range(last, max(last - _NOUN, 0), -1):
        if words[at].fold.lower() in ("its", "their"):
            party = around.possessor(at)
            return [Link(None, party, 2, "")] if party else []
        if not words[at].joined:
            break
    party = around.party_before(last) or around.party_after(last, allow=_OF)[0]
    return [Link(None, party, 2, "")] if party else []


_OF: Final = frozenset(("of", "from", "for"))


def others_from(around: Surroundings, last: int) -> list[Link]:
    """Read "X and two others from the Coast Movement"."""
    end = around.words[last].end
    found = _OTHERS.match(around.document.text, end)
    if found is None:
        return []
    at = next(
        (p for p in range(last, len(around.words)) if around.words[p].start >= found.end()), 0
    )
    name = around.owner.get(at)
    if name is None or name.type not in _BODIES:
        return []
    return [Link(None, around.entity_of(name), 2, "")]
