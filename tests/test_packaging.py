from __future__ import annotations

import re
import tomllib

import pytest
import yaml

CONDA_NAMES = {"pandera": "pandera-pandas"}


def _name(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement).group().lower().replace("_", "-")


@pytest.fixture(scope="module")
def required(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    everything = [project["project"]["dependencies"], *extras, *groups]
    return sorted({_name(r) for part in everything for r in part})


@pytest.fixture(scope="module")
def locked(root):
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE):
        versions.setdefault(name.lower(), set()).add(version)
    return versions


def test_the_lock_holds_every_requirement(required, locked):
    assert [name for name in required if name not in locked] == []


def test_the_lock_has_hashes_and_no_index_address(root):
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    pins = len(re.findall(r"^[A-Za-z0-9_.-]+==", text, re.MULTILINE))
    blocks = re.split(r"^(?=[A-Za-z0-9_.-]+==)", text, flags=re.MULTILINE)[1:]
    assert pins > 100
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--index" not in text


def test_conda_users_get_the_locked_versions(root, required, locked):
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    given = dict(
        re.split("==?", entry, maxsplit=1)
        for entry in [*environment["dependencies"], *pip]
        if isinstance(entry, str) and "=" in entry
    )
    for name in required:
        version = given[CONDA_NAMES.get(name, name)]
        assert version in locked[name], name


def test_the_packages_fixed_by_the_project_are_required(required):
    assert {"pandas", "geopandas", "shapely", "seaborn", "jupyterlab"} <= set(required)


def test_the_layout_is_the_one_promised(root):
    for name in (
        "pyproject.toml",
        "environment.yml",
        "Makefile",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        ".ci/run",
        "analysis",
        "notebooks",
        "data/raw",
        "data/processed",
        "tests",
    ):
        assert (root / name).exists(), name
