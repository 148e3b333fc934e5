"""What a meeting is shown, as data: slides that every printer lays out its own way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from naervaer.charts.table import Kind, Table
from naervaer.i18n import t
from naervaer.model import Language


class Shape(StrEnum):
    """How a graph is drawn; each of them is a chart that slides programs draw and edit themselves."""

    BARS = "bars"
    COLUMNS = "columns"
    LINES = "lines"
    POINTS = "points"


LINES = 6  # across a graph
WHOLE = 99.99  # percent, less the air above it: nobody attends more than all days


class Role(StrEnum):
    """What a series is, and so its colour everywhere."""

    BEFORE = "before"
    AFTER = "after"
    COMPARISON = "comparison"
    TARGET = "target"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Series:
    """A row of values with its name.

    values     one per category; None where there is none
    low, high  the ends of each value's range; empty when nothing has a range
    roles      what each value is, where they are not all alike; else empty
    """

    name: str
    role: Role
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Graph:
    """A picture of a few numbers.

    kind   PERCENT, POINTS or COUNT: what the values are
    alt    its point in one or two sentences, for those who do not see it
    table  the numbers behind it, more of them where the picture leaves some out
    days   the first day of each category along a line over time; else empty
    from_zero  the axis begins at nothing; attendance lies so far from it that only points and lines show a difference
    """

    shape: Shape
    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    table: Table
    days: tuple[date, ...] = ()
    from_zero: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """Where the axis of values begins and ends: around nothing, unless it is far away."""
        seen = [
            number
            for series in self.series
            for numbers in (series.values, series.low, series.high)
            for number in numbers
            if number is not None
        ]
        nothing = [0.0] if self.from_zero or not seen else []
        least, most = min([*nothing, *seen]), max([*nothing, *seen])
        step = _step(most - least)
        if self.shape in (Shape.LINES, Shape.POINTS) and most - least > (LINES - 1) * step:
            step *= 2  # the lines across stand where the ends do, so that one of them is at nothing
        if not self.from_zero:
            least, most = least - 0.02 * (most - least), min(most, WHOLE)
        # A little air beyond the last bar, for its number.
        return step * math.floor(least / step), step * math.ceil((most + 0.02 * (most - least)) / step)

    @property
    def named(self) -> bool:
        """Whether its series must be told by name: several of them, or one of changes, which no title says it is."""
        return len(self.series) > 1 or (self.kind is Kind.POINTS and self.shape is Shape.BARS)

    @property
    def grid(self) -> float:
        """How far apart the lines across the graph are: at most six of them, on round numbers."""
        low, high = self.ends
        step = _step(high - low)
        return step * math.ceil((high - low) / step / LINES)


def _step(span: float) -> float:
    """A round step that divides the span in four to ten."""
    if span <= 0:
        return 1.0
    rough = 10.0 ** math.floor(math.log10(span))
    return next(rough * part for part in (0.1, 0.2, 0.5, 1.0) if span / (rough * part) <= 10)


@dataclass(frozen=True)
class Text:
    """A sentence that stands on a slide, and may be said otherwise by the leader who shows it.

    key    which sentence it is: slide and place
    own    the sentence that the figures make; where a leader is asked for one, that it is not written yet
    said   what stands there
    head   words before it that nobody can edit
    """

    key: str
    own: str
    said: str
    head: str = ""

    @property
    def edited(self) -> bool:
        """Whether a person has written it."""
        return self.said != self.own


@dataclass(frozen=True)
class Slide:
    """One slide, or one page of paper.

    key      names it within its deck
    title    its message, a whole statement
    texts    what it says
    label    two or three words of judgement that nobody can edit; "" when the slide judges nothing
    notes    for the one who speaks: the method in plain words, questions that come and their answers
    """

    key: str
    title: Text
    texts: tuple[Text, ...] = ()
    graphs: tuple[Graph, ...] = ()
    table: Table | None = None
    label: str = ""
    notes: tuple[str, ...] = ()

    @property
    def wordy(self) -> bool:
        """Whether it has texts under headings, which need more room than what stands beside them."""
        return any(text.head for text in self.texts)


@dataclass(frozen=True)
class State:
    """Which figures a deck stands on, so that they are found again.

    newest   the last period with figures, written out; "" without any
    uploads  the numbers of the uploads whose figures count
    version  of Nærvær
    """

    newest: str
    uploads: tuple[int, ...]
    version: str


@dataclass(frozen=True)
class Deck:
    """What one audience is shown.

    about        what it is about: an initiative, a unit or the municipality
    preliminary  the figures may still change
    masked       what is left out and why, one sentence each
    missing      what must be done before it can be handed in; told on the page, and not on paper
    sources      tables that only the workbook holds
    code         finds this very deck again in the app; "" until it is kept
    """

    audience: str
    language: Language
    municipality: str
    about: str
    slides: tuple[Slide, ...]
    state: State
    preliminary: bool = False
    masked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[Table, ...] = field(default=())
    code: str = ""


def slide(
    key: str,
    title: str,
    texts: Sequence[str] = (),
    *,
    graphs: Sequence[Graph | None] = (),
    table: Table | None = None,
    label: str = "",
    notes: Sequence[str] = (),
) -> Slide:
    """A slide in the figures' own words; empty sentences and graphs that could not be drawn are left out."""
    own = [text for text in texts if text]
    title = title.removesuffix(".")
    return Slide(
        key,
        Text(f"{key}.title", title, title),
        tuple(Text(f"{key}.{place}", text, text) for place, text in enumerate(own, start=1)),
        tuple(graph for graph in graphs if graph is not None),
        table,
        label,
        tuple(note for note in notes if note),
    )


def notes(deck: Deck, one: Slide) -> list[str]:
    """What the speaker has of a slide; where a person has written a sentence, also what the figures say."""
    edited = [
        t(deck.language, "deck.edited", own=text.own)
        for text in (one.title, *one.texts)
        if text.edited and not text.head
    ]
    return [*one.notes, *edited]
