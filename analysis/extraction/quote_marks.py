"""Finding what stands between quotation marks: every style of mark, apostrophes told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Opening mark -> the marks that may close it. German usage closes „ with “, Polish with ”.
_PAIRS: Final[dict[str, str]] = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‚": "‘’",
    "‘": "’'",
    '"': '"”',
    "'": "'’",
}
_SINGLE: Final = "‘'"
_CLOSERS: Final = "”»›’'\"“"
# Words that begin with an apostrophe: their mark opens nothing.
_ELISION: Final = re.compile(
    r"['’‘](?:tis|twas|twere|til|till|em|cause|bout|round|nuff|kay|n|ere|\d0s|\d{2})(?![\w])", re.I
)
_BEFORE_OPENING: Final = re.compile(r"[\s(\[{/—–\-:,;>*_]|[“\"„«‘'‚]")
_STOP: Final = ".,;:!?…"


@dataclass(frozen=True, order=True)
class Run:
    """One quoted run.

    Parameters
    ----------
    start, end
        Offsets between the marks.
    opened, closed
        Offsets that include the marks.
    depth
        0 for a quotation, 1 and more for a quotation inside another.
    open_ended
        The paragraph ends inside the quotation, which the next paragraph takes up again.
    """

    start: int
    end: int
    opened: int
    closed: int
    depth: int = 0
    open_ended: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the spans of the lines of a text that are not empty.

    Examples
    --------
    >>> paragraphs("One.\\n\\nTwo.")
    [(0, 4), (6, 10)]
    """
    spans = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            spans.append(match.span())
    return spans


def find_runs(text: str) -> list[Run]:
    """Find all quoted runs of a text.

    Parameters
    ----------
    text
        The body of a source.

    Returns
    -------
    list of Run
        In text order, quotations inside quotations with a greater ``depth``. Every paragraph of a
        quotation over several paragraphs is a run.

    Examples
    --------
    >>> text = "The rebels’ chief said: ‘We don’t want war.’"
    >>> [text[run.start:run.end] for run in find_runs(text)]
    ['We don’t want war.']
    """
    return list(_all_runs(text))


@lru_cache(maxsize=4)
def _all_runs(text: str) -> tuple[Run, ...]:
    """Find the runs of a text once: actors, references, quotations and events all ask for them."""
    spans = paragraphs(text)
    found: list[Run] = []
    for number, (start, end) in enumerate(spans):
        following = text[spans[number + 1][0] :][:3].lstrip() if number + 1 < len(spans) else ""
        found += _runs_of(text, start, end, following)
    return tuple(sorted(found, key=lambda run: (run.start, -run.end)))


def _runs_of(text: str, start: int, end: int, following: str) -> list[Run]:
    """Find the runs of one paragraph."""
    stack: list[tuple[str, int]] = []
    found: list[Run] = []
    at = start
    while at < end:
        mark = text[at]
        if mark in _PAIRS or mark in _CLOSERS:
            level = _closes(text, start, at, end, stack)
            if level is not None:
                # An inner mark left open was an apostrophe.
                del stack[level + 1 :]
                _, opened = stack.pop()
                if text[opened + 1 : at].strip():
                    found.append(Run(opened + 1, at, opened, at + 1, len(stack)))
            elif _opens(text, start, at, end, stack):
                stack.append((mark, at))
        at += 1
    for depth, (mark, opened) in enumerate(stack):
        if mark in _SINGLE or depth:
            continue
        # An outer mark was never closed: the next paragraph re-opens it, or the text has a slip.
        resumed = bool(following) and following[0] == mark
        inside = [run for run in found if run.opened > opened]
        if text[opened + 1 : end].strip() and (resumed or _at_start(text, start, opened)):
            found.append(Run(opened + 1, end, opened, end, 0, resumed))
        else:
            for run in inside:
                found[found.index(run)] = Run(
                    run.start, run.end, run.opened, run.closed, max(0, run.depth - 1)
                )
    return [_trimmed(text, run) for run in found]


def _trimmed(text: str, run: Run) -> Run:
    words = text[run.start : run.end]
    left = len(words) - len(words.lstrip())
    right = len(words) - len(words.rstrip())
    return Run(run.start + left, run.end - right, run.opened, run.closed, run.depth, run.open_ended)


def _at_start(text: str, start: int, at: int) -> bool:
    return not text[start:at].strip(" \t*_>-•")


def _opens(text: str, start: int, at: int, end: int, stack: list[tuple[str, int]]) -> bool:
    """Tell whether the mark at an offset opens a quotation."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark not in _PAIRS or (after.isspace() and mark not in "«»"):
        return False
    if mark == "»" and not (before.isspace() and not after.isspace()):
        return False
    if mark in "“„«":
        return True
    if not _BEFORE_OPENING.match(before):
        return False
    if mark in _SINGLE:
        if any(opener in _SINGLE for opener, _ in stack):
            return False
        if _ELISION.match(text, at):
            return False
        return _closing_of_single(text, at + 1, end) is not None
    return mark != "'"


def _closes(text: str, start: int, at: int, end: int, stack: list[tuple[str, int]]) -> int | None:
    """Give the level of the open quotation that the mark at an offset closes."""
    mark = text[at]
    for level in range(len(stack) - 1, -1, -1):
        opener, opened = stack[level]
        if mark not in _PAIRS[opener]:
            continue
        before = text[at - 1]
        after = text[at + 1] if at + 1 < end else " "
        if opener in _SINGLE:
            return level if _closing_of_single(text, opened + 1, end) == at else None
        if mark == '"' and opener == '"' and before.isspace() and not after.isspace():
            return None
        if mark == "“" and (before.isspace() or after.isalnum()):
            return None
        return level
    return None


def _closing_of_single(text: str, start: int, end: int) -> int | None:
    """Find where a single quotation that opens before ``start`` ends.

    An apostrophe stands between letters, before the letters it elides, or after a plural ("the
    rebels’ demand"): the last looks like an end, and is one only where no better end follows.
    """
    doubtful: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark in "‘'’" and at > start:
            before = text[at - 1]
            after = text[at + 1] if at + 1 < end else " "
            if after.isalnum() or before.isspace():
                if before.isspace() and after.isalnum() and not _ELISION.match(text, at):
                    if mark in _SINGLE:  # another quotation begins
                        return doubtful
                continue
            if mark == "‘":
                continue
            plural = before == "s" and after == " " and text[at + 2 : at + 3].islower()
            if not plural:
                return at
            if doubtful is None:
                doubtful = at
    return doubtful
