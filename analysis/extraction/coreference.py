"""Who is meant by "he", "the group", "both sides": references resolved to actors of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from spacy.tokens import Token

from analysis.extraction.bodies import nouns
from analysis.extraction.document import Actor, Cast, Document, Mention

_MALE: Final = frozenset("he him his himself".split())
_FEMALE: Final = frozenset("she her hers herself".split())
_THEY: Final = frozenset("they them their theirs themselves".split())
_IT: Final = frozenset("it its itself".split())
_SPEAKER: Final = frozenset("i me my mine myself".split())
_WE: Final = frozenset("we us our ours ourselves".split())
_YOU: Final = frozenset("you your yours yourself".split())
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj")
_BODIES: Final = ("government", "organisation", "alliance", "armed_group", "media", "armed_forces")
_SIDES: Final = ("government", "armed_group", "alliance", "organisation")
_REACH: Final = 3


@dataclass
class _Reference:
    """A mention with its place in the discourse."""

    mention: Mention
    actor: Actor
    sentence: int
    paragraph: int
    subject: bool
    token: Token


class _Discourse:
    """What has been mentioned so far, most recent last."""

    def __init__(self, document: Document, cast: Cast, genders: Mapping[str, str]) -> None:
        self.document = document
        self.cast = cast
        self.genders = dict(genders)
        self.sentences = [s.start_char for s in document.doc.sents]
        self.paragraphs = [i for i, c in enumerate(document.text) if c == "\n"]
        self.references: list[_Reference] = []

    def sentence(self, offset: int) -> int:
        return max(0, bisect_left(self.sentences, offset + 1) - 1)

    def paragraph(self, offset: int) -> int:
        return bisect_left(self.paragraphs, offset)

    def add(self, mention: Mention) -> None:
        actor = self.cast.by_id.get(mention.entity)
        if actor is None or mention.rule == "demonym":
            return
        token = head_of(self.document, mention)
        self.references.append(
            _Reference(
                mention,
                actor,
                self.sentence(mention.start),
                self.paragraph(mention.start),
                _is_subject(token),
                token,
            )
        )

    def recent(self, offset: int, kinds: Sequence[str], reach: int = _REACH) -> list[_Reference]:
        """List the references to actors of some kinds within reach, the most recent first."""
        now = self.sentence(offset)
        found = []
        for reference in reversed(self.references):
            if now - reference.sentence > reach:
                break
            if reference.actor.kind in kinds and reference.mention.end <= offset:
                found.append(reference)
        return found


def head_of(document: Document, mention: Mention) -> Token:
    """Give the token that heads a mention in its sentence."""
    return document.span(mention.start, mention.end).root


def _is_subject(token: Token) -> bool:
    if token.dep_ in _SUBJECTS:
        return True
    return token.dep_ in ("conj", "appos") and token.head.dep_ in _SUBJECTS


def resolve_references(document: Document, cast: Cast, genders: Mapping[str, str]) -> Cast:
    """Add the mentions by pronoun and description to a cast.

    Parameters
    ----------
    document
        The parsed text.
    cast
        Actors with their mentions by name and title.
    genders
        ``male`` or ``female`` by ``actor_id`` where the text tells it.

    Returns
    -------
    Cast
        The same actors with more mentions.
    """
    discourse = _Discourse(document, cast, genders)
    waiting = sorted(cast.mentions)
    added: list[Mention] = []
    covered = sorted((m.start, m.end) for m in waiting if m.rule != "demonym")
    position = 0
    for token in document.doc:
        while position < len(waiting) and waiting[position].start < token.idx + len(token):
            discourse.add(waiting[position])
            position += 1
        if not token.is_alpha or _inside(covered, token.idx):
            continue
        for mention in _resolve(discourse, token):
            added.append(mention)
            discourse.add(mention)
    merged = {(m.start, m.end, m.entity): m for m in [*added, *cast.mentions]}
    return replace(cast, mentions=tuple(sorted(merged.values())), _memo={})


def _inside(covered: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_left(covered, (offset + 1, 0))
    return any(start <= offset < end for start, end in covered[max(0, at - 4) : at])


def _resolve(discourse: _Discourse, token: Token) -> list[Mention]:
    lower = token.lower_
    if lower in _MALE:
        return _pronoun(discourse, token, _person(discourse, token, "male"))
    if lower in _FEMALE:
        return _pronoun(discourse, token, _person(discourse, token, "female"))
    if lower in _THEY:
        return _pronoun(discourse, token, *_plural(discourse, token))
    if lower in _IT:
        return _pronoun(discourse, token, _thing(discourse, token))
    return _description(discourse, token)


def _pronoun(discourse: _Discourse, token: Token, *found: _Reference | None) -> list[Mention]:
    return [
        _mention(discourse, token.idx, token.idx + len(token), reference.actor.actor_id, "pronoun")
        for reference in found
        if reference is not None
    ]


def _mention(
    discourse: _Discourse, start: int, end: int, entity: str, form: str, confidence: float = 0.7
) -> Mention:
    text = discourse.document.text_of(start, end)
    return Mention(start, end, text, entity, form, None, f"{form} resolved", confidence)


def _score(discourse: _Discourse, token: Token, reference: _Reference) -> float:
    """Weigh an antecedent by distance, role in its clause and paragraph."""
    now = discourse.sentence(token.idx)
    score = -1.2 * (now - reference.sentence)
    if reference.subject:
        score += 1.0
        if reference.token.dep_ in _SUBJECTS and reference.token.head.dep_ == "ROOT":
            score += 0.4
    if reference.token.dep_ in ("poss",):
        score -= 0.3
    if reference.paragraph != discourse.paragraph(token.idx):
        score -= 0.6
    if reference.mention.form == "pronoun":
        score += 0.2
    # The later of two in one sentence is nearer, which weighs little against being the subject.
    score -= min(400, token.idx - reference.mention.end) / 1000
    same_clause = reference.sentence == now and reference.token.head == token.head
    if same_clause and token.dep_ in ("dobj", "pobj", "dative", "iobj"):
        # "Hume met him": another person than the subject of the same verb.
        score -= 3.0
    if reference.sentence == now and _is_subject(token) and reference.token.dep_ == "appos":
        score -= 0.5
    return score


def _best(
    discourse: _Discourse, token: Token, candidates: Sequence[_Reference]
) -> _Reference | None:
    scored = [(_score(discourse, token, c), c) for c in candidates]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _person(discourse: _Discourse, token: Token, gender: str) -> _Reference | None:
    candidates = [
        r
        for r in discourse.recent(token.idx, ("person",), 6)
        if discourse.genders.get(r.actor.actor_id, "") in ("", gender)
    ]
    best = _best(discourse, token, candidates)
    subject = token.dep_ in _SUBJECTS
    if best is not None and subject and not discourse.genders.get(best.actor.actor_id):
        discourse.genders[best.actor.actor_id] = gender
    return best


def _plural(discourse: _Discourse, token: Token) -> list[_Reference]:
    candidates = discourse.recent(
        token.idx, ("collective", "armed_group", "armed_forces", "person", *_SIDES), 2
    )
    pair = _coordinated(discourse, token, candidates)
    if pair:
        return pair
    plural = [r for r in candidates if r.actor.kind in ("collective", "armed_forces", "armed_group")]
    best = _best(discourse, token, plural)
    if best is None:
        return []
    return [best]


def _coordinated(
    discourse: _Discourse, token: Token, candidates: Sequence[_Reference]
) -> list[_Reference]:
    """Find the last "A and B" that the plural may take up."""
    for second in candidates:
        for first in candidates:
            if first.actor.actor_id == second.actor.actor_id or first.sentence != second.sentence:
                continue
            if first.mention.start >= second.mention.start or not first.subject:
                continue
            between = discourse.document.text_of(first.mention.end, second.mention.start)
            if between.strip(" ,").split(" ")[0] == "and" and len(between) < 30:
                return [first, second]
            if second.token.dep_ == "conj" and second.token.head == first.token:
                return [first, second]
    return []


def _thing(discourse: _Discourse, token: Token) -> _Reference | None:
    head = token.head
    if _expletive(token):
        return None
    candidates = discourse.recent(token.idx, _BODIES, 1)
    candidates = [c for c in candidates if not _plural_word(c.token)]
    if not candidates:
        return None
    best = _best(discourse, token, candidates)
    if best is None:
        return None
    if token.dep_ == "poss":
        return best if best.subject or best.sentence == discourse.sentence(token.idx) else None
    # A thing that is no actor, as subject of the sentence before, takes the pronoun first.
    if not best.subject and head.lemma_ in ("be", "have", "become", "remain", "include", "take"):
        return None
    return best if best.subject or _agentive(head) else None


def _plural_word(token: Token) -> bool:
    return token.tag_ in ("NNS",)


def _expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    if token.dep_ not in _SUBJECTS:
        return False
    head = token.head
    if head.lemma_ in ("be", "seem", "appear", "remain", "become", "matter", "happen", "take"):
        return any(
            child.dep_ in ("acomp", "attr", "ccomp", "xcomp", "oprd", "advcl")
            for child in head.children
        )
    return False


def _agentive(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_ in _AGENTIVE


_AGENTIVE: Final = frozenset(
    "say agree accept reject refuse demand insist want offer pledge promise propose call urge "
    "announce declare warn withdraw sign release free stop halt hold keep give resume begin "
    "launch attack fight control back support deny accuse threaten ask seek expect hope plan try "
    "undertake concede acknowledge lay join leave send recognise recognize provide oppose".split()
)


def _description(discourse: _Discourse, token: Token) -> list[Mention]:
    lower = token.lower_
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"):
        return []
    if lower in ("both", "former", "latter"):
        return _pair_word(discourse, token)
    determiner = _determiner(token)
    if lower in nouns("pair") and determiner in ("both", "two", "warring", "opposing", "rival"):
        pair = _pair(discourse, token, lower)
        start = _phrase_start(token)
        return [
            _mention(discourse, start, token.idx + len(token), entity, "nominal")
            for entity in pair
        ]
    if lower in nouns("anaphor") and determiner in ("the", "this", "that", "its"):
        reference = _taken_up(discourse, token, lower)
        if reference is not None:
            start = _phrase_start(token)
            return [
                _mention(
                    discourse,
                    start,
                    token.idx + len(token),
                    reference.actor.actor_id,
                    "nominal",
                )
            ]
    return []


def _taken_up(discourse: _Discourse, token: Token, noun: str) -> _Reference | None:
    """Find the actor that "the group", "the government", "the alliance" takes up."""
    before = token.nbor(-1).lower_ if token.i else ""
    if before not in _DETERMINERS and before not in _BARE_MODIFIERS:
        return None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and (following.lower_ in ("of", "led") or following.pos_ == "NOUN"):
        return None
    kinds = _anaphor_kinds(noun)
    candidates = discourse.recent(token.idx, kinds, 200 if noun == "government" else 4)
    if noun == "government":
        return _ruling(discourse, candidates)
    if "organisation" in kinds and noun not in _ANY_BODY:
        candidates = [
            c for c in candidates if noun in c.actor.name.lower() or c.actor.kind not in _BODY_KINDS
        ]
    return _best(discourse, token, candidates)


def _ruling(discourse: _Discourse, candidates: Sequence[_Reference]) -> _Reference | None:
    """Choose the government of a civil war: the one that fights, most named, last."""
    fighting = [c for c in candidates if c.actor.process_role == "belligerent"]
    counts: dict[str, int] = {}
    for reference in fighting or candidates:
        counts[reference.actor.actor_id] = counts.get(reference.actor.actor_id, 0) + 1
    if not counts:
        return None
    most = max(counts, key=lambda entity: counts[entity])
    return next(r for r in (fighting or candidates) if r.actor.actor_id == most)


_DETERMINERS: Final = ("the", "this", "that", "its", "their")
_BARE_MODIFIERS: Final = ("rebel", "armed", "militant", "islamist", "guerrilla", "jihadist")
_ANY_BODY: Final = ("group", "body", "organisation", "organization", "agency", "institution",
                    "movement", "faction", "alliance", "bloc", "pact")
_BODY_KINDS: Final = ("organisation", "alliance")


def _anaphor_kinds(noun: str) -> tuple[str, ...]:
    from analysis.codebook import many, read_table

    kinds: list[str] = []
    for row in read_table("nominals"):
        if row["class"] == "anaphor" and row["noun"] == noun:
            kinds.extend(many(row["kind"]))
    return tuple(kinds)


def _determiner(token: Token) -> str:
    """Give the word that makes a noun phrase definite or a pair."""
    lefts = [t for t in token.doc[max(0, token.i - 4) : token.i] if t.sent == token.sent]
    for left in reversed(lefts):
        lower = left.lower_
        if lower in ("both", "two", "warring", "opposing", "rival"):
            return "both" if lower == "both" else lower
        if lower in ("the", "this", "that", "its", "a", "an", "his", "their", "her"):
            return lower
        if left.pos_ not in ("ADJ", "NOUN", "NUM", "PROPN"):
            return ""
    return ""


def _phrase_start(token: Token) -> int:
    start = token
    while start.i > 0 and start.nbor(-1).pos_ in ("ADJ", "NUM", "DET", "VERB"):
        before = start.nbor(-1)
        if before.sent != token.sent or before.pos_ == "VERB" and before.lower_ != "warring":
            break
        start = before
        if start.pos_ == "DET":
            break
    return start.idx


def _pair(discourse: _Discourse, token: Token, noun: str) -> list[str]:
    """Give the two that "both sides", "the two leaders", "the two countries" mean."""
    kinds: tuple[str, ...] = _SIDES
    if noun in ("leaders", "men", "women", "presidents", "ministers", "officials", "generals",
                "negotiators"):
        kinds = ("person",)
    elif noun in ("countries", "nations", "governments", "capitals", "states", "powers",
                  "neighbours", "neighbors"):
        kinds = ("government",)
    elif noun in ("armies",):
        kinds = ("armed_forces",)
    recent = discourse.recent(token.idx, kinds, 3)
    joint = _coordinated(discourse, token, recent)
    if kinds == ("government",):
        persons = _coordinated(discourse, token, discourse.recent(token.idx, ("person",), 1))
        states = [r.actor.party for r in persons if discourse.cast.by_id.get(r.actor.party)]
        if len(set(states)) == 2 and (not joint or joint[0].sentence < persons[0].sentence):
            return states
    if joint:
        return [r.actor.actor_id for r in joint]
    fighting = [r for r in recent if r.actor.process_role in ("belligerent",)]
    order: list[str] = []
    for reference in fighting or recent:
        if reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    for reference in recent:
        if len(order) < 2 and reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    return order[:2] if len(order) >= 2 else []


def _pair_word(discourse: _Discourse, token: Token) -> list[Mention]:
    lower = token.lower_
    if lower == "both":
        if token.dep_ not in _SUBJECTS or any(c.dep_ == "prep" for c in token.children):
            return []
        pair = _pair(discourse, token, "sides")
        return [
            _mention(discourse, token.idx, token.idx + 4, entity, "pronoun", 0.5)
            for entity in pair
        ]
    before = token.nbor(-1).lower_ if token.i else ""
    if before != "the" or token.dep_ not in (*_SUBJECTS, "pobj", "dobj"):
        return []
    recent = discourse.recent(token.idx, ("person", *_BODIES), 1)
    order: list[str] = []
    for reference in recent:
        if reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    if len(order) < 2:
        return []
    chosen = order[0] if lower == "latter" else order[1]
    start = token.nbor(-1).idx
    return [_mention(discourse, start, token.idx + len(token), chosen, "nominal", 0.6)]


def resolve_speech_pronouns(document: Document, cast: Cast, quotes: Sequence[Any]) -> Cast:
    """Add the mentions "I", "we", "you" inside quotations.

    Parameters
    ----------
    document
        The parsed text.
    cast
        The cast.
    quotes
        Rows or objects with ``start``, ``end`` and ``speaker``.

    Returns
    -------
    Cast
        The cast with "I" as the speaker and "we" as the side for which the speaker speaks.
    """
    added: list[Mention] = []
    for quote in quotes:
        start, end, speaker = _fields(quote)
        if not speaker or speaker not in cast.by_id:
            continue
        actor = cast.by_id[speaker]
        side = actor.party or speaker
        for token in document.span(start, end):
            lower = token.lower_
            if not start <= token.idx < end:
                continue
            entity = speaker if lower in _SPEAKER else side if lower in _WE and token.text != "US" else ""
            if entity and entity in cast.by_id:
                stop = token.idx + len(token)
                added.append(
                    Mention(
                        token.idx,
                        stop,
                        document.text_of(token.idx, stop),
                        entity,
                        "pronoun",
                        None,
                        "speaker",
                        0.8,
                    )
                )
    merged = {(m.start, m.end, m.entity): m for m in [*added, *cast.mentions]}
    return replace(cast, mentions=tuple(sorted(merged.values())), _memo={})


def _fields(quote: Any) -> tuple[int, int, str]:
    if isinstance(quote, Mapping):
        return int(quote["start"]), int(quote["end"]), str(quote["speaker"])
    return int(quote.start), int(quote.end), str(quote.speaker)
