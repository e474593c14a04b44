"""The report: notebooks executed on a dossier's tables, and one HTML file that holds it all."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tqdm import tqdm

import analysis
from analysis.dossier import Dossier, read_dossier
from analysis.errors import ReportError
from analysis.printing import print_pdf, required_browser
from analysis.workspace import notebook_folder

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

REPORT: Final = "report.html"
PDF: Final = "report.pdf"
NOTEBOOKS: Final = (
    "tables.ipynb", "positions.ipynb", "regions_map.ipynb", "timeline.ipynb", "deal.ipynb",
)  # fmt: skip
# Of several sources the positions are shown as they moved, not as one state of affairs.
SERIES: Final = ("changes.ipynb", "tables.ipynb", "timeline.ipynb")
# What a picture or a table may depend on besides this program.
LIBRARIES: Final = ("pandas", "geopandas", "shapely", "spacy", "matplotlib", "seaborn")
FIGURES: Final = "figures"


def make_report(
    dossier_folder: str | Path,
    *,
    notebooks: Sequence[str | Path] | None = None,
    pdf: bool = False,
    progress: bool = True,
) -> Path:
    """Run the notebooks on the tables of a folder and write one self-contained HTML file.

    Tables of several sources give the report of a series: how the positions moved, and what
    changed from each source to the next.

    Parameters
    ----------
    dossier_folder
        A folder of tables, as :func:`analysis.dossier.write_dossier` leaves it. It receives
        ``figures/``, the executed notebooks and ``report.html``; what was there of the same names
        is replaced, once all of it is made.
    notebooks
        Notebooks with the parameters ``source`` (or ``sources``) and ``output``; by default those
        that ship with the checkout.
    pdf
        Whether to print the page to ``report.pdf`` too, which needs Chromium or Chrome.
    progress
        Whether to show progress.

    Returns
    -------
    Path
        The HTML file.

    Raises
    ------
    SourceError
        Where the folder holds no tables.
    ReportError
        Where a notebook is missing or fails, a package that executes them is not installed, or
        there is no browser to print with.
    """
    from analysis.report_page import page

    folder = Path(dossier_folder).resolve()
    dossier = read_dossier(folder)
    series = len(dossier.source_ids) > 1
    paths = _notebooks(notebooks, SERIES if series else NOTEBOOKS)
    if pdf:
        required_browser()  # told before the work, not after it
    staging = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
    try:
        # The tables lie beside the executed notebooks, there as in the end, so that "." is right
        # in both and no executed notebook names a folder that is gone.
        for table in folder.glob("*.parquet"):
            shutil.copy2(table, staging / table.name)
        for path in tqdm(paths, desc="notebooks", unit="notebook", disable=not progress):
            execute_notebook(path, staging / path.name, _parameters(path))
        for table in staging.glob("*.parquet"):
            table.unlink()
        figures = sorted((staging / FIGURES).glob("*.svg"))
        made = page(dossier, figures, made_with=_made_with(dossier, paths))
        (staging / REPORT).write_text(made, encoding="utf-8")
        if pdf:
            print_pdf(staging / REPORT, staging / PDF)
        _move(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder / REPORT


def execute_notebook(notebook: Path, output: Path, parameters: dict[str, Any]) -> Path:
    """Run a notebook with parameters, in the folder of its output, by this very interpreter.

    Parameters
    ----------
    notebook
        The notebook.
    output
        Where the executed one goes.
    parameters
        Values for its ``parameters`` cell.

    Returns
    -------
    Path
        ``output``.

    Raises
    ------
    ReportError
        Where a cell fails: the notebook, the cell and what was wrong, in a sentence.
    """
    try:
        import papermill
        from papermill.exceptions import PapermillException, PapermillExecutionError
    except ImportError as error:
        raise ReportError(
            "executing the notebooks needs papermill and nbconvert; install "
            "'ceasefire-analysis[report]'."
        ) from error
    try:
        papermill.execute_notebook(
            str(notebook), str(output), parameters=parameters, cwd=str(output.parent),
            progress_bar=False, kernel_name="python3", language="python",
            kernel_manager_class=_own_kernel(), start_timeout=120,
        )  # fmt: skip
    except PapermillExecutionError as error:
        reason = str(error.evalue).strip() or str(error.ename)
        raise ReportError(
            f"{notebook.name}, cell {error.exec_count}: {error.ename}: {reason}"
        ) from error
    except (PapermillException, OSError, RuntimeError) as error:
        raise ReportError(f"{notebook.name}: could not be executed ({error}).") from error
    _name_paths_only(output, notebook)
    return output


def _name_paths_only(executed: Path, notebook: Path) -> None:
    """Keep of papermill's record the names of the files: folders of a machine are nobody's use."""
    page = json.loads(executed.read_text(encoding="utf-8"))
    page["metadata"].setdefault("papermill", {}).update(
        input_path=notebook.name, output_path=executed.name
    )
    text = json.dumps(page, indent=1, ensure_ascii=False)
    executed.write_text(text + "\n", encoding="utf-8")


def _parameters(notebook: Path) -> dict[str, Any]:
    """Point a notebook to the tables beside it, by the name that it has for them."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tagged = [c for c in cells if "parameters" in c.get("metadata", {}).get("tags", ())]
    named = "".join("".join(cell["source"]) for cell in tagged)
    source = "sources" if re.search(r"^sources\s*=", named, re.MULTILINE) else "source"
    return {source: ".", "output": "."}


