"""What the numbers of a source are: asked once a source, kept with the upload, and said where sources differ."""

from functools import lru_cache
from typing import Any

import streamlit as st

from naervaer import store
from naervaer.figures import definitions
from naervaer.i18n import listing, months_between, t
from naervaer.model import Granularity, Import, Language
from naervaer.store import SeriesDefinition


CERTIFIED = ("both", "self", "doctor")
BORDERS = (14, 16)
HOLIDAY = (False, True)

KEPT = 32  # answers: a municipality's lengths of period in three languages


def ask(imported: Import, municipality: str, file_id: str, language: Language) -> SeriesDefinition:
    """Draw what has not been said of the source before, and the answers of the last file where there are any."""
    if imported.rows.empty:
        return SeriesDefinition()
    last = store.last_definition(imported.layout.get("fingerprint", ""), municipality=municipality)
    st.subheader(t(language, "definition.title"))
    st.markdown(t(language, "definition.as_last" if last != SeriesDefinition() else "definition.lead"))
    choices: dict[str, tuple[Any, ...]] = {"certified": CERTIFIED, "holiday_in_possible_days": HOLIDAY}
    if set(imported.rows["part"]) != {"total"}:
        choices["short_until_day"] = BORDERS
    chosen = {
        name: st.segmented_control(
            t(language, f"definition.{name}"),
            options,
            default=getattr(last, name),
            format_func=lambda option, name=name: definitions.word(name, option, language),
            key=f"definition.{file_id}.{municipality}.{name}",
        )
        for name, options in choices.items()
    }
    defined = SeriesDefinition(**chosen)
    _warn(imported, defined, municipality, language)
    return defined


def say_mixed(municipality: str, granularity: Granularity, language: Language) -> None:
    """Say which numbers are left out because they are of another definition than most; nothing where there are none."""
    for left_out in _mixed(municipality, granularity, language, store.version()):
        st.warning(left_out)


@lru_cache(maxsize=KEPT)
def _mixed(municipality: str, granularity: Granularity, language: Language, version: int) -> list[str]:
    found = store.read("definitions", municipality=municipality, granularity=granularity, part="total")
    main = definitions.main(found)
    said = []
    for row in found.itertuples(index=False):
        other = [name for name in definitions.NAMES[::2] if definitions.differs(getattr(row, name), main.get(name))]
        if other:
            said.append(
                t(
                    language,
                    "definition.left_out",
                    n=int(row.n_rows),
                    months=months_between(language, row.first_period.date(), row.last_period.date()),
                    own=listing(language, [definitions.word(name, getattr(row, name), language) for name in other]),
                    main=listing(language, [definitions.word(name, main[name], language) for name in other]),
                )
            )
    return said


def _warn(imported: Import, defined: SeriesDefinition, municipality: str, language: Language) -> None:
    """Say before it is stored that the numbers there are, are something else."""
    for granularity in imported.rows["granularity"].unique():
        found = store.read("definitions", municipality=municipality, granularity=granularity, part="total")
        main = definitions.main(found)
        other = [name for name in definitions.NAMES[::2] if definitions.differs(getattr(defined, name), main.get(name))]
        if other:
            own = listing(language, [definitions.word(name, getattr(defined, name), language) for name in other])
            theirs = listing(language, [definitions.word(name, main[name], language) for name in other])
            st.warning(t(language, "definition.differs", own=own, main=theirs))
            return
