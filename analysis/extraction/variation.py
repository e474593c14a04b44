"""A person named before under another word: "the former minister said", "the colonel refused"."""

from __future__ import annotations

import re
from typing import Final

from analysis.extraction.casting import Casting
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.memberships import Link
from analysis.extraction.name_cues import cues
from analysis.extraction.offices import Office

# Sentences between an office in a lead and the name of who holds it.
_REACH: Final = 2
_BREAK: Final = re.compile(r"\n\s*")


def varied(
    casting: Casting,
    position: int,
    *,
    party: str = "",
    former: bool = False,
    fresh: bool = False,
) -> str:
    """Find whom a definite description takes up that the text has not used before.

    Reporters do not repeat a name: in the same paragraph "the former minister" or "the US
    president" is whoever the sentences before are about, unless another office is known.

    Parameters
    ----------
    casting
        The cast under way.
    position
        Position of the first word of the description.
    party
        For whom the description speaks, '' where it does not tell.
    former
        Whether it tells an office that is past.
    fresh
        Whether its noun stands here for the first time: "the priest", of whom no priest was told,
        is a person named before, also in the paragraph above.

    Returns
    -------
    str
        The person's id, '' for nobody.
    """
    person = casting.around.person_before(position)
    if person not in casting.links:
        return ""
    start = casting.words[position].start
    named = [m for m in casting.mentions if m.entity == person and m.end <= start]
    if not named:
        return ""
    breaks = len(_BREAK.findall(casting.document.text_of(max(named).end, start)))
    if breaks > (fresh or former):
        return ""
    known = casting.party_of(person)
    if party and known and party != known:
        return ""
    held = [k for k in casting.links[person] if k.office is not None and not _is_rank(k)]
    plain = [k for k in held if k.office is not None and k.office.kind == "office"]
    return person if former or fresh or not plain else ""


def take_up(casting: Casting, office: Office, person: str, party: str) -> None:
    """Let an office name a person who was named without it."""
    words = casting.words
    start, end = words[office.first].start, words[office.last].end
    casting.mention(start, end, person, "title", "office again", None, 0.7)
    casting.beside_name.add(office.first)
    if party:
        role = casting.around.phrase(office.first, office.last)
        casting.links[person].append(Link(office, party, 2, role))
        if not casting.actors[person].role:
            casting.change(person, role=role)


def add_described(casting: Casting) -> None:
    """Let "ruled out freeing X. The FPS deputy leader was arrested" say who X is.

    Parameters
    ----------
    casting
        The cast under way; links and mentions are added.
    """
    for office in casting.offices:
        if office.kind != "office" or office.first in casting.beside_name:
            continue
        token = casting.document.token_at(casting.words[office.head].start)
        sentence = token.sent
        if token.dep_ not in SUBJECTS or sentence.start == 0 or sentence[0].text != "The":
            continue
        if sentence.start_char < casting.words[max(0, office.first - 3)].start:
            continue
        party = casting.around.party_before(office.first)
        if not party or party.startswith("?"):
            continue
        before = casting.document.doc[sentence.start - 1].sent
        names = [
            n
            for n in casting.names
            if n.type == "person" and before.start_char <= n.start < before.end_char
        ]
        person = casting.id_of.get(max(names), "") if names else ""
        links = casting.links.get(person, [])
        if person and not any(k.party or k.office is not None for k in links):
            take_up(casting, office, person, party)


def add_announced(casting: Casting) -> None:
    """Let a lead's "Sudan's army chief" be the general who speaks in the sentences after it.

    Wire reports bring the office first and the name in the next sentence, with the rank alone.

    Parameters
    ----------
    casting
        The cast under way; links and mentions are added.
    """
    met: set[str] = set()
    first = []
    for name in sorted(n for n in casting.names if n.type == "person"):
        person = casting.id_of[name]
        if person not in met:
            first.append((name, person))
        met.add(person)
    for office in casting.offices:
        if office.kind != "office" or office.first in casting.beside_name:
            continue
        lead = _in_lead(casting, office)
        party = casting.around.party_before(office.first)
        if not party and lead:
            party = casting.around.owner_of(office)
        head = casting.document.token_at(casting.words[office.head].start)
        words = {casting.words[p].fold.lower() for p in range(office.first, office.last + 1)}
        if not party or party.startswith("?") or head.dep_ not in SUBJECTS:
            continue
        lead = lead and head.head.lemma_ in cues("speech_lemma")
        if not (lead or words & cues("led_by_ranks").keys()):
            continue
        after = [(n, p) for n, p in first if n.start > casting.words[office.last].end]
        if not after or _sentences(casting, head.sent.start_char, after[0][0].start) > _REACH:
            continue
        name, person = after[0]
        token = casting.document.span(name.start, name.end).root
        spoken = token.dep_ in SUBJECTS and token.head.lemma_ in cues("speech_lemma")
        links = casting.links[person]
        titled = any(_is_rank(k) for k in links)
        plain = not any(k.party or (k.office is not None and not _is_rank(k)) for k in links)
        apposed = casting.document.text_of(name.end, name.end + 1) == ","
        if spoken and (titled or lead) and plain and not apposed:
            take_up(casting, office, person, party)


def _in_lead(casting: Casting, office: Office) -> bool:
    """Tell an office that says or does something in the first paragraph, without a name."""
    text, start = casting.document.text, casting.words[office.first].start
    heading = text.find("\n")
    body = len(text) - len(text[heading:].lstrip()) if heading >= 0 else 0
    end = text.find("\n", body)
    definite = any(
        casting.words[p].fold.lower() in ("the", "s")
        for p in range(max(0, office.first - 4), office.first)
    )
    return definite and body <= start < (end if end > 0 else len(text))


def _is_rank(link: Link) -> bool:
    """Tell "General X": a rank is no office, though generals are spoken of as "the general"."""
    if link.office is None:
        return False
    return link.office.kind == "rank" or link.role.lower() in cues("rank")


def _sentences(casting: Casting, start: int, end: int) -> int:
    """Count the sentences between two offsets."""
    doc = casting.document.doc
    return sum(1 for s in doc.sents if start < s.start_char <= end and s.text.strip())


def add_ranks(casting: Casting) -> None:
    """Let "the colonel" name the last person who was given that rank.

    Parameters
    ----------
    casting
        The cast under way; mentions are added.
    """
    ranked: list[tuple[int, str, str]] = []
    for name in casting.names:
        person = casting.id_of.get(name, "")
        for link in casting.links.get(person, ()):
            if link.office is not None and _is_rank(link):
                rank = cues("rank").get(link.role.lower(), "") or link.office.value
                ranked.append((name.start, rank, person))
    for at, word in enumerate(casting.words):
        plain = word.fold.lower()
        if not at or word.capital or plain not in cues("rank") or at in casting.around.owner:
            continue
        if casting.words[at - 1].fold.lower() != "the" or not word.joined:
            continue
        before = [(start, person) for start, rank, person in ranked
                  if rank == plain and start < word.start]  # fmt: skip
        if before:
            casting.mention(word.start, word.end, max(before)[1], "title", "rank again", None, 0.7)
