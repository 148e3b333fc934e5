"""The estimate behind a verdict: what was expected, what would have come anyway, whether it lasts, and how we know."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from naervaer.figures import Answer
from naervaer.i18n import number, percent, points, t
from naervaer.model import Language
from pages.components import chart, drawings, visit


HALVES = ("0-5", "6-11", "12-23")  # months after the start (METHODS 2.h)


def show(answer: Answer, language: Language, *, filename: str) -> None:
    """One picture of the answer, then what was to be expected anyway, and the years around the start."""
    found, picture = answer.found, drawings.expected(answer, language)
    if found is None or picture is None:
        return
    chart.show(picture, language, filename=t(language, "estimate.filename", name=filename), folded=True)
    for sentence in (_expected_anyway(found, language), _smallest(found, language)):
        if sentence:
            st.markdown(sentence)
    years = drawings.event_time(answer, language)
    if years is not None:
        st.header(t(language, "estimate.lasting"))
        st.markdown(_lasting(found["windows"], language))
        chart.show(years, language, filename=t(language, "estimate.years_filename", name=filename), folded=True)


def how_we_know(answer: Answer, language: Language) -> None:
    """Every step in words, and every method that has no answer with its reason."""
    found = answer.found
    with st.expander(t(language, "estimate.how")):
        like = answer.compared.like_for_like
        st.markdown(t(language, "before_after.method_text" if like else "before_after.method_text_unlike"))
        st.markdown(t(language, f"before_after.weighted_by.{answer.compared.weighted_by or 'none'}"))
        if found is None:
            return
        if found["expected"]:
            st.markdown("\n".join(f"1. {step}" for step in _steps(found["expected"], language)))
            units = [visit.plain(unit) for _, unit in answer.compared_with]
            st.markdown(t(language, "estimate.compared_with", units=units))
        for entry in found["withheld"]:
            reason = t(language, f"withheld.{entry['reason']}", **({"n": entry["n"]} if "n" in entry else {}))
            method = t(language, f"withheld.method_{entry['method']}")
            st.markdown(t(language, "withheld.line", method=method, reason=reason))


def _expected_anyway(found: Mapping[str, Any], language: Language) -> str:
    """That part of the fall would have come by itself; empty when the last year before was no unusual one."""
    bounce = found["bounce"]
    if not bounce or not bounce["ci80_pp"] or bounce["ci80_pp"][0] <= 0:
        return ""
    return t(language, "estimate.expected_anyway", bounce=number(language, bounce["pp"]))


def _smallest(found: Mapping[str, Any], language: Language) -> str:
    return t(language, "estimate.smallest", smallest=number(language, found["expected"]["mde_pp"]))


def _lasting(windows: Mapping[str, Any], language: Language) -> str:
    parts = [
        t(
            language,
            f"estimate.window_{window.replace('-', '_')}",
            change=points(language, windows[window]["effect_pp"]),
        )
        for window in HALVES
        if windows.get(window)
    ]
    verdict = "fading" if windows.get("fading") else "lasts" if windows.get("lasting") else "not_known"
    return f"{'; '.join(parts)}. {t(language, f'estimate.{verdict}')}"


def _steps(estimate: Mapping[str, Any], language: Language) -> list[str]:
    kinds = estimate["own_kind_compared"]
    return [
        t(language, "estimate.step_compare", n=int(estimate["fewest_not_started"])),
        t(language, "estimate.step_own_kind", kinds=kinds) if kinds else t(language, "estimate.step_all_kinds"),
        t(language, f"estimate.step_baseline_{estimate['baseline']}"),
        t(
            language,
            "estimate.step_expected",
            observed=percent(language, estimate["observed_pct"]),
            expected=percent(language, estimate["expected_pct"]),
        ),
        t(language, f"estimate.step_error_{estimate['se_kind']}"),
        t(language, f"estimate.step_precheck_{_passed(estimate['precheck'])}"),
        t(language, f"estimate.step_bracketing_{_passed(estimate['bracketing'])}"),
    ]


def _passed(check: bool | None) -> str:
    return "unknown" if check is None else "passed" if check else "failed"
