"""Groups of people, outlets and joint bodies without a name: "analysts", "state radio"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Token

from analysis.extraction.bodies import (
    Nominal,
    acts,
    nominals,
    nouns,
    person_nouns,
    suffers,
)
from analysis.extraction.casting import Casting
from analysis.extraction.counted_groups import (
    SETTLED,
    acting,
    counts,
    from_outside,
    head_of,
    of_both,
    owned_by,
    sends,
)
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Actor
from analysis.extraction.memberships import leading
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import WARRING
from analysis.extraction.unnamed import boss_of
from analysis.extraction.words import slug

_FROM: Final = frozenset(("of", "from", "with"))
# "His aides", "his monitors": whose they are tells whom they speak for.
_SOMEBODYS: Final = ("owned", "speaking", "serving", "watching")
_BODIES: Final = ("organisation", "alliance", "armed_group", "armed_forces")


def add_collectives(casting: Casting) -> None:
    """Add the groups without a name that act or are cited, one row by their description.

    Parameters
    ----------
    casting
        The cast under way; actors and mentions are added.
    """
    kinds = {a.kind for a in casting.actors.values()}
    taken = {(m.start, m.end) for m in casting.mentions}
    for nominal in nominals(casting.around, "collective"):
        row = nouns("collective")[nominal.noun]
        start, end = casting.words[nominal.first].start, casting.words[nominal.last].end
        if (start, end) in taken or _has_name_after(casting, nominal):
            continue
        if row["kind"] == "media" and _has_name_before(casting, nominal):
            continue
        body = casting.around.headed_by(nominal.last) if _the(casting, nominal) else ""
        if body in casting.actors:
            casting.mention(start, end, body, "nominal", "collective")
            continue  # "the elders" of the Conference of Saharan Elders
        if not counts(casting, nominal, row, armed="armed_group" in kinds):
            continue
        brokers = sorted(casting.brokers & set(casting.actors))
        if row["process_role"] == "mediator" and brokers and not _together(casting, nominal):
            for broker in brokers:
                casting.mention(start, end, broker, "nominal", "mediators")
            continue
        _put(casting, nominal, row)


def add_kin(casting: Casting) -> None:
    """Add "relatives of hostages", "the mothers of the disappeared", where they act.

    Parameters
    ----------
    casting
        The cast under way; actors and mentions are added.
    """
    for token in casting.document.doc:
        of = next((c for c in token.children if c.lower_ == "of" and c.i == token.i + 1), None)
        whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        position = casting.around.position.get(token.idx)
        if whose is None or position is None or token.tag_ != "NNS":
            continue
        kin = person_nouns().get(token.lemma_.lower(), {}).get("group") == "kin"
        family = kin or token.lemma_.lower() in cues("kin_word")
        if not family or whose.lemma_.lower() not in cues("kin_of"):
            continue
        if not acts(casting.around, position) or suffers(token):
            continue
        end = whose.idx + len(whose)
        label = casting.description(token.idx, end)
        own = slug(label)
        casting.put(
            Actor(own, label, "collective", "", "", "observer",
                  token.idx, end, "collective", 0.6)
        )  # fmt: skip
        casting.mention(token.idx, end, own, "nominal", "collective")


def _the(casting: Casting, nominal: Nominal) -> bool:
    at = nominal.first - 1
    return at >= 0 and casting.words[at].fold.lower() == "the" and casting.words[at + 1].joined


def _together(casting: Casting, nominal: Nominal) -> bool:
    """Tell mediators who act as several: what they say is no single broker's word.

    A body may have several of its own, a state that brokers has others at its side.
    """
    parties = {casting.party_of(broker) for broker in casting.brokers} - {""}
    several = len(parties) > 1 or all(casting.is_government(party) for party in parties)
    named = nominal.owner or casting.around.party_after(nominal.last, allow=_FROM)[0]
    return several and not named and acting(casting, nominal)


def _put(casting: Casting, nominal: Nominal, row: Mapping[str, str]) -> None:
    first = nominal.first
    name = casting.around.owner.get(first - 1)
    if nominal.owner and name is not None and name.type != "seat":
        # "In Tel Aviv relatives embraced": only a nationality or body belongs to the noun.
        first = casting.around.range[name][0]
    one = _one_of(casting, nominal)
    first = first if one is None else one
    first -= row["number"] == "this"
    after = casting.words[nominal.last + 1 : nominal.last + 2]
    seated = nominal.stop > nominal.last and bool(after) and after[0].fold == "in"
    last = nominal.stop if seated else nominal.last  # "ministers in Osh"
    start, end = casting.words[first].start, casting.words[last].end
    label = casting.text(first, last)
    kind = row["kind"] if one is None else "person"
    plain = casting.document.token_at(start).pos_ != "PROPN" or " " not in label
    if casting.words[first].opens and first == nominal.first and plain:
        label = casting.description(start, end)
    own = _known_watchers(casting, nominal, row) or slug(label)
    if own not in casting.actors:
        noun = nominal.noun.split()[-1]
        party = _party(casting, nominal, row, own)
        told = row["kind"] == "collective" or nominal.noun in cues("organ_noun")
        watch = row["number"] == "watching"  # whoever sends them
        role = "" if party and told and not watch else row["process_role"]
        # "His generals", "aides to the president".
        pronoun = owned_by(casting, nominal) or _served(casting, nominal)
        if not pronoun and nominal.owner in casting.links:
            pronoun = nominal.owner  # "envoys of Choquehuanca"
        if pronoun in casting.links and row["number"] in _SOMEBODYS:
            # His party may be known later, or better.
            party, casting.owed[own] = "", pronoun
            role = "" if told and not watch else role
        elif not party and from_outside(casting, nominal):
            role = "observer"  # "foreign police" are nobody's in particular
        elif not party and noun in ("fighters", "commanders"):
            both = of_both(casting, nominal)
            party, role = "" if both else casting.only_group(), "belligerent"
        elif not party and (noun == "generals" or noun in nouns("force") or _in_uniform(row)):
            # "Freed nine soldiers": of the one state that fights, whoever has them.
            role = "belligerent"
            casting.owed[own] = WARRING
        casting.put(Actor(own, label, kind, "", party, role, start, end, "collective", 0.7))
    casting.mention(start, end, own, "nominal", "collective")


def _known_watchers(casting: Casting, nominal: Nominal, row: Mapping[str, str]) -> str:
    """Give the row of "the monitors" who are "foreign monitors" elsewhere, and the reverse.

    Watchers of whom both times more is said ("local monitors") are told apart.
    """
    if row["number"] != "watching":
        return ""
    noun = nominal.noun.split()[-1]
    for actor in reversed(list(casting.actors.values())):
        called = actor.name.lower().split()
        known = actor.rule == "collective" and actor.kind == "collective" and called[-1] == noun
        if known and (nominal.first == nominal.last or called == [noun]):
            return actor.actor_id
    return ""


def _one_of(casting: Casting, nominal: Nominal) -> int | None:
    """Give where "one of her advisers" begins: one person of a group."""
    words = casting.words
    at = nominal.first - 1
    if at < 2 or words[at].fold.lower() not in cues("owner_word") or not words[at + 1].joined:
        return None
    of, one = words[at - 1].fold.lower(), words[at - 2].fold.lower()
    return at - 2 if (one, of) == ("one", "of") else None


def _in_uniform(row: Mapping[str, str]) -> bool:
    """Tell nouns of those who serve a state that fights: conscripts, sailors, policemen."""
    uniformed = row["number"] == "serving" and row["process_role"] == "belligerent"
    return uniformed or row["noun"].split()[-1] in cues("in_uniform")


def _party(casting: Casting, nominal: Nominal, row: Mapping[str, str], own: str) -> str:
    if row["number"] == "part":
        return casting.party_of(nominal.owner or owned_by(casting, nominal))
    if row["kind"] == "armed_group":
        return "" if row["number"] == "any" else own
    if nominal.noun in cues("organ_noun"):
        return casting.home_government()
    if nominal.noun in cues("public_body"):
        return ""
    if row["kind"] == "organisation" and row["number"] in SETTLED:
        return ""  # a board or a commission without a name speaks for nobody in particular
    if row["kind"] in ("media", "organisation"):
        return own
    if row["number"] != "owned" and not nominal.owner:
        sender = _sender(casting, nominal)
        if sender:
            return sender
    pronoun = owned_by(casting, nominal)
    party = casting.party_of(nominal.owner or pronoun)
    led = leading(casting.around, nominal.last + 1)
    if led:
        return casting.party_of(led)
    if not party and row["kind"] == "collective":
        # "Monitors from the Lake Mission", "two sergeants of the Second Corps".
        party = _body_after(casting, nominal)
    holder = casting.actors.get(party)
    of_body = holder is not None and holder.kind in ("organisation", "alliance", "armed_group")
    of_force = party != "" and (pronoun != "" or _body_after(casting, nominal) == party)
    own_people = row["number"] in ("speaking", "serving", "owned")
    return party if own_people or of_body or of_force else ""


def _sender(casting: Casting, nominal: Nominal) -> str:
    """Give who sends watchers: "the Forum will deploy 60 monitors", "promised to send police"."""
    noun = head_of(casting, nominal)
    watches = nouns("collective")[nominal.noun]["number"] == "watching"
    provider = _provider(casting, noun) if watches else ""
    if provider:
        return provider
    verb = sends(noun)
    if verb is None:
        return ""
    while verb.dep_ in ("xcomp", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children):
        if verb.tag_ == "VBG":
            return ""  # "proposed sending monitors": whose they are remains open
        verb = verb.head  # "is to send", "has agreed to send"
    name = next(casting.named_subjects(verb), None)
    if name is not None:
        return casting.party_of(casting.around.entity_of(name))
    return _sending_group(casting, verb)


def _provider(casting: Casting, noun: Token) -> str:
    """Read "observers furnished by the commission", "the Forum, which has monitors ready"."""
    given = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    agents = [c for c in given.children if c.dep_ == "agent"] if given is not None else []
    told = [t for agent in agents for t in agent.children if t.dep_ == "pobj"]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ == "have" and verb.dep_ == "relcl":
        told = [verb.head]
    for token in told:
        name = casting.around.owner.get(casting.around.position.get(token.idx, -1))
        if name is not None and name.type in ("organisation", "state", "seat"):
            return casting.party_of(casting.around.entity_of(name))
        position = casting.around.position.get(token.idx)
        if position is not None and not told[0].text[0].isupper():
            meant = casting.party_of(casting.around.nominal_owner(position))
            if meant:
                return meant
    return ""


def _sending_group(casting: Casting, verb: Token) -> str:
    """Read "her group would supply the inspectors": the body of whoever's group it is."""
    for child in verb.children:
        if child.dep_ != "nsubj" or child.lower_ not in ("group", "team", *cues("club")):
            continue
        owner = next((c for c in child.children if c.lower_ in ("his", "her")), None)
        position = casting.around.position.get(owner.idx) if owner is not None else None
        if position is not None:
            return casting.party_of(casting.around.person_before(position))
    return ""


