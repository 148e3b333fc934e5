"""Free text is for themes: what describes a person is found, what is a theme is left alone."""

import pytest

from naervaer.ingest import describes
from tests.ingest.test_privacy import identity_number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"Oppfølging av {identity_number(7)}", "identity"),
        ("Ring 912 34 567", "contact"),
        ("Ring 91 23 45 67 om plan", "contact"),
        ("Skriv til kari@solvik.kommune.no", "contact"),
        ("Samtale om diagnose", "health"),
        ("Fravær etter F32.1", "health"),
        ("Tilbake etter kreft", "health"),
        ("Samtale med Kari Nordli", "name"),
        ("Plan for leder Anne", "name"),
        ("Sykepleier Ola trenger tilrettelegging", "name"),
        ("Når hun kommer tilbake", "somebody"),
        ("En ansatt med mye korttidsfravær", "somebody"),
        ("Den sygemeldte skal have en plan", "somebody"),
    ],
)
def test_what_points_to_somebody_is_found(text, why):
    assert describes(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rolleavklaring og den vanskelige samtalen",
        "Stress og psykisk helse",
        "Muskel og skjelett",
        "Tilrettelegging for gravide",
        "Line og stab sammen",
        "Tone i avdelingen",
        "Dag for nærvær",
        "Finn ut hva som virker",
        "Plan 2015 2016",
        "Mål for 2015–2016: under 8,5 %",
        "NAV Arbeidslivssenter Oslo",
        "Ansatte og ledere sammen",
    ],
)
def test_a_theme_is_left_alone(text):
    assert describes(text) is None
