"""Reading a dependency parse: subjects, objects, negation, and the parts of a coordination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECT_CONTROL: Final = frozenset(
    "urge ask press call tell order allow force want expect require push invite persuade enable "
    "permit oblige compel request pressure instruct advise encourage appeal challenge beg let "
    "make help bind commit".split()
)
_MEASURES: Final = frozenset({"DATE", "TIME", "QUANTITY", "PERCENT", "MONEY", "CARDINAL"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose"})
_CONTENT_POS: Final = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM", "PRON", "ADV"})


def children(token: Token, *relations: str) -> list[Token]:
    """Give the children of a token that stand in one of the relations, in text order."""
    return [child for child in token.children if child.dep_ in relations]


def conjuncts(token: Token) -> list[Token]:
    """Give a token and everything coordinated with it, in text order."""
    found, frontier = [token], [token]
    while frontier:
        frontier = [c for node in frontier for c in node.children if c.dep_ == "conj"]
        found += frontier
    return sorted(found, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """Give the token that a coordination hangs from."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def prepositional(token: Token, preposition: str) -> list[Token]:
    """Give the objects of a preposition below a token ("call *for* a halt" -> halt).

    The preposition may stand one level lower where the parser hung it on an object or particle.
    """
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "prt", "dative", "agent"} and child.lower_ == preposition:
            found += children(child, "pobj", "pcomp")
            # "talk through with": the second preposition hangs on the first
        elif child.dep_ in {"prep", "dobj", "prt", "advmod"}:
            for grandchild in child.children:
                if grandchild.dep_ == "prep" and grandchild.lower_ == preposition:
                    if child.dep_ != "dobj" or not _belongs_to_noun(child, preposition):
                        found += children(grandchild, "pobj", "pcomp")
    if not found and token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass", "attr"}:
        # "signed an agreement on Wednesday for a halt": what belongs to the noun hangs on the verb
        for sibling in token.head.children:
            if sibling.dep_ == "prep" and sibling.lower_ == preposition and sibling.i > token.i:
                found += children(sibling, "pobj", "pcomp")
    return found


def _belongs_to_noun(noun: Token, preposition: str) -> bool:
    return preposition in {"of", "in", "between"} or noun.pos_ not in {"NOUN", "PROPN", "PRON"}


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive voice."""
    return any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)


def agents(verb: Token) -> list[Token]:
    """Give the agents of a passive ("accepted by the rebels")."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found += children(child, "pobj")
    return found


