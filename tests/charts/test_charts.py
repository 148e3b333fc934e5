"""What holds for every chart: its data lie inside, its specification is valid, and its words are a language's own."""

import json
import math
from pathlib import Path

import altair
import pytest

from naervaer.charts import picture
from naervaer.model import Language
from tests.charts import exhibits


GOLDEN = Path(__file__).parents[1] / "golden"

every_chart = pytest.mark.parametrize("draw", exhibits.CHARTS, ids=lambda draw: draw.__name__)
every_language = pytest.mark.parametrize("language", Language)


@every_chart
def test_the_specification_is_valid_vega_lite(draw):
    altair.LayerChart.from_dict(draw(Language.NB).spec, validate=True)


@every_chart
def test_the_data_lie_inside(draw):
    spec = draw(Language.NB).spec
    assert "datasets" not in spec
    assert all("values" in layer["data"] for layer in exhibits.layers(spec) if "data" in layer)
    assert exhibits.values(draw(Language.NB))


@every_chart
def test_nothing_is_fetched_from_anywhere(draw):
    inside = exhibits.everything(draw(Language.NB).spec)
    assert not [value for value in inside if isinstance(value, str) and "//" in value]
    assert '"url"' not in json.dumps(draw(Language.NB).spec)


@every_chart
def test_there_is_no_number_that_json_cannot_carry(draw):
    inside = exhibits.everything(draw(Language.NB).spec)
    assert not [value for value in inside if isinstance(value, float) and not math.isfinite(value)]
    json.dumps(draw(Language.NB).spec, allow_nan=False)


@every_chart
@every_language
def test_its_point_is_said_to_those_who_do_not_see_it(draw, language):
    golden = GOLDEN / f"alt.{draw.__name__}.{language}.txt"
    assert draw(language).alt == golden.read_text(encoding="utf-8").rstrip("\n")


@every_chart
def test_no_language_shows_through_another(draw):
    assert len({draw(language).alt for language in Language}) == len(Language)


@every_chart
def test_a_chart_asked_for_twice_is_the_same(draw):
    """Drawing one must not leave anything behind in the next: the theme is shared."""
    once = draw(Language.EN)
    picture.inline(once.spec)
    assert draw(Language.EN) == once
