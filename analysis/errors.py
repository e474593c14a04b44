"""The exceptions of the package: one family, each message one sentence.

A message names the file or row, the value that was found, and what to do about it, so that an
analyst can mend the input without reading code.
"""

from __future__ import annotations


class CeasefireAnalysisError(Exception):
    """Base of all errors that the package raises on purpose."""


class SourceError(CeasefireAnalysisError, ValueError):
    """A source cannot be read: its file, its metadata or its text is not usable."""


class SchemaError(CeasefireAnalysisError, ValueError):
    """A table does not conform to the coding guide."""


class CodebookError(CeasefireAnalysisError, ValueError):
    """A file of the codebook is missing, malformed or contradicts itself."""


class GeographyError(CeasefireAnalysisError, ValueError):
    """The reference geography is missing, or a place file of the user's is malformed."""


class ModelError(CeasefireAnalysisError, RuntimeError):
    """The language model is not installed or does not fit the program."""


class OutputError(CeasefireAnalysisError, OSError):
    """The tables cannot be written where they were asked for."""


class ReportError(CeasefireAnalysisError, RuntimeError):
    """A notebook or a report could not be made."""


class ReviewError(CeasefireAnalysisError, ValueError):
    """A decision of a reviewer is malformed, or cannot be laid over these tables."""
