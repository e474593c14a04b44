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