def own_subjects(verb: Token) -> list[Token]:
    """Give the subjects that hang on the verb itself, coordinated ones too."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
    if not found and verb.tag_ in {"VBZ", "VBP", "VBD"}:
        # "Renamo hands over": the parser took the name for a part of a compound
        found = [c for c in children(verb, "compound") if c.pos_ == "PROPN" and c.i < verb.i]
    return [part for subject in found for part in _with_apposed(subject)]


def _with_apposed(subject: Token) -> list[Token]:
    """Give a subject and what is joined to it, also behind an apposition.

    "Mali's president, Ousmane Keita, and Awa Traoré, the leader of the Front, signed".
    """
    behind = [p for c in children(subject, "appos") for p in conjuncts(c)[1:]]
    return [*conjuncts(subject), *(p for p in behind if p.pos_ == "PROPN")]


def objects(verb: Token, *relations: str) -> list[Token]:
    """Give the objects of a verb, with what the parser hung on its subject instead.

    "The draft foresees a halt for 90 days, the removal of weapons and a hotline": "removal" is read
    as an apposition to "draft", on the far side of the verb.
    """
    found = children(verb, *relations)
    if found:
        found += [c for s in own_subjects(verb) for c in children(s, "appos") if c.i > found[0].i]
    return found


def subjects(verb: Token, *, depth: int = 0) -> list[Token]:
    """Give who acts in a clause, also where the verb shares or inherits its subject.

    Parameters
    ----------
    verb
        The head of the clause.

    Returns
    -------
    list of Token
        Heads of the subject noun phrases; for a relative clause the noun it belongs to.
    """
    found = own_subjects(verb)
    if found:
        relative = [
            t for t in found if t.lower_ in RELATIVES and t.pos_ in {"PRON", "DET", "SCONJ"}
        ]
        if relative and (antecedent := _antecedent(verb)) is not None:
            return conjuncts(antecedent)
        return found
    if depth > 6:
        return []
    if verb.tag_ in _FINITE and verb.dep_ in {"ROOT", "ccomp", "advcl", "relcl", "parataxis"}:
        beside = _noun_before(verb)
        if beside:
            return beside
    if verb.head.i == verb.i:
        return []
    head, relation = verb.head, verb.dep_
    if relation == "conj":
        return subjects(head, depth=depth + 1)
    if relation in {"xcomp", "ccomp"}:
        if head.lemma_ in OBJECT_CONTROL:
            controlled = children(head, "dobj", "dative") or [
                t for p in ("on", "upon", "to", "with") for t in prepositional(head, p)
            ]
            if controlled and not is_passive(head):
                return [part for t in controlled[:1] for part in conjuncts(t)]
        return subjects(head, depth=depth + 1)
    if relation in {"acl", "relcl"}:
        if verb.tag_ in {"VBG", "VBN"} or relation == "relcl":
            return conjuncts(head)
        return subjects_of_noun(head, depth=depth + 1)
    if relation in {"advcl", "pcomp", "prep", "acomp", "attr", "oprd", "dep"}:
        anchor = head.head if head.dep_ == "prep" else head
        return subjects(anchor, depth=depth + 1)
    if relation in {"aux", "auxpass"}:
        return subjects(head, depth=depth + 1)
    return []


def _noun_before(verb: Token) -> list[Token]:
    """Give the noun phrase that ends right before a finite verb that the parser left alone.

    The small parser hangs a subject on the adverbial before it ("in Oslo, the army and the front
    signed"); a finite English verb that is no imperative has its subject beside it.
    """
    place = verb.i - 1
    doc = verb.doc
    while place > verb.sent.start and (
        doc[place].dep_ in {"aux", "auxpass", "neg", "advmod"}
        or doc[place].text in {")", ","}
        or (doc[place].head.i == verb.i and doc[place].pos_ in {"ADV", "AUX", "PART"})
    ):
        place -= 1
    node = doc[place]
    if node.pos_ not in {"NOUN", "PROPN", "PRON"} or place < verb.sent.start:
        return []
    while node.head.i < verb.i and node.dep_ in {
        "appos",
        "compound",
        "poss",
        "nmod",
        "pobj",
        "prep",
    }:
        if node.dep_ == "pobj" and node.head.lower_ not in {"of"}:
            break
        if node.head.i == node.i:
            break
        node = node.head
    found = [node]
    while node.dep_ == "conj" and any(
        t.dep_ == "cc" for t in doc[min(node.head.i, node.i) : max(node.head.i, node.i)]
    ):
        node = node.head
        found.append(node)
    return sorted(found, key=lambda t: t.i)


def subjects_of_noun(noun: Token, *, depth: int = 0) -> list[Token]:
    """Give whose act a noun is: "its demand to leave", "their promise that"."""
    owners = possessors(noun)
    if owners:
        return owners
    if noun.dep_ in {"dobj", "attr", "pobj", "oprd"} and depth < 6:
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if verb.pos_ in {"VERB", "AUX"}:
            return subjects(verb, depth=depth + 1)
    return []


def possessors(noun: Token) -> list[Token]:
    """Give the possessors of a noun ("Moscow's demand", "its demand")."""
    return [part for owner in children(noun, "poss") for part in conjuncts(owner)]


def _antecedent(verb: Token) -> Token | None:
    node = verb
    for _ in range(4):
        if node.dep_ == "relcl":
            return node.head
        if node.dep_ in {"conj", "ccomp", "xcomp"}:
            node = node.head
        else:
            return None
    return None


# "Under no circumstances will the front sign"
_NEAR: Final = 6


def is_negated(token: Token) -> bool:
    """Say whether a verb, noun or adjective is denied in its own clause.

    "Has yet to agree", "refuses", "without agreeing" are told by their own words elsewhere; here
    are "not", "never", "no longer", "neither ... nor" and a subject with "no".
    """
    if token.dep_ == "xcomp" and token.head.lemma_ in {"fail", "neglect", "omit"}:
        return True
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor"}:
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer":
            return True
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and denied_noun(child):
            return True
        if child.dep_ == "prep" and any(denied_noun(t) for t in children(child, "pobj")):
            # "will under no circumstances sign"
            if child.lower_ in {"under", "on", "in", "by", "at"} and abs(child.i - token.i) < _NEAR:
                return True
    if token.dep_ in {"acomp", "attr", "xcomp", "oprd"} and token.head.lemma_ in {
        "be",
        "seem",
        "appear",
        "remain",
    }:
        return is_negated(token.head)
    if token.dep_ == "conj" and not own_subjects(token):
        links = [c.lower_ for c in token.head.children if c.dep_ == "cc"]
        if "nor" in links or "or" in links:
            return is_negated(token.head)
    return False


def neither_nor(verb: Token) -> bool:
    """Say whether two verbs are both denied: "has neither accepted the plan nor refused it"."""
    paired = any(c.lower_ == "neither" for c in verb.children)
    return paired and any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children)


def denied_noun(noun: Token) -> bool:
    """Say whether a noun is denied by a word of its own: "no side", "neither army", "nobody"."""
    if noun.lower_ in {"nobody", "none", "neither", "nothing"}:
        return True
    return any(
        c.dep_ in {"det", "neg", "preconj", "cc"} and c.lower_ in {"no", "neither", "not"}
        for c in noun.children
    )


def auxiliaries(verb: Token) -> list[str]:
    """Give the auxiliaries and modals of a verb in lower case ("will", "be")."""
    found = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if not found and verb.dep_ == "conj" and not own_subjects(verb):
        return auxiliaries(verb.head)
    return found


def yet_to(verb: Token) -> bool:
    """Say whether an infinitive stands under "has yet to" or "is still to"."""
    head = verb.head
    near = {c.lower_ for c in verb.children} | {c.lower_ for c in head.children}
    return "yet" in near and (
        (verb.dep_ == "xcomp" and head.lemma_ in {"have", "be"})
        or ("to" in near and "not" not in near)
    )


def clause_verb(token: Token) -> Token:
    """Give the verb of the clause that a token stands in."""
    node = token
    while node.head.i != node.i:
        if node.pos_ in {"VERB", "AUX"} and node.dep_ not in {"aux", "auxpass", "amod", "compound"}:
            return node
        node = node.head
    return node


def governors(token: Token) -> Iterator[Token]:
    """Give the heads above a token, nearest first."""
    node = token
    while node.head.i != node.i:
        node = node.head
        yield node


def subtree(token: Token, leave_out: Iterable[Token] = ()) -> list[Token]:
    """Give the words of a constituent without the constituents below the tokens left out."""
    out = {t.i for t in leave_out}
    words: list[Token] = []
    stack = [token]
    while stack:
        node = stack.pop()
        if node.i in out:
            continue
        words.append(node)
        stack.extend(node.children)
    return sorted(words, key=lambda t: t.i)


def content_words(content: Token, leave_out: Iterable[Token] = ()) -> list[Token]:
    """Give the words of a content without what is only said beside it.

    Left out are ", implying that ...", ", which would ...", and what follows the closing mark of a
    quotation that the content stands in.
    """
    asides = [node for node in content.subtree if _is_aside(node, content)]
    words = subtree(content, leave_out=[*leave_out, *asides])
    opened = sum(t.text == '"' for t in content.sent if t.i < content.i)
    if opened % 2:
        closing = next((t.i for t in content.sent if t.i > content.i and t.text == '"'), None)
        if closing is not None:
            words = [t for t in words if t.i < closing]
    return words


def _is_aside(node: Token, content: Token) -> bool:
    if node.left_edge.i <= content.i:
        return False
    after_comma = node.doc[node.left_edge.i - 1].text == ","
    if node.dep_ == "advcl" and node.tag_ == "VBG":
        return after_comma
    if node.dep_ == "relcl":
        return after_comma and any(c.lower_ in {"which", "who"} for c in node.children)
    return node.dep_ == "parataxis"


def trimmed(words: list[Token]) -> list[Token]:
    """Drop punctuation and connectives at both ends of a run of words."""
    first, last = 0, len(words)
    while first < last and (words[first].is_punct or words[first].is_space or _link(words[first])):
        first += 1
    while last > first and (
        words[last - 1].is_space
        or _link(words[last - 1])
        or (words[last - 1].is_punct and words[last - 1].text not in {")", '"', "%"})
    ):
        last -= 1
    return words[first:last]


def _link(token: Token) -> bool:
    return token.dep_ in {"cc", "mark", "preconj"}


def is_clausal(token: Token) -> bool:
    """Say whether a content is a clause (a verb) rather than a noun phrase."""
    return token.pos_ in {"VERB", "AUX"}


def atoms(root: Token, *, main: bool = False) -> list[list[Token]]:
    """Split a content at its coordinations: one list of words for each separate act or term.

    Parameters
    ----------
    root
        The head of the content: a verb ("stop mobilising, training or importing arms") or a noun
        ("the release of hostages and an end to the siege").
    main
        The root is itself a main verb: a coordinated verb with a subject of its own is then a
        sentence of its own, read by itself.

    Returns
    -------
    list of list of Token
        The head comes first in each list's metadata sense: use :func:`head_of`.
    """
    parts = [*conjuncts(root), *_listed_below(root)]
    result = []
    for part in parts:
        others = [p for p in parts if p.i != part.i]
        if main and part.i != root.i and own_subjects(part):
            continue
        duties = [d for d in conjuncts(duty) if is_clausal(d)] if (duty := duty_of(part)) else []
        if len(duties) > 1:
            result += [_shared(part, each, duties) for each in duties]
            continue
        beside = [c for c in part.children if c.dep_ in {"parataxis", "ccomp"} and c.i < part.i]
        words = trimmed(content_words(part, leave_out=[*others, *(beside if main else [])]))
        last = next((p for p in parts if p.i > part.i and p.tag_ == part.tag_), None)
        for piece in _hidden_verbs(words, part, last):
            if piece:
                result.append(piece)
    return result


def _listed_below(root: Token) -> list[Token]:
    """Give further members of a list that the parser hung on a measure inside the first.

    "A halt for 90 days, the removal of heavy weapons and a hotline": "removal" is hung on "days".
    """
    if is_clausal(root):
        return []
    hung = [
        part
        for measure in root.subtree
        if measure.i != root.i and measure.ent_type_ in _MEASURES and measure.pos_ == "NOUN"
        for part in conjuncts(measure)[1:]
        if part.pos_ in {"NOUN", "PROPN"} and part.ent_type_ not in _MEASURES
    ]
    # "a pause, the opening of the crossing and a mechanism": an apposition that goes on is a list
    listed = [
        part
        for member in conjuncts(root)
        for second in children(member, "appos")
        if second.pos_ == "NOUN" and len(conjuncts(second)) > 1
        for part in conjuncts(second)
    ]
    return list(dict.fromkeys([*hung, *listed]))


def duty_of(verb: Token) -> Token | None:
    """Give the infinitive of "is to leave", "have to be freed"; None for another verb."""
    if verb.lemma_ not in {"be", "have", "need"}:
        return None
    return next(
        (
            c
            for c in children(verb, "xcomp")
            if c.i > verb.i and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)
        ),
        None,
    )


def _shared(verb: Token, duty: Token, duties: list[Token]) -> list[Token]:
    """Give the words of one of several duties, with the subject that they share."""
    own = subtree(duty, leave_out=[d for d in duties if d.i != duty.i])
    if own_subjects(duty):
        return trimmed(own)
    shared = [t for s in own_subjects(verb) for t in s.subtree]
    return trimmed(sorted({*shared, verb, *own}, key=lambda t: t.i))


def _hidden_verbs(words: list[Token], verb: Token, last: Token | None) -> list[list[Token]]:
    """Split off verbs that the parser took for nouns: "mobilise troops, train soldiers or bring".

    Only between a verb and a later verb of the same form that is coordinated with it, and only at
    commas: there the word after a comma can hardly be anything but a verb of that form.
    """
    if last is None or not is_clausal(verb) or verb.tag_ not in {"VB", "VBG"}:
        return [words]
    pieces: list[list[Token]] = [[]]
    for place, token in enumerate(words):
        after_comma = place and words[place - 1].text == ","
        shape = (
            token.lower_.endswith("ing")
            if verb.tag_ == "VBG"
            else token.tag_ in {"NN", "VB", "VBP"}
        )
        followed = place + 1 < len(words) and words[place + 1].pos_ in {
            "NOUN",
            "PROPN",
            "DET",
            "ADJ",
            "PRON",
        }
        if after_comma and token.i > verb.i and shape and followed and token.is_lower:
            pieces.append([])
        pieces[-1].append(token)
    return [trimmed(p) for p in pieces]


def object_groups(words: list[Token], head: Token) -> list[list[Token]]:
    """Split a clause at the coordination of its object: "resume aid and intelligence sharing".

    Returns
    -------
    list of list of Token
        The clause once for each coordinated object; the clause itself where there is but one.
    """
    inside = {t.i for t in words}
    for anchor in [
        head,
        *(c for c in head.children if c.dep_ in {"prep", "xcomp"} and c.i in inside),
    ]:
        for obj in children(anchor, "dobj", "pobj", "nsubjpass"):
            group = [p for p in conjuncts(obj) if p.i in inside]
            if len(group) > 1 and all(p.pos_ in {"NOUN", "PROPN"} for p in group):
                variants = []
                for part in group:
                    drop = {
                        t.i
                        for other in group
                        if other.i != part.i
                        for t in subtree(other, leave_out=[p for p in group if p.i != other.i])
                    }
                    kept = [t for t in words if t.i not in drop]
                    variants.append(trimmed(kept))
                return variants
    return [words]


def head_of(words: list[Token]) -> Token:
    """Give the syntactic head of a run of words: the one whose own head lies outside."""
    inside = {t.i for t in words}
    for token in words:
        if token.head.i not in inside or token.head.i == token.i:
            if token.pos_ in _CONTENT_POS and token.dep_ not in {"aux", "auxpass"}:
                return token
    return words[0]


_OUTCOMES: Final = frozenset("out off away back gone home down apart open shut free".split())


def outcome(verb: Token, thing: Token) -> list[Token]:
    """Give what is wished of a thing: "wants the army *out of the town*", "the road *opened*".

    The parser hangs these words on the verb of wishing.
    """
    for child in verb.children:
        near = 0 < child.left_edge.i - thing.right_edge.i <= 1
        kinds = {"prep", "prt", "advmod", "oprd", "acomp", "advcl", "xcomp"}
        done = child.tag_ == "VBN" or child.lower_ in _OUTCOMES
        if near and child.dep_ in kinds and done:
            return [t for t in child.subtree if not t.is_punct]
    return []
