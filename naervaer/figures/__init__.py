"""The figures everything shown stands on: panels from the store, and the answers worked out of them.

Page, chart, slide and terminal take them here, so that the same question has the same answer everywhere.
"""

from naervaer.figures.answers import Answer, Choices, another_answer, answer, verdicts
from naervaer.figures.panels import lengths, panel
from naervaer.figures.starts import starts


__all__ = ["Answer", "Choices", "another_answer", "answer", "lengths", "panel", "starts", "verdicts"]
