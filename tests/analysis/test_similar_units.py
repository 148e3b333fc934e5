from naervaer.analysis.similar_units import similar_units
from tests.analysis.build import build, seasonal


def panel(**settings):
    """One kindergarten of 20 that starts; around it kindergartens and a school."""
    units = [
        ("Med", 0.10, 20, "Barnehage"),
        ("Lik", 0.10, 20, "Barnehage"),
        ("Litt lik", 0.09, 24, "Barnehage"),
        ("Ulik", 0.03, 90, "Barnehage"),
        ("Liten", 0.10, 4, "Barnehage"),
        ("Skolen", 0.10, 20, "Skole"),
        ("Annet tiltak", 0.10, 20, "Barnehage"),
    ]
    rows = [row for name, level, size, area in units for row in seasonal(name, level, size, area=area)]
    return build(rows, {"Med": "2015-08"}, **settings)


def test_the_most_alike_of_its_kind_comes_first_and_another_kind_last():
    found = similar_units(panel())
    assert found["unit"].tolist()[0] in ("Lik", "Annet tiltak")
    assert found["distance"].iloc[0] == 0
    assert found["unit"].iloc[-1] == "Skolen"
    assert found.set_index("unit")["proposed"].to_dict()["Skolen"] is not True
    assert found["unit"].tolist().index("Litt lik") < found["unit"].tolist().index("Ulik")


def test_units_in_another_initiative_and_units_that_may_not_be_shown_are_not_proposed():
    found = similar_units(panel(in_any_initiative=["Annet tiltak"]))
    assert not {"Annet tiltak", "Med", "Liten"} & set(found["unit"])


def test_the_level_is_that_before_the_start():
    rows = [*seasonal("Med", 0.1, 20), *seasonal("Falt siden", 0.1, 20, start="2015-08", factor=0.2)]
    found = similar_units(build(rows, {"Med": "2015-08"}))
    assert found["distance"].tolist() == [0]


def test_no_figures_is_nobody_to_propose():
    assert similar_units(build(seasonal("Med", 0.1, 20), {"Med": "2015-08"})).empty
