"""Role and party of persons: titles, appositions, possessives, delegations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.offices import Office
from analysis.extraction.words import Word

_BESIDE: Final = 8
_NOT_PARTY: Final = frozenset("born based held educated trained mediated brokered".split())
_TO: Final = frozenset("of for to from in at".split())
_DELEGATION: Final = frozenset(
    "delegation team delegates negotiators officials side envoys representatives party "
    "leadership command mission panel group".split()
)


# Owners that only the whole text can tell: "the government's negotiator", "a rebel commander".
HOME: Final = "?government"
REBELS: Final = "?rebels"
UNKNOWN: Final = "?person"
_HOME_NOUNS: Final = frozenset(
    "government country state nation kingdom army military navy police".split()
)
_REBEL_NOUNS: Final = frozenset(
    "rebel rebels guerrilla guerrillas insurgent insurgents separatist separatists militia".split()
)


@lru_cache(maxsize=1)
def office_states() -> Mapping[str, str]:
    """Give the state or body of the offices that only one has, "?" before it if to be named."""
    return {
        row["office"].lower(): ("?" if row["if_named"] == "true" else "") + row["actor_id"]
        for row in read_table("office_states")
    }


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


class Surroundings:
    """The words, names and offices around a name.

    Parameters
    ----------
    document
        The parsed text.
    words
        Its words.
    names
        Its names.
    offices
        Its titles and offices.
    entity_of
        Gives the ``actor_id`` of a name.
    """

    def __init__(
        self,
        document: Document,
        words: Sequence[Word],
        names: Sequence[Name],
        offices: Sequence[Office],
        entity_of: Callable[[Name], str],
    ) -> None:
        self.document = document
        self.words = words
        self.offices = offices
        self.entity_of = entity_of
        self.position = {w.start: p for p, w in enumerate(words)}
        self.owner: dict[int, Name] = {}
        self.range: dict[Name, tuple[int, int]] = {}
        for name in names:
            covered = self._covered(name)
            for p in covered:
                self.owner[p] = name
            if covered:
                self.range[name] = (covered[0], covered[-1])
        self.office_at = {p: o for o in offices for p in range(o.first, o.last + 1)}

    def _covered(self, name: Name) -> list[int]:
        first = self.position.get(name.start)
        if first is None:
            return []
        last = first
        while last + 1 < len(self.words) and self.words[last + 1].start < name.end:
            last += 1
        return list(range(first, last + 1))

    def _at(self, offset: int) -> int:
        return self.position.get(offset, 0)

    def phrase(self, first: int, last: int) -> str:
        """Give the words between two positions as the text has them."""
        return self.document.text_of(self.words[first].start, self.words[last].end)

    def party_before(self, position: int) -> str:
        """Give whom the words before an office name: "Russian", "the Kremlin's", "Mr Trump's"."""
        at = position - 1
        steps = 0
        while at >= 0 and steps < _BESIDE:
            following = self.words[at + 1]
            possessive = following.gap in ("'", "’") and following.fold.lower() == "s"
            trailing = following.gap.strip() in ("’", "'") and following.gap != following.gap.strip()
            if not (following.joined or possessive or trailing):
                return ""
            name = self.owner.get(at)
            plain = self.words[at].fold.lower()
            if name is not None:
                if name.type in ("place", "other"):
                    at = self.range[name][0] - 1
                    steps += 1
                    continue
                if name.type == "person" and not self._possessive(name):
                    return ""
                after = self.range[name][1] + 1
                if self.words[after].fold.lower() in _NOT_PARTY and self.words[after].gap == "-":
                    at = self.range[name][0] - 1
                    continue
                return self.entity_of(name)
            if self.words[at].capital and not self.words[at].opens:
                kin = self.kin(self.words[at].fold)
                if kin:
                    return kin
            if plain in _HOME_NOUNS and self.words[at].fold.islower():
                return HOME
            if plain in _REBEL_NOUNS:
                return REBELS
            if plain in ("the", "a", "an", "its", "his", "her", "their", "our", "my"):
                return ""
            if plain in ("and", "or"):
                return ""
            if not self.words[at].capital and plain not in cues("office_modifier") and plain != "s":
                if self.document.token_at(self.words[at].start).pos_ not in ("ADJ", "NOUN", "PROPN"):
                    return ""
            at -= 1
            steps += 1
        return ""

    def kin(self, adjective: str) -> str:
        """Give the body whose name an adjective is made of: "Tigrayan" and Tigray's front."""
        stem = adjective.lower()
        if len(stem) < 5 or stem in cues("office_modifier"):
            return ""
        for name in self.range:
            if name.type not in ("organisation", "state") or not name.entity or name.rule == "registry" and name.type == "state":
                continue
            for part in name.text.replace("-", " ").split():
                plain = part.lower()
                if len(plain) >= 4 and part[0].isupper() and plain not in cues("org_head"):
                    if stem.startswith(plain) and len(stem) - len(plain) <= 3:
                        return self.entity_of(name)
        return ""

    def owner_of(self, office: Office) -> str:
        """Give whom an office belongs to: by the words before it, or by "its", "whose"."""
        party = self.party_before(office.first)
        if party:
            return party
        for back in (2, 1, 0):
            first = office.first - back
            if first >= 0 and (back == 0 or self.words[office.first].joined):
                key = self.phrase(first, office.last).lower()
                found = office_states().get(key, "")
                if found.startswith("?"):
                    named = any(n.entity == found[1:] for n in self.range)
                    found = found[1:] if named else ""
                if found:
                    return found
        at = office.first - 1
        while at > 0 and self.words[at + 1].joined and office.first - at < 4:
            plain = self.words[at].fold.lower()
            if plain in ("its", "their", "whose"):
                return self.body_before(at, near=plain == "whose")
            if plain in ("his", "her"):
                return self.person_before(at) or UNKNOWN
            if self.words[at].capital:
                break
            at -= 1
        plain_words = set(key.replace("-", " ").split())
        if plain_words & _REBEL_NOUNS:
            return REBELS
        return HOME if plain_words & _HOME_NOUNS else ""

    def person_before(self, position: int) -> str:
        """Give the person that "his" or "her" takes up: the subject of the sentence before."""
        sentence = self.document.sentence(self.words[position].start)
        low = self.document.doc[max(0, sentence.start - 1)].sent.start_char
        found = [
            n
            for n in self.range
            if n.type == "person" and low <= n.start < self.words[position].start
        ]
        subjects = [n for n in found if self.document.span(n.start, n.end).root.dep_ == "nsubj"]
        return self.entity_of(max(subjects)) if subjects else ""

    def body_before(self, position: int, *, near: bool = False) -> str:
        """Give the body that a possessive pronoun takes up: the latest party named before."""
        sentence = self.document.sentence(self.words[position].start)
        low = sentence.start_char
        if not near and sentence.start > 0:
            low = self.document.doc[sentence.start - 1].sent.start_char
        found: list[Name] = []
        for name in self.range:
            if low <= name.start < self.words[position].start and name.type in (
                "state",
                "seat",
                "organisation",
            ):
                found.append(name)
        if not found:
            return ""
        if near:
            return self.entity_of(max(found))
        subjects = [n for n in found if self.document.span(n.start, n.end).root.dep_ == "nsubj"]
        own = [n for n in subjects if n.start >= sentence.start_char] or subjects
        return self.entity_of(max(own or found))

    def _possessive(self, name: Name) -> bool:
        text = self.document.text
        return text[name.end : name.end + 1] in ("’", "'")

    def party_after(self, position: int, *, allow: frozenset[str] = _TO) -> tuple[str, int]:
        """Give whom the words after an office name ("leader of the KLF"), and where they end."""
        at = position + 1
        if at >= len(self.words) or not self.words[at].joined:
            return "", position
        link = self.words[at].fold.lower()
        if link not in allow:
            return "", position
        at += 1
        steps = 0
        while at < len(self.words) and steps < _BESIDE:
            word = self.words[at]
            possessive = word.gap in ("'", "’") and word.fold.lower() == "s"
            if not (word.joined or possessive):
                return "", position
            name = self.owner.get(at)
            if name is not None:
                if name.type == "place":
                    return "", self.range[name][1]
                if name.type == "other":
                    return "", position
                if link in ("to", "in", "at") and name.type in ("state", "seat"):
                    # An envoy to a state speaks for somebody else.
                    return "", self.range[name][1]
                return self.entity_of(name), self.range[name][1]
            token = self.document.token_at(word.start)
            if token.pos_ in ("VERB", "AUX") and not word.capital and at not in self.office_at:
                return "", position
            at += 1
            steps += 1
        return "", position


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
        around.words[p].fold.lower() in ("former", "ex", "retired", "erstwhile", "ousted", "onetime")
        and (p >= office.first - 1 or around.words[p + 1].joined and around.words[p + 2].joined)
        for p in range(first, office.last + 1)
    )


