"""A source: its text, where it came from, and the offsets that every row refers to."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from analysis.errors import SourceError

SUFFIXES: Final = (".md", ".txt", ".html", ".htm")
_SAFE_ID: Final = re.compile(r"[^\W_][\w.-]{0,119}")
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffd]")


@dataclass(frozen=True)
class Article:
    """One article, statement or transcript.

    Parameters
    ----------
    source_id
        Short name, safe as a file name.
    text
        The body, verbatim but for line ends. Offsets of all tables count its code points.
    title, outlet, url, language
        As the front matter or the options give them; ``url`` may hold several, joined by ``|``.
    published
        Day of publication: what "on Monday" is resolved against.
    metadata
        All further keys of the front matter, kept as they were.
    path
        The file it was read from, empty for a text given directly.
    """

    source_id: str
    text: str
    title: str
    published: dt.date
    outlet: str = ""
    url: str = ""
    language: str = "en"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""

    @property
    def sha256(self) -> str:
        """Digest of the text: says whether two runs saw the same words."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def _repr_html_(self) -> str:
        from analysis.displays import article_html

        return article_html(self)


def read_article(source: str | Path, **metadata: Any) -> Article:
    """Read one source: a file, or a text given directly.

    Parameters
    ----------
    source
        Path of a ``.md`` file (YAML front matter, then the body), a ``.txt`` file (all of it is
        the body) or an ``.html`` file (main text and metadata by trafilatura, which the extra
        ``html`` installs). A string that holds a line break or that is no path of one of these
        kinds is taken as the text itself; it may begin with front matter too.
    **metadata
        ``source_id``, ``title``, ``published`` (ISO date), ``outlet``, ``url``, ``language`` and
        any further key; they win over what the file says. ``source_id`` defaults to the file's
        name without ending, ``title`` to the first line.

    Returns
    -------
    Article
        Its body with CRLF made LF and a byte order mark dropped, otherwise verbatim.

    Raises
    ------
    SourceError
        Where the file cannot be read, is no text or has an empty body; where the date is missing
        or malformed; where the id is no safe file name; where a key has a type it cannot have.

    Examples
    --------
    >>> article = read_article("The sides met.\\n", source_id="note", published="2025-03-18")
    >>> article.published
    datetime.date(2025, 3, 18)
    >>> read_article("The sides met.\\n", source_id="note", published="18/03")
    Traceback (most recent call last):
    ...
    analysis.errors.SourceError: note: 'published' is '18/03'; give an ISO date such as 2025-03-18.
    """
    path = _as_path(source)
    if path is None:
        label = str(metadata.get("source_id") or "text")
        found, body = _split_front_matter(str(source), label)
    else:
        label = str(path)
        raw = _read_text(path)
        if path.suffix.lower() in (".html", ".htm"):
            found, body = _split_html(raw, label)
        elif path.suffix.lower() == ".md":
            found, body = _split_front_matter(raw, label)
        else:
            found, body = {}, _plain(raw)
        found.setdefault("source_id", path.stem)
    given = {key: value for key, value in metadata.items() if value is not None}
    return _article(found | given, body, label, "" if path is None else str(path))


def read_articles(sources: Iterable[str | Path], **metadata: Any) -> list[Article]:
    """Read several sources, each with an id of its own.

    Raises
    ------
    SourceError
        Where two sources have one id, or one of them cannot be read (see :func:`read_article`).
    """
    articles: dict[str, Article] = {}
    for source in sources:
        article = read_article(source, **metadata)
        other = articles.get(article.source_id)
        if other is not None:
            raise SourceError(
                f"{article.path or 'text'}: 'source_id' is '{article.source_id}', which "
                f"{other.path or 'another text'} has already; give each source an id of its own."
            )
        articles[article.source_id] = article
    return list(articles.values())


def article_of(source: Mapping[Hashable, Any]) -> Article:
    """Give the article that a row of the table ``sources`` was taken from.

    Parameters
    ----------
    source
        A row of the table.

    Returns
    -------
    Article
        The same text and facts, so that its tables can be taken again; its path is not known.
    """
    return Article(
        source_id=str(source["source_id"]),
        text=str(source["text"]),
        title=str(source["title"]),
        published=dt.date.fromisoformat(str(source["published"])),
        outlet=str(source["outlet"]),
        url=str(source["url"]),
        language=str(source["language"]),
        metadata=json.loads(str(source["metadata"]) or "{}"),
    )


def _as_path(source: str | Path) -> Path | None:
    """Tell a path from a text: a missing file should be an error, not an article of one line."""
    if isinstance(source, Path):
        return source
    if "\n" in source or len(source) > 1024:
        return None
    path = Path(source)
    if path.suffix.lower() in SUFFIXES and " " not in path.suffix:
        return path
    try:
        return path if path.is_file() else None
    except OSError:  # longer than a file name can be
        return None


