"""For the leader of a unit: one page on the unit over time, among its kind, and in what it takes part."""

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.trend import level, members
from naervaer.figures import sentences, trends, unit_comparison, unit_history
from naervaer.figures.trends import Place
from naervaer.i18n import t
from naervaer.model import Language, Measure
from naervaer.reports import graphs
from naervaer.reports.decks import frame
from naervaer.reports.outline import Deck, Slide, slide


PARTS = 2  # initiatives told of


def unit(municipality: str, unit_id: int, language: Language, measure: Measure) -> Deck:
    """One slide, and one that says where the figures come from. Raises KeyError for a unit that is not there."""
    names = store.read("units", municipality=municipality).set_index("unit_id")["unit"]
    about = str(names[unit_id])
    state = frame.state(municipality, language)
    masked = frame.masked(municipality, None, language)
    return Deck(
        audience="unit",
        language=language,
        municipality=frame.municipality_name(municipality),
        about=about,
        slides=(page(municipality, unit_id, about, language, measure), frame.behind(state, masked, language)),
        state=state,
        preliminary=frame.preliminary(municipality),
        masked=masked,
        sources=(frame.uploads(municipality, state, language),),
    )


def page(municipality: str, unit_id: int, name: str, language: Language, measure: Measure) -> Slide:
    """The unit's level, where it lies among its kind, its initiatives; and its line over time beside its area's."""
    notes = [frame.question(language, "unit")]
    lengths = figures.lengths(municipality)
    parts = unit_history.takes_part(municipality, unit_id, language, measure, limit=FEWEST_OUTSIDE)[:PARTS]
    takes_part = [f"{part.initiative}: {line}" for part in parts for line in unit_history.part_said(part, language)]
    if not lengths:
        return slide("unit", t(language, "deck.no_data_title"), [t(language, "deck.no_data"), *takes_part], notes=notes)
    panel = figures.panel(municipality, lengths[0], limit=FEWEST_OUTSIDE)
    selected = members(panel, unit_id=unit_id)
    if not selected.any():
        title = t(language, "deck.unit_hidden_title", unit=name)
        return slide("unit", title, [t(language, "deck.about_answer"), *takes_part], notes=notes)
    kind = str(unit_comparison.kind_of(municipality).get(unit_id, ""))
    among = unit_comparison.compared(municipality, kind, limit=FEWEST_OUTSIDE) if kind else None
    area = str(panel.area[selected][0]) or None
    places = {name: Place(unit=unit_id)} | ({area: Place(area=area)} if area else {})
    found = {
        named: trends.over_time(municipality, lengths[0], place, limit=FEWEST_OUTSIDE).series
        for named, place in places.items()
    }
    now = level(panel, selected)
    return slide(
        "unit",
        frame.level_title(now, language, measure) or sentences.level(now, language, measure),
        [
            sentences.level(now, language, measure),
            ""
            if among is None or among.why is not None
            else unit_comparison.of_unit(among, unit_id, language, measure),
            *takes_part,
        ],
        graphs=[graphs.rolling(found, lengths[0], language, measure)],
        notes=notes,
    )
