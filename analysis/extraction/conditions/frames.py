"""From a cue in the parse to a frame: who, with which act, about which content, of whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import WISHING, contents_of, is_infinitive
from analysis.extraction.conditions.contingency import contingent_clause, gate
from analysis.extraction.conditions.cues import Cue, cues_at
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.document import Cast

_HYPOTHETICAL: Final = frozenset({"if", "whether", "unless", "until", "till", "lest", "once"})
_SPECULATIVE: Final = frozenset({"may", "might", "could"})
_ACCUSING: Final = frozenset({"accuse", "suspect", "blame", "denounce"})
# a vow to fight on is no offer
_WARLIKE: Final = frozenset(
    "fight win defeat crush destroy retaliate avenge resist respond strike attack punish kill "
    "continue".split()
)
# "asked not to be named"
_NAMING: Final = frozenset({"name", "identify", "quote"})
_MERELY: Final = frozenset("see know hear say think believe be understand wait ensure show".split())
_STATE_NOUNS: Final = frozenset(
    {"government", "army", "leadership", "authority", "state", "republic", "kingdom", "military"}
)
_NOT_OF_STATE: Final = frozenset({"armed_group", "organisation", "alliance"})


@dataclass(frozen=True)
class Frame:
    """A position as the syntax shows it, before its content is split and coded.

    Parameters
    ----------
    cue
        The word that carries the act.
    rule
        Name for the ``rule`` column.
    act
        Act code, negation already worked in.
    holders
        Actor ids whose position it is.
    contents
        Syntactic heads of the content.
    targets
        Actor ids it is asked of, as far as the syntax says.
    status
        Status code where the cue decides it, else ''.
    confidence
        How far the construction alone can be trusted.
    start
        Offset at which the act begins: of the holder where it stands in the clause, or of the cue.
    explicit
        The noun that is the cue has an owner of its own ("the American plan").
    """

    cue: Token
    rule: str
    act: str
    holders: tuple[str, ...]
    contents: tuple[Token, ...]
    targets: tuple[str, ...] = ()
    status: str = ""
    confidence: float = 0.7
    start: int = -1
    explicit: bool = False


def who(cast: Cast, tokens: list[Token]) -> list[str]:
    """Give the actors that noun phrases name, by their heads, else by their modifiers.

    "Both sides" gives two; "the American delegation" gives the United States where the delegation
    itself is no actor.
    """
    found: list[str] = []
    for token in tokens:
        mentions = cast.all_at(token)
        if mentions and (of := _for_whom(token)):
            # "commanders of both armies", "envoys of A and B": it is said whose they are
            owners = [m for part in of for m in cast.all_at(part) if cast.party(m.entity)]
            several = len({cast.party(m.entity) for m in owners}) > 1
            if several:
                found += [m.entity for m in owners]
                continue
            if owners and not cast.party(mentions[0].entity):
                mentions = owners
        if not mentions and token.lemma_.lower() in deal_words()["joint.people"]:
            # "no envoy of the Front": nobody's own row, but it is said whose they are
            mentions = [m for part in syntax.prepositional(token, "of") for m in cast.all_at(part)]
        if mentions:
            shortest = mentions[0].end - mentions[0].start
            found += [m.entity for m in mentions if m.end - m.start == shortest]
            found += _beside_the_state(token, cast)
            continue
        # "a breakaway group, the Bangsamoro Fighters": the apposition says who
        if named := [a for c in syntax.children(token, "appos") if (a := cast.at(c))]:
            found += named
            continue
        # "the British and Irish governments", "the rebel leaders": the modifiers say whose
        found += [
            actor
            for child in token.children
            if child.dep_ in {"amod", "compound", "poss", "nmod"}
            for part in syntax.conjuncts(child)
            if (actor := cast.at(part))
        ]
    return list(dict.fromkeys(found))


def parties_of(cast: Cast, tokens: list[Token]) -> list[str]:
    """Give the parties that noun phrases name: of persons and forces those they stand for."""
    return list(dict.fromkeys(cast.party(a) or a for a in who(cast, tokens)))


def _for_whom(noun: Token) -> list[Token]:
    """Give whose people are named: "commanders of A", "negotiators for A and B"."""
    named = [t for p in ("of", "for") for t in syntax.prepositional(noun, p)]
    # "Commanders from both sides" are theirs; "observers from Chad" need not be Chad's.
    sides = deal_words()["joint.nouns"]
    named += [t for t in syntax.prepositional(noun, "from") if t.lemma_.lower() in sides]
    return [part for t in named for part in syntax.conjuncts(t)]


def _beside_the_state(noun: Token, cast: Cast) -> list[str]:
    """Give the second party of "the government of Mozambique and Renamo".

    The parser reads it as a government of both.
    """
    if noun.lemma_.lower() not in _STATE_NOUNS:
        return []
    beside = [p for t in syntax.prepositional(noun, "of") for p in syntax.conjuncts(t)[1:]]
    actors = [cast.by_id.get(cast.at(part)) for part in beside]
    return [a.actor_id for a in actors if a is not None and a.kind in _NOT_OF_STATE]


def frames_at(token: Token, cast: Cast) -> list[Frame]:
    """Give the frames that a token opens as a cue; none for most tokens.

    Parameters
    ----------
    token
        A word of the parse.
    cast
        The actors and their mentions.

    Returns
    -------
    list of Frame
        Frames with at least one content; ``holders`` may be empty (an impersonal passive, a noun
        without owner), for the reader to fill from the context.
    """
    frames = []
    for cue in cues_at(token):
        if cue.pos == "verb":
            frame = _verb_frame(cue, token, cast)
        elif cue.pos == "noun":
            frame = _noun_frame(cue, token, cast)
        else:
            frame = _adjective_frame(cue, token, cast)
        if frame is not None:
            frames.append(frame)
    return frames


def is_hypothetical(token: Token) -> bool:
    """Say whether a word stands in a clause that is only supposed ("if they agree")."""
    for node in (token, *syntax.governors(token)):
        clause = syntax.first_conjunct(node)
        if clause.dep_ in {"advcl", "ccomp", "csubj", "pcomp", "acl"} and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in _HYPOTHETICAL for c in clause.children
        ):
            return True
        if node.dep_ == "pcomp" and node.head.lower_ in {"without", "before", "after", "despite"}:
            return True
        if node.dep_ in {"pcomp", "ccomp", "xcomp"} and {
            node.head.lemma_,
            node.head.head.lemma_,
        } & (_ACCUSING):
            return True  # what a rival is said to want
    return False


def _verb_frame(cue: Cue, verb: Token, cast: Cast) -> Frame | None:
    left_undone = _left_undone(cue, verb)
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return None
    if is_hypothetical(verb) and not left_undone:
        return None
    if _studies(verb) or (cue.lemma == "like" and "would" not in syntax.auxiliaries(verb)):
        return None
    passive = syntax.is_passive(verb)
    contents = contents_of(cue, verb, passive)
    if not contents:
        return None
    if cue.lemma in WISHING:
        contents = [part for c in contents for part in _seen(c)]
        contents = [c for c in contents if c.lemma_ not in _MERELY]
    contents = [c for c in contents if c.lemma_ not in _NAMING]
    if cue.act == "pledge":
        contents = [
            c
            for c in contents
            if not {c.lemma_, *(g.lemma_ for g in syntax.children(c, "xcomp"))} & _WARLIKE
        ]
    if gate(verb):
        return None  # "will not sign until": what counts is the precondition
    if not contents:
        return None
    negated = syntax.is_negated(verb) or syntax.yet_to(verb) or left_undone
    act, status = cue.act, cue.status
    if cue.act == "demand" and not negated and (subject := _to_be_discussed(contents)):
        act, contents = "raise", subject
    auxiliaries = set(syntax.auxiliaries(verb))
    # "could live with it", "could imagine sending monitors": the modal is part of the phrase
    speculative = auxiliaries & _SPECULATIVE and cue.lemma not in {"live", "imagine"}
    if speculative and cue.act in {"agree", "reject", "pledge", "demand", "propose"}:
        return None
    if negated:
        act, status = cue.negated_act, ""
        if cue.act == "demand" and any(c.lower_ == "longer" for c in verb.children):
            act, status = "demand", "suspended"
        if not act:
            return None
        if cue.act == "agree" and any(c.lower_ == "never" for c in verb.children):
            act = "reject"
        undecided = syntax.yet_to(verb) or left_undone or syntax.neither_nor(verb)
        if undecided and cue.act in {"agree", "pledge", "propose"}:
            act = "withhold"
        elif auxiliaries & {"will", "would", "wo", "ca", "can", "cannot"} and act == "withhold":
            act = "reject" if cue.act == "agree" else act
    elif cue.act == "agree" and auxiliaries & {"would", "will"}:
        status = "conditional" if contingent_clause(verb) else "open"
    if passive and "subject_passive" not in cue.holder:
        holder_tokens = syntax.agents(verb)
        if verb.dep_ == "xcomp" and not holder_tokens:
            return None
    else:
        # "left without signing": who left has not signed
        holder_tokens = syntax.subjects(verb.head.head if left_undone else verb)
        # "Foreign monitors India ruled out": what stands first is no subject.
        holder_tokens = [t for t in holder_tokens if t not in contents]
    if any(is_instrument(t) and not cast.all_at(t) for t in holder_tokens):
        return None  # "the union's plan calls for": the deals module reads these
    holders = who(cast, holder_tokens)
    if not holders and holder_tokens and not passive:
        # the subject is a thing: "the plan calls for", "maps suggest"
        if not any(is_instrument(t) for t in holder_tokens):
            return None
        return Frame(
            verb,
            f"instrument:{cue.lemma}",
            act,
            (),
            tuple(contents),
            (),
            status,
            0.5,
            _start(verb, holder_tokens),
        )
    targets = _targets(cue, verb, cast)
    start = _start(verb, holder_tokens)
    return Frame(
        verb,
        cue.name,
        act,
        tuple(holders),
        tuple(contents),
        tuple(targets),
        status,
        0.75 if holders else 0.45,
        start,
    )


def _left_undone(cue: Cue, verb: Token) -> bool:
    """Say whether somebody goes "without signing" what was to be signed."""
    without = verb.dep_ == "pcomp" and verb.head.lower_ == "without"
    return without and cue.act == "agree" and verb.head.head.pos_ == "VERB"


def _seen(content: Token) -> list[Token]:
    """Give what somebody wants "to see": "would like to see a second gate opened"."""
    if content.lemma_ != "see":
        return [content]
    seen = syntax.children(content, "ccomp", "dobj")
    return [c for c in seen if not any(g.lower_ in {"if", "whether"} for g in c.children)]


def _studies(verb: Token) -> bool:
    """Say whether somebody's trade is told: "who studies militias at the university"."""
    trades = {"study", "examine", "review", "follow", "assess"}
    return verb.dep_ == "relcl" and verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in trades


