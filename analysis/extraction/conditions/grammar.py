"""The ``grammar`` reader: condition rows from the dependency parse and the tables of cues.

The way of the data: frames (who, act, what) from cues, speech and deal language; nested frames
settled; contents split into atoms; each atom coded by issue, stated, dated, given a status;
repetitions dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from spacy.tokens import Token

from analysis.extraction.bodies import nouns
from analysis.extraction.conditions import (
    contingency,
    deals,
    lists,
    quantities,
    replies,
    signing,
    speech,
    standing,
    statements,
    syntax,
    taken_up,
)
from analysis.extraction.conditions.attachment import WISHING
from analysis.extraction.conditions.frames import Frame, frames_at, who
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.conditions.issues import IssueCode, code_issue
from analysis.extraction.conditions.terms import (
    GENERIC,
    Terms,
    headings_by_sentence,
    issue_of_the_whole,
    terms_by_sentence,
)
from analysis.extraction.conditions.verdicts import verdicts_at
from analysis.extraction.document import Cast, Document
from analysis.extraction.durations import parse_days
from analysis.schema import GROUP_OF_ISSUE

_STATUS_OF_ACT: Final = {
    "demand": "open",
    "propose": "open",
    "pledge": "open",
    "agree": "agreed",
    "reject": "refused",
    "concede": "open",
    "withhold": "open",
    "raise": "open",
}
# One line of policy said twice is one row; these issues are so general that two phrasings of the
# same party and act are the same position.
_ONE_PER_PARTY: Final = frozenset({"ceasefire", "end_of_war"})
# What "the deal" of a text may be about as a whole.
_WHOLE: Final = frozenset({"ceasefire", "partial_ceasefire", "end_of_war"})
_SAYING: Final = frozenset(
    "say disclose comment reveal confirm elaborate specify name describe answer explain reply "
    "respond speculate identify detail".split()
)
_POINTERS: Final = frozenset("it this that one them these those such same so".split())
_SAME_STATEMENT: Final = 0.5
# below this only hints speak for an issue: of such rows one in five is right
_MIN_ISSUE_SCORE: Final = 2.5
# what the words around must reach to speak for a content that says little itself
_SURE_ISSUE_SCORE: Final = 4.5
_SIGNING: Final = frozenset({"sign", "initial", "ink", "reach", "conclude"})
# a content that is nothing but the deal: :func:`_of_the_whole` narrows it
_THE_DEAL: Final = IssueCode("end_of_war", _MIN_ISSUE_SCORE, 0.4, ("the deal",))
# the key of ``known`` under which the issue of the last row stands
_LAST: Final = ""


@dataclass(frozen=True)
class _Setting:
    """What all rows of a text share."""

    document: Document
    cast: Cast
    deal: signing.Signing
    deadlines: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class _Candidate:
    frame: Frame
    content: Token
    words: tuple[Token, ...]
    issue: IssueCode
    start: int
    end: int
    contingent_on: str
    hangs_on: tuple[int, int] | None


def find_conditions(
    document: Document, cast: Cast, quotes: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Find the conditions that a text reports.

    Parameters
    ----------
    document, cast
        The parsed text and who is in it.
    quotes
        Rows of the quotes stage: whose words stand between marks.

    Returns
    -------
    list of dict
        Records for the table ``conditions``, without ``row_id``, in text order; each with
        ``hangs_on`` besides, the span of the clause that it hangs on (or None), which
        :func:`analysis.extraction.conditions.links.conditions_table` turns into a link.
    """
    voices = speech.Voices.of(quotes)
    deal = signing.signing(document, cast)
    cast = signing.with_joint_subjects(document, cast, deal)
    frames = _frames(document, cast, voices, deal)
    headings = headings_by_sentence(document)
    whole = issue_of_the_whole(document)
    known: dict[str, IssueCode] = {}
    candidates = [
        named
        for frame in sorted(_settled(frames), key=lambda f: f.cue.i)
        for candidate in _candidates(document, frame, headings, known)
        if (named := _of_the_whole(candidate, whole)) is not None
    ]
    setting = _Setting(document, cast, deal, tuple(quantities.deadlines(document)))
    rows = [row for candidate in candidates for row in _rows(setting, candidate)]
    return sorted(_distinct(rows), key=lambda r: (r["start"], r["end"], r["holder"], r["issue"]))


