"""Groups of people, outlets and joint bodies without a name: "analysts", "state radio"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Token

from analysis.extraction.bodies import (
    Nominal,
    acts,
    modal,
    nominals,
    nouns,
    person_nouns,
    speaks,
    suffers,
)
from analysis.extraction.casting import Casting
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Actor
from analysis.extraction.memberships import leading
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import REBELS, WARRING
from analysis.extraction.unnamed import boss_of
from analysis.extraction.words import slug

_FROM: Final = frozenset(("of", "from", "with"))
# Bodies that a settlement sets up or brings in.
_SETTLED: Final = ("settled", "joint", "composed", "brought")
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
        body = casting.around.headed_by(nominal.last) if _the(casting, nominal) else ""
        if body in casting.actors:
            casting.mention(start, end, body, "nominal", "collective")
            continue  # "the elders" of the Conference of Saharan Elders
        if not _counts(casting, nominal, row, armed="armed_group" in kinds):
            continue
        brokers = sorted(casting.brokers & set(casting.actors))
        between = row["process_role"] == "mediator" and "elder" not in nominal.noun
        if between and brokers and not _together(casting, nominal):
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
        label = casting.document.text_of(token.idx, end)
        own = slug(label)
        casting.put(
            Actor(own, label[0].lower() + label[1:], "collective", "", "", "observer",
                  token.idx, end, "collective", 0.6)
        )  # fmt: skip
        casting.mention(token.idx, end, own, "nominal", "collective")


def _counts(casting: Casting, nominal: Nominal, row: Mapping[str, str], *, armed: bool) -> bool:
    """Tell by the number column whether a group counts here: where it acts, speaks, anywhere."""
    number = row["number"]
    token = casting.document.token_at(casting.words[nominal.last].start)
    if row["kind"] == "armed_group" and token.dep_ == "pobj" and token.head.lower_ == "of":
        return False  # "a coalition of three armed groups"
    if number == "part":
        group = casting.actors.get(nominal.owner or _of_pronoun(casting, nominal))
        armed_group = group is not None and group.kind == "armed_group"
        return armed_group and acts(casting.around, nominal.last, passive=True)
    if row["kind"] == "armed_group" and number != "any":
        return not armed and nominal.owner not in casting.actors
    if nominal.noun in nouns("pair") and _known_two(casting, nominal):
        return False
    if _brought_in(casting, nominal, row):
        return True
    if number in ("brought", "joint", "watching", "settled"):
        return False
    if row["kind"] == "collective" and _did(casting, nominal) and not _somebodys_men(nominal):
        return True
    counted = row["kind"] == "collective" and _counted(casting, nominal)
    if counted and _acting(casting, nominal):
        return True
    if row["kind"] == "collective" and (
        _in_hands(casting, nominal) or _taken(casting, nominal) or _judged(casting, nominal)
    ):
        return True
    sent = number != "owned" and row["kind"] == "collective" and _sent(token) is not None
    if sent and not _somebodys_men(nominal):
        return True
    if number == "counted":
        return False
    if number == "any":
        owner = casting.actors.get(nominal.owner)
        return owner is None or owner.kind != "armed_group"
    if number == "guild":
        whole = nominal.first < nominal.last and not nominal.owner
        return whole and acts(casting.around, nominal.last, passive=True)
    if number == "body":
        told = token.dep_ in ("dobj", "dative", "iobj")  # "told parliament": where it was said
        return not nominal.owner and not told and acts(casting.around, nominal.last, passive=True)
    if number == "composed":
        composed = _composed(casting, nominal)
        return composed and acts(casting.around, nominal.last, passive=True)
    if number == "this":
        return _this(casting, nominal)
    if number == "marked":
        marked = nominal.first < nominal.last or bool(nominal.owner)
        return marked or acts(casting.around, nominal.last)
    if number == "serving" and not (nominal.owner or _of_pronoun(casting, nominal)):
        return False
    if number in ("acting", "serving"):
        return acts(casting.around, nominal.last, passive=True)
    if nominal.owner == REBELS and nominal.first < nominal.last:
        return True
    if number == "owned" and (nominal.owner in casting.actors or _of_pronoun(casting, nominal)):
        return True
    if number in ("speaking", "owned"):
        # "U.S. officials kept in touch": with a name beside them they need not speak.
        acting = bool(nominal.owner) and _acting(casting, nominal)
        return acting or speaks(casting.around, nominal.last)
    if number == "told":
        return acts(casting.around, nominal.last) or _told(casting, nominal)
    return acts(casting.around, nominal.last)


def _brought_in(casting: Casting, nominal: Nominal, row: Mapping[str, str]) -> bool:
    """Tell those on whom positions turn as bodies: "foreign monitors", "a joint commission"."""
    token = casting.document.token_at(casting.words[nominal.last].start)
    marked = _modifiers(casting, nominal)
    if token.dep_ == "compound" or marked & cues("unreal").keys():
        return False
    if row["number"] in ("watching", "settled"):
        return True
    if nominal.noun.split()[-1] in cues("abroad"):
        return False  # "foreign ministers" come from nowhere in particular
    joint = row["number"] in ("joint", "composed", "body")
    if joint and _composed(casting, nominal):
        return True
    return bool(marked & cues("shared" if joint else "outsider").keys())


def _modifiers(casting: Casting, nominal: Nominal) -> set[str]:
    before = casting.words[nominal.first : nominal.last + 1 - len(nominal.noun.split())]
    return {word.fold.lower() for word in before}


def _outsiders(casting: Casting, nominal: Nominal) -> bool:
    return bool(_modifiers(casting, nominal) & cues("outsider").keys())


def _this(casting: Casting, nominal: Nominal) -> bool:
    """Tell "told this newspaper", "shown to this magazine": the outlet speaks of itself."""
    words, at = casting.words, nominal.first - 1
    if at < 1 or words[at].fold.lower() != "this" or not words[at + 1].joined:
        return False
    token = casting.document.token_at(words[nominal.last].start)
    return token.dep_ in ("dobj", "dative", "iobj", "pobj", "nsubj")


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
    return several and not named and _acting(casting, nominal)


def _known_two(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the two leaders", "both presidents": two who are in the text already."""
    at = nominal.first - 1
    if at < 0 or not casting.words[nominal.first].joined:
        return False
    before = [w.fold.lower() for w in casting.words[max(0, at - 1) : at + 1]]
    return before[-1] == "both" or before == ["the", "two"]