def _to_be_discussed(contents: list[Token]) -> list[Token]:
    """Give what "we need to discuss", "he wants to talk about": a subject, not a demand."""
    for content in contents:
        if syntax.own_subjects(content) or not syntax.is_clausal(content):
            continue
        for cue in cues_at(content):
            if cue.act == "raise":
                return contents_of(cue, content) or [content]
    return []


def _start(cue: Token, holders: list[Token]) -> int:
    """Give where the act begins: at its holder if that stands close before the cue."""
    before = [t for t in holders if t.sent.start == cue.sent.start and 0 < cue.i - t.i <= 12]
    if not before:
        return cue.idx
    first = min(before, key=lambda t: t.i)
    return min(first.left_edge.idx, cue.idx) if cue.i - first.left_edge.i <= 16 else first.idx


def _targets(cue: Cue, token: Token, cast: Cast) -> list[str]:
    found: list[Token] = []
    for option in cue.target:
        if option == "obj":
            found += syntax.children(token, "dobj")
            for clause in syntax.children(token, "ccomp", "xcomp"):
                found += list(syntax.own_subjects(clause)) if is_infinitive(clause) else []
        elif option == "dative":
            found += syntax.children(token, "dative")
        elif option.startswith("prep:"):
            found += syntax.prepositional(token, option.removeprefix("prep:"))
    return who(cast, [part for t in found for part in syntax.conjuncts(t)])


