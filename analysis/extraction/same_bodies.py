"""One body under two names: in brackets, by its people, by an adjective."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.naming import Naming

# "Tigray" of "Tigrayan", "Polisario" of "Polisarian": letters that an adjective may add.
_ENDING: Final = 3
_STEM: Final = 4


def settle_bracketed(naming: Naming) -> None:
    """Take "the Palestinian Resistance Movement (Hamas)" for one body, known by either name."""
    bodies = sorted(n for n in naming.found.values() if n.type == "organisation")
    same: dict[str, Name] = {}
    for before, inside in itertools.pairwise(bodies):
        between = naming.document.text_of(before.end, inside.start)
        closed = naming.document.text_of(inside.end, inside.end + 1) == ")"
        known = [n for n in (before, inside) if n.rule == "registry"]
        if between == " (" and closed and len(known) == 1:
            other = inside if known[0] is before else before
            same.setdefault(other.entity, known[0])
    for first, name in list(naming.found.items()):
        whole = same.get(name.entity) if name.type == "organisation" else None
        if whole is not None and name.rule != "registry":
            naming.found[first] = replace(name, entity=whole.entity, kind=whole.kind)


def settle_tails(naming: Naming) -> None:
    """Let "the Contact Group" be the Sahel Contact Group that the text has named before.

    A name that the registries know is another body's where the text uses it for the end of a
    longer one.
    """
    longer: list[Name] = []
    _settle_cut(naming)
    for first, name in sorted(naming.found.items()):
        if name.type != "organisation" or " " not in name.text:
            continue
        if name.rule != "registry":
            longer.append(name)
            continue
        whole = next((n for n in longer if n.text.endswith(f" {name.text}")), None)
        if whole is not None:
            naming.found[first] = replace(
                name, entity=whole.entity, kind=whole.kind, rule="short form", inside=whole.inside
            )


def _settle_cut(naming: Naming) -> None:
    """Give a name back its first words where the text has it whole: "Four Rivers Conference".

    A number or an article that opens a line is no part of a name but by what stands elsewhere.
    """
    bodies = [n for n in naming.found.values() if n.type == "organisation" and " " in n.text]
    for first, name in list(naming.found.items()):
        if name.type != "organisation" or name.rule == "registry" or " " not in name.text:
            continue
        for whole in bodies:
            missing = whole.text.removesuffix(f" {name.text}")
            start = first - len(missing.split())
            if missing == whole.text or start < 0:
                continue
            stop = naming.stop_of(first)
            own = naming.document.text_of(naming.words[start].start, name.end)
            if own == whole.text and naming.free(start, first):
                naming.put(
                    start, stop, whole.type, entity=whole.entity, kind=whole.kind, rule=whole.rule
                )
                break


def settle_shortened(naming: Naming) -> None:
    """Let "the Inter-Lakes Mission" be the Inter-Lakes Verification Mission of the same text.

    A name that leaves words out of one longer name, but neither its first nor its last, is that
    body's.
    """
    bodies = [n for n in naming.found.values() if n.type == "organisation" and " " in n.text]
    for first, name in list(naming.found.items()):
        if name.type != "organisation" or name.rule == "registry" or " " not in name.text:
            continue
        whole = {n.entity: n for n in bodies if _leaves_out(name.text, n.text)}
        if len(whole) == 1:
            body = next(iter(whole.values()))
            naming.found[first] = replace(
                name, entity=body.entity, kind=body.kind, rule="short form"
            )


def _leaves_out(short: str, full: str) -> bool:
    own, rest = short.lower().split(), iter(full.lower().split())
    longer = full.lower().split()
    ends = own[0] == longer[0] and own[-1] == longer[-1]
    return ends and len(own) < len(longer) and all(word in rest for word in own)


def settle_peoples(naming: Naming) -> None:
    """Let "the Serbs" be the Bosnian Serbs, "the Tigrayan rebels" be Tigray's front.

    Only where the text has one group of that people, which it has named before.

    Parameters
    ----------
    naming
        The names under way.
    """
    groups = [
        n
        for n in naming.found.values()
        if n.rule == "registry" and n.kind == "armed_group" and n.entity
    ]
    for first, name in sorted(naming.found.items()):
        if name.type == "demonym":
            same = {
                g.entity: g
                for g in groups
                if _last_of(g, name) and not _of_the_state(naming, first, name)
            }
        elif name.rule == "noun after it" and " " not in name.text:
            same = {g.entity: g for g in groups if _made_of(name.text, g)}
        else:
            continue
        if len(same) == 1:
            group = next(iter(same.values()))
            naming.found[first] = replace(
                name, type="organisation", entity=group.entity, kind=group.kind, rule="short form"
            )


def _last_of(group: Name, name: Name) -> bool:
    """Tell "Serbs", "Serb" and "Serbian" after "Bosnian Serbs"."""
    words = group.text.split()
    people = words[-1].rstrip("s")
    return len(words) > 1 and name.text.rstrip("s") in (people, f"{people}ian", f"{people}an")


def _of_the_state(naming: Naming, first: int, name: Name) -> bool:
    """Tell "the Serbian President" from "the Serbian leader" of those in another country."""
    at = naming.stop_of(first)
    return name.text.endswith("an") and any(
        longest_cue(naming.words, position, "state_part")
        for position in range(at, min(at + 2, len(naming.words)))
    )


def _made_of(adjective: str, group: Name) -> bool:
    """Tell "Tigrayan" of the Tigray People's Liberation Front."""
    plain = adjective.lower()
    return any(
        len(word) >= _STEM
        and word[0].isupper()
        and word.lower() not in cues("org_head")
        and plain.startswith(word.lower())
        and len(plain) - len(word) <= _ENDING
        for word in group.text.replace("-", " ").split()
    )
