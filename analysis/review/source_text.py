"""The text of a source as a widget, in which a reviewer selects words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

_HERE: Final = Path(__file__).parent


class SourceText(anywidget.AnyWidget):
    """The whole text of a source; the words of a row are marked, others can be selected.

    All places are a start and an end in code points, as in every table. A pair that is no span of
    the text is never taken over from the browser.

    Attributes
    ----------
    text
        The text, which is shown as it is: no markup in it is read.
    row
        Where the words of the row under review are, empty where there is no row.
    coded
        Where words of other rows of the table are.
    chosen
        What was selected last, without blanks at its ends; empty where nothing was.

    Examples
    --------
    >>> shown = SourceText(text="The truce holds.")
    >>> shown.chosen = [3, 9]
    >>> shown.chosen, shown.words
    ([4, 9], 'truce')
    """

    _esm = _HERE / "selection.js"
    _css = _HERE / "selection.css"
    text: Any = traitlets.Unicode("").tag(sync=True)
    row: Any = traitlets.List(traitlets.Int()).tag(sync=True)
    coded: Any = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)
    chosen: Any = traitlets.List(traitlets.Int()).tag(sync=True)

    @property
    def words(self) -> str:
        """The words that were selected, empty where none were."""
        return str(self.text[slice(*self.chosen)]) if self.chosen else ""

    @traitlets.validate("chosen")
    def _trimmed(self, proposal: Any) -> list[int]:
        """Keep a span of the text, its blanks left out; nothing where it is none."""
        places = proposal["value"]
        if len(places) != 2 or not 0 <= places[0] < places[1] <= len(self.text):
            return []
        start, end = places
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return [start, start + len(words.strip())] if words.strip() else []
