"""Many questions at once: how many of the answers may be false (Benjamini & Hochberg 1995, JRSS B 57:289)."""

import numpy as np


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Adjusted p values in the order given; an answer stands at false-discovery rate q where its value is <= q.

    NaN (no test) stays NaN and does not count as a question.
    """
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(-p[tested], kind="stable")]
    m = len(order)
    steps = p[order] * m / np.arange(m, 0, -1)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(steps))
    return adjusted