def _counted(casting: Casting, nominal: Nominal) -> bool:
    """Tell "two drivers" and "several elders" from "drivers" and from "the two leaders"."""
    words = casting.words
    at = nominal.first
    owned = at > 2 and words[at - 1].fold.lower() in cues("owner_word")
    if owned and words[at - 2].fold.lower() == "of":
        # "Two of her aides": so many of them, whoever they are.
        return casting.document.token_at(words[at - 3].start).tag_ == "CD"
    while at > 0 and words[at].joined and nominal.first - at < 2:
        at -= 1
        token = casting.document.token_at(words[at].start)
        if token.tag_ == "CD" or token.lower_ in cues("several"):
            before = words[at - 1].fold.lower() if at and words[at].joined else ""
            known = nominal.noun in nouns("pair") or before in ("these", "those", "both")
            return not (known and before in cues("definite"))
    return False


def _composed(casting: Casting, nominal: Nominal) -> bool:
    """Tell "a committee of experts", "a five-member panel" from any committee."""
    words = casting.words
    before = [w.fold.lower() for w in words[max(0, nominal.last - 5) : nominal.last]]
    if "member" in before and {"a", "an"} & set(before):
        return True
    after = nominal.last + 1
    if after >= len(words) or words[after].fold.lower() != "of" or not words[after].joined:
        return False
    for position in range(after + 1, min(after + 5, len(words))):
        token = casting.document.token_at(words[position].start)
        if not words[position].joined or token.tag_ in ("DT", "PRP$"):
            return False
        if token.tag_ == "NNS":
            return True
    return False


def _acting(casting: Casting, nominal: Nominal) -> bool:
    """Tell those who do something from those whom something befalls."""
    token = casting.document.token_at(casting.words[nominal.last].start)
    return acts(casting.around, nominal.last) and not (modal(token) or suffers(token))