def _link(around: Surroundings, office: Office, strength: int) -> Link:
    if _former(around, office):
        _, end = around.party_after(office.last)
        return Link(office, "", strength, around.phrase(office.first, max(end, office.last)))
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
                party = "" if _former(around, office) else around.owner_of(office)
                found.append(Link(office, party, 3, role))
        elif gap.strip() == ",":
            found.append(_link(around, office, 2))
        return found
    # "its leader in exile, X", "the head of the delegation, X"
    if gap.strip() == "," and "\n" not in gap:
        for position in range(at, max(-1, at - _BESIDE), -1):
            office = ends.get(position)
            if office is not None and office.kind == "office":
                if around.words[office.last].end < around.words[first].start:
                    _, end = around.party_after(office.last)
                    if end == at:
                        found.append(_link(around, office, 2))
                break
            inner = around.words[position]
            if position < at and not (around.words[position + 1].joined):
                if around.words[position + 1].gap not in ("'", "’"):
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
        party, _ = around.party_after(at - 1, allow=frozenset(("of",))) if words[at].joined else (
            _first_name(around, at + 1),
            at,
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
    for position in range(at, min(at + _BESIDE, len(words))):
        word = words[position]
        if position > at and not word.joined and word.gap not in ("'", "’") and word.gap.strip() not in ("’", "'"):
            break
        office = around.office_at.get(position)
        if office is not None and office.kind != "honorific":
            if around.owner.get(office.last + 1) is not None and words[office.last + 1].joined:
                following = around.owner[office.last + 1]
                # The next person of a list has this title: "X, Foreign Minister Y and Z".
                if following.type == "person" and words[office.last + 1].gap.strip(" .") == "":
                    break
            following = office.last + 1
            if following < len(words) and words[following].fold == "s":
                if words[following].gap in ("'", "’"):
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
        if start <= n.start < close and n.type in ("state", "seat", "organisation", "media", "demonym")
    ]
    office = next(
        (o for o in around.offices if start <= around.words[o.first].start < close), None
    )
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
    return first - 1 in ends or (around.words[first].gap.strip() in (",", ":") )


