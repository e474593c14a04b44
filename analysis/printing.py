"""A page as PDF, printed by the browser that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from analysis.errors import ReportError

BROWSERS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
)  # fmt: skip
BROWSER: Final = "CEASEFIRE_BROWSER"  # environment variable that names another
SECONDS: Final = 120


def find_browser() -> str | None:
    """Give the path of a browser of the Chromium family, ``None`` where there is none.

    The environment variable ``CEASEFIRE_BROWSER`` names one that is not on the path.
    """
    asked = os.environ.get(BROWSER, "")
    if asked:
        return shutil.which(asked)
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def required_browser() -> str:
    """Give the browser that prints.

    Raises
    ------
    ReportError
        Where there is none.
    """
    browser = find_browser()
    if browser is None:
        raise ReportError(
            f"printing needs Chromium or Chrome and none was found; install one, or name it in the "
            f"environment variable {BROWSER}."
        )
    return browser


def print_pdf(page: str | Path, pdf: str | Path) -> Path:
    """Print a page from the disk on A4, as its print style has it.

    Parameters
    ----------
    page
        An HTML file.
    pdf
        The file to write; it appears whole or not at all.

    Returns
    -------
    Path
        ``pdf``.

    Raises
    ------
    ReportError
        Where no browser is found, or it fails.
    """
    page, pdf = Path(page).resolve(), Path(pdf).resolve()
    browser = required_browser()
    with tempfile.TemporaryDirectory(prefix="ceasefire-print-") as folder:
        made = Path(folder) / "page.pdf"
        command = [
            browser, "--headless", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={made}", page.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the sandbox of Chromium refuses to run as root
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ReportError(f"{page.name}: {browser} did not print it ({error}).") from error
        if done.returncode or not made.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise ReportError(f"{page.name}: {browser} did not print it ({(said or ['?'])[-1]}).")
        staged = pdf.with_name(f".{pdf.name}.part")
        shutil.copyfile(made, staged)
        staged.replace(pdf)
    return pdf
