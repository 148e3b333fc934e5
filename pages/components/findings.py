"""What was noticed in a file: sentences, the gravest first, each kind under its own heading."""

from itertools import groupby

import streamlit as st

from naervaer.i18n import finding, t
from naervaer.model import Finding, Language
from pages.components import visit


SHOWN = 10  # findings of one kind on screen; the rest is counted, and all of them can be downloaded

BOXES = {"refuses": st.error, "asks": st.warning, "drops_row": st.warning, "warns": st.info, "tells": st.info}


def show(findings: tuple[Finding, ...], language: Language) -> None:
    """Draw the findings by kind. A kind without findings has no heading."""
    ordered = sorted(findings, key=_gravity)
    for kind, group in groupby(ordered, key=_kind):
        sentences = [finding(language, found) for found in group]
        box = BOXES[kind]
        body = "\n".join(f"- {visit.plain(sentence)}" for sentence in sentences[:SHOWN])
        more = t(language, "findings.more", n=len(sentences) - SHOWN) if len(sentences) > SHOWN else ""
        box(f"**{t(language, f'findings.{kind}', n=len(sentences))}**\n\n{body}\n\n{more}")


def _kind(found: Finding) -> str:
    return "drops_row" if found.drops_row else str(found.severity)


def _gravity(found: Finding) -> int:
    return list(BOXES).index(_kind(found))
