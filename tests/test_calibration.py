"""Confidence against what is right: worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.calibration import calibration_error, region_outcomes, reliability

GOMA = {
    "region_id": "goma", "name": "Goma", "kind": "city", "country": "COD", "latitude": -1.68,
    "longitude": 29.22,
}  # fmt: skip


def test_a_region_at_the_other_end_of_the_country_is_wrong() -> None:
    near = GOMA | {"latitude": -1.5, "confidence": 0.9}
    far = GOMA | {"latitude": -4.4, "longitude": 15.3, "confidence": 0.9}
    assert region_outcomes([near], [GOMA])["right"].tolist() == [True]
    assert region_outcomes([far], [GOMA])["right"].tolist() == [False]


def test_a_region_that_no_coder_has_is_wrong() -> None:
    extra = GOMA | {"region_id": "vance", "name": "Vance", "latitude": 33.2, "confidence": 0.6}
    outcomes = region_outcomes([GOMA | {"confidence": 0.9}, extra], [GOMA])
    assert outcomes["right"].tolist() == [True, False]
    assert outcomes["confidence"].tolist() == [0.9, 0.6]


def test_each_bin_compares_its_mean_with_its_share() -> None:
    outcomes = pd.DataFrame(
        {"confidence": [0.5, 0.5, 0.8, 0.8, 0.8, 0.8], "right": [True, False, True, True, True, 0]}
    ).astype({"right": bool})
    table = reliability(outcomes)
    assert table.index.tolist() == ["0.35-0.55", "0.75-0.85"]
    assert table["rows"].tolist() == [2, 4]
    assert table["right"].tolist() == [0.5, 0.75]
    # |0.5 - 0.5| for two rows, |0.8 - 0.75| for four
    assert calibration_error(outcomes) == pytest.approx(0.0333, abs=1e-4)


def test_no_region_has_no_gap() -> None:
    assert calibration_error(region_outcomes([], [GOMA])) == 0.0
