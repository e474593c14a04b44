"""The cue words of ``codebook/cues.csv``, ready to be looked up while walking a parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_table
from analysis.errors import CodebookError
from analysis.extraction.conditions.instruments import whole_lemma
from analysis.schema import ACTS, STATUSES

_POS: Final = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN"}, "adj": {"ADJ", "VERB", "ADV"}}
OPTIONS: Final = frozenset(
    "that to ing obj obj_to self_to must_only need_only may_only proposal_obj instrument dative "
    "list short_of made under_which redline_list subject_content access_only wh obj_from "
    "truce_obj undecided".split()
)


@dataclass(frozen=True)
class Cue:
    """A row of the cue table.

    Parameters
    ----------
    lemma, particle, pos
        What is looked for: "rule" with the particle "out", a verb.
    act, negated_act
        The act of the guide, and the one it turns into under a negation ('' for none at all).
    content
        How the content attaches, see ``docs/codebook.md``: ``that``, ``to``, ``obj``,
        ``prep:for`` ...
    target
        How the one it is asked of attaches (``obj``, ``prep:on`` ...).
    holder
        ``subject``, ``subject_passive``, ``instrument``, or for nouns the ways to find the owner.
    status
        The status of the row where the act alone does not give it.
    """

    lemma: str
    particle: str
    pos: str
    act: str
    negated_act: str
    content: tuple[str, ...]
    target: tuple[str, ...]
    holder: tuple[str, ...]
    status: str

    @property
    def name(self) -> str:
        """The name that the ``rule`` column carries."""
        return f"{self.pos}:{'_'.join(filter(None, (self.lemma, self.particle)))}"


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for number, row in enumerate(read_table("cues"), start=2):
        cue = Cue(
            row["lemma"],
            row["particle"],
            row["pos"],
            row["act"],
            row["negated_act"],
            tuple(many(row["content"])),
            tuple(many(row["target"])),
            tuple(many(row["holder"])),
            row["status"],
        )
        strange = [
            o for o in cue.content if o not in OPTIONS and not o.startswith(("prep:", "prep_to:"))
        ]
        if (
            cue.pos not in _POS
            or cue.act not in ACTS
            or cue.negated_act not in (*ACTS, "")
            or cue.status not in (*STATUSES, "")
            or strange
        ):
            raise CodebookError(
                f"codebook/cues.csv, line {number}: '{cue.lemma}' has pos '{cue.pos}', act "
                f"'{cue.act}', negated_act '{cue.negated_act}', status '{cue.status}', content "
                f"{strange or 'well formed'}; use the codes that docs/codebook.md lists."
            )
        table.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(cues) for lemma, cues in table.items()}


def cues_at(token: Token) -> list[Cue]:
    """Give the cues that a token may be, those with a particle in place first.

    Parameters
    ----------
    token
        A word of the parse.

    Returns
    -------
    list of Cue
        Empty for most words.
    """
    table = _by_word()
    found: list[Cue] = []
    for key in sorted({token.lemma_.lower(), token.lower_, whole_lemma(token)}):
        for cue in table.get(key, ()):
            if token.pos_ not in _POS[cue.pos]:
                continue
            if cue.pos == "adj" and cue.lemma not in {token.lower_, whole_lemma(token)}:
                continue
            if cue.particle and not _has_particle(token, cue.particle):
                continue
            found.append(cue)
    if any(cue.particle for cue in found):
        found = [cue for cue in found if cue.particle]
    return found


def _has_particle(token: Token, particle: str) -> bool:
    if any(c.lower_ == particle and c.dep_ in {"prt", "prep", "advmod"} for c in token.children):
        return True
    following = token.i + 1
    return following < len(token.doc) and token.doc[following].lower_ == particle
