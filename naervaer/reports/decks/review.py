"""The analysis review on slides, before anything is chosen: one point a slide."""

from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.figures import review as reviewed
from naervaer.figures.plans import Choice, area_names, planned
from naervaer.figures.review import Review
from naervaer.i18n import t
from naervaer.model import Language, Measure
from naervaer.reports import graphs
from naervaer.reports.decks import frame
from naervaer.reports.outline import Deck, Slide, slide


LONGEST_TITLE = 90  # letters: two lines of a title
# Which questions are likely to come where.
ASKED = {
    "level": ("review",),
    "season": ("quarter",),
    "parts": ("parts",),
    "high": ("standing_out",),
    "by_itself": ("comparison",),
    "target": ("next",),
}


def review(municipality: str, about: int | Choice, language: Language, measure: Measure) -> Deck:
    """A slide for each point of the review of the chosen units in no initiative.

    about: what is chosen on the page; or an area alone, by its number, and 0 for the whole municipality.
    Raises KeyError for an area that is not there.
    """
    name = frame.municipality_name(municipality)
    choice = about if isinstance(about, Choice) else Choice(areas=(about,) if about else ())
    area = area_names(municipality)[choice.areas[0]] if len(choice.areas) == 1 else ""
    state = frame.state(municipality, language)
    masked = frame.masked(municipality, None, language)
    return Deck(
        audience="review",
        language=language,
        municipality=name,
        about=area or name,
        slides=(*_points(municipality, choice, language, measure), frame.behind(state, masked, language)),
        state=state,
        preliminary=frame.preliminary(municipality),
        masked=masked,
        sources=(frame.uploads(municipality, state, language),),
    )


def _points(municipality: str, choice: Choice, language: Language, measure: Measure) -> list[Slide]:
    plan = planned(municipality, choice, limit=FEWEST_OUTSIDE)
    if plan is None:
        return [slide("review", t(language, "deck.no_data_title"), [t(language, "deck.no_data")])]
    if not plan.n:
        return [slide("review", t(language, "deck.review_nobody_title"), [t(language, "power.no_others")])]
    found = reviewed.review(plan, limit=FEWEST_OUTSIDE)
    said = reviewed.said(found, language, measure)
    return [_point(section, lines, found, language, measure) for section, lines in said.items()]


def _point(section: str, lines: list[str], found: Review, language: Language, measure: Measure) -> Slide:
    is_level, about = section == reviewed.SECTIONS[0], reviewed.about(found, language)
    # A point that is too long for a title, or has nothing under it, stands under the name of what it is about.
    is_title = len(lines) > 1 and len(lines[0]) <= LONGEST_TITLE
    title = lines[0] if is_title else reviewed.heading(section, language, measure)
    if is_level and not is_title:
        title = frame.level_title(found.level, language, measure) or title
    return slide(
        f"review_{section}",
        title,
        [about if is_level else "", *(lines[1:] if is_title else lines)],
        graphs=[graphs.season(found.season, language, measure)] if section == "season" else [],
        notes=[about, *(frame.question(language, asked) for asked in ASKED.get(section, ()))],
    )
