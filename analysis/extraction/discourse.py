"""What a text has mentioned so far, and how well each mention fits as an antecedent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.document import Actor, Cast, Document, Mention
from analysis.extraction.name_heads import name_heads
from analysis.extraction.speakers import turns
from analysis.extraction.turn_speakers import speaker_of

SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj")
# Tags of verbs that have a tense.
FINITE: Final = ("VBD", "VBZ", "VBP")
BODIES: Final = ("government", "organisation", "alliance", "armed_group", "media", "armed_forces")
SIDES: Final = ("government", "armed_group", "alliance", "organisation")
REACH: Final = 3


@dataclass
class Reference:
    """A mention with its place in the discourse."""

    mention: Mention
    actor: Actor
    sentence: int
    paragraph: int
    subject: bool
    token: Token


class Discourse:
    """What has been mentioned so far, most recent last."""

    def __init__(self, document: Document, cast: Cast, genders: Mapping[str, str]) -> None:
        self.document = document
        self.cast = cast
        self.genders = dict(genders)
        self.sentences = [s.start_char for s in document.doc.sents]
        self.paragraphs = [i for i, c in enumerate(document.text) if c == "\n"]
        self.references: list[Reference] = []
        self._heads = name_heads(cast)
        spoken = turns(document)
        self._voices = [(t.start, t.end, speaker_of(t, document, cast, spoken)) for t in spoken]

    def voice(self, offset: int) -> str:
        """Give who speaks the turn of a transcript at an offset, '' outside one."""
        return next((who for start, end, who in self._voices if start <= offset < end), "")

    def called(self, noun: str) -> frozenset[str]:
        """Give the bodies whose names a noun heads."""
        return self._heads.get(noun, frozenset())

    def sentence(self, offset: int) -> int:
        """Give the number of the sentence at an offset."""
        return max(0, bisect_left(self.sentences, offset + 1) - 1)

    def paragraph(self, offset: int) -> int:
        """Give the number of the paragraph at an offset."""
        return bisect_left(self.paragraphs, offset)

    def add(self, mention: Mention) -> None:
        """Add a mention, unless it is a mere adjective of nationality."""
        actor = self.cast.by_id.get(mention.entity)
        if actor is None or mention.rule == "demonym":
            return
        token = head_of(self.document, mention)
        self.references.append(
            Reference(
                mention,
                actor,
                self.sentence(mention.start),
                self.paragraph(mention.start),
                is_subject(token),
                token,
            )
        )

    def recent(self, offset: int, kinds: Sequence[str], reach: int = REACH) -> list[Reference]:
        """List the references to actors of some kinds within reach, the most recent first."""
        now = self.sentence(offset)
        found = []
        for reference in reversed(self.references):
            if now - reference.sentence > reach:
                break
            if reference.actor.kind in kinds and reference.mention.end <= offset:
                found.append(reference)
        return found


def head_of(document: Document, mention: Mention) -> Token:
    """Give the token that heads a mention in its sentence."""
    return document.span(mention.start, mention.end).root


def is_subject(token: Token) -> bool:
    """Tell whether a token is a subject or stands beside one."""
    if token.dep_ in SUBJECTS:
        return True
    return token.dep_ in ("conj", "appos") and token.head.dep_ in SUBJECTS


def resolved(
    discourse: Discourse, start: int, end: int, entity: str, form: str, confidence: float = 0.7
) -> Mention:
    """Make the mention of an actor by a reference that was resolved."""
    text = discourse.document.text_of(start, end)
    return Mention(start, end, text, entity, form, None, f"{form} resolved", confidence)


def score(discourse: Discourse, token: Token, reference: Reference) -> float:
    """Weigh an antecedent by distance, role in its clause and paragraph."""
    now = discourse.sentence(token.idx)
    score = -1.2 * (now - reference.sentence)
    if reference.subject:
        score += 1.0
        if reference.token.dep_ in SUBJECTS and reference.token.head.dep_ == "ROOT":
            score += 0.4
    if reference.token.dep_ in ("poss",):
        score -= 0.3
    if reference.paragraph != discourse.paragraph(token.idx):
        score -= 0.6
    if reference.mention.form == "pronoun":
        score += 0.2
    # The later of two in one sentence is nearer, which weighs little against being the subject.
    score -= min(400, token.idx - reference.mention.end) / 1000
    own_words = discourse.document.in_quotation(reference.mention.start)
    if own_words and not discourse.document.in_quotation(token.idx):
        # "“The general lies,” he said": whoever speaks does not speak of himself by name.
        score -= 2.5
    same_clause = reference.sentence == now and reference.token.head == token.head
    if same_clause and token.dep_ in ("dobj", "pobj", "dative", "iobj"):
        # "Hume met him": another person than the subject of the same verb.
        score -= 3.0
    if reference.sentence == now and is_subject(token) and reference.token.dep_ == "appos":
        score -= 0.5
    return score


def best(discourse: Discourse, token: Token, candidates: Sequence[Reference]) -> Reference | None:
    """Choose the antecedent that fits best, None where there is none."""
    scored = [(score(discourse, token, c), c) for c in candidates]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def coordinated(
    discourse: Discourse, token: Token, candidates: Sequence[Reference]
) -> list[Reference]:
    """Find the last "A and B" that the plural may take up."""
    for second in candidates:
        for first in candidates:
            if first.actor.actor_id == second.actor.actor_id or first.sentence != second.sentence:
                continue
            if first.mention.start >= second.mention.start or not first.subject:
                continue
            between = discourse.document.text_of(first.mention.end, second.mention.start)
            if between.strip(" ,").split(" ")[0] == "and" and len(between) < 30:
                return [first, second]
            if second.token.dep_ == "conj" and second.token.head == first.token:
                return [first, second]
    return []