def _noun_frame(cue: Cue, noun: Token, cast: Cast) -> Frame | None:
    if noun.dep_ == "compound" or is_hypothetical(noun):
        return None
    contents = contents_of(cue, noun)
    if contents and all(t.pos_ != "VERB" and cast.all_at(t) for t in contents):
        # "the consent of the Houthis to an extension": of whom, not of what
        rest = tuple(o for o in cue.content if o != "prep:of")
        contents = contents_of(replace(cue, content=rest), noun) or contents
    if not contents:
        return None
    holder_tokens: list[Token] = []
    explicit = False
    for way in cue.holder:
        if way == "poss":
            holder_tokens = syntax.possessors(noun)
        elif way == "amod":
            holder_tokens = [
                c for c in syntax.children(noun, "amod", "compound", "nmod") if cast.at(c)
            ]
        elif way == "verb":
            if _carries(noun):
                holder_tokens = syntax.subjects_of_noun(noun)
        elif way.startswith("prep:"):
            holder_tokens = [
                t
                for t in syntax.prepositional(noun, way.removeprefix("prep:"))
                for t in syntax.conjuncts(t)
                if who(cast, [t])
            ]
            holder_tokens = [t for t in holder_tokens if t not in contents]
        if who(cast, holder_tokens):
            explicit = way != "verb"
            break
    if not who(cast, holder_tokens) and noun.dep_ == "nsubj" and noun.head.lemma_ == "come":
        # "From the prime minister came a demand": whose it is hangs on the verb.
        holder_tokens = syntax.prepositional(noun.head, "from")[:1]
    holders = who(cast, holder_tokens)
    if cue.holder == ("poss",) and not holders:
        return None  # "without a word" is nobody's word
    act, status = cue.act, cue.status
    verb = noun.head if noun.dep_ in {"dobj", "attr", "nsubj", "nsubjpass", "pobj"} else None
    if verb is not None and verb.dep_ == "prep":
        verb = verb.head
    if verb is not None and verb.pos_ in {"VERB", "AUX"}:
        act, status, holders = _under_verb(act, status, noun, verb, holders, cast)
        if not act:
            return None
    if (noun.dep_ == "pobj" and noun.head.lower_ == "without") or syntax.denied_noun(noun):
        act, status = cue.negated_act, ""
        if not act:
            return None
    contents = [c for c in contents if not set(who(cast, [c])) & set(holders) or c.pos_ == "VERB"]
    if not contents:
        return None
    return Frame(
        noun,
        cue.name,
        act,
        tuple(holders),
        tuple(contents),
        tuple(_targets(cue, noun, cast)),
        status,
        0.65 if holders else 0.4,
        _start(noun, holder_tokens),
        explicit,
    )