def _frames(
    document: Document, cast: Cast, voices: speech.Voices, deal: signing.Signing
) -> list[Frame]:
    signed = deal.parties
    terms = terms_by_sentence(document, cast, deal)
    frames: list[Frame] = []
    for token in document.doc:
        for frame in (*frames_at(token, cast), *verdicts_at(token, cast)):
            filled = _with_holder(frame, cast, voices, signed, terms)
            if filled is not None:
                frames.append(filled)
    frames += _gated(document, cast, voices)
    frames += speech.speech_frames(document, cast, voices)
    frames += deals.term_frames(document, cast, signed, terms)
    frames += lists.item_frames(document, cast, signed, terms)
    frames += standing.standing_frames(document, cast, deal)
    frames += taken_up.taken_up_frames(document, cast)
    frames += replies.reply_frames(document, cast, frames)
    frames += list(replies.asked_for(document, cast, frames))
    return [_jointly(frame, cast, deal) for frame in frames]


def _jointly(frame: Frame, cast: Cast, deal: signing.Signing) -> Frame:
    """What the sides pledge together they have agreed on: "both have undertaken to"."""
    parties = {cast.party(h) or h for h in frame.holders}
    if frame.act != "pledge" or len(parties) < 2 or not parties.issubset(deal.parties):
        return frame
    return replace(frame, act="agree", status="agreed")


def _with_holder(
    frame: Frame,
    cast: Cast,
    voices: speech.Voices,
    signed: tuple[str, ...],
    terms: dict[int, Terms],
) -> Frame | None:
    """Fill in the holder of an impersonal frame from the quote or the deal that it stands in."""
    if frame.holders:
        return frame
    if frame.rule.startswith("instrument:"):
        return None  # the deals module reads these
    speaker = voices.at(frame.cue)
    if speaker:
        return replace(frame, holders=(speaker,))
    verdict = frame.cue.pos_ == "ADJ" or frame.act in {"reject", "withhold"}
    if verdict and (sayers := speech.reporters(syntax.clause_verb(frame.cue), cast)):
        return replace(frame, holders=tuple(sayers), confidence=0.5)
    impersonal = syntax.is_passive(frame.cue) or frame.cue.pos_ == "NOUN"
    if impersonal and frame.act == "agree" and signed:
        return replace(frame, holders=signed)
    return None


def _gated(document: Document, cast: Cast, voices: speech.Voices) -> list[Frame]:
    """Give the preconditions of "not … until", "only when", "unless"."""
    frames = []
    for token in document.doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        heads = contingency.gate(token)
        if not heads:
            continue
        holders = (
            who(cast, syntax.subjects(token))
            or [s for s in (voices.at(token),) if s]
            or speech.reporters(token, cast)
        )
        own = {cast.party(h) for h in holders}
        for head in heads:
            if not holders:
                continue
            doers = who(cast, syntax.own_subjects(head)) if syntax.is_clausal(head) else []
            if not doers and contingency.is_event(head):
                frames.append(
                    Frame(
                        token,
                        "gate:event",
                        "reject",
                        tuple(holders),
                        (token,),
                        (),
                        "refused",
                        0.6,
                        _gate_start(token),
                    )
                )
                continue
            targets = tuple(d for d in doers if cast.party(d) not in own)
            start = (
                head.left_edge.idx
                if len(heads) > 1 and head.i != heads[0].i
                else _gate_start(token)
            )
            frames.append(
                Frame(
                    token,
                    "gate:until",
                    "demand",
                    tuple(holders),
                    (head,),
                    targets,
                    "open",
                    0.7,
                    start,
                )
            )
    return frames


