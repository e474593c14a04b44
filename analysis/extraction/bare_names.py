"""States that a text calls by a bare name and never explains: "the Karzhan side", "Tolua wants".

Persons are introduced, by a first name, a title or a word for what they are. A name that no
registry and no gazetteer knows, that nobody introduces, and that acts as only a government does,
is a state or its capital.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from spacy.tokens import Token

from analysis.extraction.evidence import no_names
from analysis.extraction.metonymy import read_place
from analysis.extraction.name_cues import cues, given_names, longest_cue
from analysis.extraction.naming import Naming
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.toponym import Toponym

# One sign may be a person's or a town's; two of them, or one that is neither's, are a state's.
_ENOUGH: Final = 2
_ACTS: Final = ("subject: ", "possessive: ", "modifier: ")


def bare_states(naming: Naming, known_states: Collection[str]) -> set[str]:
    """Find the names without introduction that act as a government.

    Parameters
    ----------
    naming
        The names of the text, persons and places among them.
    known_states
        Words that are known to be states of the text.

    Returns
    -------
    set of str
        The words, as :class:`~analysis.extraction.words.Word` folds them.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(naming.words)):
        if _may_be_bare(naming, at):
            places[naming.words[at].fold].append(at)
    known = _introduced(naming) | _inside_bodies(naming)
    known |= {word.fold for at, word in enumerate(naming.words) if _is_epithet(naming, at)}
    weights = {
        text: sum(_sign(naming, at) for at in found)
        for text, found in places.items()
        if text not in known and any(_is_name(naming, at) for at in found)
    }
    states = {text for text, weight in weights.items() if weight >= _ENOUGH}
    # "The line between Huancaria and Cuyana": where one is a state, so is the other.
    beside = {
        text
        for text, weight in weights.items()
        if weight
        and any(_beside_state(naming, at, {*states, *known_states}) for at in places[text])
    }
    return states | beside


def _may_be_bare(naming: Naming, at: int) -> bool:
    """Tell a single capitalised word that is no part of a longer name and that nothing knows."""
    word = naming.words[at]
    if not word.capital or word.heading or word.initial or word.caps or len(word.fold) < 4:
        return False
    token = naming.document.token_at(word.start)
    if token.is_stop or token.tag_ == "NNPS" or token.pos_ not in ("PROPN", "NOUN"):
        return False
    name = naming.found.get(naming.owner.get(at, -1))
    if name is not None and not (
        name.text == word.text and (name.type == "place" or name.rule == "ner")
    ):
        return False
    plain = word.fold.lower()
    if plain in naming.evidence.lower or at in naming.evidence.office_words:
        return False
    if any(plain in cues(c) for c in ("calendar", "org_head", "office")) or word.fold in no_names():
        return False
    if plain in given_names() or in_gazetteer(word.text):
        return False
    titled = at + 1 in naming.evidence.office_words  # "former Loango Prime Minister X"
    return not (_beside_name(naming, at, -1) or (_beside_name(naming, at, 1) and not titled))


def _is_epithet(naming: Naming, at: int) -> bool:
    """Tell "the Schoolmaster has agreed": a name with an article is somebody's other name."""
    before = naming.words[at - 1].fold.lower() if at and naming.words[at].joined else ""
    after = naming.words[at + 1 : at + 2]
    alone = not after or after[0].gap != " " or after[0].genitive
    verb = naming.document.token_at(naming.words[at].end + 1).pos_ if not alone else ""
    return before in ("the", "a", "an") and (alone or verb in ("VERB", "AUX", "ADP", "ADV"))


def _is_name(naming: Naming, at: int) -> bool:
    """Tell a capital that says something, or a word that the model takes for a name."""
    word = naming.words[at]
    token = naming.document.token_at(word.start)
    return not word.opens or token.tag_ == "NNP" or bool(token.ent_type_)


def _beside_name(naming: Naming, at: int, step: int) -> bool:
    """Tell whether a capitalised word stands right before or behind, as in a longer name."""
    other = at + step
    if not 0 <= other < len(naming.words):
        return False
    later = naming.words[max(at, other)]
    if later.gap != " ":
        return False
    word = naming.words[other]
    plain = word.fold.lower() in naming.evidence.lower or (
        naming.document.token_at(word.start).pos_ not in ("PROPN", "NOUN", "ADJ")
    )
    first = step < 0 and word.opens and plain  # "In Sarenne"
    return word.capital and not first


def _introduced(naming: Naming) -> set[str]:
    """Collect the words of names that something introduces: a first name, a title, "called X"."""
    found: set[str] = set()
    for name in naming.found.values():
        if name.type == "person" and (" " in name.text or name.rule != "ner"):
            found |= set(name.text.split())
    for at, word in enumerate(naming.words):
        if word.capital and at and word.gap == " " and _introduces(naming, at - 1):
            found.add(word.fold)
        if word.capital and _explained(naming.document.token_at(word.start)):
            found.add(word.fold)
    return found


def _inside_bodies(naming: Naming) -> set[str]:
    """Collect the words of longer names: "Tunupa" of "the Republic of Tunupa"."""
    return {part for n in naming.found.values() if " " in n.text for part in n.text.split()}


