"""How the content of a cue hangs on it in the parse: by "that", "to", as an object, in a list."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.cues import Cue, cues_at
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.conditions.pointers import points_back

MUST: Final = frozenset({"must", "should", "shall", "ought", "need", "needs"})


_LISTED_NOUNS: Final = frozenset(
    "step thing condition demand point measure term issue item request priority proposal topic "
    "subject question element stage pledge concession requirement".split()
)


_ORDINALS: Final = frozenset("first second third fourth fifth firstly secondly thirdly".split())


_SOME: Final = frozenset({"one", "another", "some", "first", "second", "chief", "most"})


# objects that state no content: "for its part", "raising hopes of", "for now"
_EMPTY: Final = frozenset(
    "part instance example moment now hope fear doubt concern alarm question prospect spectre "
    "sake time first least long more less something anything everything nothing much enough what "
    "role responsibility involvement accusation allegation charge wrongdoing report".split()
)


EXTENDERS: Final = frozenset(
    "include be comprise remain cover contain entail mean range concern encompass".split()
)


# "we want to see", "he wants to know": nothing is asked for
WISHING: Final = frozenset({"want", "need", "ask", "seek", "expect", "like"})


_TIMES: Final = frozenset({"DATE", "TIME"})


def contents_of(cue: Cue, token: Token, passive: bool = False) -> list[Token]:
    """Give the heads of what a cue is about, by the ways of attaching that its row allows."""
    found: list[Token] = []
    for option in cue.content:
        # "agreed on Saturday to a truce": a day is not what is agreed on, so the next way is tried.
        found += [t for t in _attached(option, token, passive) if not _is_time(t)]
        if found:
            break
    found = [
        t
        for t in found
        if not t.is_space
        and not t.is_punct
        and (t.lemma_ not in _EMPTY or _has_a_part(cue, t))
        and not (t.pos_ == "NOUN" and points_back(t))
    ]
    found = [part for t in found for part in _after_colon(t)]
    signed = token.lemma_.lower() in deal_words()["verbs.concludes"]
    if signed and len(found) == 1 and is_instrument(found[0]) and _substance(found[0]) == found:
        # "signed a pact on Monday to end the war": what for hangs on the verb.
        purposes = [c for c in syntax.children(token, "advcl") if is_infinitive(c)]
        found = [c for c in purposes if c.i > found[0].i][:1] or found
    return [part for t in found for part in _substance(t)]


def _has_a_part(cue: Cue, noun: Token) -> bool:
    """Say whether a part in something is meant: "accept a Turkish role in watching the truce"."""
    return (
        noun.lemma_ in _PARTS
        and cue.lemma != "deny"
        and any(p.lower_ == "in" and list(p.children) for p in syntax.children(noun, "prep"))
    )


# what somebody may have in the watching of a truce or the running of a town
_PARTS: Final = frozenset({"part", "role", "involvement", "say"})


def _after_colon(content: Token) -> list[Token]:
    """Give what is listed behind "three steps: ...", else the word itself."""
    if content.lemma_.lower() not in _LISTED_NOUNS:
        return [content]
    sentence = content.sent
    colon = next((t.i for t in sentence if t.text == ":" and 0 < t.i - content.i <= 6), None)
    if colon is None:
        return [content]
    pieces: list[list[Token]] = [[]]
    for token in content.doc[colon + 1 : sentence.end]:
        if token.text == ";":
            pieces.append([])
        else:
            pieces[-1].append(token)
    heads = []
    for piece in pieces:
        words = [t for t in syntax.trimmed(piece) if t.lower_ not in _ORDINALS and not t.is_punct]
        if words:
            heads.append(syntax.head_of(words))
    return heads or [content]


def _is_time(token: Token) -> bool:
    """Say whether a noun phrase is a mere date or time ("on Wednesday"), nothing more."""
    return token.ent_type_ in _TIMES and len(list(token.subtree)) <= 3 and token.pos_ != "VERB"


def _substance(content: Token) -> list[Token]:
    """Give what an instrument is about: "an agreement for a halt" -> halt, else the word itself."""
    if not is_instrument(content):
        return [content]
    inner = [
        t
        for p in ("on", "for", "to", "under")
        for t in syntax.prepositional(content, p)
        if not _is_time(t) and t.pos_ in {"NOUN", "VERB"}
    ]
    inner += [c for c in syntax.children(content, "acl") if is_infinitive(c)]
    return inner or [content]


def is_infinitive(token: Token) -> bool:
    """Say whether a verb stands in the infinitive with "to"."""
    return token.pos_ in {"VERB", "AUX"} and any(
        c.lower_ == "to" and c.dep_ in {"aux", "mark"} for c in token.children
    )


def _attached(option: str, token: Token, passive: bool) -> list[Token]:
    if option == "that":
        return [
            c
            for c in syntax.children(token, "ccomp", "acl", "relcl" if token.pos_ == "NOUN" else "")
            if (is_finite(c) or _marked_that(c)) and _says_that(c) and not _cut_off(c, token)
        ]
    if option == "to":
        found = [c for c in syntax.children(token, "xcomp", "acl", "ccomp") if is_infinitive(c)]
        return found or [
            c for c in syntax.children(token, "advcl") if is_infinitive(c) and c.i > token.i
        ]
    if option == "ing":
        # "ruled out sending": the gerund may hang on the particle
        anchors = [token, *syntax.children(token, "prt", "prep", "advmod")]
        found = [c for a in anchors for c in syntax.children(a, "xcomp", "dobj", "pcomp", "ccomp")]
        own = {c.i for c in token.children}
        found += [c for c in syntax.children(token, "advcl") if token.doc[c.i - 1].dep_ == "prt"]
        return [c for c in found if c.tag_ == "VBG" and (c.i in own or _is_particle(c.head, token))]
    if option == "undecided":
        if not (syntax.is_negated(token) or syntax.yet_to(token)):
            return []
        return [
            c
            for c in syntax.children(token, "ccomp", "xcomp", "advcl")
            if any(g.lower_ in {"whether", "if"} for g in c.children)
        ]
    if option in {"obj", "proposal_obj", "access_only"}:
        if passive:
            return list(syntax.own_subjects(token))
        objects = syntax.objects(token, "dobj", "attr", "oprd")
        if named := _cleft(token) or _small_clause(token):
            return named
        if not objects and (fronted := _fronted(token)):
            return [fronted]
        if all(o.pos_ == "PRON" for o in objects) and (named := _as_for(token)):
            return named
        if token.lemma_ not in WISHING | {"undertake"} and (
            gap := _antecedent_object(token, objects)
        ):
            return [gap]
        return [c for c in objects if c.pos_ != "PRON" and not points_back(c)]
    if option == "instrument":
        # "tabled a paper that foresees a truce"; a bare draft says nothing of what is in it.
        return [
            o
            for o in _attached("obj", token, passive)
            if o.i > token.i
            and is_instrument(o, "proposal")
            and (
                _substance(o) != [o]
                or any(not is_under(c) for c in syntax.children(o, "relcl", "acl"))
            )
        ]
    if option == "truce_obj":
        objects = _attached("obj", token, passive)
        return [c for c in objects if c.lemma_.lower() in deal_words()["nouns.halts"]]
    if option in {"obj_to", "obj_from"}:
        if option == "obj_from":
            return syntax.prepositional(token, "from")
        clauses = [c for c in syntax.children(token, "xcomp", "ccomp", "advcl") if is_infinitive(c)]
        if clauses:
            return clauses
        # the parser often hangs the infinitive on the object: "the need for the army to leave"
        return [
            c
            for obj in syntax.children(token, "dobj")
            for c in syntax.children(obj, "acl", "relcl")
            if is_infinitive(c)
        ]
    if option == "self_to":
        if any(c.lower_.endswith(("self", "selves")) for c in token.children) or passive:
            return [
                c for c in syntax.children(token, "xcomp", "advcl") if is_infinitive(c)
            ] or syntax.prepositional(token, "to")
        return []
    if option == "short_of":
        return [
            t
            for c in syntax.children(token, "advmod", "acomp", "prep")
            if c.lower_ == "short"
            for t in syntax.prepositional(c, "of")
        ]
    if option == "must_only":
        return [
            c
            for c in syntax.children(token, "ccomp")
            if MUST & set(syntax.auxiliaries(c)) or has_to(c)
        ]
    if option == "may_only":
        return [c for c in syntax.children(token, "ccomp") if may_need(c)]
    if option == "dative":
        return syntax.children(token, "dobj")
    if option.startswith("prep:"):
        named = syntax.prepositional(token, option.removeprefix("prep:"))
        if any(t.lower_ == "what" for t in named):
            return _cleft(token)
        return named or (for_them_to(token) if option == "prep:for" else [])
    if option.startswith("prep_to:"):
        if not syntax.prepositional(token, option.removeprefix("prep_to:")):
            return []
        anchors = [token, *(c for c in token.children if c.dep_ == "prep")]
        anchors += [p for c in anchors[1:] for p in syntax.children(c, "pobj")]
        return [
            c
            for anchor in anchors
            for c in syntax.children(anchor, "xcomp", "advcl", "acl", "relcl")
            if is_infinitive(c)
        ]
    if option == "list":
        return listed(token)
    if option == "redline_list":
        red = any(c.lower_ == "red" for c in token.children) or (
            token.i and token.doc[token.i - 1].lower_ == "red"
        )
        return listed(token) if red else []
    if option == "made":
        verb = token.head
        if token.dep_ in {"oprd", "ccomp", "xcomp", "dobj", "attr"} and verb.lemma_ == "make":
            # "made the release a condition": a small clause, however the parser hangs it
            near = [*syntax.children(token, "nsubj"), *syntax.children(verb, "dobj", "nsubj")]
            return [c for c in near if c.i != token.i and c.i > verb.i][:1]
        return []
    if option == "under_which":
        return [
            c
            for c in syntax.children(token, "relcl", "acl")
            if any(g.lower_ == "which" for g in c.subtree) and is_under(c)
        ]
    if option == "wh":
        return [
            c
            for c in syntax.children(token, "ccomp", "xcomp")
            if any(w.tag_ in {"WRB", "WP", "WDT"} or w.lower_ == "whether" for w in c.children)
        ]
    return []


def for_them_to(token: Token) -> list[Token]:
    """Give the clause of "called for them to be freed"."""
    clauses = syntax.children(token, "advcl", "xcomp", "ccomp", "acl")
    return [
        c
        for c in clauses
        if is_infinitive(c) and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children)
    ]


def _is_particle(word: Token, verb: Token) -> bool:
    return any(cue.particle == word.lower_ for cue in cues_at(verb))


def _fronted(verb: Token) -> Token | None:
    """Give the object that stands first: "Mediation by a third party India rules out"."""
    subject = syntax.children(verb, "nsubj")
    if not subject or verb.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"}:
        return None
    before = syntax.children(verb, "npadvmod", "nsubj", "dobj")
    fronted = [c for c in before if c.pos_ == "NOUN" and c.i < subject[-1].left_edge.i]
    return fronted[0] if fronted and not _is_time(fronted[0]) else None


def _as_for(verb: Token) -> list[Token]:
    """Give what "it" is in "As for the monitors, the front rejected it"."""
    return [
        t
        for outer in syntax.children(verb, "prep")
        if outer.lower_ == "as" and outer.i < verb.i
        for inner in syntax.children(outer, "prep")
        if inner.lower_ == "for"
        for t in syntax.children(inner, "pobj", "pcomp")
    ]


def _cleft(verb: Token) -> list[Token]:
    """Give what "what the front wants is" names, or "an amnesty is what the front wants"."""
    if verb.dep_ in {"ccomp", "attr"} and verb.head.lemma_ == "be":
        asked = any(c.lower_ == "what" and c.dep_ in {"dobj", "pobj"} for c in verb.subtree)
        named = [c for c in syntax.children(verb.head, "nsubj") if c.pos_ == "NOUN"]
        return named if asked else []
    if verb.dep_ not in {"csubj", "nsubj", "csubjpass"} or verb.head.lemma_ != "be":
        return []
    if not any(c.lower_ == "what" for c in verb.children):
        return []
    found = syntax.children(verb.head, "attr", "acomp", "ccomp", "xcomp")
    return [c for c in found if c.i > verb.head.i and c.pos_ != "PRON"]


def _small_clause(verb: Token) -> list[Token]:
    """Give "the army out of the town" of who wants it so, where no verb joins the two."""
    if verb.lemma_ not in WISHING:
        return []
    clauses = syntax.children(verb, "ccomp")
    return [c for c in clauses if c.pos_ in {"ADP", "ADV", "ADJ"} and syntax.children(c, "nsubj")]


def _antecedent_object(verb: Token, objects: list[Token]) -> Token | None:
    """Give the noun that a relative clause has for its object: "the amnesty that it floated"."""
    relative = {c.i for c in objects if c.lower_ in syntax.RELATIVES}
    if verb.dep_ != "relcl" or len(relative) != len(objects) or not syntax.own_subjects(verb):
        return None
    if any(t.lower_ in syntax.RELATIVES and t.i not in relative for t in syntax.own_subjects(verb)):
        return None
    return verb.head if verb.head.pos_ in {"NOUN", "PROPN"} and not points_back(verb.head) else None


def _cut_off(clause: Token, verb: Token) -> bool:
    """Say whether a semicolon stands between a clause and the verb that the parser hung it on."""
    low, high = sorted((clause.i, verb.i))
    return any(t.text == ";" for t in verb.doc[low:high])


def is_under(clause: Token) -> bool:
    """Say whether a relative clause tells what stands in a text: "a plan under which …"."""
    return any(
        c.dep_ in {"prep", "advmod"} and c.lower_ in {"under", "in", "by", "whereby", "through"}
        for c in clause.children
    )


def _marked_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _says_that(clause: Token) -> bool:
    """Leave out indirect questions and relative clauses: only "that" clauses state a content."""
    if any(
        c.lower_ == "that" and c.dep_ in {"nsubj", "dobj", "nsubjpass"} for c in clause.children
    ):
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod", "nsubj", "dobj"}}
    return not marks & {"if", "whether", "how", "why", "when", "what", "which", "who"}


def is_finite(verb: Token) -> bool:
    """Say whether a clause has a finite verb (or the bare subjunctive of "demand that he go")."""
    return verb.pos_ in {"VERB", "AUX"} and not is_infinitive(verb)


def has_to(verb: Token) -> bool:
    """Say whether a verb stands under "has to", "needs to", "is to" or is such a verb."""
    if verb.lemma_ in {"have", "need"} and any(
        is_infinitive(c) for c in syntax.children(verb, "xcomp")
    ):
        return True
    return verb.dep_ == "xcomp" and is_infinitive(verb) and verb.head.lemma_ in {"have", "need"}


def may_need(verb: Token) -> bool:
    """Say whether a clause admits that something may have to be given up."""
    modal = set(syntax.auxiliaries(verb))
    return bool(modal & {"may", "might", "could", "would", "will", "must"}) or has_to(verb)


def listed(noun: Token) -> list[Token]:
    """Give what a noun is said to be or include: "its demands include A and B"."""
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in EXTENDERS:
        found = syntax.children(verb, "attr", "dobj", "acomp", "ccomp", "xcomp")
        return [c for c in found if c.i > verb.i and c.pos_ != "PRON"]
    if noun.dep_ == "pobj" and verb.lower_ == "among" and verb.head.lemma_ in EXTENDERS:
        after = syntax.children(verb.head, "attr", "nsubj", "npadvmod", "dobj")
        return [c for c in after if c.i > verb.head.i and c.pos_ != "PRON"]
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.dep_ in {"nsubj", "attr"}:
        whole = verb.head  # "one of its conditions is"
        if whole.head.lemma_ == "be" and (whole.like_num or whole.lower_ in _SOME):
            found = syntax.children(whole.head, "attr", "nsubj", "ccomp", "xcomp")
            return [c for c in found if c.i not in {whole.i, noun.i} and c.pos_ != "PRON"]
    if noun.dep_ == "attr" and verb.lemma_ == "be":
        return [c for c in syntax.children(verb, "nsubj", "csubj") if c.pos_ != "PRON"]
    return [c for c in syntax.children(noun, "appos") if c.i > noun.i and c.pos_ != "PROPN"]
