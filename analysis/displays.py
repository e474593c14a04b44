"""How an article and a dossier show themselves in a notebook.

All that comes from a source is escaped. Colours are those of the JupyterLab theme, light or dark,
with others where there is no such theme.
"""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from analysis.evidence import row_states

if TYPE_CHECKING:
    from analysis.articles import Article
    from analysis.dossier import Dossier
    from analysis.report_page.marks import Paragraph, Piece
    from analysis.theme import Theme

LONGEST: Final = 12_000  # characters of the texts of a dossier that are shown
MOST: Final = 12  # sources of a dossier that are listed
LONGEST_LINE: Final = 300  # characters of a title, a name or a label
_BOX: Final = "<div class='words' tabindex='0' role='region' aria-label='Text of the source'>"
# What the table of counts has, after the number of rows: a heading and the states that it counts.
COUNTS: Final = (
    ("not reviewed", ("unreviewed", "doubtful")),
    ("of these doubtful", ("doubtful",)),
    ("accepted", ("accepted",)),
    ("corrected", ("corrected",)),
    ("added", ("added",)),
    ("disputed", ("disputed",)),
)
# What is marked in a text, in the order of the key.
MARKED: Final = (
    ("conditions", "condition"), ("quotes", "quotation"), ("events", "event"), ("actors", "actor"),
    ("regions", "place"),
)  # fmt: skip


def article_html(article: Article) -> str:
    """Show an article: its title, where and when it appeared, and its text in a box that scrolls.

    Parameters
    ----------
    article
        The article.

    Returns
    -------
    str
        HTML in which words of the article stand as text only.

    Examples
    --------
    >>> from analysis import read_article
    >>> note = read_article("A <b>truce</b>.", source_id="note", published="2025-03-18")
    >>> "A &lt;b&gt;truce&lt;/b&gt;." in article_html(note)
    True
    """
    facts = (
        article.outlet,
        article.published.isoformat(),
        article.source_id,
        f"{len(article.text):,} characters",
    )
    text, note = article.text[:LONGEST], _cut_note(len(article.text), LONGEST, "its 'text'")
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return _framed(
        f"{_title(article.title)}{_lesser(' · '.join(filter(None, facts)))}"
        f"{_BOX}{lines}</div>{note}"
    )


def dossier_html(dossier: Dossier, *, theme: Theme | None = None) -> str:
    """Show a dossier: its sources, how many rows were reviewed, what to mind, and the marked text.

    Parameters
    ----------
    dossier
        The tables.
    theme
        Words for codes, as they stand in the labels of the marks.

    Returns
    -------
    str
        HTML in which words of the sources stand as text only.

    Examples
    --------
    >>> from analysis import concat
    >>> "There is no source." in dossier_html(concat([]))
    True
    """
    from analysis.theme import STANDARD  # drawing loads only here

    if dossier.sources.empty:
        return _framed("<p>There is no source.</p>")
    warnings = "".join(
        f"<div class='warning'>{html.escape(words)}</div>" for words in dossier_warnings(dossier)
    )
    return _framed(
        f"{_sources(dossier)}{_counts(dossier)}{warnings}{_texts(dossier, theme or STANDARD)}"
    )


def dossier_warnings(dossier: Dossier) -> list[str]:
    """Say in sentences what a reader of the tables should mind; nothing where all is well.

    Examples
    --------
    >>> from analysis import concat
    >>> dossier_warnings(concat([]))
    []
    """
    states = list(_states(dossier).values())
    told = []
    if len(dossier.sources) and dossier.conditions.empty:
        told.append("No condition was found: nobody is reported to want or to refuse anything.")
    foreign = [
        f"{source_id} ({language})"
        for source_id, language in zip(
            dossier.sources["source_id"], dossier.sources["language"], strict=True
        )
        if str(language).lower()[:2] not in ("", "en")
    ]
    if foreign:
        told.append(f"The rules are made for English; other languages: {', '.join(foreign)}.")
    if doubtful := states.count("doubtful"):
        told.append(f"{_rows(doubtful)} doubtful and not reviewed; see the column 'confidence'.")
    if disputed := states.count("disputed"):
        told.append(f"{_rows(disputed)} disputed among reviewers; see 'decisions'.")
    if dossier.reviewed:
        from analysis.review import open_decisions

        if left := len(open_decisions(dossier)):
            decisions = "1 decision was" if left == 1 else f"{left} decisions were"
            told.append(f"{decisions} not applied; analysis.review.open_decisions says why.")
    return told


