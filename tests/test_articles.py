from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles import read_article, read_articles
from analysis.errors import SourceError

FRONT = "---\nsource_id: note\ntitle: A note\npublished: 2025-03-18\noutlet: The Desk\n---\n"


def test_the_body_begins_right_after_the_front_matter(tmp_path):
    path = tmp_path / "any.md"
    path.write_text(FRONT + "First line.\nSecond.\n", encoding="utf-8")
    article = read_article(path)
    assert article.text == "First line.\nSecond.\n"
    assert (article.source_id, article.published) == ("note", dt.date(2025, 3, 18))
    assert article.text[12:18] == "Second"


def test_windows_line_ends_and_a_byte_order_mark_are_dropped(tmp_path):
    path = tmp_path / "any.md"
    path.write_bytes(b"\xef\xbb\xbf" + (FRONT + "One.\nTwo.\n").replace("\n", "\r\n").encode())
    assert read_article(path).text == "One.\nTwo.\n"


def test_unknown_keys_of_the_front_matter_are_kept():
    article = read_article(FRONT.replace("---\n", "---\nconflict: A–B\n", 1) + "Text.\n")
    assert dict(article.metadata) == {"conflict": "A–B"}


def test_a_list_of_addresses_becomes_one_field():
    text = FRONT.replace("outlet: The Desk", "url:\n  - one.example\n  - two.example") + "Text.\n"
    assert read_article(text).url == "one.example|two.example"


def test_options_win_over_the_file(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("All of this is the body.\n", encoding="utf-8")
    article = read_article(path, published="2024-02-29", title="Plain")
    assert (article.source_id, article.title, article.published.day) == ("plain", "Plain", 29)


def test_a_rule_line_inside_the_body_is_text():
    assert read_article(FRONT + "Above.\n---\nBelow.\n").text == "Above.\n---\nBelow.\n"


def test_the_main_text_of_a_page_is_read_without_its_navigation(tmp_path):
    pytest.importorskip("trafilatura")
    paragraphs = "".join(
        f"<p>The envoys met for the {n} time in Geneva and spoke about the bridge, the road and "
        "the return of the families who had left the valley in the first winter.</p>"
        for n in ("first", "second", "third")
    )
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Talks in Geneva</title>"
        '<meta property="article:published_time" content="2024-05-03T10:00:00Z"></head><body>'
        "<nav><a href='/'>Home</a><a href='/s'>Subscribe</a></nav>"
        f"<article><h1>Talks in Geneva</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    article = read_article(path)
    assert "The envoys met for the second time" in article.text
    assert "Subscribe" not in article.text
    assert article.published == dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FRONT.replace("published: 2025-03-18\n", "") + "x\n", "'published' is missing"),
        (FRONT.replace("2025-03-18", "18/03") + "x\n", "'published' is '18/03'"),
        (FRONT.replace("2025-03-18", "2025-02-30") + "x\n", "give an ISO date"),
        (FRONT, "the body is empty"),
        (FRONT + " \n\n", "the body is empty"),
        (FRONT.replace("note", "../up") + "x\n", "'source_id' is '../up'"),
        (FRONT.replace("note", "a/b") + "x\n", "'source_id' is 'a/b'"),
        (FRONT.replace("A note", "{a: b}") + "x\n", "'title' is a dict"),
        (FRONT.replace("A note", "[unclosed") + "x\n", "is no YAML .*; write one 'key: value'"),
        (FRONT.replace("A note", "[a, b]") + "x\n", "'title' is a list"),
        (FRONT.replace("outlet:", "on:") + "x\n", "put the key in quotes"),
        ("---\ntitle: never closed\n", "is not closed"),
        (FRONT + "nul \x00 byte\n", "character 4 of the body"),
    ],
)
def test_unusable_sources_are_refused_in_one_sentence(text, message):
    with pytest.raises(SourceError, match=message) as caught:
        read_article(text)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(SourceError, match="is not UTF-8"):
        read_article(path, published="2025-01-01")


def test_a_missing_file_is_named():
    with pytest.raises(SourceError, match=r"nowhere.md: there is no such file"):
        read_article("nowhere.md")


def test_a_folder_is_no_source(tmp_path):
    with pytest.raises(SourceError, match="is a folder"):
        read_article(tmp_path)


def test_an_unknown_ending_is_named(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match=r"the ending is '.docx'"):
        read_article(path)


def test_two_sources_with_one_id_are_refused():
    with pytest.raises(SourceError, match="'source_id' is 'note'"):
        read_articles([FRONT + "One.\n", FRONT + "Two.\n"])


def test_markup_in_a_source_is_shown_as_text():
    article = read_article(FRONT + "<script>alert(1)</script>\n", title="<b>bold</b>")
    shown = article._repr_html_()
    assert "<script>" not in shown
    assert "&lt;b&gt;bold" in shown


@given(
    st.text(
        alphabet=st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffd\ufeff")
    )
)
def test_a_body_is_kept_verbatim(body):
    if not body.strip():
        return
    assert read_article(FRONT + body).text == body
