"""What a file would change in the numbers that are stored: how many, the largest, and each of them old and new."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FEWEST_OUTSIDE
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.i18n import month, number, part_name, percent, t
from naervaer.model import Import, Language
from naervaer.store import Meant, StoreError
from pages.components import chart, visit
from pages.components import table as table_component


ON_SCREEN = 200  # rows; all of them are in the downloads


def show(imported: Import, municipality: str, meant: dict[str, Meant], language: Language) -> None:
    """Draw the differences; nothing where the municipality has none of the file's periods."""
    found = _found(imported, municipality, meant)
    if found is None or found.empty:
        return
    changed = _masked(found[~found["is_same"]], municipality, FEWEST_EMPLOYEES)
    st.subheader(t(language, "revisions.title"))
    n_new = len(imported.rows) - len(found)
    st.markdown(t(language, "revisions.counts", changed=len(changed), same=len(found) - len(changed), new=n_new))
    if changed.empty:
        return
    first = changed.iloc[0]
    if pd.notna(first["rate_pct"]) and pd.notna(first["old_rate_pct"]):
        st.markdown(
            t(
                language,
                "revisions.largest",
                unit=visit.plain(first["unit"]),
                period=month(language, first["period_start"].date()),
                old=percent(language, first["old_rate_pct"]),
                new=percent(language, first["rate_pct"]),
            )
        )
    whole = _table(changed, language)
    table_component.show(Table(whole.caption, whole.columns, whole.rows[:ON_SCREEN]), language, tall=True)
    chart.downloads(
        whole,
        language,
        filename=t(language, "revisions.filename"),
        outside=lambda: _table(_masked(changed, municipality, FEWEST_OUTSIDE, MEASURES), language),
    )


def _found(imported: Import, municipality: str, meant: dict[str, Meant]) -> pd.DataFrame | None:
    """The comparison, made once for each file, answer and state of the store; None where a name could be two units."""
    asked = (imported.fingerprint, len(imported.rows), municipality, repr(sorted(meant.items())), store.version())
    if st.session_state.get("revisions.asked") != asked:
        try:
            st.session_state["revisions.found"] = store.revisions(imported, municipality=municipality, meant=meant)
        except StoreError:
            st.session_state["revisions.found"] = None  # saving says why
        st.session_state["revisions.asked"] = asked
    found: pd.DataFrame | None = st.session_state["revisions.found"]
    return found


def _masked(found: pd.DataFrame, municipality: str, limit: float, measures: Collection[str] = ()) -> pd.DataFrame:
    """What is stored of a unit that may not be shown is not told to whoever brings a file that only names it.

    measures: those to be left out; what is stored where none are named. A unit left out stands last: its place among
    the others would tell how large its change is.
    """
    people = found[["old_employees", "employees"]].min(axis=1).groupby(found["unit_id"]).transform("min")
    unseen = figures.hidden(municipality, limit=limit)
    left_out = (people < limit) | found["unit_id"].isin(unseen) | found["series_id"].isin(unseen)
    names = measures or [name for name in found if name.startswith("old_")]
    masked = found.assign(**{name: found[name].mask(left_out) for name in names})
    by_name = masked[left_out].sort_values(["unit", "period_start", "part"], kind="stable")
    return pd.concat([masked[~left_out], by_name])


def _table(changed: pd.DataFrame, language: Language) -> Table:
    parts = [part_name(language, part) for part in changed["part"]]
    frame = pd.DataFrame(
        {
            "unit": changed["unit"].to_numpy(),
            "period": changed["period_start"].dt.date.to_numpy(),
            "part": parts,
            **{name: _values(changed[name], kind, language) for name, kind in MEASURES.items()},
        }
    )
    headings = [
        Column(t(language, "field.unit")),
        Column(t(language, "field.period"), Kind.MONTH),
        Column(t(language, "field.part")),
        *(Column(t(language, f"revisions.{name}"), kind) for name, kind in MEASURES.items()),
    ]
    same = {name for name in PAIRS if changed[name].equals(changed[f"old_{name}"].rename(name))}
    left_out = same | {f"old_{name}" for name in same}
    if changed["part"].nunique() == 1:
        left_out.add("part")
    kept = [place for place, name in enumerate(frame) if name not in left_out]
    return table(
        t(language, "revisions.caption"), [headings[place] for place in kept], frame[[frame.columns[p] for p in kept]]
    )


PAIRS = ("lost_days", "possible_days", "rate_pct", "employees")
MEASURES = {
    "old_lost_days": Kind.TEXT,
    "lost_days": Kind.TEXT,
    "old_possible_days": Kind.TEXT,
    "possible_days": Kind.TEXT,
    "old_rate_pct": Kind.PERCENT,
    "rate_pct": Kind.PERCENT,
    "old_employees": Kind.COUNT,
    "employees": Kind.COUNT,
}


def _values(column: pd.Series, kind: Kind, language: Language) -> list[object]:
    """Days with their decimal: rounded to whole days a small change would look like none."""
    if kind is not Kind.TEXT:
        return list(column)
    return [None if pd.isna(value) else number(language, value) for value in column]
