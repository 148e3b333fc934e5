"""What each audience is shown, held against golden outlines in three languages, and against the one estimate."""

from datetime import date
from pathlib import Path

import pytest

from naervaer import figures, store
from naervaer.analysis.activities import half_year, year_before
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.figures.plans import Choice
from naervaer.i18n import percent
from naervaer.model import Language, Measure
from naervaer.reports import decks, graphs
from naervaer.reports.decks.half_year import reported
from tests.pages.municipality import SOLVIK
from tests.reports import fjellvik


GOLDEN = Path(__file__).parents[1] / "golden"
every_language = pytest.mark.parametrize("language", Language)


@pytest.fixture(autouse=True)
def written_in_january_2026(monkeypatch):
    """A half-year report is about the half-year that has just ended; here it is always the same one."""
    last_of_2025 = date(2025, 7, 1), date(2025, 12, 31)
    in_another_half_year(monkeypatch, last_of_2025)


def in_another_half_year(monkeypatch, half_year):
    """As if it were written about this half-year: an outline that was worked out on another day is no longer it."""
    monkeypatch.setattr("naervaer.reports.decks.half_year.reported", lambda today: half_year)
    decks._outline.cache_clear()


def outline(deck):
    """A deck as text: what stands on each slide, what is drawn, and what the speaker has."""
    lines = [f"{deck.municipality} | {deck.about}{' | preliminary' if deck.preliminary else ''}", *deck.masked]
    for one in deck.slides:
        lines += ["", f"# {one.title.said}{f' [{one.label}]' if one.label else ''}"]
        lines += [f"{text.head}: {text.said}" if text.head else text.said for text in one.texts]
        lines += [f"({graph.shape}: {', '.join(graph.categories)}) {graph.alt}" for graph in one.graphs]
        lines += [f"(table: {len(one.table.rows)} rows) {one.table.caption}"] if one.table else []
        lines += [f"> {note}" for note in one.notes]
    return "\n".join(lines) + "\n"


def made(audience, subject, language=Language.NB, measure=Measure.ABSENCE):
    return decks.made(SOLVIK, audience, subject, language, measure).deck


def told(deck):
    return [text for one in deck.slides for text in (one.title, *one.texts)]


def by_key(deck):
    return {one.key: one for one in deck.slides}


@every_language
@pytest.mark.parametrize("audience", decks.AUDIENCES)
def test_the_outline_is_the_golden_one(audience, language):
    initiative = fjellvik.filled()
    units = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    subject = {"initiative": initiative, "unit": int(units[fjellvik.LONG]), "nothing": 0, "area": 0}
    deck = made(audience, subject[decks.AUDIENCES[audience].needs], language)
    golden = GOLDEN / f"deck.{audience}.{language}.txt"
    assert outline(deck) == golden.read_text(encoding="utf-8")


def about(audience):
    """What the deck is about in the exhibit, as the outline asks for it."""
    initiative = fjellvik.filled()
    units = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    subject = {"initiative": initiative, "unit": int(units[fjellvik.LONG]), "nothing": 0, "area": 0}
    return subject[decks.AUDIENCES[audience].needs]


@pytest.mark.parametrize("audience", decks.AUDIENCES)
def test_where_attendance_is_chosen_the_outline_speaks_of_it(audience):
    deck = made(audience, about(audience), measure=Measure.ATTENDANCE)
    golden = GOLDEN / f"deck.{audience}.attendance.nb.txt"
    assert outline(deck) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", decks.AUDIENCES)
def test_whoever_speaks_has_something_to_answer_with_on_every_slide(audience):
    assert all(one.notes for one in made(audience, about(audience)).slides)


