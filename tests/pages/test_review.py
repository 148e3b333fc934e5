"""The review before an initiative is chosen: every point is said or says why not, and the target is an honest one."""

import re
from urllib.parse import parse_qs

import pytest

from naervaer import store
from naervaer.figures import plans, review, untouched
from naervaer.model import Language
from tests.pages import swinging
from tests.pages.municipality import SOLVIK, unit
from tests.pages.municipality import save as save_units
from tests.pages.visiting import pictures, said, sent, speak, tables, visit
from tests.store.build import imported


LEVELS = "Siste år, og nivået vi venter et vanlig år, etter navn"


def test_every_point_is_said_in_order():
    swinging.save()
    here = visit("review")
    assert not here.exception
    headings = [heading.value for heading in here.header]
    assert [heading.split(".")[0] for heading in headings] == [str(number) for number in range(1, 9)]
    assert "Gjennomgangen gjelder 14 enheter i Skole." in said(here)
    assert re.search(r"Fraværet i disse enhetene er høyest i \w+ \(\d+,\d\xa0%\) og lavest i \w+", said(here))
    assert "Et mål på 10\xa0% lavere fravær er" in said(here)


def test_no_unit_is_ranked():
    swinging.save()
    names = [row["Enhet"] for row in tables(visit("review"))[LEVELS]]
    assert names == sorted(names) and len(names) == swinging.SCHOOLS


def test_what_is_expected_lies_between_the_last_year_and_the_kind():
    swinging.save()
    for row in tables(visit("review"))[LEVELS]:
        year, usual, kind = (
            float(row[name].rstrip("\xa0%").replace(",", "."))
            for name in ("Siste 12 måneder", "Ventet et vanlig år", "Alle av samme sort")
        )
        assert min(year, kind) - 0.4 <= usual <= max(year, kind) + 0.4


def test_a_larger_fall_can_be_seen():
    swinging.save()
    here = visit("review")
    assert "Det er mindre enn de" in said(here)
    here.slider(key="fall").set_value(40).run()
    assert "Det er mer enn de" in said(here)


def test_the_same_numbers_as_the_page_about_what_can_be_seen():
    swinging.save()
    smallest = re.search(r"Den minste endringen[^.]*\.", said(visit("power")))[0]
    assert smallest in said(visit("review"))


def test_few_of_a_kind_are_not_judged_and_it_is_said():
    swinging.save()
    here = visit("review")
    here.multiselect(key="areas").set_value(["Barnehage"]).run()
    assert "Det kan ikke sies hvem som virkelig ligger høyt" in said(here)
    assert LEVELS not in tables(here)


def test_parts_are_told_where_all_months_have_them():
    days = "\n".join(
        f"Skole {n:02}  Skole  {month}  {part}  {lost}  200"
        for n in range(12)
        for month in (f"{year}-{number:02}-01" for year in range(2021, 2026) for number in range(1, 13))
        for part, lost in (("total", 16), ("short", 4), ("long", 12))
    )
    store.save_upload(
        imported(f"unit  service_area  period_start  part  lost_days  possible_days\n{days}"),
        municipality=SOLVIK,
        who="Kari",
    )
    here = visit("review")
    assert "Siste 12 måneder var 2,0\xa0% korttid og 6,0\xa0% langtid: 75\xa0% av dagene er langtid." in said(here)


def test_without_parts_it_is_said_whom_to_ask():
    swinging.save()
    assert "Spør den som har fraværssystemet om begge delene." in said(visit("review"))


def test_a_tiny_unit_is_in_nothing():
    swinging.save()
    here = visit("review")
    here.multiselect(key="areas").set_value(["Skole"]).run()
    assert [name for name in swinging.TINY if name in sent(here)] == []
    assert "37,3" not in sent(here)


def test_a_short_history_says_what_is_missing():
    save_units(*(unit(f"Skole {n:02}", "Skole", 8 + n / 10) for n in range(12)))
    here = visit("review")
    assert not here.exception
    assert "kan tallene heller ikke si om et mål er nådd" in said(here)


@pytest.mark.parametrize("language", [Language.DA, Language.EN])
def test_it_is_whole_in_every_language(language):
    swinging.save()
    here = speak(visit("review"), language)
    assert not here.exception and pictures(here)


def test_slides_can_take_every_section():
    swinging.save()
    panel, days = untouched.figures_of(SOLVIK)
    plan = plans.Plan(SOLVIK, days, untouched.free(panel, days) & (panel.area == "Skole"), 0.1, panel.period[-1].item())
    told = review.said(review.review(plan), Language.NB)
    assert tuple(told) == review.SECTIONS
    assert all(lines and all(line.strip().endswith((".", ":")) for line in lines) for lines in told.values())


def to_slides(here):
    """The address of the page of slides, as the review gives it."""
    link = next(link.proto for link in here.get("page_link") if "lysbilder" in link.proto.label)
    return parse_qs(link.query_string, keep_blank_values=True)


def test_it_ends_in_slides_of_the_same_choices_and_says_so():
    swinging.save()
    here = visit("review")
    here.multiselect(key="areas").set_value(["Barnehage", "Skole"]).run()
    here.slider(key="fall").set_value(25).run()
    here.selectbox(key="start").select_index(2).run()
    units = here.multiselect(key="units").options[:2]
    here.multiselect(key="units").set_value(list(units)).run()
    asked = to_slides(here)
    assert asked["audience"] == ["Analysegjennomgang"]
    assert (
        asked["deck_areas"] == ["Barnehage", "Skole"] and asked["deck_units"] == units and asked["deck_fall"] == ["25"]
    )
    assert asked["deck_start"] == [here.selectbox(key="start").options[2]]
    assert "Lysbildene gjelder de samme valgene som her. De viser ingen gruppe under 10 ansatte." in said(here)


def test_no_area_chosen_is_another_thing_than_the_first_choice():
    swinging.save()
    here = visit("review")
    assert to_slides(here)["deck_areas"] == ["Skole"]
    here.multiselect(key="areas").set_value([]).run()
    assert to_slides(here)["deck_areas"] == [""]


def test_the_slides_say_what_the_page_says():
    """Nobody here is of a size that only those inside may see."""
    swinging.save()
    pages = [visit("review"), visit("slides")]
    pages[1].selectbox(key="audience").select("review").run()
    for here, named in zip(pages, ("", "deck_"), strict=True):
        here.multiselect(key=f"{named}areas").set_value(["Barnehage"]).run()
        here.slider(key=f"{named}fall").set_value(30).run()
        assert not here.exception
    review_page, slides = pages
    point = re.search(r"Gjennomgangen gjelder \d+ enheter i Barnehage\.", said(review_page))[0]
    fall = re.search(r"Et mål på 30\xa0% lavere fravær er [^.]*\.", said(review_page))[0]
    seen = sent(slides).replace("\\\\u00a0", "\xa0").replace("\\u00a0", "\xa0")
    assert point in seen and fall in seen