def _read_text(path: Path) -> str:
    if path.is_dir():
        raise SourceError(f"{path}: is a folder; give the files in it that are sources.")
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(
            f"{path}: the ending is '{path.suffix}'; a source is one of {', '.join(SUFFIXES)}."
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file; give the path of a source.") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8 text."
        ) from error


def _plain(raw: str) -> str:
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _split_front_matter(raw: str, label: str) -> tuple[dict[str, Any], str]:
    text = _plain(raw)
    match = _FRONT_MATTER.match(text)
    if match is None:
        if text.startswith("---\n"):
            raise SourceError(
                f"{label}: the front matter that begins in line 1 is not closed; "
                "end it with a line of three hyphens."
            )
        return {}, text
    try:
        found = yaml.safe_load(match.group(1) or "") or {}
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "malformed"
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark is not None else ""
        raise SourceError(
            f"{label}{line}: the front matter is no YAML ({problem}); "
            "write one 'key: value' a line, a value with a colon or bracket in quotes."
        ) from error
    except ValueError as error:  # a date such as 2025-13-45 is refused by the YAML reader itself
        raise SourceError(
            f"{label}: the front matter holds an impossible value ({error}); "
            "give an ISO date such as 2025-03-18."
        ) from error
    if not isinstance(found, dict):
        raise SourceError(
            f"{label}: the front matter is a {type(found).__name__}; write lines such as "
            "'published: 2025-03-18'."
        )
    for key in found:
        if not isinstance(key, str):  # YAML reads a bare "on" or "no" as a truth value
            raise SourceError(
                f"{label}: the front matter has a key that YAML reads as {key!r} "
                f"({type(key).__name__}); put the key in quotes."
            )
    return found, text[match.end() :]


def _split_html(raw: str, label: str) -> tuple[dict[str, Any], str]:
    try:
        import trafilatura
    except ImportError as error:
        raise SourceError(
            f"{label}: reading HTML needs trafilatura; install 'ceasefire-analysis[html]'."
        ) from error
    body = trafilatura.extract(raw, include_comments=False, include_tables=False)
    if not body:
        raise SourceError(f"{label}: no main text was found in the page; save it as .txt instead.")
    facts = trafilatura.extract_metadata(raw)
    found = {
        "title": facts.title,
        "published": facts.date,
        "outlet": facts.sitename,
        "url": facts.url,
        "author": facts.author,
    }
    return {key: value for key, value in found.items() if value}, _plain(body)


def _article(found: dict[str, Any], body: str, label: str, path: str) -> Article:
    control = _CONTROL.search(body)
    if control is not None:
        raise SourceError(
            f"{label}: character {control.start()} of the body is {control.group()!r}, which no "
            "text has; save the source as plain UTF-8 text."
        )
    if not body.strip():
        raise SourceError(
            f"{label}: the body is empty; write the text (in a .md file, after the front matter)."
        )
    source_id = _string(found, "source_id", label)
    if not _SAFE_ID.fullmatch(source_id) or source_id.endswith("."):
        raise SourceError(
            f"{label}: 'source_id' is '{source_id}'; use letters, digits, '-', '_' and '.' only, "
            "beginning with a letter or digit, such as 2025-03-18-before-the-call."
        )
    title = _string(found, "title", label) or body.strip().splitlines()[0].strip()
    known = {"source_id", "title", "published", "outlet", "url", "language"}
    return Article(
        source_id=source_id,
        text=body,
        title=title,
        published=_date(found.get("published"), label),
        outlet=_string(found, "outlet", label),
        url=_string(found, "url", label),
        language=_string(found, "language", label) or "en",
        metadata={key: value for key, value in found.items() if key not in known},
        path=path,
    )


def _string(found: Mapping[str, Any], key: str, label: str) -> str:
    value = found.get(key)
    if value is None:
        return ""
    if key == "url" and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "|".join(value)
    if isinstance(value, (str, int, float, dt.date)) and not isinstance(value, bool):
        return str(value).strip()
    raise SourceError(
        f"{label}: '{key}' is a {type(value).__name__}; give a text (or, for 'url', a list)."
    )


def _date(value: Any, label: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if value is None or value == "":
        raise SourceError(
            f"{label}: 'published' is missing; give the day of publication as an ISO date such "
            "as 2025-03-18 (in the front matter, or with --published)."
        )
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise SourceError(
            f"{label}: 'published' is '{value}'; give an ISO date such as 2025-03-18."
        ) from None
