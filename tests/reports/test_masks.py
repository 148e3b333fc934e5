"""A unit that may not be shown outside the house is in no file: not in a chart's sheet, a note or a hidden part."""

import io
import re
import zipfile
from itertools import chain

import pytest
from pypdf import PdfReader

from naervaer import figures, store
from naervaer.analysis.before_after import SHOWN
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.model import Language, Measure
from naervaer.reports import decks, printers, record
from naervaer.reports.decks.steering import units
from tests.pages.municipality import SOLVIK, save, unit
from tests.reports import fjellvik
from tests.reports.test_decks import by_key, made
from tests.reports.test_pdf import tagged


# As it would stand anywhere: absence or attendance, in percent with a comma or a point, or as a fraction; more decimals
# may follow.
BEFORE, AFTER = fjellvik.SMALL_BEFORE, fjellvik.SMALL_AFTER
TRACE = re.compile(
    "|".join(
        rf"(?<![\d.,]){form}"
        for rate in (BEFORE, AFTER, 100 - BEFORE, 100 - AFTER)
        for form in (rf"{int(rate)}[.,]{round(10 * rate) % 10}", rf"0[.,]{round(10 * rate)}")
    )
)


def opened(name, content):
    """Every part of a file, unpacked as far as it goes: packages in packages, the words of a PDF and what it tells."""
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from opened(f"{name}/{part}", packed.read(part))
    if content[:5] == b"%PDF-":
        reader = PdfReader(io.BytesIO(content))
        for place, page in enumerate(reader.pages):
            yield f"{name}/page{place}", page.extract_text().encode()
        yield f"{name}/told", " ".join(element.get("/Alt", "") for element in tagged(reader)).encode()


def leaks(kind, content):
    """The parts of a file in which the small unit's numbers stand. A drawing's coordinates are no figures."""
    found = []
    for name, part in opened(kind, content):
        text = part.decode("utf-8", "ignore")
        if kind == "html":
            text = re.sub(r"<svg.*?</svg>", lambda svg: re.sub(r"<[^>]*>", " ", svg[0]), text, flags=re.DOTALL)
        if name != "pdf" and TRACE.search(text):
            found.append(name)
    return found


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("audience", decks.AUDIENCES)
def test_the_number_of_a_small_unit_is_in_no_file(audience, measure):
    initiative = fjellvik.filled()
    known = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    needs = decks.AUDIENCES[audience].needs
    subjects = {"initiative": initiative, "unit": int(known[fjellvik.SMALL]), "nothing": 0, "area": 0}
    deck = made(audience, subjects[needs], measure=measure)
    found = {kind: leaks(kind, printers.printed(deck, kind)) for kind in printers.PRINTERS}
    assert not any(found.values()), found


@pytest.mark.parametrize("measure", Measure)
def test_the_search_would_find_it(measure):
    """Printed with the limit that holds inside the house, the number is there: so the search can fail."""
    initiative = fjellvik.filled()
    inside = figures.answer(SOLVIK, initiative)
    assert fjellvik.SMALL in set(inside.compared.units.loc[inside.compared.units["state"] == SHOWN, "unit"])
    deck = made("steering", initiative, measure=measure)
    slides = tuple(units(inside, Language.NB, measure) if one.key == "units" else one for one in deck.slides)
    careless = record.coded(type(deck)(**{**vars(deck), "slides": slides}))
    # On slides of attendance the units' changes are drawn; their rates stand in the workbook.
    for kind in printers.PRINTERS if measure is Measure.ABSENCE else ["xlsx"]:
        assert leaks(kind, printers.printed(careless, kind))


def test_the_sum_and_those_shown_do_not_give_it_back():
    """With only one unit hidden, the sum minus the others would be its number; so a second one is hidden, too."""
    initiative = fjellvik.filled()
    outside = figures.answer(SOLVIK, initiative, limit=FEWEST_OUTSIDE)
    hidden = outside.compared.units["state"] != SHOWN
    assert hidden.sum() == 2


def test_a_deck_says_what_is_masked_and_why():
    deck = made("steering", fjellvik.filled())
    said = " ".join(chain(deck.masked, (text.said for text in by_key(deck)["about"].texts)))
    assert "2 enheter er ikke vist for seg" in said and "færre enn 10 ansatte" in said


def test_the_page_inside_may_still_show_it():
    initiative = fjellvik.filled()
    inside = figures.answer(SOLVIK, initiative).compared.units.set_index("unit")
    assert inside.loc[fjellvik.SMALL, "before_pct"] == pytest.approx(BEFORE)


def test_what_the_highest_did_by_themselves_is_no_small_unit_either():
    """For a plan of one unit it is one unit's figure: the highest of those that may be shown outside the house."""
    save(
        unit(fjellvik.SMALL, "Bolig", BEFORE, after=AFTER, since="2025-01", employees=7, years=(2021, 2025)),
        unit("Lia bolig", "Bolig", 9.0, employees=12, years=(2021, 2025)),
        unit("Rådhuset", "Rådhus", 6.0, employees=40, years=(2021, 2025)),
        *(
            unit(f"Lia skole {place}", "Skole", 7.0 + place / 10, employees=30, years=(2021, 2025))
            for place in range(12)
        ),
    )
    areas = store.read("service_areas", municipality=SOLVIK).set_index("service_area")["service_area_id"]
    deck = made("review", int(areas["Rådhus"]))
    assert "review_by_itself" in by_key(deck)
    for kind in printers.PRINTERS:
        assert leaks(kind, printers.printed(deck, kind)) == []
