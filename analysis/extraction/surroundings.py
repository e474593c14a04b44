"""What stands around a name: whose office it is, by the words before and after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Span

from analysis.codebook import read_table
from analysis.extraction.antecedents import PARTIES, Antecedents, the_one
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.offices import Office
from analysis.extraction.registries import organisation_rows
from analysis.extraction.words import HYPHENS, Word

BESIDE: Final = 8
_NOT_PARTY: Final = frozenset("born based held educated trained mediated brokered".split())
# "The Kazakh-led Contact Group".
_UNDER: Final = frozenset("led backed run chaired sponsored supported funded".split())
# Words: "'s political council".
_ORGAN: Final = 4
_HEADING: Final = frozenset(("of", "for", "at", "with"))
_TO: Final = frozenset(
    "of for to from in at with on across commanding heading leading representing".split()
)
DELEGATION: Final = frozenset(
    "delegation team delegates negotiators officials side envoys representatives party "
    "leadership command mission panel group".split()
)


_BOTH: Final = re.compile(r"\b(?:both|two|all) (?:sides|parties|camps|delegations)\b")
# Owners that only the whole text can tell: "the government's negotiator", "a rebel commander".
HOME: Final = "?government"
REBELS: Final = "?rebels"
WARRING: Final = "?at war"
# "The group's leader": the group named last before an offset, which stands after the colon.
GROUP: Final = "?group:"
# "The bloc's envoy": the organisation named last.
BLOC: Final = "?bloc:"
UNKNOWN: Final = "?person"
# "Her counterpart": the other side's.
COUNTER: Final = "?counter"
_HOME_NOUNS: Final = frozenset(
    "government country state nation kingdom army military navy police troops forces junta regime "
    "authorities".split()
)
_COUNTRY: Final = frozenset("country nation kingdom republic island emirate sultanate".split())
REBEL_NOUNS: Final = frozenset(
    "rebel rebels guerrilla guerrillas insurgent insurgents separatist separatists militia "
    "rebellion insurgency".split()
)
_DELEGATES: Final = REBEL_NOUNS | DELEGATION
_GROUP_NOUNS: Final = frozenset(
    "group movement organisation organization faction front militia alliance bloc".split()
)


@lru_cache(maxsize=1)
def office_states() -> Mapping[str, str]:
    """Give the state or body of the offices that only one has, "?" before it if to be named."""
    return {
        row["office"].lower(): ("?" if row["if_named"] == "true" else "") + row["actor_id"]
        for row in read_table("office_states")
    }


@lru_cache(maxsize=1)
def _forces() -> frozenset[str]:
    """Give the nouns for forces of a state."""
    rows = read_table("collectives")
    return frozenset(row["lemma"].lower() for row in rows if row["kind_plural"] == "armed_forces")


def _without_marks(words: Sequence[Word], names: Sequence[Name]) -> list[Word]:
    """Drop the quotation marks around a name: a "People's Republic" has leaders like any other."""
    starts, ends = {n.start for n in names}, {n.end for n in names}
    found = list(words)
    for at, word in enumerate(words):
        gap = word.gap
        if word.start in starts and gap[-1:] in MARKS:
            gap = gap[:-1]
        if at and words[at - 1].end in ends and gap[:1] in MARKS and gap[1:2] in (" ", ","):
            gap = gap[1:]
        if gap != word.gap:
            found[at] = replace(
                word, gap=gap, joined=word.joined or gap == " ", opens=word.opens and gap != " "
            )
    return found


MARKS: Final = frozenset('“”"„«»')


def _follows(word: Word, name: Name | None) -> bool:
    """Tell a word that goes on right behind: also "American States (OAS) envoy"."""
    return word.joined or (word.gap.strip() == ")" and name is not None)


class Surroundings(Antecedents):
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
        super().__init__(document, _without_marks(words, names), entity_of)
        self.offices = offices
        self.owner: dict[int, Name] = {}
        for name in names:
            covered = self._covered(name)
            for p in covered:
                self.owner[p] = name
            if covered:
                self.range[name] = (covered[0], covered[-1])
        self._armed = {n.entity for n in names if n.kind == "armed_group"}
        self._by_head: defaultdict[str, list[Name]] = defaultdict(list)
        for name, (first, last) in self.range.items():
            if name.type in ("organisation", "state") and last > first:
                self._by_head[self._head_of(first, last)].append(name)
                members = words[last].fold.lower()
                if members.endswith("s") and members != self._head_of(first, last):
                    # "The elders" of a Conference of Saharan Elders.
                    self._by_head[members].append(name)
        self.office_at = {p: o for o in offices for p in range(o.first, o.last + 1)}

    def _covered(self, name: Name) -> list[int]:
        first = self.position.get(name.start)
        if first is None:
            return []
        last = first
        while last + 1 < len(self.words) and self.words[last + 1].start < name.end:
            last += 1
        return list(range(first, last + 1))

    def phrase(self, first: int, last: int) -> str:
        """Give the words between two positions as the text has them."""
        return self.document.text_of(self.words[first].start, self.words[last].end)

    def party_before(self, position: int) -> str:
        """Give whom the words before an office name: "Russian", "the Kremlin's", "Mr Trump's"."""
        at = position - 1
        steps = 0
        while at >= 0 and steps < BESIDE:
            following = self.words[at + 1]
            possessive = following.gap in ("'", "’") and following.fold.lower() == "s"
            trailing = (
                following.gap.strip() in ("’", "'") and following.gap != following.gap.strip()
            )
            name = self.owner.get(at)
            if not (_follows(following, name) or possessive or trailing):
                return ""
            plain = self.words[at].fold.lower()
            if name is not None:
                group = self._group_of_place(name)
                if group:
                    return group
                if name.type == "place" and possessive and (kin := self.kin(name.text)):
                    return kin  # "the Littoral's prime minister", of a Republic of the Littoral
                if name.type in ("place", "other"):
                    called = self._called_after(name) or self._state_called(name.text)
                    if called:
                        return called
                    at = self.range[name][0] - 1
                    steps += 1
                    continue
                if name.type == "person" and not self._possessive(name):
                    return ""
                if self._inside(name) and not (possessive or trailing):
                    return ""  # "After five days in Nairobi Field Marshal X"
                after = self.range[name][1] + 1
                if self.words[after].fold.lower() in _NOT_PARTY and self.words[after].gap == "-":
                    at = self.range[name][0] - 1
                    continue
                return self.entity_of(name)
            if self.words[at].capital:
                opens = self.words[at].opens  # "Officials", or "Osilian officials"
                kin = (
                    self._state_called(self.words[at].text)
                    if opens
                    else self.kin(self.words[at].fold)
                )
                if kin:
                    return kin
            if plain in _COUNTRY and (possessive or trailing) and self._definite(at):
                return self.headed_by(at) or self.country_before(at) or HOME
            if plain in cues("realm_adjective") and (
                self.words[at].fold.islower() or self.words[at].opens
            ):
                realm = self._realm(plain)
                if realm:
                    return self.party_before(at) or realm
            if plain in cues("home_adjective") and self.words[at].fold.islower():
                return self.party_before(at) or HOME
            if plain in _HOME_NOUNS and self.words[at].fold.islower():
                # "A Pralayan army captain": the adjective before tells which army.
                return self.party_before(at) or HOME
            if plain in REBEL_NOUNS:
                return REBELS
            headed = self.headed_by(at)
            if headed:
                return headed
            if plain in _GROUP_NOUNS and (possessive or trailing) and self._definite(at):
                marker = BLOC if plain in cues("club") else GROUP
                return f"{marker}{self.words[at].start}"
            if plain in ("the", "a", "an", "its", "his", "her", "their", "our", "my"):
                return ""
            if plain in ("and", "or"):
                return ""
            known = self.words[at].capital or plain in cues("office_modifier") or plain == "s"
            known = known or (plain in _NOT_PARTY and self.words[at].gap == "-")  # "London-based"
            token = self.document.token_at(self.words[at].start)
            known = known or (token.pos_ == "ADV" and plain.endswith("ly"))  # "newly elected"
            if not known and token.pos_ not in ("ADJ", "NOUN", "PROPN"):
                return ""
            at -= 1
            steps += 1
        return ""

    def _called_after(self, place: Name) -> str:
        """Read "a San Callisto official" of a Community of San Callisto."""
        if " " not in place.text:
            return ""
        return self._named("organisation", lambda text: text.endswith(f" of {place.text}"))

    def _state_called(self, adjective: str) -> str:
        """Give the Highland Republic for "a senior Highland official": the one state called so."""
        return self._named("state", lambda text: text.startswith(f"{adjective} "))

    def _named(self, type_: str, called: Callable[[str], bool]) -> str:
        """Give the one body of a type whose name is of some form, '' for none or several."""
        return the_one(
            {self.entity_of(n) for n in self.range if n.type == type_ and called(n.text)}
        )

    def _definite(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].fold.lower() in ("the", "this", "that", "rebel")

    def nominal_owner(self, at: int) -> str:
        """Give whom a noun without a name means: "the government", "the rebels", "the group"."""
        plain = self.words[at].fold.lower()
        if self.words[at].capital and not self.words[at].opens:
            # "President of the Republic": of whichever the story is about.
            alone = plain in cues("realm") and not self._goes_on(at)
            return HOME if alone else ""
        if plain in _HOME_NOUNS:
            return HOME
        if plain in REBEL_NOUNS:
            return REBELS
        if self._definite(at):
            headed = self.headed_by(at)
            if headed:
                return headed
            if plain in _GROUP_NOUNS:
                marker = BLOC if plain in cues("club") else GROUP
                return f"{marker}{self.words[at].start}"
        return ""

    def seat_after(self, last: int) -> tuple[str, int]:
        """Read "the federal government in Abuja": whose seat it is, and its last word."""
        after = last + 2
        if after >= len(self.words) or self.words[last + 1].fold != "in":
            return "", last
        name = self.owner.get(after) if self.words[after].joined else None
        if name is None or name.type != "seat" or not name.entity:
            return "", last
        return self.entity_of(name), self.range[name][1]

    def headed_by(self, at: int) -> str:
        """Give the one body named before whose name ends in a noun: "the union" and Mekong Union.

        Forces are left out: "the army" is a state's, whatever a group calls itself.
        """
        word = self.words[at]
        plain = word.fold.lower()
        if word.capital or plain in _forces():
            return ""
        named = self._by_head.get(plain, ())
        before = [name for name in named if name.start < word.start]
        # "The rebel council's envoy" may stand before the full name of the only council.
        found = {self.entity_of(name) for name in before or named}
        return the_one(found)

    def _realm(self, adjective: str) -> str:
        """Give the one state whose name is headed as "federal" or "royal" tells, '' for none."""
        found = {
            self.entity_of(name)
            for head in cues("realm_adjective")[adjective].split("|")
            for name in self._by_head.get(head, ())
        }
        return the_one(found)

    def _rebels_before(self, at: int) -> bool:
        """Tell whether "their" takes up rebels: a state takes "its"."""
        sentence = self.document.sentence(self.words[at].start)
        low = sentence
        for _ in range(2):  # what they said may stand between
            low = self.document.doc[low.start - 1].sent if low.start else low
        before = self.document.text_of(low.start_char, self.words[at].start)
        found = set(re.findall(r"\w+", before.lower()))
        return bool(found & REBEL_NOUNS) and not any(word.endswith("ans") for word in found)

    def _told_headed(self, at: int) -> str:
        """Give the body of "The elders have one card left. Their chairman": told of by a noun.

        A force is its state's: "The army left the talks. Its spokesman". So are "the movement",
        "the rebels", and the subject of the same sentence: "the government, say its advisers".
        """
        sentence = self.document.sentence(self.words[at].start)
        own = self._told_by_noun(sentence, self.words[at].start)
        named = any(n.type in PARTIES for n in self._lately(at, back=False))
        if own is not None or named or sentence.start == 0:
            return own or ""
        return self._told_by_noun(self.document.doc[sentence.start - 1].sent) or ""

    def _of_plain_body(self, at: int) -> bool:
        """Tell whether the last subject before "its" in its sentence is a body without a name."""
        for token in reversed(self.document.sentence(self.words[at].start)):
            position = self.position.get(token.idx)
            if token.idx < self.words[at].start and token.dep_ in ("nsubj", "nsubjpass"):
                plain = position is not None and not self.words[position].capital
                kind = cues("org_head").get(token.lower_) if token.tag_ == "NN" else ""
                body = plain and kind == "organisation"
                return body and position not in self.owner and not self.headed_by(position or 0)
        return False

    def _told_by_noun(self, sentence: Span, stop: int | None = None) -> str | None:
        """Give whom the noun means that is a sentence's subject, None where nothing is."""
        for token in sentence:
            position = self.position.get(token.idx)
            if stop is not None and token.idx >= stop:
                return None
            if token.dep_ == "nsubj" and token.head == sentence.root and position is not None:
                if stop is not None and any(t.idx == stop for t in token.subtree):
                    continue  # "a member of its team said": of the sentence before
                if position in self.owner or not self._definite(position):
                    return ""
                return self.headed_by(position) or self.nominal_owner(position)
        return None

    def _head_of(self, first: int, last: int) -> str:
        """Give the noun that heads a name: "republic" of Republic of the Two Rivers."""
        plain = [self.words[at].fold.lower() for at in range(first, last + 1)]
        return plain[plain.index("of") - 1] if "of" in plain[1:] else plain[-1]

    def kin(self, adjective: str) -> str:
        """Give the body whose name an adjective is made of: "Tigrayan" and Tigray's front."""
        stem = adjective.lower()
        if len(stem) < 5 or stem in cues("office_modifier"):
            return ""
        for name in self.range:
            if (
                name.type not in ("organisation", "state")
                or not name.entity
                or (name.rule == "registry" and name.type == "state")
            ):
                continue
            for part in name.text.replace("-", " ").split():
                plain = part.lower()
                named = len(plain) >= 4 and part[0].isupper() and plain not in cues("org_head")
                if named and stem.startswith(plain) and len(stem) - len(plain) <= 3:
                    return self.entity_of(name)
        return ""

    def _group_of_place(self, name: Name) -> str:
        """Read "the Tigray rebel delegation": the armed group that is called after the place."""
        after = self.range[name][1] + 1
        if name.type != "place" or after >= len(self.words) or not self.words[after].joined:
            return ""
        plain = self.words[after].fold.lower()
        if plain not in _DELEGATES:
            return ""
        found = self.kin(name.text)
        return found if found in self._armed else ""

    def owner_of(self, office: Office) -> str:
        """Give whom an office belongs to: by the words before it, or by "its", "whose"."""
        if office.first and self.words[office.first - 1].fold.lower() in cues("of_a_people"):
            return UNKNOWN  # "an indigenous governor" is no state's
        party = self._by_table(office, (3, 2)) or self.party_before(office.first)
        body = self._headed_body(office) if party else ""
        if body:
            return body
        if party == HOME:
            return self.seat_before(office) or HOME
        if party:
            return party
        for at in range(office.first, office.last + 1):
            if at in self.owner and self.owner[at].type not in ("person", "place", "other"):
                return self.entity_of(self.owner[at])
        named = self.party_after(office.last, allow=frozenset(("of",)))[0]
        if named and not named.startswith("?"):
            return named
        found = self._by_table(office, (1, 0))
        if found:
            return found
        key = self.phrase(office.first, office.last).lower()
        at = office.first - 1
        while at > 0 and self.words[at + 1].joined and office.first - at < 4:
            plain = self.words[at].fold.lower()
            if plain in ("its", "their", "whose"):
                if self.is_counter(office):
                    return self._counter_side(office)
                head = self.words[office.head].fold.lower()
                speaks = office.value == "body" or head in cues("speaks_for")
                return self.possessor(at, governs=head in cues("state_part"), speaks=speaks)
            if plain in ("his", "her"):
                if self.is_counter(office):
                    return self._counter_side(office)
                return self.person_before(at) or UNKNOWN
            if self.words[at].capital:
                break
            at -= 1
        plain_words = set(key.replace("-", " ").split())
        if plain_words & REBEL_NOUNS:
            return REBELS
        if plain_words & cues("ministry").keys():
            return self._same_ministry(office) or self.seat_before(office)
        if key in cues("of_a_body"):
            return self.organisation_before(office.first)
        at_home = plain_words & (_HOME_NOUNS | cues("home_adjective").keys())
        return self.seat_before(office) or (HOME if at_home else "")

    def possessor(self, at: int, *, governs: bool = False, speaks: bool = True) -> str:
        """Give the body that "its", "their" or "whose" takes up: "Their delegation, led by X".

        Parameters
        ----------
        at
            Position of the pronoun.
        governs
            Whether what is possessed is a state's: "its foreign minister".
        speaks
            Whether it is of any body that acts: "its spokesman".

        Returns
        -------
        str
            The ``actor_id``, one of the owners that only the whole text can tell, or ''.
        """
        plain = self.words[at].fold.lower()
        low = self.document.sentence(self.words[at].start).start_char
        if plain == "their" and _BOTH.search(self.document.text_of(low, self.words[at].start)):
            return ""  # "asked both sides to bring their commanders"
        if plain == "its" and self._of_plain_body(at):
            return ""  # "a committee is to judge; its chairman, X"
        # "The alliance, whose leader, X": the noun before the comma owns the office.
        headed = self.headed_by(at - 1) if plain == "whose" else ""
        if plain != "whose" and not governs:
            headed = self._told_headed(at)
        body = headed or self.body_before(at, near=plain == "whose", governs=governs)
        if plain == "their" and not headed and self._rebels_before(at):
            return body if body in self._armed else REBELS
        if not body and (plain == "their" or (plain == "its" and speaks)):
            return f"{GROUP}{self.words[at].start}"
        return body

    def _headed_body(self, office: Office) -> str:
        """Read "the French commander of the UN force": the body, where a nationality stands first.

        What is of a state itself ("the Israeli head of the Shin Bet") speaks for the state anyway.
        """
        before = self.owner.get(office.first - 1)
        if before is None or before.type != "demonym":
            return ""
        named, end = self.party_after(office.last, allow=_HEADING)
        name = self.owner.get(end)
        if not named or name is None or name.type not in ("organisation", "media"):
            return ""
        return named

    def _same_ministry(self, office: Office) -> str:
        """Give the state of "foreign ministry spokesman X": whose that ministry was said to be."""
        own = [
            p
            for p in range(office.first, office.last + 1)
            if self.words[p].fold.lower() in cues("ministry")
        ]
        before = self.words[own[0] - 1].fold.lower()
        for at in range(office.first - 1, 0, -1):
            same = self.words[at].fold.lower() in cues("ministry")
            if same and self.words[at - 1].fold.lower() == before:
                party = self.party_before(at)
                if party and not party.startswith("?"):
                    return party
        return ""

    def _has_capital_after(self, at: int) -> bool:
        """Tell "Alatau's capital" of a sentence that begins "In Karakol, Alatau's capital,"."""
        after = self.words[at + 1 : at + 3]
        opens = any(w.opens and w.fold == "In" for w in self.words[max(at - 4, 0) : at])
        capital = len(after) == 2 and after[0].genitive and after[1].fold.lower() == "capital"
        return opens and capital

    def _opens_with_in(self, name: Name) -> bool:
        """Tell a name that a sentence begins with, behind "In": where somebody is at home."""
        before = self.range[name][0] - 1
        return before >= 0 and self.words[before].fold == "In" and self.words[before].opens

    def is_counter(self, office: Office) -> bool:
        """Tell whether an office is only somebody else's on the other side."""
        called = self.phrase(office.first, office.last).lower()
        return any(called == c or called.endswith(f" {c}") for c in cues("counterpart"))

    def _counter_side(self, office: Office) -> str:
        """Give the side of "his counterpart", which "his government counterpart" says."""
        called = set(self.phrase(office.first, office.last).lower().split())
        if called & _HOME_NOUNS:
            return HOME
        return REBELS if called & REBEL_NOUNS else COUNTER

    def seat_before(self, office: Office) -> str:
        """Read "In Kyiv the foreign minister, X, …": a sentence that begins at a seat tells whose.

        An envoy or a diplomat there is a guest.
        """
        at = office.first - 1
        beside = [*range(max(at - 3, 0), at + 1), office.last]
        guest = any(self.words[p].fold.lower() in cues("guest") for p in beside)
        if guest or office.value not in ("state", "head"):
            return ""
        while at > 0 and self.words[at + 1].gap in (" ", ", ") and at not in self.owner:
            if self.words[at].capital or office.first - at > 4:
                return ""
            at -= 1
        name = self.owner.get(at)
        if name is not None and name.type == "state" and self._has_capital_after(at):
            return name.entity  # "In Karakol, Alatau's capital, President X"
        if name is not None and name.type == "state" and self._opens_with_in(name):
            return name.entity  # "In Sarenne, Deputy Prime Minister X"
        if name is None or name.type != "seat" or not name.entity:
            return ""
        first = self.range[name][0] - 1
        opens = first >= 0 and self.words[first].fold.lower() == "in"
        opens = opens and (
            self.words[first].opens
            or (self.words[first - 1].opens and self.words[first - 1].fold in ("And", "But"))
        )
        return self.entity_of(name) if opens else ""

    def _by_table(self, office: Office, lengths: Sequence[int]) -> str:
        """Give the state or body that alone has an office of this name, with words before it."""
        for back in lengths:
            first = office.first - back
            if first >= 0 and all(
                self.words[p].joined or self.words[p].fold == "s"
                for p in range(first + 1, office.first + 1)
            ):
                key = self.phrase(first, office.last).lower().replace("’", "'")
                found = office_states().get(key, "")
                if found.startswith("?"):
                    named = any(
                        found[1:] in (n.entity, organisation_rows().get(n.entity, {}).get("parent"))
                        for n in self.range
                    )
                    found = found[1:] if named else ""
                if found:
                    return found
        return ""

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
        while at < len(self.words) and steps < BESIDE:
            word = self.words[at]
            possessive = word.gap in ("'", "’") and word.fold.lower() == "s"
            if not (word.joined or possessive):
                return "", position
            name = self.owner.get(at)
            if name is not None:
                if link in ("on", "across") and not self._has_side(name):
                    return "", position
                group = self._group_of_place(name)
                if group:
                    return group, self._with_delegation(self.range[name][1])
                if name.type == "place":
                    return "", self.range[name][1]
                if name.type == "other":
                    return "", position
                if self._only_where(name):
                    at = self.range[name][1] + 2
                    continue  # "an analyst at the Singapore-based Straits Policy Centre"
                if link in ("to", "in", "at") and name.type in ("state", "seat"):
                    # An envoy to a state speaks for somebody else.
                    return "", self.range[name][1]
                return self.entity_of(name), self._with_delegation(self.range[name][1])
            whose, end = self._of_somebodys(at)
            if whose:
                return whose, end  # "a member of its negotiating team"
            seat, end = self.seat_after(at)
            if seat and (word.fold.lower() in _HOME_NOUNS or word.fold.lower() in cues("ministry")):
                return seat, end  # "spokeswoman for the ministry in Yerevan"
            meant = self.nominal_owner(at) if link in ("of", "for", "from") else ""
            if link == "from" and at + 1 < len(self.words) and self.words[at + 1].genitive:
                meant = ""  # "observers from the council's member states"
            if meant and not self._goes_on(at):
                return meant, self._with_organ(at)
            if meant and self._with_delegation(at) > at:  # "chief of the rebel negotiators"
                return meant, self._with_delegation(at)
            token = self.document.token_at(word.start)
            if token.pos_ in ("VERB", "AUX") and not word.capital and at not in self.office_at:
                return "", position
            at += 1
            steps += 1
        return "", position

    def _has_side(self, name: Name) -> bool:
        """Tell "on the Oronian side", "on Sarenne's team"."""
        after = self.range[name][1] + 1
        after += after < len(self.words) and self.words[after].genitive
        return after < len(self.words) and self.words[after].fold.lower() in ("side", "team")

    def _only_where(self, name: Name) -> bool:
        after = self.range[name][1] + 1
        if after + 1 >= len(self.words) or self.words[after].gap not in HYPHENS:
            return False
        return self.words[after].fold.lower() in _NOT_PARTY | _UNDER

    def _of_somebodys(self, at: int) -> tuple[str, int]:
        """Read "its negotiating team", "his delegation": whose it is, and its last word."""
        plain = self.words[at].fold.lower()
        if plain not in ("its", "their", "his", "her"):
            return "", at
        for last in range(at + 1, min(at + 1 + _ORGAN, len(self.words))):
            if not self.words[last].joined:
                break
            noun = self.words[last].fold.lower()
            if noun in DELEGATION or noun in cues("ministry"):
                personal = plain in ("his", "her")
                return (self.person_before(at) if personal else self.possessor(at)), last
        return "", at

    def _with_delegation(self, last: int) -> int:
        """Go on over "rebel delegation" after a name: "the head of the Hamas delegation, X"."""
        while (
            last + 1 < len(self.words)
            and self.words[last + 1].joined
            and self.words[last + 1].fold.lower() in _DELEGATES
        ):
            last += 1
        return self._with_organ(last)

    def _with_organ(self, last: int) -> int:
        """Go on over an owner's organ: "a deputy head of the group's political council, X"."""
        at = last + 1
        if at >= len(self.words) or not self.words[at].genitive:
            return last
        at += 1
        while at < len(self.words) and self.words[at].joined and at - last <= _ORGAN:
            if self.words[at].capital or at in self.office_at:
                return last
            at += 1
        return at - 1

    def _goes_on(self, at: int) -> bool:
        """Tell whether "of …" or a further noun follows: "the government of Mali"."""
        after = at + 1
        if after >= len(self.words) or not self.words[after].joined:
            return False
        token = self.document.token_at(self.words[after].start)
        return self.words[after].fold.lower() == "of" or token.pos_ in ("NOUN", "PROPN")
