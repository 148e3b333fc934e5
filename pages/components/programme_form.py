"""A programme in words, and the form in which a municipality makes its own: one line for each step."""

import hashlib
from collections.abc import Iterable

import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import percent, t
from naervaer.model import Language, spelling_key
from naervaer.programme import FOLLOW_UP_MONTHS, Criterion, Programme, Step, standing
from pages.components import decimal, saving, visit


LISTS = ("steps", "elements", "services", "activities")
LONGEST_MONTHS = 36


def describe(programme: Programme, language: Language) -> None:
    """What it consists of."""
    st.markdown(visit.plain(programme.description[language]))
    lines = [t(language, "about.aim", aim=programme.aim[language])]
    if programme.rhythm_months is not None:
        lines.append(t(language, "activities.rhythm", n=programme.rhythm_months))
    lines.append(t(language, "programmes.run_in_is", n=programme.run_in_months))
    lines.append(t(language, "programmes.follow_up_is", n=programme.follow_up_months))
    if programme.enrolled_above_pct is not None:
        lines.append(t(language, "result.chosen_high", limit=percent(language, programme.enrolled_above_pct, 0)))
    if programme.target_change_pct is not None:
        lines.append(t(language, "about.target_without_year", change=percent(language, programme.target_change_pct, 0)))
    criteria = [t(language, f"result.criterion_{criterion}") for criterion in programme.criteria]
    lines.append(t(language, "programmes.criteria_are", criteria=criteria))
    st.markdown("\n".join(f"- {visit.plain(line)}" for line in lines))
    for name in LISTS:
        steps: tuple[Step, ...] = getattr(programme, name)
        if steps:
            listed = "\n".join(f"{place}. {visit.plain(one.name[language])}" for place, one in enumerate(steps, 1))
            st.markdown(f"**{t(language, f'programmes.{name}')}**\n\n{listed}")


def edit(before: Programme | None, visitor: Visitor) -> None:
    """The form of a new programme, or of one's own that exists."""
    language = visitor.language
    key = before.key if before else "new"
    with st.form(f"programme.{key}"):
        name = st.text_input(t(language, "programmes.name"), _text(before, "name", language), key=f"own.name.{key}")
        description = st.text_input(
            t(language, "programmes.description"),
            _text(before, "description", language),
            key=f"own.description.{key}",
        )
        aim = st.text_input(t(language, "initiatives.aim"), _text(before, "aim", language), key=f"own.aim.{key}")
        left, right = st.columns(2)
        lists = {
            which: column.text_area(
                t(language, f"programmes.{which}"),
                "\n".join(one.name[language] for one in getattr(before, which)) if before else "",
                help=t(language, "programmes.lines_help"),
                key=f"own.{which}.{key}",
                height=120,
            )
            for which, column in zip(LISTS, (left, right, left, right), strict=True)
        }
        left, middle, right = st.columns(3)
        rhythm = left.number_input(
            t(language, "programmes.rhythm"),
            value=before.rhythm_months if before else None,
            min_value=1,
            max_value=LONGEST_MONTHS,
            step=1,
            key=f"own.rhythm.{key}",
        )
        run_in = middle.number_input(
            t(language, "programmes.run_in"),
            value=before.run_in_months if before else 0,
            min_value=0,
            max_value=LONGEST_MONTHS,
            step=1,
            key=f"own.run_in.{key}",
        )
        follow_up = right.number_input(
            t(language, "programmes.follow_up"),
            value=before.follow_up_months if before else FOLLOW_UP_MONTHS,
            min_value=6,
            max_value=LONGEST_MONTHS,
            step=1,
            key=f"own.follow_up.{key}",
        )
        left, right = st.columns(2)
        above, above_is_used = decimal.perhaps(
            left,
            t(language, "programmes.enrolled_above"),
            before.enrolled_above_pct if before else None,
            language,
            least=0,
            most=100,
            explained=t(language, "programmes.enrolled_above_help"),
            key=f"own.above.{key}",
        )
        change, change_is_used = decimal.perhaps(
            right,
            t(language, "about.target_change"),
            before.target_change_pct if before else None,
            language,
            least=-100,
            most=0,
            key=f"own.change.{key}",
        )
        criteria = st.multiselect(
            t(language, "result.criteria"),
            list(Criterion),
            default=list(before.criteria) if before else [Criterion.SICK_LEAVE],
            format_func=lambda one: t(language, f"result.criterion_{one}"),
            key=f"own.criteria.{key}",
        )
        review = st.checkbox(
            t(language, "programmes.review_first"), before.review_first if before else False, key=f"own.review.{key}"
        )
        saving.warn(language)
        asked = st.form_submit_button(t(language, "programmes.save"), type="primary")
    is_used = above_is_used and change_is_used
    if asked and is_used and saving.plain([name, description, aim, *lists.values()], language):
        after = Programme(
            key=before.key if before else f"own_{_hash(name)}",
            name=_everywhere(name.strip()),
            description=_everywhere(description.strip()),
            aim=_everywhere(aim.strip()),
            rhythm_months=rhythm,
            run_in_months=run_in,
            follow_up_months=follow_up,
            **{
                which: _steps(which, text, getattr(before, which) if before else (), language)
                for which, text in lists.items()
            },
            criteria=tuple(criteria) or (Criterion.SICK_LEAVE,),
            headings=standing()[0].headings,
            enrolled_above_pct=above,
            target_change_pct=change,
            review_first=review,
            own=True,
        )
        who = {"municipality": visitor.municipality, "who": visitor.name}
        if saving.attempt(lambda: store.save_programme(after, before, **who), language):
            st.session_state["register.saved"] = True
            st.rerun()
    if before is not None and st.button(t(language, "programmes.delete"), key=f"own.delete.{key}"):
        who = {"municipality": visitor.municipality, "who": visitor.name}
        if saving.attempt(lambda: store.delete_programme(before, **who), language):
            st.session_state["register.saved"] = True
            st.rerun()


def _text(before: Programme | None, field: str, language: Language) -> str:
    return getattr(before, field)[language] if before else ""


def _everywhere(text: str) -> dict[Language, str]:
    """What a municipality writes is in its own language, and stands as it is in the others."""
    return dict.fromkeys(Language, text)


def _steps(which: str, text: str, before: Iterable[Step], language: Language) -> tuple[Step, ...]:
    """A step for each line; one whose name stands as it was keeps its key, and so what was reached of it."""
    known = {spelling_key(one.name[language]): one.key for one in before}
    lines = dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
    return tuple(Step(known.get(spelling_key(line), f"{which}_{_hash(line)}"), _everywhere(line)) for line in lines)


def _hash(text: str) -> str:
    return hashlib.sha256(spelling_key(text).encode()).hexdigest()[:12]
