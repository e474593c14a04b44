"""Names of persons: by title and office, given name, initials, apposition, and the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.extraction.evidence import KIN, Evidence, name_like, no_names, run_from
from analysis.extraction.name_cues import cues, given_names, longest_cue, plain_given_names
from analysis.extraction.organisations import abbreviation
from analysis.extraction.place_names import in_gazetteer, towns_alone
from analysis.extraction.turn_labels import kind_of
from analysis.extraction.words import HYPHENS

_APPOSED_WITHIN: Final = 7


@dataclass(frozen=True)
class PersonSpan:
    """A person's name by the positions of its first word and after its last."""

    first: int
    stop: int
    rule: str


def find_persons(evidence: Evidence) -> list[PersonSpan]:
    """Find the names of persons that the text itself makes certain.

    Parameters
    ----------
    evidence
        The text and what is known of it.

    Returns
    -------
    list of PersonSpan
        In text order, none overlapping.
    """
    found: list[PersonSpan] = []
    at = 0
    words = evidence.words
    while at < len(words):
        span = _person_at(evidence, at)
        if span is None:
            at += 1
            continue
        found.append(span)
        at = span.stop
    return found


def _person_at(evidence: Evidence, at: int) -> PersonSpan | None:
    words = evidence.words
    word = words[at]
    begins = word.capital or ((at - 1) in evidence.office_ends and _after_particles(evidence, at))
    if not begins or at in evidence.office_words:
        return None
    own_state = _state_as_given_name(evidence, at)
    if at in evidence.taken and not own_state:
        return None
    if _of_an_office(evidence, at):
        return None
    if at and word.joined and words[at - 1].capital and words[at - 1].fold in _PLACE_FIRST:
        return None
    if word.fold in _PLACE_FIRST and at + 1 < len(words) and words[at + 1].gap in HYPHENS:
        return None  # "Saint-Luc", "Port-au-Prince"
    turn = _turn_in_capitals(evidence, at)
    if turn:
        return PersonSpan(at, turn, "turn")
    stop = run_from(evidence, at + 1 if own_state else at)
    if stop <= at or (own_state and stop == at + 1):
        return None
    rule = _rule(evidence, at, stop)
    if rule == "ner" and at and words[at - 1].fold.lower() in _WHERE and word.joined:
        return None
    if rule:
        return PersonSpan(at, _trim(evidence, at, stop, rule), rule)
    # A sentence's first word is often no part of the name: "Both", "Meanwhile".
    return None


def _after_particles(evidence: Evidence, at: int) -> bool:
    """Tell "Ms von der Leyen", "Mr al-Burhan": particles, written small, before a capital."""
    words = evidence.words
    after = at
    while after < len(words) and words[after].fold.lower() in cues("particle"):
        after += 1
        if after == len(words) or not words[after].joined or words[after].gap not in ("-", " "):
            return False
    return after > at and words[after].capital


def _listed(evidence: Evidence, first: int) -> bool:
    """Tell the later names of "Messrs Starmer, Macron, Merz and Rutte"."""
    start = evidence.words[first].start
    return _MESSRS.search(evidence.document.text_of(max(0, start - 120), start)) is not None


_MESSRS: Final = re.compile(
    r"\bMessrs\.? (?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, (?:and )?| and | & ))+$"
)


def _of_an_office(evidence: Evidence, at: int) -> bool:
    """Tell "Affairs" of "Minister of State for Regional Affairs Grace Wanjiru" from the name."""
    words = evidence.words
    if words[at].fold.lower() in given_names():
        return False
    stop = run_from(evidence, at)
    if not any(w.fold.lower() in given_names() for w in words[at + 1 : stop]):
        return False
    back = at - 1
    while back > 0 and words[back].capital and words[back + 1].joined:
        if words[back].fold.lower() in given_names():
            return False
        back -= 1
    linked = words[back].fold.lower() in cues("office_link") and words[back + 1].joined
    return linked and (back - 1) in evidence.office_ends


# First words of places that bear a person's name: "San Ignacio de Moxos".
_PLACE_FIRST: Final = frozenset(
    "San Santa Santo Sao Saint Sainte St Fort Port Puerto Mount Monte Camp Lake Villa Ciudad Bab "
    "Wadi Jebel Jabal Tel Tell Kafr Beit Bait Ras Umm".split()
)
# What the model takes for a person after these is more often a place: "is in Batu Puteh".
_WHERE: Final = frozenset(
    "in at near around outside inside into toward towards across between from via".split()
)


