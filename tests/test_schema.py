from __future__ import annotations

import pandas as pd
import pytest

from analysis import schema
from analysis.errors import SchemaError


def quote(start=0, end=4, evidence="abcd", **more):
    row = {
        "source_id": "s",
        "speaker": "x",
        "cue": "said",
        "medium": "",
        "evidence": evidence,
        "start": start,
        "end": end,
        "rule": "test",
        "confidence": 1.0,
    }
    return row | more


def test_the_codes_are_those_of_the_guide(root):
    guide = (root / "docs" / "coding-guide.md").read_text(encoding="utf-8")
    codes = [*schema.ISSUES, *schema.ACTS, *schema.STATUSES, *schema.REGION_ROLES]
    codes += [*schema.EVENT_TYPES, *schema.ACTOR_KINDS, *schema.REGION_KINDS, *schema.PHASES]
    assert [code for code in codes if f"`{code}`" not in guide] == []


def test_every_issue_has_one_group():
    assert len(schema.ISSUES) == len(set(schema.ISSUES)) == 28
    assert schema.GROUP_OF_ISSUE["prisoners"] == "people"


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(SchemaError, match="quotes"):
        schema.from_records("quotes", [quote(start=9, end=4)])


def test_evidence_that_is_not_as_long_as_its_span_is_refused():
    with pytest.raises(SchemaError, match="evidence is as long as its span"):
        schema.from_records("quotes", [quote(evidence="abc")])


def test_an_unknown_code_is_named():
    row = {
        "source_id": "s",
        "holder": "x",
        "party": "x",
        "act": "beg",
        "target": "",
        "issue": "ceasefire",
        "issue_group": "ceasefire",
        "statement": "a truce",
        "status": "open",
        "contingent_on": "",
        "days": None,
        "evidence": "abcd",
        "start": 0,
        "end": 4,
        "rule": "test",
        "confidence": 0.5,
    }
    with pytest.raises(SchemaError, match=r"column 'act'.*'beg'"):
        schema.from_records("conditions", [row])


def test_a_group_that_does_not_fit_its_issue_is_refused():
    row = quote() | {
        "holder": "x",
        "party": "x",
        "act": "agree",
        "target": "",
        "issue": "ceasefire",
        "issue_group": "people",
        "statement": "a truce",
        "status": "open",
        "contingent_on": "",
        "days": 30,
    }
    for column in ("speaker", "cue", "medium"):
        row.pop(column)
    with pytest.raises(SchemaError, match="issue_group is the group of the issue"):
        schema.from_records("conditions", [row])


def test_rows_that_were_changed_after_they_passed_are_checked_again():
    passed = schema.from_records("quotes", [quote()])
    assert schema.validate("quotes", passed).equals(passed)
    passed.loc[0, "end"] = 9
    with pytest.raises(SchemaError, match="breaks the check"):
        schema.validate("quotes", passed)
    assert schema.validate("quotes", schema.from_records("quotes", [quote()])).at[0, "end"] == 4


def test_missing_and_surplus_columns_are_named():
    with pytest.raises(SchemaError, match=r"columns missing: .*'cue'.*unknown: .*'colour'"):
        schema.validate("quotes", pd.DataFrame({"speaker": ["x"], "colour": ["red"]}))


def test_a_row_id_does_not_depend_on_rows_elsewhere():
    alone = schema.from_records("quotes", [quote(5, 9, "wxyz")])
    beside = schema.from_records("quotes", [quote(), quote(5, 9, "wxyz")])
    assert alone["row_id"].item() == beside["row_id"].iloc[1]


def test_a_row_id_survives_text_put_before_it():
    here = schema.from_records("quotes", [quote(0, 4)])
    later = schema.from_records("quotes", [quote(100, 104)])
    assert here["row_id"].item() == later["row_id"].item()


def test_two_rows_with_the_same_words_get_two_ids():
    table = schema.from_records("quotes", [quote(0, 4), quote(50, 54), quote(90, 94)])
    assert table["row_id"].is_unique
    again = schema.from_records("quotes", [quote(0, 4), quote(50, 54), quote(90, 94)])
    assert table["row_id"].tolist() == again["row_id"].tolist()


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_an_empty_table_conforms(name):
    assert schema.columns(name) == list(schema.empty(name).columns)
