"""Which parties a person is named with: how near, and whether as an opponent."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from spacy.tokens import Token

from analysis.extraction.acting_towns import RULE as ACTING_TOWN
from analysis.extraction.casting import Casting
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Name
from analysis.extraction.name_cues import cues
from analysis.extraction.registries import capitals

_TYPES: Final = ("state", "seat", "demonym", "organisation")
_SAME: Final = 1.0
_BESIDE: Final = 0.4
_FAR: Final = 0.05
# What the next paragraph begins with.
_NEXT: Final = 0.5
_HELD: Final = 0.25
# The subject of the sentence before goes on: "Yerevan refused. Prime Minister X said …".
_GOES_ON: Final = 0.6
_PALACE: Final = 2.5
_DESCRIBED: Final = 1.0
_OPPOSITE: Final = 3.0


class Company:
    """The parties named near each person of a text.

    Parameters
    ----------
    casting
        The cast under way.
    """

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        starts = [s.start_char for s in casting.document.doc.sents]
        self.numbers = {start: i for i, start in enumerate(starts)}
        doc = casting.document.doc
        # Sentences that begin a paragraph, and those that "it" goes on in.
        self.opening = {
            i
            for i, s in enumerate(doc.sents)
            if "\n" in doc.text[max(0, s.start_char - 2) : s.start_char]
        }
        self.continued = {
            i
            for i, s in enumerate(doc.sents)
            if i not in self.opening and s[0].lower_ == "it" and s[0].dep_ in SUBJECTS
        }
        self.described = self._descriptions()

    def _sentence(self, offset: int) -> int:
        return self.numbers[self.casting.document.sentence(offset).start_char]

    def _told_until(self, name: Name) -> int:
        """Give the last sentence that a name is the subject of: "Osh agreed. It wants more"."""
        here = self._sentence(name.start)
        token = self.casting.document.span(name.start, name.end).root
        if token.dep_ not in SUBJECTS or token.head.dep_ != "ROOT":
            return here
        while here + 1 in self.continued:
            here += 1
        return here

    def _descriptions(self) -> list[tuple[str, int]]:
        """List the heads of states that the text describes without a name, with the place."""
        casting = self.casting
        found: list[tuple[str, int]] = []
        for office in casting.offices:
            if office.value != "head" or office.first in casting.beside_name:
                continue
            state = casting.party_of(casting.around.party_before(office.first))
            if casting.is_government(state):
                found.append((state, casting.words[office.head].start))
        return found

    def of(self, person_id: str) -> defaultdict[str, float]:
        """Weigh the governments by how near to a person they are named.

        Parameters
        ----------
        person_id
            The person.

        Returns
        -------
        dict of str to float
        """
        casting = self.casting
        mentions = [m.start for m in casting.mentions if m.entity == person_id]
        own = {self._sentence(start) for start in mentions}
        heads = [casting.document.token_at(start) for start in mentions]
        scores: defaultdict[str, float] = defaultdict(float)
        for name in casting.names:
            entity = self._government(name)
            if not entity or self._modifies(name):
                continue
            here = self._told_until(name)
            near = min(abs(here - o) for o in own)
            weight = _SAME if near == 0 else _BESIDE if near == 1 else _FAR
            if near == 1 and here - 1 in own and here in self.opening:
                weight *= _NEXT
            literal = casting.literally(name)
            if name.rule == ACTING_TOWN and self._dates(name):
                literal = False  # "OSH (Wire) - President X": of whom Osh is the capital
            if casting.document.in_quotation(
                name.start
            ):  # what a person says is more often of others
                weight *= _HELD
            if literal:  # a place where something happens is no company
                weight *= _HELD
            if name.type == "seat" and name.text not in capitals():
                # A palace is nearer to its master than a capital to its citizens.
                weight *= _PALACE
            token = casting.document.token_at(name.start)
            if near == 0 and _addressed(token, heads):
                scores[entity] -= _OPPOSITE  # "X demanded that Armenia leave": X is none of its
                continue
            if near == 0 and _opposite(token, heads):
                weight *= _HELD
            elif not literal and token.dep_ in SUBJECTS and here + 1 in own:
                weight += _GOES_ON
            scores[entity] += weight
        for state, offset in self.described:
            here = self._sentence(offset)
            if here in own:
                scores[state] -= _OPPOSITE
            elif here - 1 in own or here - 2 in own:
                scores[state] += _DESCRIBED
        return scores

    def _dates(self, name: Name) -> bool:
        return any(start <= name.start < end for start, end in self.casting.datelines)

    def _modifies(self, name: Name) -> bool:
        """Tell "the X-led coalition", "a group backed by X": another body is meant."""
        text = self.casting.document.text
        before = text[max(0, name.start - 12) : name.start].split()
        if text[name.end : name.end + 13].strip().startswith("counterpart"):
            return True  # "discussed it with his Turkish counterpart"
        return text[name.end : name.end + 1] in "-‐‑" or before[-2:] in (
            ["led", "by"],
            ["backed", "by"],
        )

    def _government(self, name: Name) -> str:
        casting = self.casting
        entity = casting.id_of.get(name, name.entity)
        if name.type not in _TYPES or not entity:
            return ""
        actor = casting.actors.get(entity)
        if actor is not None and actor.kind == "armed_forces":
            entity = actor.party
            actor = casting.actors.get(entity)
        kind = actor.kind if actor is not None else name.kind
        return entity if kind == "government" else ""


def _opposite(token: Token, persons: list[Token]) -> bool:
    """Tell whether a name stands opposite a person: the object of what the person does or says."""
    for person in persons:
        if person.sent != token.sent:
            continue
        subject = person
        while subject.dep_ in ("compound", "appos", "conj") and subject.head != subject:
            subject = subject.head
        if subject.dep_ not in SUBJECTS:
            continue
        verb = subject.head
        content = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis")]
        if any(_of_others(token, c) for c in content if c.i < subject.i):
            return True  # "The siege will go on until Bara yields, Mr X said"
        if token == subject or token.i < subject.i:
            continue
        for step in token.ancestors:
            if step == verb:
                return token.dep_ not in ("compound", "amod", "poss") or token.i > verb.i
            if step == subject:
                break
    return False


def _addressed(token: Token, persons: list[Token]) -> bool:
    """Tell whom a person demands something of, or accuses: the other side."""
    above = token
    if above.dep_ in SUBJECTS and above.head.dep_ in ("ccomp", "xcomp"):
        above = above.head  # "demanded that Armenia set a timetable", "urged Baku to stop"
    elif above.dep_ == "pobj" and above.head.lower_ in ("on", "for"):
        above = above.head  # "called on Armenia", "blamed it on Baku"
    elif above.dep_ not in ("dobj", "dative"):
        return False
    verb = above.head
    if verb.lemma_ not in cues("demands_of"):
        return False
    subjects = {c for c in verb.children if c.dep_ in SUBJECTS}
    return any(p in s.subtree for p in persons for s in subjects)


def _of_others(token: Token, content: Token) -> bool:
    """Tell a name in reported words that is not what they are about."""
    about = [c for c in content.children if c.dep_ in SUBJECTS]
    return token in content.subtree and not any(token in c.subtree for c in about)