def test_attendance_is_the_same_estimate_turned_round():
    initiative = fjellvik.filled()
    found = figures.answer(SOLVIK, initiative, limit=FEWEST_OUTSIDE).found["expected"]
    slides = by_key(made("steering", initiative, measure=Measure.ATTENDANCE))
    (graph,) = slides["answer"].graphs
    (series,) = graph.series
    assert series.values[1:] == (100 - found["expected_pct"], 100 - found["observed_pct"])
    assert series.low[1] < series.values[1] < series.high[1]
    assert not graph.from_zero and graph.shape not in ("bars", "columns"), "a bar begins at nothing"
    low, high = graph.ends
    assert 50 < low < min(series.values) and max(series.values) < high <= 100
    (units,) = slides["units"].graphs
    absence = by_key(made("steering", initiative))["units"].graphs[0]
    changes = [before - after for before, after in zip(*(side.values for side in absence.series), strict=True)]
    assert units.series[0].values == pytest.approx(changes)


def test_a_sentence_rewritten_about_absence_does_not_stand_on_slides_of_attendance():
    initiative = fjellvik.filled()
    first = made("steering", initiative).slides[0].title
    where = {"municipality": SOLVIK, "language": Language.NB, "who": "Kari"}
    store.save_deck_edit(
        decks.name("steering", initiative), first.key, own=first.own, said="Vi er på rett vei", **where
    )
    assert made("steering", initiative).slides[0].title.said == "Vi er på rett vei"
    other = decks.made(SOLVIK, "steering", initiative, Language.NB, Measure.ATTENDANCE)
    assert other.deck.slides[0].title.said.startswith("Nærværet") and not other.set_aside


def test_the_steering_group_gets_six_to_eight_slides_whatever_there_is_to_say():
    initiative = fjellvik.filled()
    assert 6 <= len(made("steering", initiative).slides) <= 8


@pytest.mark.parametrize(
    "options",
    [
        {"start": "2025-11"},  # too early
        {"years": (2024, 2025), "start": "2025-01"},  # too little history
        {"n_others": 3},  # nobody to compare with
        {"n_started": 1, "small": False},  # one unit
        {"n_started": 0},  # only a unit that may not be shown
        {"n_started": 26, "n_others": 12},
        {"factor": 1.0},
        {"factor": 1.5},
    ],
    ids=lambda options: "-".join(f"{name}={value}" for name, value in options.items()),
)
@every_language
def test_what_cannot_be_said_is_a_slide_of_its_own_and_no_gap(options, language):
    deck = made("steering", fjellvik.filled(**options), language)
    assert len(deck.slides) == 7
    for one in deck.slides:
        assert one.title.said and (one.texts or one.graphs)
        assert one.notes


def test_the_title_of_the_answer_is_the_verdict_and_its_label_stands_beside_it():
    initiative = fjellvik.filled()
    verdict = figures.answer(SOLVIK, initiative, limit=FEWEST_OUTSIDE).verdict
    first = by_key(made("steering", initiative))["answer"]
    assert first.title.said == verdict.headline(Language.NB)
    assert first.label == verdict.label(Language.NB)


def test_every_number_of_the_answer_is_the_estimates():
    initiative = fjellvik.filled()
    found = figures.answer(SOLVIK, initiative, limit=FEWEST_OUTSIDE).found["expected"]
    (graph,) = by_key(made("steering", initiative))["answer"].graphs
    (series,) = graph.series
    assert series.values[1:] == (found["expected_pct"], found["observed_pct"])
    assert series.low[1] == pytest.approx(found["observed_pct"] - found["ci95_pp"][1])
    assert series.high[1] == pytest.approx(found["observed_pct"] - found["ci95_pp"][0])
    assert percent(Language.NB, found["expected_pct"]) in by_key(made("steering", initiative))["answer"].texts[0].said


def test_the_page_and_the_slide_say_the_same_where_both_may_speak():
    initiative = fjellvik.filled(small=False)
    page = figures.answer(SOLVIK, initiative)
    first = by_key(made("steering", initiative))["answer"]
    assert first.texts[0].said == page.verdict.sentence(Language.NB)