def _state_as_given_name(evidence: Evidence, at: int) -> bool:
    """Tell "Israel Katz" and "Jordan Smith" from the states of that name."""
    if evidence.taken.get(at) not in ("state", "seat"):
        return False
    after = at + 1
    if after >= len(evidence.words) or not name_like(evidence, after):
        return False
    if not evidence.words[after].joined or evidence.taken.get(at - 1):
        return False
    plain = evidence.words[after].fold.lower()
    if plain in cues("org_head") or plain in cues("work_head") or plain in cues("media_head"):
        return False
    titled = at - 1 in evidence.office_ends and evidence.words[at].gap in (" ", ". ")
    return titled or evidence.labelled(at, after + 1, "PERSON")


def _headed(evidence: Evidence, first: int, stop: int) -> bool:
    last = evidence.words[stop - 1].fold.lower()
    return any(last in cues(c) for c in ("org_head", "media_head", "work_head", "place_head"))


def _alias(evidence: Evidence, first: int) -> bool:
    """Tell the name after "better known as", "whose nom de guerre is"."""
    start = evidence.words[first].start
    return bool(CALLED.search(evidence.document.text_of(max(0, start - 60), start)))


# What stands before an alias: "known only as", "who goes by the name of".
CALLED: Final = re.compile(
    r"(?:known (?:only |simply |better |locally |widely )?(?:as|by)(?: (?:his|her|the) (?:alias|"
    r"nom de guerre|name|code name|pseudonym|nickname))?(?: of)?|nom de guerre(?: is|,)?|"
    r"nicknamed|(?:goes|went|going) by(?: the (?:name|alias|nom de guerre)(?: of)?)?|"
    r"(?:calls|called|calling|styles) (?:himself|herself)|(?<!so-)(?:called|named)) [“\"'‘]?$"
)


def _rule(evidence: Evidence, first: int, stop: int) -> str:
    """Give what makes a sequence of capitals a person's name, '' where nothing does."""
    words = evidence.words
    # "Kok-Tash" is one name, be it a person's or a village's.
    length = 1 + sum(" " in words[p].gap for p in range(first + 1, stop))
    before = evidence.office_ends.get(first - 1)
    gap = words[first].gap
    touching = gap.strip(" .") == "" and "\n" not in gap
    touching = touching and not ("." in gap and words[first].opens)  # "call him Colonel. He"
    if _place_follows(evidence, stop):
        return ""
    if gap.strip(" .") == ")" and words[first - 1].fold.lower() in ("retd", "ret", "rtd"):
        # "Justice (Retd.) Lepcha"
        before, touching = evidence.office_ends.get(first - 2), True
    plain_office = before is not None and before.kind == "office"
    if length == 1 and plain_office and _only_in_headings(evidence, first):
        touching = False  # "President Sends Negotiator"
    if before is not None and touching and not _headed(evidence, first, stop):
        if before.kind in ("honorific", "rank") and words[before.head].capital:
            return "title"
        # "the king Charles", but "officials Monday": one capital after a plain noun is not enough.
        if words[before.head].capital or length > 1 or evidence.labelled(first, stop, "PERSON"):
            return "office"
    if _listed(evidence, first) and not _headed(evidence, first, stop):
        return "title"
    if words[first].heading == "caps":
        return "turn" if _speaker_turn(evidence, first, stop) else ""
    if _speaker_turn(evidence, first, stop) and (
        length > 1 or evidence.labelled(first, stop, "PERSON")
    ):
        return "turn"
    if _alias(evidence, first) and not abbreviation(words[first].text):
        return "alias"
    if all(words[p].fold.lower() in cues("governing") for p in range(first, stop)):
        return ""  # "its Minister of State for Foreign Affairs, Sheikh Rashid"
    if length > 1 and _asks(evidence, first):
        return "turn"
    if not _headed(evidence, first, stop) and _closed_apposition(evidence, first, stop):
        return "apposition"
    if length > 1 and _bylined(evidence, first, stop):
        return "byline"
    if length < 2 or _headed(evidence, first, stop):
        return ""
    if any(words[p].fold.lower() in KIN for p in range(first + 1, stop)):
        return "particle"
    if _speaks_by_surname(evidence, stop):
        return "turn"
    plain = words[first].fold.lower()
    opens_plainly = words[first].opens and (
        words[first].text.lower() in evidence.lower or evidence.token(first).is_stop
    )
    if opens_plainly and plain not in given_names():
        return ""
    if plain in given_names() and not (
        plain in plain_given_names() and (words[first].opens or plain in evidence.lower)
    ):
        return "given name"
    if any(words[p].initial for p in range(first + 1, stop - 1)) or words[first].initial:
        return "initials"
    if evidence.labelled(first, stop, "PERSON"):
        return "ner"
    if _aged(evidence, stop) or _apposed(evidence, first, stop):
        return "apposition"
    token = evidence.token(stop - 1)
    speaks = token.dep_ in ("nsubj", "nsubjpass") and token.head.lower_ in cues("speech")
    # "Without the Guard Ravndal cannot sign": two names, the first of them a body's.
    whose = first > 0 and words[first].joined and words[first - 1].fold.lower() == "the"
    plain_word = any(words[p].fold.lower() in evidence.lower for p in range(first, stop))
    if speaks and not whose and not plain_word:
        return "speaks"
    return ""


