"""Who may do what. Questions come in pairs: `may` answers, `require` raises."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from naervaer.model import Language, Measure


class Role(IntEnum):
    """What a person is here as; each role may do what the ones before it may."""

    VISITOR = 0
    READER = 1
    LEADER = 2
    ADMIN = 3


class Action(StrEnum):
    """Something a page lets people do."""

    READ = "read"
    UPLOAD = "upload"
    EDIT = "edit"
    ADMINISTER = "administer"


LOWEST_ROLE = {
    Action.READ: Role.READER,
    Action.UPLOAD: Role.LEADER,
    Action.EDIT: Role.LEADER,
    Action.ADMINISTER: Role.ADMIN,
}


@dataclass(frozen=True)
class Visitor:
    """Who is here, and which municipality and language this run is for, and whether it shows absence or attendance."""

    name: str
    role: Role
    municipality: str
    language: Language
    measure: Measure = Measure.ABSENCE


class NotAllowedError(Exception):
    """The visitor's role is too low for the action."""


def may(visitor: Visitor, action: Action) -> bool:
    """Whether the visitor's role is high enough for the action."""
    return visitor.role >= LOWEST_ROLE[action]


def require(visitor: Visitor, action: Action) -> None:
    """Raise NotAllowedError unless the visitor may."""
    if not may(visitor, action):
        raise NotAllowedError(action)