def _gate_start(verb: Token) -> int:
    subject = syntax.own_subjects(verb)
    return subject[0].left_edge.idx if subject else verb.idx


def _settled(frames: list[Frame]) -> list[Frame]:
    """Let one frame speak where several read the same words: the outer, surer, fuller one.

    A cue inside the content of another is part of that content ("agreed to accept"); a promise to
    press somebody is the demand; a refusal to drop a demand is the demand.
    """
    ordered = sorted(frames, key=lambda f: (-f.confidence, f.cue.i, f.rule))
    # "It would accept the money, he said": the verb tells the act better than its future does.
    told = {f.cue.i for f in ordered if f.rule.startswith("verb:")}
    plain = ("speech:pledge", "speech:reject")
    ordered = [f for f in ordered if f.rule not in plain or f.cue.i not in told]
    inside: dict[int, Frame] = {}
    for frame in ordered:
        # What a reply answers stands elsewhere and keeps its own frame.
        for content in () if frame.rule.startswith("reply:") else frame.contents:
            for atom in syntax.atoms(content, main=content.i == frame.cue.i):
                for token in atom:
                    if token.i != frame.cue.i:
                        inside.setdefault(token.i, frame)
    kept: list[Frame] = []
    composed_of: list[Frame] = []
    for frame in ordered:
        if any(frame is used for used in composed_of):
            continue  # "willing to consider": the two are one frame by now
        outer = inside.get(frame.cue.i)
        foreign = frame.cue.pos_ == "NOUN" and frame.explicit
        if (
            outer is not None
            and outer is not frame
            and not (foreign and not set(frame.holders) & set(outer.holders))
            and not (set(frame.contents) & set(outer.contents) and frame.rule.startswith("gate:"))
            and not _is_within(outer.cue, frame.contents)
        ):
            composed = _compose(outer, frame)
            if composed is None:
                continue
            kept.append(composed)
            composed_of.append(outer)
            if outer in kept:
                kept.remove(outer)
            continue
        twin = next((k for k in kept if set(k.contents) & set(frame.contents)), None)
        reply = frame.rule.startswith("reply:") or (
            twin is not None and twin.rule.startswith("reply:")
        )
        if twin is not None and not (
            (foreign or reply) and not set(frame.holders) & set(twin.holders)
        ):
            continue
        kept.append(frame)
    return kept


def _is_within(token: Token, contents: tuple[Token, ...]) -> bool:
    return any(token.i in {t.i for t in c.subtree} for c in contents)


def _compose(outer: Frame, inner: Frame) -> Frame | None:
    """Give the one frame for a cue inside the content of another, or None to keep the outer."""
    contents = {c.i for c in outer.contents}
    if outer.act == "reject" and inner.act == "demand" and inner.cue.head.i in contents:
        # "refused to drop its demand"
        return replace(inner, status="open", holders=outer.holders, start=outer.start)
    direct = inner.cue.i in contents
    if outer.cue.lemma_ in _SIGNING and inner.rule.startswith(("deal:", "standing:")):
        return inner  # "signed a declaration that commits them to a ceasefire"
    if not direct:
        return None
    if inner.cue.lemma_.lower() in deal_words()["verbs.prolongs"]:
        return None  # "agreed to extend the pause by a week": the whole is what is agreed
    if outer.act in {"pledge", "demand"} and inner.act == "demand" and not outer.targets:
        return replace(
            inner, holders=outer.holders, start=outer.start, rule=f"{outer.rule}+{inner.rule}"
        )
    if (
        outer.act in {"demand", "pledge"}
        and inner.act == "raise"
        and set(inner.holders) == set(outer.holders)
    ):
        return replace(inner, start=outer.start, rule=f"{outer.rule}+{inner.rule}")
    if outer.act == "reject" and inner.act in {"concede"}:
        return replace(
            inner,
            act="demand",
            status="open",
            holders=outer.holders,
            start=outer.start,
            rule=f"{outer.rule}+{inner.rule}",
        )
    if inner.act == "withhold" and set(inner.holders) == set(outer.holders):
        # "is ready to consider"
        return replace(inner, start=outer.start, rule=f"{outer.rule}+{inner.rule}")
    if outer.act == "reject" and inner.act == "reject":
        return replace(
            inner,
            act="withhold",
            status="open",
            holders=outer.holders,
            start=outer.start,
            rule=f"{outer.rule}+{inner.rule}",
        )
    return replace(outer, contents=inner.contents, rule=f"{outer.rule}+{inner.rule}")


