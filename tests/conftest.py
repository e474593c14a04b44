"""Shared ground of the tests: the repository's folders, the shipped texts, extracted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import browser

from analysis.articles import read_article
from analysis.dossier import Dossier
from analysis.extraction.pipeline import extract

# One browser for all: a second one in the same process would find Playwright running already.
__all__ = ["browser"]

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("2025-03-18-before-the-call", "2025-01-16-gaza-ceasefire-deal")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def ukraine() -> Dossier:
    """The shipped dispatch on the call of March 2025."""
    return extract(read_article(ROOT / "data" / "raw" / f"{SHIPPED[0]}.md"))


@pytest.fixture(scope="session")
def gaza() -> Dossier:
    """The shipped dispatch on the deal of January 2025."""
    return extract(read_article(ROOT / "data" / "raw" / f"{SHIPPED[1]}.md"))
