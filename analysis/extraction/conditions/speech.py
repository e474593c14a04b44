"""Positions that are simply said: "the militia must leave, she said", "We will not give way".

The position is the speaker's. What the speaker says of the own side in the future is a pledge or,
denied, a refusal; what somebody else "must" do is a demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.bodies import nouns
from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import has_to
from analysis.extraction.conditions.contingency import contingent_clause, gate
from analysis.extraction.conditions.frames import Frame, is_hypothetical, who
from analysis.extraction.conditions.issues import word_classes
from analysis.extraction.document import Cast, Document

_MUST: Final = frozenset({"must", "should", "shall", "ought"})
_DISCUSSING: Final = frozenset({"discuss", "talk", "negotiate", "address", "debate", "consider"})
_FUTURE: Final = frozenset({"will", "would", "shall", "'ll", "wo", "'d"})
_DEMANDING: Final = frozenset({"demand", "insist", "urge", "warn", "stress"})
_WISHES: Final = frozenset({"like", "prefer", "rather", "want", "welcome"})
# what somebody will do that is no offer: say, learn, come back to it
_NO_ACT: Final = frozenset(
    "say tell reply respond answer announce consult believe see know remember forget hear read "
    "hope try wait think speak".split()
)
# who goes on as before gives nothing
_PERSISTING: Final = frozenset({"keep", "stay", "remain", "hold", "continue", "retain"})
_FIRST_PERSON: Final = frozenset({"we", "i", "us"})


@dataclass(frozen=True)
class Voices:
    """Who is speaking where: the quotes with their speakers."""

    spans: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, quotes: Sequence[dict[str, Any]]) -> Voices:
        """Build from the rows of the quotes stage."""
        return cls(
            tuple(sorted((q["start"], q["end"], q["speaker"]) for q in quotes if q["speaker"]))
        )

    def at(self, token: Token) -> str:
        """Give the speaker of the quote a token stands in, '' outside quotes."""
        for start, end, speaker in self.spans:
            if start <= token.idx < end:
                return speaker
        return ""


@lru_cache(maxsize=1)
def _said() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give what follows each verb of speaking, nothing for most: "went *on*", "put *it*"."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in read_table("speech_cues"):
        verb, *rest = row["lemma"].split()
        found[verb] = (*found.get(verb, ()), tuple(rest))
    return found


def speaks(verb: Token) -> bool:
    """Say whether a verb is one of speaking: "said", "went on", but not "goes to the south"."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    return any(tuple(after[: len(rest)]) == rest for rest in _said().get(verb.lemma_, ()))


def speech_frames(document: Document, cast: Cast, voices: Voices) -> Iterator[Frame]:
    """Give the frames of modal verbs in quotes and in reported speech.

    Parameters
    ----------
    document, cast, voices
        The text, who is in it, and who is quoted where.

    Yields
    ------
    Frame
    """
    for token in document.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
            continue
        must, future = _modality(token)
        if _is_order(token) and voices.at(token):
            asked = who(cast, _addressees(token))
            start = token.left_edge.idx
            yield Frame(
                token,
                "speech:order",
                "demand",
                (voices.at(token),),
                (token,),
                tuple(asked),
                "open",
                0.5,
                start,
            )
            continue
        if not (must or future) or is_hypothetical(token) or gate(token):
            continue
        speakers = [voices.at(token)] if voices.at(token) else reporters(token, cast)
        if not speakers:
            if offer := _offer(token, cast):
                yield offer
            continue
        frame = _frame(token, speakers, must, cast)
        if frame is not None:
            yield frame


def _admits(verb: Token) -> bool:
    """Say whether the own side "may have to" do it."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    return bool({"may", "might", "could"} & set(syntax.auxiliaries(above)))


def _offer(verb: Token, cast: Cast) -> Frame | None:
    """Read "the government would let flights resume provided that" as the subject's own offer."""
    if verb.dep_ not in {"ROOT", "conj"} or syntax.is_passive(verb) or syntax.is_negated(verb):
        return None
    future = {"would", "will"} & set(syntax.auxiliaries(verb))
    if verb.lemma_ in _WISHES:
        return None  # "would like foreign police, as long as the talks go on"
    if not future or not (contingent_clause(verb) or _in_return(verb)):
        return None
    subject = syntax.own_subjects(verb)
    holders = who(cast, subject)
    if not holders or any(t.lower_ in _FIRST_PERSON for t in subject):
        return None
    start = subject[0].left_edge.idx
    return Frame(
        verb, "speech:offer", "pledge", tuple(holders), (verb,), (), "conditional", 0.52, start
    )


def _in_return(verb: Token) -> bool:
    """Say whether a sentence tells the other half of a bargain: "In return …"."""
    opening = [t.lower_ for t in verb.sent if not t.is_space and not t.is_punct][:3]
    return opening[:2] in (["in", "return"], ["in", "exchange"]) and opening[2:] != ["for"]


def _is_order(verb: Token) -> bool:
    """Say whether a verb is an imperative: a bare main verb without a subject."""
    first = syntax.first_conjunct(verb)
    return (
        verb.tag_ == "VB"
        and first.dep_ in {"ROOT", "ccomp"}
        and not syntax.own_subjects(verb)
        and not syntax.own_subjects(first)
        and not [c for c in (*verb.children, *first.children) if c.dep_ == "aux"]
        and verb.lemma_ != "let"
        and not any(c.lower_ in {"me", "us"} for c in verb.children)
    )