def _candidates(
    document: Document,
    frame: Frame,
    headings: dict[int, list[Token]],
    known: dict[str, IssueCode],
) -> list[_Candidate]:
    """Split the contents of a frame into atoms and code each.

    ``known`` remembers, noun by noun, what the contents before were about: "the board" later in
    the text is about what the board was proposed for.
    """
    found: list[_Candidate] = []
    hangs_on = contingency.contingent_clause(frame.cue)
    left_out = {t.i for t in hangs_on} | contingency.openers(hangs_on)
    if frame.rule == "gate:until":
        hangs_on = []
    condition = contingency.text_of(document, hangs_on)
    place = (hangs_on[0].idx, hangs_on[-1].idx + len(hangs_on[-1].text)) if hangs_on else None
    for content in frame.contents:
        previous: IssueCode | None = None
        for atom in syntax.atoms(content, main=content.i == frame.cue.i):
            atom = syntax.trimmed([t for t in atom if t.i not in left_out]) or atom
            if frame.cue.lemma_ in WISHING and content.dep_ == "dobj":
                atom += [t for t in syntax.outcome(frame.cue, content) if t.i > atom[-1].i]
            bare = frame.act == "raise" or _is_signing(frame, content)
            context = [] if bare else _clause_words(frame, left_out)
            for words, code in _coded(atom, frame, context, headings.get(frame.cue.sent.start, [])):
                head = syntax.head_of(words)
                if code is None or code.score < _MIN_ISSUE_SCORE:
                    code = known.get(head.lemma_.lower()) if _is_definite(head) else None
                if code is None and not bare:
                    code = _of_an_outcome(frame, head)
                    code = code or _around(frame, words, known.get(_LAST))
                    code = code or _of_a_deal(frame, head)
                if code is None:
                    continue
                known[_LAST] = code
                for token in words:
                    if token.pos_ == "NOUN":
                        known.setdefault(token.lemma_.lower(), replace(code, confidence=0.4))
                end = words[-1].idx + len(words[-1].text)
                if frame.rule.startswith("reply:"):
                    answer = [
                        frame.cue,
                        *(
                            o
                            for c in syntax.children(frame.cue, "dobj", "attr", "neg")
                            for o in c.subtree
                        ),
                    ]
                    end = max(t.idx + len(t.text) for t in answer)
                    found.append(
                        _Candidate(
                            frame, content, tuple(words), code, frame.start, end, condition, place
                        )
                    )
                    continue
                start = min(frame.start if frame.start >= 0 else frame.cue.idx, words[0].idx)
                if (
                    found
                    and previous is not None
                    and code.issue == previous.issue
                    and not syntax.is_clausal(head)
                    and not _is_act_of_its_own(head)
                ):
                    last = found[-1]
                    found[-1] = replace(
                        last, words=last.words + tuple(words), end=max(last.end, end)
                    )
                    continue
                previous = code
                end = max(end, *(t.idx + len(t.text) for t in _cue_words(frame.cue)))
                found.append(
                    _Candidate(frame, content, tuple(words), code, start, end, condition, place)
                )
    return found


def _cue_words(cue: Token) -> list[Token]:
    """Give a cue with its particle: "ruled out"."""
    return [cue, *syntax.children(cue, "prt")]