def _made_with(dossier: Dossier, notebooks: Sequence[Path]) -> list[tuple[str, str]]:
    """Say what it takes to make the report again, besides its sources."""
    made = [("Notebooks", ", ".join(path.name for path in notebooks) + ", with their parameters")]
    if dossier.reviewed:
        lines = dossier.decisions[["row_id", "decision", "field", "value", "reviewer"]]
        digest = hashlib.sha256(lines.to_csv(index=False).encode()).hexdigest()
        made.append(("Review", f"{len(lines)} decisions, SHA-256 {digest}"))
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [*made, ("Libraries", f"Python {platform.python_version()}, {libraries}")]


def _notebooks(asked: Sequence[str | Path] | None, usual: Sequence[str]) -> list[Path]:
    if asked is None:
        folder = notebook_folder()
        if folder is None:
            raise ReportError(
                "the folder 'notebooks' was not found; run from a checkout of the project, or "
                "name the notebooks."
            )
        paths = [folder / name for name in usual]
    else:
        paths = [Path(path).resolve() for path in asked]
    for path in paths:
        if not path.is_file():
            raise ReportError(f"{path}: there is no such notebook.")
    return paths


def _own_kernel() -> type[AsyncKernelManager]:
    """A kernel manager that starts this interpreter, whatever kernels the machine has registered.

    A kernel called ``python3`` in the user's home may be another Python without this package.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class OwnKernel(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(
                argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}",
                      "--log-level=40"],
                display_name="Python 3", language="python",
            )  # fmt: skip

        async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
            # The notebooks see the package that runs them, installed or not.
            env = dict(settings.pop("env", None) or os.environ)
            home = str(Path(analysis.__file__).resolve().parent.parent)
            env["PYTHONPATH"] = os.pathsep.join(filter(None, (home, env.get("PYTHONPATH"))))
            env["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
            await super().start_kernel(env=env, **settings)

    return OwnKernel


def _move(staging: Path, folder: Path) -> None:
    """Put what was made in its place: pictures first, the report that shows them last."""
    made = [path for path in sorted(staging.iterdir()) if path.name not in (FIGURES, REPORT)]
    if not (staging / PDF).is_file():  # one of an earlier run would say something else
        (folder / PDF).unlink(missing_ok=True)
    if (staging / FIGURES).is_dir():
        (folder / FIGURES).mkdir(exist_ok=True)
        for picture in sorted((staging / FIGURES).iterdir()):
            picture.replace(folder / FIGURES / picture.name)
    for path in (*made, staging / REPORT):
        path.replace(folder / path.name)
