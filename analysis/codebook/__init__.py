"""The codebook: what analysts know, as tables that they can edit, and the loader that reads it."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.errors import CodebookError


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of the codebook.

    Parameters
    ----------
    name
        File name without ending, such as ``cues``.

    Returns
    -------
    tuple of dict
        One dict a row, all values text, stripped. Values that hold several are joined by ``|``;
        :func:`many` splits them.

    Raises
    ------
    CodebookError
        Where there is no such file, or a row has more or fewer fields than the header.

    Examples
    --------
    >>> read_table("states")[0]["iso3"]
    'AFG'
    """
    path = files(__package__).joinpath(f"{name}.csv")
    if not path.is_file():
        raise CodebookError(f"codebook/{name}.csv does not exist; restore it from the repository.")
    rows = []
    with io.StringIO(path.read_text(encoding="utf-8-sig"), newline="") as stream:
        reader = csv.DictReader(stream)
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise CodebookError(
                    f"codebook/{name}.csv, line {number}: {len(reader.fieldnames or ())} fields "
                    "are expected; quote a value that holds a comma."
                )
            rows.append({key: value.strip() for key, value in row.items()})
    return tuple(rows)


def many(value: str) -> list[str]:
    """Split a field that holds several values.

    Examples
    --------
    >>> many("Kyiv|Kiev"), many("")
    (['Kyiv', 'Kiev'], [])
    """
    return [part.strip() for part in value.split("|") if part.strip()]


def read_classes(name: str) -> dict[str, list[str]]:
    """Read a table of named classes of words.

    Parameters
    ----------
    name
        File name without ending of a table with the columns ``class`` and ``words``.

    Returns
    -------
    dict of list of str
        The words of each class.

    Examples
    --------
    >>> "summit" in read_classes("event_words")["sittings"]
    True
    """
    return {row["class"]: many(row["words"]) for row in read_table(name)}


@cache
def read_settings(name: str) -> dict[str, Any]:
    """Read a TOML file of the codebook.

    Raises
    ------
    CodebookError
        Where there is no such file or it is not TOML.
    """
    path = files(__package__).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(
            f"codebook/{name}.toml does not exist; restore it from the repository."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"codebook/{name}.toml is not TOML: {error}.") from error