def _carries(noun: Token) -> bool:
    """Say whether the verb over a noun makes its subject the owner: "set conditions"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.lemma_ in _LIGHT_VERBS or verb.lemma_ in _VERB_OVER_NOUN


# Verbs whose subject is the owner of the demand, offer or plan that is their object.
_LIGHT_VERBS: Final = frozenset(
    "make have present put offer issue repeat reiterate renew set table submit announce outline "
    "publish voice express state declare lay give send hand float unveil press maintain push reach "
    "sign raise drop abandon add attach circulate draw bring come stress emphasise emphasize "
    "underline underscore mention list name keep withdraw soften stick insist".split()
)

# What a verb makes of the noun that is its object: who "rejected a proposal for X" rejects X.
_VERB_OVER_NOUN: Final = {
    "reject": "reject",
    "refuse": "reject",
    "dismiss": "reject",
    "oppose": "reject",
    "spurn": "reject",
    "rebuff": "reject",
    "veto": "reject",
    "accept": "agree",
    "endorse": "agree",
    "back": "agree",
    "support": "agree",
    "welcome": "agree",
    "approve": "agree",
    "sign": "agree",
    "meet": "agree",
    "consider": "withhold",
    "study": "withhold",
    "weigh": "withhold",
    "review": "withhold",
    "discuss": "raise",
    "raise": "raise",
}


def _drops(verb: Token) -> bool:
    """Say whether a verb lets go of the demand or offer that is its object."""
    if verb.lemma_ == "give":
        return any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
    return verb.lemma_ in {"drop", "abandon", "withdraw", "shelve", "soften", "renounce", "retract"}


def _under_verb(
    act: str, status: str, noun: Token, verb: Token, holders: list[str], cast: Cast
) -> tuple[str, str, list[str]]:
    lemma = verb.lemma_.lower()
    negated = syntax.is_negated(verb)
    subject = who(cast, syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb))
    object_of = noun.dep_ in {"dobj", "nsubjpass"}
    if object_of and _drops(verb):
        if negated or verb.head.lemma_ in {"refuse", "decline"}:
            return "demand", "open", holders or subject
        return act, "suspended", holders or subject
    if object_of and lemma in _VERB_OVER_NOUN and subject:
        mapped = _VERB_OVER_NOUN[lemma]
        if negated:
            mapped = {"agree": "withhold", "reject": "withhold"}.get(mapped, mapped)
        # the noun's own owner holds the demand; who answers it is read off the verb's own frame
        if holders and set(holders) != set(subject):
            return act, status, holders
        return mapped, "", subject
    if object_of and lemma in {"reach", "conclude", "sign", "strike", "broker"} and negated:
        return "withhold", "", holders or subject
    return act, status, holders


def _adjective_frame(cue: Cue, adjective: Token, cast: Cast) -> Frame | None:
    verb = adjective.head
    predicative = adjective.dep_ in {"acomp", "attr", "oprd", "ROOT", "xcomp", "conj", "ccomp"}
    if is_hypothetical(adjective):
        return None
    if (
        adjective.pos_ == "VERB"
        and not any(c.dep_ in {"auxpass", "aux"} and c.lemma_ == "be" for c in adjective.children)
        and adjective.dep_ not in {"acomp", "oprd"}
    ):
        return None
    if "subject_content" in cue.content and predicative and verb.lemma_ == "be":
        contents = [c for c in syntax.children(verb, "nsubj", "csubj") if c.pos_ != "PRON"]
        holders = who(
            cast,
            [
                t
                for node in (adjective, verb)
                for p in ("to", "for")
                for t in syntax.prepositional(node, p)
            ],
        )
        if not contents:
            return None
        act = cue.negated_act if syntax.is_negated(verb) else cue.act
        if not act:
            return None
        return Frame(
            adjective,
            cue.name,
            act,
            tuple(holders),
            tuple(contents),
            (),
            cue.status,
            0.55 if holders else 0.35,
            contents[0].left_edge.idx,
        )
    contents = contents_of(
        replace(cue, content=tuple(o for o in cue.content if o != "subject_content")), adjective
    )
    if not contents and predicative:
        # "is prepared to leave": the infinitive may hang on the copula
        contents = (
            [
                c
                for c in syntax.children(verb, "xcomp", "advcl")
                if is_infinitive(c) and c.i > adjective.i
            ]
            if "to" in cue.content
            else []
        )
    if not contents:
        return None
    if predicative or adjective.pos_ == "VERB":
        holder_tokens = syntax.own_subjects(adjective) or syntax.subjects(
            verb if verb.pos_ in {"AUX", "VERB"} and adjective.dep_ != "ROOT" else adjective
        )
    elif adjective.dep_ in {"amod", "advcl"}:
        holder_tokens = [adjective.head] if adjective.dep_ == "amod" else syntax.subjects(adjective)
    else:
        return None
    holders = who(cast, holder_tokens)
    if not holders:
        return None
    act, status = cue.act, cue.status
    if syntax.is_negated(adjective) or (syntax.is_negated(verb) and predicative):
        act, status = cue.negated_act, ""
    if not act:
        return None
    return Frame(
        adjective,
        cue.name,
        act,
        tuple(holders),
        tuple(contents),
        (),
        status,
        0.7,
        _start(adjective, holder_tokens),
    )
