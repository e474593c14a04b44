"""People without a name whom a text quotes: "said the abbot", "another nodded", "his friend"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many
from analysis.extraction.bodies import person_nouns
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor, Mention
from analysis.extraction.name_cues import cues
from analysis.extraction.quote_marks import Run
from analysis.extraction.speech_cues import find_cues
from analysis.extraction.unnamed import told_by_clause
from analysis.extraction.variation import varied
from analysis.extraction.words import slug

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_ORDINALS: Final = ("second", "third", "fourth", "fifth")
_ARTICLES: Final = ("a", "an", "another", "one")
# Words of a sentence that tells a deed before someone's words.
_SHORT: Final = 12
# Tokens between a person and the "he" who speaks.
_FAR: Final = 70
_OWNERS: Final = ("his", "her", "their", "my")
_TITLED: Final = ("public", "work", "clergy")


def add_quoted(casting: Casting) -> None:
    """Add the persons without a name who are quoted, one row by their description.

    Parameters
    ----------
    casting
        The cast under way; actors and mentions are added.
    """
    runs = casting.document.quotations
    if not runs:
        return
    taken = sorted((m.start, m.end) for m in casting.mentions if m.rule != "demonym")
    for token in casting.document.doc:
        inverted = _inverted(runs, token)
        if token.dep_ not in _SUBJECTS and not inverted:
            continue
        inside = casting.document.in_quotation(token.idx)
        if inside or _covered(taken, token) or _named_beside(token):
            continue
        phrase = _phrase(token)
        if phrase is None or not (inverted or _quoted(casting, runs, token)):
            continue
        start, end = phrase
        if token.doc[token.left_edge.i].lower_ == "the":
            held = _titled(casting, token) or _varied(casting, token)
            if held:
                casting.mention(token.idx, token.idx + len(token), held, "title", "office again")
                continue
        _put(casting, start, end, _called(casting, token))
    for token in _taken_up(casting, taken):
        phrase = _phrase(token)
        if phrase is not None:
            _put(casting, *phrase)


def _taken_up(casting: Casting, taken: list[tuple[int, int]]) -> list[Token]:
    """Find "a mechanic had pulled off the cover. He was not waiting. “…,” he said": new persons.

    Whoever says something as "he" is the person spoken of last; where that is a noun without a
    row, it is a person of his own.
    """
    document = casting.document
    found = []
    for token in document.doc:
        if token.lower_ not in ("he", "she") or token.dep_ not in _SUBJECTS:
            continue
        if document.in_quotation(token.idx) or not _quoted(casting, document.quotations, token):
            continue
        for before in reversed(document.doc[max(0, token.i - _FAR) : token.i]):
            if document.in_quotation(before.idx) or before.dep_ not in (*_SUBJECTS, "attr"):
                continue
            if before.ent_type_ == "PERSON" or _covered(taken, before):
                person = _person_at(casting, before)
                if person or before.ent_type_ == "PERSON":
                    break
                continue
            if before.tag_ == "NN" and before.text in person_nouns():
                if _newly_told(casting, before):
                    found.append(before)
                break
    return found


def _newly_told(casting: Casting, noun: Token) -> bool:
    """Tell "a mechanic", "the ferryman", "one of them is a teacher" from "her driver"."""
    position = casting.around.position.get(noun.idx)
    if position is None or position in casting.around.office_at:
        return False
    if any(c.dep_ == "poss" for c in noun.children) or _named_beside(noun):
        return False
    subject = next((c for c in noun.head.children if c.dep_ in _SUBJECTS), None)
    named = noun.dep_ == "attr" and subject is not None and subject.lower_ not in ("one", "another")
    return not named and any(c.lower_ in (*_ARTICLES, "the") for c in noun.children)


def _person_at(casting: Casting, token: Token) -> bool:
    """Tell whether the mention at a token is one person's."""
    return any(
        m.start <= token.idx < m.end
        and m.entity in casting.actors
        and casting.actors[m.entity].kind == "person"
        for m in casting.mentions
    )


def _called(casting: Casting, token: Token) -> str:
    """Give the name of "one of them": one of the people who were told of last."""
    of = next((c for c in token.children if c.lower_ == "of"), None)
    them = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if token.lower_ != "one" or them is None or them.lower_ != "them":
        return ""
    document = casting.document.doc
    for before in reversed(document[max(0, token.i - _FAR) : token.i]):
        if before.tag_ == "NNS" and before.lemma_.lower() in person_nouns():
            return f"one of the {before.text}"
    return ""


def _put(casting: Casting, start: int, end: int, name: str = "") -> None:
    last = next((p for p, word in enumerate(casting.words) if word.end == end), None)
    end = end if last is None else casting.words[told_by_clause(casting, last)].end
    label = name or casting.document.text_of(start, end)
    own = slug(label)
    casting.put(
        Actor(own, label, "person", start=start, end=end, rule="unnamed and quoted", confidence=0.6)
    )
    casting.mention(start, end, own, "nominal", "unnamed and quoted")


