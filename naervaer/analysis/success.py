"""The success criteria of an initiative, each answered, and all of them in one."""

from collections.abc import Iterable
from enum import StrEnum

from naervaer.analysis.activities import Held
from naervaer.analysis.implementation import Implemented
from naervaer.analysis.target import Progress
from naervaer.analysis.verdict import FALLS, RISES, State


class Met(StrEnum):
    """Whether a criterion is met. Not known is neither yes nor no."""

    YES = "yes"
    PROBABLY = "probably"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


def sick_leave_met(state: State | None) -> Met:
    """A clear fall is a yes, a rise or no clear change a no; what cannot be judged is not known."""
    if state in FALLS:
        return Met.YES if state is State.CLEAR_FALL else Met.PROBABLY
    return Met.NO if state in (*RISES, State.NO_CLEAR_CHANGE) else Met.UNKNOWN


def implementation_met(found: Implemented) -> Met:
    """In place in every unit is a yes, in some partly; nothing said of any is not known."""
    if not found.units:
        return Met.UNKNOWN
    if found.in_place == found.of:
        return Met.YES
    return Met.PARTLY if found.in_place else Met.NO


def target_met(found: Progress | None) -> Met:
    """Reached or not by more than chance is a yes or a no; what may be chance is not known."""
    return {Progress.REACHED: Met.YES, Progress.NOT_REACHED: Met.NO}.get(found, Met.UNKNOWN) if found else Met.UNKNOWN


def activities_met(found: Held) -> Met:
    """All that were due are held; nothing due is not known."""
    if not found.due:
        return Met.UNKNOWN
    if not found.late:
        return Met.YES
    return Met.PARTLY if found.held else Met.NO


def together(answers: Iterable[Met]) -> Met:
    """All of them in one: a yes needs every yes; a no anywhere is a no; else partly, or not known."""
    found = set(answers)
    if found and found <= {Met.YES, Met.PROBABLY}:
        return Met.PROBABLY if Met.PROBABLY in found else Met.YES
    if Met.NO in found:
        return Met.PARTLY if found & {Met.YES, Met.PROBABLY, Met.PARTLY} else Met.NO
    if Met.UNKNOWN in found or not found:
        return Met.UNKNOWN
    return Met.PARTLY
