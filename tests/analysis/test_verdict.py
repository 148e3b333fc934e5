from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from naervaer.analysis.before_after import before_after
from naervaer.analysis.interrupted_time_series import SingleSeries
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.study import NEVER, Study, study
from naervaer.analysis.verdict import (
    Judgement,
    State,
    Verdict,
    grammar,
    judge,
    of_judgement,
    together,
    verdict,
)
from naervaer.i18n import percent, signed
from naervaer.model import Language, Measure
from tests.analysis.build import build, seasonal
from tests.analysis.simulator import SCENARIOS, panel


GOLDEN = Path(__file__).parents[1] / "golden"


def an_effect(points, se=0.4, n=20, expected=10.0):
    """An effect of so many points with so large an error, over n units of 1 000 possible days."""
    exposure = np.full(n, 1000.0)
    return Effect(
        effect=points / 100,
        observed=(expected + points) / 100 * exposure,
        expected=expected / 100 * exposure,
        exposure=exposure,
        judged=np.ones(n, bool),
        own=np.zeros(n),
        common=np.zeros(n),
        se=se / 100,
        df=n - 1,
    )


@pytest.mark.parametrize(
    ("effect", "passes", "survives", "state"),
    [
        (an_effect(-2), True, True, State.CLEAR_FALL),
        (an_effect(2), True, True, State.CLEAR_RISE),
        (an_effect(-2), False, True, State.PROBABLE_FALL),
        (an_effect(-2), None, True, State.PROBABLE_FALL),
        (an_effect(-2), True, False, State.PROBABLE_FALL),
        (an_effect(2), True, None, State.PROBABLE_RISE),
        (an_effect(-0.75), True, True, State.PROBABLE_FALL),
        (an_effect(-0.2), True, True, State.NO_CLEAR_CHANGE),
        (an_effect(-0.2, se=1.5), True, True, State.TOO_SMALL),
        (an_effect(-9, n=2, se=0.1), True, True, State.PROBABLE_FALL),
    ],
)
def test_grammar(effect, passes, survives, state):
    low, high = effect.interval(0.95)
    assert grammar(effect, passes, survives, stands=low > 0 or high < 0) == state


def test_several_verdicts_on_one_page_are_corrected_together():
    edge = a_judgement(State.CLEAR_FALL, an_effect(-0.9))
    assert together([edge]) == [State.CLEAR_FALL]
    nothing = replace(edge, found=an_effect(0.05), state=State.NO_CLEAR_CHANGE)
    early = replace(edge, found=None, state=State.TOO_EARLY)
    assert together([edge, nothing, nothing, nothing, early]) == [
        State.PROBABLE_FALL,
        *[State.NO_CLEAR_CHANGE] * 3,
        State.TOO_EARLY,
    ]


def planted(n=25, started=8, start=44, factor=1.0, months=60, first="2012-01"):
    """Units with their own level and season, a little noise, and a planted factor from the start on."""
    rng = np.random.default_rng(15)
    season = 1 + 0.2 * np.cos(2 * np.pi * np.arange(months) / 12)
    possible = np.repeat(rng.uniform(300, 900, (n, 1)), months, 1)
    starts = np.where(np.arange(n) < started, start, NEVER)
    effect = np.where(np.arange(months) >= starts[:, None], factor, 1.0)
    lost = possible * rng.uniform(0.07, 0.12, (n, 1)) * season * effect * rng.normal(1, 0.05, (n, months))
    unit = np.array([f"Enhet {i}" for i in range(n)], object)
    period = np.datetime64(first, "M") + np.arange(months)
    return Study(lost, possible, starts, np.full(n, "", object), unit, period, 12)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"factor": 0.8}, State.CLEAR_FALL),
        ({"factor": 1.2}, State.CLEAR_RISE),
        ({"factor": 1.0}, State.NO_CLEAR_CHANGE),
        ({"start": 54, "factor": 0.8}, State.CLEAR_FALL),
        ({"start": 55, "factor": 0.8}, State.TOO_EARLY),
        ({"start": 24, "factor": 0.8}, State.PROBABLE_FALL),
        ({"start": 23, "factor": 0.8}, State.TOO_SHORT_HISTORY),
        ({"started": 15, "factor": 0.8}, State.CLEAR_FALL),
        ({"started": 2, "factor": 0.8}, State.PROBABLE_FALL),
    ],
)
def test_a_planted_factor_gets_its_verdict(changes, state):
    assert judge(planted(**changes)).state == state


@pytest.mark.parametrize(("late", "state"), [(5, State.PROBABLE_FALL), (6, State.TOO_SHORT_HISTORY)])
def test_half_of_the_units_need_two_years_of_history(late, state):
    """Of ten started units some open a year before the start; fewer than half with two years are too few."""
    study = planted(started=10, start=34, factor=0.7)
    study.possible[:late, :22] = study.lost[:late, :22] = 0
    assert judge(study).state == state


