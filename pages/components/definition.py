"""What the numbers of a source are: asked once a source, kept with the upload, and said where sources differ."""

from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.figures import definitions
from naervaer.i18n import listing, months_between, t
from naervaer.model import Granularity, Import, Language
from naervaer.store import SeriesDefinition
from pages.components import clock, paragraphs


CERTIFIED = ("both", "self", "doctor")
BORDERS = (14, 16)
HOLIDAY = (False, True)
UNKNOWN = "unknown"
# What the properties are in the store, in the order of definitions.NAMES.
KINDS = (str, int, bool)

KEPT = 32  # answers: a municipality's lengths of period in three languages


def ask(imported: Import, municipality: str, file_id: str, language: Language) -> SeriesDefinition:
    """Draw what has not been said of the source before, and the answers of the last file where there are any."""
    if imported.rows.empty:
        return SeriesDefinition()
    last = store.last_definition(imported.layout.get("fingerprint", ""), municipality=municipality)
    st.subheader(t(language, "definition.title"))
    st.markdown(t(language, "definition.as_last" if last != SeriesDefinition() else "definition.lead"))
    parted = set(imported.rows["part"]) != {"total"}
    defined = _choose(last, parted, f"definition.{file_id}.{municipality}", language)
    _warn(imported, defined, municipality, language)
    return defined


def _choose(before: SeriesDefinition, parted: bool, prefix: str, language: Language) -> SeriesDefinition:
    """A choice for each property; the border only where there are short and long. Nobody has to know."""
    choices: dict[str, tuple[Any, ...]] = {"certified": CERTIFIED, "holiday_in_possible_days": HOLIDAY}
    if parted:
        choices["short_until_day"] = BORDERS
    chosen = {}
    for name, options in choices.items():
        known = getattr(before, name)
        answer = st.segmented_control(
            t(language, f"definition.{name}"),
            (*options, UNKNOWN),
            default=UNKNOWN if known is None else known,
            format_func=lambda option, name=name: _word(name, option, language),
            key=f"{prefix}.{name}",
            required=True,
        )
        chosen[name] = None if answer == UNKNOWN else answer
    return SeriesDefinition(**chosen)


def _word(name: str, option: Any, language: Language) -> str:
    return t(language, "definition.unknown") if option == UNKNOWN else definitions.word(name, option, language)


def change(visitor: Visitor) -> None:
    """Draw what the numbers of each upload are said to be and by whom, and a way to say it anew."""
    language, municipality = visitor.language, visitor.municipality
    uploads = store.read("uploads", municipality=municipality).set_index("upload_id")
    standing = uploads[uploads["undone_at"].isna() & (uploads["n_rows"] > 0)]
    if standing.empty:
        return
    st.header(t(language, "definition.change"))
    st.markdown(t(language, "definition.change_how"))
    names = {int(upload_id): str(name) for upload_id, name in standing["filename"].items()}
    upload_id = st.selectbox(
        t(language, "definition.upload"), list(names), format_func=names.__getitem__, key="definition.upload"
    )
    rows = store.read("upload_definitions", municipality=municipality).set_index("upload_id")
    row = rows.loc[upload_id]
    before = SeriesDefinition(
        *(None if pd.isna(row[name]) else kind(row[name]) for name, kind in zip(definitions.NAMES, KINDS, strict=True))
    )
    said = [
        _word(name, getattr(before, name), language)
        for name in definitions.NAMES[::2]
        if getattr(before, name) is not None
    ]
    st.markdown(t(language, "definition.is_now", words=listing(language, said) or t(language, "definition.unknown")))
    if pd.notna(row["defined_at"]):
        who = row["defined_by"] or t(language, "history.someone")
        paragraphs.notes([t(language, "definition.said", when=clock.written(row["defined_at"]), who=who)])
    if not st.checkbox(t(language, "definition.change_this"), key=f"definition.open.{upload_id}"):
        return
    defined = _choose(before, bool(row["has_parts"]), f"defined.{upload_id}", language)
    st.button(
        t(language, "definition.save"),
        disabled=defined == before,
        key="definition.save",
        on_click=store.define_upload,
        args=(upload_id, defined),
        kwargs={"municipality": municipality, "who": visitor.name},
    )


def say_mixed(municipality: str, granularity: Granularity, language: Language) -> None:
    """Say which numbers are left out because they are of another definition than most; nothing where there are none."""
    left_out, not_known = _mixed(municipality, granularity, language, store.version())
    for sentence in left_out:
        st.warning(sentence)
    for sentence in not_known:
        st.info(sentence)


@lru_cache(maxsize=KEPT)
def _mixed(
    municipality: str, granularity: Granularity, language: Language, version: int
) -> tuple[list[str], list[str]]:
    """What is said of numbers that are left out, and of numbers that nobody has said what are."""
    found = store.read("definitions", municipality=municipality, granularity=granularity, part="total")
    main = definitions.main(found)
    said, not_known = [], []
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
        unknown = [name for name in definitions.NAMES[::2] if pd.isna(getattr(row, name)) and name in main]
        if unknown and not other:
            not_known.append(
                t(
                    language,
                    "definition.not_known",
                    n=int(row.n_rows),
                    months=months_between(language, row.first_period.date(), row.last_period.date()),
                    main=listing(language, [definitions.word(name, main[name], language) for name in unknown]),
                )
            )
    return said, not_known


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
