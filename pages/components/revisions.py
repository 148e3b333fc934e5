"""What a file would change in the numbers that are stored: how many, the largest, and each of them old and new."""

import pandas as pd
import streamlit as st

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
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
    changed = found[~found["is_same"]]
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
    chart.downloads(whole, language, filename=t(language, "revisions.filename"))


def _found(imported: Import, municipality: str, meant: dict[str, Meant]) -> pd.DataFrame | None:
    """The comparison, made once for each file, answer and state of the store; None where a name could be two units."""
    asked = (imported.fingerprint, len(imported.rows), municipality, repr(sorted(meant.items())), store.version())
    if st.session_state.get("revisions.asked") != asked:
        try:
            found = store.revisions(imported, municipality=municipality, meant=meant)
            st.session_state["revisions.found"] = _masked(found)
        except StoreError:
            st.session_state["revisions.found"] = None  # saving says why
        st.session_state["revisions.asked"] = asked
    found: pd.DataFrame | None = st.session_state["revisions.found"]
    return found


def _masked(found: pd.DataFrame) -> pd.DataFrame:
    """What is stored of a unit with too few people is not told to whoever brings a file that only names it."""
    people = found[["old_employees", "employees"]].max(axis=1).groupby(found["unit"]).transform("max")
    old = [name for name in found if name.startswith("old_")]
    return found.assign(**{name: found[name].mask(people < FEWEST_EMPLOYEES) for name in old})


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
