"""Where sources and what is made of them lie, so that a notebook runs from any folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

import analysis
from analysis.articles import SUFFIXES, Article, article_of, read_article
from analysis.dossier import Dossier, concat, read_dossier, write_dossier
from analysis.errors import SourceError
from analysis.progress import watched
from analysis.review import (
    COLUMNS,
    ReviewSession,
    apply_review,
    empty_decisions,
    read_review,
)

RAW: Final = Path("data/raw")
PROCESSED: Final = Path("data/processed")
REVIEW: Final = ".review.csv"


def open_source(source: str | Path, output: str | Path = "") -> tuple[Dossier, Path]:
    """Give the tables of a source, taking them from its text where they are not there yet.

    Parameters
    ----------
    source
        A folder of tables; a file of a source (``.md``, ``.txt``, ``.html``); or the id of a
        source in ``data/processed`` or ``data/raw`` of this folder, one above it or the checkout
        that the package runs from.
    output
        Where what is made of it goes; by default the folder of its tables.

    Returns
    -------
    tuple of Dossier and Path
        The tables, with the decisions of ``<source_id>.review.csv`` laid over them where there is
        such a file beside the source or in ``data/raw``; and the output folder, which exists.

    Raises
    ------
    SourceError
        Where there is no such source; the message lists those there are.
    """
    folder = _folder_of(source)
    if folder is None:
        path = _existing_file(source)
        article = read_article(path)
        dossier = tables_of(article)
        root = _root_of(path)
        folder = Path(output) if output else (root or Path.cwd()) / PROCESSED / article.source_id
        write_dossier(dossier, folder)
    else:
        dossier = _up_to_date(read_dossier(folder))
    target = Path(output) if str(output) else folder
    target.mkdir(parents=True, exist_ok=True)
    return dossier, target


def open_series(
    sources: Sequence[str | Path] | str | Path, output: str | Path = ""
) -> tuple[list[Dossier], Path]:
    """Give the tables of several sources in order of publication.

    Parameters
    ----------
    sources
        At least two, each as :func:`open_source` takes it; or one folder with the tables of several
        sources.
    output
        Where what is made of them goes; by default ``data/processed/series``, or the folder.

    Returns
    -------
    tuple of list of Dossier and Path
        A dossier a source, and the output folder, which exists.

    Raises
    ------
    SourceError
        Where a source is unknown, there are less than two, or one is given twice.
    """
    if isinstance(sources, (str, Path)) and (folder := _folder_of(sources)) is not None:
        together, target = open_source(folder, output)
        if len(together.source_ids) > 1:
            return _by_day(together), target
    if isinstance(sources, (str, Path)) or len(sources) < 2:
        raise SourceError(
            f"a series needs two sources or more, not {sources!r}; give a list of: "
            f"{', '.join(known_sources()) or 'none'}."
        )
    root = next(iter(_roots()), Path.cwd())
    target = Path(output) if str(output) else root / PROCESSED / "series"
    dossiers = [open_source(source)[0] for source in watched(list(sources), "source")]
    together = concat(dossiers)  # refuses a source that is given twice
    target.mkdir(parents=True, exist_ok=True)
    return _by_day(together), target


def _by_day(together: Dossier) -> list[Dossier]:
    rows = together.sources.sort_values(["published", "source_id"], kind="stable")
    return [together.select(source_id) for source_id in rows["source_id"]]


def open_review(source: str | Path, reviewer: str, review: str | Path = "") -> ReviewSession:
    """Begin or go on with the review of one source.

    Parameters
    ----------
    source
        As :func:`open_source` takes it.
    reviewer
        Name or initials of who decides.
    review
        The file of decisions; by default :func:`review_file` of the source.

    Returns
    -------
    ReviewSession
        Over the tables as they were extracted, with the decisions that are in the file.

    Raises
    ------
    SourceError
        Where there is no such source.
    ReviewError
        Where a line of the file is wrong.
    """
    folder = _folder_of(source)
    if folder is not None:
        dossier = extraction(read_dossier(folder))
        article = article_of(dossier.sources.to_dict("records")[0])
    else:  # read only: a review leaves no tables behind
        from analysis.extraction.pipeline import extract

        article = read_article(_existing_file(source))
        dossier = extract(article)
    return ReviewSession(dossier, review or review_file(article), reviewer)


def tables_of(article: Article) -> Dossier:
    """Take the tables of an article and lay over them what its reviewers decided.

    Parameters
    ----------
    article
        The source; its decisions are looked for with :func:`review_file`.

    Returns
    -------
    Dossier

    Raises
    ------
    ReviewError
        Where a line of the file of decisions is wrong.
    """
    from analysis.extraction.pipeline import extract  # the language model loads only here

    dossier = extract(article)
    decided = review_file(article)
    return apply_review(dossier, decided) if decided.is_file() else dossier


def extraction(dossier: Dossier) -> Dossier:
    """Give the tables as they were before a review, taken from the texts again where need be."""
    if not dossier.reviewed:
        return dossier
    from analysis.extraction.pipeline import extract

    return concat(extract(article_of(row)) for row in dossier.sources.to_dict("records"))


def review_file(article: Article) -> Path:
    """Give the file that holds the decisions on a source, there or not.

    It is ``<source_id>.review.csv`` beside the file of the source, or for a text that came from no
    file in the first ``data/raw`` that can be found, or in this folder.
    """
    name = f"{article.source_id}{REVIEW}"
    if article.path:
        return Path(article.path).parent / name
    folders = [root / RAW for root in _roots()]
    there = [folder / name for folder in folders if (folder / name).is_file()]
    homes = [folder for folder in folders if _has_source(folder, article.source_id)]
    return (there or [(homes or folders or [Path.cwd()])[0] / name])[0]


def _has_source(folder: Path, source_id: str) -> bool:
    return any((folder / f"{source_id}{end}").is_file() for end in SUFFIXES)


def _up_to_date(dossier: Dossier) -> Dossier:
    """Lay decisions over written tables that do not know them yet."""
    articles = [article_of(row) for row in dossier.sources.to_dict("records")]
    files = [path for path in map(review_file, articles) if path.is_file()]
    parts = [read_review(path) for path in files]
    decided = pd.concat(parts, ignore_index=True) if parts else empty_decisions()
    known = dossier.decisions[list(COLUMNS)] if dossier.reviewed else decided.iloc[:0]
    if decided.equals(known.astype("str").reset_index(drop=True)):
        return dossier
    return apply_review(extraction(dossier), decided)


def known_sources() -> list[str]:
    """List the ids of the sources in ``data/raw`` and ``data/processed`` that can be found."""
    found: set[str] = set()
    for root in _roots():
        found |= {p.stem for p in (root / RAW).glob("*") if p.suffix.lower() in SUFFIXES}
        found |= {p.parent.name for p in (root / PROCESSED).glob("*/conditions.parquet")}
    return sorted(found)


def notebook_folder() -> Path | None:
    """Give the folder of the notebooks that ship with a checkout, None where there is none."""
    for root in _roots():
        if (root / "notebooks").is_dir():
            return root / "notebooks"
    return None


def _roots() -> list[Path]:
    """Folders that hold a ``data`` folder: this one, those above, the package's checkout."""
    here = Path.cwd().resolve()
    checkout = Path(analysis.__file__).resolve().parent.parent
    seen: list[Path] = []
    for root in (here, *here.parents, checkout):
        if root not in seen and (root / "data").is_dir():
            seen.append(root)
    return seen


def _folder_of(source: str | Path) -> Path | None:
    candidates = [Path(source), *(root / PROCESSED / str(source) for root in _roots())]
    for folder in candidates:
        if str(source) and (folder / "conditions.parquet").is_file():
            return folder
    return None


def _file_of(source: str | Path) -> Path | None:
    if not str(source):
        return None
    candidates = [Path(source)]
    candidates += [root / RAW / f"{source}{end}" for root in _roots() for end in SUFFIXES]
    for path in candidates:
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            return path
    return None


def _existing_file(source: str | Path) -> Path:
    path = _file_of(source)
    if path is None:
        raise SourceError(
            f"there is no source '{source}'; give a folder of tables, a file "
            f"({', '.join(SUFFIXES)}) or one of: {', '.join(known_sources()) or 'none'}."
        )
    return path


def _root_of(path: Path) -> Path | None:
    folder = path.resolve().parent
    return folder.parent.parent if folder.parts[-2:] == RAW.parts else None