def _place_follows(evidence: Evidence, stop: int) -> bool:
    """Tell "Nur Khan air base", "Hamad hospital": a place that bears a person's name."""
    words = evidence.words
    if stop >= len(words) or not words[stop].joined or words[stop].capital:
        return False
    return bool(longest_cue(words, stop, "place_after"))


def _only_in_headings(evidence: Evidence, at: int) -> bool:
    """Tell a word of a headline in title case that the text itself never writes so."""
    word = evidence.words[at]
    return word.heading == "title" and not any(
        other.fold == word.fold and not other.heading for other in evidence.words
    )


def _trim(evidence: Evidence, first: int, stop: int, rule: str) -> int:
    """Cut what runs on after the name: a work's or body's head, or a verb of a headline."""
    words = evidence.words
    while stop - first > 1:
        last = words[stop - 1]
        if last.heading and last.text.lower() in evidence.lower:
            stop -= 1
            continue
        break
    return stop


def _speaker_turn(evidence: Evidence, first: int, stop: int) -> bool:
    word = evidence.words[first]
    text = evidence.document.text
    end = evidence.words[stop - 1].end
    at_line = word.start == 0 or "\n" in word.gap
    label = text[word.start : end + 1]
    # "Visby: the joint statement": the heading of a text names its matter.
    heads = word.start == 0 and f"\n{label}" not in text
    return at_line and label.endswith(":") and stop - first <= 4 and not heads


def _speaks_by_surname(evidence: Evidence, stop: int) -> bool:
    """Tell "Lalao Rasendra used to be a surgeon" where turns begin with "RASENDRA:"."""
    surname = re.escape(evidence.words[stop - 1].text.upper())
    label = re.compile(rf"^{surname}(?: \([^()\n]+\))?:", re.MULTILINE)
    return label.search(evidence.document.text) is not None


def _asks(evidence: Evidence, first: int) -> bool:
    """Tell "QUESTION (Filsan Ateye, Radio Berbera):"."""
    words = evidence.words
    if first == 0 or words[first].gap.strip() != "(":
        return False
    label = words[first - 1]
    return "\n" in label.gap and kind_of(label.text) == "asks"


def _closed_apposition(evidence: Evidence, first: int, stop: int) -> bool:
    """Tell the one name of "the rebel leader, Prachanda, said"."""
    before = evidence.office_ends.get(first - 1)
    word = evidence.words[first]
    if word.gap.strip() != "," or word.caps:
        return False
    relative = evidence.words[first - 1].fold.lower() in cues("relative") if first else False
    if not relative and (before is None or before.kind != "office"):
        return False
    at = (first if before is None else before.first + 1) - 2
    article = any(
        evidence.words[p].fold.lower() in ("the", "its", "their", "his", "her", "s")
        for p in range(max(0, at - 3), at + 1)
    )
    end = evidence.words[stop - 1].end
    closed = evidence.document.text[end : end + 1] in (",", ".", ";")
    return article and closed and word.fold.lower() not in evidence.lower


def _bylined(evidence: Evidence, first: int, stop: int) -> bool:
    """Tell the line "By Ottilie Brand"."""
    before = evidence.words[first - 1] if first else None
    if before is None or before.fold.lower() != "by" or "\n" not in before.gap:
        return False
    rest = evidence.document.text[evidence.words[stop - 1].end :]
    return rest[:1] == "\n" or rest.startswith((" in ", ", "))