def _rows(n: int) -> str:
    return "1 row is" if n == 1 else f"{n} rows are"


def _framed(inner: str) -> str:
    return f"<style>{_style()}</style><div class='ceasefire-shown'>{inner}</div>"


@cache
def _style() -> str:
    return files("analysis").joinpath("displays.css").read_text(encoding="utf-8")


def _short(words: str) -> str:
    """Escape words, and cut what is far too long for a line."""
    return html.escape(words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE]}…")


def _title(words: str) -> str:
    return f"<div class='title'>{_short(words)}</div>"


def _lesser(words: str) -> str:
    return f"<div class='lesser'>{_short(words)}</div>"


def _cut_note(whole: int, shown: int, where: str) -> str:
    if whole <= shown:
        return ""
    return _lesser(f"The first {shown:,} of {whole:,} characters are shown; {where} has all.")


def _sources(dossier: Dossier) -> str:
    rows = dossier.sources.sort_values(["published", "source_id"]).to_dict("records")
    facts = [
        (str(row["title"]), " · ".join(filter(None, map(str, (row["outlet"], row["published"],
                                                              row["source_id"])))))
        for row in rows
    ]  # fmt: skip
    if len(facts) == 1:
        return f"{_title(facts[0][0])}{_lesser(facts[0][1])}"
    listed = "".join(
        f"<li>{_short(title)} <span class='lesser'>{_short(told)}</span></li>"
        for title, told in facts[:MOST]
    )
    left = len(facts) - MOST
    rest = f"<li>{left} more; see 'sources'.</li>" if left > 0 else ""
    return f"<div class='title'>{len(facts)} sources</div><ul>{listed}{rest}</ul>"


def _states(dossier: Dossier) -> dict[str, str]:
    return row_states(*(table for name, table in dossier.tables.items() if name != "sources"))


def _counts(dossier: Dossier) -> str:
    head = "".join(
        f"<th>{words}</th>" for words in ("table", "rows", *(name for name, _ in COUNTS))
    )
    body = []
    for name, table in dossier.tables.items():
        if name == "sources":
            continue
        states = list(row_states(table).values())
        numbers = [len(table), *(sum(map(states.count, counted)) for _, counted in COUNTS)]
        cells = "".join(f"<td>{number or '–'}</td>" for number in numbers)
        body.append(f"<tr><th>{name}</th>{cells}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _texts(dossier: Dossier, theme: Theme) -> str:
    """The texts with their marks, the first one open, until so much has been shown."""
    from analysis.report_page.marks import marked_text

    key = "".join(f"<span class='{table}'>{words}</span>" for table, words in MARKED)
    parts = [f"<div class='key lesser'>{key}</div>"]
    room = LONGEST
    ids = dossier.source_ids
    for source_id in ids:
        one = dossier.select(source_id)
        paragraphs = marked_text(one, theme)
        lines, shown = _lines(paragraphs, room)
        room -= shown
        letters = sum(len(piece.text) for line in paragraphs for piece in line.pieces)
        note = _cut_note(letters, shown, f"text('{source_id}')")
        words = f"{_BOX}{lines}</div>{note}"
        if len(ids) > 1:
            opened = " open" if source_id == ids[0] else ""
            title = _short(str(one.sources["title"].iloc[0]))
            words = f"<details{opened}><summary>{title}</summary>{words}</details>"
        parts.append(words)
        if room <= 0:
            break
    left = len(ids) - len(parts) + 1
    if left:
        texts = "One text is" if left == 1 else f"{left} texts are"
        parts.append(_lesser(f"{texts} not shown; text(…) gives each."))
    return "".join(parts)


def _lines(paragraphs: list[Paragraph], room: int) -> tuple[str, int]:
    """Paragraphs until there is no more room, and how many letters and blanks these have."""
    lines, shown = [], 0
    for paragraph in paragraphs:
        kept = []
        for piece in paragraph.pieces:
            if shown >= room:
                break
            words = piece.text[: room - shown]
            shown += len(words)
            kept.append(_piece(piece, words))
        if kept:
            lines.append(f"<p{' class=head' if paragraph.heading else ''}>{''.join(kept)}</p>")
    return "".join(lines), shown


def _piece(piece: Piece, words: str) -> str:
    if not piece.tables:
        return html.escape(words)
    label = html.escape(piece.label[:LONGEST_LINE], quote=True)
    return f"<span class='{' '.join(piece.tables)}' title='{label}'>{html.escape(words)}</span>"