def _is_act_of_its_own(noun: Token) -> bool:
    """Say whether a noun of a list is an act with its own object: "the entry of fuel ships"."""
    return bool(syntax.prepositional(noun, "of")) and noun.lemma_.lower().endswith(_ACT_ENDINGS)


# endings of nouns that name an act: opening, withdrawal, release, deployment, entry
_ACT_ENDINGS: Final = ("ing", "al", "ment", "tion", "sion", "ance", "ence", "ture", "ry", "ease")


def _coded(
    words: list[Token], frame: Frame, context: list[Token], heading: list[Token]
) -> list[tuple[list[Token], IssueCode | None]]:
    """Code an atom by issue, once for each coordinated object where these differ in issue."""
    head = syntax.head_of(words)
    if _only_talks(head, frame):
        return []

    def code(part: list[Token]) -> IssueCode | None:
        is_own = frame.cue.i == head.i or frame.cue in frame.contents
        own = part if is_own else [t for t in part if t.i != frame.cue.i]
        found = code_issue(own, head=head, context=context)
        if found is None and _points_back(part):
            # "wants one that leaves nobody out", "is opposed to any such body"
            found = code_issue(frame.cue.sent) or code_issue(_sentence_before(frame.cue))
            found = found and replace(found, confidence=found.confidence * 0.5)
        elif found and found.score < _MIN_ISSUE_SCORE and _is_of_it(head, frame.cue):
            # "demands that the front give it back"
            told = code_issue(_sentence_before(frame.cue))
            plain = told is not None and told.score >= _MIN_ISSUE_SCORE
            found = replace(told, confidence=told.confidence * 0.5) if told and plain else found
        if found is None or found.score < _MIN_ISSUE_SCORE:
            found = code_issue(heading)
        return found

    if syntax.is_clausal(head):
        variants = syntax.object_groups(words, head)
        codes = [code(v) for v in variants]
        if len({c.issue for c in codes if c is not None}) > 1:
            return list(zip(variants, codes, strict=True))
    return [(words, code(words))]


def _of_a_deal(frame: Frame, head: Token) -> IssueCode | None:
    """Give the code of a content that is nothing but a deal: :func:`_of_the_whole` narrows it."""
    answered = frame.act in {"agree", "reject", "withhold"}
    if answered and is_instrument(head, "deal"):
        return _THE_DEAL
    return None


def _of_an_outcome(frame: Frame, head: Token) -> IssueCode | None:
    """Give the code of what a "welcome" is for: "the outcome", "the news" is the deal itself."""
    if frame.act != "agree" or head.lemma_.lower() not in deal_words()["nouns.outcomes"]:
        return None
    return _THE_DEAL


def _is_signing(frame: Frame, content: Token) -> bool:
    """Say whether a text is signed: what it is about must be said by its own name ("a truce")."""
    return frame.cue.lemma_.lower() in _SIGNING and is_instrument(content)


def _around(frame: Frame, words: list[Token], last: IssueCode | None) -> IssueCode | None:
    """Give the issue of a content that names none: its sentence's, else that of the row before."""
    found = code_issue(frame.cue.sent)
    if found is not None and found.score >= _SURE_ISSUE_SCORE:
        return replace(found, confidence=found.confidence * 0.4)
    if last is not None and _points_back(words):
        return replace(last, confidence=last.confidence * 0.4)
    return None


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that", "these", "those", "such"} for c in noun.children)


def _points_back(words: list[Token]) -> bool:
    """Say whether a content only points at what was said before: "one", "this", "any such body"."""
    short = len(words) <= 3 and not any(syntax.is_clausal(t) for t in words)
    return short or any(t.lower_ in _POINTERS for t in words)


def _is_of_it(verb: Token, cue: Token) -> bool:
    """Say whether what is done to was named in a sentence before: "give it back", "let them go"."""
    if any(is_instrument(t) for t in cue.sent if t.i < verb.i):
        return False  # "welcomed the deal and urged both to respect it"
    return any(o.lower_ in {"it", "them"} for o in syntax.children(verb, "dobj", "nsubjpass"))