def _introduces(naming: Naming, at: int) -> bool:
    """Tell "Mr", "called", or a noun for a person right before a name: "the economist Naina"."""
    word = naming.words[at]
    plain = word.fold.lower().rstrip(".")
    if word.fold in cues("honorific") or plain in ("called", "named", "nicknamed"):
        return True
    return at in naming.evidence.office_words and not word.genitive


def _explained(token: Token) -> bool:
    """Tell "Naina, an economist" and "Naina, who": an apposition of a person."""
    return any(
        (c.dep_ == "relcl" and any(w.lower_ in ("who", "whose", "whom") for w in c.subtree))
        or (c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > token.i and not _is_realm(c))
        for c in token.children
    )


def _is_realm(noun: Token) -> bool:
    """Tell the noun of "Samhara, a republic with one working port"."""
    return noun.lemma_.lower() in cues("sovereign") or noun.lemma_.lower() in cues("realm_noun")


def _sign(naming: Naming, at: int) -> int:
    """Weigh what a name does: 2 for what only a government's has, 1 for an act, else 0."""
    word, document = naming.words[at], naming.document
    if document.in_quotation(word.start):
        return 0
    token = document.token_at(word.start)
    if token.dep_ == "nsubj" and _has_its_own(token):
        return _ENOUGH
    if (
        _owns_alone(naming, at)
        or _owns_side(naming, at)
        or _is_called_realm(token)
        or _is_joined_to_state(naming, at)
    ):
        return _ENOUGH
    if (
        _torn_by_war(naming, at)
        or token.head.lower_ == "between"
        or _between(token)
        or _has_minister_there(naming, at)
    ):
        return 1
    toponym = Toponym(word.start, word.end, word.start, word.end, "place")
    reading = read_place(document, toponym, [n for n in naming.found.values() if n.type != "other"])
    if reading.literal:
        return 0
    return int(reading.rule.startswith(_ACTS))


def _is_called_realm(token: Token) -> bool:
    """Tell "Hamdah, an emirate that owns more jets than pilots"."""
    after = token.doc[token.i + 1 : token.i + 7]
    if len(after) < 3 or after[0].text != "," or after[1].lower_ not in ("a", "an", "the"):
        return False
    noun = next((t for t in after[2:] if t.pos_ not in ("ADJ", "ADV", "PROPN")), after[-1])
    return _is_realm(noun)


def _is_joined_to_state(naming: Naming, at: int) -> bool:
    """Tell "the delegations of the Republic of Lugomiria and of Sanovia"."""
    words = naming.words
    if at < 3 or [w.fold for w in words[at - 2 : at]] != ["and", "of"] or not words[at].joined:
        return False
    name = naming.found.get(naming.owner.get(at - 3, -1))
    return name is not None and name.type == "state"


def _has_minister_there(naming: Naming, at: int) -> bool:
    """Tell "In Sarenne, Deputy Prime Minister X": a sentence that begins where a government is."""
    words = naming.words
    if at < 1 or words[at - 1].fold != "In" or at + 2 >= len(words):
        return False
    return words[at + 1].gap == ", " and at + 1 in naming.evidence.office_words


def _torn_by_war(naming: Naming, at: int) -> bool:
    """Tell "rebels in Mbomara", "400 troops in Mbomara": a country, where no town is known so."""
    words = naming.words
    if at < 2 or words[at - 1].fold != "in" or not (words[at].joined and words[at - 1].joined):
        return False
    return words[at - 2].fold.lower().removesuffix("s") in cues("torn_by")


def _between(token: Token) -> bool:
    """Tell the second of "the line between Huancaria and Cuyana"."""
    return (
        token.dep_ == "conj" and token.head.dep_ == "pobj" and token.head.head.lower_ == "between"
    )


def _beside_state(naming: Naming, at: int, states: set[str]) -> bool:
    """Tell a name that "and" joins to a state's."""
    for other in naming.document.token_at(naming.words[at].start).conjuncts:
        name = next((n for n in naming.found.values() if n.start <= other.idx < n.end), None)
        if other.text in states or (name is not None and name.type == "state"):
            return True
    return False


def _owns_alone(naming: Naming, at: int) -> bool:
    """Tell "Sarenne's ambassador smiled. Velmora's, Katya Dorn, walked out"."""
    after = naming.words[at + 1 : at + 3]
    return len(after) == 2 and after[0].genitive and after[1].gap == ", "


def _owns_side(naming: Naming, at: int) -> bool:
    """Tell "the Karzhan side" and "Vandelo's junta" from "on the Karzhan side" of a river."""
    after = at + 1
    if after < len(naming.words) and naming.words[after].genitive:
        after += 1
    if after >= len(naming.words) or not naming.words[after].joined:
        return False
    if not longest_cue(naming.words, after, "bare_state"):
        return False
    before = naming.document.text_of(max(0, naming.words[at].start - 9), naming.words[at].start)
    return not re.search(r"\b(?:on|from|to) the $", before.lower())


def _has_its_own(subject: Token) -> bool:
    """Tell "Tolua wants its boats back": a subject that "its" takes up is no person."""
    verb = subject.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    between = [
        t for t in verb.subtree if t.i > subject.i and t.dep_ in ("nsubj", "nsubjpass", "dobj")
    ]
    its = [t for t in verb.subtree if t.lower_ == "its" and t.i > verb.i]
    return bool(its) and not any(
        t.i < its[0].i and its[0] not in t.subtree and t.pos_ in ("NOUN", "PROPN", "PRON")
        for t in between
    )
