"""Bodies and outlets that only a noun beside them tells: "the charity X", "X, a news site"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.name_cues import cues, given_names, longest_cue
from analysis.extraction.naming import Naming
from analysis.extraction.organisations import abbreviation
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.speakers import Turn, turns
from analysis.extraction.turn_labels import kind_of
from analysis.extraction.words import slug

_LONGEST: Final = 4
_APPOSED: Final = 5
_LINKS: Final = frozenset("al el of du de des del da do dos das di della la the".split())
_BRACKETED: Final = re.compile(r"^[ ]?\((?P<name>[^()\n]{2,40})\)[ ]*(?:[-–—]|--)", re.MULTILINE)
_DETERMINERS: Final = ("a", "an", "the", "its", "their")
_TELLING: Final = frozenset("tell inform brief assure".split())
_MADE: Final = ("ner", "speaks", "apposition")


def add_described(naming: Naming) -> None:
    """Take an unknown name for what the noun before or after it says: a charity, a newspaper.

    Parameters
    ----------
    naming
        The names so far; bodies and outlets are added.
    """
    persons = {p for p, first in naming.owner.items() if _is_person(naming, first)}
    at = 0
    while at < len(naming.words):
        stop = _run(naming, at, persons)
        if stop == at:
            at += 1
            continue
        before = _noun_before(naming, at)
        kind = (
            before
            or _noun_after(naming, stop)
            or _of_person(naming, at, stop)
            or _is_thing(naming, at, stop)
            or _outlet_told(naming, at, stop)
        )
        apposed = bool(before) and naming.words[at].gap.strip() == ","
        if kind and (apposed or not _only_place(naming, at, stop)):
            _put(naming, at, stop, kind)
        at = stop


def _is_person(naming: Naming, first: int) -> bool:
    """Tell a person whose name more than the model makes one."""
    name = naming.found[first]
    return name.type == "person" and name.rule not in _MADE


def _run(naming: Naming, at: int, persons: Collection[int]) -> int:
    """Give the end of the sequence of capitals of no known type that begins at a position."""
    words = naming.words

    def open_(position: int) -> bool:
        word = words[position]
        if not word.capital or word.heading or position in persons:
            return False
        if position == at and word.fold == "The" and word.opens:
            return False  # "The Land List, its largest party"
        if position in naming.evidence.office_words or word.fold.lower() in cues("calendar"):
            return False
        own = naming.found.get(naming.owner.get(position, -1))
        return own is None or own.type in ("person", "place")

    if not open_(at) or (at in naming.owner and naming.owner[at] != at):
        return at
    stop = at + 1
    while stop < len(words) and stop - at < _LONGEST and words[stop].joined:
        if open_(stop):
            stop += 1
            continue
        after = stop + 1
        linked = words[stop].fold.lower() in _LINKS and after < len(words)
        if not (linked and words[after].joined and open_(after)):
            break
        stop = after + 1
    return stop


def _kind_at(naming: Naming, at: int) -> tuple[str, int]:
    """Give the kind that the class noun at a position tells, and its length in words."""
    if naming.words[at].capital:
        return "", 0
    length = longest_cue(naming.words, at, "body_noun")
    key = " ".join(w.fold.lower() for w in naming.words[at : at + length])
    return (cues("body_noun").get(key, ""), length) if length else ("", 0)


def _noun_before(naming: Naming, at: int) -> str:
    """Read "the news agency X", "a Singaporean firm, X", "the rebel group X"."""
    words = naming.words
    end = at
    if at and words[at - 1].fold.lower() == "the" and words[at - 1].gap.strip() == ",":
        # "A splinter faction, the Red Dawn, …"
        at -= 1
    gap = words[at].gap
    if "\n" in gap or gap.strip(" “\"‘'") not in ("", ","):
        return ""
    for length in (3, 2, 1):
        first = at - length
        if first < 1 or any(not words[p].joined for p in range(first + 1, at)):
            continue
        kind, found = _kind_at(naming, first)
        if found != length:
            continue
        article = any(
            words[p].fold.lower() in ("the", "a", "an", "s")
            for p in range(max(0, first - 3), first)
        )
        if kind and article and (gap.strip() != "," or _closed(naming, end)):
            return kind
    return ""


def _closed(naming: Naming, at: int) -> bool:
    """Tell an apposition between commas from the next clause: "a firm, X, to prospect"."""
    stop = _run(naming, at, ())
    return naming.document.text_of(naming.words[stop - 1].end, naming.words[stop - 1].end + 1) in (
        ",",
        ".",
    )


def _noun_after(naming: Naming, stop: int) -> str:
    """Read "X, a news site", "X, an aid group", "X (a research group)"."""
    words = naming.words
    if stop + 1 >= len(words) or words[stop].fold.lower() not in _DETERMINERS:
        return ""
    if words[stop].gap.strip() not in (",", "(", "—", "–"):
        return ""
    for position in range(stop + 1, min(stop + _APPOSED, len(words))):
        if not words[position].joined:
            return ""
        if position in naming.evidence.office_words:
            return ""
        kind, length = _kind_at(naming, position)
        if kind:
            after = position + length
            if after < len(words) and words[after].genitive:
                # "X, the union's chief negotiator": the noun owns what X is.
                return ""
            # "X, a charity worker": the noun only modifies.
            ends = after >= len(words) or not words[after].joined
            ends = ends or words[after].fold.lower() in (
                "of",
                "in",
                "that",
                "which",
                "based",
                "for",
            )
            return kind if ends else ""
    return ""


def _of_person(naming: Naming, at: int, stop: int) -> str:
    """Read "said Thomas de Waal of Carnegie Europe": an unknown name after a person is a body."""
    words = naming.words
    link = at - 1
    if link > 0 and words[link].fold.lower() == "the":
        link -= 1
    if link < 1 or stop - at < 2 or words[link].fold.lower() not in ("of", "from", "with", "at"):
        return ""
    before = naming.found.get(naming.owner.get(link - 1, -1))
    after_person = before is not None and before.type == "person" and words[link].gap == " "
    text = naming.document.text_of(words[at].start, words[stop - 1].end)
    # "Hun Manet of Cambodia", "Abdullah of Saudi Arabia" are persons of places.
    return "organisation" if after_person and not in_gazetteer(text) else ""


def _is_thing(naming: Naming, at: int, stop: int) -> str:
    """Read "Boreal Tin, which runs the smelter": who is taken up by "which" is no person."""
    words = naming.words
    if stop - at < 2 or stop >= len(words) or words[stop].fold != "which":
        return ""
    plain = [words[p].fold.lower() for p in range(at, stop)]
    if words[stop].gap != ", " or plain[0] in naming.evidence.lower:
        return ""
    if any(word in cues("no_name") for word in plain):
        return ""
    text = naming.document.text_of(words[at].start, words[stop - 1].end)
    token = naming.document.token_at(words[stop - 1].start)
    acting = token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.lower_ == "by")
    return "organisation" if acting and not in_gazetteer(text) else ""


def _outlet_told(naming: Naming, at: int, stop: int) -> str:
    """Read "told Pacific Wave it was a start": what is only told things is an outlet."""
    words = naming.words
    if stop - at < 2 or not at or words[at - 1].fold.lower() != "told" or words[at].gap != " ":
        return ""
    tokens = [naming.document.token_at(words[p].start) for p in range(at, stop)]
    text = naming.document.text_of(words[at].start, words[stop - 1].end)
    person = tokens[-1].ent_type_ == "PERSON" or words[at].fold.lower() in given_names()
    once = naming.document.text.count(words[stop - 1].text) == 1
    return "media" if once and not person and not in_gazetteer(text) else ""


def add_byline_outlets(naming: Naming) -> None:
    """Take the outlet of "By Linnea Sandgren, Morning Chart", alone on a line.

    Parameters
    ----------
    naming
        The names so far; outlets are added.
    """
    for found in _BYLINE.finditer(naming.document.text):
        low, high = found.span("outlet")
        own = [at for at, w in enumerate(naming.words) if low <= w.start < high]
        if len(own) > 1 and not in_gazetteer(found["outlet"]):
            _put(naming, own[0], own[-1] + 1, "media")


_BYLINE: Final = re.compile(
    r"^By (?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+, (?P<outlet>[A-Z][^,.:;\n]{3,40})$", re.MULTILINE
)


def add_label_outlets(naming: Naming) -> None:
    """Take the outlet of "SVEN LINDROTH (Nordpress):", where that speaker asks.

    Parameters
    ----------
    naming
        The names so far; outlets are added.
    """
    spoken = turns(naming.document)
    for turn in spoken:
        found = _IN_LABEL.search(turn.speaker)
        who = turn.speaker.split(" (")[0]
        # "QUESTION (Delvaux)" tells the name of the one who asks.
        if found is None or kind_of(who) == "asks" or not _asks(naming, spoken, turn):
            continue
        low = turn.label_start + found.start("outlet")
        high = turn.label_start + found.end("outlet")
        own = [at for at, w in enumerate(naming.words) if low <= w.start < high]
        known = {naming.found[naming.owner[at]].type for at in own if at in naming.owner}
        office = any(at in naming.evidence.office_words for at in own)
        if own and not office and not known & {"media", "organisation", "state", "seat"}:
            _put(naming, own[0], own[-1] + 1, "media")


def _asks(naming: Naming, spoken: Sequence[Turn], turn: Turn) -> bool:
    """Tell whether half of what a speaker says are questions."""
    surname = turn.speaker.split(" (")[0].split()[-1]
    own = [t for t in spoken if surname in t.speaker]
    asked = sum("?" in naming.document.text_of(t.start, t.end) for t in own)
    return 2 * asked >= len(own)


_IN_LABEL: Final = re.compile(r"\((?:for |of |from )?(?P<outlet>[A-Z][^(),\n]{2,40})\)$")


def _put(naming: Naming, first: int, stop: int, kind: str) -> None:
    text = naming.document.text_of(naming.words[first].start, naming.words[stop - 1].end)
    type_ = "media" if kind == "media" else "organisation"
    key = text.casefold()
    for at in range(len(naming.words)):
        end = at + stop - first
        if end > len(naming.words) or naming.words[at].fold != naming.words[first].fold:
            continue
        if (
            naming.document.text_of(naming.words[at].start, naming.words[end - 1].end).casefold()
            == key
        ):
            naming.put(at, end, type_, entity=slug(text), kind=kind, rule="noun beside it")


def _only_place(naming: Naming, first: int, stop: int) -> bool:
    """Tell a name of one word that is a known place's: a noun beside it may mean the place."""
    text = naming.document.text_of(naming.words[first].start, naming.words[stop - 1].end)
    return " " not in text and not abbreviation(text) and in_gazetteer(text)