def _sentence_before(token: Token) -> list[Token]:
    start = token.sent.start
    while start > 0 and token.doc[start - 1].is_space:
        start -= 1
    return list(token.doc[start - 1].sent) if start > 0 else []


def _only_talks(head: Token, frame: Frame) -> bool:
    """Refusing to say something is no position on it ("declined to disclose the topics")."""
    return frame.act == "reject" and head.lemma_ in _SAYING


def _of_the_whole(candidate: _Candidate, whole: str) -> _Candidate | None:
    """Code a content that is nothing but "the deal" by what the deal is about.

    That somebody signed it is an event; that somebody accepts or refuses it is a position.
    """
    if candidate.frame.rule == standing.RULE and candidate.issue.issue not in _WHOLE:
        return None  # read from the words around, which tell of something else
    if candidate.issue.issue != "end_of_war" or not set(candidate.issue.terms) <= GENERIC:
        return candidate
    if (
        candidate.frame.cue.lemma_ in {"sign", "reach", "conclude"}
        and candidate.frame.act == "agree"
    ):
        return None
    return replace(candidate, issue=replace(candidate.issue, issue=whole))


def _clause_words(frame: Frame, left_out: set[int]) -> list[Token]:
    """Give the words around a content that names no issue itself: its clause, no further."""
    verb = syntax.clause_verb(frame.cue)
    words = [t for t in verb.subtree if t.i not in left_out]
    if verb.dep_ == "relcl":  # "the next round, which they agreed to hold in January"
        words = sorted({*words, *syntax.subtree(verb.head, leave_out=[verb])}, key=lambda t: t.i)
    return words if len(words) <= 40 else []


def _rows(setting: _Setting, candidate: _Candidate) -> list[dict[str, Any]]:
    document, cast, deal = setting.document, setting.cast, setting.deal
    frame = candidate.frame
    words = list(candidate.words)
    if len(words) == 1 and words[0].pos_ == "PRON":
        words = syntax.trimmed(syntax.content_words(frame.cue))  # "win others for it"
    statement = statements.state(document, cast, words, frame.holders, like=candidate.content)
    if not statement:
        return []
    evidence = document.text_of(candidate.start, candidate.end)
    quantity, unit = quantities.quantity(words)
    deadline = next((d for at, d in setting.deadlines if candidate.start <= at < candidate.end), "")
    rows = []
    for holder in frame.holders:
        party = cast.party(holder)
        actor = cast.by_id.get(holder)
        if actor is None or actor.kind == "media":
            continue
        rows.append(
            {
                "source_id": document.article.source_id,
                "holder": _holder(cast, holder),
                "party": party,
                "act": frame.act,
                "target": _target(cast, frame, words, party),
                "issue": candidate.issue.issue,
                "issue_group": GROUP_OF_ISSUE[candidate.issue.issue],
                "statement": statement,
                "status": _status(frame, candidate, deal.concluded and party in deal.parties),
                "contingent_on": candidate.contingent_on,
                "days": parse_days(evidence),
                "deadline": deadline,
                "quantity": quantity,
                "unit": unit,
                "hangs_on": candidate.hangs_on,
                "evidence": evidence,
                "start": candidate.start,
                "end": candidate.end,
                "rule": f"grammar:{frame.rule}",
                "confidence": round(frame.confidence * (0.5 + candidate.issue.confidence / 2), 3),
            }
        )
    return rows


def _holder(cast: Cast, holder: str) -> str:
    """A spokesman states the party's position: the row is the party's."""
    actor = cast.by_id[holder]
    spokes = "spokes" in actor.role.lower()
    return actor.party if spokes and actor.party in cast.by_id else holder