def _body_after(casting: Casting, nominal: Nominal) -> str:
    named, _ = casting.around.party_after(nominal.last, allow=_FROM)
    if named.startswith("?"):
        named = casting.party_of(named)  # "observers from the group"
    actor = casting.actors.get(named)
    return casting.party_of(named) if actor is not None and actor.kind in _BODIES else ""


def _served(casting: Casting, nominal: Nominal) -> str:
    """Give whom "aides to the president" serve, who was named with that office."""
    after = casting.words[nominal.last + 1 : nominal.last + 2]
    to = bool(after) and after[0].fold.lower() == "to"
    return boss_of(casting, nominal.last) if to else ""


def _has_name_before(casting: Casting, nominal: Nominal) -> bool:
    """Tell "Channel 24, the state broadcaster," from an outlet without a name."""
    at = nominal.first - 1
    if at < 1 or casting.words[at].gap != ", " or not casting.words[nominal.first].joined:
        return False
    name = casting.around.owner.get(at - 1)
    return casting.words[at].fold == "the" and name is not None and name.type == "media"


def _has_name_after(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the foreign ministers A and B" from ministers without a name."""
    after = nominal.last + 1
    if after >= len(casting.words):
        return False
    name = casting.around.owner.get(after)
    gap = casting.words[after].gap.strip()
    if name is None or gap not in ("", ","):
        return False
    outlet = nouns("collective")[nominal.noun]["kind"] == "media"
    return name.type == ("media" if outlet else "person")
