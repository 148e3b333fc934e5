"""The change beside what was done: all steps and some, more activities and fewer. A description, never a proof."""

from naervaer.analysis.activities import per_unit
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.dose import Beside, Dose, by_completion, by_dose
from naervaer.analysis.implementation import complete
from naervaer.figures.answers import answer
from naervaer.figures.implementation import implementation


DOSE_MONTHS = 12  # activities within the year that the change is counted in


def beside_steps(municipality: str, initiative: int, *, limit: float = FEWEST_EMPLOYEES) -> Beside | None:
    """Units that did all beside units that did some; None without figures or without a plan. limit as for
    figures.panel.
    """
    said, found = answer(municipality, initiative, limit=limit), implementation(municipality, initiative)
    done = complete(found.plan)
    return by_completion(said.compared.units, done) if said is not None and done else None


def beside_activities(
    municipality: str, initiative: int, *, limit: float = FEWEST_EMPLOYEES
) -> tuple[Dose, dict[int, int]] | None:
    """How many activities each unit had in its first year against its change; None without figures or activities.
    limit as for figures.panel.
    """
    said, found = answer(municipality, initiative, limit=limit), implementation(municipality, initiative)
    if said is None or not found.held.held:
        return None
    doses = per_unit(found.activities, found.units, DOSE_MONTHS)
    return by_dose(said.compared.units, doses), doses


def enrolled_above(municipality: str, initiative: int) -> tuple[int, int] | None:
    """How many of the shown units lay above the programme's limit in the year before their start, and of how many.

    None where the programme chooses no units by their level, or nothing is shown.
    """
    said, found = answer(municipality, initiative), implementation(municipality, initiative)
    limit = found.programme.enrolled_above_pct if found.programme else None
    if said is None or limit is None:
        return None
    before = said.compared.units["before_pct"].dropna()
    return (int((before > limit).sum()), len(before)) if len(before) else None