def _phrase(token: Token) -> tuple[int, int] | None:
    """Give the span of a noun phrase that means one person without a name."""
    end = token.idx + len(token)
    first = token.left_edge
    if token.lower_ == "another" or (token.lower_ in _ORDINALS and first.lower_ in ("a", "the")):
        return first.idx, end
    if token.lower_ == "one":
        of = next((c for c in token.children if c.lower_ == "of"), None)
        group = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        if group is None or group.tag_ not in ("NNS", "PRP"):
            return None
        if group.tag_ == "NNS" and group.lemma_.lower() not in person_nouns():
            return None
        return token.idx, group.idx + len(group)
    if token.tag_ not in ("NN", "NNP") or token.text not in person_nouns():
        return None
    lead = first.lower_
    if lead in _OWNERS:
        return first.nbor().idx, end
    if lead in _ARTICLES or lead == "the":
        # "another driver", "a second resident" are others than the driver and the resident.
        differs = lead in ("another", "one") or first.nbor().lower_ in _ORDINALS
        return (first if differs else first.nbor()).idx, end
    return None


def _covered(taken: list[tuple[int, int]], token: Token) -> bool:
    at = bisect_left(taken, (token.idx + 1, 0))
    return any(start <= token.idx < end for start, end in taken[max(0, at - 4) : at])


def _named_beside(token: Token) -> bool:
    """Tell whether a name stands in apposition: "his brother, Zulkifli Daud"."""
    return any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children)


def _inverted(runs: Sequence[Run], token: Token) -> bool:
    """Tell whether a noun phrase stands right behind a verb of saying: "“…,” said the abbot"."""
    first = token.left_edge
    if first.i == 0 or token.pos_ not in ("NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON"):
        return False
    verb = first.nbor(-1)
    said = any(c.frame == "direct" for c in find_cues([verb]))
    return said and any(run.closed <= verb.idx <= run.closed + 2 for run in runs)


def _quoted(casting: Casting, runs: Sequence[Run], token: Token) -> bool:
    """Tell whether words in marks belong to a subject: by its verb, or as the next sentence."""
    verb = token.head
    text = casting.document.text
    sentence = token.sent
    begin, stop = sentence.start_char, sentence.end_char
    follows = any(
        run.opened >= stop - 1
        and not text[stop : run.opened].strip()
        and "\n" not in text[stop : run.opened]
        for run in runs
    )
    if verb.pos_ not in ("VERB", "AUX") or verb.i < sentence.start:
        return False
    says = any(c.frame == "direct" for c in find_cues([verb]))
    touches = any(run.opened < stop + 2 and run.closed > begin - 2 for run in runs)
    # "Another nodded. “…”": a short sentence of one deed before the words.
    # "A widow was waiting at the bridge. “…”": whoever is newly brought in speaks.
    new = token.left_edge.lower_ in ("a", "an", "another", "one")
    short = verb.dep_ == "ROOT" and (new or len([t for t in sentence if t.is_alpha]) <= _SHORT)
    # "Another was kinder: “…”".
    colon = verb.dep_ == "ROOT" and any(
        token.idx < run.opened <= stop and text[: run.opened].rstrip(" ").endswith(":")
        for run in runs
    )
    return (says and touches) or (follows and short) or colon


def _titled(casting: Casting, token: Token) -> str:
    """Find the person met before with the office that "the president" takes up."""
    if person_nouns().get(token.lower_, {}).get("group") not in _TITLED:
        return ""
    met: list[Mention] = [
        m
        for m in casting.mentions
        if m.end <= token.idx
        and m.entity in casting.actors
        and casting.actors[m.entity].kind == "person"
        and _holds(casting, m, token.lower_)
    ]
    return max(met).entity if met else ""


def _varied(casting: Casting, token: Token) -> str:
    """Find whom "the former minister", "the diplomat" is another word for."""
    position = casting.around.position.get(token.left_edge.idx)
    if position is None:
        return ""
    past = any(t.lower_ in cues("past") for t in token.lefts)
    return varied(casting, position, former=past, fresh=_fresh(token))


def _fresh(token: Token) -> bool:
    """Tell whether a noun stands in the text for the first time."""
    noun = token.lemma_.lower()
    return not any(t.lemma_.lower() == noun for t in token.doc[: token.i])


def _holds(casting: Casting, mention: Mention, noun: str) -> bool:
    """Tell whether an office stands beside a name ("Maj. Gen. X"), or is the description."""
    offices = {
        casting.words[link.office.head].fold.lower()
        for link in casting.links.get(mention.entity, [])
        if link.office is not None
    }
    if mention.form == "nominal":
        offices |= set(mention.text.lower().split())
    before = casting.document.text_of(max(0, mention.start - 12), mention.start).split()
    offices |= {before[-1].lower()} if before else set()
    return bool(offices & {noun, *many(person_nouns()[noun]["short"])})
