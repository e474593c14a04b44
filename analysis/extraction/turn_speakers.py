"""Telling who speaks a turn: by its label, by who was introduced, by whom the heading announces."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from analysis.extraction.document import Actor, Cast, Document, Mention
from analysis.extraction.speakers import ANNOUNCED, Turn
from analysis.extraction.turn_labels import HONORIFIC, bare, is_title, kind_of

_CALLS: Final = re.compile(
    r"\b(?:(?:question|one|hand)s? (?:is |comes |goes |will be |will come )?(?:from|to|with)|"
    r"(?:go|turn|move|over|back) (?:now )?to|line of|take|call on)\b",
    re.I,
)
# Between an office and its holder: "spokesman for the Front, Colonel X".
_BETWEEN: Final = r"(?:\s+(?:of|for|to|in|on)\s[^,]{2,40})?,?\s*(?:\w+\.?\s+){0,2}$"
_OPENING: Final = 80
_LEADING: Final = re.compile(
    r"moderat|host|present|anchor|announc|operator|interpret|translat", re.I
)


def speaker_of(turn: Turn, document: Document, cast: Cast, spoken: list[Turn]) -> str:
    """Give the actor who speaks a turn, '' where the label names nobody in the cast.

    Parameters
    ----------
    turn
        The turn.
    document
        The parsed source.
    cast
        The actors and their mentions.
    spoken
        All turns of the source.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    kind = kind_of(turn.speaker)
    introduced = _introduced(document, cast, turn, spoken) if kind == "title" else ""
    if introduced:
        return introduced
    # "ANA DÍAZ (chair, Rivers Conference)": the name before the bracket speaks.
    bracket = turn.speaker.find("(")
    stop = turn.label_start + bracket if bracket > 0 else turn.label_end
    named = _named(cast, turn.label_start, stop) or _named(cast, stop, turn.label_end)
    if kind in ("asks", "answers", "title"):
        # "THE MEDIATOR (in French)", "Reporter, Radio X": a language or a place speaks not.
        voices = ("person", "media", "collective") if kind != "title" else ("person", "collective")
        named = [m for m in named if cast.by_id[m.entity].kind in voices]
        named = [m for m in named if kind_of(m.text) not in ("asks", "answers")]
    surname = _by_name(cast, bare(turn.speaker)) if kind == "title" and not named else ""
    if surname:
        return surname
    if kind == "title" and not HONORIFIC.match(turn.speaker):
        # "THE MEDIATOR" is whoever was introduced as the mediator, an unnamed person else.
        held = _by_office(document, cast, bare(turn.speaker), turn)
        own = bare(turn.speaker).casefold().removeprefix("the ")
        if held and all(
            m.form != "name" or m.text.casefold().removeprefix("the ") == own for m in named
        ):
            return held
    if named:
        rank = {"person": 2, "media": 1}
        best = max(
            named,
            key=lambda m: (
                rank.get(cast.by_id[m.entity].kind, 0),
                m.form == "name",
                m.end - m.start,
            ),
        )
        return best.entity
    head = document.text[: spoken[0].label_start]
    label = bare(turn.speaker)
    if kind == "asks":
        if label.lower() in cast.by_id:
            return label.lower()
        own = _gives_name(document, cast, turn)
        return own or _called_on(document, cast, turn, spoken) or _asker(cast, head)
    found = _by_name(cast, label) if kind != "answers" else ""
    if found or kind not in ("answers", "title") or _is_other_office(label):
        return found
    return _guest(document, cast, turn, spoken, head)


def _introduced(document: Document, cast: Cast, turn: Turn, spoken: list[Turn]) -> str:
    """Give who says under a label who that is: "PRESENTER: Good evening. I'm Losena Waqa."."""
    for own in spoken:
        if own.speaker != turn.speaker:
            continue
        for mention in _named(cast, own.start, own.end):
            before = document.text_of(max(own.start, mention.start - 16), mention.start)
            if cast.by_id[mention.entity].kind == "person" and _I_AM.search(before):
                return mention.entity
    return ""


_I_AM: Final = re.compile(r"\b(?:I[’']m|I am|my name is)\s$", re.I)


def _gives_name(document: Document, cast: Cast, turn: Turn) -> str:
    """Give the reporter who begins with name and paper: "James Bays, Al Jazeera. Is it over?"."""
    first = _named(cast, turn.start, min(turn.end, turn.start + _OPENING))
    for person, paper in pairwise(first):
        between = document.text_of(person.end, paper.start)
        after = document.text_of(paper.end, paper.end + 1)
        if (
            cast.by_id[person.entity].kind == "person"
            and cast.by_id[paper.entity].kind == "media"
            and re.fullmatch(r",? ?(?:from|with|of|for|at)?(?: the)? ", between)
            and after in (".", ",", ":", ";")
        ):
            return person.entity
    return ""


