"""Between whom a deal is: hand-worked on texts that name the two sides in different ways."""

from __future__ import annotations

import pytest

from analysis.articles import read_article
from analysis.extraction.actors import find_actors
from analysis.extraction.conditions.signing import signing
from analysis.extraction.language import parse
from analysis.extraction.names import find_names
from analysis.extraction.places import find_places

SIGNERS = [
    pytest.param(
        "PUTRAJAYA, Malaysia, July 28 - Thailand and Cambodia agreed on Monday to stop fighting. "
        "Malaysia announced the truce.",
        {"thailand", "cambodia"},
        True,
        id="behind-a-dateline",
    ),
    pytest.param(
        "The government of Mozambique and Renamo signed a peace accord in Maputo on Tuesday.",
        {"mozambique", "renamo"},
        True,
        id="government-of-x-and-y",
    ),
    pytest.param(
        "Qatar brokered a truce between Israel and Hamas. Qatar will watch over it.",
        {"israel", "hamas"},
        True,
        id="a-broker-is-no-side",
    ),
    pytest.param(
        "The war between Armenia and Azerbaijan goes on. Mediators hope for a truce.",
        {"armenia", "azerbaijan"},
        False,
        id="the-war-between",
    ),
    pytest.param(
        "Armenia has been in talks with Azerbaijan since May. Nothing has been signed.",
        {"armenia", "azerbaijan"},
        False,
        id="talks-with",
    ),
    pytest.param(
        "The government of Colombia and the ELN have come to terms on a six-month truce.",
        {"colombia", "eln"},
        True,
        id="come-to-terms",
    ),
    pytest.param(
        "Juba and the rebels of the SPLM-IO buried the hatchet on Sunday.",
        {"south-sudan", "splm-io"},
        True,
        id="bury-the-hatchet",
    ),
    pytest.param(
        "A cease-fire between Israel and Hezbollah took hold at dawn on Wednesday.",
        {"israel", "hezbollah"},
        True,
        id="took-hold",
    ),
    pytest.param(
        "The truce between Thailand and Cambodia entered its third day on Wednesday.",
        {"thailand", "cambodia"},
        True,
        id="entered-its-third-day",
    ),
    pytest.param(
        "The text that Sudan's army and the RSF initialled in Jeddah obliges both to let aid in.",
        {"sudan", "rapid-support-forces"},
        True,
        id="a-text-that-both-initialled",
    ),
    pytest.param(
        "The memorandum of understanding between Jakarta and the Free Aceh Movement provides for "
        "an amnesty.",
        {"indonesia", "gam"},
        True,
        id="what-binds-both",
    ),
    pytest.param(
        "Georgia and Russia have both accepted the six principles of the French president.",
        {"georgia", "russia"},
        True,
        id="both-accept-a-plan",
    ),
    pytest.param(
        "It is done: Ankara and the PKK have a peace agreement.",
        {"turkey", "pkk"},
        True,
        id="have-an-agreement",
    ),
    pytest.param(
        "Talks between Israel and Hamas on a ceasefire broke down on Thursday.",
        {"israel", "hamas"},
        False,
        id="talks-that-broke-down",
    ),
    pytest.param(
        "No agreement was reached between Kinshasa and the M23.",
        {"dr-congo", "m23"},
        False,
        id="no-agreement",
    ),
    pytest.param(
        "Ukraine and Russia are no nearer to a truce. A truce between them would hold for a month.",
        {"ukraine", "russia"},
        False,
        id="would-hold",
    ),
    pytest.param(
        "Russia and Ukraine are at war. While a truce lasts, Russia demands, Ukraine must not arm.",
        {"russia", "ukraine"},
        False,
        id="while-it-lasts",
    ),
    pytest.param(
        "Washington hopes that Armenia and Azerbaijan will make peace this year.",
        {"armenia", "azerbaijan"},
        False,
        id="will-make-peace",
    ),
]


@pytest.mark.parametrize(("text", "parties", "concluded"), SIGNERS)
def test_a_deal_is_between_those_that_the_text_names_together(
    text: str, parties: set[str], concluded: bool
) -> None:
    document = parse(read_article(text, source_id="x", published="2025-07-28"))
    names = find_names(document)
    cast = find_actors(document, names, find_places(document, names))
    found = signing(document, cast)
    assert set(found.parties) == parties
    assert found.concluded == concluded


def test_a_text_that_names_nobody_has_no_deal() -> None:
    document = parse(read_article("It rained.", source_id="x", published="2025-07-28"))
    names = find_names(document)
    cast = find_actors(document, names, find_places(document, names))
    assert signing(document, cast).parties == ()