def _addressees(verb: Token) -> list[Token]:
    """Give whom the words around a quotation are told to."""
    for node in (verb, *syntax.governors(verb), *verb.children):
        if node.lemma_ in {"tell", "ask", "urge"}:
            return syntax.children(node, "dobj")
    return []


def _modality(verb: Token) -> tuple[bool, bool]:
    """Say whether a verb is an obligation and whether it is a future."""
    modals = set(syntax.auxiliaries(verb))
    must = bool(modals & _MUST) or (verb.dep_ == "xcomp" and has_to(verb))
    going = verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    return must, bool(modals & _FUTURE) or going


def reporters(verb: Token, cast: Cast) -> list[str]:
    """Give who says a clause: the subject of the verb of speaking above it or beside it.

    Parameters
    ----------
    verb
        The head of the clause.
    cast
        Who is in the text.

    Returns
    -------
    list of str
        Actor ids; empty where nobody is said to say it.
    """
    for node in (verb, *syntax.governors(verb)):
        if node.dep_ in {"ccomp", "parataxis"} and speaks(node.head):
            return who(cast, syntax.subjects(node.head))
        if node.dep_ not in {"conj", "xcomp", "ccomp"}:
            break
    # "according to", and a verb of speaking that the parser put below the clause it reports
    for child in verb.children:
        told = speaks(child) or child.lemma_ in _DEMANDING
        if child.dep_ in {"parataxis", "ccomp"} and told:
            return who(cast, syntax.subjects(child))
        if child.dep_ == "prep" and child.lower_ == "according":
            return who(cast, syntax.prepositional(child, "to"))
    return []


def _owners(subject: list[Token], cast: Cast) -> list[str]:
    """Give whose the people are that would do it."""
    return who(cast, [p for t in subject for p in syntax.possessors(t)])


def _is_force(subject: list[Token], own: set[str], cast: Cast) -> bool:
    """Say whether a side speaks of troops or arms and names nobody whose they are: its own."""
    sides = [cast.by_id[p] for p in own if p in cast.by_id]
    return (
        bool(subject)
        and any(side.process_role == "belligerent" for side in sides)
        and all(
            t.lemma_.lower() in _means()
            and t.pos_ == "NOUN"
            and any(c.dep_ in {"det", "neg"} for c in t.children)
            for t in subject
        )
    )


@lru_cache(maxsize=1)
def _means() -> frozenset[str]:
    """Give the nouns for troops and arms, but those for whom a state fights and for captives."""
    classes = word_classes()
    fighters = {n.removesuffix("s") for n in nouns("fighters")}
    captives = set(classes["heldperson"]) - {"soldier"}
    return frozenset([*classes["troops"], *classes["armament"]]) - fighters - captives


def _frame(verb: Token, speakers: list[str], must: bool, cast: Cast) -> Frame | None:
    subject = syntax.subjects(verb)
    subject_actors = who(cast, subject)
    own = {cast.party(s) or s for s in speakers}
    theirs = {cast.party(a) or a for a in subject_actors}
    owners = {cast.party(a) or a for a in _owners(subject, cast)}
    means = False
    if not theirs and (own & owners or (not owners and _is_force(subject, own, cast))):
        theirs, means = own, True  # "its monitors would watch", "the guns would be gone"
    negated = syntax.is_negated(verb) or (verb.dep_ == "xcomp" and syntax.is_negated(verb.head))
    first_person = any(t.lower_ in _FIRST_PERSON for t in subject)
    passive = syntax.is_passive(verb)
    start = verb.left_edge.idx if verb.i - verb.left_edge.i <= 14 else verb.idx
    if first_person or (theirs and theirs <= own):
        if must and _admits(verb):
            return Frame(
                verb, "speech:concede", "concede", tuple(speakers), (verb,), (), "open", 0.55, start
            )
        if must and verb.lemma_ in _DISCUSSING:
            targets = who(cast, syntax.prepositional(verb, "with"))
            return Frame(
                verb,
                "speech:raise",
                "raise",
                tuple(speakers),
                (verb,),
                tuple(targets),
                "open",
                0.55,
                start,
            )
        if must or (passive and not means):
            return None
        if verb.lemma_ in _NO_ACT:
            return None
        # "will sign nothing", "there would be no amnesty", "his men would keep their guns"
        nothing = any(
            syntax.denied_noun(t) for t in syntax.children(verb, "dobj", "attr") if t.i > verb.i
        )
        denied = negated or nothing or verb.lemma_ in _PERSISTING
        act = "reject" if denied else "pledge"
        status = "refused" if denied else "open"
        return Frame(verb, f"speech:{act}", act, tuple(speakers), (verb,), (), status, 0.55, start)
    if negated and not must and not theirs and not passive:
        return Frame(
            verb, "speech:none", "reject", tuple(speakers), (verb,), (), "refused", 0.5, start
        )
    if must:
        asked = tuple(sorted(theirs - own)) if not passive else ()
        return Frame(
            verb, "speech:must", "demand", tuple(speakers), (verb,), asked, "open", 0.6, start
        )
    return None