def _turn_in_capitals(evidence: Evidence, first: int) -> int:
    """Give where the name of a speaker in capitals ends ("JOHN HUME (SDLP):"), 0 for none."""
    words = evidence.words
    if not words[first].caps:
        return 0
    begin = first
    while begin > 0 and (begin - 1) in evidence.office_words and words[begin].joined:
        begin -= 1
    titled = begin < first
    if not (words[begin].start == 0 or "\n" in words[begin].gap):
        return 0
    stop = first
    while stop < len(words) and stop - first < 5 and (stop == first or words[stop].joined):
        if not (words[stop].text.isupper()) or words[stop].fold in no_names():
            break
        stop += 1
    if stop == first or words[first].fold.capitalize() in no_names():
        return 0
    rest = evidence.document.text[words[stop - 1].end :].split("\n", 1)[0][:120]
    label = evidence.document.text_of(words[first].start, words[stop - 1].end)
    if not _TURN.match(rest) or kind_of(label) in ("asks", "answers", "media", ""):
        return 0
    if towns_alone(evidence.document.text, label):
        return 0
    return stop if titled or stop - first > 1 or not abbreviation(words[first].text) else 0


_TURN: Final = re.compile(r"\s?(?:\([^)]*\))?\s?:")


def _aged(evidence: Evidence, stop: int) -> bool:
    """Tell "Bermet Usenova, 51, who sells fish"."""
    end = evidence.words[stop - 1].end
    return re.match(r", \d{1,2},? ", evidence.document.text[end : end + 8]) is not None


def _apposed(evidence: Evidence, first: int, stop: int) -> bool:
    """Tell whether an office stands beside the name: "X, the foreign minister", "its leader, X"."""
    words = evidence.words
    before = evidence.office_ends.get(first - 1)
    if before is not None and words[first].gap.strip() == ",":
        return True
    if _between_commas(evidence, first, stop):
        return True
    if stop < len(words) and words[stop].gap.strip() in (",", "(", "—", "–", "-"):
        for position in range(stop, min(stop + _APPOSED_WITHIN, len(words))):
            if (
                position > stop
                and not words[position].joined
                and words[position].gap[:1] not in "’'"
            ):
                return False
            office = evidence.office_starts.get(position)
            after = office.last + 1 if office is not None else len(words)
            if office is not None and not (after < len(words) and words[after].genitive):
                return True  # but "Mansion Hill, the president's residence"
            if words[position].fold.lower() in ("who", "whose"):
                return True
    return False


def _between_commas(evidence: Evidence, first: int, stop: int) -> bool:
    """Tell "the chief of the rebel negotiators, Hari Lama, signed": who holds the office."""
    words = evidence.words
    if words[first].gap.strip() != "," or in_gazetteer(
        evidence.document.text_of(words[first].start, words[stop - 1].end)
    ):
        return False
    end = words[stop - 1].end
    if evidence.document.text[end : end + 1] not in (",", "."):
        return False
    for at in range(first - 1, max(first - 9, 0), -1):
        if at in evidence.office_ends and words[at + 1].fold.lower() == "of":
            return words[evidence.office_ends[at].first - 1].fold.lower() in ("the", "its", "their")
        if not words[at].joined and words[at].gap != "-":
            return False
    return False


def short_forms(evidence: Evidence, persons: Sequence[PersonSpan]) -> list[PersonSpan]:
    """Find later mentions of known persons by a part of their name.

    Parameters
    ----------
    evidence
        The text and what is known of it.
    persons
        The names already found.

    Returns
    -------
    list of PersonSpan
    """
    words = evidence.words
    covered = {p for s in persons for p in range(s.first, s.stop)}
    surnames: set[str] = set()
    turns = {s.first for s in persons if words[s.first].caps}
    particles = cues("particle")
    for span in persons:
        parts = [w.fold for w in words[span.first : span.stop] if not w.initial]
        if span.first in turns:
            parts = [p.title() for p in parts]
        kept = [p for p in parts if p.lower() not in particles]
        if len(kept) == 1 or span.rule in ("title", "office"):
            surnames.update(kept[-1:])
        if len(kept) > 1:
            surnames.update(kept[1:])
            # Names that begin with the family name (Kim Jong-un) are taken up by it.
            surnames.add(kept[0])
    folded = {s.upper(): s for s in surnames}
    found: list[PersonSpan] = []
    for at, word in enumerate(words):
        if at in covered or at in evidence.taken or at in evidence.office_words or not word.capital:
            continue
        in_capitals = word.heading == "caps" or (word.caps and _speaker_turn(evidence, at, at + 1))
        known = word.fold in surnames or (in_capitals and word.fold in folded)
        if not known or len(word.fold) < 2 or word.fold.lower() in evidence.lower:
            continue
        goes_on = at + 1 < len(words) and words[at + 1].joined and name_like(evidence, at + 1)
        if goes_on and words[at + 1].fold.lower() in cues("org_head"):
            continue
        first = at
        while (
            first > 0
            and words[first].joined
            and words[first - 1].fold.lower() in particles
            and words[first].gap == "-"
        ):
            first -= 1
        found.append(PersonSpan(first, at + 1, "surname"))
    return found
