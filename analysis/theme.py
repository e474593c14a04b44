"""How pictures look, in one place: colours, marks, letters, and the words for codes.

Colours are told apart by lightness and by people with the common colour-vision deficiencies; each
goes with a mark or a hatch, so that a picture in grey says the same.
"""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure, SubFigure

from analysis.codebook import read_settings
from analysis.errors import CodebookError


@dataclass(frozen=True)
class ActStyle:
    """Fill, mark and colour of the mark for one act."""

    colour: str
    mark: str
    ink: str = "#ffffff"


@dataclass(frozen=True)
class MarkStyle:
    """Colour and marker shape for one kind of event."""

    colour: str
    shape: str


@dataclass(frozen=True)
class RoleStyle:
    """Colour, hatch (areas) and marker shape (points) for one role of a region."""

    colour: str
    hatch: str
    marker: str


# From refusal (dark red) over demands (orange) to what is neither (greys) and to acceptance
# (blues), so that the eye reads conflict before it reads the legend.
ACT_STYLES: Final = {
    "demand": ActStyle("#e0812b", "!", "#1c1c1c"),
    "propose": ActStyle("#f2d675", "+", "#1c1c1c"),
    "pledge": ActStyle("#7fb8e6", "→", "#1c1c1c"),
    "agree": ActStyle("#1f5fa8", "✓"),
    "concede": ActStyle("#0f3057", "↓"),
    "withhold": ActStyle("#6f6f6f", "…"),
    "raise": ActStyle("#dcdcdc", "?", "#1c1c1c"),
    "reject": ActStyle("#8e1b2c", "✗"),
}
GAP_STYLES: Final = {
    "settled": ActStyle("#1f5fa8", "✓"),
    "bridgeable": ActStyle("#f2d675", "≈", "#1c1c1c"),
    "one_sided": ActStyle("#6f6f6f", "←"),
    "deadlocked": ActStyle("#8e1b2c", "✗"),
}
# Six colours that stay apart with every colour vision; parties beyond the sixth begin again with
# another shape and line, and each line bears its party's name.
PARTY_COLOURS: Final = ("#1f5fa8", "#d95f02", "#1b1b1b", "#882255", "#00a0c0", "#a08080")
PARTY_SHAPES: Final = ("o", "s", "D", "h", "8", "p", "^")
PARTY_LINES: Final = ("-", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (6, 1.5, 1.4, 1.5)))
# Talk in blue, what is settled or handed over in cyan, force in red, aid in orange.
EVENT_STYLES: Final = {
    "call": MarkStyle("#1f5fa8", "o"),
    "meeting": MarkStyle("#1f5fa8", "s"),
    "statement": MarkStyle("#1f5fa8", "p"),
    "agreement": MarkStyle("#00a0c0", "*"),
    "exchange": MarkStyle("#00a0c0", "d"),
    "aid_change": MarkStyle("#e0812b", "P"),
    "military_move": MarkStyle("#8e1b2c", ">"),
    "control": MarkStyle("#8e1b2c", "h"),
    "strike": MarkStyle("#8e1b2c", "X"),
    "other": MarkStyle("#6f6f6f", "v"),
}
# Inches of the page that a picture is laid on; None: as large as it needs.
PAGES: Final[dict[str, tuple[float, float] | None]] = {
    "report": None,
    "a4": (7.1, 10.3),
    "slide": (13.333, 7.5),
}
ROLE_STYLES: Final = {
    "battlefield": RoleStyle("#a81d2f", "////", "X"),
    "contested": RoleStyle("#d9822b", "xxxx", "D"),
    "venue": RoleStyle("#1f5fa8", "....", "*"),
    "affected": RoleStyle("#d8b23a", "\\\\\\\\", "^"),
    "party": RoleStyle("#5a7d9a", "", "s"),
    "context": RoleStyle("#7d7d7d", "", "o"),
}


@dataclass(frozen=True)
class Theme:
    """Everything about a picture that is taste.

    Parameters
    ----------
    font
        Font families, the first that is installed is used. The default ships with matplotlib.
    text, muted, rule, paper
        Colours of words, of lesser words, of lines and of the ground.
    sea, land, border, water, named_water, disputed
        Colours of a map's ground.
    acts, roles
        Style of each act and of each role of a region.
    size
        Size of ordinary letters, in points.
    labels
        Words for codes, by family, as in ``codebook/labels.toml``.
    gaps, events
        Style of each code of a gap and of each type of event.
    parties
        Colours of the parties, in order.
    page
        Inches of the page that a picture is laid on; None: as large as the picture needs.
    """

    font: tuple[str, ...] = ("DejaVu Sans",)
    text: str = "#1c1c1c"
    muted: str = "#5f6368"
    rule: str = "#d5d7da"
    paper: str = "#ffffff"
    sea: str = "#e3ecf3"
    land: str = "#f6f4ef"
    border: str = "#a7a29a"
    water: str = "#9fbfd6"
    named_water: str = "#3f7ca8"
    disputed: str = "#77736c"
    size: float = 9.0
    acts: Mapping[str, ActStyle] = field(default_factory=lambda: ACT_STYLES)
    roles: Mapping[str, RoleStyle] = field(default_factory=lambda: ROLE_STYLES)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: read_settings("labels"))
    gaps: Mapping[str, ActStyle] = field(default_factory=lambda: GAP_STYLES)
    events: Mapping[str, MarkStyle] = field(default_factory=lambda: EVENT_STYLES)
    parties: tuple[str, ...] = PARTY_COLOURS
    page: tuple[float, float] | None = None

    def word(self, key: str) -> str:
        """Give the words of a chart itself (``word("positions_title")``)."""
        return self.label("charts", key)

    def party(self, place: int) -> tuple[str, str, Any]:
        """Give colour, marker shape and line style of the party in this place of the order."""
        return (
            self.parties[place % len(self.parties)],
            PARTY_SHAPES[place % len(PARTY_SHAPES)],
            PARTY_LINES[place % len(PARTY_LINES)],
        )

    def label(self, family: str, code: str) -> str:
        """Give the words for a code (``label("issues", "end_of_war")``), the code if unknown."""
        return self.labels.get(family, {}).get(code, code.replace("_", " "))

    def letters(self, scale: float = 1.0, **style: Any) -> dict[str, Any]:
        """Text properties of this theme, for matplotlib."""
        return {"family": list(self.font), "size": self.size * scale, "color": self.text} | style


