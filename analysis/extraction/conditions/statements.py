"""A content in neutral words: actors by name, verbs in the present, the holder left out."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.frames import who
from analysis.extraction.document import Cast, Document

_IRREGULAR: Final = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
_TYPED: Final = str.maketrans({'"': "", "“": "", "”": "", "«": "", "»": "", "„": ""})


def third_person(lemma: str) -> str:
    """Give the third person singular of a verb.

    Examples
    --------
    >>> third_person("carry"), third_person("release"), third_person("reach")
    ('carries', 'releases', 'reaches')
    """
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou"):
        return lemma[:-1] + "ies"
    return lemma + "s"


def state(
    document: Document,
    cast: Cast,
    words: list[Token],
    holders: tuple[str, ...],
    like: Token | None = None,
) -> str:
    """Put a content into one short clause.

    Parameters
    ----------
    document, cast
        The text and who is in it.
    words
        The words of the content.
    holders
        Whose position it is: they are left out where they would be the subject.
    like
        The head of the whole content. Where the words are one of several coordinated acts and the
        parser took their verb for a noun, they are put like this verb.

    Returns
    -------
    str
        "Ukraine stops importing weapons" for a clause with a subject of its own, "release the
        captives" where the holder itself acts, the noun phrase as it stands otherwise.
    """
    head = syntax.head_of(words)
    if (
        not syntax.is_clausal(head)
        and like is not None
        and like.tag_ == "VB"
        and like.i < words[0].i
    ):
        if words[0].head.i == head.i and words[0].dep_ == "compound":
            return _hidden_act(document, cast, words, holders, like)
    if not syntax.is_clausal(head):
        return _noun_phrase(document, cast, words, holders)
    subject = list(syntax.subjects(head))
    below = syntax.children(head, "nsubj", "nsubjpass", "expl")
    first = syntax.duty_of(head)
    duty = next((d for d in syntax.conjuncts(first) if d in words), None) if first else None
    if duty is not None:
        # "the bodies are to be returned" -> "the bodies are returned"
        words = [t for t in words if t.i != head.i]
        head = duty
        below += syntax.children(head, "nsubj", "nsubjpass", "expl")
    actors = who(cast, subject)
    own_parties = {cast.party(h) for h in holders} | set(holders)
    outside = [a for a in actors if a not in own_parties and cast.party(a) not in own_parties]
    skip = {t.i for s in below for t in s.subtree}
    helpers = {t.i for t in syntax.children(head, "aux", "auxpass", "neg", "mark")}
    rest = [t for t in words if t.i not in skip and t.i not in helpers and t.i != head.i]
    before = [
        t
        for t in rest
        if t.i < head.i
        and t.dep_ in {"advmod", "prt"}
        and t.lower_
        not in {
            "therefore",
            "also",
            "first",
            "however",
            "then",
            "when",
            "until",
            "unless",
            "even",
            "not",
            "only",
        }
    ]
    after = [t for t in rest if t.i > head.i]
    negated = syntax.is_negated(head)
    subject_words = [t for t in words if t.i in skip]
    plural = _plural(cast, outside) if outside else _plural_words(subject)
    verb, lead = _verb(head, bool(outside or subject_words), negated, plural)
    name = _join_names(cast, outside) if outside else ""
    if not name and subject_words and not (set(actors) & own_parties):
        name = _render(document, cast, syntax.trimmed(subject_words))
    elif not name:
        verb, lead = _bare(head, negated)
    pieces = [
        name,
        lead,
        _render(document, cast, before, holders),
        verb,
        _render(document, cast, after, holders),
    ]
    return _tidy(" ".join(p for p in pieces if p))


def _hidden_act(
    document: Document, cast: Cast, words: list[Token], holders: tuple[str, ...], like: Token
) -> str:
    """Put a hidden act like the verb before it: "Ukraine does not train soldiers"."""
    own = {cast.party(h) for h in holders} | set(holders)
    actors = [a for a in who(cast, syntax.subjects(like)) if cast.party(a) not in own]
    rest = _render(document, cast, words[1:], holders)
    if not actors:
        return _tidy(f"{'not ' if syntax.is_negated(like) else ''}{words[0].lower_} {rest}")
    verb = words[0].lower_
    if syntax.is_negated(like):
        verb = f"{'do' if _plural(cast, actors) else 'does'} not {verb}"
    elif not _plural(cast, actors):
        verb = third_person(verb)
    return _tidy(f"{_join_names(cast, actors)} {verb} {rest}")


def _verb(head: Token, with_subject: bool, negated: bool, plural: bool) -> tuple[str, str]:
    if not with_subject:
        return _bare(head, negated)
    be, do = ("are", "do") if plural else ("is", "does")
    if syntax.is_passive(head):
        return head.text, f"{be} not" if negated else be
    if head.lemma_ == "be":
        return f"{be} not" if negated else be, ""
    if negated:
        return head.lemma_, f"{do} not"
    if head.tag_ == ("VBP" if plural else "VBZ"):
        # The text's own form: its lemma may be another verb's ("hopes", "hop").
        return head.lower_, ""
    return head.lemma_ if plural else third_person(head.lemma_), ""


def _plural(cast: Cast, actors: list[str]) -> bool:
    if len(actors) > 1:
        return True
    actor = cast.by_id.get(actors[0])
    many = actor is not None and actor.kind in {"collective", "armed_forces", "armed_group"}
    return many and actor is not None and actor.name.endswith("s")


def _plural_words(subject: list[Token]) -> bool:
    return len(subject) > 1 or any(
        t.tag_ in {"NNS", "NNPS"} or "Plur" in t.morph.get("Number", []) for t in subject
    )


def _bare(head: Token, negated: bool) -> tuple[str, str]:
    if syntax.is_passive(head):
        return head.text, "not to be" if negated else "be"
    return head.lemma_, "not" if negated else ""


def _join_names(cast: Cast, actors: list[str]) -> str:
    names = [cast.by_id[a].name if a in cast.by_id else a for a in actors]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _noun_phrase(
    document: Document, cast: Cast, words: list[Token], holders: tuple[str, ...]
) -> str:
    while len(words) > 1 and words[0].lower_ in {"the", "a", "an"} and words[0].dep_ == "det":
        words = words[1:]
    return _tidy(_render(document, cast, words, holders))


def _render(
    document: Document, cast: Cast, words: list[Token], holders: tuple[str, ...] = ()
) -> str:
    """Give words as text, pronouns for actors other than the holders replaced by their names."""
    own = {cast.party(h) for h in holders} | set(holders)
    pieces: list[str] = []
    last = -2
    for token in words:
        text = document.text_of(token.idx, token.idx + len(token.text)).translate(_TYPED)
        if (
            token.tag_ in {"PRP", "PRP$"}
            and (actors := who(cast, [token]))
            and not ({cast.party(a) for a in actors} & own)
        ):
            text = _join_names(cast, actors)
            if token.tag_ == "PRP$":
                text += "’" if text.endswith("s") else "’s"
        attached = pieces and last == token.i - 1 and not token.doc[last].whitespace_
        if attached:
            pieces[-1] += text
        else:
            pieces.append(text)
        last = token.i
    return " ".join(p for p in pieces if p.strip())


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.–—-•")