def add_dateline_agency(naming: Naming) -> None:
    """Take the unknown agency in the brackets of a dateline: "BRAZZAVILLE (Equateur Presse) --"."""
    head = naming.document.text[:200]
    for at, word in enumerate(naming.words):
        if word.start >= len(head):
            return
        own = naming.found.get(naming.owner.get(at, -1))
        known = own is not None and own.type not in ("person", "place")
        if not word.gap.endswith("(") or not word.capital or known:
            continue
        found = _BRACKETED.search(head[word.start - 2 :])
        if found is None or found.start() > 1:
            continue
        stop = at
        while stop < len(naming.words) and naming.words[stop].end <= word.start + len(
            found["name"]
        ):
            stop += 1
        if (
            stop > at
            and naming.document.text_of(word.start, naming.words[stop - 1].end) == found["name"]
            and not _only_place(naming, at, stop)
        ):
            _put(naming, at, stop, "media")


def settle_told(naming: Naming) -> None:
    """Take for an outlet what the model took for a person, though it only is told things."""
    doubtful: dict[str, list[int]] = {}
    for first, name in naming.found.items():
        if name.type == "person":
            doubtful.setdefault(name.text, []).append(first)
    for firsts in doubtful.values():
        names = [naming.found[first] for first in firsts]
        if any(n.rule not in ("ner", "surname") for n in names):
            continue
        tokens = [naming.document.span(n.start, n.end).root for n in names]
        if all(t.dep_ in ("dobj", "dative", "iobj") and t.head.lemma_ in _TELLING for t in tokens):
            for first, name in zip(firsts, names, strict=True):
                stop = max(p for p, own in naming.owner.items() if own == first) + 1
                naming.put(
                    first, stop, "media", entity=slug(name.text), kind="media", rule="is told"
                )