def test_fewer_than_ten_units_to_compare_with_leave_own_history_and_at_most_probable():
    judged = judge(planted(started=16, factor=0.7))
    assert judged.found is None
    assert judged.single.step_relative == pytest.approx(-0.3, abs=0.05)
    assert judged.state == State.PROBABLE_FALL
    assert judge(planted(started=25, factor=1.0)).state == State.NO_COMPARISON


def test_recent_starts_are_left_out_and_listed():
    late = planted(factor=0.8)
    late = replace(late, start=np.where(np.arange(25) == 0, 57, late.start))
    judged = judge(late)
    assert judged.recent.tolist() == [True] + [False] * 24
    assert judged.found.n == 7
    assert judged.first_month == date(2017, 4, 1)


def test_between_half_a_year_and_a_year_the_verdict_is_preliminary():
    assert not judge(planted(start=54)).preliminary
    assert judge(planted(start=52)).preliminary
    assert not judge(planted(start=48)).preliminary
    assert judge(planted(start=52, factor=0.8), 0.5).state == State.CLEAR_FALL


def test_months_of_run_in_can_be_left_out_of_the_baseline():
    before = planted(factor=0.8)
    dip = before.lost.copy()
    dip[:8, 41:44] *= 0.2
    found = judge(replace(before, lost=dip)).found
    spared = judge(replace(before, lost=dip, anticipation=3)).found
    clean = judge(before).found
    assert abs(spared.effect - clean.effect) < 0.3 * abs(found.effect - clean.effect)


