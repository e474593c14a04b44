"""Which groups without a name are actors: who acts, speaks, is sent, freed or judged.

The convention is in ``docs/corpus.md``; the ``number`` of ``codebook/nominals.csv`` says by noun
what it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Token

from analysis.extraction.bodies import Nominal, acts, modal, nouns, person_nouns, speaks, suffers
from analysis.extraction.casting import Casting
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import REBELS

# Bodies that a settlement sets up or brings in, and that nothing else makes an actor.
SETTLED: Final = ("settled", "joint", "composed", "brought")


def counts(casting: Casting, nominal: Nominal, row: Mapping[str, str], *, armed: bool) -> bool:
    """Tell by the number column whether a group counts here: where it acts, speaks, anywhere.

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.
    row
        Its row of ``codebook/nominals.csv``.
    armed
        Whether the cast has an armed group.

    Returns
    -------
    bool
    """
    number = row["number"]
    token = head_of(casting, nominal)
    if row["kind"] == "armed_group" and token.dep_ == "pobj" and token.head.lower_ == "of":
        return False  # "a coalition of three armed groups"
    if number == "part":
        group = casting.actors.get(nominal.owner or owned_by(casting, nominal))
        armed_group = group is not None and group.kind == "armed_group"
        return armed_group and acts(casting.around, nominal.last, passive=True)
    if row["kind"] == "armed_group" and number != "any":
        return not armed and nominal.owner not in casting.actors
    if nominal.noun in nouns("pair") and _known_two(casting, nominal):
        return False
    if nominal.noun == "men" and owned_by(casting, nominal):
        return False  # "his men" are whoever follows him
    if _brought_in(casting, nominal, row):
        return True
    if number == "watching" or number in SETTLED:
        return False
    if row["kind"] == "collective" and _told_of(casting, nominal, number):
        return True
    if number == "counted":
        # Without a number they count where they are cited: "shopkeepers grumble".
        plain = token.lemma_.lower() in person_nouns()
        return plain and speaks(casting.around, nominal.last) and not modal(token)
    if number == "any":
        owner = casting.actors.get(nominal.owner)
        return owner is None or owner.kind != "armed_group"
    if number == "guild":
        whole = nominal.first < nominal.last and not nominal.owner
        return whole and acts(casting.around, nominal.last, passive=True)
    if number == "body":
        told = token.dep_ in ("dobj", "dative", "iobj")  # "told parliament": where it was said
        return not nominal.owner and not told and acts(casting.around, nominal.last, passive=True)
    if number == "this":
        return _this(casting, nominal)
    if number == "marked":
        marked = nominal.first < nominal.last or bool(nominal.owner)
        return marked or acts(casting.around, nominal.last)
    if number == "serving" and not (nominal.owner or owned_by(casting, nominal)):
        return False
    if number in ("acting", "serving"):
        return acts(casting.around, nominal.last, passive=True)
    if nominal.owner == REBELS and nominal.first < nominal.last:
        return True
    if number == "owned" and (nominal.owner in casting.actors or owned_by(casting, nominal)):
        return True
    if number == "owned" and of_both(casting, nominal) and acting(casting, nominal):
        return True
    if number in ("speaking", "owned"):
        # "U.S. officials kept in touch": with a name beside them they need not speak.
        named_one_acts = bool(nominal.owner) and acting(casting, nominal)
        return named_one_acts or speaks(casting.around, nominal.last)
    if number == "told":
        return acts(casting.around, nominal.last) or _told(casting, nominal)
    return acts(casting.around, nominal.last)


def _told_of(casting: Casting, nominal: Nominal, number: str) -> bool:
    """Tell people who do something, or who are sent, taken, freed or judged."""
    token = head_of(casting, nominal)
    sent = number != "owned" and sends(token) is not None
    if (_did(token) or sent) and not _somebodys_men(nominal):
        return True
    if _counted(casting, nominal) and acting(casting, nominal):
        return True
    if nominal.noun in cues("captive"):
        return False  # told by nothing but what befell them
    some = _number_of(token)
    return _in_hands(some) or _taken(token) or _judged(nominal, some)


def head_of(casting: Casting, nominal: Nominal) -> Token:
    """Give the noun that heads a noun phrase.

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.

    Returns
    -------
    Token
    """
    return casting.document.token_at(casting.words[nominal.last].start)


def _brought_in(casting: Casting, nominal: Nominal, row: Mapping[str, str]) -> bool:
    """Tell those on whom positions turn as bodies: "foreign monitors", "a joint commission"."""
    token = head_of(casting, nominal)
    marked = _modifiers(casting, nominal)
    if token.dep_ == "compound" or marked & cues("unreal").keys():
        return False
    if row["number"] in ("watching", "settled"):
        return True
    if nominal.noun.split()[-1] in cues("abroad"):
        return False  # "foreign ministers" come from nowhere in particular
    joint = row["number"] in ("joint", "composed", "body")
    if joint and _composed(casting, nominal):
        return True
    return bool(marked & cues("shared" if joint else "outsider").keys())


def _modifiers(casting: Casting, nominal: Nominal) -> set[str]:
    before = casting.words[nominal.first : nominal.last + 1 - len(nominal.noun.split())]
    return {word.fold.lower() for word in before}


def from_outside(casting: Casting, nominal: Nominal) -> bool:
    """Tell "foreign police", "a neutral force".

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.

    Returns
    -------
    bool
    """
    return bool(_modifiers(casting, nominal) & cues("outsider").keys())


def _this(casting: Casting, nominal: Nominal) -> bool:
    """Tell "told this newspaper", "shown to this magazine": the outlet speaks of itself."""
    words, at = casting.words, nominal.first - 1
    if at < 1 or words[at].fold.lower() != "this" or not words[at + 1].joined:
        return False
    token = head_of(casting, nominal)
    return token.dep_ in ("dobj", "dative", "iobj", "pobj", "nsubj")


def _known_two(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the two leaders", "both presidents": two who are in the text already."""
    at = nominal.first - 1
    if at < 0 or not casting.words[nominal.first].joined:
        return False
    before = [w.fold.lower() for w in casting.words[max(0, at - 1) : at + 1]]
    return before[-1] == "both" or before == ["the", "two"]


