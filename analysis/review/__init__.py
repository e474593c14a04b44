"""An analyst's decisions, laid over the extraction: a correction survives the next run.

decisions   the file of decisions: one line each, checked against the guide
verdicts    what one or several reviewers say of a row, all lines together
overlay     decisions over a dossier
session     deciding row by row, saved after each step
reviewers   how far two reviewers agree
"""

from analysis.review.decisions import (
    COLUMNS,
    DECISIONS,
    EDITABLE,
    empty_decisions,
    read_review,
    row_digest,
    write_review,
)
from analysis.review.overlay import OUTCOMES, apply_review, open_decisions, review_progress
from analysis.review.reviewers import review_agreement
from analysis.review.session import ReviewSession

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "EDITABLE",
    "OUTCOMES",
    "ReviewSession",
    "apply_review",
    "empty_decisions",
    "open_decisions",
    "read_review",
    "review_agreement",
    "review_progress",
    "row_digest",
    "write_review",
]
