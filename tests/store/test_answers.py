from naervaer import ingest, store


HERE = {"municipality": "fjordvik", "who": "Kari"}
ANSWERS = {"DASH_MEANING:#0": "zero", "COLUMN_READ_AS:#0!B": "unit"}


def remembered(layout="a", municipality="fjordvik"):
    rows = store.read("remembered_answers", municipality=municipality, layout=layout)
    return dict(zip(rows["question"], rows["answer"], strict=True))


def test_answers_are_kept_for_one_layout_of_one_municipality():
    store.remember_answers("a", ANSWERS, **HERE)
    assert remembered() == ANSWERS
    assert remembered("b") == remembered(municipality="nabokommune") == {}


def test_the_newest_answers_take_the_place_of_the_older():
    store.remember_answers("a", ANSWERS, **HERE)
    store.remember_answers("a", {"DASH_MEANING:#0": "nothing"}, **HERE)
    assert remembered() == {"DASH_MEANING:#0": "nothing"}


def test_forgotten_answers_are_not_used():
    store.remember_answers("a", ANSWERS, **HERE)
    store.forget_answers("a", municipality="nabokommune")
    assert remembered() == ANSWERS
    store.forget_answers("a", municipality="fjordvik")
    assert remembered() == {}


def test_a_sheets_name_is_its_place_and_a_sheet_more_is_answered_too():
    layout = {"groups": [["2023", "2024"], ["Tiltak: alle"]]}
    given = {"DASH_MEANING:2024": "zero", "COLUMN_READ_AS:Tiltak: alle!AB": "unit", "DUPLICATE_CONFLICT:2024!C3": "C3"}
    general = ingest.general(given, layout)
    assert general == {"DASH_MEANING:#0": "zero", "COLUMN_READ_AS:#1!AB": "unit"}
    later = {"groups": [["2023", "2024", "2025"], ["Deltakere"]]}
    assert ingest.particular(general, later) == {
        "DASH_MEANING:2023": "zero",
        "DASH_MEANING:2024": "zero",
        "DASH_MEANING:2025": "zero",
        "COLUMN_READ_AS:Deltakere!AB": "unit",
    }