def _first_name(around: Surroundings, at: int) -> str:
    for position in range(at, min(at + 5, len(around.words))):
        name = around.owner.get(position)
        if name is not None:
            return around.entity_of(name) if name.type not in ("place", "other") else ""
        if around.words[position].capital:
            kin = around.kin(around.words[position].fold)
            if kin:
                return kin
        if position > at and not around.words[position].joined:
            return ""
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
    r"(?:(?:now |also |has |had )?(?:led|leads|heads|headed|commands|commanded|chairs|chaired|founded|"
    r"runs|represents|represented|representing|leading|heading|commanding|chairing)"
    r"|(?:speaks?|spoke|speaking|negotiat(?:es|ed|ing)|signed|signing|acts|acted|mediat(?:es|ed|ing)) "
    r"(?:for|on behalf of))(?= )"
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
    if words[at].fold.lower() in _DELEGATION:
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
    verbs = ("leads", "led", "heads", "headed", "commands", "commanded", "represents", "represented",
             "chairs", "chaired", "founded", "runs")
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


def delegation_parties(around: Surroundings) -> dict[Name, str]:
    """Give the party of the members of delegations that the text lists.

    "A Ukrainian team: A, B and C", "a Ukrainian delegation, including A and B",
    "the KLF delegation, led by A".

    Returns
    -------
    dict of Name to str
    """
    found: dict[Name, str] = {}
    words = around.words
    for at, word in enumerate(words):
        if word.fold.lower() not in _DELEGATION or word.capital and not word.opens:
            continue
        party = around.party_before(at)
        end = at
        if not party:
            party, end = around.party_after(at, allow=frozenset(("of", "from")))
        if not party:
            continue
        sentence = around.document.sentence(word.start)
        after = end + 1
        if after >= len(words):
            continue
        intro = around.document.text_of(words[end].end, words[min(after + 2, len(words) - 1)].end)
        lead = intro.strip(" ,(—–-").lower()
        listing = intro.lstrip().startswith(":") or lead.startswith(
            ("including", "comprising", "made up", "consisting", "composed", "among them", "such as")
        )
        led = lead.startswith(("led by", "headed by", "was led", "was headed", "is led", "is headed",
                               "under", "chaired by", "were led"))
        if not (listing or led):
            continue
        members = [
            n
            for n in dict.fromkeys(around.owner.values())
            if n.type == "person" and words[end].end <= n.start < sentence.end_char
        ]
        for name in sorted(members)[: 1 if led else None]:
            found.setdefault(name, party)
    return found
