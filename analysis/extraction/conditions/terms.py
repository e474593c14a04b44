"""Which sentences tell the terms of a deal or of a plan, and whose it is.

A modal verb alone is no condition. It is one where the text is telling the terms of something
concluded ("under the accord") or put on the table ("the American plan would"). This module keeps
track of which of the two a sentence belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span, Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import MUST, has_to, is_under
from analysis.extraction.conditions.claims import Claimants, after_sentence, under_heading
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.conditions.owners import owners_of
from analysis.extraction.conditions.signing import Signing
from analysis.extraction.conditions.speech import speaks
from analysis.extraction.document import Cast, Document

_ITEM: Final = re.compile(r"\s*(?:[-•*·–—▪◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")


# terms of codebook/issue_terms.csv that name a deal without saying what it is about
GENERIC: Final = frozenset(
    {
        "the accord",
        "the agreement",
        "the deal",
        "the settlement",
        "the text",
        "final deal",
        "final agreement",
        "peace process",
        "the document",
        "the paper",
        "the draft",
        "the terms",
    }
)


_COMMUNIQUE_SHALLS: Final = 3


_LEAD_SENTENCES: Final = 5

# sentences of a paragraph that lay a duty on somebody: then it tells terms
_PASSAGE: Final = 2


_HEADING_LENGTH: Final = 90


# words of a lead-in that says nothing but that a list follows
_BARE_LEAD: Final = 5


@dataclass(frozen=True)
class Terms:
    """What the modal verbs of a sentence belong to.

    Parameters
    ----------
    kind
        ``deal`` (concluded), ``proposal`` (on the table) or ``demand`` (one side's claims).
    owners
        Whose: the signatories of a deal, or who put the proposal or the claims forward.
    explicit
        The sentence itself, its paragraph or its heading says that terms are told here: then the
        plain present ("Armenia returns the district") states a term too.
    by_pronoun
        "It" at the head of the sentence is the text that the sentence before spoke of.
    """

    kind: str
    owners: tuple[str, ...]
    explicit: bool = True
    by_pronoun: bool = False


def is_item(text: str) -> bool:
    """Say whether a line is an item of a list: it begins with a bullet or a number."""
    return _ITEM.match(text) is not None


def terms_by_sentence(document: Document, cast: Cast, deal: Signing) -> dict[int, Terms]:
    """Give, by the index of a sentence's first token, the terms its modals belong to.

    Sentences that tell no terms are left out.
    """
    telling = _Telling(document, cast, deal)
    found = {s.start: telling.read(s) for s in document.doc.sents if s.text.strip()}
    return {start: terms for start, terms in found.items() if terms is not None}


class _Telling:
    """A text read sentence by sentence: whose terms are being told, and what went before.

    Parameters
    ----------
    document, cast, deal
        The text, who is in it, and whose the deal is.
    """

    def __init__(self, document: Document, cast: Cast, deal: Signing) -> None:
        self.document = document
        self.cast = cast
        self.deal = deal
        sentences = list(document.doc.sents)
        told = deal.concluded or _is_communique(sentences)
        self.assumed = bool(deal.parties) and told
        self.passages = _passages(document, sentences) if self.assumed else set()
        self.claims = Claimants()
        # The terms last opened, and those of the paragraph, the section, the list and "it".
        self.last: Terms | None = None
        self.paragraph: Terms | None = None
        self.section: Terms | None = None
        self.lead: Terms | None = None
        self.of_text: Terms | None = None
        self.proposer: tuple[str, ...] = ()
        self.line = -1
        self.elsewhere = self.item = self.flow = self.listing = False

    def read(self, sentence: Span) -> Terms | None:
        """Give the terms that a sentence tells, None for none."""
        here = self.document.text.count("\n", 0, sentence.start_char)
        if here != self.line:
            self._begin_line(sentence, here)
            if here and _is_heading(self.document, sentence):
                self._go_under(sentence)
                return None
        opened = _opened(sentence, self.cast, self.deal, self.last, self.proposer)
        opened = opened or _of_it(sentence, self.of_text)
        leads = opened is not None and _text_leads(sentence, opened)
        self.of_text = opened if leads else None
        self.listing |= self.assumed and _announces_terms(sentence)
        self.flow = _flows(sentence, opened, self.flow)
        if opened is not None:
            self.paragraph = self.last = opened
        self.proposer = _proposer(sentence, self.cast, opened) or self.proposer
        claimed = _claimed(sentence, self.claims, self.deal)
        self.claims = after_sentence(sentence, self.cast, self.claims)
        listed = self.lead if self.item else None
        current = opened or self.paragraph or listed or self.section or claimed
        if current is None and self.assumed and not self.elsewhere:
            told = self.item or self.listing or self.flow or here in self.passages
            current = Terms("deal", self.deal.parties, explicit=told)
        if sentence.text.rstrip()[-1] not in ".!?”\"’'":
            self.lead = current or self.last
        return current

    def _begin_line(self, sentence: Span, line: int) -> None:
        """Leave the paragraph before; the items of a list stay under its lead-in."""
        self.line, self.paragraph = line, None
        self.claims = replace(self.claims, paragraph=())
        self.item = is_item(_line(self.document, sentence))
        if not self.item:
            self.lead = None

    def _go_under(self, heading: Span) -> None:
        """Begin the section under a heading."""
        self.claims = under_heading(heading, self.cast, self.claims)
        signed = self.deal.parties
        told = signed and not self.claims.section and _tells_terms(heading)
        self.section = Terms("deal", signed) if told else None
        self.elsewhere = self.section is None and _is_elsewhere(heading)
        self.lead, self.flow = None, False


def _passages(document: Document, sentences: list[Span]) -> set[int]:
    """Give the lines that tell terms one after the other: "Force is not to be used. Aid must …"."""
    duties = Counter(
        document.text.count("\n", 0, sentence.start_char)
        for sentence in sentences
        if syntax.duty_of(sentence.root) is not None or modals(sentence.root) & MUST
    )
    return {line for line, number in duties.items() if number >= _PASSAGE}


def _of_it(sentence: Span, of_text: Terms | None) -> Terms | None:
    """Give the terms of the text that "it" takes up at the head of a sentence."""
    about = of_text is not None and _is_about_it(sentence)
    return replace(of_text, by_pronoun=True) if of_text is not None and about else None


def _proposer(sentence: Span, cast: Cast, opened: Terms | None) -> tuple[str, ...]:
    """Give who put a plan on the table in a sentence: "the envoy handed both sides a paper"."""
    if opened is not None and opened.kind == "proposal" and opened.owners:
        return opened.owners
    for token in sentence:
        if is_instrument(token, "proposal") or is_instrument(token, "part"):
            verb = token.head if token.dep_ in {"dobj", "nsubjpass"} else None
            if verb is not None and verb.lemma_.lower() in deal_words()["verbs.puts_forward"]:
                return tuple(owners_of(token, cast))
    return ()


def _claimed(sentence: Span, claims: Claimants, deal: Signing) -> Terms | None:
    """Give whose claims a sentence tells, where neither it nor its heading tells of a deal.

    "Must", "has to" and "is to" make a demand of them, "would" a proposal. In a text that reports a
    deal as concluded, only a claimant named in the same paragraph counts.
    """
    would = _has_would(sentence)
    must = any(t.lower_ in MUST for t in sentence) or any(
        is_to(t) or has_to(t) for t in sentence if t.pos_ in {"VERB", "AUX"}
    )
    owners = claims.paragraph if deal.concluded else claims.here
    if must and owners:
        return Terms("demand", owners)
    if would and (owners or claims.proposer) and not deal.concluded:
        return Terms("proposal", owners or claims.proposer)
    return None


def issue_of_the_whole(document: Document) -> str:
    """Give the issue that "the deal" of a text stands for: a cease-fire or an end of the war."""
    text = " ".join(t.lemma_.lower() for t in document.doc).replace(" - ", "-")
    halts = sum(text.count(w) for w in deal_words()["whole.ceasefire"])
    ends = sum(text.count(w) for w in deal_words()["whole.end_of_war"])
    return "ceasefire" if halts > ends else "end_of_war"


def _line(document: Document, sentence: Span) -> str:
    """Give the whole line that a sentence begins in."""
    start = document.text.rfind("\n", 0, sentence.start_char + 1) + 1
    stop = document.text.find("\n", sentence.start_char)
    return document.text[start : stop if stop >= 0 else None]


def _announces_terms(sentence: Span) -> bool:
    """Say whether a sentence opens the telling of the terms: "the main points of the accord".

    "The main points:" before a list does so by itself.
    """
    lemmas = {t.lemma_.lower() for t in sentence}
    if not lemmas & deal_words()["headings.parts"]:
        return False
    bare = len(sentence.text.split()) <= _BARE_LEAD and sentence.text.rstrip().endswith(":")
    return bare or any(is_instrument(t, "deal") for t in sentence)


def _flows(sentence: Span, opened: Terms | None, before: bool) -> bool:
    """Say whether the telling of terms goes on: until somebody speaks or something has happened."""
    if opened is not None and opened.kind == "deal":
        return True
    root = sentence.root
    over = (
        root.tag_ in {"VBD", "VBN"}
        and not set(syntax.auxiliaries(root)) & deal_words()["modals.terms"]
    )
    return before and not speaks(root) and not over


def headings_by_sentence(document: Document) -> dict[int, list[Token]]:
    """Give, by the index of a sentence's first token, the words of the heading it stands under."""
    found: dict[int, list[Token]] = {}
    heading: list[Token] = []
    for number, sentence in enumerate(document.doc.sents):
        if not sentence.text.strip():
            continue
        if number and _is_heading(document, sentence):
            heading = [t for t in sentence if not t.is_space]
        else:
            found[sentence.start] = heading
    return found


def _is_heading(document: Document, sentence: Span) -> bool:
    """Say whether a sentence is a short line of its own without a full stop."""
    start = document.text.rfind("\n", 0, sentence.start_char) + 1
    stop = document.text.find("\n", sentence.start_char)
    text = document.text[start : stop if stop >= 0 else None].strip()
    return len(text) <= _HEADING_LENGTH and text[-1:] not in '.:;,!”"' and not is_item(text)


def _tells_terms(heading: Span) -> bool:
    """Say whether a heading announces terms: "What the accord says", "What was agreed?"."""
    lemmas = {t.lemma_.lower() for t in heading}
    words = deal_words()
    if lemmas & words["headings.not"]:
        return False
    return bool(lemmas & (words["instruments.deal"] | words["headings.terms"]))


def _is_elsewhere(heading: Span) -> bool:
    """Say whether a heading opens a section on what was not agreed, or on how it came to this."""
    words = deal_words()
    lemmas = {t.lemma_.lower() for t in heading}
    return bool(lemmas & (words["headings.elsewhere"] | words["headings.not"]))


def _has_would(sentence: Span) -> bool:
    """The conditional mood is how a plan goes on over several paragraphs."""
    return any(t.lower_ == "would" for t in sentence)


def _is_communique(sentences: list[Span]) -> bool:
    """Say whether a text is one that parties put out together, by its lead or by its "shall"."""
    words = deal_words()
    lead = [t for s in sentences[:_LEAD_SENTENCES] for t in s]
    named = any(
        t.lemma_.lower() in words["headings.documents"]
        or (
            t.lemma_.lower() in words["headings.joint_documents"]
            and any(c.lower_ == "joint" for c in t.children)
        )
        for t in lead
    )
    shalls = sum(any(t.lower_ == "shall" for t in s) for s in sentences)
    items = sum(is_item(s.text) for s in sentences)
    return named or shalls >= _COMMUNIQUE_SHALLS or (items >= 2 * _COMMUNIQUE_SHALLS and shalls > 0)


def _opened(
    sentence: Span,
    cast: Cast,
    deal: Signing,
    last: Terms | None,
    proposer: tuple[str, ...],
) -> Terms | None:
    """Give the terms that a sentence itself opens: "under the deal", "the plan would"."""
    words = deal_words()
    if takes_up_the_text(sentence.root) and (last is not None or proposer):
        return last or Terms("proposal", proposer)
    for token in sentence:
        if not is_instrument(token):
            continue
        placed = (
            token.dep_ == "pobj"
            and token.head.lower_ in words["verbs.opens"]
            and (
                token.head.lower_ in {"under", "according"}
                or token.head.head.lower_ == "according"
                or token.i < sentence.root.i
            )
        ) or (
            token.dep_ in {"nsubj", "nsubjpass"}
            and (token.head.lemma_ in words["verbs.states"] or "would" in modals(token.head))
        )
        placed = placed or any(c.dep_ in {"relcl", "acl"} and is_under(c) for c in token.children)
        if not placed:
            continue
        if is_instrument(token, "part"):
            if last is None and (owners := tuple(owners_of(token, cast))):
                return Terms("proposal", owners)
            if last is not None:
                return last
            if deal.parties and (deal.concluded or _worked_out(token)):
                return Terms("deal", deal.parties)
            continue
        if is_instrument(token, "proposal"):
            owners = tuple(owners_of(token, cast)) or proposer
            if not owners:
                continue
            return Terms("proposal", owners)
        own = {cast.party(o) or o for o in owners_of(token, cast)}
        if len(own) == 1:  # "the Kremlin's statement" tells what one side claims
            return Terms("demand", tuple(own), explicit=False)
        if deal.parties and (deal.concluded or deal.said or is_instrument(token, "signed")):
            return Terms("deal", deal.parties)
    return None


def _worked_out(part: Token) -> bool:
    """Say whether the terms have been agreed: "under terms worked out in Agadez"."""
    words = deal_words()
    done = words["verbs.concludes"] | words["verbs.brokers"] | words["verbs.works_out"]
    return any(c.dep_ in {"acl", "relcl", "amod"} and c.lemma_ in done for c in part.children)


def modals(verb: Token) -> set[str]:
    """Give the auxiliaries and modals of a verb."""
    return set(syntax.auxiliaries(verb))


def is_to(verb: Token) -> bool:
    """Say whether a verb is the infinitive of "is to leave" or "are to be freed"."""
    return (
        verb.dep_ == "xcomp"
        and verb.head.lemma_ == "be"
        and verb.head.tag_ in {"VBZ", "VBP", "VBD"}
        and any(c.lower_ == "to" for c in verb.children)
    )


def _is_about_it(sentence: Span) -> bool:
    """Say whether a sentence is about "it"."""
    return any(s.lower_ == "it" for s in syntax.own_subjects(sentence.root))


def _text_leads(sentence: Span, opened: Terms) -> bool:
    """Say whether a sentence is about a text, so that "it" in the next one may be that text."""
    subjects = syntax.own_subjects(sentence.root)
    return opened.by_pronoun or any(is_instrument(s) for s in subjects)


def takes_up_the_text(verb: Token) -> bool:
    """Say whether "it" is the text spoken of before: "It also foresees an exchange"."""
    return verb.lemma_ in deal_words()["verbs.sets_out"] and any(
        s.lower_ in {"it", "this", "these", "they"} for s in syntax.subjects(verb)
    )
