"""Who reports: the interviewer of a transcript, the name in a byline; and who the guest is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final

from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor, Cast
from analysis.extraction.memberships import Link
from analysis.extraction.name_cues import cues
from analysis.extraction.speakers import Turn, turns
from analysis.extraction.turn_labels import HONORIFIC, bare, kind_of
from analysis.extraction.turn_speakers import speaker_of
from analysis.extraction.words import slug

# The interviewer asks in a quarter of the turns at least, and far more often than the guest.
_ASKS: Final = 0.25
_MORE: Final = 2.0
_FIRST_LINES: Final = 4
# "With A in Batumi and B in Kutaisi" heads a live blog.
_BEFORE: Final = re.compile(
    r"(?:by|from|reporting by|with)?(?:(?<=with) .{3,60}? (?:in|at) .{2,30}(?:,| and))?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:,? (?:in|reporting from|reports from) [^.!?]{2,90}|"
    r",? [^.!?]{0,40}(?:correspondent|editor|reporter|writer)[^.!?]{0,40}|"
    r", [^.!?,]{3,40})?\.?",
    re.IGNORECASE,
)


def reporter_links(casting: Casting) -> dict[str, Link]:
    """Give the outlet of an interviewer, and the party of the guest whom the heading announces.

    Parameters
    ----------
    casting
        The cast under way, its persons known.

    Returns
    -------
    dict of str to Link
        By person.
    """
    spoken = turns(casting.document)
    by_person: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in spoken:
        person = _person(casting, turn)
        if person:
            by_person[person].append(turn)
    shares = sorted(((_questions(casting, own), p) for p, own in by_person.items()), reverse=True)
    if len(shares) < 2 or shares[0][0] < max(_ASKS, _MORE * shares[1][0]):
        return {}
    asking = [shares[0][1]]
    heading = min(turn.label_start for own in by_person.values() for turn in own)
    outlets = [n for n in casting.names if n.type == "media" and n.start < heading]
    outlet = outlets[0].entity if outlets else ""
    found = {asking[0]: Link(None, outlet, 2, "interviewer")}
    guests = [p for p in by_person if p != asking[0]]
    if len(guests) == 1:
        announced = _announced(casting, heading)
        if announced is not None:
            found[guests[0]] = announced
    return found


def add_turn_speakers(casting: Casting) -> None:
    """Add who speaks in a transcript without being named: the reporters, "THE MODERATOR".

    Parameters
    ----------
    casting
        The cast under way, everybody else known; actors and mentions are added.
    """
    spoken = turns(casting.document)
    if not spoken:
        return
    _settle_media(casting, spoken)
    cast = Cast(tuple(casting.actors.values()), tuple(sorted(casting.mentions)))
    for turn in spoken:
        speaker = speaker_of(turn, casting.document, cast, spoken)
        if speaker:
            _settle_reporting(casting, turn, speaker)
            continue
        kind = kind_of(turn.speaker)
        label = HONORIFIC.sub("", bare(turn.speaker)).strip(" .")
        name = re.sub(r"^the ", "", label, flags=re.IGNORECASE)
        if name.lower() in cues("interviews"):
            actor = Actor(name.lower(), name.lower(), "person", name.lower(), "", "media")
        elif kind == "asks":
            actor = Actor("reporters", "reporters", "collective", process_role="media")
        elif kind == "title":
            name = name.title() if HONORIFIC.match(turn.speaker) else name.lower()
            role = "" if HONORIFIC.match(turn.speaker) else name
            actor = Actor(slug(name), name, "person", role=role)
        elif re.match(r"an? ", name, re.IGNORECASE):
            name = re.sub(r"^an? ", "", name, flags=re.IGNORECASE).lower()
            actor = Actor(slug(name), name, "person")  # "A WOMAN AT THE BACK"
        elif kind in ("capitals", "name"):
            actor = Actor(slug(name), name.title() if name.isupper() else name, "person")
        elif kind == "media":
            actor = Actor(slug(name), name, "media", process_role="media")
        else:
            continue
        start, end = turn.label_start, turn.label_end
        casting.put(replace(actor, start=start, end=end, rule="turn", confidence=0.7))
        if casting.document.text_of(start, end)[:1].isalpha():
            casting.mention(start, end, actor.actor_id, "nominal", "turn")
        cast = Cast(tuple(casting.actors.values()), tuple(sorted(casting.mentions)))


def _settle_reporting(casting: Casting, turn: Turn, speaker: str) -> None:
    """Know the presenter, and the reporter who was told something, for people of the media."""
    actor = casting.actors[speaker]
    if actor.kind != "person" or actor.process_role:
        return
    presents = bare(turn.speaker).lower().removeprefix("the ") in cues("interviews")
    said = casting.document.text_of(turn.start, turn.end)
    held = any(link.office is not None for link in casting.links.get(speaker, ()))
    if presents or (_WAS_TOLD.search(said) and not actor.party and not held):
        casting.change(speaker, process_role="media", party="")
        casting.links[speaker] = []


_WAS_TOLD: Final = re.compile(r"\btold (?:me|us)\b")


def _settle_media(casting: Casting, spoken: list[Turn]) -> None:
    """Make an outlet of what was taken for a person: "Radio Kara:", "Reporter, Le Républicain:"."""
    for turn in spoken:
        kind = kind_of(turn.speaker)
        behind = re.search(r"(?:,\s*|\()([^,()]+)\)?$", turn.speaker) if kind == "asks" else None
        outlet = behind.group(1) if behind else turn.speaker if kind == "media" else ""
        if kind_of(outlet) != "media":
            continue
        start = turn.label_start + turn.speaker.find(outlet)
        end = start + len(outlet)
        inside = [m for m in casting.mentions if start <= m.start < end]
        if any(_kind(casting, m.entity) == "media" for m in inside):
            continue
        for entity in {m.entity for m in inside if m.entity in casting.actors}:
            elsewhere = [m for m in casting.mentions if m.entity == entity]
            if all(any(t.label_start <= m.start < t.label_end for t in spoken) for m in elsewhere):
                media = {"kind": "media", "process_role": "media", "party": entity}
                casting.change(entity, name=outlet, role="", start=start, end=end, **media)
                break
        else:
            entity = slug(outlet)
        casting.mentions = [m for m in casting.mentions if m not in inside]
        made = Actor(entity, outlet, "media", "", entity, "media", start, end, "turn", 0.7)
        casting.put(made)
        casting.mention(start, end, entity, "name", "turn")


def _kind(casting: Casting, entity: str) -> str:
    actor = casting.actors.get(entity)
    return actor.kind if actor else ""


def _person(casting: Casting, turn: Turn) -> str:
    for name in casting.names:
        if name.type == "person" and turn.label_start <= name.start < turn.label_end:
            return casting.id_of.get(name, "")
    return ""


def _questions(casting: Casting, own: list[Turn]) -> float:
    """Give the share of turns that end in a question."""
    asked = sum(casting.document.text_of(t.start, t.end).rstrip('”" ').endswith("?") for t in own)
    return asked / len(own)


def _announced(casting: Casting, heading: int) -> Link | None:
    """Read "Guest: the chief negotiator of the Union" before the first turn."""
    offices = [
        o
        for o in casting.offices
        if o.kind == "office"
        and casting.words[o.first].start < heading
        and o.first not in casting.beside_name
        and o.value not in ("media", "observer")
    ]
    for office in reversed(offices):
        party = casting.around.owner_of(office) or casting.around.party_after(office.last)[0]
        if party:
            return Link(office, party, 2, casting.around.phrase(office.first, office.last))
    return None


def askers(casting: Casting) -> dict[str, str]:
    """Give who asks and says who they are: "QUESTION: Lena Voss, Lake Radio.", and the outlet.

    Parameters
    ----------
    casting
        The cast under way, its persons known.

    Returns
    -------
    dict of str to str
        ``actor_id`` of the outlet, '' for none, by person.
    """
    found: dict[str, str] = {}
    for turn in turns(casting.document):
        if kind_of(turn.speaker) != "asks":
            continue
        said = casting.document.text_of(turn.start, turn.end)
        opening = turn.start + len(said.split(".")[0])
        lead = turn.start + len(said) - len(said.lstrip())
        own = [n for n in casting.names if lead <= n.start < opening]
        if not own or own[0].type != "person" or own[0].start != lead:
            continue
        after = casting.document.text_of(own[0].end, opening)
        if after and not re.match(r",? (?:from |with |of |at )?(?:the )?[A-Z]", after):
            continue
        outlet = next((n.entity for n in own if n.type == "media"), "")
        found[casting.id_of.get(own[0], "")] = outlet
    found.pop("", None)
    return found


def bylines(casting: Casting) -> set[str]:
    """Give the persons whose name stands in a byline: "Harriet Wells in Kukës", "By Omar Dia"."""
    text = casting.document.text
    found: set[str] = set()
    at = 0
    for line in text.split("\n")[:_FIRST_LINES]:
        for name in casting.names:
            if name.type != "person" or not at <= name.start < at + len(line):
                continue
            before, after = line[: name.start - at].strip(), line[name.end - at :].rstrip()
            if _BEFORE.fullmatch(before) and _AFTER.fullmatch(after):
                found.add(casting.id_of.get(name, ""))
        at += len(line) + 1
    return found - {""}


def credited(casting: Casting) -> dict[str, str]:
    """Give who is named at a dispatch's end: "(Reporting by A in X and B in Y)", and the agency.

    Parameters
    ----------
    casting
        The cast under way, its persons known.

    Returns
    -------
    dict of str to str
        ``actor_id`` of the agency that the dispatch begins with, '' for none, by person.
    """
    text = casting.document.text
    agencies = {n.entity for n in casting.names if n.type == "media" and n.end < _LEAD}
    agency = agencies.pop() if len(agencies) == 1 else ""
    return {
        casting.id_of[name]: agency
        for line in _CREDITS.finditer(text)
        for name in casting.names
        if name.type == "person" and line.start() <= name.start < line.end()
    }


_LEAD: Final = 300
_CREDITS: Final = re.compile(
    r"^[\[(*_ ]*(?:(?:additional|further|with) )?(?:reporting|writing|editing|edited|written)\b"
    r"[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