@pytest.mark.parametrize(("n", "drawn"), [(1, 1), (13, 1), (14, 2), (26, 2), (27, 1)])
def test_units_are_drawn_as_long_as_they_can_be_read_and_then_their_areas(n, drawn):
    deck = made("steering", fjellvik.filled(n_started=n, n_others=12, small=False))
    pictures = by_key(deck)["units"].graphs
    assert len(pictures) == drawn
    named = [name for graph in pictures for name in graph.categories]
    assert len(named) == (n if n <= graphs.ROWS_IN_A_GRAPH * graphs.GRAPHS_IN_A_SLIDE else 1)
    assert len(deck.sources[0].rows) >= n  # every one of them is in the workbook


def test_without_any_figures_there_is_a_deck_that_says_so():
    store.save_municipality(SOLVIK, name="Solvik")
    initiative = store.save_initiative("Lederkurs", municipality=SOLVIK, who="Kari")
    deck = made("steering", initiative)
    assert "Ingen tall" in deck.slides[0].title.said
    assert deck.state.newest == "" and deck.state.uploads == ()


def test_an_initiative_that_is_not_there_has_no_deck():
    with pytest.raises(KeyError):
        made("steering", 99)


def write(deck, key, said, language=Language.NB):
    own = {text.key: text.own for text in told(deck)}[key]
    named = decks.name(deck.audience, store.read("initiatives", municipality=SOLVIK)["initiative_id"].iloc[0])
    store.save_deck_edit(named, key, own=own, said=said, municipality=SOLVIK, language=language, who="Kari")


def test_a_sentence_a_leader_wrote_stands_on_the_slide_and_what_the_figures_say_in_the_notes():
    initiative = fjellvik.filled()
    before = made("steering", initiative)
    write(before, "answer.1", "Vi er på rett vei.")
    after = made("steering", initiative)
    assert by_key(after)["answer"].texts[0].said == "Vi er på rett vei."
    assert by_key(after)["answer"].texts[0].own == by_key(before)["answer"].texts[0].said
    assert after.code != before.code


def test_a_sentence_about_other_figures_is_set_aside():
    initiative = fjellvik.filled()
    write(made("steering", initiative), "answer.1", "Vi er på rett vei.")
    other = [(f"Lia sykehjem {n}", "Sykehjem", "2025-03-01", 150.0, 500.0, 30) for n in range(2, 6)]
    fjellvik.save(other, fingerprint="b", name="Fjellvik kommune")
    again = decks.made(SOLVIK, "steering", initiative, Language.NB)
    assert [text.said for text in again.set_aside] == ["Vi er på rett vei."]
    assert "Vi er på rett vei." not in outline(again.deck)


def test_an_edit_makes_no_new_version_so_nobodys_figures_are_worked_out_again():
    initiative = fjellvik.filled()
    deck, before = made("steering", initiative), store.version()
    write(deck, "answer.1", "Vi er på rett vei.")
    decks.keep(deck, decks.name(deck.audience, initiative), municipality=SOLVIK, who="Kari")
    assert store.version() == before


def test_a_deck_is_found_again_by_its_code_after_the_figures_have_changed():
    initiative = fjellvik.filled()
    deck = made("steering", initiative)
    decks.keep(deck, decks.name(deck.audience, initiative), municipality=SOLVIK, who="Kari")
    decks.keep(deck, decks.name(deck.audience, initiative), municipality=SOLVIK, who="Kari")
    upload = int(store.read("uploads", municipality=SOLVIK)["upload_id"].iloc[0])
    store.undo_upload(upload, municipality=SOLVIK, who="Kari")
    assert decks.kept(SOLVIK, deck.code) == deck
    assert len(store.read_anew("decks", municipality=SOLVIK)) == 1
    assert decks.kept(SOLVIK, "00000000") is None
    assert decks.kept("annen", deck.code) is None


def test_the_same_figures_have_the_same_code():
    initiative = fjellvik.filled()
    assert made("steering", initiative).code == made("steering", initiative).code