def _did(casting: Casting, nominal: Nominal) -> bool:
    """Tell "surveyors pegged out a dump": what they did is told as done, and is no mere state."""
    token = casting.document.token_at(casting.words[nominal.last].start)
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ in ("be", "have") or suffers(token):
        return False
    told = verb.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in verb.children)
    return (told or modal(token)) and verb.pos_ == "VERB"


def _somebodys_men(nominal: Nominal) -> bool:
    """Tell soldiers, fighters and men, who stand for whoever leads them."""
    noun = nominal.noun.split()[-1]
    leads = noun in ("commanders", "generals")
    return noun in cues("plain_people") or (
        not leads and (noun in nouns("force") or noun in nouns("fighters"))
    )


def _in_hands(casting: Casting, nominal: Nominal) -> bool:
    """Tell captives of whom the text says who they are: "freed nine soldiers", not "prisoners"."""
    if nominal.noun in cues("captive"):
        return False
    token = casting.document.token_at(casting.words[nominal.last].start)
    while token.dep_ == "conj":
        token = token.head  # "freed 31 herders and 15 soldiers"
    above = token.head
    if token.dep_ in ("dobj", "nsubjpass") and above.lemma_.lower() in cues("frees"):
        return True
    if token.dep_ == "pobj" and above.lower_ in ("of", "for"):
        return above.head.lemma_.lower() in cues("freeing")
    token = casting.document.token_at(casting.words[nominal.last].start)
    beside = [t for t in token.children if t.dep_ in ("amod", "acl")]
    return any(t.lower_ in cues("held") for t in beside)