STANDARD: Final = Theme()


def themed(
    page: str = "report", *, language: str = "", labels: str | Path | None = None,
    theme: Theme = STANDARD,
) -> Theme:  # fmt: skip
    """Give a theme for a page and in the words of a language.

    Parameters
    ----------
    page
        ``report`` (as large as the picture needs), ``a4`` (the printed width of a page) or
        ``slide`` (13.33 × 7.5 inches).
    language
        Reads ``codebook/labels.<language>.toml``, which an analyst may add.
    labels
        A TOML file like ``codebook/labels.toml``; words that it leaves out stay as they are.
    theme
        What is changed.

    Raises
    ------
    CodebookError
        Where there is no such page or file.

    Examples
    --------
    >>> themed("slide").page
    (13.333, 7.5)
    """
    if page not in PAGES:
        raise CodebookError(f"there is no page '{page}'; the pages are {', '.join(PAGES)}.")
    words = {family: dict(codes) for family, codes in theme.labels.items()}
    layers: list[Mapping[str, Mapping[str, str]]] = []
    if language and language != "en":
        layers.append(read_settings(f"labels.{language}"))
    if labels is not None:
        path = Path(labels)
        if not path.is_file():
            raise CodebookError(f"{path} does not exist; give a TOML file like labels.toml.")
        try:
            layers.append(tomllib.loads(path.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise CodebookError(f"{path}: {error}; give a TOML file like labels.toml.") from error
    for layer in layers:
        for family, codes in layer.items():
            words.setdefault(family, {}).update(codes)
    return replace(theme, page=PAGES[page], labels=words)


def party_names(actors: pd.DataFrame | None, ids: list[str]) -> dict[str, str]:
    """Give the name to print for each party or actor id.

    Parameters
    ----------
    actors
        The table of actors; ``None`` where there is none.
    ids
        What to name.

    Returns
    -------
    dict
        Id to name; an id that the table does not know is written with spaces and capitals.

    Examples
    --------
    >>> party_names(None, ["european-allies"])
    {'european-allies': 'European allies'}
    """
    known: dict[str, str] = {}
    if actors is not None:
        for actor_id, name in zip(actors["actor_id"], actors["name"], strict=True):
            known.setdefault(actor_id, name)
    return {i: _capital(known.get(i, i.replace("-", " "))) for i in ids}


def wrapped(words: str, width: int) -> str:
    r"""Break words into lines of about ``width`` letters, never within a word.

    Examples
    --------
    >>> wrapped("Central and Eastern Europe", 12)
    'Central and\nEastern\nEurope'
    """
    return "\n".join(textwrap.wrap(words, width, break_long_words=False)) or words


def source_line(sources: pd.DataFrame | None) -> str:
    """Say where the rows of a picture come from: title, outlet and day, or how many sources.

    Examples
    --------
    >>> source_line(None)
    ''
    """
    if sources is None or sources.empty:
        return ""
    if len(sources) == 1:
        source = sources.iloc[0]
        facts = [f"“{source['title']}”", source["outlet"], source["published"]]
        return "Source: " + ", ".join(fact for fact in facts if fact)
    days = sorted(sources["published"])
    return f"Sources: {len(sources)}, {days[0]} to {days[-1]}"


def literal(words: str) -> str:
    """Keep matplotlib from reading a dollar sign in a title or name as the start of a formula."""
    return words.replace("$", r"\$")


def say_nothing(ax: Axes | None, words: str, theme: Theme) -> Axes:
    """Make a picture that says that there is nothing to see, and why; without Axes, a small one."""
    if ax is None:
        ax = plt.figure(figsize=(6.4, 2.4), facecolor=theme.paper).add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.text(0.5, 0.5, literal(wrapped(words, 60)), ha="center", va="center",
            **theme.letters(1.2, color=theme.muted))  # fmt: skip
    return ax


def figure_of(ax: Axes) -> Figure:
    """Give the whole figure that an Axes is in."""
    figure: Figure | SubFigure | None = ax.get_figure()
    while isinstance(figure, SubFigure):
        figure = figure.figure
    assert figure is not None
    return figure


def save_picture(ax: Axes, folder: str | Path, name: str, *, dpi: int = 200) -> list[Path]:
    """Write a picture as PNG and SVG.

    Parameters
    ----------
    ax
        What a plotting function gave back; its whole figure is written.
    folder
        Where to; made if missing.
    name
        File name without ending.
    dpi
        Dots an inch of the PNG.

    Returns
    -------
    list of Path
        The PNG and the SVG. The same picture gives the same bytes.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    figure = figure_of(ax)
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        for path in paths:
            stamp = {"Date": None} if path.suffix == ".svg" else {"Software": None}
            figure.savefig(path, dpi=dpi, bbox_inches="tight", pad_inches=0.15,
                           facecolor=figure.get_facecolor(), metadata=stamp)  # fmt: skip
    return paths


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