def test_quarters_follow_the_same_rules():
    months = planted(factor=0.8, start=45)
    threes = (25, 20, 3)
    quarterly = replace(
        months,
        lost=months.lost.reshape(threes).sum(2),
        possible=months.possible.reshape(threes).sum(2),
        start=np.where(months.start < NEVER, months.start // 3, NEVER),
        period=months.period[::3],
        per_year=4,
    )
    judged = judge(quarterly)
    assert judged.state == State.CLEAR_FALL
    assert judged.found.effect == pytest.approx(judge(months).found.effect, abs=0.002)
    assert judge(replace(quarterly, start=np.where(quarterly.start < NEVER, 19, NEVER))).state == State.TOO_EARLY


def test_no_figures_at_all():
    empty = planted()
    assert judge(replace(empty, possible=0 * empty.possible, lost=0 * empty.lost)).state == State.NO_FIGURES


def test_chosen_high_and_nothing_done_is_not_called_clear():
    """The seed is one where the plain change is a large fall: 3.6 points in 15 units."""
    state = judge(panel(SCENARIOS["B"], 3)[0]).state
    assert state not in (State.CLEAR_FALL, State.PROBABLE_FALL)


def test_page_and_engine_agree_on_one_panel():
    rows, of_units = [], {}
    for number in range(20):
        start = "2015-07" if number < 6 else None
        rows += seasonal(f"Enhet {number}", 0.08 + number / 400, 20 + number, start=start, factor=0.75)
        of_units |= {f"Enhet {number}": start} if start else {}
    one = build(rows, of_units)
    said = verdict(before_after(one), judge(study(one)))
    assert said.state == State.PROBABLE_FALL, "30 months of history: never clear"
    assert said.values["effect_pp"] == pytest.approx(-0.25 * said.values["expected_pct"], abs=0.01)


def test_a_start_before_the_figures_begin_is_too_little_history_and_a_sentence():
    rows = [row for number in range(12) for row in seasonal(f"Enhet {number}", 0.1, 20)]
    one = build(rows, {"Enhet 0": "2010-05", "Enhet 1": "2010-05"})
    said = verdict(before_after(one), judge(study(one)))
    assert said.state == State.TOO_SHORT_HISTORY
    assert said.sentence(Language.NB).startswith("For kort historikk")


def test_a_unit_that_closed_soon_after_its_start_is_not_told_a_month_that_has_passed():
    closed = planted()
    possible = np.where(
        closed.since > 2, np.where(closed.start[:, None] < NEVER, 0.0, closed.possible), closed.possible
    )
    judged = judge(replace(closed, possible=possible, lost=np.minimum(closed.lost, possible)))
    assert judged.state == State.TOO_EARLY
    assert judged.first_month is None
    assert of_judgement(judged).sentence(Language.EN).startswith("Too early to say: It takes figures")


def test_without_days_only_the_count_is_left():
    rows = [{**row, "rate_pct": 8.0, "lost_days": np.nan} for row in seasonal("Lia", 0.1, 20)]
    one = build(rows, {"Lia": "2015-07"})
    assert verdict(before_after(one), judge(study(one))).state == State.COUNTED


def test_too_few_people_come_before_every_other_reason():
    one = build(seasonal("Lia", 0.1, 3), {"Lia": "2015-07"})
    assert verdict(before_after(one), judge(study(one))).state == State.TOO_FEW


def a_judgement(state, found=None, single=None, preliminary=False, months=(12, 12)):
    units = np.ones(20, bool)
    return Judgement(state, found, True, True, single, units, ~units, 30, preliminary, None, months)


COUNTED = {"lower": 8, "n": 11, "p_by_chance": 232 / 2048}
SAID = {
    **{
        state.value: of_judgement(a_judgement(state, an_effect(points, se)))
        for state, points, se in [
            (State.CLEAR_FALL, -1.6, 0.5),
            (State.PROBABLE_FALL, -1.0, 0.5),
            (State.NO_CLEAR_CHANGE, -0.3, 0.5),
            (State.TOO_SMALL, -0.3, 1.5),
            (State.PROBABLE_RISE, 1.0, 0.5),
            (State.CLEAR_RISE, 1.6, 0.5),
        ]
    },
    "preliminary": of_judgement(
        a_judgement(State.PROBABLE_FALL, an_effect(-1.0, 0.5), preliminary=True, months=(7, 9))
    ),
    "too_early": Verdict(State.TOO_EARLY, {"month": date(2017, 2, 1)}),
    "counted": Verdict(State.COUNTED, {**COUNTED, "like_for_like": True}),
    "counted_unlike": Verdict(State.COUNTED, {**COUNTED, "like_for_like": False}),
    "too_early_no_month": Verdict(State.TOO_EARLY),
    "own_history_fall": of_judgement(
        a_judgement(State.PROBABLE_FALL, single=SingleSeries(-0.18, (-0.27, -0.06), 0, False))
    ),
    "own_history_rise": of_judgement(
        a_judgement(State.PROBABLE_RISE, single=SingleSeries(0.18, (0.06, 0.27), 0, True))
    ),
    **{
        state.value: Verdict(state)
        for state in (
            State.TOO_SHORT_HISTORY,
            State.NO_COMPARISON,
            State.TOO_FEW,
            State.NO_FIGURES,
            State.NO_BEFORE,
            State.NO_AFTER,
        )
    },
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", SAID)
def test_words(kind, language):
    """The words are read aloud before a golden text is changed."""
    said = SAID[kind]
    golden = (GOLDEN / f"verdict.{kind}.{language}.txt").read_text(encoding="utf-8")
    assert f"{said.label(language)}\n{said.sentence(language)}\n" == golden


def words_of_attendance(language):
    """What is said of every state when attendance is chosen, one after another."""
    of = language, Measure.ATTENDANCE
    return "".join(f"{one.headline(*of)}\n[{one.label(*of)}] {one.sentence(*of)}\n\n" for one in SAID.values())


@pytest.mark.parametrize("language", Language)
def test_words_of_attendance(language):
    assert words_of_attendance(language) == (GOLDEN / f"attendance.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", ["clear_fall", "probable_fall", "probable_rise", "clear_rise"])
def test_attendance_is_absence_turned_round(kind, language):
    """Less absence is so much more attendance, and the range is read from its other end."""
    values = SAID[kind].values
    said = SAID[kind].sentence(language, Measure.ATTENDANCE)
    rates = [percent(language, 100 - values[name]) for name in ("observed_pct", "expected_pct")]
    ends = [signed(language, -values[name]) for name in ("effect_pp", "high_pp", "low_pp")]
    for figure in (*rates, *ends):  # one after another
        _, found, said = said.partition(figure)
        assert found, figure


def test_every_state_has_golden_words_in_every_language():
    assert {said.state for said in SAID.values()} == set(State)
    files = {path.name for path in GOLDEN.glob("verdict.*.txt")}
    assert files == {f"verdict.{kind}.{language}.txt" for kind in SAID for language in Language}


@pytest.mark.parametrize("language", Language)
def test_uncertain_is_never_sold_as_no_effect(language):
    forbidden = ("ingen effekt", "virker ikke", "ikke effekt", "no effect", "does not work", "virker ikke.")
    for kind in ("no_clear_change", "too_small", "no_comparison", "too_early", "too_short_history"):
        sentence = SAID[kind].sentence(language).lower()
        assert not any(words in sentence for words in forbidden), sentence


def test_own_history_is_made_from_the_series():
    judged = a_judgement(State.PROBABLE_FALL, single=SingleSeries(-0.18, (-0.3, -0.04), 0.4, False))
    assert of_judgement(judged).sentence(Language.EN).startswith("Probable fall: too few units have not started")