def test_a_half_year_report_asks_its_leader_and_keeps_the_answer_in_the_gathered_one():
    initiative = fjellvik.filled()
    deck = made("half_year", initiative)
    asked = [text for text in told(deck) if text.head]
    assert len(asked) == 3 and not any(text.edited for text in asked)
    assert any("3 tekster mangler" in line for line in deck.missing)
    write(deck, asked[0].key, "Faste møter virker.")
    (line,) = (line for line in made("half_year", initiative).missing if "mangler" in line)
    assert "2 tekster mangler" in line
    everything = made("half_years", 0)
    assert "Faste møter virker." in outline(everything)
    assert len(everything.slides) == 3  # the summary, the page, where the figures come from
    assert not any("Ikke skrevet" in note for one in everything.slides for note in one.notes)


def test_units_are_counted_in_the_half_years_they_took_part_in(monkeypatch):
    initiative = fjellvik.filled()
    began = store.read("participations", municipality=SOLVIK)["start_date"].min().date()
    for years, expected in ((0, (7, 0)), (1, (7, 7))):
        first, last = half_year(date(began.year + years, began.month, began.day))
        in_another_half_year(monkeypatch, (first, last))
        assert made("half_year", initiative).slides[0].table.rows[-1][1:] == expected
    in_another_half_year(monkeypatch, half_year(year_before(began)))
    assert made("half_year", initiative).slides[0].table.rows[-1][1:] == (0, 0)


@every_language
def test_organisations_have_a_page_each_with_a_summary_in_front(language):
    initiative = fjellvik.filled()
    fjellvik.reporting(initiative)
    deck = made("half_year", initiative, language)
    golden = GOLDEN / f"deck.organisations.{language}.txt"
    assert outline(deck) == golden.read_text(encoding="utf-8")
    front, ks, nav, _ = deck.slides
    assert [row[1:] for row in front.table.rows] == [(1, 2, None, None), (0, 0, 990.0, 870.0)]
    assert [row[1:] for row in nav.table.rows][-1] == (470.0, 410.0)
    assert len([text for text in told(deck) if text.head]) == 6
    assert not front.wordy and ks.wordy and nav.wordy


def test_the_gathered_report_has_every_organisations_page_with_what_its_leader_wrote():
    initiative = fjellvik.filled()
    fjellvik.reporting(initiative)
    asked = [text for text in told(made("half_year", initiative)) if text.head]
    write(made("half_year", initiative), asked[-1].key, "Kursene for ledere.")
    everything = made("half_years", 0)
    assert [one.title.said.split(":")[0] for one in everything.slides[2:4]] == ["KS Vest", "NAV Arbeidslivssenter"]
    assert "Kursene for ledere." in outline(everything)
    lacks = "\n".join(everything.missing)
    assert "Tall for 2. halvår 2025 mangler fra KS Vest." in lacks
    assert "NAV Arbeidslivssenter: 2. halvår 2025: 2 tekster mangler" in lacks


def test_in_the_middle_of_a_year_the_page_of_an_organisation_tells_what_the_year_will_be(monkeypatch):
    initiative = fjellvik.filled()
    fjellvik.reporting(initiative)
    first_of_2025 = date(2025, 1, 1), date(2025, 6, 30)
    in_another_half_year(monkeypatch, first_of_2025)
    front, _, nav, _ = made("half_year", initiative).slides
    # 520 by the summer; 2023 and 2024 had 880 of their 1670 by then: 520 * 1670 / 880
    assert "om lag 987" in nav.texts[-1].said and "fra 983 til 990" in nav.texts[-1].said
    assert front.table.rows[-1][-1] == "987"


def test_numbers_of_another_year_are_no_delivery_of_this_one():
    initiative = fjellvik.filled()
    fjellvik.reporting(initiative)
    before = store.rows(store.Volume, SOLVIK, initiative)
    old = [one for one in before if one.counted_to.year < 2025]
    store.save_rows(store.Volume, initiative, before, old, municipality=SOLVIK, who="Kari")
    front, _, nav, _ = made("half_year", initiative).slides
    assert "Ingen tall er meldt inn for 2. halvår 2025." in [text.said for text in nav.texts]
    assert [column.heading for column in front.table.columns] == ["Organisasjon", "Holdt", "Planlagt"]