def of_both(casting: Casting, nominal: Nominal) -> bool:
    """Tell "commanders of both armies", "envoys from all three camps": nobody's alone.

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.

    Returns
    -------
    bool
    """
    after = [w.fold.lower() for w in casting.words[nominal.last + 1 : nominal.last + 4]]
    return after[:1] in (["of"], ["from"]) and bool({"both", "all"} & set(after[1:2]))


def _number_of(token: Token) -> Token:
    """Give the number of "eleven of its officials", which stands for them; else the noun."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ == "of" and above.head.tag_ == "CD":
        return above.head
    return token


def _counted(casting: Casting, nominal: Nominal) -> bool:
    """Tell "two drivers" and "several elders" from "drivers" and from "the two leaders"."""
    words = casting.words
    at = nominal.first
    owned = at > 2 and words[at - 1].fold.lower() in cues("owner_word")
    if owned and words[at - 2].fold.lower() == "of":
        # "Two of her aides": so many of them, whoever they are.
        return casting.document.token_at(words[at - 3].start).tag_ == "CD"
    while at > 0 and words[at].joined and nominal.first - at < 2:
        at -= 1
        token = casting.document.token_at(words[at].start)
        if token.tag_ == "CD" or token.lower_ in cues("several"):
            before = words[at - 1].fold.lower() if at and words[at].joined else ""
            known = nominal.noun in nouns("pair") or before in ("these", "those", "both")
            return not (known and before in cues("definite"))
    return False


def _composed(casting: Casting, nominal: Nominal) -> bool:
    """Tell "a committee of experts", "a five-member panel" from any committee."""
    words = casting.words
    before = [w.fold.lower() for w in words[max(0, nominal.last - 5) : nominal.last]]
    if "member" in before and {"a", "an"} & set(before):
        return True
    after = nominal.last + 1
    if after >= len(words) or words[after].fold.lower() != "of" or not words[after].joined:
        return False
    for position in range(after + 1, min(after + 5, len(words))):
        token = casting.document.token_at(words[position].start)
        if not words[position].joined or token.tag_ in ("DT", "PRP$"):
            return False
        if token.tag_ == "NNS":
            return True
    return False


def acting(casting: Casting, nominal: Nominal) -> bool:
    """Tell those who do something from those whom something befalls.

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.

    Returns
    -------
    bool
    """
    token = head_of(casting, nominal)
    return acts(casting.around, nominal.last) and not (modal(token) or suffers(token))


def _did(token: Token) -> bool:
    """Tell "surveyors pegged out a dump": what they did is told as done, and is no mere state."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ in ("be", "have") or suffers(token):
        return False
    told = verb.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in verb.children)
    return (told or modal(token)) and verb.pos_ == "VERB"