def _taken(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the herders whom it had seized in December"."""
    if nominal.noun in cues("captive"):
        return False
    token = casting.document.token_at(casting.words[nominal.last].start)
    relative = [t for t in token.children if t.dep_ == "relcl"]
    return any(
        verb.lemma_.lower() in cues("frees")
        and not any(c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children)
        for verb in relative
    )


def _told(casting: Casting, nominal: Nominal) -> bool:
    """Tell reporters who are spoken to: "told reporters", "a call with journalists"."""
    token = casting.document.token_at(casting.words[nominal.last].start)
    return token.dep_ in ("dobj", "dative", "iobj", "pobj")


def _put(casting: Casting, nominal: Nominal, row: Mapping[str, str]) -> None:
    first = nominal.first
    name = casting.around.owner.get(first - 1)
    if nominal.owner and name is not None and name.type != "seat":
        # "In Tel Aviv relatives embraced": only a nationality or body belongs to the noun.
        first = casting.around.range[name][0]
    one = _one_of(casting, nominal)
    first = first if one is None else one
    first -= row["number"] == "this"
    start, end = casting.words[first].start, casting.words[nominal.last].end
    label = casting.text(first, nominal.last)
    kind = row["kind"] if one is None else "person"
    plain = casting.document.token_at(start).pos_ != "PROPN" or " " not in label
    if casting.words[first].opens and first == nominal.first and plain:
        label = label[0].lower() + label[1:]
    own = _known_watchers(casting, nominal, row) or slug(label)
    if own not in casting.actors:
        party = _party(casting, nominal, row, own)
        told = row["kind"] == "collective" or nominal.noun in cues("organ_noun")
        watch = row["number"] == "watching"  # whoever sends them
        role = "" if party and told and not watch else row["process_role"]
        # "His generals", "aides to the president".
        pronoun = _of_pronoun(casting, nominal) or _served(casting, nominal)
        if pronoun in casting.links and row["number"] in ("owned", "speaking", "serving"):
            # His party may be known later, or better.
            party, casting.owed[own] = "", pronoun
            role = "" if told and not watch else role
        elif not party and _outsiders(casting, nominal):
            role = "observer"  # "foreign police" are nobody's in particular
        elif not party and nominal.noun.split()[-1] in ("fighters", "commanders"):
            party, role = casting.only_group(), "belligerent"
        elif not party and nominal.noun.split()[-1] == "generals":
            role = "belligerent"
            casting.owed[own] = WARRING
        elif not party and (nominal.noun.split()[-1] in nouns("force") or _in_uniform(row)):
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
    """Tell nouns of those who serve a state that fights: conscripts, sailors, pilots."""
    return row["number"] == "serving" and row["process_role"] == "belligerent"


def _party(casting: Casting, nominal: Nominal, row: Mapping[str, str], own: str) -> str:
    if row["number"] == "part":
        return casting.party_of(nominal.owner or _of_pronoun(casting, nominal))
    if row["kind"] == "armed_group":
        return "" if row["number"] == "any" else own
    if nominal.noun in cues("organ_noun"):
        return casting.home_government()
    if nominal.noun in cues("public_body"):
        return ""
    if row["kind"] == "organisation" and row["number"] in _SETTLED:
        return ""  # a board or a commission without a name speaks for nobody in particular
    if row["kind"] in ("media", "organisation"):
        return own
    if row["number"] != "owned" and not nominal.owner:
        sender = _sender(casting, nominal)
        if sender:
            return sender
    pronoun = _of_pronoun(casting, nominal)
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


def _sent(token: Token) -> Token | None:
    """Give the verb of "send investigators", "deploy a team of monitors"."""
    if any(c.dep_ == "poss" for c in token.children):
        return None  # "offered his men buses"
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        if token.lemma_.lower() not in cues("sent_together"):
            return None  # "put the number of captives at 11"
    sends = token.dep_ == "dobj" and token.head.lemma_.lower() in cues("brings_in")
    return token.head if sends else None


def _judged(casting: Casting, nominal: Nominal) -> bool:
    """Tell those on whom a measure turns: "an amnesty for fighters", "a ban on his officers"."""
    token = casting.document.token_at(casting.words[nominal.last].start)
    if token.dep_ != "pobj" or token.head.lower_ not in ("for", "to", "on", "against", "of"):
        return False
    told_apart = any(c.dep_ in ("relcl", "acl", "amod") for c in token.children)
    if nominal.noun in cues("captive") or (nominal.noun == "men" and not told_apart):
        return False
    above = token.head.head
    if above.lemma_.lower() in cues("measure"):
        return True
    return any(c.dep_ == "dobj" and c.lemma_.lower() in cues("measure") for c in above.children)


def _sender(casting: Casting, nominal: Nominal) -> str:
    """Give who sends watchers: "the Forum will deploy 60 monitors", "promised to send police"."""
    verb = _sent(casting.document.token_at(casting.words[nominal.last].start))
    if verb is None:
        return ""
    while verb.dep_ in ("xcomp", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
    if verb.lemma_.lower() not in cues("brings_in"):
        return ""  # "proposed to send monitors": whose they are remains open
    for child in verb.children:
        position = casting.around.position.get(child.idx)
        name = casting.around.owner.get(position) if position is not None else None
        if child.dep_ in SUBJECTS and name is not None and name.type not in ("place", "other"):
            return casting.party_of(casting.id_of.get(name, name.entity))
    return ""


def _body_after(casting: Casting, nominal: Nominal) -> str:
    named, _ = casting.around.party_after(nominal.last, allow=_FROM)
    actor = casting.actors.get(named)
    return casting.party_of(named) if actor is not None and actor.kind in _BODIES else ""


def _of_pronoun(casting: Casting, nominal: Nominal) -> str:
    """Give whose "its observers", "his trade team" are."""
    at = nominal.first - 1
    plain = casting.words[at].fold.lower() if at >= 0 else ""
    if plain in ("its", "their"):
        return casting.around.body_before(at)
    return casting.around.person_before(at) if plain in ("his", "her") else ""


def _served(casting: Casting, nominal: Nominal) -> str:
    """Give whom "aides to the president" serve, who was named with that office."""
    after = casting.words[nominal.last + 1 : nominal.last + 2]
    to = bool(after) and after[0].fold.lower() == "to"
    return boss_of(casting, nominal.last) if to else ""


def _has_name_after(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the foreign ministers A and B" from ministers without a name."""
    after = nominal.last + 1
    if after >= len(casting.words):
        return False
    name = casting.around.owner.get(after)
    gap = casting.words[after].gap.strip()
    return bool(name and name.type == "person" and gap in ("", ","))
