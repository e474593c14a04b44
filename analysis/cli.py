"""The verbs of the package at the prompt: extract, report, evaluate.

Exit codes: 0 done, 1 a source failed (the others are done, the failure is told in one sentence),
2 wrong usage.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.errors import CeasefireAnalysisError, SourceError

if TYPE_CHECKING:
    from analysis.dossier import Dossier

app = typer.Typer(
    name="ceasefire-analysis",
    help="Tables, maps and charts from reporting on cease-fire negotiations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Sources = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCE...", help="Files: .md with front matter, .txt, .html."),
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", help="Folder to fill; each source gets a folder in it."),
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication (ISO), for sources that do not say it.")
]
Title = Annotated[str | None, typer.Option(help="Title, for a source that does not say it.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet, for a source that does not say it.")]
SourceId = Annotated[str | None, typer.Option(help="Id of the source; default: the file's name.")]


@app.command()
def extract(
    sources: Sources,
    output: Output = Path("data/processed"),
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    source_id: SourceId = None,
) -> None:
    """Take the tables from each SOURCE and write them to OUTPUT/<source_id>/."""
    _each(sources, output, _metadata(published, title, outlet, source_id), _tables)


@app.command()
def report(
    sources: Sources,
    output: Output = Path("data/processed"),
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    source_id: SourceId = None,
    series: Annotated[
        str | None,
        typer.Option(help="One report of all SOURCEs, in a folder of this name: what moved."),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print it to report.pdf too; needs Chromium or Chrome.")
    ] = False,
) -> None:
    """Take the tables, execute the notebooks and write report.html for each SOURCE."""
    metadata = _metadata(published, title, outlet, source_id)
    if series is None:
        _each(sources, output, metadata, partial(_report, pdf=pdf))
        return
    given = [f"--{key.replace('_', '-')}" for key, value in metadata.items() if value is not None]
    if given:
        raise typer.BadParameter(f"{given[0]} goes with one source, not with --series.")
    try:
        _series(sources, output, series, pdf=pdf)
    except CeasefireAnalysisError as error:
        _tell(error)
        raise typer.Exit(1) from error


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of hand-coded sources (*.json).")],
    predicted: Annotated[Path, typer.Argument(help="Folder of extracted tables, one a source.")],
    by_source: Annotated[
        bool, typer.Option(help="A table for each source besides the sum.")
    ] = False,
) -> None:
    """Print precision, recall and F1 of extracted tables against hand-coded ones."""
    from analysis.evaluation import evaluate_folder

    try:
        scores = evaluate_folder(gold, predicted)
    except CeasefireAnalysisError as error:
        _tell(error)
        raise typer.Exit(1) from error
    chosen = [*scores.index.unique("source_id")] if by_source else ["all"]
    for name in chosen:
        typer.echo(f"{name}\n{'measure':22}{'P':>7}{'R':>7}{'F1':>7}   hit/gold/pred")
        for measure, row in scores.loc[name].iterrows():
            counts = f"{row['hits']:.0f}/{row['gold']:.0f}/{row['predicted']:.0f}"
            ratios = "".join(f"{row[k]:7.2f}" for k in ("precision", "recall", "f1"))
            typer.echo(f"{measure:22}{ratios}   {counts}")


def main() -> None:
    """Run the program; the console script and ``python -m analysis`` both call this."""
    app()


def _metadata(
    published: str | None, title: str | None, outlet: str | None, source_id: str | None
) -> dict[str, Any]:
    return {"published": published, "title": title, "outlet": outlet, "source_id": source_id}


def _tables(path: Path, output: Path, metadata: dict[str, Any]) -> Path:
    from analysis.articles import read_article
    from analysis.dossier import write_dossier
    from analysis.workspace import tables_of

    article = read_article(path, **metadata)
    dossier = tables_of(article)
    folder = write_dossier(dossier, output / article.source_id)
    typer.echo(f"{article.source_id}: tables in {folder}")
    _tell_open_decisions(dossier)
    return folder


def _tell_open_decisions(dossier: Dossier) -> None:
    """Say which decisions of reviewers were not applied, and why."""
    from analysis.review import open_decisions

    for line in open_decisions(dossier).to_dict("records"):
        typer.echo(
            f"{line['reviewer']}: {line['decision']} of {line['row_id']} not applied, "
            f"{line['outcome']}: {line['reason']}",
            err=True,
        )


def _report(path: Path, output: Path, metadata: dict[str, Any], *, pdf: bool) -> Path:
    folder = _tables(path, output, metadata)
    _report_of(folder, pdf=pdf)
    return folder


def _report_of(folder: Path, *, pdf: bool) -> None:
    from analysis.report import make_report

    page = make_report(folder, pdf=pdf)
    typer.echo(f"{folder.name}: figures in {folder / 'figures'}, report in {page}")


def _series(sources: list[Path], output: Path, name: str, *, pdf: bool) -> None:
    """Lay the tables of all sources together and report how the positions moved."""
    from analysis.articles import read_article
    from analysis.dossier import concat, write_dossier
    from analysis.workspace import tables_of

    if len(sources) < 2:
        raise SourceError(f"a series needs two sources or more, not {len(sources)}; name them all.")
    if Path(name).name != name or name in (".", ".."):
        raise SourceError(f"--series is '{name}'; give the name of a folder, without slashes.")
    # All are read before the first is worked on: a wrong date is told at once.
    articles = [read_article(path) for path in sources]
    dossier = concat(tables_of(article) for article in articles)
    folder = write_dossier(dossier, output / name)
    typer.echo(f"{name}: tables of {len(sources)} sources in {folder}")
    _tell_open_decisions(dossier)
    _report_of(folder, pdf=pdf)


def _each(
    sources: list[Path],
    output: Path,
    metadata: dict[str, Any],
    work: Callable[[Path, Path, dict[str, Any]], Path],
) -> None:
    """Do the work for each source; one that fails does not keep the others from being done."""
    given = [key for key, value in metadata.items() if value is not None]
    if "source_id" in given and len(sources) > 1:
        raise typer.BadParameter("--source-id goes with one source only.")
    done: dict[str, Path] = {}
    failed = 0
    for path in sources:
        try:
            _check_new(path, metadata, done)
            folder = work(path, output, metadata)
            done[folder.name] = path
        except CeasefireAnalysisError as error:
            _tell(error)
            failed += 1
    if failed:
        raise typer.Exit(1)


def _check_new(path: Path, metadata: dict[str, Any], done: dict[str, Path]) -> None:
    """Refuse a second source of the same id before it overwrites the tables of the first."""
    from analysis.articles import read_article

    source_id = read_article(path, **metadata).source_id
    if source_id in done:
        raise SourceError(
            f"{path}: 'source_id' is '{source_id}', which {done[source_id]} has already; give each "
            "source an id of its own."
        )


def _tell(error: Exception) -> None:
    typer.echo(str(error), err=True)
