from __future__ import annotations

import pandas as pd
from gold_dossier import GAZA, UKRAINE, gold_dossier
from test_report import HOSTILE, Page, hostile_dossier

from analysis.articles import Article, read_article
from analysis.displays import LONGEST, MOST, dossier_warnings
from analysis.dossier import Dossier, concat
from analysis.review import apply_review

NOTE = "Envoys of Sudan's army and the RSF met in Jeddah.\n\nThe army rejected a truce.\n"


def note(text: str = NOTE, **facts: str) -> Article:
    return read_article(text, **{"source_id": "note", "published": "2024-08-14"} | facts)


def reviewed(*lines: dict[str, str]) -> Dossier:
    known = {"field": "", "value": "", "reviewer": "AB"}
    return apply_review(gold_dossier(GAZA), pd.DataFrame([known | line for line in lines]))


def cells(html: str, table: str) -> list[str]:
    """The numbers of a table in the counts."""
    row = html.split(f"<th>{table}</th>")[1].split("</tr>", maxsplit=1)[0]
    return [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]


def test_an_article_shows_what_it_is_and_its_paragraphs() -> None:
    words = "".join(Page(note(title="Talks", outlet="Radio Tamazuj")._repr_html_()).words)
    assert "TalksRadio Tamazuj · 2024-08-14 · note · 78 characters" in words
    html = note()._repr_html_()
    assert html.count("<p>") == 2
    assert "<p>The army rejected a truce.</p>" in html


def test_a_long_article_is_cut_with_a_sentence_that_says_so() -> None:
    text = "No news today.\n" * 2000
    html = note(text)._repr_html_()
    assert len(html) < LONGEST * 2
    assert "The first 12,000 of 30,000 characters are shown; its &#x27;text&#x27; has all." in html
    assert "are shown" not in note()._repr_html_()


def test_markup_in_a_source_is_shown_as_text() -> None:
    hostile = hostile_dossier()
    source = hostile.sources.iloc[0]
    article = note(source["text"], title=HOSTILE, outlet=HOSTILE)
    for html in (article._repr_html_(), hostile._repr_html_()):
        parsed = Page(html)
        known = {
            "style",
            "div",
            "span",
            "p",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
        assert {tag for tag, _ in parsed.elements} <= known
        for _, attributes in parsed.elements:
            assert set(attributes) <= {"class", "title", "tabindex", "role", "aria-label"}
        assert "".join(parsed.words).count("<script>alert(1)</script>") >= 3


def test_a_dossier_counts_what_became_of_its_rows() -> None:
    first, second, third = gold_dossier(GAZA).conditions["row_id"].tolist()[:3]
    n = len(gold_dossier(GAZA).conditions)
    html = reviewed(
        {"row_id": first, "decision": "accept"},
        {"row_id": second, "decision": "reject"},
        {"row_id": third, "decision": "edit", "field": "status", "value": "suspended"},
    )._repr_html_()
    #  rows, not reviewed, of these doubtful, accepted, corrected, added, disputed
    assert cells(html, "conditions") == [str(n - 1), str(n - 3), "–", "1", "1", "–", "–"]


def test_a_doubtful_row_is_counted_and_told() -> None:
    coded = gold_dossier(UKRAINE)
    doubted = coded.events["confidence"].where(coded.events.index != 1, 0.2)
    coded = Dossier(**{**coded.tables, "events": coded.events.assign(confidence=doubted)})
    n = str(len(coded.events))
    assert cells(coded._repr_html_(), "events") == [n, n, "1", "–", "–", "–", "–"]
    assert dossier_warnings(coded) == [
        "1 row is doubtful and not reviewed; see the column 'confidence'."
    ]


def test_what_a_reader_should_mind_is_told() -> None:
    left = reviewed({"row_id": "c-0000000000", "decision": "accept"})
    assert "1 decision was not applied" in "".join(dossier_warnings(left))
    coded = gold_dossier(GAZA)
    changed = {
        "sources": coded.sources.assign(language="fr"), "conditions": coded.conditions.iloc[:0]
    }  # fmt: skip
    told = dossier_warnings(Dossier(**{**coded.tables, **changed}))
    assert [words.split(":")[0].split(";")[0] for words in told] == [
        "No condition was found", "The rules are made for English"
    ]  # fmt: skip
    assert dossier_warnings(coded) == []


def test_every_word_of_the_text_is_there_once_with_its_marks() -> None:
    coded = gold_dossier(GAZA)
    html = coded._repr_html_()
    shown = html.split("class='words'")[1].split("</div>")[0].split(">", 1)[1]
    assert "".join(Page(shown).words) == "".join(coded.text(GAZA).split("\n"))
    first = coded.conditions.iloc[0]
    classes = [str(a.get("class")) for tag, a in Page(shown).elements if tag == "span"]
    assert any("conditions" in found.split() for found in classes)
    assert any("regions" in found.split() for found in classes)
    assert first["evidence"][:20] in "".join(Page(shown).words)
    assert "characters are shown" not in html


def test_a_long_dossier_is_cut_with_sentences_that_say_so() -> None:
    coded = gold_dossier(GAZA)
    parts = []
    for number in range(MOST + 2):
        source_id = f"note-{number:02}"
        text = "Nothing was said that day.\n" * 250
        source = coded.sources.assign(
            source_id=source_id, text=text, characters=len(text), published="2025-01-16"
        )
        empty = {name: table.iloc[:0] for name, table in coded.tables.items()}
        parts.append(Dossier(**{**empty, "sources": source}))
    html = concat(parts)._repr_html_()
    assert "2 more; see 'sources'." in html
    assert "of 6,500 characters are shown; text(&#x27;note-01&#x27;) has all." in html
    assert "12 texts are not shown" in html
    assert html.count("Nothing was said that day.") < 2 * 250


def test_the_colour_of_letters_is_that_of_the_theme_of_jupyterlab() -> None:
    style = note()._repr_html_().split("<style>")[1].split("</style>")[0]
    lines = [line for line in style.replace(";", "\n").splitlines() if " color:" in line]
    assert len(lines) == 2
    assert all("var(--jp-content-font-color" in line for line in lines)
