"""What the store says no to. The sentence is looked up, so that page and terminal say the same."""

from typing import Any

from naervaer.i18n import t
from naervaer.model import Language


class StoreError(Exception):
    """Something a person can understand and mend; `key` is its text under [store]."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def sentence(self, language: Language) -> str:
        """What went wrong and what to do, in the reader's language."""
        return t(language, f"store.{self.key}", **self.values)


class StoreBusyError(StoreError):
    """Another process has the store open."""

    def __init__(self) -> None:
        super().__init__("busy")


class ChangedMeanwhileError(StoreError):
    """Somebody else changed the same thing after it was shown."""

    def __init__(self) -> None:
        super().__init__("changed_meanwhile")