def _status(frame: Frame, candidate: _Candidate, signatory: bool) -> str:
    """Give the status: of the cue, of the act, of what it hangs on; a signatory's word binds."""
    if frame.act == "agree" and frame.status == "open" and candidate.contingent_on:
        return "conditional"
    if frame.status and frame.status != "agreed":
        return frame.status
    status = frame.status or _STATUS_OF_ACT[frame.act]
    if status == "agreed" and candidate.contingent_on:
        return "conditional"
    if frame.act == "pledge" and candidate.contingent_on:
        return "conditional"
    if frame.act == "pledge" and signatory:
        return "agreed"
    return status


def _target(cast: Cast, frame: Frame, words: list[Token], party: str) -> str:
    """Give the one other party that would have to do it."""
    parties = {cast.party(t) or t for t in frame.targets}
    if not parties and frame.act == "pledge":
        given = [t for p in ("to", "with") for w in words for t in _objects_of(w, p)]
        parties = {cast.party(d) or d for d in who(cast, given)}
    elif not parties and frame.act in {"demand", "propose", "concede", "reject"}:
        head = syntax.head_of(words)
        if syntax.is_clausal(head):
            doers = who(
                cast, syntax.agents(head) if syntax.is_passive(head) else syntax.subjects(head)
            )
        elif frame.act == "reject":
            doers = []
        else:
            # "wants the army out": it is asked of the army
            wished = [w for w in words if w in frame.contents]
            doers = who(cast, [s for w in wished for s in syntax.children(w, "nsubj")])
            doers = doers or _doers_of_noun(cast, head) or who(cast, words[:1])
        parties = {cast.party(d) or d for d in doers}
    parties -= {party, "", *(cast.party(h) for h in frame.holders)}
    parties = {p for p in parties if not _is_asked_about(cast, p)}
    return parties.pop() if len(parties) == 1 else ""


def _is_asked_about(cast: Cast, actor_id: str) -> bool:
    """Tell villagers, foreign troops, a joint commission: nobody asks them, one asks for them."""
    actor = cast.by_id.get(actor_id)
    return (
        actor is not None
        and actor.rule == "collective"
        and actor.kind in ("collective", "organisation")
        # "Foreign fighters have to leave": groups that are told of like bodies of their own.
        and nouns("collective").get(actor.name.lower(), {}).get("number") != "any"
        and not actor.party
        and actor.process_role != "mediator"
    )


def _objects_of(token: Token, preposition: str) -> list[Token]:
    """Give the objects of a preposition that is itself one of the words."""
    return syntax.children(token, "pobj") if token.lower_ == preposition else []


def _doers_of_noun(cast: Cast, noun: Token) -> list[str]:
    """Give whose act a noun would be: "a Russian withdrawal", "withdrawal of their troops"."""
    owners = who(cast, syntax.possessors(noun))
    if owners:
        return owners
    for child in syntax.children(noun, "amod", "compound"):
        if actor := cast.at(child):
            return [actor]
    return who(cast, syntax.prepositional(noun, "by") + syntax.prepositional(noun, "of"))


def _distinct(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop rows that say again what another row of the same party and act says, the surer stays."""
    kept: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda r: (-round(r["confidence"], 1), r["start"], r["end"])):
        if not any(_same(row, other) for other in kept):
            kept.append(row)
    return kept


def _same(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Say whether a row says what another one, kept before, says already."""
    in_force = a["rule"].endswith(standing.RULE)
    if in_force and a["party"] == b["party"] and b["act"] == "agree":
        return a["issue"] == b["issue"] or {a["issue"], b["issue"]} <= _WHOLE
    if any(a[key] != b[key] for key in ("holder", "act", "issue")) and any(
        a[key] != b[key] for key in ("party", "act", "issue", "target")
    ):
        return False
    if a["issue"] in _ONE_PER_PARTY or (a["issue"] == "talks" and a["act"] == "raise"):
        return True
    one, two = set(a["statement"].lower().split()), set(b["statement"].lower().split())
    return len(one & two) / max(1, min(len(one), len(two))) > _SAME_STATEMENT
