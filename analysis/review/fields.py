"""What a reviewer may put into each field of a row: codes and names in words, or free text."""

from __future__ import annotations

from typing import Any, Final

from analysis.dossier import Dossier
from analysis.labelling import ACTOR_IDS, FAMILIES
from analysis.review.decisions import allowed
from analysis.schema import TABLES
from analysis.theme import STANDARD, Theme, party_names

# Fields that hold several ids, joined by "|".
SEVERAL: Final = frozenset({("events", "participants")})
# Fields that hold the id of a region, or of an actor or a region.
_REGIONS: Final = frozenset({("events", "region_id"), ("mentions", "entity")})
_ACTORS_TOO: Final = frozenset({("mentions", "entity")})
_HINTS: Final = {
    "date_start": "2025-03-18",
    "date_end": "2025-03-18",
    "deadline": "2025-03-18",
    "days": "30",
    "duration_hours": "48",
    "country": "UKR",
    "actor_id": "serhiy-nikiforov",
    "region_id": "sumy-oblast",
}

Choice = tuple[str, str]


def field_label(field: str) -> str:
    """Write the name of a field as words.

    Examples
    --------
    >>> field_label("contingent_on")
    'Contingent on'
    """
    return field.replace("_", " ").capitalize()


def choices(table: str, field: str, dossier: Dossier, *, theme: Theme = STANDARD) -> list[Choice]:
    """List what a field may hold.

    Parameters
    ----------
    table, field
        Of which table it is a field.
    dossier
        Whose actors and regions can be named.
    theme
        Words for codes.

    Returns
    -------
    list of tuple
        Words and what is saved for them, the codes in the order of the guide, names by the
        alphabet; none where the field is free text.

    Examples
    --------
    >>> from analysis import concat
    >>> choices("events", "phase", concat([]))
    [('past', 'past'), ('ongoing', 'ongoing'), ('planned', 'planned')]
    >>> choices("events", "date_text", concat([]))
    []
    """
    codes = [code for code in allowed(table, field) if code]
    if codes:
        family = FAMILIES.get((table, field), "")
        return [(theme.label(family, code), code) for code in codes]
    if "bool" in str(TABLES[table].columns[field].dtype).lower():
        return [("yes", "true"), ("no", "false")]
    names: dict[str, str] = {}
    if (table, field) in _REGIONS:
        names |= dict(zip(dossier.regions["region_id"], dossier.regions["name"], strict=True))
    if field in ACTOR_IDS.get(table, ()) or (table, field) in _ACTORS_TOO:
        names |= party_names(dossier.actors, _known(dossier, table, field))
    # An id that only one of the two bears is told by its name, one of namesakes by its id as well.
    taken = list(names.values())
    shown = {
        known: name if taken.count(name) == 1 else f"{name} ({known})"
        for known, name in names.items()
    }
    return sorted(((name, known) for known, name in shown.items()), key=lambda c: c[0].casefold())


def field_input(
    w: Any, table: str, field: str, dossier: Dossier, *, value: str = "", description: str = ""
) -> Any:
    """Make the widget by which a field is set.

    Parameters
    ----------
    w
        The module ipywidgets.
    table, field, dossier
        As :func:`choices` takes them.
    value
        What stands there now; it can be kept, even where nobody would be offered it.
    description
        Words before the widget.

    Returns
    -------
    Widget
        A list of words to choose from, or a line to write in. :func:`input_text` reads it.
    """
    offered = choices(table, field, dossier)
    known = {code for _, code in offered}
    settings = {
        "description": description, "style": {"description_width": "7.5rem"},
        "layout": w.Layout(width="auto"),
    }  # fmt: skip
    if (table, field) in SEVERAL:
        given = [part for part in value.split("|") if part]
        offered += [(part, part) for part in given if part not in known]
        return w.SelectMultiple(options=offered, value=given, rows=4, **settings)
    if not offered:
        return w.Text(value=value, placeholder=_HINTS.get(field, ""), **settings)
    if value and value not in known:
        offered.append((value, value))
    return w.Dropdown(options=[("", ""), *offered], value=value, **settings)


def input_text(widget: Any) -> str:
    """Read a widget of :func:`field_input` as a line of the file of decisions has it."""
    value = widget.value
    return str(value).strip() if isinstance(value, str) else "|".join(map(str, value))


def as_shown(value: Any) -> str:
    """Write the value of a cell as it can be set again, empty where there is none.

    Examples
    --------
    >>> as_shown(30.0), as_shown(True), as_shown(None)
    ('30', 'true', '')
    """
    words = str(value)
    if words in ("<NA>", "nan", "None"):
        return ""
    if words in ("True", "False"):
        return words.lower()
    return f"{value:g}" if isinstance(value, float) else words


def _known(dossier: Dossier, table: str, field: str) -> list[str]:
    """Ids that can stand in a field: the actors, and for parties those that others hold to."""
    ids = set(dossier.actors["actor_id"])
    if field == "party":
        cells = [dossier.actors["party"], dossier.conditions["party"]]
        ids |= {str(party) for column in cells for party in column if party}
    return sorted(ids)
