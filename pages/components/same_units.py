"""Names in the file that are near to a unit the municipality has: the same, renamed, or a new one."""

from datetime import date

import streamlit as st

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Import, Language
from naervaer.store import Alike, Meant
from pages.components import first_month, visit


ANSWERS = ("same", "renamed", "new")


def ask(imported: Import, municipality: str, file_id: str, language: Language) -> dict[str, Meant] | None:
    """Draw a question per name; the answers by the names' keys, None while one is open."""
    questions = _questions(imported, municipality) if municipality else []
    if not questions:
        return {}
    st.subheader(t(language, "same_units.title", n=len(questions)))
    answers = [_ask_one(one, imported, f"same_units.{file_id}.{municipality}", language) for one in questions]
    given = {one.key: answer for one, answer in zip(questions, answers, strict=True) if answer is not None}
    return given if len(given) == len(questions) else None


def _questions(imported: Import, municipality: str) -> list[Alike]:
    """The names to ask about, looked for once for each reading of a file and state of the store."""
    asked = (imported.fingerprint, len(imported.rows), municipality, store.version())
    if st.session_state.get("same_units.asked") != asked:
        st.session_state["same_units.found"] = store.alike_units(imported, municipality=municipality)
        st.session_state["same_units.asked"] = asked
    found: list[Alike] = st.session_state["same_units.found"]
    return found


def _ask_one(one: Alike, imported: Import, prefix: str, language: Language) -> Meant | None:
    sentence = t(
        language,
        f"same_units.{one.why}",
        name=one.name,
        unit=one.unit,
        code=one.code or t(language, "table.missing"),
        unit_code=one.unit_code or t(language, "table.missing"),
    )
    # A name that is the same cannot be a new name.
    answers = [answer for answer in ANSWERS if answer != "renamed" or one.why is not store.Why.NAME]
    answer = st.segmented_control(
        visit.plain(sentence),
        answers,
        format_func=lambda choice: t(language, f"same_units.{choice}"),
        key=f"{prefix}.{one.key}",
    )
    if answer is None:
        return None
    if answer == "new":
        return Meant(None)
    if answer == "same":
        return Meant(one.unit_id)
    since = first_month.choose(
        t(language, "same_units.since", name=visit.plain(one.name)),
        language,
        key=f"{prefix}.{one.key}.since",
        default=_first_day(one, imported),
    )
    return Meant(one.unit_id, since)


def _first_day(one: Alike, imported: Import) -> date:
    """The first period the file has for the name: the best guess at when it got it."""
    own = imported.rows.loc[imported.rows["unit"] == one.name, "period_start"]
    return own.min().date() if len(own) else date.today()
