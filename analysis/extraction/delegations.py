"""Members of delegations that the text lists, and their parties."""

from __future__ import annotations

from analysis.extraction.document import Name
from analysis.extraction.surroundings import DELEGATION, Surroundings


def delegation_parties(around: Surroundings) -> dict[Name, str]:
    """Give the party of the members of delegations that the text lists.

    "A Ukrainian team: A, B and C", "a Ukrainian delegation, including A and B",
    "the KLF delegation, led by A".

    Returns
    -------
    dict of Name to str
    """
    found: dict[Name, str] = {}
    words = around.words
    for at, word in enumerate(words):
        if word.fold.lower() not in DELEGATION or (word.capital and not word.opens):
            continue
        party = around.party_before(at)
        end = at
        if not party:
            party, end = around.party_after(at, allow=frozenset(("of", "from")))
        if not party:
            continue
        sentence = around.document.sentence(word.start)
        after = end + 1
        if after >= len(words):
            continue
        intro = around.document.text_of(words[end].end, words[min(after + 2, len(words) - 1)].end)
        lead = intro.strip(" ,(—–-").lower()
        listing = intro.lstrip().startswith(":") or lead.startswith(
            (
                "including",
                "comprising",
                "made up",
                "consisting",
                "composed",
                "among them",
                "such as",
            )
        )
        led = lead.startswith(
            (
                "led by",
                "headed by",
                "was led",
                "was headed",
                "is led",
                "is headed",
                "under",
                "chaired by",
                "were led",
            )
        )
        if not (listing or led):
            continue
        members = [
            n
            for n in dict.fromkeys(around.owner.values())
            if n.type == "person" and words[end].end <= n.start < sentence.end_char
        ]
        for name in sorted(members)[: 1 if led else None]:
            found.setdefault(name, party)
    return found
