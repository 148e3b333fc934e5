"""How large letters may be so that a text fits where it stands, told without the font: printers have other ones."""

from collections.abc import Sequence


POINTS_IN_AN_INCH = 72
# The mean letter of running Norwegian text, in parts of its height: 0.50 in Calibri, 0.53 in Arial (counted over this
# house's own sentences); a little more, because lines break at words.
LETTER_WIDTH = 0.56
# Bold ones are 0.53 in Calibri and 0.58 in Arial; room for those who have neither.
BOLD_WIDTH = 0.64
LINE_HEIGHT = 1.2


def fitting(
    texts: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[int],
    *,
    between: float = 0.0,
    letter: float = LETTER_WIDTH,
) -> int:
    """The first of the sizes (points, largest first) at which the texts fit; the last one when none does.

    width, height in inches. between: space after each text, in parts of a line. letter: the mean letter, in parts
    of its height.
    """
    for size in sizes:
        letters = width * POINTS_IN_AN_INCH / (letter * size)
        lines = sum(_lines(text, letters) + between for text in texts)
        if lines * LINE_HEIGHT * size <= height * POINTS_IN_AN_INCH:
            return size
    return sizes[-1]


def _lines(text: str, letters: float) -> int:
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
        while used > letters:  # a word longer than the line is broken
            lines, used = lines + 1, used - letters
    return lines
