"""Whose claims a passage tells: "Moscow's settlement" over "Ukraine must be neutral".

A list of what somebody wants seldom repeats who wants it. The claimant is named by the heading, by
the sentence that opens the paragraph ("Russia demands that ...") or, for a plan, where the plan is
introduced ("an American draft was published").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.cues import cues_at
from analysis.extraction.conditions.frames import who
from analysis.extraction.conditions.instruments import is_instrument
from analysis.extraction.conditions.owners import owners_of
from analysis.extraction.document import Cast


@dataclass(frozen=True)
class Claimants:
    """Whose claims the text is telling at a sentence.

    Parameters
    ----------
    section, paragraph
        Parties named by the heading and by a sentence of the paragraph.
    proposer
        Who put forward the plan spoken of last.
    """

    section: tuple[str, ...] = ()
    paragraph: tuple[str, ...] = ()
    proposer: tuple[str, ...] = ()

    @property
    def here(self) -> tuple[str, ...]:
        """The claimant that counts: the paragraph's, else the section's."""
        return self.paragraph or self.section


def under_heading(heading: Span, cast: Cast, before: Claimants) -> Claimants:
    """Give the claimants under a heading: "Kyiv's order of business", "What Moscow asks".

    Parameters
    ----------
    heading
        A short line of its own.
    cast
        Who is in the text.
    before
        The claimants before it.

    Returns
    -------
    Claimants
        A section without claimant where the heading names nobody, or several.
    """
    named = [
        token
        for token in heading
        if token.dep_ in {"poss", "nsubj", "amod", "compound"} or token.dep_ == "ROOT"
    ]
    parties = list(dict.fromkeys(cast.party(a) or a for a in who(cast, named)))
    return Claimants(tuple(parties) if len(parties) == 1 else (), (), before.proposer)


def after_sentence(sentence: Span, cast: Cast, before: Claimants) -> Claimants:
    """Give the claimants after a sentence has said who demands or has proposed something.

    Parameters
    ----------
    sentence
        A sentence of the body.
    cast
        Who is in the text.
    before
        The claimants before it.

    Returns
    -------
    Claimants
    """
    paragraph, proposer = before.paragraph, before.proposer
    for verb in syntax.conjuncts(sentence.root):
        acts = {cue.act for cue in cues_at(verb) if cue.pos == "verb"}
        holders = who(cast, syntax.own_subjects(verb)) if not syntax.is_passive(verb) else []
        parties = tuple(dict.fromkeys(cast.party(h) or h for h in holders))
        if len(parties) == 1 and acts & {"demand", "propose"} and not syntax.is_negated(verb):
            paragraph = parties
            if "propose" in acts:
                proposer = parties
        elif parties and parties != paragraph:
            paragraph = ()
    for token in sentence:
        if is_instrument(token, "proposal") and (owners := owners_of(token, cast)):
            proposer = tuple(owners)
    return Claimants(before.section, paragraph, proposer)