def _called_on(document: Document, cast: Cast, turn: Turn, spoken: list[Turn]) -> str:
    """Give the reporter whom the turn before calls on: "We go to Jane Abbot of Reuters"."""
    before = [t for t in spoken if t.start < turn.start][-1:]
    if not before or kind_of(before[0].speaker) in ("asks", "answers"):
        return ""
    tail = document.text_of(max(before[0].start, before[0].end - 140), before[0].end)
    calls = list(_CALLS.finditer(tail))
    if not calls:
        return ""
    start = before[0].end - len(tail) + calls[-1].end()
    called = [cast.by_id[m.entity] for m in _named(cast, start, before[0].end)]
    called = [a for a in called if a.kind in ("person", "media")]
    return called[0].actor_id if called else ""


def _named(cast: Cast, start: int, stop: int) -> list[Mention]:
    return [m for m in cast.between(start, stop) if m.form != "pronoun" and m.entity in cast.by_id]


def _asker(cast: Cast, head: str) -> str:
    # One paper's interview is asked by its reporter, or the paper; a briefing by many.
    if not re.search(
        r"\bconference|briefing|stakeout|the press\b|reporters|journalists", head, re.I
    ):
        present = [cast.by_id[m.entity] for m in _named(cast, 0, len(head))]
        reporting = [a for a in present if a.kind == "person" and a.process_role == "media"]
        reporting += [a for a in present if a.kind == "media"]
        if reporting:
            return reporting[0].actor_id
    for actor in cast.actors:
        if actor.kind == "collective" and re.search(r"report|journal|press", actor.name, re.I):
            return actor.actor_id
    return ""


def _by_name(cast: Cast, label: str) -> str:
    name = HONORIFIC.sub("", label).strip(" .").casefold().split(",")[0].split()
    if not name or is_title(name[-1]):
        return ""
    for actor in cast.actors:
        if actor.name.casefold().split()[-1] == name[-1]:
            return actor.actor_id
    return ""


def _by_office(document: Document, cast: Cast, label: str, turn: Turn) -> str:
    """Find who holds the office that a label gives: by role, or named beside it before."""
    office = re.sub(r"^the ", "", label.casefold()).split(",")[0].split()
    stem = re.sub(r"(?:person|man|woman)$", "", office[-1]) if office else ""
    if not stem:
        return ""
    named = [
        m
        for m in cast.mentions
        if m.form == "name" and _may_answer(cast.by_id.get(m.entity)) and m.start < turn.label_start
    ]
    for actor_id in dict.fromkeys(m.entity for m in named):
        if re.search(rf"\b{re.escape(stem)}", cast.by_id[actor_id].role, re.I):
            return actor_id
    beside = rf"\b{re.escape(stem)}(?:person|man|woman)?\b"
    for mention in reversed(named):
        before = re.split(
            r"[.!?:\n]\s", document.text_of(max(0, mention.start - 70), mention.start)
        )
        after = re.split(r"[.!?:\n]", document.text_of(mention.end, mention.end + 40))
        if re.search(beside + _BETWEEN, before[-1], re.I):
            return mention.entity
        if re.match(r",[^,]*" + beside, after[0], re.I):
            return mention.entity
    return ""


def _is_other_office(label: str) -> bool:
    """Tell the one who leads through the session, who is not its guest."""
    return bool(HONORIFIC.match(label) or _LEADING.search(label))


def _guest(document: Document, cast: Cast, turn: Turn, spoken: list[Turn], head: str) -> str:
    """Give whose remarks the last speaker's words, the heading or the lead announce."""
    before = [t for t in spoken if t.start < turn.start]
    lead = [m for m in _named(cast, 0, len(head)) if _may_answer(cast.by_id.get(m.entity))]
    for earlier in before:
        if kind_of(earlier.speaker) in ("asks", "answers"):
            break
        handed = [
            m
            for m in _named(cast, earlier.start, earlier.end)
            if _may_answer(cast.by_id.get(m.entity))
        ]
        if handed and (handed[-1].end > earlier.end - 60 or not lead):
            return handed[-1].entity
    if lead:
        sentence = [m for m in lead if ANNOUNCED.search(_line_at(document.text, m.start))]
        return (sentence or lead)[0].entity
    return ""


def _may_answer(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "person" and actor.process_role != "media"


def _line_at(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)]