def _somebodys_men(nominal: Nominal) -> bool:
    """Tell soldiers, fighters and men, who stand for whoever leads them."""
    noun = nominal.noun.split()[-1]
    return noun in cues("plain_people") or noun in nouns("force") or noun in nouns("fighters")


def _in_hands(token: Token) -> bool:
    """Tell those who are taken or let go: "freed nine soldiers", "the jailed miners"."""
    first = token
    while first.dep_ == "conj":
        first = first.head  # "freed 31 herders and 15 soldiers"
    above = first.head
    if first.dep_ in ("dobj", "nsubjpass") and above.lemma_.lower() in cues("frees"):
        return True
    if first.dep_ == "nsubj" and above.dep_ in ("ccomp", "xcomp") and _let_go(above):
        return True
    if first.dep_ == "pobj" and above.lower_ in ("of", "for"):
        return above.head.lemma_.lower() in cues("freeing")
    return any(t.lower_ in cues("held") for t in token.children if t.dep_ in ("amod", "acl"))


def _let_go(verb: Token) -> bool:
    """Tell "wants eleven of them freed", "let 22 of them go"."""
    if verb.lemma_ == "go":
        return verb.head.lemma_ == "let"
    done = verb.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in verb.children)
    return done and verb.lemma_.lower() in cues("frees") and verb.head.lemma_ in _WISHING


_WISHING: Final = frozenset("want like see have get need".split())


def _taken(token: Token) -> bool:
    """Tell "the herders whom it had seized in December"."""
    return any(
        verb.dep_ == "relcl"
        and (verb.lemma_.lower() in cues("frees") or verb.lemma_.lower() in cues("takes"))
        and not any(c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children)
        for verb in token.children
    )


def _told(casting: Casting, nominal: Nominal) -> bool:
    """Tell reporters who are spoken to: "told reporters", "a call with journalists"."""
    token = head_of(casting, nominal)
    return token.dep_ in ("dobj", "dative", "iobj", "pobj")


def sends(token: Token) -> Token | None:
    """Give the verb of "send investigators", "deploy a team of monitors".

    Parameters
    ----------
    token
        The noun for those who are sent.

    Returns
    -------
    Token or None
    """
    if any(c.dep_ == "poss" for c in token.children):
        return None  # "offered his men buses"
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        if token.lemma_.lower() not in cues("sent_together"):
            return None  # "put the number of captives at 11"
    brought = token.dep_ == "dobj" and token.head.lemma_.lower() in cues("brings_in")
    return token.head if brought else None


def _judged(nominal: Nominal, token: Token) -> bool:
    """Tell those on whom a measure turns: "an amnesty for fighters", "a ban on his officers"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("for", "to", "on", "against", "of"):
        return False
    told_apart = any(c.dep_ in ("relcl", "acl", "amod") for c in token.children)
    if nominal.noun == "men" and not told_apart:
        return False
    above = token.head.head
    if above.lemma_.lower() in cues("measure"):
        return True
    return any(c.dep_ == "dobj" and c.lemma_.lower() in cues("measure") for c in above.children)


def owned_by(casting: Casting, nominal: Nominal) -> str:
    """Give whose "its observers", "his trade team" are.

    Parameters
    ----------
    casting
        The cast under way.
    nominal
        The noun phrase.

    Returns
    -------
    str
        An ``actor_id``, '' for nobody's.
    """
    at = nominal.first - 1
    plain = casting.words[at].fold.lower() if at >= 0 else ""
    if plain in ("its", "their", "whose"):
        return casting.around.possessor(at)
    return casting.around.person_before(at) if plain in ("his", "her") else ""
