"""A browser for tests, as a person would use it: no error, no dialog, nothing from elsewhere.

Debian's ``chromium`` is driven, or the one that ``CEASEFIRE_BROWSER`` names. Where there is none
the tests are skipped; in continuous integration they fail.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from analysis.printing import find_browser

_SLOW: Final = re.compile(r"took [\d.]+ms to activate")


@dataclass
class Seen:
    """What a page did besides showing itself."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless browser."""
    path = find_browser()
    if path is None:
        words = "no Chromium or Chrome is installed"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        launched = playwright.chromium.launch(
            executable_path=path, args=["--disable-gpu"], chromium_sandbox=not root
        )
        yield launched
        launched.close()


@contextmanager
def visited(browser: Any, address: str, **settings: Any) -> Iterator[tuple[Any, Seen]]:
    """Open an address in a window of its own; note errors, dialogs and what it asks for."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | settings))
    page = context.new_page()
    seen = Seen()

    def note(message: Any) -> None:
        # JupyterLab warns of a plugin that takes long: that tells of the machine, not of the page.
        slow = _SLOW.search(message.text) is not None
        if message.type in ("error", "warning") and not slow:
            seen.errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))

    def refuse(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.goto(address)
    try:
        yield page, seen
    finally:
        context.close()