def test_an_initiative_without_units_is_not_judged():
    initiative = fjellvik.filled()
    empty = store.save_initiative("IA-arbeid", municipality=SOLVIK, who="Kari", programme="ia")
    (page, _) = made("half_year", empty).slides
    assert page.label == "" and not any("etter oppstart" in text.said for text in page.texts)
    assert made("half_year", initiative).slides[0].label


def test_each_half_year_has_texts_of_its_own(monkeypatch):
    initiative = fjellvik.filled()
    deck = made("half_year", initiative)
    write(deck, next(text.key for text in told(deck) if text.head), "Faste møter virker.")
    first_of_2026 = date(2026, 1, 1), date(2026, 6, 30)
    in_another_half_year(monkeypatch, first_of_2026)
    assert "Faste møter virker." not in outline(made("half_year", initiative))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 1, 15), date(2025, 7, 1)),
        (date(2026, 3, 31), date(2025, 7, 1)),
        (date(2026, 6, 30), date(2026, 1, 1)),
        (date(2026, 9, 1), date(2026, 1, 1)),
        (date(2026, 12, 1), date(2026, 7, 1)),
    ],
)
def test_the_half_year_that_is_reported(today, first):
    assert reported(today)[0] == first


def test_kroner_stand_only_where_the_municipality_gave_its_price():
    initiative = fjellvik.filled()
    assert "kroner" not in outline(made("steering", initiative))
    store.save_day_value(3000, "Regnskapet", 2025, municipality=SOLVIK, who="Kari")
    said = outline(made("steering", initiative))
    assert "Verdi av arbeidstid" in said and "ikke penger til overs i budsjettet" in said


def test_no_kroner_where_the_range_holds_zero():
    initiative = fjellvik.filled(factor=1.0)
    store.save_day_value(3000, "Regnskapet", 2025, municipality=SOLVIK, who="Kari")
    assert "Verdi av arbeidstid" not in outline(made("steering", initiative))


def test_a_long_name_keeps_its_beginning_and_its_end():
    assert graphs.shortened("Lia", 26) == "Lia"
    short = graphs.shortened(fjellvik.LONG, 26)
    assert len(short) <= 26 and short.startswith("Storfjellet") and short.endswith("nord")


def test_a_review_is_about_what_is_chosen_and_an_area_alone_is_the_page_with_its_first_choices():
    fjellvik.filled()
    areas = store.read("service_areas", municipality=SOLVIK).set_index("service_area")["service_area_id"]
    school = int(areas["Skole"])
    assert outline(made("review", Choice(areas=(school,)))) == outline(made("review", school))
    units = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    two = tuple(int(units[f"Åsen skole {place}"]) for place in (0, 1))
    told = outline(made("review", Choice((school,), two, 0.3, date(2026, 3, 1))))
    assert "Gjennomgangen gjelder 2 enheter i Skole" in told and "30\xa0% lavere" in told


def test_a_sentence_of_a_review_is_there_whatever_fall_is_hoped_for_and_not_for_other_units():
    fjellvik.filled()
    ten, thirty, other = Choice(), Choice(fall=0.3, start=date(2026, 3, 1)), Choice(units=(1, 2))
    assert [decks.name("review", one) for one in (0, ten, thirty, other, Choice((3, 4)))] == [
        *["review:0"] * 3,
        "review:0/1,2",
        "review:3,4",
    ]
    own = made("review", ten).slides[0].texts[0]
    where = {"municipality": SOLVIK, "language": Language.NB, "who": "Kari"}
    store.save_deck_edit(decks.name("review", ten), own.key, own=own.own, said="Om skolene.", **where)
    assert made("review", thirty).slides[0].texts[0].said == "Om skolene."
