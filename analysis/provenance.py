"""Which codebook and which geography made a table: digests that change with any of their files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

DIGITS: Final = 12  # hexadecimal, as version control shortens its own
# Words for pictures and pages change what is read, not what is found.
_WORDS: Final = "labels"


@cache
def codebook_version() -> str:
    """Give a digest of all files of the codebook that the extraction reads.

    Returns
    -------
    str
        Twelve hexadecimal digits: the same for the same files, whatever their order.

    Examples
    --------
    >>> len(codebook_version())
    12
    """
    folder = files("analysis.codebook")
    return _digest([f for f in _data(folder) if not f.name.startswith(_WORDS)])


@cache
def geography_version() -> str:
    """Give a digest of the boundaries and the gazetteer, as :func:`codebook_version`.

    Examples
    --------
    >>> len(geography_version())
    12
    """
    return _digest(_data(files("analysis.geography").joinpath("data")))


def _data(folder: Traversable) -> list[Traversable]:
    endings = (".csv", ".toml", ".parquet")
    return sorted((f for f in folder.iterdir() if f.name.endswith(endings)), key=lambda f: f.name)


def _digest(found: list[Traversable]) -> str:
    whole = hashlib.sha256()
    for file in found:
        # Line ends differ between checkouts of the same file.
        content = file.read_bytes()
        if not file.name.endswith(".parquet"):
            content = content.replace(b"\r\n", b"\n")
        whole.update(f"{file.name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()[:DIGITS]
