"""The registries of the codebook hold together: ids, codes, spellings, flags."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

CODEBOOK = Path(__file__).parents[1] / "analysis" / "codebook"

COLUMNS = {
    "states": "actor_id name iso3 aliases demonyms_adjective demonyms_noun_plural capital "
    "capital_aliases region wikidata ambiguous status until territory_of successor source",
    "seats": "name actor_id kind also_place ambiguous source",
    "organisations": "actor_id name kind aliases country parent default_process_role "
    "place_name_inside wikidata ambiguous source",
    "media": "actor_id name aliases kind_detail country ambiguous source",
    "offices": "pattern class gender speaks_for strip source",
    "collectives": "lemma kind_plural kind_singular default_process_role is_cited person_like "
    "source",
    "given_names": "name gender also_word_or_place source",
    "public_figures": "name aliases actor_id since until office source",
}
KINDS = {
    "person", "government", "organisation", "alliance", "armed_group", "armed_forces", "media",
    "collective",
}  # fmt: skip
ROLES = {"belligerent", "mediator", "supporter", "media", "observer", ""}

# ISO 3166-1 alpha-3 of the 193 member states of the United Nations.
UN_MEMBERS = set(
    re.findall(
        "[A-Z]{3}",
        """
    AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA
    BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK
    COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD
    GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ
    LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE
    MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT
    QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF
    SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA
    USA URY UZB VUT VEN VNM YEM ZMB ZWE
    """,
    )
)


def table(name: str) -> list[dict[str, str]]:
    with (CODEBOOK / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def many(value: str) -> list[str]:
    return [part for part in value.split("|") if part]


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def spellings(rows: list[dict[str, str]], *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    for row in rows:
        for column in columns:
            for spelling in many(row[column]):
                yield spelling, row


def shared_without_flag(rows: list[dict[str, str]], *columns: str) -> dict[str, list[str]]:
    """Spellings of two rows that not all but one of them flag as ambiguous."""
    held: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for spelling, row in spellings(rows, *columns):
        if row not in held[spelling]:
            held[spelling].append(row)
    return {
        spelling: [row["actor_id"] for row in holders]
        for spelling, holders in held.items()
        if sum(spelling not in many(row["ambiguous"]) for row in holders) > 1
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_every_registry_has_its_columns_and_full_rows(name: str) -> None:
    with (CODEBOOK / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    assert header == COLUMNS[name].split()
    assert [row for row in rows if len(row) != len(header)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_names_its_source(name: str) -> None:
    assert [row for row in table(name) if not row["source"].strip()] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_holds_stray_blanks_or_curly_apostrophes_or_repeats(name: str) -> None:
    wrong = [
        (column, cell)
        for row in table(name)
        for column, cell in row.items()
        if cell != cell.strip()
        or "’" in cell
        or "  " in cell
        or (column != "source" and "|" in cell and "" in cell.split("|"))
        or (column != "source" and len(set(cell.split("|"))) != len(cell.split("|")))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["states", "organisations", "media"])
def test_ids_are_slugs_and_belong_to_one_row(name: str) -> None:
    ids = [row["actor_id"] for row in table(name)]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert {i for i in ids if ids.count(i) > 1} == set()


def test_no_id_belongs_to_two_registries() -> None:
    states, organisations, media = (
        {row["actor_id"] for row in table(name)} for name in ("states", "organisations", "media")
    )
    assert states & organisations == set()
    assert states & media == set()
    assert organisations & media == set()


def test_all_members_and_observers_of_the_united_nations_are_there() -> None:
    assert len(UN_MEMBERS) == 193
    rows = table("states")
    assert {row["iso3"] for row in rows if row["status"] == "member"} == UN_MEMBERS
    assert {row["iso3"] for row in rows if row["status"] == "observer"} == {"PSE", "VAT"}


def test_no_code_stands_for_two_states() -> None:
    codes = [row["iso3"] for row in table("states") if row["iso3"]]
    assert {code for code in codes if codes.count(code) > 1} == set()


def test_a_territory_that_few_recognise_names_the_state_it_legally_belongs_to() -> None:
    rows = {row["actor_id"]: row for row in table("states")}
    assert rows["abkhazia"]["territory_of"] == "GEO"
    assert rows["transnistria"]["territory_of"] == "MDA"
    assert rows["northern-cyprus"]["territory_of"] == "CYP"
    assert rows["somaliland"]["territory_of"] == "SOM"
    known = {row["iso3"] for row in rows.values()}
    for row in rows.values():
        assert row["territory_of"] == "" or row["territory_of"] in known
        if row["status"] == "unrecognised":
            assert row["territory_of"], row["actor_id"]


def test_a_state_that_is_no_more_has_its_last_day_and_a_successor() -> None:
    rows = {row["actor_id"]: row for row in table("states")}
    for row in rows.values():
        if row["status"] == "historical":
            assert date.fromisoformat(row["until"]) < date(2010, 1, 1)
            assert rows[row["successor"]]["status"] == "member"
    assert rows["soviet-union"]["successor"] == "russia"
    assert rows["zaire"]["until"] == "1997-05-17"


def test_no_name_of_a_state_belongs_to_two_states_unless_flagged() -> None:
    rows = table("states")
    assert shared_without_flag(rows, "name", "aliases") == {}
    assert shared_without_flag(rows, "demonyms_adjective") == {}
    assert shared_without_flag(rows, "demonyms_noun_plural") == {}
    assert shared_without_flag(rows, "capital", "capital_aliases") == {}


def test_no_name_of_an_organisation_belongs_to_two_unless_flagged() -> None:
    assert shared_without_flag(table("organisations"), "name", "aliases") == {}


def test_no_name_of_a_medium_belongs_to_two_unless_flagged() -> None:
    assert shared_without_flag(table("media"), "name", "aliases") == {}


def test_a_spelling_of_several_registries_is_flagged_in_all_but_one() -> None:
    rows = table("states") + table("organisations") + table("media")
    assert shared_without_flag(rows, "name", "aliases") == {}


def test_a_flag_is_only_on_a_spelling_that_the_row_holds() -> None:
    columns = {
        "states": "name aliases demonyms_adjective demonyms_noun_plural capital capital_aliases",
        "organisations": "name aliases",
        "media": "name aliases",
    }
    for name, own in columns.items():
        for row in table(name):
            held = {s for column in own.split() for s in many(row[column])}
            assert set(many(row["ambiguous"])) <= held, row["actor_id"]


@pytest.mark.parametrize(
    ("spelling", "column", "expected"),
    [
        ("U.S.", "aliases", {"united-states"}),
        ("Burma", "aliases", {"myanmar"}),
        ("Congolese", "demonyms_adjective", {"dr-congo", "republic-of-congo"}),
        ("Nigerien", "demonyms_adjective", {"niger"}),
        ("Nigerian", "demonyms_adjective", {"nigeria"}),
        ("the Dutch", "demonyms_noun_plural", {"netherlands"}),
        ("Kiev", "capital_aliases", {"ukraine"}),
        ("Dominican", "demonyms_adjective", {"dominica", "dominican-republic"}),
    ],
)
def test_a_spelling_leads_to_its_state(spelling: str, column: str, expected: set[str]) -> None:
    found = {row["actor_id"] for row in table("states") if spelling in many(row[column])}
    assert found == expected


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Revolutionary Armed Forces of Colombia", "farc"),
        ("al-Qassam Brigades", "qassam-brigades"),
        ("Ansar Allah", "houthis"),
        ("Liberation Tigers of Tamil Eelam", "ltte"),
        ("Provisional IRA", "ira"),
        ("I.A.E.A.", "iaea"),
        ("Médecins Sans Frontières", "msf"),
        ("Moro Islamic Liberation Front", "milf"),
        ("Sant'Egidio", "santegidio"),
    ],
)
def test_a_spelling_leads_to_its_organisation(spelling: str, expected: str) -> None:
    rows = table("organisations")
    found = [r["actor_id"] for r in rows if spelling in (r["name"], *many(r["aliases"]))]
    assert found == [expected]


def test_organisations_use_the_kinds_and_roles_of_the_guide() -> None:
    for row in table("organisations"):
        assert row["kind"] in KINDS - {"person", "collective"}, row["actor_id"]
        assert row["default_process_role"] in ROLES, row["actor_id"]
        assert row["place_name_inside"] in ("true", "false"), row["actor_id"]


def test_countries_of_organisations_and_media_are_codes_of_states() -> None:
    codes = {row["iso3"] for row in table("states")} - {""}
    for name in ("organisations", "media"):
        for row in table(name):
            assert set(many(row["country"])) <= codes, row["actor_id"]


def test_parents_exist_and_never_lead_back() -> None:
    states = {row["actor_id"] for row in table("states")}
    parents = {row["actor_id"]: row["parent"] for row in table("organisations")}
    for start, parent in parents.items():
        seen = {start}
        above = parent
        while above and above not in states:
            assert above in parents, f"{start}: parent {above}"
            assert above not in seen, f"{start}: circle at {above}"
            seen.add(above)
            above = parents[above]
    assert parents["qassam-brigades"] == "hamas"
    assert parents["quds-force"] == "irgc"
    assert parents["irgc"] == "iran"


def test_bodies_have_the_kind_that_the_guide_gives_them() -> None:
    kinds = {row["actor_id"]: row["kind"] for row in table("organisations")}
    assert kinds["sinn-fein"] == "organisation"
    assert kinds["ira"] == "armed_group"
    assert kinds["nato"] == "alliance"
    assert kinds["idf"] == "armed_forces"
    assert kinds["palestinian-authority"] == "government"


def test_a_name_with_a_toponym_says_so() -> None:
    inside = {row["actor_id"]: row["place_name_inside"] for row in table("organisations")}
    assert inside["farc"] == "true"
    assert inside["unifil"] == "true"
    assert inside["hamas"] == "false"


@pytest.mark.parametrize("name", ["states", "organisations"])
def test_wikidata_ids_are_well_formed_and_used_once(name: str) -> None:
    ids = [row["wikidata"] for row in table(name) if row["wikidata"]]
    assert [i for i in ids if not re.fullmatch(r"Q[1-9]\d*", i)] == []
    assert {i for i in ids if ids.count(i) > 1} == set()


def test_seats_belong_to_registered_actors() -> None:
    known = {row["actor_id"] for name in ("states", "organisations") for row in table(name)}
    kinds = {"palace", "ministry", "street", "flag", "assembly", "administration", "city"}
    for row in table("seats"):
        assert row["actor_id"] in known, row["name"]
        assert row["kind"] in kinds, row["name"]
        assert row["also_place"] in ("true", "false"), row["name"]
        assert row["ambiguous"] in ("true", "false"), row["name"]


def test_a_seat_of_two_actors_stands_unasked_for_one_at_most() -> None:
    held: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("seats"):
        held[row["name"]].append(row)
    for name, rows in held.items():
        if len(rows) > 1:
            assert sum(row["ambiguous"] == "false" for row in rows) <= 1, name
    assert {row["actor_id"] for row in held["Brussels"]} == {"european-union", "nato"}


def test_the_kremlin_is_a_seat_and_a_place_where_people_meet() -> None:
    rows = {row["name"]: row for row in table("seats")}
    assert (rows["Kremlin"]["actor_id"], rows["Kremlin"]["also_place"]) == ("russia", "true")
    assert rows["Whitehall"]["actor_id"] == "united-kingdom"
    assert "Camp David" not in rows, "a place of talks that stands for no government"


def test_media_have_a_sort_and_common_words_are_flagged() -> None:
    rows = {row["actor_id"]: row for row in table("media")}
    sorts = {"agency", "newspaper", "broadcaster", "platform", "magazine", "site"}
    assert {row["kind_detail"] for row in rows.values()} == sorts
    assert "X" in many(rows["x-platform"]["ambiguous"])
    assert "Dawn" in many(rows["dawn"]["ambiguous"])
    assert rows["truth-social"]["ambiguous"] == ""


def test_offices_are_lower_case_and_occur_once() -> None:
    patterns = [row["pattern"] for row in table("offices")]
    assert [p for p in patterns if p != p.lower()] == []
    assert {p for p in patterns if patterns.count(p) > 1} == set()


def test_offices_use_known_classes() -> None:
    classes = {
        "honorific", "head_of_state", "head_of_government", "minister", "envoy", "negotiator",
        "spokesperson", "military", "legislator", "official", "religious", "leader", "judge",
        "journalist", "analyst", "aid", "other", "modifier",
    }  # fmt: skip
    for row in table("offices"):
        assert row["class"] in classes, row["pattern"]
        assert row["gender"] in ("m", "f", ""), row["pattern"]
        assert row["speaks_for"] in ("state", "organisation", "both", "none"), row["pattern"]
        assert row["strip"] in ("true", "false"), row["pattern"]
        assert row["class"] != "honorific" or row["strip"] == "true", row["pattern"]


@pytest.mark.parametrize(
    ("pattern", "class_", "gender"),
    [
        ("mrs", "honorific", "f"),
        ("taoiseach", "head_of_government", ""),
        ("crown prince", "head_of_state", "m"),
        ("spokeswoman", "spokesperson", "f"),
        ("chief negotiator", "negotiator", ""),
        ("field marshal", "military", ""),
        ("interim", "modifier", ""),
    ],
)
def test_an_office_has_its_class_and_gender(pattern: str, class_: str, gender: str) -> None:
    rows = {row["pattern"]: row for row in table("offices")}
    assert (rows[pattern]["class"], rows[pattern]["gender"]) == (class_, gender)


def test_collectives_use_the_kinds_and_roles_of_the_guide() -> None:
    lemmas = [row["lemma"] for row in table("collectives")]
    assert {x for x in lemmas if lemmas.count(x) > 1} == set()
    for row in table("collectives"):
        assert row["lemma"] == row["lemma"].lower(), row["lemma"]
        assert {row["kind_plural"], row["kind_singular"]} <= KINDS, row["lemma"]
        assert row["default_process_role"] in ROLES, row["lemma"]
        assert {row["is_cited"], row["person_like"]} <= {"true", "false"}, row["lemma"]


def test_one_official_is_a_person_and_several_are_a_collective() -> None:
    rows = {row["lemma"]: row for row in table("collectives")}
    official, soldier = rows["senior official"], rows["soldier"]
    assert (official["kind_singular"], official["kind_plural"]) == ("person", "collective")
    assert (soldier["kind_singular"], soldier["kind_plural"]) == ("person", "armed_forces")
    assert rows["analyst"]["default_process_role"] == "observer"
    assert rows["mediator"]["default_process_role"] == "mediator"


def test_given_names_occur_once_and_agree_with_their_other_spellings() -> None:
    genders: defaultdict[str, set[str]] = defaultdict(set)
    names = [row["name"] for row in table("given_names")]
    assert {n for n in names if names.count(n) > 1} == set()
    for row in table("given_names"):
        assert row["gender"] in ("m", "f", "u"), row["name"]
        genders[fold(row["name"])].add(row["gender"])
    assert {name for name, found in genders.items() if len(found) > 1} == set()


def test_a_given_name_that_is_also_a_country_says_so() -> None:
    rows = {row["name"]: row for row in table("given_names")}
    for name in ("Jordan", "Chad", "Israel"):
        assert rows[name]["also_word_or_place"] == "true"
    assert rows["Volodymyr"]["also_word_or_place"] == "false"


def test_public_figures_speak_for_registered_bodies_in_terms_that_end_after_they_begin() -> None:
    known = {row["actor_id"] for name in ("states", "organisations") for row in table(name)}
    figures = table("public_figures")
    assert [row for row in figures if row["actor_id"] not in known] == []
    for row in figures:
        for day in (row["since"], row["until"]):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", day), row
        assert row["since"] and (not row["until"] or row["since"] <= row["until"]), row


def test_nobody_speaks_for_two_bodies_at_once() -> None:
    terms: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in table("public_figures"):
        terms[row["name"]].append((row["since"], row["until"] or "9999", row["actor_id"]))
    clashes = [
        (name, earlier, later)
        for name, held in terms.items()
        for earlier, later in itertools.pairwise(sorted(held))
        if earlier[2] != later[2] and later[0] < earlier[1]
    ]
    assert clashes == []
